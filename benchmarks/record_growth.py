"""Time, memory and size of a record on disk as it grows; adding to it; beside it MinHash alone.

    python -m benchmarks.record_growth [--sizes 10000 30000 100000]

Each size is a record of its own in a process of its own, on one core: invented articles, one in five of which has up to
six copies (benchmarks/damage/invented.py), every third sentence a quotation. What is measured is storing and comparing:
the statements come from the generator (benchmarks/damage/reported.py), since the encoder costs the same for each
article, whatever the size of the record. Then 100 more articles are written and compared, and the record is asked.
Seconds are of processor time and of system calls; time and memory for making the articles do not count in the seconds.

Beside it, on the same texts: MinHash alone with its index (rensa, 128 values in 32 bands), kept in memory, which stores
nothing and tells no copy from two reports.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.copies_growth import minhash_alone
from benchmarks.damage.reported import Found, reported_articles
from benchmarks.harness import Figure, finish, in_process
from verbale.models import Document
from verbale.store import Record
from verbale.store.comparing import compare_all
from verbale.store.writing import transaction, write_document

SIZES = (10_000, 30_000, 100_000)
ADDED = 100
#: Articles are made so many at a time, so that they are not in memory all at once.
AT_ONCE = 1000
#: Rows of these are counted.
TABLES = ("copies", "saying_links", "sayings", "saying_signatures")


def peak() -> float:
    """Return the most memory that the process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write(record: Record, found: list[Found]) -> None:
    """Write articles with their statements, each in a transaction of its own, as reading does."""
    for document, statements in found:
        with transaction(record._connection):
            write_document(record._connection, document, (), statements)


def one_size(size: int, folder: Path) -> dict[str, Any]:
    """Return what a record of some size costs."""
    path = folder / f"{size}.db"
    stream = ((document, statements) for document, statements, _ in reported_articles(size + ADDED))
    stored = 0.0
    with Record.open(path) as record:
        for at in range(0, size, AT_ONCE):
            some = list(islice(stream, min(AT_ONCE, size - at)))
            started = time.process_time()
            write(record, some)
            stored += time.process_time() - started
        before = peak()
        started = time.process_time()
        compare_all(record._connection, _Progress(started))
        compared = time.process_time() - started
        memory = peak()
        some = list(stream)
        started, wall = time.process_time(), time.monotonic()
        write(record, some)
        compare_all(record._connection)
        added, added_wall = time.process_time() - started, time.monotonic() - wall
        started = time.process_time()
        words = some[0][1][0].words if some[0][1] else some[0][0].text[:100]
        traced = len(record.trace(words))
        asked = time.process_time() - started
        rows = {
            table: record._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in TABLES
        }
    found = {
        "size": size, "stored": stored, "compared": compared, "seconds": stored + compared, "before": before,
        "memory": memory, "added": added, "added_wall": added_wall, "asked": asked, "traced": traced, "rows": rows,
        "disk": path.stat().st_size / 2**20,
    }  # fmt: skip
    print(json.dumps(found), file=sys.stderr, flush=True)
    return found


class _Progress:
    """Tells on the error stream how far comparing has got."""

    def __init__(self, started: float) -> None:
        self._started = started
        self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        seconds = time.process_time() - self._started
        if seconds > self._told + 30:
            self._told = seconds
            print(f"{done} of {total} in {seconds:.0f} s", file=sys.stderr, flush=True)


def alone(size: int) -> dict[str, Any]:
    """Return what MinHash alone costs."""
    documents: list[Document] = [document for document, _, _ in reported_articles(size)]
    seconds, pairs = minhash_alone(documents)
    return {"seconds": seconds, "pairs": pairs}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time, memory and size of a record as it grows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(one_size(arguments.one, Path(folder))))
        return
    if arguments.alone:
        print(json.dumps(alone(arguments.alone)))
        return
    figures, runs = [], []
    for size in arguments.sizes:
        one = in_process("record_growth", "--one", str(size))
        peer = in_process("record_growth", "--alone", str(size))
        runs.append({**one, "alone": peer["seconds"]})
        name = f"record_growth.{size}"
        rows = ", ".join(f"{count} {table}" for table, count in one["rows"].items())
        figures += [
            Figure(f"{name}.seconds", one["seconds"], f"store {one['stored']:.0f} s, compare {one['compared']:.0f} s"),
            Figure(f"{name}.memory_mib", one["memory"], f"{one['before']:.0f} MiB before comparing"),
            Figure(f"{name}.disk_mib", one["disk"], rows),
            Figure(f"{name}.add_{ADDED}_seconds", one["added"], f"{one['added_wall']:.1f} s by the clock; at most 30"),
            Figure(f"{name}.trace_seconds", one["asked"], f"{one['traced']} sayings"),
            Figure(f"{name}.minhash_alone_seconds", peer["seconds"], f"{peer['pairs']} pairs"),
        ]
    if len(runs) > 1:
        first, last = runs[0], runs[-1]
        for what, name in (("seconds", "exponent"), ("memory", "memory_exponent"), ("disk", "disk_exponent")):
            growth = math.log(last[what] / first[what]) / math.log(last["size"] / first["size"])
            figures.append(Figure(f"record_growth.{name}", growth, "at most 1.2"))
    finish("invented articles; one core", figures)


if __name__ == "__main__":
    main()
