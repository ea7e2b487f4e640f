"""The roles of the stretches of a plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from verbale.codebook.furniture import furniture_in
from verbale.models import Segment, SegmentKind
from verbale.read.plain.comments import author_of
from verbale.read.plain.lines import Unit, units_of
from verbale.read.plain.roles import roles_of

LONGEST_HEADLINE = 200  # code points; the longest headlines of agencies have some 150
_FEW = 4  # lines; fewer do not show what they are by the company they keep

_CLOSERS = "\"'”’»›)]"
_STOPS = ".!?"


def segments_of(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """Return the roles of the stretches of a plain text, in order and without overlap.

    A stretch is a line, the lines of a wrapped paragraph, a part of a line (a dateline, a copyright line that stands
    glued to the last sentence), or all lines of one reader's comment. Between stretches is white space only.

    Args:
        text: The text of a document.
        title: Its title, where the input gave one: its repetitions at the top are headlines.
    """
    units = units_of(text)
    if not units:
        return ()
    roles = _roles(text, units)
    if title is not None:
        _know_title(text, units, roles, title)
    segments: list[Segment] = []
    for unit, role in zip(units, roles, strict=True):
        if role == "comment+":
            segments[-1] = Segment(segments[-1].start, unit.end, "comment")
        else:
            segments.append(Segment(unit.start, unit.end, cast(SegmentKind, role)))
    return tuple(_signed(text, segment) for segment in segments)


def headline_of(text: str, segments: tuple[Segment, ...]) -> str | None:
    """Return the words of the first headline among a text's segments, or None."""
    return next((text[segment.start : segment.end] for segment in segments if segment.kind == "headline"), None)


def _roles(text: str, units: Sequence[Unit]) -> list[str]:
    """Return the role of each unit."""
    if len(units) < _FEW:
        return _roles_of_few(text, units)
    roles = roles_of(text, units)
    if not any(role == "body" for role in roles):
        # A text has something to read. Where the model sees nothing but furniture, it is a kind it does not know.
        return ["body" if role in ("headline", "caption", "byline") else role for role in roles]
    return roles


def _roles_of_few(text: str, units: Sequence[Unit]) -> list[str]:
    """Return the roles in a text of very few lines: a headline, datelines, plain furniture, and body."""
    roles = []
    for number, unit in enumerate(units):
        line = text[unit.start : unit.end]
        found = {kind for kind, place in furniture_in(line) if place != "inside"}
        if unit.dateline:
            roles.append("dateline")
        elif "copyright" in found:
            roles.append("copyright")
        elif number and "related" in found and len(line) < LONGEST_HEADLINE:
            roles.append("related")
        elif number == 0 and len(units) > 1 and units[1].gap > 0 and _reads_as_headline(line):
            roles.append("headline")
        else:
            roles.append("body")
    return roles if "body" in roles else ["body" for _ in roles]


def _reads_as_headline(line: str) -> bool:
    """Tell whether a first line with a blank one after it reads as a headline."""
    bare = line.rstrip(_CLOSERS)
    if not bare or len(line) > LONGEST_HEADLINE:
        return False
    # A headline may quote a cry or a question ("Look after your own house!"); a quoted sentence with its stop is body.
    return bare[-1] not in _STOPS or (bare != line and bare[-1] != ".")


def _know_title(text: str, units: Sequence[Unit], roles: list[str], title: str) -> None:
    """Make the repetitions of a known title at the top headlines, and only those."""
    known = _same(title)
    said = [_same(text[unit.start : unit.end]) == known for unit in units]
    for number in range(len(units)):
        if said[number] and roles[number] == "body" and number < _FEW:
            roles[number] = "headline"
    if all(role != "body" for role in roles):
        roles[-1] = "body"


def _signed(text: str, segment: Segment) -> Segment:
    """Return a segment, with its author if it is a comment that names one."""
    if segment.kind != "comment":
        return segment
    return Segment(segment.start, segment.end, "comment", author_of(text[segment.start : segment.end]))


def _same(words: str) -> str:
    """Return words in the form in which two copies of a headline are equal: no case, single spaces."""
    return " ".join(words.split()).casefold()
