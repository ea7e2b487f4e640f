"""Records out of the tables."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from verbale.errors import VerbaleError
from verbale.models import Act, Actor, Candidate, Document, Kind, Mention, Published, Segment, Span, Statement
from verbale.models.actor import ActorKind
from verbale.read.published import last_day, parse_published
from verbale.store.search import all_of, phrase

_ID = re.compile(r"(?:doc-)?([0-9a-f]{1,16})", re.ASCII)

_FIND_STATEMENTS = """
SELECT s.document, s.key FROM statements s JOIN documents d ON d.key = s.document
WHERE (:kind IS NULL OR s.kind = :kind)
  AND (:act IS NULL OR s.act = :act)
  AND (:document IS NULL OR d.id = :document)
  AND (:since IS NULL OR d.published >= :since)
  AND (:until IS NULL OR d.published_last <= :until)
  AND (:match IS NULL OR s.key IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH :match))
ORDER BY d.published IS NULL, d.published, d.id, s.start, s.position
"""
_FIND_DOCUMENTS = """
SELECT id, title, outlet, url, published, precision, basis,
       (SELECT count(*) FROM statements WHERE document = documents.key)
FROM documents
WHERE (:match IS NULL OR key IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH :match))
  AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids)))
ORDER BY published IS NULL, published, id
"""


_FIND_CANDIDATES = """
SELECT mention, score, reasons, a.id, a.kind, a.name, a.country, a.parent, a.start, a."end", a.source
FROM candidates c JOIN actors a ON a.key = c.actor
WHERE document = ? ORDER BY mention, position
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A document without its text, for lists.

    Attributes:
        id: The document's id.
        title: Its headline, if known.
        outlet: Who published it, as given.
        url: Its address, as given.
        published: When it was published, if known.
        statements: How many statements were found in it.
    """

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Published | None
    statements: int


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements to find; what is None does not matter. `Record.statements` describes the fields."""

    speaker: str | None = None
    about: str | None = None
    kind: Kind | None = None
    act: Act | None = None
    since: str | None = None
    until: str | None = None
    search: str | None = None
    document: str | None = None

    def parameters(self) -> dict[str, str | None]:
        """Return what SQL can test; `document` has to be a full id.

        Raises:
            VerbaleError: V303, there is nothing to search for; V304, a date cannot be understood.
        """
        queries = [phrase(self.about)] if self.about is not None else []
        queries += [all_of(self.search)] if self.search is not None else []
        return {
            "kind": self.kind,
            "act": self.act,
            "document": self.document,
            "since": None if self.since is None else _day(self.since).date.isoformat(),
            "until": None if self.until is None else last_day(_day(self.until)).isoformat(),
            "match": " AND ".join(queries) or None,
        }

    def matches_speaker(self, statement: Statement) -> bool:
        """Tell whether the speaker is the one that is looked for."""
        if self.speaker is None:
            return True
        wanted = self.speaker.casefold()
        if statement.speaker_id is not None and wanted == statement.speaker_id.casefold():
            return True
        names = (statement.speaker or "", statement.source.text if statement.source else "")
        return any(wanted in name.casefold() for name in names)


def document_key(connection: sqlite3.Connection, id_or_prefix: str) -> tuple[int, str]:
    """Return the row and the id of the one document whose id begins with some characters.

    Args:
        connection: An open record.
        id_or_prefix: An id or its beginning, with or without ``doc-``.

    Raises:
        VerbaleError: V204, there is none; V205, there are several.
    """
    form = _ID.fullmatch(id_or_prefix.strip().lower())
    if form is None:
        raise VerbaleError("V204", id_or_prefix[:40])
    prefix = "doc-" + form[1]
    query = "SELECT key, id FROM documents WHERE id >= ? AND id < ? LIMIT 2"
    found: list[tuple[int, str]] = connection.execute(query, (prefix, prefix + "g")).fetchall()
    if len(found) != 1:
        raise VerbaleError("V205" if found else "V204", id_or_prefix)
    return found[0]


def load_document(connection: sqlite3.Connection, key: int) -> Document:
    """Return the document of a row."""
    row = connection.execute(
        """SELECT text, title, outlet, url, language, published, precision, basis, authors, agency, source_id, sha256
           FROM documents WHERE key = ?""",
        (key,),
    ).fetchone()
    text, title, outlet, url, language, published, precision, basis, authors, agency, source_id, sha256 = row
    segments = connection.execute(
        'SELECT start, "end", kind, author FROM segments WHERE document = ? ORDER BY position', (key,)
    )
    return Document(
        text=text,
        title=title,
        outlet=outlet,
        url=url,
        language=language,
        published=_published(published, precision, basis),
        authors=tuple(json.loads(authors)),
        agency=agency,
        source_id=source_id,
        sha256=sha256,
        segments=tuple(Segment(*segment) for segment in segments),
    )


