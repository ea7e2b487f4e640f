"""What kind of act a cue makes a statement, how it can be coded, and what it commits to: ``cue_classes.tsv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import cast

from verbale.models import Commitment

#: The classes, in the order of the documentation.
CUE_CLASSES: tuple[str, ...] = (
    "say", "add", "report", "describe", "announce", "confirm", "claim", "allege", "deny", "admit", "reveal", "explain",
    "accuse", "condemn", "criticize", "protest", "complain", "warn", "threaten", "demand", "urge", "request", "order",
    "advise", "propose", "promise", "offer", "agree", "refuse", "reject", "praise", "support", "thank", "congratulate",
    "apologize", "regret", "welcome", "ask", "answer", "predict", "estimate", "believe", "doubt", "hope", "fear",
    "want", "plan", "decide", "joke", "quote", "know", "feel",
)  # fmt: skip

#: Which frame decides where a statement has several, the first before the others; prepositions come after ``quote``.
FRAMES = (
    "negated", "paper", "person", "passive", "past", "decree", "prog", "must", "whether", "person-to", "to", "ger",
    "that", "quote", "", "clause", "name", "thing",
)  # fmt: skip

#: Stands in a phrase for up to `LARGEST_GAP` words.
GAP = "…"
LARGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class CueClass:
    """One sense of a cue word or phrase.

    Attributes:
        words: The lemmas, in order, `GAP` among them.
        frame: How the content is attached; empty where that does not matter.
        name: The class.
        cameo: The CAMEO codes that the verbal act can have, the usual one first.
        plover: The PLOVER types that it can have; none where PLOVER drops it.
        commitment: How the reporter stands to what is said.
        source: Where the row is from.
    """

    words: tuple[str, ...]
    frame: str
    name: str
    cameo: tuple[str, ...]
    plover: tuple[str, ...]
    commitment: Commitment
    source: str


@functools.cache
def cue_classes() -> dict[tuple[str, str], tuple[tuple[CueClass, ...], ...]]:
    """Return the senses by first lemma and UPOS: for each word or phrase its senses, longer phrases before shorter."""
    lines = resources.files(__package__).joinpath("cue_classes.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    found: dict[tuple[str, str], dict[tuple[str, ...], list[CueClass]]] = {}
    for words, pos, frames, name, cameo, plover, commitment, source in rows[1:]:
        lemmas = tuple(words.split(" "))
        senses = found.setdefault((lemmas[0], pos), {}).setdefault(lemmas, [])
        for frame in frames.split(","):
            codes = tuple(cameo.split("|")) if cameo else ()
            types = tuple(plover.split("|")) if plover else ()
            senses.append(CueClass(lemmas, frame, name, codes, types, cast(Commitment, commitment), source))
    return {
        key: tuple(tuple(senses) for _, senses in sorted(phrases.items(), key=lambda item: (-_size(item[0]), item[0])))
        for key, phrases in found.items()
    }


def sense_for(senses: tuple[CueClass, ...], frames: frozenset[str]) -> CueClass:
    """Return the sense that fits how the content is attached, or else the plain one.

    Args:
        senses: The senses of one word or phrase.
        frames: What the statement shows: names of `FRAMES`, and prepositions.
    """
    fitting = [sense for sense in senses if sense.frame in frames]
    if not fitting:
        return next((sense for sense in senses if not sense.frame), senses[0])
    return min(fitting, key=lambda sense: _RANK.get(sense.frame, _PREPOSITION))


@functools.lru_cache(maxsize=20_000)
def word_forms(lemma: str, form: str) -> tuple[str, ...]:
    """Return what a word may stand under in the codebook: its lemma, itself, and what regular inflection leaves.

    A tagger's lemma may be wrong: of "urg" for "urged" the word itself leads to the right one, and "write" for "warned"
    is left out.

    Args:
        lemma: The lemma, in lower case.
        form: The word, in lower case.
    """
    found = [lemma, form] if _may_be(lemma, form) else [form]
    if form in _IRREGULAR:
        found.append(_IRREGULAR[form])
    for ending, endings in _INFLECTION:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form.removesuffix(ending)
            found.extend(stem + other for other in endings)
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def _may_be(lemma: str, form: str) -> bool:
    """Tell whether a lemma may be that of a word: but for the last letters before an ending they begin alike."""
    if lemma == form or form in _OTHER_WORDS or _IRREGULAR.get(form) == lemma:
        return True
    for ending, changing in (("ed", 1), ("ing", 1), ("s", 2)):
        if form.endswith(ending):
            return lemma.startswith(form.removesuffix(ending)[:-changing])
    return lemma[:2] == form[:2] or (len(form) <= _SHORT and lemma[:1] == form[:1])


#: Letters of a word of which the first alone may stay in the lemma: "won", "ran".
_SHORT = 4
#: Words whose lemma begins otherwise.
_OTHER_WORDS = frozenset(
    "was is are am were been 're 's 'm 'd 'll ’re ’s ’m ’d ’ll n't n’t went me us him her them his its their our my "
    "your she they an best worst better worse less least more most further bought would could might should".split()
)
#: Forms of strong verbs that a tagger's lemma may leave as they are.
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "spoke:speak spoken:speak threw:throw thrown:throw gave:give given:give took:take taken:take made:make "
        "found:find thought:think said:say told:tell wrote:write written:write sought:seek felt:feel held:hold "
        "knew:know known:know swore:swear sworn:swear forbade:forbid forbidden:forbid foresaw:foresee chose:choose "
        "chosen:choose drew:draw drawn:draw understood:understand struck:strike laid:lay got:get brought:bring "
        "shown:show taught:teach heard:hear meant:mean broke:break broken:break shook:shake led:lead sent:send "
        "saw:see seen:see stood:stand fought:fight withdrew:withdraw withdrawn:withdraw forgot:forget began:begin "
        "begun:begin came:come went:go kept:keep paid:pay left:leave lied:lie bound:bind undertook:undertake "
        "sang:sing wept:weep overthrew:overthrow stole:steal invaded:invade hypotheses:hypothesis"
    ).split()
)
#: Endings of regular inflection, and what may stand for them in the lemma.
_INFLECTION = (
    ("ied", ("y",)), ("ies", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")), ("es", ("", "e")), ("s", ("",)),
    ("iest", ("y",)), ("est", ("", "e")),
)  # fmt: skip


@functools.cache
def plain_sense(name: str) -> CueClass:
    """Return the sense of the verb after which a class is called."""
    return sense_for(cue_classes()[name, "VERB"][-1], frozenset())


_RANK = {frame: rank for rank, frame in enumerate(FRAMES)}
_PREPOSITION = _RANK[""]


def _size(words: tuple[str, ...]) -> int:
    return sum(word != GAP for word in words)
