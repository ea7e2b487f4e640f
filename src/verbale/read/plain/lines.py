"""The lines of a plain text, as the units that have one role each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.read.text import is_blank

_WRAP_MOST = 100  # no program wraps lines at more columns
_WRAP_LINES = 8  # fewer lines do not show that a text is wrapped
_WRAP_SLACK = 6  # columns by which the longest lines differ
_WRAP_BEYOND = 0.04  # share of lines that may be longer: page headers, addresses
_WRAP_FULL = 0.35  # share of lines that are nearly full

_PLACE = r"[A-Z][A-Z'’.-]+(?:[ /-][A-Z][A-Z'’.-]*){0,3}"
_NAMED_PLACE = r"[A-Z][\w'’.-]+(?:[ /-][A-Z][\w'’.-]*){0,3}"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jul(?:y|\.)?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH} \d\d?|\d\d? {_MONTH})(?:,? (?:19|20)\d\d)?"
_AGENCY = r"(?:\([A-Z][\w .&’'/-]{1,40}\)|/[A-Z][\w ]{1,20}/\.?|\[[A-Z]{2,8}\])"
_DASH = r"(?:\s*(?:--|[–—:])\s*|\s+-\s*|(?<=[).])-\s*)"
# What stands before the first sentence of a report: a place in capitals, or a place with a date or an agency, or an
# agency alone, and a dash (or, after slashes or a date, a full stop).
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:, (?:{_NAMED_PLACE}|{_DAY}))*,? ?(?:{_AGENCY})?(?:, {_DAY})?{_DASH}"
    rf"|{_NAMED_PLACE}(?:, {_NAMED_PLACE})?(?:,? {_DAY})? ?{_AGENCY}(?:,? ?{_DAY})?{_DASH}"
    rf"|{_NAMED_PLACE}(?:, {_NAMED_PLACE})?,? \(?{_DAY}\)?{_DASH}"
    rf"|{_NAMED_PLACE}(?:, {_NAMED_PLACE})? [–—]\s+"
    rf"|{_DAY},? ?(?:{_AGENCY})?{_DASH}"
    rf"|{_AGENCY},? {_DAY}{_DASH}"
    rf"|{_AGENCY}{_DASH}"
    rf"|{_PLACE},? (?:{_DAY})?[.,]? ?/[A-Z][\w ]{{1,20}}/[.:]? )"
)
_DATELINE_MOST = 90
_DATELINE_LINES = 10
_SPEAKER = re.compile(r"\w{1,4}: ?")  # initials before what somebody says
_NO_PLACE = re.compile(
    r"(?:SEE ALSO|READ MORE|ALSO READ|READ ALSO|RELATED|WATCH|PHOTO|PHOTOS|FILE|VIDEO|BREAKING|UPDATE|NEWS|OPINION|"
    r"ANALYSIS|EXCLUSIVE|EXPLAINER|LIVE|MORE|SHARE|BY|TAGS?|NOTE|Q|A|QUESTION|ANSWER|SOURCE|SOURCES|CONTACT|COPYRIGHT|"
    r"ADVERTISEMENT|EDITOR'?S? NOTE|CORRECTION|DON'T MISS|MUST READ|IN PICTURES|SUBSCRIBE|EXPLAINED|POLL|QUIZ"
    r"|REVIEW|INTERVIEW|PROFILE|TIMELINE|SUMMARY|LISTEN|KEY POINTS)\b"
)
# Where furniture is glued to the end of a paragraph. A word before it ends a sentence, or it follows without a space.
_GLUED = re.compile(
    r"(?<=[.!?…”\"')])\s*(?=(?:©|\((?:c|C)\)|Copyright (?:©|\(c\)|(?:19|20)\d\d)|© ?Copyright|"
    r"\((?:Reporting|Writing|Editing|Additional reporting|With inputs|Compiled) |"
    r"(?:SEE ALSO|READ MORE|ALSO READ|READ ALSO|RELATED|Read more|Read also|See also|Also read|Baca juga|Lire aussi"
    r"|Lea también|Leia também) ?[:|]"
    r"|(?:Share this|Share on Facebook|Click to share|Source link|Leave a (?:comment|reply)"
    r"|Your email address will not|Subscribe to our|Sign up for our|Follow us on|Tags ?:|Filed under ?:)))",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a text that has one role: a line, the lines of a wrapped paragraph, or a part of a line.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        gap: Blank lines before it; -1 if it goes on in the line of the unit before.
        dateline: Whether it is a place, date or agency before the first sentence of a paragraph.
    """

    start: int
    end: int
    gap: int
    dateline: bool = False


