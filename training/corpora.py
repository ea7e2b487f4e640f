"""The training material: documents with whatever labels each set has, as arrays over words.

Which sets, under which licence, is in ``training/README.md``. Train and development parts are kept apart over all of
GUM's layers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training import conllu
from training.annotate import Attribution, is_held_out
from training.sources import DATA, open_texts
from verbale.parse.lemmas import edit_script
from verbale.parse.words import words_of as words_in

Span = tuple[int, int]
ENTITY_TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
BIO = ["O", "B", "I"]
ENTITY_LABELS = ["O", *(f"{mark}-{kind}" for kind in ENTITY_TYPES for mark in "BI")]


@dataclass(slots=True)
class Material:
    """One document as training material.

    ``labels`` has, for each head that the document can teach, one label a word (None where unknown). ``cuts`` are the
    words before which a window may begin. ``links`` are (first word of a source or content part, first word of its
    cue).
    """

    name: str
    text: str
    spans: list[Span]
    labels: dict[str, list[str | None]] = field(default_factory=dict)
    heads: list[int] | None = None
    cuts: list[int] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    weight: float = 1.0

    def words(self) -> list[str]:
        """Return the words."""
        return [self.text[a:b] for a, b in self.spans]


def from_tree(document: conllu.Document) -> Material:
    """Turn a treebank document into material with tags, lemmas, sentences and dependencies."""
    words = document.words
    starts = set(document.sentence_starts)
    return Material(
        document.name,
        document.text,
        [(w.start, w.end) for w in words],
        {
            "upos": [w.upos for w in words],
            "xpos": [w.xpos for w in words],
            "feats": [w.feats for w in words],
            "lemma": [edit_script(w.form, w.lemma) if w.lemma != "_" else None for w in words],
            "deprel": [w.deprel for w in words],
            "sentence": ["B" if i in starts else "O" for i in range(len(words))],
        },
        [w.head for w in words],
        list(document.sentence_starts),
    )


def from_text(name: str, text: str) -> Material:
    """Turn a plain text into material without labels; windows may begin at any paragraph or sentence-like end."""
    tokens = [t for t in words_in(text) if not t.is_space]
    spans = [(t.idx, t.idx + len(t)) for t in tokens]
    cuts = [0]
    for i in range(1, len(tokens)):
        between = text[spans[i - 1][1] : spans[i][0]]
        if "\n" in between or (between and tokens[i - 1].text in ".?!"):
            cuts.append(i)
    return Material(name, text, spans, cuts=cuts)


def bio(spans: Iterable[tuple[int, int, str]], size: int) -> list[str | None]:
    """Return BIO labels for word spans (first, after last, kind); a later span never overwrites an earlier one."""
    labels: list[str | None] = ["O"] * size
    for first, after, kind in spans:
        if first < after and all(label == "O" for label in labels[first:after]):
            suffix = f"-{kind}" if kind else ""
            labels[first:after] = ["B" + suffix] + ["I" + suffix] * (after - first - 1)
    return labels


def words_of(span: Span, words: list[Span]) -> tuple[int, int]:
    """Return the words (first, after last) that overlap a span of characters."""
    inside = [i for i, (a, b) in enumerate(words) if a < span[1] and b > span[0]]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def add_attributions(material: Material, attributions: list[Attribution]) -> Material:
    """Give material the three attribution layers and the links.

    Of contents one inside another, the outer one is on the layer; sources and cues of both are.
    """
    layers: dict[str, list[tuple[int, int, str]]] = {"source": [], "cue": [], "content": []}
    links: list[tuple[int, int]] = []
    for attribution in attributions:
        cue = attribution["cue"]
        cue_words = words_of(cue, material.spans) if cue else None
        if cue_words:
            layers["cue"].append((*cue_words, ""))
        source = attribution["source"]
        parts = [("source", source)] if source else []
        for name, span in [*parts, *(("content", part) for part in attribution["content"])]:
            first, after = words_of(span, material.spans)
            layers[name].append((first, after, ""))
            if cue_words and first < after:
                links.append((first, cue_words[0]))
    size = len(material.spans)
    for name, spans in layers.items():
        longest_first = (
            sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])) if name == "content" else sorted(set(spans))
        )
        material.labels[name] = bio(longest_first, size)
    cue_layer = material.labels["cue"]
    material.links = sorted({(a, b) for a, b in links if cue_layer[b] == "B"})
    return material


# --- the sets -------------------------------------------------------------------------------------------------------


def ewt(part: str, annotations: dict[str, list[Attribution]] | None = None) -> Iterator[Material]:
    """Yield EWT documents (CC BY-SA 4.0) with trees and, where annotated, the project's attributions."""
    for document in conllu.read_documents(DATA / "parse" / "ud_ewt" / f"{part}.conllu"):
        material = from_tree(document)
        attributions = (annotations or {}).get(f"ewt:{document.name}")
        yield material if attributions is None else add_attributions(material, attributions)


