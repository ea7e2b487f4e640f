"""Actors that a content speaks of without naming them: "the government", "the rebels", "its allies".

A noun for an actor (``codebook/actor_nouns.tsv``) counts where it stands for somebody: not as the title of a name, not
where a name beside it says whose it is ("the Veldrian army": Veldria is counted), not as what somebody is said to be
("is an ally"). Whom it stands for is worked out as for the sources of statements, and stays open as a rule.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from verbale.codebook.actor_nouns import actor_nouns
from verbale.codebook.cue_classes import word_forms
from verbale.codebook.knowledge import Knowledge
from verbale.models import Document, Mention
from verbale.read.published import last_day
from verbale.resolve.context import prominence, standing, title_before
from verbale.resolve.coreference import Appearance
from verbale.resolve.descriptions import Descriptions
from verbale.resolve.referents import Cast

_DEFINITE = frozenset("the this that these those both each either neither".split())
_OWNERS = frozenset("my our your his her its their whose".split())
#: Relations of what somebody or something is said to be, or to be like, and of what stands beside a name.
_NOT_ONE = frozenset(("appos", "flat", "compound", "vocative", "amod", "nmod:desc", "goeswith", "fixed"))
#: What a noun before it makes an act or a thing of that actor: "a government offer".
_OF_THEIRS = frozenset(
    "offer plan proposal policy decision move order report statement demand claim pressure spending campaign attack "
    "raid offensive bombardment shelling strike airstrike ban crackdown intervention pledge promise appeal protest "
    "denial response reaction position resistance threat support approval reform action measure".split()
)
#: After these it is a place: "debated in parliament", "left outside the ministry".
_PLACES = frozenset("in at near outside inside around across within throughout".split())
_STATES = frozenset(("state", "territory"))
_NOBODY = frozenset(("no", "any"))
_FARTHEST = 500  # names looked back at


@dataclass(frozen=True, slots=True)
class Naming:
    """Words for somebody: a name with its title, or a description.

    Attributes:
        span: The words; of a description from the article, or whose it is, to the noun.
        key: What all words for the same one share in a content.
        name: Plain name of the actor, where it is known.
        actor: Id of the actor, where it is known.
    """

    span: Tokens
    key: str
    name: str | None = None
    actor: str | None = None


class Described:
    """The descriptions in one document.

    Args:
        doc: The parsed text.
        document: The document.
        mentions: The linked mentions, in order.
        base: The knowledge base.
    """

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[Mention], base: Knowledge) -> None:
        self.doc = doc
        self.base = base
        day = last_day(document.published) if document.published else None
        self.cast = Cast(doc, document.text, mentions, base, day)
        self._named: set[int] = set()  # tokens of names and of the titles before them
        for one in self.cast.names:
            self._named.update(range(one.span.start, one.span.end))
            if one.mention.label == "PER":
                self._named.update(token.i for token in title_before(doc, one.span.start))
        self._sentences = _numbered(doc)
        self._told = [
            Appearance(one.mention.start, self._sentences[one.span.start], one.referent, *prominence(one.span.root))
            for one in self.cast.names
            if one.referent is not None
        ]
        self._starts = [one.start for one in self._told]
        self._descriptions = Descriptions(self.cast, self._sentences, self._earlier)
        self._found: dict[int, Naming | None] = {}

    def inside(self, first: int, after: int) -> Iterator[Naming]:
        """Yield the descriptions whose noun stands in a stretch of tokens, in order."""
        for i in range(first, after):
            if i not in self._found:
                self._found[i] = self._described(self.doc[i])
            one = self._found[i]
            if one is not None:
                yield Naming(self.doc[max(one.span.start, first) : one.span.end], one.key, one.name, one.actor)

    def _described(self, token: Token) -> Naming | None:
        """Return what a noun describes, None if it stands for no actor."""
        if token.pos_ not in ("NOUN", "PROPN") or token.i in self._named:
            return None
        noun = _noun(token)
        if noun is None or not self._is_somebody(token):
            return None
        start = self._start(token)
        before = self.doc[start : token.i]
        definite = any(word.lower_ in _DEFINITE or word.lower_ in _OWNERS or word.tag_ == "POS" for word in before)
        if not actor_nouns()[noun].alone and not definite:
            return None
        span = self.doc[start : token.i + 1]
        kind = actor_nouns()[noun].kind
        if kind == "state" and not _acts(span):
            return None
        if kind == "organization" and not definite and "Number=Sing" not in token.morph:
            return None  # "a network of alliances"
        if kind in ("organization", "state") and before and before[0].lower_ in ("a", "an", "another"):
            return None
        if noun == "leadership" and before[0].lower_ in _OWNERS:
            return None  # what somebody has shown
        if noun == "head" and not any(child.dep_ == "nmod" and child.i > token.i for child in token.children):
            return None
        speaker, _ = self._descriptions.described(span, token, [])
        words = [word.lower_ for word in before if word.pos_ not in ("DET", "NUM", "PART")]
        actor = self.base.actors.get(speaker.id or "") if speaker is not None else None
        # "The government" may be that of the state which is named beside it, and is not the same.
        if actor is not None and actor.kind not in _STATES:
            return Naming(span, actor.id, actor.name, actor.id)
        return Naming(span, " ".join((*words, noun)))

    def _is_somebody(self, token: Token) -> bool:
        """Tell whether a noun stands for somebody whom no name beside it gives."""
        relation = token.dep_
        if relation == "compound":
            if token.head.lemma_.lower() not in _OF_THEIRS or _noun(token.head) is not None:
                return False
        elif relation in _NOT_ONE:
            return False
        for child in token.children:
            if (
                child.dep_ == "cop"
                or child.lower_ in _NOBODY
                or (child.dep_ == "case" and child.lower_ in ("as", "like"))
            ):
                return False
            if child.dep_ == "nmod" and child.i > token.i and token.lemma_.lower() == "opposition":
                return False  # "opposition to the plan"
            if child.i in self._named and child.dep_ in (
                "amod", "compound", "nmod:poss", "nmod", "flat", "appos", "nmod:desc", "det",
            ):  # fmt: skip
                case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
                if child.dep_ != "nmod" or case == "of":
                    return False
        case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
        return relation != "xcomp" and not (case in _PLACES and token.dep_ in ("obl", "nmod"))

    def _start(self, token: Token) -> int:
        """Return the first token of a description: its article, or whose it is."""
        first = token.i
        while first > 0 and not self.doc[first].is_sent_start:
            word = self.doc[first - 1]
            if word.dep_ == "case" and word.tag_ != "POS" and word.lower_ not in ("'s", "’s"):
                break
            top = word
            while top.i < token.i and top.head != top and top != token:
                top = top.head
            hyphen = word.text == "-"  # "the 30-nation coalition"
            if top != token or (word.is_punct and not hyphen) or word.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ"):
                break
            first -= 1
        return first

    def _earlier(self, offset: int) -> Iterator[Appearance]:
        """Yield who was named before an offset, the nearest first."""
        at = bisect_right(self._starts, offset - 1)
        return (self._told[number] for number in islice(range(at - 1, -1, -1), _FARTHEST))


def _acts(span: Tokens) -> bool:
    """Tell whether a noun for a state stands for who acts or is acted on, not for a place: "left the country"."""
    head = span.root
    if head.dep_ == "nmod:poss":
        return head.head.lemma_.lower() in _OF_THEIRS
    return standing(span) == "acts"


def _noun(token: Token) -> str | None:
    """Return the noun of the codebook that a word is a form of."""
    known = actor_nouns()
    if token.pos_ == "PROPN" and token.text[:1].isupper() and not token.is_sent_start:
        return None
    if token.lower_.endswith(("ing", "ed")):
        return token.lower_ if token.lower_ in known else None  # "policing" is no police
    return next((form for form in word_forms(token.lemma_.lower(), token.lower_) if form in known), None)


def _numbered(doc: Doc) -> list[int]:
    """Return the number of each token's sentence."""
    numbers: list[int] = []
    current = 0
    for token in doc:
        current += bool(token.is_sent_start)
        numbers.append(current)
    return numbers
