"""Statements of one document, from the network's spans, the marks of quotation, and the trees.

The network proposes sources, cues and contents and links them; the tree supplies what it left out (a subject, the
content of a cue inside another content); quotation marks correct the edges of contents and carry a speaker on over
the sentences that follow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from verbale.codebook.cues import act_of
from verbale.find.clauses import Found, Stretch, attributions_in_trees, source_of, verb_group
from verbale.find.linking import assign, joined_contents
from verbale.find.quotes import Quotation, find_quotations
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
#: The tree's noun phrase replaces a source that is a part of it, up to this many words.
LONGEST_SOURCE = 25
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
    quotations = find_quotations(document.text)
    found = attributions_in_trees(doc)
    drafts = _complete(doc, _from_network(doc, found, quotations, model), found, model)
    drafts = [_quoted_edges(doc, draft, quotations) for draft in drafts]
    drafts = _joined_speech(doc, document.text, drafts, quotations)
    drafts = _carried_on(doc, document.text, drafts, quotations)
    drafts = _within_roles(doc, document, drafts)
    return _as_statements(doc, document, drafts, quotations)


# --- the network's proposals ----------------------------------------------------------------------------------------


def _from_network(doc: Doc, found: list[Found], quotations: list[Quotation], model: str) -> list[Draft]:
    """Return one draft for each cue, and one for each content without any, from the span groups and their links."""
    groups = {name: [(span.start, span.end) for span in doc.spans[name]] for name in ("source", "cue", "content")}
    sure = {name: list(doc.spans[name].attrs.get("confidence", [])) for name in groups}
    by_token = {i: rule for rule in found for i in range(*rule.cue)}
    rules = {
        number: next(by_token[i] for i in range(*cue) if i in by_token)
        for number, cue in enumerate(groups["cue"])
        if any(i in by_token for i in range(*cue))
    }
    quoted = [_tokens(doc, q.start, q.end) for q in quotations if q.depth == 0 and q.closed]
    contents_made, members, links = joined_contents(doc, groups, quoted, doc.user_data.get("verbale.links", []))
    groups["content"] = contents_made
    sure["content"] = [max(sure["content"][part] for part in parts) for parts in members]
    sources, contents = (assign(doc, groups, links, rules, role) for role in ("source", "content"))
    drafts = []
    for number, cue in enumerate(groups["cue"]):
        mine = [part for part, to in enumerate(contents) if to is not None and to[0] == number]
        owners = [(to[1], part) for part, to in enumerate(sources) if to is not None and to[0] == number]
        drafts.append(
            Draft(
                groups["source"][max(owners)[1]] if owners else None,
                cue,
                tuple(groups["content"][part] for part in mine),
                act_of([(token.lemma_, token.pos_) for token in doc[slice(*cue)]]),
                round(min([sure["cue"][number], *(sure["content"][part] for part in mine)]), 3),
                model,
            )
        )
    lone = [groups["source"][part] for part, to in enumerate(sources) if to is None]
    for part, to in enumerate(contents):
        if to is None:
            content = groups["content"][part]
            source = next((s for s in lone if doc[s[0]].sent == doc[content[0]].sent), None)
            drafts.append(Draft(source, None, (content,), "speech", sure["content"][part], model))
    return drafts


# --- what the tree adds ---------------------------------------------------------------------------------------------


def _complete(doc: Doc, drafts: list[Draft], found: list[Found], model: str) -> list[Draft]:
    """Give drafts the source or content they lack, and add what only the tree shows."""
    by_token = {i: rule for rule in found for i in range(*rule.cue)}
    full = []
    taken = {i for draft in drafts if draft.cue for i in range(*draft.cue)}
    for draft in drafts:
        if draft.cue is None:
            draft = _with_cue(draft, found, taken)
        rule = next((by_token[i] for i in range(*draft.cue) if i in by_token), None) if draft.cue else None
        if rule is not None:
            if draft.source is None and rule.source is not None and not _inside_any(rule.source, draft.content):
                draft = replace(draft, source=rule.source, made_by=f"{draft.made_by}+tree")
            if not draft.content:
                confidence = round(draft.confidence * RULE_CONFIDENCE[rule.rule], 3)
                draft = replace(draft, content=rule.content, confidence=confidence, made_by=f"{draft.made_by}+tree")
        if draft.content:
            full.append(_by_grammar(doc, draft))
    taken = {i for draft in full if draft.cue for i in range(*draft.cue)}
    contents = [part for draft in full for part in draft.content]
    for rule in found:
        allowed = RULES_INSIDE if _inside_any(rule.cue, contents) else RULES_OUTSIDE
        if rule.rule in allowed and not taken.intersection(range(*rule.cue)):
            confidence = RULE_CONFIDENCE[rule.rule]
            full.append(Draft(rule.source, rule.cue, rule.content, rule.act, confidence, f"tree:{rule.rule}"))
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
    if _inside_any(draft.source, (source,)) and draft.source != source and source[1] - source[0] <= LONGEST_SOURCE:
        return replace(draft, source=source, made_by=f"{draft.made_by}+tree")
    return draft


def _with_cue(draft: Draft, found: list[Found], taken: set[int]) -> Draft:
    """Give a content without a cue that of the tree, if its content is mostly the same and the cue is still free."""
    (first, after) = draft.content[0]
    best: tuple[int, Found] | None = None
    for rule in found:
        if taken.intersection(range(*rule.cue)) or _inside_any(rule.cue, draft.content):
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


def _inside_any(stretch: Stretch, others: Iterable[Stretch]) -> bool:
    return any(first <= stretch[0] and stretch[1] <= after for first, after in others)


# --- quotation marks ------------------------------------------------------------------------------------------------


def _quoted_edges(doc: Doc, draft: Draft, quotations: list[Quotation]) -> Draft:
    """Let contents that are nearly a quotation begin and end with its marks."""
    content = []
    for first, after in draft.content:
        start, end = _offsets(doc, (first, after))
        for quotation in quotations:
            if quotation.start >= end:
                break
            if quotation.end <= start:
                continue
            shared = min(end, quotation.end) - max(start, quotation.start)
            if shared < 0.6 * (quotation.end - quotation.start):
                continue
            parts = [draft.source, draft.cue]
            if any(p and _offsets(doc, p)[0] < quotation.end and _offsets(doc, p)[1] > quotation.start for p in parts):
                continue
            start, end = min(start, quotation.start), max(end, quotation.end)
        content.append(_tokens(doc, start, end))
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


def _joined_speech(doc: Doc, text: str, drafts: list[Draft], quotations: list[Quotation]) -> list[Draft]:
    """Join quotations that have neither cue nor source to the quoted words before them in the same paragraph.

    What is left without cue and source is kept only if it is a quotation.
    """
    starts = {quotation.start for quotation in quotations if quotation.depth == 0}
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.content[0], d.cue or (0, 0))):
        start = _offsets(doc, draft.content[0])[0]
        if draft.cue is not None or draft.source is not None:
            found.append(draft)
        elif start in starts:
            before = next(
                (n for n in range(len(found) - 1, -1, -1) if _goes_on(doc, text, found[n], start, starts)), None
            )
            if before is None:
                found.append(draft)
            else:
                found[before] = replace(found[before], content=tuple(_merged([*found[before].content, *draft.content])))
    return found


def _goes_on(doc: Doc, text: str, draft: Draft, start: int, starts: set[int]) -> bool:
    """Tell whether a quotation that begins at an offset goes on with a draft's quoted words."""
    parts = [part for part in (draft.cue, draft.source, *draft.content) if part]
    end = max(_offsets(doc, part)[1] for part in parts)
    if end > start or draft.cue is None or _offsets(doc, draft.content[-1])[0] not in starts:
        return False
    between = text[end:start]
    return "\n" not in between and len(between.split()) <= FARTHEST_JOIN


