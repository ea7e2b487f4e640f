"""What a headline tells of the words under it: who speaks at which event on which day.

Ministries, missions and governments put it over what they publish: "Foreign Ministry Spokesperson Aren Toll's Regular
Press Conference on April 11, 2022", "Remarks by …", "Spokesperson of the … Mission Speaks on a Question …".
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.codebook.carriers import carriers
from verbale.models import ChannelKind, Dated, Document, Span
from verbale.read.published import last_day
from verbale.read.written_dates import WrittenDate, find_dates, read_date

#: Clocks differ over the world: nothing is said more than so much later than it was published.
LEEWAY = datetime.timedelta(days=1)
#: A day further back than this is of what is talked of, not of the event: "statement on the accord of …".
_FARTHEST = datetime.timedelta(days=31)
_LONGEST = 300  # characters of a headline
_SPOKEN: frozenset[ChannelKind | None] = frozenset(("briefing", "interview", "speech", "communique"))
_WORD = re.compile(r"[^\W\d_](?:[\w&’'-]*\w)?")
#: What an answer to the press is called, beside the nouns of the codebook.
_ANSWERING = re.compile(
    r"\b(?:(?:speaks|speaking|comments|remarks) (?:on|to)|(?:answers?|answering|replies to|reply to|response to)"
    r"(?: an?| the)?(?: media| press| journalists?['’]?s?| reporters?['’]?s?)?)"
    r" (?:an? |the )?(?:questions?|quer(?:y|ies))\b",
    re.IGNORECASE,
)
_SUMMIT = re.compile(r"(?:\b[A-Z0-9][\w-]*[ ])*\b[Ss]ummit\b(?: in [A-Z]\w+)?")
_BEFORE_NOUN = frozenset(
    "regular daily weekly monthly joint press news media opening closing keynote full special".split()
)
#: Before the day of something else: "the accord of 11 April", "since 11 April"; "of" after the event is its own.
_OF_ELSE = frozenset("of since from until till before after by to for".split())
_DAY_AND_MONTH = re.compile(r"\b(?:([A-Z][a-z]{2,8})\.? (\d{1,2})|(\d{1,2}) ([A-Z][a-z]{2,8}))\b(?![,.]? ?\d)")
_OWNED = re.compile(r"^(.{3,120}?)['’]s? (?=\S)")
_ACTING = re.compile(
    r"^(.{3,120}?) (?:speaks|comments|remarks|answers?|replies|holds|gives|delivers|takes|makes|issues|responds"
    r"|meets)\b",
    re.IGNORECASE,
)
_NOT_IN_NAMES = re.compile(r"[:;?!\"“”„«»]|(?:^|\s)['’‘]|['’](?:\s|$)")
_BY = re.compile(
    r"\b(?:by|of|from|with) (?:the )?([^\W\d].{2,120}?)"
    r"(?= (?:on|at|in|to|following|regarding|concerning|after|with)\b|[,(:|–—]|$)"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline that names an event at which something is said, or a paper in which it is.

    Attributes:
        text: The headline.
        start: Offset of its first character in the document's text; None where it is no part of that.
        kind: What the event or paper is as a channel; None for a summit.
        event: Where the headline names it: offsets in the headline.
        who: Where it names or describes who speaks, as well as that can be told from the words alone.
        day: The day that it names for the event.
    """

    text: str
    start: int | None
    kind: ChannelKind | None
    event: tuple[int, int]
    who: tuple[int, int] | None
    day: Dated | None

    def span(self, stretch: tuple[int, int], text: str) -> Span | None:
        """Return a stretch of the headline as one of the document's text, None where the headline is no part of it."""
        if self.start is None:
            return None
        return Span.of(text, self.start + stretch[0], self.start + stretch[1])


def headline_of(document: Document) -> Headline | None:
    """Return what the headline of a document tells of its words; None if it names no event or paper."""
    for text, start in _headlines(document):
        event = _event(text)
        if event is not None:
            kind, (first, after) = event
            return Headline(text, start, kind, (first, after), _who(text, first), _day(text, (first, after), document))
    return None


def _headlines(document: Document) -> Iterator[tuple[str, int | None]]:
    """Yield the document's headlines with where they stand in its text: as marked, as given, else its first line."""
    text = document.text
    marked = next((one for one in document.segments if one.kind == "headline"), None)
    if marked is not None and marked.end - marked.start <= _LONGEST:
        yield text[marked.start : marked.end], marked.start
    start = len(text) - len(text.lstrip())
    first = text[start:].partition("\n")[0].rstrip()
    title = (document.title or "").strip()
    if title and len(title) <= _LONGEST and first.casefold() != title.casefold():
        at = text.find(title, start, start + 4 * _LONGEST)
        yield title, at if at >= 0 else None
    if first and len(first) <= _LONGEST and len(first) < len(text) - start and marked is None:
        yield first, start


def _event(text: str) -> tuple[ChannelKind | None, tuple[int, int]] | None:
    """Return what a headline names as an event or paper, and where."""
    answering = _ANSWERING.search(text)
    if answering is not None:
        return "briefing", answering.span()
    words = [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    known = carriers()
    for number, (word, _, end) in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else None
        found = known.get(f"{word} {after[0]}") if after else None
        if found is not None and after is not None:
            end = after[2]
        else:
            found = known.get(word) or known.get(word.removesuffix("s"))
        if found is None or found.kind not in _SPOKEN:
            continue
        before = number
        while before and words[before - 1][0] in _BEFORE_NOUN:
            before -= 1
        return found.kind, (words[before][1], end)
    summit = _SUMMIT.search(text)
    return (None, summit.span()) if summit else None


def _who(text: str, event: int) -> tuple[int, int] | None:
    """Return where a headline names who speaks: before the event with "'s" or a verb, or after it with "by"."""
    for match in (_OWNED.match(text), _BY.search(text, event), _ACTING.match(text)):
        if match is None or (match.re is _OWNED and match.end() > event):
            continue
        # Whoever speaks is named by name at the end: "Interview: ‘I do not read the comments’" names nobody.
        if match[1].split()[-1][0].isupper() and not _NOT_IN_NAMES.search(match[1]):
            return match.span(1)
    return None


def _day(text: str, event: tuple[int, int], document: Document) -> Dated | None:
    """Return the day that a headline names for its event."""
    published = document.published
    for date in _dates(text, document):
        before = text[: date.start].rstrip(" ,([")
        word = before.rpartition(" ")[2].casefold()
        if word in _OF_ELSE and before[: -len(word)].rstrip() != text[: event[1]]:
            continue
        if published is not None:
            last = last_day(published)
            if date.date > last + LEEWAY or published.date - date.date > _FARTHEST:
                continue
        return Dated(date.date, "day", f"“{text[date.start : date.end]}” in the headline")
    return None


def _dates(text: str, document: Document) -> Iterator[WrittenDate]:
    """Yield the days of a headline; those without a year are of the year before the day of publication."""
    for date in find_dates(text, document.language or "en"):
        if date.precision == "day" and date.other is None:  # of 5/4/2022 nobody can tell
            yield date
    published = document.published
    for match in _DAY_AND_MONTH.finditer(text) if published is not None else ():
        month, day = match[1] or match[4], match[2] or match[3]
        for year in (published.date.year, published.date.year - 1) if published is not None else ():
            read = read_date(f"{day} {month} {year}", "en")
            if read is not None and read.precision == "day":
                yield WrittenDate(match.start(), match.end(), read.date, "day")
