from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import verbale.run.component  # noqa: F401  (registers the factory where the entry point is not installed)
from verbale.errors import VerbaleError

TEXT = "The dam holds, Orsk said on Monday."
HEADS = [1, 2, 5, 5, 5, 5, 7, 5, 5]
DEPS = ["det", "nsubj", "ccomp", "punct", "nsubj", "root", "case", "obl", "punct"]
TAGS = ["DET", "NOUN", "VERB", "PUNCT", "PROPN", "VERB", "ADP", "PROPN", "PUNCT"]


@Language.component("handmade_tree")
def handmade_tree(doc: Doc) -> Doc:
    if len(doc) == len(HEADS):
        for token, head, dep, tag in zip(doc, HEADS, DEPS, TAGS, strict=True):
            token.head, token.dep_, token.pos_ = doc[head], dep, tag
            token.lemma_ = {"said": "say", "holds": "hold"}.get(token.text, token.text)
    return doc


@pytest.fixture
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("handmade_tree")
    pipeline.add_pipe("verbale_statements", config={"published": "2022-06-30"})
    return pipeline


def test_statements_stand_on_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    (found,) = doc._.statements
    assert (found.source.text, found.cue.text, found.words) == ("Orsk", "said", "The dam holds")
    assert str(found.said_on.date) == "2022-06-27"
    assert [time.value for time in doc._.times] == ["2022-06-27"]
    assert [span.text for span in doc.spans["content"]]


def test_what_is_known_of_one_text_goes_before_what_is_configured(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.user_data["verbale.published"] = "2021-03-04"
    assert str(nlp(doc)._.statements[0].said_on.date) == "2021-03-01"


def test_an_empty_text_has_none(nlp: Language) -> None:
    assert nlp(" ")._.statements == ()


def test_a_text_without_a_tree_is_refused(nlp: Language) -> None:
    with pytest.raises(VerbaleError, match="V302"):
        nlp("Other words")


def test_it_is_registered_for_every_installed_pipeline() -> None:
    names = [point.name for point in entry_points(group="spacy_factories") if point.name.startswith("verbale")]
    assert names == ["verbale_statements"]
