"""How often each rule of ``find/clauses.py`` is right, measured on the held-out articles of the annotated set."""

from __future__ import annotations

from collections import Counter

from benchmarks.polnear import Attribution
from benchmarks.scores import overlap
from docs.counts import first_readings
from training.sources import open_texts
from verbale.find.clauses import attributions_in_trees
from verbale.find.drafts import RULE_CONFIDENCE
from verbale.parse.engine import default_engine


def rules_table() -> str:
    """Return for each rule how many findings it has and how many of them are right.

    The trees are the model's. A finding's cue is right if it shares a word with an annotated cue; all of it is right
    if its content, too, overlaps that attribution's content by at least half (intersection over union of characters).
    GUM and EWT are left out: the model has learned from their trees.
    """
    engine, texts = default_engine(), open_texts()
    counts: dict[str, Counter[str]] = {rule: Counter() for rule in RULE_CONFIDENCE}
    documents = 0
    for record in first_readings():
        if record["split"] != "held" or record["doc"].startswith(("gum:", "ewt:")):
            continue
        documents += 1
        doc = engine.read(texts[record["doc"]])
        gold = [
            Attribution((), (tuple(one["cue"]),), tuple(tuple(part) for part in one["content"]))
            for one in record["attributions"]
            if one["cue"]
        ]
        for found in attributions_in_trees(doc):
            start, end = doc[found.cue[0]].idx, doc[found.cue[1] - 1].idx + len(doc[found.cue[1] - 1])
            near = [one for one in gold if one.cue[0][0] < end and one.cue[0][1] > start]
            content = tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in found.content)
            right = any(overlap(one.content, content) >= 0.5 for one in near)
            counts[found.rule].update(findings=1, cue=bool(near), right=right)
    lines = ["| rule | findings | cue right | cue and content right | weight |", "|---|---:|---:|---:|---:|"]
    for rule, weight in RULE_CONFIDENCE.items():
        c = counts[rule]
        shares = [f"{c[what] / c['findings']:.0%}" if c["findings"] else "" for what in ("cue", "right")]
        lines.append(f"| `{rule}` | {c['findings']:,} | {shares[0]} | {shares[1]} | {weight:g} |")
    lines += [
        "",
        f"Model {engine.name}; {documents} articles from Wikinews, governments and the US Department of State.",
    ]
    return "\n".join(lines)
