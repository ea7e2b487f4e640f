"""Whose words a document has: "the statement" after "the mission said in a statement", "the poll" of an institute.

A document speaks for who made it. Who that is stands beside it ("Albia's statement", "a report by the audit office"),
or is the subject of the verb that it was made, sent or signed with; for a document told of again, where it was told of
first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from verbale.resolve.coreference import Referent

#: Nouns for what is written, sent or shown; those of one line can be said of the same document.
_KINDS = (
    "statement release communique communiqué declaration readout announcement",
    "report document study paper analysis review memo memorandum draft survey poll",
    "decree order ruling judgment judgement verdict decision opinion summary directive",
    "letter note message email e-mail request",
    "post tweet account website",
    "article editorial commentary",
    "advisory warning bulletin",
    "speech address video broadcast transcript",
    "strategy concept blueprint doctrine",
    "motion lawsuit suit complaint petition",
    "ad advertisement",
)
_KIND = {noun: kind for kind in _KINDS for noun in kind.split()}
#: Documents of a court, if nothing else is said.
OF_COURTS = frozenset("ruling judgment judgement verdict decision opinion summary".split())
_BESIDE = frozenset(("nmod:poss", "compound", "amod", "nmod", "nmod:desc", "flat"))
_MAKERS = frozenset(("by", "from", "of", "'s", "’s", "'", "’"))
#: Verbs for what those do with a document whose words it has.
_MAKING = frozenset(
    "adopt author circulate commission compile conduct deliver draft draw file issue make order post prepare present "
    "produce publish put release send sent sign submit tweet write written drawn made".split()
)
_OBJECTS = frozenset(("obj", "obl", "nmod", "nsubj:pass", "conj"))
_FARTHEST = 2000  # tokens back, among which a document is looked for that is told of again
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))

#: Who stands at a token, if that is the last word of a name or of a source.
At = Callable[[Token], Referent | None]


def is_paper(noun: str) -> bool:
    """Tell whether a noun is one for a document, in the singular."""
    return noun in _KIND


def maker(noun: Token, at: At) -> Referent | None:
    """Return who made the document that a noun stands for, by the words beside it and its verb.

    Args:
        noun: The noun.
        at: Tells who stands at a token.
    """
    return next((found for token in _makers(noun) if (found := at(token)) is not None), None) or _sender(noun, at)


def has_maker(noun: Token) -> bool:
    """Tell whether words beside a noun say whose document it is, known or not: "the inspectors' report"."""
    beside = (child for child in noun.children if child.dep_ in ("nmod:poss", "acl", "acl:relcl"))
    return any(child.dep_ == "nmod:poss" or any(_agents(child)) for child in beside)


def maker_before(doc: Doc, noun: Token, start: int, at: At) -> Referent | None:
    """Return who made a document that is told of again, by where it was told of before.

    Args:
        doc: The parsed text.
        noun: The noun, in the later place.
        start: The first token of the words for the document.
        at: Tells who stands at a token.
    """
    kind = _KIND.get(noun.lower_)
    for token in reversed(doc[max(0, start - _FARTHEST) : start]):
        if token.pos_ == "NOUN" and kind is not None and _KIND.get(token.lower_) == kind:
            found = maker(token, at)
            if found is not None:
                return found
    return None


def _makers(noun: Token) -> Iterator[Token]:
    """Yield the tokens beside a noun that may name its maker: "Albia's statement", "a poll made by the institute"."""
    for child in noun.children:
        if child.dep_ in _BESIDE:
            cases = [token.lower_ for token in child.children if token.dep_ == "case"]
            if all(case in _MAKERS for case in cases):
                yield child
        elif child.dep_.startswith("acl"):
            yield from _agents(child)
    if noun.dep_ in ("nsubj:pass", "nsubj"):
        yield from _agents(noun.head)


def _agents(verb: Token) -> Iterator[Token]:
    """Yield by whom a document was made or sent; not by whom it was seen or obtained."""
    # The lemma may be wrong ("signe"); a regular participle tells it.
    if not _MAKING & {verb.lemma_.lower(), verb.lower_, verb.lower_.removesuffix("ed"), verb.lower_.removesuffix("d")}:
        return
    for child in verb.children:
        if child.dep_.startswith("obl") and any(token.lower_ == "by" for token in child.children):
            yield child


def _sender(noun: Token, at: At) -> Referent | None:
    """Return the subject of the verb with which a document was made or in which words stood: "said in a statement"."""
    if noun.dep_ not in _OBJECTS:
        return None
    verb = noun.head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX"):
            for child in verb.children:
                if child.dep_ in _SUBJECTS and child != noun:
                    return at(child)
        if verb.head == verb:
            return None
        verb = verb.head
    return None
