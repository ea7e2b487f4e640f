import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.table.json_arrays import objects_of

LIMIT = 1 << 20


def values(data, limit=LIMIT):
    return [value for _, value in objects_of(io.BytesIO(data), limit)]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'[{"a": 1}, {"b": [2]}]', [{"a": 1}, {"b": [2]}]),
        (b"[]", []),
        (b'{"status": "ok", "articles": [{"a": 1}, {"a": 2}], "total": 2}', [{"a": 1}, {"a": 2}]),
        (b'{"response": {"status": "ok", "results": [{"a": 1}]}}', [{"a": 1}]),
        (b'{"articles": []}', []),
        (b'{"text": "x", "items": ["a", "b"]}', [{"text": "x", "items": ["a", "b"]}]),
        (b'{"id": 1, "data": {"text": "x"}}', [{"id": 1, "data": {"text": "x"}}]),
        (b'{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        (b'\xef\xbb\xbf [ {"a": "tab\there"} ] ', [{"a": "tab\there"}]),
        ('[{"a": "Zürich"}]'.encode("utf-16"), [{"a": "Zürich"}]),
        (b"[1, null, 2.5e3]", [1, None, 2500.0]),
    ],
)
def test_lists_are_found_where_programs_put_them(data, found):
    assert values(data) == found


def test_the_bytes_of_a_value_are_kept():
    data = '[ {"a":  "Zürich"} , {"b":\n1}]'.encode()
    assert [raw for raw, _ in objects_of(io.BytesIO(data), LIMIT)] == ['{"a":  "Zürich"}'.encode(), b'{"b":\n1}']


@pytest.mark.parametrize(
    ("data", "code", "before"),
    [
        (b"", "V107", 0),
        (b"text", "V107", 0),
        (b'[{"a": 1}, {"a": ', "V114", 1),
        (b'[{"a": 1}, {"a": 2}', "V114", 2),
        (b'[{"a": 1} {"a": 2}]', "V114", 1),
        (b'[{"a": 1}] and more', "V114", 1),
        (b'{"a": 1', "V114", 0),
        (b'{"a" 1}', "V114", 0),
        (b'{1: "a"}', "V114", 0),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "V114", 0),
        (b"[" + b"[" * 100_000, "V112", 0),
        (b'[{"a": "\xff"}]', "V103", 0),
        (b'[{"a": 1}, {"a": "' + b"x" * LIMIT * 2 + b'"}]', "V104", 1),
        (b'{"a": "' + b"x" * LIMIT + b'", "b": "' + b"x" * 100 + b'"}', "V104", 0),
    ],
)
def test_what_came_before_the_damage_is_read(data, code, before):
    found = []
    with pytest.raises(VerbaleError) as caught:
        found.extend(objects_of(io.BytesIO(data), LIMIT))
    assert caught.value.code == code
    assert len(found) == before


def test_a_number_goes_on_over_the_end_of_what_was_read():
    numbers = [10**6 + number for number in range(50_000)]
    assert values(json.dumps(numbers).encode()) == numbers


def test_no_more_than_a_value_is_held():
    class Counting(io.BytesIO):
        most = 0

        def read(self, size=-1):
            self.most = max(self.most, size)
            return super().read(size)

    file = Counting(json.dumps([{"a": "x" * 10_000}] * 500).encode())
    assert len(list(objects_of(file, LIMIT))) == 500
    assert file.most <= 1 << 17


STRINGS = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
)


@given(st.lists(JSON), st.sampled_from([None, 1]), st.booleans())
def test_what_a_program_writes_is_read_again(written, indent, ascii_only):
    assert values(json.dumps(written, indent=indent, ensure_ascii=ascii_only).encode()) == written


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()[:-1]))
def test_any_bytes_give_values_or_a_reason(data):
    code = None
    try:
        values(data)
    except VerbaleError as error:
        code = error.code
    assert code in {None, "V103", "V104", "V107", "V112", "V114"}
