"""An `.xlsx` file as somebody saved it: its pages cell by cell, and ours among them by name, headers and content."""

import datetime
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import takewhile
from xml.etree import ElementTree as ET

import python_calamine

from kinerja_es.catalogue import LANGUAGES
from kinerja_es.errors import Unavailable
from sync.data import BookData
from sync.excel_marks import Marks, marks
from sync.layout import build
from sync.model import Sheet
from sync.snapshot import Clock, Percent, Raw, SeenRow, SeenTab, Snapshot

FACTS = "sync"
LARGEST = 512 * 1024 * 1024  # bytes unpacked; a small file that grows beyond is an attack or an accident
TOP = 100  # rows in which headers are looked for, however many somebody inserted above them
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old and of encrypted files
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet of the file, ours or not: what stands where, by row and column counted from 0; blanks are left out.

    Attributes:
        results: what formulas came to when the file was saved.
    """

    name: str
    cells: Mapping[Place, Raw] = field(default_factory=dict)
    results: Mapping[Place, Raw] = field(default_factory=dict)
    visible: bool = True

    @property
    def height(self) -> int:
        """Rows down to the last cell with something in it."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def width(self) -> int:
        """Columns to the last cell with something in it."""
        return max((column for _, column in self.cells), default=-1) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file as read: `keys` names for each page which tab of ours it is, None for somebody's own."""

    snapshot: Snapshot
    pages: tuple[Page, ...]
    keys: tuple[str | None, ...]

    def page(self, key: str) -> Page | None:
        """The page that is a tab of ours."""
        return self.pages[self.keys.index(key)] if key in self.keys else None


NOTHING = Opened(snapshot=Snapshot(), pages=(), keys=())


def read(content: bytes, where: str) -> Opened:
    """The workbook in a file's bytes.

    Raises:
        Unavailable: `workbook-locked-by-password` or `workbook-unreadable`.
    """
    if content.startswith(OLE) and ENCRYPTED in content:
        raise Unavailable("workbook-locked-by-password", where=where, path=where)
    try:
        pages = tuple(_pages(content))
    except python_calamine.PasswordError as error:
        raise Unavailable("workbook-locked-by-password", where=where, path=where) from error
    except (
        python_calamine.CalamineError, zipfile.BadZipFile, ET.ParseError, ArithmeticError, EOFError, LookupError,
        NotImplementedError, OSError, RuntimeError, StopIteration, ValueError, zlib.error,
    ) as error:  # fmt: skip
        raise Unavailable("workbook-unreadable", where=where, path=where) from error
    found = max((_found(pages, language) for language in LANGUAGES), key=len)
    keys = {name: key for key, (name, _) in found.items()}
    by_name = {page.name: page for page in pages}
    tabs = {key: _tab(key, by_name[name], columns) for key, (name, columns) in found.items()}
    told = tabs[FACTS].rows if FACTS in tabs else ()
    facts = {str(row.cells["key"]): str(row.cells["value"]) for row in told if len(row.cells) == 2}  # noqa: PLR2004 -- a key and a value
    return Opened(
        snapshot=Snapshot(facts=facts, tabs=tabs), pages=pages, keys=tuple(keys.get(page.name) for page in pages)
    )


def _pages(content: bytes) -> Iterator[Page]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST:
            raise ValueError(LARGEST)
    look: Callable[[str], Marks] = marks(content)
    with python_calamine.load_workbook(BytesIO(content)) as book:
        for sheet in book.sheets_metadata:
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                visible = sheet.visible == python_calamine.SheetVisibleEnum.Visible
                yield _page(sheet.name, rows, look(sheet.name), visible=visible)


def _page(name: str, rows: Sequence[Sequence[object]], seen: Marks, *, visible: bool) -> Page:
    values = {
        (at, column): raw(value) for at, row in enumerate(rows) for column, value in enumerate(row) if value != ""
    }
    cells: dict[Place, Raw] = dict(values)
    for place, text in seen.numbers.items():
        if place not in values or (text[0] == "-" and isinstance(values[place], Clock)):
            cells[place] = Clock(text)  # no calendar has such a moment
    for place in seen.percent:
        number = cells.get(place)
        if isinstance(number, Decimal):
            cells[place] = Percent(number * 100)
    cells |= seen.typed
    results = {place: values.get(place) for place in seen.typed}
    return Page(name=name, cells=dict(sorted(cells.items())), results=results, visible=visible)


def raw(value: object) -> Raw:
    """A value of the reader as one of ours; what has a time of day is a clock."""
    match value:
        case bool() | str():
            return value
        case int() | float():
            return number(value)
        case datetime.datetime():
            return Clock(value.isoformat(sep=" "))
        case datetime.date():
            return value
        case datetime.timedelta():
            minutes, seconds = divmod(value.total_seconds(), 60)
            return Clock(f"{int(minutes // 60):02}:{int(minutes % 60):02}:{seconds:02g}")
        case _:
            return Clock(str(value))


def number(value: float) -> Decimal:
    """The figure that a binary number was made from: its shortest text, so 81.35 is 81.35."""
    return Decimal(int(value)) if value == int(value) and abs(value) < 10**15 else Decimal(repr(value))


@cache
def shapes(language: str) -> tuple[Sheet, ...]:
    """The tabs without any agreement in them: what they are called and which columns they have."""
    empty = BookData(book="", position=0, as_of="2000-01-01T00:00:00Z", language=language, agreements=())
    return build(empty).sheets


def _found(pages: tuple[Page, ...], language: str) -> dict[str, tuple[str, dict[str, int]]]:
    """Name and columns of the page that is each tab: the one of its name, else one that nobody's name claims."""
    found: dict[str, tuple[str, dict[str, int]]] = {}
    free = {page.name: page for page in pages}
    for by_name in (True, False):
        for sheet in shapes(language):
            if sheet.key in found:
                continue
            for page in [free[sheet.name]] if by_name and sheet.name in free else [] if by_name else [*free.values()]:
                columns = _columns(sheet, page)
                if columns:
                    found[sheet.key] = (page.name, columns)
                    del free[page.name]
                    break
    return found


def _columns(sheet: Sheet, page: Page) -> dict[str, int]:
    """Where our columns stand now, empty if this page is not that tab: by headers, or by what a page to read says."""
    top = list(takewhile(lambda cell: cell[0][0] < TOP, page.cells.items()))
    if sheet.header is None:
        texts = [row[0].value for row in sheet.cells if row[0].value]
        said = [column for (_, column), value in top if value in texts]
        first = max(set(said), key=said.count, default=0)
        many = said.count(first) * 2 > len(texts)
        return {column.key: first + at for at, column in enumerate(sheet.columns)} if many else {}
    headers = {column.header: column.key for column in sheet.columns if column.header}
    lines: dict[int, dict[str, int]] = {}
    for (row, at), value in top:
        if isinstance(value, str) and (key := headers.get(value.strip())):
            lines.setdefault(row, {}).setdefault(key, at)
    best = max(lines.values(), key=len, default={})
    return best if len(best) * 2 > len(headers) else {}


def _tab(key: str, page: Page, columns: dict[str, int]) -> SeenTab:
    keys = {at: name for name, at in columns.items()}
    rows: dict[int, dict[str, Raw]] = {}
    for (row, at), value in page.cells.items():
        if at in keys:
            rows.setdefault(row, {})[keys[at]] = value
    seen = tuple(SeenRow(at=at, cells=rows[at]) for at in sorted(rows))
    return SeenTab(key=key, name=page.name, columns=columns, rows=seen, height=page.height)
