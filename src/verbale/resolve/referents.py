"""Who is named in an article: one referent for all names of a person or organization, with what the words beside tell.

A known actor has one referent, and so has everybody else by the full name. A surname is short for the full name that
has it, also where that comes after, as in a headline; an abbreviation in brackets for the name before it.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Span

from verbale.codebook.given_names import sexes
from verbale.codebook.knowledge import Knowledge, folded
from verbale.codebook.roles import BODIES, ROLES, TITLES
from verbale.models import Mention
from verbale.models.actor import Actor, Tenure
from verbale.resolve.context import title_before
from verbale.resolve.coreference import Referent, Speaker, gender_of
from verbale.resolve.holders import offices_on
from verbale.resolve.lookup import RANKS, bodies_of, owners_named

SPOKES = ("spokesperson", "spokesman", "spokeswoman", "press secretary", "press officer")
#: Nouns for people who speak for whose title they have.
REPRESENTS = frozenset(
    "administration admiral ambassador ambassadors authorities cabinet chair chairman chairwoman chancellor chief "
    "command commander commanders consulate delegate delegates delegation diplomat diplomats embassy envoy envoys "
    "general government head leader leaders leadership minister ministers mission negotiator negotiators official "
    "officials premier president regime representative representatives secretary spokesman spokesperson "
    "spokeswoman".split()
)
_BEFORE_NAME = REPRESENTS | {word for title in TITLES for word in title.split()} - {"mr", "mrs", "ms", "of"}
_FORMER = frozenset(("former", "ex", "ousted", "late", "exiled", "then"))
_BODIES = frozenset(("body", "armed_force", "parliament"))
#: Names of what represents a state or organization elsewhere: "Albian Embassy", "Permanent Mission" after whose it is.
_REPRESENTATION = re.compile(
    r"(?:the )?(.{3,40}?)(?:['’]s)? (?:permanent )?(consulate|delegation|embassy|mission|representation)\b",
    re.IGNORECASE,
)
_REACH_OF_APPOSITION = 8  # tokens after a name and a comma
_MOST_BEARERS = 50  # of one word of a name; more tell nothing
_SHORTEST_NOUN = 4  # letters of a word of a name by which it may be called later


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its tokens and who it is; None if it cannot speak."""

    mention: Mention
    span: Span
    referent: Referent | None


