"""Learn how statements are put together: ``python -m training.linking [--weights FOLDER]``.

Reads the training part of the project's annotated set with the network, once as it is, and once with a share of the
word pieces hidden from it, so that it errs as on texts that it has not learned from. Fits the weights of
`verbale.find.linking`, `verbale.find.complements`, `verbale.find.candidates`, `verbale.find.floating` and
`verbale.find.judging` to what the annotators found: for each part a choice between the cues near it and none, for each
cue one between contents and sources near it and none, for words without a cue one between speakers and nobody (McFadden
1973), and for each draft whether it is right. Writes ``src/verbale/find/linking.json``. Takes some five minutes on one
core, half of it for reading.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from spacy.tokens import Doc
from torch.nn.functional import binary_cross_entropy_with_logits

from benchmarks import polnear
from benchmarks.scores import matching, overlap
from training.annotate import Attribution, Span
from training.corpora import annotated, inline_passages
from training.sources import open_texts
from verbale.find.candidates import EVIDENCE as SOURCE_EVIDENCE
from verbale.find.clauses import attributions_in_trees
from verbale.find.complements import EVIDENCE as CONTENT_EVIDENCE
from verbale.find.drafts import Draft, candidates_of, complements_of, drafts_of, proposals_of
from verbale.find.floating import EVIDENCE as SPEAKER_EVIDENCE
from verbale.find.judging import QUALITIES, qualities
from verbale.find.linking import EVIDENCE, evidence, weights_of
from verbale.find.page import Page
from verbale.find.speech import speakers_of, with_quotations
from verbale.parse.engine import WEIGHTS, Engine
from verbale.parse.pieces import Pieces
from verbale.parse.windows import Window

TARGET = Path(__file__).parents[1] / "src" / "verbale" / "find" / "linking.json"
ANNOTATIONS = Path(__file__).parent / "annotations"
#: How strongly weights are drawn to zero.
RIDGE = 3.0
#: The share of word pieces that are hidden from the network when it looks for sources, cues and contents; 0.15 made
#: choices on PolNeAR's training part better than none.
HIDDEN = 0.15
SEED = 7
#: A span is an annotated one if it lies in it by this share.
INSIDE = 0.5
#: Candidates that share nearly as much with the annotated source as the best one does are as right.
ALIKE = 0.02

#: For a part: the evidence for each cue it may belong to, and which of these are right; none of them: no cue.
Choice = tuple[np.ndarray, list[int]]


class Forgetful(Engine):
    """The network, from which a share of the word pieces is hidden while `forgets`."""

    forgets = False

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.chance = np.random.default_rng(SEED)

    def _run(self, window: Window, pieces: Pieces, *rest: np.ndarray) -> None:
        if self.forgets:
            hidden = self.chance.random(len(pieces.ids)) < HIDDEN
            pieces = replace(pieces, ids=np.where(hidden, self._tokenizer.token_to_id("[MASK]"), pieces.ids))
        super()._run(window, pieces, *rest)

    def read_forgetting(self, text: str) -> Doc:
        """Return a text with the tree of all its words, and sources, cues and contents as found in a part of them."""
        doc = self.read(text)
        self.forgets = True
        doc = self.add_attributions(doc)
        self.forgets = False
        return doc


def training_texts() -> Iterator[tuple[str, list[Attribution]]]:
    """Yield the texts of the training part with their attributions."""
    texts = open_texts()
    for doc, attributions in annotated("train").items():
        yield texts[doc], attributions
    for name in ("sentences", "articles_own"):
        for number, (_, text, attributions) in enumerate(inline_passages(ANNOTATIONS / f"{name}.txt")):
            if number % 3:
                yield text, attributions


def cues_of_parts(page: Page, attributions: list[Attribution], role: str) -> Iterator[Choice]:
    """Yield a choice of cue for each of the network's parts that is an annotated one."""
    proposals = proposals_of(page, attributions_in_trees(page.doc))
    cues = [page.offsets(cue) for cue in proposals.groups["cue"]]
    pairs = evidence(page, proposals.groups, proposals.links, proposals.rules, role)
    for part, rows in zip(proposals.groups[role], pairs, strict=True):
        start, end = page.offsets(part)
        known, right = False, set()
        for attribution in attributions:
            source = [attribution["source"]] if attribution["source"] else []
            spans = source if role == "source" else attribution["content"]
            if any(min(end, b) - max(start, a) >= INSIDE * (end - start) for a, b in spans):
                known = True
                cue = attribution["cue"]
                right.update(n for n, (a, b) in enumerate(cues) if cue and a < cue[1] and b > cue[0])
        if known:
            yield (
                np.array([row for _, row in rows], dtype=np.float64).reshape(-1, len(EVIDENCE)),
                [at for at, (number, _) in enumerate(rows) if number in right],
            )


