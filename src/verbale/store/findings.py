"""What was found in documents, out of the tables, as it was found."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from verbale.models import (
    About,
    Actor,
    Candidate,
    Channel,
    Clue,
    Dated,
    Document,
    Mention,
    Party,
    Span,
    Statement,
    TextDamage,
    Time,
)
from verbale.models.actor import ActorKind

_WANTED = "(SELECT value FROM json_each(?))"
_FIND_CANDIDATES = """
SELECT mention, score, reasons, a.id, a.kind, a.name, a.country, a.parent, a.start, a."end", a.source
FROM candidates c JOIN actors a ON a.key = c.actor
WHERE document = ? ORDER BY mention, position
"""
_FIND_STATEMENTS = f"""
SELECT s.key, s.kind, act, speaker, within, confidence, name, speaker_id, on_behalf_of, basis, cue_class, commitment,
       modality, channel, said_on, said_on_precision, said_on_basis, anonymous, collective
FROM statements s JOIN makers ON makers.key = s.made_by WHERE s.key IN {_WANTED}
"""  # noqa: S608
_FIND_SPANS = f"""
SELECT statement, role, start, "end" FROM statement_spans WHERE statement IN {_WANTED}
ORDER BY statement, role, position
"""  # noqa: S608
_FIND_CARRIERS = f"SELECT statement, carrier FROM carriers WHERE statement IN {_WANTED} ORDER BY statement, position"  # noqa: S608
_FIND_ADDRESSEES = f"""
SELECT statement, name, actor, start, "end" FROM addressees WHERE statement IN {_WANTED} ORDER BY statement, position
"""  # noqa: S608
_FIND_ABOUTS = f"""
SELECT statement, position, name, actor, stance FROM abouts WHERE statement IN {_WANTED} ORDER BY statement, position
"""  # noqa: S608
_FIND_ABOUT_SPANS = f"""
SELECT statement, about, role, start, "end" FROM about_spans WHERE statement IN {_WANTED}
ORDER BY statement, about, role, position
"""  # noqa: S608


@dataclass(slots=True)
class _Parts:
    """The parts of a statement that stand in tables of their own, while they are gathered."""

    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    via: list[str] = field(default_factory=list)
    addressees: list[Party] = field(default_factory=list)
    about: list[About] = field(default_factory=list)
    about_spans: dict[tuple[int, str], list[Span]] = field(default_factory=lambda: defaultdict(list))

    def one(self, role: str) -> Span | None:
        """Return the only span of a role, or None."""
        return next(iter(self.spans[role]), None)


def load_mentions(
    connection: sqlite3.Connection, key: int, text: str, *, with_candidates: bool = True
) -> tuple[Mention, ...]:
    """Return the mentions in the document of a row.

    Args:
        connection: An open record.
        key: The row.
        text: The document's text.
        with_candidates: False leaves the candidates out, which is most of the work.
    """
    candidates: dict[int, list[Candidate]] = {}
    for mention, score, reasons, *columns in connection.execute(_FIND_CANDIDATES, (key,)) if with_candidates else ():
        candidates.setdefault(mention, []).append(Candidate(actor_of(columns), score, tuple(json.loads(reasons))))
    query = """SELECT position, start, "end", label, name, actor FROM mentions JOIN makers ON makers.key = made_by
               WHERE document = ? ORDER BY position"""
    return tuple(
        Mention(start, end, text[start:end], label, made_by, actor, tuple(candidates.get(position, ())))
        for position, start, end, label, made_by, actor in connection.execute(query, (key,))
    )


def load_times(connection: sqlite3.Connection, key: int, text: str) -> tuple[Time, ...]:
    """Return the expressions of time in the document of a row, given its text."""
    query = 'SELECT start, "end", type, value FROM times WHERE document = ? ORDER BY position'
    return tuple(
        Time(start, end, text[start:end], type_, value)
        for start, end, type_, value in connection.execute(query, (key,))
    )


def load_damage(connection: sqlite3.Connection, key: int, text: str) -> TextDamage:
    """Return how much the document of a row looks rewritten, given its text; before version 5 that was not stored."""
    query = 'SELECT start, "end", kind, expected FROM clues WHERE document = ? ORDER BY position'
    clues = tuple(
        Clue(Span.of(text, start, end), kind, expected)
        for start, end, kind, expected in connection.execute(query, (key,))
    )
    row = connection.execute("SELECT score FROM damages WHERE document = ?", (key,)).fetchone()
    return TextDamage(row[0] if row else 0.0, clues)


def load_document_statements(connection: sqlite3.Connection, key: int, document: Document) -> tuple[Statement, ...]:
    """Return all statements in the document of a row, in the order in which the analysis gave them."""
    rows = connection.execute("SELECT key FROM statements WHERE document = ? ORDER BY position", (key,)).fetchall()
    return tuple(load_statements(connection, document.id, document.text, [key for (key,) in rows]))


def load_statements(connection: sqlite3.Connection, id_: str, text: str, keys: Sequence[int]) -> Iterator[Statement]:
    """Yield the statements of some rows in their order, all of one document.

    Args:
        connection: An open record.
        id_: The document's id.
        text: The document's text.
        keys: The rows.
    """
    wanted = (json.dumps(keys),)
    parts: dict[int, _Parts] = {key: _Parts() for key in keys}
    for key, role, start, end in connection.execute(_FIND_SPANS, wanted):
        parts[key].spans[role].append(Span.of(text, start, end))
    for key, carrier in connection.execute(_FIND_CARRIERS, wanted):
        parts[key].via.append(carrier)
    for key, name, actor, start, end in connection.execute(_FIND_ADDRESSEES, wanted):
        parts[key].addressees.append(Party(Span.of(text, start, end), name, actor))
    for key, number, role, start, end in connection.execute(_FIND_ABOUT_SPANS, wanted):
        parts[key].about_spans[number, role].append(Span.of(text, start, end))
    for key, number, name, actor, stance in connection.execute(_FIND_ABOUTS, wanted):
        its = parts[key].about_spans
        parts[key].about.append(About(name, actor, tuple(its[number, "actor"]), stance, tuple(its[number, "stance"])))
    columns = {row[0]: row[1:] for row in connection.execute(_FIND_STATEMENTS, wanted)}
    for key in keys:
        yield _statement(id_, parts[key], columns[key])


def actor_of(columns: Sequence[str]) -> Actor:
    """Return an actor from its columns, in which an empty text stands for what is not known."""
    id_, kind, name, *rest, source = columns
    country, parent, start, end = (value or None for value in rest)
    return Actor(id_, cast(ActorKind, kind), name, country, parent, start, end, source)


def load_actors(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> dict[str, Actor]:
    """Return what the record knows of actors, by id.

    Args:
        connection: An open record.
        ids: Of these only; None for all.
    """
    query = """SELECT id, kind, name, country, parent, start, "end", source FROM actors
               WHERE :ids IS NULL OR id IN (SELECT value FROM json_each(:ids))
               ORDER BY id, kind, name, country, parent, start, "end", source"""
    wanted = {"ids": None if ids is None else json.dumps(sorted(ids))}
    # Where knowledge bases of different versions were at work, the choice must not depend on who came first.
    return {columns[0]: actor_of(columns) for columns in connection.execute(query, wanted)}


def _statement(document: str, parts: _Parts, columns: Sequence[Any]) -> Statement:
    """Return a statement from its parts and its columns, those of `_FIND_STATEMENTS` without the first."""
    (
        kind, act, speaker, within, confidence, made_by, speaker_id, on_behalf_of, basis, cue_class, commitment,
        modality, channel, said_on, precision, said_on_basis, anonymous, collective,
    ) = columns  # fmt: skip
    where = parts.one("channel")
    return Statement(
        document=document,
        source=parts.one("source"),
        cue=parts.one("cue"),
        content=tuple(parts.spans["content"]),
        kind=kind,
        act=act,
        speaker=speaker,
        within=within,
        confidence=confidence,
        made_by=made_by,
        speaker_id=speaker_id,
        on_behalf_of=on_behalf_of,
        basis=basis,
        via=tuple(parts.via),
        cue_class=cue_class,
        commitment=commitment,
        modality=modality,
        addressees=tuple(parts.addressees),
        about=tuple(parts.about),
        channel=Channel(channel, where) if where else None,
        occasion=parts.one("occasion"),
        said_on=_dated(said_on, precision, said_on_basis) if said_on else None,
        anonymous=bool(anonymous),
        collective=bool(collective),
    )


def _dated(date: str, precision: str, basis: str) -> Dated:
    """Return a date from its columns."""
    return Dated(datetime.date.fromisoformat(date), precision, basis)  # type: ignore[arg-type]
