"""What carries words (statements, interviews, posts …) and the events at which they are said: ``carriers.tsv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import cast

from verbale.models import ChannelKind


@dataclass(frozen=True, slots=True)
class Carrier:
    """A noun for what carries words.

    Attributes:
        kind: What it is; None for an event.
        prepositions: Those after which it carries the words of a clause.
        as_source: Whether it can itself be the source.
        as_name: Whether a proper name of it counts too.
    """

    kind: ChannelKind | None
    prepositions: frozenset[str]
    as_source: bool
    as_name: bool


@functools.cache
def carriers() -> dict[str, Carrier]:
    """Return what carries words, by lemma; of two words, by both with a space."""
    return {word: carrier for word, carrier in _rows() if carrier.kind is not None}


@functools.cache
def events() -> dict[str, Carrier]:
    """Return the events at which something is said, by lemma."""
    return {word: carrier for word, carrier in _rows() if carrier.kind is None}


def _rows() -> list[tuple[str, Carrier]]:
    lines = resources.files(__package__).joinpath("carriers.tsv").read_text("utf-8").splitlines()
    found = []
    for line in [line for line in lines if line and not line.startswith("#")][1:]:
        word, kind, prepositions, source, name, _ = line.split("\t")
        channel = None if kind == "event" else cast(ChannelKind, kind)
        found.append((word, Carrier(channel, frozenset(prepositions.split()), source == "yes", name == "yes")))
    return found
