"""From the spells of all sources to who held which office when.

REIGN says who led a state, not by which office. Where another source has the leader in an office at that time, that is
the office; elsewhere it is the one that the leaders before and after held, and where these differ, the kind of regime
decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb.dates import agree, first_day, last_day, precision
from kb.people import Person, until
from kb.spells import SINCE, Spell

HEADS = ("head of state", "head of government", "party leader")

#: Spells of one person that are less than this apart are one spell.
_SEAM = timedelta(days=31)

#: Overlaps of two persons in one office up to this long are seams, not contradictions.
_SHORT = timedelta(days=31)

#: Offices that several hold at the same time.
SHARED = frozenset({
    "deputy head of government", "state councilor", "deputy foreign minister", "foreign ministry spokesperson",
    "vice president", "deputy head", "spokesperson", "government spokesperson", "defence ministry spokesperson",
    "presidential spokesperson",
})  # fmt: skip

#: States with several heads at the same time: princes, captains regent, a presidency.
_SEVERAL_HEADS = frozenset({("AND", "head of state"), ("BIH", "head of state"), ("SMR", "head of state")})

#: What lasted to the end of the list of regimes lasts.
_NOW = "2020-12-31"

#: The source of effective leaders.
_LEADERS = "reign"

#: Spells of all persons by state and office.
Held = dict[tuple[str, str], list[tuple[Person, Spell]]]


@dataclass(frozen=True, slots=True)
class Holding:
    """One person in one office, from all sources together.

    Attributes:
        country: ISO 3166 alpha-3 of the state.
        office: The kind of office.
        person: Who.
        start: The first day, as precisely as known.
        end: The last day, or empty: in office on ``as_of``.
        source: The sources of the two dates.
        as_of: The day of the source that says that it goes on; else that of the end.
        rank: Trust in the best of the sources.
    """

    country: str
    office: str
    person: Person
    start: str
    end: str
    source: str
    as_of: str
    rank: int

    @property
    def since(self) -> str:
        """The first day on which the person is known to have been in office."""
        return self.start or self.end or self.as_of

    @property
    def until(self) -> date:
        """The last day for which the spell is known to have lasted."""
        return last_day(self.end) if self.end else last_day(self.as_of)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that name two persons for one office at one time; the second had to give way."""

    kept: Holding
    trimmed: Holding


def holdings(
    people: list[Person],
    regimes: dict[str, list[tuple[str, str, str]]],
    one_head: frozenset[str],
    told: Mapping[tuple[str, str], frozenset[str]],
) -> tuple[list[Holding], list[Contradiction]]:
    """Return who held which office, and where the sources contradict each other.

    Args:
        people: All persons with their spells.
        regimes: The kinds of regime of each state, with their first and last days.
        one_head: The states whose head of state is also the head of government.
        told: The offices of leaders by state and name; without a name for all of a state of whom no source tells.
    """
    held: Held = {}
    for person in people:
        for spell in person.spells:
            held.setdefault((spell.country, spell.office), []).append((person, spell))
    for country in sorted(one_head):
        _copied(held, country)
    for country in sorted({country for country, office in held if office == "leader"}):
        _leaders_in_office(held, country, regimes.get(country, []), country in one_head, told)
    found: dict[tuple[str, str], list[Holding]] = {}
    contradictions = []
    for (country, office), spells in sorted(held.items(), key=lambda entry: entry[0]):
        joined = _joined(country, office, spells)
        if office not in SHARED and (country, office) not in _SEVERAL_HEADS:
            joined = _sharpened(_closed(_joined(country, office, _trimmed(spells))))
            joined, contradicted = _without_overlap(joined)
            contradictions += contradicted
        found[country, office] = joined
    for country in sorted({country for country, office in found if office == "leader"}):
        _led_on(found, country)
    return [holding for key in sorted(found) for holding in found[key]], contradictions


