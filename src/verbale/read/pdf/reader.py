"""PDF: the text of its pages in paragraphs, without running heads and page numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import cast

from verbale.errors import VerbaleError
from verbale.read.article import document_from_text
from verbale.read.items import ReadItem, Refusal
from verbale.read.pdf.layout import Paragraph, body_size, paragraphs_of
from verbale.read.pdf.lines import MOST_PAGES, PdfText, lines_of_pdf
from verbale.read.pdf.margins import without_margins
from verbale.read.source import Given, Source
from verbale.settings import Settings

_LARGE = 1.2  # times the size of the body: what is printed larger on the first page may be the title
_LONGEST_TITLE = 300
_LEAST_WORDS = 2
_UNKNOWN = 0.3  # share of letters without a meaning from which on a text is none

# Names of files and of programs, and what programs write where nobody gave a title.
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint) - |(?:untitled|unknown|none|document|title|slide|layout|print|full page)\b[\W\d]*$"
    r"|\S+\.(?:docx?|pdf|rtf|odt|indd|qxp|qxd|pptx?|html?|tex|dvi|pub|pages|txt)$",
    re.IGNORECASE,
)
_MEANINGLESS = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


def read_pdf(source: Source, settings: Settings) -> Iterator[ReadItem | Refusal]:
    """Yield the one article of a PDF, and a refusal for the pages that could not be read.

    Its dates of creation and change are those of a file, not of publication, and are not taken. Its author is mostly
    the user of a computer, and is not taken either.

    Args:
        source: The file.
        settings: The limits.
    """
    sha256 = ""
    try:
        data = source.all(settings.max_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        found = lines_of_pdf(data, settings)
        pages, address = without_margins([page for page in found.pages if page], found.title)
        paragraphs = [paragraph for paragraph in paragraphs_of(pages) if paragraph.text]
        _check_text(found, paragraphs)
        said: Given = {"title": title_of(paragraphs, body_size(pages), found.title), "url": address}
        known = cast(Given, {**said, **{key: value for key, value in source.given.items() if value}})
        text = "\n\n".join(paragraph.text for paragraph in paragraphs)
        document = document_from_text(text, sha256=sha256, settings=settings, **known)
        yield ReadItem(source.name, document, data)
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail, sha256)
        return
    damaged = sum(page is None for page in found.pages)
    if damaged:
        yield Refusal(source.name, "V114", f"{damaged} of {found.count} pages could not be read", sha256)
    if found.count > MOST_PAGES:
        yield Refusal(source.name, "V113", f"{found.count:,} pages, of which {MOST_PAGES:,} were read", sha256)


def title_of(paragraphs: Sequence[Paragraph], body: float, named: str) -> str | None:
    """Return the title: as the PDF names it if that is printed on the first page, else what is printed largest there.

    Args:
        paragraphs: The paragraphs of all pages.
        body: The size in which most letters are printed, in points.
        named: The title that the PDF names.
    """
    named = " ".join(named.split())
    sensible = _is_title(named) and not _NO_TITLE.match(named)
    first = [paragraph for paragraph in paragraphs if paragraph.page == 0]
    if sensible and any(_folded(named) in _folded(paragraph.text) for paragraph in first):
        return named
    large = [paragraph for paragraph in first if paragraph.size >= _LARGE * body and _is_title(paragraph.text)]
    if large:
        return max(large, key=lambda paragraph: paragraph.size).text
    return named if sensible else None


def _is_title(words: str) -> bool:
    """Tell whether words have the length of a title."""
    return len(words) <= _LONGEST_TITLE and len(words.split()) >= _LEAST_WORDS


def _folded(words: str) -> str:
    """Return words as they are compared: letters and digits only, no case."""
    return "".join(character for character in words.casefold() if character.isalnum())


def _check_text(found: PdfText, paragraphs: Sequence[Paragraph]) -> None:
    """Refuse a PDF of pictures, and one whose letters have no meaning given."""
    letters = "".join(paragraph.text for paragraph in paragraphs)
    if not letters:
        if found.pages and all(page is None for page in found.pages):
            raise VerbaleError("V114", f"none of its {found.count} pages could be read")
        raise VerbaleError("V117", "no text in it; pages that are pictures need text recognition (OCR) first")
    if len(_MEANINGLESS.findall(letters)) > _UNKNOWN * len(letters):
        raise VerbaleError("V117", "its fonts do not say which letters they show; it needs text recognition (OCR)")
