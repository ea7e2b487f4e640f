"""States, territories, their names, capitals and bodies."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb import factbook
from kb.tables import read_csv, read_list
from training.sources import DATA

CODES = "country-codes 2026-05"
CODES_AS_OF = "2026-05-15"

#: What every state has, as bodies: names that news uses with the state's adjective.
FOREIGN = ("Ministry of Foreign Affairs", "Foreign Ministry")
DEFENCE = ("Ministry of Defence", "Ministry of Defense", "Defence Ministry", "Defense Ministry")
GENERIC = "generic name"

#: Territories that news names; the others of ISO 3166 are places only.
TERRITORIES = frozenset(
    "HKG MAC ESH GRL FRO GIB PRI GUM BMU NCL PYF FLK IOT CYM VGB VIR ASM MNP ABW CUW SXM COK NIU JEY GGY IMN MTQ GLP "
    "GUF REU MYT AIA TCA MSR SHN SJM ALA TKL WLF".split()
)

#: States that are no members of the United Nations; Western Sahara is among the territories.
NO_MEMBERS = frozenset({"VAT", "PSE", "TWN", "XKX"})

#: States without ministries of their own for foreign affairs or defence.
_NO_DEFENCE = frozenset({"VAT"})

_FORCES = re.compile(
    r"([A-Z][\w'’\- .]*?(?:Forces?|Army|Military|Corps|Guard))(?: of [A-Z][\w' ]+)?(?=\s*(?:\(|$|are|have|is))"
)
_REMARK = re.compile(r"\((?:singular|plural|collective plural|singular and plural|colloquial|US [^)]*|or [^)]*)\)")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: its code, id, whether it is a state, the name, the state that it belongs to."""

    code: str
    id: str
    kind: str
    name: str
    parent: str


@functools.cache
def states() -> dict[str, State]:
    """Return all states and territories that the tables have, by ISO 3166 alpha-3 code (Kosovo: XKX)."""
    canonical = {row["country"]: row["name"] for row in read_list("state_names") if row["type"] == "canonical"}
    items = {row["country"]: row["item"] for row in reversed(read_list("wikidata_states"))}
    codes = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in _codes()}
    found = {}
    for row in _codes():
        code = row["ISO3166-1-Alpha-3"]
        kind = "state" if row["is_independent"] == "Yes" or code in NO_MEMBERS else "territory"
        if kind == "territory" and code not in TERRITORIES:
            continue
        item = row["wikidata_id"].rsplit("/", 1)[-1] or items[code]
        owner = re.search(r"\b([A-Z]{2})$", row["is_independent"]) if kind == "territory" else None
        parent = codes.get(owner[1], "") if owner else ""
        found[code] = State(code, item, kind, canonical.get(code) or _spelt(row["CLDR display name"]), parent)
    found["XKX"] = State("XKX", items["XKX"], "state", canonical["XKX"], "")
    return dict(sorted(found.items()))


def actors() -> Iterator[Row]:
    """Yield the rows of states, territories and former states."""
    every = states()
    for state in every.values():
        parent = every[state.parent].id if state.parent in every else ""
        yield _row(state.id, kind=state.kind, name=state.name, country=state.code, parent=parent)
    for row in read_list("former_states"):
        yield _row(
            former_id(row["id"]), kind="state", name=row["name"], country=row["code"], source=row["source"],
            as_of=factbook.AS_OF, **{"from": row["from"], "to": row["to"]},
        )  # fmt: skip


def names() -> Iterator[Row]:
    """Yield the names of states and territories: of the state, its people, its capital and its seats."""
    every = states()
    for row in _codes():
        if state := every.get(row["ISO3166-1-Alpha-3"]):
            yield from _code_names(state.id, row)
    for code, profile in factbook.profiles().items():
        if state := every.get(code):
            for name, kind in (*_profile_names(profile), *_peoples(state, profile), *_capitals(profile)):
                yield _name(state.id, name, kind)
    for row in read_list("state_names"):
        yield _name(every[row["country"]].id, row["name"], "name" if row["type"] == "canonical" else row["type"], row)
    for row in read_list("former_states"):
        actor = former_id(row["id"])
        kinds = (("names", "official"), ("adjective", "adjective"), ("people", "people"), ("capital", "capital"))
        for column, kind in kinds:
            for name in filter(None, row[column].split("|")):
                short = kind == "official" and name.replace(".", "").isupper()
                yield _name(actor, name, "acronym" if short else kind, {**row, "from": "", "to": ""})
    for row in read_list("seats"):
        actor = every[row["country"]].id if row["of"] == "state" else body_id(row["country"], row["of"])
        yield _name(actor, row["name"], "seat", row)
    for row in read_list("capital_names"):
        yield _name(every[row["country"]].id, row["name"], "capital", row)


