"""Statements of one document, from the network's spans, the marks of quotation, and the trees.

The network proposes sources, cues and contents and links them; the tree supplies what it left out (a subject, the
content of a cue inside another content); quotation marks correct the edges of contents and carry a speaker on over
the sentences that follow.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from verbale.codebook.cues import act_of
from verbale.find.clauses import Found, Stretch, attributions_in_trees, source_of, verb_group
from verbale.find.linking import assign, joined_contents
from verbale.find.page import Page, inside_any
from verbale.find.quotes import Quotation
from verbale.models import Act, Document, Kind, Span, Statement

#: What a rule's finding is worth where the network has none; see docs/statements.md for how often each is right.
RULE_CONFIDENCE = {
    "clause": 0.6, "parenthetical": 0.7, "according": 0.8, "person-to": 0.5, "raised": 0.4, "to": 0.4,
    "preposition": 0.4, "thing": 0.3, "noun": 0.3,
}  # fmt: skip
#: Rules that may add an attribution of their own, outside and inside of another's content.
RULES_OUTSIDE = frozenset(("according", "noun"))
RULES_INSIDE = frozenset(("clause", "parenthetical", "according", "person-to"))
#: A quotation without a speaker of its own needs this many words to be carried on from the statement before.
CARRIED_WORDS = 5
#: A content that holds this share of a quotation's characters holds it whole.
NEARLY = 0.6
#: How many statements back a quotation's speaker is looked for.
LOOK_BACK = 12
#: The tree's noun phrase replaces a source that is a part of it, up to this many words.
LONGEST_SOURCE = 25
#: The statement that another is told in is looked for among this many contents before it.
FARTHEST_OUTER = 200
#: A second quotation goes on with the words quoted before it if at most this many words lie between.
FARTHEST_JOIN = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making, as stretches of tokens."""

    source: Stretch | None
    cue: Stretch | None
    content: tuple[Stretch, ...]
    act: Act
    confidence: float
    made_by: str


def find_statements(doc: Doc, document: Document, model: str) -> tuple[Statement, ...]:
    """Return the statements of a document, in order of their first character.

    Args:
        doc: What ``parse`` made of the document's text.
        document: The document; statements are taken from its headline and body segments (all of it, if it has none).
        model: Name and version of the model, for the record.
    """
    page = Page(doc, document.text)
    found = attributions_in_trees(doc)
    drafts = _complete(page, _from_network(page, found, model), found)
    drafts = [_quoted_edges(page, draft) for draft in drafts]
    drafts = _joined_speech(page, drafts)
    drafts = _carried_on(page, drafts)
    drafts = _within_roles(page, document, drafts)
    return _as_statements(page, document, drafts)


# --- the network's proposals ----------------------------------------------------------------------------------------


def _from_network(page: Page, found: list[Found], model: str) -> list[Draft]:
    """Return one draft for each cue, and one for each content without any, from the span groups and their links."""
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
    contents_made, members, links = joined_contents(doc, groups, quoted, doc.user_data.get("verbale.links", []))
    groups["content"] = contents_made
    sure["content"] = [max(sure["content"][part] for part in parts) for parts in members]
    sources, contents = (assign(page.sentence_of, groups, links, rules, role) for role in ("source", "content"))
    drafts = []
    mine: dict[int, list[int]] = {}
    owners: dict[int, tuple[float, int]] = {}
    for part, to in enumerate(contents):
        if to is not None:
            mine.setdefault(to[0], []).append(part)
    for part, to in enumerate(sources):
        if to is not None:
            owners[to[0]] = max(owners.get(to[0], (to[1], part)), (to[1], part))
    for number, cue in enumerate(groups["cue"]):
        parts = mine.get(number, [])
        drafts.append(
            Draft(
                groups["source"][owners[number][1]] if number in owners else None,
                cue,
                tuple(groups["content"][part] for part in parts),
                act_of([(token.lemma_, token.pos_) for token in doc[slice(*cue)]]),
                round(min([sure["cue"][number], *(sure["content"][part] for part in parts)]), 3),
                model,
            )
        )
    lone: dict[int, Stretch] = {}
    for part, to in enumerate(sources):
        if to is None:
            lone.setdefault(page.sentence_of[groups["source"][part][0]], groups["source"][part])
    for part, to in enumerate(contents):
        if to is None:
            content = groups["content"][part]
            source = lone.get(page.sentence_of[content[0]])
            drafts.append(Draft(source, None, (content,), "speech", sure["content"][part], model))
    return drafts


