"""What a line shares with the rest of its text, as features that tell its role.

A caption and a headline name whom the report names, a link to another article seldom does; the lines of a menu stand
in a run of short ones; a breadcrumb and a form of comments repeat the headline. The features of the line itself are in
`verbale.read.plain.role_features`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.read.plain.lines import Unit

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_POSSESSIVE = ("'s", "’s")
_FUNCTION = frozenset(
    "the a an of to in on at for by with from and or but as is are was were be been has have had it its he she they we "
    "you i his her their our this that these those not no will would could should can may than then there who which "
    "what when where how said says after before over into about up out more most all any new one two us".split()
)
_BYLINE = re.compile(r"(?:By|Written by|Author|Posted by|Interview by)[: ]+([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3})")
_CLOSERS = "\"'”’»)"
_SENTENCE, _PARAGRAPH = 70, 140  # code points: what ends as a sentence or goes on as long is text of the report
_SHORT, _NAMED, _PAIRS, _ENDS = 60, 40, 80, 200  # code points; lines in which bylines stand; code points twice
_TOP, _HEADLINE = 25, 4  # lines; words
_REPEATS = 2_000  # lines; a longer text is not searched for repetitions of its first lines


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, its words in lower case, and whether it is text of the report by its form."""

    text: str
    folded: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    report: bool
    size: str


def context_of(text: str, units: Sequence[Unit]) -> list[set[str]]:
    """Return for each unit of a text the features of its place in it.

    Args:
        text: The text.
        units: Its units, in order.
    """
    lines = [_line(text[unit.start : unit.end]) for unit in units]
    report = [number for number, line in enumerate(lines) if line.report]
    vocabulary = Counter(word for line in lines if line.report for word in set(line.words) if _is_content(word))
    writers = [match[1].casefold() for line in lines[:_NAMED] if (match := _BYLINE.match(line.text))]
    runs = _runs(lines)
    found = []
    for number, line in enumerate(lines):
        here = _words_of(line)
        before, after = bisect_left(report, number), bisect_right(report, number)
        here |= _place(number, line.size, report[:before][-1:], report[after : after + 1])
        where = "top" if not before else "end" if after == len(report) else "middle"
        here |= _shared(line, vocabulary, where)
        if run := runs[number]:
            here |= {
                f"run of {_bucket(sum(run) - 1, (1, 2, 3, 5, 8, 15))}",
                f"run place {min(4, run[0])} {min(4, run[1])}",
            }
        if any(writer in line.folded for writer in writers):
            starts = any(line.folded.startswith(writer) for writer in writers)
            here |= {f"has a writer {line.size}", "begins with a writer" if starts else "has a writer"}
        found.append(here)
    for number, name in _repetitions(lines):
        found[number].add(name)
    return found


def _line(text: str) -> _Line:
    """Return what is looked at in a line."""
    written = _WORD.findall(text)
    ends = text.rstrip(_CLOSERS)[-1:] in (".", "!", "?")
    size = "small" if len(text) < 40 else "short" if len(text) < 90 else "long" if len(text) <= _PARAGRAPH else "whole"
    return _Line(
        text,
        " ".join(text.split()).casefold(),
        tuple(_base(word) for word in written),
        tuple(_base(word) for word in written[1:] if word[0].isupper() and len(word) > 3),
        len(text) > _PARAGRAPH or (len(text) > _SENTENCE and ends),
        size,
    )


def _base(word: str) -> str:
    """Return a word in lower case and without the mark of possession."""
    word = word.lower()
    return word[:-2] if word.endswith(_POSSESSIVE) else word


def _is_content(word: str) -> bool:
    return len(word) > 3 and word not in _FUNCTION


def _words_of(line: _Line) -> set[str]:
    """Return features of a line's words: how many of them only hold others together, first, last, and pairs."""
    found: set[str] = set()
    if not line.words:
        return found
    share = int(8 * sum(word in _FUNCTION for word in line.words) / len(line.words))
    found |= {f"function words {share}", f"function words {min(3, share)} {line.size}"}
    if len(line.text) < _PAIRS:
        found |= {f"pair {one} {other}" for one, other in zip(line.words, line.words[1:], strict=False)}
    if len(line.text) < _ENDS:
        found |= {f"first {line.words[0]}", f"last {line.words[-1]}"}
    return found


def _shared(line: _Line, vocabulary: Counter[str], where: str) -> set[str]:
    """Return how much of a line's words and names the report has elsewhere."""
    found: set[str] = set()
    least = 1 if line.report else 0
    content = [word for word in line.words if _is_content(word)]
    if content:
        share = sum(vocabulary[word] > least for word in content) / len(content)
        much = 0 if not share else 1 if share < 0.34 else 2 if share < 0.67 else 3
        found |= {f"shared {much}", f"shared {much} {line.size}", f"shared {much} {line.size} {where}"}
    if line.names:
        share = sum(vocabulary[name] > least for name in line.names) / len(line.names)
        found.add(f"names shared {0 if not share else 1 if share < 0.5 else 2} {line.size}")
    return found


def _place(number: int, size: str, last: Sequence[int], following: Sequence[int]) -> set[str]:
    """Return how far a line is from the text of the report.

    Args:
        number: The line's number.
        size: Its size.
        last: The number of the last line before it that is text of the report, if there is one.
        following: The number of the first one after it, likewise.
    """
    if not last:
        far = str(_bucket(following[0] - number, (1, 2, 3, 5, 8, 12))) if following else "none"
        return {f"to the report {far} {size}"}
    if not following:
        return {f"past the report {_bucket(number - last[0], (1, 2, 3, 5, 8, 14, 25))} {size}"}
    return {f"between {min(3, number - last[0])} {min(3, following[0] - number)} {size}"}


def _runs(lines: Sequence[_Line]) -> list[tuple[int, int] | None]:
    """Return for each short line its number in a run of short lines, from the run's beginning and from its end."""
    short = [len(line.text) < _SHORT and not line.report for line in lines]
    from_start, from_end = [0] * len(lines), [0] * len(lines)
    for number, is_short in enumerate(short):
        from_start[number] = (from_start[number - 1] if number else 0) + 1 if is_short else 0
    for number in range(len(lines) - 1, -1, -1):
        from_end[number] = (from_end[number + 1] if number + 1 < len(lines) else 0) + 1 if short[number] else 0
    return [pair if pair[0] else None for pair in zip(from_start, from_end, strict=True)]


def _repetitions(lines: Sequence[_Line]) -> list[tuple[int, str]]:
    """Return which lines repeat a line at the top of the text, whole or inside a longer one, and which is repeated."""
    found = []
    for top, line in enumerate(lines[:_TOP]):
        if len(line.words) >= _HEADLINE and len(line.text) < _ENDS:
            again = [
                number for number, other in enumerate(lines[:_REPEATS]) if number != top and line.folded in other.folded
            ]
            found += [
                (number, "same as a top line" if lines[number].folded == line.folded else "holds a top line")
                for number in again
            ]
            if again:
                found.append((top, "held by another line"))
    return found


def _bucket(value: int, bounds: Sequence[int]) -> int:
    """Return the first bound that a value does not go beyond, or one more than the last."""
    return next((bound for bound in bounds if value <= bound), bounds[-1] + 1)
