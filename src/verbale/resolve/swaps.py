"""Names of several words in which words were swapped for others, or their order was turned.

A spinner puts a synonym for a word without knowing its sense, a translation there and back puts a near word in another
place. What is written is compared word by word with the names of the knowledge base: `codebook/swaps.tsv` says what a
swap costs, in bits, and how rare a word is in names what it tells that another word stands as it should.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from verbale.codebook.knowledge import Knowledge, folded
from verbale.codebook.roles import BODIES, ROLES
from verbale.models.actor import Tenure
from verbale.resolve.spelling import respellings, respelt

Words = tuple[str, ...]

#: What one relation of two words is called in a reason.
_SAYS = {
    "synonym": "a synonym of it", "similar": "a word of like sense", "broader": "a wider word of one of its senses",
    "narrower": "a narrower word of one of its senses", "derived": "a word derived from it",
    "second": "a synonym of a synonym", "sister": "a word of the same kind",
    "near": "a word that stands in like places",
}  # fmt: skip
_SPELT = "spelt differently"
_LINKS = frozenset("of the and for in on to s a an".split())  # words that names are tied together with
_BRITISH = {"defense": "defence", "organization": "organisation", "center": "centre", "labor": "labour"}
_UNKNOWN_SWAP = 13.5  # bits of a swap that is not among the likeliest
_RAREST, _COMMONEST = 15.0, 6.0  # bits that a word of a name tells at most and at least
_A_NAME = 9.0  # bits against a swap where what is written stands side by side in real names
_SOUND_ENOUGH = 15.0  # bits without which a name is not told by whose it is and one swapped word
_TURNED, _TURNED_TOO = 0.0, 3.0  # bits of another order, alone and beside other damage, without those of which one
_MOST_WORDS = 8
_MOST_UNKNOWN = 1  # swaps never learned, in one name
_SHARED = 3  # actors that have a name, from which on it is a kind of name: "Foreign Ministry"
#: Words with which ministries and the like really are named: no swaps, but other ministries. From the cabinets of the
#: world as Wikidata has them.
_PORTFOLIOS = frozenset(
    "agriculture armaments arts civil commerce communications construction culture defence defense development "
    "economic economy education emergency employment energy environment equality family finance fisheries foreign "
    "health higher home housing immigration industry information infrastructure interior internal international "
    "justice labor labour land national natural oil petroleum planning police public railways religious research "
    "resources rural science security social sport sports state technology tourism trade transport treasury "
    "unification veterans war water welfare women works youth".split()
)
#: Words of regions, which stand for no other.
_REGIONS = frozenset(
    "africa african america american americas antarctic arab arabian arctic asia asian atlantic baltic balkan "
    "caribbean caucasus east eastern eurasia eurasian europe european gulf latin levant maghreb mediterranean mideast "
    "nordic north northern oceania pacific sahel scandinavian south southern transatlantic west western "
    # Whom a party or a church has is no other word for a body.
    "democrats republicans conservatives liberals socialists communists labour tories catholic orthodox muslim jewish "
    "christian islamic "
    # Bodies of their own beside parliaments and ministries.
    "senate constitution court courts police".split()
)
_LEAST_LETTERS = 4  # of a word that is known in another spelling
_OF_ONE_KIND = frozenset(
    ("ministry", "minister", "ministers", "department", "secretary", "commission", "council", "agency")
)


@dataclass(frozen=True, slots=True)
class Match:
    """A name that a damaged one may be meant for.

    Attributes:
        text: The name as the tables have it.
        words: Its words that tell something.
        gain: What speaks for it against any other name, in bits.
        reasons: What was changed, in words.
        swapped: Whether words were swapped or turned, or else only spelt differently.
        unknown: Whether a word stands for one that it was never seen to stand for.
    """

    text: str
    words: Words
    gain: float
    reasons: tuple[str, ...]
    swapped: bool
    unknown: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """The names of several words, by their words.

    Attributes:
        texts: Each name by its words that tell something.
        kinds: The names of kinds of bodies and offices, which many states have.
        by_word: The names that have a word.
        bits: How rare a word is in them.
        fixed: Words that are names of states, peoples and regions themselves: they stand for no other.
        spelt: Words long enough to be known in another spelling.
    """

    texts: Mapping[Words, str]
    kinds: frozenset[Words]
    by_word: Mapping[str, tuple[Words, ...]]
    bits: Mapping[str, float]
    fixed: frozenset[str]
    spelt: tuple[str, ...]


@functools.cache
def swaps() -> Mapping[str, Mapping[str, tuple[float, str]]]:
    """Return the words for which a written word may stand, each with the cost and the relation."""
    lines = resources.files("verbale.codebook").joinpath("swaps.tsv").read_text("utf-8").splitlines()
    found: dict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
    for line in lines:
        if line.startswith(("#", "word\t")):
            continue
        word, *cells = line.split("\t")
        for cell in cells:
            relation, _, pairs = cell.partition(":")
            for pair in pairs.split(","):
                other, _, bits = pair.partition(" ")
                found[other][word] = (float(bits), relation)
    return found


@functools.cache
def _collocations() -> Mapping[str, frozenset[str]]:
    """Return the words that stand after a word in real names, other than those of the knowledge base."""
    lines = resources.files("verbale.codebook").joinpath("collocations.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {word: frozenset(after.split()) for word, _, after in rows}


def telling(name: str) -> Words:
    """Return the folded words of a name without those that tie it together."""
    return tuple(_BRITISH.get(word, word) for word in folded(name).split() if word not in _LINKS)


def phrases_of(base: Knowledge) -> Phrases:
    """Return the names of several words of a knowledge base."""
    texts: dict[Words, str] = {}
    bearers: dict[Words, set[str]] = defaultdict(set)
    kinds: set[Words] = set()
    for head in (*ROLES, *BODIES):
        words = telling(head)
        if words and words != ("mofa",):
            texts.setdefault(words, head.title())
            kinds.add(words)
    for office in base.offices.values():
        for title in office.titles:
            words = telling(title)
            if 1 < len(words) <= 4:
                texts.setdefault(words, title)
                kinds.add(words)
    for id_, uses in base.names_of.items():
        if base.actors[id_].kind in ("person", "outlet"):
            continue
        for use in uses:
            if use.type in ("name", "official", "short", "former"):
                words = telling(use.text)
                if 1 < len(words) <= _MOST_WORDS:
                    texts.setdefault(words, use.text)
                    bearers[words].add(id_)
    kinds |= {words for words, ids in bearers.items() if len(ids) >= _SHARED}
    by_word: dict[str, list[Words]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for words in texts:
        counts.update(set(words))
        for word in set(words):
            by_word[word].append(words)
    total = sum(counts.values())
    bits = {word: min(_RAREST, max(_COMMONEST, -math.log2(n / total))) for word, n in counts.items()}
    fixed = {
        name
        for name, uses in base.names.items()
        if " " not in name and any(base.actors[use.actor].kind in ("state", "territory") for use in uses)
    }
    return Phrases(
        texts, frozenset(kinds), {word: tuple(names) for word, names in by_word.items()}, bits,
        frozenset(fixed | _REGIONS),
        tuple(sorted(word for word in counts if len(word) >= _LEAST_LETTERS)),
    )  # fmt: skip


def matches(written: Words, phrases: Phrases, among: frozenset[Words] | None = None) -> list[Match]:
    """Return the names for which a written one may be meant, those with the most evidence first.

    Args:
        written: Its words that tell something.
        phrases: The names.
        among: Only these names.
    """
    if not written or len(written) > _MOST_WORDS:
        return []
    options = [_options(word, phrases) for word in written]
    hits: Counter[Words] = Counter()
    for found in options:
        for words in {words for word in found for words in phrases.by_word.get(word, ())}:
            if len(words) == len(written) and (among is None or words in among):
                hits[words] += 1
    found_matches = [
        match
        for words, n in hits.items()
        if n >= len(written) - _MOST_UNKNOWN and (match := _aligned(written, words, options, phrases)) is not None
    ]
    return sorted(found_matches, key=lambda match: (-match.gain, match.text))


def _options(word: str, phrases: Phrases) -> dict[str, tuple[float, str]]:
    """Return the words of names for which a written word may stand, with cost and reason."""
    found: dict[str, tuple[float, str]] = {}
    if word not in phrases.fixed:
        for meant, (bits, relation) in swaps().get(word, {}).items():
            if meant in phrases.by_word and meant not in phrases.fixed:
                found[meant] = (bits, f"'{word}' for '{meant}', {_SAYS[relation]}")
        if word not in swaps() and word not in phrases.by_word:
            for meant in respellings(word, phrases.spelt):
                found[meant] = (respelt(meant, word), f"'{word}' for '{meant}', {_SPELT}")
    if word in phrases.by_word:
        found[word] = (0.0, "")
    return found


def _aligned(
    written: Words, name: Words, options: list[dict[str, tuple[float, str]]], phrases: Phrases
) -> Match | None:
    """Return how a written name is to be read as another of as many words, or None if it cannot."""
    places: list[int] = [-1] * len(written)
    free = list(range(len(name)))
    for at, word in enumerate(written):
        same = [place for place in free if name[place] == word]
        if same:
            places[at] = at if at in same else same[0]
            free.remove(places[at])
    left = [at for at, place in enumerate(places) if place < 0]
    if len(left) == len(written) == 1 and not options[0].get(name[0], (0.0, ""))[1].endswith(_SPELT):
        return None  # one word alone is not known once it is swapped
    if len(left) == len(written) > 1 and not all(any(name[place] in options[at] for place in free) for at in left):
        return None  # nothing stands as it should
    if len(left) > 4:
        return None
    best: tuple[float, tuple[int, ...]] | None = None
    for order in itertools.permutations(free):
        cost = sum(options[at].get(name[place], (_UNKNOWN_SWAP, ""))[0] for at, place in zip(left, order, strict=True))
        cost += 0.01 * sum(at != place for at, place in zip(left, order, strict=True))
        if best is None or cost < best[0]:
            best = (cost, order)
    if best is None:
        return None
    for at, place in zip(left, best[1], strict=True):
        places[at] = place
    if not left and places == sorted(places):
        return None  # the name itself
    return _judged(written, name, places, left, options, phrases)


def _judged(
    written: Words,
    name: Words,
    places: list[int],
    left: list[int],
    options: list[dict[str, tuple[float, str]]],
    phrases: Phrases,
) -> Match | None:
    """Return a reading with what speaks for it."""
    gain, reasons, unknown, swapped = 0.0, [], 0, places != sorted(places)
    for at, place in enumerate(places):
        word, meant = written[at], name[place]
        own = phrases.bits.get(word, _RAREST)
        if at not in left:
            gain += own
            continue
        if word in _PORTFOLIOS and word in phrases.bits and _OF_ONE_KIND & set(written):
            own = min(own, _COMMONEST)
        cost, reason = options[at].get(meant, (_UNKNOWN_SWAP, f"'{word}' for '{meant}'"))
        if meant not in options[at]:
            unknown += 1
            if word in phrases.fixed or meant in phrases.fixed or word not in swaps() or meant not in swaps():
                return None
        gain += own - cost
        gain -= _A_NAME if _stand_together(written, at) else 0.0
        reasons.append(reason)
        swapped = swapped or not reason.endswith(_SPELT)
    sound = [word for at, word in enumerate(written) if at not in left and word not in phrases.fixed]
    if swapped and left and not sound and (unknown or len(left) > 1 or gain < _SOUND_ENOUGH):
        return None  # nothing but the state stands as it should
    if unknown > _MOST_UNKNOWN or (unknown and len(written) - len(left) < (2 if places != sorted(places) else 1)):
        return None
    if places != sorted(places):
        gain -= (_TURNED_TOO if left else _TURNED) + math.log2(math.factorial(len(written))) / 2
        reasons.append("the words in another order")
    return Match(phrases.texts[name], name, gain, tuple(reasons), swapped, unknown > 0)


def _stand_together(written: Words, at: int) -> bool:
    """Tell whether a word stands beside another one as in a real name."""
    table = _collocations()
    return (at > 0 and written[at] in table.get(written[at - 1], ())) or (
        at + 1 < len(written) and written[at + 1] in table.get(written[at], ())
    )


def swap_of(before: Sequence[str], title: str) -> tuple[str, str] | None:
    """Return the one word at the end of some words that was swapped for one of a title of several words, with that one.

    Args:
        before: Folded words, the last of which may be the title.
        title: The title.
    """
    meant = folded(title).split()
    written = list(before[-len(meant) :])
    if len(meant) < 2 or len(written) < len(meant):
        return None
    changed = [pair for pair in zip(written, meant, strict=True) if pair[0] != pair[1]]
    if len(changed) == 1 and changed[0][1] in swaps().get(changed[0][0], {}):
        return changed[0]
    return None


def titles_of(tenure: Tenure) -> Iterator[str]:
    """Yield the titles by which news may call somebody in an office."""
    yield tenure.title
    yield from (role for role, kinds in ROLES.items() if tenure.office in kinds)


def is_word(word: str) -> bool:
    """Tell whether a folded word is one of the language, as far as it may be swapped for another, or a region."""
    return word in swaps() or word in _REGIONS
