"""The treebanks, EWT and GUM, with what else is annotated on the same documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from training import conllu
from training.annotate import Attribution
from training.corpora.attributed import add_attributions, add_entities, annotated_entities
from training.corpora.discourse import add_discourse
from training.corpora.material import Material, bio
from training.corpora.named import TITLES, country_names, demonyms, nationalities_apart
from training.sources import DATA
from verbale.parse.lemmas import edit_script


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


def ewt(part: str, annotations: dict[str, list[Attribution]] | None = None) -> Iterator[Material]:
    """Yield EWT documents (CC BY-SA 4.0) with trees and, where annotated, the project's attributions and names."""
    named = annotated_entities("train")
    for document in conllu.read_documents(DATA / "parse" / "ud_ewt" / f"{part}.conllu"):
        material = from_tree(document)
        name = f"ewt:{document.name}"
        if name in named:
            add_entities(material, named[name])
        attributions = (annotations or {}).get(name)
        yield material if attributions is None else add_attributions(material, attributions)


def gum_documents(part: str) -> Iterator[conllu.Document]:
    """Yield GUM documents, nine openly licensed genres."""
    yield from conllu.read_documents(DATA / "parse" / "ud_gum" / f"{part}.conllu")


#: Small words inside names; in GUM without "and" and "in", which there join two names.
JOINING = frozenset("of the for de la al el bin 's ’s - & al- du des von van der".split())
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


def gum_entities(
    document: conllu.Document, material: Material, names: frozenset[str], countries: frozenset[str]
) -> Material:
    """Give GUM material named entities, from its mentions whose head is a proper noun.

    A mention becomes the run of proper nouns (with the small words between them) around its head, without a title.
    Demonyms become NORP, wherever they stand; a country is a LOC, also where GUM means its government or team.
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
        country = " ".join(word.form for word in words[a : b + 1]).lower() in countries
        spans.append((a, b + 1, "LOC" if country else GUM_TYPES.get(kind, "MISC")))
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
    names, countries = demonyms(), country_names()
    for document in gum_documents(part):
        material = gum_entities(document, from_tree(document), names, countries)
        attributions = annotations.get(f"gum:{document.name}")
        discourse = DATA / "attribution" / "gum_rst" / part / f"{document.name}.rsd"
        if attributions is not None:
            add_attributions(material, attributions)
        elif discourse.exists():
            add_discourse(material, discourse)
        yield material
