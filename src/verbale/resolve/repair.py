"""What damaged names are meant for: names that nobody has, as translation and synonym spinning leave them.

For each name that the knowledge base does not have, two readings compete: it is the name of somebody or something
unknown, or a known name was damaged. What speaks for the second is the difference of what each reading costs, in bits
(`verbale.resolve.spelling`, `verbale.resolve.swaps`), less what it costs to pick this actor among those whom the
article, its date and the title before the name leave. Damage seldom comes alone: how likely it is at all is estimated
from the other names of the article, from next to nothing upwards, so that the same words are repaired in a spun article
and left alone in a sound one.

A repair is made where it is that much likelier than all else together; else what may be meant is told and left open.
"""

from __future__ import annotations

import datetime
import functools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from verbale.codebook.knowledge import Knowledge, folded
from verbale.models.actor import Candidate, Tenure
from verbale.resolve.holders import in_office, offices_on
from verbale.resolve.lookup import Titled, Weighed, named, owners_named, says_held, untitled, weighed
from verbale.resolve.spelling import is_real_name, own_name, respellings, respelt, sounds
from verbale.resolve.swaps import Match, Phrases, Words, is_word, matches, phrases_of, swap_of, telling, titles_of

#: How sure a repair has to be, how sure the next one may be, and from when on both are told as what may be meant. These
#: and what follows were tuned with damaged names of the half of the actors that `benchmarks.damaged_names` does not
#: measure with (`--tune`), and with open news without damage.
SURE, RIVAL, WORTH_TELLING = 0.5, 0.2, 0.25
#: How likely a name that is not known is a damaged one, before the article tells more: bits.
_SWAPPED, _RESPELT = 8.0, 7.0
_STRENGTH = 3.0  # so many names weigh as much as what is known beforehand
_ROUNDS = 6
# What it costs to pick an actor, in bits.
_HOLDER = 1.0  # whoever holds the very office
_SOME_HOLDER = 3.0  # who holds such an office of one of the actors in the article
_TOLD = 3.0  # a person whom the article names otherwise too
_IN_COMPANY = 3.0  # beside one among those in office: for those of the actors in the article
_FEWEST = 6.0  # ... who are never fewer than these would be: more people come with a state than the tables have
_ANYBODY = 3.0  # beside one among all: for those whom only the name tells
_OTHER_TITLE = 16.0  # for those who have not the title that stands before the name
_DESCRIBED = 4.0  # where other words stand before the name: "farmer"
_SWAPPED_TITLE = 4.0  # bits more where they are the person's title but for a swapped word
_REAL_NAME = 5.0  # where all words are names that people have, and no title speaks for the person
_SHARED_NAMES = 1.0  # for a word of a name that is known, beside how rare it is among those
_KIND = 0.5  # a kind of body: "Foreign Ministry"
_NO_TITLE = 3.0  # a title that is written like a name: it seldom is
_NEARBY = 4.0  # bits less for actors that belong to those of the article
_LEAST_ALIKE = 50.0  # per cent of the letters in common, below which spellings are not compared
_LONGEST_OWNER = 3  # words
_PLACE = 5.0  # names of one word that look like those of states: there are many places
_SHORTEST = 5  # letters of a name of one word
_FEW_OPTIONS = 6
#: Words of names that many people have, with what they tell, in bits.
_STYLES = frozenset(
    "abd abdel abdul abu al ayatollah bin el haji ibn imam king lord maulana mullah ould prince princess queen sayyid "
    "shaikh sheikh sir sultan van von de da dos der di la le".split()
)
_STYLE = 2.0


