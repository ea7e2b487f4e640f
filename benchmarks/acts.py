"""What kind of act each statement is: against the annotated acts, with the most frequent answer beside each figure.

    python -m benchmarks.acts [--split train] [--errors] [--weights FOLDER]

First with the annotated spans given, so that only the description is measured; then end to end, on the statements that
the product finds and whose source and content both overlap annotated ones by at least half. ``--split train`` is the
part to develop on; ``--errors`` prints every wrong answer.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.attribution import ANNOTATIONS, from_statement
from benchmarks.harness import Figure, engine_from, finish
from benchmarks.polnear import Attribution
from benchmarks.scores import f1, overlap
from training.annotate_acts import Act
from training.corpora import annotated, inline_passages
from training.corpora.acts import annotated_acts, level_of
from training.sources import open_texts
from verbale.codebook.knowledge import knowledge
from verbale.find.drafts import Draft
from verbale.find.mentions import find_mentions
from verbale.find.page import Page
from verbale.find.statements import as_statements
from verbale.models import About, Document, Mention, Span, Statement
from verbale.parse.engine import Engine
from verbale.resolve.acts import describe_statements
from verbale.resolve.linking import link_mentions
from verbale.run.analysis import analyze_document

#: Fields with one answer of several for every statement.
CHOICES = ("kind", "level", "cue_class", "commitment", "modality", "channel", "anonymous", "collective")
#: The answer that most statements have; the figure without them is printed too.
PLAIN = {
    "kind": "indirect", "level": "0", "cue_class": "say", "commitment": "said", "modality": "asserted",
    "channel": "none", "anonymous": "False", "collective": "False",
}  # fmt: skip


@dataclass(slots=True)
class Scores:
    """Counts over documents: answers by field, and of spans those right, found and wanted."""

    answers: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    spans: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)

    def add(
        self, text: str, name: str, act: Act, acts: list[Act], found: Statement, level: int, mentions: Sequence[Mention]
    ) -> None:
        """Compare one annotated act with what is said of the same statement."""
        for what, (wanted, got) in _answers(act, acts, found, level).items():
            if what in ("anonymous", "collective") and (act["source"] is None or found.source is None):
                continue
            self.answers[what].append((wanted, got))
            if wanted != got:
                self._wrong(text, name, act, what, wanted, got)
        parties = [(party.span.start, party.span.end) for party in found.addressees]
        self._spans(text, name, act, "addressees", act["addressees"], parties)
        occasion = [(found.occasion.start, found.occasion.end)] if found.occasion else []
        self._spans(text, name, act, "occasion", [act["occasion"]] if act["occasion"] else [], occasion)
        self._about(text, name, act, found.about, mentions)

    def _spans(
        self, text: str, name: str, act: Act, what: str, wanted: Sequence[tuple[int, int]], got: list[tuple[int, int]]
    ) -> None:
        left = list(got)
        right = 0
        for span in wanted:
            best = max(left, key=lambda other: overlap((span,), (other,)), default=None)
            if best is not None and overlap((span,), (best,)) >= 0.5:
                left.remove(best)
                right += 1
        self.spans[what].update(right=right, found=len(got), wanted=len(wanted))
        if not right == len(got) == len(wanted):
            shown = ["; ".join(text[a:b] for a, b in spans) for spans in (wanted, got)]
            self._wrong(text, name, act, what, *shown)

    def _about(self, text: str, name: str, act: Act, found: tuple[About, ...], mentions: Sequence[Mention]) -> None:
        """Count the actors; those that are described and not named, wanted or found, count in ``about_all`` only."""
        left = list(found)
        for actor in act["about"]:
            start, end = actor["span"]
            match = next((a for a in left if any(s.start < end and s.end > start for s in a.spans)), None)
            self.spans["about_all"].update(wanted=1, right=match is not None, found=match is not None)
            if actor["named"]:
                self.spans["about_named"].update(wanted=1, right=match is not None, found=match is not None)
            if match is None:
                self._wrong(text, name, act, "about", text[start:end], "-")
                continue
            left.remove(match)
            wanted, got = _sign(actor["stance"]), _sign(match.stance)
            self.answers["stance"].append((wanted, got))
            if not actor["named"]:
                self.answers["stance_described"].append((wanted, got))
            if wanted != got:
                self._wrong(text, name, act, f"stance to {text[start:end]}", wanted, got)
        self.spans["about_all"]["found"] += len(left)
        self.spans["about_named"]["found"] += sum(_is_named(other, mentions) for other in left)
        for other in left:
            self._wrong(text, name, act, "about", "-", other.spans[0].text)

    def _wrong(self, text: str, name: str, act: Act, what: str, wanted: str, got: str) -> None:
        cue = text[slice(*act["cue"])] if act["cue"] else "-"
        content = " … ".join(text[a:b] for a, b in act["content"]).replace("\n", " ")
        self.errors.append(f"{what}: {wanted} | {got} | {cue} | {content[:90]} ({name})")

    def figures(self, block: str) -> list[Figure]:
        """Return the figures, each with the most frequent answer's beside it."""
        figures = []
        for what in CHOICES:
            pairs = self.answers[what]
            if not pairs:
                continue
            most, times = Counter(wanted for wanted, _ in pairs).most_common(1)[0]
            share = sum(wanted == got for wanted, got in pairs) / len(pairs)
            note = f"always “{most}” {times / len(pairs):.3f}; {_rare(what, pairs)}; {len(pairs)} statements"
            figures.append(Figure(f"acts.{block}.{what}", share, note))
        for what in ("addressees", "about_named", "about_all", "occasion"):
            counts = self.spans[what]
            precision, recall, f = f1(counts["right"], counts["found"], counts["wanted"])
            figures.append(
                Figure(f"acts.{block}.{what}", f, f"P {precision:.3f} R {recall:.3f}; {counts['wanted']} wanted")
            )
        for what in ("stance", "stance_described"):
            pairs = self.answers[what]
            sided = [(wanted, got) for wanted, got in pairs if wanted != "0"]
            if sided:
                right = sum(wanted == got for wanted, got in sided)
                against = sum(wanted == "-" for wanted, _ in sided) / len(sided)
                taken = sum(got != "0" for _, got in pairs)
                note = f"always against {against:.3f}; of {len(sided)} found that are not neutral; {right} of {taken} "
                figures.append(Figure(f"acts.{block}.{what}_sign", right / len(sided), note + "sides taken are right"))
            neutral = [got for wanted, got in pairs if wanted == "0"]
            if neutral:
                share = neutral.count("0") / len(neutral)
                figures.append(Figure(f"acts.{block}.{what}_neutral", share, f"{len(neutral)} neutral ones"))
        return figures


