"""Two statements side by side: how much alike their words are, and whether somebody may have said both at once."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq, Levenshtein, Prefix

from verbale.compare.sayings import Saying
from verbale.models import Dated, Published, Statement
from verbale.read.published import last_day

Speakers = Literal["same", "compatible", "unknown", "different"]

#: Names are taken for spellings of one name up to this distance (share of letters).
_MISSPELT = 0.34
_OTHERWISE = 0.8  # so much of a word's weight is shared by two spellings of it, or by it and one derived from it
#: Words are taken for derived from each other that begin with so many letters, so large a share of the longer one.
_ROOT, _IN_ROOT = 5, 0.65
#: So much of the weight of names that both have counts.
_NAMED = 0.2
#: A short content in a long one: so much of its weight has to be there, and of its words in the same order, and it has
#: to have so many telling words.
_CONTAINED, _FEWEST_CONTAINED = 0.75, 4
#: Of less than this share of the telling words it is a passage of the other: a whole answer holds several sayings.
_LEAST_PART = 0.25
_PART = 0.2  # so much less alike than the part itself are a part and the whole
#: How far apart reports of one saying are published, in days; and how far two stated days may be, for time zones.
NEAR_DAYS, SAME_DAYS = 7, 1
#: With another speaker named, they are not further apart than this.
SWAPPED_DAYS = 2
#: How much alike the words have to be for one saying, by what is known of the speakers. Tuned on the development half
#: of the generated families of quotes.
ENOUGH: dict[Speakers, float] = {"same": 0.36, "compatible": 0.44, "unknown": 0.5, "different": 0.92}
#: More than this is needed only where speakers or days differ.
LOOSEST = 0.75
#: Words that are less alike than this are never one saying, whoever says them.
LEAST = min(ENOUGH.values())
#: Without near dates, and with other speakers, it takes so much likeness and so many telling words.
_VERBATIM, _VERBATIM_WORDS = 0.97, 8
#: Each day between takes so much more likeness: the formulas of an office come back.
_LATER = 0.03
#: Words of which less is in common, by weight, are not put in order at all.
_SHARED = 0.25
#: Fewer telling words than this are one saying only if they are the same.
_FEWEST = 3
_PRONOUNS = frozenset("he she they it we i who him her them".split())
_HONORIFICS = frozenset("mr mrs ms dr prof sir lord lady gen col adm the of".split())


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much alike the words of two statements are.

    Attributes:
        score: All in all, 0 to 1.
        words: Share of their distinct words' weight that both have.
        order: Share of their words that both have in the same order.
        in_first: Share of the first one's weight that is in the second.
        in_second: Share of the second one's weight that is in the first.
    """

    score: float
    words: float
    order: float
    in_first: float
    in_second: float


def likeness(first: Saying, second: Saying) -> Likeness:
    """Return how much alike the words of two statements are; the same both ways, but for the two shares."""
    if not first.terms or not second.terms:
        return Likeness(0.0, 0.0, 0.0, 0.0, 0.0)
    both = [stem for stem in first.stems if stem in second.stems]
    shared = sum(first.stems[stem] for stem in both)
    if shared < _SHARED * min(first.weight, second.weight):
        return Likeness(0.0, 0.0, 0.0, 0.0, 0.0)
    otherwise = {**_spelt_otherwise(first, second), **_derived(first, second)}
    shared += sum(_OTHERWISE * min(first.stems[one], second.stems[other]) for one, other in otherwise.items())
    marks = _marks_in(first, second, otherwise)
    common = LCSseq.similarity(marks, second.marks)
    words = 2 * shared / (first.weight + second.weight)
    order = 2 * common / (len(marks) + len(second.marks))
    in_first, in_second = min(1.0, shared / first.weight), min(1.0, shared / second.weight)
    # Whom and what it is about, a speaker's other sayings of the day have as well.
    named = first.names & second.names
    weight = (1 - _NAMED) * sum(first.stems[name] for name in sorted(named))
    told = 2 * (shared - weight) / (first.weight + second.weight - 2 * weight)
    times = [(1 - _NAMED) * sum(term.stem in named for term in saying.terms) for saying in (first, second)]
    in_turn = 2 * max(0.0, common - min(times)) / (len(marks) + len(second.marks) - sum(times))
    score = (told + in_turn) / 2
    contained, fewest = max(in_first, in_second), min(first.telling, second.telling)
    in_order = common / min(len(marks), len(second.marks))
    is_part = fewest >= max(_FEWEST_CONTAINED, _LEAST_PART * max(first.telling, second.telling))
    if min(contained, in_order) >= _CONTAINED and is_part:
        score = max(score, 0.6 * contained + 0.4 * in_order - _PART)
    if fewest < _FEWEST and first.forms != second.forms and min(in_first, in_second) < 0.9:
        score = min(score, LEAST / 2)
    return Likeness(round(min(1.0, score), 4), words, order, in_first, in_second)


def _spelt_otherwise(first: Saying, second: Saying) -> dict[str, str]:
    """Return the names that are in both in two spellings, the first one's with the second one's."""
    ours, theirs = sorted(first.names - second.stems.keys()), sorted(second.names - first.stems.keys())
    found = {}
    for name in ours:
        for other in theirs:
            if name[0] == other[0] and Levenshtein.normalized_distance(name, other) <= _MISSPELT:
                found[name] = other
                theirs.remove(other)
                break
    return found


