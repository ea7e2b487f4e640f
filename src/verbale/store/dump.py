"""The record in its canonical form, by which two records are compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from verbale.store.analyses import load_analysis
from verbale.store.correcting import Rules
from verbale.store.corrections import standing_corrections
from verbale.store.forms import (
    correction_form,
    damage_form,
    document_form,
    mention_form,
    segment_forms,
    statement_form,
    time_form,
    to_json,
)


def dumped(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a record as lines of canonical JSON; `Record.dump` describes it."""
    for key, id_ in connection.execute("SELECT key, id FROM documents ORDER BY id").fetchall():
        stored = load_analysis(connection, key, Rules())
        form = document_form(stored.document) | {"segments": segment_forms(stored.document)}
        yield to_json({"record": "document"} | form)
        for mention in stored.mentions:
            yield to_json({"record": "mention"} | mention_form(id_, mention))
        for statement in stored.statements:
            yield to_json({"record": "statement"} | statement_form(statement))
        for time in stored.times:
            yield to_json({"record": "time"} | time_form(id_, time))
        yield to_json({"record": "damage"} | damage_form(id_, stored.damage))
    for correction in sorted(standing_corrections(connection), key=lambda one: one.id):
        yield to_json({"record": "correction"} | correction_form(correction))
