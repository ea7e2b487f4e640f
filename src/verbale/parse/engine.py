"""Read a text with the language model: one encoder pass, everything that needs to understand a sentence.

The encoder runs with onnxruntime; the heads are small enough for numpy. What comes out is a spaCy ``Doc`` over the
very text that went in, with UD tags, features, lemmas, dependencies, sentences and entities, the span groups
``source``, ``cue`` and ``content``, and the links between them in ``doc.user_data["verbale.links"]``. There,
``verbale.swapped`` says of each token how likely a machine put it in the place of another, and ``verbale.vectors`` are
those by which the spans are found.
"""

from __future__ import annotations

import functools
import itertools
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from tokenizers import Tokenizer

from verbale.errors import VerbaleError
from verbale.parse.features import GAPS, gaps_of, shape_of
from verbale.parse.heads import SPANS, TAGS, Floats, Heads, softmax
from verbale.parse.lemmas import apply_script
from verbale.parse.pieces import Ints, Pieces, pieces_of
from verbale.parse.spans import best_labels, runs_of
from verbale.parse.windows import Window, windows_of
from verbale.parse.words import words_of
from verbale.settings import Settings

WEIGHTS = Path(__file__).parent / "weights"
#: No sentence is longer than this many words; a list without any stop is cut here.
LONGEST_SENTENCE = 300
#: Parts are linked to cues at most this many words away: what a training window shows.
LINK_REACH = 180
#: Links less likely than this are left out.
LEAST_LINK = 0.02
_PARAGRAPH = GAPS.index("paragraph")


