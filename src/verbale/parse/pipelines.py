"""Another spaCy pipeline in place of ours, for tags, dependencies and entities."""

from __future__ import annotations

import functools

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from verbale.errors import VerbaleError

#: Labels that only a parser trained on other than Universal Dependencies gives.
_NOT_UD = frozenset(("dobj", "nsubjpass", "pobj", "prep", "relcl"))


@functools.cache
def pipeline_named(name: str) -> Language:
    """Load an installed spaCy pipeline.

    Raises:
        VerbaleError: It is not installed (V301), or its parser does not give UD labels (V302).
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise VerbaleError("V301", name) from error
    if gives_other_than_ud(nlp):
        raise VerbaleError("V302", name)
    return nlp


def gives_other_than_ud(nlp: Language) -> bool:
    """Tell whether a pipeline's parser was trained on other labels than those of Universal Dependencies."""
    return "parser" in nlp.pipe_names and bool(_NOT_UD.intersection(nlp.pipe_labels.get("parser", ())))


def read_with(name: str, text: str) -> Doc:
    """Return a text as that pipeline reads it."""
    return pipeline_named(name)(text)
