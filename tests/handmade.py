"""Analyses built by hand, and a stand-in for the engine where what is tested is not the engine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from verbale.models import Analysis, Document, Kind, Mention, Span, Statement, Time

MADE_BY = "handmade-1"
_SAID = re.compile(r"(?P<source>[A-Z]\w+) (?P<cue>said|thinks|warned) (?P<content>“[^”\n]*”|that [^.\n]*)")


def statement(
    document: Document,
    source: tuple[int, int] | None,
    cue: tuple[int, int] | None,
    *content: tuple[int, int],
    kind: Kind = "direct",
    **other: Any,
) -> Statement:
    """Return a statement whose parts are given by their offsets."""
    fields = {"act": "speech", "speaker": None, "within": None, "confidence": 0.75, "made_by": MADE_BY} | other
    return Statement(
        document.id,
        Span.of(document.text, *source) if source else None,
        Span.of(document.text, *cue) if cue else None,
        tuple(Span.of(document.text, *part) for part in content),
        kind,
        **fields,
    )


def mention(document: Document, start: int, end: int) -> Mention:
    return Mention(start, end, document.text[start:end], "ORG", MADE_BY)


def analysis(
    document: Document,
    mentions: Sequence[Mention] = (),
    statements: Sequence[Statement] = (),
    times: Sequence[Time] = (),
) -> Analysis:
    return Analysis(document, None, tuple(mentions), tuple(statements), tuple(times))  # type: ignore[arg-type]


def analyze_by_pattern(document: Document) -> Analysis:
    """Find ``Name said “words”`` and ``Name said that words``; a text with FAIL in it is an engine's bad day."""
    if "FAIL" in document.text:
        raise KeyError("words of the article")
    found = [
        statement(
            document,
            match.span("source"),
            match.span("cue"),
            match.span("content"),
            kind="direct" if match["content"].startswith("“") else "indirect",
            act="thought" if match["cue"] == "thinks" else "speech",
            speaker=match["source"] if match["source"] != "She" else None,
        )
        for match in _SAID.finditer(document.text)
    ]
    return analysis(
        document, [mention(document, *match.span("source")) for match in _SAID.finditer(document.text)], found
    )
