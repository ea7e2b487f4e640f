"""Attributions from GUM's discourse trees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from training.corpora.material import Material, bio

_SIGNAL = re.compile(r"(semantic-attribution_source|lexical-indicative_(?:word|phrase))-([\d,-]+)-")
#: What an attribution from a discourse tree weighs in training, against one of the annotated set.
DISCOURSE_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """An elementary discourse unit: its words (first, after last), the unit it depends on, relation and signals."""

    words: tuple[int, int]
    parent: int
    relation: str
    signals: str


def discourse_units(path: Path) -> list[Unit]:
    """Return the units of a ``.rsd`` file; a unit's parent is an index into the list, -1 for the root."""
    units, at = [], 0
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        size = len(fields[1].split())
        units.append(Unit((at, at + size), int(fields[6]) - 1, fields[7], fields[9]))
        at += size
    return units


def add_discourse(material: Material, path: Path) -> Material:
    """Give GUM material the attributions of its discourse tree (the ``attribution`` relations and their signals).

    The trees mark clauses only, so a word outside the attributing and the attributed units stays unlabelled rather
    than being called none. The content is the attributed unit with the units of the same sentence that depend on it.
    """
    units = discourse_units(path)
    size = len(material.spans)
    if not units or units[-1].words[1] != size:
        return material
    sentence = [0] * size
    for i, label in enumerate(material.labels["sentence"]):
        sentence[i] = sentence[i - 1] + (label == "B") if i else 0
    known = [False] * size
    layers: dict[str, list[tuple[int, int, str]]] = {"source": [], "cue": [], "content": []}
    links: list[tuple[int, int]] = []
    for number, unit in enumerate(units):
        if not unit.relation.startswith("attribution") or unit.parent < 0:
            continue
        inside = _dependents(units, unit.parent, number)
        here = [u for u in inside if sentence[units[u].words[0]] == sentence[unit.words[0]]]
        cues: list[tuple[int, int, str]] = []
        sources: list[tuple[int, int, str]] = []
        for signal in _SIGNAL.finditer(unit.signals):
            numbers = [int(n) - 1 for part in signal[2].split(",") for n in part.split("-") if n]
            span = (min(numbers), max(numbers) + 1, "") if numbers else None
            if span and span[1] <= size and span[1] - span[0] < 25:
                (sources if signal[1].startswith("semantic") else cues).append(span)
        if not here or not cues:
            continue
        for u in (*here, number):
            known[slice(*units[u].words)] = [True] * (units[u].words[1] - units[u].words[0])
        layers["cue"].append(cues[0])
        layers["source"].extend(sources[:1])
        parts = [_without_marks(material, part) for part in _joined(sorted(units[u].words for u in here))]
        layers["content"].extend((*part, "") for part in parts)
        firsts = [source[0] for source in sources[:1]] + [part[0] for part in parts]
        links.extend((first, cues[0][0]) for first in firsts)
    for name, spans in layers.items():
        labels = bio(sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])), size)
        material.labels[name] = [label if known[i] else None for i, label in enumerate(labels)]
    material.links = sorted({(a, b) for a, b in links if material.labels["cue"][b] == "B"})
    material.weight = DISCOURSE_WEIGHT
    return material


def _dependents(units: list[Unit], top: int, without: int) -> list[int]:
    """Return a unit and all that depend on it, less one branch."""
    found, waiting = [], [top]
    while waiting:
        unit = waiting.pop()
        found.append(unit)
        waiting.extend(i for i, other in enumerate(units) if other.parent == unit and i != without)
    return sorted(found)


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, after in stretches:
        if found and found[-1][1] == first:
            found[-1] = (found[-1][0], after)
        else:
            found.append((first, after))
    return found


def _without_marks(material: Material, words: tuple[int, int]) -> tuple[int, int]:
    """Take sentence punctuation off the ends; quotation marks stay."""
    first, after = words
    while after > first + 1 and material.text[slice(*material.spans[after - 1])] in (".", ",", ":", ";"):
        after -= 1
    while first < after - 1 and material.text[slice(*material.spans[first])] in (",", ":", ";"):
        first += 1
    return first, after
