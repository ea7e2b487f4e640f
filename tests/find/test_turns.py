from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import statement
from verbale.find.drafts import Draft
from verbale.find.page import Page
from verbale.find.turns import MADE_BY, find_turns, turns_in, with_turns
from verbale.models import Document
from verbale.parse.words import blank_pipeline

CONFERENCE = """Foreign Ministry Spokesperson Aren Toll's Regular Press Conference on April 11, 2022

Velmora Daily: The strait was closed on Sunday. What is your comment?

Aren Toll: We have taken note of that. Nobody has the right to close it.

The war in the south is not of our making.

We hope that all will show restraint…

Talia News Agency: Will the Union of Mills visit?

Aren Toll: I have no information on that.
"""


def spoken(text: str) -> list[tuple[str, list[str]]]:
    return [(turn.name, [text[a:b] for a, b in turn.paragraphs]) for turn in find_turns(text)]


def test_an_answer_of_several_paragraphs_goes_on_to_the_next_turn() -> None:
    assert spoken(CONFERENCE) == [
        ("velmora daily", ["The strait was closed on Sunday. What is your comment?"]),
        (
            "aren toll",
            [
                "We have taken note of that. Nobody has the right to close it.",
                "The war in the south is not of our making.",
                "We hope that all will show restraint…",
            ],
        ),
        ("talia news agency", ["Will the Union of Mills visit?"]),
        ("aren toll", ["I have no information on that."]),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Q: Why?\n\nA: Because.\n\nIt is so.", ["q", "a"]),
        ("**Question 1:** Why?\n\n**Answer:** Because.", ["question", "answer"]),
        ("QUESTION: Why?\nMS. ORN: Because.", ["question", "ms. orn"]),
        ("LIN: It is open.\n\nKTP: It was shut.\n\nLIN: It is open.", ["lin", "ktp", "lin"]),
        ("Q. Why?\n\nA. Because.", ["q", "a"]),
        ("Toll：Why?\n\nOrn (ret.):\nBecause.", ["toll", "orn (ret.)"]),
        ("Host: Why?\n\nProf. Ila Venn:\nBecause.", ["host", "prof. ila venn"]),
    ],
)
def test_conversations(text: str, names: list[str]) -> None:
    assert [turn.name for turn in find_turns(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Toll: We will not wait.\n\nThe minister spoke on Monday.",
        "Name: Albia\nCapital: Port Alb\nName: Corvania\nCapital: Corva",
        "Photo: A. Toll.\n\nSource: The Post.\n\nPhoto: I. Venn.",
        "It is simple: nobody came.\n\nIt was late: everybody left.\n\nIt is simple: they slept?",
        "Q. Venn came.\n\nToll left.",
        "At 10:30 Toll came.\n\nAt 11:30 Orn left?",
        "Strait: a history.\n\nHarbours: a history.",
    ],
)
def test_what_is_no_conversation(text: str) -> None:
    assert find_turns(text) == []


def test_after_a_single_question_and_answer_the_author_may_go_on() -> None:
    text = "The minister met the press.\n\nThe Post: Why?\n\nOrn: Because.\n\nThen the minister left.\n"
    assert spoken(text) == [("the post", ["Why?"]), ("orn", ["Because."])]


@given(st.text(alphabet="QA:.?\n aB”", max_size=60))
def test_turns_are_in_order_and_apart(text: str) -> None:
    last = 0
    for turn in find_turns(text):
        assert last <= turn.label[0] < turn.label[1] <= turn.paragraphs[0][0]
        for start, end in turn.paragraphs:
            assert last <= start < end
            assert text[start:end].strip() == text[start:end]
            last = end
        assert last == turn.end


def page_of(text: str) -> Page:
    return Page(blank_pipeline()(text), text)


def draft(page: Page, source: str | None, cue: str | None, *content: str) -> Draft:
    def tokens(words: str) -> tuple[int, int]:
        at = page.text.index(words)
        return page.tokens(at, at + len(words))

    return Draft(
        tokens(source) if source else None,
        tokens(cue) if cue else None,
        tuple(tokens(part) for part in content),
        "speech",
        0.5,
        "m-1",
    )


def words(page: Page, found: Draft) -> tuple[str | None, list[str], str]:
    parts = [page.text[slice(*page.offsets(part))] for part in found.content]
    return page.text[slice(*page.offsets(found.source))] if found.source else None, parts, found.made_by


def test_turns_take_the_place_of_what_was_found_of_them() -> None:
    page = page_of(CONFERENCE)
    found = with_turns(
        page,
        [
            draft(page, "Aren Toll:", ":", "We have taken note of that"),
            draft(page, None, None, "The war in the south"),
            draft(page, "We", "hope", "that all will show restraint…", "Will the Union"),
            draft(page, "Velmora", "taken note", "The strait was closed"),
        ],
    )
    assert [words(page, one) for one in found] == [
        ("Velmora Daily", ["The strait was closed on Sunday. What is your comment?"], MADE_BY),
        (
            "Aren Toll",
            [
                "We have taken note of that. Nobody has the right to close it",
                "The war in the south is not of our making",
                "We hope that all will show restraint…",
            ],
            MADE_BY,
        ),
        ("We", ["that all will show restraint…"], "m-1"),
        ("Talia News Agency", ["Will the Union of Mills visit?"], MADE_BY),
        ("Aren Toll", ["I have no information on that"], MADE_BY),
    ]


def test_other_texts_keep_their_drafts() -> None:
    page = page_of("Toll said it fell.")
    drafts = [draft(page, "Toll", "said", "it fell")]
    assert with_turns(page, drafts) == drafts


def test_after_them_the_author_goes_on() -> None:
    page = page_of("The Post: Why?\n\nOrn: Because of the U.S.\n\nThen it rained, they said.\n")
    drafts = [draft(page, None, None, "Then it rained"), draft(page, "The Post", "said", "Then it rained")]
    found = [words(page, one) for one in with_turns(page, drafts)]
    assert found[:2] == [("The Post", ["Why?"], MADE_BY), ("Orn", ["Because of the U.S."], MADE_BY)]
    assert found[2:] == [(None, ["Then it rained"], "m-1"), ("The Post", ["Then it rained"], "m-1")]


def test_letters_alone_are_no_source() -> None:
    page = page_of("Q. Why?\n\nA. Because.")
    assert [words(page, one) for one in with_turns(page, [])] == [
        (None, ["Why?"], MADE_BY),
        (None, ["Because"], MADE_BY),
    ]


def test_statements_that_are_turns() -> None:
    text = "Q: Why?\n\nA: I said it fell.\n"
    document = Document(text)
    turn = statement(document, (9, 10), (10, 11), (12, 26))
    told = statement(document, (12, 13), (14, 18), (19, 26))
    found = turns_in(text, [turn, told])
    assert {id_: one.name for id_, one in found.items()} == {turn.id: "a"}
    assert turns_in("I said it fell.", [told]) == {}
