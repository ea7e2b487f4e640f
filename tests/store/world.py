"""A record of two articles about invented states, built by hand."""

from __future__ import annotations

import datetime

from tests.handmade import MADE_BY, statement
from verbale.models import (
    About,
    Actor,
    Candidate,
    Channel,
    Dated,
    Document,
    Mention,
    Party,
    Published,
    Span,
    Statement,
    Time,
)
from verbale.store import Record
from verbale.store.writing import transaction, write_document

NORLAND = Actor("verbale:norland", "state", "Norland", "NLD")
SUDMARK = Actor("verbale:sudmark", "state", "Sudmark", "SDM")
LEE = Actor("verbale:lee", "person", "Ana Lee", "SDM")
OTHER_LEE = Actor("verbale:lee-2", "person", "Bo Lee", "NLD")
PRESS = Actor("verbale:press", "agency", "Norland Press", "NLD")
ACTORS = (NORLAND, SUDMARK, LEE, OTHER_LEE, PRESS)

SECOND_TEXT = "Lee thanked Norland in May, officials claim."
TEXT = (
    "Lee, Sudmark's envoy, told Norland that “Sudmark is right and Norland is wrong”. "
    "She denied that talks had failed, Norland Press reported. Lee laughed."
)


def names(text: str, word: str, *candidates: tuple[Actor, float], label: str = "ORG") -> list[Mention]:
    """Return all mentions of a word, linked to the first of its candidates."""
    found = []
    at = text.find(word)
    while at >= 0:
        ranked = tuple(Candidate(actor, score, (f"name of {actor.name}",)) for actor, score in candidates)
        actor = candidates[0][0].id if candidates else None
        found.append(Mention(at, at + len(word), word, label, MADE_BY, actor, ranked))  # type: ignore[arg-type]
        at = text.find(word, at + len(word))
    return found


def span(text: str, words: str, after: int = 0) -> Span:
    at = text.index(words, after)
    return Span.of(text, at, at + len(words))


def offsets(text: str, words: str, after: int = 0) -> tuple[int, int]:
    found = span(text, words, after)
    return found.start, found.end


LEES = ((LEE, 0.6), (OTHER_LEE, 0.35))
FIRST = Document(TEXT, title="First", published=Published(datetime.date(2022, 6, 30), "day", "given"))
SECOND = Document(SECOND_TEXT, title="Second", published=Published(datetime.date(2023, 1, 1), "year", "given"))


def _mentions(text: str) -> list[Mention]:
    found = [
        *names(text, "Lee", *LEES, label="PER"),
        *names(text, "Sudmark", (SUDMARK, 0.95)),
        *names(text, "Norland Press", (PRESS, 0.9)),
    ]
    found += [one for one in names(text, "Norland", (NORLAND, 0.95)) if text[one.start :][:13] != "Norland Press"]
    return sorted(found)


TOLD = statement(
    FIRST,
    offsets(TEXT, "Lee, Sudmark's envoy"),
    offsets(TEXT, "told"),
    offsets(TEXT, "that “Sudmark is right and Norland is wrong”"),
    kind="mixed",
    speaker="Ana Lee",
    speaker_id=LEE.id,
    on_behalf_of=SUDMARK.id,
    cue_class="accuse",
    addressees=(Party(span(TEXT, "Norland"), "Norland", NORLAND.id),),
    about=(
        About("Sudmark", SUDMARK.id, (span(TEXT, "Sudmark", 20),), 0.5, (span(TEXT, "right"),)),
        About("Norland", NORLAND.id, (span(TEXT, "Norland", 40),), -0.5, (span(TEXT, "wrong"),)),
    ),
    channel=Channel("briefing", span(TEXT, "envoy")),
    said_on=Dated(datetime.date(2022, 6, 1), "month", "in June"),
)
REPORTED = statement(
    FIRST,
    offsets(TEXT, "Norland Press"),
    offsets(TEXT, "reported"),
    offsets(TEXT, "She denied that talks had failed"),
    kind="indirect",
    speaker="Norland Press",
    speaker_id=PRESS.id,
    cue_class="report",
    confidence=0.9,
)
DENIED = statement(
    FIRST,
    offsets(TEXT, "She"),
    offsets(TEXT, "denied"),
    offsets(TEXT, "that talks had failed"),
    kind="indirect",
    speaker="Ana Lee",
    speaker_id=LEE.id,
    on_behalf_of=SUDMARK.id,
    within=REPORTED.id,
    cue_class="deny",
    commitment="claimed",
    modality="negated",
    via=(PRESS.id, "Evening Star"),
    basis="she: Lee",
)
THANKED = statement(
    SECOND,
    offsets(SECOND_TEXT, "Lee"),
    offsets(SECOND_TEXT, "thanked"),
    offsets(SECOND_TEXT, "Norland"),
    kind="indirect",
    act="thought",
    speaker="Ana Lee",
    speaker_id=LEE.id,
    on_behalf_of=SUDMARK.id,
    about=(About("Norland", NORLAND.id, (span(SECOND_TEXT, "Norland"),), 0.5),),
    said_on=Dated(datetime.date(2022, 5, 1), "month", "in May"),
)
CLAIMED = statement(
    SECOND,
    offsets(SECOND_TEXT, "officials"),
    offsets(SECOND_TEXT, "claim"),
    offsets(SECOND_TEXT, "Lee thanked Norland in May"),
    kind="indirect",
    anonymous=True,
    collective=True,
    occasion=span(SECOND_TEXT, "in May"),
    confidence=0.25,
)
STATEMENTS = (TOLD, REPORTED, DENIED, THANKED, CLAIMED)


def fill(record: Record) -> None:
    """Write both articles into a record."""
    found: list[tuple[Document, list[Statement]]] = [(FIRST, [TOLD, REPORTED, DENIED]), (SECOND, [THANKED, CLAIMED])]
    with transaction(record._connection):
        for document, statements in found:
            text = document.text
            times = (
                [Time(s.start, s.end, s.text, "DATE", "2022-05") for s in (span(text, "May"),)] if "May" in text else []
            )
            write_document(record._connection, document, _mentions(text), statements, times)
