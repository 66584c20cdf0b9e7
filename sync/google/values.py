"""Cells as few `updateCells` and `repeatCell` requests. Pure."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sync.google.formats import cell_format, extended
from sync.google.names import Json, grid
from sync.model import Cell, Style

SLICE = 600  # cells, about, of one request: batches are cut between requests
REPEAT = 230  # bytes that one more request costs
VALUE, FORMAT = "userEnteredValue", "userEnteredFormat"


class Box(NamedTuple):
    """A rectangle of cells that have something in common; ends are excluded."""

    first: int
    end: int
    left: int
    right: int
    what: Hashable = None

    def area(self, tab: int) -> Json:
        """The box as a GridRange."""
        return grid(tab, (self.first, self.end), (self.left, self.right))


def boxes(cells: Mapping[tuple[int, int], Hashable]) -> list[Box]:
    """Equal cells as rectangles: stretches of each row, those that lie below one another joined."""
    rows: dict[int, list[tuple[int, Hashable]]] = {}
    for (row, column), what in cells.items():
        rows.setdefault(row, []).append((column, what))
    found: list[Box] = []
    started: dict[tuple[int, int, Hashable], int] = {}
    end = 0
    for row in sorted(rows):
        stretches = set(_stretches(sorted(rows[row], key=lambda one: one[0])))
        closed = [one for one in started if row != end or one not in stretches]
        found += [_box(started.pop(one), end, one) for one in closed]
        for stretch in stretches:
            started.setdefault(stretch, row)
        end = row + 1
    return sorted([*found, *(_box(first, end, one) for one, first in started.items())], key=lambda box: box[:4])


def _box(first: int, end: int, stretch: tuple[int, int, Hashable]) -> Box:
    return Box(first, end, stretch[0], stretch[1], stretch[2])


def _stretches(row: Sequence[tuple[int, Hashable]]) -> Iterator[tuple[int, int, Hashable]]:
    for (_, what), group in groupby(enumerate(row), key=lambda one: (one[1][0] - one[0], one[1][1])):
        columns = [column for _, (column, _) in group]
        yield columns[0], columns[-1] + 1, what


def written(tab: int, cells: Mapping[tuple[int, int], Cell], styles: Mapping[str, Style] | None) -> list[Json]:
    """Values of cells by physical row and column; with `styles` also their formats."""
    found = []
    for box in boxes(dict.fromkeys(cells)):
        step = max(1, SLICE // (box.right - box.left))
        for first in range(box.first, box.end, step):
            rows = [
                {"values": [_cell(cells[row, column], styles) for column in range(box.left, box.right)]}
                for row in range(first, min(first + step, box.end))
            ]
            found.append(_update(tab, first, box.left, rows, VALUE if styles is None else f"{VALUE},{FORMAT}"))
    return found


def _cell(cell: Cell, styles: Mapping[str, Style] | None) -> Json:
    sent = extended(cell.value)
    shown: Json = {VALUE: sent} if sent else {}
    return shown if styles is None else shown | {FORMAT: cell_format(styles[cell.style])}


def _update(tab: int, row: int, column: int, rows: list[Json], fields: str) -> Json:
    start = {"sheetId": tab, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def mirrored(tab: int, cells: Mapping[tuple[int, int], Cell]) -> list[Json]:
    """Values of a tab that is being made: what stands in many cells of a column is said once."""
    columns: dict[int, dict[int, Any]] = {}
    for (row, column), cell in cells.items():
        columns.setdefault(column, {})[row] = cell.value
    repeated: list[Json] = []
    left = dict(cells)
    for column, values in columns.items():
        for box in boxes({(row, column): value for row, value in values.items() if value not in (None, "")}):
            value = extended(box.what)  # type: ignore[arg-type]
            if (box.end - box.first - 1) * (len(str(value)) + 26) > REPEAT:
                repeated.append(_repeat(box.area(tab), VALUE, value))
                left |= {(row, column): Cell() for row in range(box.first, box.end)}
    filled = {row for (row, _), cell in left.items() if cell.value not in (None, "")}
    return [*written(tab, {place: cell for place, cell in left.items() if place[0] in filled}, None), *repeated]


def formatted(tab: int, cells: Mapping[tuple[int, int], str], styles: Mapping[str, Style]) -> list[Json]:
    """Formats of cells by the name of their style: each column as a whole, then what differs."""
    formats = {name: cell_format(styles[name]) for name in set(cells.values())}
    columns: dict[int, dict[int, str]] = {}
    for (row, column), name in cells.items():
        columns.setdefault(column, {})[row] = name
    base: dict[tuple[int, int], Hashable] = {}
    odd: dict[tuple[int, int], Hashable] = {}
    mottled: list[Json] = []
    for column, rows in columns.items():
        usual = Counter(rows.values()).most_common(1)[0][0]
        base |= {(row, column): usual for row in range(min(rows), max(rows) + 1)}
        others = {(row, column): name for row, name in rows.items() if name != usual}
        if len(boxes(others)) * REPEAT > len(rows) * 100:
            mottled += _mottled(tab, column, rows, formats)
        else:
            odd |= others
    areas = [*boxes(base), *boxes(odd)]
    return [
        *(_repeat(box.area(tab), FORMAT, formats[str(box.what)]) for box in areas),
        *mottled,
    ]


def _repeat(area: Json, fields: str, what: Json) -> Json:
    return {"repeatCell": {"range": area, "cell": {fields: what}, "fields": fields}}


def _mottled(tab: int, column: int, rows: Mapping[int, str], formats: Mapping[str, Json]) -> list[Json]:
    """A column whose looks change from row to row: only the parts that differ, cell by cell."""
    used = [formats[name] for name in sorted(set(rows.values()))]
    parts = [
        part
        for part in {key: None for one in used for key in one}
        if any(one.get(part) != used[0].get(part) for one in used)
    ]
    found = []
    for box in boxes(dict.fromkeys((row, column) for row in rows)):
        for first in range(box.first, box.end, SLICE):
            lines = []
            for row in range(first, min(first + SLICE, box.end)):
                shown = {part: value for part, value in formats[rows[row]].items() if part in parts}
                lines.append({"values": [{FORMAT: shown} if shown else {}]})
            found.append(_update(tab, first, column, lines, f"{FORMAT}({','.join(parts)})"))
    return found
