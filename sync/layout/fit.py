"""What fits: texts into cells, and the heights of rows, which not every spreadsheet program works out on opening."""

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sync.cells import LONGEST, clipped
from sync.model import Cell, Sheet, Style, Value

LINE = 1.36  # height of a line over the size of its letters
ROOM = 3.0  # points above and below the text
TALLEST = 409.0  # points, the most that Excel takes
WIDE, BOLD = 1.16, 1.06  # characters of running text that fit in a unit of column width


def fitted(sheet: Sheet, styles: Mapping[str, Style]) -> Sheet:
    """The sheet with texts that a cell can hold, and the height of every row that does not have one yet."""
    sheet = replace(sheet, cells=tuple(tuple(map(_short, row)) for row in sheet.cells))
    spans = {
        (area.first_row, area.first_column): sum(
            column.width for column in sheet.columns[area.first_column : area.last_column + 1]
        )
        for area in sheet.merges
    }
    heights = {
        row: min(
            TALLEST,
            max(
                _height(cell, spans.get((row, at), sheet.columns[at].width), styles)
                for at, cell in enumerate(cells)
                if sheet.columns[at].role != "id"  # hidden
            ),
        )
        for row, cells in enumerate(sheet.cells)
    }
    return replace(sheet, heights={**heights, **sheet.heights})


def _short(cell: Cell) -> Cell:
    if not isinstance(cell.value, str) or len(cell.value) <= LONGEST:
        return cell
    return replace(cell, value=clipped(cell.value))


def _height(cell: Cell, width: float, styles: Mapping[str, Style]) -> float:
    style = styles[cell.style]
    letters = max(1, int((width - 0.7) * (BOLD if style.bold else WIDE) * 10 / style.size))
    lines = _lines(cell.value, letters) if style.wrap else 1
    return round(lines * style.size * LINE + ROOM, 2)


def _lines(value: Value, letters: int) -> int:
    """How many lines a text fills; numbers and dates do not wrap."""
    if not isinstance(value, str):
        return 1
    return sum(_wrapped(line, letters) for line in value.split("\n"))


@lru_cache(maxsize=4096)  # most texts of a workbook stand in many rows and in the next write again
def _wrapped(line: str, letters: int) -> int:
    return max(1, len(textwrap.wrap(line, letters)))
