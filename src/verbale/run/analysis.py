"""One document through the stages that see one document at a time: parse, find, resolve."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from verbale.codebook.knowledge import knowledge
from verbale.errors import VerbaleError
from verbale.find.damage import find_damage
from verbale.find.mentions import find_mentions
from verbale.find.statements import find_statements, with_marked
from verbale.find.times import find_times
from verbale.models import Analysis, Document, Statement
from verbale.parse.engine import Engine, default_engine
from verbale.parse.words import blank_pipeline
from verbale.read.language import is_readable
from verbale.resolve.acts import describe_statements
from verbale.resolve.carriers import with_via
from verbale.resolve.dates import resolve_times, with_swapped_months
from verbale.resolve.linking import link_mentions
from verbale.resolve.repairing import swapped_months
from verbale.resolve.said_on import with_days
from verbale.resolve.speakers import resolve_speakers
from verbale.run.extent import analysed_end, with_rest


def analyze_document(
    document: Document,
    engine: Engine | None = None,
    pipeline: str | None = None,
    marked: Sequence[Statement] | None = None,
) -> Analysis:
    """Return what is found in a document; in one whose language the model does not read, nothing.

    Args:
        document: The article as read.
        engine: The language model; default: the one that ships, loaded once.
        pipeline: Name of an installed spaCy pipeline with UD labels that tags, parses and names instead of ours.
        marked: Statements that somebody has marked, to take the place of those that would be found.

    Raises:
        VerbaleError: The document is too long, or the pipeline cannot be used.
    """
    if not is_readable(document.language):
        # Nothing is found rather than nonsense.
        return Analysis(document, blank_pipeline()(document.text), (), ())
    engine = engine or default_engine()
    if len(document.text) > engine.settings.max_characters:
        raise VerbaleError("V104", f"{len(document.text):,} characters")
    text = document.text[: analysed_end(document.text, engine.settings.max_words)]
    if pipeline is None:
        doc, tagger = engine.read(text), engine.name
    else:
        from verbale.parse.pipelines import read_with

        doc, tagger = engine.add_attributions(read_with(pipeline, text)), pipeline
    if len(text) < len(document.text):
        doc = with_rest(doc, document.text)
    if marked is None:
        return analyze_doc(doc, document, tagger, find_statements(doc, document, engine.name))
    return analyze_doc(doc, document, tagger, with_marked(doc, document, marked))


def analyze_doc(doc: Doc, document: Document, tagger: str, statements: tuple[Statement, ...]) -> Analysis:
    """Return a parsed document with its statements, whose speakers, days and the rest are worked out.

    Args:
        doc: The document's text as it was parsed.
        document: The document.
        tagger: Name of what tagged, parsed and found the names.
        statements: The statements as they were found: source, cue, content, kind and act.
    """
    base = knowledge()
    mentions = link_mentions(doc, document, find_mentions(doc, tagger), base)
    times = resolve_times(doc, with_swapped_months(find_times(doc), swapped_months(doc)), document.published)
    statements = resolve_speakers(doc, document, mentions, statements, base)
    statements = describe_statements(doc, document, statements, mentions, base)
    statements = with_via(document, with_days(doc, document, statements, times), base)
    return Analysis(document, doc, mentions, statements, times, find_damage(document, doc))
