from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from tests.find.told import told
from verbale.find.channels import channel_of
from verbale.find.occasions import occasion_of


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("interview", "interview", "an interview"),
        ("letter", "letter", "a letter"),
        ("twitter", "post", "Twitter"),
        ("tweeted", "post", "tweeted"),
        ("report", "report", "A poll"),  # the source is the paper
        ("leak", "leak", "A draft seen by the daily"),
        ("say", None, None),
        ("summit", None, None),
    ],
)
def test_channels(tree: TreeBuilder, name: str, kind: str | None, words: str | None) -> None:
    doc, one = said(tree, name)
    found = channel_of(doc, one)
    assert (found[0] if found else None) == kind
    assert (doc[slice(*found[1])].text if found else None) == words


@pytest.mark.parametrize(("name", "words"), [("summit", "the summit in Corva"), ("interview", None), ("say", None)])
def test_occasions(tree: TreeBuilder, name: str, words: str | None) -> None:
    doc, one = said(tree, name)
    found = occasion_of(doc, one)
    assert (doc[slice(*found)].text if found else None) == words


@pytest.mark.parametrize(
    ("rows", "source", "cue", "kind", "words"),
    [
        (
            "Orsk/PROPN/2/nsubj told:tell/VERB/0/root a/DET/4/det briefing/NOUN/2/iobj it/PRON/6/nsubj "
            "snowed:snow/VERB/2/ccomp",
            "Orsk", "told", "briefing", "a briefing",
        ),
        (
            "Orsk/PROPN/2/nsubj told:tell/VERB/0/root an/DET/4/det interviewer/NOUN/2/iobj it/PRON/6/nsubj "
            "snowed:snow/VERB/2/ccomp",
            "Orsk", "told", "interview", "an interviewer",
        ),
        (
            "a/DET/2/det tweet/NOUN/0/root in/ADP/4/case which/PRON/6/obl Orsk/PROPN/6/nsubj said:say/VERB/2/acl:relcl "
            "it/PRON/8/nsubj snowed:snow/VERB/6/ccomp",
            "Orsk", "said", "post", "a tweet",
        ),
        (
            "Orsk/PROPN/2/nsubj said:say/VERB/0/root on/ADP/4/case Telegram/PROPN/2/obl it/PRON/6/nsubj "
            "snowed:snow/VERB/2/ccomp",
            "Orsk", "said", "post", "Telegram",
        ),
        (
            "Orsk/PROPN/2/nsubj said:say/VERB/0/root in/ADP/5/case a/DET/5/det telegram/NOUN/2/obl it/PRON/7/nsubj "
            "snowed:snow/VERB/2/ccomp",
            "Orsk", "said", "letter", "a telegram",
        ),
        (
            "Orsk/PROPN/2/nsubj told:tell/VERB/0/root the/DET/4/det radio/NOUN/2/iobj it/PRON/6/nsubj "
            "snowed:snow/VERB/2/ccomp",
            "Orsk", "told", None, None,
        ),
    ],
)  # fmt: skip
def test_channels_in_less_plain_places(
    tree: TreeBuilder, rows: str, source: str, cue: str, kind: str | None, words: str | None
) -> None:
    doc, one = told(tree, rows, source, cue, "it snowed")
    found = channel_of(doc, one)
    assert (found[0] if found else None) == kind
    assert (doc[slice(*found[1])].text if found else None) == words
