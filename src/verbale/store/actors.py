"""The actors that a record names, and in how many parts each is found."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.models import Mention, Published, Statement
from verbale.models.actor import ActorKind
from verbale.read.published import last_day, parse_published
from verbale.store.analyses import load_analysis
from verbale.store.correcting import Rules
from verbale.store.corrections import touched_documents
from verbale.store.documents import load_all_published
from verbale.store.who import in_knowledge, known_actors, who_is

# For each part: the actor, the document's row, and how many mentions or statements.
_PARTS = {
    "mentions": "SELECT actor, document, count(*) FROM mentions WHERE actor IS NOT NULL GROUP BY actor, document",
    "statements": """SELECT speaker_id, document, count(*) FROM statements WHERE speaker_id IS NOT NULL
                     GROUP BY speaker_id, document""",
    "spoken_for": """SELECT on_behalf_of, document, count(*) FROM statements WHERE on_behalf_of IS NOT NULL
                     GROUP BY on_behalf_of, document""",
    "addressed": """SELECT a.actor, s.document, count(DISTINCT s.key) FROM addressees a
                    JOIN statements s ON s.key = a.statement WHERE a.actor IS NOT NULL GROUP BY a.actor, s.document""",
    "spoken_of": """SELECT a.actor, s.document, count(DISTINCT s.key) FROM abouts a
                    JOIN statements s ON s.key = a.statement WHERE a.actor IS NOT NULL GROUP BY a.actor, s.document""",
    "carried": """SELECT c.carrier, s.document, count(DISTINCT s.key) FROM carriers c
                  JOIN statements s ON s.key = c.statement GROUP BY c.carrier, s.document""",
}


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor that a record names, and in how many parts.

    Attributes:
        id: The actor's id.
        name: Its plain name; the id where neither the record nor the knowledge base knows it.
        kind: What it is, if known.
        country: ISO 3166 alpha-3 code of the state that it belongs to, if it does.
        mentions: Names in texts that stand for it.
        statements: Statements that it makes itself.
        spoken_for: Statements that somebody makes on its behalf.
        addressed: Statements that are addressed to it.
        spoken_of: Statements whose content speaks of it.
        carried: Statements that it carried, as an agency or outlet.
        documents: Documents in which it has any of these parts.
        first: When the earliest of them was published; None if no date is known.
        last: When the latest of them was published.
    """

    id: str
    name: str
    kind: ActorKind | None
    country: str | None
    mentions: int
    statements: int
    spoken_for: int
    addressed: int
    spoken_of: int
    carried: int
    documents: int
    first: Published | None
    last: Published | None


def load_actor_summaries(
    connection: sqlite3.Connection,
    rules: Rules,
    *,
    name: str | None = None,
    kind: ActorKind | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[ActorSummary, ...]:
    """Return the actors that a record names, those with the most mentions and statements first.

    Args:
        connection: An open record.
        rules: The standing corrections.
        name: An actor's id or name, or a part of a name.
        kind: Of this kind only.
        country: Of this country only, as ISO 3166 alpha-3 code.
        since: Counting documents published on this day or later only.
        until: Counting documents published on this day or earlier only.

    Raises:
        VerbaleError: V304, a date cannot be understood.
    """
    known = known_actors(connection, rules)
    wanted = None if name is None else who_is(connection, rules, name)
    dates = _dates(connection, since, until)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, set[int]] = defaultdict(set)
    for id_, part, document, number in _parts(connection, rules):
        if document in dates and (wanted is None or id_ in wanted.ids):
            counts[id_][part] += number
            documents[id_].add(document)
    found = []
    for id_, its in counts.items():
        actor = known.get(id_) or in_knowledge(id_)
        if actor is None and set(its) == {"carried"}:
            continue  # a carrier's name that nobody knows
        if kind is not None and (actor is None or actor.kind != kind):
            continue
        if country is not None and (actor is None or actor.country != country.strip().upper()):
            continue
        days = [day for day in (dates[document] for document in documents[id_]) if day is not None]
        found.append(
            ActorSummary(
                id_,
                actor.name if actor else id_,
                actor.kind if actor else None,
                actor.country if actor else None,
                its["mentions"],
                its["statements"],
                its["spoken_for"],
                its["addressed"],
                its["spoken_of"],
                its["carried"],
                len(documents[id_]),
                min(days, key=lambda day: (day.date, last_day(day), day.basis), default=None),
                max(days, key=lambda day: (last_day(day), day.date, day.basis), default=None),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.mentions - one.statements - one.spoken_for, one.name, one.id)))


def parts_of(mentions: Sequence[Mention], statements: Sequence[Statement]) -> Counter[tuple[str, str]]:
    """Return how often each actor has each part in a document, as `_PARTS` counts it."""
    counts: Counter[tuple[str, str]] = Counter(("mentions", one.actor) for one in mentions if one.actor)
    for one in statements:
        parts = {("statements", one.speaker_id), ("spoken_for", one.on_behalf_of)}
        parts |= {("addressed", other.actor) for other in one.addressees}
        parts |= {("spoken_of", other.actor) for other in one.about} | {("carried", carrier) for carrier in one.via}
        counts.update((part, actor) for part, actor in parts if actor is not None)
    return counts


def _parts(connection: sqlite3.Connection, rules: Rules) -> Iterator[tuple[str, str, int, int]]:
    """Yield actors with a part, a document's row and how often they have it there, corrected."""
    counted: list[tuple[str, str, int, int]] = []
    touched = touched_documents(connection, rules.standing)
    for part, query in _PARTS.items():
        for actor, document, number in connection.execute(query):
            counted.append((actor, part, document, number))
            if actor in rules.into:
                touched.add(document)
    yield from (one for one in counted if one[2] not in touched)
    for document in sorted(touched):
        stored = load_analysis(connection, document, rules, with_candidates=False)
        for (part, actor), number in parts_of(stored.mentions, stored.statements).items():
            yield actor, part, document, number


def _dates(connection: sqlite3.Connection, since: str | None, until: str | None) -> dict[int, Published | None]:
    """Return the dates of the documents that were published in a period, by their rows."""
    dates = load_all_published(connection)
    if since is not None:
        first = parse_published(since).date
        dates = {key: day for key, day in dates.items() if day is not None and day.date >= first}
    if until is not None:
        last = last_day(parse_published(until))
        dates = {key: day for key, day in dates.items() if day is not None and last_day(day) <= last}
    return dates
