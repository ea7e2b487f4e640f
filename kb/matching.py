"""Whether two spellings may be one person's name.

Sources write a leader's name in full or by the surname, in either order and in several romanizations. Names are
compared by words: folded to plain small letters, titles and particles left out, and reduced to the consonants that
romanizations agree on.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from difflib import SequenceMatcher

_LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
    "’": "", "'": "", "`": "", "ʻ": "", "ʼ": "", "‘": "", "ʿ": "", "ʾ": "", '"': "",
})  # fmt: skip

#: Words before or between names that not every source writes.
PARTICLES = frozenset(
    "al el as ad ar at az ash an bin ibn ben bint bu abu ould de da do dos das del della di du la le les van von der "
    "den ter zu y e of the i ii iii iv v vi xvi jr sr".split()
)
TITLES = frozenset(
    "sir dame lord lady dr prof mr mrs ms prince princess king queen emperor empress sultan emir amir sheikh shaikh "
    "shaykh sayyid crown grand duke general gen col colonel capt captain maj major lt field marshal brigadier admiral "
    "president premier chancellor minister prime interim acting transitional transition dato datuk seri tun tan sri "
    "haji hajj ratu tuanku raja ayatollah mullah pope mwalimu hon alhaj alhaji samdech lyonpo dasho queen baron".split()
)

_SAME_SOUND = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch|tsch", "s"), (r"tch|ch|tsh", "s"), (r"sh|zh", "s"), (r"ts|tz|cz|dz|dj", "s"), (r"ph", "f"),
        (r"kh|gh|qu?|ck|c|g", "k"), (r"x", "ks"), (r"dh|th|d", "t"), (r"b", "p"), (r"w|ou(?=[aeiou])", "v"),
        (r"v", "f"), (r"[jz]", "s"), (r"l(?=r)|r(?=l)", ""), (r"h", ""),
    )
]  # fmt: skip


@functools.cache
def fold(name: str) -> str:
    """Return a name in small letters without marks or apostrophes, hyphens as spaces."""
    name = re.sub(r"([a-z])([A-Z])(?=[a-z])", r"\1\2", name).lower().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name that bear it: no titles, particles or numerals, unless nothing else is left."""
    everything = tuple(fold(re.sub(r"\([^)]*\)", " ", name)).split())
    bearing = tuple(
        word
        for number, word in enumerate(everything)
        if word not in PARTICLES and (word not in TITLES or number == len(everything) - 1)
    )
    return bearing or everything


@functools.cache
def sound(word: str) -> str:
    """Return the consonants of a folded word, those that romanizations confuse made the same."""
    first = "a" if word[:1] in "aeiouy" else ""
    for pattern, same in _SAME_SOUND:
        word = pattern.sub(same, word)
    return first + re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


@functools.cache
def alike(one: str, other: str) -> bool:
    """Tell whether two folded words may be spellings of the same name."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if min(len(one), len(other)) < 3:
        return False
    same = SequenceMatcher(None, one, other).ratio()
    if min(len(one), len(other)) < 5:
        return same >= 0.75 and one[0] == other[0]
    return same >= (0.5 if sound(one) == sound(other) else 0.8)


def shared(one: str, other: str) -> tuple[int, int]:
    """Return how many words of the shorter of two names the other has too, and how many words the shorter has."""
    short, long = sorted((words(one), words(other)), key=len)
    left = list(long)
    found = 0
    for word in sorted(short, key=len, reverse=True):
        match = next((other_word for other_word in left if alike(word, other_word)), None)
        if match is not None:
            left.remove(match)
            found += 1
    if found < len(short) and _joined_alike("".join(short), "".join(long)):
        return len(short), len(short)
    return found, len(short)


@functools.cache
def _joined_alike(one: str, other: str) -> bool:
    """Tell whether two names are alike with their words run together: ``Suk-yeol`` and ``Sukyeol``."""
    return sound(one) == sound(other) and SequenceMatcher(None, one, other).ratio() >= 0.8


def same_name(one: str, other: str, *, together: bool = False, syllables: bool = False) -> bool:
    """Tell whether two names may be one person's.

    Args:
        one: A name, in full or the surname alone.
        other: Another.
        together: Whether both are known to have held the same office at the same time: then a surname is enough.
        syllables: Whether names are of few short syllables, as in China, Korea and Vietnam: then all must be alike.
    """
    if fold(one) == fold(other):
        return True
    found, of = shared(one, other)
    if not of:
        return False
    if of == 1:
        return together and found == 1
    if found == of:
        return True
    if syllables:
        return False
    first, last = (alike(words(one)[end], words(other)[end]) for end in (0, -1))
    # One source has the given name and the first surname, the other both surnames.
    crossed = alike(words(one)[0], words(other)[-1]) or alike(words(one)[-1], words(other)[0])
    # Brothers and cousins share all but the first name.
    return (together and ((found >= 2 and first) or crossed)) or (found > 2 and first and last)
