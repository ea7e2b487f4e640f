"""Full names for leaders of whom REIGN has the surname alone.

The profiles of the factbook tell of former leaders in their accounts of elections and history, with surnames in
capitals: ``Mauricio MACRI``. The dictionary of the Open Event Data Alliance has ministers by their full names. A full
name is taken where all the names that a state's texts have with that surname are one person's.
"""

from __future__ import annotations

import functools
import html
import json
import re

from kb import countryinfo, factbook, reign
from kb.matching import fold
from kb.tables import read_list

#: What stands before a name in capitals and is no part of it.
_NO_NAMES = frozenset(
    "president presidents prime minister king queen emir general colonel former the in of by under and when his her "
    "after during ousted elected incumbent dictator leader chancellor premier interim acting then-president deputy "
    "vice runoff opposition marshal sheikh sultan prince crown senator party secretary ayatollah gen col dr chairman "
    "ruler regime".split()
)
_CAPITAL = r"(?:Mc|De|de|von|van|da|el-|al-)?[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_NAME = re.compile(rf"((?:[A-ZÀ-Þ][a-zà-ÿ'’.-]+ ){{1,3}})({_CAPITAL}(?: {_CAPITAL}){{0,2}})(?![a-zà-ÿ])")


def full_name(country: str, surname: str) -> tuple[str, str] | None:
    """Return the full name that goes with a surname in a state, and the source, or None where there is none or several.

    Args:
        country: ISO 3166 alpha-3 of the state.
        surname: The surname as REIGN has it, one word or one with hyphens.
    """
    if any((row["country"], row["surname"], row["name"]) == (country, surname, "-") for row in read_list("full_names")):
        return None
    sources = (
        (reign.noted_names(country), reign.SOURCE), (_in_profile(country), factbook.SOURCE),
        (_in_dictionary(country), countryinfo.SOURCE),
    )  # fmt: skip
    for names, source in sources:
        found = {name for name, last in names if last == fold(surname)}
        first = {fold(name).split()[0] for name in found}
        if len(first) == 1:
            return min(found, key=lambda name: (len(name.split()), name)), source
    return None


@functools.cache
def _in_profile(country: str) -> tuple[tuple[str, str], ...]:
    """Return the names in a state's profile with their folded surnames."""
    profile = factbook.profiles().get(country)
    if profile is None:
        return ()
    text = html.unescape(re.sub(r"<[^>]+>|\\u00a0", " ", json.dumps(profile, ensure_ascii=False)))
    found = []
    for match in _NAME.finditer(text):
        given = match[1].split()
        while given and given[0].lower().rstrip(".,") in _NO_NAMES:
            given = given[1:]
        if given and not any(word.lower() in _NO_NAMES for word in given):
            surname = " ".join(factbook.cased(word) for word in match[2].split())
            found.append((f"{' '.join(given)} {surname}", fold(surname)))
    return tuple(dict.fromkeys(found))


@functools.cache
def _in_dictionary(country: str) -> tuple[tuple[str, str], ...]:
    """Return the names of a state's ministers and leaders in the dictionary with their folded last words."""
    names = [
        countryinfo.written(name)
        for name, roles in countryinfo.entries()
        if any(role.startswith(f"[{country}GOV") for role in roles) and "_" in name
    ]
    return tuple((name, fold(name.split()[-1])) for name in names if " " in name)
