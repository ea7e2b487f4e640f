from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.handmade import statement
from verbale.errors import VerbaleError
from verbale.export.attributions import Marked, Part, attributions, checked_part, mark
from verbale.export.brat import read_brat, write_brat
from verbale.export.doccano import read_doccano, write_doccano
from verbale.export.inception import read_inception, write_inception, xml_text
from verbale.export.label_studio import CONFIGURATION, read_label_studio, write_label_studio
from verbale.models import Document, Statement

TEXT = "“We will go,” Orsk said,\n“if 𝒲e must.” Lind agreed."


def sample() -> tuple[Document, list[Statement]]:
    document = Document(TEXT)
    place = TEXT.index
    return document, [
        statement(document, (14, 18), (19, 23), (0, 13), (25, place(" Lind"))),
        statement(document, (place("Lind"), place("Lind") + 4), None, (0, place(" Lind")), kind="mixed"),
    ]


def through_brat(marked: Marked, folder: Path) -> list[Marked]:
    write_brat([marked], folder)
    return list(read_brat(folder))


def through_label_studio(marked: Marked, folder: Path) -> list[Marked]:
    path = folder / "tasks.json"
    write_label_studio([marked], path, "verbale-test")
    tasks = json.loads(path.read_text())
    for task in tasks:  # somebody accepts what was suggested
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "was_cancelled": False}]
    path.write_text(json.dumps(tasks))
    return list(read_label_studio(path))


def through_doccano(marked: Marked, folder: Path) -> list[Marked]:
    write_doccano([marked], folder / "set.jsonl")
    return list(read_doccano(folder / "set.jsonl"))


def through_inception(marked: Marked, folder: Path) -> list[Marked]:
    write_inception([marked], folder)
    return list(read_inception(folder))


WAYS = [through_brat, through_label_studio, through_doccano, through_inception]


@pytest.mark.parametrize("way", WAYS)
def test_what_goes_out_comes_back(way, tmp_path: Path) -> None:
    document, statements = sample()
    marked = mark(document, statements)
    (back,) = way(marked, tmp_path)
    assert (back.id, back.text) == (document.id, TEXT)
    assert attributions(back) == attributions(marked)
    second, first = attributions(back)
    assert [TEXT[slice(*span)] for span in (second.source or (), second.cue or (), *second.content)] == [
        "Orsk", "said", "“We will go,”", "“if 𝒲e must.”",
    ]  # fmt: skip
    assert first.cue is None


spans = st.tuples(st.integers(0, 30), st.integers(1, 12))
texts = st.text(alphabet=st.characters(blacklist_categories=("Cs",)), min_size=42, max_size=60).filter(str.strip)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=25, deadline=None)
@given(
    text=texts, drawn=st.lists(st.tuples(spans, st.none() | spans, st.lists(spans, min_size=1, max_size=3)), max_size=4)
)
def test_any_text_and_any_parts_come_back(way, text, drawn) -> None:
    text = xml_text(text)
    document = Document(text)

    def place(span):
        return (span[0], span[0] + span[1])

    made = [
        statement(document, place(source), place(cue) if cue else None, *(place(part) for part in content))
        for source, cue, content in drawn
    ]
    # A part of nothing but line breaks cannot be shown in brat, and no finding is one.
    made = [one for one in made if all(part.text.strip() for part in (one.source, one.cue, *one.content) if part)]
    marked = mark(document, made)
    with TemporaryDirectory() as folder:
        (back,) = way(marked, Path(folder)) or [Marked(document.id, text, (), ())]
    assert back.text == text
    if way is through_brat:  # a part that has a line break inside is one; at its edges the break is dropped
        assert len(attributions(back)) == len(attributions(marked))
    else:
        assert attributions(back) == attributions(marked)


def test_a_task_that_nobody_annotated_is_left_out(tmp_path: Path) -> None:
    document, statements = sample()
    path = tmp_path / "tasks.json"
    write_label_studio([mark(document, statements)], path, "verbale-test")
    assert list(read_label_studio(path)) == []
    assert path.with_suffix(".xml").read_text() == CONFIGURATION


def test_words_counted_in_utf_16_are_found() -> None:
    text = "𝒲e 𝒲ill go"
    assert checked_part("doc", text, Part(1, "cue", 10, 12), "go") == Part(1, "cue", 8, 10)
    with pytest.raises(VerbaleError, match="V502"):
        checked_part("doc", text, Part(1, "cue", 3, 5), "go")


@pytest.mark.parametrize(
    ("parts", "links"),
    [
        ([Part(1, "cue", 0, 2), Part(2, "cue", 3, 5), Part(3, "content", 6, 8)], [(1, 2), (1, 3)]),
        ([Part(1, "cue", 0, 2), Part(2, "source", 3, 5)], [(1, 2)]),
        ([Part(1, "content", 0, 99)], []),
        ([Part(1, "content", 0, 2)], [(1, 7)]),
    ],
)
def test_what_makes_no_attribution_is_refused(parts: list[Part], links: list[tuple[int, int]]) -> None:
    with pytest.raises(VerbaleError, match="V502"):
        attributions(Marked("doc-1", "Some words here", tuple(parts), tuple(links)))


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("a.json", "{", read_label_studio),
        ("a.json", '[{"annotations": [{"result": []}]}]', read_label_studio),
        ("a.jsonl", "[1]\n", read_doccano),
        ("a.jsonl", '{"document": "d", "text": "t", "entities": [{"id": 1, "label": "x"}]}\n', read_doccano),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, name: str, content: str, read) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(VerbaleError, match="V502"):
        list(read(tmp_path / name))


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("nonsense\n")
    with pytest.raises(VerbaleError, match="V502"):
        list(read_brat(tmp_path))
    (tmp_path / "a.txt").write_text("text")
    with pytest.raises(VerbaleError, match="V502"):
        list(read_brat(tmp_path))
    with pytest.raises(VerbaleError, match="V502"):
        list(read_inception(tmp_path))
