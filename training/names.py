"""Material with other names in it: people, organizations and places exchanged for others of their kind.

The sets with named entities are small, and a network soon knows their names by heart; in a copy with other names only
the sentence around them says what they are. The names come from the sets themselves, from openly licensed tables (see
``training/README.md``) and, for organizations, from patterns filled with the other two kinds.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from pathlib import Path

from training.corpora import Material
from training.sources import DATA
from verbale.parse.words import words_of as words_in

Pools = dict[str, list[str]]

#: How often a name is exchanged, and from where the new one is: the sets, the tables or (organizations) a pattern.
#: Chosen by judgement, not tuned.
EXCHANGED = 0.7
FROM_TABLES = {"PER": 0.3, "ORG": 0.15, "LOC": 0.3}
FROM_PATTERNS = 0.3
#: Tables of office holders: file under ``kb``, column of the name.
HOLDERS = (
    ("every_politician_world/officials_since_2000.csv", "person"),
    ("every_politician_world/foreign_ministers_wikidata.csv", "name"),
    ("cabinet_china/holders_since_2000.csv", "person"),
    ("cabinet_japan/holders_since_2000.csv", "person"),
    ("cabinet_russia/holders_since_2000.csv", "person"),
    ("cabinet_south_korea/holders_since_2000.csv", "person"),
    ("world_leaders_2021/wikidata.csv", "officeholderLabel"),
)
#: Names of organizations as encyclopedias have them; {P}: a surname, {L}: a place, {N}: a word of the lists below.
PATTERNS = (
    "{L} United", "{L} City", "{L} F.C.", "FC {L}", "{L} Rovers", "{L} {N}s", "{L} {N}s", "The {N}s", "The {N} {N}s",
    "{N} {N}", "The {N}", "{N} Records", "{P} Records", "{N} Entertainment", "{P} Productions", "{N} Pictures",
    "University of {L}", "{L} University", "{L} State University", "{P} College", "{L} High School", "{P} Institute",
    "{L} Institute of Technology", "{L} School of Law", "{P} & Sons", "{P} and {P}", "{P}, {P} & Co.", "{P} Brothers",
    "{P} Motor Company", "{L} Railway", "{L} and {L} Railroad", "{L} Airlines", "Bank of {L}", "{L} Savings Bank",
    "{P} Group", "{P} Industries", "{N} Software", "{N} Systems", "{N} Inc.", "{N} Games", "{L} Symphony Orchestra",
    "{L} Museum of Art", "{L} Historical Society", "{P} Foundation", "{L} Football Association", "{L} Hockey League",
    "{L} Cricket Club", "{L} Police Department", "{L} City Council", "Church of {L}", "Diocese of {L}", "{L} Times",
    "{L} Gazette", "The {L} Herald", "Radio {L}", "{L} Chamber of Commerce", "Ministry of {N}", "{L} Regiment",
    "{P}'s Brigade", "{L} Labour Party", "{N} Party of {L}", "{L} General Hospital", "{P} Memorial Hospital",
)  # fmt: skip
WORDS = (
    "Anchor Arrow Autumn Badger Banner Beacon Bronze Canyon Cedar Cinder Cobalt Comet Copper Crimson Crown Delta Eagle "
    "Echo Ember Falcon Feather Flame Forest Frost Ghost Glacier Golden Granite Harbor Hawk Hollow Horizon Hornet Iron "
    "Island Ivory Jackal Jade Lantern Liberty Lion Marble Meadow Mercury Midnight Mirror Monarch Moon Morning Nebula "
    "North Ocean Onyx Orchid Panther Pearl Phoenix Pilot Pioneer Prairie Quartz Quiet Ranger Raven Red Reform River "
    "Rocket Saint Scarlet Shadow Silver Solar Sparrow Spring Star Stone Storm Summit Swift Temple Thunder Tiger "
    "Titan Tower Union Velvet Victory Violet Wagon Warrior White Wild Winter Wolf Zenith"
).split()


def mentions(material: Material) -> list[tuple[int, int, str]]:
    """Return the named entities as (first word, after last, kind)."""
    labels = [*material.labels["entity"], "O"]
    found, first, kind = [], None, ""
    for i, label in enumerate(labels):
        if first is not None and label != f"I-{kind}":
            found.append((first, i, kind))
            first = None
        if label is not None and label.startswith("B-"):
            first, kind = i, label[2:]
    return found


def surface(material: Material, first: int, after: int) -> str:
    """Return a name on one line."""
    return " ".join(material.text[material.spans[first][0] : material.spans[after - 1][1]].split())


def pools_of(materials: list[Material]) -> Pools:
    """Return the names in the sets by kind, each as often as it occurs up to three times, in a fixed order."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for material in materials:
        for first, after, kind in mentions(material):
            counts[kind, surface(material, first, after)] += 1
    pools: Pools = defaultdict(list)
    for (kind, name), count in sorted(counts.items()):
        if name[0].isupper() or name[0].isdigit():
            pools[kind].extend([name] * min(count, 3))
    return dict(pools)


