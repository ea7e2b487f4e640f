"""What the cells of a table say: a date, the authors, a language, a text."""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Iterable, Mapping

from verbale.codebook.columns import language_named
from verbale.errors import VerbaleError
from verbale.models import Published
from verbale.read.published import parse_published
from verbale.read.text import is_blank, without_surrogates
from verbale.read.written_dates import read_date

# What programs write where there is nothing.
_NOTHING = frozenset({"nan", "NaN", "NaT", "None", "none", "null", "NULL", "N/A", "n/a", "NA", "#N/A", "<NA>", "\\N"})
_EPOCH = re.compile(r"(\d{9,10}|\d{13}|\d{16}|\d{19})(?:\.0*)?", re.ASCII)
# The first second of 1990 and of 2100: numbers outside are no dates of news.
_OLDEST, _LATEST = 631_152_000, 4_102_444_800
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_LONGEST_LIST = 5000  # characters of a written list of authors
_DEEPEST = 6  # lists and objects of paragraphs within each other
_QUOTED = re.compile(r"'((?:[^'\\]++|\\.)*+)'|\"((?:[^\"\\]++|\\.)*+)\"", re.DOTALL)
_BETWEEN_AUTHORS = re.compile(r"\s*[;|]\s*")
_COMMAS = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_BY = re.compile(r"by\s+", re.IGNORECASE)
_SLASHED = re.compile(r"(\d\d?)\s?[/-]\s?(\d\d?)\s?[/-]\s?\d{4}(?!\d)", re.ASCII)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def text_in(value: object) -> str | None:
    """Return the text in a cell; the paragraphs of a list or object, with blank lines between; None for nothing."""
    text = "\n\n".join(_strings(value, _DEEPEST))
    return None if is_blank(text) or text.strip() in _NOTHING else text


def line_in(value: object) -> str | None:
    """Return the words in a cell on one line; a whole number is as good as a string; None for nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**40 else None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str) or is_blank(value):
        return None
    line = " ".join(_CONTROLS.sub("\ufffd", without_surrogates(value)).split())
    return None if line in _NOTHING else line


def address_in(value: object) -> str | None:
    """Return the web address in a cell, or None if it holds something else."""
    line = line_in(value)
    return line if line and _WEB.fullmatch(line) else None


def authors_in(value: object) -> tuple[str, ...]:
    """Return the authors in a cell: a list, a list written as a string, or names with something between them."""
    if isinstance(value, str) and value.lstrip()[:1] == "[" and len(value) <= _LONGEST_LIST:
        value = _written_list(value)
    entries = value if isinstance(value, list | tuple) else [value]
    names: list[str] = []
    for entry in entries:
        line = line_in(entry.get("name") if isinstance(entry, Mapping) else entry)
        if line:
            names += _split_authors(_BY.sub("", line, count=1) if _BY.match(line) else line)
    return tuple(dict.fromkeys(names))


def language_in(value: object) -> str | None:
    """Return the ISO 639-1 code of the language in a cell, or None."""
    line = line_in(value)
    return language_named(line) if line else None


def published_in(value: object, column: str, *, day_first: bool | None = None) -> Published | None:
    """Return the date in a cell, or None if there is none or it could mean two days.

    Args:
        value: The cell: a string, a number of seconds, milliseconds, micro- or nanoseconds since 1970, a date.
        column: The column's name, for the basis.
        day_first: Whether 5/4/2022 is the fifth of April, if the column tells (`day_first_in`).
    """
    basis = f"given: column {column}"
    if isinstance(value, datetime.datetime):
        return Published(value.date(), "day", basis)
    if isinstance(value, datetime.date):
        return Published(value, "day", basis)
    line = line_in(value)
    if line is None:
        return None
    if epoch := _EPOCH.fullmatch(line):
        return _from_epoch(epoch[1], basis)
    try:
        return parse_published(line, basis=basis)
    except VerbaleError:
        found = read_date(line, "en", day_first=day_first is not False)
    if found is None or (found.other is not None and day_first is None):
        return None
    return Published(found.date, found.precision, basis)


def is_ambiguous(value: object) -> bool:
    """Tell whether the date in a cell means another day if day and month stand in the other order."""
    line = line_in(value)
    found = read_date(line, "en") if line and _SLASHED.match(line) else None
    return found is not None and found.other is not None


def day_first_in(values: Iterable[object]) -> bool | None:
    """Return whether the day comes first in the dates of a column, or None if they do not tell or disagree.

    Args:
        values: Cells of the column, as many as should be looked at.
    """
    seen: set[bool] = set()
    for value in values:
        numbers = _SLASHED.match(line_in(value) or "")
        if numbers:
            first, second = int(numbers[1]), int(numbers[2])
            if max(first, second) > 12 >= min(first, second):
                seen.add(first > 12)
    return seen.pop() if len(seen) == 1 else None


def _strings(value: object, depth: int) -> Iterable[str]:
    """Yield the strings in a value in order, down to a depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif depth and isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner, depth - 1)
    elif depth and isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner, depth - 1)


def _written_list(value: str) -> object:
    """Return the list of strings that a string writes in JSON or as Python shows one, else the string."""
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        found = [re.sub(r"\\(.)", r"\1", one or other) for one, other in _QUOTED.findall(value)]
    return found if isinstance(found, list) else value


def _split_authors(line: str) -> list[str]:
    """Return the names in a line: "Doe, Jane" is one, "Jane Doe, John Roe and Ann Poe" are three."""
    names = [name for name in _BETWEEN_AUTHORS.split(line) if name]
    if len(names) == 1:
        parts = [part for part in _COMMAS.split(line) if part]
        if parts and all(len(part.split()) > 1 for part in parts):
            return parts
    return names


def _from_epoch(digits: str, basis: str) -> Published | None:
    """Return the day, in universal time, of a count of seconds since 1970 or of thousandths of them and so on."""
    seconds = int(digits) / 10 ** (max(0, len(digits) - 10) // 3 * 3)
    if not (math.isfinite(seconds) and _OLDEST <= seconds < _LATEST):
        return None
    return Published(datetime.datetime.fromtimestamp(seconds, datetime.UTC).date(), "day", basis)
