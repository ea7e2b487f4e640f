"""Attributions in the making: what the network proposes, put together, and what the tree adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from verbale.codebook.cues import act_of
from verbale.find.candidates import Candidate, Cue, Sources
from verbale.find.clauses import Found, Stretch, attributions_in_trees, verb_group
from verbale.find.complements import Complement, Complements, Lonely
from verbale.find.contents import joined_contents, joined_pieces, whole_phrase
from verbale.find.linking import assign
from verbale.find.page import Page, inside_any, merged
from verbale.models import Act
from verbale.parse.engine import Link

#: What a rule's finding is worth where the network has none; see docs/statements.md for how often each is right.
RULE_CONFIDENCE = {
    "clause": 0.6, "parenthetical": 0.7, "according": 0.8, "person-to": 0.5, "raised": 0.4, "to": 0.4,
    "preposition": 0.4, "thing": 0.3, "noun": 0.3,
}  # fmt: skip
#: Rules that may add an attribution of their own, outside and inside of another's content: inside all, since the
#: judgement tells the good from the bad; outside, on PolNeAR train, the others find no more than they take from it.
RULES_OUTSIDE = frozenset(("according", "noun"))
RULES_INSIDE = frozenset(RULE_CONFIDENCE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making, as stretches of tokens.

    Attributes:
        source: Who says it.
        cue: The words that ascribe it.
        content: What is said.
        act: What the source does.
        confidence: How sure the network is of the least sure of the parts, less where a rule of the tree made it.
        made_by: The model, the rule, or both.
        attached: How likely the least likely of the contents belongs to the cue.
        chosen: How likely the source is that of the cue.
        completed: Whether the network gives the cue no content, and this one was chosen for it.
    """

    source: Stretch | None
    cue: Stretch | None
    content: tuple[Stretch, ...]
    act: Act
    confidence: float
    made_by: str
    attached: float = 0.0
    chosen: float = 0.0
    completed: bool = False


def drafts_of(page: Page, model: str) -> list[Draft]:
    """Return the attributions of a text, before quotation marks are looked at.

    Args:
        page: The text.
        model: Name and version of the model, for the record.
    """
    found = attributions_in_trees(page.doc)
    return _with_whole_phrases(page, _complete(page, _from_network(page, found, model), found))


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the network proposes, contents mended.

    Attributes:
        groups: The spans of ``source``, ``cue`` and ``content``, as stretches of tokens, in order.
        sure: How sure the network is of each.
        links: Its links.
        rules: What the tree shows for a cue, by the number of the cue.
    """

    groups: dict[str, list[Stretch]]
    sure: dict[str, list[float]]
    links: list[Link]
    rules: dict[int, Found]


def proposals_of(page: Page, found: list[Found]) -> Proposals:
    """Return the network's spans and links, contents mended, and what the tree shows for its cues."""
    doc = page.doc
    groups = {name: [(span.start, span.end) for span in doc.spans[name]] for name in ("source", "cue", "content")}
    sure = {name: list(doc.spans[name].attrs.get("confidence", [])) for name in groups}
    by_token = {i: rule for rule in found for i in range(*rule.cue)}
    rules = {
        number: next(by_token[i] for i in range(*cue) if i in by_token)
        for number, cue in enumerate(groups["cue"])
        if any(i in by_token for i in range(*cue))
    }
    quoted = [page.tokens(q.start, q.end) for q in page.quotations if q.depth == 0 and q.closed]
    groups["content"], members, links = joined_contents(doc, groups, quoted, doc.user_data.get("verbale.links", []))
    sure["content"] = [max(sure["content"][part] for part in parts) for parts in members]
    return Proposals(groups, sure, links, rules)


