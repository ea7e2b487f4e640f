"""Expressions of time (TIMEX3 of ISO-TimeML): where they stand and what their words say, before any date is known.

Which day "Thursday" or "two years ago" is depends on when the article was published and on what was told before;
`verbale.resolve.dates` decides that. Here an expression says as much as its own words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from verbale.find.time_forms import TIME_FORMS, YEAR, Expression


def find_times(doc: Doc) -> tuple[Expression, ...]:
    """Return the expressions of time in a text, in order and without overlap; the longer of two that overlap.

    Args:
        doc: The parsed text; its tags tell "May" from "may" and a year from another number.
    """
    text = doc.text  # put together anew at every access
    found: list[tuple[int, int, int, Expression]] = []
    for order, (form, make) in enumerate(TIME_FORMS):
        for match in form.finditer(text):
            made = make(match)
            if made is not None:
                found.append((made.start, -made.end, order, made))
    kept: list[Expression] = []
    for start, _, _, expression in sorted(found, key=lambda one: one[:3]):
        if kept and start < kept[-1].end:
            continue
        if _is_time(doc, text, expression):
            kept.append(_as_rate(doc, text, expression))
    return tuple(_with_clocks(text, kept))


def _is_time(doc: Doc, text: str, expression: Expression) -> bool:
    """Tell by the words around and the tags whether an expression that may be something else is one of time."""
    words = text[expression.start : expression.end]
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    if span is None:
        return False
    last = span[-1]
    if re.fullmatch(YEAR, words):
        return not _counts_something(last)
    if re.fullmatch(r"(?i)may|march|mar\.?", words):
        return words[0].isupper() and last.pos_ in ("PROPN", "NOUN")
    if expression.type == "DURATION":
        following = text[expression.end : expression.end + 6].lower()
        return not following.startswith(("-old", " old", "s old", " ago", "-ago"))
    return words.lower() != "annual"


def _as_rate(doc: Doc, text: str, expression: Expression) -> Expression:
    """Return "a week" in "four flights a week" as what comes back, anything else as it is."""
    words = text[expression.start : expression.end].lower().split()
    if expression.type == "DURATION" and len(words) == 2 and words[0] in ("a", "an"):
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if span is not None and span.start and span.root.dep_.endswith((":unmarked", ":tmod")):
            before = doc[span.start - 1]
            if before.pos_ in ("NOUN", "NUM", "SYM"):
                return replace(expression, type="SET")
    return expression


def _counts_something(token: Token) -> bool:
    """Tell whether a number counts what follows or names a sum ("2000 soldiers", "1500 dollars")."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return (
        token.dep_ == "nummod"
        and token.head.i > token.i
        and (token.head.tag_ in ("NNS", "NNPS") or (after is not None and after.text in ("%", "percent")))
    )


def _with_clocks(text: str, found: list[Expression]) -> Iterator[Expression]:
    """Join a time of day and the day beside it: "10 p.m. Wednesday", "Friday at noon"."""
    waiting: Expression | None = None
    for one in found:
        if waiting is not None:
            between = text[waiting.end : one.start]
            pair = (waiting, one) if _is_clock(waiting) else (one, waiting)
            if re.fullmatch(r",? (?:on |at |around |about )?", between) and _is_clock(pair[0]) and _is_day(pair[1]):
                clock, day = pair
                yield replace(day, start=waiting.start, end=one.end, type="TIME", clock=clock.clock)
                waiting = None
                continue
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def _is_clock(one: Expression) -> bool:
    """Tell whether an expression is a time of day alone."""
    return one.type == "TIME" and one.clock.startswith("T") and not one.value and one.shift == 0


def _is_day(one: Expression) -> bool:
    """Tell whether an expression is a day without a time."""
    return one.type == "DATE" and not one.clock and (one.unit == "D" or one.value.count("-") == 2)
