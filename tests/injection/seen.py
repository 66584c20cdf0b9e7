"""What stands in the outputs, as their readers see it, and what a reader would run."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl

from tests.sheets_server.grid import Tab

Table = list[list[str]]
BLANKS = ' \u00a0\u3000\u200b\u200e\u202e\u2060\ufeff\u00ad"“”«»`'
SAFE = re.compile(r"[+-]? ?[0-9.,]+ ?%?|[-–—]+")
PAGE_TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "p",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
PAGE_ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "sdnum"}
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE = re.compile(r"_x([0-9a-fA-F]{4})_")
ACTIVE_PARTS = ("<f>", "<f ", "<hyperlink", "ddeLink", "externalLink", "oleObject", "<script", "vbaProject")


def runs(cell: str) -> bool:
    """Whether some spreadsheet, with whatever separator it is set to, would make a formula of a cell of a CSV file."""
    if cell.startswith(("\t", "\r", "\n")):
        return True
    parts = (part.lstrip(BLANKS) for part in re.split(r"[;\t\r\n]", cell))
    return any(part[:1] in tuple("=+-@＝＋－＠") and not SAFE.fullmatch(part.strip()) for part in parts)


def csv_tables(text: str) -> list[Table]:
    """The tables of a CSV file."""
    assert text.startswith("\ufeff")
    tables: list[Table] = [[]]
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True):
        if row:
            tables[-1].append(row)
        else:
            tables.append([])
    return tables


class Page(HTMLParser):
    """A page as a browser takes it apart: its tables, and the tags and attributes that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.language = ""
        self._cell = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._cell = tag in {"td", "th"}
        match tag:
            case "html":
                self.language = dict(attrs)["lang"] or ""
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "td" | "th":
                self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        _ = tag
        self._cell = False

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.tables[-1][-1][-1] += data


def active_parts(path: Path) -> list[str]:
    """Whatever in a workbook's file could run or lead somewhere."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    return [f"{name}: {part}" for name, text in parts.items() for part in ACTIVE_PARTS if part in text or part in name]


def xlsx_kinds(path: Path) -> set[str]:
    """What openpyxl takes the cells of a file for: `s` a text, `n` a number, `f` a formula."""
    book = openpyxl.load_workbook(path)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    book.close()
    return kinds | {"hyperlink" for _ in links}


def xlsx_texts(path: Path) -> dict[str, set[str]]:
    """The texts of each tab as the standard reads them: `_x003D_` in an element of text is one mark.

    openpyxl takes `x005F_` out of any text and joins pieces before it is asked to undo the rest.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    shared = [
        "".join(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), piece.text or "") for piece in entry.iter(f"{NS}t"))
        for entry in parts["xl/sharedStrings.xml"]
    ]
    names = [str(sheet.get("name")) for sheet in parts["xl/workbook.xml"].iter(f"{NS}sheet")]
    texts: dict[str, set[str]] = {}
    for at, name in enumerate(names, start=1):
        cells = [cell for cell in parts[f"xl/worksheets/sheet{at}.xml"].iter(f"{NS}c") if cell.get("t") == "s"]
        texts[name] = {shared[int(value)] for cell in cells if (value := cell.findtext(f"{NS}v"))}
    return texts


def escaped(text: str) -> str:
    """A text as the file of a workbook spells it; openpyxl, which writes it, does not."""
    return re.sub(r"(?=_x[0-9a-fA-F]{4}_)", "_x005F", text)


def google_cells(tabs: list[Tab]) -> list[tuple[str, int, int, str, Any]]:
    """Tab, row, column, kind and value of every filled cell, as the server keeps it."""
    return [
        (tab.title, row, column, kind, value)
        for tab in tabs
        for row, column, cell in tab.filled(tab.everything)
        for kind, value in (cell.value or {}).items()
    ]
