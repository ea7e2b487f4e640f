"""Other spellings and orders of a person's name, by rule.

News writes one name in many romanizations. The rules here give the usual ones: they replace a word, or a syllable of a
Korean name, by its other conventional spellings, one at a time, and turn the order of family name and given name where
both orders are in use. What a rule gives is not looked up: it may be a spelling that nobody uses, never another name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: States of whose people the family name is written first.
FAMILY_FIRST = frozenset({"CHN", "HKG", "KOR", "MAC", "PRK", "TWN"})

#: States of whose people it is written last abroad and first at home.
FAMILY_LAST_ABROAD = frozenset({"HUN", "JPN"})

#: States where people are called by their own first name, or by the whole name.
FIRST_NAME = frozenset({"ERI", "ETH", "THA"})
WHOLE_NAME = frozenset({"KHM", "LAO", "MMR", "VNM"})

SLAVIC = frozenset({"ARM", "AZE", "BGR", "BLR", "GEO", "KAZ", "KGZ", "MDA", "MKD", "RUS", "TJK", "TKM", "UKR", "UZB"})
ARABIC = frozenset(
    "AFG ARE BGD BHR COM DJI DZA EGY ESH IRN IRQ JOR KWT LBN LBY MAR MDV MRT OMN PAK PSE QAT SAU SDN SOM SYR TUN "
    "YEM".split()
)
SPANISH = frozenset("ARG BOL CHL COL CRI CUB DOM ECU ESP GNQ GTM HND MEX NIC PAN PER PRI PRY SLV URY VEN".split())

#: The most variants that a name is given.
LIMIT = 14

_PARTICLES = frozenset(
    "al el as ad ar at az ash an bin ibn ben bint ould de da do dos das del della di du la le van von der den ter zu "
    "e y".split()
)
_FOLDED = str.maketrans({
    "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ə": "a", "Ə": "A", "ß": "ss", "æ": "ae",
    "Æ": "Ae", "œ": "oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "ʿ": "'",
    "ʾ": "'",
})  # fmt: skip

#: Spellings of the Arabic article, and of the words between names.
_ARTICLES = (("al-", "Al-"), ("al-", "el-"), ("el-", "al-"), ("Al-", "al-"), ("al-", "Al "), ("Al-", "Al "))
_ARABIC_PARTS = (
    (" bin ", " ibn "), (" ibn ", " bin "), ("Abdel ", "Abdul "), ("Abd-al-", "Abdel "), ("Abd-al-", "Abdul "),
)  # fmt: skip

#: Spellings of the same Arabic or Persian word.
_ARABIC_WORDS = (
    "Mohammed Mohamed Muhammad Mohammad", "Ahmed Ahmad", "Mahmoud Mahmud", "Hussein Hussain Husayn", "Hassan Hasan",
    "Ali Aly", "Abdullah Abdallah Abdulla", "Abdel Abdul", "Khalid Khaled", "Khalifa Khalifah", "Omar Umar",
    "Osama Usama", "Faisal Faysal", "Zayed Zaid Zayid", "Nahyan Nahayan Nuhayyan", "Maktoum Maktum",
    "Gaddafi Qaddafi Qadhafi Gadhafi Kadafi", "Muammar Moammar", "Assad Asad", "Saleh Salih", "Mansour Mansur",
    "Yousef Youssef Yusuf Yousuf", "Saeed Said Saied", "Nouri Nuri", "Rashid Rashed Rachid", "Haniyeh Haniya",
    "Suleiman Sulaiman Sulayman Soleiman", "Khamenei Khamenehi", "Rouhani Rohani Ruhani", "Raisi Raissi",
    "Ebrahim Ibrahim", "Zarif Zareef", "Larijani Laridjani", "Talabani Talebani", "Masoud Massoud Masud",
    "Hamid Hameed", "Jaber Jabir", "Nawaf Nawwaf", "Tamim Tameem", "Sisi Sissi", "Morsi Mursi Morsy",
    "Bashir Basheer", "Burhan Burhane", "Sheikh Shaikh", "Haider Haidar Haydar", "Mustafa Moustafa Mostafa",
    "Najib Najeeb", "Shahbaz Shehbaz", "Sharif Sharief", "Haftar Hifter", "Dbeibah Dbeibeh Dubaybah Dabaiba",
    "Menfi Manfi", "Araghchi Araqchi", "Amir Ameer", "Hossein Hosein", "Pezeshkian Pezeshkiyan", "Sharaa Shara'",
    "Jolani Julani Golani",
)  # fmt: skip
_RUSSIAN_WORDS = (
    "Alexander Aleksandr Alexandr", "Alexey Alexei Aleksei Aleksey", "Andrey Andrei", "Dmitry Dmitri Dmitriy Dmitrii",
    "Sergey Sergei", "Nikolay Nikolai", "Yevgeny Evgeny Yevgeniy Evgeni", "Yury Yuri Yuriy", "Vitaly Vitaliy Vitali",
    "Valery Valeriy Valeri", "Vasily Vasiliy Vassily", "Georgy Georgi Georgiy", "Grigory Grigori",
    "Gennady Gennadi Gennadiy", "Anatoly Anatoli Anatoliy", "Mikhail Mikhael", "Maria Mariya", "Yulia Yuliya Julia",
    "Valentina Valentyna", "Pyotr Petr Piotr", "Fyodor Fedor", "Vyacheslav Viacheslav", "Sergeevich Sergeyevich",
    "Arkady Arkadi", "Viktor Victor", "Kassym Kasym", "Nursultan Nursoltan", "Zhomart Jomart", "Islam Islom",
    "Emomali Imomali",
)  # fmt: skip
#: Given names of Ukraine and Belarus with their Russian forms.
_EAST_SLAVIC_WORDS = (
    "Volodymyr Vladimir", "Oleksandr Alexander", "Dmytro Dmitry", "Serhiy Sergei Serhii", "Mykola Nikolai",
    "Andriy Andrii Andrei", "Oleksiy Oleksii Alexei", "Pavlo Pavel", "Petro Pyotr", "Mykhailo Mikhail",
    "Vasyl Vasily", "Rustem Rustam", "Denys Denis", "Ihor Igor", "Alyaksandr Aliaksandr Alexander Aleksandr",
    "Uladzimir Vladimir", "Syarhey Sergei", "Mikalai Nikolai",
)  # fmt: skip
#: Spellings of the same Korean surname and of the same syllable of a given name.
_KOREAN_SURNAMES = (
    "Lee Yi Rhee Ri", "Park Pak Bak", "Choi Choe", "Yoon Yun", "Roh Noh No", "Moon Mun", "Jung Jeong Chung Jong",
    "Cho Jo", "Kang Gang", "Kwon Gwon", "Shin Sin", "Suh Seo So", "Lim Im Rim", "Ryu Yoo Yu Yoo", "Hwang Whang",
    "Song Sung", "Oh O", "Woo U", "Ahn An", "Han Hahn", "Chang Jang", "Chun Jeon Jun Chon", "Ko Go Koh",
    "Paek Baek Paik", "Kim Gim",
)  # fmt: skip
_KOREAN_SYLLABLES = (
    "suk seok sok", "yeol yul yol", "jae chae", "jong chong", "un eun", "il ill", "sung song seong",
    "young yong yeong", "hyun hyon hyeon", "joo ju chu", "geun keun kun", "hye hae", "myung myong myeong", "bak pak",
    "woo u", "soo su", "hee hui", "jin chin", "chul chol cheol", "kyung kyong gyeong", "yo yeo", "son seon sun",
    "hui hee", "jung jeong joong", "in inn", "dae tae", "hong houng", "duck deok tok", "chang jang", "gyun kyun",
    "ok ock",
)  # fmt: skip

_PINYIN = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|üe|ai|ei|ao|ou|an|en|in|un|ün|er|ia|ie|iu|ua|ui|uo|ue|a|e|i|o|u|ü)"
    r"(?![aeiou])"
)


def variants(name: str, country: str, surname: str = "") -> list[tuple[str, str]]:
    """Return the other names of a person with their types, the likeliest first, the name itself left out.

    Args:
        name: The name as the tables have it.
        country: ISO 3166 alpha-3 of the person's state: which customs of naming hold.
        surname: The part of the name that a source marks as the surname, or empty.
    """
    found = dict.fromkeys(_all(name, country, surname))
    kept: dict[str, str] = {}
    for other, kind in found:
        if other != name and other and other not in kept:
            kept[other] = kind
    surnames = [(other, kind) for other, kind in kept.items() if kind == "surname"]
    others = [(other, kind) for other, kind in kept.items() if kind != "surname"]
    return others[:LIMIT] + surnames


def surnames(name: str, country: str, marked: str = "") -> list[str]:
    """Return the surnames by which news may call a person, the likeliest first; none for monarchs and the like."""
    if re.search(r" [IVX]+$", name) or " " not in name:
        return []
    if marked and " " not in marked.strip() and marked in name.split():
        return _with_and_without_article(marked)
    words = name.split()
    if country in FAMILY_FIRST:
        return [words[0]] if len(words) < 4 else []
    if country in FIRST_NAME:
        return [words[0]]
    if country == "IDN":
        return [words[-1], words[0]] if len(words) > 1 else []
    if country in WHOLE_NAME:
        return [words[-1]] if country == "VNM" else []
    if marked and marked in name:
        return [marked]
    if country in SPANISH and len(words) > 2 and not {word.lower() for word in words} & _PARTICLES:
        return [" ".join(words[-2:]), words[-2]]
    if words[-1].rstrip(".") in ("Jr", "Sr"):
        words = words[:-1]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return _with_and_without_article(" ".join(words[start:]))


def plain(name: str) -> str:
    """Return a name without marks: ``Erdoğan`` is Erdogan."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.translate(_FOLDED)) if not unicodedata.combining(c))


