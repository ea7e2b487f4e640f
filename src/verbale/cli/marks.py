"""Where the parts of statements stand in a text, cut so that they can be drawn although they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from verbale.models import Kind, Statement

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One part of a statement in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        number: The statement's number in the list beside the text, from 1.
        role: Which part it is.
        kind: How the statement's content is quoted.
    """

    start: int
    end: int
    number: int
    role: Role
    kind: Kind

    @property
    def look(self) -> str:
        """How it is drawn: ``source``, ``cue``, or the content's kind."""
        return self.kind if self.role == "content" else self.role


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same marks cover from end to end, outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks_of(statements: Sequence[Statement]) -> tuple[Mark, ...]:
    """Return the marks of statements that are numbered in their order."""
    marks: list[Mark] = []
    for number, statement in enumerate(statements, 1):
        parts: list[tuple[Role, int, int]] = []
        if statement.source:
            parts.append(("source", statement.source.start, statement.source.end))
        if statement.cue:
            parts.append(("cue", statement.cue.start, statement.cue.end))
        parts += [("content", part.start, part.end) for part in statement.content]
        marks += [Mark(start, end, number, role, statement.kind) for role, start, end in parts]
    return tuple(sorted(marks))


def pieces(length: int, marks: Sequence[Mark], cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """Yield a text's pieces from its first character to its last, cut wherever a mark begins or ends.

    Args:
        length: The length of the text.
        marks: The marks in it.
        cuts: Further offsets to cut at, such as the ends of lines.
    """
    edges = {0, length, *cuts}
    edges.update(mark.start for mark in marks)
    edges.update(mark.end for mark in marks)
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.number), reverse=True)
    open_marks: list[Mark] = []
    for start, end in pairwise(sorted(edges)):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while waiting and waiting[-1].start == start:
            open_marks.append(waiting.pop())
        yield Piece(start, end, tuple(open_marks))
