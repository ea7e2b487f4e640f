"""One document through the stages that see one document at a time: parse, find, resolve."""

from __future__ import annotations

from spacy.tokens import Doc

from verbale.codebook.knowledge import knowledge
from verbale.errors import VerbaleError
from verbale.find.mentions import find_mentions
from verbale.find.statements import find_statements
from verbale.find.times import find_times
from verbale.models import Analysis, Document
from verbale.parse.engine import Engine, default_engine
from verbale.parse.words import blank_pipeline
from verbale.read.language import is_readable
from verbale.resolve.dates import resolve_times
from verbale.resolve.linking import link_mentions
from verbale.resolve.said_on import with_days
from verbale.resolve.speakers import resolve_speakers


def analyze_document(document: Document, engine: Engine | None = None, pipeline: str | None = None) -> Analysis:
    """Return what is found in a document; in one whose language the model does not read, nothing.

    Args:
        document: The article as read.
        engine: The language model; default: the one that ships, loaded once.
        pipeline: Name of an installed spaCy pipeline with UD labels that tags, parses and names instead of ours.

    Raises:
        VerbaleError: The document is too long, or the pipeline cannot be used.
    """
    if not is_readable(document.language):
        # Nothing is found rather than nonsense.
        return Analysis(document, blank_pipeline()(document.text), (), ())
    engine = engine or default_engine()
    if len(document.text) > engine.settings.max_characters:
        raise VerbaleError("V104", f"{len(document.text):,} characters")
    if pipeline is None:
        doc, tagger = engine.read(document.text), engine.name
    else:
        from verbale.parse.pipelines import read_with

        doc, tagger = engine.add_attributions(read_with(pipeline, document.text)), pipeline
    return analyze_doc(doc, document, engine.name, tagger)


def analyze_doc(doc: Doc, document: Document, model: str, tagger: str) -> Analysis:
    """Return what is found in a parsed document, with names, speakers and days resolved.

    Args:
        doc: The document's text as it was parsed, with the span groups and links of the attributions.
        document: The document.
        model: Name and version of what found the attributions.
        tagger: Name of what tagged, parsed and found the names.
    """
    base = knowledge()
    mentions = link_mentions(doc, document, find_mentions(doc, tagger), base)
    times = resolve_times(doc, find_times(doc), document.published)
    statements = resolve_speakers(doc, document, mentions, find_statements(doc, document, model), base)
    return Analysis(document, doc, mentions, with_days(doc, document, statements, times), times)
