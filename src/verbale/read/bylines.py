"""Names of authors out of what a byline or a field of metadata says."""

from __future__ import annotations

import html
import re

from verbale.codebook.agencies import agencies_in
from verbale.read.written_dates import find_dates

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CONTACT = re.compile(r"\S+@\S+\.\w+|(?<!\w)@\w+|https?://\S+|www\.\S+|\[email[^\]]*\]", re.IGNORECASE)
#: The form of authors in feeds: "ada@courier.example (Ada Brandt)".
_ADDRESSED = re.compile(r"\S{1,100}@\S{1,100}\s\(([^()]{1,100})\)")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# What leads to a name, in the languages of the pages that this was tuned on and of the larger wire services.
_CUE = re.compile(
    r"(?<![\w-])(?:"
    r"(?:(?:written|posted|published|reported|words|story|report|article|column|analysis|opinion|review)\s+)?by"
    r"|(?:ein\w*\s+\w+\s+)?(?:(?:veröffentlicht|verfasst|geschrieben|erstellt|gespeichert|gepostet|artikel)\s+)?"
    r"(?:von|vom|durch)"
    r"|(?:(?:publié|écrit|rédigé|posté)\s+)?par|(?:(?:publicado|escrito)\s+)?por|escribe|scritto da|di|door|av|af|oleh"
    r"|(?:author|autor(?:in|en)?|auteur|autore|автор|yazar|penulis|redaktion|reporter|text|texte|texto)(?:\(\w{1,2}\))?\s*:"
    r"|(?:author|autor)(?=\s+[^\W\d_]))(?:\s*:\s*|\s+)(?=[^\W_])",
    re.IGNORECASE,
)
_CJK = re.compile(r"(?:作者|记者|記者|文|责任编辑)\s*[:：/]?\s*([一-龥]{2,4})(?![一-龥])|([가-힣]{2,4})\s*기자")
_PICTURE = re.compile(
    r"(?:photo\w*|foto\w*|image|bild\w*|illustration\w*|video|picture|credit|grafik|quelle|source)\W*(?:\w+\W+)?$",
    re.IGNORECASE,
)
#: What follows a name of one word in a byline, and in no sentence.
_FOLLOWS = re.compile(
    r"\s*(?:$|[,|/·•–—(\d-]|(?:on|am|at|in|under|unter|le|el|um|datum|kategorie\w*)\b)", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|an?|der|die|das|den|dem|ein\w*|les?|las?|los)\s", re.IGNORECASE)
