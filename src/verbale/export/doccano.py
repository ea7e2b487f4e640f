"""doccano's JSONL of a project for sequence labelling with relations and overlapping spans."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from verbale.errors import VerbaleError
from verbale.export.attributions import Marked, Part, role_named


def write_doccano(documents: Iterable[Marked], path: Path) -> int:
    """Write documents as JSONL, one a line; return how many.

    doccano gives what it imports ids of its own; the key ``document`` comes back as it was. In the project, overlapping
    spans and relations must be allowed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for count, marked in enumerate(documents, 1):  # noqa: B007
            file.write(json.dumps(_form(marked), ensure_ascii=True) + "\n")
    return count


def read_doccano(path: Path) -> Iterator[Marked]:
    """Yield the documents of doccano's JSONL export.

    Raises:
        VerbaleError: V502, a line is not of such an export.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _read(json.loads(line))
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise VerbaleError("V502", f"{path.name}: line {number} is not of an export of doccano") from error


def _form(marked: Marked) -> dict[str, Any]:
    return {
        "document": marked.id,
        "text": marked.text,
        "entities": [
            {"id": part.id, "label": part.role, "start_offset": part.start, "end_offset": part.end}
            for part in marked.parts
        ],
        "relations": [
            {"id": number, "from_id": one, "to_id": other, "type": "of"}
            for number, (one, other) in enumerate(marked.links, 1)
        ],
    }


def _read(form: dict[str, Any]) -> Marked:
    document = str(form["document"])
    parts = tuple(
        Part(int(one["id"]), role_named(document, one["label"]), int(one["start_offset"]), int(one["end_offset"]))
        for one in form.get("entities", ())
    )
    links = tuple((int(one["from_id"]), int(one["to_id"])) for one in form.get("relations", ()))
    return Marked(document, form["text"], parts, links)