def table_pools() -> Pools:
    """Return names from openly licensed tables: office holders, places, parties."""
    folder = DATA / "kb"
    people = set()
    for file, column in HOLDERS:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            people.update(row[column].strip() for row in csv.DictReader(lines))
    places, parties = set(), set()
    for path in sorted((folder / "factbook").rglob("*.json")):
        some_places, some_parties = _from_profile(path)
        places.update(some_places)
        parties.update(some_parties)
    plain = re.compile(r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|of|and|the|for|de|la|al|bin|van))* ?[A-Z]?[\w’'.-]*")
    return {
        kind: sorted(name for name in names if plain.fullmatch(name) and len(name) < 50)
        for kind, names in (("PER", people), ("LOC", places), ("ORG", parties))
    }


def _from_profile(path: Path) -> tuple[set[str], set[str]]:
    """Return the places and the parties that a country's profile of the Factbook lists."""
    profile = json.loads(path.read_text("utf-8"))

    def listed(section: str, *keys: str) -> str:
        value = profile.get(section, {})
        for key in keys:
            value = value.get(key, {}) if isinstance(value, dict) else {}
        text = value.get("text", "") if isinstance(value, dict) else ""
        return re.sub(r"\([^)]*\)|\[[^]]*\]", "", re.sub(r"<[^>]+>", "\n", text).replace("\xa0", " "))

    places = {re.split(r"[;,\n]", listed("Government", "Capital", "name"))[0].strip()}
    places.add(listed("Government", "Country name", "conventional short form").strip())
    divisions = listed("Government", "Administrative divisions").partition(";")[2]
    places.update(part.strip(" *") for part in re.split(r"[,;\n]", divisions))
    for part in re.split(r",(?!\d)|;", listed("People and Society", "Major urban areas - population")):
        name = re.sub(r"[\d.,]+|million|\n", "", part).strip()
        places.add(name.title() if name.isupper() else name)
    rivers = listed("Geography", "Major rivers (by length in km)")
    places.update(part.partition(" river")[0].strip() for part in rivers.split(";") if " river" in part)
    parties = set()
    for part in re.split(r"[\n;]", listed("Government", "Political parties")):
        parties.update(name.strip() for name in re.split(r" or |, ", part))
    return {p for p in places if p}, {p for p in parties if len(p) > 1}


def invented(chance: random.Random, pools: Pools) -> str:
    """Return a name of an organization made from a pattern."""
    pattern = chance.choice(PATTERNS)
    while "{" in pattern:
        kind = pattern[pattern.index("{") + 1]
        word = (
            chance.choice(WORDS) if kind == "N"
            else chance.choice(pools["LOC"]) if kind == "L"
            else chance.choice(pools["PER"]).split()[-1]
        )  # fmt: skip
        pattern = pattern.replace("{" + kind + "}", word, 1)
    return pattern


def renamed(material: Material, sets: Pools, tables: Pools, chance: random.Random) -> Material:
    """Return a copy that teaches entities only, with most of its people, organizations and places exchanged.

    A name gets the same new name throughout; a person's surname or first name alone gets the new person's.
    """
    new: dict[tuple[str, str], str] = {}
    found = mentions(material)
    people = {surface(material, a, b): None for a, b, kind in found if kind == "PER" and b - a > 1}

    def other(kind: str, name: str) -> str:
        if (kind, name) not in new:
            new[kind, name] = name if chance.random() > EXCHANGED else _another(kind, name)
        return new[kind, name]

    def _another(kind: str, name: str) -> str:
        if kind == "PER" and " " not in name:
            whole = next((p for p in people if name in (p.split()[0], p.split()[-1])), None)
            if whole is not None:
                return other("PER", whole).split()[0 if name == whole.split()[0] else -1]
        draw = chance.random()
        if draw < FROM_TABLES[kind]:
            return chance.choice(tables[kind])
        if kind == "ORG" and draw < FROM_TABLES[kind] + FROM_PATTERNS:
            return invented(chance, tables if chance.random() < 0.5 else sets)
        return chance.choice(sets[kind])

    exchanged = {}
    for first, after, kind in found:
        old = surface(material, first, after)
        if kind in FROM_TABLES and (name := other(kind, old)) != old:
            exchanged[first] = (after, kind, name)
    text = ""
    spans: list[tuple[int, int]] = []
    labels: list[str | None] = []
    place = {}
    at = i = 0
    while i < len(material.spans):
        start, end = material.spans[i]
        text += material.text[at:start]
        place[i] = len(spans)
        if i in exchanged:
            after, kind, name = exchanged[i]
            words = [token for token in words_in(name) if not token.is_space]
            spans.extend((len(text) + word.idx, len(text) + word.idx + len(word)) for word in words)
            labels.extend(f"{'I' if number else 'B'}-{kind}" for number in range(len(words)))
        else:
            after, name = i + 1, material.text[start:end]
            spans.append((len(text), len(text) + len(name)))
            labels.append(material.labels["entity"][i])
        text += name
        at = material.spans[after - 1][1]
        i = after
    text += material.text[at:]
    cuts = [place[c] for c in material.cuts if c in place]
    return Material(f"{material.name}:renamed", text, spans, {"entity": labels}, cuts=cuts)


def renamings(materials: list[Material], seed: int) -> list[Material]:
    """Return a copy of each material with other names, the same for the same seed."""
    if not materials:
        return []
    chance = random.Random(seed)
    sets, tables = pools_of(materials), table_pools()
    return [renamed(material, sets, tables, chance) for material in materials]
