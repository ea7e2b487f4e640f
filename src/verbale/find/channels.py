"""Through what something was said: "in an interview", "on Twitter", "the report says"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from verbale.codebook.carriers import Carrier, carriers, events
from verbale.find.acts import Saying, one_of
from verbale.find.clauses import Stretch
from verbale.models import ChannelKind

#: Verbs that are the carrier themselves.
_BY_VERB: dict[str, ChannelKind] = {
    "tweet": "post", "retweet": "post", "blog": "post", "post": "post", "email": "letter", "e-mail": "letter",
    "text": "letter", "radio": "call", "phone": "call", "telephone": "call", "cable": "letter",
}  # fmt: skip
_LEAKED = frozenset(("leaked", "seen", "obtained", "leak"))
#: What is a leak if it was seen or obtained by somebody.
_COPIES = frozenset(("draft", "copy", "version", "memo", "recording"))
#: Verbs that lead on to a carrier or an event: "speaking at a rally", "reached by telephone".
LEADING = frozenset(("speak", "talk", "address", "write", "reach"))
_TELLING = frozenset(("tell", "address", "inform"))
#: Papers that a cue may have as its object: "issued a statement saying".
_ISSUED = frozenset(("statement", "letter", "report", "communique", "release"))


def channel_of(doc: Doc, one: Saying) -> tuple[ChannelKind, Stretch] | None:
    """Return through what something was said, and the words that say so; None where the text does not tell.

    Args:
        doc: The parsed text.
        one: The statement.
    """
    if one.source is not None:
        source = doc[slice(*one.source)]
        head = source.root
        carrier = carrier_of(head)
        is_paper = carrier is not None and carrier.as_source
        if (is_paper or head.lemma_.lower() in _COPIES) and not _LEAKED.isdisjoint(t.lower_ for t in source):
            return "leak", one.source
        if carrier is not None and carrier.kind is not None and is_paper:
            return carrier.kind, _phrase(head, one)
    if one.key is None or one.cue is None:
        return None
    for noun, preposition in _governed(doc, one):
        carrier = carrier_of(noun)
        if carrier is not None and carrier.kind is not None and preposition in carrier.prepositions:
            return carrier.kind, _phrase(noun, one)
    for noun in _told_to(one):
        kind = "interview" if noun.lemma_.lower() == "interviewer" else _kind(noun)
        if kind in ("briefing", "interview"):
            return kind, _phrase(noun, one)
    above = one.key.head
    if one.key.dep_ == "acl:relcl" and (kind := _kind(above)) is not None and _in_which(one.key):
        return kind, _phrase(above, one)
    lemma = one.key.lemma_.lower()
    by_verb = _BY_VERB.get(lemma) or _BY_VERB.get(lemma.removesuffix("e"))
    if by_verb is not None and one.key.pos_ == "VERB":
        return by_verb, (one.key.i, one.key.i + 1)
    for token in doc[slice(*one.cue)]:
        if token.dep_ == "obj" and token.head.i < token.i and token.lemma_.lower() in _ISSUED:
            kind = carriers()[token.lemma_.lower()].kind
            return (kind, _phrase(token, one)) if kind is not None else None
    return None


def _told_to(one: Saying) -> Iterator[Token]:
    """Yield the objects of telling: "told a briefing", "told an interviewer"."""
    assert one.key is not None
    if one_of(one.key, _TELLING):
        yield from (
            child for child in one.key.children if child.dep_ in ("obj", "iobj") and not one.in_content(child.i)
        )


def _kind(noun: Token) -> ChannelKind | None:
    """Return what a noun carries words as."""
    carrier = carrier_of(noun)
    return carrier.kind if carrier is not None else None


def _in_which(verb: Token) -> bool:
    """Tell whether a clause begins with "in which"."""
    return any(
        child.lower_ in ("which", "where")
        and (child.lower_ == "where" or any(c.lower_ == "in" for c in child.children))
        for child in verb.children
    )


def _governed(doc: Doc, one: Saying) -> Iterator[tuple[Token, str]]:
    """Yield the nouns with a preposition that hang on the words of a cue, or on its source, outside of the content."""
    assert one.key is not None
    assert one.cue is not None
    heads = [one.key, *(token for token in doc[slice(*one.cue)] if token != one.key)]
    if one.source is not None:
        heads.append(doc[slice(*one.source)].root)
    seen: set[int] = set()
    for _ in range(2):  # "in remarks at a summit"
        below: list[Token] = []
        for child in (child for head in heads for child in head.children):
            if child.i in seen or one.in_content(child.i):
                continue
            if child.dep_ in ("obl", "nmod", "obl:agent", "advmod"):
                seen.add(child.i)
                case = next((c.lower_ for c in child.children if c.dep_ == "case" and c.i < child.i), "")
                if case and child.pos_ in ("NOUN", "PROPN"):
                    yield child, case
                    below.append(child)
            elif child.dep_ in ("acl", "advcl") and child.lemma_.lower() in LEADING:
                seen.add(child.i)
                below.append(child)
        heads = below


def carrier_of(noun: Token) -> Carrier | None:
    """Return what a noun carries words as; None for a name that is none of a paper ("the Geological Survey").

    Args:
        noun: The noun.
    """
    known = carriers()
    lemma = noun.lemma_.lower()
    before = f"{noun.nbor(-1).lower_} {lemma}" if noun.i else ""
    if noun.lower_ in events() and noun.lower_ not in known and before not in known:
        return None  # "after talks" is an event, "in a talk" is not
    found = (
        known.get(before)
        or (known.get(noun.text) if noun.pos_ == "PROPN" else None)
        or known.get(lemma)
        or known.get(lemma.removesuffix("s"))
    )
    if found is not None and noun.pos_ != "NOUN" and (not found.as_name or noun.ent_type_ in ("ORG", "PER")):
        return found if lemma in known and not found.as_source and found.as_name else None
    return found


def _phrase(noun: Token, one: Saying) -> Stretch:
    """Return a noun with what stands before it, without its preposition."""
    cases = {token.i for child in noun.children if child.dep_ in ("case", "mark") for token in child.subtree}
    members = {token.i for token in noun.subtree} - cases
    first, after = noun.i, noun.i + 1
    while first - 1 in members and not one.in_content(first - 1):
        first -= 1
    while after < len(noun.doc) and noun.doc[after].dep_ == "flat" and noun.doc[after].head == noun:
        after += 1
    return first, after
