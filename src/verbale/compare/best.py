"""Which of the wordings of a saying is the best attested, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.compare.alignment import align
from verbale.compare.likeness import likeness
from verbale.compare.relation import SURE, direction_probability
from verbale.compare.sayings import Saying
from verbale.compare.soundness import sounder
from verbale.compare.traits import traits_of
from verbale.compare.wording import Wording, wording_of
from verbale.find.damage import find_damage
from verbale.models import Document, Kind
from verbale.models.copy import Copy

#: What speaks for a wording, in points; only their proportions matter. Tuned on the development half of the generated
#: families of quotes, by a softmax over the wordings of a saying. A primary source outweighs everything else together.
PRIMARY, AGENCY, SOURCE, COPIED, EARLIER = 100.0, 1.0, 4.0, 2.0, 2.0
WORDS, ORDER, ORIGINAL, COMPLETE, LONGER, LONELY, SOUND, BROKEN = 3.2, 3.3, 0.8, 1.7, 4.3, -5.1, 1.1, -1.4
QUOTED: Mapping[Kind, float] = {"direct": 3.2, "mixed": 1.6, "indirect": 0.0}
#: Reasons that weigh less than this more than for the other wordings, and more than so many, are not told.
_WEIGHTY, _MOST_REASONS = 0.4, 4
#: The reason where there is none.
UNDECIDED = "little decides between the wordings"
#: What makes no reason in words for a reader.
_SILENT = frozenset(("it has no words that no other has",))
#: More sources than this that agree count no more.
_MOST_SOURCES = 5
#: So many wordings may be the best one.
_CONTENDERS = 60
#: Each of them is compared with so many of the others.
_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Statements with one wording.

    Attributes:
        sayings: The statements, by date of publication (unknown last) and id.
        sources: How many of their documents are independent.
    """

    sayings: tuple[Saying, ...]
    sources: int

    @property
    def first(self) -> Saying:
        """The statement that stands for the others: the most literal, then the earliest."""
        return min(self.sayings, key=lambda one: -QUOTED[one.statement.kind])

    @property
    def kind(self) -> Kind:
        """The kind of the most literal statement."""
        return self.first.statement.kind

    @property
    def is_primary(self) -> bool:
        """One of the documents is a primary source."""
        return any(one.report.is_primary for one in self.sayings)


def ranked(groups: Sequence[Group], copies: Sequence[Copy]) -> tuple[list[Group], tuple[str, ...]]:
    """Return the wordings of a saying, the best-attested one first, and why that one is.

    Args:
        groups: The wordings.
        copies: How the documents were made from each other.
    """
    if len(groups) == 1:
        return list(groups), _alone(groups[0])
    compared = sorted(groups, key=lambda group: (-group.sources, group.first.id))[:_COMPARED]
    # Ten thousand wordings are not all weighed: the many are damaged in as many ways, and each stands in one document.
    first = sorted(
        groups,
        key=lambda group: (not group.is_primary, -group.sources, -QUOTED[group.kind], _when(group), group.first.id),
    )
    contenders, others = first[:_CONTENDERS], first[_CONTENDERS:]
    weighed = {one.report.id for group in (*contenders, *compared) for one in group.sayings}
    between = [copy for copy in copies if copy.direction >= SURE and {copy.document, copy.of} <= weighed]
    cases = {group.first.id: _case(group, compared, between) for group in contenders}
    total = {id_: sum(case.values()) for id_, case in cases.items()}
    order = sorted(contenders, key=lambda group: (-total[group.first.id], _when(group), group.first.id))
    return [*order, *others], _reasons(cases[order[0].first.id], [cases[one.first.id] for one in order[1:]])