def sources_of_cues(page: Page, attributions: list[Attribution]) -> Iterator[Choice]:
    """Yield a choice of source for each of the network's cues that is an annotated one.

    The candidates that come nearest to the annotated source are right; a cue for which none comes near is left out.
    """
    for cue, rows in candidates_of(page, attributions_in_trees(page.doc)):
        start, end = page.offsets(cue.stretch)
        wanted = [a for a in attributions if a["cue"] and a["cue"][0] < end and a["cue"][1] > start]
        sources = [a["source"] for a in wanted if a["source"]]
        spans = [page.offsets(candidate.stretch) for candidate, _ in rows]
        near = [max((shared(span, source) for source in sources), default=0.0) for span in spans]
        best = max(near, default=0.0)
        if wanted and (best >= INSIDE or not sources):
            yield (
                np.array([row for _, row in rows], dtype=np.float64).reshape(-1, len(SOURCE_EVIDENCE)),
                [at for at, share in enumerate(near) if share >= INSIDE and share >= best - ALIKE],
            )


def contents_of_cues(page: Page, attributions: list[Attribution]) -> Iterator[Choice]:
    """Yield a choice of content for each of the network's cues that it gives none."""
    for cue, rows in complements_of(page, attributions_in_trees(page.doc)):
        start, end = page.offsets(cue.stretch)
        wanted = [tuple(a["content"]) for a in attributions if a["cue"] and a["cue"][0] < end and a["cue"][1] > start]
        spans = [tuple(page.offsets(part) for part in one.content) for one, _ in rows]
        near = [max((overlap(span, content) for content in wanted), default=0.0) for span in spans]
        best = max(near, default=0.0)
        if rows and (best >= INSIDE or not wanted):
            yield (
                np.array([row for _, row in rows], dtype=np.float64).reshape(-1, len(CONTENT_EVIDENCE)),
                [at for at, share in enumerate(near) if share >= INSIDE and share >= best - ALIKE],
            )


def speakers_of_contents(page: Page, attributions: list[Attribution]) -> Iterator[Choice]:
    """Yield a choice of speaker for each of the network's contents without a cue that is an annotated one."""
    for content, rows in speakers_of(page, drafts_of(page, "")):
        start, end = page.offsets(content)
        wanted = [
            a
            for a in attributions
            if any(min(end, d) - max(start, c) >= INSIDE * (end - start) for c, d in a["content"])
            and any(2 * (min(end, d) - max(start, c)) >= d - c for c, d in a["content"])
        ]
        sources = [a["source"] for a in wanted if a["source"]]
        near = [max((shared(page.offsets(one.stretch), source) for source in sources), default=0.0) for one, _ in rows]
        best = max(near, default=0.0)
        if rows and wanted and (best >= INSIDE or not sources):
            yield (
                np.array([row for _, row in rows], dtype=np.float64).reshape(-1, len(SPEAKER_EVIDENCE)),
                [at for at, share in enumerate(near) if share >= INSIDE and share >= best - ALIKE],
            )


