"""What tables of news call their columns. The data are in ``columns.toml``."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

#: What can be known of an article from a table.
KEYS = ("id", "text", "html", "title", "url", "outlet", "published", "authors", "language")

_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Names:
    """The file: exports with the columns by which they are known, names by key, and the words around them."""

    exports: tuple[tuple[frozenset[str], Mapping[str, tuple[str, ...]]], ...]
    names: Mapping[str, tuple[str, ...]]
    wrappers: tuple[str, ...]
    lists: frozenset[str]
    layers: frozenset[str]
    languages: Mapping[str, str]


def recognised(columns: Iterable[str]) -> dict[str, str]:
    """Return which columns of a table hold what, by key; a key that none holds is left out.

    Args:
        columns: The names of the columns; ``a.b`` for the field b inside a.
    """
    return dict(_recognised(tuple(columns)))


def folded(name: str) -> str:
    """Return a name as names are compared: letters and digits only, in small letters."""
    return "".join(character for character in name.casefold() if character.isalnum())


def language_named(value: str) -> str | None:
    """Return the ISO 639-1 code of a language given by a code or by its English name, or None."""
    value = value.strip()
    if code := _CODE.fullmatch(value):
        return code[1].lower()
    return _names().languages.get(value.casefold())


def list_keys() -> frozenset[str]:
    """Return the keys of JSON objects under which lists of articles are found, folded."""
    return _names().lists


def layer_keys() -> frozenset[str]:
    """Return the keys of JSON objects in which those lists may lie, folded."""
    return _names().layers


@functools.lru_cache(maxsize=256)
def _recognised(columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return pairs of key and column."""
    data = _names()
    bare: dict[str, str] = {}
    for column in columns:
        bare.setdefault(folded(column), column)
    for column in columns:
        for wrapper in data.wrappers:
            if column.startswith(f"{wrapper}."):
                bare.setdefault(folded(column[len(wrapper) + 1 :]), column)
    names = next((meant for known_by, meant in data.exports if known_by <= bare.keys()), data.names)
    found: dict[str, str] = {}
    for key in KEYS:
        taken = next((bare[name] for name in names.get(key, ()) if name in bare), None)
        # "article" may be the wrapper and the text, and "source" the outlet and its address: no column is two things.
        if taken is not None and taken not in found.values():
            found[key] = taken
    return tuple(found.items())


@functools.cache
def _names() -> _Names:
    """Return the file, with all names folded."""
    data: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text("utf-8"))
    return _Names(
        exports=tuple(
            (frozenset(map(folded, export["known_by"])), _folded(export["columns"])) for export in data["exports"]
        ),
        names=_folded(data["names"]),
        wrappers=tuple(data["wrappers"]),
        lists=frozenset(map(folded, data["lists"])),
        layers=frozenset(map(folded, data["layers"])),
        languages={name: code for code, names in data["languages"].items() for name in names},
    )


def _folded(columns: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Return names by key, folded."""
    return {key: tuple(map(folded, names)) for key, names in columns.items()}
