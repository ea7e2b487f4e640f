"""Attributions as spans and links: the form that annotation tools share.

Each part of an attribution is a span of its own, also where two attributions share their words, and links lead from
the cue (or, where there is none, from the first part of the content) to the other parts. So what comes back from a tool
can be put together again whatever was moved, added or removed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from verbale.errors import VerbaleError
from verbale.models import Document, Statement

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an attribution.

    Attributes:
        id: A number within the document, from 1.
        role: Source, cue or content.
        start: Offset of the first character, in Unicode code points.
        end: Offset after the last character.
        note: What else is to be shown with it: of the part that links lead from, the id of the statement.
    """

    id: int
    role: Role
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with marked attributions.

    Attributes:
        id: Id of the document.
        text: Its text.
        parts: The parts, by their ids.
        links: Pairs of ids: from the cue, or the first part of a content without one, to another part.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    links: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and the parts of a content, as (start, end) in code points; put together from marked parts."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


def mark(document: Document, statements: Iterable[Statement]) -> Marked:
    """Return a document with its statements as marked parts."""
    parts: list[Part] = []
    links: list[tuple[int, int]] = []
    for statement in statements:
        spans: list[tuple[Role, int, int]] = [("content", part.start, part.end) for part in statement.content]
        if statement.cue:
            spans.insert(0, ("cue", statement.cue.start, statement.cue.end))
        if statement.source:
            spans.append(("source", statement.source.start, statement.source.end))
        first = len(parts) + 1
        for number, (role, start, end) in enumerate(spans):
            parts.append(Part(first + number, role, start, end, statement.id if number == 0 else ""))
        links += [(first, first + number) for number in range(1, len(spans))]
    return Marked(document.id, document.text, tuple(parts), tuple(links))


def attributions(marked: Marked) -> list[Attribution]:
    """Return the attributions that marked parts make up, in order of their first character.

    Parts that are linked, in whatever direction, belong together.

    Raises:
        VerbaleError: V502, linked parts hold two cues or two sources, or no content, or a part lies outside the text.
    """
    group = {part.id: part.id for part in marked.parts}

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    for one, other in marked.links:
        if one not in group or other not in group:
            raise VerbaleError("V502", f"{marked.id}: a link leads to a part that is not there")
        group[root(other)] = root(one)
    members: dict[int, list[Part]] = {}
    for part in marked.parts:
        if not 0 <= part.start < part.end <= len(marked.text):
            raise VerbaleError("V502", f"{marked.id}: {part.role} at {part.start}:{part.end} lies outside the text")
        members.setdefault(root(part.id), []).append(part)
    return sorted((_put_together(marked.id, parts) for parts in members.values()), key=_first)


def _put_together(document: str, parts: Sequence[Part]) -> Attribution:
    """Return one attribution from the parts that are linked."""
    places: dict[Role, list[tuple[int, int]]] = {role: [] for role in ROLES}
    for part in parts:
        places[part.role].append((part.start, part.end))
    where = f"{document}: at {min(part.start for part in parts)}"
    for role in ("source", "cue"):
        if len(places[role]) > 1:
            raise VerbaleError("V502", f"{where}, two parts are {role} of one attribution")
    if not places["content"]:
        raise VerbaleError("V502", f"{where}, an attribution has no content")
    source, cue = (next(iter(places[role]), None) for role in ("source", "cue"))
    return Attribution(source, cue, tuple(sorted(places["content"])))


def _first(attribution: Attribution) -> tuple[int, tuple[tuple[int, int], ...]]:
    spans = [span for span in (attribution.source, attribution.cue, *attribution.content) if span]
    return min(start for start, _ in spans), tuple(sorted(spans))


def checked_part(document: str, text: str, part: Part, words: str | None) -> Part:
    """Return a part whose words are those that a tool saw; its offsets may count UTF-16 units instead of code points.

    Args:
        document: Id of the document, for the message.
        text: The text of the document.
        part: The part with the offsets that the tool gives.
        words: The words that the tool gives for it; None where it gives none.

    Raises:
        VerbaleError: V502, the words at the offsets are others, however they are counted.
    """
    if words is None or text[part.start : part.end] == words:
        return part
    units = text.encode("utf-16-le", "surrogatepass")
    before, inside = units[: 2 * part.start], units[2 * part.start : 2 * part.end]
    if inside.decode("utf-16-le", "replace") == words:
        start = len(before.decode("utf-16-le", "replace"))
        return Part(part.id, part.role, start, start + len(words), part.note)
    raise VerbaleError("V502", f"{document}: the words at {part.start}:{part.end} are not those that were marked")


def role_named(document: str, label: str) -> Role:
    """Return the role that a tool's label means.

    Raises:
        VerbaleError: V502, the label is none of Verbale's.
    """
    for role in ROLES:
        if label.casefold() == role:
            return role
    raise VerbaleError("V502", f"{document}: a label is none of source, cue and content")
