"""Writes a workbook as an `.xlsx` file whole, the same bytes for the same workbook, and never half."""

import datetime
import os
import shutil
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from kinerja_es.errors import Unavailable
from sync.excel_cells import FIRST_DAY, OWN, OWN_STYLE, Looks, write_cell
from sync.model import Chart, Sheet, Validation, Workbook

STALE_AFTER = 12 * 60 * 60  # seconds; a spreadsheet program that died leaves its lock file behind
BESIDE = " (baru)"
A4 = 9
LARGEST = 10**15  # validation bounds: any number a cell can hold to the unit
SERIES_COLOURS = ("#1F4E79", "#C55A11", "#548235", "#7F6000", "#7030A0")
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
LOCK_NAMES = ("~${name}", ".~lock.{name}#")  # Excel's and LibreOffice's


def write(workbook: Workbook, path: Path) -> Path:
    """Write the workbook and return where it is: beside `path`, with `(baru)`, while somebody has `path` open.

    Raises:
        Unavailable: `file-unwritable`; the old file is then as it was.
    """
    target = place(path)
    store(render(workbook), target)
    return target


def place(path: Path) -> Path:
    """Where a new version may be put now."""
    return path.with_name(f"{path.stem}{BESIDE}{path.suffix}") if is_open(path) else path


def store(content: bytes, target: Path) -> None:
    """Put a file's bytes in place at once.

    Raises:
        Unavailable: `file-unwritable`; the old file is then as it was.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        try:
            with fresh.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, fresh)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except OSError as error:
        raise Unavailable("file-unwritable", where=str(target), path=target) from error


def is_open(path: Path) -> bool:
    """Whether a spreadsheet program's lock file, younger than half a day, stands beside the file."""
    for pattern in LOCK_NAMES:
        with suppress(OSError):
            if time.time() - path.with_name(pattern.format(name=path.name)).stat().st_mtime < STALE_AFTER:
                return True
    return False


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; some systems cannot sync a folder and need not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def render(workbook: Workbook) -> bytes:
    """The file's bytes."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    created = datetime.datetime.fromisoformat(workbook.as_of).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": workbook.title, "subject": workbook.footer, "created": created})
    looks = Looks(book, workbook.styles)
    tabs = [book.add_worksheet(sheet.name) for sheet in workbook.sheets]
    for tab, sheet in zip(tabs, workbook.sheets, strict=True):
        _sheet(book, tab, sheet, looks, workbook)
    first = next((at for at, sheet in enumerate(workbook.sheets) if sheet.visible), 0)
    if first:  # the first tab is the one that opens, unless it is hidden
        tabs[first].activate()
        tabs[first].set_first_sheet()
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, tab: Any, sheet: Sheet, looks: Looks, workbook: Workbook) -> None:  # noqa: ANN401 -- XlsxWriter has no types
    for at, column in enumerate(sheet.columns):
        look = looks.of(OWN_STYLE, None) if column.key.startswith(OWN) else None
        tab.set_column(at, at, column.width, look, {"hidden": column.role == "id"})
    for at, height in sheet.heights.items():
        tab.set_row(at, height)
    for row, cells in enumerate(sheet.cells):
        for at, cell in enumerate(cells):
            if cell.style:
                write_cell(tab, row, at, cell, looks)
    for area in sheet.merges:
        cell = sheet.cells[area.first_row][area.first_column]
        tab.merge_range(*area, "", looks.of(cell.style, cell.value))
        write_cell(tab, area.first_row, area.first_column, cell, looks)
    if not sheet.visible:
        tab.hide()
    if sheet.key.startswith(OWN):
        return
    _validations(tab, sheet, looks)
    for chart in sheet.charts:
        _chart(book, tab, sheet.name, chart)
    _page(tab, sheet, workbook)


def _page(tab: Any, sheet: Sheet, workbook: Workbook) -> None:  # noqa: ANN401
    """How a tab of ours is looked at, protected and printed."""
    if sheet.header is not None:
        tab.freeze_panes(sheet.header + 1, sheet.frozen_columns)
        # Above the headers of a table stand groups of headers; above others, a title that need not repeat.
        tab.repeat_rows(0 if sheet.filtered else sheet.header, sheet.header)
        if sheet.filtered:
            tab.autofilter(sheet.header, 0, len(sheet.cells) - 1, len(sheet.columns) - 1)
    # No password: this guards against slips. Whoever wants to get round it cannot be stopped by a spreadsheet.
    tab.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "objects": True})
    # Codes such as `7` are text on purpose; without this a green corner in each cell asks to make them numbers.
    tab.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    tab.hide_gridlines(2)
    tab.set_landscape()
    tab.set_paper(A4)
    tab.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    tab.fit_to_pages(1, 0)
    page = _literal(workbook.page).replace("{page}", "&P").replace("{pages}", "&N")
    tab.set_footer(f"&L&8{_literal(workbook.name)}&C&8{page}&R&8{_literal(workbook.footer)}")


def _literal(text: str) -> str:
    """A text in a footer, where `&` starts a code and digits after a size would belong to it."""
    shown = text.replace("&", "&&")
    return f" {shown}" if shown[:1].isdigit() else shown


def _validations(tab: Any, sheet: Sheet, looks: Looks) -> None:  # noqa: ANN401
    """Rules and words of the input columns, where any of their cells may be typed in."""
    for at, column in enumerate(sheet.columns):
        if column.validation is None or sheet.header is None:
            continue
        cells = [record[column.key] for record in sheet.records if column.key in record]
        if any(cell.style and not looks.styles[cell.style].locked for cell in cells):
            tab.data_validation(sheet.header + 1, at, len(sheet.cells) - 1, at, _rule(column.validation))


def _rule(validation: Validation) -> dict[str, object]:
    words = {
        "input_title": validation.title, "input_message": validation.message,
        "error_title": validation.title, "error_message": validation.error,
    }  # fmt: skip
    match validation.kind:
        case "decimal":
            return {"validate": "decimal", "criteria": "between", "minimum": -LARGEST, "maximum": LARGEST, **words}
        case "date":
            return {"validate": "date", "criteria": ">=", "value": FIRST_DAY, **words}
        case "list":
            return {"validate": "list", "source": list(validation.options), **words}
        case _:
            return {"validate": "any", **words}


def _chart(book: Any, tab: Any, name: str, chart: Chart) -> None:  # noqa: ANN401
    drawn = book.add_chart({"type": "column"})
    for at, series in enumerate(chart.series):
        drawn.add_series(
            {
                "name": [name, *series.name],
                "categories": [name, *series.categories],
                "values": [name, *series.values],
                "fill": {"color": SERIES_COLOURS[at % len(SERIES_COLOURS)]},
                "data_labels": {"value": True, "num_format": "#,##0.00", "font": {"size": 8}},
                "gap": 80,
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"size": 12, "color": "#12344D"}, "overlay": False})
    drawn.set_y_axis(
        {
            "name": chart.axis,
            "min": 0 if chart.from_zero else None,
            "major_gridlines": {"visible": True, "line": {"color": "#E4E7EB"}},
        }
    )
    drawn.set_legend({"position": "bottom"})
    drawn.show_blanks_as("gap")
    drawn.set_size({"width": chart.width, "height": chart.height})
    tab.insert_chart(chart.row, chart.column, drawn, {"object_position": 1, "description": chart.title})
