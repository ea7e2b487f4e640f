"""Names damaged as scripts, typists, spinners and translation damage them, from tables of its own.

Nothing here is shared with what repairs names: the scripts are rules of what each does not keep apart, the synonyms are
from the Moby Thesaurus (`benchmarks.damage.synonyms` says how to unpack it), translation there and back is by the Ding
dictionary of German and English (Frank Richter, TU Chemnitz; Debian's package ``trans-de-en``, whose file
``usr/share/trans/de-en`` is looked for in the same folder): neither is what `codebook/swaps.tsv` was made of, and
neither is part of the repository.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from benchmarks.damage.synonyms import FOLDER
from training.sources import DATA, wikinews

#: What becomes of letters on the way through another script and back, by the script.
SCRIPTS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Arabic": (
        ("p", ("b",)), ("v", ("f", "w")), ("g", ("gh", "j", "k")), ("e", ("i", "a")), ("o", ("u",)), ("u", ("o",)),
        ("ch", ("sh", "tsh")), ("x", ("ks",)), ("i", ("e", "y")), ("c", ("k",)),
    ),
    "Korean": (
        ("f", ("p",)), ("v", ("b",)), ("z", ("j",)), ("r", ("l",)), ("l", ("r",)), ("k", ("g",)), ("t", ("d",)),
        ("p", ("b",)), ("b", ("p",)), ("g", ("k",)), ("d", ("t",)), ("j", ("ch",)), ("eo", ("o", "u")), ("oo", ("u",)),
        ("ae", ("e",)), ("y", ("i",)), ("ch", ("j",)),
    ),
    "Japanese": (
        ("l", ("r",)), ("v", ("b",)), ("th", ("s",)), ("si", ("shi",)), ("ti", ("chi",)), ("c", ("k",)),
        ("hu", ("fu",)), ("tu", ("tsu",)), ("x", ("ks",)), ("er", ("a",)),
    ),
    "Hindi": (
        ("v", ("w",)), ("w", ("v",)), ("i", ("ee",)), ("u", ("oo",)), ("z", ("j",)), ("f", ("ph",)), ("k", ("g", "q")),
        ("b", ("p", "bh")), ("t", ("d", "th")), ("e", ("a",)), ("o", ("au",)),
    ),
    "Russian": (
        ("h", ("g", "kh")), ("w", ("v",)), ("x", ("ks",)), ("th", ("t",)), ("j", ("dzh", "y")), ("y", ("i",)),
        ("ei", ("ey",)), ("ia", ("iya",)), ("c", ("k", "ts")), ("oo", ("u",)), ("q", ("k",)), ("ch", ("kh",)),
    ),
    "French": (
        ("u", ("ou",)), ("sh", ("ch",)), ("ch", ("tch",)), ("j", ("dj",)), ("k", ("c", "qu")), ("y", ("i",)),
        ("z", ("s",)), ("v", ("w",)), ("h", ("",)), ("w", ("ou",)), ("i", ("y",)),
    ),
}  # fmt: skip
#: How often each letter that a script does not keep is changed, and how many in one word at most.
CHANGED, MOST_CHANGES = 0.4, 3
NEIGHBOURS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
DING = Path(os.environ.get("VERBALE_DING", FOLDER / "de-en"))
_TIES = frozenset("of the and for in on to a an".split())
_WORD = re.compile(r"[A-Za-z]+")
#: A spinner writes words that people know: those in at least so many articles of open news.
KNOWN = 3
#: ... and first those that are nearest.
NEAREST = 8


def _recased(word: str, like: str) -> str:
    """Return a word in the case of another."""
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def respelt(name: str, rng: random.Random) -> str | None:
    """Return a name carried through another script, or None if none changes it."""
    words = name.split()
    for script in rng.sample(sorted(SCRIPTS), len(SCRIPTS)):
        rules = SCRIPTS[script]
        places = [at for at, word in enumerate(words) if len(word) > 1]
        changed = list(words)
        for at in places:
            changed[at] = _through(words[at], rules, rng)
        if changed != words:
            return " ".join(changed)
    return None


def _through(word: str, rules: tuple[tuple[str, tuple[str, ...]], ...], rng: random.Random) -> str:
    """Return a word with some of its letters as a script renders them."""
    lower, out, at, left = word.lower(), "", 0, MOST_CHANGES
    while at < len(lower):
        rule = next(
            (rule for rule in sorted(rules, key=lambda rule: -len(rule[0])) if lower.startswith(rule[0], at)), None
        )
        if rule is not None and left and rng.random() < CHANGED:
            out += rng.choice(rule[1])
            at += len(rule[0])
            left -= 1
        else:
            out += lower[at]
            at += 1
    return "-".join(_recased(part, like) for part, like in zip(out.split("-"), word.split("-"), strict=False)) or word


def mistyped(name: str, rng: random.Random) -> str | None:
    """Return a name with one slip in its longest word, and another one elsewhere now and then."""
    words = name.split()
    order = sorted(range(len(words)), key=lambda at: -len(words[at]))
    for at in order[: 1 + (rng.random() < 0.25)]:
        word = words[at]
        if len(word) < 4:
            continue
        place = rng.randrange(1, len(word) - 1)
        letter = word[place].lower()
        slip = rng.choice(("turned", "left out", "doubled", "neighbour"))
        if slip == "turned":
            word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        elif slip == "left out":
            word = word[:place] + word[place + 1 :]
        elif slip == "doubled":
            word = word[:place] + letter + word[place:]
        else:
            word = word[:place] + rng.choice(NEIGHBOURS.get(letter, letter)) + word[place + 1 :]
        words[at] = word
    changed = " ".join(words)
    return changed if changed != name else None


@cache
def known_words() -> frozenset[str]:
    """Return the words that stand in several articles of open news."""
    counts: Counter[str] = Counter()
    for text in wikinews().values():
        counts.update({word.lower() for word in _WORD.findall(text)})
    return frozenset(word for word, n in counts.items() if n >= KNOWN)


@cache
def _parts_of_speech() -> dict[str, str]:
    """Return the usual part of speech of each word in EWT; a name counts as a noun."""
    counts: dict[str, Counter[str]] = {}
    for line in (DATA / "parse" / "ud_ewt" / "train.conllu").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10:
            counts.setdefault(cells[1].lower(), Counter())[cells[3].replace("PROPN", "NOUN")] += 1
    return {word: min(found, key=lambda part: (-found[part], part)) for word, found in counts.items()}


def part_of_speech(word: str) -> str | None:
    """Return the usual part of speech of a word; None where it is not known."""
    return _parts_of_speech().get(word)


def spun(name: str, rng: random.Random) -> str | None:
    """Return a name with words swapped as a synonym spinner does."""
    return _swapped(name, rng, _nearest)


def translated(name: str, rng: random.Random) -> str | None:
    """Return a name with words swapped as translation to German and back does."""
    return _swapped(name, rng, _back)


def _swapped(name: str, rng: random.Random, near: Callable[[str], tuple[str, ...]]) -> str | None:
    """Return a name with one of its words swapped for another, of a long one two, or None if no word has any."""
    words = name.split()
    places = [at for at, word in enumerate(words) if word.lower() not in _TIES and not word.isupper()]
    rng.shuffle(places)
    wanted = 2 if len(places) > 3 and rng.random() < 0.4 else 1
    changed = list(words)
    for at in places:
        other = _synonym(words[at], rng, near)
        if other and wanted:
            changed[at] = other
            wanted -= 1
    return " ".join(changed) if changed != words else None


def _synonym(word: str, rng: random.Random, near: Callable[[str], tuple[str, ...]]) -> str | None:
    """Return a near word for the last part of a word, in its form and case, or None."""
    *before, last = word.split("-")
    lower = last.lower()
    found = near(lower)
    if not found and lower.endswith("s"):
        found = tuple(other if other.endswith("s") else other + "s" for other in near(lower[:-1]))
    if not found:
        return None
    other = rng.choice(found)
    return "-".join([*before, _recased(other, last)])


@cache
def _thesaurus() -> dict[str, frozenset[str]]:
    """Return the words that the Moby Thesaurus lists for each word."""
    lines = (FOLDER / "moby" / "words.txt").read_text("latin-1").splitlines()
    return {first: frozenset(others) for first, *others in (line.strip().split(",") for line in lines if line.strip())}


@cache
def _nearest(word: str) -> tuple[str, ...]:
    """Return the known words of the same part of speech that list a word and share most of their lists with it."""
    table = _thesaurus()
    own = table.get(word, frozenset())
    near = [
        (-len(own & table[other]) / len(own | table[other]), other)
        for other in own
        if other.isascii() and other.isalpha() and other.islower() and word in table.get(other, ())
        and other in known_words() and other[:4] != word[:4] and part_of_speech(other) == part_of_speech(word)
    ]  # fmt: skip
    return tuple(other for _, other in sorted(near)[:NEAREST])


@cache
def _dictionary() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the German words for each English one, and the English for each German, of the Ding dictionary."""
    to_german: dict[str, set[str]] = defaultdict(set)
    to_english: dict[str, set[str]] = defaultdict(set)
    for line in DING.read_text("utf-8").splitlines():
        if "::" not in line or line.startswith("#"):
            continue
        german, english = (side.split("|")[0] for side in line.split("::", 1))
        for one in _single_words(german):
            for other in _single_words(english):
                to_german[other.lower()].add(one)
                to_english[one].add(other.lower())
    return to_german, to_english


