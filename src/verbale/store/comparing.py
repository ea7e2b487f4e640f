"""Documents and statements of a record compared with each other: what is new, and what came of it.

Comparing is done when it is asked for. Each document is compared once (`verbale.store.settling`), with those that share
keys with it; whoever came first, the outcome is the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TypeVar

from verbale.compare.primary import is_primary
from verbale.compare.sayings import Report, Saying, is_said, saying_of
from verbale.models import Document, Statement
from verbale.store.analyses import load_analysis
from verbale.store.copies import load_copies
from verbale.store.correcting import Rules
from verbale.store.documents import load_document
from verbale.store.findings import load_statements
from verbale.store.settling import Settling
from verbale.store.writing import transaction

__all__ = [
    "compare_all",
    "declare_primary",
    "is_compared",
    "load_copies",
    "load_links",
    "load_sayings",
    "load_signed",
    "report_of",
]

_T = TypeVar("_T")
Progress = Callable[[int, int], object]

_PENDING = """
SELECT key FROM documents WHERE NOT EXISTS (SELECT 1 FROM compared WHERE compared.document = documents.key)
ORDER BY published, id
"""
_COUNTS = """
SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM compared), (SELECT count(*) FROM document_signatures)
"""
_ASKED = "(SELECT value FROM json_each(:ids))"
#: So many documents are indexed, and settled, in one transaction: what is lost at most when a run is killed.
_INDEXED, _SETTLED = 200, 50
#: Memory for pages of the file while documents are compared, in KiB: keys are spread over all of the index.
_CACHE = 128 * 1024


def is_compared(connection: sqlite3.Connection) -> bool:
    """Tell whether all documents of a record are compared."""
    # What is compared is there, and has a signature; so if there are as many of each, nothing is pending or gone.
    documents, compared, signed = connection.execute(_COUNTS).fetchone()
    return bool(documents == compared == signed)


def compare_all(connection: sqlite3.Connection, progress: Progress | None = None) -> int:
    """Compare the documents that are not compared yet; return how many there were.

    All of them enter the index before the first is settled, so that of many that come at once none is settled twice.

    Args:
        connection: An open record that can be written to.
        progress: Called with how many are compared, and of how many.

    Raises:
        VerbaleError: V206 or V207, the record cannot be written.
    """
    settling = Settling(connection, report_of)
    with _cache(connection):
        for gone in _batches(_gone(connection), _INDEXED):
            with transaction(connection):
                for id_ in gone:
                    settling.forget(id_)
        new = _pending(connection)
        for batch in _batches(new, _INDEXED):
            with transaction(connection):
                for key in batch:
                    settling.index(key)
        done = 0
        # Settling a document that was analysed anew marks its copies.
        while pending := _pending(connection):
            for batch in _batches(pending, _SETTLED):
                with transaction(connection):
                    for key in batch:
                        settling.settle(key)
                done += len(batch)
                if progress is not None:
                    progress(done, max(done, len(pending)))
    return len(new)


def load_sayings(connection: sqlite3.Connection, ids: Iterable[str], rules: Rules) -> dict[str, Saying]:
    """Return statements as what they are compared by, corrected, by id; those that were rejected are left out."""
    asked = sorted(set(ids))
    query = f"SELECT document, key, id FROM statements WHERE id IN {_ASKED} ORDER BY document, position"  # noqa: S608
    rows = connection.execute(query, {"ids": json.dumps(asked)}).fetchall()
    found = {}
    for key, its in groupby(rows, key=lambda row: int(row[0])):
        wanted = {id_: statement for _, statement, id_ in its}
        statements: Iterable[Statement]
        if rules.standing:
            stored = load_analysis(connection, key, rules, with_candidates=False)
            document, statements = stored.document, stored.statements
        else:  # all of an article are not needed for one of its statements
            document = load_document(connection, key)
            statements = load_statements(connection, document.id, document.text, list(wanted.values()))
        report = report_of(document, _declared(connection, document.id))
        for statement in statements:
            id_ = statement.id
            if id_ in wanted and is_said(statement):
                found[id_] = saying_of(statement, report)
    return found


def load_links(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return for statements which others have words like theirs."""
    query = f"SELECT statement, other FROM saying_links WHERE statement IN {_ASKED} ORDER BY statement, other"  # noqa: S608
    found: dict[str, list[str]] = {}
    for statement, other in connection.execute(query, {"ids": json.dumps(sorted(ids))}):
        found.setdefault(statement, []).append(other)
    return found


def load_signed(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return those of some statements that are linked by their words; others stand where one of those stands."""
    query = f"SELECT name FROM saying_signatures WHERE name IN {_ASKED}"  # noqa: S608
    return {name for (name,) in connection.execute(query, {"ids": json.dumps(sorted(ids))})}


def report_of(document: Document, declared: bool | None = None) -> Report:
    """Return what is known of a document that statements stand in.

    Args:
        document: The document.
        declared: Whether a user declared it to be a primary source, or not to be one; None, neither.
    """
    primary = is_primary(document) if declared is None else declared
    return Report(document.id, document.published, document.outlet, document.agency, primary)


def declare_primary(connection: sqlite3.Connection, document: str, primary: bool | None) -> None:
    """Note that a document is a primary source, or is none; None takes that back."""
    with transaction(connection):
        connection.execute("DELETE FROM primaries WHERE document = ?", (document,))
        if primary is not None:
            connection.execute("INSERT INTO primaries VALUES (?, ?)", (document, primary))


def load_declared(connection: sqlite3.Connection) -> dict[str, bool]:
    """Return the documents that a user declared to be primary sources, or not to be, by their ids."""
    rows = connection.execute("SELECT document, is_primary FROM primaries ORDER BY document")
    return {document: bool(primary) for document, primary in rows}


def _declared(connection: sqlite3.Connection, document: str) -> bool | None:
    row = connection.execute("SELECT is_primary FROM primaries WHERE document = ?", (document,)).fetchone()
    return bool(row[0]) if row else None


def _pending(connection: sqlite3.Connection) -> list[int]:
    """Return the rows of the documents that are not compared, or have to be compared anew."""
    return [key for (key,) in connection.execute(_PENDING)]


def _gone(connection: sqlite3.Connection) -> list[str]:
    """Return the documents that were compared and are not there any more."""
    query = "SELECT name FROM document_signatures WHERE name NOT IN (SELECT id FROM documents) ORDER BY name"
    return [name for (name,) in connection.execute(query)]


def _batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """Yield items so many at a time."""
    for at in range(0, len(items), size):
        yield items[at : at + size]


@contextmanager
def _cache(connection: sqlite3.Connection) -> Iterator[None]:
    """Give a connection more memory for pages for a while."""
    (size,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {size}")
