"""What a user remembers of a saying, beside what statements have: by its words, by damaged words or by a paraphrase."""

from __future__ import annotations

import functools

from rapidfuzz.distance import LCSseq, Levenshtein

from verbale.codebook.swapped_words import swapped_for
from verbale.compare.sayings import TELLING, Report, Saying, saying_of
from verbale.compare.wording import stem_of, wording_of
from verbale.models import Document, Span, Statement

#: Statements answer a question from this score on.
FOUND = 0.5
#: So much of a word's weight counts where it is spelt otherwise, and where there is one that machines put for it.
_SPELT_OTHERWISE, _SWAPPED, _MISSPELT = 0.8, 0.6, 0.34
#: What counts how much: the words, their order, that the statement is about as long, that they are quoted in it.
_SHARE, _ORDER, _FIT, _QUOTED = 0.63, 0.3, 0.04, 0.03
#: So many of the words that machines put for those asked for are searched for, too.
_MOST_SWAPPED = 24
#: Sentences with fewer telling words than this are not asked for one by one.
_FEWEST = 2
#: A file is asked for by so many of its sentences.
_MOST_SENTENCES = 40


def questions_of(words: str) -> list[Saying]:
    """Return what is asked for: the words as one question, or each sentence of a longer text."""
    sentences = wording_of(Document(words)).sentences
    parts = [words] if len(sentences) < 3 else [words[one.start : one.end] for one in sentences[:_MOST_SENTENCES]]
    found = [_question(part) for part in parts if part.strip()]
    return [one for one in found if one.terms and (len(parts) == 1 or one.telling >= _FEWEST)]


def _question(words: str) -> Saying:
    """Return words as a statement that nobody has made."""
    content = Span(0, len(words), words)
    statement = Statement("doc-0", None, None, (content,), "indirect", "speech", None, None, 1.0, "question")
    return saying_of(statement, Report("doc-0"))


def search_words(question: Saying, most: int = 12) -> list[str]:
    """Return the stems to search for, those that tell most first; all of them if none tells much.

    After them come the stems of words that rewriting machines put for them.
    """
    weights = {term.stem: (-term.weight, term.number) for term in question.terms}
    ordered = sorted(weights, key=lambda stem: weights[stem])
    telling = [stem for stem in ordered if -weights[stem][0] >= TELLING]
    asked = (telling or ordered)[:most]
    forms = {term.stem: term.form for term in question.terms}
    swapped = dict.fromkeys(other for stem in asked for other in _swapped(forms[stem]) if other not in weights)
    return asked + list(swapped)[:_MOST_SWAPPED]


@functools.lru_cache(maxsize=4096)
def _swapped(form: str) -> tuple[str, ...]:
    """Return the stems of the words that machines put for a word, and of those that it is put for."""
    others = swapped_for(form) or swapped_for(stem_of(form))
    return tuple(dict.fromkeys(stem_of(other) for other in others))


def answer(question: Saying, saying: Saying) -> float:
    """Return how well a statement answers a question, 0 to 1: how much of the question is in it, and in which order."""
    marks = {term.stem: term.stem_mark for term in saying.terms}
    others = [stem for stem in marks if stem not in question.stems and len(stem) > 2]
    forms = {term.stem: term.form for term in question.terms}
    there = 0.0
    for stem, weight in question.stems.items():
        if stem in marks:
            there += weight
            continue
        near = next((one for one in others if _is_near(stem, one)), None)
        swapped = near or next((one for one in _swapped(forms[stem]) if one in others), None)
        if swapped is not None:
            marks[stem] = marks[swapped]
            there += (_SPELT_OTHERWISE if near else _SWAPPED) * weight
    share = there / question.weight if question.weight else 0.0
    asked = [marks.get(term.stem, "") for term in question.terms]
    order = LCSseq.similarity("".join(asked), saying.marks) / len(asked)
    # A long statement has many words by chance; that it is about as long as the question speaks for it.
    fit = min(1.0, len(asked) / len(saying.marks)) if saying.marks else 0.0
    met = [quoted for mark, quoted in zip(saying.marks, saying.quoted, strict=True) if mark in asked]
    quoted = sum(met) / len(met) if met else 0.0
    return round(min(1.0, _SHARE * share + _ORDER * order + _FIT * fit + _QUOTED * quoted), 4)


def _is_near(one: str, other: str) -> bool:
    """Tell whether one word may be the other, spelt otherwise."""
    return len(one) > 3 and one[0] == other[0] and Levenshtein.normalized_distance(one, other) <= _MISSPELT
