"""Sayings put together over documents, on generated families of quotes and on MRPC.

    python -m benchmarks.utterances [--texts N] [--half measuring|development] [--errors N] [--mrpc FILE]

Families: sentences of open news as quotes by invented speakers, four of each article by one speaker on one day, so
that other sayings by the same speaker on the same matter stand beside each. Each circulates in up to six documents: as
it was said, as an excerpt, with synonyms, tampered with, as if translated there and back, as indirect speech; with
names damaged, and with the speaker named in full, by surname, or by a pronoun. One saying in four comes back: the
speaker says nearly the same a month later; and one in four is echoed: somebody else says much the same four days
later. These are other sayings. Texts and synonyms are those of the half that nothing was tuned on. Pairs of statements
are judged: precision of those put together, recall of those of one family.

Beside it, in the same run: equality after lower-casing, and the share of words in common (Jaccard) with the threshold
that has the best F1 on these very pairs, with speakers and days not looked at.

MRPC (Microsoft Research Paraphrase Corpus, train) measures the comparison of words alone.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from benchmarks.damage import operations as op
from benchmarks.damage.generator import NAME_RATES, SYNONYM_RATES, TRANSLATION_RATES
from benchmarks.damage.synonyms import Synonyms, moby, wordnet
from benchmarks.damage.texts import date_of, development_texts, measuring_texts
from benchmarks.harness import Figure, finish
from verbale.compare.likeness import ENOUGH, likeness
from verbale.compare.sayings import Report, Saying, saying_of
from verbale.compare.utterances import find_utterances
from verbale.compare.wording import wording_of
from verbale.models import Document, Published, Span, Statement
from verbale.models.utterance import Utterance

_SPEAKERS = (
    "Petra Lomund", "Jorin Kelb", "Ana Varsk", "Tomas Ilvane", "Mirel Ostrand", "Deno Kastrel", "Ylva Brann",
    "Ruvo Telmin", "Sanna Quist", "Orlo Fenmar", "Irka Sollen", "Bastan Urdell",
)  # fmt: skip
KINDS = ("exact", "excerpt", "spun", "tampered", "translated", "indirect")
PER_TEXT = 4
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A statement of a family, with what was done to it; None for the one as it was said."""

    saying: Saying
    family: str
    kind: str | None
    strength: int


def family(name: str, quote: str, speaker: str, synonyms: Synonyms, strength: int, late: int = 0) -> list[Member]:
    """Return the statements that report one saying."""
    rng = random.Random(f"quote {name}")
    day = date_of(name.rpartition("#")[0]) + timedelta(days=late)
    members = []
    kinds: list[str | None] = list(rng.choices(KINDS, k=rng.randrange(1, 6)))
    if rng.random() < 0.9:
        kinds.insert(0, None)
    for number, kind in enumerate(kinds):
        words = quote if kind is None else altered(quote, kind, strength - 1, synonyms, rng)
        later = rng.choice((0, 0, 1, 1, 2, 3, 5)) if kind else 0
        published = None if rng.random() < 0.1 else Published(day + timedelta(days=later), "day", "given")
        shown = speaker if kind is None else rng.choice((*[speaker] * 5, *[speaker.split()[-1]] * 2, "She"))
        text = f"{shown} said {words}. Report {number} on {name}."
        document = Document(text, published=published, outlet=f"Outlet {rng.randrange(40)}")
        at = len(shown) + 6
        content = Span.of(text, at, at + len(words))
        statement = Statement(
            document.id, Span.of(text, 0, len(shown)), Span.of(text, len(shown) + 1, len(shown) + 5), (content,),
            "direct" if words.startswith("“") else "indirect", "speech", None if shown == "She" else shown, None, 1.0,
            "benchmark",
        )  # fmt: skip
        saying = saying_of(statement, Report(document.id, published, document.outlet))
        members.append(Member(saying, name, kind, strength if kind else 0))
    return members


