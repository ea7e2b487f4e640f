"""Scores of attributions: words, and whole attributions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.polnear import Attribution, Span

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")


def f1(right: float, found: float, wanted: float) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


@dataclass(slots=True)
class AttributionScores:
    """Counts over articles: words in any source, cue, content; whole attributions.

    A whole attribution is right if its source and its content both overlap the gold ones by at least half
    (intersection over union of characters); each gold one can be matched once. Gold attributions without a source are
    matched by findings without one.
    """

    words: dict[str, Counter[str]] = field(
        default_factory=lambda: {role: Counter() for role in ("source", "cue", "content")}
    )
    whole: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, gold: list[Attribution], found: list[Attribution]) -> None:
        """Count one article."""
        spans = [m.span() for m in _WORD.finditer(text)]
        for role, counts in self.words.items():
            wanted = covered(spans, (s for a in gold for s in getattr(a, role)))
            got = covered(spans, (s for a in found for s in getattr(a, role)))
            counts["right"] += len(wanted & got)
            counts["found"] += len(got)
            counts["wanted"] += len(wanted)
        self.whole["wanted"] += len(gold)
        self.whole["found"] += len(found)
        self.whole["right"] += matches(gold, found)

    def rows(self) -> list[tuple[str, float, float, float]]:
        """Return (what, precision, recall, F1)."""
        rows = [(role, *f1(c["right"], c["found"], c["wanted"])) for role, c in self.words.items()]
        return [*rows, ("whole", *f1(self.whole["right"], self.whole["found"], self.whole["wanted"]))]


def covered(words: list[Span], spans: Iterable[Span]) -> set[int]:
    """Return the words that lie in any of the spans."""
    inside: set[int] = set()
    for start, end in spans:
        inside.update(i for i, (a, b) in enumerate(words) if a < end and b > start)
    return inside


def overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    """Return the intersection over union of two sets of spans, in characters; 1 if both are empty."""
    if not one and not other:
        return 1.0
    a = {i for start, end in one for i in range(start, end)}
    b = {i for start, end in other for i in range(start, end)}
    return len(a & b) / len(a | b) if a | b else 0.0


def matches(gold: list[Attribution], found: list[Attribution]) -> int:
    """Return how many findings are a gold attribution, each of which counts once."""
    return len(matching(gold, found))


def matching(gold: list[Attribution], found: list[Attribution]) -> dict[int, int]:
    """Return by the number of a gold attribution that of the finding that is the same, best overlaps first."""
    pairs = []
    for g, wanted in enumerate(gold):
        for f, got in enumerate(found):
            if (
                wanted.content
                and got.content
                and wanted.content[0][0] < got.content[-1][1]
                and got.content[0][0] < wanted.content[-1][1]
            ):
                content = overlap(wanted.content, got.content)
                if content >= 0.5:
                    source = overlap(wanted.source, got.source)
                    if source >= 0.5:
                        pairs.append((content + source, g, f))
    same: dict[int, int] = {}
    used: set[int] = set()
    for _, g, f in sorted(pairs, reverse=True):
        if g not in same and f not in used:
            same[g] = f
            used.add(f)
    return same
