"""Holders of offices looked up one by one; every row names the address at which it was found."""

from __future__ import annotations

from kb.spells import Spell, recent
from kb.tables import LISTS, read_rows


def holders() -> list[Spell]:
    """Return the rows of all lists ``kb/lists/holders_*.tsv``."""
    spells = [
        Spell(
            row["country"], row["office"], row["name"], row["start"], row["end"], row["source"], row["as_of"],
            row["person"], row["surname"], row["title"], rank=0,
        )
        for path in sorted(LISTS.glob("holders_*.tsv"))
        for row in read_rows(path)
    ]  # fmt: skip
    return recent(iter(spells))
