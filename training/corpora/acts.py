"""What kind of act the annotated attributions are."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, cast

from training.annotate_acts import DEFAULTS, Act

ACTS = Path(__file__).parents[1] / "annotations" / "acts.jsonl"


def annotated_acts(split: str, path: Path = ACTS) -> dict[str, list[Act]]:
    """Return the annotated acts of a split (``train``, ``held`` or ``all``), by document: the first reading of each."""
    return {doc: acts[0] for doc, acts in readings(split, path).items()}


def readings(split: str, path: Path = ACTS) -> dict[str, list[list[Act]]]:
    """Return all readings of the documents of a split, the first reading first."""
    found: dict[str, list[list[Act]]] = {}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if split in ("all", record["split"]):
            found.setdefault(record["doc"], []).append([_filled(act) for act in record["acts"]])
    return found


def level_of(act: Act, acts: list[Act]) -> int:
    """Return in how many others an act is told."""
    steps = 0
    while act["within"] is not None:
        act = acts[act["within"]]
        steps += 1
    return steps


def _filled(act: dict[str, Any]) -> Act:
    """Return an act with its defaults and with spans as tuples, as the annotated attributions have them."""
    full = {**copy.deepcopy(DEFAULTS), **act}
    for key in ("source", "cue", "occasion", "said_on"):
        full[key] = tuple(full[key]) if full[key] else None
    for key in ("content", "addressees"):
        full[key] = [tuple(span) for span in full[key]]
    full["about"] = [
        {**actor, "span": tuple(actor["span"]), "words": [tuple(span) for span in actor["words"]]}
        for actor in full["about"]
    ]
    if full["channel"]:
        full["channel"] = {**full["channel"], "span": tuple(full["channel"]["span"])}
    return cast(Act, full)
