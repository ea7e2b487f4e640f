"""Sets with named entities: Wikigold, CrossNER, re3d and our own passages; how their labels are mapped to ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from training.annotate import is_held_out
from training.corpora.material import Material, Span, bio, from_text, words_of
from training.sources import DATA

_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:?!%)\]}]|'s|n't|'(?:re|ve|ll|d|m)|''|’s)$")
_NO_SPACE_AFTER = re.compile(r"^(?:[(\[{$]|``)$")


def column_sentences(path: Path, kind: Callable[[str], str | None]) -> Iterator[list[tuple[str, str]]]:
    """Yield the sentences of a two-column file as (word, BIO label)."""
    rows: list[tuple[str, str]] = []
    previous = "O"
    for line in path.read_text("utf-8").splitlines():
        fields = line.split()
        if len(fields) < 2 or line.startswith("#"):
            if rows:
                yield rows
            rows, previous = [], "O"
            continue
        word, tag = fields[0], fields[-1]
        mark, _, fine = tag.partition("-")
        label = "O"
        coarse = kind(fine) if fine else None
        if coarse:
            begins = mark == "B" or previous != coarse
            label = ("B-" if begins else "I-") + coarse
        previous = coarse or "O"
        rows.append((word, label))
    if rows:
        yield rows


def from_columns(name: str, sentences: list[list[tuple[str, str]]]) -> Material:
    """Join sentences of words into a text as it would be written."""
    text, cuts = "", []
    spans: list[Span] = []
    labels: list[str | None] = []
    for sentence in sentences:
        cuts.append(len(spans))
        glue = " " if text else ""
        for word, label in sentence:
            if _NO_SPACE_BEFORE.match(word):
                glue = ""
            text += glue
            spans.append((len(text), len(text) + len(word)))
            labels.append(label)
            text += word
            glue = "" if _NO_SPACE_AFTER.match(word) else " "
    return Material(name, text, spans, {"entity": labels}, cuts=cuts)


def demonyms() -> frozenset[str]:
    """Return nationality nouns and adjectives, lowered (The World Factbook, public domain)."""
    found: set[str] = set()
    for path in sorted((DATA / "kb" / "factbook").rglob("*.json")):
        people = json.loads(path.read_text("utf-8")).get("People and Society", {}).get("Nationality", {})
        for key in ("adjective", "noun"):
            value = people.get(key, {}).get("text", "") if isinstance(people, dict) else ""
            for word in re.findall(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*(?:\(s\))?", value):
                found.add(word.removesuffix("(s)").lower())
                found.add(word.removesuffix("(s)").lower() + "s")
    return frozenset(found - {"none", "note", "and"})


def country_names() -> frozenset[str]:
    """Return the conventional names of countries, lowered (The World Factbook, public domain)."""
    found = {"united states", "united states of america", "us", "u.s.", "uk", "turkey", "syria", "russia"}
    for path in sorted((DATA / "kb" / "factbook").rglob("*.json")):
        name = json.loads(path.read_text("utf-8")).get("Government", {}).get("Country name", {})
        for key in ("conventional short form", "conventional long form"):
            value = re.sub(r"<[^>]+>", "", name.get(key, {}).get("text", "")).strip()
            if value and value.lower() != "none":
                found.add(value.lower().removeprefix("the "))
    return frozenset(found)


def nationalities_apart(material: Material, names: frozenset[str]) -> Material:
    """Relabel MISC and LOC entities that are a demonym as NORP."""
    labels = material.labels["entity"]
    for i, label in enumerate(labels):
        if label in ("B-MISC", "B-PER", "B-LOC") and material.text[slice(*material.spans[i])].lower() in names:
            alone = i + 1 == len(labels) or not str(labels[i + 1]).startswith("I-")
            if alone:
                labels[i] = "B-NORP"
    return material


def wikigold(part: str) -> Iterator[Material]:
    """Yield Wikigold documents (CC BY 4.0); every third, counted from the first, is held out (`part` ``held``)."""
    names = demonyms()
    raw = (DATA / "entities" / "wikigold" / "wikigold.conll.txt").read_text("utf-8")
    documents = [d for d in raw.split("-DOCSTART- O") if d.strip()]
    for number, document in enumerate(documents):
        if (number % 3 == 0) != (part == "held"):
            continue
        sentences = []
        for block in re.split(r"\n\s*\n", document):
            rows, previous = [], "O"
            for line in block.strip().splitlines():
                word, tag = line.rsplit(" ", 1)
                kind = tag[2:]
                rows.append((word, "O" if tag == "O" else ("I-" if kind == previous else "B-") + kind))
                previous = kind or "O"
            if rows:
                sentences.append(rows)
        yield nationalities_apart(from_columns(f"wikigold:{number}", sentences), names)


CROSSNER = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
    "location": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC",
}  # fmt: skip


def crossner(part: str) -> Iterator[Material]:
    """Yield CrossNER politics (MIT; text CC BY-SA), labels mapped to ours."""
    names = demonyms()
    path = DATA / "entities" / "crossner_politics" / f"{part}.txt"
    for number, rows in enumerate(column_sentences(path, CROSSNER.get)):
        yield nationalities_apart(from_columns(f"crossner:{number}", [rows]), names)


RE3D = {
    "Organisation": "ORG", "Person": "PER", "Location": "LOC", "Nationality": "NORP", "MilitaryPlatform": "MISC",
}  # fmt: skip
TITLES = frozenset(
    "president prime minister secretary general gen lt col maj sgt capt adm admiral colonel major lieutenant "
    "ambassador foreign deputy vice mr mrs ms dr sir king queen prince princess sheikh senator sen rep "
    "representative governor gov judge justice chancellor pope king emperor chairman chairwoman commander "
    "spokesperson spokesman spokeswoman special envoy us u.s. uk assistant under defense defence state fco tsar "
    "count dame lord lady baron duke".split()
)
PRONOUNS = frozenset("i we he she it they us our his her their its you who".split())
SMALL = frozenset("of the and for in on de la al el bin 's ’s - & al- et du des von van der".split())


def named_only(
    material: Material, words: tuple[int, int], kind: str, countries: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield a re3d span as a name: without article and title, nothing for descriptions; a country is a LOC."""
    first, after = words
    forms = [material.text[slice(*span)] for span in material.spans]
    while first < after and (
        forms[first].lower() in ("the", "a", "an") or (kind == "PER" and forms[first].lower().strip(".") in TITLES)
    ):
        first += 1
    span = forms[first:after]
    if not span or span[0].lower() in PRONOUNS or not (span[0][0].isupper() or span[0][0].isdigit()):
        return
    if all(form[0].isupper() or form[0].isdigit() or form.lower() in SMALL for form in span):
        country = " ".join(span).lower() in countries
        yield first, after, "LOC" if country else kind


