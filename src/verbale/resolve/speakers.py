"""The sources of statements to the actors that speak, and for whom.

A source has a name ("spokesman Brunn"), describes somebody ("the NATO chief", "China's foreign ministry"), or points
back ("he", "the researcher", "the alliance"). A person speaks for the state, ministry or organization whose title
stands before the name, or whose office the person holds on the day.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Doc, Span, Token

from verbale.codebook.knowledge import Knowledge, folded
from verbale.codebook.roles import BODIES, ROLES, TITLES
from verbale.find.page import inside_any
from verbale.find.quotes import find_quotations
from verbale.models import Document, Mention, Statement
from verbale.models.actor import Actor, Tenure
from verbale.read.published import last_day
from verbale.resolve.context import prominence, title_before
from verbale.resolve.coreference import (
    GROUPS,
    PRONOUNS,
    Appearance,
    Referent,
    Speaker,
    by_group,
    by_pronoun,
    by_thing,
    by_title,
    gender_of,
)
from verbale.resolve.holders import offices_on
from verbale.resolve.linking import HERE_A_PLACE
from verbale.resolve.lookup import RANKS, bodies_of, holders_of

_SPOKES = ("spokesperson", "spokesman", "spokeswoman", "press secretary", "press officer")
#: Nouns for people who speak for whose title they have, and for papers that do.
_REPRESENTS = frozenset(
    "administration admiral ambassador ambassadors authorities cabinet chair chairman chairwoman chancellor chief "
    "command commander commanders consulate delegate delegates delegation diplomat diplomats embassy envoy envoys "
    "general government head leader leaders leadership minister ministers mission negotiator negotiators official "
    "officials premier president regime representative representatives secretary spokesman spokesperson "
    "spokeswoman".split()
)
_PAPERS = frozenset(
    "statement document communique communiqué report strategy concept blueprint media editorial commentary article "
    "readout declaration letter note doctrine website account broadcast bulletin message post tweet transcript".split()
)
_BEFORE_NAME = _REPRESENTS | {word for title in TITLES for word in title.split()} - {"mr", "mrs", "ms", "of"}
_ADMINISTRATIONS = frozenset(("administration", "government", "regime"))
_OUTLETS = frozenset(("agency", "newspaper", "daily", "broadcaster", "network", "service", "outlet", "tabloid", "wire"))
_FORMER = frozenset(("former", "ex", "ousted", "late", "exiled", "then"))
_OWNING = frozenset(("nmod:poss", "nmod", "amod", "compound", "det", "appos", "flat", "nmod:desc"))
_BODIES = frozenset(("body", "armed_force", "parliament"))
_LONGEST = 25  # tokens of a source that are looked at
_FARTHEST = 500  # names that are looked back at
_REACH_OF_APPOSITION = 8  # tokens after a name and a comma


def resolve_speakers(
    doc: Doc, document: Document, mentions: Sequence[Mention], statements: Sequence[Statement], base: Knowledge
) -> tuple[Statement, ...]:
    """Return the statements with the actors that speak, where they are known.

    Args:
        doc: The parsed text.
        document: The document.
        mentions: The linked mentions, in order.
        statements: The statements.
        base: The knowledge base.
    """
    if not statements:
        return ()
    return _Resolver(doc, document, mentions, base).resolved(statements)


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention with its tokens and who it is; None if it cannot speak."""

    mention: Mention
    span: Span
    referent: Referent | None


