"""Records into the tables."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from verbale.errors import VerbaleError
from verbale.models import Actor, Document, Mention, Span, Statement, TextDamage, Time
from verbale.read.published import last_day
from verbale.store.documents import load_document
from verbale.store.findings import load_document_statements
from verbale.store.schema import is_busy

_ADD_ACTOR = """
INSERT OR IGNORE INTO actors (id, kind, name, country, parent, start, "end", source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_FIND_ACTOR = """
SELECT key FROM actors WHERE id = ? AND kind = ? AND name = ? AND country = ? AND parent = ? AND start = ?
                         AND "end" = ? AND source = ?
"""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of what is done inside, or nothing of it.

    Raises:
        VerbaleError: V206, the file cannot be written; V207, another program is writing for too long.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.OperationalError as error:
        raise VerbaleError("V207" if is_busy(error) else "V206", error.sqlite_errorname) from error


def settle(connection: sqlite3.Connection, document: Document, original: bytes = b"") -> bool:
    """Tell whether a document is stored and needs no new analysis.

    Inputs with the same text and metadata are one document, though their bytes may differ. So that it is the same one
    in whatever order they are read, the smallest of them stands for it, and takes the place of a larger one here.
    """
    row = connection.execute("SELECT key FROM documents WHERE id = ?", (document.id,)).fetchone()
    if row is None:
        return False
    stored = load_document(connection, row[0])
    if _read_from(stored) != _read_from(document):
        return _read_from(stored) < _read_from(document)
    if _origin(document) < _origin(stored):
        with transaction(connection):
            connection.execute(
                "UPDATE documents SET sha256 = ?, basis = ? WHERE key = ?",
                (document.sha256, document.published.basis if document.published else None, row[0]),
            )
            write_original(connection, document.sha256, original)
            _drop_unused_original(connection, stored.sha256)
    elif original and document.sha256 == stored.sha256:
        write_original(connection, document.sha256, original)  # it was read before without being kept
    return True


def write_document(
    connection: sqlite3.Connection,
    document: Document,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    times: Sequence[Time] = (),
    actors: Sequence[Actor] = (),
    damage: TextDamage | None = None,
) -> None:
    """Write a document with what was found in it, in place of an earlier one of the same id.

    Args:
        connection: An open record.
        document: The document.
        mentions: The names in it, in order.
        statements: The statements in it, in order.
        times: The expressions of time in it, in order.
        actors: What is known of the actors that only statements refer to.
        damage: How much the text looks rewritten.

    Raises:
        ValueError: A span's words are not those of the document at its offsets, or a text cannot be stored.
    """
    spans = chain.from_iterable(_spans_of(statement) for statement in statements)
    damage = damage or TextDamage()
    _check_spans(document.text, (*mentions, *times, *(clue.span for clue in damage.clues), *spans))
    row = connection.execute("SELECT key FROM documents WHERE id = ?", (document.id,)).fetchone()
    if row is not None:
        remove_document(connection, row[0])
    key = _insert_document(connection, document)
    makers: dict[str, int] = {}
    for name in sorted({m.made_by for m in mentions} | {s.made_by for s in statements}):
        connection.execute("INSERT INTO makers (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
        (makers[name],) = connection.execute("SELECT key FROM makers WHERE name = ?", (name,)).fetchone()
    connection.executemany(
        "INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?)",
        [(key, position, s.kind, s.start, s.end, s.author) for position, s in enumerate(document.segments)],
    )
    connection.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(key, position, m.label, m.start, m.end, makers[m.made_by], m.actor) for position, m in enumerate(mentions)],
    )
    _insert_candidates(connection, key, mentions)
    write_actors(connection, actors)
    connection.executemany(
        "INSERT INTO times VALUES (?, ?, ?, ?, ?, ?)",
        [(key, position, t.start, t.end, t.type, t.value) for position, t in enumerate(times)],
    )
    connection.execute("INSERT INTO damages VALUES (?, ?)", (key, damage.score))
    connection.executemany(
        "INSERT INTO clues VALUES (?, ?, ?, ?, ?, ?)",
        [
            (key, position, clue.kind, clue.span.start, clue.span.end, clue.expected)
            for position, clue in enumerate(damage.clues)
        ],
    )
    # Statements with one id are one statement.
    for position, statement in enumerate({statement.id: statement for statement in statements}.values()):
        if statement.document != document.id:
            raise ValueError("a statement of another document")
        _insert_statement(connection, key, position, statement, makers[statement.made_by])


