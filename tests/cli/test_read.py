import json

from verbale.store import Record


def test_tells_what_was_read_and_what_to_do(here, run):
    (here / "a.txt").write_text("China said “no”.")
    (here / "b.txt").write_text("FAIL")
    for number in range(12):
        (here / f"empty{number:02}.txt").touch()
    result = run("read", ".")
    assert result.exit_code == 1
    assert " 1  read" in result.stdout
    assert "13  refused" in result.stdout
    assert "V101: nothing to read in it." in result.stdout
    assert "empty09.txt" in result.stdout
    assert "empty10.txt" not in result.stdout
    assert "and 2 more; --json names all" in result.stdout
    assert "b.txt  (KeyError)" in result.stdout
    assert "verbale.db now has 1 document and 1 statement " in result.stdout
    assert "Next:" in result.stdout
    again = run("read", "a.txt")
    assert again.exit_code == 0
    assert "1  known already" in again.stdout


def test_json(here, run):
    (here / "a.txt").write_text("China said “no”.")
    (here / "b.txt").touch()
    result = run("read", "a.txt", "b.txt", "--json", "--record", "x.db")
    form = json.loads(result.stdout)
    assert result.exit_code == 1
    assert form.pop("seconds") >= 0
    assert form == {
        "record": "x.db",
        "read": 1,
        "known": 0,
        "unread": {},
        "refused": [
            {
                "name": "b.txt",
                "code": "V101",
                "detail": "",
                "meaning": "nothing to read in it",
                "remedy": "Check that the file or the article's text field is not empty.",
            }
        ],
        "documents": 1,
        "statements": 1,
    }


def test_the_record_may_come_from_the_environment(here, run):
    (here / "a.txt").write_text("China said “no”.")
    assert run("read", "a.txt", VERBALE_RECORD="y.db").exit_code == 0
    assert (here / "y.db").exists()
    assert not (here / "verbale.db").exists()


def test_mistakes_end_with_2(here, run):
    assert run("read").exit_code == 2
    result = run("read", ".", VERBALE_MAX_BYTES="many")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error V305: ")
    (here / "no.db").write_text("no record" * 100)
    result = run("read", ".", "--record", "no.db")
    assert result.exit_code == 2
    assert "V202" in result.stderr


def test_a_run_that_is_stopped_keeps_what_it_has(here, run, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(Record, "read", interrupted)
    result = run("read", ".")
    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr


def test_names_of_files_steer_no_terminal(here, run):
    (here / "\x1b]0;title\x07[red]a.txt").touch()
    result = run("read", ".")
    assert "\x1b" not in result.stdout
    assert "[red]a.txt" in result.stdout
