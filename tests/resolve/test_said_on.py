from __future__ import annotations

import datetime

from tests.find.conftest import TreeBuilder
from tests.handmade import statement
from verbale.find.times import find_times
from verbale.models import Document, Published
from verbale.resolve.dates import resolve_times
from verbale.resolve.said_on import with_days

TEXT = "Orsk said on Monday the dam holds. Orsk added it will break in 2030. Lind said it fell."
ROWS = """
Orsk PROPN Orsk 2 nsubj
said VERB say 0 root Tense=Past
on ADP on 4 case
Monday PROPN Monday 2 obl
the DET the 6 det
dam NOUN dam 7 nsubj
holds VERB hold 2 ccomp Tense=Pres
. PUNCT . 2 punct

Orsk PROPN Orsk 2 nsubj
added VERB add 0 root Tense=Past
it PRON it 5 nsubj
will AUX will 5 aux
break VERB break 2 ccomp
in ADP in 7 case
2030 NUM 2030 5 obl
. PUNCT . 2 punct

Lind PROPN Lind 2 nsubj
said VERB say 0 root Tense=Past
it PRON it 4 nsubj
fell VERB fall 2 ccomp Tense=Past
. PUNCT . 2 punct
"""


def spans(*words: str) -> list[tuple[int, int]]:
    at, found = 0, []
    for word in words:
        at = TEXT.index(word, at)
        found.append((at, at + len(word)))
    return found


def days(tree: TreeBuilder, published: datetime.date) -> list[tuple[datetime.date, str] | None]:
    doc = tree(TEXT, ROWS)
    document = Document(TEXT, published=Published(published, "day", "given"))
    orsk, said, holds, again, added, breaks, lind, told, fell = spans(
        "Orsk", "said", "the dam holds", "Orsk", "added", "it will break in 2030", "Lind", "said", "it fell"
    )
    made = (
        statement(document, orsk, said, holds, speaker="Orsk"),
        statement(document, again, added, breaks, speaker="Orsk"),
        statement(document, lind, told, fell, speaker="Lind"),
    )
    times = resolve_times(doc, find_times(doc), document.published)
    return [
        (one.said_on.date, one.said_on.basis) if one.said_on else None for one in with_days(doc, document, made, times)
    ]


def test_the_day_beside_the_cue_and_for_what_the_same_speaker_adds(tree: TreeBuilder) -> None:
    monday = datetime.date(2022, 6, 27)
    assert days(tree, datetime.date(2022, 6, 30)) == [
        (monday, "“Monday” with “said”"),
        (monday, "said with an earlier statement of the same speaker, “Monday” with “said”"),
        None,
    ]


def test_nothing_is_said_after_it_was_published(tree: TreeBuilder) -> None:
    document = Document(TEXT, published=Published(datetime.date(2022, 6, 20), "day", "given"))
    doc = tree(TEXT, ROWS)
    orsk, said, holds = spans("Orsk", "said", "the dam holds")
    times = resolve_times(doc, find_times(doc), Published(datetime.date(2022, 7, 1), "day", "given"))
    (found,) = with_days(doc, document, (statement(document, orsk, said, holds, speaker="Orsk"),), times)
    assert found.said_on is None
