"""How well the stance is found in what it may be developed on: ``python -m training.stance [--errors]``.

That is the train part of the annotated acts, ``annotations/stance_dev.jsonl`` (other documents of the train part, read
for this) and ``annotations/stance_own.txt`` (sentences of our own). The held part is for `benchmarks.acts` alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.acts import _key, acts_by_id, documents, drafts_from
from training.annotate_acts import Act, open_attributions
from verbale.codebook.knowledge import knowledge
from verbale.find.acts import Saying, saying
from verbale.find.mentions import find_mentions
from verbale.find.page import Page
from verbale.find.stance import stance_towards
from verbale.find.statements import _as_statements
from verbale.models import Document
from verbale.parse.engine import WEIGHTS, Engine
from verbale.resolve.about import Subjects
from verbale.resolve.linking import link_mentions
from verbale.run.analysis import analyze_document

HERE = Path(__file__).parent / "annotations"
SIDES = "-0+"
#: The spans of a statement, where an actor is named, and the side taken.
Wanted = tuple[tuple[object, ...], tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and somebody of whom it speaks: the part, the side annotated and the one found, and the words."""

    part: str
    side: str
    found: str
    words: str


def pairs(engine: Engine) -> Iterator[Pair]:
    """Yield the annotated pairs, with the side that is found."""
    for name, text, acts, kinds in documents("train"):
        actors = [(_key(None, a["cue"], a["content"]), b["span"], _side(b["stance"])) for a in acts for b in a["about"]]
        yield from _pairs_in("acts", name, text, acts, kinds, actors, engine, as_found=True)
    opened = open_attributions()
    read: dict[str, list[Wanted]] = {}
    for line in (HERE / "stance_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        key = _key(None, row["cue"], row["content"])
        read.setdefault(row["doc"], []).append((key, tuple(row["actor"]), SIDES.index(row["side"])))
    for name, actors in read.items():
        _, text, attributions = opened[name]
        bare = [{key: a[key] for key in ("source", "cue", "content")} for a in attributions]  # type: ignore[literal-required]
        kinds = {_key(a["source"], a["cue"], a["content"]): a["act"] for a in attributions}
        yield from _pairs_in("dev", name, text, bare, kinds, actors, engine, as_found=True)  # type: ignore[arg-type]
    for number, line in enumerate((HERE / "stance_own.txt").read_text("utf-8").splitlines()):
        if not line.startswith("#"):
            text, act, marked = _own(line)
            kinds = {_key(act["source"], act["cue"], act["content"]): "speech"}
            own = [(_key(None, act["cue"], act["content"]), span, side) for span, side in marked]
            yield from _pairs_in("own", f"own:{number}", text, [act], kinds, own, engine, as_found=False)


def _side(stance: float) -> int:
    return 1 + (stance > 0) - (stance < 0)


def _own(line: str) -> tuple[str, Act, list[tuple[tuple[int, int], int]]]:
    """Return the text of a line, its act, and the spans of its actors with their sides."""
    source, cue, content = line.split("|")
    start = len(source) + len(cue) + 2
    marked, plain = [], ""
    for piece in re.split(r"(\{[^}]*\})", content):
        if piece.startswith("{"):
            bare = piece[1:-2]
            article = len(bare) - len(bare.removeprefix("the "))
            marked.append(((start + len(plain) + article, start + len(plain + bare)), SIDES.index(piece[-2])))
            piece = bare
        plain += piece
    plain = re.sub(r',"$', '."', plain)
    text = f"{source} {cue} {plain}" + ("" if plain[-1] in '."' else ".")
    act = {"source": (0, len(source)), "cue": (len(source) + 1, start - 1), "content": [(start, start + len(plain))]}
    return text, act, marked  # type: ignore[return-value]


def _pairs_in(
    part: str, name: str, text: str, acts: list[Act], kinds: dict[tuple[object, ...], str],
    actors: list[Wanted], engine: Engine, as_found: bool,
) -> Iterator[Pair]:  # fmt: skip
    """Yield the pairs of a text; with the names as they are found, or only as they are annotated."""
    document = Document(text)
    doc = analyze_document(document, engine).doc
    page = Page(doc, text)
    base = knowledge()
    mentions = link_mentions(doc, document, find_mentions(doc, engine.name), base)
    subjects = Subjects(doc, document, mentions, base)
    by_id = acts_by_id(page, document, acts)
    for statement in _as_statements(page, document, drafts_from(page, acts, kinds)):
        one: Saying = saying(doc, text, statement)
        act = by_id[statement.id]
        spans_of = _key(None, act["cue"], act["content"])
        wanted = [(span, side) for key, span, side in actors if key == spans_of]
        if as_found:
            groups = subjects.namings(one)
        else:
            spans = [doc.char_span(*span, alignment_mode="expand") for span, _ in wanted]
            groups = [[span] for span in spans if span is not None]
        for names in groups:
            side = next((x for (a, b), x in wanted for n in names if n.start_char < b and n.end_char > a), None)
            if side is not None:
                got = SIDES[_side(stance_towards(doc, one, names).stance)]
                cue = statement.cue.text if statement.cue else "-"
                words = f"{names[0].text} | {cue} | {statement.content[0].text[:90]!r}"
                yield Pair(part, SIDES[side], got, words)


def main() -> None:
    """Print, for each part, how often the sign is right and how often neutral stays neutral."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true", help="print every wrong answer")
    arguments = parser.parse_args()
    answers: dict[str, Counter[tuple[str, str]]] = {}
    for pair in pairs(Engine(WEIGHTS)):
        answers.setdefault(pair.part, Counter())[pair.side, pair.found] += 1
        if arguments.errors and pair.side != pair.found:
            print(f"{pair.part}: {pair.side} | {pair.found} | {pair.words}")
    for part, counts in answers.items():
        sided = sum(times for (side, _), times in counts.items() if side != "0")
        right = sum(times for (side, found), times in counts.items() if side == found != "0")
        opposite = sum(times for (side, found), times in counts.items() if "0" not in (side, found) and side != found)
        neutral = sum(times for (side, _), times in counts.items() if side == "0")
        print(
            f"{part:5} sign {right / sided:.3f} of {sided}, opposite {opposite}; "
            f"neutral stays {counts['0', '0'] / neutral:.3f} of {neutral}"
        )


if __name__ == "__main__":
    main()
