"""Run what the pages show: ``console`` fences with ``$ verbale …`` lines, and ``pycon`` fences with ``>>>`` lines.

A fence may say how much of each output is kept: ```` ```console lines=12 ```` the first lines, with ``tail=2`` the last
two as well. Variables may be set before a command: ``$ NAME=value verbale …``. ``$ make demo`` runs that target with
the program at hand instead of a new environment.

Each page has a folder of its own with the examples in it; unless the page's first command is ``verbale read``,
``verbale.db`` there holds the examples already.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import itertools
import os
import re
import shlex
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(console|pycon)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ASSIGNMENT = re.compile(r"[A-Z_]+=")
_SECONDS = re.compile(r"\(\d+\.\d s\)")
#: How many lines of an output are kept, from its beginning (None: all) and from its end.
Kept = tuple[int | None, int]
_VERBALE = (sys.executable, "-c", "from verbale.cli.app import main; main()")


def refreshed(page: str) -> str:
    """Return a page with the outputs of its samples made anew."""
    if not FENCE.search(page):
        return page
    with _folder() as folder:
        first = re.search(r"^\$ verbale (\w+)|verbale\.open\(\"verbale\.db\"", page, re.MULTILINE)
        if first and first[1] != "read":
            run("verbale read examples/news", folder)
        names: dict[str, Any] = {"__name__": "__main__"}

        def again(fence: re.Match[str]) -> str:
            kept = (_number(fence[2], "lines"), _number(fence[2], "tail") or 0)
            body = console(fence[3], folder, kept) if fence[1] == "console" else python(fence[3], names, kept)
            return f"```{fence[1]}{fence[2]}\n{body}```"

        with contextlib.chdir(folder):
            return FENCE.sub(again, page)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Yield a fresh folder with the examples in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        yield folder


def console(body: str, folder: Path, kept: Kept = (None, 0)) -> str:
    """Return a console fence with the outputs of its commands."""
    commands = [line for line in body.splitlines() if line.startswith(("$ ", "> "))]
    written: list[str] = []
    for number, line in enumerate(commands):
        written.append(line)
        if line.endswith("\\"):
            continue
        command = line[2:]
        before = number - 1
        while before >= 0 and commands[before].endswith("\\"):
            command = commands[before][2:-1] + command
            before -= 1
        written += _trimmed(run(command, folder), kept)
    return "\n".join(written) + "\n"


def run(command: str, folder: Path) -> list[str]:
    """Return the lines that a command prints, on either stream, 80 columns wide."""
    words = shlex.split(command)
    given = dict(word.split("=", 1) for word in itertools.takewhile(_ASSIGNMENT.match, words))
    program, *arguments = words[len(given) :]
    call = [*_VERBALE, *arguments]
    folder_of_programs = str(Path(sys.executable).parent)
    if command == "make demo":
        call, folder = ["make", "-o", "setup", "demo", f"BIN={folder_of_programs}"], ROOT
    elif program != "verbale":
        raise ValueError(f"a sample runs verbale or make demo, not {program}")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VERBALE_")}
    environment |= given | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603
        call,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = _SECONDS.sub("(… s)", done.stdout.decode()).replace(folder_of_programs, ".venv/bin")
    return [line.rstrip() for line in output.strip("\n").splitlines()]


def python(body: str, names: dict[str, Any], kept: Kept = (None, 0)) -> str:
    """Return a pycon fence with the outputs of its examples, which share their names."""
    written: list[str] = []
    for piece in doctest.DocTestParser().parse(body):
        if isinstance(piece, str):
            continue
        first, *more = piece.source.rstrip("\n").split("\n")
        written += [f">>> {first}", *(f"... {line}".rstrip() for line in more)]
        written += _trimmed(evaluate(piece.source, names), kept)
    return "\n".join(written) + "\n"


def evaluate(source: str, names: dict[str, Any]) -> list[str]:
    """Return what one example prints, as the interpreter shows it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "<example>", "single"), names)  # noqa: S102
        except Exception as error:
            print("Traceback (most recent call last):\n  ...")
            print("".join(traceback.format_exception_only(error)).strip())
    return out.getvalue().rstrip("\n").splitlines()


def _number(info: str, name: str) -> int | None:
    """Return a number that a fence's first line gives."""
    found = re.search(rf"\b{name}=(\d+)", info)
    return int(found[1]) if found else None


def _trimmed(output: list[str], kept: Kept) -> list[str]:
    """Return an output, with a mark for the lines that are left out."""
    lines, tail = kept
    if lines is None or len(output) <= lines + tail:
        return output
    head = output[:lines]
    while head and not head[-1]:
        head.pop()
    return [*head, "[…]", *output[len(output) - tail :]]
