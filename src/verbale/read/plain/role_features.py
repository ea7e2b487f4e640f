"""What a line of a plain text looks like, as features that tell its role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from verbale.codebook.furniture import furniture_in
from verbale.read.plain.lines import Unit
from verbale.read.written_dates import find_dates

_CLOSERS = "\"'”’»)]"
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*|[\w.@#-]*\d[\w.-]*")
_HANDLE = re.compile(r"@?[\w.-]{2,30}")
AGO = re.compile(
    r"\b(?:\d+|an?|one|a few) ?(?:s|m|h|d|w|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|mos?"
    r"|years?|yrs?) ago\b"
    r"|\b\d+ (?:detik|menit|jam|hari|minggu|bulan|tahun)(?: yang)? lalu\b|\bhace \d+ \w+|\bhá \d+ \w+"
    r"|\bvor \d+ \w+|\bil y a \d+ \w+"
    r"|\b\d+ (?:minuti|ore|giorni|settimane) fa\b|\b\d+ \w+ önce\b|\b\d+ \w+ temu\b|\b\d+ \w+ geleden\b"
    r"|\b\d+ \w+ назад\b"
    r"|\d+ ?(?:分|時間|日)前|\d+ ?(?:분|시간|일) ?전|\d+ ?(?:分钟|小时|天|分鐘|小時)前"
    r"|\b\d+ (?:phút|giờ|ngày) trước\b|منذ \d+"
    r"|\b\d+ ?[mhdw]\b|\bjust now\b|\byesterday at\b|\bedited\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d(?::\d\d)?\b|\b\d{1,2} ?[ap]\.?m\.?\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? \d"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|\b(?:19|20)\d\d[-/.]\d\d[-/.]\d\d\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:says|wrote|writes|said|replied|commented|dice|schreibt|dit|a écrit|berkata|пишет)\b ?[:.]?\s*$",
    re.IGNORECASE,
)
_POSTED = re.compile(r"\b(?:posted|written|submitted|comment|reply) by\b", re.IGNORECASE)
_BUTTONS = re.compile(
    r"\b(?:repl(?:y|ies)|like[sd]?|dislike|report(?: abuse)?|permalink|upvotes?|downvotes?|recommend|flag|share"
    r"|up|down|quote|"
    r"translate|balas|suka|responder|répondre|antworten|me gusta)\b|[▲▼👍👎↑↓⇧⇩♥❤]",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:said|says|told|added|according to|wrote|warned|announced|stated|saying|accused|called|urged|insisted|noted|"
    r"reported|asked|replied|claimed|argued|denied|confirmed|described|spoke|explained)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|me|my|imo|imho|IMO)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|your|you're|you’re|u|ur|yourself)\b", re.IGNORECASE)
_CHATTY = re.compile(
    r"!{2,}|\?{2,}|\.{4,}|\b(?:lol|lmao|btw|wow|yeah|yep|nope|haha\w*|hahaha|thanks?|thx|pls|plz|gonna|wanna|dont"
    r"|cant|doesnt|isnt|"
    r"stupid|idiots?|clowns?|sheeple|wake up|well said|great article|good article|nice article|this article"
    r"|the author|"
    r"so-called|funny how|maybe|why (?:don't|would|do|is|are)|who cares|exactly|agreed?|agree with|disagree"
    r"|nonsense|rubbish|"
    r"good luck|imagine|let's|lets)\b|[😀-🙏🌀-🗿🚀-🛿🤀-🧿]|[:;]-?[)(DP]",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:pictured|shown|seen (?:here|on|in|at|during|from)|poses?|posing|shakes? hands|looks? on|arrives?|attends?|"
    r"stands?|walks?|speaks?|gestures?|delivers?|reviews?|inspects?|waves?|greets?|sits?|gather|listens?|rides?"
    r"|sail|marche?s?|"
    r"hold(?:s|ing)?|during|addresses|leaves|meets?|talks?|take part|takes part|participate|watch)\b"
)
_SPOKEN_DATE = re.compile(
    r"\b(?:on|in|dated|of|from) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)(?: \d{1,2})?,? (?:19|20)\d\d"
)
_LIST_MARK = re.compile(r"^(?:[•·▪■●*–—-]|\d{1,2}[.)]|[a-z]\)) ?\w")
_SPEAKER = re.compile(r"^(?:(?:[A-Z][\w.'’-]* ?){1,4}:\s|[QA][.:]\s)")
_SLASHES = re.compile(r"\w ?/ ?\w")
_SMALL = frozenset("a an and as at but by for from in into nor of off on or over per the to up via vs with".split())


def features_of(text: str, units: Sequence[Unit]) -> list[list[str]]:
    """Return the features of each unit, its neighbours' among them.

    Args:
        text: The text.
        units: Its units, in order.
    """
    lines = [text[unit.start : unit.end] for unit in units]
    own = [_own(line, unit) for line, unit in zip(lines, units, strict=True)]
    shapes = [_shape(line) for line in lines]
    repeated = Counter(_folded(line) for line in lines)
    moulds = Counter(_mould(line) for line in lines if len(line) < 60)
    long_at = [number for number, line in enumerate(lines) if len(line) > _LONG and not own[number] & _FURNITURE]
    found = []
    counter = form = rights = buttons = -1
    header, headed = "", 0
    top_line: list[bool] = []
    ahead = _next_of(own, "expert buttons")
    signed = [number for number, names in enumerate(own) if names & {"expert signed", "expert name", "expert buttons"}]
    for number, (line, unit) in enumerate(zip(lines, units, strict=True)):
        here = set(own[number])
        here |= _around(number, own, shapes, units)
        here |= _place(number, len(lines), long_at)
        if repeated[_folded(line)] > 1 and len(line) > 15:
            here.add("repeated")
            if _folded(line) == _folded(lines[0]):
                here.add("repeats the first")
        if len(line) < 60 and moulds[_mould(line)] > 1:
            here.add("mould again")
            if any(map(str.isdigit, line)):
                here.add("mould with digits again")
        region = "top" if not long_at or number < long_at[0] else "end" if number > long_at[-1] else "middle"
        region = "counter" if counter >= 0 else "form" if form >= 0 else "rights" if rights >= 0 else region
        here |= {f"{name} at {region}" for name in own[number] if name.startswith(("expert", "head", "name", "chatty"))}
        here |= {
            f"{'expert' if any(n.startswith('expert') for n in own[number]) else 'no expert'} {shape} at {region}"
            for shape in shapes[number]
        }
        here |= _since("counter", number, counter) | _since("form", number, form) | _since("rights", number, rights)
        for shape in shapes[number]:
            here.add(f"shape {shape}")
            if counter >= 0:
                here.add(f"shape {shape} after counter")
        if counter >= 0:
            here |= {
                f"{name} after counter" for name in own[number] if name.startswith(("chat", "name", "length", "ends"))
            }
        if header:
            here |= {
                f"under {header}",
                f"under {header} {shapes[number][0]}",
                f"under {header} {_bucket(number - headed, (1, 3, 6))}",
            }
        kind = next((name for name in own[number] if name.startswith("expert ")), "")
        if kind in _HEADERS and len(line) < 60:
            header, headed = kind.removeprefix("expert "), number
        elif len(line) > _LONG or kind in ("expert copyright", "expert form", "expert counter"):
            header = ""
        if number + 1 < len(units) and units[number + 1].gap == 0 and "expert caption" in own[number + 1]:
            here |= {"credit right below", f"credit right below {shapes[number][0]}"}
        if number and unit.gap == 0 and "list of commas" in own[number - 1]:
            here.add("keywords right above")
        if number and unit.gap == 0 and own[number - 1] & {"expert caption"}:
            here.add("caption right above")
        if not own[number] & _EXPERTS and region == "top" and not any(top_line):
            here.add("first plain line")
        top_line.append(region == "top" and not own[number] & _EXPERTS and len(line.split()) > 2)
        near = sum(abs(number - other) <= _NEAR for other in signed)
        here |= {
            f"signed near {_bucket(near, (0, 1, 2, 4, 7))}",
            f"signed near {_bucket(near, (0, 1, 2, 4, 7))} {shapes[number][0]}",
        }
        if buttons >= 0:
            here.add(f"since buttons {_bucket(number - buttons, (1, 2, 3, 5, 9))}")
        if ahead[number] >= 0:
            here.add(f"until buttons {_bucket(ahead[number] - number, (0, 1, 2, 3, 5, 9))}")
        if kind == "expert buttons":
            buttons = number
        if "expert counter" in own[number]:
            counter = number
        if "expert form" in own[number]:
            form = number
        if "expert copyright" in own[number]:
            rights = number
        if unit.gap > 0:
            here.add("gap")
        elif unit.gap < 0:
            here.add("same line")
        found.append(sorted(here))
    return found


_SAYS_ALL = 100  # code points; of longer lines single words say little
_FOLDED_WORD = re.compile(r"[^\W\d_]{2,}")
_NEAR = 6  # lines
_LONG = 140  # code points; shorter lines are often furniture, longer ones seldom
_FURNITURE = frozenset(
    f"expert {role}"
    for role in (
        "counter",
        "form",
        "share",
        "related",
        "tags",
        "copyright",
        "caption",
        "byline",
        "buttons",
        "time",
        "signed",
        "name",
    )
)


def strength_of(feature: str) -> float:
    """Return how much a feature counts: what is known from stock phrases more than what is learned from neighbours.

    The penalty on weights is the same for all features, so that a strong one needs fewer examples to be believed.
    """
    if feature.startswith("expert ") and " at " not in feature:
        return 4.0
    if feature == "dateline":
        return 8.0
    if feature.startswith(("head ", "repeats the first", "first plain line", "credit right below")):
        return 2.0
    return 0.5 if feature.startswith(("before:", "after:", "2 before:", "2 after:", "shape ", "no expert ")) else 1.0


def looks_like_name(line: str) -> bool:
    """Tell whether a line may be the name under which somebody comments."""
    line = line.strip().strip(_CLOSERS + "“‘«([:").strip()
    if not line or len(line) > 40:
        return False
    words = line.split()
    if len(words) == 1:
        return bool(_HANDLE.fullmatch(words[0]))
    return len(words) <= 5 and all(
        (_NAME_WORD.fullmatch(word) and (word[0].isupper() or word[0].isdigit() or not word[0].isascii()))
        or word.lower() in ("of", "the", "de", "van", "von", "al", "in", "from", "bin", "del", "da", "&", "and")
        for word in words
    )


#: What a line is by its stock phrases alone, the surest first: (phrase, longest line, role).
_EXPERT = (
    ("comments whole", 80, "counter"), ("comments start", 80, "counter"),
    ("comment_form start", 400, "form"), ("comment_form whole", 160, "form"),
    ("copyright start", 600, "copyright"),
    ("tags start", 600, "tags"), ("tags whole", 60, "tags"),
    ("related start", 250, "related"), ("related whole", 160, "related"),
    ("credit start", 600, "caption"),
    ("share start", 400, "share"), ("share whole", 100, "share"),
    ("copyright inside", 600, "copyright"),
    ("byline inside", 300, "byline"), ("byline start", 160, "byline"), ("byline whole", 60, "byline"),
    ("credit inside", 600, "caption"), ("share inside", 300, "share"),
)  # fmt: skip


def _expert(line: str, phrases: set[str]) -> str:
    """Return what a line is by its stock phrases alone, or an empty string."""
    for phrase, longest, role in _EXPERT:
        if phrase in phrases and len(line) <= longest:
            return role
    return ""


_BUTTON = (
    r"(?:repl(?:y|ies)|like[sd]?|dislike|report(?: abuse| comment)?|permalink|upvote|downvote|recommend(?:ed)?"
    r"|flag|share|quote|"
    r"translate|see translation|edit(?:ed)?|delete|follow|hide|more|link|parent|save|award|up|down|votes?|points?"
    r"|author|top fan|"
    r"balas|suka|bagikan|laporkan|segnala|denunciar|signaler|melden|zgłoś|пожаловаться|báo cáo|responder|répondre"
    r"|antworten|rispondi|yanıtla|odpowiedz|me gusta|j.aime|gefällt mir|mi piace|beğen|"
    r"ответить|нравится|返信|いいね|답글|좋아요|回复|回覆|赞|讚|رد|إعجاب|trả lời|thích)"
)
#: Nothing but buttons, counts, times and marks: what stands below a comment.
_BUTTONS_ONLY = re.compile(
    rf"(?:{_BUTTON}|\(?[+-]?\d[\d.,]*[kK]?\)?(?: ?(?:s|m|h|d|w|y|mo|min|hours?|days?|weeks?|months?"
    rf"|years?))?(?: ago)?|[^\w\s]|[v^]|\s)+",
    re.IGNORECASE,
)
#: Nothing but a date or a time of day.
_TIME_ONLY = re.compile(
    rf"[\W\d]*(?:(?:{_DATE.pattern}|{_CLOCK.pattern}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu"
    rf"|fri|sat|sun)\b|"
    r"(?:19|20)\d\d|[ap]\.?m\.?|[A-Z]{2,5}T\b|gmt|utc|wib|ist|est|cet|bst|at|on|of|st|nd|rd|th|edited|updated"
    r"|published|posted|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)[\W\d]*)+",
    re.IGNORECASE,
)
#: A name with when it was written, as comments are signed: "Mira K. | 3 hours ago", "Posted by Vox at 10:31".
_SIGNED = re.compile(
    rf"(?:(?:posted|comment(?:ed)?|submitted|written|reply|replied)\s+by\s+.{{2,40}}"
    rf"|.{{2,50}}?[\s|·•,(–—-]+(?:(?:on|at|posted|edited)\s+)?\(?(?:(?:\d+|an?|one|a few|some)\s?\w+\sago|just now"
    rf"|yesterday|{_DATE.pattern})"
    rf"[\w\s,.:()|·•–-]{{0,40}}|.{{2,50}}\b(?:says|wrote|writes|schreibt|dice|dit)\b.{{0,40}}:)",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"(?:#[^\W\d_][\w ]*(?:[,|·]\s*)?)+")
_DIGIT = re.compile(r"\d")
_HEADS = (
    re.compile(
        r"^.{2,60}?\s*(?:[|·•,(–—-]|\s)\s*(?:(?:on|at|posted)\s)?\(?(?:\d+|an?|one|a few"
        r"|some) ?\w+ ago\b", re.IGNORECASE),
    re.compile(
        r"^.{2,60}?\b(?:says|wrote|writes|said|commented|replied|schreibt|dice|dit)\b(?: on .{4,40}"
        r"| at .{4,40})?\s*:?\s*$", re.IGNORECASE),
    re.compile(r"^(?:posted|comment(?:ed)?|submitted|written|reply|replied|anonymous)\b.{0,60}$", re.IGNORECASE),
    re.compile(r"^#?\d{1,3}[.)]?\s+\S.{1,50}$"),
    re.compile(rf"^.{{2,50}}?\s*(?:[|·•,(–—-]|\s)\s*(?:on |at )?{_DATE.pattern}.{{0,30}}$", re.IGNORECASE),
    re.compile(r"^@\w[\w.-]{1,30}\b.{0,40}$"),
)  # fmt: skip


def is_date(line: str) -> bool:
    """Tell whether a short line is a date, in any language, and little else."""
    dates = find_dates(line)
    rest = len(line) - sum(date.end - date.start for date in dates)
    return bool(dates) and rest <= _BESIDE_A_DATE


_BESIDE_A_DATE = 22  # code points: a weekday, "Published on", a time of day
_EXPERTS = frozenset(f"expert {role}" for _, _, role in _EXPERT) | {
    "expert buttons",
    "expert time",
    "expert signed",
    "dateline",
}
_HEADERS = frozenset(f"expert {role}" for role in ("related", "tags", "share", "counter"))


def _next_of(own: list[set[str]], feature: str) -> list[int]:
    """Return for each line the number of the next one with a feature, itself included, or -1."""
    found, following = [], -1
    for number in range(len(own) - 1, -1, -1):
        if feature in own[number]:
            following = number
        found.append(following)
    return found[::-1]


def _own(line: str, unit: Unit) -> set[str]:
    """Return the features of a line by itself."""
    found = {f"{kind} {place}" for kind, place in furniture_in(line)}
    expert = _expert(line, found)
    if _HASHTAGS.fullmatch(line):
        expert = "tags"
    if len(line) < 60 and any(map(str.isalnum, line)):
        if _BUTTONS_ONLY.fullmatch(line) and re.search(_BUTTON, line, re.IGNORECASE):
            expert = "buttons" if expert in ("", "share", "form") else expert
        elif _TIME_ONLY.fullmatch(line):
            expert = expert or "time"
        elif not expert and len(line) < 48 and _DIGIT.search(line) and is_date(line):
            expert = "time"
        elif _SIGNED.fullmatch(line) and expert in ("", "byline"):
            expert = "signed"
        elif not expert and not unit.dateline and len(line) < 36 and looks_like_name(line):
            expert = "name"
    if expert:
        found.add(f"expert {expert}")
    if len(line) < 90 and not expert:
        found |= {f"head {number}" for number, head in enumerate(_HEADS) if head.search(line)}
    words = line.split()
    found.add(f"length {_bucket(len(line), (12, 25, 45, 80, 140, 250, 500))}")
    found.add(f"words {_bucket(len(words), (1, 2, 3, 4, 6, 9, 14, 25))}")
    bare = line.rstrip(_CLOSERS)
    ending = (
        bare[-1:]
        if bare[-1:] in ".!?:,;…"
        else "letter"
        if bare[-1:].isalpha()
        else "digit"
        if bare[-1:].isdigit()
        else "mark"
    )
    found.add(f"ends {ending}")
    found.add(f"begins {_beginning(line[0])}")
    letters = [character for character in line if character.isalpha()]
    if len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters):
        found.add("capitals")
    named = [word for word in words if word[:1].isalpha() and word.lower() not in _SMALL]
    if len(named) > 2:
        share = sum(word[0].isupper() for word in named) / len(named)
        found.add(f"title case {_bucket(int(share * 10), (2, 5, 8, 9))}")
    if looks_like_name(line):
        found.add(f"name of {min(len(words), 4)}")
        if len(words) == 1 and (not line[:1].isupper() or any(map(str.isdigit, line)) or "_" in line):
            found.add("name handle")
    for name, pattern in _MARKS:
        count = len(pattern.findall(line))
        if count:
            found.add(name)
            if count > 2:
                found.add(f"{name} often")
    if _BUTTONS.search(line):
        rest = _BUTTONS.sub("", line)
        found.add(
            "buttons only" if not any(map(str.isalpha, rest)) else "buttons, short" if len(words) < 7 else "buttons"
        )
    if letters and sum(not character.isascii() for character in letters) > 0.3 * len(letters):
        found.add("foreign letters")
    if line.count(",") * 2 >= len(words) > 3:
        found.add("list of commas")
    if line.count("|") or line.count("·") or line.count("›") or line.count(" > ") or line.count("»") > line.count("«"):
        found.add("bars")
    if unit.dateline:
        found.add("dateline")
    if (
        line.count("#") > 1
        or (line.startswith("#") and not line[1:2].isdigit())
        or (line.startswith("#") and len(words) < 3)
    ):
        found.add("hashes")
    if len(line) < _SAYS_ALL:
        found |= {f"word {word}" for word in _FOLDED_WORD.findall(line.lower())}
    sentences = len(re.findall(r"[.!?][\"”’)]?(?:\s|$)", line))
    found.add(f"sentences {min(sentences, 4)}")
    if words and words[0].lower().strip(":") in _OPENERS:
        found.add(f"opens {words[0].lower().strip(':')}")
    return found


def _ending(last: str) -> str:
    """Return the kind of a line's last character, closing quotation marks and brackets apart."""
    if last in ".!?:,;…":
        return last
    return "letter" if last.isalpha() else "digit" if last.isdigit() else "mark"