class Cast:
    """All who are named in an article.

    Attributes:
        names: The mentions in order, with who they are.
        known: The referents of known actors by id.
    """

    def __init__(
        self, doc: Doc, text: str, mentions: Sequence[Mention], base: Knowledge, day: datetime.date | None
    ) -> None:
        self.doc = doc
        self.text = text
        self.base = base
        self.day = day
        self.known: dict[str, Referent] = {}
        self._by_name: dict[str, Referent] = {}
        self._groups: dict[str, list[tuple[str, Referent]]] = {}
        self._by_word: dict[str, list[tuple[int, Referent]]] = {}
        spans = [self.span(one.start, one.end) for one in mentions]
        for mention in mentions:
            self._meet(mention)
        self._shorten(mentions)
        self.names = [
            Named(mention, span, self._referent(mention)) for mention, span in zip(mentions, spans, strict=True)
        ]
        self._starts = [one.mention.start for one in self.names]
        for number, one in enumerate(self.names):
            if one.referent is not None and one.referent.kind == "person":
                self._add_titles(one.referent, number)

    def span(self, start: int, end: int) -> Span:
        """Return the tokens of some characters."""
        span: Span | None = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        return span

    def inside(self, start: int, end: int) -> list[Named]:
        """Return the names inside a stretch of text."""
        at = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for one in self.names[at:]:
            if one.mention.start >= end:
                break
            if one.mention.end > start:
                found.append(one)
        return found

    def after(self, offset: int) -> Iterator[Named]:
        """Yield the names after an offset, in order."""
        return (self.names[at] for at in range(bisect_right(self._starts, offset), len(self.names)))

    def body(self, actor: Actor, words: str) -> Actor | None:
        """Return the ministry, army or parliament of a state that some words name."""
        found = list(bodies_of(actor, words, BODIES.get(words, ()), self.base))
        return found[0].actor if len({one.actor.id for one in found}) == 1 else None

    def bearer(self, word: str, offset: int) -> Referent | None:
        """Return the person whose full name has a word: the last one before an offset, or the only one after it.

        Args:
            word: A surname or given name, folded.
            offset: Where it stands alone.
        """
        bearers = self._by_word.get(word, ())
        before = bisect_right(bearers, offset, key=lambda bearer: bearer[0])
        if before:
            return bearers[before - 1][1]
        after = {id(referent): referent for _, referent in bearers[:_MOST_BEARERS]}
        return next(iter(after.values())) if len(after) == 1 else None

    # --- one referent for each ----------------------------------------------------------------------------------------

    def _meet(self, mention: Mention) -> None:
        """Make the referent of a known actor, of a person's full name, or of an organization, if it is new."""
        actor = self.base.actors.get(mention.actor) if mention.actor else None
        words = folded(mention.text).split()
        if actor is not None:
            if actor.id not in self.known:
                basis = mention.candidates[0].reasons[0] if mention.candidates else "linked"
                referent = Referent(Speaker(actor.name, actor.id, None, basis), actor.kind)
                self.known[actor.id] = referent
                if actor.kind == "person":
                    referent.gender = sexes().get(folded(actor.name).split()[0])
                    self._add_offices(referent, actor)
            if actor.kind == "person":
                self._remember(words, mention.start, self.known[actor.id])
            else:
                self.known[actor.id].words.update(_nouns(words))
        elif mention.label == "PER" and len(words) > 1:
            key = " ".join(words)
            if key not in self._by_name:
                speaker = Speaker(mention.text)
                self._by_name[key] = Referent(speaker, "person", gender=sexes().get(words[0]))
            self._remember(words, mention.start, self._by_name[key])
        elif mention.label == "ORG" and words:
            key = " ".join(words)
            if key not in self._by_name:
                self._by_name[key] = Referent(self._represented(mention.text), "group", _nouns(words))

    def _represented(self, name: str) -> Speaker:
        """Return an organization that is not known by name, for the state whose embassy or mission it is."""
        match = _REPRESENTATION.match(name)
        owners = owners_named(match[1], self.day, self.base) if match is not None else []
        if match is None or len(owners) != 1:
            return Speaker(name)
        return Speaker(name, None, owners[0].id, f"{match[2].casefold()} of {owners[0].name}")

    def _remember(self, words: list[str], start: int, referent: Referent) -> None:
        """Note the words of a person's full name, by which the text may go on to call the person."""
        if len(words) > 1:
            endings = (" ".join(words[-size:]) for size in range(2, len(words)))
            for word in dict.fromkeys((*words, *endings)):
                self._by_word.setdefault(word, []).append((start, referent))

    def _shorten(self, mentions: Sequence[Mention]) -> None:
        """Let abbreviations in brackets, and parts of longer names, stand for the organization named before."""
        for previous, mention in pairwise(mentions):
            between, after = self.text[previous.end : mention.start], self.text[mention.end : mention.end + 1]
            key = folded(mention.text)
            if between == " (" and after == ")" and mention.text.isupper() and mention.actor is None:
                full = self._referent(previous)
                if full is not None and full.kind != "person":
                    self._by_name[key] = full
        groups: dict[str, dict[str, Referent]] = {}
        names = [(key, one) for key, one in self._by_name.items() if one.kind == "group"]
        names += [
            (folded(one.text), self.known[one.actor])
            for one in mentions
            if one.actor and self.known[one.actor].kind in _BODIES
        ]
        for key, one in names:
            for word in key.split():
                if len(groups.setdefault(word, {})) < _MOST_BEARERS:
                    groups[word].setdefault(key, one)
        for mention in mentions:
            key = folded(mention.text)
            words = set(key.split())
            if mention.label == "ORG" and mention.actor is None and words:
                longer = groups.get(key.split()[0], {})
                found = {id(one): one for other, one in longer.items() if words < set(other.split())}
                if len(found) == 1:
                    self._by_name[key] = next(iter(found.values()))
        self._groups = {word: [(key, one) for key, one in found.items()] for word, found in groups.items()}

    def _referent(self, mention: Mention) -> Referent | None:
        """Return who a mention is."""
        if mention.actor in self.base.actors:
            return self.known.get(mention.actor or "")
        key = folded(mention.text)
        if mention.label == "PER" and any(character.isalpha() for character in mention.text):
            referent = self._by_name.get(key)
            if referent is None:
                referent = self.bearer(key, mention.start) or self._group(key)
                referent = referent or Referent(Speaker(mention.text), "person")
                self._by_name.setdefault(key, referent)
                return referent
            # Of two with the surname the last one is meant, whoever had it first.
            return self.bearer(key, mention.start) or referent
        return self._by_name.get(key) if mention.label == "ORG" else None

    def _group(self, word: str) -> Referent | None:
        """Return the only organization whose longer name begins with a word: "Corvid" is short for Corvid Minerals."""
        longer = {
            id(one): one
            for key, one in self._groups.get(word.partition(" ")[0], ())
            if one.kind == "group" and key.startswith(f"{word} ")
        }
        return next(iter(longer.values())) if len(longer) == 1 else None

    # --- what the words beside a name tell ----------------------------------------------------------------------------

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
        referent.offices.update(role for role, offices in ROLES.items() if kinds.intersection(offices[:2]))

    def _office_speaks_for(self, tenure: Tenure) -> str:
        """Return for whom the holder of an office speaks: the spokesperson of a ministry for the ministry."""
        for words in ("foreign ministry", "defence ministry"):
            if tenure.office.startswith(words) and (body := self.body(tenure.of, words)):
                return body.id
        return tenure.of.id

    def _add_titles(self, referent: Referent, number: int) -> None:
        """Add what the words before and after a name tell of a person: gender, titles, and for whom they speak."""
        span = self.names[number].span
        title = title_before(self.doc, span.start)
        lowered = title.text.casefold()
        nouns = [word.strip(".,'’") for word in lowered.replace("-", " ").split()]
        after = self._apposition(span)
        referent.gender = gender_of(lowered) or gender_of(" ".join(sorted(after))) or referent.gender
        referent.words.update(" ".join(nouns[-size:]) for size in (1, 2, 3) if len(nouns) >= size)
        referent.words.update(after, self._description_before(span), _titles_in(self.names[number].mention.text))
        if _FORMER.intersection(nouns):
            return
        referent.member_of = referent.member_of or self._membership(number, title)
        if not _BEFORE_NAME.intersection(nouns[-3:]):
            return
        known = self.base.actors.get(referent.speaker.id or "")
        state = self.base.states.get((known and known.country) or "")
        if state and not referent.speaker.on_behalf_of and any(spokes in lowered for spokes in SPOKES):
            self._let_speak_for(referent, self.base.actors[state], lowered, only_body=True)
        # The last name inside the title: of "Chinese Foreign Ministry spokesman" the ministry.
        for before in range(number - 1, -1, -1):
            one = self.names[before]
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
        if any(spokes in title for spokes in SPOKES):
            words = next((words for words in BODIES if words in title and "itself" not in BODIES[words]), None)
            owner = (self.body(owner, words) if words else None) or owner
            if known is not None and known.parent == owner.id:
                return  # the office says more than the title
            if only_body and owner.kind not in _BODIES:
                return
        referent.speaker = replace(referent.speaker, on_behalf_of=owner.id)

    def _membership(self, number: int, title: Span) -> Speaker | None:
        """Return the organization that stands in a person's title, before the name or after it."""
        span = self.names[number].span
        if number:
            before = self.names[number - 1]
            between = self.doc[before.span.end : span.start]
            comma = between.text.rstrip().endswith(",") and between.text.count(",") == 1
            near = 0 < len(between) <= _REACH_OF_APPOSITION and comma
            described = near and any(self._description_before(span))
            if (before.span.start >= title.start or described) and _is_organization(before.referent):
                return before.referent.speaker if before.referent else None
        if number + 1 < len(self.names):
            after = self.names[number + 1]
            between = self.doc[span.end : after.span.start]
            plain = not any(token.pos_ in ("VERB", "AUX", "PUNCT") and token.text != "," for token in between)
            near = 0 < len(between) <= _REACH_OF_APPOSITION and between[0].lower_ in (",", "of", "from")
            if near and plain and "\n" not in between.text and _is_organization(after.referent):
                return after.referent.speaker if after.referent else None
        return None

    def _apposition(self, span: Span) -> set[str]:
        """Return the nouns that stand after a name and a comma: "Kim, researcher of the society,"."""
        doc = self.doc
        if span.end + 1 >= len(doc) or doc[span.end].text != ",":
            return set()
        nouns: set[str] = set()
        for token in doc[span.end + 1 : span.end + 1 + _REACH_OF_APPOSITION]:
            if token.text in (",", ".", "\n") or token.pos_ in ("VERB", "AUX", "ADP", "PRON", "CCONJ"):
                break
            if token.pos_ == "NOUN":
                nouns.add(token.lower_)
        return nouns

    def _description_before(self, span: Span) -> Iterator[str]:
        """Yield the noun of a description before a name and a comma: "the commissioner, Ila Venn,"."""
        doc = self.doc
        if span.start < 2 or doc[span.start - 1].text != ",":
            return
        noun = doc[span.start - 2]
        while noun.dep_ in ("nmod", "case") and noun.head.i < noun.i:
            noun = noun.head
        if noun.pos_ == "NOUN" and span.root.dep_ == "appos" and span.root.head == noun:
            yield noun.lower_


def _titles_in(name: str) -> Iterator[str]:
    """Yield the title with which a name begins: "Pope Francis"."""
    first, _, rest = name.casefold().partition(" ")
    if rest and first in TITLES:
        yield first


def _is_organization(referent: Referent | None) -> bool:
    """Tell whether somebody can be a member of what is named: an organization, no person and no state."""
    return referent is not None and referent.kind not in ("person", "state", "territory", "outlet", "agency")


def _nouns(words: Sequence[str]) -> set[str]:
    """Return the words of an organization's name by which it may be called: "court", "union", "ministry"."""
    return {word for word in words if len(word) >= _SHORTEST_NOUN and word.isalpha()}
