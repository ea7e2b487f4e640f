"""The forms of English expressions of time, each with what its own words say (TIMEX3 of ISO-TimeML)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from verbale.codebook.months import month_named
from verbale.models import TimeType

Anchor = Literal["", "document", "focus"]
#: Units of time as ISO 8601 writes them in durations; decades and centuries are those of TimeML.
Unit = Literal["S", "M", "H", "D", "WE", "W", "MO", "Q", "Y", "E", "C"]
Direction = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words of an expression of time say by themselves.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        type: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        value: The value as far as the words give it; ``X`` stands for what they leave out (``XXXX-05-07``).
        anchor: What the rest is counted from: nothing, the document's own date, or the date told before.
        unit: The unit that is counted in, with an anchor.
        shift: How many units before (negative) or after the anchor; None where the words do not count.
        clock: Time or part of the day, to be put behind the day: ``T15:00``, ``TMO``.
        direction: Whether the words say that it is past or to come ("last May"); 0 where they do not.
    """

    start: int
    end: int
    type: TimeType
    value: str = ""
    anchor: Anchor = ""
    unit: Unit | None = None
    shift: int | None = None
    clock: str = ""
    direction: Direction = 0


_NUMBERS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS |= {"a": 1, "an": 1, "hundred": 100, "dozen": 12, "couple": 2}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_UNITS: dict[str, Unit] = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W",
    "month": "MO", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
}  # fmt: skip
_OFTEN: dict[str, str] = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q",
    "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
}  # fmt: skip
_PARTS = {
    "morning": "TMO", "dawn": "TMO", "midday": "TMI", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
    "overnight": "TNI", "noon": "T12:00", "midnight": "T24:00",
}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_REFERENCES = {
    "now": "PRESENT_REF", "nowadays": "PRESENT_REF", "currently": "PRESENT_REF", "at present": "PRESENT_REF",
    "these days": "PRESENT_REF", "at the moment": "PRESENT_REF", "recently": "PAST_REF", "lately": "PAST_REF",
    "previously": "PAST_REF", "formerly": "PAST_REF", "in the past": "PAST_REF", "the past": "PAST_REF",
    "in the future": "FUTURE_REF", "the future": "FUTURE_REF",
    "in the near future": "FUTURE_REF", "the near future": "FUTURE_REF",
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b))"
)
# Without its full stop "Jan" is a first name, too.
_WHOLE_MONTH = _MONTH.replace(r"(?:\.|\b)", r"\.")
YEAR = r"(?:1[0-9]|20)\d\d"
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:[ -]?1/2)?|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven"
    r"|eight|nine))?|"
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|(?:a )?hundred|(?:a )?dozen|(?:a )?couple(?: of)?)"
)
_VAGUE = r"(?:several|(?:a |the )?few|many|some|countless|dozens of|hundreds of)"
_UNIT = r"(?:second|minute|hour|day|weekend|week|fortnight|month|quarter|year|decade|centur(?:y|ie))s?"
_PART = r"(?:early |late |mid-?)?(?:morning|afternoon|evening|night)"
_MOD = r"(?:(?:very )?(?:early|late|mid)(?:[ -](?:in )?)|(?:the )?(?:start|beginning|middle|end) of )"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?)(?!\w)|(?:[01]?\d|2[0-3]):[0-5]\d(?: ?hours)?(?![\d.:])"
    r"|noon|midnight)"
    r"(?: (?:GMT|UTC|EST|EDT|CET|CEST|BST|local time))?"
)

Maker = Callable[["re.Match[str]"], "Expression | None"]
#: All forms, in the order of their preference, with what makes an expression of a match.
TIME_FORMS: list[tuple[re.Pattern[str], Maker]] = []


def _rule(form: str) -> Callable[[Maker], Maker]:
    """Register what makes an expression of a form; earlier forms win over later ones that begin at the same place."""
    # A line may break between any two words.
    spaced = form.replace("[ -]", r"[\s-]").replace(" ", r"\s")

    def register(maker: Maker) -> Maker:
        TIME_FORMS.append((re.compile(rf"(?<![\w$€£#.,:/-])(?:{spaced})(?![\w]|[.,]\d)", re.IGNORECASE), maker))
        return maker

    return register


# --- dates ----------------------------------------------------------------------------------------------------------


@_rule(rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])")
def _iso(match: re.Match[str]) -> Expression:
    return Expression(*match.span(), "DATE", match.group())


