import json

import pytest

from tests.cli.conftest import ARTICLES


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
        f"    {full[1]} 0-34",
        "2022-06-30  Zhao  said [q]",
        "    “NATO [bold]confounded[/bold] \ufffd31m black with white”",
        f"    {full[0]} 20-82",
        "2022-06-30  She  warned [i]",
        "    that Asia <script>alert(1)</script> suffers & more",
        f"    {full[0]} 84-145",
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