def _reasons(best: Mapping[str, float], others: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """Return what speaks for the best wording more than for the others, the weightiest first."""
    more = {
        reason: value - sum(other.get(reason, 0.0) for other in others) / len(others)
        for reason, value in best.items()
        if reason not in _SILENT
    }
    weighty = sorted((-value, reason) for value, reason in ((v, r) for r, v in more.items()) if value > _WEIGHTY)
    return tuple(reason for _, reason in weighty[:_MOST_REASONS]) or (UNDECIDED,)


def _alone(group: Group) -> tuple[str, ...]:
    """Return what is to say of the only wording."""
    found = ["the only wording in the record"]
    if group.is_primary:
        found.insert(0, _primary(group))
    elif group.sources > 1:
        found.append(f"in {group.sources} independent sources")
    return tuple(found)


def _case(group: Group, compared: Sequence[Group], copies: Sequence[Copy]) -> dict[str, float]:
    """Return what speaks for a wording, beside others: points, by what they are for; the copies are those for sure."""
    case: dict[str, float] = {}
    if group.is_primary:
        case[_primary(group)] = PRIMARY
    agencies = sorted({one.report.agency for one in group.sayings if one.report.agency})
    if agencies:
        case[f"with the agency {agencies[0]}"] = AGENCY
    agreed = min(group.sources, _MOST_SOURCES) - 1
    case[f"{group.sources} independent sources agree on it"] = SOURCE * agreed
    case["it is quoted, not reported"] = QUOTED[group.kind]
    case["documents with other wordings were made from its document"] = _copied(group, compared, copies)
    traits = traits_among(group, compared)
    if traits:
        case["the others are nearer to it than to each other"] = WORDS * traits.words + ORDER * traits.order
        case["where others differ, their words are the stranger ones"] = ORIGINAL * traits.original
        case["where others differ, their small words hold together less well"] = SOUND * traits.sound
        case["others have more phrases that a machine broke"] = BROKEN * traits.broken
        case["others are parts of it"] = COMPLETE * traits.complete + LONGER * traits.longer
        case["it has no words that no other has"] = LONELY * traits.lonely
        case["it came out before others"] = EARLIER * traits.earlier
    return case


@dataclass(frozen=True, slots=True)
class GroupTraits:
    """How a wording stands among the others.

    Attributes:
        words: Share of its words' weight and theirs that both have, on average.
        order: Share of its words and theirs that both have in the same order, on average.
        original: How sure their words say that they were made from it, from -1 to 1.
        complete: How much more of them is in it than of it in them, from -1 to 1.
        longer: Logarithm of how many times as many words it has as they, on average.
        lonely: Share of its words' weight that no other wording has.
        earlier: Share of them that came out later, less of those that came out earlier, from -1 to 1.
        sound: How much better its small words hold together where they differ, from -1 to 1.
        broken: How many more clues of machine rewriting are in it than in them, on average.
    """

    words: float
    order: float
    original: float
    complete: float
    longer: float
    lonely: float
    earlier: float
    sound: float
    broken: float


def traits_among(group: Group, compared: Sequence[Group]) -> GroupTraits | None:
    """Return how a wording stands among others; None if there are none."""
    here = group.first
    others = [one.first for one in compared if one is not group]
    if not others:
        return None
    alike = [likeness(here, one) for one in others]
    elsewhere = {stem for one in others for stem in one.stems}
    return GroupTraits(
        words=sum(one.words for one in alike) / len(alike),
        order=sum(one.order for one in alike) / len(alike),
        original=2 * sum(_originality(here, one) for one in others) / len(others) - 1,
        complete=sum(one.in_second - one.in_first for one in alike) / len(alike),
        longer=sum(math.log(len(here.terms) / len(one.terms)) for one in others) / len(others),
        lonely=sum(weight for stem, weight in here.stems.items() if stem not in elsewhere) / (here.weight or 1.0),
        earlier=sum(_is_later(one, group) for one in compared if one is not group) / len(others),
        sound=sum(sounder(_words(here), _words(one)) for one in others) / len(others),
        broken=_clues(_words(here)) - sum(_clues(_words(one)) for one in others) / len(others),
    )


def _is_later(one: Group, other: Group) -> int:
    """Return 1 if a wording came out later than another, -1 if earlier, 0 if that is not known."""
    days = _when(one), _when(other)
    return 0 if "9" in days else (days[0] > days[1]) - (days[0] < days[1])


def _copied(group: Group, compared: Sequence[Group], copies: Sequence[Copy]) -> float:
    """Return points for documents that others were made from, and against those made from others."""
    here = {one.report.id for one in group.sayings}
    there = {one.report.id for other in compared if other is not group for one in other.sayings} - here
    made = any(copy.document in here and copy.of in there for copy in copies)
    origin = any(copy.of in here and copy.document in there for copy in copies)
    return COPIED * (origin - made)


def _originality(saying: Saying, other: Saying) -> float:
    """Return how probable it is, by the words alone, that the other wording was made from this one."""
    one, two = _wording(_words(other)), _wording(_words(saying))
    if one.id == two.id:
        return 0.5
    alignment = align(one, two)
    return direction_probability(traits_of(alignment)) if alignment.links else 0.5


def _words(saying: Saying) -> str:
    return saying.statement.words


@lru_cache(maxsize=4096)
def _clues(words: str) -> int:
    """Return how many places in some words look as if a machine had broken them."""
    return len(find_damage(Document(words)).clues)


@lru_cache(maxsize=4096)
def _wording(words: str) -> Wording:
    return wording_of(Document(words))


def _primary(group: Group) -> str:
    """Return in words which primary source has a wording."""
    first = next(one.report for one in group.sayings if one.report.is_primary)
    return f"in a primary source ({first.outlet or first.id[:12]})"


def _when(group: Group) -> str:
    """Return the earliest date of publication, as a text that sorts; unknown last."""
    return min((one.report.published.date.isoformat() for one in group.sayings if one.report.published), default="9")
