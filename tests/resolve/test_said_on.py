from __future__ import annotations

import datetime

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.told import told
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


def first_day(tree: TreeBuilder, rows: str, source: str, cue: str, content: str) -> str | None:
    """Return when a statement in a sentence was said, for an article of 2022-06-30."""
    published = Published(datetime.date(2022, 6, 30), "day", "given")
    doc, one = told(tree, rows, source, cue, content)
    document = Document(doc.text, published=published)
    times = resolve_times(doc, find_times(doc), published)
    (found,) = with_days(doc, document, (one.statement,), times)
    return found.said_on.date.isoformat() if found.said_on else None


@pytest.mark.parametrize(
    ("rows", "source", "cue", "content", "day"),
    [
        (
            "A/DET/2/det poll/NOUN/6/nsubj published:publish/VERB/2/acl on/ADP/5/case Sunday/PROPN/3/obl "
            "found:find/VERB/0/root it/PRON/8/nsubj fell:fall/VERB/6/ccomp",
            "A poll published on Sunday", "found", "it fell", "2022-06-26",
        ),
        (
            "Lind/PROPN/6/nsubj elected:elect/VERB/1/acl on/ADP/4/case Sunday/PROPN/2/obl ,/PUNCT/1/punct "
            "found:find/VERB/0/root it/PRON/8/nsubj fell:fall/VERB/6/ccomp",
            "Lind elected on Sunday", "found", "it fell", None,
        ),
        (
            "It/PRON/9/nsubj ,/PUNCT/5/punct the/DET/5/det first/ADJ/5/amod one/NOUN/1/appos since/ADP/7/case "
            "2010/NUM/5/nmod ,/PUNCT/5/punct calls:call/VERB/0/root Lind/PROPN/9/obj",
            "It, the first one since 2010,", "calls", "Lind", None,
        ),
        (
            "Lind/PROPN/2/nsubj left:leave/VERB/0/root on/ADP/4/case Monday/PROPN/2/obl saying:say/VERB/2/advcl "
            "it/PRON/7/nsubj fell:fall/VERB/5/ccomp",
            "Lind", "saying", "it fell", "2022-06-27",
        ),
        (
            "Lind/PROPN/2/nsubj praised:praise/VERB/0/root Orn/PROPN/2/obj and/CCONJ/5/cc blamed:blame/VERB/2/conj "
            "Brunn/PROPN/5/obj on/ADP/8/case Monday/PROPN/5/obl",
            "Lind", "praised", "Orn", "2022-06-27",
        ),
        (
            "Lind/PROPN/2/nsubj thanked:thank/VERB/0/root Orn/PROPN/2/obj for/SCONJ/5/mark waiting:wait/VERB/2/advcl "
            "on/ADP/7/case Monday/PROPN/5/obl",
            "Lind", "thanked", "Orn for waiting", "2022-06-27",
        ),
        (
            "Lind/PROPN/2/nsubj left:leave/VERB/0/root on/ADP/4/case Monday/PROPN/2/obl after/SCONJ/7/mark "
            "Orn/PROPN/7/nsubj said:say/VERB/2/advcl it/PRON/9/nsubj fell:fall/VERB/7/ccomp",
            "Orn", "said", "it fell", None,
        ),
    ],
)  # fmt: skip
def test_times_in_less_plain_places(
    tree: TreeBuilder, rows: str, source: str, cue: str, content: str, day: str | None
) -> None:
    assert first_day(tree, rows, source, cue, content) == day
