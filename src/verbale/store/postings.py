"""The keys of an index of candidates in the tables of a record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import numpy as np

from verbale.compare.candidates import Rank, rank_of
from verbale.compare.signature import Signature


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
        self._members = f"""SELECT rank, name FROM {keys} JOIN {signatures} ON number = signature
                            WHERE key = ? ORDER BY rank, name LIMIT ?"""  # noqa: S608

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
            name: Signature(name, tuple(np.frombuffer(keys, np.int64).tolist()), np.frombuffer(sketch, np.uint32))
            for name, keys, sketch in rows
        }

    def standing(self, key: int, size: int) -> list[Rank]:
        """Return the first documents of a key, by rank."""
        return self._connection.execute(self._members, (key, size)).fetchall()

    def members(self, key: int) -> list[str]:
        """Return all documents of a key."""
        return [name for _, name in self.standing(key, -1)]
