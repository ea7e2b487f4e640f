"""Which day, month or year an expression of time means.

"Thursday", "in June" and "two years ago" are counted from the day of publication, forwards or backwards by the tense
of the verb they stand with; "the next day" and "a year earlier" from the date told before (the focus of Allen's and
Reichenbach's reference time, as HeidelTime does for news: Strötgen and Gertz 2013).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from verbale.find.time_forms import Expression, Unit
from verbale.models import Dated, Precision, Published, Time
from verbale.resolve.repairing import SwappedMonth

WEEK = 7  # days
SATURDAY = 6  # of ISO 8601
#: What stands before the date of something that is still to come.
_BEFORE_FUTURE = re.compile(
    r"\b(?:by|until|till|as (?:soon|early) as|effective|payable|due|expires?|no later than|scheduled(?: for)?"
    r"|ahead of)(?: on)?\s*$"
)
_FUTURE_HEADS = frozenset(("expect", "plan", "schedule", "hope", "intend", "aim", "set", "due", "slate", "prepare"))
#: What a date of one, two or three numbers means.
_WRITTEN: tuple[Unit, ...] = ("Y", "MO", "D")
#: Units by length.
_ORDER: dict[Unit, int] = {"S": 0, "M": 0, "H": 0, "D": 1, "WE": 2, "W": 2, "MO": 3, "Q": 4, "Y": 5, "E": 6, "C": 7}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, and how much of it is meant.

    Attributes:
        date: The day; the first of the week, month or year where only that is meant.
        unit: What is meant: a day, week, month, quarter, year or longer.
        value: The value of TimeML.
    """

    date: datetime.date
    unit: Unit
    value: str


def resolve_times(doc: Doc, expressions: Sequence[Expression], published: Published | None) -> tuple[Time, ...]:
    """Return the expressions of time with their values.

    Args:
        doc: The parsed text, for the tense of the verbs.
        expressions: What `verbale.find.times.find_times` found in it.
        published: When the document was published; without it, what is counted from it has no value.
    """
    text = doc.text  # put together anew at every access
    document = _published_day(published)
    focus = document
    found = []
    for one in expressions:
        value = one.value
        if one.type in ("DATE", "TIME") and not value.endswith("_REF"):
            day = _resolved(doc, one, document, focus)
            value = day.value + one.clock if day else ""
            if day is not None and not (one.clock and one.anchor == "document" and not one.value):
                focus = day
            if day is None and one.value and "X" in one.value:
                value = one.value + one.clock
        found.append(Time(one.start, one.end, text[one.start : one.end], one.type, value))
    return tuple(found)


def with_swapped_months(expressions: Sequence[Expression], months: Iterable[SwappedMonth]) -> tuple[Expression, ...]:
    """Return expressions of time together with the months that rewriting has turned into other words ("in Could").

    Args:
        expressions: The expressions that were found.
        months: What `verbale.resolve.repairing.swapped_months` found; one inside an expression changes nothing.
    """
    others = [
        Expression(one.start, one.end, "DATE", f"XXXX-{one.month:02d}")
        for one in months
        if not any(found.start < one.end and one.start < found.end for found in expressions)
    ]
    return tuple(sorted((*expressions, *others), key=lambda one: one.start))


def day_of(time: Time) -> Dated | None:
    """Return the day, month or year that a resolved expression means, or None if it means none of these.

    A week is known as its first day, with the precision of a month where it lies in one; a part of a day is its day.
    """
    value = time.value.split("T")[0]
    if time.type not in ("DATE", "TIME") or not value[:1].isdigit():
        return None
    try:
        if "-W" in value:
            first = datetime.date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
            return Dated(first.replace(day=1), "month", time.text)
        numbers = [int(part) for part in value.split("-")]
        if len(value.split("-")[0]) != 4:
            return None
        date = _date(numbers)
    except ValueError:
        return None
    precisions: tuple[Precision, ...] = ("year", "month", "day")
    return Dated(date, precisions[len(numbers) - 1], time.text)


