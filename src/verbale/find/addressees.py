"""To whom something is said: "told reporters", "said to the council", "urged NATO to", "in a letter to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from verbale.codebook.cue_classes import word_forms
from verbale.find.acts import Saying, one_of
from verbale.find.clauses import Stretch, trimmed

#: Verbs whose object is the one spoken to.
_TELLS = frozenset(
    "tell inform notify brief remind assure reassure advise caution warn alert apprise urge exhort implore "
    "beseech entreat ask beg order command instruct direct invite encourage petition pressure press lobby "
    "persuade convince dare challenge enjoin text email e-mail message cable thank congratulate request require "
    "compel oblige address lecture teach quiz grill question interrogate interview forbid counsel pray promise "
    "offer answer grant summon task goad prod".split()
)
#: Of these only with a second complement: "promised voters a wall", "showed the court the film".
_GIVES = frozenset("promise offer grant guarantee pledge teach give send write read wish bid".split())
#: Classes of acts that go to nobody.
_TO_NOBODY = frozenset(
    "believe know feel want plan decide hope fear doubt predict estimate accuse allege condemn criticize praise "
    "support describe report quote agree reject refuse".split()
)
#: Classes whose content has the one addressed before its infinitive: "urged | NATO to stop".
_PRESSING = frozenset(("urge", "order", "request", "advise", "warn", "demand", "offer"))
#: Classes that go to the one who is wished or thanked, also where the noun for it is content: "thanks to all".
_WISHES = frozenset(("thank", "congratulate", "regret", "apologize"))
#: Verbs whose object gets or may do something and need not hear of it.
_LETS = frozenset("allow permit let enable help cost deny".split())
#: Of these also without an infinitive: "was told of".
_TOLD = frozenset(("tell", "ask", "inform", "remind", "brief", "assure", "question", "quiz", "grill", "interrogate"))
#: With an infinitive after it: "asked them to leave", "wants Albia to pay" is no such.
_ONLY_WITH_MORE = frozenset("ask question challenge press allow permit require request order invite dare beg".split())
#: Classes whose "to somebody" is whom it is said to.
_TO = frozenset(
    "say add report announce confirm claim allege deny admit reveal explain complain warn propose promise offer "
    "apologize suggest ask answer request advise demand joke quote describe describe urge".split()
)
_TO_NOT = frozenset(
    "refer allude point object attribute ascribe compare liken agree commit respond react testify turn look "
    "oppose swear consent return opposed lead accede attest happen".split()
)
_OF = frozenset("ask demand request require".split())
#: "Called on", "appealed to": whom it is to stands in the content, before what is to be done.
_CALLS = frozenset(("call", "appeal", "plead"))
_WITH = frozenset("plead argue talk speak joke raise discuss share".split())
_ON = frozenset(("on", "upon"))
#: Verbs of a clause beside the cue that says to whom: "speaking to reporters, she said".
_LEADING = frozenset(("speak", "talk"))
#: Nouns of papers and occasions whose "to" or "with" has the one who is addressed.
_PAPERS = frozenset(
    "letter email e-mail message note telegram memo memorandum speech address statement remark comment call "
    "appeal report testimony submission presentation plea warning request complaint apology answer reply response "
    "interview conversation briefing talk meeting exchange congratulation condolence commitment promise pledge "
    "assurance offer proposal invitation demand question thanks gratitude tribute lecture greeting wish cable "
    "text evidence recommendation advice reminder".split()
)
_WITH_PAPERS = frozenset("interview conversation call briefing meeting exchange talk discussion".split())
_REFLEXIVE = frozenset(
    "himself herself itself themselves myself ourselves yourself it this that what which there everything something "
    "anything nothing".split()
)
#: Endings of nouns for what cannot hear, and those with such an ending that can.
_THINGS = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "effort", "plan", "policy", "move")
_BODIES = frozenset(
    "delegation administration opposition commission federation organization organisation nation population coalition "
    "association institution foundation generation corporation union mission government parliament department regiment "
    "establishment management judiciary community university minority majority humanity security authority fraternity "
    "charity audience conference leadership readership membership alliance electorate championship celebrity "
    "constituency prosecution congregation station investment detachment contingent".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())
#: Words between a cue and what follows in which the one addressed is looked for.
_LONGEST = 14
_NO_ONE = frozenset(
    "question questions criticism effect allegation charge accusation extent point issue report claim suggestion "
    "death contrary end concern request news call attack truth story joke lie way time thing sanction avail cheer "
    "applause laughter boo date".split()
)


def addressees_of(doc: Doc, one: Saying) -> tuple[Stretch, ...]:
    """Return to whom something is said, as stretches of tokens, in order.

    Args:
        doc: The parsed text.
        one: The statement.
    """
    if one.cue is None or one.key is None:
        return ()
    found: set[Stretch] = set()
    if one.cue_class in _TO_NOBODY:
        return ()
    for head in _heads(doc, one):
        whole = _noun_phrase(doc, head, one)
        asked = head.dep_ == "nsubj"  # "Asked about it, the minister …": also the source of what follows
        if whole is not None and (asked or not _overlaps(whole, (one.source, one.cue))):
            found.add(whole)
            if head.dep_ in ("obj", "iobj") and one.cue_class in _PRESSING:
                break  # in "warned them in a speech to cadets" they are meant
    if not found and (next_to := _next_to_cue(doc, one)):
        found.add(next_to)
    return _joined(sorted(found))


def _next_to_cue(doc: Doc, one: Saying) -> Stretch | None:
    """Return the noun phrase between cue and content, or that between cue and infinitive, where the tree has none."""
    assert one.cue is not None
    assert one.key is not None
    lemmas = word_forms(one.key.lemma_.lower(), one.key.lower_)
    first = one.cue[1]
    starts = [part[0] for part in one.content if part[0] >= first]
    if not starts:
        return None
    if "tell" in lemmas and first < starts[0] <= first + _LONGEST:
        stretch = trimmed(doc, first, starts[0] - (doc[starts[0] - 1].lower_ in ("not", "never")))
    elif (one.cue_class in _PRESSING and "person-to" in one.frames and not _TELLS.isdisjoint((*lemmas, "appeal"))) or (
        "call" in lemmas and doc[first - 1].lower_ in _ON
    ):
        to = next((i for i in range(first, min(first + _LONGEST, len(doc))) if doc[i].lower_ == "to"), None)
        stretch = trimmed(doc, starts[0], to) if to is not None and to > starts[0] else None
    else:
        return None
    if stretch is None or any(doc[i].pos_ in ("VERB", "AUX") or doc[i].is_sent_start for i in range(*stretch)):
        return None
    return stretch if _can_hear(doc[stretch[0] : stretch[1]].root) else None


def _joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches in order, touching and overlapping ones as one."""
    found: list[Stretch] = []
    for first, after in stretches:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(after, found[-1][1]))
        else:
            found.append((first, after))
    return tuple(found)


