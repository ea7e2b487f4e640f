"""Documents and statements of a record compared with each other: what is new, and what came of it.

Comparing is done when it is asked for. Each document is compared once, in a transaction of its own, with those that
share keys with it; whoever came first, the outcome is the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, cast

from verbale.compare.candidates import LEAST_MET, STANDING, CandidateIndex, Pair, rank_of
from verbale.compare.likeness import LEAST, likeness
from verbale.compare.primary import is_primary
from verbale.compare.relation import relate
from verbale.compare.saying_index import SHARED, SayingIndex, saying_signature
from verbale.compare.sayings import Report, Saying, is_said, saying_of
from verbale.compare.signature import Signature, is_close, signature_of
from verbale.compare.wording import Wording, wording_of
from verbale.models import Document, Span
from verbale.models.copy import AlignedSpans, Copy, CopyKind
from verbale.store.analyses import load_analysis
from verbale.store.correcting import Rules
from verbale.store.documents import load_document
from verbale.store.findings import load_document_statements, load_statements
from verbale.store.postings import RecordPostings
from verbale.store.writing import transaction

Progress = Callable[[int, int], object]

_PENDING = """
SELECT key, id FROM documents WHERE NOT EXISTS (SELECT 1 FROM compared WHERE compared.document = documents.key)
ORDER BY id
"""
_FIND_COPIES = """
SELECT document, "of", kind, overlap, overlap_of, basis, direction, confidence, evidence, aligned, made_by FROM copies
"""
_ASKED = "(SELECT value FROM json_each(:ids))"


def is_compared(connection: sqlite3.Connection) -> bool:
    """Tell whether all documents of a record are compared."""
    return connection.execute(_PENDING + " LIMIT 1").fetchone() is None and not _gone(connection)


def compare_all(connection: sqlite3.Connection, progress: Progress | None = None) -> int:
    """Compare the documents that are not compared yet; return how many there were.

    Args:
        connection: An open record that can be written to.
        progress: Called with how many are compared, and of how many.

    Raises:
        VerbaleError: V206 or V207, the record cannot be written.
    """
    comparing = _Comparing(connection)
    for id_ in _gone(connection):
        with transaction(connection):
            comparing.forget(id_)
    pending = connection.execute(_PENDING).fetchall()
    for number, (key, id_) in enumerate(pending, 1):
        with transaction(connection):
            comparing.forget(id_)
            comparing.add(key)
        if progress is not None:
            progress(number, len(pending))
    return len(pending)


class _Comparing:
    """One run of comparing: the indexes of a record, and the wordings that are at hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._document_postings = RecordPostings(connection, "document")
        self._saying_postings = RecordPostings(connection, "saying")
        self._documents = CandidateIndex(self._document_postings)
        self._sayings = SayingIndex(self._saying_postings)
        self._wording = lru_cache(256)(self._load_wording)
        self._saying = lru_cache(4096)(self._load_saying)

    def add(self, key: int) -> None:
        """Compare the document of a row, and its statements."""
        document = load_document(self._connection, key)
        wording = wording_of(document)
        changes = self._documents.add(signature_of(wording))
        self._relate(changes.compare)
        self._forget_copies(changes.recheck)
        report = report_of(document)
        for statement in load_document_statements(self._connection, key, document):
            saying = saying_of(statement, report)
            if is_said(statement) and saying.terms:
                self._connection.execute("INSERT INTO sayings VALUES (?, ?)", (saying.id, document.id))
                added = self._sayings.add(saying_signature(saying))
                self._link(added.compare)
                self._unlink(added.recheck)
        self._connection.execute("INSERT INTO compared VALUES (?)", (key,))

    def forget(self, document: str) -> None:
        """Forget what was compared of a document that is gone, or written anew."""
        self._wording.cache_clear()
        self._saying.cache_clear()
        self._connection.execute('DELETE FROM copies WHERE document = ? OR "of" = ?', (document, document))
        known = self._connection.execute("SELECT 1 FROM document_signatures WHERE name = ?", (document,)).fetchone()
        if known:
            self._relate(self._documents.remove(document).compare)
        rows = self._connection.execute("SELECT statement FROM sayings WHERE document = ?", (document,)).fetchall()
        for (statement,) in rows:
            self._connection.execute(
                "DELETE FROM saying_links WHERE statement = ? OR other = ?", (statement, statement)
            )
            self._connection.execute("DELETE FROM sayings WHERE statement = ?", (statement,))
            self._link(self._sayings.remove(statement).compare)

    def _relate(self, pairs: Iterable[Pair]) -> None:
        """Write how pairs of documents were made from each other."""
        for one, other in pairs:
            first, second = self._wording(one), self._wording(other)
            copy = relate(first, second) if first and second else None
            if copy is not None:
                self._connection.execute(
                    "INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _columns(copy)
                )

    def _forget_copies(self, pairs: Iterable[Pair]) -> None:
        """Remove the copies among pairs that are not worth comparing any more: others stand for their keys now."""
        for one, other in pairs:
            both = (one, other, other, one)
            where = 'WHERE (document = ? AND "of" = ?) OR (document = ? AND "of" = ?)'
            there = self._connection.execute(f"SELECT 1 FROM copies {where}", both).fetchone()  # noqa: S608
            if there and not _is_candidate(self._document_postings, one, other, LEAST_MET, is_close):
                self._connection.execute(f"DELETE FROM copies {where}", both)  # noqa: S608

    def _link(self, pairs: Iterable[Pair]) -> None:
        """Write which statements have words that are enough alike; speakers and days are looked at when asked."""
        for one, other in pairs:
            first, second = self._saying(one), self._saying(other)
            if first and second and likeness(first, second).score >= LEAST:
                self._connection.executemany(
                    "INSERT OR IGNORE INTO saying_links VALUES (?, ?)", ((one, other), (other, one))
                )

    def _unlink(self, pairs: Iterable[Pair]) -> None:
        """Remove the links among pairs that are not worth comparing any more."""
        find = "SELECT 1 FROM saying_links WHERE statement = ? AND other = ?"
        for one, other in pairs:
            there = self._connection.execute(find, (one, other)).fetchone()
            if there and not _is_candidate(self._saying_postings, one, other, SHARED):
                self._connection.executemany(
                    "DELETE FROM saying_links WHERE statement = ? AND other = ?", ((one, other), (other, one))
                )

    def _load_wording(self, id_: str) -> Wording | None:
        row = self._connection.execute("SELECT key FROM documents WHERE id = ?", (id_,)).fetchone()
        return wording_of(load_document(self._connection, row[0])) if row else None

    def _load_saying(self, id_: str) -> Saying | None:
        query = """SELECT s.key, d.id, d.text FROM statements s JOIN documents d ON d.key = s.document WHERE s.id = ?"""
        row = self._connection.execute(query, (id_,)).fetchone()
        if row is None:
            return None
        key, document, text = row
        (statement,) = load_statements(self._connection, document, text, (key,))
        return saying_of(statement, Report(document))  # only the words are looked at


