"""Copies among documents, on the measuring half of the generator of damage and on reports of the same event.

    python -m benchmarks.copies [--copies N] [--encodings] [--errors N]

The collection: open news and what the generator made of them (benchmarks/damage; texts and synonyms that nothing was
tuned on), and, as articles that are no copies, those of BASIL (three outlets on each event) and ECB+. All of it goes
through the index of candidates. For each strength, the collection is the originals, the copies of that strength and the
other articles: recall is of pairs of original and copy, precision of all pairs called copies but those within BASIL
and ECB+, which are told apart: some of these are in fact copies, as one finds by reading them.

Beside it, on the same pairs and looking at every pair: MinHash alone (rensa, 128 values, over words and over runs of
three words), and with ``--encodings`` sentence encodings (all-MiniLM-L6-v2, and Verbale's own encoder), cosine of the
means. Their thresholds are those with the best F1 on the development half.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from benchmarks.damage.generator import STRENGTHS, Made, family_of
from benchmarks.damage.synonyms import Synonyms, moby, wordnet
from benchmarks.damage.texts import basil, development_texts, ecb, measuring_texts
from benchmarks.harness import Figure, finish
from verbale.compare import find_copies
from verbale.compare.relation import relate
from verbale.compare.wording import wording_of
from verbale.models import Document, Segment
from verbale.models.copy import Copy

Floats = NDArray[np.float32]
Pair = tuple[str, str]
#: Families of the development half that the peers' thresholds are tuned on.
TUNING_FAMILIES = 30
BEYOND = STRENGTHS[-1]


@dataclass(frozen=True, slots=True)
class Collection:
    """Families of copies, and articles on shared events."""

    families: list[list[Made]]
    events: list[list[Document]]

    @property
    def made(self) -> dict[str, Made]:
        """All documents of the families by id."""
        return {one.document.id: one for family in self.families for one in family}

    @property
    def documents(self) -> list[Document]:
        """All documents."""
        return [one.document for family in self.families for one in family] + [
            d for event in self.events for d in event
        ]

    def wanted(self, strengths: tuple[int, ...]) -> Iterator[tuple[Pair, Made, Made]]:
        """Yield the pairs of copy and original, with the copy and the original."""
        for origin, *copies in self.families:
            for copy in copies:
                if copy.strength in strengths and copy.document.id != origin.document.id:
                    yield pair_of(copy.document.id, origin.document.id), copy, origin


def pair_of(one: str, other: str) -> Pair:
    """Return two ids, sorted."""
    return (one, other) if one < other else (other, one)


def families(texts: dict[str, str], synonyms: Synonyms, copies: int) -> list[list[Made]]:
    """Return the families of some texts."""
    return [family_of(name, text, synonyms, copies) for name, text in texts.items()]


def events(groups: dict[str, list[str]]) -> list[list[Document]]:
    """Return the articles on each event as documents."""
    return [
        [
            Document(text, source_id=f"{name}-{number}", segments=(Segment(0, len(text), "body"),))
            for number, text in enumerate(texts)
        ]
        for name, texts in groups.items()
    ]


def scores(name: str, found: set[Pair], collection: Collection) -> Iterator[Figure]:
    """Yield recall and precision of the pairs that a way of telling copies finds, by strength."""
    made = collection.made
    of_events = {document.id for event in collection.events for document in event}
    for strengths in ((1,), (2,), (3,), (4,), (1, 2, 3)):
        inside = of_events | {id_ for id_, one in made.items() if one.strength in (0, *strengths)}
        called = {
            p for p in found if p[0] in inside and p[1] in inside and not (p[0] in of_events and p[1] in of_events)
        }
        right = sum(p[0] in made and p[1] in made and made[p[0]].family == made[p[1]].family for p in called)
        wanted = [pair for pair, *_ in collection.wanted(strengths)]
        part = "-".join(map(str, strengths[:: max(1, len(strengths) - 1)]))
        yield Figure(f"copies.{name}.strength_{part}.precision", right / max(1, len(called)), f"n={len(called)}")
        yield Figure(
            f"copies.{name}.strength_{part}.recall", sum(p in found for p in wanted) / len(wanted), f"n={len(wanted)}"
        )
    same = [pair_of(a.id, b.id) for event in collection.events for a, b in combinations(event, 2) if a.id != b.id]
    yield Figure(
        f"copies.{name}.same_event_called_copies",
        sum(p in found for p in same) / len(same),
        f"n={len(same)}, at most 0.010",
    )


def kinds_and_directions(found: dict[Pair, Copy], collection: Collection, errors: int) -> Iterator[Figure]:
    """Yield how often kind and direction are right among the copies that were found."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    for pair, copy, origin in collection.wanted(STRENGTHS):
        one = found.get(pair)
        if one is None:
            continue
        part = "strength_4" if copy.strength == BEYOND else "strength_1-3"
        asked[f"kind.{part}"] += 1
        asked[f"kind.{copy.kind}"] += 1
        right[f"kind.{part}"] += one.kind == copy.kind
        right[f"kind.{copy.kind}"] += one.kind == copy.kind
        if one.kind != copy.kind:
            confused[str(copy.kind), one.kind] += 1
        same_text = copy.document.text == origin.document.text
        dates = copy.document.published, origin.document.published
        differ = dates[0] is not None and dates[1] is not None and dates[0].date != dates[1].date
        name = "direction.dates_differ" if differ else "direction.no_dates"
        if not same_text or differ:
            # Without dates, nobody can tell which of two equal texts was first.
            told = one.basis != "none"
            asked[name] += 1
            right[name] += told and one.document == copy.document.id
            asked[f"{name}.told"] += told
            right[f"{name}.told"] += told and one.document == copy.document.id
    for name in sorted(asked):
        yield Figure(f"copies.verbale.{name}", right[name] / max(1, asked[name]), f"n={asked[name]}")
    for (wanted, answered), count in confused.most_common(errors):
        print(f"kind {wanted} taken for {answered}: {count}")


