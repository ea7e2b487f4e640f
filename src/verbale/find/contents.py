"""Mend contents that the network has broken into pieces, or broken off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from verbale.find.clauses import Stretch, noun_phrase, trimmed
from verbale.find.page import Page
from verbale.parse.engine import Link

#: Contents with no more than this many words between them, none of them a cue's or source's, are one.
LARGEST_GAP = 1
#: A quotation of which the network takes this share for content is content altogether.
QUOTED_SHARE = 0.5
#: The same for a quotation in which the network also sees a source or a cue: those of somebody quoted.
QUOTED_WHOLLY = 0.8
_RELATIVE = frozenset(("that", "which", "whom"))


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


def joined_pieces(page: Page, parts: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the parts of a content, those joined that touch within a sentence: the network has cut between words."""
    found: list[Stretch] = []
    for part in sorted(parts):
        if (
            found
            and part[0] <= found[-1][1]
            and not (part[0] == found[-1][1] and (page.doc[part[0]].is_sent_start or page.doc[part[0]].is_quote))
        ):
            found[-1] = (found[-1][0], max(found[-1][1], part[1]))
        else:
            found.append(part)
    return tuple(found)


def antecedent(page: Page, content: Sequence[Stretch]) -> Stretch | None:
    """Return what a content that is nothing but a relative pronoun stands for ("the visit that they condemned").

    Args:
        page: The text.
        content: The parts of a content.

    Returns:
        The noun phrase without the relative clause, or None if the content is something else.
    """
    if len(content) != 1 or content[0][1] - content[0][0] != 1:
        return None
    pronoun = page.doc[content[0][0]]
    if pronoun.lower_ not in _RELATIVE:
        return None
    clause = next((token for token in (pronoun, *pronoun.ancestors) if token.dep_ == "acl:relcl"), None)
    if clause is None or clause.head.i >= pronoun.i or clause.head.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return noun_phrase(clause.head, drop_case=True, before=clause.left_edge.i)


def _mask(doc: Doc, stretches: Sequence[Stretch]) -> list[bool]:
    """Return for each token whether one of the stretches has it."""
    mask = [False] * len(doc)
    for first, after in stretches:
        mask[first:after] = [True] * (after - first)
    return mask


def whole_phrase(page: Page, part: Stretch, taken: Sequence[bool]) -> Stretch:
    """Return a content that breaks off in the middle of a phrase with the rest of it.

    It breaks off if a word follows it directly that the tree puts under the content's head. The rest goes as far as
    what is under the head does, and is added only if none of it is taken, a quotation mark, or in another paragraph.

    Args:
        page: The text.
        part: The content.
        taken: For each token whether it belongs to a source, a cue or a content.
    """
    doc, (first, after) = page.doc, part
    end = doc[first:after].root.right_edge.i + 1
    rest = range(after, end)
    if not rest or doc[after].is_punct or page.paragraphs_between(after, end):
        return part
    if any(taken[i] or doc[i].is_quote for i in rest):
        return part
    return trimmed(doc, first, end) or part