@dataclass(frozen=True, slots=True)
class Link:
    """A source or content span that may belong to a cue span, by their places in the span groups of the ``Doc``."""

    role: str
    part: int
    cue: int
    probability: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words of a text and their vectors, for each group of heads."""

    tokens: list[int]
    gaps: list[int]
    tags: Floats
    tree: Floats
    spans: Floats


class Engine:
    """The language model, loaded once and used for any number of texts. Not to be shared by threads.

    Args:
        folder: Where the weights are; default: those of the package.
        threads: Threads for the encoder.
        settings: Window sizes.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1, settings: Settings | None = None) -> None:
        self.settings = settings or Settings.from_environment()
        about = json.loads((folder / "model.json").read_text("utf-8"))
        self.version: str = about["version"]
        self._labels: dict[str, list[str]] = about["labels"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cls, self._sep = (int(self._tokenizer.token_to_id(mark) or 0) for mark in ("[CLS]", "[SEP]"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._heads = Heads(folder / "heads.npz")

    @property
    def name(self) -> str:
        """The model's name and version, as records carry it."""
        return f"verbale-{self.version}"

    def read(self, text: str) -> Doc:
        """Return the text as a spaCy ``Doc`` with everything the model finds."""
        return self.parse(words_of(text))

    def parse(self, words: Doc, sentences: list[tuple[int, int]] | None = None) -> Doc:
        """Return a new ``Doc`` of the same words with everything the model finds.

        Args:
            words: A ``Doc`` of which only the words and white space are looked at.
            sentences: The sentences as (first word, word after the last), counting words that are not white space;
                default: the model finds them.
        """
        reading = self._encode(words)
        if not reading.tokens:
            return self._without_words(words)
        doc = self._with_tree(words, reading, sentences or self._sentences(reading))
        self._add_entities(doc, reading)
        self._add_attributions(doc, reading)
        self._add_judgements(doc, reading)
        return doc

    def add_attributions(self, doc: Doc) -> Doc:
        """Add the span groups, links and judgements to a ``Doc`` that another pipeline has tagged and parsed."""
        reading = self._encode(doc)
        for name in SPANS:
            doc.spans[name] = []
        doc.user_data["verbale.links"] = []
        if reading.tokens:
            self._add_attributions(doc, reading)
            self._add_judgements(doc, reading)
        return doc

    # --- the encoder

    def _encode(self, doc: Doc) -> _Reading:
        deadline = time.monotonic() + self.settings.max_seconds
        tokens = [token.i for token in doc if not token.is_space]
        spans = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in tokens]
        words = [doc[i].text for i in tokens]
        gaps = gaps_of(doc.text, spans)
        pieces = pieces_of(words, self._tokenizer)
        lengths = np.diff(pieces.starts)
        shapes = np.repeat(np.array([shape_of(word) for word in words], dtype=np.int64), lengths)
        piece_gaps = np.repeat(np.array(gaps, dtype=np.int64), lengths)
        vectors = np.zeros((3, len(words), 384), dtype=np.float32)
        windows = windows_of(pieces.starts, self.settings.window - 2, self.settings.overlap)
        for window in windows:
            if time.monotonic() > deadline:
                raise VerbaleError("V110", f"{self.settings.max_seconds:g} seconds")
            self._run(window, pieces, shapes, piece_gaps, vectors)
        return _Reading(tokens, gaps, *vectors)

    def _run(self, window: Window, pieces: Pieces, shapes: Ints, gaps: Ints, vectors: Floats) -> None:
        """Encode a window and put the vectors of the words that it keeps into place.

        One window at a time: the quantized encoder scales its numbers over all it is given at once, and a word's
        vector should not depend on a window far away. On one core, batches are no faster.
        """
        starts = pieces.starts
        inside = slice(int(starts[window.first]), int(starts[window.after]))
        size = inside.stop - inside.start + 2
        feed = {name: np.zeros((1, size), np.int64) for name in ("ids", "shapes", "gaps")}
        feed["ids"][0, 0], feed["ids"][0, -1] = self._cls, self._sep
        for name, values in (("ids", pieces.ids), ("shapes", shapes), ("gaps", gaps)):
            feed[name][0, 1:-1] = values[inside]
        feed["mask"] = np.ones((1, size), np.int64)
        (output,) = self._session.run(None, feed)
        offset = 1 - inside.start
        first = starts[window.keep_first : window.keep_after] + offset
        last = starts[window.keep_first + 1 : window.keep_after + 1] - 1 + offset
        vectors[:, window.keep_first : window.keep_after] = (output[:, 0, first] + output[:, 0, last]) / 2

    # --- the heads

    def _with_tree(self, doc: Doc, reading: _Reading, sentences: list[tuple[int, int]]) -> Doc:
        """Return a ``Doc`` of the same tokens with tags, lemmas, sentences and dependencies."""
        best = {name: self._heads.scores(name, reading.tags).argmax(1) for name in TAGS}
        values = {name: [self._labels[name][i] for i in best[name]] for name in TAGS}
        heads, deprels = self._heads.tree(reading.tree, sentences)
        size = len(doc)
        pos, tags, morphs, deps = ["SPACE"] * size, ["_SP"] * size, [""] * size, ["dep"] * size
        lemmas = [token.text for token in doc]
        token_heads = list(range(size))
        starts: list[bool | int | None] = [False] * size
        for word, i in enumerate(reading.tokens):
            pos[i], tags[i] = values["upos"][word], values["xpos"][word]
            morphs[i] = "" if values["feats"][word] == "_" else values["feats"][word]
            lemmas[i] = apply_script(lemmas[i], values["lemma"][word])
            token_heads[i] = reading.tokens[heads[word]]
            deps[i] = "root" if heads[word] == word else self._label(int(deprels[word]))
        for first, _ in sentences:
            starts[reading.tokens[first]] = True
        # White space belongs to the word before it; at the beginning, to the first word.
        previous = reading.tokens[0]
        for i in range(size):
            if pos[i] == "SPACE":
                token_heads[i] = previous
            else:
                previous = i
        if reading.tokens[0] > 0:
            starts[0], starts[reading.tokens[0]] = True, False
        return Doc(
            doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], pos=pos, tags=tags,
            morphs=morphs, lemmas=lemmas, heads=token_heads, deps=deps,
            sent_starts=starts,
        )  # fmt: skip

    def _label(self, number: int) -> str:
        label = self._labels["deprel"][number]
        return "dep" if label == "root" else label

    def _without_words(self, doc: Doc) -> Doc:
        for name in SPANS:
            doc.spans[name] = []
        doc.user_data["verbale.links"] = []
        return doc

    def _sentences(self, reading: _Reading) -> list[tuple[int, int]]:
        """Return the sentences as word ranges; a paragraph always begins one."""
        odds = self._heads.scores("sentence", reading.tags)
        begins = (odds[:, 1] > odds[:, 0]) | (np.array(reading.gaps) == _PARAGRAPH)
        begins[0] = True
        edges = [*np.flatnonzero(begins).tolist(), len(begins)]
        sentences = []
        for first, after in itertools.pairwise(edges):
            for at in range(first, after, LONGEST_SENTENCE):
                sentences.append((at, min(at + LONGEST_SENTENCE, after)))
        return sentences

    def _add_entities(self, doc: Doc, reading: _Reading) -> None:
        best = best_labels(self._heads.scores("entity", reading.spans), self._labels["entity"])
        spans = []
        for first, after in runs_of(best):
            spans.append(Span(doc, reading.tokens[first], reading.tokens[after - 1] + 1, best[first][2:]))
        doc.set_ents(filter_spans(spans))

    def _add_attributions(self, doc: Doc, reading: _Reading) -> None:
        runs: dict[str, list[tuple[int, int]]] = {}
        for name in SPANS:
            scores, names = self._heads.scores(name, reading.spans), self._labels[name]
            inside = 1 - softmax(scores)[:, names.index("O")]
            runs[name] = runs_of(best_labels(scores, names))
            doc.spans[name] = [Span(doc, reading.tokens[a], reading.tokens[b - 1] + 1, name) for a, b in runs[name]]
            doc.spans[name].attrs["confidence"] = [round(float(inside[a:b].mean()), 3) for a, b in runs[name]]
        doc.user_data["verbale.links"] = self._links(reading, runs)

    def _add_judgements(self, doc: Doc, reading: _Reading) -> None:
        """Add how likely a machine put each word in the place of another, and the words' vectors."""
        swapped = np.zeros(len(doc), np.float32)
        swapped[reading.tokens] = self._heads.swapped(np.concatenate([reading.tags, reading.tree, reading.spans], 1))
        vectors = np.zeros((len(doc), reading.spans.shape[1]), np.float32)
        vectors[reading.tokens] = reading.spans
        doc.user_data["verbale.swapped"], doc.user_data["verbale.vectors"] = swapped, vectors

    def _links(self, reading: _Reading, runs: dict[str, list[tuple[int, int]]]) -> list[Link]:
        """Link each source and content to the cues within reach that it may belong to."""
        cues = np.array([first for first, _ in runs["cue"]], dtype=np.int64)
        parts = [
            (role, number, first) for role in ("source", "content") for number, (first, _) in enumerate(runs[role])
        ]
        if not len(cues) or not parts:
            return []
        firsts = np.array([first for *_, first in parts], dtype=np.int64)
        found = []
        for (role, number, first), chances in zip(parts, self._reach(reading.spans, firsts, cues), strict=True):
            near = np.abs(cues - first) <= LINK_REACH
            for cue in np.flatnonzero(near & (chances >= LEAST_LINK)):
                found.append(Link(role, number, int(cue), round(float(chances[cue]), 3)))
        return found

    def _reach(self, x: Floats, parts: Ints, cues: Ints) -> Floats:
        """Return the links' probabilities, in slices, so that a text of nothing but quotations fits in memory."""
        size = max(1, 4_000_000 // len(cues))
        return np.concatenate([self._heads.link(x, parts[at : at + size], cues) for at in range(0, len(parts), size)])


@functools.cache
def default_engine() -> Engine:
    """Return the engine with the package's weights, loaded at the first call."""
    return Engine()