@dataclass(slots=True)
class Option:
    """A known name that a damaged one may be meant for.

    Attributes:
        found: The actors that have it.
        odds: What speaks for it against an unknown name, in bits, without how likely damage is at all.
        reasons: What is damaged, in words.
        swapped: Whether words were swapped, or else only spelt differently.
    """

    found: list[Weighed]
    odds: float
    reasons: tuple[str, ...]
    swapped: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a damaged name.

    Attributes:
        options: The readings, each with how likely it is, the likeliest first.
        sure: Whether the first is meant.
    """

    options: tuple[tuple[Option, float], ...]
    sure: bool

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the actors with their scores and reasons."""
        found: dict[str, Candidate] = {}
        for option, likely in self.options:
            word = "repaired" if self.sure and option is self.options[0][0] else "may be damaged"
            best = max(one.weight for one in option.found)
            for one in sorted(option.found, key=lambda one: (-one.weight, one.actor.id))[:2]:
                score = round(min(0.95, likely) * one.weight / best / (1 if one.weight == best else 2), 4)
                reasons = (f"{word}: {'; '.join(option.reasons)}", *one.reasons)
                if score and (one.actor.id not in found or found[one.actor.id].score < score):
                    found[one.actor.id] = Candidate(one.actor, score, reasons)
        return tuple(sorted(found.values(), key=lambda one: (-one.score, one.actor.id)))


class _Same:
    """A knowledge base as a key: the very same one."""

    __slots__ = ("base",)

    def __init__(self, base: Knowledge) -> None:
        self.base = base

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.base is self.base

    def __hash__(self) -> int:
        return id(self.base)


@functools.lru_cache(maxsize=2)
def _phrases(key: _Same) -> Phrases:
    """Return the names of several words, indexed once."""
    return phrases_of(key.base)


@functools.lru_cache(maxsize=2)
def _by_sound(key: _Same) -> tuple[Mapping[str, tuple[tuple[str, str], ...]], tuple[str, ...]]:
    """Return full names of persons with their ids by their consonants, and single words that name others."""
    base = key.base
    persons: dict[str, set[tuple[str, str]]] = defaultdict(set)
    others: set[str] = set()
    for id_, uses in base.names_of.items():
        is_person = base.actors[id_].kind == "person"
        for use in uses:
            name = folded(use.text)
            if is_person and use.type != "surname" and " " in name:
                persons[_sound(name)].add((name, id_))
            elif is_person or use.type not in ("name", "adjective", "people", "short"):
                continue
            elif name.isalpha() and len(name) >= _SHORTEST and base.actors[id_].kind != "outlet":
                others.add(name)
    return {sound: tuple(sorted(found)) for sound, found in persons.items()}, tuple(sorted(others))


@functools.lru_cache(maxsize=2)
def _rarity(key: _Same) -> Mapping[str, float]:
    """Return how rare each word of the persons' names is, in bits: relatives and countrymen have it too."""
    base = key.base
    counts = Counter(
        word for id_, actor in base.actors.items() if actor.kind == "person"
        for word in {word for use in base.names_of[id_] for word in folded(use.text).split()}
    )  # fmt: skip
    total = sum(counts.values())
    return {word: _SHARED_NAMES + math.log2(total / n) for word, n in counts.items()}


def _sound(name: str) -> str:
    """Return the sounds of a name's words, whatever their order."""
    return " ".join(sorted(map(sounds, name.split())))


