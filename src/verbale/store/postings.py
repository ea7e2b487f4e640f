"""The keys of an index of candidates in the tables of a record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from verbale.compare.candidates import Rank, rank_of
from verbale.compare.signature import SKETCH_SIZE, Signature

#: Bytes of a sketch; what stands after them, or alone, is a document's mark.
_SKETCH_BYTES = 4 * SKETCH_SIZE
_MARK_BYTES = 8
_LAST_RANK = 2**63 - 1


class RecordPostings:
    """The keys of an index in a record: `verbale.compare.candidates.Postings`.

    Args:
        connection: An open record.
        name: Which index: ``document`` or ``saying``; its tables begin so.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        signatures, keys = f"{name}_signatures", f"{name}_keys"
        # The name of a table cannot be a parameter; it is one of two words of ours.
        self._add = f"INSERT INTO {signatures} (name, keys, sketch) VALUES (?, ?, ?)"  # noqa: S608
        self._add_key = f"INSERT INTO {keys} VALUES (?, ?, ?)"  # noqa: S608
        self._find = f"SELECT number, keys FROM {signatures} WHERE name = ?"  # noqa: S608
        self._remove = f"DELETE FROM {signatures} WHERE number = ?"  # noqa: S608
        self._remove_key = f"DELETE FROM {keys} WHERE key = ? AND rank = ? AND signature = ?"  # noqa: S608
        self._load = f"""SELECT name, keys, sketch FROM {signatures}
                         WHERE name IN (SELECT value FROM json_each(?))"""  # noqa: S608
        self._find_sketch = f"SELECT sketch FROM {signatures} WHERE name = ?"  # noqa: S608
        self._set_sketch = f"UPDATE {signatures} SET sketch = ? WHERE name = ?"  # noqa: S608
        # One look at the index for each key, however many documents have it.
        self._first = f"""
            SELECT k.key, k.rank, s.name FROM json_each(?1) j CROSS JOIN {keys} k CROSS JOIN {signatures} s
            WHERE k.key = j.value AND s.number = k.signature AND k.rank <= ifnull(
                (SELECT rank FROM {keys} WHERE key = j.value ORDER BY rank LIMIT 1 OFFSET ?2), {_LAST_RANK})
            """  # noqa: S608
        self._members = f"""SELECT name FROM {keys} JOIN {signatures} ON number = signature WHERE key = ?"""  # noqa: S608

    def add(self, signature: Signature, rank: Rank) -> None:
        """Add a document that is not there yet."""
        packed = np.array(signature.keys, np.int64).tobytes(), signature.sketch.tobytes()
        number = self._connection.execute(self._add, (signature.document, *packed)).lastrowid
        self._connection.executemany(self._add_key, [(key, rank[0], number) for key in signature.keys])

    def remove(self, document: str) -> None:
        """Remove a document that is there."""
        number, packed = self._connection.execute(self._find, (document,)).fetchone()
        rank = rank_of(document)[0]
        keys = np.frombuffer(packed, np.int64).tolist()
        self._connection.executemany(self._remove_key, [(key, rank, number) for key in keys])
        self._connection.execute(self._remove, (number,))

    def signatures(self, documents: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of those documents that are there."""
        rows = self._connection.execute(self._load, (json.dumps(sorted(documents)),))
        return {
            name: Signature(
                name,
                tuple(np.frombuffer(keys, np.int64).tolist()),
                np.frombuffer(sketch[: len(sketch) // _SKETCH_BYTES * _SKETCH_BYTES], np.uint32),
            )
            for name, keys, sketch in rows
        }

    def mark(self, document: str) -> bytes | None:
        """Return the mark that a document was given, None if it has none or is not there."""
        row = self._connection.execute(self._find_sketch, (document,)).fetchone()
        return row[0][-_MARK_BYTES:] if row and len(row[0]) % _SKETCH_BYTES == _MARK_BYTES else None

    def set_mark(self, signature: Signature, mark: bytes) -> None:
        """Give a document a mark of 8 bytes: what it is told by that it has changed."""
        self._connection.execute(self._set_sketch, (signature.sketch.tobytes() + mark, signature.document))

    def first(self, keys: Sequence[int], size: int) -> dict[int, list[Rank]]:
        """Return the first documents of each key that has any, by rank."""
        found: dict[int, list[Rank]] = {}
        for key, *there in self._connection.execute(self._first, (json.dumps(keys), size - 1)):
            found.setdefault(key, []).append((there[0], there[1]))
        return {key: sorted(ranks)[:size] for key, ranks in found.items()}

    def members(self, key: int) -> list[str]:
        """Return all documents of a key."""
        return [name for (name,) in self._connection.execute(self._members, (key,))]
