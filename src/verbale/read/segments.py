"""The roles of the stretches of a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.models import Segment
from verbale.read.text import is_blank

LONGEST_HEADLINE = 200  # code points; the longest headlines of agencies have some 150

_CLOSERS = "\"'”’»›)]"
_STOPS = ".!?"
_INITIALS = re.compile(r"(?:\b[A-Z]\.){2,}$")  # "in the U.S." ends in a full stop and is no sentence for it


def segments_of(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """Return the headline and the paragraphs of a plain text, in order and without overlap.

    A paragraph is what stands between line ends, without the white space around it. The first is a headline if it is
    short, does not end as a sentence does, and has a blank line after it; where the title is known already, only its
    repetition is one. Each further repetition right after it is a headline too.

    Args:
        text: The text of a document.
        title: Its title, where the input gave one.
    """
    paragraphs = list(_paragraphs(text))
    if not paragraphs:
        return ()
    start, end = paragraphs[0]
    if title is not None:
        headline = _same(title)
    elif len(paragraphs) > 1 and _reads_as_headline(text, start, end, paragraphs[1][0]):
        headline = _same(text[start:end])
    else:
        headline = ""
    count = 0
    # A text of headlines only would have nothing to read: the last paragraph is always body.
    while headline and count < len(paragraphs) - 1 and _same(text[slice(*paragraphs[count])]) == headline:
        count += 1
    return tuple(
        Segment(start, end, "headline" if number < count else "body") for number, (start, end) in enumerate(paragraphs)
    )


def headline_of(text: str, segments: tuple[Segment, ...]) -> str | None:
    """Return the words of the first headline among a text's segments, or None."""
    return next((text[segment.start : segment.end] for segment in segments if segment.kind == "headline"), None)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph begins and ends."""
    start = 0
    for line in text.split("\n"):
        if not is_blank(line):
            before = len(line) - len(line.lstrip())
            yield start + before, start + len(line.rstrip())
        start += len(line) + 1


def _reads_as_headline(text: str, start: int, end: int, following: int) -> bool:
    """Tell whether a first paragraph reads as a headline, given where the next paragraph begins."""
    words = text[start:end]
    if len(words) > LONGEST_HEADLINE or text.count("\n", end, following) < 2:
        return False
    bare = words.rstrip(_CLOSERS)
    if not bare or bare[-1] not in _STOPS:
        return True
    if _INITIALS.search(bare):
        return True
    # A headline may quote a cry or a question ("Mind your own business!"), a sentence in quotation marks is body.
    return bare != words and bare[-1] != "."


def _same(words: str) -> str:
    """Return words in the form in which two copies of a headline are equal: no case, single spaces."""
    return " ".join(words.split()).casefold()
