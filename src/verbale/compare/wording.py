"""A document's wording: the sentences and words by which it is compared with others.

Only the article itself is compared, headline and body: two pages of one site share their menus, and that makes neither
a copy. No language model is needed, so that a wording costs a millisecond and works for what the model does not read.
"""

from __future__ import annotations

import functools
import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from verbale.models import Document

#: The weight of a word that stands in most articles, and of one that stands in next to none.
LEAST_WEIGHT, MOST_WEIGHT = 0.1, 1.0
#: Sentences beyond this many are not compared: the time for a pair of documents grows with the product.
MOST_SENTENCES = 400
#: Longer stretches without a stop, such as lists, are compared in parts of this many words.
LONGEST_SENTENCE = 80
# Marks are taken from all planes above the surrogates.
_FIRST_MARK, _MARKS_IN_ALL = 0xE000, 0x110000 - 0xE000
_COMPARED = frozenset(("headline", "body"))
_WORD = re.compile(r"\w+(?:[.,](?=\d)\w+|['’&](?=\w)\w+)*|[“”\"«»„]")
_STOP = re.compile(r"[.!?。！？…][\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*[^\Wa-z_])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|lt|col|sgt|capt|maj|rep|sen|gov|st|no|vs|jr|sr|inc|ltd|co|corp"
    r"|jan|feb|mar|apr|aug|sept|sep|oct|nov|dec)|(?<![^\W\d_])[^\W\d_](?:\.[^\W\d_])*)\.$",
    re.IGNORECASE,
)
_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»"), '"'
_MARKS = _OPENING | _CLOSING | {_EITHER}


@dataclass(frozen=True, slots=True)
class Term:
    """A form of a word, however often it stands in texts.

    Attributes:
        form: The folded form.
        stem: The form without endings, the same for most forms of a word.
        weight: How much it tells, from `LEAST_WEIGHT` to `MOST_WEIGHT`.
        number: A number that stands for the stem, the same on every machine.
        stem_mark: A character that stands for the stem, so that sentences can be compared as strings.
        form_mark: A character that stands for the form.
        is_capital: It is written with a capital and is not "I", or begins with a digit.
    """

    form: str
    stem: str
    weight: float
    number: int
    stem_mark: str
    form_mark: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a wording; the tuples have an item for each word.

    Attributes:
        start: Offset of the first character in the document's text.
        end: Offset after the last character.
        terms: The words.
        spans: Where they stand: offsets in the document's text.
        anchors: Whether they are (parts of) names, or numbers: what survives when the words around are swapped.
        quoted: Whether they stand between quotation marks.
    """

    start: int
    end: int
    terms: tuple[Term, ...]
    spans: tuple[tuple[int, int], ...]
    anchors: tuple[bool, ...]
    quoted: tuple[bool, ...]

    @property
    def weight(self) -> float:
        """The weights of its words, added up."""
        return sum(term.weight for term in self.terms)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What a document is compared by.

    Attributes:
        document: The document.
        id: Its id, which takes time to compute.
        sentences: The sentences of headline and body that have words, in order.
    """

    document: Document
    id: str
    sentences: tuple[Sentence, ...]

    @property
    def terms(self) -> Iterator[Term]:
        """All words, in order."""
        return (term for sentence in self.sentences for term in sentence.terms)


def wording_of(document: Document) -> Wording:
    """Return the wording of a document; where the roles of its parts are not known, all of it is compared."""
    text = document.text
    stretches = [(s.start, s.end) for s in document.segments if s.kind in _COMPARED] or [(0, len(text))]
    sentences: list[Sentence] = []
    for start, end in stretches:
        for first, after in _spans(text, start, end):
            sentences += _parts(text, first, after)
            if len(sentences) >= MOST_SENTENCES:
                return Wording(document, document.id, tuple(sentences[:MOST_SENTENCES]))
    return Wording(document, document.id, tuple(sentences))


@functools.lru_cache(maxsize=200_000)
def term_of(shown: str) -> Term:
    """Return the term of a word as it is written."""
    form = shown.casefold()
    stem = stem_of(form)
    is_capital = shown[0].isdigit() or (shown[0].isupper() and shown != "I")
    number = hash_of(stem)
    return Term(form, stem, weight_of(stem), number, _mark(number), _mark(hash_of(form)), is_capital)


def _mark(number: int) -> str:
    """Return a character for a hash. Two of a thousand words may have the same one; no decision hangs on a word."""
    return chr(_FIRST_MARK + number % _MARKS_IN_ALL)


def stem_of(form: str) -> str:
    """Return a folded English word without its commonest endings; crude, but the same for both sides.

    After the first step of Porter's stemmer (1980), which takes off plurals and verb endings only: what derives another
    word stays.
    """
    word = form[:-2] if form.endswith(("'s", "’s")) else form
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] in "sxzh":
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and any(vowel in rest for vowel in "aeiouy"):
            if rest[-1] == rest[-2] and rest[-1] not in "lsz":
                return rest[:-1]
            return rest[:-1] + "y" if ending == "ed" and rest[-1] == "i" else rest.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def weight_of(stem: str) -> float:
    """Return how much a word tells, by the share of open articles that it stands in."""
    return _weights().get(stem, MOST_WEIGHT)


def hash_of(words: str) -> int:
    """Return 64 bits that stand for a text, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "little")


@functools.cache
def _weights() -> dict[str, float]:
    """Return the weights of common stems: the logarithm of how rare they are, scaled."""
    lines = resources.files(__package__).joinpath("common_words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    shares = {stem: float(share) for stem, share in rows}
    rarest = -math.log(min(shares.values()))
    span = MOST_WEIGHT - LEAST_WEIGHT
    return {stem: LEAST_WEIGHT + span * min(1.0, -math.log(share) / rarest) for stem, share in shares.items()}


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences in a stretch: at stops before a capital, and at the ends of lines."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] == "." and _ABBREVIATED.search(text, max(at, stop.start() - 12), stop.start() + 1):
            continue
        yield from _stripped(text, at, stop.end())
        at = stop.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without the white space around it, unless nothing is left."""
    words = text[start:end]
    bare = words.lstrip()
    if bare:
        start += len(words) - len(bare)
        yield start, start + len(bare.rstrip())


def _parts(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Yield the sentence that a stretch is; a very long one in parts; none if it has no words."""
    terms: list[Term] = []
    spans: list[tuple[int, int]] = []
    anchors: list[bool] = []
    quotes: list[bool] = []
    quoted = False
    for match in _WORD.finditer(text, start, end):
        shown = match[0]
        if shown in _MARKS:
            quoted = shown in _OPENING or (shown == _EITHER and not quoted)
            continue
        term = term_of(shown)
        # At the beginning of a sentence every word has a capital: there only an uncommon one is taken for a name.
        anchors.append(term.is_capital and (bool(terms) or term.weight == MOST_WEIGHT))
        terms.append(term)
        spans.append(match.span())
        quotes.append(quoted)
    for at in range(0, len(terms), LONGEST_SENTENCE):
        part = slice(at, at + LONGEST_SENTENCE)
        first, last = spans[part][0][0], spans[part][-1][1]
        yield Sentence(
            start if at == 0 else first,
            end if at + LONGEST_SENTENCE >= len(terms) else last,
            tuple(terms[part]),
            tuple(spans[part]),
            tuple(anchors[part]),
            tuple(quotes[part]),
        )
