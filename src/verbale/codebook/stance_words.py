"""Words that show which side their user takes. The data are in ``stance.tsv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

from verbale.codebook.cue_classes import word_forms


@dataclass(frozen=True, slots=True)
class StanceWord:
    """What a word shows, from -1 (against) to 1 (for).

    Attributes:
        doer: Towards who does it, is it or has it.
        target: Towards whom it is done to, if the speaker does or wants it.
    """

    doer: float
    target: float


NEUTRAL = StanceWord(0.0, 0.0)


@functools.cache
def stance_words() -> dict[tuple[str, str], StanceWord]:
    """Return the words by lemma and UPOS."""
    lines = resources.files(__package__).joinpath("stance.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(word, pos): StanceWord(float(doer), float(target)) for word, pos, doer, target, _ in rows[1:]}


def stance_word(lemma: str, form: str, pos: str) -> StanceWord:
    """Return what a word shows; the neutral one for most.

    Args:
        lemma: The lemma, in lower case.
        form: The word, in lower case.
        pos: Its UPOS.
    """
    known = stance_words()
    # A participle may be tagged as an adjective, and a noun in a headline as a name.
    for tag in _ALSO.get(pos, (pos,)):
        for word in word_forms(lemma, form):
            if (word, tag) in known:
                return known[word, tag]
    return NEUTRAL


_ALSO = {"VERB": ("VERB", "ADJ"), "ADJ": ("ADJ", "VERB", "NOUN"), "PROPN": ("NOUN", "ADJ"), "NOUN": ("NOUN", "ADJ")}
