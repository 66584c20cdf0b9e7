"""One cycle of the sync as a state machine: look, read, take, write, done. Killed anywhere, the next one goes on.

Nothing needs to be remembered between two cycles but what the ledger and the workbook hold: the workbook says from
which event position it was built, the ledger which edits it took since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol
from uuid import UUID

from kinerja_es import events as e
from kinerja_es.agreement import Agreement
from kinerja_es.catalogue import text
from kinerja_es.errors import BadInput, Unavailable
from kinerja_es.events import stream_id
from kinerja_es.recorded import Recorded
from kinerja_es.store import History, Raced
from sync.changes import Changes, changes
from sync.edits import TAKEN_FROM, take_all
from sync.gather import Gathered, Link, gather
from sync.held import known_rows
from sync.layout import build
from sync.layout.sync_sheet import SCHEMA_VERSION, fact
from sync.model import Workbook
from sync.port import Changed, Port
from sync.reader import Taken
from sync.rows import sort_out
from sync.snapshot import Snapshot

Stage = Literal["look", "read", "take", "write", "done"]
ROUNDS = 20  # how often a cycle starts anew because somebody was faster, before it gives up


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a store remembers of a book between cycles: a hint that saves calls, never the truth.

    Attributes:
        version: of the workbook, when no unread edit stood in it.
        position: of the ledger then.
        batch: the write that the workbook bore last.
        token: the event position of that write.
        left: how many refused and conflicting cells stood in it.
        halted: tabs from which nothing was taken, with the cause.
        behind: of `_sync`: the event positions that halted tabs still show.
    """

    version: str | None = None
    position: int = 0
    batch: str = ""
    token: int = 0
    left: Mapping[str, int] = field(default_factory=dict)
    halted: Mapping[str, str] = field(default_factory=dict)
    behind: str = ""


class Books(Protocol):
    """Where edits become events, all of a cycle in one transaction, and hints are kept."""

    @property
    def history(self) -> History:
        """The stored events."""
        ...

    def append_all(self, made: Sequence[tuple[UUID, int, Sequence[e.Event]]]) -> list[Recorded]:
        """Append to several streams after their versions, all or nothing; `Raced` where one has moved on."""
        ...

    def seen(self, book: str) -> Seen:
        """The hints about a book."""
        ...

    def remember(self, book: str, seen: Seen) -> None:
        """Keep hints about a book."""
        ...


@dataclass(frozen=True, slots=True)
class Based:
    """The ledger as the workbook's last write showed it, and that workbook; `behind` as halted tabs still show it."""

    ledger: Gathered
    workbook: Workbook
    behind: Mapping[str, Gathered] = field(default_factory=dict)


