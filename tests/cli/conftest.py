import json

import pytest
from typer.testing import CliRunner

import verbale.run.analysis
from tests.handmade import analyze_by_pattern
from tests.store import world
from verbale.cli.app import app
from verbale.store import Record

ARTICLES = [
    {
        "text": "China [warns] NATO\n\nZhao said “NATO [bold]confounded[/bold] \x9b31m black with white”.\n"
        "She warned that Asia <script>alert(1)</script> suffers & more.",
        "title": "China <b>warns</b> \u202eNATO",
        "published": "2022-06-30",
        "outlet": "Example & Co",
        "url": 'javascript:alert("1")',
    },
    {"text": "Stoltenberg thinks that it matters.", "published": "2022-04", "url": "https://example.org/?a=1&b=2"},
]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of its own to work in, and an engine that finds by pattern."""
    monkeypatch.chdir(tmp_path)
    for name in ("VERBALE_RECORD", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(verbale.run.analysis, "analyze_document", analyze_by_pattern)
    return tmp_path


@pytest.fixture
def run(here):
    """Run a command line; return its exit code, output and errors."""

    def run(*arguments, **environment):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def invented(here):
    """The record `verbale.db` with two articles about invented states, whose analyses are made by hand."""
    with Record.open("verbale.db") as record:
        world.fill(record)


@pytest.fixture
def full(here):
    """The record `verbale.db` with two articles; their ids, the later one first."""
    (here / "a.jsonl").write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    with Record.open("verbale.db") as record:
        record.read("a.jsonl")
        return [document.id for document in reversed(record.documents())]
