"""Read CoNLL-U files into documents whose text carries every token's offsets.

The text of a document is its sentences as written, joined by a space, or by an empty line where a paragraph begins
(``# newpar``), so that a network trained on it sees sentence ends and paragraph breaks as articles have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One syntactic word; ``head`` counts from the document's first word, and is the word itself for a root."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str


@dataclass(slots=True)
class Document:
    """A document: its text, its words, the index of each sentence's first word."""

    name: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    sentence_starts: list[int] = field(default_factory=list)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the sentences as (first word, word after the last)."""
        yield from zip(self.sentence_starts, [*self.sentence_starts[1:], len(self.words)], strict=True)


def blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Yield each sentence as its comment lines and its token rows."""
    comments: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = [], []
    if rows:
        yield comments, rows


def align(text: str, rows: list[list[str]], offset: int) -> list[tuple[int, int]]:
    """Return the offsets of the syntactic words of a sentence; the words of a contraction share its letters out.

    Raises:
        ValueError: A form does not stand in the sentence's text.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    contraction_end, rest = -1, (0, 0)
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            _first, last = map(int, row[0].split("-"))
            start = text.index(row[1], at)
            rest, contraction_end = (start, start + len(row[1])), last
            at = start + len(row[1])
            continue
        number = int(row[0])
        if number <= contraction_end:
            start, end = rest
            stop = end if number == contraction_end else min(end, start + len(row[1]))
            spans.append((start + offset, stop + offset))
            rest = (stop, end)
        else:
            start = text.index(row[1], at)
            at = start + len(row[1])
            spans.append((start + offset, at + offset))
    return spans


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a CoNLL-U file, in order."""
    document: Document | None = None
    paragraph = False
    for comments, rows in blocks(path):
        text = ""
        for comment in comments:
            if comment.startswith("# newdoc"):
                if document is not None:
                    yield document
                document = Document(comment.rpartition("= ")[2])
            elif comment.startswith("# newpar"):
                paragraph = True
            elif comment.startswith("# text ="):
                text = re.sub(r"^# text = ?", "", comment)
        if document is None:
            document = Document(path.stem)
        if document.words:
            document.text += "\n\n" if paragraph else " "
        paragraph = False
        base = len(document.words)
        document.sentence_starts.append(base)
        spans = align(text, rows, len(document.text))
        syntactic = [row for row in rows if row[0].isdigit()]
        for row, (start, end) in zip(syntactic, spans, strict=True):
            head = int(row[6])
            document.words.append(
                Word(
                    start, end, row[1], row[2], row[3], row[4], row[5],
                    base + head - 1 if head else base + int(row[0]) - 1, row[7], row[9],
                )
            )  # fmt: skip
        document.text += text
    if document is not None:
        yield document