#: Where the names end: signs, and words that are in no name.
_SIGN = re.compile(r"\s[-–—•·∙]+(?:\s|$)|[|•·∙»→!?…<>{}=]|//|:|\s\d|\d+\s*(?:min|uhr|shares?|comments?)")
_NO_NAME = re.compile(
    r"\b(?:published|posted|updated|last|created|follow|share[sd]?|email|read|hace|tiempo|lesezeit|reading|filed|about"
    r"|bio|uhr|kategorien?|veröffentlicht|aktualisiert|zuletzt|publié|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes"
    r"|publicado|auteur|actualizado|publicidad|pubblicato|gepubliceerd|опубликовано|stand|under|unter|martes|miércoles|jueves|viernes|sábado|domingo|twitter|facebook|instagram|kommentare?|keine|leave|view|more"
    r"|weitere|search|datum|date|hora|abteilung|in|for the)\b",
    re.IGNORECASE,
)
_FUNCTION = re.compile(r"\b(?:on|at|am|dans|für|for|pour|para|aus|is|ist|was|has|mis|le|el|um|est)\b")
#: "By Ada Brandt in Vilnea and Otto Lind in Kareth" names two.
_PLACE = re.compile(r"\s(?:in|aus|at|en|à)\s+[^\W\d_]\w*(?=\s*(?:,|&|\b(?:and|und|et|y)\b)\s*[^\W\d_])")
_BETWEEN = re.compile(
    r"\s*[,;]\s*(?:(?:and|und|et|y|e|och|og|en|i|и)\s+)?|\s*&\s*"
    r"|\s+(?:and|und|et|och|og|with|mit|im gespräch mit|и|\+)\s+|\s+(?-i:[yei])\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_RANK = r"(?:senior|chief|political|foreign|diplomatic|special|deputy|managing|contributing|associate|staff|news)"
_JOB = (
    r"(?:writer|reporter|correspondent|editor|columnist|producer|journalist|contributor|redakteur(?:in)?|reporterin|\w*leiter(?:in)?|\w*sekretär(?:in)?"
    r"|(?:foreign |prime |deputy )?(?:secretary|minister|ambassador|president|director|chair(?:wo)?man|spokes\w+)"
    r"|chefredakteur(?:in)?|pressesprecher(?:in)?|korrespondent(?:in)?|volontär(?:in)?|expert(?:e|in)|rédact(?:eur|rice)"
    r"|journaliste|periodista|redactora?|corresponsal)"
)
_ROLE = re.compile(
    rf"(?:(?:{_RANK}\s+)*(?:{_JOB}|staff)|(?:online-?)?redaktion|ph\.?\s?d|m\.?\s?d|m\.?a|mba|esq|[a-z]{{2,8}} staff)"
    r"\b.*",
    re.IGNORECASE,
)
_LEADING_ROLE = re.compile(rf"\S*{_JOB}\s+(?=[^\W\d_])", re.IGNORECASE)
_TRAILING_ROLE = re.compile(rf"\s+(?:{_RANK}\s+)*(?:{_JOB}|profile)$", re.IGNORECASE)
#: What stands where a name should, and names nobody.
_NOBODY = re.compile(
    r"(?:site )?admin(?:istrator)?|root|webmaster|user|guest|gast|author|autor(?:in)?|editor|unknown|no author|none"
    r"|null|undefined|anonym\w*|(?:post )?name|posted|written|published|follow|home|share|contact|kontakt|login|search"
    r"|mehr|n/a|more|online|month|category|tag|date|website|test|default|nan|by|von|par|por|alle autoren|video|menu"
    r"|newsletter|impressum|advertisement|anzeige|werbung|copyright|comments?|kommentare?|read more|weiterlesen|weiter"
    r"|the author|view all posts|super \w+|bio",
    re.IGNORECASE,
)
#: What names a desk or a company and no person.
_DESK = re.compile(
    r"\b(?:\w*redaktion\w*|editorial|staff|newsroom|news ?desk|team|desk|press|agency|agence|agentur|afp|dpa|apa"
    r"|kna|epd|sid|bureau|gmbh|inc|ltd|ag|verlag|media|news|magazine?|zeitung|online|tv"
    r"|radio|blog|stiftung|foundation|ministry|university)\b|\be\.\s?v\b|\.(?:com|de|org|net|at|ch|it|fr|io|co)\b",
    re.IGNORECASE,
)
#: What begins the name of a body that goes on in small letters.
_BODY = re.compile(
    r"(?:the\s+)?(?:office|ministry|department|embassy|bureau|board|committee|council|commission|institute|university"
    r"|association|union|delegation|mission)\s+(?:of|for|on|to)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "von van der den de del della di da du la le el al bin ibn ben abu zu zur vom af av ten ter dos das do".split()
)
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f„“”«»©®™@#%*=+^~\\]|\.\.")
#: Particles that begin no name.
_ARTICLES = frozenset(["der", "den", "des", "la", "le", "el", "zu", "zur", "vom", "do", "das", "dos"])
_LONGEST_LINE = 200
_LONGEST, _MOST_WORDS, _MOST_NAMES = 60, 8, 30


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a byline or field holds, each apart, without titles, contacts and dates.

    Args:
        text: The byline: "By Ada Brandt and Otto Lind, Staff Writers, 4 May 2022".
    """
    text = _plain(text)
    if match := _CJK.search(text):
        return (match.group(1) or match.group(2),)
    cue = _cue(text)
    if cue and _PICTURE.search(text[: cue.start()]):
        return ()
    return _apart(text[cue.end() :] if cue else text)


def names_of_byline(line: str) -> tuple[str, ...]:
    """Return the names in a line of text if it is a byline: what follows "by" and the like, and is no sentence."""
    if len(line) > _LONGEST_LINE:
        return ()
    text = _plain(line)
    if match := _CJK.search(text):
        return (match.group(1) or match.group(2),)
    cue = _cue(text)
    if cue is None or _PICTURE.search(text[: cue.start()]):
        return ()
    rest = text[cue.end() :]
    names = _apart(rest)
    if not names or (_ARTICLE.match(rest) and not is_desk(names[0])) or _goes_on(rest, names[-1]):
        return ()
    if len(names) == 1 and len(names[0].split()) == 1:
        begins = not cue.start() or not text[: cue.start()].rstrip()[-1].isalpha()
        return names if begins and _FOLLOWS.match(rest, len(names[0])) else ()
    # Lists of things are made of single words.
    return tuple(name for name in names if len(name.split()) > 1 or is_desk(name))


def _goes_on(text: str, name: str) -> bool:
    """Tell whether a sentence goes on after a name."""
    after = text[text.rfind(name) + len(name) :].split()
    return len(after) > 2 and after[0].islower() and not (_FUNCTION.match(after[0]) or _NO_NAME.match(after[0]))


def _plain(text: str) -> str:
    """Return a text with single spaces, without entities and invisible characters."""
    return _ADDRESSED.sub(r" \1 ", " ".join(_INVISIBLE.sub("", html.unescape(text)).split())[:600])


def _cue(text: str) -> re.Match[str] | None:
    """Return what leads to a name in a byline."""
    return next((found for found in _CUE.finditer(text) if _begins_anew(text[: found.start()])), None)


def _apart(text: str) -> tuple[str, ...]:
    """Return the names at the beginning of a text."""
    if dates := find_dates(text):
        text = text[: dates[0].start] if dates[0].start else text[dates[0].end :]
    text = _BRACKETS.sub(" ", _CONTACT.sub(", ", text)).lstrip(" .,;:/|–—-•·")
    text = _PLACE.sub("", text)
    for end in (_SIGN, _NO_NAME, _FUNCTION):
        if match := end.search(text):
            text = text[: match.start()]
    names: list[str] = []
    for part in _BETWEEN.split(text)[:_MOST_NAMES]:
        name = _clean(part)
        if is_name(name) and name.casefold() not in (known.casefold() for known in names):
            names.append(name)
    return tuple(name for name in names if not is_desk(name)) or tuple(names)


def is_name(name: str) -> bool:
    """Tell whether words may be somebody's name: of a person, a desk, or a name of their own choice."""
    words = name.split()
    if not 1 < len(name) <= _LONGEST or _ODD.search(name) or len(words) > _MOST_WORDS or _NOBODY.fullmatch(name):
        return False
    if (_ROLE.fullmatch(name) and not _DESK.search(name)) or not any(character.isalpha() for character in name):
        return False
    if len(words) == 1:
        return True
    if words[-1] in _PARTICLES or words[0][0].isdigit() or words[0] in _ARTICLES:
        return False
    if _BODY.match(name):
        return True
    return all(not word[0].islower() or word in _PARTICLES or word[1:2] in "'’" for word in words)


def is_desk(name: str) -> bool:
    """Tell whether a name is an editorial office's, an agency's or a company's rather than a person's."""
    return bool(_DESK.search(name) or agencies_in(name))


def swapped(name: str) -> str:
    """Return "Brandt, Ada" as "Ada Brandt", and other names as they are."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given and given.strip() else name


def _begins_anew(before: str) -> bool:
    """Tell whether a byline may begin after these words: a date, a separator, or a few words."""
    before = before.rstrip()
    return not before or before[-1] in "|/·•–—-:.)" or before[-1].isdigit() or len(before.split()) <= 3


def _clean(part: str) -> str:
    """Return a name without titles and signs around it."""
    part = part.strip(' ,;:/|–—-•·*"“”<>+')
    if _BODY.match(part):
        return part.rstrip(". ")
    words = part.split()
    for number, word in enumerate(words[1:], 1):
        # A sentence or a caption goes on after the name.
        if word[0].islower() and word not in _PARTICLES and word[1:2] not in ("'", "’"):
            part = " ".join(words[:number])
            break
    part = _TRAILING_ROLE.sub("", _LEADING_ROLE.sub("", part, count=1))
    # "Ada B." and "Ada Brandt Jr." keep their full stop.
    return part if re.search(r"(?:\b[^\W\d_]|\bJr|\bSr|\be\.\s?V)\.$", part) else part.rstrip(". ")
