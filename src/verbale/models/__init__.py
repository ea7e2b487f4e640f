"""The records, and nothing else: frozen values without behaviour beyond their own identity."""

from verbale.models.actor import Actor, Candidate, Tenure
from verbale.models.analysis import Analysis
from verbale.models.document import Document, Precision, Published, Segment, SegmentKind
from verbale.models.mention import Label, Mention
from verbale.models.spans import Span
from verbale.models.statement import Act, Kind, Statement

__all__ = [
    "Act", "Actor", "Analysis", "Candidate", "Document", "Kind", "Label", "Mention", "Precision", "Published",
    "Segment", "SegmentKind", "Span", "Statement", "Tenure",
]  # fmt: skip
