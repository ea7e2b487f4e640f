import sqlite3
from pathlib import Path

import pytest

from verbale.errors import VerbaleError
from verbale.store import Record
from verbale.store.schema import SCHEMA_VERSION


def code_of(path, **how):
    with pytest.raises(VerbaleError) as caught:
        Record.open(path, **how)
    return caught.value.code


def test_opens_and_makes(here):
    assert code_of("a.db", read_only=True) == "V203"
    assert not Path("a.db").exists()
    Record.open("a.db").close()
    with Record.open("a.db", read_only=True) as record:
        assert len(record.documents()) == 0
        with pytest.raises(sqlite3.OperationalError):
            record._connection.execute("DELETE FROM documents")
    assert [path.name for path in Path().iterdir()] == ["a.db"]


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_record(here, read_only):
    Path("text.db").write_text("Not a record, but long enough to be looked at as a database. " * 20)
    with sqlite3.connect("other.db") as other:
        other.execute("CREATE TABLE things (id)")
    other.close()
    before = Path("other.db").read_bytes()
    assert code_of("text.db", read_only=read_only) == "V202"
    assert code_of("other.db", read_only=read_only) == "V202"
    assert code_of(".", read_only=read_only) == "V202"
    assert Path("other.db").read_bytes() == before


def test_a_newer_record(here):
    Record.open("a.db").close()
    with sqlite3.connect("a.db") as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    other.close()
    assert code_of("a.db") == "V201"
    assert code_of("a.db", read_only=True) == "V201"


def test_a_folder_that_is_not_there(here):
    assert code_of("nowhere/a.db") == "V206"


def test_an_empty_file_becomes_a_record(here):
    Path("a.db").touch()
    assert code_of("a.db", read_only=True) == "V202"
    with Record.open("a.db") as record:
        assert list(record.dump()) == []


def test_tables_are_strict_and_tied(record):
    with pytest.raises(sqlite3.IntegrityError):
        record._connection.execute("INSERT INTO segments VALUES (99, 0, 'body', 0, 1, '')")
    with pytest.raises(sqlite3.IntegrityError):
        record._connection.execute("INSERT INTO makers VALUES ('x', 'y')")
    assert record._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def columns_of(connection):
    """Return the columns of every table, and the indexes."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    indexes = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}
    return {name: {row[1:4] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names}, indexes


#: What takes a record of one version back to the one before.
BACK = {
    5: "DROP TABLE clues; DROP TABLE damages;",
    4: """DROP TABLE compared; DROP TABLE copies; DROP TABLE document_signatures; DROP TABLE document_keys;
        DROP TABLE sayings; DROP TABLE saying_signatures; DROP TABLE saying_keys; DROP TABLE saying_links;
        DROP TABLE primaries;""",
    3: """DROP TABLE times; DROP TABLE carriers; DROP TABLE addressees; DROP TABLE about_spans; DROP TABLE abouts;
        DROP TABLE corrections; DROP INDEX statements_speaker; DROP INDEX statements_on_behalf_of;
        DELETE FROM statement_spans WHERE role IN ('channel', 'occasion');
        ALTER TABLE statement_spans RENAME TO newer;
        CREATE TABLE statement_spans (
            statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
            role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content')), position INTEGER NOT NULL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (statement, role, position)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO statement_spans SELECT * FROM newer; DROP TABLE newer;"""
    + "".join(
        f"ALTER TABLE statements DROP COLUMN {name};"
        for name in (
            "cue_class", "commitment", "modality", "channel", "said_on", "said_on_last", "said_on_precision",
            "said_on_basis", "anonymous", "collective",
        )
    ),
    2: """DROP INDEX mentions_actor; DROP TABLE candidates; DROP TABLE actors; DROP TABLE originals;
        ALTER TABLE mentions DROP COLUMN actor; ALTER TABLE statements DROP COLUMN speaker_id;
        ALTER TABLE statements DROP COLUMN on_behalf_of; ALTER TABLE statements DROP COLUMN basis;
        ALTER TABLE documents DROP COLUMN agency; ALTER TABLE segments DROP COLUMN author;""",
}  # fmt: skip


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_record_of_an_earlier_version_is_brought_up_to_date(here, version):
    (here / "a.txt").write_text("China said “no”. She thinks that it is over.")
    with Record.open("new.db") as new:
        new.read("a.txt")
        expected, dump = columns_of(new._connection), list(new.dump())
    Path("old.db").write_bytes(Path("new.db").read_bytes())
    with sqlite3.connect("old.db") as old:
        for number in range(SCHEMA_VERSION, version, -1):
            old.executescript(BACK[number])
        old.execute(f"PRAGMA user_version = {version}")
        assert columns_of(old) != expected
    old.close()
    with Record.open("old.db", read_only=True) as record:
        assert columns_of(record._connection) == expected
        assert list(record.dump()) == dump
        (checks,) = record._connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'statement_spans'"
        ).fetchone()
        assert "'occasion'" in checks
        assert record._connection.execute("PRAGMA foreign_key_check").fetchall() == []