@_rule(
    rf"(?:{_DAY_NAME}(?:,| the)? \(?)?(?:{_MOD})?(?:(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d"
    rf"|,\d{{3}}|\s?[ap]\.?m\b)"
    rf"|(?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH}))(?:(?:,\s?|\s)(?P<y>{YEAR})(?!\d|%))?\)?"
)
def _month_and_day(match: re.Match[str]) -> Expression | None:
    month, day = month_named(match["m"] or match["m2"], "en"), int(match["d"] or match["d2"])
    if month is None or not 1 <= day <= 31:
        return None
    end = match.end() - (match.group().endswith(")") and "(" not in match.group())
    return Expression(match.start(), end, "DATE", f"{match['y'] or 'XXXX'}-{month:02d}-{day:02d}")


@_rule(rf"(?:{_MOD})?(?P<m>{_MONTH}),? (?:of )?(?P<y>{YEAR})")
def _month_and_year(match: re.Match[str]) -> Expression | None:
    month = month_named(match["m"], "en")
    return Expression(*match.span(), "DATE", f"{match['y']}-{month:02d}") if month else None


@_rule(
    rf"(?:{_MOD})?(?:(?P<rel>last|this past|this|next|this coming) )?(?P<m>{_WHOLE_MONTH})"
    rf"(?:(?:,? of)? (?P<year>last|this|next|the previous|the following|the same|that) year)?"
)
def _month(match: re.Match[str]) -> Expression | None:
    month = month_named(match["m"], "en")
    if month is None:
        return None
    value = f"XXXX-{month:02d}"
    if said(match["rel"]) == "this":
        return Expression(*match.span(), "DATE", value, "document", "Y", 0)
    if match["year"]:
        word = said(match["year"]).split()[-1]
        shift = {"last": -1, "this": 0, "next": 1, "previous": -1, "following": 1, "same": 0, "that": 0}[word]
        anchor: Anchor = "document" if word in ("last", "this", "next") else "focus"
        return Expression(*match.span(), "DATE", value, anchor, "Y", shift)
    return Expression(*match.span(), "DATE", value, direction=_direction(match["rel"]))


@_rule(
    rf"(?:{_MOD})?(?:(?P<rel>last|this past|past|this|next|this coming|the previous|the following|the next) )?"
    rf"(?P<w>{_DAY_NAME})(?P<many>s(?!\w))?(?: (?P<part>{_PART})(?P<parts>s)?)?"
)
def _weekday(match: re.Match[str]) -> Expression:
    number = _DAYS.index(match["w"].lower()) + 1
    clock = _PARTS[match["part"].lower().split()[-1].split("-")[-1].removeprefix("mid")] if match["part"] else ""
    value = f"XXXX-WXX-{number}"
    if match["many"] or match["parts"]:
        return Expression(*match.span(), "SET", value + clock)
    word = said(match["rel"])
    anchor: Anchor = "focus" if word.startswith("the ") else "document"
    shift = {"last": -1, "next": 1}.get(word)
    return Expression(
        *match.span(), "TIME" if clock else "DATE", value, anchor, "D", shift, clock, _direction(word.split(" ")[-1])
    )


@_rule(rf"(?P<every>every|each) (?P<w>{_DAY_NAME})")
def _every_weekday(match: re.Match[str]) -> Expression:
    return Expression(*match.span(), "SET", f"XXXX-WXX-{_DAYS.index(match['w'].lower()) + 1}")


@_rule(
    rf"(?:{_MOD})?(?:the )?(?:early |late |mid-?)?(?P<y>(?:1\d|20)\d)0s|(?:the )?(?:early |late |mid-?)?['’](?P<s>\d)0s"
)
def _decade(match: re.Match[str]) -> Expression:
    return Expression(*match.span(), "DATE", match["y"] or f"19{match['s']}")


@_rule(r"(?:the )?(?:early |late |mid-?)?(?P<c>\d{1,2})(?:st|nd|rd|th)[ -]century")
def _century(match: re.Match[str]) -> Expression | None:
    number = int(match["c"])
    return Expression(*match.span(), "DATE", f"{number - 1:02d}") if 1 <= number <= 22 else None


