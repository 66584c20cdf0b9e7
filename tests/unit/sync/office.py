"""An office with a ledger and a workbook in memory: given events and what somebody typed, when it is synchronised."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement, fold
from kinerja_es.decide import decide
from sync.cycle import Cycle
from sync.edits import take_all
from sync.gather import Gathered, Link, gather
from sync.layout import build
from sync.model import Workbook
from sync.reader import Edits
from sync.snapshot import Raw, SeenRow, SeenTab, Snapshot
from tests.given import LEVEL, RATIO, draft, signed
from tests.simulation.books import MemoryBooks
from tests.twin import Twin

REF = "contoh/2024"
SIX, SEVEN = f"{REF}|6|2024-Q1", f"{REF}|7|2024-Q1"
LINK = Link(name="buku")
STREAM = e.stream_id("agreement", REF)
BOOK = e.stream_id("book", LINK.name)


@dataclass(slots=True)
class Office:
    """The agreement contoh/2024 with a ratio, 7, and a level, 6; and the workbook `buku`."""

    books: MemoryBooks = field(default_factory=MemoryBooks)
    twin: Twin = field(default_factory=Twin)

    def news(self, *made: e.Event) -> None:
        """Events of the agreement by another writer."""
        self.given(*made)

    def given(self, *made: e.Event) -> "Office":
        """Events of the agreement."""
        self.books.append(STREAM, made)
        return self

    def cycle(self) -> Cycle:
        """A cycle, not begun."""
        return Cycle(link=LINK, actor="mesin", port=self.twin, books=self.books)

    def run(self) -> Cycle:
        """A cycle to its end."""
        return self.cycle().run()

    @property
    def agreement(self) -> Agreement:
        """The agreement as it stands."""
        found = fold(self.books.read(STREAM))
        assert found is not None
        return found

    @property
    def now(self) -> Gathered:
        """The ledger as the book sees it."""
        return gather(self.books, LINK)

    def since(self, position: int) -> list[str]:
        """Types of the events after a position."""
        return [recorded.type for recorded in self.books.events[position:]]

    def last(self) -> Any:
        """The newest event."""
        return self.books.events[-1].event


def office(*, status: str = "signed") -> Office:
    """An office whose workbook was not written yet."""
    made = Office()
    made.books.append(e.stream_id("store", "store"), [e.StoreInitialized(actor="kinerja")])
    return made.given(*(draft if status == "draft" else signed)(RATIO, LEVEL))


def level(value: int, **more: Any) -> e.RealizationRecorded:
    """A realization of the level in the first quarter, by somebody else than the sync."""
    return e.RealizationRecorded(
        **{"actor": "perencana", "code": "6", "period": "2024-Q1", "value": Decimal(value), **more}
    )


def seen(workbook: Workbook, batch: str | None = None) -> Snapshot:
    """A workbook read back as it was written."""
    facts = {str(row[0].value): str(row[1].value) for row in workbook.sheet("sync").cells}
    if batch is not None:
        facts["batch_id"] = batch
    tabs = {}
    for sheet in workbook.sheets:
        keys = [column.key for column in sheet.columns]
        rows = tuple(
            SeenRow(
                at=at, cells={key: cell.value for key, cell in zip(keys, row, strict=False) if cell.value is not None}
            )
            for at, row in enumerate(sheet.cells)
        )
        tabs[sheet.key] = SeenTab(
            key=sheet.key, name=sheet.name, columns={column.key: at for at, column in enumerate(sheet.columns)},
            rows=rows, height=len(rows),
        )  # fmt: skip
    return Snapshot(locale="id_ID", facts=facts, tabs=tabs)


def built(made: Office) -> Workbook:
    """The workbook that the ledger asks for now."""
    return build(made.now.data)


def typed(snapshot: Snapshot, tab: str, row: str, cells: Mapping[str, Raw]) -> Snapshot:
    """The same with something typed in the row of an id."""
    return with_rows(
        snapshot, tab,
        [SeenRow(at=one.at, cells={**one.cells, **cells} if one.cells.get("id") == row else one.cells)
         for one in snapshot.tabs[tab].rows],
    )  # fmt: skip


def with_rows(snapshot: Snapshot, tab: str, rows: list[SeenRow], columns: Mapping[str, int] | None = None) -> Snapshot:
    """The same with other rows, or with other columns, in a tab."""
    old = snapshot.tabs[tab]
    changed = replace(
        old, rows=tuple(rows), columns=old.columns if columns is None else columns,
        height=1 + max((row.at for row in rows), default=-1),
    )  # fmt: skip
    return replace(snapshot, tabs={**snapshot.tabs, tab: changed})


def written(made: Office) -> Snapshot:
    """The workbook as it was written just now."""
    return seen(build(made.now.data))


def take(made: Office, snapshot: Snapshot, *, fresh: bool = True, asked: list[str] | None = None) -> Edits:
    """What is taken from a workbook as read; `asked` notes that the authors were asked for."""
    then = None if snapshot.token is None else gather(made.books, LINK, snapshot.token)
    asked = [] if asked is None else asked

    def authors() -> tuple[str, ...]:
        asked.append("authors")
        return ("Budi Contoh",)

    return take_all(
        snapshot, made.now, then, None if then is None else build(then.data), fresh=fresh, actor="mesin",
        reason="Diubah di buku", authors=authors, older=lambda position: gather(made.books, LINK, position).agreements,
    )  # fmt: skip


def events(edits: Edits, stream: Any = STREAM) -> list[Any]:
    """The events of a stream."""
    return edits.events.get(stream, [])


def names(edits: Edits) -> list[str]:
    """Types of all events."""
    return [type(event).__name__ for made in edits.events.values() for event in made]


def record(made: Office, edits: Edits) -> None:
    """Append what was taken."""
    for stream, listed in edits.events.items():
        made.books.append(stream, listed)


class Killed(Exception):
    """The process is no more."""


def kill() -> None:
    """End it here."""
    raise Killed


def correct(made: Office, value: int) -> None:
    """Somebody corrects the level of the first quarter by a command."""
    made.given(*decide(made.agreement, c.CorrectRealization(actor="perencana", code="6", period="2024-Q1",
                                                            value=Decimal(value), reason="temuan")))  # fmt: skip
