"""The log of what users changed: it only ever grows, also when a correction is undone."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from verbale.errors import VerbaleError
from verbale.models import Actor, Correction
from verbale.store.correcting import Rules
from verbale.store.findings import load_actors
from verbale.store.search import phrase
from verbale.store.writing import transaction, write_actors

_ID = re.compile(r"(?:fix-)?([0-9a-f]{1,16})", re.ASCII)

State = Literal["standing", "replaced", "undone"]


@dataclass(frozen=True, slots=True)
class LoggedCorrection:
    """A correction in the log of a record.

    Attributes:
        correction: The correction.
        state: Whether it is ``standing``, ``replaced`` by a later one of the same thing, or ``undone``.
        problem: Why a standing one changes nothing in this record; None if it fits.
    """

    correction: Correction
    state: State
    problem: str | None = None


def standing_corrections(connection: sqlite3.Connection) -> tuple[Correction, ...]:
    """Return the corrections that hold, in the order in which they were made."""
    return tuple(one for one, state in _replayed(connection).values() if state == "standing")


def logged_corrections(connection: sqlite3.Connection) -> tuple[LoggedCorrection, ...]:
    """Return all corrections that were ever made, each once, in the order in which they were made last."""
    return tuple(
        LoggedCorrection(one, state, _problem(connection, one) if state == "standing" else None)
        for one, state in _replayed(connection).values()
    )


def load_rules(connection: sqlite3.Connection, standing: Sequence[Correction] | None = None) -> Rules:
    """Return corrections in the form in which they are applied.

    Args:
        connection: An open record.
        standing: The corrections; default: all that hold.
    """
    standing = standing_corrections(connection) if standing is None else standing
    if not standing:
        return Rules()
    statements: dict[str, list[Correction]] = {}
    for one in standing:
        for id_ in _statements_meant(connection, one):
            statements.setdefault(id_, []).append(one)
    return Rules(standing, load_actors(connection, _actors_of(standing)), statements)


def touched_documents(connection: sqlite3.Connection, standing: Iterable[Correction]) -> set[int]:
    """Return the rows of the documents in which corrections of names, places and statements may change something.

    Merged and renamed actors are not among them: they change in all documents alike.
    """
    touched: set[int] = set()
    for one in standing:
        if one.document is not None:
            rows = connection.execute("SELECT key FROM documents WHERE id = ?", (one.document,))
        elif one.words is not None:
            rows = connection.execute(
                "SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?", (phrase(one.words),)
            )
        else:
            continue
        touched.update(key for (key,) in rows)
    return touched


def append(connection: sqlite3.Connection, correction: Correction, actors: Sequence[Actor] = ()) -> None:
    """Add a correction to the log; those that it contradicts are undone.

    Args:
        connection: An open record.
        correction: The correction.
        actors: What is known of the actors that it names.

    Raises:
        VerbaleError: V402, it would merge actors in a circle; V206 or V207, the record cannot be written.
    """
    if correction.kind == "merge" and correction.to is not None:
        rules = Rules([one for one in standing_corrections(connection) if one.subject != correction.subject])
        if rules.final(correction.to) == correction.actor:
            raise VerbaleError("V402", f"{correction.to} is {correction.actor} already")
    with transaction(connection):
        write_actors(connection, actors)
        for one in standing_corrections(connection):
            if _contradicts(correction, one):
                _log(connection, "undo", one)
        _log(connection, "make", correction)


def undo(connection: sqlite3.Connection, id_or_prefix: str) -> Correction:
    """Undo a standing correction, and return it.

    Args:
        connection: An open record.
        id_or_prefix: Its id or the beginning of it, with or without ``fix-``.

    Raises:
        VerbaleError: V403, none or several standing ones have an id that begins so.
    """
    form = _ID.fullmatch(id_or_prefix.strip().lower())
    found = [one for one in standing_corrections(connection) if form and one.id.startswith(f"fix-{form[1]}")]
    if len(found) != 1:
        raise VerbaleError("V403", id_or_prefix[:40])
    with transaction(connection):
        _log(connection, "undo", found[0])
    return found[0]


def _log(connection: sqlite3.Connection, action: str, one: Correction) -> None:
    """Write one line of the log."""
    form = json.dumps(one.content(), ensure_ascii=False, sort_keys=True)
    connection.execute(
        "INSERT INTO corrections (action, id, form, author, made_on, note) VALUES (?, ?, ?, ?, ?, ?)",
        (action, one.id, form, one.author, one.made_on, one.note),
    )


def _replayed(connection: sqlite3.Connection) -> dict[str, tuple[Correction, State]]:
    """Return every correction by its id with what became of it, by when it was made last."""
    found: dict[str, tuple[Correction, State]] = {}
    rows = connection.execute("SELECT action, id, form, author, made_on, note FROM corrections ORDER BY key")
    for action, id_, form, author, made_on, note in rows:
        if action == "undo":
            found[id_] = (found[id_][0], "undone")
            continue
        one = Correction(**json.loads(form), author=author, made_on=made_on, note=note)
        found.pop(id_, None)
        for other, (earlier, state) in found.items():
            if state == "standing" and earlier.subject == one.subject:
                found[other] = (earlier, "replaced")
        found[id_] = (one, "standing")
    return found


def _contradicts(one: Correction, other: Correction) -> bool:
    """Tell whether, of two corrections of the same name or role, one says who it is and the other that it is not."""
    if {one.kind, other.kind} != {"assign", "reject"}:
        return False
    first, second = (dict(c.subject) for c in (one, other))
    for part in (first, second):
        part.pop("kind")
    rejected, given = (first, other.to) if one.kind == "reject" else (second, one.to)
    wrong = rejected.pop("actor", None)
    for part in (first, second):
        # To reject whoever speaks, or somebody in all roles, is to reject the speaker too.
        if part.get("role") == "speaker" or "role" not in part:
            part.pop("role", None)
    return first == second and wrong in (None, given)


def _problem(connection: sqlite3.Connection, one: Correction) -> str | None:
    """Return why a correction changes nothing in this record, or None if it fits."""
    if one.document is not None:
        row = connection.execute("SELECT key FROM documents WHERE id = ?", (one.document,)).fetchone()
        if row is None:
            return "its document is not in the record"
        if one.statement is not None:
            return None if any(_statements_meant(connection, one)) else "its statement is no longer found"
        if one.start is not None:
            place = (row[0], one.start, one.end)
            query = 'SELECT 1 FROM mentions WHERE document = ? AND start = ? AND "end" = ?'
            return None if connection.execute(query, place).fetchone() else "no name is found there any more"
    if one.words is not None and not touched_documents(connection, (one,)):
        return "the name is in no document"
    return None


def _statements_meant(connection: sqlite3.Connection, one: Correction) -> Iterator[str]:
    """Yield the ids of the statements that a correction is about.

    Where a new model finds the statement with other parts, and so with another id, it is known by its cue, or by its
    content if it has none.
    """
    if one.statement is None:
        return
    if connection.execute("SELECT 1 FROM statements WHERE id = ?", (one.statement,)).fetchone():
        yield one.statement
        return
    query = """SELECT s.id FROM statements s JOIN documents d ON d.key = s.document
               JOIN statement_spans p ON p.statement = s.key AND p.position = 0 AND p.role IN ('cue', 'content')
               WHERE d.id = ? AND p.start = ? AND p."end" = ? ORDER BY s.position"""
    for (id_,) in connection.execute(query, (one.document, one.start, one.end)):
        yield id_


def _actors_of(corrections: Iterable[Correction]) -> set[str]:
    """Return the ids of the actors that corrections name."""
    return {id_ for one in corrections for id_ in (one.actor, one.to) if id_ is not None}