class Repairer:
    """The damaged names of one article."""

    def __init__(self, base: Knowledge, day: datetime.date | None, company: Iterable[str], told: Iterable[str]) -> None:
        """Take what is known of the article.

        Args:
            base: The knowledge base.
            day: The day of the article.
            company: Ids of the actors in it, with those that they belong to.
            told: Ids of the persons in it.
        """
        self.base = base
        self.day = day
        self.company = frozenset(company)
        self.told = frozenset(told)
        self._holders: set[str] | None = None
        # The same persons come into question for each name of an article.
        self._offices: dict[str, tuple[Tenure, ...]] = {}
        self._written: dict[tuple[str, int], tuple[str, ...]] = {}

    # --- names of several words -------------------------------------------------------------------------------------

    def phrase(self, words: str) -> list[Option]:
        """Return what a name of a state, organization, body or office may be meant for."""
        phrases = _phrases(_Same(self.base))
        parts = words.split()
        if len(parts) == 1 and "-" not in words:
            return self._single(folded(words))
        found = [
            option
            for match in matches(telling(words), phrases)[:_FEW_OPTIONS]
            if (option := self._named(match, phrases)) is not None
        ]
        if " of " in words:
            head, _, owner = words.rpartition(" of ")
            found += self._owned(owner.removeprefix("the "), head, phrases)
        for size in range(1, min(_LONGEST_OWNER, len(parts) - 1) + 1):
            found += self._owned(" ".join(parts[:size]), " ".join(parts[size:]), phrases)
        return found

    def _named(self, match: Match, phrases: Phrases) -> Option | None:
        """Return a name of several words as an option."""
        found = [one for one in named(match.text, self.day, self.base) if one.actor.kind != "person"]
        if not found:
            return None
        if match.words in phrases.kinds:
            return Option(found, match.gain - _KIND, match.reasons, match.swapped)
        pick = math.log2(len(phrases.texts))
        if any(self._belongs(one) for one in found):
            pick -= _NEARBY
        elif match.unknown:
            return None
        return Option(found, match.gain - pick, match.reasons, match.swapped)

    def _owned(self, owner: str, head: str, phrases: Phrases) -> list[Option]:
        """Return bodies and offices whose owner stands in the name as it should: "Albian International Ministry"."""
        if not head or not owners_named(owner, self.day, self.base):
            return []
        options = []
        for match in matches(telling(head), phrases, phrases.kinds)[: 2 * _FEW_OPTIONS]:
            found = weighed(f"{owner} {match.text}", self.day, self.base)
            if found:
                pick = _KIND + (_NO_TITLE if all(one.actor.kind == "person" for one in found) else 0.0)
                options.append(Option(found, match.gain - pick, match.reasons, match.swapped))
        return options

    def _belongs(self, one: Weighed) -> bool:
        """Tell whether an actor belongs to those of the article."""
        actor = one.actor
        return bool({actor.id, actor.parent, self.base.states.get(actor.country or "")} & self.company)

    def _single(self, word: str) -> list[Option]:
        """Return what a name of one word may be a misspelling of, other than of a person."""
        _, others = _by_sound(_Same(self.base))
        if len(word) < _SHORTEST or not word.isalpha() or is_real_name(word) or is_word(word):
            return []
        options = []
        for name in respellings(word, others):
            gain = own_name(word) - respelt(name, word)
            found = [one for one in named(name, self.day, self.base) if one.actor.kind != "person"]
            if gain > 0 and found and name != word:
                pick = math.log2(len(others)) + _PLACE - (_NEARBY if any(map(self._belongs, found)) else 0.0)
                reasons = (f"'{word}' for '{name}', spelt differently",)
                options.append(Option(found, gain - pick, reasons, swapped=False))
        return options

    # --- persons ------------------------------------------------------------------------------------------------------

    def person(self, words: Words, titled: Titled | None, before: str = "") -> list[Option]:
        """Return what a person's name may be a misspelling of.

        Args:
            words: The folded words of the name, without titles.
            titled: The titles before it.
            before: The folded nouns and adjectives before it.
        """
        name = " ".join(words)
        if not name.replace(" ", "").isalpha() or not name.isascii():
            return []
        rarity = _rarity(_Same(self.base))
        own = [_STYLE if word in _STYLES else min(own_name(word), rarity.get(word, math.inf)) for word in words]
        owners = (
            {one.id for one in owners_named(titled.owner, self.day, self.base)} if titled and titled.owner else set()
        )
        roles = titled.roles if titled else ()
        options = []
        for id_, pick in self._persons(words, roles, owners).items():
            fits = pick[1]
            cost, known = min(
                ((self._cost(words, own, other), other) for other in self._names(id_, len(words))),
                default=(math.inf, ""),
            )
            gain = sum(own) - cost
            if gain <= 0:
                continue
            odds = gain - pick[0]
            if not fits:
                odds -= _OTHER_TITLE if roles and owners else 0.0
                odds -= _REAL_NAME if all(map(is_real_name, words)) else 0.0
            actor = self.base.actors[id_]
            reasons = [f"{name.title()} is near to {known.title()}, a name of {actor.name}"]
            tenure = next(iter(self._offices_of(id_)), None)
            swap = self._swapped_title(id_, before.split()) if not fits else None
            if swap:
                odds += _SWAPPED_TITLE
            elif before and titled is None and not fits:
                odds -= _DESCRIBED
            why = [says_held(tenure, self.day)] if tenure else []
            if fits:
                reasons.append("the title before it is that person's")
            elif swap:
                reasons.append(f"'{swap[0]}' for '{swap[1]}' in the title before it")
            one = Weighed(actor, 1.0, why or [f"name of {actor.name}"], "name")
            options.append(Option([one], odds, tuple(reasons), swapped=False))
        options.sort(key=lambda option: (-option.odds, option.found[0].actor.id))
        return options[:_FEW_OPTIONS]

    def _swapped_title(self, id_: str, before: Sequence[str]) -> tuple[str, str] | None:
        """Return the swapped word of the title before a name and the one meant, if the title is that person's."""
        for tenure in self._offices_of(id_) if len(before) > 1 else ():
            if swap := next((swap for title in titles_of(tenure) if (swap := swap_of(before, title))), None):
                return swap
        return None

    def _persons(self, words: Words, roles: Sequence[str], owners: set[str]) -> dict[str, tuple[float, bool]]:
        """Return the persons who may be meant, with what it costs to pick each, and whether the title is theirs."""
        found: dict[str, tuple[float, bool]] = {}

        def add(id_: str, cost: float, fits: bool) -> None:
            if id_ not in found or cost < found[id_][0]:
                found[id_] = (cost, fits)

        nearby = self._nearby(owners) if len(words) > 1 or roles else set()
        for id_ in sorted(nearby):
            tenures = self._offices_of(id_)
            fitting = [tenure for tenure in tenures if tenure.office in roles]
            if any(tenure.of.id in owners for tenure in fitting):
                add(id_, _HOLDER, True)
            elif fitting and not owners and self.company & {tenure.of.id for tenure in fitting}:
                add(id_, _SOME_HOLDER, True)
            elif len(words) > 1:
                add(id_, max(_FEWEST, math.log2(len(nearby))) + _IN_COMPANY, False)
        for id_ in self.told:
            add(id_, _TOLD, False)
        if len(words) > 1:
            by_sound, _ = _by_sound(_Same(self.base))
            for _, id_ in by_sound.get(_sound(" ".join(words)), ()):
                serves = self.day is None or bool(self._offices_of(id_))
                among = max(2 * _FEWEST, math.log2(len(self.base.actors)))
                add(id_, among + (_ANYBODY if serves else 2 * _ANYBODY), False)
        return found

    def _nearby(self, owners: set[str]) -> set[str]:
        """Return who holds an office of an actor in the article, or of the owner of a title, on the day."""
        if self.day is None:
            return set()
        found = set(self._holders_of(frozenset(owners)))
        if self._holders is None:
            self._holders = self._holders_of(self.company)
        return found | self._holders

    def _holders_of(self, actors: frozenset[str]) -> set[str]:
        """Return who holds an office of some actors on the day."""
        return {
            tenure.person.id
            for actor in actors
            for office in self.base.offices_of.get(actor, ())
            for tenure in self.base.tenures.get(office, ())
            if self.day and in_office(tenure, self.day)
        }

    def _offices_of(self, id_: str) -> tuple[Tenure, ...]:
        """Return the offices that a person held on the day of the article; none where that is not known."""
        if id_ not in self._offices:
            self._offices[id_] = tuple(offices_on(id_, self.day, self.base)) if self.day else ()
        return self._offices[id_]

    def _names(self, id_: str, size: int) -> tuple[str, ...]:
        """Return the names of a person with so many words."""
        if (id_, size) not in self._written:
            uses = self.base.names_of[id_]
            names = {folded(use.text) for use in uses if (use.type == "surname") == (size == 1)}
            self._written[id_, size] = tuple(sorted(n for n in names if len(n.split()) == size or size > 1))
        return self._written[id_, size]

    def _cost(self, words: Words, own: Sequence[float], name: str) -> float:
        """Return how unlikely a writing is where a name is meant, in bits."""
        written = " ".join(words)
        parts, most = name.split(), sum(own)
        same_length = len(parts) == len(words)
        alike = fuzz.token_sort_ratio(written, name) if same_length else fuzz.ratio(written, name)
        if max(alike, fuzz.ratio(written, name)) < _LEAST_ALIKE:
            return math.inf
        if len(parts) != len(words):
            joined = "".join(words)
            cost = respelt("".join(parts), joined, most)
            return cost + 3.0 if cost < most else math.inf
        best = sum(respelt(part, word) for part, word in zip(parts, words, strict=True))
        if len(words) == 2 and best > 12.0:
            turned = sum(respelt(part, word) for part, word in zip(parts[::-1], words, strict=True)) + 3.0
            best = min(best, turned)
        return min(best, most + 1.0)


