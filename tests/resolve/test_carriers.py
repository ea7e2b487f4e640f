from dataclasses import replace

import pytest

from tests.codebook.test_knowledge import write
from tests.handmade import statement
from verbale.codebook.knowledge import load
from verbale.models import Document, Segment, Span
from verbale.models.statement import Party
from verbale.resolve.carriers import carriers, with_via

TEXT = "ORBIS (Reuters) - The Albian News Agency said that Lee had said so to the Daily Reed."


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    def rows(*rows):
        return "".join("\t".join((*row, "set", "2026-01-01")) + "\n" for row in rows)

    return load(
        write(
            tmp_path_factory.mktemp("kb"),
            actors="id\tkind\tname\tcountry\tparent\tfrom\tto\tsource\tas_of\n"
            + rows(
                ("a:reuters", "agency", "Reuters", "", "", "", ""),
                ("a:albian", "agency", "Albian News Agency", "", "", "", ""),
                ("o:reed", "outlet", "Daily Reed", "", "", "", ""),
                ("o:herald-a", "outlet", "Herald of Albia", "", "", "", ""),
                ("o:herald-c", "outlet", "Herald of Corvania", "", "", "", ""),
                ("p:lee", "person", "Otto Lee", "", "", "", ""),
            ),
            names="id\tname\ttype\tfrom\tto\tsource\tas_of\n"
            + rows(("o:herald-a", "The Herald", "short", "", ""), ("o:herald-c", "The Herald", "short", "", "")),
        )
    )


def document(**other):
    return Document(TEXT, segments=(Segment(0, 15, "dateline"), Segment(18, len(TEXT), "body")), **other)


def told(doc):
    """Return what the agency says, and in its words what Lee said."""
    said, inner = TEXT.index("that"), TEXT.index("Lee")
    outer = statement(doc, (18, 40), None, (said, len(TEXT)), speaker="Albian News Agency", speaker_id="a:albian")
    lee = statement(doc, (inner, inner + 3), None, (inner + 13, len(TEXT)), speaker_id="p:lee", within=outer.id)
    return outer, lee


def test_an_article_is_carried_by_the_agencies_it_credits_and_its_outlet(base):
    found = carriers(document(agency="Reuters", outlet="Daily Reed"), base)
    assert [(one.key, one.basis) for one in found] == [("a:reuters", "credited"), ("o:reed", "outlet")]
    assert [one.basis for one in carriers(document(), base)] == ["dateline"]
    assert carriers(Document(TEXT), base) == ()


def test_what_is_not_known_or_what_two_are_called_is_a_name(base):
    found = carriers(Document(TEXT, agency="Orn Wire", outlet="The Herald"), base)
    assert [(one.name, one.id, one.key) for one in found] == [
        ("Orn Wire", None, "Orn Wire"), ("The Herald", None, "The Herald"),
    ]  # fmt: skip


def test_the_nearest_to_the_speaker_comes_first(base):
    doc = document(agency="Reuters", outlet="Daily Reed")
    outer, inner = with_via(doc, told(doc), base)
    assert outer.via == ("a:reuters",)
    assert inner.via == ("a:albian", "a:reuters")


def test_whom_it_was_told_is_nearer_than_who_tells_it_and_each_stands_once(base):
    doc = document(agency="Reuters", outlet="Orn Wire")
    outer, inner = told(doc)
    at = TEXT.index("Daily Reed")
    inner = replace(inner, addressees=(Party(Span.of(TEXT, at, at + 10), "Daily Reed", "o:reed"),))
    assert with_via(doc, [outer, inner], base)[1].via == ("o:reed", "a:albian", "a:reuters")


def test_nobody_carries_its_own_words(base):
    doc = document(agency="Albian News Agency", outlet="Orn Wire")
    outer, inner = with_via(doc, told(doc), base)
    assert outer.via == ("a:reuters",)
    assert inner.via == ("a:albian", "a:reuters")


def test_the_outlet_itself_carries_nothing_to_itself(base):
    doc = document(agency="Daily Reed", outlet="Daily Reed")
    outer, inner = told(doc)
    assert with_via(doc, [outer], base)[0].via == ("a:reuters",)
    at = TEXT.index("Daily Reed")
    inner = replace(inner, addressees=(Party(Span.of(TEXT, at, at + 10), "Daily Reed", "o:reed"),))
    assert with_via(doc, [outer, inner], base)[1].via == ("a:albian", "a:reuters")


def test_the_identity_of_statements_does_not_change(base):
    doc = document(outlet="Daily Reed")
    made = told(doc)
    assert [one.id for one in with_via(doc, made, base)] == [one.id for one in made]
