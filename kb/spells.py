"""Spells in office as the sets have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: From when on spells are kept: a spell that ended before is left out.
SINCE = "1990-01-01"


@dataclass(frozen=True, slots=True)
class Spell:
    """One person in one office, from one source.

    Attributes:
        country: ISO 3166 alpha-3 of the state.
        office: The kind of office.
        name: The person's name as the source writes it.
        start: The first day in office, as precisely as the source has it, or empty where it does not say.
        end: The last day, or empty: in office on ``as_of``.
        source: Short name of the set, or an address.
        as_of: The day or month of the source.
        person: The person's id where the source has one, else empty.
        surname: The part of the name by which the source marks the person's surname, or empty.
        title: The title of the office, or empty.
        rank: How far the source is trusted where sources differ, the least number first.
    """

    country: str
    office: str
    name: str
    start: str
    end: str
    source: str
    as_of: str
    person: str = ""
    surname: str = ""
    title: str = ""
    rank: int = 5

    @property
    def since(self) -> str:
        """The first day on which the person is known to have been in office."""
        return self.start or self.end or self.as_of


def recent(spells: Iterator[Spell]) -> list[Spell]:
    """Return the spells that reach into the years that the tables cover."""
    return [spell for spell in spells if not spell.end or spell.end >= SINCE[: len(spell.end)]]