def _all(name: str, country: str, surname: str) -> Iterator[tuple[str, str]]:
    """Yield all variants with their types, the likeliest first."""
    for family in surnames(name, country, surname):
        yield family, "surname"
        yield plain(family), "surname"
        for other in _spellings(family, country):
            yield other, "surname"
    bases = [name, plain(name)]
    yield bases[1], "romanization"
    short = _without_middle(name, surname)
    if short:
        bases += [short, plain(short)]
        yield short, "short"
        yield plain(short), "short"
    if re.search(r" [IVX]+$", name):
        yield re.sub(r" [IVX]+$", "", name), "short"
    if country in ARABIC and (bare := re.sub(r" (?:al|el)-(?=\w+$)", " ", name)) != name:
        bases.append(bare)
        yield bare, "romanization"
    if country in FAMILY_LAST_ABROAD and len(name.split()) == 2:
        for base in bases[:2]:
            given, family = base.split()
            yield f"{family} {given}", "reversed"
    if country in FAMILY_FIRST:
        yield from _east_asian(bases[1], country)
    else:
        for base in dict.fromkeys(plain(base) for base in bases):
            for other in _spellings(base, country):
                yield other, "romanization"
    if country == "JPN" and "ō" in name:
        yield plain(name.replace("ō", "ou")), "romanization"


