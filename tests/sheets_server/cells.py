"""Requests on cells."""

from collections.abc import Iterator
from dataclasses import replace

from .a1 import Rect
from .context import Context
from .errors import ApiError
from .fieldmask import Mask, merged
from .formula import effective, scalar
from .grid import NOTHING, Cell, Tab
from .jsontypes import Json, JsonObject
from .tabs import mask_of

COLORS = ("backgroundColor", "foregroundColor")
KNOWN = {"userEnteredValue", "userEnteredFormat", "note", "dataValidation"}


def _style(style: JsonObject | None) -> JsonObject | None:
    """Keep the old and the new way of telling a colour the same."""
    if not style:
        return None
    out: JsonObject = {k: _style(v) if k == "textFormat" else v for k, v in style.items()}
    for name in COLORS:
        if name in out and out[name] is not None:
            out[name + "Style"] = {"rgbColor": out[name]}
        elif "rgbColor" in (out.get(name + "Style") or {}):
            out[name] = out[name + "Style"]["rgbColor"]
    return out


def apply(ctx: Context, tab: Tab, row: int, column: int, data: JsonObject, mask: Mask) -> None:
    """Write the masked parts of a CellData; typed values are never parsed."""
    cell = tab.cell(row, column)
    names = mask or {name: {} for name in KNOWN}
    changes: JsonObject = {}
    if "userEnteredValue" in names:
        value = data.get("userEnteredValue") or None
        if value and value.get("stringValue") == "":
            value = None
        ctx.check_validation(cell, value)
        changes["value"] = value
    if "userEnteredFormat" in names:
        new = merged(cell.format or {}, data.get("userEnteredFormat") or {}, names["userEnteredFormat"])
        changes["format"] = _style(new)
    if "note" in names:
        changes["note"] = data.get("note", "")
    if "dataValidation" in names:
        changes["validation"] = data.get("dataValidation")
    others = {k: data[k] for k in names.keys() - KNOWN if data.get(k)}
    if others:
        changes["extra"] = (cell.extra or {}) | others
    tab.put(row, column, replace(cell, **changes))


def update_cells(ctx: Context, body: JsonObject) -> None:
    """`updateCells`: rows into a range or from a corner on; a range's rest is emptied."""
    mask = mask_of(body, "CellData")
    rows = [row.get("values", []) for row in body.get("rows", [])]
    if "start" in body:
        start = body["start"]
        tab = ctx.book.tab(start.get("sheetId", 0))
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        rect = Rect(top, top + len(rows), left, left + max((len(r) for r in rows), default=0))
    else:
        tab, rect = ctx.book.on_grid(body.get("range", {}))
        for i, row in enumerate(rows):
            if i >= rect.bottom - rect.top or len(row) > rect.right - rect.left:
                raise ApiError(400, "Attempting to write outside of the range that was given.")
    if rect.bottom > tab.row_count or rect.right > tab.column_count:
        wide = rect.right > tab.column_count
        if "start" in body and rect.cells:
            what, at, last = ("column", rect.right, tab.column_count) if wide else ("row", rect.bottom, tab.row_count)
            raise ApiError(
                400, f"Attempting to write {what}: {at - 1}, beyond the last requested {what} of: {last - 1}"
            )
        tab.outside(rect)
    ctx.guard(tab, [rect] if rect.cells else [])
    for i in range(rect.bottom - rect.top):
        row = rows[i] if i < len(rows) else []
        width = len(row) if "start" in body else rect.right - rect.left
        for j in range(width):
            apply(ctx, tab, rect.top + i, rect.left + j, row[j] if j < len(row) else {}, mask)


def repeat_cell(ctx: Context, body: JsonObject) -> None:
    """`repeatCell`."""
    mask = mask_of(body, "CellData")
    tab, rect = ctx.book.on_grid(body["range"])
    if rect.bottom > tab.row_count or rect.right > tab.column_count:
        tab.outside(rect)
    ctx.guard(tab, [rect])
    for r, c in spots(rect):
        apply(ctx, tab, r, c, body.get("cell", {}), mask)


def spots(rect: Rect) -> Iterator[tuple[int, int]]:
    """Walk over the places of a rectangle."""
    return ((r, c) for r in range(rect.top, rect.bottom) for c in range(rect.left, rect.right))


def append_cells(ctx: Context, body: JsonObject) -> None:
    """`appendCells`: below the last row with data."""
    tab = ctx.book.tab(body.get("sheetId", 0))
    top = max((r for r, _, cell in tab.filled(tab.everything) if cell.value), default=-1) + 1
    rows = body.get("rows", [])
    if top + len(rows) > tab.row_count:
        tab.resize("ROWS", top + len(rows))
    update_cells(ctx, body | {"start": {"sheetId": tab.sheet_id, "rowIndex": top}})


def set_validation(ctx: Context, body: JsonObject) -> None:
    """`setDataValidation`."""
    tab, rect = ctx.book.on_grid(body["range"])
    ctx.guard(tab, [rect])
    for r, c in spots(tab.inside(rect)):
        tab.change(r, c, validation=body.get("rule"))


