"""A workbook behind each port, and the same hands to edit it with."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import openpyxl

from sync.excel_port import ExcelPort
from sync.port import Port
from sync.snapshot import Formula, Percent, Raw
from tests.twin import Twin, enter

LOCALE = "id_ID"


class Room(Protocol):
    """Edits name a tab by our key, a row by its id, a column by our key; columns and rows count from 0."""

    @property
    def port(self) -> Port:
        """The port of the workbook."""

    def enter(self, tab: str, row: str, key: str, text: str) -> None:
        """Type a text, in an Indonesian spreadsheet."""

    def sort(self, tab: str, key: str, *, descending: bool = False) -> None:
        """Sort the rows below the headers."""

    def move_column(self, tab: str, key: str, to: int) -> None:
        """Drag a column."""

    def delete_column(self, tab: str, key: str) -> None:
        """Take a column out."""

    def insert_column(self, tab: str, at: int, texts: Sequence[str]) -> None:
        """Put a column of one's own in, with texts from the top."""

    def insert_row(self, tab: str, at: int, key: str, text: str) -> None:
        """Put a row of one's own in, with a text in one of our columns."""

    def duplicate_row(self, tab: str, row: str) -> None:
        """Copy a row to below itself."""

    def add_tab(self, name: str, text: str) -> None:
        """Make a tab of one's own with a text in its first cell."""

    def rename_tab(self, tab: str, name: str) -> None:
        """Give a tab another title."""

    def delete_tab(self, tab: str) -> None:
        """Take a tab out."""

    def text(self, tab: str, row: int, column: int) -> Any:
        """What stands in any cell of a tab (our key or its title), ours or not."""


class TwinRoom:
    """The twin."""

    def __init__(self) -> None:
        self.port = self.twin = Twin(LOCALE)
        self.enter = self.twin.enter
        self.sort = self.twin.sort
        self.move_column = self.twin.move_column
        self.delete_column = self.twin.delete_column
        self.insert_column = self.twin.insert_column
        self.duplicate_row = self.twin.duplicate_row
        self.rename_tab = self.twin.rename_tab
        self.delete_tab = self.twin.delete_tab

    def insert_row(self, tab: str, at: int, key: str, text: str) -> None:
        self.twin.insert_row(tab, at)
        self.twin.type(tab, at, key, text)

    def add_tab(self, name: str, text: str) -> None:
        self.twin.add_tab(name, [[text]])

    def text(self, tab: str, row: int, column: int) -> Any:
        return self.twin.tab(tab).rows[row][column]


class ExcelRoom:
    """A file that a spreadsheet program saves after every edit."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "buku.xlsx"
        self.port = ExcelPort(self.path)

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """The file's workbook, saved afterwards."""
        book = openpyxl.load_workbook(self.path)
        yield book
        book.save(self.path)
        book.close()

    def _seen(self, tab: str) -> tuple[str, dict[str, int], dict[str, int]]:
        """Title, columns and rows by id, as another port of the same file sees them."""
        seen = ExcelPort(self.path).read().tabs[tab]
        ids = {str(row.cells.get("id")): row.at for row in reversed(seen.rows)}
        return seen.name, dict(seen.columns), ids

    def enter(self, tab: str, row: str, key: str, text: str) -> None:
        title, columns, ids = self._seen(tab)
        with self.opened() as book:
            put(book[title].cell(ids[row] + 1, columns[key] + 1), enter(text, LOCALE))

    @contextmanager
    def _grid(self, tab: str) -> Iterator[tuple[list[list[Any]], dict[str, int]]]:
        """The tab as rows of (value, kind, format) to be changed in place."""
        title, columns, _ = self._seen(tab)
        with self.opened() as book:
            sheet = book[title]
            for area in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(area))
            rows = [[(cell.value, cell.data_type, cell.number_format) for cell in row] for row in sheet.iter_rows()]
            yield rows, columns
            sheet.delete_rows(1, sheet.max_row)
            for at, row in enumerate(rows):
                for column, (value, kind, number_format) in enumerate(row):
                    cell = sheet.cell(at + 1, column + 1)
                    cell.value = value
                    if value is not None:
                        cell.data_type = kind
                    cell.number_format = number_format

    def sort(self, tab: str, key: str, *, descending: bool = False) -> None:
        with self._grid(tab) as (rows, columns):
            rows[1:] = sorted(rows[1:], key=lambda row: str(row[columns[key]][0]), reverse=descending)

    def move_column(self, tab: str, key: str, to: int) -> None:
        with self._grid(tab) as (rows, columns):
            for row in rows:
                row.insert(to, row.pop(columns[key]))

    def delete_column(self, tab: str, key: str) -> None:
        with self._grid(tab) as (rows, columns):
            for row in rows:
                del row[columns[key]]

    def insert_column(self, tab: str, at: int, texts: Sequence[str]) -> None:
        with self._grid(tab) as (rows, _):
            for row, cells in enumerate(rows):
                cells.insert(at, (texts[row] if row < len(texts) else None, "s", "General"))

    def insert_row(self, tab: str, at: int, key: str, text: str) -> None:
        with self._grid(tab) as (rows, columns):
            rows.insert(at, [(text if each == columns[key] else None, "s", "General") for each in range(len(rows[0]))])

    def duplicate_row(self, tab: str, row: str) -> None:
        at = self._seen(tab)[2][row]
        with self._grid(tab) as (rows, _):
            rows.insert(at + 1, list(rows[at]))

    def add_tab(self, name: str, text: str) -> None:
        with self.opened() as book:
            book.create_sheet(name)["A1"] = text

    def rename_tab(self, tab: str, name: str) -> None:
        title = self._seen(tab)[0]
        with self.opened() as book:
            book[title].title = name

    def delete_tab(self, tab: str) -> None:
        title = self._seen(tab)[0]
        with self.opened() as book:
            del book[title]

    def text(self, tab: str, row: int, column: int) -> Any:
        seen = ExcelPort(self.path).read().tabs.get(tab)
        book = openpyxl.load_workbook(self.path)
        value = book[seen.name if seen else tab].cell(row + 1, column + 1).value
        book.close()
        return value


def put(cell: Any, raw: Raw) -> None:
    """Put a typed value in a cell of openpyxl."""
    match raw:
        case Formula():
            cell.value = raw.text
        case Decimal():
            cell.value = float(raw)
        case Percent():
            cell.value, cell.number_format = float(raw.value / 100), "0%"
        case datetime.date():
            cell.value, cell.number_format = raw, "dd/mm/yyyy"
        case str():
            cell.value, cell.data_type = raw, "s"
        case None:
            cell.value = None
        case _:
            raise TypeError(raw)
