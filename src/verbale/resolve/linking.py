"""The names of one document to actors.

Names that can mean one actor only are linked first. They are the company by which the others are judged: short forms
by the full name, ministries by whose they are, bearers of a surname by their office on the day. Where two remain, or
nothing but a surname speaks for the one, the name is left open with its candidates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc, Span

from verbale.codebook.knowledge import Knowledge, folded
from verbale.find.page import sentence_numbers
from verbale.models import Candidate, Document, Mention
from verbale.models.actor import Actor, Tenure, last_day
from verbale.read.published import last_day as last_day_of
from verbale.resolve import context
from verbale.resolve.holders import offices_on
from verbale.resolve.joining import whole_names
from verbale.resolve.lookup import (
    RANKS,
    Titled,
    Weighed,
    bare,
    companions,
    is_acronym,
    named,
    owners_named,
    persons_titled,
    ranked,
    untitled,
    weighed,
)
from verbale.resolve.repairing import Unknown, repairs

#: A name is linked if its likeliest actor has this score, and the next one so much less.
ENOUGH, MARGIN = 0.6, 0.25
HERE_A_PLACE = "here a place"
#: How far the kind of a name fits a kind of actor; what is not here fits by 0.7.
_FITS = {
    ("LOC", "state"): 1.0, ("NORP", "state"): 1.0, ("LOC", "territory"): 1.0, ("NORP", "territory"): 1.0,
    ("ORG", "state"): 0.8, ("ORG", "outlet"): 1.0, ("ORG", "agency"): 1.0, ("ORG", "organization"): 1.0,
    ("ORG", "alliance"): 1.0, ("ORG", "grouping"): 1.0, ("ORG", "body"): 1.0, ("ORG", "armed_force"): 1.0,
    ("ORG", "parliament"): 1.0, ("ORG", "armed_group"): 1.0, ("ORG", "party"): 1.0, ("ORG", "company"): 1.0,
    ("NORP", "armed_group"): 1.0, ("NORP", "outlet"): 0.05, ("NORP", "agency"): 0.05, ("LOC", "outlet"): 0.1,
    ("LOC", "agency"): 0.1, ("PER", "outlet"): 0.1, ("PER", "agency"): 0.1,
}  # fmt: skip
_BODIES = frozenset(("body", "armed_force", "parliament"))
_STATES = frozenset(("state", "territory"))
_ELSEWHERE = 0.1  # factor for what the words around a name speak against: a city in "in Moscow", another's ministry
_UNSUPPORTED = 0.1  # factor for the bearer of a surname whom nothing else in the article points to
_LEFT_OFFICE = 0.02  # factor for bearers of a surname who have left office where others are in office
_REMEMBERED = datetime.timedelta(days=3653)  # for so long news calls somebody who led a state by the surname
_FORGOTTEN = datetime.timedelta(days=7305)  # after so long a bearer of the full name is somebody else as likely
_NOT_A_PERSON = 0.7  # factor for persons where the name is not labelled as one
_MOST_BEARERS = 50  # of one surname in one article; more tell nothing
_KEPT = 4  # candidates
_LASTING = frozenset(("name", "official", "short"))  # types of names by which states and alliances are still told of
_COMPASS = frozenset(("north", "south", "east", "west"))


@dataclass(slots=True)
class _Piece:
    """A mention while it is linked.

    Attributes:
        mention: The mention.
        span: Its tokens.
        found: What it may stand for, other than persons.
        persons: The persons that it may stand for.
        titled: Its name without titles in it and before it; None if there are none.
        words: The folded words of the name.
        before: The folded words right before it that may be a title.
        candidates: The outcome.
        actor: The outcome: the actor, or None.
    """

    mention: Mention
    span: Span
    found: list[Weighed] = field(default_factory=list)
    persons: list[Weighed] = field(default_factory=list)
    titled: Titled | None = None
    words: tuple[str, ...] = ()
    before: str = ""
    candidates: tuple[Candidate, ...] = ()
    actor: Actor | None = None

    @property
    def is_full_name(self) -> bool:
        """Tell whether it has the full name of a person, known or not."""
        if len(self.words) < 2:
            return False
        if self.persons:
            return not all(one.type == "surname" for one in self.persons)
        return self.mention.label == "PER"


def link_mentions(doc: Doc, document: Document, mentions: Sequence[Mention], base: Knowledge) -> tuple[Mention, ...]:
    """Return the mentions with the actors that they stand for, those whose parts make up one name joined.

    Args:
        doc: The parsed text.
        document: The document; offices and names are those of the last day on which it may have been published.
        mentions: The mentions, in order.
        base: The knowledge base.
    """
    return _Linker(doc, document, mentions, base).linked()


class _Linker:
    """One document's names, and what is known of them so far."""

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[Mention], base: Knowledge) -> None:
        self.doc = doc
        self.base = base
        self.day = last_day_of(document.published) if document.published else None
        self.company: set[str] = set()
        self._named: dict[str, list[Weighed]] = {}
        self.sentences = sentence_numbers(doc)
        self.pieces = [_Piece(*whole) for whole in whole_names(doc, document.text, mentions, base)]
        self._by_last = {piece.span.end - 1: piece for piece in self.pieces}
        self._by_first = {piece.span.start: piece for piece in self.pieces}

    def linked(self) -> tuple[Mention, ...]:
        """Return the mentions with their actors."""
        for piece in self.pieces:
            self._find(piece)
        plain = [piece for piece in self.pieces if not self._needs_owner(piece)]
        for piece in plain:
            self._decide(piece, piece.persons if piece.is_full_name and piece.persons else piece.found)
        for piece in plain:
            if piece.actor is not None:
                self.company |= companions(piece.actor.id, self.day, self.base)
        for piece in plain:
            self._decide(piece, piece.persons if piece.is_full_name and piece.persons else piece.found)
        self._repair()
        self._link_short_names()
        self._link_bodies()
        self._link_short_bodies()
        self._link_compass_points()
        self._link_abbreviations()
        return tuple(
            replace(piece.mention, actor=piece.actor.id if piece.actor else None, candidates=piece.candidates[:_KEPT])
            for piece in self.pieces
        )

    # --- the names as they stand ------------------------------------------------------------------------------------

    def _find(self, piece: _Piece) -> None:
        """Find what a mention may stand for by its own words and the titles before it."""
        words = bare(piece.mention.text)
        titled = untitled(words)
        name = titled.name if titled else words
        if not name or not any(character.isupper() for character in name):
            return
        piece.words = tuple(folded(name).split())
        if piece.mention.label != "NORP":
            before = context.title_before(self.doc, piece.span.start).text
            piece.before = folded(before)
            piece.titled = untitled(f"{before} {words}") if before else titled
            persons = persons_titled(name, piece.titled, self.day, self.base) if piece.titled else self._uses(name)
            if not persons and len(piece.words) > 2 and piece.mention.label == "PER":
                persons = self._uses(f"{piece.words[0]} {piece.words[-1]}")  # "Ada Maria Brunn" is Ada Brunn
            piece.persons = [one for one in persons if one.actor.kind == "person"]
            if piece.mention.label != "PER":
                piece.persons = [replace(one, weight=one.weight * _NOT_A_PERSON) for one in piece.persons]
        if titled is None or titled.owner:
            found = self._uses(words)
            if not found and piece.mention.label == "ORG" and len(piece.words) > 1:
                found = [one for one in weighed(words, self.day, self.base) if one.actor.kind != "person"]
            piece.found = self._fitting(piece, [one for one in found if one.actor.kind != "person"])

    def _uses(self, words: str) -> list[Weighed]:
        """Return the actors that have a name; the same list for the same name."""
        if words not in self._named:
            self._named[words] = named(words, self.day, self.base) or [
                replace(one, reasons=[*one.reasons, "that is no more, or was not yet"])
                for one in named(words, None, self.base)
                if self.day and one.type in _LASTING and one.actor.kind != "person"
            ]
        return self._named[words]

    def _fitting(self, piece: _Piece, found: Iterable[Weighed]) -> list[Weighed]:
        """Return candidates weighed by the label, the letters and, for cities and seats, the words around."""
        best: dict[str, Weighed] = {}
        stands: context.Standing | None = None
        for one in found:
            if one.type == "acronym" and not is_acronym(piece.mention.text):
                continue
            weight = one.weight * _FITS.get((piece.mention.label, one.actor.kind), 0.7)
            reasons = one.reasons
            if one.type in ("capital", "seat"):
                stands = stands or context.standing(piece.span)
                if stands != "acts":
                    weight *= _ELSEWHERE
                    reasons = [*reasons, HERE_A_PLACE if stands == "place" else "may be a place here"]
            elif piece.mention.label == "PER" and one.actor.kind in _STATES:
                weight *= _ELSEWHERE
                reasons = [*reasons, "looks like a person here"]
            if one.actor.id not in best or best[one.actor.id].weight < weight:
                best[one.actor.id] = replace(one, weight=weight, reasons=reasons)
        return list(best.values())

    def _decide(self, piece: _Piece, found: list[Weighed]) -> None:
        """Link a mention to the likeliest of its candidates, if it is likely enough; those are judged by company."""
        piece.candidates = tuple(ranked(found, self.company, self.day, self.base)) if found else ()
        piece.actor = None
        if piece.candidates and piece.candidates[0].score >= ENOUGH:
            second = piece.candidates[1].score if len(piece.candidates) > 1 else 0.0
            first = piece.candidates[0].actor
            if piece.candidates[0].score - second >= MARGIN and not self._is_forgotten(first):
                piece.actor = first

    def _is_forgotten(self, actor: Actor) -> bool:
        """Tell whether a person left the last office so long ago that a name alone may be another's."""
        if actor.kind != "person" or self.day is None:
            return False
        ends = [tenure.end or tenure.known_until for tenure in self.base.held.get(actor.id, ())]
        away = bool(ends) and self.day - max(map(last_day, ends)) > _FORGOTTEN
        return away and self.base.states.get(actor.country or "") not in self.company

    def _take(self, piece: _Piece, actor: Actor, score: float, *reasons: str) -> None:
        """Link a mention to an actor for some reasons."""
        others = tuple(other for other in piece.candidates if other.actor.id != actor.id and other.score < score)
        piece.actor = actor
        piece.candidates = (Candidate(actor, score, reasons), *others)

    # --- persons ----------------------------------------------------------------------------------------------------

    def _repair(self) -> None:
        """Link names that nobody has to those that they are damaged from."""
        full = {word for piece in self.pieces if piece.is_full_name for word in (piece.words[0], piece.words[-1])}
        unknown = [
            Unknown(
                number,
                piece.mention,
                piece.words,
                piece.titled,
                piece.before,
                len(piece.words) == 1 and piece.words[0] in full,
            )
            for number, piece in enumerate(self.pieces)
            if piece.words and piece.actor is None and not piece.found and not piece.persons
        ]
        persons = [(one.actor.id, one.span) for one in self.pieces if one.actor and one.actor.kind == "person"]
        for number, outcome in repairs(self.doc, unknown, persons, self.company, self.day, self.base).items():
            piece = self.pieces[number]
            first = outcome.options[0][0] if outcome.options else None
            if outcome.sure and first and len(first.found) > 1:
                why = f"repaired: {'; '.join(first.reasons)}"
                piece.found = [replace(one, reasons=[why, *one.reasons]) for one in first.found]
                if not self._needs_owner(piece):
                    self._decide(piece, piece.found)
            else:
                piece.candidates = outcome.candidates()
                piece.actor = piece.candidates[0].actor if outcome.sure else None

    def _fitting_office(self, actor: Actor, titled: Titled, owners: set[str]) -> Tenure | None:
        """Return the office of a person that a title goes with."""
        if self.day is None or actor.kind != "person":
            return None
        held = offices_on(actor.id, self.day, self.base)
        return next((tenure for tenure in held if tenure.office in titled.roles and tenure.of.id in owners), None)

    def _link_short_names(self) -> None:
        """Link surnames and other short forms of persons' names to the full name, or to the one in office."""
        by_word: dict[str, dict[object, _Piece]] = {}
        usual: dict[tuple[str, ...], object] = {}
        for piece in self.pieces:
            if piece.is_full_name and (piece.actor is None or piece.persons or piece.actor.kind == "person"):
                for word in {piece.words[0], piece.words[-1]}:
                    bearers = by_word.setdefault(word, {})
                    if len(bearers) < _MOST_BEARERS:
                        bearers.setdefault(piece.actor.id if piece.actor else piece.words, piece)
        for piece in self.pieces:
            if piece.is_full_name or not piece.words or piece.mention.label == "NORP":
                continue
            if piece.found and piece.mention.label != "PER" and any(one.type != "acronym" for one in piece.found):
                continue
            alike = {
                key: one for key, one in by_word.get(piece.words[-1], {}).items() if _is_part(piece.words, one.words)
            }
            if alike:
                self._link_to_full_name(piece, alike, usual.get(piece.words))
                if piece.actor is not None:
                    usual[piece.words] = piece.actor.id
            elif piece.persons and piece.actor is None:
                self._link_by_office(piece)

    def _link_to_full_name(self, piece: _Piece, bearers: dict[object, _Piece], usual: object) -> None:
        """Link a short name to the one person whose full name it is a part of, in the text so far or else later.

        Args:
            piece: The short name.
            bearers: The first full name of each person with it.
            usual: The one of them for whom the article has used the short name so far; None for nobody.
        """
        told = {key: one for key, one in bearers.items() if one.mention.start < piece.mention.start} or bearers
        piece.actor = None
        if len(told) > 1 and piece.titled and piece.titled.roles and self.day:
            owners = {actor.id for actor in owners_named(piece.titled.owner, self.day, self.base)} or self.company
            fitting = {
                key: one
                for key, one in told.items()
                if one.actor and self._fitting_office(one.actor, piece.titled, owners)
            }
            told = fitting or told
        if len(told) > 1 and usual in told and self._is_usual(piece, told, usual):
            told = {usual: told[usual]}
        if len(told) > 1:
            known = [one.candidates[0] for one in told.values() if one.candidates]
            piece.candidates = tuple(
                Candidate(one.actor, round(one.score / len(told), 4), (*one.reasons, "others here have the name too"))
                for one in known
            )
            return
        (one,) = told.values()
        piece.candidates = ()
        if one.actor is not None:
            self._take(
                piece, one.actor, one.candidates[0].score,
                f"short for {one.mention.text} at {one.mention.start}", *one.candidates[0].reasons,
            )  # fmt: skip

    def _is_usual(self, piece: _Piece, told: dict[object, _Piece], usual: object) -> bool:
        """Tell whether a short name may go on to mean the same, although a second bearer has come: not right after."""
        here = self.sentences[piece.span.start]
        return all(key == usual or here - self.sentences[one.span.start] > 1 for key, one in told.items())

    def _link_by_office(self, piece: _Piece) -> None:
        """Link a surname that the text does not explain to the only bearer in office whom the article points to."""
        if self.day is None:
            self._decide(piece, [replace(one, weight=one.weight * _UNSUPPORTED) for one in piece.persons])
            return
        judged = []
        serving = any(any(offices_on(one.actor.id, self.day, self.base)) for one in piece.persons)
        for one in piece.persons:
            weight = one.weight
            tenures = list(offices_on(one.actor.id, self.day, self.base))
            led = not tenures and self._led(one.actor)
            if serving and not tenures:
                weight *= _LEFT_OFFICE
            elif not (tenures or led) or not self._is_pointed_to(piece, one.actor, tenures):
                weight *= _UNSUPPORTED
            judged.append(replace(one, weight=weight))
        self._decide(piece, judged + [one for one in piece.found if one.actor.kind != "person"])

    def _led(self, actor: Actor) -> bool:
        """Tell whether a person led a state or organization not long before the day."""
        return self.day is not None and any(
            tenure.office in RANKS
            and tenure.end is not None
            and datetime.timedelta(0) <= self.day - last_day(tenure.end) <= _REMEMBERED
            for tenure in self.base.held.get(actor.id, ())
        )

    def _is_pointed_to(self, piece: _Piece, actor: Actor, tenures: list[Tenure]) -> bool:
        """Tell whether the article has a person's state or organization, or the title before the name fits."""
        own = {tenure.of.id for tenure in tenures} | {self.base.states.get(actor.country or "")}
        roles = piece.titled.roles if piece.titled else ()
        return bool(own & self.company) or any(
            tenure.office in roles or f" {piece.before}".endswith(f" {folded(tenure.title)}") for tenure in tenures
        )

    # --- ministries, parliaments and other bodies --------------------------------------------------------------------

    def _needs_owner(self, piece: _Piece) -> bool:
        """Tell whether a name is one that bodies of several states have: "Foreign Ministry"."""
        return len(piece.found) > 1 and sum(one.actor.kind in _BODIES for one in piece.found) > 1

    def _link_bodies(self) -> None:
        """Link names that bodies of several states have by whose they are."""
        latest: dict[tuple[str, ...], Actor] = {}
        here = {piece.actor.id for piece in self.pieces if piece.actor is not None}
        for number, piece in enumerate(self.pieces):
            if not self._needs_owner(piece):
                continue
            found = piece.found
            owners, reason = self._owners(piece, number)
            known = {one.actor.id: one for one in found}
            key = tuple(sorted(known))
            if not owners and key in latest and latest[key].id in known:
                owners, reason = {latest[key].parent or ""}, "the one named before"
            if not owners:
                owners, reason = self._only_state(found, here)
            if not owners:
                owners, reason = self._acting_before(number, found)
            own = [one for one in found if owners & {one.actor.parent, self.base.states.get(one.actor.country or "")}]
            judged = [replace(one, reasons=[*one.reasons, reason]) for one in own] or [
                replace(one, weight=one.weight * _ELSEWHERE / len(found)) for one in found
            ]
            self._decide(piece, judged)
            if piece.actor is not None:
                latest[key] = piece.actor

    def _owners(self, piece: _Piece, number: int) -> tuple[set[str], str]:
        """Return the ids of those whose body is named, by the words beside it, and how that is known."""
        last = context.owner_before(self.doc, piece.span.start)
        owner = self._by_last.get(last) if last is not None else None
        if owner is None:
            after = context.owner_after(self.doc, piece.span.end)
            owner = self._by_first.get(after) if after is not None else None
        if owner is not None and owner.actor is not None and owner.actor.kind != "person":
            return {owner.actor.id}, f"{owner.mention.text} stands beside it"
        # "Foreign Ministry spokesman" and a name: the office of the one named.
        following = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
        if following and following.actor and following.actor.kind == "person" and self.day:
            between = self.doc[piece.span.end : following.span.start]
            if 0 < len(between) <= 3 and not any(token.is_punct or token.pos_ == "VERB" for token in between):
                of = {tenure.of.id for tenure in offices_on(following.actor.id, self.day, self.base)}
                return of, f"{following.actor.name} stands beside it"
        return set(), ""

    def _only_state(self, found: list[Weighed], here: set[str]) -> tuple[set[str], str]:
        """Return the one owner that the article has, if it has no other, and how that is known."""
        owners = here & {one.actor.parent for one in found if one.actor.parent}
        return (owners, "the only one in the article that has one") if len(owners) == 1 else (set(), "")

    def _acting_before(self, number: int, found: list[Weighed]) -> tuple[set[str], str]:
        """Return the state that is the subject of the sentence or the one before it, and how that is known."""
        parents = {one.actor.parent for one in found if one.actor.parent}
        piece = self.pieces[number]
        here = self.sentences[piece.span.start]
        for before in range(number - 1, -1, -1):
            other = self.pieces[before]
            if self.sentences[other.span.start] < here - 1:
                break
            if other.actor and other.actor.id in parents and other.span.root.dep_ in ("nsubj", "nsubj:pass"):
                return {other.actor.id}, f"{other.mention.text} acts before it"
        return set(), ""

    # --- short forms of other names ----------------------------------------------------------------------------------

    def _link_short_bodies(self) -> None:
        """Link "the House" and "the Department" to the one body that the text has named so in full before."""
        told: dict[str, dict[str, Actor]] = {}
        for piece in self.pieces:
            if piece.actor is not None:
                if piece.actor.kind in _BODIES and len(piece.words) > 1:
                    for word in {piece.words[0], piece.words[-1]}:
                        told.setdefault(word, {})[piece.actor.id] = piece.actor
            elif len(piece.words) == 1 and not piece.found and piece.mention.label == "ORG" and piece.span.start:
                known = told.get(piece.words[0], {})
                if len(known) == 1 and self.doc[piece.span.start - 1].lower_ == "the":
                    (actor,) = known.values()
                    self._take(piece, actor, 0.7, f"short for {actor.name}")

    def _link_compass_points(self) -> None:
        """Link "the North" and "the South" where the text has one state that is called North or South Something."""
        states: dict[str, set[str]] = {}
        for piece in self.pieces:
            if piece.actor is not None and piece.actor.kind in _STATES:
                first, *rest = folded(piece.actor.name).split()
                if rest and first in _COMPASS:
                    states.setdefault(first, set()).add(piece.actor.id)
        for piece in self.pieces:
            known = states.get(piece.words[0], set()) if len(piece.words) == 1 else set()
            if piece.actor is not None or len(known) != 1 or piece.span.start == 0:
                continue
            following = self.doc[piece.span.end] if piece.span.end < len(self.doc) else None
            if self.doc[piece.span.start - 1].lower_ != "the":
                continue
            if following is None or not (following.text[:1].isupper() or following.text == "-"):
                actor = self.base.actors[next(iter(known))]
                self._take(piece, actor, 0.8, f"short for {actor.name}")

    def _link_abbreviations(self) -> None:
        """Let what stands in brackets after a name, in capitals, mean the same as the name, here and later."""
        meaning: dict[str, _Piece] = {}
        for previous, piece in pairwise(self.pieces):
            between = self.doc[previous.span.end : piece.span.start].text
            after = self.doc[piece.span.end].text if piece.span.end < len(self.doc) else ""
            if between == "(" and after == ")" and piece.mention.text.isupper() and len(previous.words) > 1:
                meaning.setdefault(piece.mention.text, previous)
        for piece in self.pieces:
            full = meaning.get(piece.mention.text)
            if full is None or piece.mention.start < full.mention.start:
                continue
            if full.actor is not None:
                self._take(piece, full.actor, full.candidates[0].score, f"short for {full.mention.text}")
            elif not any(one.actor.name == piece.mention.text for one in piece.candidates):
                piece.actor = None


def _is_part(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether words begin or end a longer name."""
    size = len(words)
    return size < len(name) and words in (name[:size], name[-size:])
