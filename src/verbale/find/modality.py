"""Whether an act of saying is told as a fact: asserted, negated, hypothetical, conditional, future, or a question.

Of the act itself, not of what is said. The signs are the auxiliaries, adverbs and negations of the cue, what governs
its clause, and the mark of a question.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from verbale.find.acts import Saying, one_of
from verbale.models import Commitment, Modality

_NOT = frozenset("not n't n’t never neither nor hardly cannot".split())
_NOBODY = frozenset(("nobody", "none", "neither", "nothing"))
#: Classes that a "no" in a phrase makes: "have no doubt" is belief.
_NO_IN_THEM = frozenset(("believe", "refuse", "reject", "deny", "admit"))
_NO = frozenset(("no", "neither", "without"))
_UNDONE = frozenset("decline refuse fail forget avoid omit neglect stop refrain".split())
_MAY = frozenset("may might could would must should".split())
_WILL = frozenset(("will", "shall", "'ll", "’ll", "wo", "sha"))
_AS_TOLD = frozenset(
    "reportedly allegedly supposedly purportedly perhaps possibly probably presumably likely maybe".split()
)
_IF = frozenset("if unless should".split())
#: Somebody is to say it: "is urged to apologise", "plans to announce".
_TO_COME = frozenset("be expect schedule set plan intend prepare due poise promise vow want go about".split())
_WISHED = frozenset(
    "urge ask call press demand request advise expect tell order invite want encourage beg instruct need refuse "
    "hope require force compel have try seek able ready willing unable likely agree threaten pledge offer let "
    "should".split()
)
_LIKING = frozenset(("like", "love", "prefer"))
#: Who means to say it will.
_INTENDED = frozenset("plan intend prepare schedule set due poise promise vow pledge expect".split())
_EXPECTED = frozenset(("expect",))
#: "Is said to have denied".
_HEARSAY = frozenset(("say", "report", "believe", "allege"))
#: "Would like to thank" is thanks.
_POLITE = frozenset("like want wish love hope hasten have need go".split())
_BE = frozenset("is are was were be been 's ’s am".split())
_DUE = frozenset("due set about scheduled poised".split())
#: Relations of main verbs; of a turn in an interview the verb may hang on the name before the colon.
_MAIN = frozenset("root ROOT conj parataxis appos list dep".split())
_WHETHER = frozenset(("whether", "if"))
_ASKING = frozenset("ask wonder question inquire query know".split())


def modality_of(doc: Doc, one: Saying) -> Modality:
    """Return how the act of saying is told.

    Args:
        doc: The parsed text.
        one: The statement.
    """
    key = one.key
    if one.cue is None or key is None:
        return "asserted"
    words = [token for token in doc[one.cue[0] : one.cue[1]] if not token.is_space]
    chain = _chain(key, words)
    around = {
        child
        for token in chain
        for child in token.children
        if child.dep_ in ("aux", "aux:pass", "advmod", "mark") and not one.in_content(child.i)
    }
    around |= {child for token in list(around) for child in token.children if child.dep_ == "advmod"}
    lowered = {token.lower_ for token in around} | {token.lower_ for token in words if token.pos_ in ("AUX", "PART")}
    if _is_question(doc, one, key, chain):
        return "question"
    if _is_conditional(key, chain):
        return "conditional"
    if one.sense is not None and one.sense.frame == "negated":
        lowered -= _NOT  # that is what makes it a refusal
    if lowered & _NOT or _undone(chain, words, key) or _nobody(doc, one, words) or _is_yet_to_come(words):
        return "negated"
    polite = any(one_of(token, _POLITE) for token in chain if token != key) or _polite_object(words)
    polite = polite or (one_of(key, _LIKING) and "would" in lowered)
    if lowered & _WILL and not polite:
        return "future"
    if (lowered & _MAY and not polite) or (lowered & _AS_TOLD and key.lower_ not in _AS_TOLD):
        return "hypothetical"
    if _is_due(words, key):
        return "future"
    return _by_governor(doc, one, key, words)


def commitment_of(one: Saying, modality: Modality) -> Commitment:
    """Return how the reporter stands to what is said.

    Args:
        one: The statement.
        modality: How the act is told.
    """
    if one.sense is None:
        return "said"
    open_ = modality in ("negated", "question", "conditional") or "whether" in one.frames
    if one.sense.commitment == "revealed" and open_:
        return "said"
    return one.sense.commitment


def _chain(key: Token, words: list[Token]) -> list[Token]:
    """Return the key and the words of the cue that govern it, the nearest first."""
    chain = [key]
    inside = set(words)
    while key.head in inside and key.head != key:
        key = key.head
        chain.append(key)
    return chain


def _is_question(doc: Doc, one: Saying, key: Token, chain: list[Token]) -> bool:
    """Tell whether an act of saying is asked about: "did he say …?", "asked whether it had said …"."""
    top = chain[-1]
    if top.dep_ in ("ccomp", "xcomp", "acl") and top.head != top and one_of(top.head, _ASKING):
        return any(child.dep_ == "mark" and child.lower_ in _WHETHER for child in top.children)
    sentence = top.sent
    last = next((token for token in reversed(sentence) if not token.is_space and token.text not in "\"”’'»"), None)
    if last is None or last.text != "?" or top.dep_ not in _MAIN:
        return False
    if any(one.in_content(i) for i in (last.i,)) and one.sense is not None and one.sense.name == "ask":
        return False
    if one.source is None:
        return False
    # The auxiliary stands before the subject, or the subject asks.
    subject = doc[slice(*one.source)].root.i
    if doc[subject].lower_ in ("who", "what") and doc[subject].dep_.startswith("nsubj"):
        return True
    return any(child.dep_ in ("aux", "aux:pass", "cop") and child.i < subject for child in top.children)


def _is_conditional(key: Token, chain: list[Token]) -> bool:
    """Tell whether the clause of a cue is a condition."""
    for token in chain:
        if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in token.children):
            head = token.head
            return not (token.dep_ in ("ccomp", "xcomp") and one_of(head, _ASKING))
        first = next(iter(token.children), None)
        if token.dep_ == "advcl" and first is not None and first.lower_ == "should" and first.dep_ == "aux":
            return True
    return False


def _undone(chain: list[Token], words: list[Token], key: Token) -> bool:
    """Tell whether a verb of the cue says that the act was left out: "declined to say"."""
    for token in chain[1:]:
        if one_of(token, _UNDONE):
            return True
    top = chain[-1]
    head = top.head
    if head != top and head not in words and one_of(head, _UNDONE):
        # "stopped short of saying", but "declined to speak, citing the trial"
        return top.dep_ == "xcomp" or any(child.dep_ in ("mark", "case") for child in top.children)
    return any(child.dep_ == "mark" and child.lower_ == "without" for child in top.children)


def _nobody(doc: Doc, one: Saying, words: list[Token]) -> bool:
    """Tell whether nobody says it, or no such words are made."""
    if one.source is not None:
        first = doc[one.source[0]].lower_
        if first in _NOBODY or first == "no":
            return True
    return any(
        token.lower_ in _NO and token.dep_ in ("det", "advmod", "cc:preconj", "case", "mark") for token in words[:-1]
    ) and not (one.sense is not None and "no" in one.sense.words and one.sense.name in _NO_IN_THEM)


def _is_due(words: list[Token], key: Token) -> bool:
    """Tell whether an act is to come: "is to announce", "are due to vote"."""
    lowered = [token.lower_ for token in words if token.i <= key.i and token.dep_ != "advmod"]
    due = any(one in _BE | _DUE and other == "to" for one, other in pairwise(lowered))
    return due and not _BE.isdisjoint(lowered)


def _is_yet_to_come(words: list[Token]) -> bool:
    """Tell whether it was not yet said: "has yet to confirm"."""
    return any(one.lower_ == "yet" and other.lower_ == "to" for one, other in pairwise(words))


def _polite_object(words: list[Token]) -> bool:
    return any(token.lemma_.lower() == "opportunity" for token in words)


def _by_governor(doc: Doc, one: Saying, key: Token, words: list[Token]) -> Modality:
    """Return the modality that a governing verb gives: what somebody is urged to say, or plans to."""
    inside = {token.i for token in words}
    top = key
    while top.head != top and (top.head.i in inside or (top.dep_ == "conj" and top.head.pos_ == "VERB")):
        if top.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubj:pass") for child in top.children):
            break
        top = top.head
    head = top.head
    infinitive = doc[one.cue[0]].lower_ == "to" if one.cue else False
    infinitive = infinitive or any(
        child.dep_ == "mark" and child.lower_ == "to" for token in (key, top) for child in token.children
    )
    chain_lemmas = [token.lemma_.lower() for token in _chain(key, words)[1:]]
    if (
        infinitive
        and any(token.lower_ in ("is", "are", "'s", "’s", "due", "set") for token in words)
        and ("go" not in chain_lemmas)
        and any(lemma in _TO_COME for lemma in chain_lemmas)
    ):
        return "future"
    if "go" in chain_lemmas and infinitive and any(token.lower_ == "going" for token in words):
        return "future"
    if infinitive and head != top and head.i not in inside and head.pos_ in ("VERB", "ADJ", "NOUN"):
        if one_of(head, _INTENDED):
            passive = any(child.dep_ == "aux:pass" for child in head.children)
            return "future" if passive or not one_of(head, _EXPECTED) else "hypothetical"
        if one_of(head, _WISHED) and top.dep_ in ("xcomp", "ccomp", "acl", "advcl", "obj"):
            return "hypothetical"
    if infinitive and top.dep_ == "xcomp" and one_of(head, _HEARSAY):
        return "hypothetical"
    return "asserted"
