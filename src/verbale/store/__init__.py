"""The record on disk: one SQLite file, with search."""

from verbale.store.queries import Heading
from verbale.store.reading import ReadingSummary
from verbale.store.record import Documents, Record, StoredAnalysis
from verbale.store.statements import Statements

__all__ = ["Documents", "Heading", "ReadingSummary", "Record", "Statements", "StoredAnalysis"]
