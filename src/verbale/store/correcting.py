"""Corrections applied to what was found, when it is read out.

What was found is never changed. The more a correction says of where it holds, the more it counts: a place over a
document, a document over a period, a period over everywhere; the order in which corrections were made does not matter.
Statements follow the names: where a name is corrected, so is the speaker whom it, or a pronoun after it, stands for.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from verbale.models import About, Actor, Candidate, Correction, Mention, Party, Published, Span, Statement
from verbale.models.correction import squeezed
from verbale.read.published import last_day, parse_published

#: When the likeliest actor is rejected, the next one takes its place if it is now as likely as linking asks for
#: (the same figures as in `verbale.resolve.linking`, which takes too long to load for a query).
ENOUGH, MARGIN = 0.6, 0.25

_KINDS = ("reject", "split", "assign", "recode", "merge", "rename")  # in the order in which they are applied


@dataclass(frozen=True)
class Rules:
    """Standing corrections in the form in which they are applied.

    Attributes:
        standing: The corrections.
        actors: What is known of the actors that they name, by id.
        statements: Those of single statements, by the ids of the statements that they are now about.
    """

    standing: Sequence[Correction] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    statements: Mapping[str, Sequence[Correction]] = field(default_factory=dict)

    @cached_property
    def into(self) -> dict[str, str]:
        """The actor that each merged one is, through any number of merges."""
        steps = {c.actor: c.to for c in self.standing if c.kind == "merge" and c.actor and c.to}
        return {actor: _end(actor, steps) for actor in steps}

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The new names of actors; who is merged takes the name of the other one."""
        return {c.actor: c.name for c in self.standing if c.kind == "rename" and c.actor and c.name}

    @cached_property
    def names(self) -> tuple[Correction, ...]:
        """Those of names in texts, from the most general to the most particular."""
        found = (c for c in self.standing if c.kind in ("reject", "split", "assign") and c.statement is None)
        return tuple(sorted(found, key=lambda c: (_reach(c), _KINDS.index(c.kind), c.id)))

    @cached_property
    def need_candidates(self) -> bool:
        """Whether what is corrected may depend on the candidates of names: only where one is rejected."""
        return any(c.kind == "reject" for c in self.names)

    def final(self, actor: str) -> str:
        """Return the id of the actor that one is, after all merges."""
        return self.into.get(actor, actor)

    def name(self, actor: str, otherwise: str) -> str:
        """Return the plain name of an actor, as found for those that no correction is about."""
        final = self.final(actor)
        if final in self.renamed:
            return self.renamed[final]
        known = self.actors.get(final)
        return known.name if known and final != actor else otherwise

    def names_in(self, document: str, published: Published | None) -> tuple[Correction, ...]:
        """Return the corrections of names that hold in a document."""
        return tuple(c for c in self.names if c.document in (None, document) and _is_within(published, c))

    def mention(self, found: Mention, holding: Sequence[Correction]) -> tuple[Mention, str | None]:
        """Return a mention corrected, and the id of the correction that changed whom it names, if one did.

        Args:
            found: The mention as found.
            holding: The corrections of names that hold in its document, from the general to the particular.
        """
        actor = None if found.actor is None else self.final(found.actor)
        candidates = self._candidates(found.candidates)
        rejected, by = 0.0, None
        given: Candidate | None = None
        for one in holding:
            if not _is_about(one, found):
                continue
            before = actor
            if one.kind == "reject" and one.actor is None:
                actor, candidates, given = None, (), None
            elif one.kind == "reject" and one.actor is not None:
                wrong = self.final(one.actor)
                rejected += sum(candidate.score for candidate in candidates if candidate.actor.id == wrong)
                candidates = tuple(candidate for candidate in candidates if candidate.actor.id != wrong)
                if actor == wrong:
                    actor, given = _next(candidates, rejected), None
            elif one.to and (one.kind == "assign" or (one.actor and actor == self.final(one.actor))):
                actor = self.final(one.to)
                known = self.actors.get(actor)
                given = Candidate(self._actor(known), 1.0, (f"corrected ({one.id})",)) if known else None
            by = one.id if actor != before else by
        return replace(found, actor=actor, candidates=(given,) if given else candidates), by

    def statement(self, found: Statement, names: Names) -> Statement | None:
        """Return a statement corrected, or None if it is no statement.

        Args:
            found: The statement as found.
            names: The mentions of its document, as found and corrected.
        """
        made = names.followed(self._united(found)) if names.changed else self._united(found)
        for one in sorted(self.statements.get(found.id, ()), key=lambda c: (_KINDS.index(c.kind), c.id)):
            if one.kind == "reject" and one.actor is None and one.role is None:
                return None
            if one.kind == "reject":
                made = self._without(made, one, names)
            elif one.kind == "assign" and one.to:
                made = self._assigned(made, one, names)
            elif one.kind == "recode":
                made = self._recoded(made, one)
        if made.on_behalf_of is not None and made.on_behalf_of == made.speaker_id:
            made = replace(made, on_behalf_of=None)
        return made if made.about == found.about else replace(made, about=_one_each(made.about))

    def _united(self, found: Statement) -> Statement:
        """Return a statement with merged and renamed actors."""
        if not self.into and not self.renamed:
            return found
        return replace(
            found,
            speaker=self.name(found.speaker_id, found.speaker or "") if found.speaker_id is not None else found.speaker,
            speaker_id=None if found.speaker_id is None else self.final(found.speaker_id),
            on_behalf_of=None if found.on_behalf_of is None else self.final(found.on_behalf_of),
            via=tuple(dict.fromkeys(self.final(one) for one in found.via)),
            addressees=tuple(
                replace(one, actor=self.final(one.actor), name=self.name(one.actor, one.name)) if one.actor else one
                for one in found.addressees
            ),
            about=tuple(
                replace(one, actor=self.final(one.actor), name=self.name(one.actor, one.name)) if one.actor else one
                for one in found.about
            ),
        )

    def _without(self, made: Statement, one: Correction, names: Names) -> Statement:
        """Return a statement without an actor in some role; one without an actor takes whoever has the role."""
        wrong = self.final(one.actor) if one.actor else None

        def is_wrong(role: str, actor: str | None) -> bool:
            return one.role in (None, role) and (actor == wrong if wrong else one.role is not None)

        if is_wrong("speaker", made.speaker_id) and (made.speaker_id or made.speaker):
            words = names.words_for(made.speaker_id, made.source) if made.speaker_id else None
            behalf = names.kept_behalf(made)
            basis = f"corrected ({one.id})"
            made = replace(made, speaker=words, speaker_id=None, on_behalf_of=behalf, basis=basis)
        if is_wrong("on_behalf_of", made.on_behalf_of):
            made = replace(made, on_behalf_of=None)
        return replace(
            made,
            addressees=tuple(
                Party(party.span, party.span.text) if is_wrong("addressee", party.actor) else party
                for party in made.addressees
            ),
            about=tuple(about for about in made.about if not is_wrong("about", about.actor)),
            via=tuple(carrier for carrier in made.via if not is_wrong("via", carrier)),
        )

    def _assigned(self, made: Statement, one: Correction, names: Names) -> Statement:
        """Return a statement with another speaker, or spoken for another actor."""
        assert one.to is not None
        actor = self.final(one.to)
        if one.role == "on_behalf_of":
            return replace(made, on_behalf_of=actor)
        behalf = names.kept_behalf(made) if made.speaker_id != actor else made.on_behalf_of
        basis = f"corrected ({one.id})"
        return replace(made, speaker=self.plain_name(one), speaker_id=actor, on_behalf_of=behalf, basis=basis)

    def _recoded(self, made: Statement, one: Correction) -> Statement:
        """Return a statement with another code."""
        assert one.value is not None
        if one.field == "stance":
            actor = self.final(one.actor or "")
            stance = float(one.value)
            return replace(made, about=tuple(replace(a, stance=stance) if a.actor == actor else a for a in made.about))
        is_yes_or_no = one.field in ("anonymous", "collective")
        codes: dict[str, Any] = {str(one.field): one.value == "yes" if is_yes_or_no else one.value}
        return replace(made, **codes)

    def plain_name(self, one: Correction) -> str:
        """Return the plain name of the actor that a correction puts in another's place."""
        actor = self.final(one.to or "")
        known = self.actors.get(actor)
        return self.renamed.get(actor) or (known.name if known else None) or one.name or actor

    def _candidates(self, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return candidates with merged ones as one, and new names."""
        if not any(one.actor.id in self.into or one.actor.id in self.renamed for one in found):
            return tuple(found)
        united: dict[str, Candidate] = {}
        for one in found:
            final = self.final(one.actor.id)
            actor = self._actor(self.actors.get(final, one.actor) if final != one.actor.id else one.actor)
            known = united.get(actor.id)
            score = round(one.score + (known.score if known else 0.0), 4)
            reasons = tuple(dict.fromkeys((*(known.reasons if known else ()), *one.reasons)))
            united[actor.id] = Candidate(actor, score, reasons)
        return tuple(sorted(united.values(), key=lambda one: -one.score))

    def _actor(self, actor: Actor) -> Actor:
        """Return an actor with its new name, if it has one."""
        return replace(actor, name=self.renamed[actor.id]) if actor.id in self.renamed else actor


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention as found and as corrected, by which names are followed into statements.

    Attributes:
        found: As found.
        made: As corrected.
        before: Who it named: an id, or the words of a name that nobody is known by. Merges are no change.
        after: Whom it names.
        by: Id of the correction.
    """

    found: Mention
    made: Mention
    before: str
    after: str
    by: str | None


class Names:
    """The mentions of one document, as found and as corrected.

    Args:
        rules: The standing corrections.
        document: The document's id.
        published: When it was published.
        mentions: The mentions as found, in order.
    """

    def __init__(self, rules: Rules, document: str, published: Published | None, mentions: Sequence[Mention]) -> None:
        holding = rules.names_in(document, published)
        self.rules = rules
        self.pairs: list[_Named] = []
        for found in mentions:
            made, by = rules.mention(found, holding)
            before = _identity(None if found.actor is None else rules.final(found.actor), found.text)
            self.pairs.append(_Named(found, made, before, _identity(made.actor, found.text), by))
        self.changed = frozenset(one.before for one in self.pairs if one.before != one.after)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions as corrected."""
        return tuple(one.made for one in self.pairs)

    def followed(self, made: Statement) -> Statement:
        """Return a statement with its actors changed as the names are that stand for them."""
        start = made.source.start if made.source else made.start
        sources = [made.source] if made.source else []
        behalf = made.on_behalf_of
        if behalf and (its := self._behind(behalf, sources, start)):
            made = replace(made, on_behalf_of=its.made.actor)
        its = self._behind(_identity(made.speaker_id, made.speaker), sources, start) if made.speaker else None
        if its:
            kept = self.kept_behalf(made)
            speaker = self._name(its.made.actor, its.found.text)
            basis = f"corrected ({its.by})"
            made = replace(made, speaker=speaker, speaker_id=its.made.actor, on_behalf_of=kept, basis=basis)
        return replace(
            made,
            via=tuple(self._carrier(one, start) for one in made.via),
            addressees=tuple(self._party(one) for one in made.addressees),
            about=tuple(part for one in made.about for part in self._about(one)),
        )

    def kept_behalf(self, made: Statement) -> str | None:
        """Return for whom a statement is made when its speaker turns out to be somebody else.

        What a wrong speaker's office told is no longer known; what the words of the source name stays.
        """
        if made.speaker_id is None or made.on_behalf_of is None or made.source is None:
            return made.on_behalf_of
        inside = (one for one in self.pairs if _is_inside(one.found, made.source))
        return made.on_behalf_of if any(one.after == made.on_behalf_of for one in inside) else None

    def words_for(self, actor: str, source: Span | None) -> str | None:
        """Return the words in a source that name an actor."""
        inside = (one for one in self.pairs if source and one.after == actor and _is_inside(one.found, source))
        return next((one.found.text for one in inside), None)

    def _behind(self, identity: str, spans: Iterable[Span], position: int) -> _Named | None:
        """Return the mention that stands for somebody in a statement, if it was changed.

        It is the one in the words themselves, else the last one before them, to which a pronoun or title goes back.
        """
        if identity not in self.changed:
            return None
        relevant = [one for one in self.pairs if one.before == identity]
        inside = [one for one in relevant if any(_is_inside(one.found, span) for span in spans)]
        earlier = [one for one in relevant if one.found.start <= position]
        its = (inside or earlier[-1:] or relevant)[0]
        return its if its.before != its.after else None

    def _carrier(self, carrier: str, position: int) -> str:
        """Return an outlet or agency as corrected."""
        its = self._behind(carrier, (), position) or self._behind(_identity(None, carrier), (), position)
        return carrier if its is None else its.made.actor or its.found.text

    def _party(self, party: Party) -> Party:
        """Return somebody addressed as corrected."""
        its = self._behind(_identity(party.actor, party.name), (party.span,), party.span.start)
        if its is None:
            return party
        actor = its.made.actor
        return Party(party.span, self._name(actor, party.span.text), actor)

    def _about(self, about: About) -> list[About]:
        """Return whom a statement is about as corrected: several, if only some of the words were changed."""
        identity = _identity(about.actor, about.name)
        if identity not in self.changed:
            return [about]
        groups: dict[tuple[str, str | None], list[Span]] = {}
        for span in about.spans:
            its = self._behind(identity, (span,), span.start)
            who = (self._name(its.made.actor, span.text), its.made.actor) if its else (about.name, about.actor)
            groups.setdefault(who, []).append(span)
        return [replace(about, name=name, actor=actor, spans=tuple(its)) for (name, actor), its in groups.items()]

    def _name(self, actor: str | None, words: str) -> str:
        """Return the plain name of an actor, or else the words."""
        if actor is None:
            return words
        known = self.rules.actors.get(actor)
        candidates = (one.actor for pair in self.pairs for one in pair.made.candidates)
        plain = known.name if known else next((one.name for one in candidates if one.id == actor), words)
        return self.rules.renamed.get(actor, plain)


def _end(actor: str, steps: Mapping[str, str]) -> str:
    """Return where merges lead; of actors merged in a circle, the first by id."""
    way = [actor]
    while (following := steps.get(way[-1])) is not None:
        if following in way:
            return min(way[way.index(following) :])
        way.append(following)
    return way[-1]


def _reach(one: Correction) -> int:
    """Return how particular a correction is, from everywhere to one place."""
    if one.start is not None:
        return 3
    return 2 if one.document is not None else int(one.since is not None or one.until is not None)


def _is_about(one: Correction, mention: Mention) -> bool:
    """Tell whether a correction of names that holds in a document is about a mention in it."""
    if one.start is not None:
        return (one.start, one.end) == (mention.start, mention.end)
    return one.words is not None and squeezed(one.words) == squeezed(mention.text)


def _is_within(published: Published | None, one: Correction) -> bool:
    """Tell whether a document was published in the period in which a correction holds."""
    if one.since is None and one.until is None:
        return True
    if published is None:
        return False
    since = parse_published(one.since).date if one.since else datetime.date.min
    until = last_day(parse_published(one.until)) if one.until else datetime.date.max
    return since <= published.date and last_day(published) <= until


def _is_inside(mention: Mention, span: Span) -> bool:
    """Tell whether a mention stands in some words."""
    return span.start <= mention.start and mention.end <= span.end


def _identity(actor: str | None, words: str | None) -> str:
    """Return who is meant, as far as that is known: an id, or the words."""
    return f"={squeezed(words or '')}" if actor is None else actor


def _next(candidates: Sequence[Candidate], rejected: float) -> str | None:
    """Return the likeliest actor among those that are left, if it is likely enough now."""
    left = max(1.0 - rejected, 1e-9)
    shares = [one.score / left for one in candidates[:2]]
    if not shares or shares[0] < ENOUGH or (len(shares) > 1 and shares[0] - shares[1] < MARGIN):
        return None
    return candidates[0].actor.id


def _one_each(about: Sequence[About]) -> tuple[About, ...]:
    """Return whom a statement is about, each actor once, with the mean of what stance was found toward it."""
    united: dict[str, list[About]] = {}
    for one in about:
        united.setdefault(_identity(one.actor, one.name), []).append(one)
    return tuple(its[0] if len(its) == 1 else _joined(its) for its in united.values())


def _joined(its: Sequence[About]) -> About:
    """Return what was found of one actor under two ids as one."""
    stances = [one.stance for one in its if one.stance]
    return About(
        its[0].name,
        its[0].actor,
        tuple(sorted({span for one in its for span in one.spans})),
        round(sum(stances) / len(stances), 4) if stances else 0.0,
        tuple(sorted({span for one in its for span in one.words})),
    )