def _published_day(published: Published | None) -> _Day | None:
    """Return the day of publication, or the month or year."""
    if published is None:
        return None
    unit: Unit = {"day": "D", "month": "MO", "year": "Y"}[published.precision]  # type: ignore[assignment]
    return _Day(published.date, unit, _value(published.date, unit))


def _resolved(doc: Doc, one: Expression, document: _Day | None, focus: _Day | None) -> _Day | None:
    """Return what an expression means, or None if that cannot be known."""
    if one.anchor == "":
        return _absolute(one.value) or _partial(doc, one, document, focus)
    if one.value.startswith("XXXX-WXX"):
        return _weekday(doc, one, document, focus)
    base = document if one.anchor == "document" else focus
    if base is None or one.unit is None:
        return None
    if one.shift is None:  # "the weekend"
        return _shifted(base, one.unit, -1 if _tense(doc, one) < 0 and base.date.isoweekday() < SATURDAY else 0)
    if one.value:  # "June last year", "the third quarter of this year"
        return _absolute(one.value.replace("XXXX", str(base.date.year + one.shift)))
    return _shifted(base, one.unit, one.shift)


def _absolute(value: str) -> _Day | None:
    """Return a value that needs nothing else, or None if it leaves something out."""
    if "X" in value or not value:
        return None
    year, _, rest = value.partition("-")
    if len(year) < 4:
        return _Day(datetime.date(int(year.ljust(4, "0")), 1, 1), "E" if len(year) == 3 else "C", value)
    try:
        if rest[:1] == "Q":
            return _Day(datetime.date(int(year), 3 * int(rest[1]) - 2, 1), "Q", value)
        if rest[:1] == "H":
            return _Day(datetime.date(int(year), 6 * int(rest[1]) - 5, 1), "Q", value)
        if rest in _SEASON_MONTHS:
            return _Day(datetime.date(int(year), _SEASON_MONTHS[rest], 1), "Q", value)
        numbers = [int(part) for part in value.split("-")]
        unit: Unit = _WRITTEN[len(numbers) - 1]
        return _Day(_date(numbers), unit, value)
    except ValueError:
        return None


def _partial(doc: Doc, one: Expression, document: _Day | None, focus: _Day | None) -> _Day | None:
    """Return the date of a month, season or quarter without its year: the nearest one in the direction of the tense."""
    base = document or focus
    if base is None:
        return None
    candidates = [
        day for year in range(base.date.year - 1, base.date.year + 2)
        if (day := _absolute(one.value.replace("XXXX", str(year)))) is not None
    ]  # fmt: skip
    if base.unit == "Y":  # of a document of which only the year is known
        return next((day for day in candidates if day.date.year == base.date.year), None)
    here = _start_of(base.date, candidates[0].unit) if candidates else base.date
    # Quarters and seasons are mostly the one just ended or running, whatever the tense.
    sign = one.direction or (0 if candidates and candidates[0].unit == "Q" else _tense(doc, one))
    if one.direction:
        candidates = [day for day in candidates if (day.date - here).days * one.direction > 0]
    elif sign:
        candidates = [day for day in candidates if (day.date - here).days * sign >= 0]
    return min(candidates, key=lambda day: abs((day.date - here).days), default=None)


def _weekday(doc: Doc, one: Expression, document: _Day | None, focus: _Day | None) -> _Day | None:
    """Return the day of a weekday: the nearest before publication in the past tense, after it in the future."""
    base = document if one.anchor == "document" else focus
    if base is None or base.unit != "D":
        return None
    wanted = int(one.value[-1])
    back = (base.date.isoweekday() - wanted) % WEEK
    sign = one.direction or _tense(doc, one) or -1
    if one.direction and back == 0:
        back = WEEK if sign < 0 else 0
    days = -back if sign < 0 else (WEEK - back) % WEEK or (WEEK if one.direction else 0)
    date = base.date + datetime.timedelta(days=days)
    return _Day(date, "D", date.isoformat())


