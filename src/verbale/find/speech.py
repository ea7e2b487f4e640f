"""What quotation marks say of drafts: where their contents end, who goes on speaking, and who speaks without a cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from verbale.find.clauses import Stretch
from verbale.find.drafts import Draft
from verbale.find.floating import MARKS, Speaker, Speakers
from verbale.find.page import Page, merged
from verbale.find.quotes import Quotation
from verbale.find.turns import with_turns

#: A quotation without a speaker of its own needs this many words to be carried on from the statement before.
CARRIED_WORDS = 5
#: A content that holds this share of a quotation's characters holds it whole.
NEARLY = 0.6
#: How many statements back a quotation's speaker is looked for.
LOOK_BACK = 12
#: A second quotation goes on with the words quoted before it if at most this many words lie between.
FARTHEST_JOIN = 30


def with_quotations(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Return drafts with the quotations that are theirs, whole, and those that go on with their words; and with turns.

    The turns of a conversation are not in quotation marks, and are whole all the same.
    """
    return with_turns(page, _carried_on(page, _with_speakers(page, _going_on(page, drafts))))


def speakers_of(page: Page, drafts: list[Draft]) -> Iterator[tuple[Stretch, list[tuple[Speaker, list[float]]]]]:
    """Yield each content without a cue with who may speak it, and what speaks for that; for training."""
    drafts = _going_on(page, drafts)
    speakers = Speakers(page, [draft.source for draft in drafts if draft.source])
    for draft in drafts:
        if draft.cue is None:
            yield draft.content[0], speakers.rows(draft.content[0])


def _going_on(page: Page, drafts: list[Draft]) -> list[Draft]:
    return _joined_speech(page, [_quoted_edges(page, draft) for draft in drafts])


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
    """Join quotations without a cue to the quoted words that they go on with."""
    starts = {quotation.start for quotation in page.quotations if quotation.depth == 0}
    open_ends = sorted(q.end for q in page.quotations if q.depth == 0 and not q.closed)
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.content[0], d.cue or (0, 0))):
        start = page.offsets(draft.content[0])[0]
        before = None
        if draft.cue is None and start in starts:
            last = len(found) - 1
            back = range(last, max(last - LOOK_BACK, -1), -1)
            before = next((n for n in back if _goes_on(page, found[n], start, open_ends)), None)
        if before is None:
            found.append(draft)
        else:
            found[before] = replace(found[before], content=tuple(merged([*found[before].content, *draft.content])))
    return found


def _with_speakers(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Give contents without a cue their speaker, and join those of the speaker before.

    What is left without cue and speaker is kept only if it is a quotation.
    """
    if all(draft.cue is not None for draft in drafts):
        return drafts
    starts = {quotation.start for quotation in page.quotations if quotation.depth == 0}
    speakers = Speakers(page, [draft.source for draft in drafts if draft.source])
    found: list[Draft] = []
    for draft in drafts:
        if draft.cue is not None:
            found.append(draft)
            continue
        speaker, chance = speakers.speaker(draft.content[0])
        start = page.offsets(draft.content[0])[0]
        last = len(found) - 1
        back = range(last, max(last - LOOK_BACK, -1), -1)
        before = next((n for n in back if start in starts and _same_speaker(page, found[n], speaker, start)), None)
        if before is not None:
            found[before] = replace(found[before], content=tuple(merged([*found[before].content, *draft.content])))
        elif speaker is not None or start in starts:
            found.append(replace(draft, source=speaker, cue=_mark_between(page, speaker, draft), chosen=chance))
    return found


def _mark_between(page: Page, speaker: Stretch | None, draft: Draft) -> Stretch | None:
    """Return the colon or dash that alone stands between words and their speaker."""
    if speaker is None:
        return None
    part = draft.content[0]
    low, high = (speaker[1], part[0]) if speaker[1] <= part[0] else (part[1], speaker[0])
    marks = page.tokens_inside(page.offsets((low, high))[0], page.offsets((low, high))[1]) if low < high else None
    if marks is None or "".join(token.text for token in page.doc[slice(*marks)]) not in MARKS:
        return None
    return marks


def _same_speaker(page: Page, draft: Draft, speaker: Stretch | None, start: int) -> bool:
    """Tell whether a quotation that begins at an offset is of a draft's speaker, and not far from its quoted words."""
    end = _end_of(page, draft)
    first, last = page.offsets(draft.content[-1])
    if draft.source is None or draft.source != speaker or end > start or not page.overlapping(first, last):
        return False
    return page.text[end:start].strip().count("\n") == 0 and len(page.text[end:start].split()) <= FARTHEST_JOIN


def _end_of(page: Page, draft: Draft) -> int:
    """Return the offset after the last of a draft's parts."""
    return max(page.offsets(part)[1] for part in (draft.cue, draft.source, *draft.content) if part)


def _goes_on(page: Page, draft: Draft, start: int, open_ends: list[int]) -> bool:
    """Tell whether a quotation that begins at an offset goes on with a draft's quoted words.

    It does in the same paragraph, if no sentence stands between, and in the next one, if the one before is not closed.
    """
    end = _end_of(page, draft)
    first, last = page.offsets(draft.content[-1])
    if end > start or not any(q.start <= first + 1 and last <= q.end + 1 for q in page.overlapping(first, last)):
        return False
    between = page.text[end:start]
    if not between.strip() and "\n" in between:
        at = bisect_right(open_ends, last + 1) - 1
        return at >= 0 and open_ends[at] > first
    if "\n" in between or draft.cue is None:
        return False
    sentences = page.sentence_of[page.tokens(start, start + 1)[0]] - page.sentence_of[page.tokens(end - 1, end)[0]]
    return sentences <= 1 and len(between.split()) <= FARTHEST_JOIN


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
