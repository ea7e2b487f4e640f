from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tests.find.conftest import TreeBuilder
from verbale.find.clauses import Found, attributions_in_trees, trimmed

Parts = tuple[str | None, str, tuple[str, ...], str, str]


def parts(doc: Doc, one: Found) -> Parts:
    """Return source, cue, content, act and rule of an attribution, in words."""
    return (
        doc[slice(*one.source)].text if one.source else None,
        doc[slice(*one.cue)].text,
        tuple(doc[slice(*stretch)].text for stretch in one.content),
        one.act,
        one.rule,
    )


def attributions(doc: Doc) -> list[Parts]:
    return [parts(doc, one) for one in attributions_in_trees(doc)]


def test_clause(tree: TreeBuilder) -> None:
    doc = tree(
        "The new minister had not yet said that the talks failed.",
        """
        The DET the 3 det
        new ADJ new 3 amod
        minister NOUN minister 7 nsubj
        had AUX have 7 aux
        not PART not 7 advmod
        yet ADV yet 7 advmod
        said VERB say 0 root
        that SCONJ that 11 mark
        the DET the 10 det
        talks NOUN talk 11 nsubj
        failed VERB fail 7 ccomp
        . PUNCT . 7 punct
        """,
    )
    assert attributions(doc) == [
        ("The new minister", "had not yet said", ("that the talks failed",), "speech", "clause")
    ]


def test_an_adjective_with_its_copula(tree: TreeBuilder) -> None:
    doc = tree(
        "NATO is sure that Kyiv won.",
        """
        NATO PROPN NATO 3 nsubj
        is AUX be 3 cop
        sure ADJ sure 0 root
        that SCONJ that 6 mark
        Kyiv PROPN Kyiv 6 nsubj
        won VERB win 3 ccomp
        . PUNCT . 3 punct
        """,
    )
    assert attributions(doc) == [("NATO", "is sure", ("that Kyiv won",), "thought", "clause")]


