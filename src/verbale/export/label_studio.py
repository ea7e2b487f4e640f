"""Label Studio: a file of tasks with pre-annotations, its labelling configuration, and its export read back.

Label Studio counts code points since 2021; what older versions counted otherwise is recognised by the words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from verbale.errors import VerbaleError
from verbale.export.attributions import Marked, Part, checked_part, role_named

CONFIGURATION = """<View>
  <Relations>
    <Relation value="of"/>
  </Relations>
  <Labels name="part" toName="text">
    <Label value="source" background="#1f6feb"/>
    <Label value="cue" background="#9a6700"/>
    <Label value="content" background="#1a7f37"/>
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
</View>
"""


def write_label_studio(documents: Iterable[Marked], path: Path, made_by: str) -> int:
    """Write tasks with pre-annotations as a JSON file, and the labelling configuration beside it; return how many.

    Args:
        documents: The documents with their marked attributions.
        path: The file; the configuration has the same name with ``.xml``.
        made_by: What made the attributions, shown as the version of the model.
    """
    tasks = [
        {
            "data": {"document": marked.id, "text": marked.text},
            "predictions": [{"model_version": made_by, "result": [*_regions(marked), *_relations(marked)]}],
        }
        for marked in documents
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(tasks, ensure_ascii=True, indent=1) + "\n", "utf-8")
    path.with_suffix(".xml").write_text(CONFIGURATION, "utf-8")
    return len(tasks)


def read_label_studio(path: Path) -> Iterator[Marked]:
    """Yield the documents that somebody has annotated, from Label Studio's JSON export.

    Of several annotations of one task the last one counts that was not cancelled; tasks without any are left out.

    Raises:
        VerbaleError: V502, the file is not such an export.
    """
    try:
        tasks = json.loads(path.read_bytes())
        for task in tasks:
            done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
            if done:
                yield _read(str(task["data"]["document"]), str(task["data"]["text"]), done[-1]["result"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise VerbaleError("V502", f"{path.name}: not an export of Label Studio") from error


def _regions(marked: Marked) -> Iterator[dict[str, Any]]:
    for part in marked.parts:
        words = marked.text[part.start : part.end]
        yield {
            "id": f"p{part.id}", "from_name": "part", "to_name": "text", "type": "labels",
            "value": {"start": part.start, "end": part.end, "text": words, "labels": [part.role]},
        } | ({"meta": {"text": [part.note]}} if part.note else {})  # fmt: skip


def _relations(marked: Marked) -> Iterator[dict[str, Any]]:
    for one, other in marked.links:
        yield {"type": "relation", "from_id": f"p{one}", "to_id": f"p{other}", "direction": "right", "labels": ["of"]}


def _read(document: str, text: str, result: list[dict[str, Any]]) -> Marked:
    """Return a document from the regions and relations of one annotation."""
    numbers: dict[str, int] = {}
    parts = []
    for region in result:
        labels = region.get("value", {}).get("labels")
        if region.get("type") == "labels" and labels:
            numbers[region["id"]] = len(numbers) + 1
            value = region["value"]
            part = Part(numbers[region["id"]], role_named(document, labels[0]), int(value["start"]), int(value["end"]))
            parts.append(checked_part(document, text, part, value.get("text")))
    links = [
        (numbers.get(one["from_id"], 0), numbers.get(one["to_id"], 0))
        for one in result
        if one.get("type") == "relation"
    ]
    return Marked(document, text, tuple(parts), tuple(links))