def write_original(connection: sqlite3.Connection, sha256: str, data: bytes) -> None:
    """Keep the bytes that a document was read from, compressed, under their hash; none are not kept."""
    if data:
        connection.execute("INSERT OR IGNORE INTO originals VALUES (?, ?)", (sha256, zlib.compress(data)))


def _drop_unused_original(connection: sqlite3.Connection, sha256: str) -> None:
    """Remove the bytes of a hash that no document has any more."""
    connection.execute(
        "DELETE FROM originals WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.sha256 = ?)",
        (sha256, sha256),
    )


def remove_document(connection: sqlite3.Connection, key: int) -> None:
    """Remove the document of a row with all that was found in it."""
    document = load_document(connection, key)
    rows = connection.execute("SELECT key FROM statements WHERE document = ? ORDER BY position", (key,)).fetchall()
    # The search indexes hold no text of their own: what is to be removed has to be told.
    connection.executemany(
        "INSERT INTO statements_fts (statements_fts, rowid, words) VALUES ('delete', ?, ?)",
        [
            (statement_key, statement.words)
            for (statement_key,), statement in zip(
                rows, load_document_statements(connection, key, document), strict=True
            )
        ],
    )
    connection.execute(
        "INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        (key, document.title, document.text),
    )
    connection.execute("DELETE FROM documents WHERE key = ?", (key,))
    _drop_unused_original(connection, document.sha256)


def note_input(
    connection: sqlite3.Connection,
    name: str,
    sha256: str,
    outcome: str,
    *,
    code: str | None = None,
    detail: str | None = None,
    document: str | None = None,
) -> None:
    """Note how an input ended. One that was refused before and is read now counts as read."""
    if outcome == "known":
        row = connection.execute(
            "SELECT document FROM inputs WHERE name = ? AND sha256 = ? AND outcome <> 'refused'", (name, sha256)
        ).fetchone()
        if row == (document,):
            return  # reading the same again writes nothing
    if outcome != "refused":
        connection.execute("DELETE FROM inputs WHERE name = ? AND outcome = 'refused'", (name,))
    connection.execute(
        "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?)", (name, sha256, outcome, code, detail, document)
    )


