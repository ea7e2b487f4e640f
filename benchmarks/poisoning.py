"""What near copies of one article do to the counts of a record, and what they cost.

    python -m benchmarks.poisoning [--sizes 100 1000 10000] [--pool 200]

The record: the articles of examples/news and a hundred invented ones (benchmarks/damage/reported.py). Then near copies
of one of the examples come in, each a little different and by another outlet, and everything is counted again: sayings,
independent sources of documents, and the sources of all sayings together. Each size begins with a record of its own.

Every copy has words swapped for any others, in 1, 3 or 10 % of its places. The first of them, the pool, are analysed as
any article is, so that the damage does to the finding of statements what it does in earnest. The others are made from
one of the pool by swapping 2 % of the words again for words of the same length: what was found in that one is taken
over at the same offsets, since ten thousand analyses would take an hour and are not what is measured.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import verbale
from benchmarks.damage.reported import Found, reported_articles
from benchmarks.damage.texts import open_news
from benchmarks.harness import Figure, finish
from verbale.compare import independent_sources
from verbale.models import Document, Span, Statement
from verbale.store import Record
from verbale.store.writing import transaction, write_document

SIZES = (100, 1_000, 10_000)
POOL, BESIDE = 200, 100
RATES = (0.01, 0.03, 0.1)
AGAIN = 0.02
NEWS = Path(__file__).parent.parent / "examples" / "news"
POISONED = NEWS / "2023-07-12-vilnius-communique.txt"
_WORD = re.compile(r"\b[a-z]{3,}\b")
TABLES = ("copies", "saying_links", "sayings", "saying_signatures", "saying_keys")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a record counts, and how long it took."""

    utterances: int
    sources: int
    attested: int
    seconds: float


def vocabulary() -> list[str]:
    """Return words of open news."""
    return sorted({word for text in open_news().values() for word in _WORD.findall(text)})


def swapped(text: str, rate: float, rng: random.Random, by_length: dict[int, list[str]] | list[str]) -> str:
    """Return a text with words swapped for others, of the same length if words are given by their length."""

    def other(match: re.Match[str]) -> str:
        if rng.random() >= rate:
            return match[0]
        return rng.choice(by_length[len(match[0])] if isinstance(by_length, dict) else by_length)

    return _WORD.sub(other, text)


def analysed(text: str, day: str, outlet: str) -> Found:
    """Return a document with its statements."""
    found = verbale.analyze(text, published=day, outlet=outlet)
    return found.document, tuple(found.statements)


def pool_of(text: str, day: str, size: int, words: list[str]) -> list[Found]:
    """Return near copies of a text, analysed."""
    rng = random.Random(3)
    return [analysed(swapped(text, rng.choice(RATES), rng, words), day, f"Mirror {n}") for n in range(size)]


def flood(pool: list[Found], size: int, words: list[str]) -> Iterator[Found]:
    """Yield so many near copies."""
    rng = random.Random(4)
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in words:
        by_length[len(word)].append(word)
    for number in range(size):
        document, statements = pool[number % len(pool)]
        if number >= len(pool):
            text = swapped(document.text, AGAIN, rng, by_length)
            document, statements = moved(replace(document, text=text, outlet=f"Mirror {number}"), statements)
        yield document, statements


def moved(document: Document, statements: tuple[Statement, ...]) -> Found:
    """Return a document with statements that another one has at the same offsets; only what comparing looks at."""

    def cut(span: Span | None) -> Span | None:
        return Span.of(document.text, span.start, span.end) if span else None

    bare = [
        replace(
            one,
            document=document.id,
            source=cut(one.source),
            cue=cut(one.cue),
            content=tuple(Span.of(document.text, part.start, part.end) for part in one.content),
            occasion=cut(one.occasion),
            channel=None,
            addressees=(),
            about=(),
        )
        for one in statements
    ]
    ids = {old.id: new.id for old, new in zip(statements, bare, strict=True)}
    return document, tuple(replace(one, within=ids.get(one.within or "")) for one in bare)


def write(record: Record, found: list[Found]) -> float:
    """Write articles and compare them; return the seconds of processor time."""
    started = time.process_time()
    for document, statements in found:
        with transaction(record._connection):
            write_document(record._connection, document, (), statements)
    record.compare()
    return time.process_time() - started


def counts(record: Record) -> Counts:
    """Return what a record counts."""
    started = time.process_time()
    utterances = record.utterances()
    sources = len(independent_sources([document.id for document in record.documents()], record.copies()))
    attested = sum(utterance.sources for utterance in utterances)
    return Counts(len(utterances), sources, attested, time.process_time() - started)


def one_size(size: int, pool: list[Found], words: list[str]) -> tuple[float, list[Figure]]:
    """Return the seconds of processor time that so many near copies take, and the figures."""
    home = [analysed(path.read_text("utf-8"), path.name[:10], "Examples") for path in sorted(NEWS.glob("*.txt"))]
    home += [(document, statements) for document, statements, _ in reported_articles(BESIDE, seed=9)]
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "poisoned.db") as record:
        write(record, home)
        before = counts(record)
        seconds = write(record, list(flood(pool, size, words)))
        after = counts(record)
        rows = [record._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]  # noqa: S608
    name = f"poisoning.{size}"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = ", ".join(f"{count} {table}" for count, table in zip(rows, TABLES, strict=True))
    return seconds, [
        Figure(
            f"{name}.change_of_utterances",
            after.utterances - before.utterances,
            f"{before.utterances} before, {after.utterances} after; at most 1",
        ),
        Figure(
            f"{name}.change_of_sources",
            after.sources - before.sources,
            f"{before.sources} before, {after.sources} after; at most 1",
        ),
        Figure(
            f"{name}.change_of_sources_of_utterances",
            after.attested - before.attested,
            f"{before.attested} before, {after.attested} after",
        ),
        Figure(f"{name}.seconds", seconds, f"{1000 * seconds / size:.0f} ms a copy; memory {memory:.0f} MiB"),
        Figure(f"{name}.counting_seconds", after.seconds, "all sayings with their wordings, and all copies"),
        Figure(f"{name}.rows_a_copy", sum(rows) / size, told),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="What near copies of one article do to a record.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--pool", type=int, default=POOL)
    arguments = parser.parse_args()
    words = vocabulary()
    pool = pool_of(POISONED.read_text("utf-8"), POISONED.name[:10], arguments.pool, words)
    runs, figures = [], []
    for size in arguments.sizes:
        seconds, its = one_size(size, pool, words)
        runs.append((size, seconds))
        figures += its
    if len(runs) > 1:
        growth = math.log(runs[-1][1] / runs[0][1]) / math.log(runs[-1][0] / runs[0][0])
        figures.append(Figure("poisoning.exponent", growth, "at most 1.2"))
    finish("examples/news, invented articles and near copies of one example; one core", figures)


if __name__ == "__main__":
    main()