def gum_documents(part: str) -> Iterator[conllu.Document]:
    """Yield GUM documents, nine openly licensed genres."""
    yield from conllu.read_documents(DATA / "parse" / "ud_gum" / f"{part}.conllu")


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


_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:?!%)\]}]|'s|n't|'(?:re|ve|ll|d|m)|''|’s)$")
_NO_SPACE_AFTER = re.compile(r"^(?:[(\[{$]|``)$")


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


#: Small words inside names; in GUM without "and" and "in", which there join two names.
JOINING = frozenset("of the for de la al el bin 's ’s - & al- du des von van der".split())
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


GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def gum_mentions(document: conllu.Document) -> Iterator[tuple[int, int, str, bool]]:
    """Yield GUM's mentions as (first word, after last, type, whether linked to an encyclopedia)."""
    opened: dict[str, list[tuple[int, str, bool]]] = {}
    for i, word in enumerate(document.words):
        value = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for mark in re.finditer(r"\((\d+)-([a-z]+)-([^()]*)(\))?|(\d+)\)", value):
            if mark[1]:
                linked = mark[3].count("-") >= 5
                if mark[4]:
                    yield i, i + 1, mark[2], linked
                else:
                    opened.setdefault(mark[1], []).append((i, mark[2], linked))
            elif opened.get(mark[5]):
                first, kind, linked = opened[mark[5]].pop()
                yield first, i + 1, kind, linked


def gum_entities(document: conllu.Document, material: Material, names: frozenset[str]) -> Material:
    """Give GUM material named entities, from its mentions whose head is a proper noun.

    A mention becomes the run of proper nouns (with the small words between them) around its head, without a title.
    Demonyms become NORP, wherever they stand.
    """
    words = document.words
    spans = []
    for first, after, kind, _ in gum_mentions(document):
        head = next((i for i in range(first, after) if not first <= words[i].head < after or words[i].head == i), first)
        if words[head].upos != "PROPN" or kind == "time":
            continue
        a = b = head

        def joins(i: int) -> bool:
            return words[i].upos in ("PROPN", "NUM") or (words[i].form[0].isupper() and words[i].upos != "DET")

        while (
            a > first
            and (joins(a - 1) or (words[a - 1].form.lower() in JOINING and a - 1 > first and joins(a - 2)))
            and words[a - 1].upos != "PRON"
        ):
            a -= 1
        while b + 1 < after and (
            joins(b + 1) or (words[b + 1].form.lower() in JOINING and b + 2 < after and joins(b + 2))
        ):
            b += 1
        while a < b and kind == "person" and words[a].form.lower().strip(".") in TITLES:
            a += 1
        if a == b and words[a].form.lower().strip(".") in TITLES:
            continue
        spans.append((a, b + 1, GUM_TYPES.get(kind, "MISC")))
    spans.sort(key=lambda s: (s[0] - s[1], s[0]))
    labels = bio(spans, len(words))
    for i, word in enumerate(words):
        if labels[i] == "O" and word.form[0].isupper() and word.form.lower() in names:
            labels[i] = "B-NORP"
    material.labels["entity"] = labels
    nationalities_apart(material, names)
    # GUM's events, objects and abstractions are not what other sets call MISC: unknown rather than wrong.
    material.labels["entity"] = [None if str(label).endswith("-MISC") else label for label in labels]
    return material


def gum(part: str, annotations: dict[str, list[Attribution]]) -> Iterator[Material]:
    """Yield GUM documents with trees, entities and, where annotated, the project's attributions."""
    names = demonyms()
    for document in gum_documents(part):
        material = gum_entities(document, from_tree(document), names)
        attributions = annotations.get(f"gum:{document.name}")
        discourse = DATA / "attribution" / "gum_rst" / part / f"{document.name}.rsd"
        if attributions is not None:
            add_attributions(material, attributions)
        elif discourse.exists():
            add_discourse(material, discourse)
        yield material


