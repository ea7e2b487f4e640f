import csv
import json

import pytest

import verbale.run.analysis
from verbale.models import Document
from verbale.run.analysis import analyze_document
from verbale.store import Record


@pytest.mark.parametrize(("form", "out"), [("csv", "s.csv"), ("jsonl", "s.jsonl"), ("parquet", "s.parquet")])
def test_tables(full, run, here, form, out):
    result = run("export", form, out, "--speaker", "Zhao")
    assert result.exit_code == 0
    assert result.stderr == f"1 statements written to {out}.\n"
    assert (here / out).exists()
    assert json.loads((here / "s.codebook.json").read_text("utf-8"))["primaryKey"] == "id"


def test_the_same_conditions_as_for_lists(full, run, here):
    assert run("export", "csv", "s.csv", "--act", "thought", "--json").exit_code == 0
    with (here / "s.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["speaker"] for row in csv.DictReader(file)] == ["Stoltenberg"]
    assert run("export", "csv", "s.csv", "--cue-class", "shout").exit_code == 2


def test_a_place_that_cannot_be_written(full, run, here):
    (here / "file").write_text("")
    result = run("export", "csv", "file/s.csv")
    assert result.exit_code == 2
    assert "V501" in result.stderr


def test_annotations_of_another_text_are_refused_and_nothing_is_written(full, run, here):
    run("export", "doccano", "s.jsonl")
    lines = [json.loads(line) for line in (here / "s.jsonl").read_text().splitlines()]
    lines[-1]["text"] += " more"
    (here / "s.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    before = run("statements", "--json").stdout
    result = run("import", "doccano", "s.jsonl", "--by", "A. Reader")
    assert (result.exit_code, "V504" in result.stderr) == (2, True)
    assert run("statements", "--json").stdout == before


def test_what_is_not_there(full, run):
    result = run("import", "brat", "nowhere", "--by", "A. Reader")
    assert (result.exit_code, "V502" in result.stderr) == (2, True)


def test_what_was_marked_takes_the_place_of_what_was_found(here, run, monkeypatch):
    monkeypatch.setattr(verbale.run.analysis, "analyze_document", analyze_document)
    text = "The dam holds, Ada Brunn said on Monday. Lind denied it."
    (here / "a.txt").write_text(text)
    with Record.open("verbale.db") as record:
        record.read("a.txt")
        (document,) = record.documents()
    assert isinstance(document, Document)
    run("export", "doccano", "s.jsonl")
    form = json.loads((here / "s.jsonl").read_text())
    form["entities"] = [
        {"id": 7, "label": "content", "start_offset": 0, "end_offset": 13},
        {"id": 8, "label": "cue", "start_offset": 25, "end_offset": 29},
        {"id": 9, "label": "source", "start_offset": 15, "end_offset": 24},
    ]
    form["relations"] = [{"id": 1, "from_id": 8, "to_id": 7, "type": "of"}, {"id": 2, "from_id": 8, "to_id": 9}]
    (here / "s.jsonl").write_text(json.dumps(form) + "\n")
    result = run("import", "doccano", "s.jsonl", "--by", "A. Reader", "--json")
    assert json.loads(result.stdout) == {"documents": 1, "statements": 1, "made_by": "annotator:A. Reader"}
    with Record.open("verbale.db") as record:
        record.read("a.txt")  # known: nothing is found anew
        (found,) = record.statements()
    assert (found.source.text, found.cue.text, found.words, found.kind) == (
        "Ada Brunn",
        "said",
        "The dam holds",
        "indirect",
    )
    assert (found.speaker, found.act, found.cue_class) == ("Ada Brunn", "speech", "say")
