"""What two aligned wordings have in common and where they differ, as numbers to decide by."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from itertools import pairwise
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from verbale.compare.alignment import Alignment, Link
from verbale.compare.wording import Sentence, Term, Wording

#: Words of less weight are the small ones that hold sentences together.
SMALL = 0.3
#: Two spellings of a name differ in at most this share of their letters.
_MISSPELT = 0.34


@dataclass(frozen=True, slots=True)
class Traits:
    """What an alignment shows; "this" is the one document, "that" the other.

    Attributes:
        cover_this: Share of this document's words in sentences that are in that one.
        cover_that: The same the other way.
        own_this: As `cover_this`, counting only words outside quotation marks: what somebody said, all may report.
        own_that: The same the other way.
        score: How much alike the linked sentences are.
        words: Which share of their words' weight they share.
        order: Which share of their words they share in the same order.
        identical: Share of the linked sentences that have the same words.
        moved: Share of the linked sentences that stand elsewhere.
        anchors_this: Share of the names and numbers in this document's linked sentences that are in that one's.
        anchors_that: The same the other way.
        aligned: How many words are linked (logarithm).
        longer: How much longer that document is (logarithm of the ratio of words).
        unbroken_this: Share of the linked sentences of this document that are its longest unbroken run.
        unbroken_that: The same the other way.
        longer_sentences: How much longer the linked sentences are in that document (logarithm).
        swapped: Telling words swapped for others, per linked word.
        swapped_small: Small words swapped for others, per linked word.
        dropped: Telling words of this document only, without another in their place, per linked word.
        added: The same of that document.
        dropped_small: Small words of this document only, per linked word.
        added_small: The same of that document.
        inflected: Words in another form, per linked word.
        misspelt: Names spelt otherwise, per name or number.
        numbers_changed: Numbers swapped for others, per name or number.
        rarer: How much rarer the words of that document are where words were swapped.
    """

    cover_this: float
    cover_that: float
    own_this: float
    own_that: float
    score: float
    words: float
    order: float
    identical: float
    moved: float
    anchors_this: float
    anchors_that: float
    aligned: float
    longer: float
    unbroken_this: float
    unbroken_that: float
    longer_sentences: float
    swapped: float
    swapped_small: float
    dropped: float
    added: float
    dropped_small: float
    added_small: float
    inflected: float
    misspelt: float
    numbers_changed: float
    rarer: float

    def mirrored(self) -> Traits:
        """Return the traits with the documents exchanged."""
        values = dict(zip(TRAITS, self.values(), strict=True))
        for one, other in _PAIRED:
            values[one], values[other] = values[other], values[one]
        for name in _SIGNED:
            values[name] = -values[name]
        return Traits(**values)

    def values(self) -> list[float]:
        """Return the numbers in the order of `TRAITS`."""
        return list(_values(self))


TRAITS = tuple(field.name for field in fields(Traits))
_values = attrgetter(*TRAITS)
_PAIRED = (
    ("cover_this", "cover_that"), ("own_this", "own_that"), ("anchors_this", "anchors_that"),
    ("unbroken_this", "unbroken_that"), ("dropped", "added"), ("dropped_small", "added_small"),
)  # fmt: skip
_SIGNED = ("longer", "longer_sentences", "rarer")


def traits_of(alignment: Alignment) -> Traits:
    """Return the traits of an alignment that has links."""
    this, that, links = alignment.first, alignment.second, alignment.links
    sizes = [min(len(this.sentences[k.first].terms), len(that.sentences[k.second].terms)) for k in links]
    total = sum(sizes)

    def mean(values: list[float]) -> float:
        return sum(size * value for size, value in zip(sizes, values, strict=True)) / total

    shares = [_shares([(k.first, k.in_first, k) for k in links]), _shares([(k.second, k.in_second, k) for k in links])]
    anchors = [_anchors(this, {k.first for k in links}), _anchors(that, {k.second for k in links})]
    common = len(anchors[0] & anchors[1])
    lengths = [
        sum(len(wording.sentences[i].terms) for i in share) for wording, share in zip((this, that), shares, strict=True)
    ]
    edits = _Edits()
    for link in links:
        edits.count(this.sentences[link.first], that.sentences[link.second])
    swapped, swapped_small, dropped, added, dropped_small, added_small, inflected = (
        count / total for count in edits.counts()
    )
    named = max(1, len(anchors[0] | anchors[1]))
    return Traits(
        _covered(this, shares[0], own=False),
        _covered(that, shares[1], own=False),
        _covered(this, shares[0], own=True),
        _covered(that, shares[1], own=True),
        mean([k.score for k in links]),
        mean([k.words for k in links]),
        mean([k.order for k in links]),
        sum(k.order == 1 for k in links) / len(links),
        sum(k.is_moved for k in links) / len(links),
        common / max(1, len(anchors[0])),
        common / max(1, len(anchors[1])),
        math.log(total),
        math.log(_size(that) / _size(this)),
        _unbroken(sorted(shares[0])),
        _unbroken(sorted(shares[1])),
        math.log(lengths[1] / lengths[0]),
        swapped,
        swapped_small,
        dropped,
        added,
        dropped_small,
        added_small,
        inflected,
        edits.misspelt / named,
        edits.numbers / named,
        (edits.weight_that - edits.weight_this) / max(5, edits.swapped),
    )


class _Edits:
    """What has to be done to the sentences of one document to get those of the other."""

    def __init__(self) -> None:
        self.swapped = self.swapped_small = self.dropped = self.added = self.dropped_small = self.added_small = 0
        self.inflected = self.misspelt = self.numbers = 0
        self.weight_this = self.weight_that = 0.0

    def counts(self) -> tuple[int, ...]:
        """Return the counts that are told per word, in the order of the traits."""
        return (
            self.swapped, self.swapped_small, self.dropped, self.added, self.dropped_small, self.added_small,
            self.inflected,
        )  # fmt: skip

    def count(self, this: Sentence, that: Sentence) -> None:
        """Add up the edits between two sentences."""
        marks = ["".join([term.form_mark for term in sentence.terms]) for sentence in (this, that)]
        if marks[0] == marks[1]:
            return
        for edit in Levenshtein.opcodes(*marks):
            if edit.tag == "equal":
                continue
            ours = range(edit.src_start, edit.src_end)
            theirs = range(edit.dest_start, edit.dest_end)
            if edit.tag == "replace":
                for i, j in zip(ours, theirs, strict=True):
                    self._swap(this, i, that, j)
            for i in ours if edit.tag == "delete" else ():
                small = this.terms[i].weight < SMALL
                self.dropped += not small
                self.dropped_small += small
            for j in theirs if edit.tag == "insert" else ():
                small = that.terms[j].weight < SMALL
                self.added += not small
                self.added_small += small

    def _swap(self, this: Sentence, i: int, that: Sentence, j: int) -> None:
        one, other = this.terms[i], that.terms[j]
        if one.stem == other.stem:
            self.inflected += 1
        elif this.anchors[i] and that.anchors[j] and _is_misspelt(one, other):
            self.misspelt += 1
        elif one.form[0].isdigit() and other.form[0].isdigit():
            self.numbers += 1
        elif one.weight < SMALL and other.weight < SMALL:
            self.swapped_small += 1
        else:
            self.swapped += 1
            self.weight_this += one.weight
            self.weight_that += other.weight


def _is_misspelt(one: Term, other: Term) -> bool:
    """Tell whether two words may be two spellings of one name."""
    if one.form[0].isdigit() or other.form[0].isdigit():
        return False
    return Levenshtein.normalized_distance(one.form, other.form) <= _MISSPELT


def _shares(ends: list[tuple[int, float, Link]]) -> dict[int, float]:
    """Return for each linked sentence of one document which share of it is in the other: all, unless it was merged."""
    found: dict[int, float] = {}
    for number, share, link in ends:
        # Where two sentences are as long as each other, words that differ were swapped, not left out.
        whole = link.order >= 0.5 or link.words >= 0.5
        found[number] = min(1.0, found.get(number, 0.0) + (1.0 if whole else share))
    return found


def _covered(wording: Wording, shares: dict[int, float], *, own: bool) -> float:
    """Return which share of a document's words is in the other; with `own`, of those outside quotation marks."""
    there = in_all = 0.0
    for number, sentence in enumerate(wording.sentences):
        size = sum(not quoted for quoted in sentence.quoted) if own else len(sentence.terms)
        in_all += size
        there += size * shares.get(number, 0.0)
    return there / in_all if in_all else 0.0


def _anchors(wording: Wording, numbers: set[int]) -> set[str]:
    """Return the names and numbers in some sentences."""
    return {
        term.stem
        for number in numbers
        for term, is_anchor in zip(wording.sentences[number].terms, wording.sentences[number].anchors, strict=True)
        if is_anchor
    }


def _size(wording: Wording) -> int:
    """Return the number of words."""
    return sum(len(sentence.terms) for sentence in wording.sentences)


def _unbroken(numbers: list[int]) -> float:
    """Return which share of some numbers is the longest run of neighbours."""
    longest = run = 1
    for before, number in pairwise(numbers):
        run = run + 1 if number == before + 1 else 1
        longest = max(longest, run)
    return longest / len(numbers)
