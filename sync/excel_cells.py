"""One cell of an `.xlsx` file: how any value, ours or typed by somebody, is written so that it is read back the same.

A cell of a spreadsheet holds a binary number of 15 significant digits, so a `Decimal` becomes a float here, in the very
last step and nowhere else.
"""

import datetime
import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sync.model import Cell, Style
from sync.snapshot import Clock, Fault, Formula, Percent, Raw

OWN = "~"  # begins the keys of tabs and columns that are somebody's own: carried along, never protected
OWN_STYLE = "own"
NOTHING = Cell(None, "")  # a place where nothing is written
LONGEST_TEXT = 32_767  # characters that a cell of Excel holds
FIRST_DAY = datetime.date(1900, 3, 1)  # before it the calendar of Excel is wrong
EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 -- a cell's moment has no zone
DAY = 24 * 60 * 60
DATE, MOMENT, HOURS = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss", "[h]:mm:ss"
_ESCAPE = re.compile(r"(?<=_)(?=x[0-9a-fA-F]{4}_)")  # inside `_x003D_`, by which a file of Excel spells a mark
_CHAINED = re.compile(r"_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_HOURS = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kept(Cell):
    """A cell that is written as it was read, whatever stands in it; `result` is what its formula came to."""

    raw: Raw = None
    result: Raw = None


class Looks:
    """The formats of a book, made when first used: a style, with another number format where the value needs one."""

    def __init__(self, book: Any, styles: Mapping[str, Style]) -> None:  # noqa: ANN401 -- XlsxWriter has no types
        self.styles = styles
        self._book = book
        self._made: dict[tuple[str, str | None], Any] = {}
        for name in styles:
            self.of(name, None)

    def of(self, name: str, value: Raw) -> Any:  # noqa: ANN401
        """The format in which a cell of this style shows a value as what it is."""
        style = self.styles[name]
        key = (name, _number_format(style.number_format, value))
        if key not in self._made:
            self._made[key] = self._book.add_format(_format(style, key[1]))
        return self._made[key]


def _format(style: Style, number_format: str | None) -> dict[str, object]:
    chosen: dict[str, object | None] = {
        "font_name": "Calibri", "font_size": style.size, "font_color": style.colour, "bold": style.bold,
        "italic": style.italic, "bg_color": style.fill, "num_format": number_format, "align": style.align,
        "valign": "vcenter" if style.middle else "top", "text_wrap": style.wrap, "locked": style.locked,
        "border": int(style.border), "border_color": "#BCC4CC" if style.border else None,
    }  # fmt: skip
    return {name: value for name, value in chosen.items() if value is not None}


def _number_format(given: str | None, value: Raw) -> str | None:
    """The format decides whether a number is read back as a number, a day, a moment or a percentage."""
    dated = given is not None and "yy" in given
    match value:
        case Clock():
            return HOURS if _HOURS.fullmatch(value.text) else MOMENT
        case Percent():
            return "0%" if value.value == value.value.to_integral_value() else "0.00##%"
        case Decimal():
            return None if dated else given
        case datetime.date() if value >= FIRST_DAY:
            return given if dated else DATE
        case _:
            return given


def write_cell(tab: Any, row: int, column: int, cell: Cell, looks: Looks) -> None:  # noqa: ANN401
    """Write by the type of the value alone; a text is never read as a formula, a link or a number."""
    value: Raw = cell.raw if isinstance(cell, Kept) else cell.value
    look = looks.of(cell.style, value)
    match value:
        case None | "":
            tab.write_blank(row, column, None, look)
        case bool():
            tab.write_boolean(row, column, value, look)
        case str():
            _text(tab, row, column, value, look)
        case Formula():
            tab.write_formula(row, column, value.text, look, _result(cell.result if isinstance(cell, Kept) else None))
        case Fault():  # XlsxWriter writes an error only as what a formula came to
            tab.write_formula(row, column, f"={value.text}", look, value.text)
        case datetime.date() if value < FIRST_DAY:
            _text(tab, row, column, value.isoformat(), look)
        case Decimal() if not math.isfinite(float(value)):
            _text(tab, row, column, str(value), look)
        case _:
            tab.write_number(row, column, _serial(value), look)


def _serial(value: Decimal | datetime.date | Clock | Percent) -> float:
    """The number that the cell holds."""
    match value:
        case Percent():
            return float(value.value / 100)
        case Clock():
            return _moment(value.text)
        case datetime.date():
            return float(value.toordinal() - EPOCH.toordinal())
        case _:
            return float(value)


def _moment(text: str) -> float:
    """The number of days that a clock's text says; a bare number is one that no calendar shows."""
    if found := _HOURS.fullmatch(text):
        return (int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])) / DAY
    with suppress(ValueError):
        return (datetime.datetime.fromisoformat(text) - EPOCH).total_seconds() / DAY
    return float(text)


def _result(value: Raw) -> str | float | bool:
    """What a formula came to, as the file keeps it beside the formula."""
    match value:
        case None | Formula() | Fault():
            return ""
        case str() | bool():
            return value
        case _:
            return _serial(value)


def _text(tab: Any, row: int, column: int, text: str, look: Any) -> None:  # noqa: ANN401
    shown = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
    markup = shown.startswith("<r>") and shown.endswith("</r>")
    if markup or _CHAINED.search(shown):
        # XlsxWriter would take the first for the XML of its own rich strings and write it unescaped, and would mark
        # only one of two escapes that share an underscore. Cut up, the text holds neither.
        plain = _CONTROLS.sub(" ", shown.replace("\r\n", "\n").replace("\r", "\n"))  # pieces would show their escapes
        tab.write_rich_string(row, column, *plain[:2], *_ESCAPE.split(plain[2:]), look)
    else:
        tab.write_string(row, column, shown, look)
