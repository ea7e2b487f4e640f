"""Text that a machine rewrote or translated, told by what it broke: phrases, articles.

People write "cold war" and "prime minister". A machine that swaps words without knowing what they mean writes "chilly
war" and "prime clergyman", and leaves "a" before a vowel. Each clue names the words that it found and what one expects
there; nothing is told without clues. Not a judgement of who wrote a text, and none of whether it is true.

After Cabanac, Labbé and Magazinov (2021), "Tortured phrases"; theirs are lists of phrases, here broken phrases are
found by what words are put for others and which words stand together.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from verbale.codebook.phrases import established_phrase
from verbale.models import Document, Span

ClueKind = Literal["phrase", "article", "repeated", "brackets"]

#: A text is called rewritten from this score on.
ENOUGH = 0.5
#: Fewer clues than this make no score, and texts shorter than this many words have none.
FEWEST_CLUES, FEWEST_WORDS = 2, 80
#: What clues of each kind in 100 words weigh, and what none weigh. Tuned on the development half of the generator of
#: damage against 390 articles of PolNeAR, of which one is called rewritten.
_WEIGHTS: dict[ClueKind, float] = {"phrase": 4.0, "article": 6.0, "repeated": 6.0, "brackets": 6.0}
_BIAS = -2.0
_READ = frozenset(("headline", "body"))
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[ \t\u00a0]+|-")
_ARTICLE = re.compile(r"\b([Aa]|[Aa]n) ([a-z]{3,})\b")
_SOUNDS_OTHERWISE = re.compile(r"(?:one|once|uni|us[aeiu]|eu|ew|ut[ei]|ubi|h)")
_REPEATED = re.compile(r"\b(the|a|an) (the|a|an)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\{[a-z]+(?: [a-z]+)+\}")


@dataclass(frozen=True, slots=True)
class Clue:
    """A place that looks broken.

    Attributes:
        span: The words.
        kind: ``phrase`` (an established phrase with a word swapped), ``article`` ("a" for "an"), ``repeated`` (two
            articles), ``brackets`` (what a rewriting program left behind).
        expected: What one expects there; empty where there is nothing to expect.
    """

    span: Span
    kind: ClueKind
    expected: str


@dataclass(frozen=True, slots=True)
class TextDamage:
    """How much a text looks rewritten or translated by a machine.

    Attributes:
        score: From 0 to 1; 0 where there are too few clues.
        clues: What speaks for it, in order.
    """

    score: float
    clues: tuple[Clue, ...]

    @property
    def is_rewritten(self) -> bool:
        """Whether the text is called rewritten."""
        return self.score >= ENOUGH


def find_damage(document: Document) -> TextDamage:
    """Return how much an English article looks rewritten or translated by a machine, with the clues."""
    text = document.text
    stretches = [(s.start, s.end) for s in document.segments if s.kind in _READ] or [(0, len(text))]
    clues = sorted({clue for start, end in stretches for clue in _clues(text, start, end)}, key=lambda clue: clue.span)
    words = sum(1 for start, end in stretches for _ in _WORD.finditer(text, start, end))
    if len(clues) < FEWEST_CLUES or words < FEWEST_WORDS:
        return TextDamage(0.0, tuple(clues))
    weight = _BIAS + sum(_WEIGHTS[clue.kind] for clue in clues) * 100 / words
    return TextDamage(round(1 / (1 + math.exp(-weight)), 3), tuple(clues))


def _clues(text: str, start: int, end: int) -> Iterator[Clue]:
    """Yield the clues in a stretch."""
    words = list(_WORD.finditer(text, start, end))
    for one, other in pairwise(words):
        if _JOINED.fullmatch(text, one.end(), other.start()):
            expected = established_phrase(one[0].casefold(), other[0].casefold())
            if expected:
                yield Clue(Span.of(text, one.start(), other.end()), "phrase", expected)
    for match in _ARTICLE.finditer(text, start, end):
        article, word = match.groups()
        if len(article) == 1 and word[0] in "aeiou" and not _SOUNDS_OTHERWISE.match(word):
            yield Clue(Span.of(text, *match.span()), "article", f"an {word}")
        elif len(article) == 2 and word[0] not in "aeiouh":
            yield Clue(Span.of(text, *match.span()), "article", f"a {word}")
    for match in _REPEATED.finditer(text, start, end):
        yield Clue(Span.of(text, *match.span()), "repeated", match[1])
    for match in _BRACKETS.finditer(text, start, end):
        yield Clue(Span.of(text, *match.span()), "brackets", match[0][1:-1])
