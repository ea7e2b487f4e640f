"""Who wrote a reader's comment, as the comment itself says it."""

from __future__ import annotations

import re
from itertools import pairwise

from verbale.read.plain.role_features import AGO, is_date, looks_like_name
from verbale.read.written_dates import find_dates

_MARKS = " \t:,;|-–—~\u200e\u200f"
_LINES = 3  # among the first of them is the author's
_LONGEST, _MOST_WORDS = 40, 6
#: What stands above or before a name: an avatar's letter, a badge, a number.
_BADGE = re.compile(
    r"(?:avatar|author|user|guest avatar|profile (?:picture|photo)|pinned(?: comment)?|top (?:fan|comment"
    r"|commenter)|moderator|"
    r"verified|subscriber|member|staff|\W*\d*\W*|\W*\w\W*)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:#?\d{1,4}[.):]? +|[•·▪*>~–—-]+ *|(?P<initial>\w) {2,}(?=(?P=initial)|\w+\.? (?P=initial)|\w)"
    r"|(?:comments? )?(?:post(?:ed)?|written|submitted|comment(?:ed)?|reply|replied|review(?:ed)?) (?:by|from):? +"
    r"|(?:name|from|user|author|von|par|oleh|por|posté par|escrito por|publicado por):? +|by +)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s*\b(?:says|said|wrote|writes|replied|commented|responded|dice|dijo|diz|schreibt|sagt|dit|a écrit|a dit"
    r"|scrive|ha scritto|"
    r"berkata|mengatakan|diyor ki|dedi ki|pisze|zegt|schreef|skriver|пишет|пише)\b.*$",
    re.IGNORECASE,
)
_BADGES_AFTER = re.compile(
    r"\s{2,}(?:top fan|author|moderator|subscriber|verified|member|staff)\b.*$"
    r"|\s*(?:[|·•]\s*)\b(?:reply|like|report|permalink|follow|top commenter|author|moderator|subscriber"
    r"|verified)\b.*$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\s*[➜➤→▶»›>]+\s*.*$|\s+(?:replying|in reply) to\b.*$", re.IGNORECASE)
_WHEN = re.compile(r"[\s|·•,;(\[/–—-]*\b(?:on|at|le|am|el|il|posted|edited)?\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_BARS = re.compile(r"\s*[|·•]\s*.*$")
_PLACE = re.compile(r"\s*(?:,\s+[A-Z][\w .'-]+|\((?!ret)[^)]*\)|\[[^\]]*\])\s*$", re.IGNORECASE)


def author_of(comment: str) -> str:
    """Return the name under which a comment stands, from its first lines, or an empty string where it has none.

    Args:
        comment: The comment, its author's line first.
    """
    lines = [line.strip() for line in comment.split("\n") if line.strip()]
    if len(lines) == 1:
        # One line: "Name: what they say", or only what they say.
        name, colon, said = lines[0].partition(":")
        return name if colon and said.strip() and looks_like_name(name) and len(name.split()) <= 3 else ""
    for line, following in pairwise(lines[: _LINES + 1]):
        if _BADGE.fullmatch(line):
            continue
        name = _name_in(line)
        # What says when it was written stands by a name and not by a sentence.
        signed = name != line or is_date(following) or bool(AGO.search(following))
        return name if looks_like_name(name) or (signed and _may_be_name(name)) else ""
    return ""


def _name_in(line: str) -> str:
    """Return the name in an author's line: without numbers, times, buttons and places around it."""
    bare = _LEADING.sub("", line, count=1)
    bare = _SAYS.sub("", bare)
    if dates := find_dates(bare):
        bare = _WHEN.sub("", bare[: dates[0].start])
    if clock := _CLOCK.search(bare):
        bare = _WHEN.sub("", bare[: clock.start()])
    if ago := AGO.search(bare):
        bare = _WHEN.sub("", bare[: ago.start()])
    bare = bare.rstrip(_MARKS)
    for pattern in (_BADGES_AFTER, _ANSWERS, _BARS, _PLACE, _PLACE):  # a town, and its country
        shorter = pattern.sub("", bare, count=1).strip()
        bare = shorter or bare
    return bare.strip(_MARKS)


def _may_be_name(name: str) -> bool:
    """Tell whether words may be a name that somebody chose: short, and no sentence."""
    return 0 < len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS and name[-1] not in "!?…,:"
