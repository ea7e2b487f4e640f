"""How many sources say something: what is left when copies are collapsed to their origin.

Documents that have most of their words in common are one text, whoever had it first. Of such texts one may be a part
of another, or of several, which it was made from. What was made from nothing else in the collection is a source. A
digest of two articles adds nothing to them, and makes them no copies of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from verbale.models.copy import Copy

#: Two documents are one text if each has this share of its words in the other: more than half, so that what a third one
#: shares with both it shares with each.
ONE_TEXT = 0.6


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Documents that go back to one text.

    Attributes:
        origin: Id of the document that they go back to: the one from which most of the others were made, directly or
            not; of several alike the one whose id is smallest.
        documents: Ids of the documents that are this text, in order; `origin` is one of them.
        parts: Ids of those that were made from it and perhaps from others, in order.
    """

    origin: str
    documents: tuple[str, ...]
    parts: tuple[str, ...]


def independent_sources(documents: Collection[str], copies: Iterable[Copy]) -> tuple[SourceGroup, ...]:
    """Return the independent sources among some documents, in the order of their origins' ids.

    Args:
        documents: Ids of the documents.
        copies: How they were made from each other, in any order; relations to other documents do not count.
    """
    there = set(documents)
    inside = sorted({(c.document, c.of): c for c in copies if c.document in there and c.of in there}.items())
    groups = _Groups(there)
    for (one, other), copy in inside:
        if is_one_text(copy):
            groups.join(one, other)
    made_from: dict[str, set[str]] = {}
    for (one, other), _ in inside:
        part, whole = groups.of(one), groups.of(other)
        if part != whole:
            made_from.setdefault(part, set()).add(whole)
    component = _components(sorted({groups.of(one) for one in there}), made_from)
    # A circle of parts is one text, too: nothing in it came first.
    sources: dict[str, set[str]] = {}
    for document in there:
        sources.setdefault(component[groups.of(document)], set()).add(document)
    outside: dict[str, set[str]] = {one: set() for one in sources}
    for part, wholes in made_from.items():
        outside[component[part]] |= {component[whole] for whole in wholes} - {component[part]}
    reach = {one: _reach(one, outside) for one in sources if outside[one]}
    made = {one for (one, other), _ in inside if component[groups.of(one)] == component[groups.of(other)]}
    times = Counter(other for (_, other), _ in inside)
    found = []
    for root, members in sources.items():
        if not outside[root]:
            origin = min(members - made or members, key=lambda one: (-times[one], one))
            parts = sorted(d for one, wholes in reach.items() if root in wholes for d in sources[one])
            found.append(SourceGroup(origin, tuple(sorted(members)), tuple(parts)))
    return tuple(sorted(found, key=lambda group: group.origin))


def is_one_text(copy: Copy) -> bool:
    """Tell whether two documents are one text, not the one a part of the other."""
    return min(copy.overlap, copy.overlap_of) >= ONE_TEXT


class _Groups:
    """Documents that are one text (union and find; Tarjan 1975)."""

    def __init__(self, documents: Iterable[str]) -> None:
        self._above = {document: document for document in documents}

    def of(self, document: str) -> str:
        """Return the document that stands for a group: its smallest."""
        while self._above[document] != document:
            self._above[document] = document = self._above[self._above[document]]
        return document

    def join(self, one: str, other: str) -> None:
        """Make two groups one."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first


def _components(nodes: list[str], edges: dict[str, set[str]]) -> dict[str, str]:
    """Return for each node the smallest node that it can reach and that reaches it (Tarjan 1972, without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    found: dict[str, str] = {}
    stack: list[str] = []
    for start in nodes:
        if start in number:
            continue
        work = [(start, iter(sorted(edges.get(start, ()))))]
        number[start] = low[start] = len(number)
        stack.append(start)
        while work:
            node, ahead = work[-1]
            following = next(ahead, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    members = [stack.pop()]
                    while members[-1] != node:
                        members.append(stack.pop())
                    found |= dict.fromkeys(members, min(members))
            elif following not in number:
                number[following] = low[following] = len(number)
                stack.append(following)
                work.append((following, iter(sorted(edges.get(following, ())))))
            elif following not in found:
                low[node] = min(low[node], number[following])
    return found


def _reach(start: str, edges: dict[str, set[str]]) -> set[str]:
    """Return what can be reached from a node."""
    seen = {start}
    ahead = [start]
    while ahead:
        for following in edges.get(ahead.pop(), ()):
            if following not in seen:
                seen.add(following)
                ahead.append(following)
    return seen
