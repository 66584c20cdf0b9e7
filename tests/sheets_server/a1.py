"""A1 notation: rectangles of cells, and their names."""

import re
from typing import NamedTuple

from .jsontypes import JsonObject

CELL = re.compile(r"^\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?$")
PLAIN_TITLE = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
LOOKS_LIKE_CELL = re.compile(r"^([A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$")


class Rect(NamedTuple):
    """A rectangle of cells, counted from zero, its ends left out."""

    top: int
    bottom: int
    left: int
    right: int

    def meets(self, other: "Rect") -> bool:
        """Say whether the two share a cell."""
        return (
            self.top < other.bottom and other.top < self.bottom and self.left < other.right and other.left < self.right
        )

    def holds(self, other: "Rect") -> bool:
        """Say whether the other lies inside this one."""
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    @property
    def cells(self) -> int:
        """Count the cells."""
        return max(0, self.bottom - self.top) * max(0, self.right - self.left)


class Span(NamedTuple):
    """What an A1 text says: a rectangle with sides that may be open."""

    top: int | None
    bottom: int | None
    left: int | None
    right: int | None

    @property
    def single(self) -> bool:
        """Say whether it names one cell."""
        return None not in self and self.bottom == (self.top or 0) + 1 and self.right == (self.left or 0) + 1


def column_name(index: int) -> str:
    """Name a column: 0 is A."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(name: str) -> int:
    """Number a column: A is 0."""
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def quoted(title: str) -> str:
    """Quote a title where Google does."""
    if PLAIN_TITLE.match(title) and not LOOKS_LIKE_CELL.match(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def range_name(title: str, rect: Rect) -> str:
    """Name a rectangle on a tab, as in `Sheet1!A1:B2`."""
    first = column_name(rect.left) + str(rect.top + 1)
    last = column_name(rect.right - 1) + str(rect.bottom)
    return f"{quoted(title)}!{first}" + ("" if first == last else f":{last}")


def parse_span(text: str) -> Span | None:
    """Read `B2`, `A1:C`, `A:A`, `2:3`; nothing if it is none of these."""
    first, colon, last = text.partition(":")
    start = CELL.match(first)
    end = CELL.match(last) if colon else start
    if not start or not end or not (start[1] or start[2]) or not (end[1] or end[2]):
        return None
    if not colon and not (start[1] and start[2]):
        return None
    rows = [int(m[2]) - 1 if m[2] else None for m in (start, end)]
    columns = [column_index(m[1]) if m[1] else None for m in (start, end)]
    top, bottom = _ordered(rows)
    left, right = _ordered(columns)
    return Span(top, bottom, left, right)


def _ordered(pair: list[int | None]) -> tuple[int | None, int | None]:
    first, last = pair
    if first is None and last is not None:
        first, last = last, None
    if first is not None and last is not None and last < first:
        first, last = last, first
    return first, None if last is None else last + 1


def split_title(text: str) -> tuple[str | None, str]:
    """Part `'My tab'!A1` into title and rest; without `!` the title is nothing."""
    match = re.match(r"^'((?:[^']|'')*)'(?:!(.*))?$", text, re.DOTALL)
    if match:
        return match[1].replace("''", "'"), match[2] or ""
    title, mark, rest = text.rpartition("!")
    return (title, rest) if mark else (None, text)


def grid_range(sheet_id: int, rect: Rect) -> JsonObject:
    """Give a rectangle as a GridRange."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": rect.top,
        "endRowIndex": rect.bottom,
        "startColumnIndex": rect.left,
        "endColumnIndex": rect.right,
    }
