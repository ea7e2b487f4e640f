"""The record on disk: one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, overload

from verbale.models import Act, Document, Kind, Mention, Statement
from verbale.read import Refusal
from verbale.read.inputs import Fetch, PathLike
from verbale.settings import Settings
from verbale.store.forms import document_form, mention_form, segment_forms, statement_form, to_json
from verbale.store.queries import (
    Heading,
    StatementFilter,
    document_key,
    load_document,
    load_document_statements,
    load_headings,
    load_mentions,
    load_original,
    load_statements,
)
from verbale.store.reading import Progress, ReadingSummary, read_into
from verbale.store.schema import connect
from verbale.store.statements import Statements


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """A stored document and what was found in it; an `Analysis` without the spaCy ``Doc``."""

    document: Document
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


def _fetcher(record: Path) -> Fetch:
    """Return what gets addresses, and keeps what it got in a folder beside the record."""
    from verbale.read.net.fetch import Fetcher

    return Fetcher(cache=record.with_name(record.name + "-pages"))


class Documents(Sequence[Document]):
    """The documents of a record by date of publication (unknown last) and id; each is loaded when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[str]) -> None:
        self._connection = connection
        self._ids = ids

    @overload
    def __getitem__(self, index: int) -> Document: ...

    @overload
    def __getitem__(self, index: slice) -> Documents: ...

    def __getitem__(self, index: int | slice) -> Document | Documents:
        if isinstance(index, slice):
            return Documents(self._connection, self._ids[index])
        return load_document(self._connection, document_key(self._connection, self._ids[index])[0])

    def __len__(self) -> int:
        return len(self._ids)

    def __repr__(self) -> str:
        return f"<{len(self)} documents>"


