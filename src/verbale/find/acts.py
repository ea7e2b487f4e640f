"""What kind of act a cue makes its statement, in its context: the word or phrase, and how the content hangs on it.

"asked whether" asks and "asked him to" requests; "expressed regret" and "made a promise" are named by their nouns;
of a chain of verbs ("would like to thank", "went on to say") the last one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from verbale.codebook.cue_classes import GAP, LARGEST_GAP, CueClass, cue_classes, plain_sense, sense_for, word_forms
from verbale.find.clauses import Stretch
from verbale.models import Act, Span, Statement

#: The class of a cue that the codebook does not know, by what the source does.
OF_ACT: dict[Act, str] = {"speech": "say", "thought": "believe", "will": "want", "decree": "decide"}
#: Verbs that say little of the act; what they govern does.
_LIGHT = frozenset(
    "be have make give take do get put keep remain seem appear come go continue begin start stay try proceed tend "
    "happen issue send extend reach raise express voice use hold feel find become sound look".split()
)
#: Verbs that yield to the verb they govern, if that is in the cue too: "would like to thank", "want to say".
_YIELDING = _LIGHT | frozenset("like want wish need love prefer like hope hasten feel dare choose able ready".split())
_QUESTION_WORDS = frozenset("whether if who whom whose what when where why how which whatever".split())
_MUST = frozenset(("must", "should", "ought"))
#: Words after the end of a cue in which a phrase may end.
_BEYOND = 6
#: Characters before a turn of an interview in which the question ends, after it the name of who answers.
_TURN = 60
_ASKED = re.compile(r"\?[\"”’'» ]*\n+[^\n?!]{0,40}$|\basked about [^.\n]{1,40}\.$")
#: Sources that are papers: what they find or indicate is a report.
_PAPERS = frozenset(
    "poll survey study report research review analysis investigation data figure statistic paper census document "
    "record assessment inquiry test audit result evidence filing image photo video footage map list inquest "
    "newspaper agency table chart graph table index forecast model experiment observation".split()
)
_PERSONS = frozenset(("he", "she", "i", "we", "they", "you", "who"))
_QUOTES = frozenset("\"“”„«»''``‘’'")


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement with its parts as stretches of tokens.

    Attributes:
        statement: The statement.
        source: The source.
        cue: The cue.
        content: The parts of the content.
        key: The word of the cue that names the act; None where there is none.
        sense: What the codebook has for it.
        frames: How the content is attached.
    """

    statement: Statement
    source: Stretch | None
    cue: Stretch | None
    content: tuple[Stretch, ...]
    key: Token | None = None
    sense: CueClass | None = None
    frames: frozenset[str] = frozenset()

    def in_content(self, i: int) -> bool:
        """Tell whether a token is in the content."""
        return any(first <= i < after for first, after in self.content)

    @property
    def cue_class(self) -> str:
        """The class of the act."""
        if self.sense is not None:
            return self.sense.name
        return OF_ACT[self.statement.act] if self.statement.cue is not None else "say"


def saying(doc: Doc, text: str, statement: Statement) -> Saying:
    """Return a statement with its parts as tokens, and with the sense of its cue.

    Args:
        doc: The parsed text.
        text: The same text, as one string.
        statement: The statement.
    """
    parts = [_tokens(doc, part) for part in statement.content]
    source = _tokens(doc, statement.source) if statement.source else None
    cue = _tokens(doc, statement.cue) if statement.cue else None
    bare = Saying(statement, source, cue, tuple(parts))
    if cue is None:
        turn = _in_dialogue(text, statement)
        return replace(bare, sense=plain_sense(turn)) if turn else bare
    best = _best(doc, cue)
    if best is not None and _is_mark(doc[best.at]) and (turn := _in_dialogue(text, statement)):
        return replace(bare, key=doc[best.at], sense=plain_sense(turn))
    if best is None:
        return replace(bare, key=_root(doc, cue))
    # Of "are proud" the adjective, of "expressed regret" the verb: what the others hang on.
    tokens = [doc[i] for i in best.tokens]
    key = next((token for token in tokens if token.head not in tokens or token.head == token), tokens[0])
    whole = replace(bare, key=key, frames=frames_of(doc, bare, key))
    return replace(whole, sense=sense_for(best.senses, whole.frames))