def altered(quote: str, kind: str, at: int, synonyms: Synonyms, rng: random.Random) -> str:
    """Return the words of a quote after something was done to them."""
    if kind == "exact":
        return quote
    inner = quote.strip("“”")
    words = inner.split()
    if kind == "excerpt":
        size = max(6, round(len(words) * rng.uniform(0.45, 0.8)))
        start = rng.randrange(0, max(1, len(words) - size + 1))
        return f"“{' '.join(words[start : start + size]).strip(',;:')}”"
    if kind == "tampered":
        return op.with_quotes_tampered(quote, 1.0, synonyms, rng)
    if kind == "spun":
        inner = op.with_titles_swapped(op.with_synonyms(inner, SYNONYM_RATES[at], synonyms, rng), 0.5, synonyms, rng)
        (inner,) = op.with_names_damaged([inner], NAME_RATES[at] * 2, rng)
        return f"“{inner}”"
    inner = op.as_if_translated(inner, TRANSLATION_RATES[at], synonyms, rng)
    if kind == "translated":
        (inner,) = op.with_names_damaged([inner], NAME_RATES[at], rng)
        return f"“{inner}”"
    return "that " + inner[0].lower() + inner[1:].rstrip(".”")


def families(texts: dict[str, str], synonyms: Synonyms) -> list[list[Member]]:
    """Return the families of some texts."""
    found = []
    for number, (name, text) in enumerate(sorted(texts.items())):
        sentences = [text[s.start : s.end] for s in wording_of(Document(text)).sentences if 8 <= len(s.terms) <= 45]
        plain = [" ".join(s.replace("“", "").replace("”", "").replace('"', "").split()) for s in sentences]
        chosen = plain[1 : 1 + PER_TEXT]
        speaker = _SPEAKERS[number % len(_SPEAKERS)]
        for at, quote in enumerate(chosen):
            strength = 1 + (number + at) % 4
            found.append(family(f"{name}#{at}", f"“{quote}”", speaker, synonyms, strength))
            rng = random.Random(f"other {name} {at}")
            if at == 0:
                # The same speaker comes back to it a month later, in nearly the same words.
                again = op.with_synonyms(quote, 0.15, synonyms, rng)
                if _are_other(again, quote):
                    found.append(family(f"{name}#{at}again", f"“{again}”", speaker, synonyms, strength, late=30))
            if at == 1:
                # Somebody else says much the same, on another day.
                other = _SPEAKERS[(number + 5) % len(_SPEAKERS)]
                echo = op.as_if_translated(op.with_synonyms(quote, 0.2, synonyms, rng), 0.2, synonyms, rng)
                if _are_other(echo, quote):
                    found.append(family(f"{name}#{at}echo", f"“{echo}”", other, synonyms, strength, late=4))
    return found


def _are_other(words: str, quote: str) -> bool:
    """Tell whether two words at least are others, so that two sayings can be told apart at all."""
    return len(set(words.split()) ^ set(quote.split())) >= 4


def pairs_of(groups: Iterable[Iterable[str]]) -> set[Pair]:
    """Return all pairs within groups, each sorted."""
    return {(a, b) for group in groups for a, b in combinations(sorted(group), 2)}


def scores(name: str, found: set[Pair], made: dict[str, Member], wanted: set[Pair]) -> Iterator[Figure]:
    """Yield precision and recall of pairs; by strength, where both are at most so strong."""
    for label, most in (("strength_1-3", 3), ("all", 4)):
        families = {m.family for m in made.values() if m.strength > most}
        called = [p for p in found if made[p[0]].family not in families and made[p[1]].family not in families]
        asked = [p for p in wanted if made[p[0]].family not in families]
        right = sum(p in wanted for p in called)
        yield Figure(f"utterances.{name}.{label}.precision", right / max(1, len(called)), f"n={len(called)}")
        yield Figure(
            f"utterances.{name}.{label}.recall", sum(p in found for p in asked) / len(asked), f"n={len(asked)}"
        )


def jaccard(members: list[Member], wanted: set[Pair]) -> set[Pair]:
    """Return the pairs whose words are in common to the share that is best on these pairs."""
    words = {m.saying.id: frozenset(m.saying.forms) for m in members}
    having: dict[str, list[str]] = defaultdict(list)
    for id_, its in words.items():
        for word in its:
            having[word].append(id_)
    met = {pair for ids in having.values() if len(ids) <= 60 for pair in combinations(sorted(ids), 2)}
    alike = sorted(((len(words[a] & words[b]) / len(words[a] | words[b]), (a, b)) for a, b in met), reverse=True)
    best, right, cut = 0.0, 0, 0
    for number, (_, pair) in enumerate(alike, 1):
        right += pair in wanted
        f1 = 2 * right / (number + len(wanted))
        if f1 > best:
            best, cut = f1, number
    return {pair for _, pair in alike[:cut]}


