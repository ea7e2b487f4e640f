"""Sayings over all documents of a record: all of them, or those that answer a question."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from verbale.compare.likeness import match
from verbale.compare.saying_index import SayingIndex, saying_signature
from verbale.compare.sayings import Saying
from verbale.compare.trace import FOUND, answer, questions_of, search_words
from verbale.compare.utterances import clusters, scored, utterance_of
from verbale.models.utterance import Utterance
from verbale.store.comparing import load_copies, load_links, load_sayings
from verbale.store.correcting import Rules
from verbale.store.postings import RecordPostings

#: So many statements with the words of a question are looked at.
_LOOKED_AT = 300
#: So many statements are loaded at once.
_BATCH = 500
_SEARCH = """
SELECT id FROM statements WHERE key IN (
    SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? ORDER BY rank LIMIT ?
)
"""


def load_utterances(connection: sqlite3.Connection, rules: Rules, *, shared: bool = False) -> Iterator[Utterance]:
    """Yield the sayings that the statements of a record report; each statement is in one.

    Args:
        connection: An open record, all of it compared.
        rules: The standing corrections.
        shared: Only those that several documents report.
    """
    done: set[str] = set()
    for (id_,) in connection.execute("SELECT DISTINCT statement FROM saying_links ORDER BY statement").fetchall():
        if id_ not in done:
            sayings, links = _around(connection, [id_], rules)
            done |= sayings.keys() | {id_}
            for members in clusters(sayings, links):
                if not shared or len({one.report.id for one in members}) > 1:
                    yield _utterance(connection, members)
    if shared:
        return
    query = """SELECT statement FROM sayings WHERE NOT EXISTS
               (SELECT 1 FROM saying_links l WHERE l.statement = sayings.statement) ORDER BY document, statement"""
    alone = [id_ for (id_,) in connection.execute(query).fetchall()]
    for at in range(0, len(alone), _BATCH):
        for _, saying in sorted(load_sayings(connection, alone[at : at + _BATCH], rules).items()):
            yield utterance_of([saying])


def utterances_of(connection: sqlite3.Connection, statements: Sequence[str], rules: Rules) -> list[Utterance]:
    """Return the sayings that some statements report."""
    wanted = set(statements)
    found = []
    while wanted:
        sayings, links = _around(connection, [min(wanted)], rules)
        wanted.discard(min(wanted))
        for members in clusters(sayings, links):
            if not wanted.union(statements).isdisjoint(one.id for one in members):
                found.append(members)
        wanted -= sayings.keys()
    return [_utterance(connection, members) for members in found]


def traced(connection: sqlite3.Connection, rules: Rules, words: str) -> list[Utterance]:
    """Return the sayings with some words, damaged words or a paraphrase of them, the best answers first.

    Args:
        connection: An open record, all of it compared.
        rules: The standing corrections.
        words: The words; of a longer text each sentence is asked for.
    """
    scores: dict[str, float] = {}
    for question in questions_of(words):
        for id_, saying in load_sayings(connection, _candidates(connection, question), rules).items():
            score = answer(question, saying)
            if score >= FOUND:
                scores[id_] = max(score, scores.get(id_, 0.0))
    found = [
        scored(one, max(scores.get(statement.id, 0.0) for statement in one.statements))
        for one in utterances_of(connection, sorted(scores), rules)
    ]
    return sorted(found, key=lambda one: (-(one.score or 0.0), -one.sources, one.id))


def _candidates(connection: sqlite3.Connection, question: Saying) -> set[str]:
    """Return statements that share words with a question."""
    query = " OR ".join(f'"{stem}" *' for stem in search_words(question) if '"' not in stem)
    found = {id_ for (id_,) in connection.execute(_SEARCH, (query, _LOOKED_AT))} if query else set()
    index = SayingIndex(RecordPostings(connection, "saying"))
    return found.union(index.candidates(saying_signature(question)))


def _around(
    connection: sqlite3.Connection, seeds: Iterable[str], rules: Rules
) -> tuple[dict[str, Saying], dict[str, set[str]]]:
    """Return the statements that can be reached from some over those that match, and which match which."""
    sayings = load_sayings(connection, seeds, rules)
    links: dict[str, set[str]] = {}
    ahead = sorted(sayings)
    while ahead:
        near = load_links(connection, ahead)
        unknown = {other for others in near.values() for other in others} - sayings.keys()
        loaded = load_sayings(connection, unknown, rules)
        following = set()
        for one in ahead:
            for other in near.get(one, ()):
                there = sayings.get(other) or loaded.get(other)
                if there is not None and match(sayings[one], there):
                    links.setdefault(one, set()).add(other)
                    links.setdefault(other, set()).add(one)
                    if other not in sayings:
                        following.add(other)
        sayings |= {id_: loaded[id_] for id_ in following}
        ahead = sorted(following)
    return sayings, links


def _utterance(connection: sqlite3.Connection, members: Sequence[Saying]) -> Utterance:
    """Return the saying that some statements report, with the copies among their documents."""
    documents = {one.report.id for one in members}
    return utterance_of(members, tuple(load_copies(connection, documents)) if len(documents) > 1 else ())
