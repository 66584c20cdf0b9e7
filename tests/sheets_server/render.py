"""A workbook as the JSON that `spreadsheets.get` answers."""

import struct
from collections.abc import Iterable

from .a1 import Rect
from .book import DEFAULT_FORMAT, Book
from .fieldmask import Mask, cut, wanted
from .formats import formatted, plain_number
from .formula import effective, scalar
from .grid import OBJECT_LISTS, Cell, Tab
from .jsontypes import Json, JsonObject

GRID_KEYS = {"dimension", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}
RANGE_KEYS = {"range", "ranges", "unprotectedRanges", "sources", "dimensionRange"}
PIXELS = {"ROWS": 21, "COLUMNS": 100}


def float32(value: float) -> float:
    """Round to the shortest decimal that means the same 32-bit number, as Google prints colours."""
    single = struct.unpack("f", struct.pack("f", value))[0]
    for digits in range(1, 10):
        short = float(f"{single:.{digits}g}")
        if struct.pack("f", short) == struct.pack("f", single):
            return short
    return float(single)


def wire(value: Json, key: str = "") -> Json:
    """Leave out what protocol buffers leave out: a sheet id 0 in ranges, colours' zeros, false flags."""
    if isinstance(value, list):
        return [wire(entry, key) for entry in value]
    if not isinstance(value, dict):
        return value
    if value.keys() & {"red", "green", "blue"} and value.keys() <= {"red", "green", "blue", "alpha"}:
        return {k: plain_number(float32(int(v * 255 + 0.4999) / 255)) for k, v in value.items() if v}  # one byte each
    drop_id = value.get("sheetId") == 0 and (key in RANGE_KEYS or value.keys() & GRID_KEYS)
    return {k: wire(v, k) for k, v in value.items() if not (k == "sheetId" and drop_id)}


