import json
import re

import pytest

from tests.cli.conftest import ARTICLES
from tests.store.world import CLAIMED, DENIED, FIRST, REPORTED, THANKED, TOLD


def test_documents(full, run):
    result = run("documents")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1].startswith(f"{full[1][:12]}  2022-04 ")
    assert lines[2].startswith(f"{full[0][:12]}  2022-06-30  Example & Co  China <b>warns</b>")
    assert lines[2].endswith(" 2")
    assert max(map(len, lines)) <= 80
    assert "\u202e" not in result.stdout


def test_documents_as_json_lines(full, run):
    first, second = (json.loads(line) for line in run("documents", "--json").stdout.splitlines())
    assert first["published"] == {"date": "2022-04-01", "precision": "month", "basis": "given"}
    assert second == {
        "id": full[0],
        "title": ARTICLES[0]["title"],
        "outlet": "Example & Co",
        "url": ARTICLES[0]["url"],
        "published": {"date": "2022-06-30", "precision": "day", "basis": "given"},
        "statements": 2,
    }
    assert len(run("documents", "--json", "--limit", "1").stdout.splitlines()) == 1
    assert run("documents", "--json", "--search", "stoltenberg").stdout.count("\n") == 1


def test_statements(full, run):
    result = run("statements", COLUMNS="80")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2022-04  Stoltenberg  thinks [i] thought",
        "    that it matters",
        f"    {full[1]}:0-34",
        "2022-06-30  Zhao  said [q]",
        "    “NATO [bold]confounded[/bold] \ufffd31m black with white”",
        f"    {full[0]}:20-82",
        "2022-06-30  She  warned [i]",
        "    that Asia <script>alert(1)</script> suffers & more",
        f"    {full[0]}:84-145",
    ]


def test_statements_as_json_lines(full, run):
    result = run("statements", "--json", "--speaker", "zhao", "--kind", "direct", "--since", "2022-06-01")
    (form,) = (json.loads(line) for line in result.stdout.splitlines())
    assert result.stdout.isascii()
    assert form["document"] == full[0]
    assert form["source"] == {"start": 20, "end": 24, "text": "Zhao"}
    assert form["outlet"] == "Example & Co"


def test_more_than_fits_is_cropped_and_told(here, run):
    (here / "a.txt").write_text(f"China said “{'very ' * 200}long”. " + "NATO said “no”. " * 60)
    run("read", "a.txt")
    result = run("statements")
    assert result.stdout.count("NATO") == 49
    assert result.stderr == "50 of 61 statements; --limit 0 shows all.\n"
    assert [line for line in result.stdout.splitlines() if "very" in line][-1].endswith(" …")
    assert run("statements", "--limit", "0").stdout.count("NATO") == 60
    assert run("statements", "--json").stdout.count("\n") == 61


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["statements", "--kind", "loud"], "Invalid value for '--kind'"),
        (["statements", "--search", "!"], "V303"),
        (["statements", "--since", "June"], "Error V304: the date could not be understood (June). Write dates as"),
        (["statements", "--document", "doc-0"], "V204"),
        (["documents", "--record", "nowhere.db"], "V203"),
        (["show", "nothing"], "V204"),
        (["statements", "--cue-class", "loud"], "is none of the classes: say, add,"),
        (["statements", "--stance", "loud"], "Invalid value for '--stance'"),
        (["actors", "--since", "June"], "V304"),
        (["actors", "--record", "nowhere.db"], "V203"),
        (["nonsense"], "No such command"),
    ],
)
def test_mistakes_end_with_2_and_a_remedy(full, run, arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_nothing_found(full, run):
    result = run("statements", "--speaker", "nobody")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No statements.\n")


def test_details_of_statements(invented, run):
    lines = run("statements", "--cue-class", "accuse", COLUMNS="80").stdout.splitlines()
    assert lines == [
        "2022-06-30  Ana Lee (Lee, Sudmark's envoy)  told [m]",
        "    that “Sudmark is right and Norland is wrong”",
        "    accuse · for Sudmark · to Norland · about Sudmark +0.5 · about Norland -0.5",
        "    · briefing (envoy) · said 2022-06",
        f"    {FIRST.id}:0-79",
    ]
    assert "said 2022-06 (in June)" in run("show", FIRST.id, COLUMNS="80").stdout
    assert max(map(len, run("statements", COLUMNS="80").stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--about", "Norland", "--stance", "negative"], [TOLD]),
        (["--addressee", "Norland"], [TOLD]),
        (["--on-behalf-of", "Sudmark", "--nested"], [DENIED]),
        (["--via", "Norland Press"], [DENIED]),
        (["--within", REPORTED.id], [DENIED]),
        (["--commitment", "claimed", "--modality", "negated"], [DENIED]),
        (["--anonymous"], [CLAIMED]),
        (["--collective", "--top-level"], [CLAIMED]),
        (["--named", "--single", "--top-level", "--confidence", "0.8"], [REPORTED]),
        (["--channel", "briefing"], [TOLD]),
        (["--act", "thought"], [THANKED]),
        (["--until", "2022-05", "--dated-by", "said"], [THANKED]),
    ],
    ids=str,
)
def test_conditions(invented, run, options, found):
    forms = [json.loads(line) for line in run("statements", "--json", *options).stdout.splitlines()]
    assert [form["id"] for form in forms] == [one.id for one in found]
    assert forms[0]["names"].get("verbale:lee") == ("Ana Lee" if found[0].speaker == "Ana Lee" else None)


def test_actors(invented, run):
    result = run("actors", COLUMNS="80")
    rows = [re.split(r"  +", line.strip()) for line in result.stdout.splitlines()]
    assert rows[0] == ["actor", "kind", "names", "says", "for", "to", "of", "docs", "published"]
    assert rows[1] == ["Ana Lee", "person, SDM", "3", "3", "2", "2022-06–2023"]
    assert rows[3] == ["Norland", "state", "3", "1", "2", "2", "2022-06–2023"]
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert run("actors", "--limit", "1").stderr == "1 of 4 actors; --limit 0 shows all.\n"
    assert run("actors", "--kind", "armed_group").stderr == "No actors.\n"


def test_actors_as_json_lines(invented, run):
    (form,) = (json.loads(line) for line in run("actors", "norl", "--kind", "state", "--json").stdout.splitlines())
    assert form == {
        "id": "verbale:norland", "name": "Norland", "kind": "state", "country": "NLD", "mentions": 3, "statements": 0,
        "spoken_for": 0, "addressed": 1, "spoken_of": 2, "carried": 0, "documents": 2,
        "first": {"date": "2022-06-30", "precision": "day", "basis": "given"},
        "last": {"date": "2023-01-01", "precision": "year", "basis": "given"},
    }  # fmt: skip
