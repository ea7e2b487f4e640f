"""Copies among documents: candidates, alignment, decision.

Each document is compared with those candidates that come before it in an order by chance (`rank_of`), in that order,
until enough are found that are the same text as a whole. Of a few copies each is so compared with each. Of ten thousand
each is compared with a handful, always the same ones, and through these they hang together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verbale.compare.candidates import CandidateIndex, Changes, rank_of
from verbale.compare.relation import relate
from verbale.compare.signature import Signature, signature_of
from verbale.compare.sources import is_one_text
from verbale.compare.wording import Wording, wording_of
from verbale.models import Document
from verbale.models.copy import Copy

#: After so many copies of its whole text, a document is compared with no others.
MOST_WHOLE = 12

#: Returns what the documents of two ids are to each other; a record looks into its tables first.
Relate = Callable[[str, str], Copy | None]


def compare(first: Document, second: Document) -> Copy | None:
    """Return how the one document was made from the other, or None; the order of the arguments does not matter."""
    return relate(wording_of(first), wording_of(second))


def copies_before(signature: Signature, index: CandidateIndex, related: Relate) -> list[Copy]:
    """Return the copies between a document and those of the index that come before it.

    The copies of a collection are those of all its documents; which these are does not depend on the order in which
    documents were added.

    Args:
        signature: The document's signature.
        index: The index.
        related: Called with the ids of two documents at a time.
    """
    found: list[Copy] = []
    whole = 0
    for other in index.before(signature):
        copy = related(signature.document, other)
        if copy is not None:
            found.append(copy)
            whole += is_one_text(copy)
            if whole == MOST_WHOLE:
                break
    return found


def affected(document: str, changes: Changes) -> list[str]:
    """Return the documents whose copies (`copies_before`) have to be found anew after a document came or went.

    Args:
        document: Id of the document that came; it is the first of them.
        changes: What the index said of it.
    """
    others = {max(pair, key=rank_of) for pair in (*changes.compare, *changes.recheck)}
    return [document, *sorted(others - {document})]


def find_copies(documents: Iterable[Document]) -> list[Copy]:
    """Return the copies among some documents, by the ids of copy and original; their order does not matter.

    All are kept in memory; a record keeps its index in its tables instead.
    """
    wordings: dict[str, Wording] = {}
    index = CandidateIndex()
    signatures = []
    for document in documents:
        wording = wording_of(document)
        if wording.id not in wordings:
            wordings[wording.id] = wording
            signatures.append(index.insert(signature_of(wording)))
    copies = [
        copy
        for signature in signatures
        for copy in copies_before(signature, index, lambda one, other: relate(wordings[one], wordings[other]))
    ]
    return sorted(copies, key=lambda copy: (copy.document, copy.of))
