"""The printed lines of a PDF, from a child process that may fail without harm."""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.errors import VerbaleError
from verbale.settings import Settings

MOST_PAGES = 1000  # some ten times the pages that `max_characters` fills

_CHILD = Path(__file__).with_name("child.py")
# What the child may take. Of three guides and manuals of up to 36 pages none took more than 60 MB; each of the hostile
# files in the tests takes all it is given within two seconds.
_MEMORY = 512 * 1024 * 1024
_SECONDS = 4
# What is printed as one sign and is read as others: ligatures, bullets of symbol fonts, and signs without a form.
_READ_AS = str.maketrans(
    {chr(code): " " if chr(code).isspace() else "" for code in (*range(0x20), 0x7F, 0xAD, 0xFFFE, 0xFFFF)}
    | {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
    | {"\uf0b7": "•", "\uf0a7": "•"}
)
_NO_FORM, _PASSWORD, _SECURITY = 3, 4, 5  # pdfium's errors


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A printed line.

    Attributes:
        text: Its words.
        left: Where it begins, in points from the left.
        right: Where it ends.
        baseline: How high it stands, in points from the bottom.
        size: The size of its letters, in points.
        hyphen: Whether it ends in a hyphen that parts a word, or may.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its height in points, and its lines in the order in which they are drawn."""

    height: float
    lines: tuple[PdfLine, ...]


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF holds.

    Attributes:
        title: The title that the PDF names in its description of itself; often that of another document.
        count: How many pages it says it has.
        pages: Those that were read; None for one that is damaged.
    """

    title: str
    count: int
    pages: tuple[PdfPage | None, ...]


def lines_of_pdf(data: bytes, settings: Settings) -> PdfText:
    """Return the lines of a PDF; pages beyond `MOST_PAGES` are not read.

    Args:
        data: The file.
        settings: The limits.

    Raises:
        VerbaleError: V104, it has too many characters; V109, pypdfium2 is not installed; V110, it takes too long;
            V111, it takes too much memory; V114, it is damaged; V115, it is encrypted.
    """
    limits = {
        "path": sys.path,
        "memory": _MEMORY + len(data),
        "seconds": min(_SECONDS, math.ceil(settings.max_seconds)),
        "pages": MOST_PAGES,
        "characters": settings.max_characters * 2,
    }
    # -S: what `site` does is in the path already; -P: the modules beside the child must not hide those of Python.
    command = [sys.executable, "-S", "-P", str(_CHILD), json.dumps(limits)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=settings.max_seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise VerbaleError("V110", f"the limit is {settings.max_seconds:g} seconds") from None
    if child.returncode:
        raise _failure(child.returncode, child.stderr)
    found = json.loads(child.stdout)
    if "error" in found:
        if found["error"] in (_PASSWORD, _SECURITY):
            raise VerbaleError("V115")
        raise VerbaleError("V114", "it is no PDF" if found["error"] == _NO_FORM else f"pdfium's error {found['error']}")
    if len(found["pages"]) < min(found["count"], MOST_PAGES):
        raise VerbaleError("V104", f"the limit is {settings.max_characters:,} characters")
    pages = tuple(
        page and PdfPage(page["height"], tuple(_read_line(line) for line in page["lines"])) for page in found["pages"]
    )
    return PdfText(_clean(found["title"]), found["count"], pages)


def _read_line(line: list[Any]) -> PdfLine:
    """Return a line as the child wrote it."""
    text, left, right, baseline, size, hyphen = line
    return PdfLine(_clean(text), left, right, baseline, size, hyphen)


def _clean(text: str) -> str:
    """Return printed words as they are read, with single spaces."""
    return " ".join(text.translate(_READ_AS).split())


def _failure(status: int, said: bytes) -> VerbaleError:
    """Return why the child ended without an answer."""
    if b"ModuleNotFoundError" in said:
        return VerbaleError("V109", "PDF; install pypdfium2")
    # pdfium aborts when it is given no more memory.
    if b"MemoryError" in said or status == -signal.SIGABRT:
        return VerbaleError("V111", f"reading it takes more than {_MEMORY // 1024**2} MB")
    if status in (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)):
        return VerbaleError("V110", f"the limit is {_SECONDS} seconds")
    return VerbaleError("V114", f"pdfium failed ({status})")
