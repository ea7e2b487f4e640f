"""The inputs that a user names: files, and folders of files."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verbale.errors import VerbaleError
from verbale.read.article import document_from_text
from verbale.read.items import ReadItem, Refusal
from verbale.read.jsonl import lines_of, read_line
from verbale.read.text import decode
from verbale.settings import Settings

PathLike = str | os.PathLike[str]

_LINES = frozenset({".jsonl", ".ndjson"})
_PLAIN = frozenset({".txt", ".text", ".md"})
# Kinds that hold articles, or that people keep beside them, and that are not text or would read as nonsense.
_OTHER = frozenset({
    ".html", ".htm", ".xhtml", ".mhtml", ".xml", ".rss", ".atom", ".json", ".csv", ".tsv", ".xlsx", ".xls", ".ods",
    ".parquet", ".feather", ".arrow", ".pdf", ".epub", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".warc",
    ".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".tar", ".tgz", ".rar", ".eml", ".mbox", ".db", ".sqlite", ".png",
    ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".mp3", ".mp4", ".wav", ".mov", ".css", ".js",
    ".pickle", ".pkl", ".npy", ".npz", ".bin", ".exe",
})  # fmt: skip
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"WARC/", "WARC"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html[\s>]|\?xml\s)", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def read_inputs(
    paths: Iterable[PathLike], settings: Settings | None = None, leave_out: Collection[Path] = ()
) -> Iterator[ReadItem | Refusal]:
    """Yield every article among the inputs, or why it was refused; nothing is left out in silence.

    Paths are walked in sorted order, folders with all that is in them, without hidden files. A folder that links lead
    back to is walked once. No file's time stamp is taken for a date of publication.

    Args:
        paths: Files and folders.
        settings: The limits; None takes the defaults.
        leave_out: Files that are no input wherever they are found: those of the record itself.
    """
    settings = settings or Settings()
    left_out = {path.resolve() for path in leave_out}
    names = {path.name for path in left_out}
    for found in walk(paths):
        if isinstance(found, Refusal):
            yield found
        elif found.path.name in names and found.path.resolve() in left_out:
            continue
        elif found.path.suffix.lower() in _LINES:
            yield from _read_lines(found, settings)
        else:
            yield _read_text(found, settings)


def count_inputs(paths: Iterable[PathLike]) -> int:
    """Return how many articles `read_inputs` will look at, counting lines and opening nothing but JSONL."""
    count = 0
    for found in walk(paths):
        if isinstance(found, InputFile) and found.path.suffix.lower() in _LINES:
            try:
                with found.path.open("rb") as file:
                    count += sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
            except OSError:
                count += 1
        else:
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, and its display name."""

    name: str
    path: Path


def walk(paths: Iterable[PathLike]) -> Iterator[InputFile | Refusal]:
    """Yield the files among the inputs in sorted order, and a refusal for each that cannot be one."""
    walked: set[tuple[int, int]] = set()
    for path in dict.fromkeys(sorted(os.fspath(path) for path in paths)):
        if _ADDRESS.match(path):
            yield Refusal(_display(path), "V109", "an address; save the article's text first")
            continue
        waiting = [Path(path)]  # a stack: folders may be nested deeper than Python calls
        while waiting:
            found = _look(waiting.pop(), walked)
            if isinstance(found, list):
                waiting.extend(reversed(found))
            else:
                yield found


def _look(path: Path, walked: set[tuple[int, int]]) -> InputFile | Refusal | list[Path]:
    """Return what a path is: a file, something that is refused, or a folder's entries (none if walked before)."""
    name = _display(str(path))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            folder = (status.st_dev, status.st_ino)
            if folder in walked:
                return []
            walked.add(folder)
            return sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return Refusal(name, "V105")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        return Refusal(name, "V106", type(error).__name__)
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe or a device could wait for ever.
        return Refusal(name, "V109", "not a regular file")
    return InputFile(name, path)


def _read_text(found: InputFile, settings: Settings) -> ReadItem | Refusal:
    """Return the one article of a file of plain text."""
    sha256 = ""
    try:
        with found.path.open("rb") as file:
            _check_kind(found.path, file.peek(512)[:512])
            if found.path.stat().st_size > settings.max_bytes:
                raise VerbaleError("V104", f"the limit is {settings.max_bytes:,} bytes")
            data = file.read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise VerbaleError("V104", f"the limit is {settings.max_bytes:,} bytes")
        sha256 = hashlib.sha256(data).hexdigest()
        return ReadItem(found.name, document_from_text(decode(data), sha256=sha256, settings=settings))
    except VerbaleError as error:
        return Refusal(found.name, error.code, error.detail, sha256)
    except OSError as error:
        return Refusal(found.name, "V106", type(error).__name__, sha256)


def _read_lines(found: InputFile, settings: Settings) -> Iterator[ReadItem | Refusal]:
    """Yield the articles of a JSONL file, each line by itself."""
    empty = True
    try:
        with found.path.open("rb") as file:
            _check_lines(file)
            for number, line in lines_of(file, settings.max_bytes):
                empty = False
                yield _read_one(f"{found.name}:{number}", line, settings)
        if empty:
            yield Refusal(found.name, "V101")
    except VerbaleError as error:
        yield Refusal(found.name, error.code, error.detail)
    except OSError as error:
        yield Refusal(found.name, "V106", type(error).__name__)


def _read_one(name: str, line: bytes | None, settings: Settings) -> ReadItem | Refusal:
    """Return the article of one line of JSONL; None stands for a line beyond the limit."""
    if line is None:
        return Refusal(name, "V104", f"the limit is {settings.max_bytes:,} bytes")
    try:
        return ReadItem(name, read_line(line, settings))
    except VerbaleError as error:
        return Refusal(name, error.code, error.detail, hashlib.sha256(line).hexdigest())


def _check_kind(path: Path, head: bytes) -> None:
    """Refuse a file whose name or first bytes say that it is not plain text."""
    suffix = path.suffix.lower()
    if suffix in _OTHER:
        raise VerbaleError("V109", suffix)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise VerbaleError("V109", kind)
    if suffix != ".md" and _MARKUP.match(head):
        raise VerbaleError("V109", "HTML or XML")


def _check_lines(file: BinaryIO) -> None:
    """Refuse a JSONL file in another encoding at once, and not line by line."""
    head = file.read(2)
    file.seek(0)
    if head in (b"\xff\xfe", b"\xfe\xff"):
        raise VerbaleError("V103", "UTF-16; JSONL is written in UTF-8")


def _display(path: str) -> str:
    r"""Return a path as a string that can be shown and stored; bytes that are no UTF-8 appear as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
