"""One tab: its cells and what belongs to its rows and columns."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .a1 import Rect, Span, range_name
from .errors import ApiError
from .jsontypes import Json, JsonObject

OBJECT_LISTS = ("protectedRanges", "conditionalFormats", "charts", "filterViews", "bandedRanges", "slicers")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; never changed in place, so that tabs can share it."""

    value: JsonObject | None = None
    format: JsonObject | None = None
    note: str = ""
    validation: JsonObject | None = None
    extra: JsonObject | None = None

    @property
    def empty(self) -> bool:
        """Say whether nothing at all is in it."""
        return not (self.value or self.format or self.note or self.validation or self.extra)


NOTHING = Cell()


@dataclass(slots=True)
class Tab:
    """A tab of a workbook."""

    properties: JsonObject
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    dimensions: dict[str, dict[int, JsonObject]] = field(default_factory=lambda: {"ROWS": {}, "COLUMNS": {}})
    merges: list[Rect] = field(default_factory=list)
    objects: JsonObject = field(default_factory=dict)

    def clone(self) -> Tab:
        """Copy the tab; cells are shared, for they never change in place."""
        return Tab(
            copy.deepcopy(self.properties),
            {r: dict(row) for r, row in self.rows.items()},
            copy.deepcopy(self.dimensions),
            list(self.merges),
            copy.deepcopy(self.objects),
        )

    @property
    def sheet_id(self) -> int:
        """Give the tab's lasting number."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """Give the name people see."""
        return str(self.properties["title"])

    @property
    def row_count(self) -> int:
        """Count the rows of the grid."""
        return int(self.properties["gridProperties"]["rowCount"])

    @property
    def column_count(self) -> int:
        """Count the columns of the grid."""
        return int(self.properties["gridProperties"]["columnCount"])

    def size(self, dimension: str) -> int:
        """Count the rows or the columns."""
        return self.row_count if dimension == "ROWS" else self.column_count

    def resize(self, dimension: str, size: int) -> None:
        """Set the number of rows or columns; what falls outside is lost."""
        if size < 1:
            raise ApiError(400, "You can't delete all the rows or columns on the sheet.")
        self.properties["gridProperties"]["rowCount" if dimension == "ROWS" else "columnCount"] = size
        rows, columns = self.row_count, self.column_count
        if dimension == "ROWS":
            self.rows = {r: row for r, row in self.rows.items() if r < rows}
        else:
            self.rows = {r: {c: cell for c, cell in row.items() if c < columns} for r, row in self.rows.items()}
        self.merges = [m for m in self.merges if m.bottom <= rows and m.right <= columns]

    @property
    def everything(self) -> Rect:
        """Give the whole grid."""
        return Rect(0, self.row_count, 0, self.column_count)

    def cell(self, row: int, column: int) -> Cell:
        """Read a cell."""
        return self.rows.get(row, {}).get(column, NOTHING)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Write a cell."""
        if not cell.empty:
            self.rows.setdefault(row, {})[column] = cell
        elif row in self.rows:
            self.rows[row].pop(column, None)
            if not self.rows[row]:
                del self.rows[row]

    def change(self, row: int, column: int, **changes: Json) -> None:
        """Write some parts of a cell."""
        self.put(row, column, replace(self.cell(row, column), **changes))

    def filled(self, rect: Rect) -> Iterator[tuple[int, int, Cell]]:
        """Walk over what is in the cells of a rectangle."""
        for r in sorted(r for r in self.rows if rect.top <= r < rect.bottom):
            for c in sorted(c for c in self.rows[r] if rect.left <= c < rect.right):
                yield r, c, self.rows[r][c]

    def close(self, span: Span) -> Rect:
        """Close the open sides of a span; raise if it starts outside the grid."""
        top, left = span.top or 0, span.left or 0
        rect = Rect(
            top,
            self.row_count if span.bottom is None else span.bottom,
            left,
            self.column_count if span.right is None else span.right,
        )
        if top >= self.row_count or left >= self.column_count:
            self.outside(rect)
        return rect

    def inside(self, rect: Rect) -> Rect:
        """Cut a rectangle to the grid."""
        return Rect(rect.top, min(rect.bottom, self.row_count), rect.left, min(rect.right, self.column_count))

    def outside(self, rect: Rect) -> None:
        """Raise the 400 for a range that is not on the grid."""
        name = range_name(self.title, rect)
        limits = f"Max rows: {self.row_count}, max columns: {self.column_count}"
        raise ApiError(400, f"Range ({name}) exceeds grid limits. {limits}")

    def rect_of(self, grid: JsonObject) -> Rect:
        """Give the rectangle of a GridRange, its open sides closed."""
        return Rect(
            grid.get("startRowIndex", 0),
            grid.get("endRowIndex", self.row_count),
            grid.get("startColumnIndex", 0),
            grid.get("endColumnIndex", self.column_count),
        )
