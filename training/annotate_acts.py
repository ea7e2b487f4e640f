"""Work on the annotated acts: show attributions with numbers, check a working file, compile the stand-off set.

See ``annotations/ACTS.md`` for the guidelines and both formats.
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

from training.annotate import Attribution, Span, is_held_out, occurrences
from training.corpora import annotated, inline_passages
from training.sources import open_texts

HERE = Path(__file__).parent / "annotations"
OWN = ("sentences", "articles_own")
CUE_CLASSES = frozenset(
    "say add report describe announce confirm claim allege deny admit reveal explain accuse condemn criticize protest "
    "complain warn threaten demand urge request order advise propose promise offer agree refuse reject praise support "
    "thank congratulate apologize regret welcome ask answer predict estimate believe doubt hope fear want plan decide "
    "joke quote know feel".split()
)
#: What a field that is left out of the stand-off set means; the other fields are always there.
DEFAULTS: dict[str, object] = {
    "within": None,
    "commitment": "said",
    "modality": "asserted",
    "addressees": [],
    "about": [],
    "channel": None,
    "occasion": None,
    "said_on": None,
    "anonymous": False,
    "collective": False,
}
KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
COMMITMENTS = ("said", "claimed", "revealed")
MODALITIES = ("asserted", "negated", "hypothetical", "conditional", "future", "question")
CHANNELS = ("briefing", "interview", "communique", "speech", "letter", "post", "commentary", "report", "call", "leak")
_MARKS = '"“”«»„'
_ABOUT = re.compile(r"(?P<loose>~?)(?P<name>.+?)(?:\s+(?P<stance>[+-]\d*\.?\d+)(?:\s+(?P<words>.+))?)?")


class Actor(TypedDict):
    """One actor that a content speaks of."""

    span: Span
    named: bool
    stance: float
    words: list[Span]


class Channel(TypedDict):
    """Through what something was said."""

    kind: str
    span: Span


class Act(TypedDict):
    """One annotated act; the spans of its attribution are those of the attribution set."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    kind: str
    within: int | None
    cue_class: str
    commitment: str
    modality: str
    addressees: list[Span]
    about: list[Actor]
    channel: Channel | None
    occasion: Span | None
    said_on: Span | None
    anonymous: bool
    collective: bool


def open_attributions() -> dict[str, tuple[str, str, list[Attribution]]]:
    """Return (split, text, attributions in order of their first offset) of every annotated document, by id."""
    found = {}
    for name in OWN:
        for number, (_, text, attributions) in enumerate(inline_passages(HERE / f"{name}.txt")):
            found[f"{name}:{number}"] = ("train" if number % 3 else "held", text, sorted(attributions, key=_begin))
    texts = open_texts()
    for doc, attributions in annotated("all").items():
        found[doc] = ("held" if is_held_out(doc) else "train", texts[doc], sorted(attributions, key=_begin))
    return found


def _begin(attribution: Attribution) -> tuple[Span, list[Span]]:
    return attribution["cue"] or attribution["content"][0], attribution["content"]


def kind_by_marks(text: str, attribution: Attribution) -> str:
    """Return direct, indirect or mixed by the quotation marks at and in the content."""
    inside = outside = 0
    for start, end in attribution["content"]:
        part = text[start:end]
        if part[0] in _MARKS and not any(mark in part[1:] for mark in _MARKS):
            inside += end - start  # a paragraph of a longer quotation: its mark is not closed
            continue
        pieces = re.split(f"[{_MARKS}]", part)
        quoted = sum(len(piece) for piece in pieces[1::2])
        inside += quoted
        outside += sum(len(piece.strip(" .,;:!?—–-")) for piece in pieces[0::2])
    return "indirect" if not inside else "mixed" if outside else "direct"


def outer_by_spans(number: int, attributions: list[Attribution]) -> int | None:
    """Return the attribution in whose content another one's cue stands, the innermost if several."""
    own = attributions[number]
    at = own["cue"] or own["content"][0]
    best: tuple[int, int] | None = None
    for other, candidate in enumerate(attributions):
        if other == number or candidate["content"] == own["content"]:
            continue
        if any(a <= at[0] and at[1] <= b for a, b in candidate["content"]):
            size = sum(b - a for a, b in candidate["content"])
            if best is None or size < best[0]:
                best = (size, other)
    return best[1] if best else None