def annotated(split: str, path: Path | None = None) -> dict[str, list[Attribution]]:
    """Return the project's annotated articles of a split, by document; the first annotator's where two read one."""
    path = path or Path(__file__).parent / "annotations" / "articles.jsonl"
    found: dict[str, list[Attribution]] = {}
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        if split in ("all", record["split"]):
            found.setdefault(record["doc"], record["attributions"])
    return found


def annotated_entities(split: str) -> dict[str, list[tuple[int, int, str]]]:
    """Return the named entities of the project's annotated articles of a split, by document."""
    path = Path(__file__).parent / "annotations" / "entities.jsonl"
    records = [json.loads(line) for line in path.open(encoding="utf-8")]
    return {r["doc"]: [tuple(e) for e in r["entities"]] for r in records if split in ("all", r["split"])}


def articles(split: str) -> Iterator[Material]:
    """Yield the project's annotated articles (texts: see ``sources.py``), without those of GUM and EWT: see there."""
    texts = open_texts()
    named = annotated_entities(split)
    for doc, attributions in annotated(split).items():
        if doc.startswith(("gum:", "ewt:")):
            continue
        material = add_attributions(from_text(doc, texts[doc]), attributions)
        if doc in named:
            spans = [(*words_of((start, end), material.spans), kind) for start, end, kind in named[doc]]
            material.labels["entity"] = bio(spans, len(material.spans))
        yield material


_MARK = re.compile(r"\[([SQC])(\d+)(?::(\w+))? | ([SQC])(\d+)\]")


def inline_passages(path: Path) -> Iterator[tuple[str, str, list[Attribution]]]:
    """Yield the project's own passages as (form, text, attributions)."""
    for number, block in enumerate(re.split(r"^---\s*$", path.read_text("utf-8"), flags=re.MULTILINE)):
        lines = block.strip().splitlines()
        if not lines or not lines[0].startswith("#form:"):
            continue
        form = lines[0].removeprefix("#form:").strip()
        marked = "\n".join(lines[1:]).strip()
        text, at = "", 0
        opened: dict[tuple[str, str], int] = {}
        found: dict[str, Attribution] = {}
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            at = mark.end()
            if mark[1]:
                opened[mark[1], mark[2]] = len(text)
                entry = found.setdefault(mark[2], {"act": "speech", "source": None, "cue": None, "content": []})
                if mark[3]:
                    entry["act"] = mark[3]
                continue
            span = (opened.pop((mark[4], mark[5])), len(text))
            entry = found[mark[5]]
            if mark[4] == "C":
                entry["content"].append(span)
            else:
                entry["source" if mark[4] == "S" else "cue"] = span
        if opened:
            raise ValueError(f"passage {number} of {path.name}: {opened} never closed")
        text += marked[at:]
        yield form, text, [found[key] for key in sorted(found, key=int)]


def passages(split: str) -> Iterator[Material]:
    """Yield the project's own passages and articles; every third is held out (`split` ``held``)."""
    for name in ("sentences", "articles_own"):
        path = Path(__file__).parent / "annotations" / f"{name}.txt"
        for number, (form, text, attributions) in enumerate(inline_passages(path)):
            if split == "all" or (number % 3 == 0) == (split == "held"):
                yield add_attributions(from_text(f"{name}:{number}:{form}", text), attributions)


# --- GUM's discourse trees ------------------------------------------------------------------------------------------

_SIGNAL = re.compile(r"(semantic-attribution_source|lexical-indicative_(?:word|phrase))-([\d,-]+)-")
#: What an attribution from a discourse tree weighs in training, against one of the annotated set.
DISCOURSE_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """An elementary discourse unit: its words (first, after last), the unit it depends on, relation and signals."""

    words: tuple[int, int]
    parent: int
    relation: str
    signals: str


def discourse_units(path: Path) -> list[Unit]:
    """Return the units of a ``.rsd`` file; a unit's parent is an index into the list, -1 for the root."""
    units, at = [], 0
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        size = len(fields[1].split())
        units.append(Unit((at, at + size), int(fields[6]) - 1, fields[7], fields[9]))
        at += size
    return units