def _is_named(about: About, mentions: Sequence[Mention]) -> bool:
    """Tell whether any of the words for an actor has a name in it."""
    return any(one.start < span.end and span.start < one.end for span in about.spans for one in mentions)


def _answers(act: Act, acts: list[Act], found: Statement, level: int) -> dict[str, tuple[str, str]]:
    """Return, for each field with one answer, the annotated one and the found one."""
    return {
        "kind": (act["kind"], found.kind),
        "level": (str(level_of(act, acts)), str(level)),
        "cue_class": (act["cue_class"], str(found.cue_class)),
        "commitment": (act["commitment"], found.commitment),
        "modality": (act["modality"], found.modality),
        "channel": (
            act["channel"]["kind"] if act["channel"] else "none",
            found.channel.kind if found.channel else "none",
        ),
        "anonymous": (str(act["anonymous"]), str(found.anonymous)),
        "collective": (str(act["collective"]), str(found.collective)),
    }


def _rare(what: str, pairs: list[tuple[str, str]]) -> str:
    """Return how well the answers are found that are not the plain one: F1 over them."""
    plain = PLAIN[what]
    right = sum(wanted == got != plain for wanted, got in pairs)
    found = sum(got != plain for _, got in pairs)
    wanted = sum(wanted != plain for wanted, _ in pairs)
    return f"not “{plain}” F1 {f1(right, found, wanted)[2]:.3f} of {wanted}"


def _sign(stance: float) -> str:
    return "+" if stance > 0 else "-" if stance < 0 else "0"


def documents(split: str) -> Iterator[tuple[str, str, list[Act], dict[tuple[object, ...], str]]]:
    """Yield (id, text, acts, the attribution set's act by spans) of every document with annotated acts."""
    sets = {**annotated("all")}
    texts = open_texts()
    for name in ("sentences", "articles_own"):
        for number, (_, text, attributions) in enumerate(inline_passages(ANNOTATIONS / f"{name}.txt")):
            texts[f"{name}:{number}"], sets[f"{name}:{number}"] = text, attributions
    for doc, acts in annotated_acts(split).items():
        kinds = {_key(a["source"], a["cue"], a["content"]): a["act"] for a in sets[doc]}
        yield doc, texts[doc], acts, kinds


def _key(
    source: Sequence[int] | None, cue: Sequence[int] | None, content: Sequence[Sequence[int]]
) -> tuple[object, ...]:
    """Return an attribution's spans as something to look up by."""
    return tuple(source or ()), tuple(cue or ()), tuple(tuple(part) for part in content)


