"""Find the quotations of a text by their marks, of every kind and in every disorder.

Straight and curly double and single marks, doubled apostrophes, guillemets and CJK brackets; one kind inside another;
quotations over several paragraphs (each opens, the last closes); marks that were lost or turned round. A quotation
never runs on past the paragraph in which it was opened unless the next one opens again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

#: Closing marks that can end each opening mark.
PAIRS = {
    '"': ('"',), "“": ("”", "“", '"'), "”": ("”",), "„": ("“", "”"), "‟": ("”",), "«": ("»",), "‹": ("›",),
    "「": ("」",), "『": ("』",), "〝": ("〞", "〟"), "＂": ("＂",), "''": ("''",), "``": ("''",), "‘": ("’", "'"),
    "'": ("'", "’"), "»": ("«",),
}  # fmt: skip
#: Marks whose side is plain, and that stand next to letters in texts without spaces.
BRACKETS = frozenset("「『〝")
CLOSING_BRACKETS = frozenset("」』〞〟")
#: Quotations inside quotations are followed to this depth; beyond it, marks are noise.
DEEPEST = 6
SINGLE = frozenset("‘'’")
_MARK = re.compile(r"''|``|[\"“”„‟«»‹›「」『』〝〞〟＂‘’']")
_PARAGRAPH = re.compile(r"[^\n]+")
_CLOSING_SINGLE = re.compile("['’]")
#: A single-quoted quotation must close within this many characters: further on, the mark was an apostrophe.
SINGLE_REACH = 400


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """One quotation with its marks.

    Attributes:
        start: Offset of the opening mark.
        end: Offset after the closing mark, or where an unclosed quotation ends with its paragraph.
        mark: The opening mark.
        closed: Whether a closing mark was found.
        depth: 0 for a quotation in the text itself, 1 inside one, and so on.
    """

    start: int
    end: int
    mark: str
    closed: bool
    depth: int

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets of what stands between the marks."""
        width = len(self.mark)
        return self.start + width, self.end - width if self.closed else self.end


def find_quotations(text: str) -> list[Quotation]:
    """Return all quotations of a text, outer before inner, in order of their opening mark."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, *paragraph.span()))
    found.sort(key=lambda q: (q.start, -q.end))
    around: list[int] = []
    for number, quotation in enumerate(found):
        while around and around[-1] <= quotation.start:
            around.pop()
        found[number] = replace(quotation, depth=len(around))
        around.append(quotation.end)
    return found


def _in_paragraph(text: str, first: int, after: int) -> list[Quotation]:
    """Return the quotations of a paragraph in no order, their depth not yet counted."""
    marks = list(_MARK.finditer(text, first, after))
    if not marks:
        return []
    left = Counter(m.group() for m in marks)
    stack: list[tuple[int, str]] = []
    found: list[Quotation] = []
    for mark in marks:
        sign = mark.group()
        left[sign] -= 1
        before = text[mark.start() - 1] if mark.start() > first else " "
        behind = text[mark.end()] if mark.end() < after else " "
        if sign in SINGLE and before.isalnum() and behind.isalnum():
            continue  # an apostrophe
        if sign in BRACKETS or sign in CLOSING_BRACKETS:
            opens, closes = sign in BRACKETS, sign in CLOSING_BRACKETS
        else:
            opens, closes = _may_open(before, behind), _may_close(before, behind)
        level = _closed_level(stack, sign) if closes or not opens else None
        if level is not None and not (opens and not closes):
            for start, opened in stack[level + 1 :]:
                if opened not in SINGLE:
                    found.append(Quotation(start, mark.start(), opened, False, 0))
            start, opened = stack[level]
            found.append(Quotation(start, mark.end(), opened, True, 0))
            del stack[level:]
        elif opens and len(stack) < DEEPEST and sign in PAIRS and _worth_opening(text, mark, after, stack, left):
            stack.append((mark.start(), sign))
    end = after - len(text[first:after]) + len(text[first:after].rstrip())
    found.extend(Quotation(start, end, opened, False, 0) for start, opened in stack if opened not in SINGLE)
    return found


def _may_open(before: str, behind: str) -> bool:
    return not before.isalnum() and before not in ".,!?;" and not behind.isspace()


def _may_close(before: str, behind: str) -> bool:
    return not before.isspace() and not behind.isalnum()


def _closed_level(stack: list[tuple[int, str]], sign: str) -> int | None:
    """Return which open quotation a mark closes: the innermost that it fits."""
    for level in range(len(stack) - 1, -1, -1):
        if sign in PAIRS[stack[level][1]]:
            return level
    return None


def _worth_opening(
    text: str, mark: re.Match[str], after: int, stack: list[tuple[int, str]], left: Counter[str]
) -> bool:
    """Tell whether a mark that could open a quotation does.

    A single mark must find its end nearby. A mark of a kind that is already open opens a second level only if enough
    closing marks are left for both; otherwise it is a stray.
    """
    sign = mark.group()
    if sign in SINGLE:
        reach = min(after, mark.end() + SINGLE_REACH)
        return any(
            not text[end.start() - 1].isspace() and not text[end.end() : end.end() + 1].isalnum()
            for end in _CLOSING_SINGLE.finditer(text, mark.end() + 1, reach)
        )
    same = sum(1 for _, opened in stack if opened == sign)
    return same == 0 or sum(left[c] for c in PAIRS[sign] if c != sign) > same