@_rule(
    rf"(?:the )?(?:(?P<y1>{YEAR}) |(?P<own>last|this|next) year['’]s )?(?:fiscal[ -])?(?P<q>first|second|third"
    rf"|fourth|final|1st|2nd|3rd|4th)[ -](?P<u>quarter|half)"
    rf"(?:(?: of|,)? (?:fiscal )?(?P<y2>{YEAR})|(?: of)? (?P<rel>last|this|next|the) year)?"
)
def _quarter(match: re.Match[str]) -> Expression | None:
    number = _ORDINALS[match["q"].lower()]
    rel = said(match["rel"] or match["own"])
    if match["u"].lower() == "half":
        part = f"H{min(number, 2)}" if number < 3 else None
        if part is None or not (match["y1"] or match["y2"] or rel):
            return None
    else:
        part = f"Q{number}"
    year = match["y1"] or match["y2"]
    if year or not rel:
        return Expression(*match.span(), "DATE", f"{year or 'XXXX'}-{part}")
    shift = {"last": -1, "this": 0, "next": 1, "the": 0}[rel]
    return Expression(*match.span(), "DATE", f"XXXX-{part}", "document", "Y", shift)


@_rule(
    rf"(?:{_MOD})?(?:(?P<rel>last|this past|this|next|the previous|the following|the|in) )?(?P<s>spring|summer"
    rf"|autumn|fall|winter)"
    rf"(?: of)?(?: (?P<y>{YEAR}))?"
)
def _season(match: re.Match[str]) -> Expression | None:
    word = said(match["rel"])
    if not match["y"] and (not word or word == "in" or (word == "the" and match["s"].lower() in ("fall", "spring"))):
        return None
    start = match.start("s") if word == "in" else match.start()
    value = f"{match['y'] or 'XXXX'}-{_SEASONS[match['s'].lower()]}"
    return Expression(start, match.end(), "DATE", value, direction=_direction(word))


@_rule(rf"(?:{_MOD})?(?:fiscal (?:year )?|the year |mid-?|early |late |pre-|post-)?(?P<y>{YEAR})")
def _year(match: re.Match[str]) -> Expression:
    return Expression(*match.span(), "DATE", match["y"])


# --- counted from the document's date or from another ---------------------------------------------------------------


@_rule(
    r"(?P<before>the day before yesterday)|(?P<after>the day after tomorrow)|"
    r"(?:(?:earlier|later|early|late) )?(?P<w>today|yesterday|tomorrow|tonight|last night)"
    rf"(?: (?P<part>{_PART}))?"
)
def _deictic(match: re.Match[str]) -> Expression:
    if match["before"] or match["after"]:
        return Expression(*match.span(), "DATE", "", "document", "D", -2 if match["before"] else 2)
    word = said(match["w"])
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    clock = "TNI" if word in ("tonight", "last night") else ""
    if match["part"]:
        clock = _PARTS[re.split(r"[ -]", match["part"].lower())[-1].removeprefix("mid")]
    return Expression(*match.span(), "TIME" if clock else "DATE", "", "document", "D", shift, clock)


@_rule(
    r"(?:(?P<mod>earlier|later|early|late|elsewhere)(?: in)? )?(?:(?:the )?(?:start|beginning|middle|end|rest"
    r"|course) of )?"
    r"(?P<rel>last|this past|this|next|this coming|the previous|the preceding|the following|the next|the same"
    r"|that same|that|"
    r"the current|the coming)(?: fiscal| calendar)? "
    r"(?P<u>morning|afternoon|evening|night|day|week|weekend|month|quarter|year|decade|century)"
)
def _relative(match: re.Match[str]) -> Expression | None:
    word = said(match["rel"])
    name = match["u"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}.get(
        word.split(" ")[-1], 0
    )
    anchor: Anchor = (
        "focus" if word.split()[0] in ("the", "that") and word not in ("the current", "the coming") else "document"
    )
    if name in _PARTS:
        return Expression(*match.span(), "TIME", "", anchor, "D", shift, _PARTS[name])
    if name == "day" and word in ("last", "this", "this past", "the current"):
        return None
    return Expression(*match.span(), "DATE", "", anchor, _UNITS[name], shift)


@_rule(r"(?:(?P<mod>earlier|later|early|late) (?:in )?)the (?P<u>day|week|month|year)")
def _within_focus(match: re.Match[str]) -> Expression:
    return Expression(
        *match.span(), "DATE", "", "focus" if match["u"] == "day" else "document", _UNITS[match["u"].lower()], 0
    )