def _shifted(base: _Day, unit: Unit, shift: int) -> _Day | None:
    """Return the day, week, month or year so many units away from another."""
    if _ORDER[unit] < _ORDER[base.unit]:
        if shift == 0:
            return base
        if _ORDER[unit] < _ORDER["MO"] and _ORDER[base.unit] < _ORDER["E"]:
            return None  # a day counted from a month is no day
    if unit in ("S", "M", "H"):
        return base if shift == 0 else None
    try:
        date = _moved(base.date, unit, shift)
    except (ValueError, OverflowError):
        return None
    return _Day(_start_of(date, unit), unit, _value(date, unit))


def _moved(date: datetime.date, unit: Unit, shift: int) -> datetime.date:
    """Return a date so many units away; the first of the month where the month has no such day."""
    if unit == "D":
        return date + datetime.timedelta(days=shift)
    if unit in ("W", "WE"):
        return date + datetime.timedelta(days=WEEK * shift)
    if unit in ("MO", "Q"):
        months = date.year * 12 + date.month - 1 + shift * (1 if unit == "MO" else 3)
        return datetime.date(months // 12, months % 12 + 1, 1)
    return datetime.date(date.year + shift * {"Y": 1, "E": 10, "C": 100}[unit], 1, 1)


def _date(numbers: list[int]) -> datetime.date:
    """Return the first day of a year, month or day."""
    year, month, day = (*numbers, 1, 1)[:3]
    return datetime.date(year, month, day)


def _start_of(date: datetime.date, unit: Unit) -> datetime.date:
    """Return the first day of the unit that a date lies in."""
    if unit in ("W", "WE"):
        return date - datetime.timedelta(days=date.weekday())
    if unit in ("MO", "Q"):
        return date.replace(day=1)
    if unit in ("Y", "E", "C"):
        return date.replace(month=1, day=1)
    return date


def _value(date: datetime.date, unit: Unit) -> str:
    """Return the TimeML value of the unit that a date lies in."""
    if unit in ("W", "WE"):
        year, week, _ = date.isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{date.year}-Q{(date.month + 2) // 3}"
    return {"MO": f"{date:%Y-%m}", "Y": f"{date:%Y}", "E": f"{date:%Y}"[:3], "C": f"{date:%Y}"[:2]}.get(
        unit, date.isoformat()
    )


def _tense(doc: Doc, one: Expression) -> int:
    """Return -1 if the verb that an expression stands with is past, 1 if it is to come, else 0."""
    span = doc.char_span(one.start, one.end, alignment_mode="expand")
    if span is None:
        return 0
    before = doc[max(0, span.start - 5) : span.start].text
    if _BEFORE_FUTURE.search(before):
        return 1
    verb = next((token for token in (span.root, *span.root.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    for _ in range(3):
        if verb is None:
            return 0
        sign = _tense_of(verb)
        if sign:
            return sign
        verb = next((token for token in verb.ancestors if token.pos_ in ("VERB", "AUX")), None)
    return 0


def _tense_of(verb: Token) -> int:
    """Return the direction of one verb with its auxiliaries, 0 where they do not say."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")}
    if helpers & {"will", "'ll", "’ll", "shall", "wo"} or (helpers & {"would"} and "have" not in helpers):
        return 1
    if "Fut" in verb.morph.get("Tense", []) or (verb.dep_ == "xcomp" and verb.head.lemma_ in _FUTURE_HEADS):
        return 1
    if helpers & {"had", "did", "was", "were", "has", "have", "been"}:
        return -1
    if verb.lower_ in ("is", "are", "'s") or helpers & {"is", "are", "am"}:
        return 1 if verb.lemma_ in ("go", "come", "meet", "visit", "travel", "hold", *_FUTURE_HEADS) else 0
    if "Past" in verb.morph.get("Tense", []):
        return -1
    return 0