def _carried_on(doc: Doc, text: str, drafts: list[Draft], quotations: list[Quotation]) -> list[Draft]:
    """Give quotations without a statement to the speaker before: the next sentences or paragraphs of the same words."""
    drafts = sorted(drafts, key=lambda d: (d.content[0], d.cue or (0, 0)))
    spoken = sorted(_offsets(doc, part) for draft in drafts for part in draft.content)
    starts = [start for start, _ in spoken]
    for quotation in quotations:
        if quotation.depth or _covered(quotation, spoken, starts) or not _sentence_like(doc, text, quotation):
            continue
        before = _speaker_before(doc, text, drafts, quotation, quotations)
        if before is not None:
            part = _tokens(doc, quotation.start, quotation.end)
            draft = drafts[before]
            drafts[before] = replace(draft, content=tuple(_merged([*draft.content, part])))
    return drafts


def _covered(quotation: Quotation, spoken: list[Stretch], starts: list[int]) -> bool:
    at = bisect_right(starts, quotation.end)
    return any(end > quotation.start and start < quotation.end for start, end in spoken[max(0, at - 12) : at])


def _sentence_like(doc: Doc, text: str, quotation: Quotation) -> bool:
    """Tell whether a quotation is words of its own, not a phrase quoted in the author's sentence."""
    first, after = _tokens(doc, quotation.start, quotation.end)
    words = [token for token in doc[first:after] if not token.is_punct and not token.is_space]
    if len(words) < CARRIED_WORDS or not any(token.pos_ in ("VERB", "AUX") for token in words):
        return False
    before = text[max(0, quotation.start - 40) : quotation.start].rstrip(" ")
    return not before or before[-1] in '\n.!?”"’»' or before.endswith(("''", ",”", ":"))