def _beginning(first: str) -> str:
    """Return the kind of a line's first character."""
    if first in "\"“'‘«„「":
        return "quote"
    if first.isalpha():
        return "upper" if first.isupper() else "lower" if first.islower() else "other"
    if first.isdigit():
        return "digit"
    return f"mark {first}" if first in "@#©([•-–—→>*+▶|" else "other"


_OPENERS = frozenset(
    "by published updated posted reporting written share tags photo see read more source comments leave related follow"
    " subscribe".split()
)
_MARKS = (
    ("ago", AGO), ("clock", _CLOCK), ("date", _DATE), ("says", _SAYS), ("posted by", _POSTED), ("saying", _SAYING),
    ("first person", _FIRST_PERSON), ("second person", _SECOND_PERSON), ("chatty", _CHATTY), ("shown", _SHOWN),
    ("spoken date", _SPOKEN_DATE), ("list mark", _LIST_MARK), ("speaker", _SPEAKER), ("slashes", _SLASHES),
    ("address", re.compile(r"https?://|www\.|\w@\w+\.\w")),
    ("at name", re.compile(r"(?:^|\s)@\w")),
    ("quoted", re.compile(r"[“\"«].{3,}[”\"»]")),
    ("brackets", re.compile(r"^[(\[].*[)\]]\.?$")),
    ("agency", re.compile(r"\((?:[A-Z]{2,6}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\)")),
    ("number first", re.compile(r"^#?\d+\b")),
    ("page", re.compile(r"^(?:page|p\.) ?\d|\bpage \d+ of \d+", re.IGNORECASE)),
)  # fmt: skip