# --- what the tree adds ---------------------------------------------------------------------------------------------


def _complete(page: Page, drafts: list[Draft], found: list[Found]) -> list[Draft]:
    """Give drafts the source or content they lack, and add what only the tree shows."""
    by_token = {i: rule for rule in found for i in range(*rule.cue)}
    by_content: dict[int, list[Found]] = {}
    for one in found:
        for i in {i for part in one.content for i in range(*part)}:
            by_content.setdefault(i, []).append(one)
    full = []
    taken = {i for draft in drafts if draft.cue for i in range(*draft.cue)}
    for draft in drafts:
        if draft.cue is None:
            draft = _with_cue(draft, by_content, taken)
        rule = next((by_token[i] for i in range(*draft.cue) if i in by_token), None) if draft.cue else None
        if rule is not None:
            if draft.source is None and rule.source is not None and not inside_any(rule.source, draft.content):
                draft = replace(draft, source=rule.source, made_by=f"{draft.made_by}+tree")
            if not draft.content:
                confidence = round(draft.confidence * RULE_CONFIDENCE[rule.rule], 3)
                draft = replace(draft, content=rule.content, confidence=confidence, made_by=f"{draft.made_by}+tree")
        if draft.content:
            full.append(_by_grammar(page.doc, draft))
    taken = {i for draft in full if draft.cue for i in range(*draft.cue)}
    contents = _merged([part for draft in full for part in draft.content])
    for one in found:
        allowed = RULES_INSIDE if inside_any(one.cue, contents) else RULES_OUTSIDE
        if one.rule in allowed and not taken.intersection(range(*one.cue)):
            confidence = RULE_CONFIDENCE[one.rule]
            full.append(Draft(one.source, one.cue, one.content, one.act, confidence, f"tree:{one.rule}"))
    return full


def _by_grammar(doc: Doc, draft: Draft) -> Draft:
    """Let a verbal cue be its whole verb group, and give it the subject of its clause if it has no source."""
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
    source = source_of(verb)
    if source is None or any(part[0] < source[1] and source[0] < part[1] for part in (widened, *draft.content)):
        return draft
    if draft.source is None:
        return replace(draft, source=source, made_by=f"{draft.made_by}+tree")
    if inside_any(draft.source, (source,)) and draft.source != source and source[1] - source[0] <= LONGEST_SOURCE:
        return replace(draft, source=source, made_by=f"{draft.made_by}+tree")
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


# --- quotation marks ------------------------------------------------------------------------------------------------


def _quoted_edges(page: Page, draft: Draft) -> Draft:
    """Let contents that are nearly a quotation begin and end with its marks."""
    own = [page.offsets(part) for part in (draft.source, draft.cue) if part]
    content = []
    for part in draft.content:
        start, end = page.offsets(part)
        for quotation in page.overlapping(start, end):
            shared = min(end, quotation.end) - max(start, quotation.start)
            around_own = any(a < quotation.end and b > quotation.start for a, b in own)
            if shared >= NEARLY * (quotation.end - quotation.start) and not around_own:
                start, end = min(start, quotation.start), max(end, quotation.end)
        content.append(page.tokens(start, end))
    return replace(draft, content=tuple(_merged(content)))


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    """Return stretches in order, overlapping ones joined."""
    found: list[Stretch] = []
    for first, after in sorted(stretches):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(after, found[-1][1]))
        else:
            found.append((first, after))
    return found


