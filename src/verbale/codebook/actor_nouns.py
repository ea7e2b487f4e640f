"""Nouns by which news speaks of actors without naming them. The data are in ``actor_nouns.tsv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import Literal, cast

ActorKind = Literal["state", "body", "force", "group", "organization", "office", "people"]


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A noun for an actor.

    Attributes:
        kind: What it is.
        alone: Whether it counts however it stands, and not only with "the" or whose it is.
    """

    kind: ActorKind
    alone: bool


@functools.cache
def actor_nouns() -> dict[str, ActorNoun]:
    """Return the nouns by lemma."""
    lines = resources.files(__package__).joinpath("actor_nouns.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {
        noun: ActorNoun(cast(ActorKind, kind), alone == "yes")
        for nouns, kind, alone, _ in rows
        for noun in nouns.split()
    }
