from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from verbale.find.mentions import find_mentions
from verbale.models import Mention


def named(words: list[str], *names: tuple[int, int, str]) -> Doc:
    """Return a ``Doc`` with entities given by first token, token after the last, and label."""
    doc = Doc(Vocab(), words=words)
    doc.set_ents([Span(doc, first, after, label) for first, after, label in names])
    return doc


def test_names_become_mentions_in_order() -> None:
    doc = named(["𝒜", "Jens", "Stoltenberg", "met", "NATO", "allies"], (4, 5, "ORG"), (1, 3, "PER"))
    assert find_mentions(doc, "model-1") == (
        Mention(2, 18, "Jens Stoltenberg", "PER", "model-1"),
        Mention(23, 27, "NATO", "ORG", "model-1"),
    )
    assert all(doc.text[m.start : m.end] == m.text for m in find_mentions(doc, ""))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("PERSON", "PER"), ("GPE", "LOC"), ("FAC", "LOC"), ("NORP", "NORP"), ("EVENT", "MISC"), ("LAW", "MISC")],
)
def test_labels_of_other_pipelines(theirs: str, ours: str) -> None:
    (mention,) = find_mentions(named(["Geneva"], (0, 1, theirs)), "other")
    assert mention.label == ours


@pytest.mark.parametrize("label", ["DATE", "MONEY", "CARDINAL", "PERCENT", "TIME"])
def test_dates_and_amounts_are_no_mentions(label: str) -> None:
    assert find_mentions(named(["Monday"], (0, 1, label)), "other") == ()
