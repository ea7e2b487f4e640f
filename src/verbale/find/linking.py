"""Decide which sources and contents belong to which cue.

The network gives each pair a probability; the tree says what it takes for the subject and the complement of a cue; and
parts of one attribution stand near each other, mostly in one sentence. The three are added up.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from verbale.find.clauses import Found, Stretch
from verbale.parse.engine import Link

#: Weights of the evidence. Tuned on 90 articles of PolNeAR's training part, which no weights are trained on.
FROM_TREE = {"source": 0.3, "content": 0.2}
SAME_SENTENCE = {"source": 0.3, "content": 0.2}
DISTANCE = {"source": 0.25, "content": 0.15}
#: For a cue with at most this many words (quotation marks, mostly) between it and the part.
NEXT_TO = 2
ADJACENT = {"source": 0.0, "content": 0.4}
#: Below this sum a part belongs to no cue.
LEAST = {"source": -0.5, "content": 0.1}


#: A cue farther off than the next sentence counts only with a link at least this likely.
LIKELY = 0.3
#: Contents with no more than this many words between them, none of them a cue's or source's, are one.
LARGEST_GAP = 1
#: A quotation of which the network takes this share for content is content altogether.
QUOTED_SHARE = 0.5
#: The same for a quotation in which the network also sees a source or a cue: those of somebody quoted.
QUOTED_WHOLLY = 0.8


def joined_contents(
    doc: Doc, groups: dict[str, list[Stretch]], quoted: Sequence[Stretch], links: Sequence[Link]
) -> tuple[list[Stretch], list[list[int]], list[Link]]:
    """Mend contents that the network has broken into pieces.

    Args:
        doc: The parsed text.
        groups: The spans of ``source``, ``cue`` and ``content``, as stretches of tokens.
        quoted: The quotations, as stretches of tokens.
        links: The network's links.

    Returns:
        The contents; for each the numbers of those it is made of; the links, those of contents renumbered.
    """
    content = _mask(doc, groups["content"])
    other = _mask(doc, [*groups["source"], *groups["cue"]])
    group_of = [-1] * len(groups["content"])
    spans = list(groups["content"])
    for first, after in quoted:
        words = [i for i in range(first, after) if not doc[i].is_space]
        share = sum(content[i] for i in words) / max(1, len(words))
        if share >= QUOTED_WHOLLY or (share >= QUOTED_SHARE and not any(other[i] for i in words)):
            spans.append((first, after))
    found: list[Stretch] = []
    for first, after in sorted(spans):
        if found:
            gap = range(found[-1][1], first)
            small = sum(not doc[i].is_space for i in gap) <= LARGEST_GAP and not any("\n" in doc[i].text for i in gap)
            plain = not any(other[i] or doc[i].is_quote or doc[i].text in ":;—–" for i in gap)
            begins = first < len(doc) and bool(doc[first].is_sent_start) and not first < found[-1][1]
            if first < found[-1][1] or (small and plain and not begins and len(gap) > 0):
                found[-1] = (found[-1][0], max(after, found[-1][1]))
                continue
        found.append((first, after))
    members: list[list[int]] = [[] for _ in found]
    for part, (first, _) in enumerate(groups["content"]):
        group_of[part] = bisect_right(found, (first, len(doc))) - 1
        members[group_of[part]].append(part)
    best: dict[tuple[int, int], float] = {}
    kept = []
    for link in links:
        if link.role == "content":
            key = (group_of[link.part], link.cue)
            best[key] = max(best.get(key, 0.0), link.probability)
        else:
            kept.append(link)
    return found, members, [*kept, *(Link("content", part, cue, chance) for (part, cue), chance in best.items())]


def _mask(doc: Doc, stretches: Sequence[Stretch]) -> list[bool]:
    """Return for each token whether one of the stretches has it."""
    mask = [False] * len(doc)
    for first, after in stretches:
        mask[first:after] = [True] * (after - first)
    return mask


def assign(
    sentence_of: Sequence[int],
    groups: dict[str, list[Stretch]],
    links: Sequence[Link],
    rules: dict[int, Found],
    role: str,
) -> list[tuple[int, float] | None]:
    """Return for each part of a role the cue it belongs to and how strong the evidence is, or None.

    Args:
        sentence_of: The number of each token's sentence.
        groups: The spans of ``source``, ``cue`` and ``content``, as stretches of tokens, in order.
        links: The network's links.
        rules: What the tree shows for a cue, by the number of the cue.
        role: ``source`` or ``content``.
    """
    chances: dict[int, dict[int, float]] = {}
    for link in links:
        if link.role == role:
            chances.setdefault(link.part, {})[link.cue] = link.probability
    cues = groups["cue"]
    cue_sentences = [sentence_of[first] for first, _ in cues]
    found: list[tuple[int, float] | None] = []
    for number, part in enumerate(groups[role]):
        first, last = sentence_of[part[0]], sentence_of[part[1] - 1]
        best: tuple[float, int] | None = None
        mine = chances.get(number, {})
        around = range(bisect_left(cue_sentences, first - 1), bisect_right(cue_sentences, last + 1))
        for cue in sorted({*around, *(cue for cue, chance in mine.items() if chance >= LIKELY)}):
            stretch = cues[cue]
            if role == "content" and part[0] <= stretch[0] < part[1]:
                continue  # a cue inside a content is that of another attribution
            score = mine.get(cue, 0.0) - DISTANCE[role] * math.log1p(max(stretch[0] - part[1], part[0] - stretch[1], 0))
            together = first <= cue_sentences[cue] <= last
            # After a quotation the parser often begins a new sentence: "… of Asia?” Zhao said."
            if max(stretch[0] - part[1], part[0] - stretch[1]) <= NEXT_TO and (together or stretch[0] >= part[1]):
                score += ADJACENT[role]
            if together:
                score += SAME_SENTENCE[role]
            rule = rules.get(cue)
            if rule is not None and _agrees(part, rule, role):
                score += FROM_TREE[role]
            if best is None or score > best[0]:
                best = (score, cue)
        found.append((best[1], best[0]) if best is not None and best[0] >= LEAST[role] else None)
    return found


def _agrees(part: Stretch, rule: Found, role: str) -> bool:
    """Tell whether the tree's source or content is mostly this part."""
    for other in (rule.source,) if role == "source" else rule.content:
        if other is not None:
            shared = min(part[1], other[1]) - max(part[0], other[0])
            if shared > 0 and 2 * shared >= min(part[1] - part[0], other[1] - other[0]):
                return True
    return False
