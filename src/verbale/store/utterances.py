"""Sayings over all documents of a record: all of them, or those that answer a question."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.compare.copies import MOST_WHOLE
from verbale.compare.likeness import match
from verbale.compare.places import Place, aligned_from, has_place
from verbale.compare.saying_index import SayingIndex, saying_signature
from verbale.compare.sayings import Saying
from verbale.compare.trace import FOUND, answer, questions_of, search_words
from verbale.compare.utterances import clusters, origins_of, scored, utterance_of
from verbale.models.copy import Copy
from verbale.models.utterance import Utterance
from verbale.store.comparing import load_links, load_sayings, load_signed
from verbale.store.copies import load_origins, load_plain_copies, load_same_texts
from verbale.store.correcting import Rules
from verbale.store.postings import RecordPostings

#: So many statements with the words of a question are looked at.
_LOOKED_AT = 300
#: So many statements are loaded at once.
_BATCH = 500
#: With so many copies of its text that have its place, a saying that most of them have not is taken for damage.
_MANY_COPIES = 8
_SEARCH = """
SELECT id FROM statements WHERE key IN (
    SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? ORDER BY rank LIMIT ?
)
"""


def load_utterances(connection: sqlite3.Connection, rules: Rules, *, shared: bool = False) -> Iterator[Utterance]:
    """Yield the sayings that the statements of a record report; each statement is in one.

    What only a few of many copies of one text report, though all have the sentence, is taken for damage and left out.

    Args:
        connection: An open record, all of it compared.
        rules: The standing corrections.
        shared: Only those that several documents report.
    """
    done: set[str] = set()
    copies = load_plain_copies(connection)
    origins = origins_of(copies)
    touching: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        touching[copy.document].append(copy)
    for (id_,) in connection.execute("SELECT DISTINCT statement FROM saying_links ORDER BY statement").fetchall():
        if id_ not in done:
            groups, seen = _groups(connection, [id_], rules)
            done |= seen | {id_}
            for members in groups:
                documents = {one.report.id for one in members}
                if (not shared or len(documents) > 1) and not is_damage(connection, members):
                    between = [copy for one in documents for copy in touching[one] if copy.of in documents]
                    yield utterance_of(members, between, origins)
    if shared:
        return
    query = """SELECT statement FROM sayings WHERE NOT EXISTS
               (SELECT 1 FROM saying_links l WHERE l.statement = sayings.statement) ORDER BY document, statement"""
    alone = [id_ for (id_,) in connection.execute(query).fetchall()]
    for at in range(0, len(alone), _BATCH):
        for _, saying in sorted(load_sayings(connection, alone[at : at + _BATCH], rules).items()):
            if not is_damage(connection, [saying]):
                yield utterance_of([saying], (), origins)


def utterances_of(connection: sqlite3.Connection, statements: Sequence[str], rules: Rules) -> list[Utterance]:
    """Return the sayings that some statements report."""
    asked = frozenset(statements)
    wanted = set(statements)
    found: list[list[Saying]] = []
    while wanted:
        groups, seen = _groups(connection, [min(wanted)], rules)
        found += [members for members in groups if not asked.isdisjoint(one.id for one in members)]
        wanted -= seen | {min(wanted)}
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


def _groups(connection: sqlite3.Connection, seeds: Iterable[str], rules: Rules) -> tuple[list[list[Saying]], set[str]]:
    """Return the sayings of the statements that can be reached from some, and which these are."""
    there = _around(connection, seeds, rules)
    signed = {id_: there.sayings[id_] for id_ in there.sayings.keys() & there.signed}
    found = []
    for members in clusters(signed, there.links):
        standing: set[str] = set()
        ahead = {one.id for one in members}
        while ahead:
            ahead = {one for id_ in ahead for one in there.standing.get(id_, ())} - standing - signed.keys()
            standing |= ahead
        every = [*members, *(there.sayings[id_] for id_ in sorted(standing))]
        kept = [one for one in every if one.id not in there.rejected]
        if kept:
            found.append(kept)
    return found, set(there.sayings)


@dataclass(slots=True)
class _Reached:
    """Statements that can be reached from some.

    Attributes:
        sayings: All of them, by id.
        signed: Those that are linked by their words.
        links: Which of these match which.
        standing: Which others stand where one stands, in copies of its text.
        rejected: Those that a user rejected; they are here for the ones that stand where they stood.
    """

    sayings: dict[str, Saying]
    signed: set[str]
    links: dict[str, set[str]]
    standing: dict[str, set[str]]
    rejected: set[str]


def _around(connection: sqlite3.Connection, seeds: Iterable[str], rules: Rules) -> _Reached:
    """Return the statements that can be reached from some over those that match, or stand at one place."""
    wanted = sorted(set(seeds))
    sayings = load_sayings(connection, wanted, rules)
    there = _Reached(sayings, load_signed(connection, sayings), {}, defaultdict(set), set())
    ahead = sorted(sayings)
    while ahead:
        near = load_links(connection, ahead)
        unknown = {other for others in near.values() for other in others} - there.sayings.keys()
        loaded = load_sayings(connection, unknown, rules)
        signed = load_signed(connection, unknown) | there.signed
        lost = {
            other
            for one in ahead
            for other in near.get(one, ())
            if other in unknown - loaded.keys() and not (one in signed and other in signed)
        }
        if lost:
            there.rejected |= lost
            loaded |= load_sayings(connection, lost, Rules())
        following = set()
        for one in ahead:
            for other in near.get(one, ()):
                reached = there.sayings.get(other) or loaded.get(other)
                if reached is None:
                    continue
                if one in signed and other in signed:
                    if not match(there.sayings[one], reached):
                        continue
                    there.links.setdefault(one, set()).add(other)
                    there.links.setdefault(other, set()).add(one)
                else:
                    there.standing[one].add(other)
                    there.standing[other].add(one)
                if other not in there.sayings:
                    following.add(other)
        there.sayings.update({id_: loaded[id_] for id_ in following})
        there.signed |= signed & following
        ahead = sorted(following)
    return there


def is_damage(connection: sqlite3.Connection, members: Sequence[Saying]) -> bool:
    """Tell whether a saying is only what damage makes of a text: most of its many copies have the place, and not it.

    Args:
        connection: An open record, all of it compared.
        members: The statements that report it.
    """
    documents = {one.report.id for one in members}
    return all(_is_rare(connection, one, documents) for one in members)


def _is_rare(connection: sqlite3.Connection, saying: Saying, documents: set[str]) -> bool:
    """Tell whether a statement is in few of those copies of its text that have its place."""
    place = Place(saying.id, tuple((part.start, part.end) for part in saying.statement.content))
    with_it = with_place = 0
    for copy in load_same_texts(connection, saying.report.id, MOST_WHOLE):
        if has_place(place, aligned_from(copy, saying.report.id)):
            with_place += 1
            with_it += not documents.isdisjoint({copy.document, copy.of} - {saying.report.id})
    return with_place >= _MANY_COPIES and 2 * with_it < with_place


def _utterance(connection: sqlite3.Connection, members: Sequence[Saying]) -> Utterance:
    """Return the saying that some statements report, with the copies among their documents."""
    documents = {one.report.id for one in members}
    return utterance_of(members, load_origins(connection, documents) if len(documents) > 1 else ())
