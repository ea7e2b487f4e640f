"""Armed groups, from the list and from the World Factbook's field of terrorist groups, which says where they act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb import factbook, states
from kb.matching import fold
from kb.organizations import Row, names_of, sources


def group_id(key: str) -> str:
    """Return the id of an armed group."""
    return f"verbale:armed-group/{key}"


def actors(rows: list[Row]) -> list[Row]:
    """Return the groups, with a country where they act in one only.

    Args:
        rows: The rows of the list ``groups``.
    """
    where = {row["key"]: sorted(_active(row)) for row in rows}
    return [
        {
            "id": group_id(row["key"]), "kind": "armed_group", "name": row["name"],
            "country": where[row["key"]][0] if len(where[row["key"]]) == 1 else "", **sources()[row["source"]],
        }
        for row in rows
    ]  # fmt: skip


def names(rows: list[Row]) -> list[Row]:
    """Return their other names."""
    return [
        name for row in rows for name in names_of(group_id(row["key"]), row["names"], sources()[row["source"]])
    ]  # fmt: skip


def relations(rows: list[Row]) -> Iterator[Row]:
    """Yield in which states they act."""
    for row in rows:
        for country in sorted(_active(row)):
            yield {
                "subject": group_id(row["key"]), "relation": "active in", "object": states.states()[country].id,
                **sources()[row["source"]],
            }  # fmt: skip


def _active(row: Row) -> set[str]:
    """Return the states in which a group acts, as the list or the World Factbook says."""
    wanted = {fold(name) for name in row["factbook"].split(";") if name}
    return set(row["active"].split()) | {
        country
        for country, profile in factbook.profiles().items()
        if country in states.states() and wanted & _named(factbook.text(profile, "Terrorism", "Terrorist group(s)"))
    }


def _named(field: str) -> set[str]:
    """Return the folded names of the groups that a field lists."""
    return {fold(part) for part in re.split(r"[;,]", field) if part.strip()}
