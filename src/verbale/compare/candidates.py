"""Which documents are worth comparing: those that share keys, found without looking at all others.

Each key has its documents. Where they are many, because a name is common or because ten thousand copies of one article
came in, each of them is compared only with a few that stand for the key, chosen by a hash of their ids. So the work
grows with the number of documents, whoever wrote them, and the outcome does not depend on the order in which they came.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from verbale.compare.signature import Signature, is_close
from verbale.compare.wording import hash_of

#: So many documents stand for a key.
STANDING = 8
#: So many keys have to lead from one document to the other: a common name alone leads to anything.
LEAST_MET = 2

_T = TypeVar("_T", str, tuple[int, str])
Pair = tuple[str, str]
#: A document's place among those of a key: a hash of its id, then the id.
Rank = tuple[int, str]


class Postings(Protocol):
    """Where an index keeps its keys: in memory, or in the tables of a record."""

    def add(self, signature: Signature, rank: Rank) -> None:
        """Add a document that is not there yet."""

    def remove(self, document: str) -> None:
        """Remove a document that is there."""

    def signatures(self, documents: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of those documents that are there."""

    def first(self, keys: Sequence[int], size: int) -> dict[int, list[Rank]]:
        """Return the first documents of each key that has any, by rank."""

    def members(self, key: int) -> list[str]:
        """Return all documents of a key."""


