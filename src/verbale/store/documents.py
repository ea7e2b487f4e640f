"""Documents out of the tables."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from verbale.errors import VerbaleError
from verbale.models import Document, Published, Segment
from verbale.store.search import all_of

_ID = re.compile(r"(?:doc-)?([0-9a-f]{1,16})", re.ASCII)

_FIND_DOCUMENTS = """
SELECT id, title, outlet, url, published, precision, basis,
       (SELECT count(*) FROM statements WHERE document = documents.key)
FROM documents
WHERE (:match IS NULL OR key IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH :match))
  AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids)))
ORDER BY published IS NULL, published, id
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


def load_published(connection: sqlite3.Connection, key: int) -> Published | None:
    """Return when the document of a row was published."""
    query = "SELECT published, precision, basis FROM documents WHERE key = ?"
    return _published(*connection.execute(query, (key,)).fetchone())


def load_all_published(connection: sqlite3.Connection) -> dict[int, Published | None]:
    """Return when each document was published, by its row."""
    rows = connection.execute("SELECT key, published, precision, basis FROM documents")
    return {key: _published(*columns) for key, *columns in rows}


def load_original(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """Return the bytes of a hash, or None if they were not kept."""
    row = connection.execute("SELECT packed FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return zlib.decompress(row[0]) if row else None


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


def _published(date: str | None, precision: str | None, basis: str | None) -> Published | None:
    """Return a date of publication from its columns."""
    if date is None:
        return None
    return Published(datetime.date.fromisoformat(date), precision, basis)  # type: ignore[arg-type]


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