def former_id(name: str) -> str:
    """Return the id of a state that is no more."""
    return f"verbale:state/{name}"


def body_id(code: str, body: str) -> str:
    """Return the id of a body of a state."""
    return f"verbale:body/{code.lower()}-{body}"


def bodies() -> tuple[list[Row], list[Row]]:
    """Return the rows of ministries, armed forces, parliaments and other bodies of states, and of their names."""
    found: list[Row] = []
    named: list[Row] = []
    for state in states().values():
        if state.kind == "state":
            for body, kind, body_names, source in _bodies_of(state):
                _add(found, named, state, body, kind, body_names, source)
    own = [row for row in read_list("ministries") if row["type"] == "name"]
    replaced = {body_id(row["country"], row["body"]) for row in own if row["body"].endswith("-ministry")}
    found = [row for row in found if row["id"] not in replaced]
    named = [row for row in named if row["id"] not in replaced]
    known = {row["id"] for row in found}
    for row in own:
        if body_id(row["country"], row["body"]) not in known:
            known.add(body_id(row["country"], row["body"]))
            kind = row["kind"] or "body"
            _add(found, [], states()[row["country"]], row["body"], kind, ((row["name"], "name"),), row["source"])
    for row in read_list("ministries"):
        named.append(_name(body_id(row["country"], row["body"]), row["name"], row["type"], row))
    return found, named


def relations() -> Iterator[Row]:
    """Yield which territory is part of which state, and which state came after which."""
    every = states()
    for state in every.values():
        if state.parent in every:
            yield _relation(state.id, "part of", every[state.parent].id, CODES, CODES_AS_OF)
    for row in read_list("former_states"):
        for successor in row["successors"].split("|"):
            former = former_id(row["id"])
            yield _relation(every[successor].id, "successor of", former, row["source"], factbook.AS_OF)


def places() -> Iterator[Row]:
    """Yield the positions of countries and of their capitals."""
    every = states()
    for code, profile in factbook.profiles().items():
        if state := every.get(code):
            where = _position(factbook.text(profile, "Geography", "Geographic coordinates"))
            if where:
                yield _place(state.id, state.name, code, where, "country")
            where = _position(factbook.text(profile, "Government", "Capital", "geographic coordinates"))
            capital = next(iter(_capitals(profile)), None)
            if where and capital:
                yield _place("", capital[0], code, where, "capital")


def _add(
    found: list[Row],
    named: list[Row],
    state: State,
    body: str,
    kind: str,
    body_names: tuple[tuple[str, str], ...],
    source: str,
) -> None:
    """Add a body with its names; its own name says whose it is."""
    actor = body_id(state.code, body)
    first = body_names[0][0]
    telling = first if _tells(first, state.name) else f"{first} of {_with_article(state.name)}"
    found.append(_row(actor, kind=kind, name=telling, country=state.code, parent=state.id, source=source))
    named.extend(_name(actor, name, kind, {"source": source}) for name, kind in body_names)


def _bodies_of(state: State) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...], str]]:
    """Yield the bodies of a state: part of the id, kind, names with types, source."""
    profile = factbook.profiles().get(state.code, {})
    yield "foreign-ministry", "body", tuple((name, "name") for name in FOREIGN), GENERIC
    forces = _armed_forces(factbook.text(profile, "Military and Security", "Military and security forces"))
    if forces and state.code not in _NO_DEFENCE:
        yield "defence-ministry", "body", tuple((name, "name") for name in DEFENCE), GENERIC
        generic = (("Armed Forces", "name"), ("Military", "name"), ("Army", "name"))
        yield "armed-forces", "armed_force", (*forces, *generic), factbook.SOURCE
    yield "parliament", "parliament", (*_parliament(profile), ("Parliament", "name")), factbook.SOURCE


