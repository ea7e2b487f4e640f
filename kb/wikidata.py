"""Holders of offices from Wikidata, by way of the sets of EveryPolitician scrapers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.spells import Spell, recent
from kb.tables import read_csv, read_list
from training.sources import DATA

LEADERS = "wikidata via world-leaders-2021 2022-10"
LEADERS_AS_OF = "2022-10-10"
MINISTERS = "wikidata via every-politician-world 2023-01"
MINISTERS_AS_OF = "2023-01-10"

#: The cabinets: country, folder, source and the day of the set.
CABINETS = (
    ("CHN", "cabinet_china", "wikidata via china-ministers 2022-07", "2022-07-23"),
    ("JPN", "cabinet_japan", "wikidata via japan-ministers 2022-07", "2022-07-24"),
    ("RUS", "cabinet_russia", "wikidata via russia-cabinet 2022-08", "2022-08-03"),
    ("KOR", "cabinet_south_korea", "wikidata via south-korea-ministers 2022-08", "2022-08-03"),
)

_FOLDER = DATA / "kb"
#: Where the set has an item or another script for a name, it has no English name.
_NO_NAME = re.compile(r"(?:Q[1-9]\d*)?|.*[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02b0-\u02ff].*")
_ITEM = re.compile(r"Q[1-9]\d*")

#: Positions of the leader set by the beginning of their names; what begins with none of these is left out.
_HEADS = (
    ("president of the executive yuan", "head of government"),
    ("president of the pontifical commission", "head of government"),
    ("president of iran", "head of government"),
    ("prime minister of", "head of government"),
    ("premier of", "head of government"),
    ("chairman of the council of ministers", "head of government"),
    ("federal chancellor of", "head of government"),
    ("minister of state of monaco", "head of government"),
    ("taoiseach", "head of government"),
    ("president of", "head of state"),
    ("monarch of", "head of state"),
    ("king of", "head of state"),
    ("sultan of", "head of state"),
    ("emir of", "head of state"),
    ("emperor of", "head of state"),
    ("prince of", "head of state"),
    ("druk gyalpo", "head of state"),
    ("ngwenyama of", "head of state"),
    ("supreme leader of", "head of state"),
    ("yang di-pertuan agong", "head of state"),
    ("o le ao o le malo", "head of state"),
    ("captain regent of", "head of state"),
    ("episcopal co-prince", "head of state"),
    ("french co-prince", "head of state"),
    ("chairman of the presidential council", "head of state"),
    ("pope", "head of state"),
    ("governor-general of", "governor-general"),
)


def states() -> dict[str, str]:
    """Return ISO 3166 alpha-3 codes by item of Wikidata."""
    rows = read_csv(_FOLDER / "country_codes" / "country-codes.csv")
    found = {row["wikidata_id"].rsplit("/", 1)[-1]: row["ISO3166-1-Alpha-3"] for row in rows if row["wikidata_id"]}
    return found | {row["item"]: row["country"] for row in read_list("wikidata_states")}


def leaders() -> list[Spell]:
    """Return heads of state and of government in office in 2021 and 2022, to the year."""
    return recent(_leaders())


def foreign_ministers() -> list[Spell]:
    """Return the foreign ministers in office in January 2023 and not known to have left."""
    country = states()
    spells = []
    for row in read_csv(_FOLDER / "every_politician_world" / "foreign_ministers_wikidata.csv"):
        iso = country.get(row["country"])
        if iso and row["start"] and _ITEM.fullmatch(row["person"]) and not _NO_NAME.fullmatch(row["name"]):
            spell = Spell(
                iso, "foreign minister", row["name"], row["start"], "", MINISTERS, MINISTERS_AS_OF, row["person"],
                rank=3,
            )  # fmt: skip
            spells.append(spell)
    return spells


def cabinets() -> list[Spell]:
    """Return the high offices of China, Japan, Russia and South Korea since 2000.

    ``kb/lists/cabinet_offices.tsv`` names the positions that are kept and the kinds of office that they are.
    """
    kinds = {(row["country"], row["position"]): row for row in read_list("cabinet_offices")}
    return recent(_cabinets(kinds))


def _leaders() -> Iterator[Spell]:
    """Yield the rows of the leader set."""
    country = states()
    for row in read_csv(_FOLDER / "world_leaders_2021" / "wikidata.csv"):
        label = row["positionLabel"].lower()
        office = next((kind for beginning, kind in _HEADS if label.startswith(beginning)), "")
        iso = country.get(row["countryid"])
        if iso and office and not _NO_NAME.fullmatch(row["officeholderLabel"]):
            yield Spell(
                iso, office, _plain(row["officeholderLabel"]), row["start_year"], row["end_year"], LEADERS,
                LEADERS_AS_OF, row["officeholder"], title=_title(row["positionLabel"]), rank=2,
            )  # fmt: skip


def _cabinets(kinds: dict[tuple[str, str], dict[str, str]]) -> Iterator[Spell]:
    """Yield the rows of the cabinets."""
    for iso, folder, source, as_of in CABINETS:
        seen = set()
        for file in ("holders_since_2000.csv", "current.csv"):
            for row in read_csv(_FOLDER / folder / file):
                kind = kinds.get((iso, row["position"]))
                mark = (row["position"], row["personID"], row["start"])
                if not kind or not row["start"] or mark in seen or _NO_NAME.fullmatch(row["person"]):
                    continue
                seen.add(mark)
                yield Spell(
                    iso, kind["kind"], row["person"], row["start"], row.get("end") or "", source, as_of,
                    row["personID"], title=row["position"], rank=1,
                )  # fmt: skip


def _plain(name: str) -> str:
    """Return a name without what only tells persons apart: ``Abdullah II of Jordan``, ``Ali Khan (politician)``."""
    return re.sub(r"(?:,| \(| of (?:the )?(?=[A-Z])).*", "", name.replace('"', ""))


def _title(label: str) -> str:
    """Return the bare title of a position: ``President of the Republic of Poland`` is a President."""
    bare = re.sub(r"^(?:Federal )(?=Chancellor)", "", label.split(" of ")[0])
    return bare[:1].upper() + bare[1:]
