from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from tests.handmade import statement
from tests.resolve.conftest import parsed
from verbale.find.acts import saying
from verbale.models import Document


@pytest.mark.parametrize(
    ("name", "cue_class"),
    [
        ("ask", "ask"),
        ("request", "request"),
        ("urge", "urge"),
        ("demand", "demand"),
        ("describe", "criticize"),  # "called … a liar"
        ("named", "describe"),
        ("regret", "regret"),
        ("say", "say"),
        ("report", "report"),  # a poll finds
        ("know", "know"),  # a person finds
        ("thank", "thank"),  # "would like to" gives way
        ("add", "add"),
        ("claim", "claim"),
        ("refuse", "refuse"),  # "not willing"
        ("agree", "agree"),
        ("threaten", "threaten"),
        ("warn", "warn"),
        ("order", "order"),
        ("plan", "plan"),  # "is considering"
        ("believe", "believe"),  # "considers"
        ("declined", "refuse"),
        ("tweeted", "say"),
    ],
)
def test_the_class_is_that_of_the_cue_in_its_frame(tree: TreeBuilder, name: str, cue_class: str) -> None:
    assert said(tree, name)[1].cue_class == cue_class


def test_an_object_completes_a_phrase_beyond_the_cue(tree: TreeBuilder) -> None:
    doc = parsed(
        tree, "Orsk/PROPN/2/nsubj expressed:express/VERB/0/root deep/ADJ/4/amod regret/NOUN/2/obj ./PUNCT/2/punct"
    )
    one = saying(doc, doc.text, statement(Document(doc.text), (0, 4), (5, 14), (15, 26)))
    assert one.cue_class == "regret"


def test_a_wrong_lemma_does_not_hide_the_word(tree: TreeBuilder) -> None:
    doc = parsed(tree, "Orsk/PROPN/2/nsubj urged:urg/VERB/0/root restraint/NOUN/2/obj ./PUNCT/2/punct")
    assert saying(doc, doc.text, statement(Document(doc.text), (0, 4), (5, 10), (11, 20))).cue_class == "urge"


@pytest.mark.parametrize(
    ("act", "cue_class"), [("speech", "say"), ("thought", "believe"), ("will", "want"), ("decree", "decide")]
)
def test_an_unknown_cue_has_the_plain_class_of_its_act(tree: TreeBuilder, act: str, cue_class: str) -> None:
    doc = parsed(tree, "Orsk/PROPN/2/nsubj frobbed:frob/VERB/0/root snow/NOUN/2/obj ./PUNCT/2/punct")
    one = statement(Document(doc.text), (0, 4), (5, 12), (13, 17), act=act)
    assert saying(doc, doc.text, one).cue_class == cue_class


def test_turns_of_an_interview_ask_and_answer(tree: TreeBuilder) -> None:
    doc = tree(
        "Q: Why snow?\n\nOrsk: It fell.",
        """
        Q NOUN q 0 root
        : PUNCT : 1 punct
        Why ADV why 4 advmod
        snow NOUN snow 1 parataxis
        ? PUNCT ? 4 punct

        Orsk PROPN Orsk 0 root
        : PUNCT : 1 punct
        It PRON it 4 nsubj
        fell VERB fall 1 parataxis
        . PUNCT . 4 punct
        """,
    )
    text = doc.text
    first, second = text.index(":"), text.rindex(":")
    asked = statement(Document(text), (0, 1), (first, first + 1), (text.index("Why"), text.index("?") + 1))
    answered = statement(Document(text), None, (second, second + 1), (text.index("It"), len(text) - 1))
    assert saying(doc, text, asked).cue_class == "ask"
    assert saying(doc, text, answered).cue_class == "answer"
