"""When an article was published, by what its own text says."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.codebook.months import month_named
from verbale.codebook.occasions import Occasion, occasions_in
from verbale.models import Published, Segment, SegmentKind
from verbale.read.written_dates import WrittenDate, find_dates

_FIRST_YEAR = 1990
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_MONTH_DAY = (
    rf"(?:(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH}))(?!\d)"
)
_YEARLESS = re.compile(rf"(?<![\w,])\s*{_MONTH_DAY}(?!,? (?:19|20)\d\d)")
# A weekday with the day it fell on: "Tuesday (July 11)", "Thursday, 30 June", "Tuesday (29/8)".
_PAIRED = re.compile(
    rf"(?P<w>{_DAY_NAME}),? \(?(?:the )?(?:{_MONTH_DAY}|(?P<d3>\d{{1,2}})/(?P<m3>\d{{1,2}}))\)?(?!,? (?:19|20)\d\d)"
)
_WEEKDAY = re.compile(
    rf"\b(?P<other>(?:last|next|this past|previous|following|every|each|Black|Good|Easter|Palm|Bloody|Holy) )?"
    rf"(?P<w>{_DAY_NAME})s?\b(?!'s|’s)"
)
# A paragraph that looks back on an occasion, or forward to it.
_ELSEWHEN = re.compile(
    r"\b(?:last (?:year|month)|(?:years?|months?) ago|earlier this (?:year|month)|"
    r"(?:since|until|before|after) the \d{4}|"
    r"(?:in|its|the|of|since) (?:\w+ )?(?:19|20)\d\d\b|"
    r"will (?:meet|host|attend|hold|gather|travel|visit|convene|take place|be held)|"
    r"ahead of|upcoming|next (?:week|month|year)|later this (?:week|month|year)|is (?:due|set|expected|scheduled) to)",
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words of a byline in whose languages 02/08/2024 is the second of August.
_DAY_FIRST = re.compile(
    r"\b(?:publi[ée]e?|mis à jour|publicad[oa]|actualizad[oa]|atualizad[oa]|pubblicat[oa]|aggiornat[oa]|veröffentlicht|"
    r"aktualisiert|gepubliceerd|publicerad|publisert|opublikowan[oy]|dipublikasikan|diterbitkan|oleh|penulis|"
    r"thứ|ngày|yayınlan\w+|güncelle\w+|опубликовано)\b",
    re.IGNORECASE,
)
_AFTER = datetime.timedelta(days=2)  # reports of an occasion come out until the second day after it
_RECENT, _DAYS_RECENT = 2, 3  # dates that lie so close to the latest one show that the text is about those days
_COMMENTED = 10  # days after an article within which its first comment is written
_HEAD, _HEAD_AFTER = 400, 30  # code points at the top of a text; days from the latest date in it to that of its head
_PARAGRAPH, _PARAGRAPHS = 30, 400  # code points; paragraphs that are looked at for occasions
_SIGNATURE = 120  # code points of a comment in which it is signed
_TOP = 3  # paragraphs in which an article says what it is about


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a text says of its own date."""

    latest: datetime.date | None
    recent: int
    weekdays: Counter[int]
    years: frozenset[int]
    commented: datetime.date | None
    occasions: tuple[Occasion, ...]
    leading: tuple[Occasion, ...]


def published_from_text(text: str, segments: Sequence[Segment], today: datetime.date | None = None) -> Published | None:
    """Return when an article was published as far as its text decides it, or None.

    Looked at in this order: dates in the byline and dateline; a weekday with the day of a month, or a dateline's day,
    with a year from the copyright line, from an occasion of known date or from the latest date in the text; an
    occasion of known date with the weekdays that the text names; the latest date in the text where its weekday is one
    that the text reports on; the date at the head of a page; the year of the copyright line. Of readers' comments the
    first tells the year of a day and month shortly before it; links say nothing.

    Args:
        text: The article's text.
        segments: Its segments.
        today: The last day that is possible; default: the current day.
    """
    today = today or datetime.date.today()
    evidence = _gather(text, segments, today)
    for kind in ("byline", "dateline"):
        for words in _words(text, segments, kind):
            for written in find_dates(words, "en"):
                date = _settled(written, words, evidence)
                if date and _possible(date, today):
                    return Published(date, written.precision, kind)
    return (
        _from_day_and_month(text, segments, evidence, today)
        or _from_occasion(evidence, today)
        or _from_latest(evidence)
        or _from_head(text, segments, evidence, today)
        or _from_copyright(evidence, today)
    )


