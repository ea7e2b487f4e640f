"""How statements stand towards the actors in their contents, as a label on the words that name them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.annotate import Attribution, Span
from training.corpora.acts import annotated_acts
from training.corpora.attributed import inline_passages
from training.corpora.material import Material, from_text, words_of
from training.sources import open_texts

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
#: Where an actor is named, and the side that its statement takes.
Sided = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence of our own: its text, its attribution, and the actors in it with the sides taken."""

    text: str
    attribution: Attribution
    actors: tuple[Sided, ...]


def own_sentences(path: Path) -> Iterator[OwnSentence]:
    """Yield the sentences of a file of lines ``source|cue|content`` in which ``{Name+}`` is an actor with its side."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield own_sentence(line)


def own_sentence(line: str) -> OwnSentence:
    """Return what a line stands for."""
    source, cue, content = line.split("|")
    start = len(source) + len(cue) + 2
    actors: list[Sided] = []
    plain = ""
    for piece in re.split(r"(\{[^}]*\})", content):
        if piece.startswith("{"):
            bare = piece[1:-2]
            article = len(bare) - len(re.sub(r"^[Tt]he ", "", bare))
            actors.append(((start + len(plain) + article, start + len(plain + bare)), piece[-2]))
            piece = bare
        plain += piece
    plain = re.sub(r',"$', '."', plain)
    text = f"{source} {cue} {plain}" + ("" if plain[-1] in '."”' else ".")
    attribution: Attribution = {
        "act": "speech", "source": (0, len(source)), "cue": (len(source) + 1, start - 1),
        "content": [(start, start + len(plain))],
    }  # fmt: skip
    return OwnSentence(text, attribution, tuple(actors))


def read_pairs(path: Path) -> dict[str, list[Sided]]:
    """Return the actors with their sides that a file of annotated pairs has, by document."""
    found: dict[str, list[Sided]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["doc"], []).append(((row["actor"][0], row["actor"][1]), row["side"]))
    return found


def side_of(stance: float) -> str:
    """Return the side of a stance from -1 to 1."""
    return "+" if stance > 0 else "-" if stance < 0 else "0"


def stances() -> Iterator[Material]:
    """Yield what the network may learn sides from.

    The train part of the annotated acts, the pairs of ``stance_read.jsonl`` and our own sentences. On
    ``stance_dev.jsonl`` it is tuned what is made of the network's answers.
    """
    texts = open_texts()
    for name in ("sentences", "articles_own"):
        for number, (_, text, _) in enumerate(inline_passages(ANNOTATIONS / f"{name}.txt")):
            texts[f"{name}:{number}"] = text
    sided: dict[str, list[Sided]] = {}
    for doc, acts in annotated_acts("train").items():
        sided.setdefault(doc, []).extend(
            (actor["span"], side_of(actor["stance"])) for a in acts for actor in a["about"]
        )
    for doc, actors in read_pairs(ANNOTATIONS / "stance_read.jsonl").items():
        sided.setdefault(doc, []).extend(actors)
    for doc, actors in sorted(sided.items()):
        yield _labelled(f"stance:{doc}", texts[doc], actors)
    for number, sentence in enumerate(own_sentences(ANNOTATIONS / "stance_own.txt")):
        yield _labelled(f"stance_own:{number}", sentence.text, sentence.actors)


def _labelled(name: str, text: str, actors: Iterator[Sided] | list[Sided] | tuple[Sided, ...]) -> Material:
    """Return material that teaches nothing but sides; an actor to whom two are taken at one place teaches none."""
    material = from_text(name, text)
    labels: list[str | None] = [None] * len(material.spans)
    taken: dict[Span, set[str]] = {}
    for span, side in actors:
        taken.setdefault(span, set()).add(side)
    for span, sides in sorted(taken.items()):
        first, after = words_of(span, material.spans)
        if len(sides) == 1:
            labels[first:after] = [*sides] * (after - first)
    material.labels["stance"] = labels
    return material
