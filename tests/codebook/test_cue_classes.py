from __future__ import annotations

import re

import pytest

from verbale.codebook.carriers import carriers, events
from verbale.codebook.cue_classes import CUE_CLASSES, FRAMES, cue_classes, plain_sense, sense_for, word_forms
from verbale.codebook.cues import cue_lexicon
from verbale.codebook.stance_words import NEUTRAL, stance_word, stance_words

SENSES = [sense for phrases in cue_classes().values() for senses in phrases for sense in senses]
PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)


def test_every_cue_of_the_lexicon_has_a_class() -> None:
    known = {key for key, phrases in cue_classes().items() if any(len(senses[0].words) == 1 for senses in phrases)}
    assert set(cue_lexicon()) <= known


def test_there_are_at_least_400_words_and_phrases_with_a_source() -> None:
    assert len({sense.words for sense in SENSES}) >= 400
    assert sum(len(sense.words) > 1 for sense in SENSES) >= 400
    assert all(sense.source for sense in SENSES)


def test_classes_codes_and_commitments_are_of_the_codebooks() -> None:
    assert {sense.name for sense in SENSES} == set(CUE_CLASSES)
    assert {type_ for sense in SENSES for type_ in sense.plover} <= PLOVER
    assert all(re.fullmatch(r"0[1-9]\d|1[0-9]\d|20\d", code) for sense in SENSES for code in sense.cameo)
    assert {sense.commitment for sense in SENSES} == {"said", "claimed", "revealed"}


def test_every_frame_is_one_that_can_be_found() -> None:
    prepositions = "about against around as at behind by for forward of on prep-to upon with".split()
    assert {sense.frame for sense in SENSES} <= {*FRAMES, *prepositions}


def test_longer_phrases_come_first() -> None:
    for phrases in cue_classes().values():
        sizes = [sum(word != "…" for word in senses[0].words) for senses in phrases]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("name", CUE_CLASSES)
def test_a_class_is_called_after_a_verb_of_it(name: str) -> None:
    assert plain_sense(name).name == name


def test_the_frame_decides_and_else_the_plain_sense() -> None:
    senses = cue_classes()["ask", "VERB"][-1]
    assert sense_for(senses, frozenset(("person-to", "thing"))).name == "request"
    assert sense_for(senses, frozenset(("whether", "clause"))).name == "ask"
    assert sense_for(senses, frozenset()).name == "ask"


@pytest.mark.parametrize(
    ("lemma", "form", "wanted"),
    [("urg", "urged", "urge"), ("denie", "denied", "deny"), ("spok", "spoke", "speak"), ("plann", "planning", "plan")],
)
def test_forms_lead_to_the_lemma(lemma: str, form: str, wanted: str) -> None:
    assert wanted in word_forms(lemma, form)
    assert word_forms(lemma, form)[0] == lemma


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("write", "warned"),
        ("accept", "accused"),
        ("refer", "refused"),
        ("be", "urging"),
        ("write", "hopes"),
        ("make", "believe"),
    ],
)
def test_a_lemma_of_another_word_is_left_out(lemma: str, form: str) -> None:
    assert lemma not in word_forms(lemma, form)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("flee", "fled"), ("lie", "lying"), ("deny", "denied"), ("quip", "quipped"), ("seek", "sought"), ("be", "was"),
     ("lead", "led"), ("travel", "travelled"), ("during", "during"), ("mimic", "mimicked"),
     ("run", "ran"), ("deny", "denies"), ("bad", "worse"), ("analysis", "analyses"), ("sell", "sold"),
     ("hope", "hope")],
)  # fmt: skip
def test_the_right_lemma_stays_first(lemma: str, form: str) -> None:
    assert word_forms(lemma, form)[0] == lemma


def test_stance_words_have_a_side() -> None:
    for word in stance_words().values():
        assert word.doer or word.target
        assert abs(word.doer) <= 1
        assert abs(word.target) <= 1
    assert stance_word("invade", "invaded", "VERB").doer == -1
    assert stance_word("invad", "invaded", "VERB").doer == -1
    assert stance_word("snow", "snow", "NOUN") is NEUTRAL


def test_carriers_and_events_are_apart() -> None:
    assert carriers()["press conference"].kind == "briefing"
    assert "conference" in events()
    assert "conference" not in carriers()
    assert all(carrier.prepositions or carrier.as_source for carrier in (*carriers().values(), *events().values()))
