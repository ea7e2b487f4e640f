"""The openly licensed texts that the annotated set refers to, by document id."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

#: Where the annotated data lie; see ``training/README.md``.
DATA = Path(os.environ.get("VERBALE_DATA", Path(__file__).parents[2] / "shared" / "data"))

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def wikinews() -> dict[str, str]:
    """Return the Wikinews articles of 2019 (CC BY 2.5), by ``wikinews:`` and the last part of their address."""
    with (DATA / "news" / "wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
        return {"wikinews:" + row["url"].rsplit("/wiki/", 1)[-1]: row["text"] for row in csv.DictReader(file)}


def re3d() -> dict[str, str]:
    """Return the government texts of re3d whose licences allow training, by ``re3d:<source>/<id>``."""
    texts = {}
    for source in ("us_state_department", "centcom", "uk_government", "australian_dfat"):
        for line in (DATA / "entities" / "re3d" / source / "documents.jsonl").open(encoding="utf-8"):
            if line.strip():
                record = json.loads(line)
                texts[f"re3d:{source}/{record['_id']}"] = record["text"]
    return texts


def state_department() -> dict[str, str]:
    """Return the press releases of the State Department (public domain), tags taken off, by ``state:<number>``."""
    root = ElementTree.parse(DATA / "news" / "state_dept.rss").getroot()
    texts = {}
    for number, item in enumerate(root.iter("item"), 1):
        markup = item.findtext(CONTENT) or ""
        plain = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h\d|li|div)>|<br\s*/?>", "\n", markup)))
        texts[f"state:{number}"] = "\n\n".join(
            line for raw in plain.split("\n") if (line := re.sub(r"\s+", " ", raw).strip())
        )
    return texts


def gum(part: str = "train", genres: tuple[str, ...] = ("news", "interview", "speech")) -> dict[str, str]:
    """Return GUM documents (CC BY, CC BY-SA, public domain), rebuilt from their trees, by ``gum:<name>``."""
    from training.conllu import read_documents

    found = {}
    for path in sorted((DATA / "parse" / "ud_gum").glob(f"*{part}*.conllu")):
        for document in read_documents(path):
            if document.name.split("_")[1] in genres:
                found[f"gum:{document.name}"] = document.text
    return found


def ewt(genres: tuple[str, ...] = ("weblog", "newsgroup")) -> dict[str, str]:
    """Return EWT training documents (CC BY-SA 4.0), rebuilt from their trees, by ``ewt:<name>``."""
    from training.conllu import read_documents

    found = {}
    for document in read_documents(DATA / "parse" / "ud_ewt" / "train.conllu"):
        if document.name.startswith(genres):
            found[f"ewt:{document.name}"] = document.text
    return found


def open_texts() -> dict[str, str]:
    """Return all texts that may be annotated, by document id."""
    return {**wikinews(), **re3d(), **state_department(), **gum(), **ewt()}