def _tokens(doc: Doc, part: Span) -> Stretch:
    """Return the tokens that overlap a stretch of text."""
    found = doc.char_span(part.start, part.end, alignment_mode="expand")
    assert found is not None
    return found.start, found.end


def _in_dialogue(text: str, statement: Statement) -> str | None:
    """Return ``ask`` for words that end in a question, ``answer`` for those that follow one: turns of an interview."""
    content = statement.content
    if content[-1].text.rstrip("\"”’'» ").endswith("?"):
        return "ask"
    before = text[max(0, content[0].start - _TURN) : content[0].start].rstrip()
    asked = before.rstrip("\"”’'» ").endswith("?") or _ASKED.search(before) is not None
    return "answer" if asked else None


# --- the word or phrase ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Match:
    """A word or phrase of the codebook where it stands."""

    at: int
    tokens: tuple[int, ...]
    senses: tuple[CueClass, ...]


def _best(doc: Doc, cue: Stretch) -> _Match | None:
    """Return the word or phrase that names the act of a cue."""
    matches = list(_matches(doc, cue))
    covered = {i for match in matches if len(match.tokens) > 1 for i in match.tokens}
    matches = [match for match in matches if len(match.tokens) > 1 or match.at not in covered]
    if not matches:
        return None
    root = _root(doc, cue)
    best = next((match for match in matches if root.i in match.tokens), None)
    if best is None:
        # What the cue hangs on is unknown: the nearest to it that is known, verbs before others.
        return min(matches, key=lambda match: (doc[match.at].pos_ != "VERB", _depth(doc[match.at], root), match.at))
    for _ in range(len(matches)):
        below = [match for match in matches if match.at > best.at and match is not best]
        lemma = doc[best.at].lemma_.lower()
        yields = one_of(doc[best.tokens[-1]], _YIELDING) or _says_little(best)
        verbs = [match for match in below if doc[match.at].pos_ in ("VERB", "ADJ") and _to_verb(doc, match.at)]
        if verbs and (yields or _chained(doc, best, verbs[0])):
            best = verbs[0]
        elif len(best.tokens) == 1 and lemma in _LIGHT and below:
            best = below[0]
        else:
            break
    return best


def _matches(doc: Doc, cue: Stretch) -> Iterator[_Match]:
    """Yield the longest word or phrase of the codebook at each token of a cue."""
    known = cue_classes()
    last = min(cue[1] + _BEYOND, len(doc))
    for i in range(*cue):
        token = doc[i]
        if token.is_space:
            continue
        for pos in _classes_of(token):
            for lemma in word_forms(token.lemma_.lower(), token.lower_):
                found = next(
                    ((tokens, senses) for senses in known.get((lemma, pos), ())
                     if (tokens := _matched(doc, i, last, cue, senses[0].words)) is not None),
                    None,
                )  # fmt: skip
                if found is not None:
                    yield _Match(i, *found)
                    break
            else:
                continue
            break


def _classes_of(token: Token) -> tuple[str, ...]:
    """Return the parts of speech under which a word is looked up, its own first."""
    pos = token.pos_
    if _is_mark(token):
        return ("PUNCT", "SYM")
    if token.lower_.endswith("ly") and pos != "ADV":
        return (pos, "ADV")
    if pos in ("VERB", "AUX"):
        return ("VERB", "ADJ", "NOUN") if token.text[-2:] in ("ed", "en", "ng") else ("VERB", "NOUN")
    if pos in ("NOUN", "PROPN"):
        return ("NOUN", "VERB")
    if pos == "ADJ":
        return ("ADJ", "VERB", "NOUN")
    if pos in ("ADP", "SCONJ", "PART", "CCONJ"):
        return ("ADP", "VERB")
    return (pos, "VERB", "ADJ") if pos != "X" else ("VERB", "NOUN")


