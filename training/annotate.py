"""Work on the annotated set of attributions: show texts, check an annotator's file, compile the stand-off set.

See ``annotations/GUIDELINES.md`` for the guidelines and both formats.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from training.sources import open_texts

HERE = Path(__file__).parent / "annotations"
ACTS = ("speech", "thought", "will", "decree")
LINE = re.compile(r"P(?P<paragraph>\d+)\s+(?P<act>\w+)\s*\|\s*(?P<fields>.*)")
ELSEWHERE = re.compile(r"\[P(\d+)\]\s*")
OCCURRENCE = re.compile(r"\s+#(\d+)$")

Span = tuple[int, int]


class Attribution(TypedDict):
    """One attribution, its spans in code points of the document's text."""

    act: str
    source: Span | None
    cue: Span | None
    content: list[Span]


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the non-empty lines of a text, in order: the paragraphs, numbered from 1."""
    return [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def is_held_out(doc: str) -> bool:
    """Tell whether a document belongs to the fixed third that only measures."""
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % 3 == 0


def occurrences(text: str, words: str, within: Span, nth: int | None) -> list[Span]:
    """Find the places of a span written out, or abbreviated by `` ... ``, between two offsets.

    Literal matches come first, since `` ... `` may stand in the text itself; of those, whole words.
    """
    start, end = within
    literal = [m.span() for m in re.finditer(re.escape(words), text[start:end])]
    if not nth:
        before = r"(?<!\w)" if words[0].isalnum() else ""
        behind = r"(?!\w)" if words[-1].isalnum() else ""
        edges = before + re.escape(words) + behind
        literal = [m.span() for m in re.finditer(edges, text[start:end])] or literal
    found = literal
    if not literal and " ... " in words:
        first, last = words.split(" ... ", 1)
        found = []
        for head in re.finditer(re.escape(first), text[start:end]):
            tail = text.find(last, start + head.end(), end)
            if tail >= 0:
                found.append((head.start(), tail + len(last) - start))
    return [(a + start, b + start) for a, b in found]


def locate(text: str, written: str, home: int, near: int | None) -> Span:
    """Resolve one written span to offsets.

    Args:
        text: The document's text.
        written: The span as the annotator wrote it.
        home: Number of the line's paragraph.
        near: Offset of the cue, or None for the cue itself.

    Raises:
        ValueError: The words do not stand where the line says.
    """
    blocks = paragraphs(text)
    written = written.strip()
    number = home
    if other := ELSEWHERE.match(written):
        number, written = int(other[1]), written[other.end() :]
    nth = None
    if occurrence := OCCURRENCE.search(written):
        nth, written = int(occurrence[1]), written[: occurrence.start()]
    if not 1 <= number <= len(blocks):
        raise ValueError(f"no paragraph P{number}")
    found = occurrences(text, written, blocks[number - 1], nth)
    if not found:
        raise ValueError(f"not in P{number}: {written!r}")
    if nth is not None:
        if nth > len(found):
            raise ValueError(f"only {len(found)} of {written!r} in P{number}")
        return found[nth - 1]
    if near is None:
        return found[0]
    return min(found, key=lambda span: min(abs(span[0] - near), abs(span[1] - near)))


def parse_line(text: str, line: str) -> Attribution:
    """Turn an annotator's line into an attribution.

    Raises:
        ValueError: The line does not follow the format or its words are not in the text.
    """
    matched = LINE.fullmatch(line.strip())
    if not matched:
        raise ValueError("expected 'P3 speech | S: … | Q: … | C: …'")
    if matched["act"] not in ACTS:
        raise ValueError(f"act is one of {', '.join(ACTS)}")
    fields: dict[str, str] = {}
    for field in re.split(r"\s*\|\s*(?=[SQC]: )", "| " + matched["fields"])[1:]:
        fields[field[0]] = field[3:]
    home = int(matched["paragraph"])
    if "C" not in fields:
        raise ValueError("no content")
    cue = locate(text, fields["Q"], home, None) if "Q" in fields else None
    near = cue[0] if cue else paragraphs(text)[home - 1][0]
    return {
        "act": matched["act"],
        "source": locate(text, fields["S"], home, near) if "S" in fields else None,
        "cue": cue,
        "content": sorted(locate(text, part, home, near) for part in fields["C"].split("&&")),
    }


def read_working_file(path: Path, texts: dict[str, str]) -> Iterator[tuple[str, int, Attribution | str | None]]:
    """Yield (document id, line number, attribution, or what is wrong with the line, or None for ``none``)."""
    doc = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("# doc:"):
            doc = line.removeprefix("# doc:").strip()
            if doc not in texts:
                yield doc, number, f"unknown document {doc!r}"
            continue
        if not line or line.startswith("#"):
            continue
        if doc not in texts:
            continue
        if line == "none":
            yield doc, number, None
            continue
        try:
            yield doc, number, parse_line(texts[doc], line)
        except ValueError as error:
            yield doc, number, str(error)


def show(doc: str, texts: dict[str, str]) -> None:
    """Print a document with numbered paragraphs."""
    print(f"# doc: {doc}")
    for number, (start, end) in enumerate(paragraphs(texts[doc]), 1):
        print(f"P{number}  {texts[doc][start:end]}")


def check(path: Path, texts: dict[str, str]) -> int:
    """Print every attribution of a working file back, and what is wrong; return the number of bad lines."""
    bad = 0
    for doc, number, entry in read_working_file(path, texts):
        if isinstance(entry, str):
            bad += 1
            print(f"{path.name}:{number}: BAD {doc}: {entry}")
        elif entry is not None:
            text = texts[doc]
            source = text[slice(*entry["source"])] if entry["source"] else "-"
            cue = text[slice(*entry["cue"])] if entry["cue"] else "-"
            content = " && ".join(text[a:b] for a, b in entry["content"])
            print(f"{number}: {entry['act']} | {source} | {cue} | {content[:60]} … {content[-30:]}")
    print(f"{bad} bad lines")
    return bad


def compile_set(paths: list[Path], texts: dict[str, str], target: Path) -> None:
    """Write the stand-off set from working files (one annotator each), sorted by document and annotator."""
    rows: dict[tuple[str, str], list[Attribution]] = {}
    for path in paths:
        for doc, number, entry in read_working_file(path, texts):
            if isinstance(entry, str):
                print(f"left out {path.name}:{number}: {entry}", file=sys.stderr)
                continue
            attributions = rows.setdefault((doc, path.stem), [])
            if entry is not None:
                attributions.append(entry)
    with target.open("w", encoding="utf-8") as out:
        for (doc, annotator), attributions in sorted(rows.items()):
            record = {
                "doc": doc,
                "sha256": hashlib.sha256(texts[doc].encode()).hexdigest(),
                "split": "held" if is_held_out(doc) else "train",
                "annotator": annotator,
                "attributions": sorted(attributions, key=lambda a: (a["content"], a["cue"] or (0, 0))),
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    """Run one of the three jobs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("job", choices=["list", "show", "check", "compile"])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=HERE / "articles.jsonl")
    arguments = parser.parse_args()
    texts = open_texts()
    if arguments.job == "list":
        for doc, text in texts.items():
            print(doc, len(text.split()))
    elif arguments.job == "show":
        for name in arguments.names:
            show(name, texts)
    elif arguments.job == "check":
        sys.exit(1 if sum(check(Path(name), texts) for name in arguments.names) else 0)
    else:
        compile_set([Path(name) for name in arguments.names], texts, arguments.out)


if __name__ == "__main__":
    main()
