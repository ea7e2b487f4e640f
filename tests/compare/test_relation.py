from dataclasses import replace
from itertools import permutations

import pytest

from tests.compare.articles import OTHER_SENTENCES, SENTENCES, SPUN, TITLE, article
from verbale.compare import (
    CandidateIndex,
    affected,
    compare,
    copies_before,
    find_copies,
    independent_sources,
    relate,
    signature_of,
)
from verbale.compare.alignment import align
from verbale.compare.copies import MOST_WHOLE
from verbale.compare.traits import traits_of
from verbale.compare.wording import wording_of
from verbale.models import Document
from verbale.models.copy import Copy

TRANSLATED = (
    "The Velmora does not let any Tarnian warship through Strait of Orsk until the end of March, has said "
    "Foreign Minister "
    "Petra Lomund on the Tuesday.",
    "“We asked for talks for four times, and for four times we have been refused,” told she to the reporters in Wesk.",
    "The decision has come two days after the Tarnian destroyer passed at the night lighthouse of Hule "
    "without the pilot.",
    "Tarn has called the closure as illegal and has announced that it sends 12 ships in the region.",
    "“Strait belongs to nobody, and we use it,” said in the statement the chief of its navy, Admiral Jorin Kelb.",
    "Around 300 merchant ships are passing strait in every week, the most of them with the grain from harbours of the "
    "Norland.",
    "The insurers in Merrow have raised the rates on 15 percent during hours.",
    "Council of the Coastal States meets in Friday for to discuss the proposal of the Norland.",
    "Under this proposal, both the fleets stay 20 miles far from the lighthouse during half of year.",
)
SUMMARY = (
    SENTENCES[0].replace(", Foreign Minister Petra Lomund said on Tuesday", ""),
    SENTENCES[2].replace(" of Hule at night without a pilot", " at night"),
    SENTENCES[3].replace(" and announced that it would send 12 ships to the region", ""),
    SENTENCES[5].replace(", most of them with grain from the harbours of Norland", ""),
    SENTENCES[7],
    SENTENCES[9].replace(", if Tarn withdrew its destroyer first", ""),
)


def found(one: Document, other: Document) -> Copy:
    copy = compare(one, other)
    assert copy is not None
    return copy


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        (SENTENCES, "exact"),
        (tuple(s.replace("announced", "declared").replace("hours", "a day") for s in SENTENCES[:-1]), "near"),
        (SENTENCES[2:6], "excerpt"),
        (SPUN, "spun"),
        (TRANSLATED, "translated"),
        (SUMMARY, "summary"),
    ],
)
def test_each_kind_is_told(sentences: tuple[str, ...], kind: str) -> None:
    origin, made = article(day="2023-03-14"), article(sentences, day="2023-03-16")
    copy = found(made, origin)
    assert (copy.document, copy.of, copy.kind) == (made.id, origin.id, kind)
    assert copy == found(origin, made)
    assert copy.basis == "date"
    assert "published 2 days later" in copy.evidence
    assert 0.5 < copy.confidence <= 1
    assert 0.5 < copy.direction <= 1
    assert copy.overlap > 0.8


def test_spans_are_those_of_the_texts() -> None:
    origin, made = article(), article(SPUN, title="A strait is closed")
    copy = found(origin, made)
    texts = {origin.id: origin.text, made.id: made.text}
    assert len(copy.aligned) >= len(SPUN)
    for pair in copy.aligned:
        assert texts[copy.document][pair.copy.start : pair.copy.end] == pair.copy.text
        assert texts[copy.of][pair.of.start : pair.of.end] == pair.of.text


def test_a_report_of_the_same_event_is_no_copy() -> None:
    assert compare(article(), article(OTHER_SENTENCES)) is None


def test_a_document_is_no_copy_of_itself() -> None:
    assert compare(article(), article()) is None


