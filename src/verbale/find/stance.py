"""How a statement stands towards somebody whom its content names, and the words that show it.

From a name, the tree is followed upwards: what the one named does and is ("X invaded", "X is a partner"), what is
theirs ("X's aggression", "brutal X"), what the speaker does to them or wants ("we support X", "sanctions on X"), and at
the top what the act of saying itself does ("condemned X's attack"). Words and their signs are those of
``codebook/stance.tsv``; negation turns them round. Nothing is learned, and of two signs that oppose each other the sum
counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from verbale.codebook.cue_classes import cue_classes, word_forms
from verbale.codebook.stance_words import StanceWord, stance_word
from verbale.find.acts import Saying, one_of

#: What an act does to whom it is about, where the cue's own word does not tell.
OF_CLASS = {
    "accuse": -1.0, "condemn": -1.0, "criticize": -1.0, "allege": -0.5, "threaten": -1.0, "reject": -0.5,
    "protest": -0.5, "complain": -0.5, "doubt": -0.5, "fear": -0.5, "deny": -0.3, "warn": -0.5,
    "praise": 1.0, "support": 1.0, "thank": 1.0, "congratulate": 1.0, "welcome": 1.0, "agree": 0.5,
}  # fmt: skip
#: Classes that turn round what their content says.
_DENIES = frozenset(("deny", "doubt"))
#: Classes of which the one spoken of in the content's main clause gets a part.
_OVER_CLAUSES = frozenset(
    "praise thank congratulate welcome condemn criticize accuse support complain feel allege doubt warn".split()
)
#: Nouns that only stand for whose they are: "the government of", "the … side".
_EMPTY = frozenset(
    "government side authority authorities force troop army military official leader people "
    "ministry president minister soldier fighter police delegation state republic nation country "
    "administration diplomat spokesman spokesperson member group action behavior behaviour conduct policy step "
    "move decision effort activity role presence part work operation plan approach position patrol unit commander "
    "statement plane ship vessel missile tank citizen man woman ambition ideology rule word remark offer proposal "
    "request demand call suggestion idea resolution program programme record response leader representative envoy "
    "team personnel party company navy entity smuggler director court parliament council claim".split()
)
_OWN = frozenset(("nmod:poss", "amod", "compound", "nmod:desc", "nmod", "det", "flat", "appos"))
_NAME_PARTS = frozenset(("flat", "appos", "compound", "nmod:desc", "list"))
_TOWARDS = frozenset("on against for to with at toward towards over upon about in".split())
_NOT = frozenset("not n't n’t never no neither nor hardly without cannot".split())
_SPEAKERS = frozenset(("i", "we", "let"))
#: In a reporter's words the speaker is one of these, mostly.
_TOLD_SPEAKERS = frozenset(("he", "she", "they", "it"))
#: What is done with a thing, as turns of phrase.
_IDIOMS = {
    ("keep", "word"): 0.7, ("keep", "promise"): 0.7, ("keep", "bargain"): 0.7, ("break", "word"): -0.7,
    ("break", "promise"): -0.7, ("break", "law"): -0.7, ("lose", "compass"): -0.6, ("lose", "way"): -0.5,
    ("lose", "mind"): -0.7, ("take", "hostage"): -0.8, ("play", "game"): -0.4, ("stand", "firm"): 0.4,
}  # fmt: skip
_GOES_TO = frozenset(("with", "for", "to", "on", "behind", "by", "at"))
#: With these, "with" parts.
_PARTING = frozenset(("break", "split", "part"))
#: What one demands of an opponent.
_DESIST = frozenset(
    "withdraw stop end cease halt leave release return apologize apologise resign surrender retreat refrain comply "
    "desist disarm vacate abandon".split()
)
_CAUSES = frozenset(
    "make have commit cause bring show take spread create do give lead pose play represent become remain carry launch "
    "contribute promote pursue be get".split()
)
#: Classes of which the cue's own word tells the side: "suspended", "banned", "designated".
_BY_WORD = frozenset(("order", "decide", "want", "plan", "demand", "say", "offer", "promise"))
#: Classes that by themselves take no side.
_NO_SIDE = frozenset("demand request urge hope believe know ask predict announce report".split())
#: Classes that oppose what is done to somebody: "condemned the sanctions on X".
_OPPOSING = frozenset(("condemn", "criticize", "reject", "protest", "complain"))
_ENDING = frozenset("lift end ease drop cancel remove stop suspend oppose reject condemn halt relax reverse".split())
#: What a feeling shows of whom it is about.
_FEELINGS = {
    "proud": 1.0, "glad": 0.5, "happy": 0.5, "delighted": 0.5, "pleased": 0.5, "impressed": 1.0, "encouraged": 0.5,
    "heartened": 0.5, "disgusted": -1.0, "shocked": -0.5, "ashamed": -0.5, "love": 1.0, "admire": 1.0, "trust": 0.5,
    "hate": -1.0, "despise": -1.0, "loathe": -1.0, "distrust": -0.5, "mistrust": -0.5, "dislike": -0.5, "resent": -0.5,
    "like": 0.5, "respect": 0.5, "value": 0.5,
}  # fmt: skip
#: Nouns for what befalls somebody: theirs, but not their doing.
_SUFFERED = frozenset(
    "suffering instability unrest crisis chaos disaster problem burden harm damage collapse tension weakness "
    "pressure fear debt violence injustice security peace stability prosperity justice freedom denial "
    "discrimination".split()
)
#: Of these, "of" leads to the victim.
_DONE_TO = tuple(
    "ing sion tion murder massacre slaughter attack siege blockade abuse torture betrayal genocide assault removal "
    "dismissal ouster defeat support".split()
)
#: Verbs by which it is security that is wanted, whoever does it: "efforts to defeat X".
_WANTED = frozenset(
    "defeat fight combat counter deter contain stop eliminate eradicate degrade dismantle repel isolate "
    "restrain".split()
)
_PLOTS = frozenset("intent plan attempt plot threat intention desire vow conspiracy scheme wish bid".split())
#: What institutions do, which shows their side also when it is only told.
_MEASURES = frozenset(
    "suspend ban sanction convict sentence expel blacklist indict prosecute outlaw punish penalize fine".split()
)
#: After "not" these affirm.
_WAVER = frozenset("waver hesitate forget cease falter tire flinch".split())
_ACCUSING = frozenset("condemn denounce criticize criticise accuse blame deplore decry oppose reject dispute".split())
_STEPS = 6
#: Signs weaker than this are none.
LEAST = 0.2


@dataclass(slots=True)
class Evidence:
    """Signs for and against, with their words.

    Attributes:
        total: Their sum.
        tokens: The words.
    """

    total: float = 0.0
    tokens: set[int] = field(default_factory=set)

    def add(self, value: float, *tokens: Token) -> None:
        """Add a sign and the words that carry it."""
        if abs(value) >= 0.05:
            self.total += value
            self.tokens.update(token.i for token in tokens)

    @property
    def stance(self) -> float:
        """The stance, from -1 to 1 in steps of a tenth; 0 for signs that are too weak."""
        value = max(-1.0, min(1.0, self.total))
        return round(value, 1) if abs(value) >= LEAST else 0.0


def signs_towards(doc: Doc, one: Saying, names: list[Span]) -> Evidence:
    """Return the signs of how a statement stands towards the one that some names stand for.

    Args:
        doc: The parsed text.
        one: The statement.
        names: Where the content names it.
    """
    found = Evidence()
    for name in names:
        _climb(doc, one, name, found)
    return found


def _climb(doc: Doc, one: Saying, name: Span, found: Evidence) -> None:
    """Follow a name upwards and add the signs on the way."""
    here = name.root
    turned = -1.0 if one.cue_class in _DENIES else 1.0
    before = found.total
    _own_modifiers(here, name, turned, found)
    subject = False  # of the clause that was climbed last
    towards = False  # the name is only what something is directed at
    for _ in range(_STEPS):
        head = here.head
        relation = here.dep_
        if head == here or not one.in_content(head.i):
            break
        sign = -turned if _negated(head) else turned
        if relation == "conj" or (relation in _NAME_PARTS and head.pos_ == "PROPN"):
            here = head
            continue
        case = next((c.lower_ for c in here.children if c.dep_ == "case"), "")
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and relation in _OWN:
            word = _word(head)
            if relation == "nmod" and case not in ("of", "by", "between", ""):
                if case in _TOWARDS:
                    found.add((-0.7 if _opposed(head, one) else 1.0) * sign * word.target, head)
                towards = True
            elif word.doer and head.lemma_.lower() not in _EMPTY and not _is_victim(head, relation, case):
                found.add(sign * word.doer, head)
                _attributes(head, here, sign, found)
            else:
                _attributes(head, here, sign, found)
                for child in head.children:  # "the airline's permit to …": nothing; "illegally operating entities"
                    if child.dep_ == "acl" and child.i > head.i:
                        found.add(sign * _word(child).doer, child)
            if found.total != before and (towards or word.doer):
                break
            here = head
            continue
        if relation.startswith("nsubj"):
            subject = relation != "nsubj:pass"
            towards = towards or not subject
            if relation == "nsubj:pass":
                found.add(sign * _word(head).target * 0.8, head)
            else:
                _of_predicate(head, here, sign, one, found)
            here = head
            if found.total != before:
                break
            continue
        if relation in ("obj", "iobj", "obl", "obl:agent", "nmod"):
            word = _word(head)
            if relation == "obl:agent" or (case == "by" and any(c.dep_ == "aux:pass" for c in head.children)):
                found.add(sign * word.doer, head)
            elif _speaker_does(head, one) and head.head.lemma_.lower() not in _PLOTS:
                found.add(sign * _done_to(head, word, relation, case), head)
            elif relation == "obj" and _is_wanted(head):
                found.add(0.8 * sign * word.target, head)
            elif relation == "obj" and head.lemma_.lower() in _MEASURES:
                found.add(0.6 * sign * word.target, head)
            if found.total != before:
                break
            here = head
            towards = True
            continue
        towards = towards or relation in ("acl:relcl", "advcl") or (relation == "acl" and not subject)
        if relation in ("xcomp", "ccomp", "advcl", "acl", "parataxis", "acl:relcl"):
            word = _word(head)
            if (
                subject
                and relation in ("ccomp", "xcomp")
                and _speaker_does(head, one)
                and word.target
                and not found.total
            ):
                found.add(sign * word.target * 0.5, head)
                break
        here = head
    _from_cue(doc, one, here, name, found, found.total != before, subject, towards)


def _done_to(verb: Token, word: StanceWord, relation: str, case: str) -> float:
    """Return what a verb of the speaker's shows towards its object, or towards who stands after a preposition."""
    if case == "with" and one_of(verb, _PARTING):
        return -0.8
    if case == "against":
        return min(word.target, -0.7)
    if relation != "obj" and case and case not in _GOES_TO:
        return 0.0
    return word.target


