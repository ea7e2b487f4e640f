"""Across documents: which were made from which, and how many independent sources remain."""

from verbale.compare.candidates import CandidateIndex, Changes, MemoryPostings, Postings
from verbale.compare.copies import affected, compare, copies_before, find_copies
from verbale.compare.relation import relate
from verbale.compare.signature import Signature, signature_of
from verbale.compare.sources import SourceGroup, independent_sources
from verbale.compare.wording import Wording, wording_of

__all__ = [
    "CandidateIndex", "Changes", "MemoryPostings", "Postings", "Signature", "SourceGroup", "Wording", "affected",
    "compare", "copies_before", "find_copies", "independent_sources", "relate", "signature_of", "wording_of",
]  # fmt: skip
