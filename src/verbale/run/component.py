"""Verbale as a component of a spaCy pipeline: ``nlp.add_pipe("verbale_statements")``.

It works after any components that give Universal Dependencies, parts of speech, lemmas and entities, and leaves what
they gave as it is. It sets ``doc._.statements``, ``doc._.mentions``, ``doc._.times`` and ``doc._.damage``, and the
span groups ``source``, ``cue`` and ``content``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from verbale.errors import VerbaleError
from verbale.find.statements import find_statements
from verbale.parse.engine import default_engine
from verbale.parse.pipelines import gives_other_than_ud
from verbale.read import document_from_text
from verbale.run.analysis import analyze_doc

EXTENSIONS = ("statements", "mentions", "times", "damage")
#: Keys of ``doc.user_data`` that tell of the article what its text does not.
PUBLISHED, TITLE, URL, OUTLET = "verbale.published", "verbale.title", "verbale.url", "verbale.outlet"


class StatementFinder:
    """The component.

    Args:
        name: Its name in the pipeline, and of what tagged the text before it.
        published: When all texts of this pipeline were published, where their ``user_data`` does not say otherwise.
    """

    def __init__(self, name: str, published: str | None) -> None:
        self.name = name
        self.published = published
        for extension in EXTENSIONS:
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the statements of a text.

        Raises:
            VerbaleError: V302, the text has no dependencies; V104, it is too long; V304, the date has the wrong form.
        """
        if not doc.text.strip():
            return doc
        if not doc.has_annotation("DEP"):
            raise VerbaleError("V302", self.name)
        told = doc.user_data
        document = document_from_text(
            doc.text,
            published=told.get(PUBLISHED, self.published),
            title=told.get(TITLE),
            url=told.get(URL),
            outlet=told.get(OUTLET),
        )
        engine = default_engine()
        found = find_statements(engine.add_attributions(doc), document, engine.name)
        analysis = analyze_doc(doc, document, self.name, found)
        for extension in EXTENSIONS:
            doc._.set(extension, getattr(analysis, extension))
        return doc


@Language.factory(
    "verbale_statements",
    default_config={"published": None},
    requires=["token.pos", "token.dep", "token.head", "token.lemma", "doc.ents", "doc.sents"],
    assigns=[f"doc._.{extension}" for extension in EXTENSIONS],
)
def make_statement_finder(nlp: Language, name: str, published: str | None) -> StatementFinder:
    """Return the component for a pipeline.

    Raises:
        VerbaleError: V302, the pipeline's parser gives other labels than those of Universal Dependencies.
    """
    if gives_other_than_ud(nlp):
        raise VerbaleError("V302", nlp.meta["name"])
    return StatementFinder(name, published)
