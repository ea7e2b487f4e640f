from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.told import told
from verbale.find.channels import channel_of
from verbale.find.occasions import occasion_of

SAID = "Orsk/PROPN/2/nsubj said:say/VERB/0/root "
SNOW = "that/SCONJ/{0}/mark snow/NOUN/{0}/nsubj fell:fall/VERB/2/ccomp ./PUNCT/2/punct"


def occasion(tree: TreeBuilder, rows: str, source: str, cue: str, content: str) -> str | None:
    doc, one = told(tree, rows, source, cue, content)
    found = occasion_of(doc, one)
    return doc[slice(*found)].text if found else None


@pytest.mark.parametrize(
    ("phrase", "after", "wanted"),
    [
        ("at/ADP/5/case the/DET/5/det summit/NOUN/2/obl ", 8, "the summit"),
        ("after/ADP/4/case talks:talk/NOUN/2/obl with/ADP/6/case Lind/PROPN/4/nmod ", 9, "talks with Lind"),
        (
            "at/ADP/5/case a/DET/5/det dinner/NOUN/2/obl on/ADP/7/case Monday/PROPN/5/nmod ", 10, "a dinner",
        ),  # the day is no part of it
        (
            "on/ADP/5/case the/DET/5/det sidelines:sideline/NOUN/2/obl of/ADP/8/case the/DET/8/det summit/NOUN/5/nmod ",
            11, "the summit",
        ),
        (
            "in/ADP/5/case the/DET/5/det last/ADJ/2/obl of/ADP/8/case their/PRON/8/nmod:poss "
            "debates:debate/NOUN/5/nmod ",
            11, "the last of their debates",
        ),
        ("at/ADP/6/case a/DET/6/det press/NOUN/6/compound conference/NOUN/2/obl ", 9, None),  # through what
        ("at/ADP/5/case the/DET/5/det window/NOUN/2/obl ", 8, None),
    ],
)  # fmt: skip
def test_the_event_beside_the_cue(tree: TreeBuilder, phrase: str, after: int, wanted: str | None) -> None:
    assert occasion(tree, SAID + phrase + SNOW.format(after), "Orsk", "said", "that snow fell") == wanted


def test_an_event_is_found_though_it_hangs_on_the_content(tree: TreeBuilder) -> None:
    rows = (
        "Orsk/PROPN/2/nsubj thanked:thank/VERB/0/root Albia/PROPN/2/obj for/SCONJ/5/mark waiting:wait/VERB/2/advcl "
        "during/ADP/8/case a/DET/8/det visit/NOUN/5/obl ./PUNCT/2/punct"
    )
    assert occasion(tree, rows, "Orsk", "thanked", "Albia for waiting") == "a visit"
    assert occasion(tree, rows, "Orsk", "thanked", "Albia for waiting during a visit") is None


def test_of_joined_verbs_both_were_said_there(tree: TreeBuilder) -> None:
    rows = (
        "Orsk/PROPN/2/nsubj praised:praise/VERB/0/root Albia/PROPN/2/obj and/CCONJ/5/cc blamed:blame/VERB/2/conj "
        "Lind/PROPN/5/obj in/ADP/9/case a/DET/9/det debate/NOUN/5/obl ./PUNCT/2/punct"
    )
    assert occasion(tree, rows, "Orsk", "praised", "Albia") == "a debate"
    assert occasion(tree, rows, "Orsk", "blamed", "Lind") == "a debate"


def test_an_event_may_be_what_is_addressed_or_told(tree: TreeBuilder) -> None:
    rows = (
        "Addressing:address/VERB/6/advcl a/DET/3/det rally/NOUN/1/obj ,/PUNCT/1/punct Orsk/PROPN/6/nsubj "
        "said:say/VERB/0/root snow/NOUN/8/nsubj fell:fall/VERB/6/ccomp ./PUNCT/6/punct"
    )
    assert occasion(tree, rows, "Orsk", "said", "snow fell") == "a rally"
    rows = (
        "Orsk/PROPN/2/nsubj told:tell/VERB/0/root the/DET/4/det {}/NOUN/2/iobj snow/NOUN/6/nsubj "
        "fell:fall/VERB/2/ccomp ./PUNCT/2/punct"
    )
    assert occasion(tree, rows.format("hearing"), "Orsk", "told", "snow fell") == "the hearing"
    assert occasion(tree, rows.format("congress"), "Orsk", "told", "snow fell") is None  # it is the one addressed


def test_a_talk_carries_words_and_talks_are_an_event(tree: TreeBuilder) -> None:
    rows = "in/ADP/5/case the/DET/5/det {}:talk/NOUN/2/obl "
    for words, channel, event in (("talk", "speech", None), ("talks", None, "the talks")):
        doc, one = told(tree, SAID + rows.format(words) + SNOW.format(8), "Orsk", "said", "that snow fell")
        through, where = channel_of(doc, one), occasion_of(doc, one)
        assert (through[0] if through else None) == channel
        assert (doc[slice(*where)].text if where else None) == event


def test_without_a_cue_there_is_none(tree: TreeBuilder) -> None:
    rows = "Orsk/PROPN/2/nsubj said:say/VERB/0/root at/ADP/5/case the/DET/5/det summit/NOUN/2/obl snow/NOUN/2/obj"
    assert occasion(tree, rows, "", "", "snow") is None
