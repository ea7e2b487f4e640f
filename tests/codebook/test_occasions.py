from __future__ import annotations

import datetime
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.codebook.occasions import occasions_in

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = datetime.timedelta(days=1)


def lines() -> list[str]:
    return resources.files("verbale.codebook").joinpath("occasions.tsv").read_text("utf-8").splitlines()


def rows() -> list[list[str]]:
    return [line.split("\t") for line in lines() if line and not line.startswith("#")]


def groups(terms: str) -> list[list[str]]:
    return [[word.strip() for word in group.split("|")] for group in terms.split("&")]


def days(row: list[str]) -> list[datetime.date]:
    start, end = (datetime.date.fromisoformat(day) for day in row[1:3])
    return [start + number * DAY for number in range((end - start).days + 1)]


def named(paragraph: str) -> list[tuple[str, str]]:
    return [(occasion.name, occasion.start.isoformat()) for occasion in occasions_in(paragraph)]


def test_the_file_says_how_and_when_it_was_compiled() -> None:
    comments = [line for line in lines() if line.startswith("#")]
    assert any("Compiled by" in line and "2026" in line for line in comments)


def test_every_row_has_its_five_columns_in_order() -> None:
    head, *table = rows()
    assert head == ["name", "start", "end", "terms", "source"]
    assert [len(row) for row in table] == [5] * len(table)
    assert all(cell == cell.strip() and cell for row in table for cell in row)
    keys = [(row[1], row[0]) for row in table]
    assert keys == sorted(set(keys))
    assert len(table) >= 200


def test_days_are_ordered_and_past_and_few() -> None:
    compiled = datetime.date(2026, 11, 22)
    for row in rows()[1:]:
        found = days(row)
        assert found, row[0]
        assert datetime.date(1990, 1, 1) <= found[0] <= found[-1] <= compiled, row[0]
        # With the two days after it in which it is reported, no weekday comes twice.
        assert len(found) + 2 <= 7, row[0]


def test_every_row_has_an_address_as_its_source() -> None:
    for row in rows()[1:]:
        assert row[4].startswith(("https://", "http://")), row[0]
        assert row[4].isascii(), row[0]
        assert not any(character.isspace() for character in row[4]), row[0]


def test_every_group_has_words() -> None:
    for row in rows()[1:]:
        assert len(groups(row[3])) >= 2, row[0]
        for group in groups(row[3]):
            assert all(word.removeprefix("@")[:1].isalnum() for word in group), row[0]
            assert len(set(group)) == len(group), row[0]


def test_the_weekdays_in_a_row_are_those_of_its_days() -> None:
    checked = 0
    for row in rows()[1:]:
        for group in groups(row[3]):
            if set(group) & set(WEEKDAYS):
                on = [WEEKDAYS[day.weekday()] for day in days(row)]
                after = WEEKDAYS[(days(row)[-1] + DAY).weekday()]
                assert group == [*on, after], row[0]
                checked += 1
    assert checked > 50


@given(st.data())
def test_an_occasion_is_found_by_any_word_of_each_group(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(rows()[1:]))
    words = [data.draw(st.sampled_from(group)) for group in data.draw(st.permutations(groups(row[3])))]
    said = [f"a meeting in {word[1:]}" if word.startswith("@") else word for word in words]
    assert (row[0], row[1]) in named(", and then ".join(said) + ".")


@given(st.text(max_size=300))
def test_occasions_come_in_order_of_their_days(paragraph: str) -> None:
    found = occasions_in(paragraph + " Trump at a NATO summit in Brussels, Hu at a G20 summit in London")
    assert len(found) > 2
    assert found == sorted(found, key=lambda occasion: (occasion.start, occasion.name))


