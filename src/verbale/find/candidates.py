"""Choose the source of each cue.

What may be the source: the network's sources near the cue, each also as the whole noun phrase that the tree has for
it, the subject that the tree gives the cue, or nobody. One source may serve several cues ("She says … and expects …").
The choice is made as in `verbale.find.linking`, with evidence of its own; the weights are learned by
``python -m training.linking`` from the training part of the project's annotated set.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.find.clauses import Found, Stretch, noun_phrase, source_of
from verbale.find.linking import LEAST_LINK, weights_of
from verbale.find.page import Page
from verbale.parse.engine import Link

#: What the weights are for, in the order of `Sources.row`.
EVIDENCE = (
    "network", "log_probability", "probability", "certainty", "given_here", "given_elsewhere", "tree", "tree_exact",
    "tree_within", "rule", "phrase", "longer", "same_sentence", "other_paragraph", "log_distance", "next_to",
    "source_first", "cues_between", "sources_between", "subject", "subject_of_cue", "subject_above", "agent",
    "possessor", "subject_of_participle", "noun_of_participle", "pronoun", "relative_pronoun", "name", "in_content",
    "over_cue", "long", "passive", "passive_subject", "expletive", "expletive_of_passive", "no_verb", "adverb",
    "outside_content_of_cue", "in_other_content", "object", "first_person", "person", "name_of_body", "plain_place",
    "same_clause", "cue_behind_comma",
)  # fmt: skip
#: Added to what nobody's being the source is worth: on the texts that it learned from, the network finds nearly every
#: source, on others not. Tuned on 94 articles of PolNeAR's training part, which no weights are trained on.
NOBODY = -0.7
#: How many sources on either side of a cue are weighed at most.
MOST_SOURCES = 12
#: A noun phrase longer than this many words is no source.
LONGEST_SOURCE = 40
#: How far up the tree from a cue subjects are looked for.
HIGHEST = 5
_SUBJECTS = frozenset(("nsubj", "nsubj:outer", "csubj"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "what"))
_FIRST_PERSON = frozenset(("i", "we", "my", "our"))
_HEADS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue whose source is looked for.

    Attributes:
        stretch: Its tokens.
        number: Its number among the network's cues.
        content: The content that was given to it.
        rule: What the tree shows for it, if anything.
    """

    stretch: Stretch
    number: int
    content: tuple[Stretch, ...]
    rule: Found | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be the source.

    Attributes:
        stretch: Its tokens.
        part: The number of the network's source that it is, or was made from.
        exact: Whether it is that.
    """

    stretch: Stretch
    part: int | None
    exact: bool


class Sources:
    """The sources of a text, with what is asked of them for every cue.

    Args:
        page: The text.
        stretches: The network's sources, in order.
        sure: How sure the network is of each.
        links: The network's links.
        given: For each source the number of the cue that the links give it to, or None.
        cues: The network's cues, in order.
        contents: The network's contents, in order.
    """

    def __init__(
        self,
        page: Page,
        stretches: list[Stretch],
        sure: list[float],
        links: Sequence[Link],
        given: list[int | None],
        cues: list[Stretch],
        contents: Sequence[Stretch] = (),
    ) -> None:
        self.page, self.stretches, self.sure, self.given = page, stretches, sure, given
        self.firsts = [first for first, _ in stretches]
        self.contents = contents
        self.content_firsts = [first for first, _ in contents]
        self.cue_firsts = [first for first, _ in cues]
        self.chances = {(link.part, link.cue): link.probability for link in links if link.role == "source"}
        self.phrases = [_phrase(page, stretch) for stretch in stretches]

    def source(self, cue: Cue) -> tuple[Candidate | None, float]:
        """Return the source of a cue, or None, and how likely that is."""
        weights = weights_of("source_of_cue", EVIDENCE)
        choices: list[tuple[float, Candidate | None]] = [(weights.none + NOBODY, None)]
        for candidate, row in self.rows(cue):
            choices.append((sum(w * x for w, x in zip(weights.pair, row, strict=True)), candidate))
        best, chosen = max(choices, key=lambda choice: choice[0])
        return chosen, 1 / sum(math.exp(score - best) for score, _ in choices)

    def rows(self, cue: Cue) -> list[tuple[Candidate, list[float]]]:
        """Return what may be the source of a cue, and what speaks for each, in the order of `EVIDENCE`."""
        page, stretch = self.page, cue.stretch
        verb = _verb(page, stretch)
        tree = source_of(verb) if verb is not None else None
        sentence = page.sentence_of[stretch[0]]
        at = bisect_left(self.firsts, stretch[0])
        candidates: dict[Stretch, Candidate] = {}
        for part in range(max(0, at - MOST_SOURCES), min(len(self.firsts), at + MOST_SOURCES)):
            if abs(page.sentence_of[self.firsts[part]] - sentence) <= 1 or self.given[part] == cue.number:
                candidates.setdefault(self.stretches[part], Candidate(self.stretches[part], part, True))
        for candidate in list(candidates.values()):
            if candidate.part is not None and (phrase := self.phrases[candidate.part]) is not None:
                candidates.setdefault(phrase, Candidate(phrase, candidate.part, False))
        for made in (tree, cue.rule.source if cue.rule else None):
            if made is not None:
                candidates.setdefault(made, Candidate(made, self._part_in(made), False))
        return [
            (candidate, self.row(candidate, cue, verb, tree))
            for candidate in candidates.values()
            if candidate.stretch[1] - candidate.stretch[0] <= LONGEST_SOURCE
        ]

    def _part_in(self, stretch: Stretch) -> int | None:
        """Return the first of the network's sources that lies in a stretch."""
        at = bisect_left(self.firsts, stretch[0])
        return at if at < len(self.firsts) and self.stretches[at][1] <= stretch[1] else None

    def row(self, candidate: Candidate, cue: Cue, verb: Token | None, tree: Stretch | None) -> list[float]:
        """Return what speaks for and against a candidate, in the order of `EVIDENCE`.

        Args:
            candidate: What may be the source.
            cue: The cue.
            verb: The cue's verb, if it has one.
            tree: The subject that the tree gives it, if any.
        """
        page, (first, after), stretch, part = self.page, candidate.stretch, cue.stretch, candidate.part
        chance = self.chances.get((part, cue.number), 0.0) if part is not None else 0.0
        given = self.given[part] if part is not None else None
        low, high = (after, stretch[0]) if first < stretch[0] else (stretch[1], first)
        high = max(low, high)
        root = page.doc[first:after].root
        head = verb if verb is not None else page.doc[stretch[0] : stretch[1]].root
        above = [token.i for token, _ in zip(head.ancestors, range(HIGHEST), strict=False)]
        subject = root.dep_ in _SUBJECTS
        passive = "Voice=Pass" in head.morph or any(child.dep_ == "nsubj:pass" for child in head.children)
        inside, other = self._content_around(stretch), self._content_around(candidate.stretch)
        labels = {name.label_ for name in page.names(candidate.stretch)}
        participle = head.dep_ in ("advcl", "acl", "xcomp", "conj") and "VerbForm=Fin" not in head.morph
        return [
            part is not None and candidate.exact,
            math.log(chance + LEAST_LINK),
            chance,
            self.sure[part] if part is not None else 0.0,
            given is not None and given == cue.number,
            given is not None and given != cue.number,
            tree is not None and _alike(candidate.stretch, tree),
            tree == candidate.stretch,
            tree is not None and tree != candidate.stretch and tree[0] <= first and after <= tree[1],
            cue.rule is not None and cue.rule.source is not None and _alike(candidate.stretch, cue.rule.source),
            not candidate.exact or part is None or self.phrases[part] is None,
            part is not None and not candidate.exact,
            page.sentence_of[first] == page.sentence_of[stretch[0]],
            page.paragraphs_between(low, high) > 0,
            math.log1p(high - low),
            high - low <= 1,
            first < stretch[0],
            min(4, bisect_left(self.cue_firsts, high) - bisect_left(self.cue_firsts, low)),
            min(4, bisect_left(self.firsts, high) - bisect_left(self.firsts, low)),
            subject,
            subject and root.head.i == head.i,
            subject and root.head.i in above,
            root.head.i == head.i and root.dep_ in ("obl:agent", "obl"),
            root.dep_ == "nmod:poss" and root.head.i == head.i,
            participle and subject and root.head.i in above,
            participle and root.i in above,
            root.pos_ == "PRON",
            root.lower_ in _RELATIVE,
            bool(labels),
            any(a < after and first < b for a, b in cue.content),
            first < stretch[1] and stretch[0] < after,
            after - first > 12,
            passive,
            root.dep_ == "nsubj:pass" and root.head.i == head.i,
            root.dep_ == "expl" or (root.lower_ in ("it", "there") and subject),
            root.lower_ in ("it", "there") and passive,
            verb is None,
            head.pos_ == "ADV",
            inside is not None and not (inside[0] <= first and after <= inside[1]),
            other is not None and not (other[0] <= stretch[0] and stretch[1] <= other[1]),
            root.dep_ in ("obj", "iobj") and root.head.i == head.i,
            root.lower_ in _FIRST_PERSON,
            "PER" in labels,
            "ORG" in labels,
            "LOC" in labels and "PER" not in labels,
            root.head.i == head.head.i and root.i != head.i,
            stretch[0] > 0 and page.doc[stretch[0] - 1].text == ",",
        ]

    def _content_around(self, stretch: Stretch) -> Stretch | None:
        """Return the network's content that a stretch stands in."""
        at = bisect_left(self.content_firsts, stretch[0] + 1) - 1
        return self.contents[at] if at >= 0 and stretch[1] <= self.contents[at][1] else None


def _verb(page: Page, stretch: Stretch) -> Token | None:
    """Return the last verb of a cue, or the verb next to it that its auxiliaries belong to."""
    words = page.doc[stretch[0] : stretch[1]]
    verb = next((token for token in reversed(words) if token.pos_ == "VERB"), None)
    if verb is None and all(token.pos_ in ("AUX", "ADV", "PART") for token in words):
        head = words.root.head
        if head.pos_ == "VERB" and abs(head.i - stretch[0]) <= 2:
            return head
    return verb


def _phrase(page: Page, stretch: Stretch) -> Stretch | None:
    """Return the whole noun phrase of a source, if it is another stretch."""
    root = page.doc[stretch[0] : stretch[1]].root
    phrase = noun_phrase(root, drop_case=True) if root.pos_ in _HEADS else None
    return phrase if phrase != stretch else None


def _alike(one: Stretch, other: Stretch) -> bool:
    """Tell whether two stretches are half the same."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])
