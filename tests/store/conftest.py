import pytest

import verbale.run.analysis
from tests.handmade import analyze_by_pattern
from verbale.store import Record


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of its own to work in, and an engine that finds by pattern."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(verbale.run.analysis, "analyze_document", analyze_by_pattern)
    return tmp_path


@pytest.fixture
def record(here):
    with Record.open("record.db") as opened:
        yield opened