class _Resolver:
    """One document's sources, and who has been told of so far."""

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[Mention], base: Knowledge) -> None:
        self.doc = doc
        self.text = document.text
        self.base = base
        self.day: datetime.date | None = last_day(document.published) if document.published else None
        self.quoted = [(q.start, q.end) for q in find_quotations(document.text) if q.depth == 0]
        read = [(s.start, s.end) for s in document.segments if s.kind in ("headline", "body")]
        self.read = read or [(0, len(document.text))]
        self._quote_starts = [start for start, _ in self.quoted]
        self.sentences = self._told_sentences()
        self.names = self._named(mentions)
        self._starts = [one.mention.start for one in self.names]
        self.told: list[Appearance] = []
        self.known = {
            one.referent.speaker.id: one.referent for one in self.names if one.referent and one.referent.speaker.id
        }

    def resolved(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """Return the statements with their speakers."""
        order = sorted(
            (one for one in statements if one.source), key=lambda one: (one.source.start if one.source else 0, one.id)
        )
        speakers: dict[str, Speaker] = {}
        waiting = iter(self._appearances())
        upcoming = next(waiting, None)
        told = self.told  # always in order: what a source holds begins with it or after
        for statement in order:
            source = statement.source
            assert source is not None
            while upcoming is not None and upcoming.start < source.start:
                told.append(upcoming)
                upcoming = next(waiting, None)
            speaker, referent = self._speaker(statement)
            if speaker is not None:
                speakers[statement.id] = speaker
            if referent is not None and not self._in_quotation(source.start):
                sentence = self.sentences[self._span(source.start, source.end).start]
                told.append(Appearance(source.start, sentence, referent, True))
        by_id = {one.id: one for one in statements}
        for statement in statements:
            if statement.id not in speakers and statement.source and statement.within in by_id:
                outer = self._outer(statement, by_id, speakers)
                if outer is not None:
                    speakers[statement.id] = outer
        return tuple(_with(one, speakers.get(one.id)) for one in statements)

    # --- who is named -----------------------------------------------------------------------------------------------

    def _named(self, mentions: Sequence[Mention]) -> list[_Named]:
        """Return the mentions with who they are; those of one person share the referent."""
        known: dict[str, Referent] = {}
        last_of: dict[str, Referent] = {}
        found: list[_Named] = []
        for mention in mentions:
            span = self._span(mention.start, mention.end)
            actor = self.base.actors.get(mention.actor) if mention.actor else None
            referent: Referent | None = None
            if actor is not None:
                referent = known.get(actor.id)
                if referent is None:
                    kind = "person" if actor.kind == "person" else actor.kind
                    basis = mention.candidates[0].reasons[0] if mention.candidates else "linked"
                    referent = Referent(Speaker(actor.name, actor.id, None, basis), kind)
                    if actor.kind == "person":
                        self._add_offices(referent, actor)
                    known[actor.id] = referent
            elif mention.label == "PER" and any(character.isalpha() for character in mention.text):
                words = folded(mention.text).split()
                key = " ".join(words)
                referent = known.get(key) or (last_of.get(key) if len(words) == 1 else None)
                if referent is None and words:
                    referent = Referent(Speaker(mention.text, None, None, None), "person")
                    known[key] = referent
                if referent is not None and len(words) > 1:
                    last_of[words[-1]] = last_of[words[0]] = referent
            found.append(_Named(mention, span, referent))
            if referent is not None and referent.kind == "person":
                self._add_titles(referent, span, found)
        return found

    def _add_offices(self, referent: Referent, actor: Actor) -> None:
        """Add for whom a person speaks by office on the day, and the nouns for such offices."""
        if self.day is None:
            return
        tenures = list(offices_on(actor.id, self.day, self.base))
        if not tenures:
            return
        best = max(tenures, key=lambda tenure: (RANKS.get(tenure.office, 0.0), tenure.start or "", tenure.of.id))
        referent.speaker = replace(referent.speaker, on_behalf_of=self._office_speaks_for(best))
        kinds = {tenure.office for tenure in tenures}
        referent.words.update(role for role, offices in ROLES.items() if kinds.intersection(offices[:2]))

    def _office_speaks_for(self, tenure: Tenure) -> str:
        """Return for whom the holder of an office speaks: the spokesperson of a ministry for the ministry."""
        for words in ("foreign ministry", "defence ministry"):
            if tenure.office.startswith(words) and (body := self._body(tenure.of, words)):
                return body.id
        return tenure.of.id

    def _add_titles(self, referent: Referent, span: Span, before: list[_Named]) -> None:
        """Add what the words before and after a name tell of a person: gender, titles, and for whom they speak."""
        title = title_before(self.doc, span.start)
        lowered = title.text.casefold()
        referent.gender = referent.gender or gender_of(lowered)
        nouns = [word.strip(".,'’") for word in lowered.replace("-", " ").split()]
        referent.words.update(" ".join(nouns[-size:]) for size in (1, 2, 3) if len(nouns) >= size)
        referent.words.update(self._apposition(span))
        if _FORMER.intersection(nouns) or not _BEFORE_NAME.intersection(nouns[-3:]):
            return
        known = self.base.actors.get(referent.speaker.id or "")
        state = self.base.states.get((known and known.country) or "")
        if state and not referent.speaker.on_behalf_of and any(spokes in lowered for spokes in _SPOKES):
            self._let_speak_for(referent, self.base.actors[state], lowered, only_body=True)
        # The last name inside the title: of "Chinese Foreign Ministry spokesman" the ministry.
        for one in reversed(before):
            if one.span.start < title.start:
                return
            if one.span.end <= span.start and one.referent is not None and one.referent.speaker.id is not None:
                owner = self.base.actors[one.referent.speaker.id]
                if owner.kind != "person":
                    self._let_speak_for(referent, owner, self.text[one.mention.end : span.start_char].casefold())
                return

    def _let_speak_for(self, referent: Referent, owner: Actor, title: str, *, only_body: bool = False) -> None:
        """Let a person speak for whose title stands before the name, or (or else not) for the ministry in the title."""
        known = self.base.actors.get(referent.speaker.on_behalf_of or "")
        if any(spokes in title for spokes in _SPOKES):
            words = next((words for words in BODIES if words in title and "itself" not in BODIES[words]), None)
            owner = (self._body(owner, words) if words else None) or owner
            if known is not None and known.parent == owner.id:
                return  # the office says more than the title
            if only_body and owner.kind not in _BODIES:
                return
        referent.speaker = replace(referent.speaker, on_behalf_of=owner.id)

    def _apposition(self, span: Span) -> set[str]:
        """Return the nouns that stand after a name and a comma: "Kim, researcher of the society,"."""
        doc = self.doc
        if span.end + 1 >= len(doc) or doc[span.end].text != ",":
            return set()
        nouns: set[str] = set()
        for token in doc[span.end + 1 : span.end + 1 + _REACH_OF_APPOSITION]:
            if token.text in (",", ".", "\n") or token.pos_ in ("VERB", "AUX", "ADP"):
                break
            if token.pos_ == "NOUN":
                nouns.add(token.lower_)
        return nouns

    def _appearances(self) -> Iterator[Appearance]:
        """Yield who the text names outside of quotation marks, in order."""
        for one in self.names:
            start = one.mention.start
            if one.referent is not None and not self._in_quotation(start) and inside_any((start, start + 1), self.read):
                salient, main = prominence(one.span.root)
                yield Appearance(start, self.sentences[one.span.start], one.referent, salient, main)

    # --- one source -------------------------------------------------------------------------------------------------

    def _speaker(self, statement: Statement) -> tuple[Speaker | None, Referent | None]:
        """Return who speaks, and the referent to which later words may point back."""
        source = statement.source
        assert source is not None
        span = self._span(source.start, source.end)[:_LONGEST]
        inside = self._inside(source.start, source.end)
        if statement.speaker is not None:
            for one in inside:
                if statement.speaker in one.mention.text and one.referent is not None:
                    return self._by_name(one, span)
            return (Speaker(), None) if any(_is_place(one.mention) for one in inside) else (None, None)
        head = span.root
        if (titled := self._titled(span, head, inside)) is not None:
            return self._by_name(titled, span)
        if head.pos_ in ("PRON", "DET") and not inside:
            return self._by_pronoun(head, statement)
        return self._by_description(span, head, inside)

    def _titled(self, span: Span, head: Token, inside: list[_Named]) -> _Named | None:
        """Return the person whose title or apposition a source is: "spokesperson Lin Jian", ", a researcher"."""
        for one in inside:
            if one.referent is None or one.referent.kind != "person":
                continue
            before = self.doc[span.start : one.span.start]
            if head.i < one.span.end and all(token.pos_ in ("NOUN", "PROPN", "ADJ") for token in before):
                return one
        while head.dep_ in ("appos", "flat") and head.head != head:
            head = head.head
        if span.start <= head.i < span.end:
            return None
        named = self._inside(head.idx, head.idx + len(head))
        return next((one for one in named if one.referent is not None and one.referent.kind == "person"), None)

    def _by_name(self, one: _Named, span: Span) -> tuple[Speaker | None, Referent | None]:
        """Return the one that a source names; "the Trump administration" is the state and not the person."""
        referent = one.referent
        assert referent is not None
        after = self.doc[one.span.end] if one.span.end < span.end else None
        if (
            referent.kind == "person"
            and after is not None
            and after.lower_ in ("administration", "government", "regime")
        ):
            actor = self.base.actors.get(referent.speaker.id or "")
            state = referent.speaker.on_behalf_of or self.base.states.get((actor and actor.country) or "")
            return Speaker(None, None, state, f"{after.lower_} of {referent.speaker.name}"), None
        reasons = one.mention.candidates[0].reasons if one.mention.actor and one.mention.candidates else ()
        return replace(referent.speaker, basis="; ".join(reasons[:2]) or referent.speaker.basis), referent

    def _by_pronoun(self, token: Token, statement: Statement) -> tuple[Speaker | None, Referent | None]:
        """Return whom a pronoun stands for."""
        gender = PRONOUNS.get(token.lower_)
        if gender is None:
            return self._by_relative(token)
        found = by_pronoun(gender, self.sentences[token.i], self._earlier(token.idx))
        if found is None or any(part.start <= found.start < part.end for part in statement.content):
            return None, None  # who is told of in the statement may be the one who makes it, or not
        found.referent.gender = gender  # known from now on
        return self._pointed(token.lower_, found)

    def _by_relative(self, token: Token) -> tuple[Speaker | None, Referent | None]:
        """Return whom "which" or "who" stands for, if its clause hangs on a name or description."""
        if token.lower_ not in ("who", "which", "that"):
            return None, None
        verb = token.head
        while verb.dep_ == "conj":
            verb = verb.head
        if not verb.dep_.startswith("acl"):
            return None, None
        noun = verb.head
        span = self.doc[noun.left_edge.i : noun.i + 1]
        inside = self._inside(span.start_char, span.end_char)
        for one in inside:
            if one.span.start <= noun.i < one.span.end and one.referent is not None:
                return self._by_name(one, span)
        return self._by_description(span, noun, inside)

    def _by_description(self, span: Span, head: Token, inside: list[_Named]) -> tuple[Speaker | None, Referent | None]:
        """Return who is described by whose it is, or by a title or noun given before."""
        noun = _core(span, head)
        for one in inside:
            if one.span.end == head.i and one.referent is not None and head.lower_ in _ADMINISTRATIONS:
                return self._by_name(one, span)
        owner = self._owner(head, inside)
        if owner is not None:
            return self._owned(noun, head, owner)
        first = span[0].lower_
        sentence, earlier = self.sentences[head.i], list(self._earlier(span.start_char))
        if first not in ("the", "this"):
            # "state media reported", after "North Korean state media".
            again = by_thing(noun, earlier) if head.lower_ in _PAPERS and " " in noun else None
            return self._pointed(noun, again)
        for words in dict.fromkeys((noun, head.lower_)):
            if words in GROUPS:
                return self._pointed(f"the {words}", by_group(words, sentence, earlier))
            if head.lower_ in _PAPERS:
                return self._pointed(f"the {words}", by_thing(head.lower_, earlier))
            if found := by_title(words, sentence, earlier):
                return self._pointed(f"the {words}", found)
        return None, None

    def _owner(self, head: Token, inside: list[_Named]) -> Actor | None:
        """Return whose the described one is, if it is an actor other than a person."""
        for one in inside:
            if one.referent is None or one.referent.kind == "person" or one.referent.speaker.id is None:
                continue
            token = one.span.root
            for _ in range(4):
                if token == head or token.head == token:
                    break
                if token.dep_ not in _OWNING and token != one.span.root:
                    token = token.head if token.head == head else token
                    break
                token = token.head
            if token == head:
                return self.base.actors[one.referent.speaker.id]
        return None

    def _owned(self, noun: str, head: Token, owner: Actor) -> tuple[Speaker | None, Referent | None]:
        """Return who speaks where something of an actor's is described: its chief, its ministry, its statement."""
        for words in _endings(noun):
            if words in ROLES:
                found = next(holders_of(owner, words, ROLES[words], self.day, self.base), None)
                if found is None:
                    return Speaker(None, None, owner.id, f"{words} of {owner.name}"), None
                basis = found.reasons[-1]
                return self._new(Speaker(found.actor.name, found.actor.id, owner.id, basis), "person", {words})
            if words in BODIES and words != "officials":
                body = owner if "itself" in BODIES[words] else self._body(owner, words)
                if body is not None:
                    return self._new(Speaker(body.name, body.id, None, f"{words} of {owner.name}"), body.kind, {words})
                return Speaker(None, None, owner.id, f"{words} of {owner.name}"), None
        if owner.kind in ("agency", "outlet") and head.lower_ in _OUTLETS:
            return self._new(Speaker(owner.name, owner.id, None, f"name of {owner.name}"), owner.kind, {head.lower_})
        if head.lower_ not in _REPRESENTS and head.lower_ not in _PAPERS:
            return None, None
        ministry = next((words for words in BODIES if words in noun and "itself" not in BODIES[words]), None)
        of = (self._body(owner, ministry) if ministry else None) or owner
        kind = "thing" if head.lower_ in _PAPERS else "described"
        called = {head.lower_, *_endings(noun)}
        return self._new(Speaker(None, None, of.id, f"{head.lower_} of {of.name}"), kind, called)

    def _new(self, speaker: Speaker, kind: str, words: set[str]) -> tuple[Speaker, Referent]:
        """Return a speaker with the referent to which later words may point back, the known one if there is one."""
        known = self.known.get(speaker.id) if speaker.id else None
        if known is None:
            known = Referent(speaker, kind)
            if speaker.id:
                self.known[speaker.id] = known
        known.words.update(words)
        return speaker, known

    def _body(self, actor: Actor, words: str) -> Actor | None:
        """Return the ministry, army or parliament of a state that some words name."""
        found = list(bodies_of(actor, words, BODIES.get(words, ()), self.base))
        return found[0].actor if len({one.actor.id for one in found}) == 1 else None

    def _pointed(self, words: str, found: Appearance | None) -> tuple[Speaker | None, Referent | None]:
        """Return the speaker to whom words point back."""
        if found is None:
            return None, None
        speaker = found.referent.speaker
        who = speaker.name or "the one"
        return replace(speaker, basis=f"{words}: {who} at {found.start}"), found.referent

    def _outer(self, statement: Statement, by_id: dict[str, Statement], speakers: dict[str, Speaker]) -> Speaker | None:
        """Return who says "I" or "we" in the words of another statement."""
        outer = speakers.get(statement.within or "")
        words = statement.source.text if statement.source else ""
        if outer is None or words not in ("I", "we", "We") or by_id[statement.within or ""].kind == "indirect":
            return None
        basis = f"{words}, in the words of {outer.name or 'another'}"
        if words == "I":
            return replace(outer, basis=basis) if outer.name else None
        state = outer.on_behalf_of or outer.id
        return Speaker(None, None, state, basis) if state else None

    def _told_sentences(self) -> list[int]:
        """Return the number of each token's sentence; captions and sentences within quotations are not counted."""
        numbers: list[int] = []
        current = 0
        for token in self.doc:
            start = token.idx
            if token.is_sent_start and not self._in_quotation(start) and inside_any((start, start + 1), self.read):
                current += 1
            numbers.append(current)
        return numbers

    # --- where things stand -----------------------------------------------------------------------------------------

    def _earlier(self, offset: int) -> Iterator[Appearance]:
        """Yield who was told of before an offset, the nearest first."""
        return (one for one in islice(reversed(self.told), _FARTHEST) if one.start < offset)

    def _inside(self, start: int, end: int) -> list[_Named]:
        """Return the names inside a stretch of text."""
        at = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for one in self.names[at:]:
            if one.mention.start >= end:
                break
            if one.mention.end > start:
                found.append(one)
        return found

    def _in_quotation(self, offset: int) -> bool:
        """Tell whether a character stands in quotation marks."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self.quoted[at][1]

    def _span(self, start: int, end: int) -> Span:
        """Return the tokens of some characters."""
        span: Span | None = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        return span


def _is_place(mention: Mention) -> bool:
    """Tell whether a name is a city that is only a place where it stands."""
    return mention.actor is None and any(HERE_A_PLACE in one.reasons for one in mention.candidates)


def _core(span: Span, head: Token) -> str:
    """Return the words of a description up to its head, without article and what hangs on after, in lower case."""
    words = [token.lower_ for token in span if token.i <= head.i and token.lower_ not in ("the", "a", "an", "this")]
    return " ".join(words).replace(" 's ", "'s ").replace(" - ", "-")


def _endings(words: str) -> Iterator[str]:
    """Yield the last three words, the last two, and the last."""
    parts = words.split()
    for size in (3, 2, 1):
        if len(parts) >= size:
            yield " ".join(parts[-size:])


def _with(statement: Statement, speaker: Speaker | None) -> Statement:
    """Return a statement with its speaker."""
    if speaker is None:
        return statement
    return replace(
        statement, speaker=speaker.name, speaker_id=speaker.id, on_behalf_of=speaker.on_behalf_of, basis=speaker.basis
    )