def _is_mark(token: Token) -> bool:
    """Tell whether a token is a colon or a dash, whatever the tagger takes it for."""
    return not any(character.isalnum() for character in token.text)


def _matched(doc: Doc, first: int, last: int, cue: Stretch, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the tokens that a phrase matches from a token on; all its words but the last few are in the cue."""
    tokens = [first]
    at, gap = first + 1, 0
    for word in words[1:]:
        if word == GAP:
            gap = LARGEST_GAP
            continue
        while at < last and not _is(doc[at], word):
            if gap and doc[at].text in _QUOTES:
                at += 1  # "expressed “grave concern”"
                continue
            if gap == 0 or doc[at].is_sent_start or doc[at].is_punct:
                return None
            gap -= 1
            at += 1
        if at >= last:
            return None
        tokens.append(at)
        at, gap = at + 1, 0
    # Beyond the cue only particles, prepositions and objects complete a phrase: "expressed | regret".
    if any(i >= cue[1] and doc[i].dep_ == "ccomp" for i in tokens):
        return None  # "stated: we hope"
    if any(
        i >= cue[1] and doc[i].pos_ not in ("ADP", "PART", "ADV", "SCONJ") and doc[i].head.i != first for i in tokens
    ):
        return None
    return tuple(tokens)


def one_of(token: Token, words: frozenset[str]) -> bool:
    """Tell whether a word is a form of one of some lemmas, also where its own lemma is wrong."""
    return not words.isdisjoint(word_forms(token.lemma_.lower(), token.lower_))


def _is(token: Token, word: str) -> bool:
    if token.lower_ == word or token.lemma_.lower() == word:
        return True
    return token.lower_[:2] == word[:2] and word in word_forms(token.lemma_.lower(), token.lower_)


def _root(doc: Doc, cue: Stretch) -> Token:
    """Return the word of a cue on which its others hang."""
    return doc[cue[0] : cue[1]].root


def _depth(token: Token, root: Token) -> int:
    """Return how many steps a word hangs below another; many where it does not."""
    for steps in range(8):
        if token == root:
            return steps
        if token.head == token:
            break
        token = token.head
    return 9


def _says_little(match: _Match) -> bool:
    return match.senses[0].words[-1] == "to" and match.senses[0].name in ("say", "add")


def _to_verb(doc: Doc, i: int) -> bool:
    """Tell whether a verb is one that another governs: an infinitive, or "by proposing"."""
    before = doc[i - 1].lower_ if i else ""
    return before in ("to", "by") or doc[i].dep_ in ("xcomp", "acl") or (i > 1 and doc[i - 2].lower_ == "to")


def _chained(doc: Doc, match: _Match, below: _Match) -> bool:
    """Tell whether nothing but function words stands between two verbs of a cue: "is going to call"."""
    verb = doc[below.at]
    return doc[match.at].lemma_.lower() in _YIELDING and verb.dep_ in ("xcomp", "acl", "advcl")


# --- how the content is attached ------------------------------------------------------------------------------------


def frames_of(doc: Doc, one: Saying, key: Token) -> frozenset[str]:
    """Return how a content is attached to a cue: names of the codebook's frames.

    Args:
        doc: The parsed text.
        one: The statement.
        key: The word of the cue that names the act.
    """
    assert one.cue is not None
    found: set[str] = set()
    if one.statement.act == "decree":
        found.add("decree")
    children = list(key.children)
    if key.dep_ != "amod" and any(child.dep_ in ("aux:pass", "nsubj:pass") for child in children):
        found.add("passive")
    if key.pos_ == "ADJ" or key.dep_ == "amod":
        found.add("past")
    if one.cue[1] - one.cue[0] > 1 or doc[one.cue[0]].pos_ == "ADP":
        last = doc[one.cue[1] - 1]
        if last.pos_ in ("ADP", "PART") or last.lower_ in ("on", "for", "to"):
            found.add("prep-to" if last.lower_ == "to" else last.lower_)
    if one.statement.kind == "direct":
        found.add("quote")
    if one.source is not None:
        source = doc[slice(*one.source)].root
        if source.lemma_.lower() in _PAPERS:
            found.add("paper")
        elif source.lower_ in _PERSONS or source.ent_type_ in ("PER", "PERSON"):
            found.add("person")
    if any(child.lower_ in ("not", "n't", "n’t", "never") for child in children):
        found.add("negated")
    if key.lower_.endswith("ing") and any(child.dep_ == "aux" and child.lemma_.lower() == "be" for child in children):
        found.add("prog")
    if not one.content:
        return frozenset(found)
    after_cue = next((part for part in one.content if part[0] >= one.cue[1]), one.content[0])
    found.update(_frames_of_words(doc, after_cue, key))
    for child in children:
        if (
            child.dep_ == "obl"
            and one.in_content(child.i)
            and (case := next(child.lefts, None))
            and case.dep_ == "case"
        ):
            found.add(case.lower_ if case.lower_ != "to" else "prep-to")
    if "to" in found and any(_is_person(child, one) for child in children):
        found.add("person-to")
    return frozenset(found)


def _frames_of_words(doc: Doc, part: Stretch, key: Token) -> Iterator[str]:
    """Yield the frames that the words of a content show."""
    first, after = part
    while first < after and (doc[first].is_punct or doc[first].is_space or doc[first].text in _QUOTES):
        first += 1
    if first >= after:
        return
    token = doc[first]
    word = token.lower_
    root = doc[first:after].root
    later = (doc[i] for i in range(first + 1, min(after, first + 8)))
    if key.lower_.startswith("ask") and any(
        token.lower_ in _QUESTION_WORDS and token.head.head == key for token in later
    ):
        yield "whether"
    if word in _QUESTION_WORDS and not (word == "if" and root.pos_ == "NOUN"):
        yield "whether"
    if word == "that" and token.pos_ in ("SCONJ", "ADP"):
        yield "that"
    if (word == "to" or (word == "not" and first + 1 < after and doc[first + 1].lower_ == "to")) and token.pos_ in (
        "PART",
        "ADV",
    ):
        yield "to"
    elif token.pos_ == "ADP":
        yield "prep-to" if word == "to" else word
    if "VerbForm=Ger" in token.morph or (token.tag_ == "VBG" and token.pos_ == "VERB"):
        yield "ger"
    verbal = root.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in root.children)
    subject = any(child.dep_.startswith(("nsubj", "csubj")) for child in root.children)
    if verbal and (subject or word == "that"):
        yield "clause"
    auxiliary = [child.lower_ for child in root.children if child.dep_ in ("aux", "cop")]
    # "that it must leave", "that it leave", "that it be done"
    wanted = "be" in auxiliary or (not auxiliary and "VerbForm=Inf" in root.morph) or root.lower_ == "be"
    if not _MUST.isdisjoint(auxiliary) or (wanted and word == "that" and (subject or root.lower_ == "be")):
        yield "must"
    infinitive = any(
        doc[i].lower_ == "to" and doc[i].dep_ == "mark" and doc[i].head.dep_ in ("xcomp", "acl", "advcl", "ccomp")
        and (doc[i].head.head == key or doc[i].head == root)
        for i in range(first + 1, min(after, first + 14))
    )  # fmt: skip
    if (
        infinitive
        and token.pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")
        and not (verbal and subject and root.dep_ == "ccomp" and "VerbForm=Fin" in root.morph)
    ):
        yield "person-to"
    if root.pos_ == "PROPN" and not verbal:
        yield "name"
    if not verbal or (root.head == key and root.dep_ in ("obj", "nsubj:pass", "obl", "nmod")):
        yield "thing"


def _is_person(child: Token, one: Saying) -> bool:
    """Tell whether a word is one to whom an act is addressed, outside of the content."""
    return child.dep_ in ("obj", "iobj") and not one.in_content(child.i)
