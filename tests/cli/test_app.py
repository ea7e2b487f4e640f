import re
import subprocess
import sys

import pytest

COMMANDS = ["read", "documents", "statements", "show"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(run, command):
    out = run(command, "--help").stdout
    assert "Examples:" in out
    assert f"verbale {command}" in out
    assert "--json" in out
    assert "--record" in out
    assert max(map(len, out.splitlines())) <= 100


def test_help_lists_the_commands(run):
    out = run("--help").stdout
    assert all(re.search(rf"^  {command} ", out, re.MULTILINE) for command in COMMANDS)


def test_version(run):
    assert re.fullmatch(r"verbale \d+\.\d+\.\d+\n", run("--version").stdout)


def test_starts_without_the_engine():
    code = "import sys, verbale.cli.app; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    ).stdout.split()
    assert not {"spacy", "numpy", "onnxruntime", "tokenizers", "torch", "pandas"} & set(loaded)