def add_discourse(material: Material, path: Path) -> Material:
    """Give GUM material the attributions of its discourse tree (the ``attribution`` relations and their signals).

    The trees mark clauses only, so a word outside the attributing and the attributed units stays unlabelled rather
    than being called none. The content is the attributed unit with the units of the same sentence that depend on it.
    """
    units = discourse_units(path)
    size = len(material.spans)
    if not units or units[-1].words[1] != size:
        return material
    sentence = [0] * size
    for i, label in enumerate(material.labels["sentence"]):
        sentence[i] = sentence[i - 1] + (label == "B") if i else 0
    known = [False] * size
    layers: dict[str, list[tuple[int, int, str]]] = {"source": [], "cue": [], "content": []}
    links: list[tuple[int, int]] = []
    for number, unit in enumerate(units):
        if not unit.relation.startswith("attribution") or unit.parent < 0:
            continue
        inside = _dependents(units, unit.parent, number)
        here = [u for u in inside if sentence[units[u].words[0]] == sentence[unit.words[0]]]
        cues: list[tuple[int, int, str]] = []
        sources: list[tuple[int, int, str]] = []
        for signal in _SIGNAL.finditer(unit.signals):
            numbers = [int(n) - 1 for part in signal[2].split(",") for n in part.split("-") if n]
            span = (min(numbers), max(numbers) + 1, "") if numbers else None
            if span and span[1] <= size and span[1] - span[0] < 25:
                (sources if signal[1].startswith("semantic") else cues).append(span)
        if not here or not cues:
            continue
        for u in (*here, number):
            known[slice(*units[u].words)] = [True] * (units[u].words[1] - units[u].words[0])
        layers["cue"].append(cues[0])
        layers["source"].extend(sources[:1])
        parts = [_without_marks(material, part) for part in _joined(sorted(units[u].words for u in here))]
        layers["content"].extend((*part, "") for part in parts)
        firsts = [source[0] for source in sources[:1]] + [part[0] for part in parts]
        links.extend((first, cues[0][0]) for first in firsts)
    for name, spans in layers.items():
        labels = bio(sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])), size)
        material.labels[name] = [label if known[i] else None for i, label in enumerate(labels)]
    material.links = sorted({(a, b) for a, b in links if material.labels["cue"][b] == "B"})
    material.weight = DISCOURSE_WEIGHT
    return material


def _dependents(units: list[Unit], top: int, without: int) -> list[int]:
    """Return a unit and all that depend on it, less one branch."""
    found, waiting = [], [top]
    while waiting:
        unit = waiting.pop()
        found.append(unit)
        waiting.extend(i for i, other in enumerate(units) if other.parent == unit and i != without)
    return sorted(found)


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, after in stretches:
        if found and found[-1][1] == first:
            found[-1] = (found[-1][0], after)
        else:
            found.append((first, after))
    return found


def _without_marks(material: Material, words: tuple[int, int]) -> tuple[int, int]:
    """Take sentence punctuation off the ends; quotation marks stay."""
    first, after = words
    while after > first + 1 and material.text[slice(*material.spans[after - 1])] in (".", ",", ":", ";"):
        after -= 1
    while first < after - 1 and material.text[slice(*material.spans[first])] in (",", ":", ";"):
        first += 1
    return first, after


# --- other quotation marks ------------------------------------------------------------------------------------------

_DOUBLE_MARKS = frozenset(('"', "“", "”", "''", "``"))
#: Pairs of marks that a text's own are exchanged for.
MARKS = (('"', '"'), ("“", "”"), ("''", "''"), ("«", "»"), ("„", "“"))


def requoted(material: Material, marks: tuple[str, str]) -> Material:
    """Return material with its double quotation marks exchanged for others, everything else as it was."""
    text, spans, at = "", [], 0
    for first, after in material.spans:
        text += material.text[at:first]
        word = material.text[first:after]
        if word in _DOUBLE_MARKS:
            opens = not text or text[-1].isspace() or text[-1] in "([{—–-"
            word = marks[0] if opens else marks[1]
        spans.append((len(text), len(text) + len(word)))
        text += word
        at = after
    text += material.text[at:]
    return Material(
        material.name, text, spans, material.labels, material.heads, material.cuts, material.links, material.weight
    )


def varied(materials: list[Material]) -> list[Material]:
    """Return material with other quotation marks, a pair chosen by the place in the list."""
    return [requoted(material, MARKS[number % len(MARKS)]) for number, material in enumerate(materials)]
