"""Who the sources of statements are as people: kept nameless ("officials", "a person familiar with"), or many."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from verbale.codebook.cue_classes import word_forms
from verbale.find.clauses import Stretch

#: People whom news lets speak without a name.
_NAMELESS = frozenset(
    "official source diplomat analyst expert witness eyewitness resident observer critic person people man woman "
    "engineer scientist researcher worker commander mediator delegate aide insider officer adviser advisor "
    "activist survivor neighbor neighbour friend relative colleague employee executive doctor lawyer scholar "
    "academic economist specialist commentator insider user villager local participant onlooker soldier fighter "
    "envoy negotiator lawmaker staffer strategist consultant campaigner passenger patient victim student teacher "
    "respondent voter half third quarter percent majority minority someone somebody anyone another voice skeptic "
    "sceptic veteran member donor broker trader investor businessman businesswoman pilot medic dissident defector "
    "prisoner refugee historian professor pollster monitor inspector investigator contractor spokesman "
    "spokeswoman spokesperson follower supporter opponent".split()
)
#: Those who speak for somebody, or belong to a definite body, are not nameless for that.
_SPEAK_FOR = frozenset(
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "negotiator",
        "voter",
        "lawyer",
        "member",
        "supporter",
        "opponent",
    )
)
#: Of these, "the …" without a name is nameless too.
_NAMELESS_EVEN_DEFINITE = frozenset(
    "official source diplomat aide officer insider person man woman resident witness analyst expert".split()
)
_KEPT_NAMELESS = re.compile(
    r"\b(?:anonym(?:ous|ity)|unnamed|unidentified|undisclosed|un-?attributed|unsigned|"
    r"(?:not|declined|refused|asked not|did not (?:want|wish)) to be (?:named|identified|quoted)|did not name|"
    r"familiar with|close to|"
    r"(?:with|has|had|having) (?:direct )?knowledge of|briefed on|privy to)\b",
    re.IGNORECASE,
)
_INDEFINITE = frozenset(
    (
        "a",
        "an",
        "one",
        "another",
        "some",
        "several",
        "many",
        "most",
        "few",
        "two",
        "three",
        "four",
        "five",
        "other",
        "others",
        "half",
    )
)
_DEFINITE = frozenset(
    ("the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "both")
)
_MANY = frozenset(
    "we they them us our their ours theirs everybody everyone nobody others both some many most all these those "
    "several few".split()
)
#: Plural in form only, or one in that they are a document or an institution.
_ONE = frozenset(
    "media police data statistics figures results papers documents records minutes remarks reports news polls "
    "studies forces nations states times headquarters affairs works series politics armed united headlines "
    "images".split()
)
_SHARES = frozenset(("percent", "%", "half", "third", "thirds", "quarter", "quarters", "majority", "minority"))
_SOME = frozenset("most some many several few half two three four five six seven eight nine ten".split())
_NAMES = frozenset(("PER", "PERSON"))


def is_anonymous(doc: Doc, source: Stretch | None) -> bool:
    """Tell whether a source is people who are kept nameless.

    Args:
        doc: The parsed text.
        source: The source, as a stretch of tokens; None for none.
    """
    if source is None:
        return False
    span = doc[source[0] : source[1]]
    if _KEPT_NAMELESS.search(span.text):
        return True
    head = _antecedent(span)
    if any(ent.root.ent_type_ in _NAMES and _names(ent, head) for ent in _names_in(span)):
        return False
    lemma = head.lemma_.lower()
    first = span[0].lower_
    if first in _SOME and head.pos_ == "PROPN" and head.lower_.endswith("s") and _is_people(head):
        return True  # "most Keldarians"
    if lemma in ("one", "another", "someone", "somebody", "other", "others") and head.pos_ in (
        "NUM",
        "DET",
        "PRON",
        "NOUN",
        "ADJ",
    ):
        return not any(ent for ent in _names_in(span))
    if head.pos_ not in ("NOUN", "SYM") or (
        _NAMELESS.isdisjoint(word_forms(lemma, head.lower_)) and not lemma.endswith("ist")
    ):
        return False
    plural = _is_plural(head)
    if lemma == "member" and any(ent.start > head.i for ent in _names_in(span)):
        return False
    if lemma in _SPEAK_FOR and (not plural or first in _DEFINITE):
        return False
    if lemma in ("voter", "half", "third", "quarter", "percent", "majority"):
        return any(token.like_num for token in span) or lemma != "voter"
    if first in _DEFINITE or any(child.dep_ == "nmod:poss" for child in head.children):
        return lemma in _NAMELESS_EVEN_DEFINITE and first in ("the", "this", "that") and not plural
    return plural or first in _INDEFINITE or span[0].pos_ in ("NUM", "ADJ", "NOUN", "PROPN", "DET")


def is_collective(doc: Doc, source: Stretch | None) -> bool:
    """Tell whether a source is more than one: people, states or bodies, not one institution or document.

    Args:
        doc: The parsed text.
        source: The source, as a stretch of tokens; None for none.
    """
    if source is None:
        return False
    span = doc[source[0] : source[1]]
    head = _antecedent(span)
    if (head.lower_ in _MANY and head.pos_ in ("PRON", "DET", "ADJ")) or head.lemma_.lower() in ("we", "they"):
        return True
    if head.lower_ == "one" and span[0].lower_ == "no":
        return True
    if span[0].lower_ in ("both", "neither") or (head.like_num and head.lower_ not in ("one", "1")):
        return True
    if head.lower_ in _SHARES:
        return True
    if any(child.dep_ == "conj" and child.i < source[1] and child.pos_ in ("NOUN", "PROPN") for child in head.children):
        apposition = any(child.dep_ == "appos" for child in head.children)
        named_so = any(ent.start <= head.i < ent.end and any(t.dep_ == "cc" for t in ent) for ent in _names_in(span))
        return not named_so and not apposition
    if head.lower_ in _ONE or head.pos_ not in ("NOUN", "PRON", "ADJ"):
        return False
    return _is_plural(head) and not _is_in_name(doc, head)


def _antecedent(span: Span) -> Token:
    """Return the head of a source; of a relative pronoun what it stands for."""
    head: Token = span.root
    if len(span) == 1 and head.lower_ in ("who", "which", "that", "whom"):
        verb = head.head
        while verb.dep_ == "conj" and verb.head != verb:
            verb = verb.head
        if verb.dep_.startswith("acl") and verb.head != verb:
            return verb.head
    return head


def _is_people(token: Token) -> bool:
    """Tell whether a name is one for people from somewhere."""
    return token.ent_type_ in ("NORP", "") or "Number=Plur" in token.morph


def _is_plural(token: Token) -> bool:
    """Tell whether a noun is plural."""
    if token.lower_ in _ONE:
        return False
    if "Number=Plur" in token.morph or token.lower_ == "people":
        return True
    return (
        token.pos_ == "NOUN"
        and "Number=Sing" not in token.morph
        and token.lower_.endswith("s")
        and token.lemma_.lower() != token.lower_
    )


def _is_in_name(doc: Doc, token: Token) -> bool:
    return bool(token.ent_type_) and token.pos_ == "PROPN"


def _names_in(span: Span) -> list[Span]:
    """Return the names in a stretch of tokens (``Span.ents`` goes through the whole text)."""
    found: list[Span] = []
    for token in span:
        if token.ent_iob_ == "B" or (token.ent_iob_ == "I" and not found):
            found.append(span.doc[token.i : token.i + 1])
        elif token.ent_iob_ == "I":
            found[-1] = span.doc[found[-1].start : token.i + 1]
    return found


def _names(ent: Span, head: Token) -> bool:
    """Tell whether a person's name in a source is the name of the source: its head, apposed to it, or after a title."""
    if ent.start <= head.i < ent.end:
        return True
    top = ent.root
    for _ in range(4):
        if top.dep_ not in ("flat", "appos", "compound", "list", "nmod:desc", "conj", "dep"):
            return False
        top = top.head
        if top == head:
            return True
    return False