def best_wordings(found: list[Utterance], made: dict[str, Member], errors: int) -> Iterator[Figure]:
    """Yield how often the best-attested wording is the undamaged one, where there are both."""
    right, asked, by_kind = 0, 0, Counter[str]()
    for utterance in found:
        members = [made[statement.id] for statement in utterance.statements]
        undamaged = {m.saying.forms for m in members if m.kind in (None, "exact")}
        if len(undamaged) != 1 or len(utterance.wordings) == 1:
            continue
        asked += 1
        best = made[utterance.best.statements[0]]
        right += best.saying.forms in undamaged
        if best.saying.forms not in undamaged:
            by_kind[str(best.kind)] += 1
            if sum(by_kind.values()) <= errors:
                print("best:", best.kind, best.strength, utterance.best.text, utterance.reasons)
                for wording in utterance.wordings[1:]:
                    print("   not:", made[wording.statements[0]].kind, wording.text)
    print("wrongly best:", dict(by_kind))
    yield Figure("utterances.verbale.best_is_undamaged", right / max(1, asked), f"n={asked}")


def mrpc(file: Path) -> Iterator[Figure]:
    """Yield precision and recall of the comparison of words alone, and of plain Jaccard at its best threshold."""
    asked, verbale, plain = [], [], []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            asked.append(row["Quality"] == "1")
            one, other = (_plain_saying(row[column]) for column in ("#1 String", "#2 String"))
            verbale.append(likeness(one, other).score >= ENOUGH["same"])
            plain.append(len(one.stems.keys() & other.stems.keys()) / len(one.stems.keys() | other.stems.keys()))
    threshold = max((f1(asked, [p >= t / 50 for p in plain])[2], t / 50) for t in range(1, 50))[1]
    for name, called in (("verbale", verbale), ("jaccard", [p >= threshold for p in plain])):
        precision, recall, _ = f1(asked, called)
        yield Figure(f"utterances.{name}.mrpc.precision", precision, f"n={sum(called)}")
        yield Figure(f"utterances.{name}.mrpc.recall", recall, f"n={sum(asked)}")


def f1(asked: list[bool], called: list[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right = sum(a and c for a, c in zip(asked, called, strict=True))
    return right / max(1, sum(called)), right / max(1, sum(asked)), 2 * right / max(1, sum(called) + sum(asked))


def _plain_saying(words: str) -> Saying:
    content = Span(0, len(words), words)
    return saying_of(
        Statement("doc-0", None, None, (content,), "direct", "speech", None, None, 1.0, "benchmark"), Report("doc-0")
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=150)
    parser.add_argument("--half", choices=("measuring", "development"), default="measuring")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--mrpc", type=Path)
    given = parser.parse_args()
    measuring = given.half == "measuring"
    texts = measuring_texts() if measuring else development_texts()
    texts = dict(sorted(texts.items(), key=lambda item: random.Random(item[0]).random())[: given.texts])
    members = [one for its in families(texts, moby() if measuring else wordnet()) for one in its]
    made = {one.saying.id: one for one in members}
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, one in made.items():
        groups[one.family].append(id_)
    wanted = pairs_of(groups.values())
    found = find_utterances([one.saying for one in made.values()])
    pairs = pairs_of([statement.id for statement in one.statements] for one in found)
    equal: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id_, one in made.items():
        equal[one.saying.forms].append(id_)
    figures = [
        *scores("verbale", pairs, made, wanted),
        *best_wordings(found, made, given.errors),
        *scores("equality", pairs_of(equal.values()), made, wanted),
        *scores("jaccard", jaccard(members, wanted), made, wanted),
    ]
    missed = Counter(tuple(sorted(str(made[id_].kind) for id_ in pair)) for pair in wanted - pairs)
    print("missed:", missed.most_common(8))
    for name, wrong in (("missed", wanted - pairs), ("wrong", pairs - wanted)):
        for a, b in sorted(wrong)[: given.errors]:
            print(f"{name} {likeness(made[a].saying, made[b].saying)}")
            for id_ in (a, b):
                print(
                    "   ",
                    made[id_].kind,
                    made[id_].strength,
                    made[id_].saying.statement.speaker,
                    made[id_].saying.statement.words,
                )
    if given.mrpc:
        figures += mrpc(given.mrpc)
    finish(f"{given.half} half, {len(texts)} texts, {len(groups)} families, {len(made)} statements", figures)


if __name__ == "__main__":
    main()
