"""Dates of publication, as inputs give them."""

from __future__ import annotations

import calendar
import datetime
import re

from verbale.errors import VerbaleError
from verbale.models import Dated, Precision, Published

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].+)?)?)?", re.ASCII)


def parse_published(value: str, *, basis: str = "given") -> Published:
    """Return when something was published, from YYYY, YYYY-MM, YYYY-MM-DD or an ISO date with a time.

    The day is the one that is written: a time zone is not a reason to move an article to the day before.

    Args:
        value: The date as written.
        basis: Where it was found.

    Raises:
        VerbaleError: V304, it is not a date of these forms.
    """
    value = value.strip()
    form = _FORM.fullmatch(value)
    if form is None:
        raise VerbaleError("V304")
    year, month, day = form.groups()
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        if len(value) > len("YYYY-MM-DD"):
            datetime.datetime.fromisoformat(value)
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise VerbaleError("V304") from None
    return Published(date, precision, basis)


def last_day(dated: Dated) -> datetime.date:
    """Return the last day that a date may stand for; the same day where it is known to the day."""
    date = dated.date
    if dated.precision == "year":
        return date.replace(month=12, day=31)
    if dated.precision == "month":
        return date.replace(day=calendar.monthrange(date.year, date.month)[1])
    return date