@dataclass(slots=True)
class Cycle:
    """A cycle under way, and in the end its report.

    Attributes:
        stage: what comes next.
        taken, refused, conflicts: edits of this cycle, as rows of `sync run`.
        written: how many cells were written; `where` says into what, `landed` whether that is the linked workbook.
        left: how many refused and conflicting cells stand in the book at the end.
        halted: tabs from which nothing is taken, with the cause.
    """

    link: Link
    actor: str
    port: Port
    books: Books
    stage: Stage = "look"
    position: int = 0
    taken: list[Taken] = field(default_factory=list)
    refused: list[Taken] = field(default_factory=list)
    conflicts: list[Taken] = field(default_factory=list)
    written: int = 0
    where: str = ""
    landed: bool = True
    left: Mapping[str, int] = field(default_factory=lambda: {"refused": 0, "conflict": 0})
    halted: Mapping[str, str] = field(default_factory=dict)
    _version: str | None = None
    _snapshot: Snapshot = field(default_factory=Snapshot)
    _now: Gathered | None = None
    _then: dict[int, Based] = field(default_factory=dict)
    _rounds: int = 0

    def run(self) -> "Cycle":
        """Go through all stages."""
        while self.stage != "done":
            self.step()
        return self

    def step(self) -> None:
        """Do one stage; the next is then `stage`. Raises what the port and the ledger raise."""
        match self.stage:
            case "look":
                self.stage = self._look()
            case "read":
                self._snapshot = self.port.read()
                self._check()
                self.stage = "take"
            case "take":
                self.stage = self._take()
            case "write":
                self.stage = self._write()

    def _look(self) -> Stage:
        """Stop where neither side changed since a cycle that left nothing unread."""
        seen, self._version = self.books.seen(self.link.name), self.port.version()
        self.position, _ = self.books.history.last()
        if self._version is not None and (self._version, self.position) == (seen.version, seen.position):
            self.left, self.halted = seen.left, seen.halted
            return "done"
        return "read"

    def _check(self) -> None:
        """A workbook of another store or book, or one from after a restored backup, is not touched."""
        facts, (position, _) = self._snapshot.facts, self.books.history.last()
        if not facts:
            return
        first = next(iter(self.books.history.read(up_to=1)), None)
        mine = first is not None and facts.get("store") == first.id and facts.get("book") == self.link.name
        if not mine:
            raise BadInput("foreign-workbook", where=self.link.name, book=facts.get("book", "-"), name=self.link.name)
        if (self._snapshot.token or 0) > position:
            raise Unavailable("workbook-ahead", where=self.link.name, token=self._snapshot.token, position=position)

    def _take(self) -> Stage:
        """Take what people typed, in one transaction; where another writer was faster, look at it again."""
        for _ in range(ROUNDS):
            now = gather(self.books.history, self.link)
            snapshot, base = self._based()
            seen = self.books.seen(self.link.name)
            # A write whose answer was lost is newer than the last one known of, an old copy is older.
            fresh = seen.batch in {"", snapshot.batch} or (snapshot.token or 0) >= seen.token
            edits = take_all(
                snapshot, now, base.ledger if base else None, base.workbook if base else None, fresh=fresh,
                actor=self.actor, older=self._older,
                reason=text("workbook.reason.corrected", self.link.language, book=self.link.name),
                authors=self.port.authors, partly=self._partly(), behind=base.behind if base else {},
            )  # fmt: skip
            if not edits.events:
                self._now = now
                return "write"
            made = [(stream, version_of(stream, now), events) for stream, events in edits.events.items()]
            try:
                recorded = self.books.append_all(made)
            except Raced:
                continue
            for row in edits.rows(recorded):
                {"taken": self.taken, "refused": self.refused, "conflict": self.conflicts}[row.outcome].append(row)
            if not edits.again:
                self._now = gather(self.books.history, self.link)
                return "write"
        raise Unavailable("store-busy", where=self.link.name, attempts=ROUNDS)

    def _based(self) -> tuple[Snapshot, Based | None]:
        """The snapshot and its base; a workbook that lost its `_sync` goes by the last write known."""
        snapshot = self._snapshot
        seen = self.books.seen(self.link.name)
        if snapshot.token is None and snapshot.tabs and seen.batch:
            facts = {"base_token": str(seen.token), "batch_id": seen.batch, "behind": seen.behind}
            snapshot = replace(snapshot, facts=facts)
        elif snapshot.token is None and snapshot.writing:  # the first write of all landed in part
            snapshot = replace(snapshot, facts={**snapshot.facts, "base_token": str(snapshot.writing[0])})
        token = snapshot.token
        base = None if token is None else self._at(token)
        older = {tab: one for tab, old in snapshot.behind.items() if (one := self._at(old)) is not None}
        if base is None or not older:
            return snapshot, base
        sheets = tuple(older.get(sheet.key, base).workbook.sheet(sheet.key) for sheet in base.workbook.sheets)
        behind = {tab: one.ledger for tab, one in older.items()}
        return snapshot, Based(base.ledger, replace(base.workbook, sheets=sheets), behind)

    def _partly(self) -> tuple[Workbook, ...]:
        """Writes of which only a part landed, oldest first."""
        position, _ = self.books.history.last()
        made = [self._at(token) for token in self._snapshot.writing if token <= position]
        return tuple(based.workbook for based in made if based is not None)

    def _at(self, token: int) -> Based | None:
        """The ledger and its workbook at a position, with the agreements that it showed; None where none was there."""
        if token not in self._then:
            shown = self._snapshot.facts.get("agreements", "").split()
            agreements = tuple(sorted({*self.link.agreements, *shown})) if self.link.agreements else ()
            try:
                ledger = gather(self.books.history, replace(self.link, agreements=agreements), token)
            except BadInput:
                return None
            self._then[token] = Based(ledger, build(ledger.data))
        return self._then[token]

    def _older(self, token: int) -> Mapping[str, Agreement] | None:
        """The agreements as of an earlier position; None where the book did not show them then."""
        based = self._at(token)
        return None if based is None else based.ledger.agreements

    def _write(self) -> Stage:
        """Write what differs; where somebody saved in between, begin again."""
        now = self._now
        assert now is not None  # `_take` leaves it
        self.position = now.position
        snapshot, base = self._based()
        desired, wanted = self._wanted(now, base, snapshot)
        standing = [one for cells in now.state.standing.values() for one in cells.values()]
        self.left = {state: sum(one.state == state for one in standing) for state in ("refused", "conflict")}
        self.halted = {tab: halted.cause for tab, halted in now.state.halted.items()}
        if self._snapshot.facts and not wanted.needed:  # else `_sync` itself is to be made anew
            self._remember(Seen(version=self._version, position=now.position, batch=snapshot.batch,
                                token=snapshot.token or 0, left=self.left, halted=self.halted,
                                behind=snapshot.facts.get("behind", "")))  # fmt: skip
            return "done"
        try:
            written = self.port.write(desired, wanted)
        except Changed:
            self._rounds += 1
            if self._rounds >= ROUNDS:
                raise Unavailable("workbook-busy", where=self.link.name) from None
            return "look"
        self.written, self.where, self.landed = self.written + written.cells, written.where, written.landed
        if written.landed:
            batch = fact(desired, "batch_id")
            # Where rows had moved below the write before this one, the next cycle sees whether all is settled.
            passing = any(one.row != one.meant for one in snapshot.displaced)
            passing = passing or any(one.code == "decision-torn" for one in standing)  # emptied by this write
            # What was taken may have changed what a refused or conflicting cell stands against.
            passing = passing or bool(self.taken and standing)
            version = None if passing else written.version
            self._remember(Seen(version=version, position=now.position, batch=batch, token=now.position,
                                left=self.left, halted=self.halted, behind=fact(desired, "behind")))  # fmt: skip
        return "done"

    def _wanted(self, now: Gathered, base: Based | None, snapshot: Snapshot) -> tuple[Workbook, Changes]:
        token = snapshot.token or 0
        behind = {tab: snapshot.behind.get(tab, token) for tab in now.state.halted if tab in snapshot.tabs}
        desired = build(replace(now.data, previous=snapshot.batch, behind=behind))
        same_layout = self._snapshot.facts.get("schema_version") == SCHEMA_VERSION
        same_layout = same_layout and self._snapshot.facts.get("language") == self.link.language
        before = base.workbook if base is not None and same_layout else None
        doubled = frozenset(key for key, cells in now.state.standing.items()
                            if any(one.code == "duplicate-row" for one in cells.values()))  # fmt: skip
        return desired, changes(
            desired, before, self._snapshot, frozen=frozenset(now.state.halted), doubled=doubled,
            strangers=self._strangers(now, base),
        )  # fmt: skip

    def _strangers(self, now: Gathered, base: Based | None) -> frozenset[tuple[str, int]]:
        """Rows that bear the id of another one, as the copy of a row does, and those that are told to be nobody's."""
        found = {
            key: sort_out(tab, known_rows(now.agreements, key), base.workbook.sheet(key) if base else None)
            for key in TAKEN_FROM
            if (tab := self._snapshot.tabs.get(key)) is not None
        }
        return frozenset((key, at) for key, rows in found.items() for at in rows.strangers)

    def _remember(self, seen: Seen) -> None:
        self.books.remember(self.link.name, seen)


def version_of(stream: UUID, now: Gathered) -> int:
    """The version of an agreement's stream, or of the book's own."""
    versions = {stream_id("agreement", ref): agreement.stream_version for ref, agreement in now.agreements.items()}
    return versions.get(stream, now.book_version)
