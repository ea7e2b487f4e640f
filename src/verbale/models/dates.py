"""Days, as far as they are known, and words for them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was, as far as known.

    Attributes:
        date: The day; the first day of the month or year where only that is known.
        precision: How much of the date is known.
        basis: Where it was found, for example ``given`` (by the caller or the input's own field).
    """

    date: datetime.date
    precision: Precision
    basis: str


@dataclass(frozen=True, slots=True)
class Published(Dated):
    """When a document was published, as far as known.

    Attributes:
        date: The day; the first day of the month or year where only that is known.
        precision: How much of the date is known.
        basis: Where it was found, for example ``given`` (by the caller or the input's own field).
    """


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """An expression of time (TIMEX3 of ISO-TimeML).

    Attributes:
        start: Offset of the first character, in code points of the document's text.
        end: Offset after the last character.
        text: The characters.
        type: ``DATE``, ``TIME`` (of day), ``DURATION`` or ``SET`` (something that comes back).
        value: The normal form: ``2022-06-30``, ``2022-W26``, ``2022-06``, ``2022-SU``, ``P3D``, ``XXXX-WXX-4``,
            ``PAST_REF`` …; empty where the words do not settle it.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