def _armed_forces(said: str) -> tuple[tuple[str, str], ...]:
    """Return the names of a state's armed forces as a profile begins with them; none where it has none."""
    said = re.sub(r"^the ", "", said.strip())
    if not said or said.startswith(("no ", "Ministry of P")) or "Police" in said[:60]:
        return ()
    head = re.split(r"[:;]", said)[0]
    found = _FORCES.match(head)
    if not found:
        return (("Armed Forces", "name"),)
    names_found = [(found[0].strip(), "name")]
    inside = re.search(r"\(([^()]*)\)", head)
    for part in re.split(r"[;,]|\bor\b|\baka\b", inside[1] if inside else ""):
        part = part.strip().removeprefix("aka ").strip()
        if re.fullmatch(r"[A-Z]{3,7}", part):
            names_found.append((part, "acronym"))
        elif re.match(r"[A-Z]", part) and re.search(r"Force|Army|Military", part):
            names_found.append((part, "name"))
    return tuple(dict.fromkeys(names_found))


def _parliament(profile: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """Return the names of a legislature and of its chambers."""
    found = []
    for branch, field in (
        ("Legislative branch", "legislature name"), ("Legislative branch", "chamber name"),
        ("Legislative branch - lower chamber", "chamber name"), ("Legislative branch - upper chamber", "chamber name"),
    ):  # fmt: skip
        said = factbook.text(profile, "Government", branch, field)
        outside, _, inside = said.partition("(")
        for number, name in enumerate((outside, *re.split(r" - ", inside.rstrip(") ")))):
            name = name.split(" - ")[0].strip()
            if len(name) > 3 and name not in ("Senate",):
                found.append((name, "name" if number == 0 else "official"))
    return tuple(dict.fromkeys(found))


def _code_names(actor: str, row: Row) -> Iterator[Row]:
    """Yield the names that country-codes has."""
    for column, kind in (
        ("CLDR display name", "name"), ("UNTERM English Short", "name"), ("official_name_en", "name"),
        ("UNTERM English Formal", "official"),
    ):  # fmt: skip
        said = row[column].strip()
        if said.startswith("China, "):
            continue
        for name in {_spelt(said), _spelt(said).replace("St. ", "Saint ")}:
            if name:
                short = len(name) <= 3 and name.isupper()
                yield _name(actor, name, "acronym" if short else kind, {"source": CODES, "as_of": CODES_AS_OF})


def _spelt(name: str) -> str:
    """Return a name of the code lists as it is written: without articles, brackets and marks of membership."""
    name = re.sub(r"\s*\*+$", "", name)
    name = re.sub(r"\s*\([^)]*\)", "", name)
    name = re.sub(r"^the ", "", name)
    return name.replace(" & ", " and ").replace("’", "'").replace("Congo - ", "Congo-").strip()


def _profile_names(profile: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the names that a profile has, with their types."""
    for field, kind in (
        ("conventional short form", "name"), ("conventional long form", "official"), ("abbreviation", "acronym"),
    ):  # fmt: skip
        said = factbook.text(profile, "Government", "Country name", field)
        said = re.sub(r"\([^)]*\d{4}[^)]*\).*", "", said.split(";")[0])
        short = re.split(r" or |,", re.sub(r"[()]", " or ", said))
        for name in short if kind == "acronym" else [re.sub(r"\s*\([^)]*\)", "", said)]:
            name = re.sub(r"^[Tt]he ", "", name.strip())
            if len(name) > 1 and not name.startswith(("or", "West Bank", "Gaza")) and name != "CH":
                yield name, kind


def _peoples(state: State, profile: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the adjectives and the words for the people of a state, one and several."""
    noun = factbook.text(profile, "People and Society", "Nationality", "noun")
    adjective = factbook.text(profile, "People and Society", "Nationality", "adjective")
    if state.code in ("KOR", "PRK"):
        side = state.name.split()[0]
        yield f"{side} Korean", "adjective"
        yield f"{side} Korean", "people"
        yield f"{side} Koreans", "people"
        return
    if noun.startswith("NA") or not noun:
        return
    if state.code in ("HKG", "MAC"):
        adjective, noun = state.name, ""
    for part in _options(adjective.removesuffix(" or Congo")):
        yield part.removesuffix("(s)"), "adjective"
    for part in _options(noun):
        if plural := re.fullmatch(r"(.+?)\s*\((\w+)\)", part):
            one, ending = plural[1], plural[2]
            yield one, "people"
            yield one + ending if ending == "s" else re.sub(r"man$", "men", one), "people"
        else:
            yield part, "people"


def _options(said: str) -> list[str]:
    """Return the words that a field on nationality gives, remarks left out."""
    said = re.sub(r"note - former term,|, still used among English speakers", ",", said)
    said = _REMARK.sub("", said)
    return [word.strip() for word in re.split(r",|;| or |/", said) if word.strip() and word.strip() != "NA"]


def _capitals(profile: dict[str, object]) -> list[tuple[str, str]]:
    """Return the capitals that a profile names, the first first, with their type."""
    said = factbook.text(profile, "Government", "Capital", "name")
    if not said or said.startswith(("no ", "administered")):
        return []
    found = []
    for part in re.split(r";|\), ", said):
        if re.match(r"\s*note", part):
            continue
        name = re.sub(r"\s*\(.*", "", part).strip()
        other = re.search(r"\((?:aka )?([A-Z][\w'’ ]+?)(?:,[^)]*| is the transliteration[^)]*)?\)", part)
        name = name.split(" is the ")[0]
        if re.match(r"[A-Z]", name) and len(name) < 40:
            found.append((name, "capital"))
            if name.startswith("Washington"):
                found.append(("Washington", "capital"))
        if other and "capital" not in other[1]:
            found.append((other[1].strip(), "capital"))
    return found


def _position(said: str) -> tuple[str, str] | None:
    """Return the latitude and longitude of ``37 33 N, 126 59 E`` in degrees to the second place, or None."""
    found = re.match(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", said)
    if not found:
        return None
    north, east = (int(found[i]) + int(found[i + 1]) / 60 for i in (1, 4))
    return f"{-north if found[3] == 'S' else north:.2f}", f"{-east if found[6] == 'W' else east:.2f}"


#: Words that say what a body is, not whose.
_GENERIC_WORDS = frozenset(
    "ministry of foreign affairs defence defense armed forces national assembly parliament congress legislature "
    "federal house representatives senate department state council the legislative general people's chamber "
    "deputies army military republic supreme security central commission union external trade and duma".split()
)


def _tells(name: str, state: str) -> bool:
    """Tell whether a body's name says by itself whose it is."""
    return bool({word.lower() for word in re.findall(r"[\w']+", name)} - _GENERIC_WORDS) or state in name


#: How names begin that stand with an article.
_WITH_ARTICLE = (
    "United", "Democratic Republic", "Republic", "Netherlands", "Philippines", "Bahamas", "Maldives", "Marshall",
    "Solomon", "Central African", "Dominican", "Gambia", "Comoros", "Seychelles", "Holy See", "Soviet Union",
)  # fmt: skip


def _with_article(name: str) -> str:
    """Return a state's name as it stands after ``of``."""
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


@functools.cache
def _codes() -> tuple[Row, ...]:
    """Return the rows of country-codes."""
    return tuple(read_csv(DATA / "kb" / "country_codes" / "country-codes.csv"))


def _row(actor: str, **cells: str) -> Row:
    """Return a row of actors."""
    as_of = _as_of(cells["source"]) if "source" in cells else CODES_AS_OF
    return {"id": actor, "source": CODES, "as_of": as_of, **cells}


def _name(actor: str, name: str, kind: str, row: Row | None = None) -> Row:
    """Return a row of names; the factbook is the source where the row names none."""
    cells = row or {}
    source = cells.get("source") or factbook.SOURCE
    as_of = cells.get("as_of") or _as_of(source)
    return {
        "id": actor, "name": name, "type": kind, "from": cells.get("from", ""), "to": cells.get("to", ""),
        "source": source, "as_of": as_of,
    }  # fmt: skip


def _as_of(source: str) -> str:
    """Return the month of a source that ends in it, the day for country-codes, else the month of the lists."""
    if source == factbook.SOURCE:
        return factbook.AS_OF
    month = re.search(r"\d{4}-\d{2}$", source)
    return month[0] if month else factbook.AS_OF


def _relation(subject: str, relation: str, other: str, source: str, as_of: str) -> Row:
    """Return a row of relations."""
    return {"subject": subject, "relation": relation, "object": other, "source": source, "as_of": as_of}


def _place(actor: str, name: str, code: str, where: tuple[str, str], kind: str) -> Row:
    """Return a row of places."""
    return {
        "id": actor, "name": name, "country": code, "latitude": where[0], "longitude": where[1], "type": kind,
        "source": factbook.SOURCE,
    }  # fmt: skip
