"""The record on disk: one SQLite file, with search and corrections."""

from verbale.store.actors import ActorSummary
from verbale.store.analyses import StoredAnalysis
from verbale.store.corrections import LoggedCorrection
from verbale.store.documents import Documents, Heading
from verbale.store.effects import Effect
from verbale.store.reading import ReadingSummary
from verbale.store.record import Record
from verbale.store.statements import Statements

__all__ = [
    "ActorSummary", "Documents", "Effect", "Heading", "LoggedCorrection", "ReadingSummary", "Record", "Statements",
    "StoredAnalysis",
]  # fmt: skip
