"""What two aligned documents are to each other: whether the one was made from the other, how, and which from which."""

from __future__ import annotations

import datetime
import functools
import json
import math
from dataclasses import dataclass
from importlib import resources
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from verbale.compare.alignment import Alignment, align
from verbale.compare.traits import Traits, traits_of
from verbale.compare.wording import Wording
from verbale.models import Document, Span
from verbale.models.copy import AlignedSpans, Copy, CopyKind
from verbale.read.published import last_day

Floats = NDArray[np.float64]
Basis = Literal["date", "credit", "length", "wording", "none"]

#: Documents are told to be copies from this probability on. Tuned on the development half of the generator.
ENOUGH = 0.5
#: With fewer linked words than this, only the same words make a copy: two briefs on one event are too much alike.
FEWEST_WORDS, FEWEST_REWORDED = 20, 60
_SAME_WORDS = 0.9  # share of words in order from which on wordings are the same
#: How sure a direction has to be; below it is not known.
SURE = 0.6
_BY_DATE, _BY_CREDIT = 0.97, 0.75
_VERBATIM = frozenset(("exact", "near", "excerpt"))


@dataclass(frozen=True, slots=True)
class _Direction:
    """Which of two documents was made from the other.

    Attributes:
        probability: That the first was made from the second.
        basis: What that is decided by.
        reason: The same in words.
    """

    probability: float
    basis: Basis
    reason: str


def relate(first: Wording, second: Wording) -> Copy | None:
    """Return how the one document was made from the other, or None where nothing shows that it was.

    The order of the arguments does not matter.
    """
    if second.id < first.id:
        first, second = second, first
    if first.id == second.id:
        return None
    alignment = align(first, second)
    if not alignment.links:
        return None
    traits = traits_of(alignment)
    probability = copy_probability(traits)
    if probability < ENOUGH:
        return None
    direction = _direction(first.document, second.document, traits)
    if direction.probability < 0.5:
        alignment, traits = alignment.mirrored(), traits.mirrored()
        direction = _Direction(1 - direction.probability, direction.basis, direction.reason)
    return _copy(alignment, traits, probability, direction)


def copy_probability(traits: Traits) -> float:
    """Return how probable it is that the one was made from the other, or both from a third; the same both ways."""
    aligned = round(math.exp(traits.aligned))
    if aligned < FEWEST_WORDS or (aligned < FEWEST_REWORDED and traits.order < _SAME_WORDS):
        return 0.0
    model = _model()
    return _logistic(float(model.copy @ model.scaled("copy", symmetric_values(traits))) + model.copy_intercept)


def kind_of(traits: Traits, *, is_credited: bool) -> tuple[CopyKind, float]:
    """Return how a document ("this") was made from another one ("that"), and how sure that is.

    Args:
        traits: What their alignment shows.
        is_credited: One of them credits a news agency.
    """
    if traits.cover_this == traits.cover_that == traits.identical == 1 and traits.inflected == 0:
        return ("syndicated" if is_credited else "exact"), 1.0
    model = _model()
    scores = model.kinds @ model.scaled("kind", traits.values()) + model.kind_intercepts
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = int(chances.argmax())
    kind = model.kind_names[best]
    return ("syndicated" if is_credited and kind in _VERBATIM else kind), float(chances[best])


def direction_probability(traits: Traits) -> float:
    """Return how probable it is, by the wordings alone, that "this" was made from "that"."""
    model = _model()
    return _logistic(float(model.direction @ model.scaled("direction", antisymmetric_values(traits))))


def symmetric_values(traits: Traits) -> list[float]:
    """Return what is the same when the documents are exchanged: the smaller and the larger of each pair."""
    mirrored = traits.mirrored().values()
    values = traits.values()
    return [min(a, b) for a, b in zip(values, mirrored, strict=True)] + [
        max(a, b) for a, b in zip(values, mirrored, strict=True)
    ]


def antisymmetric_values(traits: Traits) -> list[float]:
    """Return what changes its sign when the documents are exchanged."""
    return [a - b for a, b in zip(traits.values(), traits.mirrored().values(), strict=True)]


def _direction(first: Document, second: Document, traits: Traits) -> _Direction:
    """Return whether the first was made from the second."""
    by_wording = direction_probability(traits)
    days = _days(first, second)
    if days:
        reason = f"published {abs(days)} {'day' if abs(days) == 1 else 'days'} later"
        return _Direction(_BY_DATE if days > 0 else 1 - _BY_DATE, "date", reason)
    for one, other, probability in ((first, second, _BY_DATE), (second, first, 1 - _BY_DATE)):
        if one.agency and one.agency != other.agency and _is(other.outlet, one.agency):
            return _Direction(probability, "credit", f"credits {one.agency}, which published the other")
    if bool(first.agency) != bool(second.agency) and abs(by_wording - 0.5) < _BY_CREDIT - 0.5:
        reason = f"credits {first.agency or second.agency}, the other does not"
        return _Direction(_BY_CREDIT if first.agency else 1 - _BY_CREDIT, "credit", reason)
    if max(by_wording, 1 - by_wording) < SURE:
        return _Direction(0.5, "none", "nothing tells which was made from which")
    longer = traits.longer if by_wording >= 0.5 else -traits.longer
    if longer > math.log(1.2):
        return _Direction(by_wording, "length", "it is a part of the other")
    return _Direction(by_wording, "wording", "its words are the stranger ones where they differ")


