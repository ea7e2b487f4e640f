"""The analysis of many documents, in this process or in several; results keep the order of the documents."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TypeVar

from verbale.errors import VerbaleError
from verbale.models import Actor, Analysis, Document, Mention, Statement, TextDamage, Time
from verbale.store.who import actors_of

T = TypeVar("T")

_IN_HAND = 4  # documents in hand for each worker: none waits for the next, and memory stays bounded


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one document; an `Analysis` that can travel between processes.

    Attributes:
        mentions: The names, in order.
        statements: The statements, in order.
        times: The expressions of time, in order.
        damage: How much the text looks rewritten, with the clues.
        actors: The actors that statements refer to by their ids and no mention has among its candidates, by id.
    """

    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    times: tuple[Time, ...] = ()
    damage: TextDamage = field(default_factory=TextDamage)
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be analysed: a code, and a detail that never has article text in it."""

    code: str
    detail: str


def analyze_all(
    documents: Iterable[tuple[T, Document]], workers: int = 1
) -> Iterator[tuple[T, Document, Findings | Failure]]:
    """Yield what was found in each document, with the tag that came with it.

    A document that fails, or that brings its process down, fails alone.

    Args:
        documents: Documents with a tag each; taken as they are needed.
        workers: How many processes; with 1 the work is done in this one.

    Raises:
        VerbaleError: The engine cannot work at all (codes that are not about the document).
    """
    if workers <= 1:
        for tag, document in documents:
            yield tag, document, analyze_one(document)
        return
    pool = _pool(workers)
    in_hand: deque[tuple[T, Document, Future[Findings | Failure] | None]] = deque()
    try:
        waiting = iter(documents)
        more = True
        while more or in_hand:
            while more and len(in_hand) < workers * _IN_HAND:
                item = next(waiting, None)
                if item is None:
                    more = False
                    break
                in_hand.append((*item, _submit(pool, item[1])))
            if in_hand:
                tag, document, future = in_hand.popleft()
                try:
                    if future is None:
                        raise BrokenProcessPool
                    yield tag, document, future.result()
                except BrokenProcessPool:
                    # Any document in hand may have done it: each of them goes through a process of its own.
                    pool.shutdown(wait=False, cancel_futures=True)
                    yield tag, document, _analyze_alone(document)
                    for other_tag, other, _ in in_hand:
                        yield other_tag, other, _analyze_alone(other)
                    in_hand.clear()
                    pool = _pool(workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def analyze_one(document: Document) -> Findings | Failure:
    """Return what was found in a document, or why nothing could be.

    Raises:
        VerbaleError: The engine cannot work at all.
    """
    try:
        return findings_of(document)
    except VerbaleError as error:
        if not error.code.startswith("V1"):
            raise
        return Failure(error.code, error.detail)
    except (ImportError, OSError) as error:
        # No article makes files go missing: the next one would fail as well.
        raise VerbaleError("V306", type(error).__name__) from error
    except Exception as error:  # one article must not stop the others, whatever is wrong with it
        return Failure("V199", type(error).__name__)


def findings_of(document: Document, marked: Sequence[Statement] | None = None) -> Findings:
    """Return what is found in a document, as it is stored.

    Args:
        document: The document.
        marked: Statements that somebody has marked, to take the place of those that would be found.

    Raises:
        VerbaleError: The document cannot be analysed, or the engine cannot work at all.
    """
    from verbale.run import analysis

    if marked is None:
        found = analysis.analyze_document(document)
    else:
        found = analysis.analyze_document(document, marked=marked)
    return Findings(found.mentions, found.statements, found.times, found.damage, _actors_beyond_mentions(found))


def _actors_beyond_mentions(found: Analysis) -> tuple[Actor, ...]:
    """Return the actors that only statements refer to, so that a record tells of them without the knowledge base."""
    ids = {id_ for statement in found.statements for id_ in actors_of(statement)}
    ids -= {one.actor.id for mention in found.mentions for one in mention.candidates}
    if not ids:
        return ()
    from verbale.codebook.knowledge import knowledge

    base = knowledge()
    return tuple(base.actors[id_] for id_ in sorted(ids) if id_ in base.actors)


def _analyze_alone(document: Document) -> Findings | Failure:
    """Return what was found in a document, in a process that does nothing else."""
    with _pool(1) as pool:
        try:
            return pool.submit(analyze_one, document).result()
        except BrokenProcessPool as error:
            return Failure("V199", type(error).__name__)


def _submit(pool: ProcessPoolExecutor, document: Document) -> Future[Findings | Failure] | None:
    """Hand a document to the pool; None if the pool is broken."""
    try:
        return pool.submit(analyze_one, document)
    except BrokenProcessPool:
        return None


def _pool(workers: int) -> ProcessPoolExecutor:
    """Return fresh processes. They are spawned: a fork of a program with threads may hang."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _ignore_interrupt)


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that drives the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
