"""How a statement stands towards somebody whom its content names.

A small network judges by the vectors of the words (`leaning`), and has the signs of words and grammar before it
(`signs_towards`), which can say what they rest on. Where a text has no vectors there are only the signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from verbale.codebook.stance_words import stance_word
from verbale.find.acts import Saying
from verbale.find.leaning import Floats, features_of, leaning
from verbale.find.stance import LEAST, signs_towards

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
    features = features_of(doc, one, names, signs.stance)
    if features is None:
        return Stance(signs.stance, frozenset(signs.tokens if signs.stance else ()))
    value = stance_by(leaning().odds(features))
    if not value:
        return Stance(0.0)
    if signs.stance * value > 0:
        return Stance(value, frozenset(signs.tokens))
    return Stance(value, frozenset(_carriers(doc, one, names, value)))


def stance_by(odds: Floats) -> float:
    """Return the stance by the odds of no side, against and for: the likeliest, as strong as its lead."""
    neither, against, favour = (float(chance) for chance in odds)
    if neither >= max(against, favour):
        return 0.0
    side = 1.0 if favour > against else -1.0
    return round(side * max(LEAST, abs(favour - against)), 1)


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
