"""Compile annotators' lists of names into the stand-off set of entities.

An annotator lists, for each document, the names that occur in it by label; every occurrence of a listed form (whole
words, the longest first) has that label, unless a place is listed apart:

    # doc: wikinews:Some_title
    PER: Tomasz Kubiak; Kubiak
    LOC: Koszalin; Poland
    ORG: Kubiak @P7
    NONE: May @P3

``python -m training.annotate_entities FILE…`` writes ``annotations/entities.jsonl``.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from training.annotate import HERE, is_held_out, paragraphs
from training.sources import open_texts

LABELS = ("PER", "ORG", "LOC", "NORP", "MISC", "NONE")
PLACE = re.compile(r"^(.*?)\s*@\s*(P\d+(?:\s*,\s*P\d+)*)$")


def read_lists(path: Path) -> dict[str, list[tuple[str, str, tuple[int, ...]]]]:
    """Return for each document its (form, label, paragraphs it is limited to)."""
    found: dict[str, list[tuple[str, str, tuple[int, ...]]]] = {}
    doc = ""
    for line in path.read_text("utf-8").splitlines():
        line = line.strip()
        if line.startswith("# doc:"):
            doc = line.removeprefix("# doc:").strip()
            found.setdefault(doc, [])
        elif doc and ":" in line:
            label, _, names = line.partition(":")
            if label.strip() not in LABELS:
                print(f"{path.name}: no label {label!r} ({doc})", file=sys.stderr)
                continue
            for name in filter(None, (n.strip() for n in names.split(";"))):
                limited = PLACE.match(name)
                numbers = tuple(int(n) for n in re.findall(r"\d+", limited[2])) if limited else ()
                found[doc].append((limited[1] if limited else name, label.strip(), numbers))
    return found


def entities(text: str, names: list[tuple[str, str, tuple[int, ...]]]) -> list[tuple[int, int, str]]:
    """Return the occurrences of listed names as (start, end, label), without overlaps; the longest form wins."""
    blocks = paragraphs(text)
    taken: list[tuple[int, int, str]] = []
    # Forms with a place first among those of one length, so that they override.
    for form, label, numbers in sorted(names, key=lambda n: (-len(n[0]), not n[2])):
        pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
        for number, (first, after) in enumerate(blocks, 1):
            if numbers and number not in numbers:
                continue
            for match in pattern.finditer(text, first, after):
                if all(match.end() <= a or match.start() >= b for a, b, _ in taken):
                    taken.append((match.start(), match.end(), label))
    return sorted(span for span in taken if span[2] != "NONE")


def main() -> None:
    """Write the set from annotators' files."""
    texts = open_texts()
    rows = []
    for path in map(Path, sys.argv[1:]):
        for doc, names in read_lists(path).items():
            if doc not in texts:
                print(f"{path.name}: unknown document {doc!r}", file=sys.stderr)
                continue
            absent = [form for form, *_ in names if form not in texts[doc]]
            if absent:
                print(f"{path.name}: {doc}: not in the text: {absent}", file=sys.stderr)
            digest = hashlib.sha256(texts[doc].encode()).hexdigest()
            split = "held" if is_held_out(doc) else "train"
            rows.append({"doc": doc, "sha256": digest, "split": split, "annotator": path.stem,
                         "entities": entities(texts[doc], names)})  # fmt: skip
    with (HERE / "entities.jsonl").open("w", encoding="utf-8") as out:
        for row in sorted(rows, key=lambda r: str(r["doc"])):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(len(rows), "documents,", sum(len(r["entities"]) for r in rows), "entities")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
