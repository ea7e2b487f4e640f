"""Who acts in international affairs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

ActorKind = Literal[
    "state", "territory", "organization", "alliance", "grouping", "body", "armed_force", "parliament", "party",
    "armed_group", "company", "outlet", "agency", "person", "region",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organization, office-holder or other actor of the knowledge base. Not a place, and not a mention.

    Attributes:
        id: Its Wikidata QID where a source gives one, else an id of this project's own (``verbale:…``).
        kind: What it is.
        name: Its plain English name.
        country: ISO 3166 alpha-3 code of the state that it belongs to; None for international ones.
        parent: Id of what it is a part of: of a ministry its state.
        start: First day that it existed, as precisely as known (YYYY, YYYY-MM or YYYY-MM-DD); None if not known.
        end: Last day that it existed; None if it does or that is not known.
        source: Where the row is from.
    """

    id: str
    kind: ActorKind
    name: str
    country: str | None = None
    parent: str | None = None
    start: str | None = None
    end: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that a name may stand for.

    Attributes:
        actor: The actor.
        score: From 0 to 1; those of one name add up to at most 1.
        reasons: Why, in words, the weightiest first.
    """

    actor: Actor
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in an office.

    Attributes:
        person: Who.
        office: The kind of office, such as ``head of government``.
        of: Of which actor.
        title: The office's title.
        start: First day, as precisely as known.
        end: Last day; None while it lasts, or where that is not known.
        known_until: Until when the source says so.
        source: Where that is from.
    """

    person: Actor
    office: str
    of: Actor
    title: str
    start: str | None
    end: str | None
    known_until: str
    source: str

    @property
    def name(self) -> str:
        """Name of the person."""
        return self.person.name

    @property
    def id(self) -> str:
        """Id of the person."""
        return self.person.id


def first_day(written: str) -> datetime.date:
    """Return the first day that a date written as YYYY, YYYY-MM or YYYY-MM-DD may be."""
    year, month, day = (*written.split("-"), "1", "1")[:3]
    return datetime.date(int(year), int(month), int(day))


def last_day(written: str) -> datetime.date:
    """Return the last day that a date written as YYYY, YYYY-MM or YYYY-MM-DD may be."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
