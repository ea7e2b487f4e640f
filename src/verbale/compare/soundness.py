"""How well the small words of a wording hold together: "one of which drew", not "one which of drew".

Who translates a text there and back, or swaps its words by machine, breaks articles, prepositions, tenses and the order
of words. A model of three words in a row tells, in which small words stand for themselves and all others for their
kind: a name, a number, a word in "-ed". It knows nothing of what is said. The counts are in ``small_words.tsv``, which
``training/small_words.py`` makes; they are smoothed after Witten and Bell (1991), with one constant.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

Run = tuple[str, str, str]

#: Words that stand for themselves.
SMALL = frozenset(
    "the a an and or but if that this these those there here not no nor of in on at by for from with without to into "
    "onto over under about after before between through during against among within upon he she it they we you i him "
    "her them us me his its their our your my who whom whose which what when where why how is are was were be been "
    "being am do does did doing have has had having will would shall should can could may might must as than then so "
    "such very too also only just more most less least much many some any all both each every other another one two "
    "three four five six seven eight nine ten said says".split()
)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[.,;:?!()—–-]")
_WITHIN = frozenset(",;:—–-()")
_VERBS = ("ing", "ed", "ly")
_NOUNS = ("tion", "sion", "ment", "ness", "ity", "ence", "ance")
_ADJECTIVES = ("al", "ive", "ous", "ic", "ful", "able")
_STEM = 2  # so many letters at least stand before an ending
#: So many words of a shorter context are worth one of the longer one.
_BACKED_OFF = 8.0


def runs(text: str) -> Iterator[Run]:
    """Yield the kinds of three words in a row, of all words and marks of a text."""
    before, last = "^", "^"
    for token in _TOKEN.findall(text):
        kind = kind_of(token, is_first=last == "^")
        yield before, last, kind
        before, last = ("^", "^") if kind == "." else (last, kind)
    if last != "^":
        yield before, last, "."


def kind_of(token: str, *, is_first: bool) -> str:
    """Return what stands for a word or mark: itself if it is small, else its kind."""
    word = token.casefold().replace("’", "'")
    if word in SMALL:
        return word
    if not word[0].isalnum():
        return "," if word in _WITHIN else "."
    if word[0].isdigit():
        return "#"
    if token[0].isupper() and not is_first:
        return "N"
    for ending in _VERBS:
        if word.endswith(ending) and len(word) > len(ending) + _STEM:
            return f"-{ending}"
    plural = word.endswith("s") and not word.endswith("ss")
    if (word[:-1] if plural else word).endswith(_NOUNS):
        return "-ns" if plural else "-n"
    if any(word.endswith(ending) and len(word) > len(ending) + _STEM for ending in _ADJECTIVES):
        return "-a"
    return "-s" if plural and len(word) > 1 + _STEM else "-"


@functools.lru_cache(maxsize=4096)
def runs_in(words: str) -> Mapping[Run, int]:
    """Return how often each run stands in some words."""
    return Counter(runs(words))


def sounder(words: str, others: str) -> float:
    """Return how much better the one wording holds together than the other where they differ, from -1 to 1.

    The mean logarithm of probability of the runs that only the one has, less that of those that only the other has.
    """
    ours, theirs = Counter(runs_in(words)), Counter(runs_in(others))
    own, foreign = ours - theirs, theirs - ours
    if not own or not foreign:
        return 0.0
    return math.tanh((_mean(own) - _mean(foreign)) / 2)


def _mean(counts: Mapping[Run, int]) -> float:
    """Return the mean logarithm of the probability of some runs."""
    return sum(_logarithm(run) * count for run, count in counts.items()) / sum(counts.values())


@functools.lru_cache(maxsize=65536)
def _logarithm(run: Run) -> float:
    """Return the logarithm of the probability of a kind of word after two others."""
    model = _model()
    first, second, third = run
    alone = (model.ones[third] + 0.5) / (model.total + len(model.ones))
    after_one = (model.twos[second, third] + _BACKED_OFF * alone) / (model.after[second] + _BACKED_OFF)
    after_two = (model.threes[run] + _BACKED_OFF * after_one) / (model.after_both[first, second] + _BACKED_OFF)
    return math.log(after_two)


@dataclass(frozen=True, slots=True)
class _Model:
    """Counts of kinds of words: one, two and three in a row, and what stands after one and two."""

    ones: Counter[str]
    twos: Counter[tuple[str, str]]
    threes: Counter[Run]
    after: Counter[str]
    after_both: Counter[tuple[str, str]]
    total: int


@functools.cache
def _model() -> _Model:
    """Return the counts of the file."""
    lines = resources.files(__package__).joinpath("small_words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    model = _Model(Counter(), Counter(), Counter(), Counter(), Counter(), sum(int(row[3]) for row in rows))
    for first, second, third, shown in rows:
        count = int(shown)
        model.ones[third] += count
        model.twos[second, third] += count
        model.threes[first, second, third] = count
        model.after[second] += count
        model.after_both[first, second] += count
    return model