def shared(one: Span, other: Span) -> float:
    """Return the intersection over union of two spans."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / (max(one[1], other[1]) - min(one[0], other[0]))


def fitted(choices: list[Choice]) -> tuple[list[float], float]:
    """Return the weights of the evidence, and that of no cue, under which the right choices are likeliest."""
    size = choices[0][0].shape[1]
    widest = max(len(rows) for rows, _ in choices) + 1
    values = torch.zeros(len(choices), widest, size, dtype=torch.float64)
    open_, right = (torch.zeros(len(choices), widest, dtype=torch.bool) for _ in range(2))
    for number, (rows, chosen) in enumerate(choices):
        values[number, : len(rows)] = torch.from_numpy(rows)
        open_[number, : len(rows)] = open_[number, -1] = True
        right[number, chosen or [widest - 1]] = True
    weights = torch.zeros(size, dtype=torch.float64, requires_grad=True)
    none = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, none], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        scores = values @ weights
        scores = torch.cat([scores[:, :-1], none.expand(len(choices), 1)], 1).masked_fill(~open_, -1e9)
        chances = torch.log_softmax(scores, 1).masked_fill(~right, -1e9).logsumexp(1)
        loss = RIDGE * (weights**2).sum() - chances.sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach().tolist(), float(none.detach())


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description="Learn which sources and contents belong to which cue.")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the network")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    engine = Forgetful(arguments.weights)
    # Both ways: weights learned from hidden pieces alone trust the network too little. Chosen by cross-validation.
    pages = [
        (Page(read(text), text), attributions)
        for text, attributions in training_texts()
        for read in (engine.read_forgetting, engine.read)
    ]
    learn(pages, arguments.target)


def learn(pages: list[tuple[Page, list[Attribution]]], target: Path) -> None:
    """Fit and write the weights.

    Args:
        pages: The texts as read, with their attributions.
        target: The file to write.
    """
    # What was learned before stays in the file until it is learned anew, so that the package can be used meanwhile.
    stored: dict[str, object] = json.loads(target.read_text("utf-8"))["weights"] if target.exists() else {}
    # Each choice is made after those before it, and with their weights.
    for choice, names, choices_of in (
        ("source", EVIDENCE, lambda page, gold: cues_of_parts(page, gold, "source")),
        ("content", EVIDENCE, lambda page, gold: cues_of_parts(page, gold, "content")),
        ("content_of_cue", CONTENT_EVIDENCE, contents_of_cues),
        ("source_of_cue", SOURCE_EVIDENCE, sources_of_cues),
        ("speaker", SPEAKER_EVIDENCE, speakers_of_contents),
    ):
        made = [one for page, attributions in pages for one in choices_of(page, attributions)]
        weights, none = fitted(made)
        stored[choice] = {"none": round(none, 3), "pair": dict(zip(names, (round(w, 3) for w in weights), strict=True))}
        print(f"{choice}: {len(made)} choices")
        write(target, stored)
        weights_of.cache_clear()
    drafts = [(page, with_quotations(page, drafts_of(page, "")), attributions) for page, attributions in pages]
    stored["statement"] = fitted_judgement(drafts)
    write(target, stored)


def fitted_judgement(drafts: list[tuple[Page, list[Draft], list[Attribution]]]) -> dict[str, float]:
    """Return the weights of a draft's qualities under which those that are annotated attributions are likeliest.

    Args:
        drafts: The drafts of each text, and its attributions.
    """
    rows, right = [], []
    for page, made, attributions in drafts:
        gold = [parts_of(one) for one in attributions]
        matched = matching(gold, [as_offsets(page, draft) for draft in made])
        rows.extend(qualities(page, made))
        right.extend(number in matched.values() for number in range(len(made)))
    values = torch.tensor(rows, dtype=torch.float64)
    wanted = torch.tensor(right, dtype=torch.float64)
    weights = torch.zeros(len(QUALITIES), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = binary_cross_entropy_with_logits(values @ weights, wanted, reduction="sum") + (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    print(f"statement: {len(rows)} drafts, {sum(right)} right")
    return dict(zip(QUALITIES, (round(w, 3) for w in weights.detach().tolist()), strict=True))


def parts_of(attribution: Attribution) -> polnear.Attribution:
    """Return an annotated attribution's parts."""
    source, cue = ((span,) if span else () for span in (attribution["source"], attribution["cue"]))
    return polnear.Attribution(source, cue, tuple(attribution["content"]))


def as_offsets(page: Page, draft: Draft) -> polnear.Attribution:
    """Return a draft's parts."""
    source, cue = ((page.offsets(part),) if part else () for part in (draft.source, draft.cue))
    return polnear.Attribution(source, cue, tuple(page.offsets(part) for part in draft.content))


def write(target: Path, stored: dict[str, object]) -> None:
    """Write the weights."""
    about = (
        "Weights of the evidence that a source or content belongs to a cue; learned by training/linking.py from the "
        "training part of the project's annotated set (CC BY-SA 4.0)."
    )
    target.write_text(json.dumps({"about": about, "weights": stored}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
