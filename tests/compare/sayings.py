"""Statements by hand, to be compared."""

from __future__ import annotations

import datetime

from tests.handmade import statement
from verbale.compare.sayings import Report, Saying, saying_of
from verbale.models import Dated, Document, Published

SAID = "“We have asked for talks four times, and four times we were refused without a word”"
SPUN = "“We have requested for talks four occasions, and four occasions we had been refused without a phrase”"
CUT = "“four times we were refused without a word”"
OTHER = "“The strait belongs to nobody, and we will use it whether they like it or not”"


def saying(
    words: str = SAID,
    speaker: str | None = "Petra Lomund",
    day: str | None = "2024-03-05",
    number: int = 0,
    said_on: str | None = None,
    outlet: str | None = None,
    agency: str | None = None,
    is_primary: bool = False,
    **other: object,
) -> Saying:
    """Return a statement in a document of its own; `number` tells two apart that are else the same."""
    text = f"{speaker or 'She'} said {words}. {'And so on. ' * number}"
    published = Published(datetime.date.fromisoformat(day), "day", "given") if day else None
    document = Document(text, published=published, outlet=outlet, agency=agency)
    after = len(speaker or "She")
    fields = {
        "speaker": speaker,
        "said_on": Dated(datetime.date.fromisoformat(said_on), "day", "x") if said_on else None,
    }
    made = statement(
        document,
        (0, after),
        (after + 1, after + 5),
        (after + 6, after + 6 + len(words)),
        kind="direct" if words.startswith("“") else "indirect",
        **(fields | other),  # type: ignore[arg-type]
    )
    return saying_of(made, Report(document.id, published, outlet, agency, is_primary))