def _from_cue(
    doc: Doc, one: Saying, top: Token, name: Span, found: Evidence, told: bool, subject: bool, towards: bool
) -> None:
    """Add what the act of saying does to somebody at, or right below, the top of its content."""
    key = one.key
    if key is None or towards or one.cue is None:
        return
    words = doc[one.cue[0] : one.cue[1]]
    negated = any(token.lower_ in _NOT for token in words) and not any(
        token.lower_ in _WAVER or token.lemma_.lower() in _WAVER for token in words
    )
    sign = -1.0 if negated and one.sense is not None and one.sense.frame != "negated" else 1.0
    word = _word(key)
    value = OF_CLASS.get(one.cue_class, 0.0)
    if one.cue_class == "feel":
        value = _FEELINGS.get(key.lemma_.lower(), _FEELINGS.get(key.lower_, 0.0))
    if key.lemma_.lower().startswith("designat") and any(
        token.lower_ == "as" for first, after in one.content for token in doc[first:after]
    ):
        return  # somebody is made something
    if one.cue_class == "describe" and not told and not subject:
        _of_description(doc, one, name, sign, found)
        return
    owns = name.root.head == top and top.pos_ == "NOUN" and name.root.dep_ in ("nmod:poss", "compound", "amod")
    if one.cue_class == "support" and owns and _word(top).target and not _word(top).doer:
        return  # "X's support for": X is who supports
    if word.target and one.cue_class in _BY_WORD:
        value = word.target
    if one.cue_class in ("demand", "urge") and (subject or name.root.head in (top, key)) and not told:
        wanted = (top, *top.children, *key.children)
        desist = next((token for token in wanted if one.in_content(token.i) and one_of(token, _DESIST)), None)
        if desist is not None:
            found.add(-0.5, desist)
        return
    if one.cue_class in _NO_SIDE and not (one.cue_class == "demand" and word.target):
        value = 0.0
    if not value:
        return
    if one.cue_class == "warn" and not subject and not _is_warned_off(doc, one):
        return
    if words[-1].lower_ == "against":
        value = -abs(value)
    clause = any(child.dep_.startswith("nsubj") for child in top.children) and top.pos_ in ("VERB", "AUX")
    if clause or subject:
        if one.cue_class not in _OVER_CLAUSES or told:
            return
        value *= 0.6
    if one.in_content(top.i) and (not told or one.cue_class in OF_CLASS):
        first = one.cue[0]
        found.add(sign * value, key if first <= key.i < one.cue[1] else doc[first])