def _is_candidate(
    postings: RecordPostings,
    one: str,
    other: str,
    least: int,
    is_near: Callable[[Signature, Signature], bool] = lambda *_: True,
) -> bool:
    """Tell whether a pair is worth comparing: as `CandidateIndex.is_candidate` does, without looking at any other."""
    found = postings.signatures((one, other))
    if len(found) < 2 or not is_near(found[one], found[other]):
        return False
    ranks = {rank_of(one), rank_of(other)}
    shared = sorted(set(found[one].keys) & set(found[other].keys))
    standing = (not ranks.isdisjoint(postings.standing(key, STANDING)) for key in shared)
    return sum(islice((1 for stands in standing if stands), least)) == least


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


def load_sayings(connection: sqlite3.Connection, ids: Iterable[str], rules: Rules) -> dict[str, Saying]:
    """Return statements as what they are compared by, corrected, by id; those that were rejected are left out."""
    query = f"SELECT DISTINCT document FROM statements WHERE id IN {_ASKED}"  # noqa: S608
    wanted = sorted(set(ids))
    rows = connection.execute(query, {"ids": json.dumps(wanted)}).fetchall()
    found = {}
    asked = frozenset(wanted)
    for (key,) in sorted(rows):
        stored = load_analysis(connection, key, rules, with_candidates=False)
        report = report_of(stored.document, _declared(connection, stored.document.id))
        for statement in stored.statements:
            id_ = statement.id
            if id_ in asked and is_said(statement):
                found[id_] = saying_of(statement, report)
    return found


def load_links(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return for statements which others have words like theirs."""
    query = f"SELECT statement, other FROM saying_links WHERE statement IN {_ASKED} ORDER BY statement, other"  # noqa: S608
    found: dict[str, list[str]] = {}
    for statement, other in connection.execute(query, {"ids": json.dumps(sorted(ids))}):
        found.setdefault(statement, []).append(other)
    return found


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


def _declared(connection: sqlite3.Connection, document: str) -> bool | None:
    row = connection.execute("SELECT is_primary FROM primaries WHERE document = ?", (document,)).fetchone()
    return bool(row[0]) if row else None


def _gone(connection: sqlite3.Connection) -> list[str]:
    """Return the documents that were compared and are not there any more."""
    query = "SELECT name FROM document_signatures WHERE name NOT IN (SELECT id FROM documents) ORDER BY name"
    return [name for (name,) in connection.execute(query)]


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
