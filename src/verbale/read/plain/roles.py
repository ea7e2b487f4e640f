"""The roles of the lines of a plain text: a linear-chain CRF (Lafferty et al. 2001) over features of lines.

A line is seen by its own features, by what it shares with the rest of the text, and by the vector of its words. The
weights are learned by ``python -m training.roles`` from the development part of the project's labelled set; the best
sequence is found by Viterbi's algorithm.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from importlib import resources

import numpy as np
import numpy.typing as npt

from verbale.codebook.furniture import furniture_in
from verbale.read.plain.lines import Unit
from verbale.read.plain.role_context import context_of
from verbale.read.plain.role_features import features_of, looks_like_name
from verbale.read.plain.word_vectors import vector_of

#: A role each; a reader's comment begins with ``comment`` and goes on with ``comment+``.
ROLES = (
    "headline", "byline", "dateline", "body", "caption", "related", "boilerplate", "copyright", "tags", "comment",
    "comment+",
)  # fmt: skip
_MOST = 5_000  # lines; some 160 microseconds and 6 kB each
_GOES_ON = {
    "comment": "comment+", "comment+": "comment+", "boilerplate": "boilerplate", "related": "related", "tags": "tags",
}  # fmt: skip
_CERTAIN = 20.0  # more than neighbours can outweigh: a dateline was recognised by its whole form
Floats = npt.NDArray[np.float64]


def roles_of(text: str, units: Sequence[Unit]) -> list[str]:
    """Return the role of each unit of a text, one of `ROLES`.

    A text of very many lines is no article, and is looked at up to a limit; the rest has the role of what came last.

    Args:
        text: The text.
        units: Its units, in order.
    """
    if not units:
        return []
    if len(units) > _MOST:
        first = roles_of(text[: units[_MOST - 1].end], units[:_MOST])
        return first + [_GOES_ON.get(first[-1], "body")] * (len(units) - _MOST)
    weights, meaning, transitions = _model()
    scores = scores_of(all_features(text, units), weights) + vectors_of(text, units) @ meaning
    scores[[unit.dateline for unit in units], ROLES.index("dateline")] += _CERTAIN
    roles = [ROLES[role] for role in best_path(scores, transitions)]
    return with_captions(text, units, with_headline(text, units, roles))


def all_features(text: str, units: Sequence[Unit]) -> list[list[str]]:
    """Return the features of each unit of a text: its own, its neighbours', and those of its place in the text."""
    pairs = zip(features_of(text, units), context_of(text, units), strict=True)
    return [sorted({*own, *shared}) for own, shared in pairs]


def vectors_of(text: str, units: Sequence[Unit]) -> Floats:
    """Return the vectors of the units' words, one a row: what is above zero in them, then what is below it.

    Apart, the two sides of a number can speak for different roles.
    """
    vectors = np.stack([vector_of(text[unit.start : unit.end]) for unit in units])
    return np.concatenate([np.maximum(vectors, 0), np.maximum(-vectors, 0)], axis=1)


def with_captions(text: str, units: Sequence[Unit], roles: Sequence[str]) -> list[str]:
    """Return roles in which what stands right above a photograph's credit is its caption.

    That is certain only where paragraphs are set apart by blank lines, and caption and credit are not.

    Args:
        text: The text.
        units: Its units.
        roles: Their roles.
    """
    settled = list(roles)
    if sum(unit.gap > 0 for unit in units) < _SET_APART * len(units):
        return settled
    for number in range(1, len(units)):
        above = number - 1
        if units[number].gap == 0 and roles[number] == "caption" and roles[above] == "body" and units[above].gap > 0:
            credit = text[units[number].start : units[number].end]
            if len(credit) < _CREDIT and ("credit", "inside") in furniture_in(credit):
                settled[above] = "caption"
    return settled


_SET_APART = 0.5  # share of lines with a blank one before them
_CREDIT = 120  # code points


def with_headline(text: str, units: Sequence[Unit], roles: Sequence[str]) -> list[str]:
    """Return roles in which a text has its headline, where a line above the report can be one.

    A line that comes twice at the top is the headline both times. Where no line was taken for one, the first above the
    report is, if it has some words, no full stop, and no stock phrase in it.

    Args:
        text: The text.
        units: Its units.
        roles: Their roles.
    """
    settled = list(roles)
    lines = [" ".join(text[unit.start : unit.end].split()).casefold() for unit in units[:_TOP]]
    for number, line in enumerate(lines):
        if lines.count(line) > 1 and _may_be_headline(text, units[number]) and settled[number] not in _COMMENTS:
            settled[number] = "headline"
    report = next((number for number, role in enumerate(settled) if role == "body"), 0)
    if "headline" not in settled[:_TOP]:
        above = (n for n in range(min(report, _TOP)) if settled[n] in _MISTAKEN and _may_be_headline(text, units[n]))
        if (first := next(above, None)) is not None:
            settled[first] = "headline"
    return settled


_TOP = 10  # lines
_COMMENTS = ("comment", "comment+")
_MISTAKEN = ("boilerplate", "caption", "related", "byline", "tags")  # what short lines above a report are taken for


def _may_be_headline(text: str, unit: Unit) -> bool:
    """Tell whether a line has the form of a headline: some words, no full stop, no stock phrase, no name alone."""
    line = text[unit.start : unit.end]
    words = line.split()
    return (
        3 <= len(words) <= 40
        and not line.rstrip("\"'”’)").endswith((".", ":", ";", ","))
        and not any(place != "inside" for _, place in furniture_in(line))
        and not (len(words) == 3 and looks_like_name(line))
    )


def scores_of(features: Sequence[Sequence[str]], weights: dict[str, Floats]) -> Floats:
    """Return the score of each role (columns) for each line (rows)."""
    scores = np.zeros((len(features), len(ROLES)))
    for row, names in zip(scores, features, strict=True):
        for name in names:
            found = weights.get(name)
            if found is not None:
                row += found
    return scores


def best_path(scores: Floats, transitions: Floats) -> list[int]:
    """Return the best sequence of roles.

    Args:
        scores: Of each role for each line.
        transitions: Score of a role (columns) after another one (rows); the last row is for the first line.
    """
    best = scores[0] + transitions[-1]
    back = []
    for row in scores[1:]:
        through = best[:, None] + transitions[:-1]
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


@functools.cache
def _model() -> tuple[dict[str, Floats], Floats, Floats]:
    """Return the weights of features, of the numbers of a vector (rows), and of transitions."""
    stored = json.loads(resources.files(__package__).joinpath("roles.json").read_text("utf-8"))
    weights = {}
    for name, given in stored["features"].items():
        row = np.zeros(len(ROLES))
        for role, value in given.items():
            row[ROLES.index(role)] = value
        weights[name] = row
    return weights, np.array(stored["vectors"]), allowed(np.array(stored["transitions"]))


def allowed(transitions: Floats) -> Floats:
    """Return transitions without those that cannot be: a comment goes on only after a comment."""
    impossible = transitions.copy()
    goes_on = ROLES.index("comment+")
    for row, role in enumerate((*ROLES, "")):
        if role not in ("comment", "comment+"):
            impossible[row, goes_on] = -1e6
    return impossible