def outcomes(found: Mapping[int, list[Option]], unknown: int, swaps_seen: int = 0) -> dict[int, Outcome]:
    """Return what comes of the damaged names of an article, after how much of it is damaged.

    Args:
        found: The options of each name, by any number.
        unknown: How many names of the article are not known, each counted once.
        swaps_seen: How many swaps of words are certain: in titles, in months.
    """
    rates = dict.fromkeys(found, (2.0**-_SWAPPED, 2.0**-_RESPELT))
    size = max(1, unknown - 1) + swaps_seen + _STRENGTH
    for _ in range(_ROUNDS):
        told = {at: _damage(options, _shares(options, *rates[at])) for at, options in found.items()}
        swaps, spellings = (sum(one[kind] for one in told.values()) for kind in (0, 1))
        for at, (own_swaps, own_spellings) in told.items():
            # What the other names tell, not this one: else it would bear witness for itself.
            swapped, spelt = swaps - own_swaps + swaps_seen, spellings - own_spellings
            # Damage of one kind makes that of the other likelier: both come from machines.
            rates[at] = (
                min(0.5, (swapped + 0.1 * spelt + _STRENGTH * 2.0**-_SWAPPED) / size),
                min(0.5, (spelt + 0.2 * swapped + _STRENGTH * 2.0**-_RESPELT) / size),
            )
    return {at: _outcome(options, _shares(options, *rates[at])) for at, options in found.items()}


