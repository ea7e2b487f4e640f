"""Who is who: which spells of different sources are one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kb.dates import first_day, last_day
from kb.fullnames import full_name
from kb.matching import fold, same_name
from kb.spells import Spell
from kb.tables import read_list

#: Offices that sources may mean by each other: the effective leader holds one of the others.
_HEADS = frozenset({"leader", "head of state", "head of government", "party leader", "prime minister"})

#: For how many years a person may be in office from the first spell to the last.
_LIFE = 45

_FULL = 2

#: States of whose names all words must be alike: those of short syllables, and ruling houses with the same few names.
_SYLLABLES = frozenset({"CHN", "HKG", "JPN", "KOR", "KWT", "MAC", "MMR", "PRK", "QAT", "SGP", "TWN", "VNM"})


@dataclass(slots=True)
class Person:
    """A person with all that the sources say.

    Attributes:
        country: ISO 3166 alpha-3 of the state whose offices the person holds.
        item: Item of Wikidata, or empty.
        spells: The spells, in the order in which they were recognized.
        id: Set when all persons are known.
    """

    country: str
    item: str = ""
    spells: list[Spell] = field(default_factory=list)
    id: str = ""

    @property
    def name(self) -> str:
        """The name under which the person is known: of the best source, in full where any has it."""
        full = [spell for spell in self.spells if len(fold(spell.name).split()) >= _FULL]
        return min(full or self.spells, key=_naming).name

    @property
    def surname(self) -> str:
        """The surname where a source marks it, or empty."""
        return next((spell.surname for spell in sorted(self.spells, key=lambda s: s.rank) if spell.surname), "")


def recognized(spells: list[Spell]) -> list[Person]:
    """Return the persons of all spells, in order of their ids.

    Spells with an item of Wikidata come first, then full names, then surnames alone: a surname is recognized by the
    office and the time.
    """
    apart = {(row["country"], fold(row["one"]), fold(row["other"])) for row in read_list("different_persons")}
    same = {(row["country"], fold(row["name"])): row["person"] for row in read_list("same_persons")}
    people: list[Person] = []
    by_item: dict[str, Person] = {}
    by_country: dict[str, list[Person]] = {}
    for spell in sorted(spells, key=_order):
        person = by_item.get(spell.person) if spell.person else None
        if person is None:
            known = same.get((spell.country, fold(spell.name)))
            person = _among(by_country.get(spell.country, []), spell, apart, known)
        if person is None:
            person = Person(spell.country)
            people.append(person)
        if person not in by_country.setdefault(spell.country, []):
            by_country[spell.country].append(person)
        person.spells.append(spell)
        if spell.person and not person.item:
            person.item = spell.person
            by_item[spell.person] = person
    people = _united([_in_full(person) for person in people])
    _name(people)
    return sorted(people, key=lambda person: person.id)


def _in_full(person: Person) -> Person:
    """Return a person of whom the sources have the surname alone with the full name, where a text has it."""
    if any(len(spell.name.split()) >= _FULL for spell in person.spells):
        return person
    spell = next((spell for spell in person.spells if spell.office == "leader"), None)
    found = full_name(person.country, spell.name) if spell else None
    if spell and found:
        # The least trust: the text is a source of the name, not of the dates.
        person.spells.append(replace(spell, name=found[0], source=found[1], rank=9))
    return person


def _united(people: list[Person]) -> list[Person]:
    """Return persons with those of one state and one full name made one, unless their items differ."""
    kept: dict[tuple[str, str], Person] = {}
    found = []
    for person in people:
        key = (person.country, fold(person.name))
        other = kept.get(key)
        if other is None or " " not in key[1] or (person.item and other.item and person.item != other.item):
            kept.setdefault(key, person)
            found.append(person)
            continue
        other.spells += person.spells
        other.item = other.item or person.item
    return found


def until(spell: Spell) -> date:
    """Return the last day for which a spell is known to have lasted; one that had just begun, for a month."""
    if spell.end:
        return last_day(spell.end)
    return max(last_day(spell.as_of), first_day(spell.since) + timedelta(days=30))


def overlap(one: Spell, other: Spell) -> int:
    """Return for how many days two spells overlap for certain."""
    return (min(until(one), until(other)) - max(first_day(one.since), first_day(other.since))).days


def _order(spell: Spell) -> tuple[bool, bool, int, str, str, str]:
    """Return where a spell comes in recognizing: those with items, then full names, then the rest."""
    return (
        not spell.person, len(fold(spell.name).split()) < _FULL, spell.rank, spell.country, spell.start, spell.name
    )  # fmt: skip


def _among(people: list[Person], spell: Spell, apart: set[tuple[str, str, str]], known: str | None) -> Person | None:
    """Return the person of a state whose spell this is, or None: the one with the most time in common."""
    best: tuple[int, Person] | None = None
    for person in people:
        if spell.person and person.item and spell.person != person.item:
            continue
        if known is not None:
            if any(fold(other.name) == fold(known) for other in person.spells):
                return person
            continue
        score = max(_likeness(spell, other, apart) for other in person.spells)
        if score and (best is None or score > best[0]):
            best = score, person
    return best[1] if best else None


def _likeness(one: Spell, other: Spell, apart: set[tuple[str, str, str]]) -> int:
    """Return how surely two spells are one person's; 0 for not at all."""
    names = fold(one.name), fold(other.name)
    if (one.country, *names) in apart or (one.country, *reversed(names)) in apart:
        return 0
    if abs(first_day(one.since).year - first_day(other.since).year) > _LIFE:
        return 0
    days = max(0, overlap(one, other)) if one.office == other.office or {one.office, other.office} <= _HEADS else 0
    shorter = max(1, min((until(s) - first_day(s.since)).days for s in (one, other)))
    together = days >= 0.5 * shorter and _begin_together(one, other)
    if same_name(one.name, other.name, together=together, syllables=one.country in _SYLLABLES):
        return 1 + days + (100_000 if names[0] == names[1] else 0)
    return 0


def _begin_together(one: Spell, other: Spell) -> bool:
    """Tell whether two spells begin within two months of each other, or the one in the course of the other."""
    apart = abs(first_day(one.since) - first_day(other.since))
    return apart <= timedelta(days=60) or len(one.start) < 10 or len(other.start) < 10 or apart <= timedelta(days=4000)


def _naming(spell: Spell) -> tuple[int, int, int, str]:
    """Return how good a source a spell is for a name."""
    preferred = 0 if spell.person else 1
    return (preferred, spell.rank, -len(spell.name.split()) if spell.rank > _FULL else 0, spell.name)


def _name(people: list[Person]) -> None:
    """Give every person an id: the item of Wikidata, or one made of country and name; and the country of monarchs."""
    countries = {row["name"]: row["country"] for row in read_list("person_countries")}
    for person in people:
        person.country = countries.get(person.name, person.country)
    used: dict[str, int] = {}
    for person in sorted(people, key=lambda p: (p.country, fold(p.name), p.spells[0].start)):
        if person.item:
            person.id = person.item
            continue
        slug = re.sub(r"[^a-z0-9]+", "-", fold(person.name))
        made = f"verbale:person/{person.country.lower()}-{slug}"
        used[made] = used.get(made, 0) + 1
        person.id = made if used[made] == 1 else f"{made}-{min(spell.since for spell in person.spells)[:4]}"
