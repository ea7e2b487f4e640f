"""CountryInfo: heads of state and of government to 2008, from the actor dictionary of the Open Event Data Alliance.

The dictionary lists, state by state, first the heads of state and then the heads of government, each list in order of
time, and does not say where the one ends and the other begins. A person who held both offices stands once, with the
spells of both. Where to cut, and to which list each spell belongs, is decided by how the spells follow one another:
in one office nobody overlaps with anybody else, and one begins when the other ends.
"""

from __future__ import annotations

import calendar
import functools
import itertools
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kb.spells import Spell, recent
from kb.tables import read_list
from training.sources import DATA

SOURCE = "oeda countryinfo 2014-01"

#: The lists of heads were drawn up in 2008; later dates are scattered additions.
AS_OF = "2008-01-01"

PATH = DATA / "events" / "oeda_dictionaries" / "Phoenix.Countries.actors.txt"

#: Codes of the dictionary that are not those of ISO 3166.
CODES = {"TMP": "TLS", "KSV": "XKX", "KNT": "KNA", "MUS": "MRT"}

_ROLE = re.compile(r"\[([A-Z]{3})GOV\s+(?:>\s*(\d{6,8})|(\d{6,8})\s*-\s*(\d{6,8}))\]\s*(#.*)?$")
_SLACK = timedelta(days=4)
_FIRST = date(1989, 6, 1)


@dataclass(frozen=True, slots=True)
class _Term:
    """One spell of one person: the person's place in the file, and days; no last day where it was open."""

    who: int
    start: date
    end: date | None

    @property
    def until(self) -> date:
        """The last day, or the day of the lists."""
        return self.end or date(2008, 1, 1)


def heads() -> list[Spell]:
    """Return the spells of heads of state and of government.

    ``kb/lists/countryinfo_lists.tsv`` names the states whose lists are of other offices (governors-general), and the
    lists that cannot be told apart, which are left out; ``kb/lists/countryinfo_fixes.tsv`` the single entries that
    belong elsewhere or nowhere.
    """
    offices = {row["country"]: (row["first"], row["second"]) for row in read_list("countryinfo_lists")}
    fixes = {(row["country"], row["name"], row["start"]): row for row in read_list("countryinfo_fixes")}
    spells = []
    for country, people in sorted(_people().items()):
        first, second = offices.get(country, ("head of state", "head of government"))
        lists = _cut([(number, terms) for number, (_, terms) in enumerate(people)])
        for office, terms in zip((first, second), lists, strict=True):
            for term in terms:
                name, start = written(people[term.who][0]), str(term.start)
                fix = fixes.get((country, name, start[:7]))
                kept = fix["office"] if fix else office
                if kept != "-":
                    name = (fix and fix["rename"]) or name
                    end = (fix and fix["end"]) or (str(term.end) if term.end else "")
                    spells.append(Spell(country, kept, name, start, end, SOURCE, AS_OF, rank=3))
    return recent(iter(spells))


def written(name: str) -> str:
    """Return a name of the dictionary as it is written: ``DOMINIQUE_DE_VILLEPIN`` is Dominique de Villepin."""
    small = {
        "de",
        "da",
        "dos",
        "do",
        "del",
        "la",
        "von",
        "van",
        "der",
        "den",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "of",
        "y",
    }
    parts = []
    for number, word in enumerate(re.split(r"[_ ]+", name.strip(" _,"))):
        low = word.lower()
        if number and low in small:
            parts.append(low)
        elif re.fullmatch(r"(?:[IVX]+|(?:[A-Z]\.)+)", word) and (number or "." in word):
            parts.append(word)
        else:
            parts.append("".join(piece.capitalize() for piece in re.split(r"([-'`.])", low)))
    text = " ".join(parts)
    text = re.sub(r"\b(al|el) (?=[A-Z])", r"\1-", text)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), text)


def _people() -> dict[str, list[tuple[str, tuple[_Term, ...]]]]:
    """Return the rulers of each state in the order of the file, with their spells in government."""
    found: dict[str, list[tuple[str, tuple[_Term, ...]]]] = {}
    for name, roles in entries():
        if not any("ELI" in role for role in roles):
            continue
        spans = []
        code = next(role[1:4] for role in roles if "ELI" in role)
        for role in roles:
            match = _ROLE.match(role)
            if not match:
                continue
            code = match[1]
            start, end = _day(match[2] or match[3]), _day(match[4])
            if start and not _from_monthly_list(start, end, open_ended=bool(match[2])):
                spans.append((start, end))
        code = CODES.get(code, code)
        people = found.setdefault(code, [])
        terms = tuple(
            _Term(len(people), start, end)
            for start, end in sorted(spans, key=lambda s: s[0])
            if (end or _FIRST) >= _FIRST
        )
        if terms:
            people.append((name, terms))
    return found


