"""How a statement stands towards somebody whom its content names.

Two answers are put together: the network's, which has read the sentence, and that of the signs of words and grammar
(`signs_towards`), which can say what it rests on. Where nothing was read by the network there are only the signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span, Token

from verbale.codebook.stance_words import stance_word
from verbale.find.acts import Saying
from verbale.find.stance import LEAST, signs_towards

#: What a sign of words and grammar adds to the log odds of its side and takes from those of the other one, and what
#: taking no side has added. Tuned on the pairs of ``stance_dev.jsonl``, which the network did not learn from.
SIGN, NO_SIDE = 0.5, 0.0
_TELLING = frozenset(("VERB", "NOUN", "ADJ", "ADV"))


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance and the words that carry it.

    Attributes:
        value: From -1 (against) to 1 (for) in steps of a tenth; 0 is no side.
        tokens: The words, by their places in the ``Doc``; none for no side.
    """

    value: float
    tokens: frozenset[int] = frozenset()


def stance_towards(doc: Doc, one: Saying, names: list[Span]) -> Stance:
    """Return how a statement stands towards the one that some names stand for.

    Args:
        doc: The parsed text.
        one: The statement.
        names: Where the content names it.
    """
    signs = signs_towards(doc, one, names)
    odds = _odds(doc, names)
    if odds is None:
        return Stance(signs.stance, frozenset(signs.tokens if signs.stance else ()))
    value = put_together(odds, signs.stance)
    if not value:
        return Stance(0.0)
    if signs.stance * value > 0:
        return Stance(value, frozenset(signs.tokens))
    return Stance(value, frozenset(_carriers(doc, one, names, value)))


def _odds(doc: Doc, names: list[Span]) -> np.ndarray | None:
    """Return the network's odds of no side, against and for, the mean over the names' words; None without any."""
    known = doc.user_data.get("verbale.stances")
    if known is None:
        return None
    rows = [known[i] for name in names for i in range(name.start, min(name.end, len(known))) if known[i].any()]
    return np.asarray(np.mean(rows, axis=0), dtype=np.float64) if rows else None


def put_together(odds: np.ndarray, stance: float, sign: float = SIGN, no_side: float = NO_SIDE) -> float:
    """Return the stance by the network's odds and by signs.

    Args:
        odds: Of no side, against and for.
        stance: By the signs of words and grammar.
        sign: What a sign adds to the log odds of its side.
        no_side: What is added to the log odds of taking no side.
    """
    turn = sign * np.sign(stance)
    scores = np.log(np.maximum(odds, 1e-6)) + np.array([no_side, -turn, turn])
    neither, against, favour = np.exp(scores) / np.exp(scores).sum()
    if neither >= max(against, favour):
        return 0.0
    side = 1.0 if favour > against else -1.0
    return round(float(side * max(LEAST, abs(favour - against))), 1)


def _carriers(doc: Doc, one: Saying, names: list[Span], value: float) -> list[int]:
    """Return the word that a stance most likely rests on, where grammar did not tell.

    That is the word with a sign of this side that stands nearest to a name in the content, else what governs the name,
    else the cue.
    """
    root = names[0].root
    signed = [token for token in _content_words(doc, one, names) if _sign_of(token) * value > 0]
    if signed:
        return [min(signed, key=lambda token: (abs(token.i - root.i), token.i)).i]
    above = next((t for t in root.ancestors if t.pos_ in _TELLING and one.in_content(t.i)), None)
    if above is not None:
        return [above.i]
    if one.key is not None:
        return [one.key.i]
    return list(range(*one.cue)) if one.cue else [root.i]


def _content_words(doc: Doc, one: Saying, names: list[Span]) -> Iterator[Token]:
    """Yield the words of the content that may carry a stance, and the cue's."""
    named = {i for name in names for i in range(name.start, name.end)}
    for first, after in (*one.content, *((one.cue,) if one.cue else ())):
        yield from (token for token in doc[first:after] if token.pos_ in _TELLING and token.i not in named)


def _sign_of(token: Token) -> float:
    word = stance_word(token.lemma_.lower(), token.lower_, token.pos_)
    return word.target or word.doer
