"""Rebuild the tables of organizations, news organizations and armed groups.

    python -m kb.build_organizations

The tables of states and persons (``kb.build_states``) have to be there: members, owners and holders of offices that
they have are named by their ids. The sets lie in the folder that ``VERBALE_DATA`` names, the lists in ``kb/lists``.
"""

from __future__ import annotations

from kb import groups, organizations, outlets
from kb.build_states import without_repetition
from kb.tables import read_list, write_table

ABOUT = """Made by kb/build_organizations.py: do not edit, change the lists in kb/lists or the generators instead.
What the names of the sources mean, and under which licences they are used, is said in NOTICE."""


def main() -> None:
    """Write the tables and say how many rows they have."""
    held = organizations.holdings()
    ids = organizations.person_ids(held)
    persons, person_names = organizations.people(held)
    bodies = organizations.actors()
    media, armed = read_list("outlets"), read_list("groups")
    holders = [
        {
            "office": organizations.office_id(holding.office), "person": ids[holding.name], "start": holding.start,
            "end": holding.end, "source": holding.source, "as_of": holding.as_of,
        }
        for holding in held
    ]  # fmt: skip
    tables = {
        "organizations": (
            [*bodies, *persons], [*organizations.names(), *person_names], organizations.offices(), holders,
            organizations.relations(),
        ),
        "outlets": (outlets.actors(media), outlets.names(media), [], [], outlets.relations(media)),
        "groups": (groups.actors(armed), groups.names(armed), [], [], groups.relations(armed)),
    }  # fmt: skip
    for name, (actors, names, offices, holdings, relations) in tables.items():
        plain = {row["id"]: row["name"] for row in actors}
        counts = {
            "actors": write_table(f"{name}_actors", "actors", actors, ABOUT),
            "names": write_table(f"{name}_names", "names", without_repetition(names, plain), ABOUT),
            "relations": write_table(f"{name}_relations", "relations", relations, ABOUT),
        }
        if offices:
            counts["offices"] = write_table(f"{name}_offices", "offices", offices, ABOUT)
            counts["holders"] = write_table(f"{name}_holders", "holders", holdings, ABOUT)
        print(f"{name}:", ", ".join(f"{count} {kind}" for kind, count in counts.items()))


if __name__ == "__main__":
    main()
