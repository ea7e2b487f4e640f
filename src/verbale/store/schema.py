"""The tables of a record, and how a file becomes one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from verbale.errors import VerbaleError

APPLICATION_ID = 0x5665_7262  # "Verb"
SCHEMA_VERSION = 5
BUSY_SECONDS = 15.0  # how long a writer waits for another one; a document takes well under a second to write

# Came with version 2; candidates point to mentions, so they stand after them.
_SINCE_2 = """
CREATE TABLE actors (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    parent TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (id, kind, name, country, parent, start, "end", source)
) STRICT;

CREATE TABLE candidates (
    document INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    position INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (document, mention, position),
    FOREIGN KEY (document, mention) REFERENCES mentions ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;
""".strip()

# Came with version 3: all of it points to documents or statements, so it stands last.
_SINCE_3 = """
CREATE TABLE times (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE carriers (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    position INTEGER NOT NULL,
    carrier TEXT NOT NULL,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX carriers_carrier ON carriers (carrier);

CREATE TABLE addressees (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX addressees_actor ON addressees (actor) WHERE actor IS NOT NULL;

CREATE TABLE abouts (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor TEXT,
    stance REAL NOT NULL,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX abouts_actor ON abouts (actor) WHERE actor IS NOT NULL;

CREATE TABLE about_spans (
    statement INTEGER NOT NULL,
    about INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('actor', 'stance')),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (statement, about, role, position),
    FOREIGN KEY (statement, about) REFERENCES abouts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (
    key INTEGER PRIMARY KEY,
    action TEXT NOT NULL CHECK (action IN ('make', 'undo')),
    id TEXT NOT NULL,
    form TEXT NOT NULL,
    author TEXT,
    made_on TEXT,
    note TEXT
) STRICT;
""".strip()

# Came with version 4: what comparing the documents gives, and by what it finds what is worth comparing. Documents and
# statements stand in it by their ids, since what is compared with one that is written anew has to be told of it.
_SINCE_4 = """
CREATE TABLE compared (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE
) STRICT;

CREATE TABLE copies (
    document TEXT NOT NULL,
    "of" TEXT NOT NULL,
    kind TEXT NOT NULL,
    overlap REAL NOT NULL,
    overlap_of REAL NOT NULL,
    basis TEXT NOT NULL,
    direction REAL NOT NULL,
    confidence REAL NOT NULL,
    evidence TEXT NOT NULL,
    aligned TEXT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (document, "of")
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_of ON copies ("of");

CREATE TABLE document_signatures (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    keys BLOB NOT NULL,
    sketch BLOB NOT NULL
) STRICT;

CREATE TABLE document_keys (
    key INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    signature INTEGER NOT NULL,
    PRIMARY KEY (key, rank, signature)
) STRICT, WITHOUT ROWID;

CREATE TABLE sayings (
    statement TEXT PRIMARY KEY,
    document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sayings_document ON sayings (document);

CREATE TABLE saying_signatures (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    keys BLOB NOT NULL,
    sketch BLOB NOT NULL
) STRICT;

CREATE TABLE saying_keys (
    key INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    signature INTEGER NOT NULL,
    PRIMARY KEY (key, rank, signature)
) STRICT, WITHOUT ROWID;

CREATE TABLE saying_links (
    statement TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (statement, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE primaries (
    document TEXT PRIMARY KEY,
    is_primary INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
""".strip()

# Came with version 5.
_SINCE_5 = """
CREATE TABLE damages (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    score REAL NOT NULL
) STRICT;

CREATE TABLE clues (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    expected TEXT NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
""".strip()

_STATEMENT_SPANS = """
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content', 'channel', 'occasion')),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (statement, role, position)
) STRICT, WITHOUT ROWID
""".strip("\n")

# A document's text is stored once. Spans are offsets into it and are cut from it when they are read, so that the words
# of a span cannot differ from the text. `key` is the row of this file and never leaves it; `id` is the identity.
TABLES = f"""
CREATE TABLE makers (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    url TEXT,
    language TEXT,
    published TEXT,
    published_last TEXT,
    precision TEXT CHECK (precision IN ('day', 'month', 'year')),
    basis TEXT,
    authors TEXT NOT NULL,
    agency TEXT,
    source_id TEXT,
    sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX documents_published ON documents (published, id);

CREATE TABLE segments (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    author TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    made_by INTEGER NOT NULL REFERENCES makers,
    actor TEXT,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_actor ON mentions (actor) WHERE actor IS NOT NULL;

{_SINCE_2}

CREATE TABLE statements (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    speaker TEXT,
    within TEXT,
    confidence REAL NOT NULL,
    made_by INTEGER NOT NULL REFERENCES makers,
    speaker_id TEXT,
    on_behalf_of TEXT,
    basis TEXT,
    cue_class TEXT,
    commitment TEXT NOT NULL DEFAULT 'said',
    modality TEXT NOT NULL DEFAULT 'asserted',
    channel TEXT,
    said_on TEXT,
    said_on_last TEXT,
    said_on_precision TEXT CHECK (said_on_precision IN ('day', 'month', 'year')),
    said_on_basis TEXT,
    anonymous INTEGER NOT NULL DEFAULT 0,
    collective INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document, position)
) STRICT;
CREATE INDEX statements_speaker ON statements (speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX statements_on_behalf_of ON statements (on_behalf_of) WHERE on_behalf_of IS NOT NULL;

CREATE TABLE statement_spans (
{_STATEMENT_SPANS};

CREATE TABLE inputs (
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('stored', 'known', 'refused')),
    code TEXT,
    detail TEXT,
    document TEXT,
    PRIMARY KEY (name, sha256)
) STRICT, WITHOUT ROWID;

{_SINCE_3}

{_SINCE_4}

{_SINCE_5}

CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, content = 'documents', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
"""

#: What makes a record of one version into one of the next.
MIGRATIONS = {
    1: f"""
ALTER TABLE documents ADD COLUMN agency TEXT;
ALTER TABLE segments ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE mentions ADD COLUMN actor TEXT;
CREATE INDEX mentions_actor ON mentions (actor) WHERE actor IS NOT NULL;
ALTER TABLE statements ADD COLUMN speaker_id TEXT;
ALTER TABLE statements ADD COLUMN on_behalf_of TEXT;
ALTER TABLE statements ADD COLUMN basis TEXT;
{_SINCE_2}
""",
    2: f"""
ALTER TABLE statements ADD COLUMN cue_class TEXT;
ALTER TABLE statements ADD COLUMN commitment TEXT NOT NULL DEFAULT 'said';
ALTER TABLE statements ADD COLUMN modality TEXT NOT NULL DEFAULT 'asserted';
ALTER TABLE statements ADD COLUMN channel TEXT;
ALTER TABLE statements ADD COLUMN said_on TEXT;
ALTER TABLE statements ADD COLUMN said_on_last TEXT;
ALTER TABLE statements ADD COLUMN said_on_precision TEXT CHECK (said_on_precision IN ('day', 'month', 'year'));
ALTER TABLE statements ADD COLUMN said_on_basis TEXT;
ALTER TABLE statements ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN collective INTEGER NOT NULL DEFAULT 0;
CREATE INDEX statements_speaker ON statements (speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX statements_on_behalf_of ON statements (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
ALTER TABLE statement_spans RENAME TO statement_spans_2;
CREATE TABLE statement_spans (
{_STATEMENT_SPANS};
INSERT INTO statement_spans SELECT * FROM statement_spans_2;
DROP TABLE statement_spans_2;
{_SINCE_3}
""",  # noqa: S608
    3: _SINCE_4,
    4: _SINCE_5,
}


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection to the record at a path.

    Args:
        path: The file.
        read_only: Open an existing record and never write to it; otherwise a missing one is made.

    Raises:
        VerbaleError: V201, a newer Verbale made it; V202, it is not a record; V203, it is not there;
            V206, it cannot be opened.
    """
    if read_only and not path.exists():
        raise VerbaleError("V203", path.name)
    if path.is_dir():
        raise VerbaleError("V202", path.name)
    connection = None
    try:
        connection = _open(path, read_only=read_only)
        if _check(connection, path, read_only=read_only) < SCHEMA_VERSION:
            if read_only:
                # What asks for columns that an older record has not would fail: it is brought up to date first.
                connection.close()
                connect(path, read_only=False).close()
                return connect(path, read_only=True)
            _migrate(connection)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.OperationalError):
            raise VerbaleError("V207" if is_busy(error) else "V206", path.name) from error
        if isinstance(error, sqlite3.DatabaseError):  # "file is not a database"
            raise VerbaleError("V202", path.name) from error
        raise
    return connection


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether an error means that another program holds the lock."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    primary = code & 0xFF  # the rest tells variants apart
    return primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _open(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open the file; nothing in it is looked at yet."""
    address = path.absolute().as_uri()
    # To read in WAL mode, SQLite makes files beside the record and takes them away again; only with `rw` may it.
    connection = sqlite3.connect(
        f"{address}?mode={'rw' if read_only else 'rwc'}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    if read_only:
        try:
            connection.execute("PRAGMA user_version")
        except sqlite3.OperationalError:
            connection.close()
            # In a folder that cannot be written to no writer is at work, unless it left its log behind.
            if path.with_name(path.name + "-wal").exists():
                raise
            connection = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
        connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    # A file that claims to be a record may come from anywhere: nothing in its schema may call functions.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring a record of an earlier version up to date, all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have been faster
    for number in range(version, SCHEMA_VERSION):
        for statement in MIGRATIONS[number].split(";\n"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _check(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> int:
    """Make sure that the file is a record, making an empty one into it; return the version of its tables."""
    if not read_only and _is_empty(connection):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if _is_empty(connection):  # another process may have been faster
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise VerbaleError("V202", path.name)
    if version > SCHEMA_VERSION:
        raise VerbaleError("V201", path.name)
    if not read_only:
        # With WAL, NORMAL loses no committed document when the program is killed.
        connection.execute("PRAGMA synchronous = NORMAL")
    return int(version)


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether a file has no tables and no mark of another program."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(tables == 0 and application == 0)