def _derived(first: Saying, second: Saying) -> dict[str, str]:
    """Return the words of the first one of which the second has one that is derived: "strategy", "strategic".

    Who translates or reports puts one for the other.
    """
    theirs: dict[str, list[str]] = {}
    for stem in second.stems:
        if len(stem) >= _ROOT and stem not in first.stems and stem not in second.names and stem.isalpha():
            theirs.setdefault(stem[:_ROOT], []).append(stem)
    near = []
    for stem in first.stems if theirs else ():
        if stem not in second.stems and stem not in first.names:
            for other in theirs.get(stem[:_ROOT], ()):
                share = Prefix.normalized_similarity(stem, other)
                if share >= _IN_ROOT:
                    near.append((-share, min(stem, other), stem, other))
    found: dict[str, str] = {}
    for _, _, stem, other in sorted(near):
        if stem not in found and other not in found.values():
            found[stem] = other
    return found


def _marks_in(first: Saying, second: Saying, otherwise: Mapping[str, str]) -> str:
    """Return the marks of the first one, with those of the second for words that it has otherwise."""
    if not otherwise:
        return first.marks
    marks = {term.stem: term.stem_mark for term in second.terms}
    return "".join([marks.get(otherwise.get(term.stem, ""), term.stem_mark) for term in first.terms])


def match(first: Saying, second: Saying, alike: Likeness | None = None) -> float:
    """Return how sure it is that two statements report one saying, 0.5 to 1; 0 if they do not.

    Args:
        first: The one.
        second: The other.
        alike: Their likeness, where it is known already.
    """
    need = _needed(first, second)
    if need > 1:
        return 0.0
    alike = alike or likeness(first, second)
    if alike.score < need:
        return 0.0
    return round(1 - 0.5 * math.exp(-5 * (alike.score - need + 0.02)), 3)


def _needed(first: Saying, second: Saying) -> float:
    """Return how much alike the words of two statements have to be for one saying; more than 1 if they cannot be."""
    if _tells_of(first.statement, second) or _tells_of(second.statement, first):
        return 2.0
    speakers = speakers_of(first.statement, second.statement)
    need = ENOUGH[speakers]
    gap = days_apart(first, second)
    is_long = min(first.telling, second.telling) >= _VERBATIM_WORDS
    if gap is not None and gap[1] == "said" and gap[0] > SAME_DAYS:
        return 2.0
    if gap is not None and gap[0] > NEAR_DAYS:
        # Phrases come back: what is said weeks later is the same saying only if it is quoted at length.
        need = max(need, _VERBATIM) if speakers != "different" else 2.0
    elif gap is not None and gap[0] > SWAPPED_DAYS and speakers == "different":
        return 2.0
    elif gap is not None and speakers != "different":
        need += _LATER * gap[0]
    if need > LOOSEST and not is_long:
        return 2.0
    return need


def _tells_of(statement: Statement, other: Saying) -> bool:
    """Tell whether a statement is told in another one: then the words are the same, and the sayings are not."""
    return statement.document == other.statement.document and statement.within == other.id


def speakers_of(first: Statement, second: Statement) -> Speakers:
    """Return whether two statements may have one speaker."""
    if first.speaker_id and second.speaker_id:
        if first.speaker_id == second.speaker_id:
            return "same"
        # An office, ministry or state, and who speaks for it.
        if first.speaker_id == second.on_behalf_of or second.speaker_id == first.on_behalf_of:
            return "compatible"
        return "different"
    names = _name_words(first), _name_words(second)
    if not names[0] or not names[1]:
        return "unknown"
    if any(_is_name(one, other) for one in names[0] for other in names[1]):
        return "same" if names[0] == names[1] else "compatible"
    if first.on_behalf_of and first.on_behalf_of in (second.on_behalf_of, second.speaker_id):
        return "compatible"
    if second.on_behalf_of and second.on_behalf_of == first.speaker_id:
        return "compatible"
    # "A statement of the mission" names nobody: it may be anybody's.
    if first.speaker is None or second.speaker is None:
        return "unknown"
    # Of two names in words of which none is known, the one may be the title of the other.
    if first.speaker_id is None and second.speaker_id is None and not (_is_proper(first) and _is_proper(second)):
        return "unknown"
    return "different"


def _name_words(statement: Statement) -> tuple[str, ...]:
    """Return the words of the speaker's name in small letters; none where nobody is named."""
    if statement.anonymous:
        return ()
    name = statement.speaker or (statement.source.text if statement.source else "")
    words = [word.strip(".,;:’'\"“”()").casefold().removesuffix("'s").removesuffix("’s") for word in name.split()]
    return tuple(word for word in words if len(word) > 1 and word not in _HONORIFICS and word not in _PRONOUNS)


def _is_name(one: str, other: str) -> bool:
    """Tell whether two words of names may be one."""
    return one == other or (
        min(len(one), len(other)) > 3
        and one[0] == other[0]
        and Levenshtein.normalized_distance(one, other) <= _MISSPELT - 0.09
    )


def _is_proper(statement: Statement) -> bool:
    """Tell whether a speaker is named with a proper name."""
    return statement.speaker is not None and statement.speaker[:1].isupper()


def days_apart(first: Saying, second: Saying) -> tuple[int, Literal["said", "published"]] | None:
    """Return how many days are at least between two sayings, or None where that is not known.

    By the days on which they were said where both are known, else by the days on which they were reported.
    """
    one, other = first.statement.said_on, second.statement.said_on
    if one is not None and other is not None:
        return _gap(one, other), "said"
    when, whence = one or first.report.published, other or second.report.published
    return None if when is None or whence is None else (_gap(when, whence), "published")


def _gap(one: Dated, other: Dated) -> int:
    """Return how many days are at least between two dates that may be known to the month or year only."""
    if one.date > other.date:
        one, other = other, one
    return max(0, (other.date - _last(one)).days)


def _last(dated: Dated) -> datetime.date:
    return last_day(Published(dated.date, dated.precision, dated.basis))