def find_words(text: str, written: str, near: int, within: list[Span] | None = None) -> Span:
    """Return the place of words: nearest to an offset, or the first within some spans.

    Raises:
        ValueError: The words do not stand there.
    """
    written = written.strip()
    nth = None
    if number := re.search(r"\s+#(\d+)$", written):
        nth, written = int(number[1]), written[: number.start()]
    stretches = within or [(0, len(text))]
    found = [place for stretch in stretches for place in occurrences(text, written, stretch, nth)]
    if not found:
        raise ValueError(f"not there: {written!r}")
    if nth is not None:
        if nth > len(found):
            raise ValueError(f"only {len(found)} of {written!r}")
        return found[nth - 1]
    return found[0] if within else min(found, key=lambda s: min(abs(s[0] - near), abs(s[1] - near)))


def parse_act(line: str, text: str, attributions: list[Attribution]) -> tuple[int, Act]:
    """Turn a line into the number of an attribution, from 0, and its act.

    Raises:
        ValueError: The line does not follow the format or its words are not in the text.
    """
    head, *fields = re.split(r"\s+\|\s+", line)
    number_words, _, cue_class = head.partition(" ")
    number = int(number_words) - 1
    if not 0 <= number < len(attributions):
        raise ValueError("no such attribution")
    if cue_class not in CUE_CLASSES:
        raise ValueError(f"no such class: {cue_class!r}")
    attribution = attributions[number]
    near = (attribution["cue"] or attribution["content"][0])[0]
    act: Act = {
        "source": attribution["source"],
        "cue": attribution["cue"],
        "content": attribution["content"],
        "kind": kind_by_marks(text, attribution),
        "within": outer_by_spans(number, attributions),
        "cue_class": cue_class,
        "commitment": "said",
        "modality": "asserted",
        "addressees": [],
        "about": [],
        "channel": None,
        "occasion": None,
        "said_on": None,
        "anonymous": False,
        "collective": False,
    }
    for field in fields:
        _fill(act, field.strip(), text, near)
    return number, act


def _fill(act: Act, field: str, text: str, near: int) -> None:
    name, _, value = field.partition(" ")
    if name == "kind":
        act["kind"] = KINDS[value]
    elif name == "in":
        act["within"] = None if value == "-" else int(value) - 1
    elif name == "k":
        act["commitment"] = _one_of(value, COMMITMENTS)
    elif name == "m":
        act["modality"] = _one_of(value, MODALITIES)
    elif name == "to":
        act["addressees"].append(find_words(text, value, near))
    elif name == "ab":
        act["about"].append(_actor(value, act, text, near))
    elif name == "ch":
        kind, _, words = value.partition(" ")
        act["channel"] = {"kind": _one_of(kind, CHANNELS), "span": find_words(text, words, near)}
    elif name == "oc":
        act["occasion"] = find_words(text, value, near)
    elif name == "on":
        act["said_on"] = find_words(text, value, near)
    elif name == "an":
        act["anonymous"] = True
    elif name == "co":
        act["collective"] = True
    else:
        raise ValueError(f"no such field: {field!r}")


def _one_of(value: str, values: tuple[str, ...]) -> str:
    if value not in values:
        raise ValueError(f"{value!r} is none of {', '.join(values)}")
    return value


def _actor(value: str, act: Act, text: str, near: int) -> Actor:
    matched = _ABOUT.fullmatch(value)
    if not matched:
        raise ValueError(f"not an actor: {value!r}")
    places = [*act["content"], *([act["cue"]] if act["cue"] else [])]
    words = [find_words(text, part, near, places) for part in (matched["words"] or "").split(" + ") if part]
    stance = float(matched["stance"] or 0)
    if bool(stance) != bool(words):
        raise ValueError(f"a stance has words, and only then: {value!r}")
    span = find_words(text, matched["name"], near, act["content"])
    return {"span": span, "named": not matched["loose"], "stance": stance, "words": words}


def read_working_file(
    path: Path, documents: dict[str, tuple[str, str, list[Attribution]]]
) -> Iterator[tuple[str, int, tuple[int, Act] | str]]:
    """Yield (document id, line number, the number of an attribution and its act, or what is wrong with the line)."""
    doc = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("# doc:"):
            doc = line.removeprefix("# doc:").strip()
            if doc not in documents:
                yield doc, number, "unknown document"
        elif line and not line.startswith("#") and doc in documents:
            try:
                yield doc, number, parse_act(line, *documents[doc][1:])
            except (ValueError, KeyError) as error:
                yield doc, number, str(error)


