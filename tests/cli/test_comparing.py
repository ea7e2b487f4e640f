import json
import re

import pytest

from tests.compare.articles import SENTENCES, SPUN, TITLE
from verbale.store import Record

SAID = "“We have asked for talks four times, and four times we were refused without a word”"
SPUN_WORDS = "“We have requested for talks four occasions, and four occasions we had been refused without a phrase”"
ARTICLES = [
    {"id": "a", "text": f"Lomund said {SAID}. All went home.", "published": "2024-03-05", "outlet": "Norland Post"},
    {"id": "b", "text": f"A report. Lomund said {SPUN_WORDS}.", "published": "2024-03-06", "outlet": "Tarn <b>[/]"},
    {"id": "e", "text": TITLE + "\n\n" + " ".join(SENTENCES), "published": "2024-03-05", "title": "<i>Closed</i>"},
    {"id": "f", "text": TITLE + "\n\n<script>alert(1)</script> " + " ".join(SPUN), "published": "2024-03-07"},
]


@pytest.fixture
def ids(here):
    """The record `verbale.db` with articles of which two report one saying and two are copies; their ids by name."""
    (here / "a.jsonl").write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    with Record.open("verbale.db") as record:
        record.read("a.jsonl")
        return {document.source_id: document.id for document in record.documents()}


def test_trace(ids, run):
    result = run("trace", "asked for talks four times", COLUMNS="80")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("Lomund")
    assert "2 independent sources" in lines[1]
    assert SAID in " ".join(line.strip() for line in lines)
    assert "[-asked-] {+requested+}" in result.stdout
    assert "quotation marks around a paraphrase" in result.stdout
    assert "not known: on which day it was said" in result.stdout
    assert "Tarn <b>[/]" in result.stdout


def test_trace_as_json(ids, run):
    (form,) = (json.loads(line) for line in run("trace", "asked for talks four times", "--json").stdout.splitlines())
    assert form["best"] == SAID
    assert form["speaker"] == "Lomund"
    assert [wording["documents"] for wording in form["wordings"]] == [[ids["a"]], [ids["b"]]]
    assert {one["kind"] for one in form["wordings"][1]["alterations"]} == {"word_swapped", "quoted_paraphrase"}
    assert form["copies"] == []
    statement = form["statements"][0]["id"]
    (again,) = (json.loads(line) for line in run("trace", statement, "--json").stdout.splitlines())
    assert again == form | {"score": 1.0}


def test_trace_of_a_file(ids, run, here):
    (here / "quote.txt").write_text("asked for talks four times")
    assert run("trace", "@quote.txt", "--json").stdout == run("trace", "asked for talks four times", "--json").stdout
    missing = run("trace", "@missing.txt")
    assert missing.exit_code == 2
    assert "missing.txt" in missing.stderr


def test_trace_of_what_nobody_said(ids, run):
    result = run("trace", "bananas ripen in winter")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Nobody is known" in result.stderr
    assert run("trace", "say-0000000000000000").exit_code == 2


def test_commands_need_a_record(here, run):
    for command in (("trace", "x"), ("copies",), ("compare", "1", "2")):
        result = run(*command)
        assert result.exit_code == 2
        assert "V203" in result.stderr


def test_copies(ids, run):
    result = run("copies", COLUMNS="80")
    assert result.stdout.startswith("spun  ")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "made from 2024-03-05" in result.stdout
    assert "4 documents, 1 copy, 3 independent sources." in result.stderr
    (form,) = (json.loads(line) for line in run("copies", ids["e"], "--json").stdout.splitlines())
    assert (form["document"], form["of"]) == (ids["f"], ids["e"])
    assert "no copy" in run("copies", ids["a"]).stderr


def test_compare(ids, run):
    result = run("compare", ids["e"], ids["f"], COLUMNS="80")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "[Foreign]" in result.stdout
    assert "[Overseas]" in result.stdout
    assert "the right one was made from the left one" in " ".join(result.stdout.split())
    assert "Nothing shows" in run("compare", ids["a"], ids["e"]).stdout


def test_compare_as_json(ids, run):
    form = json.loads(run("compare", ids["e"], ids["f"], "--json").stdout)
    assert form["copy"]["kind"] == "spun"
    with Record.open("verbale.db") as record:
        lengths = [len(record.document(ids[name]).text) for name in "ef"]
    for row in form["rows"]:
        for side, length in zip((row["first"], row["second"]), lengths, strict=True):
            assert side is None or 0 <= side[0] < side[1] <= length
    assert run("compare", ids["e"], ids["f"], "--json", "--html", "x.html").exit_code == 2


def test_compare_as_a_page(ids, run, here):
    assert run("compare", ids["e"], ids["f"], "--html", "page.html").exit_code == 0
    page = (here / "page.html").read_text("utf-8")
    assert "&lt;" in page
    assert "alert" in page
    assert "<script" not in page
    assert "&lt;i&gt;Closed" in page
    assert "<mark>Overseas</mark>" in page
    assert re.findall(r'(?:src|href)="', page) == []
    assert "V501" in run("compare", ids["e"], ids["f"], "--html", "no/such/page.html").stderr


def test_trace_shows_the_words_of_a_primary_source(here, run):
    speech = (
        "The bells rang at noon. Four times we were refused without a word, four times we went home. The sea was calm."
    )
    articles = [
        {"id": "a", "text": "Lomund said “four times we were refused without a word”.", "published": "2024-03-05"},
        {"id": "p", "text": speech, "title": "Full text of the address", "published": "2024-03-06"},
        {"id": "q", "text": speech, "title": "Full text of the address", "published": "2024-05-06"},
    ]
    (here / "p.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    with Record.open("verbale.db") as record:
        record.read("p.jsonl")
        ids = {document.source_id: document.id for document in record.documents()}
    (form,) = (json.loads(line) for line in run("trace", "four times refused", "--json").stdout.splitlines())
    assert [one["document"] for one in form["primary_passages"]] == [ids["p"]]
    assert form["primary_passages"][0]["span"]["text"].startswith("Four times we were refused")
    shown = " ".join(run("trace", "four times refused").stdout.split())
    assert f"not found as a statement there: 2024-03-06 {ids['p'][:12]}: Four times we were refused" in shown
    assert "primary source: none" not in shown


def test_trace_shows_where_a_declared_primary_source_has_the_words(here, run):
    transcript = f"The talks. He repeated it before all: {SAID.strip('“”')}, and sat down."
    articles = [*ARTICLES[:1], {"id": "p", "text": transcript, "published": "2024-03-05", "title": "Notes of the day"}]
    (here / "a.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    with Record.open("verbale.db") as record:
        record.read("a.jsonl")
        (notes,) = (document.id for document in record.documents() if document.source_id == "p")
        assert json.loads(run("trace", "asked for talks four times", "--json").stdout)["primary_passages"] == []
        record.declare_primary(notes)
        assert record.declared_primary() == {notes: True}
    (passage,) = json.loads(run("trace", "asked for talks four times", "--json").stdout)["primary_passages"]
    assert passage["document"] == notes
    assert "four times we were refused" in passage["span"]["text"]
