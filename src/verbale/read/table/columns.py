"""Which columns of a table hold what: as the user names them, or as they are recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verbale.codebook.columns import KEYS, folded, recognised
from verbale.errors import VerbaleError

_MOST_NAMED = 12
# What can be the name of a column. The first line of a table without names is text, and no detail has text in it.
_NAME = re.compile(r"[\w.:@ /()#-]{1,40}")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns as a user names them.

    Attributes:
        pairs: Key and column: ``text`` and ``Body``.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, declared: str | Iterable[str]) -> Columns:
        """Return the columns that ``text=Body,url=Link`` declares.

        Args:
            declared: One declaration or several; a column with a comma in its name needs one of its own.

        Raises:
            VerbaleError: V116, it has another form, or a key that is not known.
        """
        pairs: dict[str, str] = {}
        for part in [declared] if isinstance(declared, str) else declared:
            # A comma begins the next pair only where a key and an equals sign follow it.
            for pair in re.split(r",(?=\s*[a-z]+\s*=)", part):
                key, sign, column = (word.strip() for word in pair.partition("="))
                if key not in KEYS or not sign or not column:
                    raise VerbaleError("V116", f"the keys are {', '.join(KEYS)}")
                pairs[key] = column
        return cls(tuple(pairs.items()))


def columns_of(names: Iterable[str], declared: Columns | None = None) -> dict[str, str]:
    """Return which columns of a table hold what, by key.

    Args:
        names: The names of the columns; ``a.b`` for the field b inside a.
        declared: What the user names; it goes before what is recognised, and where it names the text, nothing else is
            taken for text or HTML.

    Raises:
        VerbaleError: V116, no column holds texts, HTML or addresses, or a declared one is not there.
    """
    names = tuple(names)
    found = recognised(names)
    if declared and declared.pairs:
        by_form = {folded(name): name for name in reversed(names)} | {name: name for name in names}
        chosen = {key: by_form.get(column) or by_form.get(folded(column)) for key, column in declared.pairs}
        if not all(chosen.values()):
            raise VerbaleError("V116", seen(names))
        if "text" in chosen or "html" in chosen:
            found.pop("text", None)
            found.pop("html", None)
        taken = set(chosen.values())
        found = {key: name for key, name in found.items() if name not in taken}
        found |= {key: name for key, name in chosen.items() if name}
    if not found.keys() & {"text", "html", "url"}:
        raise VerbaleError("V116", seen(names))
    return found


def seen(names: Iterable[str]) -> str:
    """Return the names of columns for a message; what is no name is not shown."""
    shown = [name for name in names if _NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS]
    if not shown:
        return "its first line names no columns"
    more = len(shown) - _MOST_NAMED
    return f"columns seen: {', '.join(shown[:_MOST_NAMED])}{f' and {more} more' if more > 0 else ''}"


def flattened(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row with the fields of its objects beside it, ``a.b`` for the field b inside a, two levels deep."""
    flat: dict[str, object] = {}
    for name, value in row.items():
        flat[name] = value
        if isinstance(value, Mapping):
            for inner_name, inner in value.items():
                flat.setdefault(f"{name}.{inner_name}", inner)
                if isinstance(inner, Mapping):
                    for innermost_name, innermost in inner.items():
                        flat.setdefault(f"{name}.{inner_name}.{innermost_name}", innermost)
    return flat