def sort_range(ctx: Context, body: JsonObject) -> None:
    """`sortRange`: cells move with their formats and notes; empty ones go last."""
    tab, rect = ctx.book.on_grid(body["range"])
    ctx.guard(tab, [rect])
    rect = tab.inside(rect)
    rows = [[tab.cell(r, c) for c in range(rect.left, rect.right)] for r in range(rect.top, rect.bottom)]
    for spec in reversed(body.get("sortSpecs", [])):
        at = spec.get("dimensionIndex", 0) - rect.left
        down = spec.get("sortOrder") == "DESCENDING"
        keyed = [(_rank(scalar(effective(ctx.book, tab, row[at].value))), row) for row in rows]
        filled = sorted((k for k in keyed if k[0][0] != "9"), key=lambda k: k[0], reverse=down)
        rows = [row for _, row in filled] + [row for rank, row in keyed if rank[0] == "9"]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            tab.put(rect.top + i, rect.left + j, cell)


def _rank(value: Json) -> tuple[str, float, str]:
    if value is None:
        return "9", 0, ""
    if isinstance(value, bool):
        return "3", float(value), ""
    if isinstance(value, (int, float)):
        return "1", value, ""
    return "2", 0, str(value).casefold()


def copy_paste(ctx: Context, body: JsonObject, *, cut: bool = False) -> None:
    """`copyPaste` and, with `cut`, `cutPaste`."""
    source_tab, source = ctx.book.on_grid(body["source"])
    kind = body.get("pasteType", "PASTE_NORMAL")
    block = {(r - source.top, c - source.left): source_tab.cell(r, c) for r, c in spots(source_tab.inside(source))}
    high, wide = source.bottom - source.top, source.right - source.left
    goal = body["destination"]
    if cut:
        tab = ctx.book.tab(goal.get("sheetId", 0))
        top, left = goal.get("rowIndex", 0), goal.get("columnIndex", 0)
        area = Rect(top, top + high, left, left + wide)
        ctx.guard(source_tab, [source])
    else:
        tab, given = ctx.book.on_grid(goal)
        down = max(high, (given.bottom - given.top) // high * high)
        across = max(wide, (given.right - given.left) // wide * wide)
        area = Rect(given.top, given.top + down, given.left, given.left + across)
    if area.bottom > tab.row_count or area.right > tab.column_count:
        tab.outside(area)
    ctx.guard(tab, [area])
    if cut:
        for r, c in spots(source):
            source_tab.put(r, c, NOTHING)
    for r, c in spots(area):
        new = block.get(((r - area.top) % high, (c - area.left) % wide), NOTHING)
        if kind == "PASTE_VALUES":  # a formula leaves its result
            new = replace(new, value=effective(ctx.book, source_tab, new.value))
        tab.put(r, c, _pasted(tab.cell(r, c), new, kind))


def _pasted(old: Cell, new: Cell, kind: str) -> Cell:
    if kind in {"PASTE_VALUES", "PASTE_FORMULA"}:
        return replace(old, value=new.value)
    if kind == "PASTE_FORMAT":
        return replace(old, format=new.format)
    if kind == "PASTE_DATA_VALIDATION":
        return replace(old, validation=new.validation)
    return new


def cut_paste(ctx: Context, body: JsonObject) -> None:
    """`cutPaste`."""
    copy_paste(ctx, body, cut=True)


def paste_data(ctx: Context, body: JsonObject) -> None:
    """`pasteData`: text from the clipboard, read as typed."""
    start = body.get("coordinate", {})
    tab = ctx.book.tab(start.get("sheetId", 0))
    lines = [line.split(body.get("delimiter", "\t")) for line in body.get("data", "").split("\n")]
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    area = Rect(top, top + len(lines), left, left + max(len(line) for line in lines))
    if area.bottom > tab.row_count or area.right > tab.column_count:
        tab.outside(area)
    ctx.guard(tab, [area])
    for i, line in enumerate(lines):
        for j, text in enumerate(line):
            ctx.set_value(tab, top + i, left + j, text, typed=True)


def update_borders(ctx: Context, body: JsonObject) -> None:
    """`updateBorders`, kept on every cell of the range."""
    tab, rect = ctx.book.on_grid(body["range"])
    ctx.guard(tab, [rect])
    sides = {k: body[k] for k in ("top", "bottom", "left", "right") if k in body}
    for r, c in spots(tab.inside(rect)):
        style = tab.cell(r, c).format or {}
        tab.change(r, c, format=style | {"borders": style.get("borders", {}) | sides})


def find_replace(ctx: Context, body: JsonObject) -> JsonObject:
    """`findReplace` for plain texts."""
    own = body.get("sheetId", body.get("range", {}).get("sheetId", 0))
    tabs = ctx.book.tabs if body.get("allSheets") else [ctx.book.tab(own)]
    count = 0
    for tab in tabs:
        for r, c, cell in list(tab.filled(tab.rect_of(body.get("range", {})))):
            text = (cell.value or {}).get("stringValue", "")
            if body["find"] in text:
                ctx.guard(tab, [Rect(r, r + 1, c, c + 1)])
                tab.change(r, c, value={"stringValue": text.replace(body["find"], body.get("replacement", ""))})
                count += 1
    return {"valuesChanged": count, "occurrencesChanged": count} if count else {}