def _heads(doc: Doc, one: Saying) -> Iterator[Token]:
    """Yield the heads of the noun phrases that say to whom."""
    key = one.key
    assert key is not None
    assert one.cue is not None
    verbs = [token for token in doc[one.cue[0] : one.cue[1]] if token.pos_ in ("VERB", "NOUN", "ADJ")] or [key]
    asked = any(child.dep_ == "nsubj:pass" for child in key.children)  # "was asked while speaking to the press"
    leading = [child for child in key.children if child.dep_ == "advcl" and one_of(child, _LEADING) and not asked]
    name = one.cue_class
    for verb in dict.fromkeys((key, *verbs, *(verb for verb in leading if not one.in_content(verb.i)))):
        lemma = verb.lemma_.lower()
        children = list(verb.children)
        for child in children:
            spoken_to = (child.dep_ == "iobj" and _can_hear(child) and not one_of(verb, _LETS)) or (
                child.dep_ == "obj" and _spoken_to(child, verb, lemma, one, children)
            )
            if spoken_to or _passive_told(child, verb):
                yield child
            elif child.dep_ in ("obl", "nmod", "obl:agent", "advcl", "nmod:to"):
                yield from _by_preposition(child, verb, lemma, name, one)
    if name in _WISHES and one.content:
        root = doc[one.content[0][0] : one.content[0][1]].root
        for child in (*root.children, *key.children):
            if (
                one.in_content(child.i)
                and _can_hear(child)
                and child.dep_ in ("nmod", "obl")
                and any(c.lower_ == "to" for c in child.children if c.dep_ == "case")
            ):
                yield child
    if key.dep_ == "advcl" and key.i < key.head.i and not any(c.dep_.startswith("nsubj") for c in key.children):
        asked = not {"ask", "tell"}.isdisjoint(word_forms(key.lemma_.lower(), key.lower_))
        if asked and not key.lower_.endswith("ing"):  # "Asked about the tapes, the minister laughed"
            yield from (child for child in key.head.children if child.dep_ == "nsubj")


def _spoken_to(child: Token, verb: Token, lemma: str, one: Saying, children: list[Token]) -> bool:
    """Tell whether an object is the one spoken to."""
    if not _can_hear(child):
        return False
    more = [
        c
        for c in children
        if c.dep_ in ("xcomp", "ccomp", "obl", "obj", "advcl", "parataxis") and c is not child and c.i > child.i
    ]
    if one_of(verb, _GIVES):
        return any(c.dep_ in ("obj", "ccomp", "xcomp") for c in more) or not one.in_content(child.i)
    if not one_of(verb, _TELLS):
        return False
    if one.in_content(child.i):
        # "urged NATO to stop": the one addressed is a part of what is wanted.
        if lemma in ("thank", "congratulate", "address", "lecture", "interview", "persuade", "convince"):
            return lemma in ("thank", "congratulate")
        wanted = (
            ("xcomp", "ccomp", "advcl", "acl", "obl") if one.cue_class == "ask" else ("xcomp", "ccomp", "advcl", "acl")
        )
        return any(c.dep_ in wanted for c in more) or (one.cue_class == "warn" and bool(more))
    if one_of(verb, _ONLY_WITH_MORE):
        return bool(more) or child.pos_ in ("PROPN", "PRON") or bool(one.content)
    return True


