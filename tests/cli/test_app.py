import re
import subprocess
import sys

import pytest

COMMANDS = ["read", "documents", "statements", "show", "actors", "actor"]
CORRECTIONS = ["merge", "split", "rename", "assign", "reject", "recode", "undo", "list"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(run, command):
    out = run(command, "--help").stdout
    assert "Examples:" in out
    assert f"verbale {command}" in out
    assert "--json" in out
    assert "--record" in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("command", CORRECTIONS)
def test_help_of_corrections_teaches(run, command):
    out = run("correct", command, "--help").stdout
    assert re.search(r"^  Examples?:\n +verbale correct " + command, out, re.MULTILINE)
    assert "--json" in out
    assert "--record" in out
    assert re.search(rf"^  {command} ", run("correct", "--help").stdout, re.MULTILINE)


def test_help_lists_the_commands(run):
    out = run("--help").stdout
    assert all(re.search(rf"^  {command} ", out, re.MULTILINE) for command in COMMANDS)


def test_version(run):
    assert re.fullmatch(r"verbale \d+\.\d+\.\d+\n", run("--version").stdout)


@pytest.mark.parametrize(
    ("module", "left_out"),
    [
        ("verbale.cli.app", {"spacy", "numpy", "onnxruntime", "tokenizers", "torch", "pandas"}),
        ("verbale.store", {"spacy", "onnxruntime", "tokenizers", "torch", "pandas"}),
    ],
)
def test_starts_without_the_engine(module, left_out):
    code = f"import sys, {module}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    ).stdout.split()
    assert not left_out & set(loaded)