def spreadsheet(book: Book, viewer: str, owner: str, mask: Mask, parts: list[tuple[Tab, Rect]] | None, *,
                grid: bool) -> JsonObject:  # fmt: skip
    """Give the whole answer, cut to a mask; `parts` are the ranges asked for."""
    tabs = book.tabs if parts is None else [t for t in book.tabs if any(t is tab for tab, _ in parts)]
    answer: JsonObject = {"spreadsheetId": book.spreadsheet_id, "properties": book.properties}
    answer["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.spreadsheet_id}/edit"
    inner = wanted(mask, "sheets")
    if inner is not None:
        rects = {t.sheet_id: [r for tab, r in parts or [] if tab is t] or [t.everything] for t in tabs}
        answer["sheets"] = [sheet(book, t, viewer, owner, inner, rects[t.sheet_id] if grid else []) for t in tabs]
    if book.named_ranges:
        answer["namedRanges"] = wire(book.named_ranges)
    own = [shown_metadata(m) for m in book.metadata if m["location"].get("spreadsheet")]
    if own:
        answer["developerMetadata"] = own
    cut_answer: JsonObject = cut(answer, mask)
    return cut_answer


def sheet_properties(book: Book, tab: Tab) -> JsonObject:
    """Give the properties of a tab; its index is its place."""
    properties = dict(tab.properties)
    properties["index"] = next(i for i, t in enumerate(book.tabs) if t is tab)
    shown: JsonObject = {}
    for name in ("sheetId", "title", "index", "sheetType", "gridProperties", "hidden", "tabColor", "tabColorStyle"):
        if properties.get(name) not in (None, False, {}) or name in {"sheetId", "index"}:
            shown[name] = properties[name]
    shown |= {k: v for k, v in properties.items() if k not in shown and v and v != {}}
    shown["gridProperties"] = {k: v for k, v in shown["gridProperties"].items() if v}
    result: JsonObject = wire(shown)
    return result


def sheet(book: Book, tab: Tab, viewer: str, owner: str, mask: Mask, rects: Iterable[Rect]) -> JsonObject:
    """Give one tab."""
    answer: JsonObject = {"properties": sheet_properties(book, tab)}
    data_mask = wanted(mask, "data")
    if data_mask is not None:
        data = [grid_data(book, tab, rect, data_mask) for rect in rects]
        if data:
            answer["data"] = data
    if tab.merges:
        names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
        head: JsonObject = {"sheetId": tab.sheet_id} if tab.sheet_id else {}
        answer["merges"] = [head | dict(zip(names, merge, strict=True)) for merge in tab.merges]
    for name in (*OBJECT_LISTS, "basicFilter", "rowGroups", "columnGroups"):
        if tab.objects.get(name):
            answer[name] = wire(tab.objects[name])
    if "protectedRanges" in answer:
        answer["protectedRanges"] = [shown_protection(p, viewer, owner) for p in answer["protectedRanges"]]
    own = [shown_metadata(m) for m in book.metadata if m["location"].get("sheetId") == tab.sheet_id]
    if own:
        answer["developerMetadata"] = own
    return answer


def may_edit(protection: JsonObject, user: str, owner: str) -> bool:
    """Say whether a protection lets somebody through."""
    editors = protection.get("editors", {})
    listed = user in editors.get("users", []) or user == protection.get("addedBy")
    return user == owner or listed or bool(protection.get("warningOnly"))


def shown_protection(protection: JsonObject, viewer: str, owner: str) -> JsonObject:
    """Give a protection as its viewer sees it: who may edit is told only to those who may."""
    shown = {k: v for k, v in protection.items() if k not in {"addedBy", "editors", "requestingUserCanEdit"}}
    if may_edit(protection, viewer, owner):
        editors = dict(protection.get("editors", {}))
        extra = [owner, protection.get("addedBy", owner)]
        editors["users"] = list(dict.fromkeys([*extra, *editors.get("users", [])]))
        shown |= {"requestingUserCanEdit": True, "editors": editors}
    return shown


def shown_metadata(entry: JsonObject) -> JsonObject:
    """Give a piece of developer metadata with the type of its place."""
    place = entry["location"]
    kind = "SPREADSHEET" if place.get("spreadsheet") else "SHEET"
    if "dimensionRange" in place:
        kind = "ROW" if place["dimensionRange"]["dimension"] == "ROWS" else "COLUMN"
    shown: JsonObject = wire(entry | {"location": {"locationType": kind} | place})
    return shown


def grid_data(book: Book, tab: Tab, rect: Rect, mask: Mask) -> JsonObject:
    """Give the cells of a rectangle; empty rows and cells at the end are left out."""
    rect = tab.inside(rect)
    answer: JsonObject = {}
    if rect.top:
        answer["startRow"] = rect.top
    if rect.left:
        answer["startColumn"] = rect.left
    row_mask = wanted(mask, "rowData")
    cell_mask = wanted(row_mask, "values") if row_mask is not None else None
    if row_mask is not None:
        lists: dict[int, list[JsonObject]] = {}
        for r, c, cell in tab.filled(rect):
            row = lists.setdefault(r, [])
            row += [{} for _ in range(c - rect.left - len(row))]
            row.append(cell_data(book, tab, cell, cell_mask or {}) if cell_mask is not None else {})
        if lists:
            answer["rowData"] = [{"values": lists[r]} if r in lists else {} for r in range(rect.top, max(lists) + 1)]
    for name, dimension, span in (
        ("rowMetadata", "ROWS", range(rect.top, rect.bottom)),
        ("columnMetadata", "COLUMNS", range(rect.left, rect.right)),
    ):
        if wanted(mask, name) is not None:
            answer[name] = [dimension_properties(book, tab, dimension, i) for i in span]
    return answer


def dimension_properties(book: Book, tab: Tab, dimension: str, index: int) -> JsonObject:
    """Give the properties of a row or column with its developer metadata."""
    stored = tab.dimensions[dimension].get(index, {})
    shown: JsonObject = {"pixelSize": PIXELS[dimension]} | {k: v for k, v in stored.items() if v}
    if book.metadata:
        place = {"sheetId": tab.sheet_id, "dimension": dimension, "startIndex": index, "endIndex": index + 1}
        own = [shown_metadata(m) for m in book.metadata if m["location"].get("dimensionRange") == place]
        if own:
            shown["developerMetadata"] = own
    return shown


def cell_data(book: Book, tab: Tab, cell: Cell, mask: Mask) -> JsonObject:
    """Give one cell, computing only what the mask asks for."""
    out: JsonObject = {}
    if cell.value:
        out["userEnteredValue"] = _plain(cell.value)
        if wanted(mask, "effectiveValue") is not None or wanted(mask, "formattedValue") is not None:
            result = effective(book, tab, cell.value)
            out["effectiveValue"] = _plain(result or {})
            shown = formatted(scalar(result), (cell.format or {}).get("numberFormat"), book.locale)
            out["formattedValue"] = shown
    if cell.format and wanted(mask, "userEnteredFormat") is not None:
        out["userEnteredFormat"] = wire(cell.format)
    shown_format = wanted(mask, "effectiveFormat")
    if (cell.value or cell.format) and shown_format is not None:
        base = dict(DEFAULT_FORMAT) | (cell.format or {})
        if cell.format and "textFormat" in cell.format:
            base["textFormat"] = DEFAULT_FORMAT["textFormat"] | cell.format["textFormat"]
        out["effectiveFormat"] = wire({k: v for k, v in base.items() if not shown_format or k in shown_format})
    if cell.note:
        out["note"] = cell.note
    if cell.validation:
        out["dataValidation"] = wire(cell.validation)
    if cell.extra:
        out |= cell.extra
    cut_cell: JsonObject = cut(out, mask)
    return cut_cell


def _plain(value: JsonObject) -> JsonObject:
    return {k: plain_number(v) if k == "numberValue" else v for k, v in value.items()}