def _single_words(side: str) -> list[str]:
    """Return the words of one side of an entry, without those of several words."""
    plain = re.sub(r"\{[^}]*\}|\[[^]]*\]|\([^)]*\)|<[^>]*>", "", side)
    return [word.strip() for word in plain.split(";") if word.strip().isalpha()]


@cache
def _back(word: str) -> tuple[str, ...]:
    """Return the known words of the same part of speech that share most translations with a word, each so often."""
    to_german, to_english = _dictionary()
    counts = Counter(other for one in to_german.get(word, ()) for other in to_english[one] if other != word)
    near = [
        (-n, other) for other, n in counts.items()
        if other in known_words() and other[:4] != word[:4] and part_of_speech(other) == part_of_speech(word)
    ]  # fmt: skip
    return tuple(other for n, other in sorted(near)[:NEAREST] for _ in range(-n))


def turned(name: str, rng: random.Random) -> str | None:
    """Return a name with its words in another order, as translation word by word leaves them."""
    words = [word for word in name.split() if word.lower() != "the"]
    if not 2 <= len(words) <= 5:
        return None
    if any(word.lower() in _TIES for word in words):
        head, _, rest = " ".join(words).partition(" of ")
        if not rest or any(word in _TIES for word in rest.split()):
            return None
        return f"{rest} {head}"
    changed = [*words[1:], words[0]] if rng.random() < 0.5 else words[::-1]
    return " ".join(changed) if changed != words else None


def turned_and_translated(name: str, rng: random.Random) -> str | None:
    """Return a name with its words in another order and one of them translated."""
    other = translated(name, rng)
    return turned(other, rng) if other else None


Damage = Callable[[str, random.Random], str | None]
DAMAGES: Mapping[str, Damage] = {
    "respelt": respelt, "mistyped": mistyped, "spun": spun, "translated": translated, "turned": turned,
    "turned and translated": turned_and_translated,
}  # fmt: skip