def _around(number: int, own: list[set[str]], shapes: list[tuple[str, ...]], units: Sequence[Unit]) -> set[str]:
    """Return features of a line's neighbours that tell something of the line."""
    found = set()
    for distance, name in ((-2, "2 before"), (-1, "before"), (1, "after"), (2, "2 after")):
        other = number + distance
        if not 0 <= other < len(own):
            found.add(f"{name}: none")
            continue
        found |= {f"{name}: {feature}" for feature in own[other] if feature in _TELLING}
        if abs(distance) == 1:
            found |= {f"{name}: {shape}" for shape in shapes[other]}
    if number + 1 < len(units):
        found.add("gap after" if units[number + 1].gap > 0 else "no gap after")
    return found


_TELLING = _FURNITURE | {
    *(f"head {number}" for number in range(len(_HEADS))), "ago", "says", "buttons only", "buttons, short",
    "name of 1", "name of 2", "name of 3", "name handle", "dateline", "posted by", "capitals", "chatty", "at name",
}  # fmt: skip


def _shape(line: str) -> tuple[str, ...]:
    """Return the coarse shape of a line: its length and how it ends."""
    size = "tiny" if len(line) < 30 else "short" if len(line) < 90 else "middling" if len(line) < _LONG else "long"
    stop = "stop" if line.rstrip(_CLOSERS)[-1:] in ".!?…" else "open"
    return size, f"{size} {stop}"


