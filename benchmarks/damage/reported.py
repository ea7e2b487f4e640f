"""Invented articles with what an analysis would find in them, without the time of one: for measuring what comes after.

Every third sentence, by its number of words, is a quotation; who speaks is named after it. What is found is written
down as the article is written, so that no language model is at work: statements with source, cue, content, speaker and
the day of the article. Real articles have about as many.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from benchmarks.damage.invented import articles
from verbale.models import Dated, Document, Published, Segment, Span, Statement

Found = tuple[Document, tuple[Statement, ...]]
#: Articles are spread over so many days.
DAYS = 1500
_FIRST_DAY = datetime.date(2020, 1, 1)
_QUOTED = 3
_MADE_BY = "benchmark"


def reported_articles(count: int, seed: int = 1) -> Iterator[tuple[Document, tuple[Statement, ...], int]]:
    """Yield articles with their statements, and the number of the original that each is or was made from."""
    rng = random.Random(f"days {seed}")
    original, day = -1, 0
    for document, number in articles(count, seed):
        if number != original:
            original, day = number, rng.randrange(DAYS)
        date = _FIRST_DAY + datetime.timedelta(days=day + rng.randrange(3))
        yield *reported(document, date), number


def reported(document: Document, date: datetime.date) -> Found:
    """Return an article in which sentences are quoted, with its statements."""
    title = document.title or ""
    names = [word for word in document.text[len(title) :].split() if word[0].isupper() and word.isalpha()] or ["Lomund"]
    text = title + "\n\n"
    placed: list[tuple[int, int, int]] = []
    for sentence in document.text[len(title) + 2 :].split(". "):
        words = sentence.rstrip(".").split()
        if not words:
            continue
        if len(words) % _QUOTED or len(words) < 6:
            text += f"{' '.join(words)}. "
            continue
        speaker = names[len(words) % len(names)]
        start = len(text)
        text += f"“{' '.join(words)},” "
        placed.append((start, len(text) - 1, len(speaker)))
        text += f"{speaker} said. "
    text = text.rstrip()
    made = Document(
        text,
        title=title,
        published=Published(date, "day", "given"),
        source_id=document.source_id,
        segments=(Segment(0, len(title), "headline"), Segment(len(title) + 2, len(text), "body")),
    )
    return made, tuple(_statement(made, *place) for place in placed)


def _statement(document: Document, start: int, end: int, length: int) -> Statement:
    """Return the statement of a quotation at a place, its speaker named after it."""
    text = document.text
    published = document.published
    assert published is not None
    source = Span.of(text, end + 1, end + 1 + length)
    cue = Span.of(text, source.end + 1, source.end + 5)
    return Statement(
        document.id, source, cue, (Span.of(text, start, end),), "direct", "speech", source.text, None, 1.0, _MADE_BY,
        said_on=Dated(published.date, "day", "published"),
    )  # fmt: skip
