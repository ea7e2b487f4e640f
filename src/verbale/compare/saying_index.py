"""Which statements are worth comparing: those that share three telling words, or two by one speaker in one period.

All keys are functions of one statement alone. Where many statements share a key, each is compared only with a few that
stand for it (`verbale.compare.candidates`), so that adding an article costs by the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from verbale.compare.candidates import LEAST_MET, CandidateIndex
from verbale.compare.sayings import Saying
from verbale.compare.signature import Signature
from verbale.compare.wording import Term, hash_of

#: Words of less weight make no keys.
_LEAST_WEIGHT = 0.35
#: So many telling words of a stretch make keys, two at a time; a stretch is so many words long.
_WORDS, _STRETCH = 7, 30
#: So many of them make keys with the speaker and the week.
_SPEAKER_WORDS = 8
_PERIOD = 14  # days; two rows of periods overlap, so that what is a week apart shares one
#: Statements are compared if they share so many keys: three telling words, or two by one speaker in one period.
SHARED = LEAST_MET
#: Statements with so few telling words are compared only if they have the same ones.
_FEW = 2
_NO_SKETCH = np.zeros(0, np.uint32)


class SayingIndex(CandidateIndex):
    """Statements, to be looked up by what others that report the same saying share with them."""

    def _near(self, signature: Signature, documents: Sequence[str]) -> set[str]:
        """Return all of them: enough keys lead to each."""
        return set(documents)


def saying_signature(saying: Saying) -> Signature:
    """Return what a statement is looked up by."""
    keys = {*_pair_keys(saying), *_speaker_keys(saying)}
    return Signature(saying.id, tuple(sorted(keys)), _NO_SKETCH)


def _pair_keys(saying: Saying) -> Iterator[int]:
    """Yield keys for pairs of telling words of each stretch."""
    stems = _telling(saying.terms)
    if len(stems) <= _FEW:
        # They share too few keys else: one of their own makes up for that.
        yield from (_key(f"short\t{number}\t{' '.join(sorted(stems))}") for number in range(SHARED))
    for at in range(0, len(saying.terms), _STRETCH):
        stems = _telling(saying.terms[at : at + _STRETCH])[:_WORDS]
        for one, other in combinations(sorted(stems), 2):
            yield _key(f"{one}\t{other}")


def _speaker_keys(saying: Saying) -> Iterator[int]:
    """Yield keys for telling words by one speaker in one period."""
    statement = saying.statement
    dated = statement.said_on or saying.report.published
    if dated is None or dated.precision != "day":
        return
    speakers = {statement.on_behalf_of, (statement.speaker or "").casefold().split(" ")[-1]} - {None, ""}
    day = dated.date.toordinal()
    for speaker in sorted(str(one) for one in speakers):
        for row, period in enumerate((day // _PERIOD, (day + _PERIOD // 2) // _PERIOD)):
            for stem in _telling(saying.terms)[:_SPEAKER_WORDS]:
                yield _key(f"{speaker}\t{row}\t{period}\t{stem}")


def _telling(terms: tuple[Term, ...]) -> list[str]:
    """Return the distinct telling stems, those that tell most first."""
    weights = {term.stem: (-term.weight, term.number) for term in terms if term.weight >= _LEAST_WEIGHT}
    return sorted(weights, key=lambda stem: weights[stem])


def _key(words: str) -> int:
    """Return a signed number for a key."""
    return hash_of(words) - (1 << 63)
