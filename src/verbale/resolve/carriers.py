"""Who carried words to a document's outlet: the agency that told them, the agency that the article credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.codebook.agencies import agencies_in
from verbale.codebook.knowledge import Knowledge
from verbale.models import Document, Statement

_CARRIERS = frozenset(("agency", "outlet"))
_CREDITS = ("dateline", "byline", "copyright")  # segments that credit an agency, the surest first


@dataclass(frozen=True, slots=True)
class Carrier:
    """An agency or outlet.

    Attributes:
        name: Its plain name, or the name as it stands where it is no known actor.
        id: Id of the actor, where it is known.
        basis: How it is known to have carried the article.
    """

    name: str
    id: str | None
    basis: str

    @property
    def key(self) -> str:
        """The id, or else the name: what ``Statement.via`` holds."""
        return self.id or self.name


def carriers(document: Document, base: Knowledge) -> tuple[Carrier, ...]:
    """Return who carried an article: the agencies that it credits, then its outlet, each once.

    Args:
        document: The article.
        base: The knowledge base.
    """
    found: dict[str, Carrier] = {}
    for name, basis in _named(document):
        one = _carrier(name, basis, base)
        found.setdefault(one.key, one)
    return tuple(found.values())


def with_via(document: Document, statements: Sequence[Statement], base: Knowledge) -> tuple[Statement, ...]:
    """Return the statements with who carried their words to the document's outlet, the nearest to the speaker first.

    For "KCNA said that the ministry had said …" in an article that credits AFP, on the pages of a newspaper: KCNA, AFP.
    An agency or outlet to which something was said ("told Reuters") is nearer than the one that tells of it. The
    document's own outlet carries all that stands in it, which is ``Document.outlet`` and not said again of every
    statement; nobody carries its own words.

    Args:
        document: The article.
        statements: Its statements, with their speakers.
        base: The knowledge base.
    """
    outlet = _carrier(document.outlet, "outlet", base).key if document.outlet else None
    credited = [one.key for one in carriers(document, base)]
    by_id = {one.id: one for one in statements}
    made = []
    for statement in statements:
        own = {statement.speaker_id, statement.speaker, outlet}
        via = dict.fromkeys((*_told(statement, by_id, base), *credited))
        made.append(replace(statement, via=tuple(key for key in via if key not in own)))
    return tuple(made)


def _named(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the names of an article's agencies and outlet, with where they stand."""
    if document.agency:
        yield document.agency, "credited"
    for kind in _CREDITS:
        for segment in document.segments:
            if segment.kind == kind:
                for name in agencies_in(document.text[segment.start : segment.end]):
                    yield name, kind
    if document.outlet:
        yield document.outlet, "outlet"


def _carrier(name: str, basis: str, base: Knowledge) -> Carrier:
    """Return an agency or outlet by its name; what two have is left as a name."""
    known = {use.actor for use in base.named(name) if base.actors[use.actor].kind in _CARRIERS}
    if len(known) != 1:
        return Carrier(name, None, basis)
    actor = base.actors[known.pop()]
    return Carrier(actor.name, actor.id, basis)


def _told(statement: Statement, by_id: dict[str, Statement], base: Knowledge) -> Iterator[str]:
    """Yield the agencies and outlets that were told the words and that tell them, from the inside out."""
    one: Statement | None = statement
    seen: set[str] = set()
    while one is not None and one.id not in seen:
        seen.add(one.id)
        parties = [party.actor for party in one.addressees]
        speakers = [one.speaker_id] if one is not statement else []
        for id_ in (*speakers, *parties):
            if id_ is not None and id_ in base.actors and base.actors[id_].kind in _CARRIERS:
                yield id_
        one = by_id.get(one.within or "")