def show(doc: str, text: str, attributions: list[Attribution]) -> None:
    """Print a document, each attribution's number at its parts, and its kind and outer one where they have any."""
    marks: list[tuple[int, int, str]] = []
    for number, attribution in enumerate(attributions, 1):
        for role in ("source", "cue"):
            if span := attribution[role]:
                marks.append((span[0], 1, f"{role[0].upper().replace('C', 'Q')}{number}‹"))
                marks.append((span[1], 0, "›"))
        for a, b in attribution["content"]:
            marks.append((a, 1, f"{number}["))
            marks.append((b, 0, f"]{number}"))
    shown, at = "", 0
    for place, _, mark in sorted(marks):
        shown += text[at:place] + mark
        at = place
    print(f"# doc: {doc}\n{shown + text[at:]}")
    for number, attribution in enumerate(attributions):
        outer = outer_by_spans(number, attributions)
        kind = kind_by_marks(text, attribution)
        notes = [attribution["act"]] * (attribution["act"] != "speech") + [kind[0]] * (kind != "indirect")
        if outer is not None:
            notes.append(f"in {outer + 1}")
        print(f"{number + 1}:{','.join(notes)}", end=" ")
    print("\n")


def check(path: Path, documents: dict[str, tuple[str, str, list[Attribution]]], full: bool) -> int:
    """Print what is wrong with a working file, and with `full` every act; return the number of bad lines."""
    bad = 0
    seen: dict[str, set[int]] = {}
    for doc, line, entry in read_working_file(path, documents):
        if isinstance(entry, str):
            bad += 1
            print(f"{path.name}:{line}: BAD {doc}: {entry}")
            continue
        number, act = entry
        if number in seen.setdefault(doc, set()):
            print(f"{path.name}:{line}: {doc}: {number + 1} twice")
        seen[doc].add(number)
        if full:
            text = documents[doc][1]
            cue = text[slice(*act["cue"])] if act["cue"] else "-"
            about = [(text[slice(*a["span"])], a["stance"]) for a in act["about"]]
            print(doc, number + 1, cue, act["cue_class"], act["kind"], act["commitment"], act["modality"], about)
    for doc, numbers in seen.items():
        missing = [n + 1 for n in range(len(documents[doc][2])) if n not in numbers]
        if missing:
            print(f"{path.name}: {doc}: without {missing}")
    print(f"{sum(map(len, seen.values()))} acts in {len(seen)} documents, {bad} bad lines")
    return bad


def compile_set(paths: list[Path], documents: dict[str, tuple[str, str, list[Attribution]]], target: Path) -> None:
    """Write the stand-off set from working files (one annotator each), sorted by document and annotator."""
    rows: dict[tuple[str, str], dict[int, Act]] = {}
    for path in paths:
        for doc, line, entry in read_working_file(path, documents):
            if isinstance(entry, str):
                print(f"left out {path.name}:{line}: {entry}", file=sys.stderr)
            else:
                rows.setdefault((doc, path.stem.split(".")[0]), {})[entry[0]] = entry[1]
    with target.open("w", encoding="utf-8") as out:
        for (doc, annotator), acts in sorted(rows.items()):
            split, text, _ = documents[doc]
            place = {number: at for at, number in enumerate(sorted(acts))}
            for act in acts.values():
                act["within"] = None if act["within"] is None else place.get(act["within"])
            record = {
                "doc": doc,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "split": split,
                "annotator": annotator,
                "acts": [without_defaults(acts[number]) for number in sorted(acts)],
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def without_defaults(act: Act) -> dict[str, object]:
    """Return an act's spans, kind and class, and of the other fields those that say something."""
    return {key: value for key, value in act.items() if key not in DEFAULTS or value != DEFAULTS[key]}


def main() -> None:
    """Run one of the jobs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("job", choices=["list", "show", "check", "compile"])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--full", action="store_true", help="print every act back")
    parser.add_argument("--out", type=Path, default=HERE / "acts.jsonl")
    arguments = parser.parse_args()
    documents = open_attributions()
    if arguments.job == "list":
        for doc, (split, _, attributions) in documents.items():
            print(split, len(attributions), doc)
    elif arguments.job == "show":
        for name in arguments.names:
            show(name, *documents[name][1:])
    elif arguments.job == "check":
        sys.exit(1 if sum(check(Path(name), documents, arguments.full) for name in arguments.names) else 0)
    else:
        compile_set([Path(name) for name in arguments.names], documents, arguments.out)


if __name__ == "__main__":
    main()
