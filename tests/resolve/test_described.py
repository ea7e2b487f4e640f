from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.told import told
from verbale.codebook.actor_nouns import actor_nouns
from verbale.codebook.knowledge import Knowledge
from verbale.models import About, Document, Label, Mention
from verbale.resolve.acts import describe_statements

SAID = "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/{}/mark "


def about(
    tree: TreeBuilder,
    base: Knowledge,
    rows: str,
    content: str,
    *names: tuple[str, Label, str | None],
    cue: str = "said",
) -> list[About]:
    """Return whom a statement of Orsk's is about, with names given as words, label and actor."""
    doc, one = told(tree, rows, "Orsk", cue, content)
    mentions = []
    for words, label, actor in names:
        at = doc.text.index(words)
        mentions.append(Mention(at, at + len(words), words, label, "m-1", actor))
    mentions.sort(key=lambda mention: mention.start)
    (found,) = describe_statements(doc, Document(doc.text), [one.statement], mentions, base)
    for party in found.about:
        assert all(doc.text[span.start : span.end] == span.text for span in party.spans)
    return list(found.about)


@pytest.mark.parametrize(
    ("rows", "content", "wanted"),
    [
        (
            SAID.format(6) + "the/DET/5/det rebels:rebel/NOUN/6/nsubj fled:flee/VERB/2/ccomp",
            "that the rebels fled", ["the rebels"],
        ),
        (
            SAID.format(6) + "his/PRON/5/nmod:poss allies:ally/NOUN/6/nsubj fled:flee/VERB/2/ccomp",
            "that his allies fled", ["his allies"],
        ),
        (
            SAID.format(7) + "a/DET/6/det government/NOUN/6/compound offer/NOUN/7/nsubj failed:fail/VERB/2/ccomp",
            "that a government offer failed", ["government"],
        ),
        (SAID.format(6) + "the/DET/5/det snow/NOUN/6/nsubj fell:fall/VERB/2/ccomp", "that the snow fell", []),
        (SAID.format(6) + "Lind/PROPN/6/nsubj is:be/AUX/6/cop president/NOUN/2/ccomp", "that Lind is president", []),
        (
            SAID.format(5) + "they/PRON/5/nsubj left:leave/VERB/2/ccomp the/DET/7/det country/NOUN/5/obj",
            "that they left the country", [],
        ),
        (
            SAID.format(5) + "they/PRON/5/nsubj met:meet/VERB/2/ccomp in/ADP/7/case parliament/NOUN/5/obl",
            "that they met in parliament", [],
        ),
        (SAID.format(6) + "no/DET/5/det minister/NOUN/6/nsubj fled:flee/VERB/2/ccomp", "that no minister fled", []),
        (SAID.format(5) + "allies:ally/NOUN/5/nsubj fled:flee/VERB/2/ccomp", "that allies fled", []),  # whose?
    ],
)  # fmt: skip
def test_who_is_described(tree: TreeBuilder, base: Knowledge, rows: str, content: str, wanted: list[str]) -> None:
    assert [(one.name, one.actor) for one in about(tree, base, rows, content)] == [(words, None) for words in wanted]


def test_a_title_and_what_a_name_owns_are_not_counted_beside_the_name(tree: TreeBuilder, base: Knowledge) -> None:
    rows = SAID.format(6) + "President/NOUN/5/nmod:desc Brunn/PROPN/6/nsubj fled:flee/VERB/2/ccomp"
    (one,) = about(tree, base, rows, "that President Brunn fled", ("Brunn", "PER", "p:brunn"))
    assert (one.name, one.actor, one.spans[0].text) == ("Ada Brunn", "p:brunn", "President Brunn")
    rows = SAID.format(7) + "the/DET/6/det Corvanian/ADJ/6/amod admirals:admiral/NOUN/7/nsubj fled:flee/VERB/2/ccomp"
    (one,) = about(tree, base, rows, "that the Corvanian admirals fled", ("Corvanian", "NORP", "s:cor"))
    assert (one.name, one.actor) == ("Corvania", "s:cor")


def test_all_words_for_one_are_one_and_in_order(tree: TreeBuilder, base: Knowledge) -> None:
    rows = (
        SAID.format(6)
        + "the/DET/5/det rebels:rebel/NOUN/6/nsubj met:meet/VERB/2/ccomp Corvania/PROPN/6/obj and/CCONJ/11/cc "
        "the/DET/10/det rebels:rebel/NOUN/11/nsubj left:leave/VERB/6/conj"
    )
    found = about(tree, base, rows, "that the rebels met Corvania and the rebels left", ("Corvania", "LOC", "s:cor"))
    assert [(one.name, len(one.spans)) for one in found] == [("the rebels", 2), ("Corvania", 1)]


def test_whom_a_description_means_is_taken_from_the_names_before(tree: TreeBuilder, base: Knowledge) -> None:
    rows = (
        "The:the/DET/3/det Littoral/PROPN/3/compound Bloc/PROPN/4/nsubj met:meet/VERB/0/root ./PUNCT/4/punct|"
        + SAID.format(6) + "the/DET/5/det bloc/NOUN/6/nsubj grew:grow/VERB/2/ccomp"
    )  # fmt: skip
    (one,) = about(tree, base, rows, "that the bloc grew", ("Littoral Bloc", "ORG", "o:bloc"))
    assert (one.name, one.actor, one.spans[0].text) == ("Littoral Bloc", "o:bloc", "the bloc")


def test_who_speaks_is_not_spoken_of(tree: TreeBuilder, base: Knowledge) -> None:
    rows = SAID.format(5) + "Corvania/PROPN/5/nsubj fled:flee/VERB/2/ccomp"
    found = about(
        tree, base, rows, "Orsk said that Corvania fled", ("Orsk", "PER", "p:orsk"), ("Corvania", "LOC", "s:cor")
    )
    assert [one.actor for one in found] == ["s:cor"]


@pytest.mark.parametrize(
    ("name", "label", "counts"),
    [
        ("Ostra Sea", "LOC", False),
        ("Orn Peninsula", "LOC", False),
        ("Velm Summit", "ORG", False),
        ("Ostra", "LOC", True),
    ],
)
def test_regions_and_events_are_nobody(
    tree: TreeBuilder, base: Knowledge, name: str, label: Label, counts: bool
) -> None:
    words = name.split()
    rows = SAID.format(4 + len(words)) + "".join(f"{word}/PROPN/{4 + len(words)}/nsubj " for word in words[:1])
    rows += "".join(f"{word}/PROPN/4/flat " for word in words[1:]) + "grew:grow/VERB/2/ccomp"
    assert bool(about(tree, base, rows, f"that {name} grew", (name, label, None))) is counts


def test_the_table_of_nouns_has_a_kind_in_every_row() -> None:
    kinds = {"state", "body", "force", "group", "organization", "office", "people"}
    assert {noun.kind for noun in actor_nouns().values()} == kinds
    assert actor_nouns()["rebel"].alone
    assert not actor_nouns()["ally"].alone
    assert all(noun == noun.lower() and " " not in noun for noun in actor_nouns())
