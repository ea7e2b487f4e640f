"""The World Factbook: profiles of states and territories, with those who headed them in January 2026."""

from __future__ import annotations

import functools
import html
import json
import re
from typing import Any

from kb.dates import written
from kb.spells import Spell
from kb.tables import read_csv
from training.sources import DATA

SOURCE = "factbook 2026-05"

#: The set is of May 2026; the latest day that its profiles name is 17 January 2026.
AS_OF = "2026-01"

FOLDER = DATA / "kb" / "factbook"

#: Profiles whose file names are not the FIPS codes of country-codes.
_FILES = {"kv": "XKX", "ri": "SRB", "sv": "SJM", "we": "PSE"}

#: Ordinals of monarchs and popes; ``XI`` is left out, which is a Chinese surname.
_NUMERAL = re.compile(r"(?!XI$)[IVX]+")

_SINCE = re.compile(r"\s*\((?:since )?([^()]*\d{4})[^()]*\)")
_HONOURS = re.compile(
    r"(?<!Governor )(?<!-)\b(?:Dr|Gen|Col|Capt|Sir|Dame|Ratu|Sheikh|General|Colonel|Captain|Field Marshal|Lt|Maj"
    r"|Grand Chief)\.?\s(?=[A-Z])"
)


@functools.cache
def profiles() -> dict[str, dict[str, Any]]:
    """Return the profiles by ISO 3166 alpha-3 code."""
    codes = {
        row["FIPS"].lower(): row["ISO3166-1-Alpha-3"]
        for row in read_csv(DATA / "kb" / "country_codes" / "country-codes.csv")
        if row["FIPS"]
    } | _FILES
    return {
        codes[path.stem]: json.loads(path.read_text("utf-8"))
        for path in sorted(FOLDER.glob("*/*.json"))
        if path.stem in codes
    }


def text(profile: dict[str, Any], *keys: str) -> str:
    """Return a field as plain text, or nothing where the profile has none or says ``none``."""
    value: Any = profile
    for key in keys:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    value = value.get("text", "") if isinstance(value, dict) else value
    plain = html.unescape(re.sub(r"<[^>]+>", " ", str(value))).replace("\xa0", " ")
    plain = " ".join(plain.split())
    return "" if plain.lower().startswith("none") else plain


def heads() -> list[Spell]:
    """Return the heads of state and of government that the profiles name, with the surnames that they capitalize."""
    spells = []
    for country, profile in profiles().items():
        for field, office in (("chief of state", "head of state"), ("head of government", "head of government")):
            said = re.sub(r"\((?!since|[^)]*\d{4})[^)]*\)", " ", text(profile, "Government", "Executive branch", field))
            spells += _heads(country, office, said)
    return [spell for spell in spells if " and " not in spell.name and spell.title != "Vice President"]


def _heads(country: str, office: str, said: str) -> list[Spell]:
    """Return the holders that a field names: the first, and a governor-general who represents him."""
    found = []
    for number, part in enumerate(re.split(r"[;,] (?=represented by)", said)[:2]):
        kind = office if number == 0 else "governor-general"
        if number and not re.search(r"represented by Governor[ -]General", part + " " + said):
            break
        since = _SINCE.search(part)
        start = written(since[1]) if since else None
        words = _HONOURS.sub("", re.sub(r"^\s*represented by\s+", "", part[: since.start()] if since else part)).split()
        at = next((i for i, word in enumerate(words) if _shouted(word)), None)
        if not start or at is None:
            continue
        at = _name_begins(words, at)
        name = [word.strip(",") for word in " ".join(words[at:]).split(";")[0].split()]
        surname = " ".join(cased(word) for word in name if _shouted(word))
        title = " ".join(words[:at]).strip(" ,")
        whole = " ".join(cased(word) for word in name)
        found.append(Spell(country, kind, whole, start, "", SOURCE, AS_OF, surname=surname, title=title, rank=2))
    return found


#: What stands before a surname in capitals and is not itself in capitals.
_PREFIX = r"(?:(?:al|el|as|de|da|dos|van|von)[-']?|Mc|O')"


def _shouted(word: str) -> bool:
    """Tell whether a word is written in capitals to mark a surname; a Roman numeral is not."""
    pieces = re.split(r"[-,'’]", re.sub(rf"^{_PREFIX}(?=[A-ZÀ-Þ])", "", word))
    return any(
        len(piece) > 1 and piece.isupper() and not (_NUMERAL.fullmatch(piece) or piece in ("CNSP", "GNU", "RN"))
        for piece in pieces
    )


#: Words that end a title: what follows them begins the name.
_TITLE_ENDS = frozenset(
    "President Minister King Queen Prince Emir Amir Sultan Pope Emperor Chancellor Premier Governor General Leader "
    "Duke Chairperson Chair Council State Regent Confederation Agong Homeland Forces Executive Commissioner "
    "Administrator Prefect Governor-General (prime Prime minister-equivalent) Fono Taoiseach Malo Government "
    "Ministers Affairs Assembly Presidency".split()
)


def _name_begins(words: list[str], at: int) -> int:
    """Return where the name begins that has its surname at a word: after the last word of the title."""
    for i in range(at - 1, -1, -1):
        if words[i].strip(",") in _TITLE_ENDS or words[i].endswith((",", ":")):
            return i + 1
        if words[i].islower() and words[i] not in (
            "al",
            "el",
            "bin",
            "bint",
            "ibn",
            "de",
            "da",
            "dos",
            "van",
            "von",
            "e",
        ):
            return i + 1
    return 0 if at < 4 else at


def cased(word: str) -> str:
    """Return a word in capitals as names are written: ``AL-SUDANI`` is Al-Sudani, ``McDONALD`` McDonald."""
    if not _shouted(word):
        return word
    prefix = re.match(rf"{_PREFIX}(?=[A-ZÀ-Þ])", word)
    head = prefix[0] if prefix else ""
    pieces = re.split(r"([-'’ ])", word[len(head) :])
    return head + "".join(piece.capitalize() if piece.isupper() else piece for piece in pieces)
