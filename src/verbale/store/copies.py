"""Copies in and out of the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from typing import Any, cast

from verbale.compare.candidates import rank_of
from verbale.compare.sources import ONE_TEXT, is_one_text
from verbale.models import Span
from verbale.models.copy import AlignedSpans, Copy, CopyKind

_COLUMNS = 'document, "of", kind, overlap, overlap_of, basis, direction, confidence, evidence, aligned, made_by'
_FIND_COPIES = f"SELECT {_COLUMNS} FROM copies "  # noqa: S608
_FIND_PLAIN = f"SELECT {_COLUMNS.replace('aligned', repr('[]')).replace('evidence', repr('[]'))} FROM copies "  # noqa: S608
_ASKED = "(SELECT value FROM json_each(:ids))"


def write_copy(connection: sqlite3.Connection, copy: Copy) -> None:
    """Write how a document was made from another one."""
    connection.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _columns(copy))


def load_copy(connection: sqlite3.Connection, one: str, other: str) -> Copy | None:
    """Return how one of two documents was made from the other, if that is written."""
    query = _FIND_COPIES + 'WHERE document = ? AND "of" = ?'
    row = connection.execute(query, (one, other)).fetchone() or connection.execute(query, (other, one)).fetchone()
    return _copy(row, _text(connection, row[0]), _text(connection, row[1])) if row else None


def load_copies(connection: sqlite3.Connection, documents: Collection[str] | None = None) -> Iterator[Copy]:
    """Yield how documents were made from each other, by their ids.

    Args:
        connection: An open record.
        documents: Only relations of these; None for all.
    """
    query, wanted = _FIND_COPIES, {}
    if documents is not None:
        query += f'WHERE document IN {_ASKED} OR "of" IN {_ASKED}'
        wanted = {"ids": json.dumps(sorted(documents))}
    text_of = lru_cache(64)(lambda id_: _text(connection, id_))
    for row in connection.execute(query + 'ORDER BY document, "of"', wanted).fetchall():
        yield _copy(row, text_of(row[0]), text_of(row[1]))


def load_same_texts(connection: sqlite3.Connection, document: str, most: int) -> list[Copy]:
    """Return the copies between a document and others that are the same text as a whole.

    Args:
        connection: An open record.
        document: Id of the document.
        most: Only those with so many others: the first by rank.
    """
    query = """SELECT other FROM (
                   SELECT "of" AS other, overlap, overlap_of FROM copies WHERE document = :id
                   UNION ALL SELECT document, overlap, overlap_of FROM copies WHERE "of" = :id
               ) WHERE min(overlap, overlap_of) >= :least"""
    rows = connection.execute(query, {"id": document, "least": ONE_TEXT})
    nearest = nsmallest(most, (rank_of(other) for (other,) in rows))
    return [copy for _, other in nearest if (copy := load_copy(connection, document, other))]


def load_plain_copies(connection: sqlite3.Connection) -> list[Copy]:
    """Return all copies by their ids, without their aligned sentences and their evidence."""
    return [_copy(row, "", "") for row in connection.execute(_FIND_PLAIN + 'ORDER BY document, "of"')]


def load_origins(connection: sqlite3.Connection, documents: Iterable[str]) -> list[Copy]:
    """Return what tells where some documents come from, as `load_plain_copies` has it.

    These are the copies of each that are the same text, the copies of those, and so on, and what each of them was made
    from: of ten thousand copies each is related to a handful only.
    """
    found: dict[tuple[str, str], Copy] = {}
    seen: set[str] = set()
    ahead = set(documents)
    while ahead:
        seen |= ahead
        wanted = {"ids": json.dumps(sorted(ahead))}
        following: set[str] = set()
        for column in ("document", '"of"'):
            for row in connection.execute(f"{_FIND_PLAIN} WHERE {column} IN {_ASKED}", wanted):
                copy = _copy(row, "", "")
                if column == "document" or is_one_text(copy):
                    following |= {copy.document, copy.of}
                found[copy.document, copy.of] = copy
        ahead = following - seen
    return [found[pair] for pair in sorted(found)]


def _text(connection: sqlite3.Connection, id_: str) -> str:
    """Return the text of a document."""
    (text,) = connection.execute("SELECT text FROM documents WHERE id = ?", (id_,)).fetchone()
    return cast(str, text)


def _columns(copy: Copy) -> tuple[Any, ...]:
    """Return a copy as a row."""
    aligned = [[one.copy.start, one.copy.end, one.of.start, one.of.end, one.likeness] for one in copy.aligned]
    return (
        copy.document, copy.of, copy.kind, copy.overlap, copy.overlap_of, copy.basis, copy.direction, copy.confidence,
        json.dumps(copy.evidence, ensure_ascii=False), json.dumps(aligned), copy.made_by,
    )  # fmt: skip


def _copy(row: tuple[Any, ...], text: str, other: str) -> Copy:
    """Return a row as a copy."""
    document, of, kind, overlap, overlap_of, basis, direction, confidence, evidence, aligned, made_by = row
    return Copy(
        document=document,
        of=of,
        kind=cast(CopyKind, kind),
        overlap=overlap,
        overlap_of=overlap_of,
        basis=basis,
        direction=direction,
        confidence=confidence,
        evidence=tuple(json.loads(evidence)),
        aligned=tuple(
            AlignedSpans(Span.of(text, a, b), Span.of(other, c, d), likeness)
            for a, b, c, d, likeness in json.loads(aligned)
        ),
        made_by=made_by,
    )
