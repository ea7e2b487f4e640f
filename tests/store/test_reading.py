import json
import random
import sqlite3
import subprocess
import sys

import pytest

import verbale.run.analysis
from tests.handmade import analyze_by_pattern
from verbale.errors import VerbaleError
from verbale.models import Document
from verbale.settings import Settings
from verbale.store import Record


def write_lines(path, *articles):
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))


def test_every_input_ends_somewhere(here, record):
    (here / "a.txt").write_text("China said “no”.")
    (here / "b.txt").write_text("FAIL")
    (here / "c.txt").write_bytes(b"\x00")
    (here / "d.txt").write_text("China said “no”.")
    told = []
    summary = record.read([here / "a.txt", "b.txt", "c.txt", "d.txt"], progress=lambda *how: told.append(how))
    assert (summary.read, summary.known, summary.documents, summary.statements) == (1, 1, 1, 1)
    assert [(refusal.name, refusal.code, refusal.detail) for refusal in summary.refused] == [
        ("b.txt", "V199", "KeyError"),
        ("c.txt", "V102", "control characters"),
    ]
    assert [outcome for _, outcome in told] == ["read", "refused", "refused", "known"]
    assert [refusal.name for refusal in record.refusals()] == ["b.txt", "c.txt"]


def test_reading_again_changes_nothing(here, record):
    (here / "a.txt").write_text("China said “no”.")
    (here / "c.txt").write_bytes(b"\x00")
    record.read(["a.txt", "."])
    before, changes = list(record.dump()), record._connection.total_changes
    summary = record.read(["."])
    # The record lies in the folder and is no input.
    assert (summary.read, summary.known, len(summary.refused)) == (0, 1, 1)
    assert list(record.dump()) == before
    assert record._connection.total_changes - changes <= 2  # the refusal is noted anew, nothing else
    changes = record._connection.total_changes
    assert record.read("a.txt").known == 1
    assert record._connection.total_changes == changes


def test_an_input_that_was_mended_is_no_longer_refused(here, record):
    (here / "a.txt").write_text("")
    record.read("a.txt")
    assert [refusal.code for refusal in record.refusals()] == ["V101"]
    (here / "a.txt").write_text("China said “no”.")
    record.read("a.txt")
    assert record.refusals() == ()


@pytest.mark.parametrize(
    ("error", "code"), [(VerbaleError("V301", "xx_core"), "V301"), (FileNotFoundError("weights"), "V306")]
)
def test_the_engine_that_cannot_work_at_all_ends_the_run(here, record, monkeypatch, error, code):
    def fail(document):
        raise error

    monkeypatch.setattr(verbale.run.analysis, "analyze_document", fail)
    (here / "a.txt").write_text("China said “no”.")
    with pytest.raises(VerbaleError, match=code):
        record.read("a.txt")
    assert record.refusals() == ()


def test_findings_that_do_not_fit_the_text_are_refused(here, record, monkeypatch):
    other = Document("NATO warned “Asia”.")
    monkeypatch.setattr(verbale.run.analysis, "analyze_document", lambda document: analyze_by_pattern(other))
    (here / "a.txt").write_text("China said “no”.")
    (refusal,) = record.read("a.txt").refused
    assert (refusal.name, refusal.code, refusal.detail) == ("a.txt", "V199", "ValueError")
    assert record.refusals() == (refusal,)
    assert len(record.documents()) == 0


def test_the_dump_does_not_depend_on_the_order(here):
    articles = [
        {"text": "China said “no”.", "authors": ["B"], "published": "2022"},
        {"text": "China said “no”.", "authors": ["A"], "published": "2022"},
        {"text": "China said “no”.", "published": "2022", "language": "en"},
        {"text": "China said “no”.", "published": "2022", "extra": 1},
        {"text": "NATO warned that it is over.", "id": 1},
        {"text": "NATO warned that it is over.\r\n", "id": 1},
        {"text": "NATO warned that it is over.\n", "id": 1},
    ]
    dumps = set()
    for number in range(6):
        random.Random(number).shuffle(articles)
        write_lines(here / "a.jsonl", *articles)
        with Record.open(f"{number}.db") as record:
            record.read("a.jsonl")
            dumps.add("\n".join(record.dump()))
            record.read("a.jsonl")
            dumps.add("\n".join(record.dump()))
    assert len(dumps) == 1
    (dump,) = dumps
    assert dump.count('"record":"document"') == 3
    assert "a.jsonl" not in dump


def test_a_killed_run_goes_on(here, record):
    write_lines(here / "a.jsonl", *({"text": f"China said “{number}”."} for number in range(4)))

    def stop(name, outcome):
        if name == "a.jsonl:2":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record.read("a.jsonl", progress=stop)
    assert len(record.documents()) == 2
    assert not record._connection.in_transaction
    summary = record.read("a.jsonl")
    assert (summary.read, summary.known, summary.documents) == (2, 2, 4)


def test_settings_come_from_the_environment(here, record, monkeypatch):
    monkeypatch.setenv("VERBALE_MAX_CHARACTERS", "3")
    (here / "a.txt").write_text("China said “no”.")
    assert [refusal.code for refusal in record.read("a.txt").refused] == ["V104"]
    assert record.read("a.txt", settings=Settings()).read == 1


def test_one_writer_at_a_time(here, record):
    (here / "a.txt").write_text("China said “no”.")
    other = sqlite3.connect("record.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    record._connection.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(VerbaleError, match="V207"):
        record.read("a.txt")
    with Record.open("record.db", read_only=True) as reader:
        assert len(reader.documents()) == 0
    other.execute("ROLLBACK")
    other.close()
    assert record.read("a.txt").read == 1


# In processes of their own the engine cannot be replaced by a fixture: a module takes its place.
SEVERAL = """
import os, sys, types
import verbale.run
engine = types.ModuleType("verbale.run.analysis")
from tests.handmade import analyze_by_pattern
def analyze_document(document):
    if "DIE" in document.text:
        os._exit(9)
    return analyze_by_pattern(document)
engine.analyze_document = analyze_document
sys.modules["verbale.run.analysis"] = verbale.run.analysis = engine
if __name__ == "__main__":
    from verbale.store import Record
    with Record.open(sys.argv[1]) as record:
        summary = record.read("a.jsonl", workers=int(sys.argv[2]))
        print(summary.read, summary.known, [(r.name, r.code, r.detail) for r in summary.refused])
"""


def test_several_processes_give_the_same_record(here):
    texts = [f"China said “{number % 9}”." for number in range(12)]
    texts[3], texts[5] = "FAIL", "DIE"
    write_lines(here / "a.jsonl", *({"text": text} for text in texts))
    (here / "several.py").write_text(SEVERAL)
    environment = {"PYTHONPATH": ":".join(sys.path), "PATH": ""}
    ended = subprocess.run(
        [sys.executable, "several.py", "several.db", "2"], capture_output=True, text=True, env=environment, check=True
    )
    assert ended.stdout.strip() == (
        "7 3 [('a.jsonl:4', 'V199', 'KeyError'), ('a.jsonl:6', 'V199', 'BrokenProcessPool')]"
    )
    texts.remove("DIE")
    write_lines(here / "a.jsonl", *({"text": text} for text in texts))
    with Record.open("one.db") as one, Record.open("several.db") as several:
        one.read("a.jsonl")
        assert list(one.dump()) == list(several.dump())
