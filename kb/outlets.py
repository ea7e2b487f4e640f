"""News organizations and agencies, from the list and from the forms of name under which articles credit them."""

from __future__ import annotations

from importlib import resources

from kb import states
from kb.organizations import Row, names_of, sources

#: When the agencies' forms were compiled, as their table says.
_COMPILED = "2026-11-22"


def actors(rows: list[Row]) -> list[Row]:
    """Return the outlets.

    Args:
        rows: The rows of the list ``outlets``.
    """
    return [
        {"id": outlet_id(row), "kind": row["kind"], "name": row["name"], "country": row["country"], **_cells(row)}
        for row in rows
    ]  # fmt: skip


def names(rows: list[Row]) -> list[Row]:
    """Return their other names: those of the list, and the forms in which credits write the agencies."""
    found: list[Row] = []
    for row in rows:
        found += names_of(outlet_id(row), row["names"], _cells(row))
        if row["name"].endswith(")"):
            # What tells outlets of the same name apart is not part of the name.
            found.append({"id": outlet_id(row), "name": row["name"].split(" (")[0], "type": "name", **_cells(row)})
        forms, source = _agencies().get(row["agency"], ("", ""))
        for form in (row["agency"], *forms.split("|")):
            # A form in brackets or slashes is a mark of datelines, not a name.
            if form.strip() and form[0] not in "(/" and not form.endswith("Phnom Penh"):
                kind = "acronym" if form.isupper() and len(form) <= len("AAAAA") else "name"
                found.append({"id": outlet_id(row), "name": form, "type": kind, "source": source, "as_of": _COMPILED})
    return found


def relations(rows: list[Row]) -> list[Row]:
    """Return who owns or funds them, where it is a state or a group."""
    found = []
    for row in rows:
        if row["state"]:
            owner = row["state"] if ":" in row["state"] else states.states()[row["country"]].id
            relation = "owns" if ":" in row["state"] else row["state"]
            found.append({"subject": owner, "relation": relation, "object": outlet_id(row), **_cells(row)})
    return found


def outlet_id(row: Row) -> str:
    """Return the id of an outlet."""
    return f"verbale:{row['kind']}/{row['key']}"


def _cells(row: Row) -> Row:
    """Return the cells ``source`` and ``as_of`` of an outlet."""
    if row["source"] == "agencies":
        return {"source": _agencies()[row["agency"]][1], "as_of": _COMPILED}
    return sources()[row["source"]]


def _agencies() -> dict[str, tuple[str, str]]:
    """Return the forms and the source of each agency by its name in ``agencies.tsv``."""
    lines = resources.files("verbale.codebook").joinpath("agencies.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: (forms, source) for name, forms, source in cells[1:]}
