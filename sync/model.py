"""A workbook as plain values: what stands in each cell, how it looks by name, and what people may type where.

Both ports (`.xlsx`, Google) write this; neither decides anything. Figures stay `Decimal`.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

Value = str | Decimal | datetime.date | None
Role = Literal["ledger", "input", "id"]


class Area(NamedTuple):
    """A rectangle of cells, counted from 0, all four edges included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and the name of its style; a text is a text, whatever it starts with."""

    value: Value = None
    style: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a cell looks and whether people may type in it; colours are `#RRGGBB`, sizes points."""

    bold: bool = False
    italic: bool = False
    size: int = 10
    colour: str = "#1F2933"
    fill: str | None = None
    number_format: str | None = None
    align: Literal["left", "center", "right"] | None = None
    middle: bool = False
    wrap: bool = True
    border: bool = True
    locked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What an input cell takes, with the words shown while typing and on a refusal; `any` only shows words."""

    kind: Literal["decimal", "date", "list", "any"]
    title: str
    message: str
    error: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: a key that never changes, the header people read, who owns its cells, its width in characters."""

    key: str
    header: str
    width: float
    role: Role = "ledger"
    validation: Validation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of bars: the cell with its name, the areas of its categories and its values."""

    name: tuple[int, int]
    categories: Area
    values: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A column chart over cells of its own sheet; width and height in pixels. An empty cell is a gap, not a zero.

    Attributes:
        from_zero: whether the axis starts at 0, which a negative achievement forbids.
    """

    title: str
    axis: str
    row: int
    column: int
    width: int
    height: int
    from_zero: bool
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A tab. `header` is the index of the row of headers, None where the tab is no table.

    Attributes:
        heights: heights of rows in points.
    """

    key: str
    name: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    header: int | None = None
    frozen_columns: int = 0
    filtered: bool = False
    visible: bool = True
    merges: tuple[Area, ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()

    @property
    def records(self) -> tuple[dict[str, Cell], ...]:
        """The rows below the header, by column key."""
        first = len(self.cells) if self.header is None else self.header + 1
        keys = [column.key for column in self.columns]
        return tuple(dict(zip(keys, row, strict=False)) for row in self.cells[first:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """All tabs in order with the styles they name.

    Attributes:
        as_of: the moment (ISO, UTC) that dates the file, so that equal data give equal bytes.
        footer: what stands below every printed page.
        page: how pages are counted there, with `{page}` and `{pages}`.
    """

    name: str
    title: str
    as_of: str
    footer: str
    page: str
    sheets: tuple[Sheet, ...]
    styles: Mapping[str, Style]

    def sheet(self, key: str) -> Sheet:
        """The tab with a key; an unknown one is a KeyError."""
        return {sheet.key: sheet for sheet in self.sheets}[key]
