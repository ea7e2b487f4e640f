"""A small knowledge base of invented states, and trees by hand."""

import pytest

from tests.codebook.test_knowledge import ACTORS, HOLDERS, NAMES, OFFICES, write
from tests.find.conftest import tree, vocab
from verbale.codebook.knowledge import load

__all__ = ["tree", "vocab"]


def parsed(tree, *sentences):
    """Return a `Doc` from words as ``form:lemma/POS/head/relation``, the lemma left out where it is the form.

    Words are parted by spaces in the text too, but for ``'s`` and closing marks, which stand close.
    """
    text, blocks = "", []
    for sentence in sentences:
        rows = []
        for word in sentence.split():
            form, pos, head, relation = word.rsplit("/", 3)
            form, _, lemma = form.partition(":") if len(form) > 1 else (form, "", "")
            text += form if form in ("'s", ",", ".", "”") or text.endswith("“") or not text else f" {form}"
            rows.append(f"{form} {pos} {lemma or form} {head} {relation}")
        blocks.append("\n".join(rows))
    return tree(text, "\n\n".join(blocks))


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    def rows(*rows):
        return "".join("\t".join((*row, "set", "2026-01-01")) + "\n" for row in rows)

    return load(
        write(
            tmp_path_factory.mktemp("kb"),
            actors=ACTORS
            + rows(
                ("s:alb", "state", "Albia", "ALB", "", "", ""),
                ("s:cor", "state", "Corvania", "COR", "", "", ""),
                ("b:alb-mfa", "body", "Ministry of Foreign Affairs of Albia", "ALB", "s:alb", "", ""),
                ("b:cor-mfa", "body", "Ministry of Foreign Affairs of Corvania", "COR", "s:cor", "", ""),
                ("b:alb-reeds", "parliament", "House of Reeds of Albia", "ALB", "s:alb", "", ""),
                ("s:nor", "state", "North Talia", "NTA", "", "", ""),
                ("o:union", "organization", "Union of Mills", "", "", "", ""),
                ("g:mills", "armed_group", "Mill Guard", "", "", "", ""),
                ("p:orsk", "person", "Vera Orsk", "ALB", "", "", ""),
                ("o:bloc", "alliance", "Littoral Bloc", "", "", "1990", ""),
                ("p:brunn", "person", "Ada Brunn", "ALB", "", "", ""),
                ("p:lee-a", "person", "Otto Lee", "ALB", "", "", ""),
                ("p:lee-c", "person", "Mara Lee", "COR", "", "", ""),
                ("p:chief", "person", "Jon Stolt", "", "", "", ""),
            ),
            names=NAMES
            + rows(
                ("s:alb", "Albian", "adjective", "", ""),
                ("s:alb", "Port Alb", "capital", "", ""),
                ("s:alb", "Albland", "former", "", "1999"),
                ("s:cor", "Corvanian", "adjective", "", ""),
                ("s:cor", "Corva", "capital", "", ""),
                ("s:nor", "North Talian", "adjective", "", ""),
                ("b:alb-reeds", "House of Reeds", "name", "", ""),
                ("b:cor-mfa", "Foreign Ministry", "name", "", ""),
                ("o:union", "UM", "acronym", "", ""),
                ("g:mills", "UM", "acronym", "", ""),
                ("o:bloc", "IS", "acronym", "", ""),
                ("p:orsk", "Orsk", "surname", "", ""),
                ("b:alb-mfa", "Foreign Ministry", "name", "", ""),
                ("p:brunn", "Brunn", "surname", "", ""),
                ("p:lee-a", "Lee", "surname", "", ""),
                ("p:lee-c", "Lee", "surname", "", ""),
            ),
            offices=OFFICES
            + rows(
                ("hs:alb", "s:alb", "head of state", "President"),
                ("hs:cor", "s:cor", "head of state", "President"),
                ("sp:alb", "s:alb", "foreign ministry spokesperson", "Foreign Ministry Spokesperson"),
                ("sg:bloc", "o:bloc", "secretary-general", "Secretary General"),
            ),
            holders=HOLDERS
            + rows(
                ("hs:alb", "p:brunn", "2001-05-03", "2010-06"),
                ("hs:alb", "p:lee-a", "2010-06-15", ""),
                ("hs:cor", "p:lee-c", "2015", "2020"),
                ("sp:alb", "p:orsk", "2015", ""),
                ("sg:bloc", "p:chief", "2014-10-01", ""),
            ),
        )
    )
