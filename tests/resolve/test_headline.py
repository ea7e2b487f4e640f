from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.models import Document, Published, Segment
from verbale.resolve.headline import headline_of

PUBLISHED = Published(datetime.date(2022, 4, 12), "day", "given")


def told(
    headline: str, published: Published | None = PUBLISHED
) -> tuple[str | None, str, str | None, str | None] | None:
    """Return the kind of event, the words for it and for who speaks, and the day."""
    found = headline_of(Document(f"{headline}\n\nIt is so.", published=published))
    if found is None:
        return None
    who = headline[slice(*found.who)] if found.who else None
    return found.kind, headline[slice(*found.event)], who, found.day.date.isoformat() if found.day else None


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        (
            "Foreign Ministry Spokesperson Aren Toll's Regular Press Conference on April 11, 2022",
            ("briefing", "Regular Press Conference", "Foreign Ministry Spokesperson Aren Toll", "2022-04-11"),
        ),
        (
            "Spokesperson of the Velmoran Mission to the League Speaks on a Question Concerning the Communique",
            ("briefing", "Speaks on a Question", "Spokesperson of the Velmoran Mission to the League", None),
        ),
        (
            "Remarks by Minister Ila Venn at the Harbour Forum, 9 April 2022",
            ("speech", "Remarks", "Minister Ila Venn", "2022-04-09"),
        ),
        (
            "Press Conference by President Orsk following the Summit, April 10",
            ("briefing", "Press Conference", "President Orsk", "2022-04-10"),
        ),
        (
            "Statement of 11 April 2022 by the Union of Mills",
            ("communique", "Statement", "Union of Mills", "2022-04-11"),
        ),
        ("Mills Summit in Corva, 10 April 2022", (None, "Mills Summit in Corva", None, "2022-04-10")),
        (
            "Statement by the Ministry on the anniversary of the accord of 9 April 2022",
            ("communique", "Statement", "Ministry", None),
        ),
        ("Velmora says the strait is open", None),
    ],
)
def test_who_speaks_at_which_event_on_which_day(
    headline: str, found: tuple[str | None, str, str | None, str | None] | None
) -> None:
    assert told(headline) == found


@pytest.mark.parametrize("day", ["April 20, 2022", "11 April 1987", "5/4/2022", "April 2022"])
def test_a_day_that_is_not_that_of_the_event(day: str) -> None:
    found = told(f"Press conference, {day}")
    assert found is not None
    assert found[3] is None


def test_without_a_day_of_publication_the_year_has_to_be_there() -> None:
    assert told("Press conference, 11 April 1987", None) == ("briefing", "Press conference", None, "1987-04-11")
    assert told("Press conference, April 11", None) == ("briefing", "Press conference", None, None)


def test_the_year_before() -> None:
    found = told("Briefing, December 30", Published(datetime.date(2022, 1, 2), "day", "given"))
    assert found is not None
    assert found[3] == "2021-12-30"


def test_where_the_headline_stands() -> None:
    text = "The Post\nBriefing, 11 April 2022\n\nIt is so."
    marked = headline_of(Document(text, segments=(Segment(9, 32, "headline"), Segment(34, len(text), "body"))))
    assert marked is not None
    assert (span := marked.span(marked.event, text)) is not None
    assert (span.start, span.end, span.text) == (9, 17, "Briefing")
    given_title = headline_of(Document(text, title="Briefing, 11 April 2022"))
    assert given_title is not None
    assert given_title.start == 9
    apart = headline_of(Document("It is so.\n\nIt was.", title="Briefing, 11 April 2022"))
    assert apart is not None
    assert apart.day is not None
    assert apart.span(apart.event, "It is so.") is None
    assert headline_of(Document("")) is None


@given(st.text(alphabet="Briefng speakOr'’, 1ad\n2022Apil", max_size=80), st.booleans())
def test_offsets_are_those_of_the_headline(text: str, is_title: bool) -> None:
    found = headline_of(Document(text, title="Briefing" if is_title else None))
    if found is not None and found.start is not None:
        assert text[found.start : found.start + len(found.text)] == found.text
        span = found.span(found.event, text)
        assert span is not None
        assert text[span.start : span.end] == span.text