def test_two_short_briefs_are_no_copies_unless_their_words_are_the_same() -> None:
    brief = (
        "Velmora has closed the Strait of Orsk to warships from Tarn until the end of March, its foreign "
        "minister said.",
    )
    other = (
        "The foreign minister of Velmora said that the Strait of Orsk is closed to Tarnian warships until late March.",
    )
    assert compare(article(brief, title=None), article(other, title=None)) is None
    assert found(article(brief, title=None), article((*brief, "Its neighbour objects."), title=None)).overlap == 1


def test_an_agency_is_where_its_reports_come_from() -> None:
    credited = article(SENTENCES[:-2], agency="Tarn Press", outlet="Sample Gazette")
    copy = found(article(outlet="Tarn Press"), credited)
    assert (copy.document, copy.kind, copy.basis) == (credited.id, "syndicated", "credit")


def test_without_dates_a_part_is_made_from_the_whole_and_the_stranger_words_from_the_plain_ones() -> None:
    origin = article()
    for sentences, basis in ((SENTENCES[2:6], "length"), (SPUN, "wording")):
        made = article(sentences)
        copy = found(origin, made)
        assert (copy.document, copy.basis) == (made.id, basis)


def test_where_nothing_tells_the_direction_it_is_not_known() -> None:
    copy = found(article(outlet="Sample Gazette"), article(outlet="Norland Post"))
    assert (copy.basis, copy.direction) == ("none", 0.5)


def test_a_month_that_the_other_day_is_in_tells_no_direction() -> None:
    one, other = article(outlet="Sample Gazette", day="2023-03-14"), article(outlet="Norland Post", day="2023-03-01")
    assert other.published is not None
    other = replace(other, published=replace(other.published, precision="month"))
    assert found(one, other).basis == "none"
    other = replace(other, published=replace(other.published, precision="day")) if other.published else other
    assert found(one, other).basis == "date"


def test_traits_mirror() -> None:
    alignment = align(wording_of(article()), wording_of(article(SPUN)))
    traits = traits_of(alignment)
    mirrored = traits_of(alignment.mirrored())
    assert traits.mirrored().mirrored() == traits
    assert traits.mirrored().values() == pytest.approx(
        mirrored.values(), abs=0.06
    )  # of edits, there may be two shortest ways


def test_copies_do_not_depend_on_the_order_of_documents() -> None:
    documents = [article(), article(SPUN), article(OTHER_SENTENCES), article(SENTENCES[2:6], title=None)]
    first, *others = [list(find_copies(order)) for order in permutations(documents)]
    assert len(first) >= 2
    assert all(other == first for other in others)
    assert {copy.of for copy in first if copy.kind == "excerpt"} == {documents[0].id}


def test_a_document_that_comes_twice_is_one() -> None:
    assert list(find_copies([article(), article()])) == []
    assert len(list(find_copies([article(), article(), article(title=None)]))) == 1


def test_title_is_a_part_of_the_comparison() -> None:
    assert TITLE in {
        pair.copy.text for pair in found(article(day="2023-01-02"), article(SPUN, day="2023-01-01")).aligned
    }


def test_of_many_copies_each_is_compared_with_a_handful_whatever_the_order() -> None:
    documents = [article((*SENTENCES, f"Number {n}."), title=f"Copy {n}") for n in range(40)]
    wordings = {wording.id: wording for wording in map(wording_of, documents)}
    whole = find_copies(documents)
    assert 40 * MOST_WHOLE / 2 < len(whole) <= 40 * MOST_WHOLE
    assert len(independent_sources(wordings, whole)) == 1
    for order in (documents, documents[::-1]):
        index, kept = CandidateIndex(), dict[str, list[Copy]]()

        def related(one: str, other: str) -> Copy | None:
            return relate(wordings[one], wordings[other])

        for document in order:
            changes = index.add(signature_of(wordings[document.id]))
            for signature in index.signatures(affected(document.id, changes)):
                kept[signature.document] = copies_before(signature, index, related)
        assert sorted((c.document, c.of) for copies in kept.values() for c in copies) == [
            (c.document, c.of) for c in whole
        ]
