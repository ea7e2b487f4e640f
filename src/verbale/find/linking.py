"""Decide which sources and contents belong to which cue.

Each pair of a part and a cue near it is described by what speaks for and against it: the probability that the network
gives it, how the two stand in the tree, how far apart they are and what stands between them, and the marks of
quotation and punctuation at the part's ends. A log-linear model weighs these and the possibility that the part belongs
to no cue. Its weights are learned by ``python -m training.linking`` from the training part of the project's annotated
set.
"""

from __future__ import annotations

import functools
import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from spacy.tokens import Token

from verbale.find.clauses import Found, Stretch
from verbale.find.page import Page
from verbale.parse.engine import Link

#: What the weights are for, in the order of `evidence`.
EVIDENCE = (
    "log_probability", "probability", "same_sentence", "log_distance", "next_to", "cue_first", "paragraph_ahead",
    "paragraphs_back", "rule", "child", "descendant", "parenthesis", "comma_towards", "stop_towards", "colon",
    "goes_on", "cues_between", "lower_case", "other_sentence_ahead", "begins_anew", "quoted_after", "quoted_before",
    "dash_first", "dash_after",
)  # fmt: skip
#: Added to what belonging to no cue is worth. Tuned on 94 articles of PolNeAR's training part, which no weights are
#: trained on.
NO_CUE = {"source": 0.0, "content": -1.0}
#: Links of the network less likely than this are not told apart.
LEAST_LINK = 0.02
#: A cue out of reach counts only with a link of the network at least this likely.
LIKELY = 0.1
#: Sentences back, and on, in which a part's cue is looked for.
BACK, AHEAD = 3, 1
#: How many cues on either side are weighed at most.
MOST_CUES = 24
#: A cue with at most this many words (quotation marks, mostly) between it and the part is next to it.
NEXT_TO = 2
#: A comma before a cue ("…," she said), or a sentence that goes on, counts if at most this many words lie between.
CLOSE = 10
#: How far up the tree a part is followed.
HIGHEST = 4
_PERIODS = ".!?…"


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the evidence for a pair, and what belonging to no cue is worth."""

    pair: tuple[float, ...]
    none: float


@functools.cache
def weights_of(choice: str, evidence: tuple[str, ...] = EVIDENCE) -> Weights:
    """Return the weights for a kind of choice.

    Args:
        choice: ``source`` or ``content``: the cue of a part; ``source_of_cue`` and ``content_of_cue``: the source and
            the content of a cue; ``speaker``: who speaks a content without a cue.
        evidence: The names of what the weights are for, in order.
    """
    text = resources.files("verbale.find").joinpath("linking.json").read_text("utf-8")
    stored = json.loads(text)["weights"][choice]
    return Weights(tuple(stored["pair"][name] for name in evidence), stored["none"])


def assign(
    page: Page, groups: dict[str, list[Stretch]], links: Sequence[Link], rules: dict[int, Found], role: str
) -> list[tuple[int, float] | None]:
    """Return for each part of a role the cue it belongs to and how likely that is, or None.

    Args:
        page: The text.
        groups: The spans of ``source``, ``cue`` and ``content``, as stretches of tokens, in order.
        links: The network's links.
        rules: What the tree shows for a cue, by the number of the cue.
        role: ``source`` or ``content``.
    """
    weights = weights_of(role)
    none = weights.none + NO_CUE[role]
    found: list[tuple[int, float] | None] = []
    for pairs in evidence(page, groups, links, rules, role):
        scores = [(sum(w * x for w, x in zip(weights.pair, row, strict=True)), cue) for cue, row in pairs]
        best = max(scores, default=(none, -1))
        if best[1] < 0 or best[0] < none:
            found.append(None)
        else:
            total = sum(math.exp(score - best[0]) for score, _ in scores) + math.exp(none - best[0])
            found.append((best[1], 1 / total))
    return found


def evidence(
    page: Page, groups: dict[str, list[Stretch]], links: Sequence[Link], rules: dict[int, Found], role: str
) -> list[list[tuple[int, list[float]]]]:
    """Return for each part of a role the cues it may belong to, and what speaks for each, in the order of `EVIDENCE`.

    Args:
        page: The text.
        groups: The spans of ``source``, ``cue`` and ``content``, as stretches of tokens, in order.
        links: The network's links.
        rules: What the tree shows for a cue, by the number of the cue.
        role: ``source`` or ``content``.
    """
    chances: dict[int, dict[int, float]] = {}
    for link in links:
        if link.role == role:
            chances.setdefault(link.part, {})[link.cue] = link.probability
    cues = _Cues(page, groups["cue"], rules)
    found = []
    for number, stretch in enumerate(groups[role]):
        part, mine = _Part.of(page, stretch), chances.get(number, {})
        found.append(
            [
                (cue, cues.row(part, cue, mine.get(cue, 0.0), role))
                for cue in cues.near(part, mine)
                # A cue inside a content is that of another attribution.
                if role == "source" or not stretch[0] <= groups["cue"][cue][0] < stretch[1]
            ]
        )
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """A source or content with what is the same for all cues."""

    stretch: Stretch
    sentences: tuple[int, int]
    root: Token
    above: tuple[int, ...]
    quoted: bool
    stops: bool
    comma: bool
    begins: bool
    lower: bool

    @classmethod
    def of(cls, page: Page, stretch: Stretch) -> _Part:
        doc, (first, after) = page.doc, stretch
        end = page.offsets(stretch)[1]
        root = doc[first:after].root
        last, follows = doc[after - 1].text, page.text[end : end + 3].strip(" ")[:1]
        if (last[-1] in '"”»' or last == "''") and after - first > 1:
            last = doc[after - 2].text
        comma = last[-1] == "," or follows == ","
        return cls(
            stretch,
            (page.sentence_of[first], page.sentence_of[after - 1]),
            root,
            tuple(token.i for token, _ in zip(root.ancestors, range(HIGHEST), strict=False)),
            bool(doc[first].is_quote)
            or doc[first].text in ("''", "``")
            or (first > 0 and bool(doc[first - 1].is_quote)),
            not comma and (last[-1] in _PERIODS or (follows != "" and follows in ".!?")),
            comma,
            bool(doc[first].is_sent_start)
            or (first > 0 and bool(doc[first - 1].is_sent_start) and bool(doc[first - 1].is_punct)),
            bool(doc[first].is_lower),
        )


class _Cues:
    """The cues of a text, with what is asked of them for every part."""

    def __init__(self, page: Page, stretches: list[Stretch], rules: dict[int, Found]) -> None:
        self.page, self.stretches, self.rules = page, stretches, rules
        self.firsts = [first for first, _ in stretches]
        self.sentences = [page.sentence_of[first] for first in self.firsts]
        self.roots = [page.doc[first:after].root for first, after in stretches]
        #: A dash that credits words ("…" — Minister) stands behind them.
        self.dashes = [page.doc[first].text[0] in "-–—―" for first, _ in stretches]

    def near(self, part: _Part, chances: dict[int, float]) -> list[int]:
        """Return the cues that a part may belong to."""
        lowest = bisect_left(self.sentences, part.sentences[0] - BACK)
        after = bisect_right(self.sentences, part.sentences[1] + AHEAD)
        at = bisect_left(self.firsts, part.stretch[0])
        behind = bisect_left(self.firsts, part.stretch[1])
        around = range(max(lowest, at - MOST_CUES), min(after, behind + MOST_CUES))
        return sorted({*around, *(cue for cue, chance in chances.items() if chance >= LIKELY)})

    def row(self, part: _Part, cue: int, chance: float, role: str) -> list[float]:
        """Return what speaks for and against a part and a cue, in the order of `EVIDENCE`."""
        page, stretch, mine = self.page, self.stretches[cue], part.stretch
        first = stretch[0] < mine[0]
        low, high = (stretch[1], mine[0]) if first else (mine[1], stretch[0])
        high = max(low, high)
        gap = high - low
        together = part.sentences[0] <= self.sentences[cue] <= part.sentences[1]
        paragraphs = page.paragraphs_between(low, high)
        close = not paragraphs and page.words_between(low, high) <= CLOSE
        rule = self.rules.get(cue)
        root = self.roots[cue]
        between = bisect_left(self.firsts, high) - bisect_left(self.firsts, low)
        return [
            math.log(chance + LEAST_LINK),
            chance,
            together,
            math.log1p(gap),
            # After a quotation the parser often begins a new sentence: "… of Asia?” Zhao said."
            gap <= NEXT_TO and (together or not first),
            first,
            bool(paragraphs) and not first,
            min(paragraphs, 2) if first else 0,
            rule is not None and _agrees(mine, rule, role),
            part.root.head.i != part.root.i and stretch[0] <= part.root.head.i < stretch[1],
            any(stretch[0] <= token < stretch[1] for token in part.above),
            root.head.i != root.i and mine[0] <= root.head.i < mine[1],
            not first and part.comma and close,
            not first and part.stops,
            first and gap <= NEXT_TO + 2 and any(":" in page.doc[i].text for i in range(stretch[1] - 1, mine[0])),
            first and part.quoted and part.begins and close,
            min(between, 4),
            first and together and part.lower,
            not first and not together,
            first and part.begins,
            first and part.quoted,
            not first and part.quoted,
            first and self.dashes[cue],
            not first and self.dashes[cue],
        ]


def _agrees(part: Stretch, rule: Found, role: str) -> bool:
    """Tell whether the tree's source or content is mostly this part."""
    for other in (rule.source,) if role == "source" else rule.content:
        if other is not None:
            shared = min(part[1], other[1]) - max(part[0], other[0])
            if shared > 0 and 2 * shared >= min(part[1] - part[0], other[1] - other[0]):
                return True
    return False
