from __future__ import annotations

from importlib import resources
from typing import get_args

import pytest

from verbale.codebook.cues import ACT_ORDER, act_of, cue_lexicon, mended
from verbale.find.drafts import RULE_CONFIDENCE, RULES_INSIDE, RULES_OUTSIDE
from verbale.models import Act

#: Prepositions that a frame may name; "prep-to" is the preposition "to", since "to" is the infinitive.
PREPOSITIONS = {
    "about", "against", "as", "at", "by", "for", "from", "in", "into", "of", "on", "over", "prep-to", "towards",
    "toward", "upon", "with", "without",
}  # fmt: skip
FRAMES = {"clause", "quote", "to", "person-to", "thing"} | PREPOSITIONS


def lines() -> list[str]:
    return resources.files("verbale.codebook").joinpath("cues.tsv").read_text("utf-8").splitlines()


def test_the_file_names_its_source_and_date() -> None:
    comments = [line for line in lines() if line.startswith("#")]
    assert any("Source:" in line and any(year in line for year in ("2024", "2025", "2026")) for line in comments)


def test_every_row_has_its_four_columns_in_order() -> None:
    head, *rows = [line.split("\t") for line in lines() if line and not line.startswith("#")]
    assert head == ["lemma", "pos", "act", "frames"]
    assert [len(row) for row in rows] == [4] * len(rows)
    keys = [tuple(row[:3]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert [key[0] for key in keys] == sorted(key[0] for key in keys)


def test_every_value_is_known() -> None:
    for (lemma, pos), cues in cue_lexicon().items():
        assert lemma == lemma.lower().strip()
        assert pos in {"VERB", "ADJ", "NOUN"}
        for cue in cues:
            assert cue.act in get_args(Act), lemma
            assert cue.frames <= FRAMES, lemma


def test_every_act_has_its_place() -> None:
    assert sorted(ACT_ORDER) == sorted(get_args(Act))


def test_a_word_with_several_acts_has_them_in_order() -> None:
    several = [cues for cues in cue_lexicon().values() if len(cues) > 1]
    assert several
    for cues in several:
        places = [ACT_ORDER.index(cue.act) for cue in cues]
        assert places == sorted(set(places))


def test_every_rule_that_may_add_has_a_confidence() -> None:
    assert set(RULE_CONFIDENCE) >= RULES_INSIDE | RULES_OUTSIDE
    assert all(0 < confidence < 1 for confidence in RULE_CONFIDENCE.values())


@pytest.mark.parametrize(
    ("lemmas", "act"),
    [
        ([("say", "VERB")], "speech"),
        ([("have", "AUX"), ("believe", "VERB")], "thought"),
        ([("refuse", "VERB")], "will"),
        ([("order", "VERB")], "speech"),
        ([("adopt", "VERB")], "decree"),
        ([("be", "AUX"), ("sure", "ADJ")], "thought"),
        ([("his", "PRON"), ("ambition", "NOUN")], "will"),
        ([("Refuse", "VERB")], "will"),
        ([("believe", "VERB"), ("refuse", "VERB")], "will"),
        ([("fear", "NOUN"), ("say", "VERB")], "speech"),
        ([("accord", "VERB"), ("to", "ADP")], "speech"),
        ([(":", "PUNCT")], "speech"),
        ([("refus", "VERB")], "will"),  # lemmas as a tagger may cut them
        ([("believ", "VERB")], "thought"),
        ([("refusse", "VERB")], "speech"),
        ([("write", "VERB", "refused")], "will"),
        ([("write", "VERB", "wrote")], "speech"),
        ([("make", "VERB"), ("it", "PRON"), ("clear", "ADJ")], "speech"),
        ([("be", "AUX"), ("clear", "ADJ")], "thought"),
        ([("send", "VERB"), ("clear", "ADJ"), ("message", "NOUN")], "speech"),
        ([], "speech"),
    ],
)
def test_act_of_a_cue(lemmas: list[tuple[str, str] | tuple[str, str, str]], act: Act) -> None:
    assert act_of(lemmas) == act


@pytest.mark.parametrize(
    ("lemma", "wanted"), [("urg", "urge"), ("denie", "deny"), ("tweete", "tweet"), ("bann", "ban"), ("say", "say")]
)
def test_a_lemma_that_was_cut_wrongly(lemma: str, wanted: str) -> None:
    assert wanted in mended(lemma)
    assert mended(lemma)[0] == lemma