def re3d(part: str) -> Iterator[Material]:
    """Yield re3d documents (by source, see README); `part` ``held`` is the third held out of the attributions."""
    names, countries = demonyms(), country_names()
    for source in ("us_state_department", "centcom", "uk_government", "australian_dfat", "wikipedia"):
        folder = DATA / "entities" / "re3d" / source
        entities: dict[str, list[dict[str, object]]] = {}
        for line in (folder / "entities.jsonl").open(encoding="utf-8"):
            if line.strip():
                entity = json.loads(line)
                entities.setdefault(entity["documentId"], []).append(entity)
        documents = [json.loads(line) for line in (folder / "documents.jsonl").open(encoding="utf-8") if line.strip()]
        for document in sorted(documents, key=lambda d: str(d["_id"])):
            name = f"re3d:{source}/{document['_id']}"
            if is_held_out(name) != (part == "held"):
                continue
            material = from_text(name, document["text"])
            spans: list[tuple[int, int, str]] = []
            for entity in entities.get(document["_id"], []):
                kind = RE3D.get(str(entity["type"]))
                if kind:
                    words = words_of((int(str(entity["begin"])), int(str(entity["end"]))), material.spans)
                    spans.extend(named_only(material, words, kind, countries))
            spans.sort(key=lambda s: (s[0] - s[1], s[0]))
            material.labels["entity"] = bio(spans, len(material.spans))
            yield nationalities_apart(material, names)


_NAME = re.compile(r"\[(PER|ORG|LOC|NORP|MISC) ([^][]+)\]")


def own_names(part: str, path: Path | None = None) -> Iterator[Material]:
    """Yield the project's own passages with named entities; every third is held out (`part` ``held``)."""
    path = path or Path(__file__).parents[1] / "annotations" / "names_own.txt"
    for number, block in enumerate(re.split(r"^---\s*$", path.read_text("utf-8"), flags=re.MULTILINE)):
        marked = block.strip()
        if not marked or (number % 3 == 0) != (part == "held"):
            continue
        text, at = "", 0
        entities = []
        for mark in _NAME.finditer(marked):
            text += marked[at : mark.start()]
            entities.append((len(text), len(text) + len(mark[2]), mark[1]))
            text += mark[2]
            at = mark.end()
        text += marked[at:]
        if re.search(r"\[(?:PER|ORG|LOC|NORP|MISC)\b", text):
            raise ValueError(f"passage {number} of {path.name}: a mark never closed or inside another")
        material = from_text(f"names_own:{number}", text)
        spans = [(*words_of((start, end), material.spans), kind) for start, end, kind in entities]
        material.labels["entity"] = bio(spans, len(material.spans))
        yield material
