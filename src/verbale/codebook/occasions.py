"""Occasions with known dates: summits, visits, sessions. The data are in ``occasions.tsv``, a source in every row."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

# "Washington said" is about a government; "a summit in Washington", "his visit to Washington" are about the place.
_GOING = (
    r"(?:(?:[Ss]ummits?|[Mm]eetings?|[Gg]athering|gathered|talks|held|hosted|met|meet|leaders|week|arriv\w+|landed)"
    r" (?:\w+ )?in|(?:[Vv]isit|trip|tour|travell?ed|flew|flown|journey|arrival) (?:\w+ )?to|[Vv]isit(?:s|ed|ing))"
)
_HELD = r"(?:[Ss]ummit|[Mm]eetings?|[Gg]athering|talks|[Vv]isit|trip)"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Words of which one stands in a paragraph that is about an occasion.

    Attributes:
        first: The first word of each of them, for a quick look.
        pattern: Any of them, whole.
    """

    first: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that happened on known days.

    Attributes:
        name: What it is called.
        start: Its first day.
        end: Its last day.
        terms: Groups of words; one of each group stands in a paragraph that is about the occasion.
    """

    name: str
    start: datetime.date
    end: datetime.date
    terms: tuple[Group, ...]


def occasions_in(paragraph: str) -> list[Occasion]:
    """Return the occasions that a paragraph may be about, by name and place alone, in order of their days."""
    words = frozenset(_WORD.findall(paragraph))
    stands: dict[Group, bool] = {}  # many occasions share a group, which is looked for once
    found = []
    for occasion in _occasions():
        for group in occasion.terms:
            if group not in stands:
                stands[group] = not words.isdisjoint(group.first) and group.pattern.search(paragraph) is not None
            if not stands[group]:
                break
        else:
            found.append(occasion)
    return found


@functools.cache
def _occasions() -> Sequence[Occasion]:
    """Return the table."""
    lines = resources.files(__package__).joinpath("occasions.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    found = []
    for name, start, end, terms, _source in rows[1:]:
        groups = tuple(_group(group.strip()) for group in terms.split("&"))
        found.append(Occasion(name, datetime.date.fromisoformat(start), datetime.date.fromisoformat(end), groups))
    return sorted(found, key=lambda occasion: (occasion.start, occasion.name))


@functools.cache
def _group(words: str) -> Group:
    """Return a group from its words, divided by |."""
    terms = [word.strip() for word in words.split("|")]
    first = frozenset(_WORD.findall(term)[0] for term in terms)
    return Group(first, re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, terms))})(?!\w)"))


def _pattern(term: str) -> str:
    """Return the pattern of one term; one with @ before it is a place that also stands for its government."""
    if not term.startswith("@"):
        return re.escape(term)
    place = re.escape(term[1:])
    return rf"{_GOING} {place}|in {place} (?:on|for|this week)|{place} {_HELD}"