def _led_on(found: dict[tuple[str, str], list[Holding]], country: str) -> None:
    """Continue the leaders of a state to the present with the holders of the office by which the last of them led."""
    leaders = found[country, "leader"]
    last = max(leaders, key=lambda holding: first_day(holding.since))
    if last.end:
        return
    day = last_day(last.as_of)
    for office in HEADS[:2]:
        held = found.get((country, office), [])
        now = next((h for h in held if h.person is last.person and first_day(h.since) <= day <= h.until), None)
        if now:
            leaders[leaders.index(last)] = replace(
                last,
                end=now.end,
                as_of=now.as_of,
                source="; ".join(dict.fromkeys((last.source, *now.source.split("; ")))),
            )
            leaders += [replace(h, office="leader") for h in held if first_day(h.since) > day]
            return


def _copied(held: Held, country: str) -> None:
    """Give the head of state's spells to the head of government where one person is both."""
    states = held.get((country, "head of state"), [])
    both = held.setdefault((country, "head of government"), [])
    for person, spell in states:
        if not any(other is person and agree(spell.since, mine.since, 366) for other, mine in both):
            both.append((person, replace(spell, office="head of government", rank=spell.rank + 1)))


def _leaders_in_office(
    held: Held,
    country: str,
    regimes: list[tuple[str, str, str]],
    one_head: bool,
    told: Mapping[tuple[str, str], frozenset[str]],
) -> None:
    """Give the effective leaders of a state the offices by which they led, where that can be told."""
    leaders = sorted(held.get((country, "leader"), []), key=lambda entry: entry[1].since)
    known = [_offices_of(held, country, person, spell) for person, spell in leaders]
    for number, (person, spell) in enumerate(leaders):
        offices = told.get((country, spell.name)) or known[number] or told.get((country, ""))
        if not offices:
            offices = _by_neighbours(leaders, known, number, spell, regimes, one_head)
        for office in offices:
            others = held.setdefault((country, office), [])
            better = [other for holder, other in others if holder is not person and other.rank < spell.rank]
            others += [(person, replace(piece, office=office)) for piece in _outside(spell, better)]


def _outside(spell: Spell, others: list[Spell]) -> list[Spell]:
    """Return the parts of a spell in which none of the others was surely in office, short ones left out."""
    pieces = [spell]
    for other in others:
        # What is known to the year alone may have begun at its end and ended at its beginning.
        begins = last_day(other.since)
        ends = first_day(other.end) if other.end else until(other)
        cut = []
        for piece in pieces:
            if min(until(piece), ends) - max(first_day(piece.since), begins) <= _SHORT:
                cut.append(piece)
                continue
            if begins - first_day(piece.since) > _SHORT:
                cut.append(replace(piece, end=other.start))
            if other.end and until(piece) - ends > _SHORT:
                cut.append(replace(piece, start=other.end))
        pieces = cut
    return [piece for piece in pieces if not piece.end or piece.end >= SINCE[: len(piece.end)]]


def _offices_of(held: Held, country: str, person: Person, spell: Spell) -> frozenset[str]:
    """Return the offices of head that a leader is known to have held from about the beginning of the spell.

    What is known of a later term only was held before too, unless somebody else is known to have held it.
    """
    mine = [
        (office, other)
        for office in HEADS
        for holder, other in held.get((country, office), [])
        if holder is person and first_day(other.since) <= until(spell) and until(other) >= first_day(spell.since)
    ]
    first = {
        office
        for office, other in mine
        if agree(spell.since, other.since, 100) or first_day(other.since) <= first_day(spell.since)
    }
    if first:
        return frozenset(first)
    return frozenset(
        office
        for office, other in mine
        if not any(
            holder is not person
            and first_day(before.since) < first_day(other.since)
            and until(before) > first_day(spell.since) + _SHORT
            for holder, before in held.get((country, office), [])
        )
    )


