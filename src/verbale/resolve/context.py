"""What the words around a name tell of it: whether a city acts for a government, and which titles stand before."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Span, Token

Standing = Literal["acts", "place", "unclear"]

#: Prepositions after which a city is a place, and those after which it is a government.
_AT = frozenset(
    "aboard above across along amid around at beneath beyond from in inside into near off outside outta through "
    "throughout via within".split()
)
_WITH = frozenset("about against among between by for like on regarding toward towards upon versus with".split())
#: With ``to`` and ``of`` the governing word decides: of these a government is the end or the owner.
_RELATIONS = frozenset(
    "according accuse aid allegation ally ambition answer appeal appealing assistance behavior behaviour behest "
    "belong blow call challenge claim close closeness commitment concession condemnation criticise criticism "
    "criticize deference deliver delivery demand distrust due export favor favour government help hostile "
    "hostility import influence insistence intention interest invitation letter loyal loyalty message mistrust "
    "object objection offer opponent oppose opposition owe part patience permission policy position pressure "
    "proposal proximity reaction rebuke rejection reply request respond response sale sell send shipment signal "
    "similar stance submit supply support supportive suspicion threat threaten tie transfer ultimatum view vow "
    "warning".split()
)
#: Nouns of what a place has, not a government: "Moscow's streets", "the outskirts of Kyiv".
_OF_PLACES = frozenset(
    "airport archbishop area avenue bank bar beach bishop bombing borough building business capture cathedral "
    "center centre church citizen city club coast district downtown east embassy fall hospital hotel market mayor "
    "metro mosque museum neighborhood neighbourhood north outskirt park part people police population port prison "
    "quarter region resident restaurant river road school shop siege south spring square stadium station store "
    "street suburb subway temple theater theatre town university view weather west winter zoo".split()
)
#: What is done to places.
_TO_PLACES = frozenset(
    "advance attack batter besiege blanket bomb bombard capture cross damage destroy drive encircle enter "
    "evacuate flee flood fly hit land leave liberate locate march move paralyze patrol pound reach rebuild retake "
    "roam rock seize shake shell shroud situate storm strike surround tour travel visit".split()
)
_ATTACKS = frozenset("attack strike raid march assault missile rocket drone bomb airstrike advance".split())
_PLACE_PREDICATES = frozenset(
    "calm capital city cold home host hot place quiet rainy scene sunny town venue warm".split()
)
#: Those who govern from a place are meant by "the government in Kyiv".
_SEATED = frozenset("administration authority government junta leadership regime ruler".split())
_MARKS = frozenset(("'s", "’s", "'", "’", "s'"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_MAIN = frozenset(("root", "conj", "parataxis", "ccomp"))  # relations of the verbs of main clauses
_NAME_LINKS = frozenset(("of", "the", "for", "&", "-", "'s", "’s"))
_TITLE_PARTS = frozenset(("NOUN", "PROPN", "ADJ"))
_FARTHEST_TITLE = 9  # words before a name among which its title is looked for


def standing(span: Span) -> Standing:
    """Tell whether a city or seat acts as a government where it stands, or is a place.

    Args:
        span: The name.
    """
    doc = span.doc
    after = doc[span.end] if span.end < len(doc) else None
    head = span.root
    if after is not None and after.lower_ in _MARKS and head.dep_ not in ("obl", "obl:tmod"):
        owned = head.head if head.dep_ == "nmod:poss" else None
        return "place" if owned is not None and owned.lemma_.lower() in _OF_PLACES else "acts"
    # Of a list of names, the first one shows how all of them stand, unless the later one has a preposition of its own.
    for _ in range(6):
        if head.dep_ != "conj" or _case(head) is not None:
            break
        head = head.head
    case = _case(head)
    if case is not None:
        return _after_preposition(case.lower_, head)
    relation, governor = head.dep_, head.head
    if relation == "nmod:poss":
        return "place" if governor.lemma_.lower() in _OF_PLACES else "acts"
    if relation in ("nsubj", "nsubj:outer"):
        return "unclear" if governor.lemma_.lower() in _PLACE_PREDICATES else "acts"
    if relation == "nsubj:pass":
        return "unclear" if governor.lemma_.lower() in _TO_PLACES else "acts"
    if relation in ("obj", "iobj"):
        return "place" if governor.lemma_.lower() in _TO_PLACES else "acts"
    return "unclear"


def _case(token: Token) -> Token | None:
    """Return the preposition of a noun."""
    return next((child for child in token.children if child.dep_ == "case" and child.lower_ not in _MARKS), None)


def _after_preposition(preposition: str, head: Token) -> Standing:
    """Tell how a name stands after a preposition."""
    governor = head.head
    lemma = governor.lemma_.lower()
    if preposition in _AT:
        return "acts" if preposition == "in" and lemma in _SEATED else "place"
    if lemma == "according" or preposition == "according":
        return "acts"
    if preposition in _WITH:
        if preposition in ("on", "for") and (lemma in _ATTACKS or lemma in _TO_PLACES or governor.lower_ == "bound"):
            return "unclear"
        return "acts"
    if preposition in ("to", "of"):
        if lemma in _OF_PLACES:
            return "place"
        return "acts" if lemma in _RELATIONS else "unclear"
    return "unclear"


def title_before(doc: Doc, first: int) -> Span:
    """Return the nouns and adjectives right before a token: the title before a name, with whose title it is.

    Args:
        doc: The parsed text.
        first: The name's first token.

    Returns:
        The words; an empty span where there are none.
    """
    at = first
    while at > 0 and first - at < _FARTHEST_TITLE and not doc[at].is_sent_start:
        token = doc[at - 1]
        courtesy = token.text.rstrip(".") in _COURTESY
        if token.is_space or (token.pos_ not in _TITLE_PARTS and token.lower_ not in _NAME_LINKS and not courtesy):
            break
        at -= 1
    while at < first and doc[at].lower_ in _NAME_LINKS:
        at += 1
    return doc[at:first]


_COURTESY = frozenset(("Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Sen", "Rep", "Adm", "Prof", "Sir"))


def owner_before(doc: Doc, first: int) -> int | None:
    """Return the last token of who owns what stands from a token on: "China" of "China's Foreign Ministry"."""
    at = first - 1
    if at >= 0 and doc[at].lower_ in _MARKS:
        at -= 1
    elif at >= 0 and (doc[at].is_space or doc[at].is_punct):
        return None
    return at if at >= 0 else None


def owner_after(doc: Doc, after: int) -> int | None:
    """Return the first token of who owns what ends before a token: "China" of "Foreign Ministry of China"."""
    if after + 1 < len(doc) and doc[after].lower_ == "of":
        at = after + 2 if doc[after + 1].lower_ == "the" else after + 1
        return at if at < len(doc) else None
    return None


def prominence(token: Token) -> tuple[bool, bool]:
    """Tell whether a name is the subject of its clause, and whether that is not a subordinate one."""
    while token.dep_ in ("flat", "appos", "compound") and token.head != token:
        token = token.head
    verb = token.head
    # Words before their verb of saying are a main clause; what follows it ("said that she …") is a subordinate one.
    main = verb.dep_.lower() in _MAIN and not (verb.dep_ == "ccomp" and verb.head.i < verb.i)
    return token.dep_ in _SUBJECTS, main