def _copy(alignment: Alignment, traits: Traits, probability: float, direction: _Direction) -> Copy:
    """Return the copy: the first document of the alignment, made from the second."""
    copy, of = alignment.first.document, alignment.second.document
    kind, sure = kind_of(traits, is_credited=bool(copy.agency or of.agency))
    return Copy(
        document=alignment.first.id,
        of=alignment.second.id,
        kind=kind,
        overlap=round(traits.cover_this, 3),
        overlap_of=round(traits.cover_that, 3),
        basis=direction.basis,
        direction=round(direction.probability, 3),
        confidence=round(probability * (0.5 + 0.5 * sure), 3),
        evidence=_evidence(alignment, traits, direction, kind, copy.agency or of.agency),
        aligned=aligned_spans(alignment),
        made_by=_model().version,
    )


def aligned_spans(alignment: Alignment) -> tuple[AlignedSpans, ...]:
    """Return the linked sentences as stretches of the documents' texts."""
    texts = alignment.first.document.text, alignment.second.document.text
    found = []
    for link in alignment.links:
        one, other = alignment.first.sentences[link.first], alignment.second.sentences[link.second]
        found.append(
            AlignedSpans(Span.of(texts[0], one.start, one.end), Span.of(texts[1], other.start, other.end), link.score)
        )
    return tuple(found)


def _evidence(
    alignment: Alignment, traits: Traits, direction: _Direction, kind: CopyKind, agency: str | None
) -> tuple[str, ...]:
    """Return what speaks for a copy, in words."""
    linked, same = len(alignment.links), round(traits.identical * len(alignment.links))
    found = [
        f"{_percent(traits.cover_this)} of its words stand in {linked} "
        f"{'sentence' if linked == 1 else 'sentences'} of the other, "
        f"{_percent(traits.cover_that)} of the other's in it",
        f"{same} of {linked} with the same words, {_percent(traits.order)} of all words in the same order",
    ]
    words = round(math.exp(traits.aligned))
    for name, what in (
        ("swapped", "telling words were swapped"),
        ("swapped_small", "small words were swapped"),
        ("misspelt", "of the names are spelt otherwise"),
        ("numbers_changed", "of the names and numbers are other numbers"),
    ):
        share = getattr(traits, name)
        if share >= 0.02:
            what = f"of {words} {what}" if name.startswith("swapped") else what
            found.append(f"{_percent(share)} {what}")
    if kind == "syndicated" and agency:
        found.append(f"the credit of {agency}")
    found.append(direction.reason)
    return tuple(found)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _days(first: Document, second: Document) -> int:
    """Return how many days later the first was published; 0 where that is not known."""
    if first.published is None or second.published is None:
        return 0
    dates = (first.published.date, last_day(first.published), second.published.date, last_day(second.published))
    earliest, latest, other_earliest, other_latest = cast(tuple[datetime.date, ...], dates)
    if earliest > other_latest:
        return (earliest - other_latest).days
    if other_earliest > latest:
        return (latest - other_earliest).days
    return 0


def _is(outlet: str | None, agency: str) -> bool:
    """Tell whether an outlet is an agency."""
    return outlet is not None and outlet.casefold() == agency.casefold()


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, score))))


@dataclass(frozen=True, slots=True)
class _Model:
    """Logistic regressions over traits, fitted by ``training/copies.py``."""

    version: str
    means: dict[str, Floats]
    scales: dict[str, Floats]
    copy: Floats
    copy_intercept: float
    kind_names: list[CopyKind]
    kinds: Floats
    kind_intercepts: Floats
    direction: Floats

    def scaled(self, name: str, values: list[float]) -> Floats:
        """Return values as they were scaled when a regression was fitted; those beyond what was seen are cut off."""
        scaled: Floats = (np.array(values) - self.means[name]) / self.scales[name]
        return scaled.clip(-4, 4)


@functools.cache
def _model() -> _Model:
    """Return the fitted model."""
    stored = json.loads(resources.files(__package__).joinpath("relation.json").read_text("utf-8"))
    parts = {name: stored[name] for name in ("copy", "kind", "direction")}
    return _Model(
        version=stored["version"],
        means={name: np.array(part["means"]) for name, part in parts.items()},
        scales={name: np.array(part["scales"]) for name, part in parts.items()},
        copy=np.array(parts["copy"]["weights"]),
        copy_intercept=float(parts["copy"]["intercept"]),
        kind_names=parts["kind"]["names"],
        kinds=np.array(parts["kind"]["weights"]),
        kind_intercepts=np.array(parts["kind"]["intercepts"]),
        direction=np.array(parts["direction"]["weights"]),
    )