def wordings_directions(collection: Collection) -> Figure:
    """Return how often the direction is right where no date is given at all."""
    right = asked = 0
    for _, copy, origin in collection.wanted((1, 2, 3)):
        if copy.kind in ("exact", "syndicated"):
            continue
        one = relate(*(wording_of(replace(made.document, published=None, agency=None)) for made in (copy, origin)))
        bare = replace(copy.document, published=None, agency=None).id
        if one is not None and one.basis != "none":
            asked += 1
            right += one.document == bare
    return Figure("copies.verbale.direction.by_wording", right / asked, f"n={asked}, dates and credits taken away")


# --- the peers


def minhash(documents: list[Document], run: int) -> Floats:
    """Return how alike all documents are by MinHash over words or runs of words."""
    digests = []
    for document in documents:
        words = re.findall(r"\w+", document.text.lower())
        minima = RMinHash(128, 42)
        minima.update([" ".join(words[at : at + run]) for at in range(max(1, len(words) - run + 1))])
        digests.append(minima.digest())
    table = np.array(digests, np.uint32)
    alike = np.zeros((len(table), len(table)), np.float32)
    for at, row in enumerate(table):
        alike[at] = (table == row).mean(1)
    return alike


def encodings(encode: Callable[[str], Floats]) -> Callable[[list[Document]], Floats]:
    """Return what tells how alike all documents are by the cosine of their encodings."""

    def alike(documents: list[Document]) -> Floats:
        table = np.stack([encode(document.text) for document in documents])
        table /= np.linalg.norm(table, axis=1, keepdims=True)
        cosines: Floats = table @ table.T
        return cosines

    return alike


def best_threshold(alike: Floats, collection: Collection) -> float:
    """Return the threshold with the best F1 of pairs of copy and original, at all but the strongest strength."""
    made, documents = collection.made, collection.documents
    family = np.array([hash_family(made[document.id].family) for document in documents])
    place = {document.id: at for at, document in enumerate(documents)}
    positive = np.array([alike[place[a], place[b]] for (a, b), *_ in collection.wanted((1, 2, 3))])
    rows, columns = np.triu_indices(len(documents), 1)
    negative = np.sort(alike[rows, columns][family[rows] != family[columns]])
    best = (0.0, 0.0)
    for threshold in np.unique(np.round(positive, 3)):
        told = float((positive >= threshold).sum())
        wrong = len(negative) - int(np.searchsorted(negative, threshold))
        best = max(best, (2 * told / (len(positive) + told + wrong), float(threshold)))
    return best[1]