def _is_warned_off(doc: Doc, one: Saying) -> bool:
    """Tell whether somebody is warned against doing something, not of something."""
    return any(doc[i].lower_ in ("against", "off", "not") for first, after in one.content for i in range(first, after))


def _of_description(doc: Doc, one: Saying, name: Span, sign: float, found: Evidence) -> None:
    """Add what somebody is called: "named them terrorists", "described X as a friend"."""
    for first, after in one.content:
        for token in doc[max(first, name.end) : after]:
            if token.pos_ in ("NOUN", "ADJ") and not token.ent_type_:
                found.add(sign * _word(token).doer, token)


def _is_victim(noun: Token, relation: str, case: str) -> bool:
    """Tell whether somebody after or before a noun is whom it befalls: "the murder of", "the suffering of"."""
    if noun.lemma_.lower() in _SUFFERED:
        return True
    return relation == "nmod" and case == "of" and noun.lemma_.lower() != "aggression" and (
        noun.lemma_.lower().endswith(_DONE_TO)
    )  # fmt: skip


def _is_wanted(verb: Token) -> bool:
    """Tell whether an infinitive names what is good to do, whoever does it: "in the effort to defeat"."""
    if verb.lemma_.lower() not in _WANTED or not any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        return False
    return verb.dep_ in ("acl", "advcl", "xcomp") and verb.head.lemma_.lower() not in _PLOTS


