"""Documents with what was found in them, as found or corrected."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from verbale.models import Document, Mention, Statement, TextDamage, Time
from verbale.store.conditions import Conditions
from verbale.store.correcting import Names, Rules
from verbale.store.documents import load_document, load_published
from verbale.store.findings import load_damage, load_document_statements, load_mentions, load_statements, load_times
from verbale.store.who import plain_names


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """A stored document and what was found in it; an `Analysis` without the spaCy ``Doc``.

    Attributes:
        document: The document.
        mentions: The names, in order.
        statements: The statements, in order of their first character.
        times: The expressions of time, in order.
        damage: How much the text looks rewritten or translated by a machine, with the clues.
        names: Plain names of the actors whom the statements refer to by their ids.
    """

    document: Document
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    times: tuple[Time, ...] = ()
    damage: TextDamage = field(default_factory=TextDamage)
    names: Mapping[str, str] = field(default_factory=dict)


def load_analysis(
    connection: sqlite3.Connection, key: int, rules: Rules, *, with_candidates: bool = True
) -> StoredAnalysis:
    """Return the document of a row with what was found in it, corrected.

    Args:
        connection: An open record.
        key: The row.
        rules: The standing corrections; without any, everything is as it was found.
        with_candidates: False leaves the candidates of names out where no correction needs them.
    """
    document = load_document(connection, key)
    needed = with_candidates or rules.need_candidates
    mentions = load_mentions(connection, key, document.text, with_candidates=needed)
    statements = load_document_statements(connection, key, document)
    if rules.standing:
        names = Names(rules, document.id, document.published, mentions)
        mentions, statements = names.mentions, tuple(_corrected(statements, rules, names))
    times, damage = load_times(connection, key, document.text), load_damage(connection, key, document.text)
    return StoredAnalysis(document, mentions, statements, times, damage)


def with_names(connection: sqlite3.Connection, stored: StoredAnalysis, rules: Rules) -> StoredAnalysis:
    """Return a stored analysis with the names of the actors in it."""
    return replace(stored, names=plain_names(connection, rules, stored.statements))


def find_statements(connection: sqlite3.Connection, conditions: Conditions, rules: Rules) -> Iterator[Statement]:
    """Yield the statements that meet conditions, by date of publication (unknown last), document and place in it."""
    for key, rows in groupby(conditions.rows(), key=lambda row: row[0]):
        id_, text = connection.execute("SELECT id, text FROM documents WHERE key = ?", (key,)).fetchone()
        found: Iterable[Statement] = load_statements(connection, id_, text, [statement for _, statement in rows])
        if rules.standing:
            # Merged and renamed actors change without regard to the names around them.
            has_names = bool(rules.names or rules.statements)
            needed = rules.need_candidates
            mentions = load_mentions(connection, key, text, with_candidates=needed) if has_names else ()
            found = _corrected(found, rules, Names(rules, id_, load_published(connection, key), mentions))
        yield from (statement for statement in found if conditions.are_met(statement))


def _corrected(found: Iterable[Statement], rules: Rules, names: Names) -> Iterator[Statement]:
    """Yield statements corrected, without those that are none."""
    for one in found:
        corrected = rules.statement(one, names)
        if corrected is not None:
            yield corrected
