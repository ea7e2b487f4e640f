"""Which actors a name may stand for, ranked, with reasons."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from verbale.codebook.knowledge import Knowledge, Name, knowledge
from verbale.codebook.roles import BODIES, ROLES, TITLES, Role
from verbale.models.actor import Actor, Candidate, Tenure, first_day, last_day
from verbale.resolve.holders import in_office, offices_on

#: How far a kind of name points to its actor, before anything else is known.
_TYPES = {
    "name": 1.0, "official": 1.0, "short": 0.95, "acronym": 0.95, "romanization": 0.9, "reversed": 0.9,
    "adjective": 0.9, "people": 0.85, "seat": 0.85, "capital": 0.8, "nickname": 0.7, "former": 0.6, "surname": 0.3,
}  # fmt: skip
_IN_OFFICE, _OUT_OF_OFFICE = 3.0, 0.6  # factors for persons on a known day
_WRONG_TITLE = 0.5  # factor for persons who did not hold the office that the title before the name goes with
_TERRITORY = 0.3  # factor for the dependency of a state where the state has the name too: "Dutch"
#: How much likelier news means the holder of an office than another bearer of the name in office.
RANKS = {
    "leader": 2.0,
    "head of state": 1.8,
    "head of government": 1.6,
    "secretary-general": 1.5,
    "foreign minister": 1.3,
}
_MINOR = 1.0
_COMPANY = 1.8  # factor for who belongs with the other actors of the article
_NEXT = 0.2  # what a less likely meaning of a role weighs beside the likelier one
_NOT_KNOWN = 0.12  # weight of "somebody else", so that a weak match stays weak
_MOST = 8
_LONGEST_OWNER = 4  # words
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)\s+(?=\S)")  # "116th United States Congress"
_TITLE = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, TITLES))})(?:\.|(?=\s))\s*", re.IGNORECASE)
_INITIALS = re.compile(r"\b[A-Z]\.?(?=\s)|,?\s+(?:Jr|Sr|II|III)\.?$")
_OFFICES = frozenset(role for roles in ROLES.values() for role in roles)


@dataclass(slots=True)
class Weighed:
    """A candidate while it is weighed.

    Attributes:
        actor: The actor.
        weight: How far everything points to it, above 0.
        reasons: Why, in words.
        type: The type of the name that it has; ``role`` where it is described and not named.
    """

    actor: Actor
    weight: float
    reasons: list[str] = field(default_factory=list)
    type: str = "role"


@dataclass(frozen=True, slots=True)
class Titled:
    """A name with the titles before it taken off.

    Attributes:
        owner: The words before the titles: "NATO" of "NATO Secretary General Jens Stoltenberg".
        roles: The kinds of office that the titles go with.
        name: The rest.
    """

    owner: str
    roles: tuple[Role, ...]
    name: str


def lookup(
    name: str,
    *,
    on: str | datetime.date | None = None,
    near: Sequence[str] = (),
    base: Knowledge | None = None,
) -> list[Candidate]:
    """Return the actors that a name, title or description may stand for, the likeliest first.

    Args:
        name: ``Mr. Yoon``, ``the NATO chief``, ``Chinese Foreign Ministry``, ``Beijing``.
        on: The day for which it is asked, as YYYY-MM-DD, YYYY-MM or YYYY.
        near: Other names in the same article.
        base: The knowledge base; default: the one that ships.

    Returns:
        Candidates with scores that add up to at most 1; those of a name that is only near to known ones, as damage
        leaves them, have scores below 0.5 and say so; an empty list where nothing is known of the name.
    """
    from verbale.resolve.repair import guesses  # which is built on what is below

    base = base or knowledge()
    day = last_day(on) if isinstance(on, str) else on
    company = _company(near, day, base)
    found = weighed(name, day, base)
    return ranked(found, company, day, base) if found else guesses(bare(name), day, base, company)


def weighed(name: str, day: datetime.date | None, base: Knowledge) -> list[Weighed]:
    """Return the actors that a name, title or description may stand for, without regard to the article."""
    words = bare(name)
    found: dict[str, Weighed] = {}
    for one in (*_by_name(words, day, base), *_by_role(words, day, base), *_by_owner(words, day, base)):
        known = found.get(one.actor.id)
        if known is None or known.weight < one.weight:
            found[one.actor.id] = one
    return list(found.values())


def ranked(found: Iterable[Weighed], company: set[str], day: datetime.date | None, base: Knowledge) -> list[Candidate]:
    """Return weighed candidates with their scores, the likeliest first.

    Args:
        found: The candidates; they are not changed.
        company: Ids of the actors that the article has anyway, with the states that they lead.
        day: The day of the article.
        base: The knowledge base.
    """
    judged = [_with_company(one, company, day, base) for one in found]
    best = sorted(judged, key=lambda one: (-one.weight, one.actor.id))
    total = sum(one.weight for one in best) + _NOT_KNOWN
    return [Candidate(one.actor, round(one.weight / total, 4), tuple(one.reasons)) for one in best[:_MOST]]


def bare(name: str) -> str:
    """Return a name without article, possessive and quotation marks."""
    words = " ".join(name.replace("’", "'").split()).strip("\"'“”‘ ,.;:")
    return _ORDINAL.sub("", _ARTICLE.sub("", _POSSESSIVE.sub("", words)))


def untitled(words: str) -> Titled | None:
    """Return a name without the titles before it and the words before those, or None if there are no titles."""
    first = _TITLE.search(words)
    if first is None:
        return None
    roles = list(TITLES[first[1].lower()])
    rest = words[first.end() :]
    while again := _TITLE.match(rest):
        roles.extend(TITLES[again[1].lower()])
        rest = rest[again.end() :]
    return Titled(words[: first.start()].strip(), tuple(dict.fromkeys(roles)), rest.strip())


def named(words: str, day: datetime.date | None, base: Knowledge) -> list[Weighed]:
    """Return the actors that have a name, as it is written, on a day; persons by the offices that they hold."""
    return list(_named(words, day, base, None, ""))


def persons_titled(name: str, titled: Titled, day: datetime.date | None, base: Knowledge) -> list[Weighed]:
    """Return the persons that a name with titles before it may stand for."""
    return list(_named(name, day, base, titled.roles, titled.owner))


def _by_name(words: str, day: datetime.date | None, base: Knowledge) -> Iterator[Weighed]:
    """Yield the actors that have a name, with a title before it or without."""
    yield from _named(words, day, base, None, "")
    titled = untitled(words)
    if titled and titled.name:
        yield from _named(titled.name, day, base, titled.roles, titled.owner)


def _named(
    words: str, day: datetime.date | None, base: Knowledge, titles: tuple[Role, ...] | None, owner: str
) -> Iterator[Weighed]:
    """Yield the actors that have a name; with titles before it, only persons, and who held an office that fits."""
    uses = base.named(words) or (base.named(_INITIALS.sub("", words)) if "." in words else ())
    owners = {actor.id for actor in owners_named(owner, day, base)} if owner else set()
    for use in uses:
        actor = base.actors[use.actor]
        if (titles is not None and actor.kind != "person") or not in_use(use, actor, day):
            continue
        one = Weighed(actor, _TYPES.get(use.type, 0.7), [_says(use, actor)], use.type)
        if actor.kind == "person":
            _weigh_office(one, titles or (), owners, day, base)
        elif actor.kind == "territory" and len(uses) > 1:
            one.weight *= _TERRITORY
        yield one


def in_use(use: Name, actor: Actor, day: datetime.date | None) -> bool:
    """Tell whether a name was in use on a day, and its actor there."""
    if day is None:
        return True
    return all(
        (start is None or first_day(start) <= day) and (end is None or day <= last_day(end))
        for start, end in ((use.start, use.end), (actor.start, actor.end))
    )


def _says(use: Name, actor: Actor) -> str:
    """Return in words why a name points to an actor."""
    what = {"name": "name", "capital": "capital, for the government", "seat": "seat, for who sits there"}
    return f"{what.get(use.type, use.type)} of {actor.name}"


def _weigh_office(
    one: Weighed, titles: tuple[Role, ...], owners: set[str], day: datetime.date | None, base: Knowledge
) -> None:
    """Weigh a person by the offices held on the day, and by whether a title goes with one of them.

    Args:
        one: The person.
        titles: The kinds of office that titles before the name go with.
        owners: Ids of whose offices those are, where the words before the titles say so.
        day: The day.
        base: The knowledge base.
    """
    held = base.held.get(one.actor.id, ())
    tenures = [tenure for tenure in held if day is None or in_office(tenure, day)]
    fitting = [tenure for tenure in tenures if tenure.office in titles and (not owners or owners & {tenure.of.id})]
    if day:
        one.weight *= _OUT_OF_OFFICE
        if tenures:
            one.weight *= _IN_OFFICE * max(RANKS.get(tenure.office, _MINOR) for tenure in tenures)
    if fitting:
        one.weight *= _IN_OFFICE
    elif any(title in _OFFICES for title in titles):
        one.weight *= _WRONG_TITLE
    for tenure in (fitting or tenures)[:1]:
        one.reasons.append(says_held(tenure, day))


def says_held(tenure: Tenure, day: datetime.date | None) -> str:
    """Return in words that somebody held an office."""
    when = f" on {day.isoformat()}" if day else ""
    return f"{tenure.title} of {tenure.of.name}{when} (since {tenure.start or 'unknown'}, {tenure.source})"


def _by_role(words: str, day: datetime.date | None, base: Knowledge) -> Iterator[Weighed]:
    """Yield who holds the office, or the body of a state, that words describe: "the NATO chief"."""
    lowered = words.lower()
    for role, kinds in ROLES.items():
        owner = _owner(words, lowered, role)
        if owner:
            for actor in owners_named(owner, day, base):
                yield from holders_of(actor, role, kinds, day, base)
    for body, kinds in BODIES.items():
        owner = _owner(words, lowered, body)
        if owner:
            for actor in owners_named(owner, day, base):
                yield from bodies_of(actor, body, kinds, base)


def _by_owner(words: str, day: datetime.date | None, base: Knowledge) -> Iterator[Weighed]:
    """Yield the body of a state that is named after its state: "United States House of Representatives"."""
    parts = words.split()
    for size in range(1, min(_LONGEST_OWNER, len(parts) - 1) + 1):
        uses = base.named(" ".join(parts[size:]))
        if not uses:
            continue
        for owner in owners_named(" ".join(parts[:size]), day, base):
            for use in uses:
                body = base.actors[use.actor]
                if body.parent == owner.id and in_use(use, body, day):
                    yield Weighed(body, 1.2, [f"{use.text} of {owner.name}"])


def _owner(words: str, lowered: str, role: str) -> str:
    """Return whose role words name: "Chinese" of "Chinese leader", "South Korea" of "president of South Korea"."""
    if lowered.endswith(" " + role):
        return _POSSESSIVE.sub("", words[: -len(role)].strip())
    if lowered.startswith(role + " of "):
        return _ARTICLE.sub("", words[len(role) + 4 :].strip())
    return ""


def owners_named(owner: str, day: datetime.date | None, base: Knowledge) -> list[Actor]:
    """Return the actors other than persons that a name or adjective stands for on a day."""
    found = {}
    for use in base.named(_POSSESSIVE.sub("", owner)):
        actor = base.actors[use.actor]
        if actor.kind != "person" and in_use(use, actor, day):
            found[actor.id] = actor
    return list(found.values())


def holders_of(
    actor: Actor, role: str, kinds: tuple[Role, ...], day: datetime.date | None, base: Knowledge
) -> Iterator[Weighed]:
    """Yield who held one of some kinds of office of an actor on a day; without a day nobody can be meant."""
    if day is None:
        return
    weight = 1.5
    for kind in kinds:
        tenures = [
            tenure
            for id_ in base.offices_of.get(actor.id, ())
            if base.offices[id_].kind == kind
            for tenure in base.tenures.get(id_, ())
            if in_office(tenure, day)
        ]
        if tenures:
            tenure = max(tenures, key=lambda tenure: (tenure.start or "", tenure.person.id))
            yield Weighed(tenure.person, weight, [f"{role} of {actor.name}", says_held(tenure, day)])
            weight *= _NEXT


def bodies_of(actor: Actor, body: str, kinds: tuple[str, ...], base: Knowledge) -> Iterator[Weighed]:
    """Yield the bodies of some kinds that a state or organization has."""
    if "itself" in kinds:
        yield Weighed(actor, 1.0, [f"{body} of {actor.name}, for {actor.name} itself"])
    found = {use.actor: _says(use, base.actors[use.actor]) for use in base.named(f"{actor.name} {body}")}
    for kind in kinds:
        for use in base.named(kind):
            if base.actors[use.actor].parent == actor.id:
                found.setdefault(use.actor, f"{body} of {actor.name}")
    for id_, reason in found.items():
        yield Weighed(base.actors[id_], 1.2, [reason])


def companions(id_: str, day: datetime.date | None, base: Knowledge) -> set[str]:
    """Return the ids of an actor and of the states and organizations that it stands for."""
    actor = base.actors[id_]
    found = {id_}
    if actor.kind == "person":
        if day:
            found.update(tenure.of.id for tenure in offices_on(id_, day, base))
    else:
        found.update(other for other in (actor.parent, base.states.get(actor.country or "")) if other)
    return found


def _company(near: Sequence[str], day: datetime.date | None, base: Knowledge) -> set[str]:
    """Return the ids of actors that other names of the article plainly stand for, with the states that they lead."""
    found: set[str] = set()
    for name in near:
        uses = [use for use in base.named(bare(name)) if in_use(use, base.actors[use.actor], day)]
        ids = {use.actor for use in uses}
        if day and len(ids) > 1:
            ids = {id_ for id_ in ids if base.actors[id_].kind != "person" or any(offices_on(id_, day, base))}
        if len(ids) == 1:
            found |= companions(ids.pop(), day, base)
    return found


def _with_company(one: Weighed, company: set[str], day: datetime.date | None, base: Knowledge) -> Weighed:
    """Return a candidate weighed by whether its state, or those it leads, are in the article."""
    if not company:
        return one
    actor = one.actor
    own = {actor.id, actor.parent, base.states.get(actor.country or "")}
    if day and actor.kind == "person":
        own.update(tenure.of.id for tenure in offices_on(actor.id, day, base))
    if actor.kind == "armed_group":
        own.update(edge.object for edge in base.relations.get(actor.id, ()) if edge.relation == "active in")
    shared = sorted(id_ for id_ in own if id_ in company and id_ in base.actors)
    if not shared:
        return one
    reasons = one.reasons
    if shared != [actor.id] or one.type in ("capital", "seat"):
        reasons = [*reasons, f"{base.actors[shared[0]].name} is in the article too"]
    return replace(one, weight=one.weight * _COMPANY, reasons=reasons)


def is_acronym(text: str) -> bool:
    """Tell whether characters may be an acronym: in capitals, or a long one written as a word ("Asean")."""
    letters = [character for character in text if character.isalpha()]
    capitals = all(character.isupper() for character in letters)
    return bool(letters) and (capitals or (len(letters) > 3 and text[0].isupper()))