def _speaker_before(
    doc: Doc, text: str, drafts: list[Draft], quotation: Quotation, quotations: list[Quotation]
) -> int | None:
    """Return the draft that a stray quotation goes on with: the last one with a quotation, at most a paragraph back."""
    best = None
    for number, draft in enumerate(drafts):
        end = max(_offsets(doc, part)[1] for part in (*draft.content, *filter(None, (draft.cue, draft.source))))
        if end > quotation.start or draft.act not in ("speech",):
            continue
        if text.count("\n\n", end, quotation.start) > 1 or text.count("\n", end, quotation.start) > 2:
            continue
        last = draft.content[-1]
        quoted = any(q.start < _offsets(doc, last)[1] and q.end > _offsets(doc, last)[0] for q in quotations)
        introduces = text[end : quotation.start].strip() in (":", "")
        between = text[end : quotation.start]
        if (quoted and len(between.split()) <= 12) or introduces:
            best = number
    return best


# --- into records ---------------------------------------------------------------------------------------------------


def _within_roles(doc: Doc, document: Document, drafts: list[Draft]) -> list[Draft]:
    """Keep the drafts of headline and body: those whose cue, or first content, stands there."""
    if not document.segments:
        return drafts
    allowed = [(s.start, s.end) for s in document.segments if s.kind in ("headline", "body")]
    kept = []
    for draft in drafts:
        content = tuple(piece for part in draft.content for piece in _cut(doc, part, allowed))
        if draft.source and not _inside_any(_offsets(doc, draft.source), allowed):
            draft = replace(draft, source=None)
        at = _offsets(doc, draft.cue) if draft.cue else _offsets(doc, draft.content[0])
        if content and _inside_any(at, allowed):
            kept.append(replace(draft, content=content))
    return kept


def _cut(doc: Doc, part: Stretch, allowed: list[tuple[int, int]]) -> list[Stretch]:
    """Return the pieces of a stretch that lie in some segments."""
    start, end = _offsets(doc, part)
    pieces = [(max(a, start), min(b, end)) for a, b in allowed if a < end and b > start]
    spans = [doc.char_span(a, b, alignment_mode="contract") for a, b in pieces]
    return [(span.start, span.end) for span in spans if span is not None and len(span)]


def _as_statements(
    doc: Doc, document: Document, drafts: list[Draft], quotations: list[Quotation]
) -> tuple[Statement, ...]:
    made, text = [], document.text
    for draft in drafts:
        content = tuple(_span_of(doc, text, part) for part in draft.content)
        cue = _span_of(doc, text, draft.cue) if draft.cue else None
        source = _span_of(doc, text, draft.source) if draft.source else None
        made.append(
            Statement(
                document.id, source, cue, content, _kind(doc, content, cue, quotations), draft.act,
                _speaker(doc, draft.source), None, draft.confidence, draft.made_by,
            )
        )  # fmt: skip
    unique = {statement.id: statement for statement in made}
    ordered = sorted(unique.items(), key=lambda item: (item[1].start, item[1].end, item[0]))
    outer: dict[str, str | None] = {}
    # The widest first; whoever would close a circle is within nothing.
    widest = sorted(ordered, key=lambda item: (-sum(len(part.text) for part in item[1].content), item[0]))
    for id_, statement in widest:
        above = up = _outer(id_, statement, ordered)
        while up is not None and up != id_:
            up = outer.get(up)
        outer[id_] = above if up is None else None
    return tuple(replace(statement, within=outer[id_]) for id_, statement in ordered)


def _kind(doc: Doc, content: tuple[Span, ...], cue: Span | None, quotations: list[Quotation]) -> Kind:
    """Tell how much of the content stands in quotation marks that were put around it."""
    marks = [q for q in quotations if cue is None or not q.start <= cue.start < q.end]
    inside = outside = 0
    for part in content:
        for i, character in enumerate(part.text, part.start):
            if character.isalnum():
                if any(q.start <= i < q.end for q in marks):
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return "indirect"
    return "direct" if outside <= 0.05 * (inside + outside) else "mixed"


def _outer(own: str, statement: Statement, others: list[tuple[str, Statement]]) -> str | None:
    """Return the id of the statement with the smallest content that this one is told in."""
    at = statement.cue or statement.content[0]
    best: tuple[int, str] | None = None
    for id_, other in others:
        if other.start > at.start:
            break
        for part in other.content:
            if (
                id_ != own
                and part.start <= at.start
                and at.end <= part.end
                and not (statement.cue is None and part == at)
            ):
                best = min(best or (part.end - part.start, id_), (part.end - part.start, id_))
    return best[1] if best else None


def _speaker(doc: Doc, source: Stretch | None) -> str | None:
    """Return the name in a source: the person named, or the name that heads it; None for anything else."""
    if source is None:
        return None
    words = doc[source[0] : source[1]]
    names = [ent for ent in doc.ents if ent.start >= source[0] and ent.end <= source[1]]
    head = words.root
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


def _span_of(doc: Doc, text: str, stretch: Stretch) -> Span:
    return Span.of(text, *_offsets(doc, stretch))


def _offsets(doc: Doc, stretch: Stretch) -> tuple[int, int]:
    last = doc[stretch[1] - 1]
    return doc[stretch[0]].idx, last.idx + len(last)


def _tokens(doc: Doc, start: int, end: int) -> Stretch:
    """Return the tokens that overlap some offsets."""
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # it is, for offsets within the text
    return span.start, span.end