def _passive_told(child: Token, verb: Token) -> bool:
    """Tell whether a noun is the subject of a passive that is told: "the minister was asked"."""
    forms = word_forms(verb.lemma_.lower(), verb.lower_)
    if child.dep_ not in ("nsubj:pass", "obl:agent") or child.i > verb.i or (_TELLS - _GIVES).isdisjoint(forms):
        return False
    return _can_hear(child) and (
        not _TOLD.isdisjoint(forms) or any(other.dep_ == "xcomp" for other in verb.children)
    )  # fmt: skip


def _by_preposition(child: Token, verb: Token, lemma: str, name: str, one: Saying) -> Iterator[Token]:
    """Yield the noun after a preposition that shows the one addressed."""
    case = next((c for c in child.children if c.dep_ == "case"), None)
    if case is None:
        return
    word = case.lower_
    fits = (
        (word == "to" and name in _TO and not one_of(verb, _TO_NOT))
        or (word == "to" and verb.pos_ == "NOUN" and one_of(verb, _PAPERS))
        or (word in ("to", "with", "before") and one_of(verb, _LEADING))
        or (word == "of" and one_of(verb, _OF))
        or (word in _ON and lemma == "call")
        or (word == "with" and (one_of(verb, _WITH) or (verb.pos_ == "NOUN" and one_of(verb, _WITH_PAPERS))))
        or (word == "with" and name in ("protest", "complain"))
        or (word == "before" and name in ("say", "claim", "admit"))
    )
    if fits and _can_hear(child) and not (word == "before" and not _is_body(child)):
        if not one.in_content(child.i) or lemma in _CALLS:
            yield child
        return
    if one.in_content(child.i) or child.pos_ not in ("NOUN", "PROPN"):
        return
    noun = child.lemma_.lower()
    if word in ("in", "during", "by", "via", "at", "through") and noun in _PAPERS:
        for deeper in child.children:
            if deeper.dep_ in ("nmod", "obl") and not one.in_content(deeper.i):
                inner = next((c.lower_ for c in deeper.children if c.dep_ == "case"), "")
                if (inner == "to" or (inner == "with" and noun in _WITH_PAPERS)) and _can_hear(deeper):
                    yield deeper


def _is_body(token: Token) -> bool:
    return token.lemma_.lower() in (
        "court",
        "committee",
        "parliament",
        "council",
        "congress",
        "panel",
        "tribunal",
        "jury",
    )


def _can_hear(token: Token) -> bool:
    """Tell whether a noun may be somebody: not a thing, a clause or a dummy."""
    if token.lower_ in _REFLEXIVE or (
        token.pos_ != "PROPN" and not _NO_ONE.isdisjoint((token.lemma_.lower(), token.lower_))
    ):
        return False
    if token.ent_type_ in ("DATE", "TIME") or token.lower_ in _DAYS:
        return False
    if token.pos_ == "NOUN" and token.lemma_.lower().endswith(_THINGS) and token.lemma_.lower() not in _BODIES:
        return False
    return token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")


def _noun_phrase(doc: Doc, head: Token, one: Saying) -> Stretch | None:
    """Return a noun phrase without its preposition, and without what belongs to the statement's parts."""
    skipped: set[int] = set()
    for child in head.children:
        aside = child.dep_ == "acl:relcl" and head.doc[child.left_edge.i - 1].text == ","
        thanked_for = one.cue_class in _WISHES and any(c.lower_ == "for" and c.i < child.i for c in child.children)
        if (
            aside
            or (thanked_for and child.i > head.i)
            or child.dep_ in ("case", "mark", "parataxis", "ccomp", "advcl")
            or (
                child.dep_ in ("acl", "nmod", "obl")
                and child.i > head.i
                and one.in_content(child.i)
                and not one.in_content(head.i)
            )
        ):
            if child.dep_ == "case" and child.i > head.i:
                continue
            skipped.update(token.i for token in child.subtree)
    inside = one.in_content(head.i)
    kept = [
        token.i for token in head.subtree
        if token.i not in skipped and (inside or not one.in_content(token.i))
    ]  # fmt: skip
    if head.i not in kept:
        return None
    # The stretch around the head that is not torn.
    first = after = head.i
    members = set(kept)
    while first - 1 in members:
        first -= 1
    while after + 1 in members:
        after += 1
    while after > first and doc[after].lower_ in ("not", "never"):
        after -= 1  # "told the alliance not to …"
    return trimmed(doc, first, after + 1)


def _overlaps(stretch: Stretch, others: tuple[Stretch | None, ...]) -> bool:
    return any(other is not None and stretch[0] < other[1] and other[0] < stretch[1] for other in others)