def units_of(text: str) -> list[Unit]:
    """Return the units of a text in order; between them is white space only."""
    found: list[Unit] = []
    before = 0
    for start, end in _paragraphs(text):
        gap = max(0, text.count("\n", before, start) - 1)
        # A text has one dateline, near its top; further down the same forms are speakers and entries of lists.
        awaited = len(found) < _DATELINE_LINES and not any(unit.dateline for unit in found)
        for number, (first, last, dateline) in enumerate(_parts(text, start, end, awaited)):
            found.append(Unit(first, last, -1 if number else gap, dateline))
        before = end
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends, the lines of a wrapped paragraph together."""
    lines = list(_lines(text))
    width = _wrapped_at(text, lines)
    position = 0
    while position < len(lines):
        start, end = lines[position]
        position += 1
        while width and position < len(lines) and _goes_on(text, start, end, lines[position], width):
            end = lines[position][1]
            position += 1
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that is not blank begins and ends, without the white space around it."""
    start = 0
    for line in text.split("\n"):
        if not is_blank(line):
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start += len(line) + 1


def _wrapped_at(text: str, lines: list[tuple[int, int]]) -> int:
    """Return the number of columns at which a program wrapped the lines, or 0 if none did."""
    if len(lines) < _WRAP_LINES:
        return 0
    lengths = sorted(end - start for start, end in lines)
    width = lengths[len(lengths) * 9 // 10]
    beyond = sum(length > width + _WRAP_SLACK for length in lengths)
    if width > _WRAP_MOST or beyond > _WRAP_BEYOND * len(lengths):
        return 0
    full = [(start, end) for start, end in lines if end - start > width - 15]
    ending = sum(text[end - 1] in '.!?”"’' for _, end in full)
    # Lines that happen to be short sentences end as sentences do, wrapped ones seldom.
    if len(full) < _WRAP_FULL * len(lines) or ending * 2 > len(full):
        return 0
    return max(length for length in lengths if length <= width + _WRAP_SLACK)


def _goes_on(text: str, first: int, end: int, following: tuple[int, int], width: int) -> bool:
    """Tell whether the next line goes on with a paragraph: its first word would not have fitted."""
    start, last = following
    if text.count("\n", end, start) > 1:
        return False
    line = max(text.rfind("\n", 0, end) + 1, first)
    words = text[start:last].split(maxsplit=1)
    return end - line + 1 + len(words[0]) > width - 2


def _parts(text: str, start: int, end: int, awaited: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield the parts of a line that may have roles of their own, and whether each is a dateline."""
    dateline = _dateline(text, start, end) if awaited else 0
    if dateline:
        yield start, dateline, True
        start = dateline + len(text[dateline:end]) - len(text[dateline:end].lstrip())
    for match in _GLUED.finditer(text, start, end):
        cut = match.start()
        if cut > start:
            yield start, cut, False
            start = match.end()
    yield start, end, False


def _dateline(text: str, start: int, end: int) -> int:
    """Return where the dateline ends with which a line begins, or 0; it is trimmed, its dash included."""
    match = _DATELINE.match(text, start, end)
    if (
        match is None
        or match.end() - start > _DATELINE_MOST
        or _NO_PLACE.match(text, start)
        or _SPEAKER.fullmatch(match[0])
    ):
        return 0
    rest = text[match.end() : end]
    # A sentence has to follow: "BREAKING - War ends" is a headline.
    if len(rest.split()) < 5 or not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "“\"'‘«({["):
        return 0
    return match.start() + len(match[0].rstrip())
