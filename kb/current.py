"""Heads of states of the G20 and ASEAN in office on 31 May 2026, from Wikipedia and Wikidata."""

from __future__ import annotations

import json

from kb.spells import Spell
from kb.tables import read_csv
from training.sources import DATA

SOURCE = "world-leaders-current 2026-05"
AS_OF = "2026-05-31"

_OFFICES = {"head_of_state": "head of state", "head_of_government": "head of government"}


def heads() -> list[Spell]:
    """Return the heads of state and of government of the set.

    Left out: the European and the African Union, whose items of Wikidata are those of other people; and the king of
    Saudi Arabia, for whom the set has the crown prince.
    """
    codes = {
        row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"]
        for row in read_csv(DATA / "kb" / "country_codes" / "country-codes.csv")
    }
    found = json.loads((DATA / "kb" / "world_leaders_current" / "2026-05-31.json").read_text("utf-8"))
    spells = []
    for entry in found["countries"].values():
        country = codes.get(entry["country"]["iso_code"])
        for position, office in _OFFICES.items():
            held = entry["positions"][position]
            holder = held.get("current_holder") or {}
            if not country or not holder.get("since") or (country, office) == ("SAU", "head of state"):
                continue
            spell = Spell(
                country, office, holder["name_en"], holder["since"], "", SOURCE, AS_OF, holder["wikidata_id"],
                title=held["title_en"], rank=1,
            )  # fmt: skip
            spells.append(spell)
    return spells
