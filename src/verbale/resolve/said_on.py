"""When something was said: by the time beside the cue, the headline of a transcript, or other words of the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from verbale.codebook.knowledge import folded
from verbale.find.acts import one_of
from verbale.find.turns import turns_in
from verbale.models import Dated, Document, Span, Statement, Time
from verbale.resolve.dates import day_of
from verbale.resolve.firstperson import FIRST_PERSON
from verbale.resolve.headline import LEEWAY, Headline, headline_of

#: With these it is told how long, not when: "the first since 2010".
_SPANNING = frozenset("since until till by for within throughout from".split())
#: What was made public on a day says on that day what it says: "a poll published on Sunday found".
_MADE_PUBLIC = frozenset("publish release issue date broadcast air post circulate address attend speak".split())
#: What is done by saying that it has been done: "we have taken note of the report".
_TAKING_NOTE = frozenset(("note", "take", "see", "read"))
_LONGEST_CHAIN = 3  # verbs that are joined one to the other


def with_days(
    doc: Doc, document: Document, statements: Sequence[Statement], times: Sequence[Time]
) -> tuple[Statement, ...]:
    """Return the statements with the days on which they were said, where the text tells.

    A time that belongs to the cue or to the source ("said on Thursday", "in a statement on Thursday") tells it. What
    the same speaker says after that, with no other time, was said on the same day: reports name the day once. What
    stands in the turns of a transcript, or is of the one whom the headline names, was said on the day of the event that
    the headline names. The day of publication is put in its place only for the turns of a transcript whose headline
    names the event without a day.

    Args:
        doc: The parsed text.
        document: The document; nothing in it was said after it was published.
        statements: The statements, in order, with their speakers.
        times: The expressions of time, with their values.
    """
    dated = [(time, day) for time in times if (day := day_of(time)) is not None]
    told: dict[str, Dated] = {}
    under = _Under.headline(document, statements)
    found = []
    for statement in statements:
        day = _own_day(doc, statement, dated)
        if day is not None and document.published is not None and statement.modality != "future":
            day = None if day.date > document.published.date + LEEWAY else day
        who = statement.speaker_id or statement.speaker
        if day is None and under is not None and (day := under.day_of(doc, statement)) is not None:
            found.append(replace(statement, said_on=day))
            continue
        if day is None and who is not None and who in told and statement.within is None and _is_past(doc, statement):
            day = told[who]
        elif day is not None and who is not None and statement.within is None:
            told[who] = replace(day, basis=f"said with an earlier statement of the same speaker, {day.basis}")
        found.append(replace(statement, said_on=day))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Under:
    """What stands under a headline that names an event.

    Attributes:
        heading: The headline.
        day: The day of the event; for a transcript the day of publication if the headline tells none.
        turns: Ids of the statements that are turns of a conversation, with who is known to speak there.
        outer: For statements told in others the outermost one.
        names: The name, the id and the principal of the one whom the headline names.
    """

    heading: Headline
    day: Dated
    turns: dict[str, frozenset[str]]
    outer: dict[str, str]
    names: frozenset[str]

    @classmethod
    def headline(cls, document: Document, statements: Sequence[Statement]) -> _Under | None:
        """Return what stands under a document's headline, None if that tells no day."""
        heading = headline_of(document)
        if heading is None:
            return None
        spoken = turns_in(document.text, statements)
        turns = {
            one.id: frozenset(filter(None, (one.speaker_id, one.on_behalf_of)))
            for one in statements
            if one.id in spoken
        }
        day, published = heading.day, document.published
        if day is None and turns and published is not None:
            called = heading.text[slice(*heading.event)]
            day = Dated(published.date, published.precision, f"day of publication, under the headline “{called}”")
        if day is None:
            return None
        who = heading.text[slice(*heading.who)] if heading.who else ""
        own = heading.span(heading.who, document.text) if heading.who else None
        names = {one.speaker for one in statements if one.speaker and folded(one.speaker) in folded(who)}
        for one in statements:
            if own and one.source and own.start <= one.source.start and one.source.end <= own.end:
                names |= set(filter(None, (one.speaker, one.speaker_id, one.on_behalf_of)))
        return cls(heading, day, turns, _outermost(statements), frozenset(names))

    def day_of(self, doc: Doc, statement: Statement) -> Dated | None:
        """Return the day of the event if a statement was made there."""
        if statement.id in self.turns:
            return self.day
        itself = statement.source is not None and statement.source.text in FIRST_PERSON
        if statement.within is not None:
            principals = self.turns.get(self.outer.get(statement.id, ""))
            itself = itself or (statement.speaker_id is not None and statement.speaker_id in (principals or ()))
            return self.day if principals is not None and itself and not _is_told(doc, statement) else None
        if self.turns:
            return None
        if itself:
            return None if _is_told(doc, statement) else self.day
        named = self.names & {statement.speaker, statement.speaker_id, statement.on_behalf_of}
        return self.day if named and (_is_past(doc, statement) or not _is_told(doc, statement)) else None


