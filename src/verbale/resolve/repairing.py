"""The damaged names of one parsed article: which of its names to try, and what tells that the article is damaged."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from verbale.codebook.knowledge import Knowledge, folded
from verbale.models import Mention
from verbale.resolve.context import title_before
from verbale.resolve.holders import offices_on
from verbale.resolve.lookup import Titled, bare
from verbale.resolve.repair import Option, Outcome, Repairer, outcomes
from verbale.resolve.swaps import Words, swap_of, titles_of

#: The words that stand for a month where its name was taken for another word: May, March and August are the only such
#: names in English, and the words for the verbs are grammar, not learned.
_MONTHS = {"could": 5, "might": 5, "can": 5, "walk": 3, "stride": 3, "venerable": 8, "majestic": 8, "dignified": 8}
_MONTH_WORD = re.compile(rf"\b(?=[A-Z])(?i:{'|'.join(_MONTHS)})\b")
_BEFORE_MONTHS = frozenset(
    "in on since until till by last next early late mid this from of through during between".split()
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the knowledge base does not have.

    Attributes:
        number: Which of the mentions.
        mention: The mention.
        words: The folded words of the name, without titles.
        titled: The titles before it.
        before: The folded nouns and adjectives before it.
        is_short: Whether the article has a full name that it is a part of.
    """

    number: int
    mention: Mention
    words: Words
    titled: Titled | None
    before: str
    is_short: bool


@dataclass(frozen=True, slots=True, order=True)
class SwappedMonth:
    """A word that stands where a month should: "in Could".

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        month: 1 to 12.
        reason: Why it is the month, in words.
    """

    start: int
    end: int
    month: int
    reason: str


def repairs(
    doc: Doc,
    unknown: Sequence[Unknown],
    persons: Sequence[tuple[str, Span]],
    company: Iterable[str],
    day: datetime.date | None,
    base: Knowledge,
) -> dict[int, Outcome]:
    """Return what comes of the unknown names of an article, by their number.

    Args:
        doc: The parsed text.
        unknown: The names.
        persons: Ids and tokens of the persons who are known.
        company: Ids of the actors in the article, with those that they belong to.
        day: The day of the article.
        base: The knowledge base.
    """
    if not unknown:
        return {}
    repairer = Repairer(base, day, company, {id_ for id_, _ in persons})
    alike: dict[object, list[Unknown]] = {}
    for one in unknown:
        alike.setdefault((one.mention.text, one.mention.label, one.titled, one.before, one.is_short), []).append(one)
    found: dict[int, list[Option]] = {}
    for ones in alike.values():
        if options := _options(ones[0], repairer):
            found[ones[0].number] = options
    if not found:
        return {}
    seen = sum(1 for _ in swapped_months(doc)) + sum(1 for _ in _swapped_titles(doc, persons, day, base))
    told = outcomes(found, len(alike), seen)
    return {one.number: told[ones[0].number] for ones in alike.values() if ones[0].number in told for one in ones}


def _options(one: Unknown, repairer: Repairer) -> list[Option]:
    """Return what a name may be meant for."""
    label = one.mention.label
    options: list[Option] = []
    if label != "PER":
        options += repairer.phrase(bare(one.mention.text))
    if one.words and not one.is_short and (label == "PER" or (one.titled and len(one.words) > 1 and label != "NORP")):
        options += repairer.person(one.words, one.titled, one.before)
    return options


def swapped_months(doc: Doc) -> Iterator[SwappedMonth]:
    """Yield the words that stand for a month because the month's name is another word too."""
    if _MONTH_WORD.search(doc.text) is None:
        return
    for token in doc:
        month = _MONTHS.get(token.lower_)
        if month is None or not token.text[0].isupper() or token.is_sent_start:
            continue
        before = doc[token.i - 1]
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        dated = any(
            other is not None and other.text.isdigit() and len(other.text) in (1, 2, 4) for other in (before, after)
        )
        if dated or before.lower_ in _BEFORE_MONTHS:
            start, end = token.idx, token.idx + len(token.text)
            name = ("March", "May", "August")[(3, 5, 8).index(month)]
            yield SwappedMonth(start, end, month, f"'{token.text}' for '{name}', where a month stands")


def _swapped_titles(
    doc: Doc, persons: Iterable[tuple[str, Span]], day: datetime.date | None, base: Knowledge
) -> Iterator[tuple[str, str]]:
    """Yield swapped titles before known persons, with what they are meant for: "Secretary-Normal"."""
    for id_, span in persons:
        before = folded(title_before(doc, span.start).text).split() if day else []
        if len(before) < 2 or day is None:
            continue
        for tenure in offices_on(id_, day, base):
            swap = next((swap for title in titles_of(tenure) if (swap := swap_of(before, title))), None)
            if swap:
                yield swap
                break