def _opposed(noun: Token, one: Saying) -> bool:
    """Tell whether the speaker is against what a noun names: "against the sanctions", "lift the ban"."""
    if any(child.dep_ == "case" and child.lower_ == "against" for child in noun.children):
        return True
    if not one.in_content(noun.head.i) or noun.head == noun:
        return one.cue_class in _OPPOSING or (one.key is not None and one_of(one.key, _ENDING))
    return noun.dep_ == "obj" and one_of(noun.head, _ENDING)


def _own_modifiers(head: Token, name: Span, sign: float, found: Evidence) -> None:
    """Add the adjectives and appositions of a name: "brutal X", "X, a friend of peace"."""
    for child in head.children:
        if name.start <= child.i < name.end:
            continue
        if child.dep_ == "amod" or (child.dep_ == "appos" and child.pos_ == "NOUN"):
            found.add(sign * _word(child).doer, child)
            if child.dep_ == "appos":
                _described_by(child, sign, found)
        elif child.dep_ in ("acl", "acl:relcl"):
            found.add((-sign if _negated(child) else sign) * _word(child).doer, child)


def _attributes(noun: Token, name: Token, sign: float, found: Evidence) -> None:
    """Add the adjectives of a noun that is somebody's: "X's destructive ambitions"."""
    for child in noun.children:
        if child.dep_ == "compound" and _word(child).doer > -0.7:
            continue  # "security minister", "war crimes tribunal"
        if child.dep_ in ("amod", "compound") and child != name:
            found.add(sign * _word(child).doer, child)
            for other in child.children:
                if other.dep_ == "conj":
                    found.add(sign * _word(other).doer, other)


