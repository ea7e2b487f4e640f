"""The documentation is complete, up to date where it is generated, and names only what exists."""

from __future__ import annotations

import ast
import doctest
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
import typer

import verbale
from docs.generate import ROOT, generated, written_pages
from docs.reference import command_names
from docs.samples import FENCE, evaluate
from verbale.cli.app import app
from verbale.errors import CODES
from verbale.settings import Settings

# Written when the model is trained and measured, by other programs than docs/generate.py.
WRITTEN_ELSEWHERE = {ROOT / "docs" / "model-card.md", ROOT / "docs" / "quality.md"}
PAGES = {
    str(path.relative_to(ROOT)): path.read_text("utf-8")
    for path in sorted({*written_pages(), *(ROOT / "examples").glob("*.md")})
}
DOCS = "\n".join(page for name, page in PAGES.items() if name.startswith("docs/"))
GENERATED = {str(path.relative_to(ROOT)): page for path, page in sorted(generated().items())}
_FENCES = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINKS = re.compile(r"\]\(([^()\s]+)\)")
_OPTIONS = re.compile(r"^--[a-z-]+")


def commands_shown() -> list[tuple[str, str]]:
    """Return every ``verbale …`` and ``make …`` line of a fence with its page."""
    found = []
    for name, page in PAGES.items():
        for language, body in _FENCES.findall(page):
            if language in ("", "sh", "console"):
                for line in body.replace("\\\n> ", "").splitlines():  # a command may go on in the next line
                    command = re.sub(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*|\s+#.*$", "", line.strip())
                    if command.startswith(("verbale ", "make ")):
                        found.append((name, command))
    return found


def anchors(page: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _FENCES.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", GENERATED)
def test_generated_parts_are_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == GENERATED[name], "run `make docs`"


def test_every_error_code_is_documented() -> None:
    page = PAGES["docs/errors.md"]
    assert [code for code in CODES if f"| {code} |" not in page] == []
    mentioned = set(re.findall(r"\bV\d{3}\b", "\n".join(PAGES.values())))
    assert mentioned - CODES.keys() == set()


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
@pytest.mark.parametrize("page", ["docs/settings.md", "SECURITY.md"])
def test_every_setting_is_documented(name: str, page: str) -> None:
    assert f"`{name}`" in PAGES[page]
    assert f"`VERBALE_{name.upper()}`" in PAGES[page]


def test_every_command_is_documented() -> None:
    headings = {name: f"\n##{'#' * name.count(' ')} verbale {name}\n" for name in command_names()}
    assert [name for name, heading in headings.items() if heading not in PAGES["docs/cli.md"]] == []


@pytest.mark.parametrize("name", verbale.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert re.search(rf"`(?:verbale\.)?{name}[(`]|^#+ .*\b{name}\b", DOCS, re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_relative_links_resolve(name: str) -> None:
    for link in _LINKS.findall(_FENCES.sub("", PAGES[name])):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = ((ROOT / name).parent / target).resolve() if target else ROOT / name
        if path in WRITTEN_ELSEWHERE:
            continue
        assert path.exists(), link
        if anchor:
            assert anchor in anchors(path.read_text("utf-8")), link


@pytest.mark.parametrize(("page", "line"), commands_shown())
def test_commands_exist(page: str, line: str) -> None:
    words = shlex.split(line)
    if words[0] == "make":
        assert re.search(rf"^{re.escape(words[1])}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), page
        return
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert words[1] in known, page
    command = known[words[1]]
    if hasattr(command, "commands") and words[2:] and not words[2].startswith("-"):
        assert words[2] in command.commands, page
        command = command.commands[words[2]]
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert [word for word in words if _OPTIONS.match(word) and word not in options | {"--help"}] == []


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if "```python\n" in page])
def test_python_fences_are_python(name: str) -> None:
    for language, body in _FENCES.findall(PAGES[name]):
        if language == "python":
            ast.parse(body)


def test_the_examples_of_the_api_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    for fence in FENCE.finditer(PAGES["docs/python.md"]):
        for example in doctest.DocTestParser().get_examples(fence[3]):
            failed = "".join(evaluate(example.source, names)[:1]).startswith("Traceback")
            assert failed == example.want.startswith("Traceback"), example.source
