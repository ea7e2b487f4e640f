"""Statements that somebody has marked, in place of those that were found."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from verbale.models import Statement
from verbale.store.documents import document_key, load_document
from verbale.store.writing import transaction, write_document


def replace_statements(connection: sqlite3.Connection, marked: Mapping[str, Sequence[Statement]]) -> int:
    """Write marked statements; `Record.replace_statements` describes it."""
    from verbale.run.pool import findings_of  # loads the engine, which queries do without

    documents = [load_document(connection, document_key(connection, id_)[0]) for id_ in sorted(marked)]
    found = [(document, findings_of(document, marked[document.id])) for document in documents]
    with transaction(connection):
        for document, one in found:
            write_document(connection, document, one.mentions, one.statements, one.times, one.actors, one.damage)
    return sum(len(one.statements) for _, one in found)