def _insert_document(connection: sqlite3.Connection, document: Document) -> int:
    """Write a document's own row and make it searchable; return its key."""
    published = document.published
    key = connection.execute(
        """INSERT INTO documents (id, text, title, outlet, url, language, published, published_last, precision, basis,
                                  authors, agency, source_id, sha256)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            document.id,
            document.text,
            document.title,
            document.outlet,
            document.url,
            document.language,
            published.date.isoformat() if published else None,
            last_day(published).isoformat() if published else None,
            published.precision if published else None,
            published.basis if published else None,
            json.dumps(document.authors),
            document.agency,
            document.source_id,
            document.sha256,
        ),
    ).lastrowid
    assert key is not None
    connection.execute(
        "INSERT INTO documents_fts (rowid, title, text) VALUES (?, ?, ?)", (key, document.title, document.text)
    )
    return key


def write_actors(connection: sqlite3.Connection, actors: Iterable[Actor]) -> dict[Actor, int]:
    """Write actors, each once, and return their rows."""
    rows = dict.fromkeys(actors, 0)
    for actor in rows:
        # An empty text stands for what is not known, since SQLite takes no two NULLs for the same.
        known = (actor.id, actor.kind, actor.name, actor.country, actor.parent, actor.start, actor.end, actor.source)
        columns = [value or "" for value in known]
        connection.execute(_ADD_ACTOR, columns)
        (rows[actor],) = connection.execute(_FIND_ACTOR, columns).fetchone()
    return rows


def _insert_candidates(connection: sqlite3.Connection, document: int, mentions: Sequence[Mention]) -> None:
    """Write the actors that mentions may stand for, each actor once."""
    actors = write_actors(connection, (one.actor for mention in mentions for one in mention.candidates))
    connection.executemany(
        "INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?)",
        [
            (document, number, position, actors[one.actor], one.score, json.dumps(one.reasons, ensure_ascii=False))
            for number, mention in enumerate(mentions)
            for position, one in enumerate(mention.candidates)
        ],
    )


def _insert_statement(
    connection: sqlite3.Connection, document: int, position: int, statement: Statement, maker: int
) -> None:
    """Write a statement with its spans and make it searchable."""
    said_on = statement.said_on
    key = connection.execute(
        """INSERT INTO statements (id, document, position, start, kind, act, speaker, within, confidence, made_by,
                                   speaker_id, on_behalf_of, basis, cue_class, commitment, modality, channel,
                                   said_on, said_on_last, said_on_precision, said_on_basis, anonymous, collective)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            statement.id,
            document,
            position,
            statement.start,
            statement.kind,
            statement.act,
            statement.speaker,
            statement.within,
            statement.confidence,
            maker,
            statement.speaker_id,
            statement.on_behalf_of,
            statement.basis,
            statement.cue_class,
            statement.commitment,
            statement.modality,
            statement.channel.kind if statement.channel else None,
            said_on.date.isoformat() if said_on else None,
            last_day(said_on).isoformat() if said_on else None,
            said_on.precision if said_on else None,
            said_on.basis if said_on else None,
            statement.anonymous,
            statement.collective,
        ),
    ).lastrowid
    spans = [("source", 0, statement.source), ("cue", 0, statement.cue), ("occasion", 0, statement.occasion)]
    spans += [("channel", 0, statement.channel.span if statement.channel else None)]
    spans += [("content", number, part) for number, part in enumerate(statement.content)]
    connection.executemany(
        "INSERT INTO statement_spans VALUES (?, ?, ?, ?, ?)",
        [(key, role, number, span.start, span.end) for role, number, span in spans if span],
    )
    connection.executemany(
        "INSERT INTO carriers VALUES (?, ?, ?)",
        [(key, number, carrier) for number, carrier in enumerate(statement.via)],
    )
    connection.executemany(
        "INSERT INTO addressees VALUES (?, ?, ?, ?, ?, ?)",
        [(key, n, one.name, one.actor, one.span.start, one.span.end) for n, one in enumerate(statement.addressees)],
    )
    connection.executemany(
        "INSERT INTO abouts VALUES (?, ?, ?, ?, ?)",
        [(key, number, one.name, one.actor, one.stance) for number, one in enumerate(statement.about)],
    )
    connection.executemany(
        "INSERT INTO about_spans VALUES (?, ?, ?, ?, ?, ?)",
        [
            (key, number, role, position, span.start, span.end)
            for number, one in enumerate(statement.about)
            for role, its in (("actor", one.spans), ("stance", one.words))
            for position, span in enumerate(its)
        ],
    )
    connection.execute("INSERT INTO statements_fts (rowid, words) VALUES (?, ?)", (key, statement.words))


def _spans_of(statement: Statement) -> Iterator[Span]:
    """Yield all stretches of text that a statement has."""
    channel = statement.channel.span if statement.channel else None
    for span in (statement.source, statement.cue, *statement.content, channel, statement.occasion):
        if span:
            yield span
    for party in statement.addressees:
        yield party.span
    for about in statement.about:
        yield from (*about.spans, *about.words)


def _check_spans(text: str, spans: Iterable[Span | Mention | Time]) -> None:
    """Make sure that spans are what the document has at their offsets, since only the offsets are stored."""
    for span in spans:
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            raise ValueError("a span that is not the document's text")


def _read_from(document: Document) -> tuple[object, ...]:
    """Return what an analysis may look at and the id does not cover, as a value that can be ordered."""
    return document.segments, document.language or "", document.authors, document.agency or ""


def _origin(document: Document) -> tuple[str, str]:
    """Return what tells two inputs of one document apart and no analysis looks at."""
    return document.sha256, document.published.basis if document.published else ""
