"""A person at a linked `.xlsx` workbook: types in it, sorts it, keeps copies of it, and has it synchronised."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook as Opened
from openpyxl.worksheet.worksheet import Worksheet

from tests.e2e.conftest import Kinerja

REF = "contoh/2024"
NAME = "kerja"


class Desk:
    """The workbook `kerja` of the agreement contoh/2024, in this folder."""

    def __init__(self, kinerja: Kinerja, folder: Path) -> None:
        self.kinerja = kinerja
        self.file = folder / "kerja.xlsx"
        assert kinerja("sync", "link", NAME, "--xlsx", "kerja.xlsx").code == 0
        self.run()

    def run(self) -> Any:
        """One cycle that succeeds, as JSON."""
        answer = self.kinerja("sync", "run", NAME, "--json")
        assert (answer.code, answer.err) == (0, "")
        return answer.json

    @contextmanager
    def open(self) -> Iterator[Opened]:
        """The workbook open in front of a person, saved in the end."""
        book = openpyxl.load_workbook(self.file)
        yield book
        book.save(self.file)

    def type(self, row: str, cells: dict[str, Any], tab: str = "Isian") -> None:
        """Type under headers of the row that is known by the rest of its id, such as `7|2024-Q1`."""
        with self.open() as book:
            put(book[tab], row, cells)

    def enter(self, row: str, cells: dict[str, Any], tab: str = "Isian") -> Any:
        """The same, synchronised."""
        self.type(row, cells, tab)
        return self.run()

    def row(self, row: str, tab: str = "Isian") -> dict[str, Any]:
        """What stands in a row, by header."""
        book = openpyxl.load_workbook(self.file)
        sheet = book[tab]
        return {name: sheet.cell(place(sheet, row), at).value for name, at in columns(sheet).items()}

    def rows(self, tab: str) -> list[dict[str, Any]]:
        """All rows of a tab."""
        book = openpyxl.load_workbook(self.file)
        names = columns(book[tab])
        return [
            {name: row[at - 1] for name, at in names.items()}
            for row in book[tab].iter_rows(min_row=2, values_only=True)
        ]

    def copy(self, name: str) -> Path:
        """A copy of the workbook as it is now."""
        return Path(shutil.copy(self.file, self.file.with_name(name)))

    def entry(self, code: str, period: str) -> dict[str, Any] | None:
        """What the ledger holds of a period."""
        figures = self.kinerja("replay", REF, "--period", period, "--json").json
        entries = next(one["entries"] for one in figures["indicators"] if one["code"] == code)
        return next((one for one in entries if one["period"] == period), None)

    def trail(self, kind: str) -> list[dict[str, Any]]:
        """Events of a type, as `audit trail --json` tells them."""
        events: list[dict[str, Any]] = self.kinerja("audit", "trail", REF, "--json").json["events"]
        return [event for event in events if event["type"] == kind]

    def conflicts(self) -> list[dict[str, Any]]:
        """Open conflicts."""
        found: list[dict[str, Any]] = self.kinerja("sync", "conflicts", NAME, "--json").json["conflicts"]
        return found


def columns(sheet: Worksheet) -> dict[str, int]:
    """Columns by header, counted from 1."""
    return {str(cell.value): at for at, cell in enumerate(sheet[1], start=1) if cell.value is not None}


def place(sheet: Worksheet, row: str) -> int:
    """The first row with an id that ends so, counted from 1."""
    at = columns(sheet)["_id"]
    return next(n for n in range(2, sheet.max_row + 1) if str(sheet.cell(n, at).value or "").endswith(f"|{row}"))


def put(sheet: Worksheet, row: str | int, cells: dict[str, Any]) -> None:
    """Type under headers of a row."""
    names = columns(sheet)
    at = row if isinstance(row, int) else place(sheet, row)
    for name, value in cells.items():
        sheet.cell(at, names[name]).value = value


def outcome(done: Any, kind: str) -> list[tuple[str, str | None]]:
    """Field and code of the edits that came to this."""
    return [(one["field"], one["code"]) for one in done[kind]]
