"""Which documents are worth comparing: those that share keys, found without looking at all others.

Each key has its documents. Where they are many, because a name is common or because ten thousand copies of one article
came in, each of them is compared only with a few that stand for the key, chosen by a hash of their ids. So the work
grows with the number of documents, whoever wrote them, and the outcome does not depend on the order in which they came.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from verbale.compare.signature import Signature, is_close
from verbale.compare.wording import hash_of

#: So many documents stand for a key.
STANDING = 8
#: So many keys have to lead from one document to the other: a common name alone leads to anything.
LEAST_MET = 2

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

    def standing(self, key: int, size: int) -> list[Rank]:
        """Return the first documents of a key, by rank."""

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

    def standing(self, key: int, size: int) -> list[Rank]:
        """Return the first documents of a key, by rank."""
        there = self._ranks.get(key, [])
        return there[:size] if isinstance(there, list) else [there]

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
        rank = rank_of(document)
        displaced: set[Pair] = set()
        for key in signature.keys:
            standing = postings.standing(key, STANDING)
            if len(standing) == STANDING and rank < standing[-1]:
                last = standing[-1][1]
                displaced.update(_pair(last, other) for other in postings.members(key) if other != last)
        postings.add(signature, rank)
        return Changes(
            tuple(sorted(_pair(document, other) for other in self.candidates(signature))), tuple(sorted(displaced))
        )

    def remove(self, document: str) -> Changes:
        """Remove a document; return the pairs that others make who stand for its keys now."""
        postings = self._postings
        found = postings.signatures([document])
        if not found:
            return Changes((), ())
        postings.remove(document)
        rank = rank_of(document)
        pairs: set[Pair] = set()
        for key in found[document].keys:
            standing = postings.standing(key, STANDING)
            if len(standing) == STANDING and rank < standing[-1]:
                last = standing[-1][1]
                pairs.update(_pair(last, other) for other in postings.members(key) if other != last)
        return Changes(tuple(pair for pair in sorted(pairs) if self.is_candidate(*pair)), ())

    def signatures(self, documents: Iterable[str]) -> list[Signature]:
        """Return the signatures of those documents that are in the index, in their order."""
        wanted = list(documents)
        found = self._postings.signatures(wanted)
        return [found[document] for document in wanted if document in found]

    def candidates(self, signature: Signature) -> list[str]:
        """Return the documents that one is worth comparing with, be it in the index or not, in order of their ids."""
        rank = rank_of(signature.document)
        met: Counter[str] = Counter()
        for key in signature.keys:
            standing = self._postings.standing(key, STANDING + 1)
            if len(standing) > STANDING and rank <= standing[STANDING - 1]:
                met.update(self._postings.members(key))
            else:
                met.update([document for _, document in standing[:STANDING]])
        del met[signature.document]
        often = [document for document, times in met.items() if times >= LEAST_MET]
        return sorted(one for one, there in self._postings.signatures(often).items() if is_close(signature, there))

    def before(self, signature: Signature) -> list[str]:
        """Return the candidates of a document that come before it by rank, the first of all first."""
        rank = rank_of(signature.document)
        ranks = sorted(rank_of(one) for one in self.candidates(signature))
        return [document for at, document in ranks if (at, document) < rank]

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
