"""A workbook: tabs, names, metadata, and how texts name its ranges."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from typing import NoReturn

from .a1 import Rect, Span, parse_span, split_title
from .errors import ApiError
from .grid import Tab
from .jsontypes import JsonObject

WHITE: JsonObject = {"red": 1, "green": 1, "blue": 1}
DEFAULT_FORMAT: JsonObject = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}
THEME_COLORS = {
    "TEXT": (0, 0, 0),
    "BACKGROUND": (1, 1, 1),
    "ACCENT1": (0.25882354, 0.52156866, 0.95686275),
    "ACCENT2": (0.91764706, 0.2627451, 0.20784314),
    "ACCENT3": (0.9843137, 0.7372549, 0.015686275),
    "ACCENT4": (0.20392157, 0.65882355, 0.3254902),
    "ACCENT5": (1, 0.42745098, 0.003921569),
    "ACCENT6": (0.27450982, 0.7411765, 0.7764706),
    "LINK": (0.06666667, 0.33333334, 0.8),
}


def _theme() -> JsonObject:
    parts = ("red", "green", "blue")
    colors = [
        {"colorType": name, "color": {"rgbColor": {p: v for p, v in zip(parts, rgb, strict=True) if v}}}
        for name, rgb in THEME_COLORS.items()
    ]
    return {"primaryFontFamily": "Arial", "themeColors": colors}


@dataclass(slots=True)
class Book:
    """A workbook."""

    spreadsheet_id: str
    properties: JsonObject
    dice: random.Random
    tabs: list[Tab] = field(default_factory=list)
    named_ranges: list[JsonObject] = field(default_factory=list)
    metadata: list[JsonObject] = field(default_factory=list)

    @classmethod
    def new(cls, spreadsheet_id: str, title: str, dice: random.Random, locale: str = "en_US") -> Book:
        """Make an empty workbook with one tab, as Google does."""
        properties: JsonObject = {
            "title": title,
            "locale": locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": "Etc/GMT",
            "defaultFormat": copy.deepcopy(DEFAULT_FORMAT),
            "spreadsheetTheme": _theme(),
        }
        book = cls(spreadsheet_id, properties, dice)
        book.tabs.append(new_tab(0, "Sheet1"))
        return book

    def clone(self) -> Book:
        """Copy the workbook, so that a batch can fail without a trace."""
        return Book(
            self.spreadsheet_id,
            copy.deepcopy(self.properties),
            self.dice,
            [tab.clone() for tab in self.tabs],
            copy.deepcopy(self.named_ranges),
            copy.deepcopy(self.metadata),
        )

    @property
    def locale(self) -> str:
        """Give the locale that decides how typed texts are read."""
        return str(self.properties["locale"])

    def new_id(self) -> int:
        """Make up a number that nothing else bears."""
        return self.dice.randrange(10_000_000, 2_147_483_647)

    def tab(self, sheet_id: int) -> Tab:
        """Find a tab by its lasting number."""
        for tab in self.tabs:
            if tab.sheet_id == sheet_id:
                return tab
        raise ApiError(400, f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Tab | None:
        """Find a tab by its name, which is compared without case."""
        return next((tab for tab in self.tabs if tab.title.casefold() == title.casefold()), None)

    def find(self, text: str) -> tuple[Tab, Span]:
        """Find what a range text names: a tab, cells, or a named range."""
        title, rest = split_title(text)
        if title is None:
            tab = self.titled(rest)
            if tab:
                return tab, Span(None, None, None, None)
            tab = self.tabs[0]
        else:
            named = self.titled(title)
            if not named:
                unparsable(text)
            tab = named
            if not rest:
                return tab, Span(None, None, None, None)
        span = parse_span(rest)
        if span:
            return tab, span
        for entry in self.named_ranges:
            if entry["name"] == rest:
                tab = self.tab(entry["range"].get("sheetId", 0))
                return tab, Span(*tab.rect_of(entry["range"]))
        return unparsable(text)

    def on_grid(self, grid: JsonObject) -> tuple[Tab, Rect]:
        """Find the tab and the cells of a GridRange; raise if it is not on the grid."""
        tab = self.tab(grid.get("sheetId", 0))
        rect = tab.rect_of(grid)
        if rect.top >= rect.bottom or rect.left >= rect.right:
            raise ApiError(400, "Invalid range: the start index must be less than the end index.")
        if rect.top >= tab.row_count or rect.left >= tab.column_count:
            tab.outside(rect)
        return tab, rect


def unparsable(text: str) -> NoReturn:
    """Raise the 400 for a text that names no range."""
    raise ApiError(400, f"Unable to parse range: {text}")


def new_tab(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Tab:
    """Make an empty tab."""
    grid = {"rowCount": rows, "columnCount": columns}
    return Tab({"sheetId": sheet_id, "title": title, "sheetType": "GRID", "gridProperties": grid})