def _without_middle(name: str, surname: str) -> str:
    """Return the first name and the surname, where there is something between or after them, or nothing."""
    words = name.split()
    if surname and surname in name and not name.startswith(surname):
        short = f"{words[0]} {surname}"
        return short if short != name else ""
    if len(words) == 3 and re.fullmatch(r"[A-Z]\.", words[1]):
        return f"{words[0]} {words[2]}"
    return ""


def _with_and_without_article(surname: str) -> list[str]:
    """Return a surname, and for an Arabic one also without its article."""
    bare = re.sub(r"^(?:al|el|Al|El|as|ash|ad|an)-", "", surname)
    return [surname, bare] if bare != surname else [surname]


def _spellings(name: str, country: str) -> Iterator[str]:
    """Yield a name with one of its words spelt in another way."""
    words = name.split()
    for number, word in enumerate(words):
        for other in _word_spellings(word, country, last=number == len(words) - 1):
            yield " ".join([*words[:number], other, *words[number + 1 :]])
    if country in ARABIC:
        for article, other in _ARTICLES:
            if article in name:
                yield name.replace(article, other)
        for word, other in _ARABIC_PARTS:
            if word in f" {name}":
                yield f" {name}".replace(word, other).strip()


def _word_spellings(word: str, country: str, *, last: bool) -> Iterator[str]:
    """Yield other spellings of a word."""
    if country in SLAVIC or country in ("SRB", "MNE", "BIH"):
        yield from _same(word, _RUSSIAN_WORDS)
        if country in ("BLR", "UKR"):
            yield from _same(word, _EAST_SLAVIC_WORDS)
        if last:
            yield from _slavic_endings(word)
    elif country in ARABIC:
        bare = word.split("-")[-1]
        for other in _same(bare, _ARABIC_WORDS):
            yield word[: len(word) - len(bare)] + other


