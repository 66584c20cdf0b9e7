"""A spreadsheet on the local Google, linked through the real port, with time that passes at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from google.oauth2.credentials import Credentials

from sync.changes import Changes, TabChanges, changes
from sync.google.client import Client
from sync.google.port import GooglePort
from sync.layout import build
from sync.model import Cell, Sheet, Workbook
from sync.port import Written
from sync.snapshot import SeenTab, Snapshot
from tests.sheets_server import SERVICE_ACCOUNT, Editor, SheetsServer
from tests.unit.sync.conftest import make_book

ROW = "gumelar/2024|7|2024-Q3"  # a row of Isian in which nothing was recorded yet


@dataclass(slots=True)
class Watch:
    """A clock that only sleeping moves."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def port_on(
    server: SheetsServer, book: str, watch: Watch | None = None, token: str = "token", **more: Any
) -> GooglePort:
    """A port as the service account, or as whoever a token `user:MAIL` names."""
    watch = watch or Watch()
    settings = {"account": SERVICE_ACCOUNT, "base_url": server.url, "dice": lambda: 0.5, **more}
    client = Client(
        Credentials(token),  # type: ignore[no-untyped-call]
        where="sheet", clock=watch.time, sleep=watch.sleep, **settings,
    )  # fmt: skip
    return GooglePort(book, client)


class Linked:
    """A mirrored book: its port, what was written last, and the people beside it."""

    def __init__(self, server: SheetsServer, locale: str = "in_ID", desired: Workbook | None = None) -> None:
        self.server = server
        self.id = server.create("Kinerja", locale=locale)
        self.port = port_on(server, self.id)
        self.desired = build(make_book(editable_target=True)) if desired is None else desired
        self.before: Workbook | None = None

    def mirror(self) -> Written:
        """Read, and write what differs."""
        return self.write(self.port.read())

    def write(self, seen: Snapshot) -> Written:
        """Write what differs from a read."""
        planned = changes(self.desired, self.before, seen)
        self.before = self.desired
        return self.port.write(self.desired, planned)

    def editor(self, email: str = "budi@example.com") -> Editor:
        """A person who may type in the input cells."""
        return self.server.editor(self.id, email)

    def owner(self) -> Editor:
        """The owner, whom no protection stops."""
        return self.server.editor(self.id, SERVICE_ACCOUNT)

    def want(self, cells: Mapping[tuple[str, str, str], Cell], position: int = 58) -> None:
        """Change what is desired: cells by tab, row id and column, and the event position."""
        sheets = []
        for sheet in self.desired.sheets:
            own = {(row, key): cell for (tab, row, key), cell in cells.items() if tab == sheet.key}
            sheets.append(altered(sheet, own, position))
        self.desired = replace(self.desired, sheets=tuple(sheets))

    def place(self, tab: SeenTab, row: str) -> int:
        """The physical row of an id."""
        return next(one.at for one in tab.rows if one.cells.get("id") == row)

    def cell(self, seen: Snapshot, tab: str, row: str, key: str) -> str:
        """The address of a cell, as in `I5`."""
        there = seen.tabs[tab]
        return f"{chr(65 + there.columns[key])}{self.place(there, row) + 1}"


def altered(sheet: Sheet, cells: Mapping[tuple[str, str], Cell], position: int) -> Sheet:
    """A sheet with some cells changed."""
    keys = [column.key for column in sheet.columns]
    rows = []
    for row in sheet.cells:
        name = "base_token" if sheet.key == "sync" and row[0].value == "base_token" else str(row[-1].value)
        own = {key: cell for (at, key), cell in cells.items() if at == name}
        if name == "base_token":
            own = {"value": Cell(str(position))}
        rows.append(tuple(own.get(key, cell) for key, cell in zip(keys, row, strict=False)))
    return replace(sheet, cells=tuple(rows))


def only(seen: Snapshot, planned: Changes, tab: str, **fields: Any) -> Changes:
    """The changes of one tab, some of them put by hand."""
    kept: list[TabChanges] = [replace(one, **fields) for one in planned.tabs if one.sheet.key == tab]
    return Changes(seen=seen, tabs=tuple(kept))
