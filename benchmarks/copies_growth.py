"""Time and memory of finding copies as a collection grows; adding to it; an attempt to drown it in copies.

    python -m benchmarks.copies_growth [--sizes 10000 30000 100000]

Invented articles (benchmarks/damage/invented.py): one in five has up to six copies, of which up to 40 % of the words
are swapped. Each size runs in a process of its own, on one core: signatures and index, then candidates, alignment and
decision for all pairs, then sources. To the largest, 100 articles are added one by one. Time and memory for making the
articles do not count. Seconds are of processor time, so that other work on the machine does not count either. Beside
it, in the same process: MinHash alone with its index (rensa, 128 values in 32 bands).
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
from functools import lru_cache
from typing import Any

from rensa import RMinHash, RMinHashLSH

from benchmarks.damage.invented import articles, near_copies
from benchmarks.harness import Figure, finish, in_process
from verbale.compare import (
    CandidateIndex,
    Signature,
    affected,
    copies_before,
    independent_sources,
    relate,
    signature_of,
)
from verbale.compare.wording import Wording, wording_of
from verbale.models import Document
from verbale.models.copy import Copy

SIZES = (10_000, 30_000, 100_000)
ADDED = 100
POISON, BESIDE = 10_000, 1_000
#: Wordings kept in memory, as a program that reads a record would.
KEPT = 4096


class Run:
    """A collection whose copies are found."""

    def __init__(self, documents: list[Document]) -> None:
        self.index = CandidateIndex()
        self.documents = {document.id: document for document in documents}
        self.copies: dict[str, list[Copy]] = {}
        self.related: dict[tuple[str, str], Copy | None] = {}
        self.wording = lru_cache(maxsize=KEPT)(self._wording)

    def _wording(self, id_: str) -> Wording:
        return wording_of(self.documents[id_])

    def build(self) -> None:
        """Put all documents into the index."""
        self.signatures = [
            self.index.insert(signature_of(wording_of(document))) for document in self.documents.values()
        ]

    def compare(self) -> int:
        """Find all copies; return how many pairs were compared."""
        for signature in self.signatures:
            self.settle(signature)
        return len(self.related)

    def settle(self, signature: Signature) -> None:
        """Find the copies between a document and those before it."""
        self.copies[signature.document] = copies_before(signature, self.index, self.relate)

    def relate(self, one: str, other: str) -> Copy | None:
        """Compare two documents, or return what that gave before."""
        pair = (one, other)
        if pair not in self.related:
            self.related[pair] = relate(self.wording(one), self.wording(other))
        return self.related[pair]

    def add(self, document: Document) -> None:
        """Add a document."""
        self.documents[document.id] = document
        changes = self.index.add(signature_of(self.wording(document.id)))
        for signature in self.index.signatures(affected(document.id, changes)):
            self.settle(signature)

    def all_copies(self) -> list[Copy]:
        """Return all copies."""
        return [copy for copies in self.copies.values() for copy in copies]

    def sources(self) -> int:
        """Return the number of independent sources."""
        return len(independent_sources(self.documents, self.all_copies()))


def peak() -> float:
    """Return the most memory that the process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one_size(size: int) -> dict[str, Any]:
    """Return what a collection of some size costs."""
    pairs = list(articles(size + ADDED))
    documents = [document for document, _ in pairs[:size]]
    home = {document.id: original for document, original in pairs}
    before = peak()
    run = Run(documents)
    started = time.process_time()
    run.build()
    built = time.process_time()
    compared = run.compare()
    told = time.process_time()
    sources = run.sources()
    ended = time.process_time()
    memory = peak() - before
    copies = run.all_copies()
    wrong = sum(home[copy.document] != home[copy.of] for copy in copies)
    for document, _ in pairs[size:]:
        run.add(document)
    added = time.process_time() - ended
    alone, found_alone = minhash_alone(documents)
    return {
        "size": size, "build": built - started, "compare": told - built, "sources": ended - told,
        "seconds": ended - started, "memory": memory, "pairs": compared, "copies": len(copies),
        "wrong": wrong, "sources_found": sources,
        "sources_true": len({home[document.id] for document in documents}), "added": added, "alone": alone,
        "alone_pairs": found_alone,
    }  # fmt: skip


def minhash_alone(documents: list[Document]) -> tuple[float, int]:
    """Return the seconds that MinHash and its index alone take, and the pairs that they find."""
    started = time.process_time()
    index = RMinHashLSH(threshold=0.3, num_perm=128, num_bands=32)
    minima = []
    for number, document in enumerate(documents):
        one = RMinHash(128, 42)
        one.update(document.text.lower().split())
        index.insert(number, one)
        minima.append(one)
    found = sum(
        other < number and minima[other].jaccard(one) >= 0.4
        for number, one in enumerate(minima)
        for other in index.query(one)
    )
    return time.process_time() - started, found


def poisoned() -> dict[str, Any]:
    """Return the number of independent sources before and after 10,000 near copies of one article came in."""
    pairs = list(articles(BESIDE, seed=5))
    documents = [document for document, _ in pairs]
    flood = list(near_copies(POISON))
    run = Run([*documents, flood[0]])
    run.build()
    run.compare()
    before = run.sources()
    started = time.process_time()
    run = Run([*documents, *flood])
    run.build()
    compared = run.compare()
    seconds = time.process_time() - started
    return {
        "before": before,
        "after": run.sources(),
        "seconds": seconds,
        "pairs": compared,
        "copies": len(run.all_copies()),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time and memory of finding copies.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--poison", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(one_size(arguments.one)))
        return
    if arguments.poison:
        print(json.dumps(poisoned()))
        return
    figures = []
    runs = []
    for size in arguments.sizes:
        one = in_process("copies_growth", "--one", str(size))
        runs.append(one)
        name = f"copies_growth.{size}"
        parts = f"index {one['build']:.0f} s, {one['pairs']} pairs in {one['compare']:.0f} s"
        note = f"{parts}, sources {one['sources']:.1f} s"
        figures += [
            Figure(f"{name}.seconds", one["seconds"], note),
            Figure(f"{name}.memory_mib", one["memory"]),
            Figure(f"{name}.copies", one["copies"], f"{one['wrong']} of them wrong"),
            Figure(f"{name}.sources", one["sources_found"], f"in truth {one['sources_true']}"),
            Figure(f"{name}.add_{ADDED}_seconds", one["added"], "at most 30"),
            Figure(f"{name}.minhash_alone_seconds", one["alone"], f"{one['alone_pairs']} pairs"),
        ]
    if len(runs) > 1:
        first, last = runs[0], runs[-1]
        for what, name in (("seconds", "exponent"), ("memory", "memory_exponent"), ("alone", "minhash_alone_exponent")):
            growth = math.log(last[what] / first[what]) / math.log(last["size"] / first["size"])
            figures.append(Figure(f"copies_growth.{name}", growth, "at most 1.2"))
    one = in_process("copies_growth", "--poison")
    note = f"{one['before']} before, {one['after']} after {POISON} near copies"
    note += f"; {one['pairs']} pairs, {one['seconds']:.0f} s"
    figures.append(
        Figure("copies_growth.poison.change_of_sources", abs(one["after"] - one["before"]), note + "; at most 1")
    )
    finish("invented articles; one core", figures)


if __name__ == "__main__":
    main()