def _by_neighbours(
    leaders: list[tuple[Person, Spell]],
    known: list[frozenset[str]],
    number: int,
    spell: Spell,
    regimes: list[tuple[str, str, str]],
    one_head: bool,
) -> frozenset[str]:
    """Return the offices of a leader of whom no source has any: those of the leaders before and after."""
    before = next((known[i] for i in range(number - 1, -1, -1) if known[i]), frozenset())
    after = next((known[i] for i in range(number + 1, len(leaders)) if known[i]), frozenset())
    both = frozenset(HEADS[:2])
    kind = next((k for start, end, k in regimes if start <= spell.since and (spell.since <= end or end >= _NOW)), "")
    if kind == "parliamentary":
        usual = frozenset({"head of government"})
    elif kind == "presidential" or kind == "monarchy":
        usual = both if one_head else frozenset({"head of state"})
    else:
        usual = frozenset()
    if before and after and before != after:
        if usual in (before, after):
            return usual
        return before & after
    told = before or after
    if told and usual and not (told & usual):
        return frozenset()
    return told or usual


def _trimmed(spells: list[tuple[Person, Spell]]) -> list[tuple[Person, Spell]]:
    """Return the spells of an office, each ended where a better source has somebody else begin in its course."""
    found = []
    for person, spell in spells:
        after = [
            other.start
            for holder, other in spells
            if holder is not person
            and other.rank < spell.rank
            and precision(other.start) == 3
            and first_day(other.since) > last_day(spell.since) + _SHORT
            and (until(spell) - first_day(other.since)) > _SHORT
            and (until(other) - first_day(other.since)) > _SHORT
            and not (spell.end and other.start.startswith(spell.end))
        ]
        found.append((person, replace(spell, end=min(after)) if after else spell))
    return found


def _joined(country: str, office: str, spells: list[tuple[Person, Spell]]) -> list[Holding]:
    """Return the spells of one office with those of each person joined that are one spell."""
    by_person: dict[int, list[tuple[Person, Spell]]] = {}
    for person, spell in spells:
        by_person.setdefault(id(person), []).append((person, spell))
    found = []
    for mine in by_person.values():
        person = mine[0][0]
        group: list[Spell] = []
        for _, spell in sorted(mine, key=lambda entry: (first_day(entry[1].since), entry[1].rank)):
            reach = max((until(other) for other in group), default=None)
            if (
                reach is not None
                and spell.start
                and not (office == "head of state" and country != "CHE" and _goes_on(person, group, spell, spells))
                and first_day(spell.since) > reach + _SEAM
                and not _coarse_touch(group, spell)
            ):
                found.append(_one(country, office, person, group))
                group = []
            group.append(spell)
        found.append(_one(country, office, person, group))
    return sorted(found, key=lambda holding: (first_day(holding.since), holding.rank))


def _goes_on(person: Person, group: list[Spell], spell: Spell, spells: list[tuple[Person, Spell]]) -> bool:
    """Tell whether a spell goes on from the one before, which had not ended when last seen: nobody else came between.

    Heads of state come back so rarely that a second beginning is that of a second term.
    """
    last = max(group, key=lambda other: (until(other), -other.rank))
    if last.end:
        return False
    return not any(
        holder is not person and until(last) - _SHORT < first_day(other.since) < first_day(spell.since) + _SHORT
        for holder, other in spells
    )


def _coarse_touch(group: list[Spell], spell: Spell) -> bool:
    """Tell whether a spell known to the year may go on from the ones before."""
    return precision(spell.start) == 1 and any(until(other).year == int(spell.start) for other in group)


def _one(country: str, office: str, person: Person, spells: list[Spell]) -> Holding:
    """Return several spells of one person, which overlap or touch, as one."""
    starts = [spell.start for spell in spells if spell.start]
    earliest = _finer(min(starts, key=first_day), starts) if starts else ""
    starting = [s for s in spells if s.start and agree(s.start, earliest, 45) and len(s.start) >= len(earliest)]
    by_day = min(starting or spells, key=lambda spell: (-precision(spell.start), spell.rank, spell.source))
    latest = max(spells, key=lambda spell: (until(spell), -spell.rank))
    if latest.end:
        last = _finer(latest.end, [spell.end for spell in spells if spell.end])
        ending = [s for s in spells if s.end and agree(s.end, last, 45) and precision(s.end) >= precision(last)]
        by_end = min(ending, key=lambda spell: (spell.rank, spell.source))
        end, as_of = by_end.end, by_end.as_of
    else:
        by_end, end, as_of = latest, "", max(latest.as_of, latest.start)
    sources = list(dict.fromkeys((by_day.source, by_end.source)))
    return Holding(
        country, office, person, by_day.start, end, "; ".join(sources), as_of, min(spell.rank for spell in spells)
    )  # fmt: skip