@functools.cache
def entries() -> tuple[tuple[str, list[str]], ...]:
    """Return the entries of the dictionary: names with the lines of their roles."""
    found: list[tuple[str, list[str]]] = []
    for line in PATH.read_text("latin-1").splitlines():
        if not line.strip() or line.startswith(("#", "+")):
            continue
        if line[0] in " \t[":
            if found:
                found[-1][1].append(line.strip())
            continue
        found.append((re.split(r"[;\[#]", line)[0].strip(" _\t"), []))
    return tuple(found)


def _day(written_day: str | None) -> date | None:
    """Return a day written ``940630`` or ``19940630``, or None where it is no day."""
    if not written_day or len(written_day) not in (6, 8):
        return None
    if len(written_day) == 6:
        written_day = ("20" if written_day[:2] <= "15" else "19") + written_day
    try:
        return date(int(written_day[:4]), int(written_day[4:6]), int(written_day[6:]))
    except ValueError:
        return None


def _from_monthly_list(start: date, end: date | None, *, open_ended: bool) -> bool:
    """Tell whether a role was taken from monthly lists of ministers: whole months, from 2003 on."""
    if start.year < 2003 or start.day != 1:
        return False
    return open_ended or (end is not None and end.day == calendar.monthrange(end.year, end.month)[1])


def _cut(people: list[tuple[int, tuple[_Term, ...]]]) -> tuple[list[_Term], list[_Term]]:
    """Return the terms of the two lists, cut where the least has to be explained away."""
    best: tuple[float, tuple[list[_Term], list[_Term]]] | None = None
    for cut in range(1, len(people) + 1):
        lists = _dealt(people[:cut], people[cut:])
        cost = _disorder(lists[0]) + _disorder(lists[1]) + _backwards(people[:cut]) + _backwards(people[cut:])
        cost += 1.5 * (cut < len(people))
        if best is None or cost < best[0] - 1e-9:
            best = cost, lists
    return best[1] if best else ([], [])


def _dealt(
    first: list[tuple[int, tuple[_Term, ...]]], second: list[tuple[int, tuple[_Term, ...]]]
) -> tuple[list[_Term], list[_Term]]:
    """Return the terms of both lists: single ones stay where they stand, the others go where they fit best."""
    lists: tuple[list[_Term], list[_Term]] = ([], [])
    open_terms = []
    for home, people in enumerate((first, second)):
        for _, terms in people:
            if len(terms) == 1:
                lists[home].append(terms[0])
            else:
                open_terms += [(home, term) for term in terms]
    for home, term in sorted(open_terms, key=lambda entry: entry[1].start):
        fits = [_fit(term, lists[side]) + (0.5 if side == home else 0) for side in (0, 1)]
        lists[int(fits[1] > fits[0])].append(term)
    return sorted(lists[0], key=lambda t: t.start), sorted(lists[1], key=lambda t: t.start)


def _fit(term: _Term, others: list[_Term]) -> float:
    """Return how well a term fits among others: neighbours that meet it, less the years in which it overlaps."""
    meets = sum(
        abs(other.until - term.start) <= _SLACK or abs(term.until - other.start) <= _SLACK
        for other in others
        if other.who != term.who
    )
    return meets - 3 * sum(_overlap(term, other) for other in others)


def _overlap(one: _Term, other: _Term) -> float:
    """Return for how many years two terms overlap, days at the seams not counted."""
    days = (min(one.until, other.until) - max(one.start, other.start)).days
    return max(0, days - _SLACK.days) / 365


def _disorder(terms: list[_Term]) -> float:
    """Return what has to be explained away in a list: overlaps, and terms that nothing leads to."""
    overlaps = sum(
        min(3.0, 1 + _overlap(a, b)) for i, a in enumerate(terms) for b in terms[i + 1 :] if _overlap(a, b) > 0
    )
    loose = sum(
        not any(abs(other.until - term.start) <= _SLACK for other in terms if other is not term) for term in terms[1:]
    )
    return 2 * overlaps + loose


def _backwards(people: list[tuple[int, tuple[_Term, ...]]]) -> float:
    """Return how often a list goes back in time."""
    starts = [terms[-1].start for _, terms in people]
    return sum(after < before for before, after in itertools.pairwise(starts))