def _joined_speech(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Join quotations that have neither cue nor source to the quoted words before them in the same paragraph.

    What is left without cue and source is kept only if it is a quotation.
    """
    starts = {quotation.start for quotation in page.quotations if quotation.depth == 0}
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.content[0], d.cue or (0, 0))):
        start = page.offsets(draft.content[0])[0]
        if draft.cue is not None or draft.source is not None:
            found.append(draft)
        elif start in starts:
            last = len(found) - 1
            back = range(last, max(last - LOOK_BACK, -1), -1)
            before = next((n for n in back if _goes_on(page, found[n], start, starts)), None)
            if before is None:
                found.append(draft)
            else:
                found[before] = replace(found[before], content=tuple(_merged([*found[before].content, *draft.content])))
    return found


def _end_of(page: Page, draft: Draft) -> int:
    """Return the offset after the last of a draft's parts."""
    return max(page.offsets(part)[1] for part in (draft.cue, draft.source, *draft.content) if part)


def _goes_on(page: Page, draft: Draft, start: int, starts: set[int]) -> bool:
    """Tell whether a quotation that begins at an offset goes on with a draft's quoted words."""
    end = _end_of(page, draft)
    if end > start or draft.cue is None or page.offsets(draft.content[-1])[0] not in starts:
        return False
    between = page.text[end:start]
    return "\n" not in between and len(between.split()) <= FARTHEST_JOIN


def _carried_on(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Give quotations without a statement to the speaker before: the next sentences or paragraphs of the same words."""
    drafts = sorted(drafts, key=lambda d: (d.content[0], d.cue or (0, 0)))
    firsts = [draft.content[0][0] for draft in drafts]
    spoken = sorted(page.offsets(part) for draft in drafts for part in draft.content)
    starts = [start for start, _ in spoken]
    for quotation in page.quotations:
        if quotation.depth or _covered(quotation, spoken, starts) or not _sentence_like(page, quotation):
            continue
        part = page.tokens(quotation.start, quotation.end)
        last = bisect_left(firsts, part[0]) - 1
        back = range(last, max(last - LOOK_BACK, -1), -1)
        before = next((n for n in back if _may_go_on(page, drafts[n], quotation)), None)
        if before is not None:
            drafts[before] = replace(drafts[before], content=tuple(_merged([*drafts[before].content, part])))
    return drafts


def _covered(quotation: Quotation, spoken: list[Stretch], starts: list[int]) -> bool:
    at = bisect_right(starts, quotation.end)
    return any(end > quotation.start and start < quotation.end for start, end in spoken[max(0, at - 12) : at])


def _sentence_like(page: Page, quotation: Quotation) -> bool:
    """Tell whether a quotation is words of its own, not a phrase quoted in the author's sentence."""
    words = [t for t in page.doc[slice(*page.tokens(quotation.start, quotation.end))] if not (t.is_punct or t.is_space)]
    if len(words) < CARRIED_WORDS or not any(token.pos_ in ("VERB", "AUX") for token in words):
        return False
    before = page.text[max(0, quotation.start - 40) : quotation.start].rstrip(" ")
    return not before or before[-1] in '\n.!?”"’»' or before.endswith(("''", ",”", ":"))


def _may_go_on(page: Page, draft: Draft, quotation: Quotation) -> bool:
    """Tell whether a stray quotation may go on with a draft: spoken, quoted, and at most a paragraph back."""
    end = _end_of(page, draft)
    if end > quotation.start or draft.act != "speech":
        return False
    between = page.text[end : quotation.start]
    if between.count("\n\n") > 1 or between.count("\n") > 2:
        return False
    quoted = bool(page.overlapping(*page.offsets(draft.content[-1])))
    return (quoted and len(between.split()) <= FARTHEST_JOIN) or between.strip() in (":", "")


# --- into records ---------------------------------------------------------------------------------------------------


def _within_roles(page: Page, document: Document, drafts: list[Draft]) -> list[Draft]:
    """Keep the drafts of headline and body: those whose cue, or first content, stands there."""
    if not document.segments:
        return drafts
    allowed = [(s.start, s.end) for s in document.segments if s.kind in ("headline", "body")]
    kept = []
    for draft in drafts:
        content = tuple(piece for part in draft.content for piece in _cut(page, part, allowed))
        if draft.source and not inside_any(page.offsets(draft.source), allowed):
            draft = replace(draft, source=None)
        at = page.offsets(draft.cue) if draft.cue else page.offsets(draft.content[0])
        if content and inside_any(at, allowed):
            kept.append(replace(draft, content=content))
    return kept


def _cut(page: Page, part: Stretch, allowed: list[tuple[int, int]]) -> list[Stretch]:
    """Return the pieces of a stretch that lie in some segments, which are in order."""
    start, end = page.offsets(part)
    pieces = []
    number = max(0, bisect_right(allowed, (start, end)) - 1)
    while number < len(allowed) and allowed[number][0] < end:
        a, b = allowed[number]
        if b > start and (piece := page.tokens_inside(max(a, start), min(b, end))):
            pieces.append(piece)
        number += 1
    return pieces


def _as_statements(page: Page, document: Document, drafts: list[Draft]) -> tuple[Statement, ...]:
    made = []
    for draft in drafts:
        content = tuple(_span_of(page, part) for part in draft.content)
        cue = _span_of(page, draft.cue) if draft.cue else None
        source = _span_of(page, draft.source) if draft.source else None
        made.append(
            Statement(
                document.id, source, cue, content, _kind(page, content, cue), draft.act,
                _speaker(page, draft.source), None, draft.confidence, draft.made_by,
            )
        )  # fmt: skip
    unique = {statement.id: statement for statement in made}
    ordered = sorted(unique.items(), key=lambda item: (item[1].start, item[1].end, item[0]))
    parts = sorted((part.start, part.end, id_) for id_, statement in ordered for part in statement.content)
    outer: dict[str, str | None] = {}
    # The widest first; whoever would close a circle is within nothing.
    widest = sorted(ordered, key=lambda item: (-sum(len(part.text) for part in item[1].content), item[0]))
    for id_, statement in widest:
        above = up = _outer(id_, statement, parts)
        while up is not None and up != id_:
            up = outer.get(up)
        outer[id_] = above if up is None else None
    return tuple(replace(statement, within=outer[id_]) for id_, statement in ordered)


def _kind(page: Page, content: tuple[Span, ...], cue: Span | None) -> Kind:
    """Tell how much of the content stands in quotation marks that were put around it."""
    inside = outside = 0
    for part in content:
        quoted = [False] * len(part.text)
        for q in page.overlapping(part.start, part.end):
            if cue is None or not q.start <= cue.start < q.end:
                first, after = max(q.start - part.start, 0), min(q.end, part.end) - part.start
                quoted[first:after] = [True] * (after - first)
        letters = [mark for mark, character in zip(quoted, part.text, strict=True) if character.isalnum()]
        inside += sum(letters)
        outside += len(letters) - sum(letters)
    if not inside:
        return "indirect"
    return "direct" if outside <= 0.05 * (inside + outside) else "mixed"


def _outer(own: str, statement: Statement, parts: list[tuple[int, int, str]]) -> str | None:
    """Return the id of the statement with the smallest content that this one is told in.

    Args:
        own: The statement's id.
        statement: The statement.
        parts: All contents' parts, as (start, end, id of the statement), in order.
    """
    at = statement.cue or statement.content[0]
    best: tuple[int, str] | None = None
    last = bisect_right(parts, (at.start, sys.maxsize, "")) - 1
    for number in range(last, max(last - FARTHEST_OUTER, -1), -1):
        start, end, id_ = parts[number]
        if id_ != own and at.end <= end and not (statement.cue is None and (start, end) == (at.start, at.end)):
            best = min(best or (end - start, id_), (end - start, id_))
    return best[1] if best else None


def _speaker(page: Page, source: Stretch | None) -> str | None:
    """Return the name in a source: the person named, or the name that heads it; None for anything else."""
    if source is None:
        return None
    head = page.doc[source[0] : source[1]].root
    names = page.names(source)
    for ent in names:
        if ent.start <= head.i < ent.end and ent.label_ not in ("NORP", "MISC"):
            return ent.text
    for ent in names:
        # A person in apposition to the title ("spokesman Zhao Lijian"), not one in a relative clause or after "of".
        if ent.label_ in ("PER", "PERSON"):
            top = ent.root
            while (
                top.dep_ in ("flat", "flat:name", "appos", "compound", "nsubj", "list", "conj", "dep") and top != head
            ):
                top = top.head
            if top == head or ent.root.dep_ == "appos":
                return ent.text
    return None


def _span_of(page: Page, stretch: Stretch) -> Span:
    return Span.of(page.text, *page.offsets(stretch))