@_rule(
    rf"(?:(?:about|some|around|almost|nearly|roughly|just|only|more than|less than|over|at least) )?"
    rf"(?:(?P<n>{_NUMBER}|a|an)|(?P<vague>{_VAGUE}))[ -](?P<u>{_UNIT})[ -](?P<w>ago|earlier|before|previously"
    rf"|later|afterwards?|from now|hence)"
)
def _ago(match: re.Match[str]) -> Expression | None:
    unit = _unit(match["u"])
    word = said(match["w"])
    anchor: Anchor = "document" if word in ("ago", "from now", "hence") else "focus"
    sign = 1 if word in ("later", "after", "afterward", "afterwards", "from now", "hence") else -1
    if match["vague"]:
        return Expression(*match.span(), "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    count = _count(match["n"])
    if count is None or count != int(count):
        return None
    many = 2 if match["u"].lower().startswith("fortnight") else 1
    return Expression(*match.span(), "DATE", "", anchor, unit, sign * int(count) * many)


@_rule(
    r"(?:the )?year[ -](?:ago|earlier)(?:[ -](?:period|quarter))?|the (?P<same>day|week|month|year) "
    r"(?P<w>before|after)(?= ?[.,;:\n)])"
)
def _year_ago(match: re.Match[str]) -> Expression:
    if match["same"]:
        shift = -1 if match["w"].lower() == "before" else 1
        return Expression(*match.span(), "DATE", "", "focus", _UNITS[match["same"].lower()], shift)
    return Expression(*match.span(), "DATE", "", "document", "Y", -1)


@_rule(rf"in (?:(?P<n>{_NUMBER}|a|an) )(?P<u>{_UNIT})['’]? time")
def _in_time(match: re.Match[str]) -> Expression | None:
    count = _count(match["n"])
    if count is None or count != int(count):
        return None
    return Expression(match.start(), match.end(), "DATE", "", "document", _unit(match["u"]), int(count))


@_rule(
    "|".join(sorted(_REFERENCES, key=len, reverse=True))
    + r"|(?<!as )(?:soon|shortly)(?! after| before| thereafter| as)"
)
def _reference(match: re.Match[str]) -> Expression:
    start = match.start() + (3 if match.group().lower().startswith("in ") else 0)
    return Expression(start, match.end(), "DATE", _REFERENCES.get(said(match.group()), "FUTURE_REF"))


@_rule(r"(?:over |on |at )?the weekend")
def _weekend(match: re.Match[str]) -> Expression:
    return Expression(match.end() - len("the weekend"), match.end(), "DATE", "", "document", "WE")


# --- times of day, durations, sets ----------------------------------------------------------------------------------


@_rule(rf"(?P<c>{_CLOCK})|(?P<night>overnight)|(?:the )?(?P<morning>morning|afternoon|evening)(?= (?:of|hours))")
def _clock(match: re.Match[str]) -> Expression | None:
    if not match["c"]:
        word = (match["night"] or match["morning"]).lower()
        return Expression(*match.span(), "TIME", "", "document", "D", 0, _PARTS[word])
    clock = _clock_value(match["c"])
    return Expression(*match.span(), "TIME", "", "document", "D", 0, clock) if clock else None


@_rule(
    rf"(?:every|each|per) (?:other )?(?:(?P<n>{_NUMBER}) )?(?P<u>day|week|weekend|month|quarter|year|night"
    rf"|morning|hour)s?"
)
def _every(match: re.Match[str]) -> Expression | None:
    if said(match.group()).startswith("per"):
        return None
    count = _count(match["n"]) if match["n"] else 2 if " other " in said(match.group()) else 1
    name = match["u"].lower()
    unit: Unit = "D" if name in _PARTS else _UNITS[name]
    return Expression(*match.span(), "SET", _duration(count, unit)) if count else None


@_rule("|".join(_OFTEN))
def _often(match: re.Match[str]) -> Expression:
    return Expression(*match.span(), "SET", _OFTEN[match.group().lower()])


@_rule(
    rf"(?:(?:at least|at most|more than|less than|fewer than|about|around|some|nearly|almost|over|up to|roughly"
    rf"|only|just|"
    rf"a maximum of) )?(?:(?:the )?(?:past|last|next|coming|first|final|previous|following|latest) )?"
    rf"(?P<n>{_NUMBER}|a|an|half an?)(?:[ -]|(?: more | additional | full | straight | consecutive | whole "
    rf"| long ))(?P<u>{_UNIT})"
)
def _lasting(match: re.Match[str]) -> Expression | None:
    half = match["n"].lower().startswith("half")
    count = 0.5 if half else _count(match["n"])
    if count is None:
        return None
    before = match.group()[: match.start("n") - match.start()].lower()
    if match["n"].lower() in ("a", "an") and match["u"].lower().startswith(("second", "quarter")):
        return None
    start = match.start() + (len(before) - len(before.lstrip()))
    return Expression(start, match.end(), "DURATION", _duration(count, _unit(match["u"])))


@_rule(
    r"(?:(?:the )?(?:past|last|next|coming|recent) )?(?P<v>several|(?:a |the )?few|many|recent|coming|past)"
    r"(?: more)? (?P<u>(?:second|minute|hour|day|week|month|quarter|year|decade|centurie)s)"
    r"|(?P<bare>(?:hour|day|week|month|year|decade|centurie)s)(?= of\b| since\b| to come\b)"
    r"|(?:(?<=for )|(?<=\bin )|(?<=over ))(?P<long>(?:hour|day|week|month|year|decade|centurie)s)"
    r"|(?:the )?(?:past|last|recent) (?P<one>few|couple of)? ?(?P<u2>(?:hour|day|week|month|year|decade|centurie)s)"
)
def _vaguely_lasting(match: re.Match[str]) -> Expression:
    unit = _unit(match["u"] or match["bare"] or match["long"] or match["u2"])
    letter = "T" if unit in ("S", "M", "H") else ""
    return Expression(*match.span(), "DURATION", f"P{letter}X{_LETTERS[unit]}")


# --- parts ----------------------------------------------------------------------------------------------------------

_LETTERS: dict[Unit, str] = {
    "S": "S", "M": "M", "H": "H", "D": "D", "WE": "WE", "W": "W", "MO": "M", "Q": "Q", "Y": "Y", "E": "E", "C": "C",
}  # fmt: skip


def said(words: str | None) -> str:
    """Return words in small letters with single spaces; the empty string for none."""
    return " ".join((words or "").lower().split())


def _unit(word: str) -> Unit:
    """Return the unit of a word in singular or plural."""
    return _UNITS[word.lower().removesuffix("s")]


def _count(written: str | None) -> float | None:
    """Return the number that digits or words write, or None."""
    words = said(written).removesuffix(" of").replace(",", "")
    if words and words[0].isdigit():
        whole, _, half = words.replace("-", " ").partition(" ")
        return float(whole.removesuffix("1/2") or 0) + (0.5 if half == "1/2" else 0) if half in ("", "1/2") else None
    parts = [_NUMBERS.get(part) for part in re.split(r"[ -]", words) if part and (part != "a" or words == "a")]
    known = [part for part in parts if part is not None]
    return float(sum(known)) if known and len(known) == len(parts) else None


def _duration(count: float, unit: Unit) -> str:
    """Return an ISO 8601 duration; decades as years, half units as the next smaller ones where they are whole."""
    if unit == "E":
        count, unit = count * 10, "Y"
    smaller: dict[Unit, tuple[int, Unit]] = {"H": (60, "M"), "Y": (12, "MO"), "D": (24, "H")}
    whole = int(count)
    written = f"{whole}{_LETTERS[unit]}" if whole or count == whole else ""
    letter = "T" if unit in ("S", "M", "H") else ""
    if count == whole:
        return f"P{letter}{written}"
    if unit not in smaller:
        return f"P{letter}{count:g}{_LETTERS[unit]}"
    per, next_unit = smaller[unit]
    rest = f"{int((count - whole) * per)}{_LETTERS[next_unit]}"
    return f"P{letter}{written}{'T' if next_unit == 'H' else ''}{rest}"


def _clock_value(written: str) -> str | None:
    """Return ``T15:30`` for a time of day, or None if there is none such."""
    words = written.lower()
    for name in ("noon", "midnight"):
        if words.startswith(name):
            return _PARTS[name]
    numbers = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", words)
    if numbers is None:
        return None
    hour, minute = int(numbers[1]), int(numbers[2] or 0)
    if numbers[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if numbers[3] == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _direction(word: str | None) -> Direction:
    """Return where "last", "next" and the like point."""
    last = said(word).rpartition(" ")[2]
    return -1 if last in ("last", "past", "previous") else 1 if last in ("next", "coming", "following") else 0
