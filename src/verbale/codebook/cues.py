"""The cue lexicon: words that ascribe something to somebody. The data are in ``cues.tsv``."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import cast

from verbale.codebook.cue_classes import word_forms
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


def act_of(lemmas: Sequence[tuple[str, str] | tuple[str, str, str]]) -> Act:
    """Return what the source does, by the words of a cue.

    Args:
        lemmas: The cue's words as (lemma, UPOS), or (lemma, UPOS, word), in order; with the word, a wrong lemma does
            not matter.

    A cue without any known word (a colon, "according to") is speech.
    """
    lexicon = cue_lexicon()
    lowered = [lemma.lower() for lemma, *_ in lemmas]
    if "make" in lowered and not _MADE.isdisjoint(lowered):
        return "speech"
    for wanted in ("VERB", "ADJ", "NOUN"):
        for number, (lemma, pos, *word) in reversed(list(enumerate(lemmas))):
            attributive = pos == "ADJ" and [one[1] for one in lemmas[number + 1 : number + 2]] == ["NOUN"]
            if pos == wanted and not attributive:
                forms = word_forms(lemma.lower(), word[0].lower()) if word else mended(lemma.lower())
                known = next(((one, pos) for one in forms if (one, pos) in lexicon), None)
                if known is not None:
                    return lexicon[known][0].act
    return "speech"


#: With "make" they are words: "made it clear that".
_MADE = frozenset(("clear", "plain", "known", "know", "public"))


@functools.lru_cache(maxsize=10_000)
def mended(lemma: str) -> tuple[str, ...]:
    """Return what a lemma may have to be if a tagger cut it wrongly ("urg", "denie", "tweete", "bann"), itself first.

    Args:
        lemma: The lemma, in lower case.
    """
    found = [lemma]
    if lemma.endswith("ie"):
        found.append(lemma.removesuffix("ie") + "y")
    found.append(lemma.removesuffix("e") if lemma.endswith("e") else lemma + "e")
    if len(lemma) > 2 and lemma[-1] == lemma[-2]:
        found.append(lemma[:-1])
    return tuple(found)