@dataclass(frozen=True, slots=True)
class Linked:
    """The network's parts with the cues that they belong to.

    Attributes:
        cues: Each cue with its contents and what the tree shows for it.
        attached: How likely the least likely of each cue's contents belongs to it; 0 if it has none.
        sources: What may be their sources.
        alone: The numbers of the sources and contents that belong to no cue.
        certainty: How sure the network is of each content.
        complements: What may be the contents of cues that have none.
        lonely: Those cues, by number.
    """

    cues: list[Cue]
    attached: list[float]
    sources: Sources
    alone: dict[str, list[int]]
    certainty: dict[Stretch, float]
    complements: Complements
    lonely: dict[int, Lonely]


def linked(page: Page, proposals: Proposals) -> Linked:
    """Return the network's parts, each with the cue that it belongs to."""
    groups = proposals.groups
    to = {role: assign(page, groups, proposals.links, proposals.rules, role) for role in ("source", "content")}
    mine: dict[int, list[tuple[Stretch, float]]] = {}
    certainty: dict[Stretch, float] = {}
    for stretch, owner, sure in zip(groups["content"], to["content"], proposals.sure["content"], strict=True):
        if owner is not None:
            mine.setdefault(owner[0], []).append((stretch, owner[1]))
            certainty[stretch] = sure
    cues = [
        Cue(stretch, number, tuple(part for part, _ in mine.get(number, ())), proposals.rules.get(number))
        for number, stretch in enumerate(groups["cue"])
    ]
    given = [owner[0] if owner else None for owner in to["source"]]
    return Linked(
        cues,
        [min((chance for _, chance in mine.get(number, ())), default=0.0) for number in range(len(cues))],
        Sources(
            page, groups["source"], proposals.sure["source"], proposals.links, given, groups["cue"], groups["content"]
        ),
        {role: [part for part, owner in enumerate(to[role]) if owner is None] for role in to},
        certainty,
        Complements(page, groups["cue"], groups["content"]),
        {
            cue.number: Lonely(cue.stretch, proposals.sure["cue"][cue.number], cue.rule)
            for cue in cues
            if not cue.content
        },
    )


def with_complements(made: Linked) -> Linked:
    """Return the network's parts with contents for the cues that have none."""
    cues, attached = list(made.cues), list(made.attached)
    for number, lonely in made.lonely.items():
        content, attached[number] = made.complements.content(lonely)
        cues[number] = replace(cues[number], content=content)
    return replace(made, cues=cues, attached=attached)


def candidates_of(page: Page, found: list[Found]) -> Iterator[tuple[Cue, list[tuple[Candidate, list[float]]]]]:
    """Yield each of the network's cues with what may be its source, and what speaks for that; for training."""
    made = with_complements(linked(page, proposals_of(page, found)))
    for cue in made.cues:
        yield cue, made.sources.rows(cue)


def complements_of(page: Page, found: list[Found]) -> Iterator[tuple[Lonely, list[tuple[Complement, list[float]]]]]:
    """Yield each of the network's cues without a content with what may be one, and what speaks for that."""
    made = linked(page, proposals_of(page, found))
    for lonely in made.lonely.values():
        yield lonely, made.complements.rows(lonely)


def _from_network(page: Page, found: list[Found], model: str) -> list[Draft]:
    """Return one draft for each cue, and one for each content without any, from the span groups and their links."""
    proposals = proposals_of(page, found)
    groups, sure = proposals.groups, proposals.sure
    made = with_complements(linked(page, proposals))
    certainty = made.certainty
    drafts = []
    for number, cue in enumerate(made.cues):
        source, chance = made.sources.source(cue)
        drafts.append(
            Draft(
                source.stretch if source else None,
                cue.stretch,
                cue.content,
                act_of([(token.lemma_, token.pos_, token.lower_) for token in page.doc[slice(*cue.stretch)]]),
                round(min([sure["cue"][number], *(certainty.get(part, 1.0) for part in cue.content)]), 3),
                f"{model}+tree" if number in made.lonely or (source and source.part is None) else model,
                made.attached[number],
                chance,
                number in made.lonely,
            )
        )
    for part in made.alone["content"]:
        drafts.append(Draft(None, None, (groups["content"][part],), "speech", sure["content"][part], model))
    return drafts


