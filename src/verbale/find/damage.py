"""Text that a machine rewrote or translated, told by what it broke: phrases, articles, words that do not fit.

People write "cold war" and "prime minister". A machine that swaps words without knowing what they mean writes "chilly
war" and "prime clergyman", and leaves "a" before a vowel. Each clue names the words that it found and what one expects
there; nothing is told without clues. Not a judgement of who wrote a text, and none of whether it is true.

After Cabanac, Labbé and Magazinov (2021), "Tortured phrases"; theirs are lists of phrases, here broken phrases are
found by what words are put for others and which words stand together, and single words by the language model, which
has learned to tell words that were put in the place of others (Clark et al. 2020, ELECTRA).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

from verbale.codebook.phrases import established_phrase
from verbale.models import Clue, ClueKind, Document, Span, TextDamage

#: A word is a clue from these odds on.
ODD = 0.7
#: Fewer clues than this make no score, and texts shorter than this many words have none.
FEWEST_CLUES, FEWEST_WORDS = 2, 80
#: What clues of each kind in 100 words weigh, and what none weigh: fitted by ``training/damage.py`` to the development
#: half of the generator of damage against 250 articles of PolNeAR, of which one is called rewritten. Nothing there has
#: brackets; they are weighed as articles are.
WEIGHTS: dict[ClueKind, float] = {"phrase": 4.1, "word": 2.4, "article": 5.4, "repeated": 4.8, "brackets": 5.4}
BIAS = -4.4
_READ = frozenset(("headline", "body"))
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[ \t\u00a0]+|-")
_ARTICLE = re.compile(r"\b([Aa]|[Aa]n) ([a-z]{3,})\b")
_SOUNDS_OTHERWISE = re.compile(r"(?:one|once|uni|us[aeiu]|eu|ew|ut[ei]|ubi|h)")
_REPEATED = re.compile(r"\b(the|a|an) (the|a|an)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\{[a-z]+(?: [a-z]+)+\}")


def find_damage(document: Document, doc: Doc | None = None) -> TextDamage:
    """Return how much an English article looks rewritten or translated by a machine, with the clues.

    Args:
        document: The article.
        doc: Its text as the language model has read it; without it, single words are no clues.
    """
    text = document.text
    stretches = [(s.start, s.end) for s in document.segments if s.kind in _READ] or [(0, len(text))]
    found = {clue for start, end in stretches for clue in _clues(text, start, end)}
    if doc is not None:
        found |= set(_odd_words(doc, text, stretches, found))
    clues = sorted(found, key=lambda clue: clue.span)
    words = sum(1 for start, end in stretches for _ in _WORD.finditer(text, start, end))
    if len(clues) < FEWEST_CLUES or words < FEWEST_WORDS:
        return TextDamage(0.0, tuple(clues))
    weight = BIAS + sum(WEIGHTS[clue.kind] for clue in clues) * 100 / words
    return TextDamage(round(1 / (1 + math.exp(-weight)), 3), tuple(clues))


def _odd_words(doc: Doc, text: str, stretches: Sequence[tuple[int, int]], found: Set[Clue]) -> Iterator[Clue]:
    """Yield the words that the language model holds to be put in, outside names and what other clues have."""
    odds = doc.user_data.get("verbale.swapped")
    if odds is None:
        return
    taken = sorted((clue.span.start, clue.span.end) for clue in found)
    for i in np.flatnonzero(odds >= ODD):
        token = doc[int(i)]
        start, end = token.idx, token.idx + len(token)
        if token.ent_type_ or not token.is_alpha or not any(a <= start and end <= b for a, b in stretches):
            continue
        at = bisect_right(taken, (start, end))
        if not any(a < end and b > start for a, b in taken[max(0, at - 1) : at + 1]):
            yield Clue(Span.of(text, start, end), "word")


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