def _finer(coarse: str, others: list[str]) -> str:
    """Return the first of the dates that say more precisely what a date says, or the date itself."""
    return min((other for other in others if other.startswith(coarse)), key=lambda o: (-precision(o), o))


def _closed(spells: list[Holding]) -> list[Holding]:
    """Return the holdings of an office, open ones ended where somebody else took over whom as good a source has."""
    found = []
    for holding in spells:
        after = [
            other.start
            for other in spells
            if not holding.end
            and other.person is not holding.person
            and first_day(other.since) > first_day(holding.since) + _SHORT
            and first_day(other.since) <= holding.until
            and other.until >= holding.until
            and other.rank <= holding.rank
        ]
        found.append(replace(holding, end=min(after)) if after else holding)
    return found


def _sharpened(spells: list[Holding]) -> list[Holding]:
    """Return the holdings of an office with dates known to the year made those of the one before or after.

    When a leader of REIGN came and went does not say when somebody else came into the office: he led by it or another.
    """
    found = []
    for holding in spells:
        others = [o for o in spells if o.person is not holding.person and not o.source.startswith(_LEADERS)]
        start, end = holding.start, holding.end
        if end and precision(end) < 3:
            after = {other.start for other in others if other.start.startswith(end) and len(other.start) > len(end)}
            unclear = any(other.start == end for other in others)
            end = after.pop() if len(after) == 1 and not unclear else end
        if start and precision(start) < 3:
            before = {other.end for other in others if other.end.startswith(start) and len(other.end) > len(start)}
            taken = {other.start for other in others}
            start = before.pop() if len(before) == 1 and not before & taken else start
        whole = not start or first_day(start) <= last_day(end or start)
        found.append(replace(holding, start=start, end=end) if whole else holding)
    return found


def _without_overlap(spells: list[Holding]) -> tuple[list[Holding], list[Contradiction]]:
    """Return the holdings of an office with overlaps of different persons cut away, the better source kept."""
    kept: list[Holding] = []
    contradictions = []
    for holding in sorted(spells, key=lambda h: (h.rank, first_day(h.since))):
        parts = [holding]
        for other in kept:
            if other.person is holding.person:
                continue
            cut = []
            for part in parts:
                pieces = _minus(part, other)
                if pieces != [part]:
                    contradictions.append(Contradiction(other, part))
                cut += pieces
            parts = cut
        kept += parts
    return sorted(kept, key=lambda h: (first_day(h.since), h.rank)), contradictions


def _minus(holding: Holding, other: Holding) -> list[Holding]:
    """Return what is left of a spell outside another one; short overlaps are left alone."""
    start, end = first_day(holding.since), holding.until
    begins, ends = first_day(other.since), other.until
    # A year alone says that the change fell into it, not that it fell on the first of January.
    if precision(other.start) == 1 or precision(holding.start) == 1:
        begins, ends = (last_day(other.since) if precision(other.start) == 1 else begins), ends
        start = last_day(holding.since) if precision(holding.start) == 1 else start
    # An end known to the year or month, in which the next one began, contradicts nothing.
    meets = other.end and holding.start.startswith(other.end)
    if meets or min(end, ends) - max(start, begins) <= _SHORT:
        return [holding]
    pieces = []
    if begins - start > _SHORT:
        pieces.append(replace(holding, end=other.start))
    if end - ends > _SHORT and other.end:
        pieces.append(replace(holding, start=other.end))
    return pieces


def counted(contradictions: list[Contradiction]) -> Counter[str]:
    """Return how many contradictions there are between which sources."""
    return Counter(
        " / ".join(sorted({c.kept.source.split(";")[0], c.trimmed.source.split(";")[0]})) for c in contradictions
    )