_SLAVIC_ENDINGS = (
    (r"ev$", "yev"), (r"(?<=[aeiouy])yev$", "ev"), (r"(?<=.)oy", "oi"), (r"(?<=.)oi", "oy"), (r"enka$", "enko"),
    (r"yan$", "ian"), (r"ian$", "yan"), (r"ay$", "ai"), (r"^Ye", "E"), (r"^E(?=[a-z])", "Ye"), (r"x", "ks"),
    (r"ks", "x"), (r"shch", "sch"), (r"gu(?=ko$)", "gou"), (r"w$", "v"), (r"ow$", "ov"), (r"(?<=[^k])hadze$", "khadze"),
)  # fmt: skip


def _slavic_endings(word: str) -> Iterator[str]:
    """Yield the other romanizations of the end of a Slavic surname."""
    if ending := re.search(r"(?<=[sc]k)(?:yy|iy|ii|yi|y|i)$", word):
        stem = word[: ending.start()]
        yield from (stem + end for end in ("y", "iy", "yy", "yi", "ii") if stem + end != word)
    for pattern, other in _SLAVIC_ENDINGS:
        changed = re.sub(pattern, other, word)
        if changed != word and not (pattern == r"ev$" and word.endswith("yev")):
            yield changed


def _same(word: str, classes: tuple[str, ...]) -> Iterator[str]:
    """Yield the other spellings of a word in the classes of words that are the same."""
    for spellings in classes:
        alternatives = spellings.split()
        if word in alternatives:
            yield from (other for other in alternatives if other != word)


def _east_asian(name: str, country: str) -> Iterator[tuple[str, str]]:
    """Yield the spellings and orders of a Chinese or Korean name whose family name stands first."""
    family, _, given = name.partition(" ")
    syllables = _syllables(given, country)
    if not given or len(syllables) > 2:
        return
    forms = _given_forms(syllables)
    for form in forms:
        yield f"{family} {form}", "romanization"
    for form in forms:
        yield f"{form} {family}", "reversed"
    if country in ("KOR", "PRK"):
        spelt = [
            [*syllables[:number], other, *syllables[number + 1 :]]
            for number, syllable in enumerate(syllables)
            for other in _same(syllable.lower(), _KOREAN_SYLLABLES)
        ]
        for other in _same(family, _KOREAN_SURNAMES):
            yield f"{other} {forms[0]}", "romanization"
        for changed in spelt:
            yield f"{family} {_given_forms(changed)[0]}", "romanization"


def _syllables(given: str, country: str) -> list[str]:
    """Return the syllables of a given name: parts of a Korean one, pinyin syllables of a Chinese one."""
    parts = re.split(r"[- ]", given)
    if len(parts) == 1 and country not in ("KOR", "PRK"):
        found = _PINYIN.findall(given.lower())
        if "".join(found) == given.lower():
            return found
    return [part.lower() for part in parts]


def _given_forms(syllables: list[str]) -> list[str]:
    """Return the ways to write a given name of two syllables: ``Suk-yeol``, ``Suk Yeol``, ``Sukyeol``."""
    if len(syllables) == 1:
        return [syllables[0].capitalize()]
    first, second = syllables
    first = first.capitalize()
    return [f"{first}-{second}", f"{first} {second.capitalize()}", f"{first}{second}"]
