"""What our parts of a spreadsheet are called there, and how places in it are written. Pure."""

import re
from collections.abc import Iterable
from typing import Any
from zlib import crc32

Json = dict[str, Any]

COLUMN = "kinerja.column"  # key of the developer metadata of a column; its value is our column key
MARK = "kinerja-es"  # description of our protections
SCRATCH = "scratch"  # column of `_sync` right of the facts, with what a write displaced
FACTS = "sync"
TABS = ("ringkasan", "capaian", "isian", "target", "perjanjian", "jejak", "konflik", "tentang", FACTS)
_ADDRESS = re.compile(r"/spreadsheets/d/([A-Za-z0-9_-]+)")


def sheet_id(key: str) -> int:
    """The lasting number of a tab: the same in every workbook, so that a tab is ours whatever people call it."""
    return crc32(f"kinerja-es:tab:{key}".encode()) & 0x7FFFFFFF


def chart_id(key: str, at: int) -> int:
    """The lasting number of a tab's chart."""
    return crc32(f"kinerja-es:chart:{key}:{at}".encode()) & 0x7FFFFFFF


KEYS = {sheet_id(key): key for key in TABS}


def spreadsheet_id(text: str) -> str:
    """The id in an address that was copied from a browser, or the text itself."""
    found = _ADDRESS.search(text)
    return found[1] if found else text.strip()


def address(book: str) -> str:
    """Where people find a spreadsheet."""
    return f"https://docs.google.com/spreadsheets/d/{book}/edit"


def grid(tab: int, rows: tuple[int, int | None], columns: tuple[int, int]) -> Json:
    """A GridRange; ends are excluded, and no last row means all there are."""
    area = {"sheetId": tab, "startRowIndex": rows[0], "startColumnIndex": columns[0], "endColumnIndex": columns[1]}
    return area if rows[1] is None else area | {"endRowIndex": rows[1]}


def corners(area: Json) -> tuple[int | None, ...]:
    """A GridRange within its tab, to be compared."""
    ends = ("endRowIndex", "endColumnIndex")
    return (area.get("startRowIndex", 0), area.get("startColumnIndex", 0), *(area.get(name) for name in ends))


def letters(column: int) -> str:
    """A column as in `AB12`."""
    text, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def a1(title: str, first: int, end: int) -> str:
    """Whole columns of a tab."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{letters(first)}:{letters(end - 1)}"


def runs(numbers: Iterable[int], gap: int = 0) -> list[tuple[int, int]]:
    """Stretches of numbers as (first, end); up to `gap` missing ones do not part a stretch."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number - found[-1][1] <= gap:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found
