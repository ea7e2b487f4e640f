"""Where the words of a saying stand in a document in which nobody was found to say them.

A ministry's transcript is one long answer after another; not each of its sentences is found as a statement. Its words
are there all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.compare.likeness import ENOUGH, likeness
from verbale.compare.sayings import Report, Saying, saying_of
from verbale.compare.wording import Sentence, wording_of
from verbale.models import Document, Span, Statement

#: Fewer telling words stand in many documents.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document that are those of a saying.

    Attributes:
        document: The document's id.
        span: The words: a sentence, or two.
        likeness: How much alike they are to the saying's, 0 to 1.
    """

    document: str
    span: Span
    likeness: float


def passage_in(document: Document, words: str) -> Passage | None:
    """Return the sentence, or two neighbours, with the words of a saying; None if there is none like them.

    Args:
        document: The document.
        words: A wording of the saying.
    """
    asked = _saying("", Span(0, len(words), words))
    if asked.telling < FEWEST:
        return None
    text = document.text
    found: list[tuple[float, int, int]] = []
    for start, end in _stretches(wording_of(document).sentences):
        score = likeness(asked, _saying(document.id, Span.of(text, start, end))).score
        if score >= ENOUGH["unknown"]:
            found.append((-score, end - start, start))
    if not found:
        return None
    score, size, start = min(found)
    return Passage(document.id, Span.of(text, start, start + size), -score)


def _stretches(sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, int]]:
    """Yield each sentence, and each with the next one."""
    for number, sentence in enumerate(sentences):
        yield sentence.start, sentence.end
        if number + 1 < len(sentences):
            yield sentence.start, sentences[number + 1].end


def _saying(document: str, content: Span) -> Saying:
    """Return words as a statement that nobody was found to make."""
    statement = Statement(document or "doc-0", None, None, (content,), "indirect", "speech", None, None, 1.0, "passage")
    return saying_of(statement, Report(document or "doc-0"))