def _is_told(doc: Doc, statement: Statement) -> bool:
    """Tell whether the act of saying lies back: "as I said on Friday", not "we have taken note"."""
    cue = list(_span(doc, statement.cue) or ()) if statement.cue is not None else []
    if any(token.lower_ in ("have", "has") for token in cue) and any(one_of(token, _TAKING_NOTE) for token in cue):
        return False
    return any("Past" in token.morph.get("Tense", []) for token in cue)


def _outermost(statements: Sequence[Statement]) -> dict[str, str]:
    """Return for each statement that is told in another the outermost of those."""
    within = {one.id: one.within for one in statements if one.within is not None}
    found = {}
    for id_, above in within.items():
        seen = {id_}
        while above in within and above not in seen:
            seen.add(above)
            above = within[above]
        if above is not None:
            found[id_] = above
    return found


def _own_day(doc: Doc, statement: Statement, dated: Sequence[tuple[Time, Dated]]) -> Dated | None:
    """Return the day that stands with the cue or in the source of a statement; that nearest to the cue."""
    if statement.cue is None:
        return None
    cue = _span(doc, statement.cue)
    if cue is None:
        return None
    verb = next((token for token in reversed(list(cue)) if token.pos_ == "VERB"), cue.root)
    sentence = verb.sent
    verbs = {token.i for token in cue} | {token.i for token in _joined(verb, statement)}
    near = [
        (min(abs(time.start - statement.cue.end), abs(statement.cue.start - time.end)), day)
        for time, day in dated
        if sentence.start_char <= time.start
        and time.end <= sentence.end_char
        and not any(part.start < time.end and time.start < part.end for part in statement.content)
        and _belongs(doc, time, verbs, statement)
    ]
    if not near:
        return None
    day = min(near, key=lambda pair: pair[0])[1]
    return replace(day, basis=f"“{day.basis}” with “{statement.cue.text}”")


def _joined(verb: Token, statement: Statement) -> Iterator[Token]:
    """Yield the verbs whose time is also that of a cue: "left on Monday, saying", "praised and blamed on Monday"."""
    above = verb
    for _ in range(_LONGEST_CHAIN):
        joined = above.dep_ == "conj" or (above.dep_ == "advcl" and above.lower_.endswith("ing"))
        if not joined or _has_subject(above) or _inside(above.head, statement.content):
            break
        above = above.head
        yield above
    yield from (child for child in verb.children if child.dep_ == "conj" and not _has_subject(child))


def _has_subject(verb: Token) -> bool:
    return any(child.dep_.startswith(("nsubj", "csubj")) for child in verb.children)


def _belongs(doc: Doc, time: Time, verbs: set[int], statement: Statement) -> bool:
    """Tell whether a time hangs on a cue, with nothing between but words of the source or a preposition's phrase.

    A time that is no part of the content is the cue's even if it hangs on a word of the content in the tree.
    """
    span = _span(doc, Span(time.start, time.end, time.text))
    if span is None or any(child.lower_ in _SPANNING for child in span.root.children if child.dep_ == "case"):
        return False
    source = statement.source
    if source is not None and source.start <= time.start and time.end <= source.end:
        return not _in_clause(span, source)
    for token in (span.root, *span.root.ancestors):
        if token.i in verbs or _inside(token, statement.content):
            return True
        if token.pos_ == "VERB" and not one_of(token, _MADE_PUBLIC):
            return False
    return False


def _in_clause(time: Tokens, source: Span) -> bool:
    """Tell whether a time in a source belongs to a clause or noun beside it ("elected in May", "the first in May")."""
    chain = [token for token in (time.root, *time.root.ancestors) if source.start <= token.idx < source.end]
    verbs = (token for token in chain if token.pos_ == "VERB" and not one_of(token, _MADE_PUBLIC))
    return any(True for _ in verbs) or any(token.dep_ == "appos" and token.head in chain for token in chain)


def _is_past(doc: Doc, statement: Statement) -> bool:
    """Tell whether a statement is told as one that was made, in the same telling as the one before."""
    if statement.cue is None:
        return statement.source is not None
    cue = _span(doc, statement.cue)
    tokens = list(cue) if cue is not None else []
    return any("Past" in token.morph.get("Tense", []) or token.lower_ == "according" for token in tokens) and not any(
        token.lower_ in ("had", "has", "have", "would", "will") for token in tokens
    )


def _inside(token: Token, parts: Sequence[Span]) -> bool:
    """Tell whether a word stands in one of the parts."""
    return any(part.start <= token.idx < part.end for part in parts)


def _span(doc: Doc, span: Span) -> Tokens | None:
    """Return the tokens of a stretch, None where it has none."""
    return doc.char_span(span.start, span.end, alignment_mode="expand")