class Record:
    """A record: documents and what was found in them.

    One program writes at a time, others may read meanwhile. Use it in a ``with`` block, or call `close`.

    Args:
        path: The file.
        read_only: Open an existing record and never write to it; otherwise a missing one is made.

    Raises:
        VerbaleError: V201, a newer Verbale made it; V202, it is not a record; V203, it is not there;
            V206, it cannot be opened.
    """

    def __init__(self, path: PathLike, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, read_only=read_only)

    @classmethod
    def open(cls, path: PathLike, *, read_only: bool = False) -> Self:
        """Open the record at a path; the arguments are those of the class."""
        return cls(path, read_only=read_only)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self,
        paths: PathLike | Iterable[PathLike],
        progress: Progress | None = None,
        settings: Settings | None = None,
        workers: int = 1,
        columns: Mapping[str, str] | None = None,
        fetch: bool = False,
    ) -> ReadingSummary:
        """Read files, folders and, where asked, addresses into the record.

        Every input ends as stored, known or refused, and none stops the others. Each document is written by itself:
        when the program is killed, reading the same again goes on where it stopped.

        Args:
            paths: A file, folder or address, or several.
            progress: Called with the name and the outcome (``read``, ``known``, ``refused``) of each input.
            settings: The limits; None takes them from the environment.
            workers: How many processes analyse.
            columns: Which column of tables, or key of JSON, holds what: ``{"text": "Body", "url": "Link"}``; None
                recognises them by their names.
            fetch: Get addresses, and those in lists of addresses, from the network; they are refused otherwise.

        Returns:
            What became of the inputs, and what the record holds now.

        Raises:
            VerbaleError: V206 or V207, the record cannot be written; V3…, the engine cannot work at all.
        """
        several = [paths] if isinstance(paths, str) or hasattr(paths, "__fspath__") else paths
        return read_into(
            self._connection,
            several,  # type: ignore[arg-type]
            settings=settings or Settings.from_environment(),
            leave_out=[self.path.with_name(self.path.name + ending) for ending in ("", "-wal", "-shm", "-journal")],
            columns=columns,
            fetch=_fetcher(self.path) if fetch else None,
            workers=workers,
            progress=progress,
        )

    def documents(self, search: str | None = None) -> Documents:
        """Return the documents by date of publication (unknown last) and id.

        Args:
            search: Only those with all these words, and phrases in quotation marks, in title or text.

        Raises:
            VerbaleError: V303, there is nothing to search for.
        """
        return Documents(self._connection, [heading.id for heading in self.headings(search)])

    def headings(self, search: str | None = None) -> tuple[Heading, ...]:
        """Return the documents without their texts, with the number of their statements; else as `documents`."""
        return tuple(load_headings(self._connection, search))

    def document(self, id_or_prefix: str) -> Document:
        """Return the one document whose id begins so.

        Args:
            id_or_prefix: An id or its beginning, with or without ``doc-``.

        Raises:
            VerbaleError: V204, there is none; V205, there are several.
        """
        return load_document(self._connection, document_key(self._connection, id_or_prefix)[0])

    def analysis(self, document: Document | str) -> StoredAnalysis:
        """Return a document with its mentions and statements.

        Args:
            document: The document, its id or the beginning of its id.

        Raises:
            VerbaleError: V204, there is none; V205, there are several.
        """
        key, _ = document_key(self._connection, document if isinstance(document, str) else document.id)
        stored = load_document(self._connection, key)
        mentions = load_mentions(self._connection, key, stored.text)
        return StoredAnalysis(stored, mentions, load_document_statements(self._connection, key, stored))

    def mentions(self, document: Document | str) -> tuple[Mention, ...]:
        """Return the mentions in a document, in order; the argument and errors are those of `analysis`."""
        return self.analysis(document).mentions

    def statements(
        self,
        speaker: str | None = None,
        about: str | None = None,
        kind: Kind | None = None,
        act: Act | None = None,
        since: str | None = None,
        until: str | None = None,
        search: str | None = None,
        document: Document | str | None = None,
    ) -> Statements:
        """Return the statements that meet all conditions, by date of publication (unknown last), document and place.

        Args:
            speaker: Characters in the speaker's name or in the words for the source, or an actor's id; case does not
                matter.
            about: Words that stand in the content, one after the other.
            kind: ``direct``, ``indirect`` or ``mixed``.
            act: ``speech``, ``thought``, ``will`` or ``decree``.
            since: From documents published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD.
            until: From documents published on this day or earlier. With `since` or `until`, documents whose date is
                not known are left out, and those known to the month or year only, unless all of it is within.
            search: All these words, and phrases in quotation marks, in the content.
            document: From this document: itself, its id or the beginning of its id.

        Raises:
            VerbaleError: V204, V205, no such document or several; V303, there is nothing to search for; V304, a date
                cannot be understood.
        """
        if document is not None:
            _, document = document_key(self._connection, document if isinstance(document, str) else document.id)
        wanted = StatementFilter(speaker, about, kind, act, since, until, search, document)
        found = tuple(load_statements(self._connection, wanted))
        cited = {statement.document for statement in found}
        headings = {heading.id: heading for heading in load_headings(self._connection, ids=cited)}
        return Statements(found, headings)

    def original(self, document: Document | str) -> bytes | None:
        """Return the bytes that a document was read from, or None if they were not kept.

        Args:
            document: The document, its id or the beginning of its id.

        Raises:
            VerbaleError: V204, there is none; V205, there are several.
        """
        stored = document if isinstance(document, Document) else self.document(document)
        return load_original(self._connection, stored.sha256)

    def refusals(self) -> tuple[Refusal, ...]:
        """Return the inputs that were refused and not read since, by name."""
        rows = self._connection.execute(
            "SELECT name, code, detail, sha256 FROM inputs WHERE outcome = 'refused' ORDER BY name, sha256"
        )
        return tuple(Refusal(*row) for row in rows)

    def dump(self) -> Iterator[str]:
        """Yield the record as lines of canonical JSON, each document followed by its mentions and statements.

        The same inputs give the same lines, in whatever order and however often they were read: no line says when or
        from which path something was read.
        """
        for (id_,) in self._connection.execute("SELECT id FROM documents ORDER BY id").fetchall():
            stored = self.analysis(id_)
            form = document_form(stored.document) | {"segments": segment_forms(stored.document)}
            yield to_json({"record": "document"} | form)
            for mention in stored.mentions:
                yield to_json({"record": "mention"} | mention_form(id_, mention))
            for statement in stored.statements:
                yield to_json({"record": "statement"} | statement_form(statement))