def _settled(written: WrittenDate, words: str, evidence: _Evidence) -> datetime.date | None:
    """Return what a date in a byline means; None where day and month may stand in either order, and nothing tells.

    The language of the byline tells it, or the weekdays that the text names.
    """
    if written.other is None or _DAY_FIRST.search(words):
        return written.date
    fits = [date for date in (written.date, written.other) if evidence.weekdays[date.weekday()]]
    return fits[0] if len(fits) == 1 else None


def _from_head(text: str, segments: Sequence[Segment], evidence: _Evidence, today: datetime.date) -> Published | None:
    """Return the date of a line of furniture at the top, as newspaper pages and newsletters have one.

    On a saved page it may be the day of saving: it must not be long after the latest date in the text.
    """
    for segment in segments:
        if segment.start > _HEAD:
            break
        if segment.kind == "boilerplate":
            for written in find_dates(text[segment.start : segment.end], "en"):
                if written.precision != "day" or written.other is not None or not _possible(written.date, today):
                    continue
                if evidence.latest is None or 0 <= (written.date - evidence.latest).days <= _HEAD_AFTER:
                    return Published(written.date, "day", "head of the page")
    return None


def _from_day_and_month(
    text: str, segments: Sequence[Segment], evidence: _Evidence, today: datetime.date
) -> Published | None:
    """Return the date of a dateline without a year, or of a weekday with the day of a month."""
    for kind in ("byline", "dateline"):
        for words in _words(text, segments, kind):
            for match in _YEARLESS.finditer(words):
                found = _with_year(_month_of(match), _day_of(match), None, evidence, today)
                if found:
                    return Published(found[0], "day", f"{kind}, its year from {found[1]}")
    pairs = Counter(
        (_month_of(match), _day_of(match), _weekday(match["w"]))
        for words in _words(text, segments, "headline", "body")
        for match in _PAIRED.finditer(words)
    )
    dated = [
        (date, basis)
        for (month, day, weekday) in pairs
        if (found := _with_year(month, day, weekday, evidence, today))
        for date, basis in [found]
    ]
    if not dated:
        return None
    date, basis = max(dated)
    return Published(date, "day", f"weekday and day in the text, the year from {basis}")


def _with_year(
    month: int | None, day: int, weekday: int | None, evidence: _Evidence, today: datetime.date
) -> tuple[datetime.date, str] | None:
    """Return the one date with a day, month and perhaps weekday that the rest of the evidence allows, and by what."""
    possible = []
    for year in range(_FIRST_YEAR, today.year + 1):
        date = _date(year, month, day)
        if date and date <= today and (weekday is None or date.weekday() == weekday):
            possible.append(date)
    by_occasion = [date for date in possible if any(_near(date, occasion) for occasion in evidence.occasions)]
    if len(by_occasion) == 1:
        name = next(occasion.name for occasion in evidence.occasions if _near(by_occasion[0], occasion))
        return by_occasion[0], f"the occasion: {name}"
    by_copyright = [date for date in possible if date.year in evidence.years]
    if len(by_copyright) == 1:
        return by_copyright[0], "the copyright line"
    if evidence.commented is not None:
        before = [date for date in possible if 0 <= (evidence.commented - date).days <= _COMMENTED]
        if len(before) == 1:
            return before[0], "the first comment"
    if evidence.latest is not None:
        # A report is seldom a year later than the latest date in it.
        later = [date for date in possible if 0 <= (date - evidence.latest).days < 330]
        if len(later) == 1:
            return later[0], "the latest date in the text"
    return None


