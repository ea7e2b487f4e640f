"""Find attributions in the dependency tree: cue words of the lexicon, their subjects, and what they govern.

Works on any ``Doc`` with UD labels. Sources, cues and contents are stretches of tokens; a content may have several.
The frames are those of ``codebook/cues.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from verbale.codebook.cue_classes import word_forms
from verbale.codebook.cues import Cue, cue_lexicon
from verbale.models import Act

#: First token and token after the last.
Stretch = tuple[int, int]

_SUBJECTS = frozenset(("nsubj", "nsubj:outer", "csubj"))
_PASSIVE = frozenset(("nsubj:pass", "csubj:pass"))
_AUXILIARY = frozenset(("aux", "aux:pass", "cop", "advmod", "compound:prt"))
_QUOTE_MARKS = frozenset("\"“”„«»''``「」『』")
_EDGES = frozenset(".,;:!?-–—…)]}")


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as stretches of tokens."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    act: Act
    rule: str


def attributions_in_trees(doc: Doc) -> list[Found]:
    """Return the attributions that the tree and the lexicon show, in order of their cues."""
    found: list[Found] = []
    for token in doc:
        if token.lower_ == "according":
            found.extend(_according(token))
        elif token.pos_ in ("VERB", "ADJ", "NOUN", "AUX"):
            cues = _known(token)
            if cues:
                one = _verbal(token, cues) if token.pos_ in ("VERB", "ADJ", "AUX") else _nominal(token, cues)
                if one:
                    found.append(one)
    return found


def _known(token: Token) -> tuple[Cue, ...]:
    """Return what the lexicon has for a word, also where its lemma is wrong ("urg" of "urged")."""
    lexicon, pos = cue_lexicon(), "VERB" if token.pos_ == "AUX" else token.pos_
    lemma = token.lemma_.lower()
    if pos != "VERB":
        return lexicon.get((lemma, pos), ())
    return next((lexicon[form, pos] for form in word_forms(lemma, token.lower_) if (form, pos) in lexicon), ())


# --- stretches ------------------------------------------------------------------------------------------------------


def trimmed(doc: Doc, first: int, after: int) -> Stretch | None:
    """Return a stretch without white space and stray punctuation at its ends; pairs of quotation marks stay."""
    while first < after and (doc[first].is_space or (doc[first].is_punct and not _keeps(doc, first, first, after))):
        first += 1
    while after > first:
        last = doc[after - 1]
        if (
            last.is_space
            or (last.text in _EDGES and not _closes_bracket(doc, first, after))
            or (last.text[-1] in _QUOTE_MARKS and not _keeps(doc, after - 1, first, after))
        ):
            after -= 1
        else:
            break
    return (first, after) if first < after else None


def _keeps(doc: Doc, at: int, first: int, after: int) -> bool:
    """Tell whether punctuation at the edge of a stretch has its partner in the stretch."""
    mark = doc[at].text
    if mark[-1] in _QUOTE_MARKS:
        return sum(1 for token in doc[first:after] if token.text[-1] in _QUOTE_MARKS) >= 2
    return mark in "([{$€£#@"


def _closes_bracket(doc: Doc, first: int, after: int) -> bool:
    last = doc[after - 1].text
    pair = {")": "(", "]": "[", "}": "{"}.get(last)
    return pair is not None and any(token.text == pair for token in doc[first:after])


def _span(token: Token, without: frozenset[int] = frozenset()) -> list[int]:
    """Return the tokens of a subtree, less those of some others, in order."""
    return [t.i for t in token.subtree if t.i not in without]


def _runs(doc: Doc, tokens: list[int]) -> tuple[Stretch, ...]:
    """Return the connected stretches of some tokens, trimmed; crumbs of punctuation are dropped."""
    found: list[Stretch] = []
    first = previous = None
    for i in [*sorted(tokens), -1]:
        if first is not None and previous is not None and i != previous + 1:
            stretch = trimmed(doc, first, previous + 1)
            if stretch and any(not t.is_punct and not t.is_space for t in doc[stretch[0] : stretch[1]]):
                found.append(stretch)
            first = None
        if first is None:
            first = i
        previous = i
    return tuple(found)


def verb_group(head: Token) -> Stretch:
    """Return a verb with the auxiliaries, adverbs, negation and particle that stand next to it."""
    first, after = head.i, head.i + 1
    members = {c.i for c in head.children if c.dep_ in _AUXILIARY}
    # An auxiliary's own adverbs ("had not yet said") and a copula's ("is not sure").
    members |= {c.i for m in list(members) for c in head.doc[m].children if c.dep_ == "advmod"}
    while first - 1 in members:
        first -= 1
    while after in members and head.doc[after].dep_ == "compound:prt":
        after += 1
    while after in members and head.doc[after].dep_ == "advmod" and head.doc[after].text.endswith("ly"):
        after += 1
    return first, after


# --- sources --------------------------------------------------------------------------------------------------------


def _subject(token: Token) -> Token | None:
    """Return the subject of a cue: its own, or that of the clause it is joined to."""
    seen = 0
    while seen < 6:
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                return child
        if any(child.dep_ in _PASSIVE for child in token.children):
            return None
        head = token.head
        if token.dep_ in ("conj", "xcomp", "advcl") and head.i != token.i:
            if token.dep_ == "advcl" and "VerbForm=Fin" in token.morph:
                return None
            token = head
        elif token.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return head
        else:
            return None
        seen += 1
    return None


def source_of(token: Token) -> Stretch | None:
    """Return the source of a cue word: its subject, the subject of the clause it is joined to, or its agent."""
    subject = _subject(token)
    if subject is None:
        for child in token.children:  # "was said by many"
            if child.dep_ in ("obl:agent", "obl") and any(
                c.dep_ == "case" and c.lower_ == "by" for c in child.children
            ):
                return noun_phrase(child, drop_case=True)
        return None
    if token in subject.subtree and token is not subject:  # "researchers saying …": without the clause itself
        return noun_phrase(subject, before=token.i)
    return noun_phrase(subject)


def noun_phrase(head: Token, drop_case: bool = False, before: int | None = None) -> Stretch | None:
    """Return a noun phrase, with its appositive and short relative clause, both commas included."""
    skipped: set[int] = set()
    for child in head.children:
        if (drop_case and child.dep_ == "case" and child.i < head.i) or (
            child.dep_ in ("parataxis", "punct") and child.i > head.i and child.dep_ == "parataxis"
        ):
            skipped.update(t.i for t in child.subtree)
    tokens = [t.i for t in head.subtree if t.i not in skipped and (before is None or t.i < before)]
    if not tokens:
        return None
    first, after = min(tokens), max(tokens) + 1
    stretch = trimmed(head.doc, first, after)
    if (
        stretch
        and stretch[1] < len(head.doc)
        and head.doc[stretch[1]].text == ","
        and "," in head.doc[slice(*stretch)].text
    ):
        inside = [c for c in head.children if c.dep_ in ("appos", "acl:relcl", "acl") and c.i > head.i]
        if inside and head.doc[stretch[1]].head in (head, *inside):
            return stretch[0], stretch[1] + 1  # the second of a pair of commas
    return stretch


# --- contents -------------------------------------------------------------------------------------------------------


def _verbal(token: Token, cues: tuple[Cue, ...]) -> Found | None:
    """Return the attribution of a verb or an adjective."""
    first, after = verb_group(token)
    source = source_of(token)
    for cue in cues:
        for content, rule, extra in _contents(token, cue, source):
            stretches = _runs(token.doc, content)
            if stretches:
                return Found(source, (first, max(after, extra)), stretches, cue.act, rule)
    return None


def _contents(token: Token, cue: Cue, source: Stretch | None) -> Iterator[tuple[list[int], str, int]]:
    """Yield (tokens of the content, rule, end of the cue if it reaches to a preposition), the likeliest first."""
    doc = token.doc
    children = list(token.children)
    objects = [c for c in children if c.dep_ in ("obj", "iobj")]
    if "clause" in cue.frames or "quote" in cue.frames:
        clauses = [c for c in children if c.dep_ in ("ccomp", "parataxis") and _fits(c, token, cue)]
        if clauses:
            yield [i for c in clauses for i in _span(c)], "clause", 0
        governed = _governor(token)
        if governed is not None and ("clause" in cue.frames or _quoted(doc, governed)):
            without = frozenset(t.i for t in token.subtree)
            yield [i for i in _span(governed, without) if not _outside(doc, i, token)], "parenthetical", 0
    infinitives = [c for c in children if c.dep_ == "xcomp" and _has_to(c)]
    if infinitives:
        passive = [c for c in children if c.dep_ in _PASSIVE]
        if (passive and "person-to" in cue.frames) or (passive and "clause" in cue.frames):
            yield _span(passive[0]) + _span(infinitives[0]), "raised", 0
        if objects and "person-to" in cue.frames:
            yield _span(objects[0]) + _span(infinitives[0]), "person-to", 0
        if "to" in cue.frames and not passive:
            yield _span(infinitives[0]), "to", 0
    for child in children:
        if child.dep_ in ("obl", "advcl", "ccomp") and child.i > token.i:
            case = next((c for c in child.children if c.dep_ in ("case", "mark") and c.i < child.i), None)
            if case is not None:
                name = "prep-to" if case.lower_ == "to" and child.dep_ == "obl" else case.lower_
                if name in cue.frames and name != "to":
                    near = case.i == verb_group(token)[1]
                    inside = [i for i in _span(child) if i > case.i or not near]
                    yield inside, "preposition", case.i + 1 if near else 0
    if "thing" in cue.frames and objects and source is not None:
        rest = [c for c in children if c.dep_ in ("xcomp", "obl") and c.i > objects[0].i and _belongs(c, token)]
        yield [i for c in (objects[0], *rest) for i in _span(c)], "thing", 0


def _fits(clause: Token, token: Token, cue: Cue) -> bool:
    if clause.dep_ == "parataxis":
        return clause.i > token.i and any(
            c.text in (":", ",") or c.text[-1] in _QUOTE_MARKS for c in clause.children if c.dep_ == "punct"
        )
    return "clause" in cue.frames or _quoted(token.doc, clause)


def _quoted(doc: Doc, clause: Token) -> bool:
    return any(t.text[-1] in _QUOTE_MARKS for t in clause.subtree if t.is_punct)


def _governor(token: Token) -> Token | None:
    """Return the clause that a parenthetical cue is put into ("…, he said", "…, officials say, …")."""
    if token.dep_ != "parataxis" or not any(c.dep_ in _SUBJECTS for c in token.children):
        return None
    return token.head


def _outside(doc: Doc, i: int, token: Token) -> bool:
    """Tell whether a word of the governing clause stands on the other side of the cue in another sentence part."""
    return doc[i].is_punct and abs(i - token.i) <= 1


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children) or "VerbForm=Ger" in verb.morph


def _belongs(child: Token, verb: Token) -> bool:
    """Tell whether a complement after the object is ascribed with it ("accused Russia of lying", "called it a lie")."""
    if child.dep_ == "xcomp":
        return True
    case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
    return any(case in _COMPLEMENTS.get(form, ()) for form in word_forms(verb.lemma_.lower(), verb.lower_))


#: Prepositions whose nouns belong to what is ascribed, by verb.
_COMPLEMENTS: dict[str, tuple[str, ...]] = {
    "accuse": ("of",), "blame": ("for", "on"), "criticize": ("for", "over", "as"), "praise": ("for", "as"),
    "condemn": ("for", "as"), "describe": ("as",), "portray": ("as",), "see": ("as",), "view": ("as",),
    "regard": ("as",), "characterize": ("as",), "denounce": ("as", "for"), "dismiss": ("as",), "thank": ("for",),
    "cite": ("as",), "compare": ("to", "with"), "liken": ("to",), "reject": ("as",), "hail": ("as",),
    "fault": ("for",), "name": ("as",), "appoint": ("as",), "warn": ("of", "against", "about"), "attack": ("for",),
    "congratulate": ("on",), "brand": ("as",), "depict": ("as",), "criticise": ("for", "over", "as"),
}  # fmt: skip


def _nominal(token: Token, cues: tuple[Cue, ...]) -> Found | None:
    """Return the attribution of a noun: "his claim that …", "the demand by X for …"."""
    source = None
    for child in token.children:
        if child.dep_ == "nmod:poss":
            tokens = [t.i for t in child.subtree if not (t.dep_ == "case" and t.head == child)]
            if child.pos_ == "PRON":
                source = (child.i, child.i + 1)
            elif tokens:
                # PolNeAR and we: the possessor with its mark.
                source = trimmed(token.doc, min(tokens), max(t.i for t in child.subtree) + 1)
        elif child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ in ("by", "from") for c in child.children):
            source = source or noun_phrase(child, drop_case=True)
    for cue in cues:
        for child in token.children:
            if child.i < token.i:
                continue
            if child.dep_ in ("acl", "ccomp") and (_has_to(child) or any(c.lower_ == "that" for c in child.children)):
                wanted = "to" if _has_to(child) else "clause"
                if wanted in cue.frames:
                    stretches = _runs(token.doc, _span(child))
                    if stretches:
                        return Found(source, (token.i, token.i + 1), stretches, cue.act, "noun")
            if child.dep_ == "nmod" and source is not None:
                case = next((c for c in child.children if c.dep_ == "case"), None)
                if case is not None and case.lower_ in cue.frames and case.lower_ not in ("by", "from"):
                    stretches = _runs(token.doc, [i for i in _span(child) if i > case.i])
                    if stretches:
                        near = case.i == token.i + 1
                        return Found(source, (token.i, case.i + 1 if near else token.i + 1), stretches, cue.act, "noun")
    return None


def _according(token: Token) -> Iterator[Found]:
    """Yield the attribution of "according to"."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return
    noun = token.head
    if noun.i <= token.i:
        return
    tokens = [t.i for t in noun.subtree if t.i > token.i + 1]
    if not tokens:
        return
    source = trimmed(doc, min(tokens), max(tokens) + 1)
    clause = noun.head
    if clause.i == noun.i or source is None:
        return
    without = frozenset(t.i for t in noun.subtree)
    stretches = _runs(doc, [i for i in _span(clause, without) if not doc[i].is_space])
    if stretches:
        yield Found(source, (token.i, token.i + 2), stretches, "speech", "according")