def test_a_word_that_is_no_cue_ascribes_nothing(tree: TreeBuilder) -> None:
    doc = tree(
        "He arranged that they met.",
        """
        He PRON he 2 nsubj
        arranged VERB arrange 0 root
        that SCONJ that 5 mark
        they PRON they 5 nsubj
        met VERB meet 2 ccomp
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == []


def test_a_cue_without_content_ascribes_nothing(tree: TreeBuilder) -> None:
    assert attributions(tree("He said.", "He PRON he 2 nsubj\nsaid VERB say 0 root\n. PUNCT . 2 punct")) == []


def test_parenthetical_behind(tree: TreeBuilder) -> None:
    doc = tree(
        "The talks failed, the minister said.",
        """
        The DET the 2 det
        talks NOUN talk 3 nsubj
        failed VERB fail 0 root
        , PUNCT , 7 punct
        the DET the 6 det
        minister NOUN minister 7 nsubj
        said VERB say 3 parataxis
        . PUNCT . 3 punct
        """,
    )
    assert attributions(doc) == [("the minister", "said", ("The talks failed",), "speech", "parenthetical")]


def test_parenthetical_in_the_middle_splits_the_content(tree: TreeBuilder) -> None:
    doc = tree(
        "“The talks,” he said, “failed.”",
        """
        “ PUNCT “ 9 punct
        The DET the 3 det
        talks NOUN talk 10 nsubj
        , PUNCT , 7 punct
        ” PUNCT ” 3 punct
        he PRON he 7 nsubj
        said VERB say 10 parataxis
        , PUNCT , 7 punct
        “ PUNCT “ 10 punct
        failed VERB fail 0 root
        . PUNCT . 10 punct
        ” PUNCT ” 10 punct
        """,
    )
    # The first comma hangs on the cue; `find_statements` lets the first part have its marks back.
    assert attributions(doc) == [("he", "said", ("The talks", "“failed.”"), "speech", "parenthetical")]


def test_a_parenthetical_without_a_subject_is_none(tree: TreeBuilder) -> None:
    doc = tree(
        "The talks failed, said earlier.",
        """
        The DET the 2 det
        talks NOUN talk 3 nsubj
        failed VERB fail 0 root
        , PUNCT , 5 punct
        said VERB say 3 parataxis
        earlier ADV earlier 5 advmod
        . PUNCT . 3 punct
        """,
    )
    assert attributions(doc) == []


@pytest.mark.parametrize("form", ["According", "according", "ACCORDING"])
def test_according(tree: TreeBuilder, form: str) -> None:
    doc = tree(
        f"{form} to Russian officials, the talks failed.",
        f"""
        {form} VERB accord 4 case
        to ADP to 1 fixed
        Russian ADJ Russian 4 amod
        officials NOUN official 8 obl
        , PUNCT , 4 punct
        the DET the 7 det
        talks NOUN talk 8 nsubj
        failed VERB fail 0 root
        . PUNCT . 8 punct
        """,
    )
    assert attributions(doc) == [("Russian officials", f"{form} to", ("the talks failed",), "speech", "according")]


def test_according_without_to_is_none(tree: TreeBuilder) -> None:
    doc = tree(
        "They acted according laws.",
        """
        They PRON they 2 nsubj
        acted VERB act 0 root
        according VERB accord 4 case
        laws NOUN law 2 obl
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == []


def test_to(tree: TreeBuilder) -> None:
    doc = tree(
        "Beijing refused to join them.",
        """
        Beijing PROPN Beijing 2 nsubj
        refused VERB refuse 0 root
        to PART to 4 mark
        join VERB join 2 xcomp
        them PRON they 4 obj
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == [("Beijing", "refused", ("to join them",), "will", "to")]


def test_person_to(tree: TreeBuilder) -> None:
    doc = tree(
        "Seoul urged the North to stop.",
        """
        Seoul PROPN Seoul 2 nsubj
        urged VERB urge 0 root
        the DET the 4 det
        North PROPN North 2 obj
        to PART to 6 mark
        stop VERB stop 2 xcomp
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == [("Seoul", "urged", ("the North to stop",), "speech", "person-to")]


def test_raised(tree: TreeBuilder) -> None:
    doc = tree(
        "The talks are expected by many to fail.",
        """
        The DET the 2 det
        talks NOUN talk 4 nsubj:pass
        are AUX be 4 aux:pass
        expected VERB expect 0 root
        by ADP by 6 case
        many NOUN many 4 obl:agent
        to PART to 8 mark
        fail VERB fail 4 xcomp
        . PUNCT . 4 punct
        """,
    )
    (found,) = attributions_in_trees(doc)
    source, cue, content, _, rule = parts(doc, found)
    assert (source, cue, content, rule) == ("many", "are expected", ("The talks", "to fail"), "raised")


def test_a_passive_subject_is_no_source(tree: TreeBuilder) -> None:
    doc = tree(
        "Moscow was told that they left.",
        """
        Moscow PROPN Moscow 3 nsubj:pass
        was AUX be 3 aux:pass
        told VERB tell 0 root
        that SCONJ that 6 mark
        they PRON they 6 nsubj
        left VERB leave 3 ccomp
        . PUNCT . 3 punct
        """,
    )
    assert attributions(doc) == [(None, "was told", ("that they left",), "speech", "clause")]


def test_preposition(tree: TreeBuilder) -> None:
    doc = tree(
        "Seoul warned of new tests.",
        """
        Seoul PROPN Seoul 2 nsubj
        warned VERB warn 0 root
        of ADP of 5 case
        new ADJ new 5 amod
        tests NOUN test 2 obl
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == [("Seoul", "warned of", ("new tests",), "speech", "preposition")]


def test_a_preposition_that_is_no_frame_of_the_cue_holds_no_content(tree: TreeBuilder) -> None:
    doc = tree(
        "Seoul warned in a letter.",
        """
        Seoul PROPN Seoul 2 nsubj
        warned VERB warn 0 root
        in ADP in 5 case
        a DET a 5 det
        letter NOUN letter 2 obl
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == []


def test_thing(tree: TreeBuilder) -> None:
    doc = tree(
        "Seoul accused the North of lying on Monday.",
        """
        Seoul PROPN Seoul 2 nsubj
        accused VERB accuse 0 root
        the DET the 4 det
        North PROPN North 2 obj
        of SCONJ of 6 case
        lying NOUN lying 2 obl
        on ADP on 8 case
        Monday PROPN Monday 2 obl
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == [("Seoul", "accused", ("the North of lying",), "speech", "thing")]


def test_a_thing_needs_somebody_who_says_it(tree: TreeBuilder) -> None:
    rows = "Deny VERB deny 0 root\nthe DET the 3 det\ncharge NOUN charge 1 obj\n! PUNCT ! 1 punct"
    doc = tree("Deny the charge!", rows)
    assert attributions(doc) == []


def test_noun_with_a_clause(tree: TreeBuilder) -> None:
    doc = tree(
        "Moscow’s claim that Kyiv fired first is false.",
        """
        Moscow PROPN Moscow 3 nmod:poss
        ’s PART ’s 1 case
        claim NOUN claim 9 nsubj
        that SCONJ that 6 mark
        Kyiv PROPN Kyiv 6 nsubj
        fired VERB fire 3 acl
        first ADV first 6 advmod
        is AUX be 9 cop
        false ADJ false 0 root
        . PUNCT . 9 punct
        """,
    )
    assert attributions(doc) == [("Moscow’s", "claim", ("that Kyiv fired first",), "speech", "noun")]


def test_noun_with_by_and_a_preposition(tree: TreeBuilder) -> None:
    doc = tree(
        "The demand by Kyiv for arms grew.",
        """
        The DET the 2 det
        demand NOUN demand 7 nsubj
        by ADP by 4 case
        Kyiv PROPN Kyiv 2 nmod
        for ADP for 6 case
        arms NOUN arm 2 nmod
        grew VERB grow 0 root
        . PUNCT . 7 punct
        """,
    )
    found = attributions(doc)
    assert [one[:3] + one[4:] for one in found] == [("Kyiv", "demand", ("arms",), "noun")]


def test_noun_with_a_pronoun_and_an_infinitive(tree: TreeBuilder) -> None:
    doc = tree(
        "His promise to leave stands.",
        """
        His PRON his 2 nmod:poss
        promise NOUN promise 5 nsubj
        to PART to 4 mark
        leave VERB leave 2 acl
        stands VERB stand 0 root
        . PUNCT . 5 punct
        """,
    )
    assert attributions(doc) == [("His", "promise", ("to leave",), "speech", "noun")]


@pytest.mark.parametrize(("dummy", "lemma"), [("It", "it"), ("There", "there")])
def test_a_dummy_subject_says_nothing(tree: TreeBuilder, dummy: str, lemma: str) -> None:
    doc = tree(
        f"{dummy} was claimed that they left.",
        f"""
        {dummy} PRON {lemma} 3 expl
        was AUX be 3 aux:pass
        claimed VERB claim 0 root
        that SCONJ that 6 mark
        they PRON they 6 nsubj
        left VERB leave 3 ccomp
        . PUNCT . 3 punct
        """,
    )
    assert attributions(doc) == [(None, "was claimed", ("that they left",), "speech", "clause")]


def test_a_passive_clause_has_not_the_subject_of_the_clause_it_hangs_on(tree: TreeBuilder) -> None:
    doc = tree(
        "Seoul acted when Moscow was told they left.",
        """
        Seoul PROPN Seoul 2 nsubj
        acted VERB act 0 root
        when SCONJ when 6 mark
        Moscow PROPN Moscow 6 nsubj:pass
        was AUX be 6 aux:pass
        told VERB tell 2 advcl
        they PRON they 8 nsubj
        left VERB leave 6 ccomp
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == [(None, "was told", ("they left",), "speech", "clause")]


def test_the_subject_of_a_joined_verb(tree: TreeBuilder) -> None:
    doc = tree(
        "Kishida rose and said they won.",
        """
        Kishida PROPN Kishida 2 nsubj
        rose VERB rise 0 root
        and CCONJ and 4 cc
        said VERB say 2 conj
        they PRON they 6 nsubj
        won VERB win 4 ccomp
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == [("Kishida", "said", ("they won",), "speech", "clause")]


def test_a_participle_behind_its_noun(tree: TreeBuilder) -> None:
    doc = tree(
        "Envoys saying they won left.",
        """
        Envoys NOUN envoy 5 nsubj
        saying VERB say 1 acl
        they PRON they 4 nsubj
        won VERB win 2 ccomp
        left VERB leave 0 root
        . PUNCT . 5 punct
        """,
    )
    assert attributions(doc) == [("Envoys", "saying", ("they won",), "speech", "clause")]


def test_an_apposition_belongs_to_the_source_with_both_commas(tree: TreeBuilder) -> None:
    doc = tree(
        "Wang, a spokesman, said they won.",
        """
        Wang PROPN Wang 6 nsubj
        , PUNCT , 4 punct
        a DET a 4 det
        spokesman NOUN spokesman 1 appos
        , PUNCT , 1 punct
        said VERB say 0 root
        they PRON they 8 nsubj
        won VERB win 6 ccomp
        . PUNCT . 6 punct
        """,
    )
    ((source, *_),) = attributions(doc)
    assert source == "Wang, a spokesman,"


def test_order_is_that_of_the_cues(tree: TreeBuilder) -> None:
    doc = tree(
        "He said she said they won.",
        """
        He PRON he 2 nsubj
        said VERB say 0 root
        she PRON she 4 nsubj
        said VERB say 2 ccomp
        they PRON they 6 nsubj
        won VERB win 4 ccomp
        . PUNCT . 2 punct
        """,
    )
    assert [one[:3] for one in attributions(doc)] == [
        ("He", "said", ("she said they won",)),
        ("she", "said", ("they won",)),
    ]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([",", "the", "talks", ",", "."], (1, 3)),
        (["“", "No", ",", "”"], (0, 4)),
        (["No", ",", "”"], (0, 1)),
        (["“", "No"], (1, 2)),
        (["(", "no", ")"], (0, 3)),
        (["no", ")"], (0, 1)),
        (["—", "no", "—"], (1, 2)),
        (["$", "5"], (0, 2)),
        ([",", "."], None),
    ],
)
def test_trimmed(vocab: object, words: list[str], kept: tuple[int, int] | None) -> None:
    assert trimmed(Doc(vocab, words=words), 0, len(words)) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize("lemma", ["urge", "urg", "write"])
def test_a_verb_is_known_by_its_form_where_its_lemma_is_wrong(tree: TreeBuilder, lemma: str) -> None:
    doc = tree(
        "Orsk urged Albia to leave.",
        f"""
        Orsk PROPN Orsk 2 nsubj
        urged VERB {lemma} 0 root
        Albia PROPN Albia 2 obj
        to PART to 5 mark
        leave VERB leave 2 xcomp
        . PUNCT . 2 punct
        """,
    )
    assert attributions(doc) == [("Orsk", "urged", ("Albia to leave",), "speech", "person-to")]


def test_what_belongs_to_a_thing_is_known_by_the_verb_however_its_lemma_was_cut(tree: TreeBuilder) -> None:
    doc = tree(
        "Orsk accused Albia of lying.",
        """
        Orsk PROPN Orsk 2 nsubj
        accused VERB accus 0 root
        Albia PROPN Albia 2 obj
        of ADP of 5 case
        lying NOUN lying 2 obl
        . PUNCT . 2 punct
        """,
    )
    assert [one[2] for one in attributions(doc)] == [("Albia of lying",)]
