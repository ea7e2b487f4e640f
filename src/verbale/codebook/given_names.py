"""Given names and the sex of those who bear them. The data are in ``given_names.tsv``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Literal, cast


@functools.cache
def sexes() -> Mapping[str, Literal["m", "f"]]:
    """Return the sex by folded given name; names that men and women bear are not there."""
    lines = resources.files(__package__).joinpath("given_names.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: cast(Literal["m", "f"], sex) for sex, names in rows[1:] for name in names.split()}
