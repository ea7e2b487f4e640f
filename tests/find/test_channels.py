from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from verbale.find.channels import channel_of, occasion_of


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
