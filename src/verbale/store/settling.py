"""One run of comparing what a record has: the index of its documents, their copies, and their sayings.

A document is compared in two steps. First it enters the index, and those whose copies may change by that are marked.
Then each that is new or marked is settled: its copies are those between it and what comes before it
(`verbale.compare.copies`), and its statements stand where those of the texts that it is a copy of stand, or are looked
up by their words. Both steps look at what shares keys with it only; and what is settled follows from what is in the
record, not from the order in which it came.

A statement that stands where one of another copy of the same text stands has no signature of its own: its one link, up
to those that stand where it stands, leads there. So ten thousand copies of an article add no work for the index of
statements, and their damage makes no new sayings.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from verbale.compare.candidates import CandidateIndex, Pair, rank_of
from verbale.compare.copies import copies_before
from verbale.compare.likeness import LEAST, likeness
from verbale.compare.places import Place, aligned_from, anchors
from verbale.compare.relation import relate
from verbale.compare.saying_index import SayingIndex, saying_signature
from verbale.compare.sayings import Report, Saying, is_said, saying_of
from verbale.compare.signature import signature_of
from verbale.compare.sources import is_one_text
from verbale.compare.wording import Wording, wording_of
from verbale.models import Document
from verbale.models.copy import Copy
from verbale.store.copies import load_copy, write_copy
from verbale.store.documents import load_document
from verbale.store.findings import load_document_statements, load_statements
from verbale.store.postings import RecordPostings

_LINK = "INSERT OR IGNORE INTO saying_links VALUES (?, ?)"
_UNLINK = "DELETE FROM saying_links WHERE statement = ? AND other = ?"
_PARTNERS = 'SELECT "of" FROM copies WHERE document = :id UNION SELECT document FROM copies WHERE "of" = :id'


class Settling:
    """One run of comparing: the indexes of a record, and the wordings that are at hand.

    Args:
        connection: An open record that can be written to.
        report_of: Returns what is known of a document that statements stand in.
    """

    def __init__(self, connection: sqlite3.Connection, report_of: Callable[[Document], Report]) -> None:
        self._connection = connection
        self._report_of = report_of
        self._document_postings = RecordPostings(connection, "document")
        self._saying_postings = RecordPostings(connection, "saying")
        self._documents = CandidateIndex(self._document_postings)
        self._sayings = SayingIndex(self._saying_postings)
        self._new: set[str] = set()
        self._here: dict[str, Saying] = {}
        self._wording = lru_cache(512)(self._load_wording)
        self._saying = lru_cache(8192)(self._load_saying)
        self._places = lru_cache(512)(self._load_places)

    def index(self, key: int) -> None:
        """Put the document of a row into the index, and mark those whose copies may change by that."""
        document = load_document(self._connection, key)
        mark = _mark_of(document)
        if self._document_postings.mark(document.id) == mark:
            return
        self.forget(document.id)
        self._new.add(document.id)
        signature = signature_of(wording_of(document))
        changes = self._documents.add(signature)
        self._document_postings.set_mark(signature, mark)
        later = {max(pair, key=rank_of) for pair in changes.compare}
        later |= {max(pair, key=rank_of) for pair in changes.recheck if self._is_copy(*pair)}
        self._unsettle(later - {document.id})

    def settle(self, key: int) -> None:
        """Write the copies between the document of a row and those before it, and what its statements are linked to."""
        document = load_document(self._connection, key)
        id_ = document.id
        (signature,) = self._documents.signatures([id_])
        found = copies_before(signature, self._documents, self._related)
        partners = {_other(copy, id_): copy for copy in found}
        before = {other for other in self._partners(id_) if rank_of(other) < rank_of(id_)}
        for other in sorted(before - partners.keys()):
            self._remove_copy(id_, other)
        for other, copy in partners.items():
            if other not in before:
                write_copy(self._connection, copy)
        self._here = said = self._said(key, document)
        stored = self._stored(id_)
        if stored != said.keys() and id_ not in self._new:
            # It was analysed anew: what stood where its statements stood has to look for another place.
            self._unsettle(other for other in self._partners(id_) if rank_of(other) > rank_of(id_))
            for statement in sorted(stored - said.keys()):
                self._drop(statement)
        one_text = [
            (self._places(other), aligned_from(copy, id_)) for other, copy in partners.items() if is_one_text(copy)
        ]
        anchor = anchors([_place_of(saying) for saying in said.values()], one_text)
        for statement, saying in said.items():
            self._place(saying, anchor.get(statement), id_, is_new=statement not in stored)
        self._connection.execute("INSERT OR IGNORE INTO compared VALUES (?)", (key,))

    def forget(self, document: str) -> None:
        """Forget what was compared of a document that is gone, or has other parts now."""
        self._here = {}
        self._wording.cache_clear()
        self._saying.cache_clear()
        self._places.cache_clear()
        later = {other for other in self._partners(document) if rank_of(other) > rank_of(document)}
        self._connection.execute('DELETE FROM copies WHERE document = ? OR "of" = ?', (document, document))
        if self._document_postings.signatures([document]):
            later |= {max(pair, key=rank_of) for pair in self._documents.remove(document).compare}
        for statement in sorted(self._stored(document)):
            self._drop(statement)
        self._unsettle(later)

    def _place(self, saying: Saying, anchor: str | None, document: str, *, is_new: bool) -> None:
        """Link a statement to the one that stands where it stands, or to those with words like its own."""
        id_ = saying.id
        signature = saying_signature(saying)
        known = self._saying_postings.signatures([id_]).get(id_)
        if not is_new:
            linked = [other for (other,) in self._linked(id_)]
            signed = self._saying_postings.signatures(linked).keys()
            if known is None:
                # What it stood with is in a document before its own; what stands with it is in one after it.
                old = {one for one in linked if rank_of(self._document_of(one)) < rank_of(document)} - {anchor}
            else:
                old = set(signed) if anchor or known.keys != signature.keys else set()
            self._remove_links(id_, old)
        if known is not None and (anchor or known.keys != signature.keys):
            self._link(self._sayings.remove(id_).compare)
            known = None
        if is_new:
            self._connection.execute("INSERT INTO sayings VALUES (?, ?)", (id_, document))
        if anchor:
            self._connection.executemany(_LINK, ((id_, anchor), (anchor, id_)))
        elif known is None:
            changes = self._sayings.add(signature)
            self._link(changes.compare)
            self._unlink(changes.recheck)

    def _drop(self, statement: str) -> None:
        """Remove a statement that is no more; what stood where it stood has to be settled anew."""
        linked = [other for (other,) in self._linked(statement)]
        standing = set(linked) - self._saying_postings.signatures(linked).keys()
        self._unsettle({self._document_of(one) for one in standing})
        self._remove_links(statement, linked)
        if self._saying_postings.signatures([statement]):
            self._link(self._sayings.remove(statement).compare)
        self._connection.execute("DELETE FROM sayings WHERE statement = ?", (statement,))

    def _related(self, one: str, other: str) -> Copy | None:
        """Return what two documents are to each other: as it is written, or else as their wordings are."""
        stored = load_copy(self._connection, one, other)
        if stored is not None:
            return stored
        first, second = self._wording(one), self._wording(other)
        return relate(first, second) if first and second else None

    def _is_copy(self, one: str, other: str) -> bool:
        query = 'SELECT 1 FROM copies WHERE (document = ? AND "of" = ?) OR (document = ? AND "of" = ?)'
        return self._connection.execute(query, (one, other, other, one)).fetchone() is not None

    def _remove_copy(self, one: str, other: str) -> None:
        query = 'DELETE FROM copies WHERE (document = ? AND "of" = ?) OR (document = ? AND "of" = ?)'
        self._connection.execute(query, (one, other, other, one))

    def _partners(self, document: str) -> list[str]:
        """Return the documents that one is written to be a copy of, or the other way round."""
        return [other for (other,) in self._connection.execute(_PARTNERS, {"id": document})]

    def _unsettle(self, documents: Iterable[str]) -> None:
        """Mark documents that have to be settled anew."""
        query = """DELETE FROM compared WHERE document IN (
                       SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?)))"""
        wanted = sorted(documents)
        if wanted:
            self._connection.execute(query, (json.dumps(wanted),))

    def _link(self, pairs: Iterable[Pair]) -> None:
        """Write which statements have words that are enough alike; speakers and days are looked at when asked."""
        for one, other in pairs:
            first, second = (self._here.get(id_) or self._saying(id_) for id_ in (one, other))
            if first and second and likeness(first, second).score >= LEAST:
                self._connection.executemany(_LINK, ((one, other), (other, one)))

    def _unlink(self, pairs: Iterable[Pair]) -> None:
        """Remove the links among pairs that are not worth comparing any more: others stand for their keys now."""
        find = "SELECT 1 FROM saying_links WHERE statement = ? AND other = ?"
        for one, other in pairs:
            if self._connection.execute(find, (one, other)).fetchone() and not self._sayings.is_worth_comparing(
                one, other
            ):
                self._remove_links(one, (other,))

    def _linked(self, statement: str) -> list[tuple[str]]:
        return self._connection.execute("SELECT other FROM saying_links WHERE statement = ?", (statement,)).fetchall()

    def _remove_links(self, statement: str, others: Iterable[str]) -> None:
        pairs = [pair for other in others for pair in ((statement, other), (other, statement))]
        self._connection.executemany(_UNLINK, pairs)

    def _stored(self, document: str) -> set[str]:
        """Return the statements of a document that are linked already."""
        rows = self._connection.execute("SELECT statement FROM sayings WHERE document = ?", (document,))
        return {statement for (statement,) in rows}

    def _said(self, key: int, document: Document) -> dict[str, Saying]:
        """Return the statements of a document that report what was said, by id."""
        report = self._report_of(document)
        sayings = (
            saying_of(statement, report)
            for statement in load_document_statements(self._connection, key, document)
            if is_said(statement)
        )
        return {saying.id: saying for saying in sayings if saying.terms}

    def _document_of(self, statement: str) -> str:
        """Return the document that a statement stands in; nothing if it is gone."""
        query = "SELECT d.id FROM statements s JOIN documents d ON d.key = s.document WHERE s.id = ?"
        row = self._connection.execute(query, (statement,)).fetchone()
        return str(row[0]) if row else ""

    def _load_places(self, document: str) -> tuple[Place, ...]:
        row = self._connection.execute("SELECT key FROM documents WHERE id = ?", (document,)).fetchone()
        said: Mapping[str, Saying] = self._said(row[0], load_document(self._connection, row[0])) if row else {}
        return tuple(_place_of(saying) for saying in said.values())

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


def _place_of(saying: Saying) -> Place:
    """Return where a statement stands."""
    return Place(saying.id, tuple((part.start, part.end) for part in saying.statement.content))


def _other(copy: Copy, document: str) -> str:
    return copy.of if copy.document == document else copy.document


def _mark_of(document: Document) -> bytes:
    """Return what stands for all of a document that comparing looks at."""
    looked_at = (document.id, document.segments, document.published, document.agency, document.outlet)
    return hashlib.blake2b(repr(looked_at).encode(), digest_size=8).digest()
