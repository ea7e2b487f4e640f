"""Bytes to Documents: every input ends as one, or as a refusal with a code."""

from verbale.read.article import document_from_text
from verbale.read.inputs import count_inputs, read_inputs
from verbale.read.items import ReadItem, Refusal
from verbale.read.plain.segments import segments_of
from verbale.read.published import last_day, parse_published

__all__ = ["ReadItem", "Refusal", "count_inputs", "document_from_text", "last_day", "parse_published", "read_inputs",
           "segments_of"]  # fmt: skip
