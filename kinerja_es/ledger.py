"""The only writer: commands are decided on the newest state and appended through `eventsourcing`.

A write that lost a race is decided again on the new state, a bounded number of times.
"""

import datetime
import hashlib
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Mapper,
    OperationalError,
    PersistenceError,
    StoredEvent,
)
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteFactory

from kinerja_es import codec
from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement, fold
from kinerja_es.decide import decide
from kinerja_es.errors import BadInput, Refusal, Unavailable
from kinerja_es.proposals import proposed
from kinerja_es.recorded import Recorded, glance
from kinerja_es.store import Raced, Store, sqlite_path, stamp
from kinerja_es.ways import gather

ATTEMPTS = 200  # with pauses that grow to 50 ms: two writers in one agreement never need more than a handful
LOCK_SECONDS = 30


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event with its place in a stream, the shape in which the library takes domain events."""

    originator_id: UUID
    originator_version: int
    event: e.Event


class _Mapper(Mapper[UUID]):
    """Our own stored form: topic is the event's name, state the codec's JSON."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:  # noqa: ANN401 -- the library's protocol
        topic, state = codec.encode(domain_event.event)
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=topic,
            state=state,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:  # noqa: ANN401 -- the library's protocol
        stream = stored_event.originator_id
        assert isinstance(stream, UUID)  # the store's ORIGINATOR_ID_TYPE
        return _Placed(stream, stored_event.originator_version, codec.validate(stored_event.topic, stored_event.state))


class _Recorder(SQLiteApplicationRecorder):
    """The library's recorder with the moment in a column, set inside the insert so that it never falls.

    The tables refuse UPDATE and DELETE.
    """

    clock: Callable[[], datetime.datetime]

    def construct_create_table_statements(self) -> list[str]:
        table = self.events_table_name
        return [
            f"""CREATE TABLE IF NOT EXISTS {table} (
                originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL, topic TEXT NOT NULL,
                state BLOB NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (originator_id, originator_version))""",
            f"CREATE INDEX IF NOT EXISTS {table}_moment ON {table} (recorded_at)",
            *(
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
                for verb in ("update", "delete")
            ),
        ]

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **_: Any  # noqa: ANN401
    ) -> Sequence[int]:  # fmt: skip
        positions = []
        table = self.events_table_name
        last = f"SELECT recorded_at FROM {table} ORDER BY rowid DESC LIMIT 1"  # noqa: S608 -- the table's own name
        insert = f"INSERT INTO {table} VALUES (?, ?, ?, ?, max(?, coalesce(({last}), '')))"  # noqa: S608 -- likewise
        for stored in stored_events:
            assert isinstance(stored.originator_id, UUID)  # the store's ORIGINATOR_ID_TYPE
            c.execute(
                insert,
                (stored.originator_id.hex, stored.originator_version, stored.topic, stored.state, stamp(self.clock())),
            )
            positions.append(c.lastrowid)
        return positions


