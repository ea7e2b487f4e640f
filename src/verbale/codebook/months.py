"""The names of the months in many languages. The data are in ``months.tsv``."""

from __future__ import annotations

import functools
import unicodedata
from importlib import resources


def month_named(name: str, language: str | None = None) -> int | None:
    """Return the number of the month of this name, or None if there is none or it means several.

    Args:
        name: The name, full or short, with or without its accents and full stop.
        language: ISO 639-1 code of the text; it decides where a name means different months in different languages.
    """
    months = _months().get(_bare(name)) or {}
    if len(set(months.values())) == 1:
        return next(iter(months.values()))
    return months.get(language or "")


@functools.cache
def _months() -> dict[str, dict[str, int]]:
    """Return the month by name, in small letters without accents, and language."""
    found: dict[str, dict[str, int]] = {}
    lines = resources.files(__package__).joinpath("months.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for language, month, names in rows[1:]:
        for name in names.split(","):
            found.setdefault(_bare(name), {})[language] = int(month)
    return found


def _bare(name: str) -> str:
    """Return a name in small letters without accents, full stop and dotless i, which programs often get wrong."""
    letters = unicodedata.normalize("NFKD", name.strip(" .").casefold().replace("ı", "i"))
    return " ".join("".join(letter for letter in letters if unicodedata.category(letter) != "Mn").split())
