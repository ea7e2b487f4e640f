"""Statements as what they are compared by: who says which words when, as far as one document tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from verbale.compare.wording import Term, wording_of
from verbale.models import Document, Published, Statement

#: Words of more weight than this tell what is said; those of less stand in most articles.
TELLING = 0.3


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of the document that a statement stands in.

    Attributes:
        id: Its id.
        published: When it was published, if known.
        outlet: Who published it, if known.
        agency: The news agency that it credits.
        is_primary: It is a primary source: a transcript, a communiqué, the speaker's own publication.
    """

    id: str
    published: Published | None = None
    outlet: str | None = None
    agency: str | None = None
    is_primary: bool = False


@dataclass(frozen=True, eq=False)
class Saying:
    """A statement by its words; the tuples have an item for each word of the content.

    Attributes:
        statement: The statement.
        report: The document that it stands in.
        terms: The words.
        spans: Where they stand: offsets in the document's text.
        anchors: Whether they are (parts of) names, or numbers.
        quoted: Whether they stand between quotation marks.
    """

    statement: Statement
    report: Report
    terms: tuple[Term, ...]
    spans: tuple[tuple[int, int], ...]
    anchors: tuple[bool, ...]
    quoted: tuple[bool, ...]

    @property
    def id(self) -> str:
        """Id of the statement, which takes time to compute."""
        return self._id

    @cached_property
    def _id(self) -> str:
        return self.statement.id

    @cached_property
    def stems(self) -> dict[str, float]:
        """The distinct stems with their weights, in order."""
        return {term.stem: term.weight for term in self.terms}

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of names in it; no numbers."""
        return frozenset(
            term.stem
            for term, is_anchor in zip(self.terms, self.anchors, strict=True)
            if is_anchor and not term.form[0].isdigit()
        )

    @cached_property
    def weight(self) -> float:
        """The weights of the distinct stems, added up."""
        return sum(self.stems.values())

    @cached_property
    def telling(self) -> int:
        """How many distinct words tell what is said."""
        return sum(weight >= TELLING for weight in self.stems.values())

    @cached_property
    def marks(self) -> str:
        """The stems in order as a string with one character for each."""
        return "".join([term.stem_mark for term in self.terms])

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words as they stand, in small letters: two sayings with the same ones have one wording."""
        return tuple(term.form.replace("’", "'") for term in self.terms)


def saying_of(statement: Statement, report: Report) -> Saying:
    """Return a statement as what it is compared by."""
    terms: list[Term] = []
    spans: list[tuple[int, int]] = []
    anchors: list[bool] = []
    quoted: list[bool] = []
    for part in statement.content:
        for sentence in wording_of(Document(part.text)).sentences:
            terms += sentence.terms
            spans += [(part.start + start, part.start + end) for start, end in sentence.spans]
            anchors += sentence.anchors
            quoted += [True] * len(sentence.terms) if statement.kind == "direct" else sentence.quoted
    # What an indirect statement begins with is grammar: "that", "whether".
    if terms and statement.kind != "direct" and terms[0].form in ("that", "whether", "if") and not quoted[0]:
        terms, spans, anchors, quoted = terms[1:], spans[1:], anchors[1:], quoted[1:]
    return Saying(statement, report, tuple(terms), tuple(spans), tuple(anchors), tuple(quoted))


def is_said(statement: Statement) -> bool:
    """Tell whether a statement reports that something was said: not that it was not, or may be."""
    return statement.modality in ("asserted", "question") and bool(statement.content)
