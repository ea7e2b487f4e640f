"""How likely one spelling is meant for another: learned costs of changes, in bits.

A name that was carried through another script, or misheard, changes in other places than one that was mistyped: *k*
becomes *g*, *b* becomes *p*, vowels come and go. The costs in ``codebook/spellings.json`` are learned from spellings of
the same names (``training/spellings.py``); so are the costs of what letters a name has anyway, by which a written word
may be a name of its own. Their difference is the evidence.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import OSA

_UNKNOWN = 15.0  # bits for a change that was never learned
_UNLISTED = 2.0  # bits for a word that is not among the words of real names
_UNSEEN = 12.0  # bits for a letter after letters where it was never seen
_VOWELS = frozenset("aeiouy")
_SOUNDS = str.maketrans({
    "c": "k", "g": "k", "q": "k", "x": "s", "d": "t", "b": "p", "f": "p", "v": "p", "w": "p", "z": "s", "j": "s",
    "r": "l", "n": "m", "h": None, "a": None, "e": None, "i": None, "o": None, "u": None, "y": None, " ": None,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spellings:
    """The learned tables.

    Attributes:
        changes: The cost of writing the second for the first, up to two letters each.
        letters: The cost of a letter after the two before it.
        names: How rare the words of real names are.
    """

    changes: Mapping[str, Mapping[str, float]]
    letters: Mapping[str, float]
    names: Mapping[str, int]


@functools.cache
def spellings() -> Spellings:
    """Return the tables that ship, loaded once."""
    folder = resources.files("verbale.codebook")
    table = json.loads(folder.joinpath("spellings.json").read_text("utf-8"))
    names: dict[str, int] = {}
    for line in folder.joinpath("realnames.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            bits, _, words = line.partition("\t")
            names.update(dict.fromkeys(words.split(), int(bits)))
    return Spellings(table["changes"], table["letters"], names)


def is_held_out(id_: str) -> bool:
    """Tell whether an actor is of the half that nothing was learned from, and damaged names are measured with."""
    return hashlib.sha256(id_.encode()).digest()[0] % 2 == 1


def sounds(name: str) -> str:
    """Return the consonants of a folded name by their class of sounds, each once in a row; a first vowel as ``a``."""
    kept = name.replace("ch", "s").replace("sh", "s").replace("ck", "k").translate(_SOUNDS)
    once = "".join(letter for at, letter in enumerate(kept) if at == 0 or kept[at - 1] != letter)
    return "a" + once if name[:1] in _VOWELS else once


def respelt(name: str, written: str, most: float = 60.0) -> float:
    """Return how unlikely a spelling is where a name is meant, in bits.

    Args:
        name: The word as the tables have it, folded.
        written: The word as it is written, folded.
        most: Where the cost is more, this is enough to know.
    """
    if name == written:
        return 0.0
    changes = spellings().changes
    inserted = changes[""]
    n, m = len(name), len(written)
    rows: list[list[float]] = []
    for i in range(n + 1):
        row = [most] * (m + 1)
        one = changes.get(name[i - 1], {}) if i else {}
        two = changes.get(name[i - 2 : i], {}) if i > 1 else {}
        before = rows[i - 1] if i else row
        earlier = rows[i - 2] if i > 1 else row
        for j in range(m + 1):
            if i == j == 0:
                row[0] = 0.0
                continue
            letter, last = (written[j - 1], written[j - 2 : j]) if j else ("", "")
            best = most
            if i:
                best = before[j] + one.get("", _UNKNOWN)
                if j:
                    best = min(best, before[j - 1] + (one.get(letter, _UNKNOWN)))
                if j > 1 and last in one:
                    best = min(best, before[j - 2] + one[last])
            if j:
                best = min(best, row[j - 1] + inserted.get(letter, _UNKNOWN))
            if two:
                if j and letter in two:
                    best = min(best, earlier[j - 1] + two[letter])
                if j > 1 and last in two:
                    best = min(best, earlier[j - 2] + two[last])
            row[j] = min(best, most)
        if min(row) >= most:
            return most
        rows.append(row)
    return rows[n][m]


def respellings(word: str, among: Sequence[str]) -> list[str]:
    """Return the words that a written one may be a spelling of: those that few letters part from it.

    Args:
        word: The written word, folded.
        among: The words to choose from.
    """
    most = 1 if len(word) < 6 else len(word) // 3
    found = process.extract(word, among, scorer=OSA.distance, score_cutoff=most, limit=8)
    return sorted(name for name, _, _ in found if name != word)


def own_name(word: str) -> float:
    """Return how unlikely a word is in the name of somebody of whom nothing is known, in bits."""
    listed = spellings().names.get(word)
    spelt = _UNLISTED + _by_letters(word)
    return spelt if listed is None else min(float(listed), spelt)


def is_real_name(word: str) -> bool:
    """Tell whether a folded word is one that people are called by."""
    return word in spellings().names


def _by_letters(word: str) -> float:
    """Return how unlikely a word's letters are in a name, in bits."""
    letters = spellings().letters
    marked = f"^{word}$"
    total = 0.0
    for at in range(1, len(marked)):
        for size in (3, 2, 1):
            cost = letters.get(marked[max(0, at - size + 1) : at + 1])
            if cost is not None:
                break
        total += _UNSEEN if cost is None else cost
    return total
