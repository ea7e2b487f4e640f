"""What single corrections and single actors come to in a record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from verbale.models import Correction, Mention
from verbale.store.analyses import load_analysis
from verbale.store.correcting import Rules
from verbale.store.corrections import load_rules, standing_corrections, touched_documents

_NAMING = """
SELECT document FROM mentions WHERE actor IN (SELECT value FROM json_each(:ids))
UNION SELECT document FROM statements WHERE speaker_id IN (SELECT value FROM json_each(:ids))
UNION SELECT document FROM statements WHERE on_behalf_of IN (SELECT value FROM json_each(:ids))
UNION SELECT s.document FROM addressees a JOIN statements s ON s.key = a.statement
      WHERE a.actor IN (SELECT value FROM json_each(:ids))
UNION SELECT s.document FROM abouts a JOIN statements s ON s.key = a.statement
      WHERE a.actor IN (SELECT value FROM json_each(:ids))
UNION SELECT s.document FROM carriers c JOIN statements s ON s.key = c.statement
      WHERE c.carrier IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class Effect:
    """How much a correction changes in a record.

    Attributes:
        mentions: Names that stand for somebody else, or for nobody.
        statements: Statements that are otherwise, or no statements.
    """

    mentions: int
    statements: int


def effect_of(connection: sqlite3.Connection, correction: Correction) -> Effect:
    """Return what changes by a standing correction, beside what the other corrections change."""
    standing = standing_corrections(connection)
    before = load_rules(connection, [one for one in standing if one.id != correction.id])
    after = load_rules(connection, standing)
    documents = touched_documents(connection, (correction,))
    if correction.kind in ("merge", "rename") and correction.actor is not None:
        documents |= _naming(connection, _found_as(correction.actor, before))
    mentions = statements = 0
    for key in documents:
        old, new = (load_analysis(connection, key, rules, with_candidates=False) for rules in (before, after))
        mentions += sum(a.actor != b.actor for a, b in zip(old.mentions, new.mentions, strict=True))
        kept = {one.id: one for one in new.statements}
        known = {one.id for one in old.statements}
        statements += sum(kept.get(one.id) != one for one in old.statements) + len(kept.keys() - known)
    return Effect(mentions, statements)


def places_of(connection: sqlite3.Connection, rules: Rules, actor: str) -> Iterator[tuple[str, Mention]]:
    """Yield where an actor is named, as ids of documents with corrected mentions, by document and place.

    Args:
        connection: An open record.
        rules: The standing corrections.
        actor: The actor's id.
    """
    actor = rules.final(actor)
    documents = _naming(connection, _found_as(actor, rules)) | touched_documents(connection, rules.standing)
    order = """SELECT key FROM documents WHERE key IN (SELECT value FROM json_each(?))
               ORDER BY published IS NULL, published, id"""
    for (key,) in connection.execute(order, (json.dumps(sorted(documents)),)).fetchall():
        stored = load_analysis(connection, key, rules, with_candidates=False)
        for mention in stored.mentions:
            if mention.actor == actor:
                yield stored.document.id, mention


def _found_as(actor: str, rules: Rules) -> set[str]:
    """Return the ids under which an actor was found."""
    return {actor, *(one for one in rules.into if rules.final(one) == rules.final(actor))}


def _naming(connection: sqlite3.Connection, ids: Collection[str]) -> set[int]:
    """Return the rows of the documents in which something was found of actors."""
    return {key for (key,) in connection.execute(_NAMING, {"ids": json.dumps(sorted(ids))})}
