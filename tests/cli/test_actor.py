import json
from dataclasses import replace

from tests.handmade import mention
from tests.store.world import FIRST
from verbale.models import Document
from verbale.store import Record
from verbale.store.writing import transaction, write_document


def test_actor(run):
    result = run("actor", "Mr. Yoon", "--on", "2022-06-30", "--near", "Biden", "--near", "Kishida")
    assert result.exit_code == 0
    assert "Yoon Suk-yeol" in result.stdout.split("\n")[0]
    assert "President of South Korea on 2022-06-30" in result.stdout


def test_json(run):
    result = run("actor", "South Korean President", "--on", "2022-06-30", "--json")
    (first, *_) = [json.loads(line) for line in result.stdout.splitlines()]
    assert first["name"] == "Yoon Suk-yeol"
    assert first["offices"]
    same = run("actor", first["id"], "--json")
    assert json.loads(same.stdout)["name"] == first["name"]


def test_nobody(run):
    assert run("actor", "Nobody of that name").exit_code == 1
    assert run("actor", "Nobody of that name", "--json").stdout == ""


def test_bad_date(run):
    result = run("actor", "Beijing", "--on", "soon")
    assert result.exit_code == 2
    assert "V304" in result.stderr


def test_what_the_record_says(invented, run):
    result = run("actor", "Ana Lee", "--record", "verbale.db", COLUMNS="80")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "  3 names in texts, 3 statements of its own, 2 documents, 2022-06-30 to 2023." in lines
    assert any(line.startswith(f"  {FIRST.id}:0-3 ") and line.endswith(" Lee") for line in lines)
    assert "2023  Ana Lee (Lee)  thanked [i] thought" in lines
    assert run("actor", "Ana Lee").exit_code == 1
    other = run("actor", "Japan", "--record", "verbale.db")
    assert other.stdout.splitlines()[-1] == "  It is not named."


def test_what_the_record_says_as_json(full, run):
    (first, *_) = [
        json.loads(line) for line in run("actor", "Japan", "--record", "verbale.db", "--json").stdout.splitlines()
    ]
    assert (first["record"], first["places"]) == (None, [])


def test_a_record_with_an_actor_of_the_knowledge_base(here, run):
    document = Document("It hit Japan.")
    found = replace(mention(document, 7, 12), actor="Q17")
    with Record.open("verbale.db") as record, transaction(record._connection):
        write_document(record._connection, document, [found], [])
    (first, *_) = [
        json.loads(line) for line in run("actor", "Japan", "--json", VERBALE_RECORD="verbale.db").stdout.splitlines()
    ]
    assert (first["id"], first["record"]["mentions"]) == ("Q17", 1)
    assert first["places"] == [{"document": document.id, "start": 7, "end": 12, "text": "Japan"}]