def hash_family(name: str) -> int:
    """Return a number for a family."""
    return int.from_bytes(name.encode()[-7:], "little") ^ len(name)


def by_peer(
    name: str, way: Callable[[list[Document]], Floats], tuning: Collection, collection: Collection
) -> Iterator[Figure]:
    """Yield the figures of a way that compares all pairs."""
    threshold = best_threshold(way(tuning.documents), tuning)
    documents = collection.documents
    alike = way(documents)
    rows, columns = np.nonzero(np.triu(alike >= threshold, 1))
    found = {pair_of(documents[i].id, documents[j].id) for i, j in zip(rows, columns, strict=True)}
    print(f"{name}: threshold {threshold:.3f}")
    yield from scores(name, found, collection)


def encoders() -> dict[str, Callable[[str], Floats]]:
    """Return the encoders to compare with: the base encoder as it is published, and ours as the engine runs it."""
    from benchmarks.damage.encoders import base_encoder, own_encoder

    return {"minilm": base_encoder(), "own_encoder": own_encoder()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Copies among documents.")
    parser.add_argument("--copies", type=int, default=10, help="of each text")
    parser.add_argument("--encodings", action="store_true", help="also sentence encodings (slow; needs torch)")
    parser.add_argument("--errors", type=int, default=0, help="print the commonest confusions and the wrong pairs")
    arguments = parser.parse_args()
    groups = {
        **{f"basil {name}": texts for name, texts in basil().items()},
        **{f"ecb {n}": t for n, t in ecb().items()},
    }
    collection = Collection(families(measuring_texts(), moby(), arguments.copies), events(groups))
    found = {pair_of(copy.document, copy.of): copy for copy in find_copies(collection.documents)}
    figures = [*scores("verbale", set(found), collection)]
    figures += kinds_and_directions(found, collection, arguments.errors)
    figures.append(wordings_directions(collection))
    if arguments.errors:
        print_errors(found, collection, arguments.errors)
    tuning = Collection(
        families(dict(list(development_texts().items())[:TUNING_FAMILIES]), wordnet(), arguments.copies), []
    )
    ways: dict[str, Any] = {"minhash_words": lambda d: minhash(d, 1), "minhash_runs": lambda d: minhash(d, 3)}
    if arguments.encodings:
        ways |= {name: encodings(encode) for name, encode in encoders().items()}
    for name, way in ways.items():
        figures += by_peer(name, way, tuning, collection)
    finish(
        f"{len(collection.families)} open texts with {arguments.copies} copies each (Moby synonyms), BASIL, ECB+; "
        "tuned on other texts with WordNet synonyms",
        figures,
    )


def print_errors(found: dict[Pair, Copy], collection: Collection, most: int) -> None:
    """Print pairs that were wrongly called copies, and copies that were not found."""
    made = collection.made
    texts = {document.id: document for document in collection.documents}
    shown: dict[str, int] = defaultdict(int)
    for pair, copy in sorted(found.items(), key=lambda item: -item[1].confidence):
        inside = [id_ in made for id_ in pair]
        if all(inside) and made[pair[0]].family == made[pair[1]].family:
            continue
        part = "families" if all(inside) else "events" if not any(inside) else "between"
        if shown[part] < most:
            names = [made[i].family if i in made else texts[i].source_id for i in pair]
            print(part, copy.kind, copy.confidence, copy.overlap, copy.overlap_of, names, len(copy.aligned))
        shown[part] += 1
    print(dict(shown))
    for pair, missed, _ in collection.wanted((1, 2, 3)):
        if pair not in found:
            print("missed", missed.kind, missed.strength, missed.family, len(missed.document.text.split()))


if __name__ == "__main__":
    main()
