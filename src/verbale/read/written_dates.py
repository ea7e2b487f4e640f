"""Dates as people and programs write them, in many languages, and only with their year."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from verbale.codebook.months import month_named
from verbale.models import Precision

_NAME = r"[^\W\d_][^\s\d.,;:()/|–—-]{1,19}"
_ORDINAL = r"(?:st|nd|rd|th|er|[.ºª°]|-?(?:го|а))?"
#: Two copies of a date run together where the page shows one of them: "2. May 20202. May 2020".
_ENDS = r"(?=\D|$|\d\d?\.\s)"
_OF = r"(?:d[eiou]l?\s+|d['’]|of\s+|i\s+)?"
_YEAR = r"(?:19|20|25)\d\d"
#: The forms of dates. Groups: y, m, d are numbers, n is a month's name, a and b are day and month in either order.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d.,/-])(?P<y>{_YEAR})(?P<s>[-/.])\s?(?P<m>\d\d?)(?P=s)\s?(?P<d>\d\d?)(?!\d)",
        rf"(?<![\d,/-])(?P<a>\d\d?)(?P<s>\s?[./-]\s?)(?P<b>\d\d?)(?P=s)(?P<y>{_YEAR}|\d\d)(?![\d/-]|[.:]\d)",
        rf"(?:(?<![\d.,])|(?<=\s20\d\d)|(?<=\s19\d\d))(?P<d>\d\d?){_ORDINAL}[\s,-]*{_OF}(?P<n>{_NAME}(?:\s{_NAME})?)[.,]?[\s-]*{_OF}(?P<y>{_YEAR}){_ENDS}",
        rf"(?<!\w)(?P<n>{_NAME})\.?\s*(?:-\s*)?(?P<d>\d\d?)(?:st|nd|rd|th)?(?:\s*[,-]\s*|\s+)(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\d)(?P<y>{_YEAR})[.,]?\s*(?:m\.|m)?\s*(?P<n>{_NAME})\.?\s*(?P<d>\d\d?)(?!\d|[:.]\d)",
        r"(?<!\d)(?P<y>\d{4})\s*[年년]\s*(?P<m>\d\d?)\s*[月월]\s*(?P<d>\d\d?)\s*[日號号일]",
        rf"(?<!\d)(?P<d>\d\d?)\s+tháng\s+(?P<m>\d\d?)(?:\s*,\s*|\s+)(?:năm\s+)?(?P<y>{_YEAR})",
        r"(?<!\d)(?P<y>\d{4})\s*[年년]\s*(?P<m>\d\d?)\s*[月월]",
        rf"(?<!\w)(?P<n>{_NAME})\.?\s+{_OF}(?P<y>{_YEAR})(?!\d)",
    )
)
_COMPACT = re.compile(rf"({_YEAR})(\d\d)(\d\d)(?:[T\s-]?\d{{4,6}}.*)?")
_NO_ASCII_DIGIT = re.compile(r"(?![0-9])\d")
_DIGITS = re.compile(r"\d{2}")
#: Years of the Thai calendar run ahead by so many.
_BUDDHIST = 543


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        date: The day; the first of the month where the day is not written.
        precision: How much of it is written.
        other: What it means if day and month stand in the other order, where that could be.
    """

    start: int
    end: int
    date: datetime.date
    precision: Precision
    other: datetime.date | None = None


def find_dates(text: str, language: str | None = None, *, day_first: bool = True) -> list[WrittenDate]:
    """Return the dates with a year in a text, in order; where two overlap, the one that says more.

    Args:
        text: A short text: a line, a value of metadata.
        language: ISO 639-1 code of the text, if known.
        day_first: Whether 5/4/2022 is the fifth of April. Full stops always have the day first.
    """
    if not _DIGITS.search(text):
        return []
    text = _NO_ASCII_DIGIT.sub(lambda digit: str(int(digit.group())), text)
    found: list[WrittenDate] = []
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            date = _dated(match, language, day_first)
            if date:
                found.append(date)
            if date or _is_impossible(match, language):
                taken.append((start, end))
    return sorted(found, key=lambda date: date.start)


def read_date(value: str, language: str | None = None, *, day_first: bool = True) -> WrittenDate | None:
    """Return the date that a value of metadata holds, the first if there are several."""
    value = value.strip()
    if compact := _COMPACT.fullmatch(value):
        year, month, day = (int(part) for part in compact.groups())
        date = _date(year, month, day)
        return WrittenDate(0, len(value), date, "day") if date else None
    return next(iter(find_dates(value[:200], language, day_first=day_first)), None)


def _dated(match: re.Match[str], language: str | None, day_first: bool) -> WrittenDate | None:
    """Return the date of a match, or None if it is none."""
    groups = match.groupdict()
    year = int(groups["y"])
    if len(groups["y"]) == 2:
        if "." not in groups["s"]:
            return None
        year += 2000 if year < 70 else 1900
    if year > 2400:
        year -= _BUDDHIST
    start, end = match.span()
    if groups.get("a"):
        day, month = int(groups["a"]), int(groups["b"])
        given, swapped = _date(year, month, day), _date(year, day, month)
        if not day_first and "." not in groups["s"]:
            given, swapped = swapped, given
        first = given or swapped
        # What can only be read one way has no other reading.
        other = swapped if given and swapped != given and "." not in groups["s"] else None
        return WrittenDate(start, end, first, "day", other) if first else None
    month_number = int(groups["m"]) if groups.get("m") else _month(groups["n"], language)
    if month_number is None:
        return None
    date = _date(year, month_number, int(groups.get("d") or 1))
    return WrittenDate(start, end, date, "day" if groups.get("d") else "month") if date else None


def _is_impossible(match: re.Match[str], language: str | None) -> bool:
    """Tell whether a match that is no date has the form of one: its month is not to be read without the day."""
    name = match.groupdict().get("n")
    return name is None or _month(name, language) is not None


def _month(name: str, language: str | None) -> int | None:
    """Return the month of a name of one or two words, or of its first word."""
    return month_named(name, language) or month_named(name.split()[0], language)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
