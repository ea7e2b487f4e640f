"""A statement made of a tree by its words."""

from __future__ import annotations

from spacy.tokens import Doc

from tests.find.conftest import TreeBuilder
from tests.handmade import statement
from tests.resolve.conftest import parsed
from verbale.find.acts import Saying, saying
from verbale.models import Document


def told(tree: TreeBuilder, rows: str, source: str, cue: str, content: str, **other: object) -> tuple[Doc, Saying]:
    """Return the tree of some sentences (parted by ``|``) and the statement with these words.

    Args:
        tree: What builds trees.
        rows: The words as in `parsed`.
        source: The words of the source; empty for none.
        cue: Those of the cue.
        content: Those of the content.
        other: Fields of the statement.
    """
    doc: Doc = parsed(tree, *rows.split("|"))
    text = doc.text
    spans = [(text.index(words), text.index(words) + len(words)) if words else None for words in (source, cue, content)]
    assert spans[2] is not None
    one = statement(Document(text), spans[0], spans[1], spans[2], **{"kind": "indirect", **other})
    return doc, saying(doc, text, one)