@pytest.mark.parametrize(
    ("paragraph", "name", "start"),
    [
        ("The leaders met at the NATO summit in Vilnius, Lithuania.", "NATO summit in Vilnius", "2023-07-11"),
        ("Allies gathered in Vilnius for the alliance's Summit on Tuesday.", "NATO summit in Vilnius", "2023-07-11"),
        ("NATO’s summit in Madrid ended on Thursday.", "NATO summit in Madrid", "2022-06-28"),
        ("They met on the sidelines of a significant Nato summit in Madrid.", "NATO summit in Madrid", "2022-06-28"),
        ("in a paper issued at a summit in Washington, NATO called it so", "NATO summit in Washington", "2024-07-09"),
        ("The summit of the North Atlantic Treaty Group in The Hague", "NATO summit in The Hague", "2025-06-24"),
        (
            "On Sunday Secretary-Normal Stoltenberg began in South Korea a trip of two stations, of which Japan shall "
            "be the second.",
            "Stoltenberg in South Korea and Japan",
            "2023-01-29",
        ),
        ("The G-7 in Hiroshima closed its summit.", "G7 summit in Hiroshima", "2023-05-19"),
        ("The Group of Seven at Elmau, within the Bavarian Alps,", "G7 summit in Elmau", "2022-06-26"),
        ("On the Group of 20 in Osaka", "G20 summit in Osaka", "2019-06-28"),
        ("The BRICS summit within the Russian metropolis of Kazan", "BRICS summit in Kazan", "2024-10-22"),
        ("the Shanghai Cooperation Group's summit in Samarkand", "SCO summit in Samarkand", "2022-09-15"),
        ("Leaders of APEC economies, meeting in Gyeongju,", "APEC summit in Gyeongju", "2025-10-31"),
        ("The leaders of the Quad met in Wilmington, Delaware.", "Quad summit in Wilmington", "2024-09-21"),
        ("Trump and Putin met in Helsinki on Monday.", "Trump and Putin in Helsinki", "2018-07-16"),
        ("Biden met Xi at Filoli on Wednesday.", "Biden and Xi in Woodside", "2023-11-15"),
        ("Kim and Putin met at a spaceport on Wednesday", "Kim and Putin at the Vostochny space port", "2023-09-13"),
        ("Trump shook Kim's hand in Singapore on Tuesday.", "Trump and Kim in Singapore", "2018-06-12"),
        ("Xi was in Moscow for talks with Putin on Ukraine on Tuesday.", "Xi in Moscow", "2023-03-20"),
    ],
)
def test_an_occasion_is_known_by_name_and_place(paragraph: str, name: str, start: str) -> None:
    assert (name, start) in named(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "The council of Karvania met in Tarn on Thursday.",
        "NATO said on Tuesday that Vilnius was a good host.",  # no summit
        "The summit of the mountain was reached on Tuesday near Vilnius.",  # nobody
        "NATO leaders spoke of a summit; Washington said that it would be short.",  # the government
        "NATO officials in Brussels said that a summit was not planned.",
        "The G77 met in Hiroshima for its summit.",  # whole words
        "NATO asked for a summit in Washingtonville, and Washington agreed.",
        "Xinhua said that Putin spoke of Ukraine in Moscow on Tuesday.",
        "G20: Riots broke out after the summit.",
        "nato summit in vilnius",  # this case
        "Since Trump and Putin met in Helsinki, nothing has been agreed.",  # looks back
        "Biden had met Xi in Bali.",
        "The Munich Security Conference opened on Friday.",  # every year
        "The Shangri-La Dialogue opened in Singapore on Friday.",
    ],
)
def test_nothing_else_is_taken_for_an_occasion(paragraph: str) -> None:
    assert named(paragraph) == []


def test_of_two_occasions_at_one_place_both_are_found() -> None:
    assert named("Clinton and Kohl came to the NATO summit in Madrid.") == [
        ("NATO summit in Madrid", "1997-07-08"),
        ("NATO summit in Madrid", "2022-06-28"),
    ]


def test_of_two_occasions_at_one_place_the_earlier_has_names_of_its_time() -> None:
    assert named("They came to the NATO summit in Madrid.") == [("NATO summit in Madrid", "2022-06-28")]


def test_an_occasion_has_its_days() -> None:
    (occasion,) = occasions_in("The NATO summit in Vilnius ended.")
    assert (occasion.start, occasion.end) == (datetime.date(2023, 7, 11), datetime.date(2023, 7, 12))