def acts_by_id(page: Page, document: Document, acts: list[Act]) -> dict[str, Act]:
    """Return the annotated acts by the id that the finder gives to a statement with these parts.

    Spans become the tokens that they overlap, as they would be found.
    """
    found = {}
    for act in acts:
        source, cue = (page.offsets(page.tokens(*span)) if span else None for span in (act["source"], act["cue"]))
        content = tuple(page.offsets(page.tokens(*part)) for part in act["content"])
        spans = [Span.of(page.text, *s) if s else None for s in (source, cue)]
        parts = tuple(Span.of(page.text, *part) for part in content)
        bare = Statement(document.id, spans[0], spans[1], parts, "indirect", "speech", None, None, 1.0, "gold")
        found[bare.id] = act
    return found


def drafts_from(page: Page, acts: list[Act], kinds: dict[tuple[object, ...], str]) -> list[Draft]:
    """Return the annotated attributions as the finder's drafts."""
    drafts = []
    for act in acts:
        source, cue = (page.tokens(*span) if span else None for span in (act["source"], act["cue"]))
        content = tuple(page.tokens(*part) for part in act["content"])
        kind = kinds[_key(act["source"], act["cue"], act["content"])]
        drafts.append(Draft(source, cue, content, kind, 1.0, "gold"))  # type: ignore[arg-type]
    return drafts


def levels(statements: Sequence[Statement]) -> dict[str, int]:
    """Return in how many others each statement is told."""
    outer = {statement.id: statement.within for statement in statements}
    found = {}
    for id_ in outer:
        steps, up = 0, outer[id_]
        while up is not None:
            steps, up = steps + 1, outer.get(up)
        found[id_] = steps
    return found


def pairs_of(acts: list[Act], statements: Sequence[Statement]) -> Iterator[tuple[Act, Statement]]:
    """Yield annotated acts with the statement found for each, best overlaps first."""
    candidates = []
    for a, act in enumerate(acts):
        gold = Attribution((act["source"],) if act["source"] else (), (), tuple(act["content"]))
        for s, statement in enumerate(statements):
            found = from_statement(statement)
            content, source = overlap(gold.content, found.content), overlap(gold.source, found.source)
            if content >= 0.5 and source >= 0.5:
                candidates.append((content + source, a, s))
    used_acts: set[int] = set()
    used_statements: set[int] = set()
    for _, a, s in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if a not in used_acts and s not in used_statements:
            used_acts.add(a)
            used_statements.add(s)
            yield acts[a], statements[s]


def measure(engine: Engine, split: str = "held", errors: bool = False) -> list[Figure]:
    """Return the figures of a split, with the spans given and end to end."""
    base = knowledge()
    given, found = Scores(), Scores()
    wanted = matched = 0
    for name, text, acts, kinds in documents(split):
        document = Document(text)
        analysis = analyze_document(document, engine)
        page = Page(analysis.doc, text)
        by_id = acts_by_id(page, document, acts)
        statements = as_statements(page, document, drafts_from(page, acts, kinds))
        mentions = link_mentions(analysis.doc, document, find_mentions(analysis.doc, engine.name), base)
        described = describe_statements(analysis.doc, document, statements, mentions, base)
        deep = levels(statements)
        for statement in described:
            given.add(text, name, by_id[statement.id], acts, statement, deep[statement.id], mentions)
        told = analysis.statements
        if told and told[0].cue_class is None:  # not yet part of the analysis
            told = describe_statements(analysis.doc, document, told, mentions, base)
        deep = levels(told)
        wanted += len(acts)
        for act, statement in pairs_of(acts, told):
            matched += 1
            found.add(text, name, act, acts, statement, deep[statement.id], mentions)
    if errors:
        print("\n".join(sorted(given.errors)))
    figures = given.figures("given")
    figures.append(Figure("acts.found.statements", matched / wanted, f"of {wanted} annotated ones"))
    return figures + found.figures("found")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="What kind of act each statement is.")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--split", default="held", choices=["held", "train"])
    parser.add_argument("--errors", action="store_true", help="print every wrong answer on given spans")
    arguments = parser.parse_args()
    figures = measure(engine_from(arguments.weights), arguments.split, arguments.errors)
    if arguments.split != "held":
        figures = [replace(figure, name=f"{arguments.split}.{figure.name}") for figure in figures]
    finish(f"the annotated acts, {arguments.split} part", figures)


if __name__ == "__main__":
    main()