def load_original(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """Return the bytes of a hash, or None if they were not kept."""
    row = connection.execute("SELECT packed FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return zlib.decompress(row[0]) if row else None


def load_mentions(connection: sqlite3.Connection, key: int, text: str) -> tuple[Mention, ...]:
    """Return the mentions in the document of a row, given its text."""
    candidates: dict[int, list[Candidate]] = {}
    for mention, score, reasons, *columns in connection.execute(_FIND_CANDIDATES, (key,)):
        candidates.setdefault(mention, []).append(Candidate(_actor(columns), score, tuple(json.loads(reasons))))
    query = """SELECT position, start, "end", label, name, actor FROM mentions JOIN makers ON makers.key = made_by
               WHERE document = ? ORDER BY position"""
    return tuple(
        Mention(start, end, text[start:end], label, made_by, actor, tuple(candidates.get(position, ())))
        for position, start, end, label, made_by, actor in connection.execute(query, (key,))
    )


def load_statements(connection: sqlite3.Connection, wanted: StatementFilter) -> Iterator[Statement]:
    """Yield statements by date of publication (unknown last), document and place in it."""
    keys = connection.execute(_FIND_STATEMENTS, wanted.parameters()).fetchall()
    for document, rows in groupby(keys, key=lambda row: row[0]):
        id_, text = connection.execute("SELECT id, text FROM documents WHERE key = ?", (document,)).fetchone()
        for statement in _statements_of(connection, id_, text, [key for _, key in rows]):
            if wanted.matches_speaker(statement):
                yield statement


def load_document_statements(connection: sqlite3.Connection, key: int, document: Document) -> tuple[Statement, ...]:
    """Return all statements in the document of a row, in the order in which the analysis gave them."""
    rows = connection.execute("SELECT key FROM statements WHERE document = ? ORDER BY position", (key,)).fetchall()
    return tuple(_statements_of(connection, document.id, document.text, [key for (key,) in rows]))


def load_headings(
    connection: sqlite3.Connection, search: str | None = None, ids: Collection[str] | None = None
) -> Iterator[Heading]:
    """Yield the documents by date of publication (unknown last) and id.

    Args:
        connection: An open record.
        search: Only those with these words or phrases in title or text.
        ids: Only those with these ids.

    Raises:
        VerbaleError: V303, there is nothing to search for.
    """
    wanted = {
        "match": None if search is None else all_of(search),
        "ids": None if ids is None else json.dumps(sorted(ids)),
    }
    rows = connection.execute(_FIND_DOCUMENTS, wanted)
    for id_, title, outlet, url, published, precision, basis, count in rows:
        yield Heading(id_, title, outlet, url, _published(published, precision, basis), count)


def _statements_of(connection: sqlite3.Connection, id_: str, text: str, keys: list[int]) -> Iterator[Statement]:
    """Yield the statements of some rows, all of one document."""
    wanted = (json.dumps(keys),)
    spans: dict[int, dict[str, list[Span]]] = {key: {"source": [], "cue": [], "content": []} for key in keys}
    for key, role, start, end in connection.execute(
        """SELECT statement, role, start, "end" FROM statement_spans
           WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY statement, role, position""",
        wanted,
    ):
        spans[key][role].append(Span.of(text, start, end))
    rows = connection.execute(
        """SELECT s.key, kind, act, speaker, within, confidence, name, speaker_id, on_behalf_of, basis
           FROM statements s
           JOIN makers ON makers.key = s.made_by WHERE s.key IN (SELECT value FROM json_each(?))""",
        wanted,
    )
    columns = {row[0]: row[1:] for row in rows}
    for key in keys:
        source, cue, content = spans[key]["source"], spans[key]["cue"], spans[key]["content"]
        yield Statement(id_, _one(source), _one(cue), tuple(content), *columns[key])


def _actor(columns: Sequence[str]) -> Actor:
    """Return an actor from its columns, in which an empty text stands for what is not known."""
    id_, kind, name, *rest, source = columns
    country, parent, start, end = (value or None for value in rest)
    return Actor(id_, cast(ActorKind, kind), name, country, parent, start, end, source)


def _one(spans: Iterable[Span]) -> Span | None:
    """Return the only span of a role, or None."""
    return next(iter(spans), None)


def _published(date: str | None, precision: str | None, basis: str | None) -> Published | None:
    """Return a date of publication from its columns."""
    if date is None:
        return None
    return Published(datetime.date.fromisoformat(date), precision, basis)  # type: ignore[arg-type]


def _day(written: str) -> Published:
    """Return a date that a user wrote, keeping what was wrong for the message."""
    try:
        return parse_published(written)
    except VerbaleError as error:
        raise VerbaleError(error.code, written[:40]) from None
