"""A document and its statements as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from verbale.cli.clean import clean, clean_line
from verbale.cli.details import damage_line, details
from verbale.cli.marks import Mark, marks_of, pieces
from verbale.models import Document, Statement
from verbale.store.analyses import StoredAnalysis
from verbale.store.forms import written_date

LETTERS = {"source": "s", "cue": "c", "direct": "q", "indirect": "i", "mixed": "m"}
STYLES = {"source": "bold cyan", "cue": "yellow", "direct": "green", "indirect": "magenta", "mixed": "blue"}
_STANCES = {"": "", "favour": "green", "against": "red"}
_LINES = 4  # of content in a list; `show` and --json have all of it
_INDENT = "    "


def article(stored: StoredAnalysis, width: int, *, marked: bool = False) -> Iterator[Text]:
    """Yield a document as the parts of a page: heading, legend, text and numbered statements.

    Args:
        stored: The document and what was found in it.
        width: Columns of the terminal.
        marked: Use brackets instead of colours.
    """
    document, statements, names = stored.document, stored.statements, stored.names
    yield Text(clean_line(document.title or "No title"), "bold")
    facts = (document.outlet, document.agency, _dated(document), *document.authors, document.url, document.id)
    yield Text(" · ".join(clean_line(fact) for fact in facts if fact), "dim")
    if stored.damage.is_rewritten:
        yield Text(damage_line(stored.damage), "red")
    if statements:
        yield legend(marked=marked)
    yield Text()
    yield article_text(document, statements, marked=marked)
    yield Text()
    for number, statement in enumerate(statements, 1):
        yield statement_block(statement, width, lead=f"{number}", names=names, lines=None)
    if not statements:
        yield Text("No statements were found.", "dim")


def _dated(document: Document) -> str | None:
    """Return when a document was published, and by what that is known."""
    date = written_date(document.published)
    if document.published is None or document.published.basis.startswith("given"):
        return date
    return f"{date} (by the {document.published.basis})"


def legend(*, marked: bool) -> Text:
    """Return what the colours or brackets mean."""
    if marked:
        return Text("marks: " + " ".join(f"[{letter} {look}]" for look, letter in LETTERS.items()))
    return Text("  ").join(Text(look, style) for look, style in STYLES.items())


def article_text(document: Document, statements: Sequence[Statement], *, marked: bool) -> Text:
    """Return a document's text with the parts of its statements in colours, or in brackets.

    In colours, the number of each statement stands where it begins. Before what is no part of the report (captions,
    links, comments) its role stands in angle brackets.
    """
    marks = marks_of(statements)
    aside = {segment.start: segment for segment in document.segments if segment.kind not in ("headline", "body")}
    bounds = [offset for segment in aside.values() for offset in (segment.start, segment.end)]
    inside = 0  # where the stretch ends that is no part of the report
    # The text has as many characters cleaned as before, so that the offsets hold.
    text = clean(document.text)
    drawn = Text()
    numbered: set[int] = set()
    for piece in pieces(len(text), marks, bounds):
        if piece.start in aside:
            segment = aside[piece.start]
            inside = segment.end
            drawn.append(
                f"‹{segment.kind}{f' by {clean_line(segment.author)}' if segment.author else ''}› ", "dim italic"
            )
        opened = [mark for mark in piece.marks if mark.start == piece.start]
        for mark in opened:
            if marked:
                drawn.append(f"[{mark.number}{LETTERS[mark.look]} ")
            elif mark.number not in numbered:
                drawn.append(f"[{mark.number}]", "dim")
            numbered.add(mark.number)
        style = "" if marked else " ".join(STYLES[mark.look] for mark in piece.marks)
        if not marked and piece.start < inside:
            style = "dim"
        drawn.append(text[piece.start : piece.end], style)
        if marked:
            drawn.append("]" * _closing(piece.marks, piece.end))
    return drawn


def statement_block(
    statement: Statement, width: int, *, lead: str, names: Mapping[str, str], lines: int | None = _LINES
) -> Text:
    """Return a statement as a few lines: who and how, what, its details, and where it stands.

    Args:
        statement: The statement.
        width: Columns of the terminal.
        lead: What the first line begins with: a date, or a number.
        names: Plain names of actors, by id.
        lines: At most so many lines of content; None for all, and for the reasons.
    """
    block = Text(f"{lead}  ")
    source = clean_line(statement.source.text) if statement.source else ""
    speaker = clean_line(statement.speaker or "")
    block.append(speaker or source or "no source", STYLES["source"])
    if speaker and source and speaker != source:
        block.append(f" ({source})")
    block.append("  ")
    if statement.cue:
        block.append(clean_line(statement.cue.text), STYLES["cue"])
        block.append(" ")
    block.append(f"[{LETTERS[statement.kind]}]")
    if statement.act != "speech":
        block.append(f" {statement.act}", "dim")
    block.append("\n")
    content = Text(clean_line(statement.words), STYLES[statement.kind])
    for line in _wrapped(content, max(width - len(_INDENT), 20), lines):
        block.append(_INDENT).append(line).append("\n")
    facts = details(statement, names, reasons=lines is None)
    if facts:
        drawn = Text(" · ").join(Text(fact.text, _STANCES[fact.look]) for fact in facts)
        for line in _wrapped(drawn, max(width - len(_INDENT), 20), None):
            block.append(_INDENT).append(line).append("\n")
    block.append(f"{_INDENT}{statement.document}:{statement.start}-{statement.end}", "dim")
    return block


def _wrapped(text: Text, width: int, most: int | None) -> list[Text]:
    """Return text in lines of a width, cut with an ellipsis after so many."""
    from rich.console import Console

    lines = list(text.wrap(Console(width=width), width))
    for line in lines:
        line.rstrip()
    if most is not None and len(lines) > most:
        lines = lines[:most]
        lines[-1].truncate(width - 2)
        lines[-1].append(" …")
    return lines


def _closing(marks: Sequence[Mark], offset: int) -> int:
    """Return how many marks end at an offset."""
    return sum(mark.end == offset for mark in marks)