def _of_predicate(head: Token, name: Token, sign: float, one: Saying, found: Evidence) -> None:
    """Add what a clause says of its subject: by its verb and what that governs, or by its predicate."""
    verbs = [head, *(c for c in head.children if c.dep_ in ("conj", "xcomp") and c.pos_ in ("VERB", "ADJ", "NOUN"))]
    for verb in verbs:
        if verb != head and any(c.dep_.startswith("nsubj") for c in verb.children):
            continue
        own = -sign if verb != head and _negated(verb) else sign
        word = _word(verb)
        for child in verb.children:
            forms = word_forms(verb.lemma_.lower(), verb.lower_) if child.dep_ == "obj" else ()
            noun = child.lemma_.lower()
            idiom = next((_IDIOMS[form, noun] for form in forms if (form, noun) in _IDIOMS), None)
            if idiom:
                found.add(own * idiom, verb, child)
                return
        things = [
            c for c in verb.children if c.dep_ in ("obj", "obl", "conj") and c.pos_ == "NOUN" and c.dep_ != "conj"
        ]
        things += [c for thing in things for c in thing.children if c.dep_ == "conj"]
        of_things = 0.0
        carriers: list[Token] = []
        for thing in things:
            case = next((c.lower_ for c in thing.children if c.dep_ == "case"), "")
            if thing.dep_ == "obl" and case not in ("to", "in", "with", "as", "of", "by", "for", "from"):
                continue
            value = _word(thing).doer
            for child in thing.children:
                if child.dep_ == "amod" and _word(child).doer:
                    value += _word(child).doer
                    carriers.append(child)
                elif child.dep_ == "det" and child.lower_ == "no":
                    value = -value
            if value:
                of_things += value
                carriers.append(thing)
        if verb.pos_ in ("NOUN", "ADJ", "PROPN"):
            found.add(own * word.doer, verb)
            _described_by(verb, own, found)
        elif of_things and verb.lemma_.lower() in _CAUSES:
            found.add(own * max(-1.0, min(1.0, of_things)), verb, *carriers)
        elif of_things and word.target < 0 and word.doer >= 0 and verb.lemma_.lower() not in _ACCUSING:
            found.add(own * -0.6 * of_things, verb, *carriers)  # who fights what is bad
        elif of_things < 0 and word.doer >= 0 and word.target > 0:
            found.add(own * 0.8 * of_things, verb, *carriers)  # who backs what is bad
        elif word.doer:
            found.add(own * word.doer, verb)
        elif of_things and (verb.lemma_.lower(), "VERB") not in cue_classes():
            found.add(own * 0.5 * max(-1.0, min(1.0, of_things)), *carriers)
        for child in verb.children:
            if child.dep_ == "advmod":
                found.add(own * stance_word(child.lemma_.lower(), child.lower_, "ADV").doer, child)


def _described_by(noun: Token, sign: float, found: Evidence) -> None:
    """Add the adjectives of a noun that says what somebody is, and what it is made of: "a nest of spies"."""
    for child in noun.children:
        case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
        if child.dep_ in ("amod", "compound") or (child.dep_ == "nmod" and case == "of"):
            found.add(sign * _word(child).doer, child)


def _speaker_does(verb: Token, one: Saying) -> bool:
    """Tell whether a verb in a content is what the speaker does or wants done: its subject is "we", or it has none."""
    if verb.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return False
    for _ in range(4):
        for child in verb.children:
            if child.dep_.startswith("nsubj"):
                return child.lower_ in _SPEAKERS or (child.lower_ in _TOLD_SPEAKERS and one.statement.kind != "direct")
        if verb.head == verb or not one.in_content(verb.head.i):
            return True
        if verb.dep_ not in ("xcomp", "conj", "ccomp", "advcl", "acl", "obl", "nmod"):
            return True
        verb = verb.head
    return False


def _negated(word: Token) -> bool:
    """Tell whether a verb or predicate is negated."""
    return any(
        child.lower_ in _NOT and child.dep_ in ("advmod", "det", "cc:preconj", "mark") for child in word.children
    )


def _word(token: Token) -> StanceWord:
    return stance_word(token.lemma_.lower(), token.lower_, token.pos_)