def _from_occasion(evidence: _Evidence, today: datetime.date) -> Published | None:
    """Return the latest day of an occasion, or just after it, whose weekday the text names."""
    if not evidence.weekdays:
        return None
    found = []
    for occasion in evidence.occasions:
        if evidence.years and occasion.end.year not in evidence.years:
            continue
        if evidence.latest and evidence.latest > occasion.end + _AFTER:
            continue
        days = [
            day
            for offset in range((occasion.end + _AFTER - occasion.start).days + 1)
            if (day := occasion.start + datetime.timedelta(days=offset)).weekday() in evidence.weekdays and day <= today
        ]
        if days:
            found.append((max(days), occasion))
    if not found:
        return None
    date, occasion = max(found, key=lambda pair: pair[0])
    if len({other.start for _, other in found}) > 1 and occasion not in evidence.leading and not evidence.years:
        return None  # of several, the article's own is one that it begins with
    named = _DAYS[date.weekday()].capitalize()
    return Published(date, "day", f"{named} in the text, at the occasion: {occasion.name}")


def _from_latest(evidence: _Evidence) -> Published | None:
    """Return the latest date in the text if the text reports on that day of the week."""
    if evidence.latest is None or not evidence.weekdays or evidence.recent < _RECENT:
        return None
    often = evidence.weekdays.most_common(1)[0][1]
    if evidence.weekdays[evidence.latest.weekday()] < often:
        return None
    named = _DAYS[evidence.latest.weekday()].capitalize()
    return Published(evidence.latest, "day", f"latest date in the text, a {named}, on which it reports; or soon after")


def _from_copyright(evidence: _Evidence, today: datetime.date) -> Published | None:
    """Return the year of the copyright line."""
    years = [year for year in evidence.years if _FIRST_YEAR <= year <= today.year]
    return Published(datetime.date(max(years), 1, 1), "year", "copyright line") if years else None


def _gather(text: str, segments: Sequence[Segment], today: datetime.date) -> _Evidence:
    """Return what a text says of its own date."""
    told = list(_words(text, segments, "headline", "body"))
    dates = [
        written.date
        for words in (*told, *_words(text, segments, "caption"))
        for written in find_dates(words, "en")
        if written.precision == "day" and written.other is None and _possible(written.date, today)
    ]
    weekdays = Counter(
        _weekday(match["w"]) for words in told for match in _WEEKDAY.finditer(words) if not match["other"]
    )
    years = {
        int(year)
        for words in _words(text, segments, "copyright")
        for year in _YEAR.findall(words)
        if int(year) <= today.year
    }
    commented = [
        written.date
        for words in _words(text, segments, "comment")
        for written in find_dates(words[:_SIGNATURE], "en")
        if written.precision == "day" and written.other is None and _possible(written.date, today)
    ]
    about = [
        [] if len(words) < _PARAGRAPH or _ELSEWHEN.search(words) else occasions_in(words)
        for words in told[:_PARAGRAPHS]
    ]
    return _Evidence(
        max(dates, default=None),
        sum((max(dates) - date).days <= _DAYS_RECENT for date in dates),
        weekdays,
        frozenset({max(years)} if years else ()),
        min(commented, default=None),
        tuple(dict.fromkeys(occasion for found in about for occasion in found)),
        tuple(dict.fromkeys(occasion for found in about[:_TOP] for occasion in found)),
    )


def _words(text: str, segments: Sequence[Segment], *kinds: SegmentKind | str) -> list[str]:
    """Return the words of the segments of some kinds, in order."""
    return [text[segment.start : segment.end] for segment in segments if segment.kind in kinds]


def _near(date: datetime.date, occasion: Occasion) -> bool:
    """Tell whether a report of an occasion may be about this day."""
    return occasion.start - _AFTER <= date <= occasion.end + _AFTER


def _month_of(match: re.Match[str]) -> int | None:
    """Return the month of a match."""
    groups = match.groupdict()
    if groups.get("m3"):
        return int(groups["m3"])
    return month_named((groups["m1"] or groups["m2"]).rstrip("."), "en")


def _day_of(match: re.Match[str]) -> int:
    """Return the day of the month of a match."""
    groups = match.groupdict()
    return int(groups["d1"] or groups["d2"] or groups["d3"])


def _weekday(name: str) -> int:
    """Return the number of a weekday, Monday being 0."""
    return _DAYS.index(name.lower())


def _possible(date: datetime.date, today: datetime.date) -> bool:
    """Tell whether an article may be of a day."""
    return date.year >= _FIRST_YEAR and date <= today


def _date(year: int, month: int | None, day: int) -> datetime.date | None:
    """Return a date, or None if there is no such day."""
    try:
        return datetime.date(year, month or 0, day)
    except ValueError:
        return None
