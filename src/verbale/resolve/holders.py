"""Who held an office on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from verbale.codebook.knowledge import Knowledge, knowledge
from verbale.errors import VerbaleError
from verbale.models.actor import Tenure, first_day, last_day

#: Beyond the day up to which a source knows, a holder without an end is believed for so long.
_BELIEVED = datetime.timedelta(days=366)


def holder(office: str, *, of: str, on: str | datetime.date, base: Knowledge | None = None) -> Tenure | None:
    """Return who held an office on a day, or None where that is not known.

    Args:
        office: The kind of office: ``head of state``, ``head of government``, ``foreign minister`` …
        of: Whose: an actor's id, a state's ISO 3166 alpha-3 code, or a name that only one actor has.
        on: The day; of a month or year given as YYYY-MM or YYYY, its last day.
        base: The knowledge base; default: the one that ships.

    Raises:
        VerbaleError: V304, the date cannot be understood; V401, no actor is called so.
    """
    base = base or knowledge()
    day = _day(on)
    actor = _actor_named(of, base)
    kind = office.strip().lower()
    found = [
        tenure
        for id_ in base.offices_of.get(actor, ())
        if base.offices[id_].kind.lower() == kind
        for tenure in base.tenures.get(id_, ())
        if in_office(tenure, day)
    ]
    # A month in which one follows another belongs to both; on a day of it the later one is likelier.
    return max(found, key=lambda tenure: (tenure.start or "", tenure.person.id), default=None)


def offices_on(person: str, day: datetime.date, base: Knowledge) -> Iterator[Tenure]:
    """Yield the offices that a person held on a day, by the first day of each."""
    return (tenure for tenure in base.held.get(person, ()) if in_office(tenure, day))


def in_office(tenure: Tenure, day: datetime.date) -> bool:
    """Tell whether somebody held an office on a day, as far as that is known."""
    if tenure.start is not None and first_day(tenure.start) > day:
        return False
    if tenure.end is not None:
        return day <= last_day(tenure.end)
    return day <= last_day(tenure.known_until) + _BELIEVED


def _actor_named(of: str, base: Knowledge) -> str:
    """Return the id of the actor that an id, code or name stands for."""
    if of in base.actors:
        return of
    if of in base.states:
        return base.states[of]
    ids = {use.actor for use in base.named(of) if base.actors[use.actor].kind != "person"}
    if len(ids) != 1:
        raise VerbaleError("V401", of[:60])
    return ids.pop()


def _day(on: str | datetime.date) -> datetime.date:
    """Return a day."""
    if isinstance(on, datetime.date):
        return on
    try:
        return last_day(on.strip())
    except ValueError:
        raise VerbaleError("V304") from None
