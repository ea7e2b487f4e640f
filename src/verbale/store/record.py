"""The record on disk: one SQLite file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from verbale.errors import VerbaleError
from verbale.models import (
    Act,
    ChannelKind,
    Commitment,
    Correction,
    CorrectionKind,
    Document,
    Kind,
    Mention,
    Modality,
    RecodedField,
    Statement,
    StatementRole,
)
from verbale.models.actor import ActorKind
from verbale.read import Refusal
from verbale.read.inputs import PathLike
from verbale.settings import Settings
from verbale.store import corrections
from verbale.store.actors import ActorSummary, load_actor_summaries
from verbale.store.analyses import StoredAnalysis, find_statements, load_analysis, with_names
from verbale.store.conditions import Conditions, DatedBy, Stance, StatementFilter
from verbale.store.correcting import Rules
from verbale.store.corrections import LoggedCorrection
from verbale.store.documents import Documents, Heading, document_key, load_document, load_headings, load_original
from verbale.store.dump import dumped
from verbale.store.effects import Effect, effect_of, places_of
from verbale.store.findings import load_actors
from verbale.store.making import Maker, signed
from verbale.store.reading import Progress, ReadingSummary, fetcher_beside, read_into
from verbale.store.replacing import replace_statements
from verbale.store.schema import connect
from verbale.store.statements import Statements
from verbale.store.who import plain_names

if TYPE_CHECKING:
    from verbale.models.copy import Copy
    from verbale.models.utterance import Utterance
    from verbale.store.comparing import Progress as CompareProgress


class Record:
    """A record: documents and what was found in them.

    One program writes at a time, others may read meanwhile. Use it in a ``with`` block, or call `close`.

    Args:
        path: The file.
        read_only: Open an existing record and never write to it; otherwise a missing one is made.

    Raises:
        VerbaleError: V201, a newer Verbale made it; V202, it is not a record; V203, it is not there;
            V206, it cannot be opened.
    """

    def __init__(self, path: PathLike, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, read_only=read_only)

    @classmethod
    def open(cls, path: PathLike, *, read_only: bool = False) -> Self:
        """Open the record at a path; the arguments are those of the class."""
        return cls(path, read_only=read_only)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self,
        paths: PathLike | Iterable[PathLike],
        progress: Progress | None = None,
        settings: Settings | None = None,
        workers: int = 1,
        columns: Mapping[str, str] | None = None,
        fetch: bool = False,
    ) -> ReadingSummary:
        """Read files, folders and, where asked, addresses into the record.

        Every input ends as stored, known or refused, and none stops the others. Each document is written by itself:
        when the program is killed, reading the same again goes on where it stopped.

        Args:
            paths: A file, folder or address, or several.
            progress: Called with the name and the outcome (``read``, ``known``, ``refused``) of each input.
            settings: The limits; None takes them from the environment.
            workers: How many processes analyse.
            columns: Which column of tables, or key of JSON, holds what: ``{"text": "Body", "url": "Link"}``; None
                recognises them by their names.
            fetch: Get addresses, and those in lists of addresses, from the network; they are refused otherwise.

        Returns:
            What became of the inputs, and what the record holds now.

        Raises:
            VerbaleError: V206 or V207, the record cannot be written; V3…, the engine cannot work at all.
        """
        several = [paths] if isinstance(paths, str) or hasattr(paths, "__fspath__") else paths
        return read_into(
            self._connection,
            several,  # type: ignore[arg-type]
            settings=settings or Settings.from_environment(),
            leave_out=[self.path.with_name(self.path.name + ending) for ending in ("", "-wal", "-shm", "-journal")],
            columns=columns,
            fetch=fetcher_beside(self.path) if fetch else None,
            workers=workers,
            progress=progress,
        )

    def replace_statements(self, marked: Mapping[str, Sequence[Statement]]) -> int:
        """Let marked statements take the place of all that were found in their documents; return how many there are.

        Speakers, addressees, days and the rest are worked out for them as for found ones; reading the documents again
        leaves them. All documents are written, or none.

        Args:
            marked: The statements by the id of their document; only their parts, confidence and maker count.

        Raises:
            VerbaleError: V204, a document is not in the record; V206 or V207, the record cannot be written.
        """
        return replace_statements(self._connection, marked)

    def documents(self, search: str | None = None) -> Documents:
        """Return the documents by date of publication (unknown last) and id.

        Args:
            search: Only those with all these words, and phrases in quotation marks, in title or text.

        Raises:
            VerbaleError: V303, there is nothing to search for.
        """
        return Documents(self._connection, [heading.id for heading in self.headings(search)])

    def headings(self, search: str | None = None) -> tuple[Heading, ...]:
        """Return the documents without their texts, with the number of their statements; else as `documents`."""
        return tuple(load_headings(self._connection, search))

    def document(self, id_or_prefix: str) -> Document:
        """Return the one document whose id begins so.

        Args:
            id_or_prefix: An id or its beginning, with or without ``doc-``.

        Raises:
            VerbaleError: V204, there is none; V205, there are several.
        """
        return load_document(self._connection, document_key(self._connection, id_or_prefix)[0])

    def analysis(self, document: Document | str, *, as_found: bool = False) -> StoredAnalysis:
        """Return a document with its mentions, statements and times, corrected.

        Args:
            document: The document, its id or the beginning of its id.
            as_found: Without corrections.

        Raises:
            VerbaleError: V204, there is none; V205, there are several.
        """
        key, _ = document_key(self._connection, document if isinstance(document, str) else document.id)
        rules = self._rules(as_found)
        return with_names(self._connection, load_analysis(self._connection, key, rules), rules)

    def mentions(self, document: Document | str, *, as_found: bool = False) -> tuple[Mention, ...]:
        """Return the mentions in a document, in order; the arguments and errors are those of `analysis`."""
        return self.analysis(document, as_found=as_found).mentions

    def statements(
        self,
        speaker: str | None = None,
        *,
        on_behalf_of: str | None = None,
        about: str | None = None,
        stance: Stance | None = None,
        addressee: str | None = None,
        via: str | None = None,
        kind: Kind | None = None,
        act: Act | None = None,
        cue_class: str | None = None,
        commitment: Commitment | None = None,
        modality: Modality | None = None,
        channel: ChannelKind | None = None,
        anonymous: bool | None = None,
        collective: bool | None = None,
        nested: bool | None = None,
        within: Statement | str | None = None,
        confidence: float | None = None,
        since: str | None = None,
        until: str | None = None,
        dated_by: DatedBy = "published",
        search: str | None = None,
        document: Document | str | None = None,
        as_found: bool = False,
    ) -> Statements:
        """Return the statements that meet all conditions, by date of publication (unknown last), document and place.

        Somebody is asked for by an id or a name: an id means that actor, and a name the actors that are called so;
        where nobody is, it is taken for a part of a name, in any case.

        Args:
            speaker: Characters in the speaker's name or in the words for the source, or an actor's id; case does not
                matter.
            on_behalf_of: Somebody for whom the speaker speaks.
            about: Somebody of whom the content speaks.
            stance: How the content stands to `about`, or without it to anybody: ``negative``, ``positive`` or
                ``neutral``.
            addressee: Somebody to whom it is said.
            via: Somebody who carried the words to the reader.
            kind: ``direct``, ``indirect`` or ``mixed``.
            act: ``speech``, ``thought``, ``will`` or ``decree``.
            cue_class: What kind of act the cue makes it: ``deny``, ``warn`` …
            commitment: How the reporter stands to it: ``said``, ``claimed`` or ``revealed``.
            modality: ``asserted``, ``negated``, ``hypothetical``, ``conditional``, ``future`` or ``question``.
            channel: ``briefing``, ``interview``, ``communique`` …
            anonymous: Whether the source is kept nameless.
            collective: Whether the source is more than one.
            nested: Whether it is told in another statement.
            within: The statement that it is told in, or its id.
            confidence: At least so sure, from 0 to 1.
            since: From documents published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD.
            until: From documents published on this day or earlier. With `since` or `until`, what has no date is left
                out, and what is known to the month or year only, unless all of it is within.
            dated_by: ``published``, or ``said``: `since` and `until` are about the day on which it was said.
            search: All these words, and phrases in quotation marks, in the content.
            document: From this document: itself, its id or the beginning of its id.
            as_found: Without corrections.

        Raises:
            VerbaleError: V204, V205, no such document or several; V303, there is nothing to search for; V304, a date
                cannot be understood.
        """
        if document is not None:
            _, document = document_key(self._connection, document if isinstance(document, str) else document.id)
        wanted = StatementFilter(
            speaker=speaker,
            on_behalf_of=on_behalf_of,
            about=about,
            stance=stance,
            addressee=addressee,
            via=via,
            kind=kind,
            act=act,
            cue_class=cue_class,
            commitment=commitment,
            modality=modality,
            channel=channel,
            anonymous=anonymous,
            collective=collective,
            nested=nested,
            within=within.id if isinstance(within, Statement) else within,
            confidence=confidence,
            since=since,
            until=until,
            dated_by=dated_by,
            search=search,
            document=document,
        )
        rules = self._rules(as_found)
        touched = corrections.touched_documents(self._connection, rules.standing)
        conditions = Conditions(self._connection, wanted, rules, touched)
        found = tuple(find_statements(self._connection, conditions, rules))
        cited = {statement.document for statement in found}
        headings = {heading.id: heading for heading in load_headings(self._connection, ids=cited)}
        return Statements(found, headings, plain_names(self._connection, rules, found))

    def actors(
        self,
        name: str | None = None,
        *,
        kind: ActorKind | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_found: bool = False,
    ) -> tuple[ActorSummary, ...]:
        """Return the actors that the record names, those with the most mentions and statements first.

        Args:
            name: An actor's id or name, or a part of a name.
            kind: ``state``, ``alliance``, ``person`` …
            country: ISO 3166 alpha-3 code.
            since: Counting documents published on this day or later only.
            until: Counting documents published on this day or earlier only.
            as_found: Without corrections.

        Raises:
            VerbaleError: V304, a date cannot be understood.
        """
        rules = self._rules(as_found)
        return load_actor_summaries(
            self._connection, rules, name=name, kind=kind, country=country, since=since, until=until
        )

    def places(self, actor: str, *, as_found: bool = False) -> Iterator[tuple[str, Mention]]:
        """Yield where an actor is named: ids of documents with mentions, by date of publication and place.

        Args:
            actor: The actor's id.
            as_found: Without corrections.
        """
        return places_of(self._connection, self._rules(as_found), actor)

    def correct(
        self,
        kind: CorrectionKind,
        what: str | Mention | Statement,
        actor: str | None = None,
        *,
        name: str | None = None,
        role: StatementRole | None = None,
        field: RecodedField | None = None,
        value: str | float | bool | None = None,
        document: Document | str | None = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        made_on: str | None = None,
        note: str | None = None,
    ) -> Correction:
        """Correct what was found; what was found stays, and the correction is applied whenever it is read out.

        - ``correct("merge", A, B)``: the actor A is the same as B, everywhere;
        - ``correct("split", A, C, name=N)``: where the name N was taken for A, it is C;
        - ``correct("rename", A, name=N)``: A has the plain name N;
        - ``correct("assign", what, A)``: this is A;
        - ``correct("reject", what, A)``: this is not A; without A, it is no actor, or no statement, at all;
        - ``correct("recode", statement, field=…, value=…)``: the statement is coded otherwise.

        Args:
            kind: What is changed.
            what: An actor's id or name to merge, split or rename. Else a statement or its id; or a mention (with
                `document`); or the place of either, as ``doc-1a2b:120-131``; or a name as it stands in texts.
            actor: An actor's id, a state's code or a name that only one actor has.
            name: A name as it stands in texts, or the new name.
            role: Of a statement: ``speaker``, ``on_behalf_of``, ``addressee``, ``about`` or ``via``. `assign` takes
                the speaker and `reject` all roles if it is None.
            field: ``act``, ``cue_class``, ``commitment``, ``modality``, ``anonymous``, ``collective`` or ``stance``
                (toward `actor`).
            value: The new code.
            document: A name is corrected in this document only; also the document of a mention.
            since: A name is corrected in documents published on this day or later.
            until: A name is corrected in documents published on this day or earlier.
            author: Who makes the correction; kept as given, and not in the dump.
            made_on: When it was made; kept as given, and not in the dump.
            note: Why; kept as given, and not in the dump.

        Returns:
            The correction.

        Raises:
            VerbaleError: V401, no actor, or no single one, is called so; V402, it cannot be corrected so; V404, V405,
                there is no such mention or statement; V204, V205, no such document or several; V304, a date cannot be
                understood; V206, V207, the record cannot be written.
        """
        maker = Maker(self._connection, self._rules(), document, since, until)
        made = maker.make(kind, what, actor, name=name, role=role, field=field, value=value)
        made = signed(made, author, made_on, note)
        corrections.append(self._connection, made.correction, made.actors)
        return made.correction

    def corrections(self) -> tuple[LoggedCorrection, ...]:
        """Return all corrections that were made, in their order, with what became of them and whether they fit."""
        return corrections.logged_corrections(self._connection)

    def undo(self, correction: Correction | str) -> Correction:
        """Undo a correction and return it. One that it had replaced does not come back.

        Args:
            correction: The correction, its id or the beginning of its id.

        Raises:
            VerbaleError: V403, no correction that holds has such an id, or several do.
        """
        return corrections.undo(self._connection, correction if isinstance(correction, str) else correction.id)

    def effect(self, correction: Correction) -> Effect:
        """Return how many names and statements a correction that holds changes."""
        return effect_of(self._connection, correction)

    def names(self, made: Iterable[Correction]) -> dict[str, str]:
        """Return the plain names, as found, of the actors that corrections are about, by id."""
        ids = {id_ for one in made for id_ in (one.actor, one.to) if id_ is not None}
        return {id_: actor.name for id_, actor in load_actors(self._connection, ids).items()}

    def compare(self, progress: CompareProgress | None = None) -> int:
        """Compare the documents that came since this was done last; return how many there were.

        `copies`, `utterances` and `trace` do it when it has to be done.

        Args:
            progress: Called with how many are compared, and of how many.

        Raises:
            VerbaleError: V206 or V207, the record cannot be written.
        """
        from verbale.store.comparing import compare_all, is_compared  # loads numpy, which queries do without

        if is_compared(self._connection):
            return 0
        (is_read_only,) = self._connection.execute("PRAGMA query_only").fetchone()
        if not is_read_only:
            return compare_all(self._connection, progress)
        with type(self)(self.path) as writable:
            return compare_all(writable._connection, progress)

    def copies(self, document: Document | str | None = None) -> tuple[Copy, ...]:
        """Return which documents were made from which, by their ids.

        Args:
            document: Only those made from this document, and what it was made from: itself, its id or the beginning of
                its id.

        Raises:
            VerbaleError: V204, there is no such document; V205, there are several; V206 or V207, the record cannot be
                written.
        """
        from verbale.store.comparing import load_copies

        self.compare()
        if document is None:
            return tuple(load_copies(self._connection))
        _, id_ = document_key(self._connection, document if isinstance(document, str) else document.id)
        return tuple(load_copies(self._connection, (id_,)))

    def utterances(self, *, shared: bool = False, as_found: bool = False) -> tuple[Utterance, ...]:
        """Return the sayings that the statements report, by date of publication (unknown last) and id.

        Each statement that reports a saying as a fact is in one of them.

        Args:
            shared: Only those that several documents report.
            as_found: Without corrections.

        Raises:
            VerbaleError: V206 or V207, the record cannot be written.
        """
        from verbale.store.utterances import load_utterances

        self.compare()
        found = load_utterances(self._connection, self._rules(as_found), shared=shared)
        return tuple(sorted(found, key=lambda one: (one.first_seen.date if one.first_seen else date.max, one.id)))

    def trace(self, words: str | Statement, *, as_found: bool = False) -> tuple[Utterance, ...]:
        """Return the sayings with some words, the best answers first, each with its `score`.

        Args:
            words: What is remembered of them, be it damaged or a paraphrase; of a longer text, each sentence is looked
                for. Or a statement, or its id.
            as_found: Without corrections.

        Raises:
            VerbaleError: V405, there is no statement of such an id; V206 or V207, the record cannot be written.
        """
        from verbale.compare.utterances import scored
        from verbale.store.utterances import traced, utterances_of

        self.compare()
        id_ = words.id if isinstance(words, Statement) else words.strip()
        rules = self._rules(as_found)
        if re.fullmatch("say-[0-9a-f]{16}", id_):
            found = utterances_of(self._connection, [id_], rules)
            if not found:
                raise VerbaleError("V405", id_)
            return tuple(scored(one, 1.0) for one in found)
        return tuple(traced(self._connection, rules, id_))

    def declare_primary(self, document: Document | str, primary: bool | None = True) -> None:
        """Declare that a document is a primary source: the words as the speaker's own body publishes them.

        Args:
            document: The document, its id or the beginning of its id.
            primary: False, it is none, whatever its address and headline look like; None takes either back.

        Raises:
            VerbaleError: V204, there is no such document; V205, there are several; V206 or V207, the record cannot be
                written.
        """
        from verbale.store.comparing import declare_primary

        _, id_ = document_key(self._connection, document if isinstance(document, str) else document.id)
        declare_primary(self._connection, id_, primary)

    def declared_primary(self) -> dict[str, bool]:
        """Return the documents that were declared to be primary sources, or not to be, by their ids."""
        from verbale.store.comparing import load_declared

        return load_declared(self._connection)

    def _rules(self, as_found: bool = False) -> Rules:
        """Return the standing corrections, or none."""
        return Rules() if as_found else corrections.load_rules(self._connection)

    def original(self, document: Document | str) -> bytes | None:
        """Return the bytes that a document was read from, or None if they were not kept.

        Args:
            document: The document, its id or the beginning of its id.

        Raises:
            VerbaleError: V204, there is none; V205, there are several.
        """
        stored = document if isinstance(document, Document) else self.document(document)
        return load_original(self._connection, stored.sha256)

    def refusals(self) -> tuple[Refusal, ...]:
        """Return the inputs that were refused and not read since, by name."""
        rows = self._connection.execute(
            "SELECT name, code, detail, sha256 FROM inputs WHERE outcome = 'refused' ORDER BY name, sha256"
        )
        return tuple(Refusal(*row) for row in rows)

    def dump(self) -> Iterator[str]:
        """Yield the record as lines of canonical JSON: documents with what was found in them, and the corrections.

        The same inputs and the same corrections give the same lines, in whatever order and however often they were
        read or made: no line says when or from which path something was read, or who corrected it when. What was found
        is told as it was found.
        """
        return dumped(self._connection)
