"""Real quotes in two wordings: whether both are taken for one saying.

    python -m benchmarks.quote_pairs [--half measuring|development|both] [--errors N]

``quote_pairs.tsv`` has pairs of short quotes of real speakers, each wording as a public page has it, with the page's
address: a ministry's transcript beside an agency's report, two translations, a part, a rewriting (``same`` is 1); and
of the same speaker what else was said at the same occasion, or nearly the same on another day (``same`` is 0: of all
such pairs of wordings those with the most words in common). They were put together by hand.
The half of the speakers whose names hash to an odd number may be tuned on; the other half measures.

Each pair is judged as two statements in two documents, by the same speaker. Only the days on which they were published
are known, as in most articles; then, with the days on which they were said, too. ``together`` are the same pairs with
all wordings of all pairs put together at once, as in a record.

Beside it, in the same run: the same words after lower-casing, and the share of words in common (Jaccard) with the
threshold that has the best F1 on these very pairs.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness import Figure, finish
from verbale.compare.likeness import likeness
from verbale.compare.sayings import Report, Saying, saying_of
from verbale.compare.utterances import find_utterances
from verbale.models import Dated, Document, Published, Span, Statement

PAIRS = Path(__file__).parent / "quote_pairs.tsv"
HALVES = ("measuring", "development")


@dataclass(frozen=True, slots=True)
class QuotePair:
    """Two wordings that two pages give.

    Attributes:
        id: The speaker and a number.
        same: They are of one saying.
        speaker: Who said both.
        days: When each was said.
        wordings: The words.
        urls: The pages that they stand on.
        kind: How the one differs from the other (``translated``, ``spun``, ``cut``, ``verbatim``), or
            what makes them two (``same occasion``, ``other day``).
    """

    id: str
    same: bool
    speaker: str
    days: tuple[datetime.date, datetime.date]
    wordings: tuple[str, str]
    urls: tuple[str, str]
    kind: str

    @property
    def half(self) -> str:
        """The half that it belongs to: all pairs of a speaker are in one."""
        name = self.id.rpartition("-")[0]
        return HALVES[int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2]


def quote_pairs(path: Path = PAIRS) -> list[QuotePair]:
    """Return the pairs of the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [_pair(row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _pair(row: Mapping[str, str]) -> QuotePair:
    first, _, second = row["date"].partition("/")
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(second or first)
    return QuotePair(
        row["id"],
        row["same"] == "1",
        row["speaker"],
        days,
        (row["wording_a"], row["wording_b"]),
        (row["url_a"], row["url_b"]),
        row["kind"],
    )


def statements_of(pair: QuotePair, *, said: bool) -> tuple[Saying, Saying]:
    """Return the two wordings as statements in two documents.

    Args:
        pair: The wordings.
        said: The days on which they were said are known; else the documents' dates alone are.
    """
    first, second = (
        _saying(pair.speaker, words, url, day, said=said)
        for words, url, day in zip(pair.wordings, pair.urls, pair.days, strict=True)
    )
    return first, second


def _saying(speaker: str, words: str, url: str, day: datetime.date, *, said: bool) -> Saying:
    text = f"{speaker} said: {words}\n{url}"
    published = Published(day, "day", "given")
    document = Document(text, published=published, url=url)
    at = len(speaker) + 7
    statement = Statement(
        document.id, Span.of(text, 0, len(speaker)), Span.of(text, len(speaker) + 1, len(speaker) + 5),
        (Span.of(text, at, at + len(words)),), "direct", "speech", speaker, None, 1.0, "benchmark",
        said_on=Dated(day, "day", "stated") if said else None,
    )  # fmt: skip
    return saying_of(statement, Report(document.id, published))


def called_same(pairs: Sequence[QuotePair], *, said: bool) -> list[bool]:
    """Return which pairs are taken for one saying, each on its own."""
    return [len(find_utterances(statements_of(pair, said=said))) == 1 for pair in pairs]


def called_together(pairs: Sequence[QuotePair], *, said: bool) -> list[bool]:
    """Return which pairs are taken for one saying where all wordings of all pairs are compared."""
    both = [statements_of(pair, said=said) for pair in pairs]
    every = {one.id: one for pair in both for one in pair}
    group = {
        statement.id: number
        for number, utterance in enumerate(find_utterances(every.values()))
        for statement in utterance.statements
    }
    return [group[one.id] == group[other.id] for one, other in both]


def scores(name: str, pairs: Sequence[QuotePair], called: Sequence[bool]) -> Iterator[Figure]:
    """Yield precision, recall and F1 of pairs."""
    right = sum(pair.same and call for pair, call in zip(pairs, called, strict=True))
    wanted = sum(pair.same for pair in pairs)
    yield Figure(f"{name}.precision", right / max(1, sum(called)), f"n={sum(called)}")
    yield Figure(f"{name}.recall", right / max(1, wanted), f"n={wanted}")
    yield Figure(f"{name}.f1", 2 * right / max(1, sum(called) + wanted))


def by_kind(name: str, pairs: Sequence[QuotePair], called: Sequence[bool]) -> Iterator[Figure]:
    """Yield the share that is judged rightly, by kind."""
    for kind in sorted({pair.kind for pair in pairs}):
        right = [pair.same == call for pair, call in zip(pairs, called, strict=True) if pair.kind == kind]
        yield Figure(f"{name}.{kind.replace(' ', '_')}.right", sum(right) / len(right), f"n={len(right)}")


def jaccard(pairs: Sequence[QuotePair]) -> list[bool]:
    """Return which pairs have so many words in common as has the best F1 on them."""
    shares = []
    for pair in pairs:
        first, second = (frozenset(one.forms) for one in statements_of(pair, said=False))
        shares.append(len(first & second) / len(first | second))

    def f1(threshold: float) -> float:
        called = [share >= threshold for share in shares]
        right = sum(pair.same and call for pair, call in zip(pairs, called, strict=True))
        return 2 * right / (sum(called) + sum(pair.same for pair in pairs))

    best = max(sorted(set(shares)), key=f1)
    return [share >= best for share in shares]


def equality(pairs: Sequence[QuotePair]) -> list[bool]:
    """Return which pairs have the same words but for capital letters."""
    both = (statements_of(pair, said=False) for pair in pairs)
    return [one.forms == other.forms for one, other in both]


def _print_errors(pairs: Sequence[QuotePair], called: Sequence[bool], most: int) -> None:
    wrong = [pair for pair, call in zip(pairs, called, strict=True) if pair.same != call]
    for pair in wrong[:most]:
        first, second = statements_of(pair, said=False)
        print("missed" if pair.same else "wrong", pair.id, pair.kind, likeness(first, second))
        print("    ", *pair.wordings, sep="\n    ")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--errors", type=int, default=0, help="so many errors of the development half")
    given = parser.parse_args()
    every = quote_pairs()
    figures: list[Figure] = []
    for half in HALVES if given.half == "both" else (given.half,):
        pairs = [pair for pair in every if pair.half == half]
        called = called_same(pairs, said=False)
        figures += scores(f"quote_pairs.{half}.verbale", pairs, called)
        figures += by_kind(f"quote_pairs.{half}.verbale", pairs, called)
        figures += scores(f"quote_pairs.{half}.verbale.said", pairs, called_same(pairs, said=True))
        figures += scores(f"quote_pairs.{half}.verbale.together", pairs, called_together(pairs, said=False))
        figures += scores(f"quote_pairs.{half}.equality", pairs, equality(pairs))
        figures += scores(f"quote_pairs.{half}.jaccard", pairs, jaccard(pairs))
        if half == "development":
            _print_errors(pairs, called, given.errors)
    same = sum(pair.same for pair in every)
    finish(f"{len(every)} pairs, {same} of one saying, {len({pair.speaker for pair in every})} speakers", figures)


if __name__ == "__main__":
    main()