def _complete(page: Page, drafts: list[Draft], found: list[Found]) -> list[Draft]:
    """Give drafts the source or content they lack, and add what only the tree shows."""
    by_content: dict[int, list[Found]] = {}
    for one in found:
        for i in {i for part in one.content for i in range(*part)}:
            by_content.setdefault(i, []).append(one)
    full = []
    taken = {i for draft in drafts if draft.cue for i in range(*draft.cue)}
    for draft in drafts:
        if draft.cue is None:
            draft = _with_cue(draft, by_content, taken)
        if draft.content:
            full.append(_by_grammar(page.doc, draft))
    taken = {i for draft in full if draft.cue for i in range(*draft.cue)}
    contents = merged([part for draft in full for part in draft.content])
    for one in found:
        allowed = RULES_INSIDE if inside_any(one.cue, contents) else RULES_OUTSIDE
        if one.rule in allowed and not taken.intersection(range(*one.cue)) and not _leaves_quotation(page, one):
            confidence = RULE_CONFIDENCE[one.rule]
            full.append(Draft(one.source, one.cue, one.content, one.act, confidence, f"tree:{one.rule}"))
    return full


def _leaves_quotation(page: Page, one: Found) -> bool:
    """Tell whether a cue stands in quotation marks out of which its source runs: words of a title."""
    if one.source is None:
        return False
    start, end = page.offsets(one.source)
    cue = page.offsets(one.cue)[0]
    return any(q.start <= cue < q.end and start < q.end < end for q in page.overlapping(start, end))


def _by_grammar(doc: Doc, draft: Draft) -> Draft:
    """Let a verbal cue be its whole verb group."""
    if draft.cue is None:
        return draft
    first, after = draft.cue
    verb = next((token for token in reversed(doc[first:after]) if token.pos_ == "VERB"), None)
    if verb is None and all(token.pos_ in ("AUX", "ADV", "PART") for token in doc[first:after]):
        head = doc[first:after].root.head
        if head.pos_ == "VERB" and abs(head.i - first) <= 2:
            verb = head
    if verb is None:
        return draft
    others = [part for part in (draft.source, *draft.content) if part]
    a, b = verb_group(verb)
    widened = (min(first, a), max(after, b))
    if not any(part[0] < widened[1] and widened[0] < part[1] for part in others):
        draft = replace(draft, cue=widened)
    return draft


def _with_cue(draft: Draft, by_content: dict[int, list[Found]], taken: set[int]) -> Draft:
    """Give a content without a cue that of the tree, if its content is mostly the same and the cue is still free."""
    (first, after) = draft.content[0]
    best: tuple[int, Found] | None = None
    # More than half of the content is shared, so the word in its middle is.
    for rule in by_content.get((first + after) // 2, ()):
        if taken.intersection(range(*rule.cue)) or inside_any(rule.cue, draft.content):
            continue
        shared = max(min(after, b) - max(first, a) for a, b in rule.content)
        if 2 * shared > after - first and (best is None or shared > best[0]):
            best = (shared, rule)
    if best is None:
        return draft
    rule = best[1]
    taken.update(range(*rule.cue))
    confidence = round(draft.confidence * RULE_CONFIDENCE[rule.rule], 3)
    return replace(
        draft, source=draft.source or rule.source, cue=rule.cue, act=rule.act, confidence=confidence,
        made_by=f"{draft.made_by}+tree",
    )  # fmt: skip


def _with_whole_phrases(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Give contents that break off in the middle of a phrase the rest of it."""
    taken = [False] * len(page.doc)
    for draft in drafts:
        for first, after in (part for part in (draft.source, draft.cue, *draft.content) if part):
            taken[first:after] = [True] * (after - first)
    return [
        replace(draft, content=joined_pieces(page, [whole_phrase(page, part, taken) for part in draft.content]))
        for draft in drafts
    ]