class _Application(Application[UUID]):
    """The library's application over our mapper and recorder."""

    name = "kinerja"

    def construct_mapper(self) -> Mapper[UUID]:
        return _Mapper(transcoder=self.construct_transcoder())

    def construct_recorder(self) -> ApplicationRecorder:
        assert isinstance(self.factory, SQLiteFactory)
        self.factory.application_recorder_class = _Recorder
        return super().construct_recorder()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Ledger:
    """A store opened for writing. `clock` gives the moment of each append (the demo plays a past year)."""

    def __init__(self, url: str, *, create: bool = False, clock: Callable[[], datetime.datetime] = _now) -> None:
        path = sqlite_path(url)
        if not create and not path.is_file():
            raise Unavailable("store-missing", where=str(path), path=path)
        if create and not path.parent.is_dir():
            raise Unavailable("store-unwritable", where=str(path), path=path)
        try:
            self._application = _Application(
                {
                    "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                    "SQLITE_DBNAME": str(path),
                    "SQLITE_LOCK_TIMEOUT": str(LOCK_SECONDS),
                    "CREATE_TABLE": "y" if create else "n",
                }
            )
            recorder = self._application.recorder
            assert isinstance(recorder, _Recorder)
            recorder.clock = clock
            self._store = Store(url)
        except (PersistenceError, sqlite3.Error) as error:
            raise Unavailable("store-unwritable", where=str(path), path=path) from error
        if create and self._store.last()[0] == 0:
            self.append(e.stream_id("store", "store"), 0, [e.StoreInitialized(actor="kinerja")])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.__exit__()
        self._application.close()

    @property
    def store(self) -> Store:
        """The same store, for reading."""
        return self._store

    def append(self, stream: UUID, version: int, made: Sequence[e.Event]) -> list[Recorded]:
        """Append events after a version of a stream; `IntegrityError` (the library's) when that is not the newest."""
        recordings = self._application.save(
            *(_Placed(stream, version + n, event) for n, event in enumerate(made, start=1))
        )
        first, last = recordings[0].notification.id, recordings[-1].notification.id
        return list(self._store.read(stream, after=first - 1, up_to=last))

    def append_all(self, made: Sequence[tuple[UUID, int, Sequence[e.Event]]]) -> list[Recorded]:
        """Append to several streams after their versions, in one transaction; `Raced` where one has moved on."""
        placed = [
            _Placed(stream, version + n, event)
            for stream, version, events in made
            for n, event in enumerate(events, start=1)
        ]
        try:
            recordings = self._application.save(*placed)
        except (IntegrityError, OperationalError) as error:
            raise Raced from error
        except PersistenceError as error:
            raise Unavailable("store-unwritable", where=self._store.url, path=self._store.url) from error
        first, last = recordings[0].notification.id, recordings[-1].notification.id
        return list(self._store.read(after=first - 1, up_to=last))

    def hint(self, key: str) -> dict[str, Any]:
        """What was remembered under a key to save work; empty where nothing was, and nothing rests on it."""
        with self._hints() as hints:
            row = hints.execute("SELECT value FROM hints WHERE key = ?", (key,)).fetchone()
        found: dict[str, Any] = {} if row is None else json.loads(row[0])
        return found

    def remember(self, key: str, value: dict[str, Any]) -> None:
        """Remember something under a key."""
        with self._hints() as hints:
            hints.execute("INSERT OR REPLACE INTO hints VALUES (?, ?)", (key, json.dumps(value)))

    @contextmanager
    def _hints(self) -> Iterator[sqlite3.Connection]:
        path = sqlite_path(self._store.url)
        try:
            with closing(sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)) as hints:
                hints.execute("CREATE TABLE IF NOT EXISTS hints (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
                yield hints
        except sqlite3.Error as error:
            raise Unavailable("store-unwritable", where=str(path), path=path) from error

    def load(self, ref: str) -> Agreement | None:
        """The newest state of an agreement."""
        return fold(self._store.read(e.stream_id("agreement", ref)))

    def execute(self, ref: str, command: c.Command) -> list[Recorded]:
        """Decide a command on an agreement and append what it becomes; a repeated request id records nothing new.

        Raises:
            Refusal, BadInput: the decision; where a rule says so the try itself was recorded.
            Unavailable: the store could not take it (`store-busy` after all attempts).
        """
        stream = e.stream_id("agreement", ref)
        digest = hashlib.sha256(codec.plain(replace(command, request_id=None))).hexdigest()
        pause = random.Random()  # noqa: S311 -- jitter between writers, nothing secret
        for attempt in range(ATTEMPTS):
            state = self.load(ref)
            if state is not None and command.request_id in state.requests:
                return _once(state.requests[command.request_id or ""], digest, command.request_id)
            if state is None and not isinstance(command, c.DraftAgreement):
                raise BadInput("unknown-agreement", where=ref, agreement=ref)
            refusal: Refusal | None = None
            try:
                made = decide(state, command, self._elsewhere(state, command))
            except Refusal as error:
                if not error.recorded:
                    raise
                refusal, made = error, (_refused(command, error),)
            if command.request_id is not None:
                made = tuple(replace(x, request_id=command.request_id, request_digest=digest) for x in made)
            try:
                recorded = self.append(stream, state.stream_version if state else 0, made)
            except (IntegrityError, OperationalError):
                time.sleep(pause.uniform(0, min(0.05, 0.001 * 2**attempt)))
                continue
            except PersistenceError as error:
                raise Unavailable("store-unwritable", where=ref, path=self._store.url) from error
            if refusal is not None:
                raise refusal
            return recorded
        raise Unavailable("store-busy", where=ref, attempts=ATTEMPTS)

    def _elsewhere(self, state: Agreement | None, command: c.Command) -> dict[str, Agreement]:
        """The other agreements that the formulas of a command reach; of a command without formulas none."""
        asked = proposed(state, command)
        return {} if asked is None else gather(asked, self.load)

    def note(self, stream: UUID, event: e.Event) -> list[Recorded]:
        """Append one event of the store's own (a linked book, a policy); a repeated request id records nothing new."""
        digest = hashlib.sha256(codec.plain(replace(event, request_id=None))).hexdigest()
        for _ in range(ATTEMPTS):
            held = list(self._store.read(stream))
            made = [x for x in held if event.request_id is not None and glance(x).request_id == event.request_id]
            if made:
                return _once(made, digest, event.request_id)
            try:
                return self.append(stream, len(held), [replace(event, request_digest=digest)])
            except (IntegrityError, OperationalError):
                continue
        raise Unavailable("store-busy", where=self._store.url, attempts=ATTEMPTS)


def _once(made: list[Recorded], digest: str, request_id: str | None) -> list[Recorded]:
    if any(recorded.event.request_digest != digest for recorded in made):
        raise Refusal("request-id-reused", where=request_id, request=request_id)
    first = made[0].event
    if isinstance(first, e.AttemptRefused):
        raise Refusal(first.refusal, where=first.code, recorded=False, **first.details)
    return made


def _refused(command: c.Command, error: Refusal) -> e.AttemptRefused:
    indicator = getattr(command, "indicator", None)
    return e.AttemptRefused(
        actor=command.actor,
        origin=command.origin,
        command=type(command).__name__,
        refusal=error.code,
        code=getattr(command, "code", None) or getattr(indicator, "code", None),
        period=getattr(command, "period", None),
        details=error.params,
    )