def _damage(options: Sequence[Option], shares: Sequence[float]) -> tuple[float, float]:
    """Return how likely a name is one with swapped words, and one spelt differently."""
    pairs = list(zip(options, shares, strict=True))
    return sum(share for one, share in pairs if one.swapped), sum(share for one, share in pairs if not one.swapped)


def _shares(options: Sequence[Option], swapped: float, spelt: float) -> list[float]:
    """Return how likely each option is, beside an unknown name."""
    weights = [2.0 ** min(60.0, option.odds) * (swapped if option.swapped else spelt) for option in options]
    total = sum(weights) + 1.0
    return [weight / total for weight in weights]


def _outcome(options: Sequence[Option], shares: Sequence[float]) -> Outcome:
    """Return the options that stand for the same actors as one, with what is sure."""
    merged: dict[frozenset[str], tuple[Option, float]] = {}
    for option, share in zip(options, shares, strict=True):
        key = frozenset(one.actor.id for one in option.found)
        best, total = merged.get(key, (option, 0.0))
        merged[key] = (option if option.odds > best.odds else best, total + share)
    ordered = sorted(merged.values(), key=lambda pair: (-pair[1], pair[0].reasons))
    likely = tuple(pair for pair in ordered if pair[1] >= WORTH_TELLING / 10)
    alone = bool(likely) and all(share <= RIVAL for _, share in likely[1:])
    return Outcome(likely, alone and likely[0][1] >= SURE)


def guesses(name: str, day: datetime.date | None, base: Knowledge, company: Iterable[str]) -> list[Candidate]:
    """Return what a name alone may be damaged from, with scores below those of names that are known.

    Args:
        name: The name, without article.
        day: The day.
        base: The knowledge base.
        company: Ids of actors in the article.
    """
    repairer = Repairer(base, day, company, ())
    titled = untitled(name)
    words = tuple(folded(titled.name if titled else name).split())
    options = repairer.phrase(name) + (repairer.person(words, titled) if words else [])
    found = outcomes({0: options}, 1, swaps_seen=3).get(0)
    if found is None:
        return []
    return [replace(one, score=round(one.score / 2, 4)) for one in found.candidates()]
