from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from tests.find.told import told
from verbale.find.modality import commitment_of, modality_of


@pytest.mark.parametrize(
    ("name", "modality"),
    [
        ("say", "asserted"),
        ("negated", "negated"),
        ("nobody", "negated"),
        ("declined", "asserted"),  # declining is done
        ("refuse", "asserted"),
        ("future", "future"),
        ("maybe", "hypothetical"),
        ("reportedly", "hypothetical"),
        ("urged", "hypothetical"),
        ("polite", "asserted"),
        ("if", "conditional"),
        ("question", "question"),
    ],
)
def test_the_modality_is_that_of_the_act_of_saying(tree: TreeBuilder, name: str, modality: str) -> None:
    assert modality_of(*said(tree, name)) == modality


@pytest.mark.parametrize(
    ("name", "commitment"), [("say", "said"), ("claim", "claimed"), ("know", "revealed"), ("report", "revealed")]
)
def test_the_commitment_is_that_of_the_word(tree: TreeBuilder, name: str, commitment: str) -> None:
    doc, one = said(tree, name)
    assert commitment_of(one, modality_of(doc, one)) == commitment


def test_what_was_not_known_is_only_said(tree: TreeBuilder) -> None:
    assert commitment_of(said(tree, "know")[1], "negated") == "said"


@pytest.mark.parametrize(
    ("rows", "cue", "modality"),
    [
        (
            "Orsk/PROPN/4/nsubj has:have/AUX/4/aux yet/ADV/4/advmod confirm/VERB/0/root it/PRON/4/obj",
            "has yet confirm", "asserted",
        ),
        (
            "Orsk/PROPN/2/nsubj has:have/VERB/0/root yet/ADV/2/advmod to/PART/5/mark confirm/VERB/2/xcomp "
            "it/PRON/5/obj",
            "has yet to confirm", "negated",
        ),
        (
            "Orsk/PROPN/4/nsubj is:be/AUX/4/aux to/PART/4/mark announce/VERB/0/root it/PRON/4/obj",
            "is to announce", "future",
        ),
        (
            "Orsk/PROPN/3/nsubj is:be/AUX/3/cop due/ADJ/0/root to/PART/5/mark announce/VERB/3/xcomp it/PRON/5/obj",
            "is due to announce", "future",
        ),
    ],
)  # fmt: skip
def test_what_is_yet_to_come(tree: TreeBuilder, rows: str, cue: str, modality: str) -> None:
    assert modality_of(*told(tree, rows, "Orsk", cue, "it")) == modality


def test_whoever_is_asked_for_asks(tree: TreeBuilder) -> None:
    rows = "Who:who/PRON/2/nsubj said:say/VERB/0/root it/PRON/2/obj {}/PUNCT/2/punct"
    assert modality_of(*told(tree, rows.format("?"), "Who", "said", "it")) == "question"
    assert modality_of(*told(tree, rows.format("."), "Who", "said", "it")) == "asserted"


def test_a_question_in_an_interview_may_hang_on_the_name_before_the_colon(tree: TreeBuilder) -> None:
    rows = (
        "Q/NOUN/0/root :/PUNCT/1/punct Does:do/AUX/5/aux Orsk/PROPN/5/nsubj admit/VERB/1/appos it/PRON/5/obj "
        "?/PUNCT/5/punct"
    )
    doc, one = told(tree, rows, "Orsk", "admit", "it")
    assert (modality_of(doc, one), commitment_of(one, "question")) == ("question", "said")
    assert commitment_of(one, "asserted") == "revealed"
