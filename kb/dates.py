"""Dates known to the year, the month or the day, written ``2008``, ``2008-05`` or ``2008-05-07``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}

_WRITTEN = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(name[:3] for name in MONTHS)})[a-z]*\.? (\d{{4}})|(\d{{4}})")
_NUMBERS = {name[:3]: number for name, number in MONTHS.items()}


def first_day(partial: str) -> date:
    """Return the first day that a date may mean."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """Return the last day that a date may mean."""
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def precision(partial: str) -> int:
    """Return how precisely a date is known: 1 to the year, 2 to the month, 3 to the day; 0 for no date."""
    return partial.count("-") + 1 if partial else 0


def agree(one: str, other: str, days: int = 0) -> bool:
    """Tell whether two dates may mean the same day, give or take some days."""
    slack = timedelta(days=days)
    return first_day(one) <= last_day(other) + slack and first_day(other) <= last_day(one) + slack


def written(text: str) -> str | None:
    """Return the first date that a text of the form ``7 May 2008``, ``May 2008`` or ``2008`` has, or None."""
    found = _WRITTEN.search(text)
    if not found:
        return None
    if found[4]:
        return found[4]
    day = f"-{int(found[1]):02}" if found[1] else ""
    return f"{found[3]}-{_NUMBERS[found[2]]:02}{day}"


def _parts(partial: str) -> tuple[int, int, int]:
    """Return year, month and day, 0 for what is not known."""
    year, *rest = (int(part) for part in partial.split("-"))
    month, day = (*rest, 0, 0)[:2]
    return year, month, day