def _place(number: int, count: int, long_at: list[int]) -> set[str]:
    """Return where in the text a line stands, and where among its long lines."""
    found = {f"line {number}" if number < 6 else "line 6+"}
    last = count - 1 - number
    if last < 4:
        found.add(f"last {last}")
    found.add(f"tenth {10 * number // count}")
    if not long_at:
        found.add("no long lines")
    elif number < long_at[0]:
        found.add("before the first long line")
    elif number > long_at[-1]:
        found.add(f"after the last long line {_bucket(number - long_at[-1], (1, 2, 4, 8))}")
    return found


def _since(name: str, number: int, when: int) -> set[str]:
    """Return how long ago something stood in the text."""
    return {f"since {name} {_bucket(number - when, (1, 2, 3, 6, 12, 30))}", f"since {name}"} if when >= 0 else set()


def _bucket(value: int, bounds: Sequence[int]) -> int:
    """Return the first bound that a value does not go beyond, or one more than the last."""
    return next((bound for bound in bounds if value <= bound), bounds[-1] + 1)


def _mould(line: str) -> str:
    """Return a line with its digits and names as blanks, so that lines from one mould are equal."""
    return re.sub(r"[A-Z][a-z]{2}\b", "Aaa", re.sub(r"\d+", "0", line))


def _folded(line: str) -> str:
    """Return a line in the form in which two copies of it are equal."""
    return " ".join(line.split()).casefold()
