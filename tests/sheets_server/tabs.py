"""Requests on tabs and on the workbook itself."""

import copy

from .context import Context
from .errors import ApiError
from .fieldmask import Mask, check_mask, merged, parse_mask
from .grid import Tab
from .jsontypes import JsonObject
from .render import sheet_properties

NO_FIELDS = "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
MAX_CELLS = 10_000_000


def mask_of(body: JsonObject, schema_name: str, prefix: str = "") -> Mask:
    """Read and check the mask of an update."""
    if not body.get("fields"):
        raise ApiError(400, NO_FIELDS)
    mask = parse_mask(body["fields"])
    if prefix and list(mask) == [prefix]:
        mask = mask[prefix]
    try:
        return check_mask(mask, schema_name)
    except ApiError as error:
        raise ApiError(400, f"Invalid field: {body['fields']}") from error


def add_sheet(ctx: Context, body: JsonObject) -> JsonObject:
    """`addSheet`; the caller may choose the sheet id."""
    given = copy.deepcopy(body.get("properties", {}))
    sheet_id = given.pop("sheetId", None)
    if sheet_id is None:
        sheet_id = ctx.book.new_id()
    elif any(t.sheet_id == sheet_id for t in ctx.book.tabs):
        message = f"A sheet with the id {sheet_id} already exists. Please enter another id."
        raise ApiError(400, message)
    title = given.pop("title", None) or _free_title(ctx)
    if ctx.book.titled(title):
        raise ApiError(400, f'A sheet with the name "{title}" already exists. Please enter another name.')
    index = min(given.pop("index", len(ctx.book.tabs)), len(ctx.book.tabs))
    grid = {"rowCount": 1000, "columnCount": 26} | given.pop("gridProperties", {})
    tab = Tab({"sheetId": sheet_id, "title": title, "sheetType": "GRID", "gridProperties": grid} | given)
    _mirror_color(tab.properties)
    ctx.book.tabs.insert(index, tab)
    check_size(ctx)
    return {"properties": sheet_properties(ctx.book, tab)}


def _free_title(ctx: Context) -> str:
    number = len(ctx.book.tabs) + 1
    while ctx.book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def check_size(ctx: Context) -> None:
    """Refuse a workbook of more cells than Google takes."""
    if sum(t.row_count * t.column_count for t in ctx.book.tabs) > MAX_CELLS:
        message = (
            f"This action would increase the number of cells in the workbook above the limit of {MAX_CELLS} cells."
        )
        raise ApiError(400, message)


def delete_sheet(ctx: Context, body: JsonObject) -> None:
    """`deleteSheet`; what points at it goes with it."""
    tab = ctx.book.tab(body.get("sheetId", 0))
    ctx.guard_structure(tab, tab.everything)
    rest = [t for t in ctx.book.tabs if t is not tab]
    if not any(not t.properties.get("hidden") for t in rest):
        raise ApiError(400, "You can't remove all the visible sheets in a document.")
    ctx.book.tabs = rest
    gone = tab.sheet_id
    ctx.book.named_ranges = [n for n in ctx.book.named_ranges if n["range"].get("sheetId", 0) != gone]
    ctx.book.metadata = [m for m in ctx.book.metadata if gone not in _places(m["location"])]


def _places(location: JsonObject) -> list[int]:
    where = location.get("dimensionRange", location)
    return [where["sheetId"]] if "sheetId" in where else []


def duplicate_sheet(ctx: Context, body: JsonObject) -> JsonObject:
    """`duplicateSheet`."""
    source = ctx.book.tab(body.get("sourceSheetId", 0))
    title = body.get("newSheetName") or f"Copy of {source.title}"
    if ctx.book.titled(title):
        raise ApiError(400, f'A sheet with the name "{title}" already exists. Please enter another name.')
    tab = source.clone()
    tab.properties |= {"sheetId": body.get("newSheetId") or ctx.book.new_id(), "title": title}
    tab.objects = {k: v for k, v in tab.objects.items() if k in {"conditionalFormats", "bandedRanges"}}
    retarget(tab.objects, source.sheet_id, tab.sheet_id)
    ctx.book.tabs.insert(min(body.get("insertSheetIndex", 0), len(ctx.book.tabs)), tab)
    return {"properties": sheet_properties(ctx.book, tab)}


def retarget(value: object, old: int, new: int) -> None:
    """Point every range inside at another tab."""
    if isinstance(value, list):
        for entry in value:
            retarget(entry, old, new)
    elif isinstance(value, dict):
        for inner in value.values():
            retarget(inner, old, new)
        if {"startRowIndex", "startColumnIndex", "sheetId"} & value.keys() and value.get("sheetId", 0) == old:
            value["sheetId"] = new


def update_sheet(ctx: Context, body: JsonObject) -> None:
    """`updateSheetProperties`."""
    given = body.get("properties", {})
    tab = ctx.book.tab(given.get("sheetId", 0))
    mask = mask_of(body, "SheetProperties") or {name: {} for name in given}
    ctx.guard_structure(tab, tab.everything)
    if "title" in mask:
        other = ctx.book.titled(given.get("title", ""))
        if other and other is not tab:
            raise ApiError(400, f'A sheet with the name "{other.title}" already exists. Please enter another name.')
    if (
        "hidden" in mask
        and given.get("hidden")
        and all(t.properties.get("hidden") for t in ctx.book.tabs if t is not tab)
    ):
        raise ApiError(400, "You can't hide all the sheets in a document.")
    rows, columns = tab.row_count, tab.column_count
    rest = {k: v for k, v in mask.items() if k not in {"index", "sheetId"}}
    if rest:  # an empty mask would mean everything
        tab.properties = merged(tab.properties, given, rest)
    grid = tab.properties["gridProperties"]
    if grid.get("frozenRowCount", 0) >= grid["rowCount"] or grid.get("frozenColumnCount", 0) >= grid["columnCount"]:
        raise ApiError(400, "You can't freeze all visible rows or columns on the sheet.")
    if any(m.left < grid.get("frozenColumnCount", 0) < m.right for m in tab.merges):
        raise ApiError(400, "You can't freeze columns which contain only part of a merged cell.")
    if (tab.row_count, tab.column_count) != (rows, columns):
        tab.resize("ROWS", tab.row_count)
        tab.resize("COLUMNS", tab.column_count)
        check_size(ctx)
    if "tabColor" in mask and "tabColorStyle" not in mask:
        tab.properties.pop("tabColorStyle", None)
    elif "tabColorStyle" in mask:
        tab.properties.pop("tabColor", None)
    _mirror_color(tab.properties)
    if "index" in mask:
        _move(ctx, tab, given.get("index", 0))


def _mirror_color(properties: JsonObject) -> None:
    color = properties.get("tabColor") or (properties.get("tabColorStyle") or {}).get("rgbColor")
    if color:
        properties |= {"tabColor": color, "tabColorStyle": {"rgbColor": color}}
    else:
        properties.pop("tabColor", None)
        properties.pop("tabColorStyle", None)


def _move(ctx: Context, tab: Tab, index: int) -> None:
    now = next(i for i, t in enumerate(ctx.book.tabs) if t is tab)
    if index in {now, now + 1}:  # indexes count before the move, so both mean: stay
        return
    ctx.book.tabs.pop(now)
    ctx.book.tabs.insert(index if index < now else index - 1, tab)


def update_spreadsheet(ctx: Context, body: JsonObject) -> None:
    """`updateSpreadsheetProperties`."""
    ctx.book.properties = merged(
        ctx.book.properties, body.get("properties", {}), mask_of(body, "SpreadsheetProperties")
    )
