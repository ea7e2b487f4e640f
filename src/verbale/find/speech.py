"""What quotation marks say of drafts: where their contents end, and who goes on speaking."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from verbale.find.clauses import Stretch
from verbale.find.drafts import Draft
from verbale.find.page import Page, merged
from verbale.find.quotes import Quotation

#: A quotation without a speaker of its own needs this many words to be carried on from the statement before.
CARRIED_WORDS = 5
#: A content that holds this share of a quotation's characters holds it whole.
NEARLY = 0.6
#: How many statements back a quotation's speaker is looked for.
LOOK_BACK = 12
#: A second quotation goes on with the words quoted before it if at most this many words lie between.
FARTHEST_JOIN = 30


def with_quotations(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Return drafts with the quotations that are theirs: whole, and those that go on with their words."""
    drafts = [_quoted_edges(page, draft) for draft in drafts]
    return _carried_on(page, _joined_speech(page, drafts))


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
    return replace(draft, content=tuple(merged(content)))


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
                found[before] = replace(found[before], content=tuple(merged([*found[before].content, *draft.content])))
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
            drafts[before] = replace(drafts[before], content=tuple(merged([*drafts[before].content, part])))
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
