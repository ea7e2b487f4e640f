"""At which event something was said: "at the Madrid summit", "during a visit to Corva", "addressing a rally".

The event need not hang on the cue in the tree: a phrase at the end of a sentence is often hung on a word of the content
before it, and of verbs that are joined, on the last one only.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from verbale.codebook.carriers import Carrier, events
from verbale.find.acts import Saying, one_of
from verbale.find.channels import LEADING, carrier_of
from verbale.find.clauses import Stretch

#: Verbs with the event as their object: "addressing a rally, she said", "told the hearing".
_HOLDING = frozenset("address attend open close host chair visit tour tell inaugurate conclude begin join".split())
_BODIES = frozenset("assembly congress convention panel inquiry trial caucus".split())
#: What an event has; the event itself is the occasion.
_PARTS = frozenset(
    "sideline sidelines margin margins eve end start beginning close opening conclusion course wake backdrop outset "
    "midst run-up break pause recess interval".split()
)
#: What is a part of an event, and the occasion itself: "the last of their debates".
_ROUNDS = frozenset("day part round session leg stage one first last second third final".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december week month year morning afternoon evening night today yesterday".split()
)
#: Prepositions of what tells more of an event: of whom, where, with whom.
_OF_EVENT = frozenset("of in at with between to for among near outside on by".split())
_OF_PLACE = frozenset(("at", "during", "in", "on"))
_STEPS = 5


def occasion_of(doc: Doc, one: Saying) -> Stretch | None:
    """Return the words for the event at which something was said.

    Args:
        doc: The parsed text.
        one: The statement.
    """
    if one.key is None or one.cue is None:
        return None
    sentence = one.key.sent
    best: tuple[tuple[bool, int], Stretch] | None = None
    for noun in sentence:
        if noun.pos_ not in ("NOUN", "PROPN") or one.in_content(noun.i):
            continue
        event = _event(noun)
        if event is None:
            continue
        stretch = _stretch(noun, event, one)
        if stretch is None:
            continue
        # What is said during an event comes before what it follows on.
        case = _case(noun)
        rank = (case is not None and case.lower_ not in _OF_PLACE, abs(noun.i - one.key.i))
        if best is None or rank < best[0]:
            best = rank, stretch
    return best[1] if best else None


def _event(noun: Token) -> Carrier | None:
    """Return what a noun is as an event, None for any other noun and for what carries words."""
    known = events()
    before = f"{noun.nbor(-1).lower_} {noun.lemma_.lower()}" if noun.i else ""
    if before in known:
        return known[before]
    if carrier_of(noun) is not None:
        return None
    found = known.get(noun.lower_) or known.get(noun.lemma_.lower())
    return found if found is not None and (noun.pos_ == "NOUN" or found.as_name) else None


def _stretch(noun: Token, event: Carrier, one: Saying) -> Stretch | None:
    """Return the words for an event if it is the one of a statement."""
    case, head = _case(noun), noun.head
    if case is None:
        body = noun.lemma_.lower() in _BODIES  # "told the congress" is said to it
        held = noun.dep_ in ("obj", "obl", "iobj") and one_of(head, _HOLDING) and not body
        if held and (_is_its_verb(head, one) or (head.dep_ in ("advcl", "acl") and _leads_to(head, one))):
            return _phrase(noun, noun, one)
        return None
    top = noun
    if case.lower_ == "of":
        # "on the sidelines of the summit", "in the last and most bitter of their debates"
        part = head
        while part.dep_ == "conj" and part.head != part and part.pos_ == "ADJ":
            part = part.head
        whole = part.pos_ in ("ADJ", "NUM") or one_of(part, _ROUNDS)
        if not whole and not one_of(part, _PARTS):
            return None
        upper = _case(part)
        if upper is None or upper.lower_ not in event.prepositions | {"on"}:
            return None
        top, head = (part if whole else noun), part.head
    elif case.lower_ not in event.prepositions:
        return None
    return _phrase(noun, top, one) if _leads_to(head, one) else None


def _leads_to(head: Token, one: Saying) -> bool:
    """Tell whether what an event hangs on belongs to the act of saying."""
    assert one.key is not None
    assert one.cue is not None
    source = one.source or (0, 0)
    for _ in range(_STEPS):
        if _is_its_verb(head, one) or one.cue[0] <= head.i < one.cue[1] or head == one.key:
            return True
        if source[0] <= head.i < source[1] and not any(t.pos_ == "VERB" for t in (head, head.head) if t.i < source[1]):
            return True
        if one.in_content(head.i):
            return True  # hung on a word of the content, but no part of it
        if head.head == head or (head.pos_ == "VERB" and not one_of(head, LEADING | _HOLDING)):
            return False
        head = head.head
    return False


def _is_its_verb(verb: Token, one: Saying) -> bool:
    """Tell whether a verb is that of the cue, or joined to it."""
    assert one.key is not None
    if verb == one.key:
        return True
    return verb.pos_ == "VERB" and _first_joined(verb) == _first_joined(one.key)


def _first_joined(verb: Token) -> Token:
    """Return the first of the verbs that are joined by "and"."""
    for _ in range(_STEPS):
        if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
            break
        verb = verb.head
    return verb


def _case(token: Token) -> Token | None:
    """Return the preposition of a noun."""
    return next((child for child in token.children if child.dep_ == "case" and child.i < token.i), None)


def _phrase(noun: Token, top: Token, one: Saying) -> Stretch:
    """Return the words for an event, without its preposition: what stands before it, where and of what it is."""
    doc = noun.doc
    cases = {token.i for child in top.children if child.dep_ in ("case", "mark") for token in child.subtree}
    cases |= {token.i for child in noun.children if child.dep_ == "case" for token in child.subtree if noun == top}
    members = {token.i for token in top.subtree} - cases
    first, after = top.i, noun.i + 1
    while first - 1 in members and not one.in_content(first - 1) and not doc[first - 1].is_punct:
        first -= 1
    while after < len(doc) and doc[after].dep_ == "flat" and doc[after].head == noun:
        after += 1
    for child in noun.children:
        if child.left_edge.i != after or child.dep_ not in ("nmod", "flat", "appos"):
            continue
        if any(one.in_content(i) for i in (child.left_edge.i, child.right_edge.i)):
            continue
        lead = _case(child)
        dated = any(token.lower_ in _DAYS or token.like_num for token in child.subtree)
        if lead is not None and (lead.lower_ not in _OF_EVENT or dated):
            break
        after = _end_of(child)
    return first, after


def _end_of(child: Token) -> int:
    """Return the token after a noun and what belongs to it, up to a clause about it or a day."""
    after = child.i + 1
    for below in sorted(child.subtree, key=lambda token: token.i):
        if below.i < child.i:
            continue
        if below.is_punct or below.pos_ in ("VERB", "AUX") or below.lower_ in _DAYS or below.i > after:
            break
        after = below.i + 1
    while after - 1 > child.i and child.doc[after - 1].pos_ in ("ADP", "DET", "CCONJ"):
        after -= 1
    return after
