"""The sources of statements to the actors that speak, and for whom.

A source has a name ("spokesman Brunn"), describes somebody ("the NATO chief", "China's foreign ministry"), or points
back ("he", "the researcher", "the alliance"). A person speaks for the state, ministry or organization whose title
stands before the name, or whose office the person holds on the day.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc, Span, Token

from verbale.codebook.knowledge import Knowledge, folded
from verbale.find.page import inside_any
from verbale.find.quotes import find_quotations
from verbale.find.turns import ANSWERS, QUESTIONS, Turn, turns_in
from verbale.models import Document, Mention, Statement
from verbale.read.published import last_day
from verbale.resolve import papers
from verbale.resolve.context import prominence
from verbale.resolve.coreference import (
    GROUPS,
    PRONOUNS,
    Appearance,
    Referent,
    Speaker,
    by_group,
    by_it,
    by_pronoun,
    by_title,
    gender_of,
)
from verbale.resolve.descriptions import DEFINITE, Descriptions, by_name, core, is_several, pointed
from verbale.resolve.firstperson import FIRST_PERSON, Narrator, Words, speaking_for
from verbale.resolve.headline import headline_of
from verbale.resolve.linking import HERE_A_PLACE
from verbale.resolve.referents import Cast, Named

_IT = frozenset(("it", "its", "they", "their", "them"))
_THEY = frozenset(("they", "their", "them"))
_NO_PERSONS = frozenset(GROUPS) | frozenset(
    "association bank board campaign centre center church commission committee community congress council country "
    "court crowd embassy executive family federation fund government house institute market nation opposition palace "
    "parliament police press prosecution public region senate side source state team television tribunal union "
    "university world".split()
)
_OF_ONE = frozenset(("speech", "communique"))  # what only one speaks in
_LONGEST = 25  # tokens of a source that are looked at
_FARTHEST = 500  # appearances that are looked back at
_FAR_IN_WORDS = 2000  # characters of words before a pronoun in them that are looked at
_LONGEST_NAME = 3  # words of a source that may be a name which the finder missed


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
        self.cast = Cast(doc, document.text, mentions, base, self.day)
        self.narrator = Narrator(doc, document, self.cast)
        self.told: list[Appearance] = []
        self.at: dict[int, Referent] = {}  # by token, for those who are not named there
        self.descriptions = Descriptions(self.cast, self.sentences, self._earlier)
        self.heading = headline_of(document)
        self.turns: dict[str, Turn] = {}

    def resolved(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """Return the statements with their speakers."""
        order = sorted(
            (one for one in statements if one.source), key=lambda one: (one.source.start if one.source else 0, one.id)
        )
        self.words = Words(statements, self.quoted)
        self.turns = turns_in(self.text, statements)
        for statement in statements:
            if statement.source is None and statement.id in self.turns and self.turns[statement.id].name in ANSWERS:
                self.words.note(statement, *self._by_headline())  # "A."
        sources = {(one.source.start, one.source.end) for one in order if one.source}
        waiting = iter(self._appearances(sources))
        upcoming = next(waiting, None)
        for statement in order:
            source = statement.source
            assert source is not None
            while upcoming is not None and upcoming[0] < source.start:
                self._tell(*upcoming)
                upcoming = next(waiting, None)
            speaker, referent = self._speaker(statement)
            span = self.cast.span(source.start, source.end)
            if referent is None and speaker is None:
                referent = self._stranger(statement, span)
            self.words.note(statement, speaker, referent)
            if referent is not None:
                self.at[span.root.i] = referent
                if not self._in_quotation(source.start):
                    self._add(Appearance(source.start, self.sentences[span.start], referent, True))
        return tuple(_with(one, self.words.speakers.get(one.id)) for one in statements)

    # --- who has been told of -----------------------------------------------------------------------------------------

    def _appearances(self, sources: set[tuple[int, int]]) -> Iterator[tuple[int, Named | Token]]:
        """Yield the names and the "he" and "she" of the author's own sentences, by where they stand."""
        events: list[tuple[int, Named | Token]] = [
            (one.mention.start, one) for one in self.cast.names if one.referent is not None
        ]
        spans = sorted(sources)
        for token in self.doc:
            if token.dep_.startswith("nsubj") and (token.lower_ in ("he", "she") or _is_titled(token)):
                at = bisect_right(spans, (token.idx, len(self.text))) - 1
                if at < 0 or spans[at][1] <= token.idx:
                    events.append((token.idx, token))
        events.sort(key=lambda event: event[0])
        return (
            event
            for event in events
            if not self._in_quotation(event[0]) and inside_any((event[0], event[0] + 1), self.read)
        )

    def _tell(self, start: int, what: Named | Token) -> None:
        """Add what the author tells of."""
        if isinstance(what, Named):
            assert what.referent is not None
            salient, main = prominence(what.span.root)
            self._add(Appearance(start, self.sentences[what.span.start], what.referent, salient, main))
            return
        gender = PRONOUNS.get(what.lower_)
        if gender is not None:
            found = by_pronoun(gender, self.sentences[what.i], self._earlier(start))
        else:
            found = by_title(what.lower_, self.sentences[what.i], self._earlier(start))
        if found is not None:
            found.referent.gender = gender or found.referent.gender
            self.at[what.i] = found.referent
            salient, main = prominence(what)
            self._add(Appearance(start, self.sentences[what.i], found.referent, salient, main))

    def _add(self, appearance: Appearance) -> None:
        """Add somebody to those told of; always in order, since what a source holds begins with it or after."""
        self.told.append(appearance)

    def _stranger(self, statement: Statement, span: Span) -> Referent | None:
        """Return a source whom nobody names, so that "he" is not taken for somebody named before."""
        if statement.speaker is not None:
            return Referent(Speaker(statement.speaker), "state")  # a name that no actor has, as a rule a place
        head = span.root
        if head.pos_ not in ("NOUN", "PROPN") or head.lower_ in PRONOUNS:
            return None
        if is_several(head) or any(child.dep_ == "conj" for child in head.children):
            return Referent(Speaker(), "several")
        if papers.is_paper(head.lower_):
            return Referent(Speaker(), "thing")
        kind = "group" if head.lower_ in _NO_PERSONS else "person"
        return Referent(Speaker(), kind, {head.lower_, core(span, head)}, gender=gender_of(head.lower_))

    # --- one source ---------------------------------------------------------------------------------------------------

    def _speaker(self, statement: Statement) -> tuple[Speaker | None, Referent | None]:
        """Return who speaks, and the referent to which later words may point back."""
        source = statement.source
        assert source is not None
        turn = self.turns.get(statement.id)
        if turn is not None and turn.name in QUESTIONS:
            return Speaker(), None
        if turn is not None and turn.name in ANSWERS:
            return self._by_headline()
        if turn is not None and (named := self._by_initials(source.text)) is not None:
            return replace(named.speaker, basis=f"initials of {named.speaker.name}"), named
        span = self.cast.span(source.start, source.end)[:_LONGEST]
        inside = self.cast.inside(source.start, source.end)
        head = span.root
        if papers.is_paper(head.lower_) and not _is_conjoined(head):
            return self._by_paper(span, head)
        if statement.speaker is not None:
            for one in inside:
                if statement.speaker in one.mention.text and one.referent is not None:
                    return by_name(one, span, self.base)
            return (Speaker(), None) if any(_is_place(one.mention) for one in inside) else (None, None)
        if (titled := self._titled(span, head, inside)) is not None:
            return by_name(titled, span, self.base)
        if source.text in FIRST_PERSON:
            return self._by_first_person(statement)
        first = span[0]
        if first.lower_ in _IT | PRONOUNS.keys() and (len(span) == 1 or span[1:].text.casefold() == "own"):
            return self._by_pronoun(first, statement)
        if head.pos_ in ("PRON", "DET") and not inside:
            return self._by_relative(head)
        if not inside and len(span) <= _LONGEST_NAME and head.text[:1].isupper() and span[0].lower_ not in DEFINITE:
            referent = self.cast.bearer(folded(head.text), source.start)
            if referent is not None and head.pos_ == "PROPN":
                return replace(referent.speaker, basis=f"short for {referent.speaker.name}"), referent
        return self.descriptions.described(span, head, inside)

    def _by_headline(self) -> tuple[Speaker | None, Referent | None]:
        """Return who answers: the one whom the headline names."""
        heading = self.heading
        if heading is None or heading.who is None:
            return Speaker(), None
        called = heading.text[slice(*heading.who)]
        there = heading.span(heading.who, self.text)
        speaker: Speaker | None = None
        referent: Referent | None = None
        if there is not None:
            span, inside = self.cast.span(there.start, there.end), self.cast.inside(there.start, there.end)
            person = next((one for one in inside if one.referent and one.referent.kind == "person"), None)
            if person is not None:
                speaker, referent = by_name(person, span, self.base)
            else:
                speaker, referent = self.descriptions.described(span, span.root, inside)
        if speaker is None:
            return Speaker(called, None, None, "the one in the headline"), None
        return replace(speaker, basis=f"the one in the headline; {speaker.basis or called}"), referent

    def _by_initials(self, label: str) -> Referent | None:
        """Return the only person named whose initials the turns of an interview begin with: "NG: …"."""
        if not label.isupper() or not label.isalpha() or len(label) not in (2, 3):
            return None
        found = {
            id(one.referent): one.referent
            for one in self.cast.names
            if one.referent is not None and one.referent.kind == "person"
            and "".join(word[0] for word in one.mention.text.split()) == label
        }  # fmt: skip
        return next(iter(found.values())) if len(found) == 1 else None

    def _by_own_headline(self, words: str) -> Speaker | None:
        """Return who says "I" or "we" in a speech or statement with its headline: "Remarks by …, 9 April 2022"."""
        heading = self.heading
        if heading is None or heading.start is None or self.turns or heading.event[0] or heading.kind not in _OF_ONE:
            return None
        speaker, referent = self._by_headline()
        return speaking_for(words, speaker, referent, self.base) if speaker is not None else None

    def _titled(self, span: Span, head: Token, inside: list[Named]) -> Named | None:
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
        named = self.cast.inside(head.idx, head.idx + len(head))
        return next((one for one in named if one.referent is not None and one.referent.kind == "person"), None)

    def _by_first_person(self, statement: Statement) -> tuple[Speaker | None, Referent | None]:
        """Return who says "I" or "we": in the words of somebody that person, else who signs the document."""
        assert statement.source is not None
        words = statement.source.text
        outer = self.words.around(statement) if self.words.is_quoted(statement) else None
        if outer is None:
            return self.narrator.speaking(words, self.words.latest) or self._by_own_headline(words), None
        speaker, referent = self.words.speakers.get(outer.id), self.words.referents.get(outer.id)
        if outer.source is not None and outer.source.start > statement.source.start:
            speaker, referent = self._speaker(outer)  # words before their source: "We hope so," said the minister
        if speaker is None and outer.speaker is None:
            return None, None
        return speaking_for(words, speaker or Speaker(outer.speaker), referent, self.base), None

    def _by_pronoun(self, token: Token, statement: Statement) -> tuple[Speaker | None, Referent | None]:
        """Return whom a pronoun of the third person stands for."""
        if token.lower_ in _IT:
            return pointed(token.lower_, self._by_it(token, statement))
        gender, sentence = PRONOUNS[token.lower_], self.sentences[token.i]
        if self._in_quotation(token.idx):
            found = self._in_their_words(gender, token, statement)
        else:
            found = self._teller(gender, statement) or by_pronoun(gender, sentence, self._earlier(token.idx))
        if found is None or any(part.start <= found.start < part.end for part in statement.content):
            return None, None  # who is told of in the statement may be the one who makes it, or not
        found.referent.gender = gender  # known from now on
        return pointed(token.lower_, found)

    def _teller(self, gender: str, statement: Statement) -> Appearance | None:
        """Return who tells the words in which a pronoun stands, if that is a person: "Venn said he …"."""
        outer = self.words.around(statement)
        referent = self.words.referents.get(outer.id) if outer else None
        if outer is None or outer.source is None or referent is None or referent.kind != "person":
            return None
        if referent.gender not in (None, gender) or self._in_quotation(outer.source.start):
            return None
        return Appearance(outer.source.start, 0, referent, True)

    def _in_their_words(self, gender: str, token: Token, statement: Statement) -> Appearance | None:
        """Return the last person named in the same quotation before "he" or "she"; who speaks there says "I"."""
        at = bisect_right(self._quote_starts, token.idx) - 1
        outer = self.words.around(statement)
        teller = None
        if outer is not None and outer.source is not None:
            names = self.cast.inside(outer.source.start, outer.source.end)
            teller = self.words.referents.get(outer.id) or next((one.referent for one in names), None)
        parts = (part.start for part in outer.content) if outer else ()
        first = max(min((self._quote_starts[at], *parts)), token.idx - _FAR_IN_WORDS)
        if any(_is_kin(noun) for noun in self.cast.span(first, token.idx + 1) if first <= noun.idx < token.idx):
            return None
        near = [
            Appearance(one.mention.start, 0, one.referent, *prominence(one.span.root))
            for one in self.cast.inside(first, token.idx)
            if one.referent is not None and one.referent.kind == "person" and one.referent.gender in (None, gender)
        ]
        fitting = [one for one in near if one.referent is not teller]
        if fitting:
            return next((one for one in reversed(fitting) if one.salient), fitting[-1])
        sentence = self.sentences[token.i]
        before = {
            id(one.referent): one
            for one in self._earlier(token.idx)
            if sentence - one.sentence <= 1 and one.referent.kind == "person" and one.referent is not teller
            and one.referent.gender in (None, gender)
        }  # fmt: skip
        found = next(iter(before.values())) if len(before) == 1 else None
        return found if found is not None and found.referent.gender == gender else None

    def _by_it(self, token: Token, statement: Statement) -> Appearance | None:
        """Return the organization or state for "it" or "they": who tells the words it stands in, or acted last."""
        if self._in_quotation(token.idx):
            return None
        plural = token.lower_ in _THEY
        outer = self.words.around(statement)
        referent = self.words.referents.get(outer.id) if outer else None
        if outer is not None and outer.source is not None and referent is not None:
            fits = referent.kind not in ("person", "several", "thing") and not (plural and referent.kind == "state")
            return Appearance(outer.source.start, 0, referent, True) if fits else None
        return by_it(self.sentences[token.i], self._earlier(token.idx), plural=plural)

    def _by_relative(self, token: Token) -> tuple[Speaker | None, Referent | None]:
        """Return whom "which" or "who" stands for, if its clause hangs on a name or description."""
        if token.lower_ not in ("who", "which", "that"):
            return None, None
        verb = token.head
        while verb.dep_ == "conj":
            verb = verb.head
        if (named := self._named_before(token)) is not None:
            return by_name(named, named.span, self.base)
        if not verb.dep_.startswith("acl"):
            return None, None
        noun = verb.head
        span = self.doc[noun.left_edge.i : noun.i + 1]
        inside = self.cast.inside(span.start_char, span.end_char)
        for one in inside:
            if one.span.start <= noun.i < one.span.end and one.referent is not None:
                return by_name(one, span, self.base)
        if papers.is_paper(noun.lower_):
            return self._by_paper(span, noun)
        return self.descriptions.described(span, noun, inside)

    def _named_before(self, token: Token) -> Named | None:
        """Return the name right before "who" or "which" and a comma; of "Venn of the Mill Guard, who" it is Venn."""
        if token.i < 2 or self.doc[token.i - 1].text != ",":
            return None
        end = self.doc[token.i - 2]
        found: Named | None = None
        for one in reversed(self.cast.inside(self.doc[max(0, token.i - _LONGEST)].idx, end.idx + len(end))):
            last = self.doc[one.span.end - 1]
            if found is None and last != end:
                return None
            if found is not None and (one.span.end + 1 < found.span.start - 1 or self.doc[one.span.end].lower_ != "of"):
                break
            found = one
        person = found is not None and found.referent is not None and found.referent.kind == "person"
        return found if found is not None and found.referent is not None and person == (token.lower_ == "who") else None

    def _by_paper(self, span: Span, head: Token) -> tuple[Speaker | None, Referent | None]:
        """Return whose words a document has: of who made it, here or where it was told of before."""
        found = papers.maker(head, self._who)
        if found is None and papers.has_maker(head):
            return None, None
        if found is None and span[0].lower_ not in ("a", "an", "another"):
            found = papers.maker_before(self.doc, head, span.start, self._who)
        if found is None and head.lower_ in papers.OF_COURTS:
            court = by_group("court", self.sentences[head.i], self._earlier(span.start_char))
            found = court.referent if court else None
        if found is None or not (found.is_named or found.speaker.on_behalf_of):
            return None, None
        speaker = replace(found.speaker, basis=f"{head.lower_} of {found.speaker.name or 'one who speaks for it'}")
        return speaker, Referent(speaker, "thing", {head.lower_})

    def _who(self, token: Token) -> Referent | None:
        """Return who is named at a token, or was meant there."""
        beside = (child for child in token.children if child.dep_ in ("appos", "flat", "compound"))
        for place in (token, *beside):
            for one in self.cast.inside(place.idx, place.idx + len(place)):
                if one.referent is not None:
                    return one.referent
        if token.i in self.at:
            return self.at[token.i]
        sentence, earlier = self.sentences[token.i], self._earlier(token.idx)
        found = None
        if token.lower_ in PRONOUNS:
            found = by_pronoun(PRONOUNS[token.lower_], sentence, earlier)
        elif token.lower_ in _IT:
            found = by_it(sentence, earlier, plural=token.lower_ in _THEY)
        elif token.pos_ in ("NOUN", "PROPN"):
            found = by_title(token.lower_, sentence, earlier)
            if found is None:
                return self._owned(token)
        return found.referent if found else None

    def _owned(self, token: Token) -> Referent | None:
        """Return who is described by whose it is: the mission in "a statement from the Albian mission"."""
        span = self.doc[token.left_edge.i : token.right_edge.i + 1]
        inside = [one for one in self.cast.inside(span[0].idx, token.idx + len(token)) if one.span.end <= token.i]
        referent = self.descriptions.described(span, token, inside)[1] if inside else None
        if referent is not None:
            self.at[token.i] = referent
            if not self.told or self.told[-1].start <= token.idx:  # later words point back to it: "the mission"
                self._add(Appearance(token.idx, self.sentences[token.i], referent, True))
        return referent

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

    def _in_quotation(self, offset: int) -> bool:
        """Tell whether a character stands in quotation marks."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self.quoted[at][1]


def _is_place(mention: Mention) -> bool:
    """Tell whether a name is a city that is only a place where it stands."""
    return mention.actor is None and any(HERE_A_PLACE in one.reasons for one in mention.candidates)


def _is_titled(noun: Token) -> bool:
    """Tell whether a noun may be a title for somebody told of before: "the governor"."""
    return noun.pos_ == "NOUN" and [child.lower_ for child in noun.children if child.i < noun.i] == ["the"]


def _is_kin(noun: Token) -> bool:
    """Tell whether a noun is somebody of the one who speaks: "my daughter"."""
    return noun.dep_.startswith("nsubj") and any(child.lower_ in ("my", "our") for child in noun.children)


def _is_conjoined(head: Token) -> bool:
    """Tell whether a noun has others beside it: "the statement and the minister"."""
    return any(child.dep_ == "conj" for child in head.children)


def _with(statement: Statement, speaker: Speaker | None) -> Statement:
    """Return a statement with its speaker."""
    if speaker is None:
        return statement
    return replace(
        statement, speaker=speaker.name, speaker_id=speaker.id, on_behalf_of=speaker.on_behalf_of, basis=speaker.basis
    )
