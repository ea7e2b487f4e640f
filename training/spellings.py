"""Learn how names are spelt in other ways: costs of changes, of letters side by side, and of names that people have.

    python -m training.spellings --names FOLDER

``FOLDER`` is the unpacked source of the package ``names`` 0.3.0: lists of first names and surnames of the 1990 census
of the United States (U.S. Census Bureau, public domain). Writes ``spellings.json`` and ``realnames.tsv`` to the
codebook.

The pairs of spellings are from the actor dictionary of the Open Event Data Alliance (MIT), which has the spellings and
misspellings that news really used, and from the variants in the knowledge base. Actors of the half that
``benchmarks.damaged_names`` measures with are left out everywhere.

Changes are learned by expectation maximization over all alignments of the pairs (Ristad and Yianilos 1998), of up to
two letters for up to two (Brill and Moore 2000). The start, which also smooths the outcome, is what scripts confuse:
letters of one class of sounds. All costs are bits.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.sources import DATA
from verbale.codebook.knowledge import Knowledge, folded, knowledge
from verbale.resolve.spelling import is_held_out

CODEBOOK = Path(__file__).parents[1] / "src" / "verbale" / "codebook"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROUNDS = 12
#: How many observations the start counts as. On the other half of the pairs the likelihood hardly depends on it.
PRIOR_WEIGHT = 400.0
#: Letters and pairs of letters that one script or another does not keep apart, or that are romanized as each other.
CLASSES = (
    "k g q c kh gh x", "t d th dh", "p b f v ph bh", "v w u", "s z sh ch zh j ts c", "l r", "m n", "n ng", "h kh g",
    "y i j", "i e y ee ie ei", "o u oo ou w", "a e ae ai", "a o", "eo o u", "eu u", "e eo", "oe e", "ai ay ei ey",
    "au aw ao",
    "x s hs ks", "zh j ch", "q ch k", "c ts s k", "ya ia", "yu iu", "ye e ie",
)  # fmt: skip
#: What the kinds of change share of a changed word, before anything is learned: judgement.
SAME, CLASS, VOWEL, INSERTED, LEFT_OUT, OTHER = 0.72, 0.10, 0.05, 0.05, 0.05, 0.03
VOWELS = "aeiouy"
LEAST_SHARE = 0.001  # per cent of the people of the census; rarer surnames are not listed
DROPPED = 1e-5

Change = tuple[str, str]


def pairs(base: Knowledge) -> Counter[Change]:
    """Return pairs of spellings of one word in both directions, each once."""
    held = {folded(use.text) for id_, uses in base.names_of.items() if is_held_out(id_) for use in uses}
    found: set[Change] = set()
    for names in _groups(base):
        for number, first in enumerate(names):
            for second in names[:number]:
                if first in held or second in held:
                    continue
                one, other = first.split(), second.split()
                changed = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
                if len(one) == len(other) > 1 and len(changed) == 1 and _is_respelt(*changed[0]):
                    found |= {changed[0], changed[0][::-1]}
    return Counter(dict.fromkeys(sorted(found), 1))


def _groups(base: Knowledge) -> Iterator[list[str]]:
    """Yield the names of each actor."""
    for id_, uses in base.names_of.items():
        if base.actors[id_].kind == "person" and not is_held_out(id_):
            yield sorted({folded(use.text) for use in uses if use.type in ("name", "romanization")})
    names: list[str] = []
    path = DATA / "events" / "oeda_dictionaries" / "Phoenix.Countries.actors.txt"
    for line in path.read_text("utf-8", errors="replace").split("\n"):
        if not line.strip() or line[0] in "# \t":
            continue
        if not line.startswith("+"):
            yield names
            names = []
        name = folded(re.split(r"[;\[]", line.lstrip("+"))[0].replace("_", " "))
        if name not in names and len(names) < 12:
            names.append(name)
    yield names


def _is_respelt(one: str, other: str) -> bool:
    """Tell whether two words look like spellings of one, by how many letters they have in common in their order."""
    if min(len(one), len(other)) < 3 or not (one + other).isascii() or not (one + other).isalpha():
        return False
    if {one, other} <= {one, one + "s", one + "n", one + "an", one + "ese"} or other + "s" == one:
        return False  # forms of a word, not spellings
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1] <= max(1, 0.45 * max(len(one), len(other)))


def start() -> dict[Change, float]:
    """Return how likely each change is before anything is learned; those of one letter or pair add up to about 1."""
    kin: dict[str, set[str]] = defaultdict(set)
    for line in CLASSES:
        for one in line.split():
            kin[one] |= set(line.split()) - {one}
    likely: dict[Change, float] = {}
    for letter in LETTERS:
        likely[letter, letter] = SAME
        likely[letter, ""] = LEFT_OUT * (2 if letter in VOWELS + "h" else 0.5)
        likely[letter, letter * 2] = INSERTED / 2
        likely[letter * 2, letter] = 0.3
        likely["", letter] = INSERTED * (2 if letter in VOWELS + "h" else 0.3) / len(LETTERS)
        for other in LETTERS:
            if other != letter:
                likely[letter, other] = OTHER / 25
                likely[letter + other, other + letter] = 0.002
                if letter in VOWELS and other in VOWELS:
                    likely[letter, other] += VOWEL / 5
    for one, others in kin.items():
        for other in others:
            likely[one, other] = likely.get((one, other), 0.0) + CLASS / len(others)
    return likely


def learned(counted: Counter[Change]) -> dict[Change, float]:
    """Return how likely each change is after learning, given what stands in the name."""
    prior = start()
    likely = dict(prior)
    letters = Counter(letter for (one, _), n in counted.items() for letter in one * n)
    total = sum(letters.values())
    for _ in range(ROUNDS):
        seen: dict[Change, float] = defaultdict(float)
        for (one, other), n in counted.items():
            for change, share in _expected(one, other, likely).items():
                seen[change] += share * n
        for change, before in prior.items():
            source = change[0]
            weight = PRIOR_WEIGHT * (letters[source[:1]] / total if source else 1.0)
            times = float(letters[source]) if len(source) == 1 else _times(source, counted, total)
            likely[change] = (seen.get(change, 0.0) + weight * before) / (times + weight)
        for change in seen.keys() - prior.keys():
            source = change[0]
            times = float(letters[source]) if len(source) == 1 else _times(source, counted, total)
            likely[change] = max(DROPPED, seen[change] / (times + PRIOR_WEIGHT * 0.1))
    return likely


def _times(source: str, counted: Counter[Change], total: int) -> float:
    """Return how often two letters stand side by side; for nothing, the number of places where something may stand."""
    if not source:
        return float(total)
    return float(sum(one.count(source) * n for (one, _), n in counted.items()))


def _expected(one: str, other: str, likely: dict[Change, float]) -> dict[Change, float]:
    """Return how often each change is expected in a pair, over all its alignments."""
    n, m = len(one), len(other)
    steps = [(a, b) for a in range(3) for b in range(3) if a or b]
    ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
    back = [[0.0] * (m + 1) for _ in range(n + 1)]
    ahead[0][0] = back[n][m] = 1.0

    def chance(i: int, j: int, a: int, b: int) -> float:
        source, target = one[i : i + a], other[j : j + b]
        if a == b == 2 and source == target:
            return 0.0
        return likely.get((source, target), DROPPED if a == 2 or b == 2 else 0.0)

    for i in range(n + 1):
        for j in range(m + 1):
            for a, b in steps:
                if i >= a and j >= b:
                    ahead[i][j] += ahead[i - a][j - b] * chance(i - a, j - b, a, b)
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            for a, b in steps:
                if i + a <= n and j + b <= m:
                    back[i][j] += back[i + a][j + b] * chance(i, j, a, b)
    total = ahead[n][m]
    found: dict[Change, float] = defaultdict(float)
    if total:
        for i in range(n + 1):
            for j in range(m + 1):
                for a, b in steps:
                    if i + a <= n and j + b <= m:
                        share = ahead[i][j] * chance(i, j, a, b) * back[i + a][j + b] / total
                        if share > 1e-4:
                            found[one[i : i + a], other[j : j + b]] += share
    return found


def real_names(folder: Path, base: Knowledge) -> dict[str, float]:
    """Return words of people's names with how rare they are, in bits: half from the census, half from the tables."""
    share: dict[str, float] = defaultdict(float)
    for file, weight in (("dist.all.last", 0.25), ("dist.male.first", 0.125), ("dist.female.first", 0.125)):
        for line in (folder / "names" / file).read_text("ascii").splitlines():
            name, part = line.split()[:2]
            if float(part) >= LEAST_SHARE:
                share[name.lower()] += weight * float(part) / 100
    held = {folded(use.text) for id_, uses in base.names_of.items() if is_held_out(id_) for use in uses}
    words: Counter[str] = Counter()
    for path in sorted((DATA / "kb").glob("cabinet_*/holders_since_2000.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            people = {folded(row["person"]) for row in csv.DictReader(file)} - held
        words.update(word for name in people for word in name.split())
    total = sum(words.values())
    for word, n in words.items():
        share[word] += 0.5 * n / total
    return {word: -math.log2(part) for word, part in share.items()}


def letter_costs(names: dict[str, float]) -> dict[str, float]:
    """Return the cost of each letter after the two before it in words of names; ``^`` begins and ``$`` ends a word.

    Keys are three, two and one characters; what is missing is told by the shorter key.
    """
    threes: Counter[str] = Counter()
    for word in names:
        marked = f"^{word}$"
        for at in range(1, len(marked)):
            for size in (1, 2, 3):
                if at - size + 1 >= 0:
                    threes[marked[at - size + 1 : at + 1]] += 1
    costs: dict[str, float] = {}
    ones = sum(n for key, n in threes.items() if len(key) == 1)
    before: Counter[str] = Counter()
    for key, n in threes.items():
        if len(key) > 1:
            before[key[:-1]] += n
    for key in sorted(threes, key=lambda key: (len(key), key)):
        n = threes[key]
        if len(key) == 1:
            costs[key] = round(-math.log2(n / ones), 2)
        elif n >= 4:
            shorter = 2 ** -costs.get(key[1:], costs[key[-1]])
            costs[key] = round(-math.log2((n + 3 * shorter) / (before[key[:-1]] + 3)), 2)
    return costs


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description="Learn costs of spellings.")
    parser.add_argument("--names", type=Path, required=True)
    base = knowledge()
    names = real_names(parser.parse_args().names, base)
    counted = pairs(base)
    likely = learned(counted)
    changes: dict[str, dict[str, float]] = defaultdict(dict)
    for (source, target), chance in sorted(likely.items()):
        if chance >= 2e-4:
            changes[source][target] = round(min(14.0, -math.log2(min(1.0, chance))), 2)
    table = {"source": "training/spellings.py", "changes": changes, "letters": letter_costs(names)}
    (CODEBOOK / "spellings.json").write_text(json.dumps(table, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    by_bits: dict[int, list[str]] = defaultdict(list)
    for word, bits in names.items():
        if word.isascii() and word.isalpha():
            by_bits[round(bits)].append(word)
    with (CODEBOOK / "realnames.tsv").open("w", encoding="utf-8") as file:
        file.write(
            "# Words of people's names by how rare they are, in bits. Made by training/spellings.py: do not edit.\n"
        )
        for bits, found in sorted(by_bits.items()):
            file.write(f"{bits}\t{' '.join(sorted(found))}\n")
    print(f"{len(counted)} pairs, {len(likely)} changes, {len(names)} words of names")


if __name__ == "__main__":
    main()
