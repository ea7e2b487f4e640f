"""The cue lexicon: words that ascribe something to somebody. The data are in ``cues.tsv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import cast

from verbale.models import Act


@dataclass(frozen=True, slots=True)
class Cue:
    """What is known of a cue word in one of its acts.

    Attributes:
        act: What the source does.
        frames: What holds the content; the names are explained in ``cues.tsv``.
    """

    act: Act
    frames: frozenset[str]


@functools.cache
def cue_lexicon() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Return the cues by lemma and UPOS; a word that can do several acts has several, in the order of `ACT_ORDER`."""
    found: dict[tuple[str, str], list[Cue]] = {}
    lines = resources.files(__package__).joinpath("cues.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for lemma, pos, act, frames in rows[1:]:
        found.setdefault((lemma, pos), []).append(Cue(cast(Act, act), frozenset(frames.split(","))))
    return {key: tuple(sorted(cues, key=lambda cue: ACT_ORDER.index(cue.act))) for key, cues in found.items()}


#: Where a word can do several acts and nothing else decides, the first of these.
ACT_ORDER: tuple[Act, ...] = ("speech", "decree", "will", "thought")


def act_of(lemmas: list[tuple[str, str]]) -> Act:
    """Return what the source does, by the words of a cue.

    Args:
        lemmas: The cue's words as (lemma, UPOS), in order.

    A cue without any known word (a colon, "according to") is speech.
    """
    lexicon = cue_lexicon()
    for wanted in ("VERB", "ADJ", "NOUN"):
        for lemma, pos in reversed(lemmas):
            if pos == wanted and (lemma.lower(), pos) in lexicon:
                return lexicon[lemma.lower(), pos][0].act
    return "speech"
