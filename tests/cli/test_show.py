import json

from tests.cli.conftest import ARTICLES
from verbale.store import Record


def test_brackets_without_colours(full, run):
    out = run("show", full[0], COLUMNS="200").stdout
    assert "[1s Zhao] [1c said] [1q “NATO [bold]confounded[/bold] \ufffd31m black with white”]." in out
    assert "[2s She] [2c warned] [2i that Asia <script>alert(1)</script> suffers & more]." in out
    assert "Example & Co · 2022-06-30 · javascript:alert" in out
    assert f"    {full[0]}:84-145" in out


def test_colours(full, run):
    out = run("show", full[0][4:10], FORCE_COLOR="1", TERM="xterm-256color", COLUMNS="200").stdout
    assert "\x1b[1;36mZhao\x1b[0m" in out
    assert "[1s" not in out
    assert "\x9b" not in out
    assert "[1s Zhao]" in run("show", full[0], FORCE_COLOR="1", NO_COLOR="1", COLUMNS="200").stdout


def test_json(full, run):
    form = json.loads(run("show", full[0], "--json").stdout)
    assert form["text"] == ARTICLES[0]["text"]
    assert [statement["speaker"] for statement in form["statements"]] == ["Zhao", None]
    assert [mention["text"] for mention in form["mentions"]] == ["Zhao", "She"]
    for statement in form["statements"]:
        for span in (statement["source"], statement["cue"], *statement["content"]):
            assert form["text"][span["start"] : span["end"]] == span["text"]


def test_page(full, run, here):
    result = run("show", full[0], "--html")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.count("&lt;b&gt;warns&lt;/b&gt;") == 2  # <title> and <h1>
    assert "Example &amp; Co" in result.stdout
    assert not any(markup in result.stdout for markup in ("<b>", "<script", 'href="javascript'))
    assert run("show", full[0], "--html", "page.html").exit_code == 0
    assert (here / "page.html").read_text(encoding="utf-8") == result.stdout
    with Record.open("verbale.db", read_only=True) as record:
        assert record.analysis(full[0]).document.title in ARTICLES[0]["title"]


def test_options_that_exclude_each_other(full, run, here):
    assert run("show", full[0], "--html", "--json").exit_code == 2
    assert run("show", full[0], "page.html").exit_code == 2
    assert run("show", full[0], "--html", "nowhere/page.html").exit_code == 2
