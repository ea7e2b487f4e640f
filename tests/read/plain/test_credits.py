import pytest

from verbale.models import Segment
from verbale.read.plain.credits import agency_of, authors_of


def by(line, kind="byline"):
    return line, (Segment(0, len(line), kind),)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Brunn", ("Ada Brunn",)),
        ("By Ada Brunn and Leo Marsh, Orbis Wire", ("Ada Brunn", "Leo Marsh")),
        ("BY ADA BRUNN IN PORT ORU", ("ADA BRUNN",)),
        ("(Reporting by Ada Brunn; editing by Leo Marsh)", ("Ada Brunn",)),
        ("Ada Brunn in Port Oru", ("Ada Brunn",)),
        ("Written by: Ada Brunn | 12 May 2023", ("Ada Brunn",)),
        ("By our foreign desk", ()),
        ("By Staff Reporter", ()),
        ("Published 3 May 2023, 14:05 GMT", ()),
        ("Updated at 10:15", ()),
    ],
)
def test_authors(line, authors):
    assert authors_of(*by(line)) == authors


def test_authors_are_named_in_bylines_only():
    assert authors_of(*by("By Ada Brunn", "body")) == ()


def test_agency_is_not_taken_from_the_text_itself():
    assert agency_of(*by("Reuters reported that the talks had failed.", "body")) is None
    assert agency_of(*by("Photo: Ada Brunn/Reuters", "caption")) is None
