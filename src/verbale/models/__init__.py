"""The records, and nothing else: frozen values without behaviour beyond their own identity."""

from verbale.models.actor import Actor, Candidate, Tenure
from verbale.models.analysis import Analysis
from verbale.models.copy import AlignedSpans, Copy, CopyKind
from verbale.models.correction import Correction, CorrectionKind, RecodedField, StatementRole
from verbale.models.damage import Clue, ClueKind, TextDamage
from verbale.models.dates import Dated, Precision, Published, Time, TimeType
from verbale.models.document import Document, Segment, SegmentKind
from verbale.models.mention import Label, Mention
from verbale.models.spans import Span
from verbale.models.statement import About, Act, Channel, ChannelKind, Commitment, Kind, Modality, Party, Statement
from verbale.models.utterance import Alteration, Difference, Utterance, UtteranceWording

__all__ = [
    "About", "Act", "Actor", "AlignedSpans", "Alteration", "Analysis", "Candidate", "Channel", "ChannelKind", "Clue",
    "ClueKind",
    "Commitment", "Copy", "CopyKind", "Correction", "CorrectionKind", "Dated", "Difference", "Document", "Kind",
    "Label", "Mention", "Modality", "Party", "Precision", "Published", "RecodedField", "Segment", "SegmentKind",
    "Span", "Statement", "StatementRole", "Tenure", "TextDamage", "Time", "TimeType", "Utterance", "UtteranceWording",
]  # fmt: skip
