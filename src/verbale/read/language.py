"""The language of a text."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Languages that the shipped model reads.
READABLE = frozenset({"en"})

# Words that hold English sentences together and that no other language has as often.
_ENGLISH = frozenset(
    "the of and to that for with was were is are has have had his its their they this from which who would said not"
    " been by on at it he she as".split()
)
_ENGLISH_SHARE = 0.25  # English news has about 0.4; other languages have some of these letters by chance, under 0.1
_ENGLISH_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LOOKED_AT = 4000  # code points; more of a text does not make it surer
_LEAST = 40  # letters, below which no answer is given; an ideograph or syllable counts as three
_SHORT = 200
_SURE = {True: 0.9, False: 0.7}  # probability that is enough for a short text, and for a longer one
# Kinds of Chinese that the identifier tells apart and that are written alike.
_SAME = {"wuu": "zh", "yue": "zh", "cmn": "zh", "nan": "zh", "gan": "zh", "hak": "zh", "nb": "no", "nn": "no"}


def language_of(text: str) -> str | None:
    """Return the ISO 639 code of a text's language, or None where it is too short or mixed to tell.

    English is recognised by its function words; otherwise by py3langid (Lui and Baldwin 2012).

    Args:
        text: Running text; without furniture and comments.
    """
    text = text[:_LOOKED_AT]
    words = [word.lower() for word in _WORD.findall(text)]
    letters = sum(3 if _is_dense(character) else 1 for word in words for character in word)
    if letters < _LEAST:
        return None
    if len(words) >= _ENGLISH_WORDS and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    probabilities: dict[str, float] = {}
    for language, probability in _identifier().rank(text):
        written = _SAME.get(language, language)
        probabilities[written] = probabilities.get(written, 0.0) + probability
    language, probability = max(probabilities.items(), key=lambda item: item[1])
    return language if probability >= _SURE[letters < _SHORT] else None


def is_readable(language: str | None) -> bool:
    """Tell whether the model reads a language; one that is not known is tried."""
    return language is None or language.lower().partition("-")[0] in READABLE


def _is_dense(character: str) -> bool:
    """Tell whether a character stands for a syllable or a word."""
    return character > "\u2e7f" and unicodedata.category(character) == "Lo"


@functools.cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier, loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