class MemoryPostings:
    """The keys of an index in memory."""

    def __init__(self) -> None:
        self._signatures: dict[str, Signature] = {}
        # Most keys have one document: a list for each would cost more than all else.
        self._ranks: dict[int, Rank | list[Rank]] = {}

    def add(self, signature: Signature, rank: Rank) -> None:
        """Add a document that is not there yet."""
        self._signatures[signature.document] = signature
        for key in signature.keys:
            there = self._ranks.get(key)
            if there is None:
                self._ranks[key] = rank
            elif isinstance(there, list):
                insort(there, rank)
            else:
                self._ranks[key] = sorted((there, rank))

    def remove(self, document: str) -> None:
        """Remove a document that is there."""
        for key in self._signatures.pop(document).keys:
            there = self._ranks[key]
            left = [rank for rank in there if rank[1] != document] if isinstance(there, list) else []
            if left:
                self._ranks[key] = left
            else:
                del self._ranks[key]

    def signatures(self, documents: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of those documents that are there."""
        return {document: self._signatures[document] for document in documents if document in self._signatures}

    def first(self, keys: Sequence[int], size: int) -> dict[int, list[Rank]]:
        """Return the first documents of each key that has any, by rank."""
        found = ((key, self._ranks[key]) for key in keys if key in self._ranks)
        return {key: there[:size] if isinstance(there, list) else [there] for key, there in found}

    def members(self, key: int) -> list[str]:
        """Return all documents of a key."""
        there = self._ranks.get(key, [])
        return [document for _, document in there] if isinstance(there, list) else [there[1]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a document that came or went changes.

    Attributes:
        compare: Pairs that are worth comparing now, each sorted, in order.
        recheck: Pairs that perhaps no longer are (`CandidateIndex.is_candidate` tells): others stand for a key now.
    """

    compare: tuple[Pair, ...]
    recheck: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """A key that a document shares with others.

    Attributes:
        key: The key.
        others: The first of the others, by rank; all of them if they are not more than stand for a key.
        stands: Whether the document stands for the key, or would if it were in the index.
    """

    key: int
    others: list[Rank]
    stands: bool


class CandidateIndex:
    """Documents, to be looked up by what their copies share with them.

    Args:
        postings: Where the keys are kept; default: in memory.
    """

    def __init__(self, postings: Postings | None = None) -> None:
        self._postings: Postings = postings if postings is not None else MemoryPostings()

    def insert(self, signature: Signature) -> Signature:
        """Add a document that is not there yet without looking for partners; return its signature.

        To build an index at once: the pairs are then those that `candidates` returns for each document.
        """
        self._postings.add(signature, rank_of(signature.document))
        return signature

    def add(self, signature: Signature) -> Changes:
        """Add a document, in place of an earlier signature of it; return the pairs that change by that."""
        postings, document = self._postings, signature.document
        if postings.signatures([document]):
            postings.remove(document)
        shared = self._shared(signature)
        displaced = {pair for one in shared if one.stands for pair in self._with_last(one)}
        found = self._candidates(signature, shared)
        postings.add(signature, rank_of(document))
        return Changes(tuple(sorted(_pair(document, other) for other in found)), tuple(sorted(displaced)))

    def remove(self, document: str) -> Changes:
        """Remove a document; return the pairs that others make who stand for its keys now."""
        found = self._postings.signatures([document])
        if not found:
            return Changes((), ())
        self._postings.remove(document)
        pairs = {pair for one in self._shared(found[document]) if one.stands for pair in self._with_last(one)}
        return Changes(tuple(pair for pair in sorted(pairs) if self.is_candidate(*pair)), ())

    def signatures(self, documents: Iterable[str]) -> list[Signature]:
        """Return the signatures of those documents that are in the index, in their order."""
        wanted = list(documents)
        found = self._postings.signatures(wanted)
        return [found[document] for document in wanted if document in found]

    def candidates(self, signature: Signature) -> list[str]:
        """Return the documents that one is worth comparing with, be it in the index or not, in order of their ids."""
        return self._candidates(signature, self._shared(signature))

    def before(self, signature: Signature) -> list[str]:
        """Return the candidates of a document that come before it by rank, the first of all first.

        Of those that share a key with it and come before it, the ones that stand for the key are candidates, so that
        nobody else is looked at.
        """
        rank = rank_of(signature.document)
        met = Counter(there for one in self._shared(signature) for there in one.others[:STANDING] if there < rank)
        found = self._near(signature, [there for _, there in self._often(met)])
        return [document for _, document in self._often(met) if document in found]

    def is_worth_comparing(self, first: str, second: str) -> bool:
        """Tell whether two documents in the index are candidates, without looking at any other."""
        found = self._postings.signatures((first, second))
        if len(found) < 2 or second not in self._near(found[first], [second]):
            return False
        keys = sorted(set(found[first].keys) & set(found[second].keys))
        ranks = {rank_of(first), rank_of(second)}
        standing = self._postings.first(keys, STANDING).values()
        return sum(not ranks.isdisjoint(one) for one in standing) >= LEAST_MET

    def _shared(self, signature: Signature) -> list[_Key]:
        """Return the keys of a document that others have, too."""
        rank = rank_of(signature.document)
        found = []
        # With itself, if it is there, and one more than stand for a key, to know whether there are more.
        for key, ranks in self._postings.first(signature.keys, STANDING + 2).items():
            others = [one for one in ranks if one != rank][: STANDING + 1]
            if others:
                found.append(_Key(key, others, len(others) < STANDING or rank < others[STANDING - 1]))
        return found

    def _candidates(self, signature: Signature, shared: Iterable[_Key]) -> list[str]:
        """Return the documents that one is worth comparing with, by the keys that it shares."""
        met: Counter[str] = Counter()
        for one in shared:
            if one.stands and len(one.others) > STANDING:
                met.update(self._postings.members(one.key))
            else:
                met.update([document for _, document in one.others[:STANDING]])
        del met[signature.document]
        return sorted(self._near(signature, self._often(met)))

    def _often(self, met: Counter[_T]) -> list[_T]:
        """Return those to which enough keys lead, in order."""
        return sorted(one for one, times in met.items() if times >= LEAST_MET)

    def _near(self, signature: Signature, documents: Sequence[str]) -> set[str]:
        """Return those of some documents in the index that are worth comparing with one by all of their keys."""
        return {one for one, there in self._postings.signatures(documents).items() if is_close(signature, there)}

    def _with_last(self, key: _Key) -> Iterator[Pair]:
        """Yield pairs of the last that stands for a key, when one that stands for it is not there, and its others."""
        if len(key.others) < STANDING:
            return
        last = key.others[STANDING - 1][1]
        many = len(key.others) > STANDING
        for other in self._postings.members(key.key) if many else [document for _, document in key.others]:
            if other != last:
                yield _pair(last, other)

    def is_candidate(self, first: str, second: str) -> bool:
        """Tell whether a pair of documents in the index is worth comparing."""
        found = self._postings.signatures([first])
        return bool(found) and second in self.candidates(found[first])


def rank_of(document: str) -> Rank:
    """Return a document's place among those of a key: by chance, but the same always."""
    return hash_of(document) >> 1, document


def _pair(first: str, second: str) -> Pair:
    """Return two ids, sorted."""
    return (first, second) if first < second else (second, first)
