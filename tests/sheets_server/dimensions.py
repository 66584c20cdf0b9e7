"""Requests on rows and columns; everything that points at them moves along."""

from collections.abc import Callable
from dataclasses import replace

from .a1 import Rect
from .context import Context
from .errors import ApiError
from .fieldmask import merged, parse_mask
from .grid import OBJECT_LISTS, Tab
from .jsontypes import Json, JsonObject

Mapping = Callable[[int, int], tuple[int, int] | None]
NAMES = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}


def span_of(tab: Tab, given: JsonObject) -> tuple[str, int, int]:
    """Read a DimensionRange; raise if it is not on the grid."""
    dimension = given.get("dimension", "ROWS")
    start, end = given.get("startIndex", 0), given.get("endIndex", tab.size(dimension))
    if start >= end:
        raise ApiError(400, "Invalid range: the start index must be less than the end index.")
    return dimension, start, end


def strip(tab: Tab, dimension: str, start: int, end: int) -> Rect:
    """Give rows or columns as a rectangle."""
    return Rect(start, end, 0, tab.column_count) if dimension == "ROWS" else Rect(0, tab.row_count, start, end)


def reindex(ctx: Context, tab: Tab, dimension: str, place: Callable[[int], int | None], spans: Mapping) -> None:
    """Move cells by a map of indexes, and ranges by a map of spans."""
    if dimension == "ROWS":
        moved = {place(r): row for r, row in tab.rows.items()}
        tab.rows = {r: row for r, row in moved.items() if r is not None}
    else:
        for r, row in list(tab.rows.items()):
            tab.rows[r] = {c: cell for c, cell in ((place(c), cell) for c, cell in row.items()) if c is not None}
            if not tab.rows[r]:
                del tab.rows[r]
    properties = {place(i): p for i, p in tab.dimensions[dimension].items()}
    tab.dimensions[dimension] = {i: p for i, p in properties.items() if i is not None}
    _move_merges(tab, dimension, spans)
    for name in (*OBJECT_LISTS, "basicFilter"):
        if name in tab.objects:
            moved_object = _moved(tab.objects[name], tab.sheet_id, dimension, spans)
            tab.objects[name] = [o for o in moved_object if o] if isinstance(moved_object, list) else moved_object
            if not tab.objects[name]:
                del tab.objects[name]
    ctx.book.named_ranges = [n for n in _moved(ctx.book.named_ranges, tab.sheet_id, dimension, spans) if n]
    kept = []
    for entry in ctx.book.metadata:
        where = entry["location"].get("dimensionRange")
        if where and where["sheetId"] == tab.sheet_id and where["dimension"] == dimension:
            index = place(where["startIndex"])
            if index is None:
                continue
            where |= {"startIndex": index, "endIndex": index + 1}
        kept.append(entry)
    ctx.book.metadata = kept


def _move_merges(tab: Tab, dimension: str, spans: Mapping) -> None:
    kept = []
    for merge in tab.merges:
        first, last = (merge.top, merge.bottom) if dimension == "ROWS" else (merge.left, merge.right)
        span = spans(first, last)
        if span:
            names = ("top", "bottom") if dimension == "ROWS" else ("left", "right")
            changed = merge._replace(**dict(zip(names, span, strict=True)))
            if changed.cells > 1:
                kept.append(changed)
    tab.merges = kept


def _moved(value: Json, sheet_id: int, dimension: str, spans: Mapping) -> Json:
    if isinstance(value, list):
        return [_moved(entry, sheet_id, dimension, spans) for entry in value]
    if not isinstance(value, dict):
        return value
    start, end = NAMES[dimension]
    if (start in value or end in value) and value.get("sheetId", 0) == sheet_id:
        span = spans(value.get(start, 0), value.get(end, 1 << 30))
        if span is None:
            return None
        return value | {k: v for k, v in zip((start, end), span, strict=True) if k in value}
    result = {k: _moved(v, sheet_id, dimension, spans) for k, v in value.items()}
    gone = "range" in value and result["range"] is None
    if "ranges" in value and isinstance(result["ranges"], list):
        result["ranges"] = [r for r in result["ranges"] if r]
        gone = not result["ranges"]
    if isinstance(result.get("unprotectedRanges"), list):
        result["unprotectedRanges"] = [r for r in result["unprotectedRanges"] if r]
    return None if gone else result


def insert(ctx: Context, tab: Tab, dimension: str, at: int, count: int) -> None:
    """Put empty rows or columns before an index."""
    if at > tab.size(dimension):
        size = tab.size(dimension)
        raise ApiError(400, f"range.startIndex[{at}] is too large, the sheet has {size} {dimension.lower()}")
    tab.resize(dimension, tab.size(dimension) + count)

    def spans(first: int, last: int) -> tuple[int, int]:
        return (first + count if first >= at else first), (last + count if last > at else last)

    reindex(ctx, tab, dimension, lambda i: i + count if i >= at else i, spans)


def delete(ctx: Context, tab: Tab, dimension: str, start: int, end: int) -> None:
    """Take rows or columns away."""
    if start >= tab.size(dimension):
        raise ApiError(400, f"Cannot delete a {dimension[:-1].lower()} that doesn't exist.")
    end = min(end, tab.size(dimension))
    count = end - start
    if count >= tab.size(dimension):
        raise ApiError(400, f"You can't delete all the {dimension.lower()} on the sheet.")

    def squeeze(i: int) -> int:
        return i if i <= start else max(start, i - count)

    def spans(first: int, last: int) -> tuple[int, int] | None:
        return (squeeze(first), squeeze(last)) if squeeze(first) < squeeze(last) else None

    def place(i: int) -> int | None:
        return None if start <= i < end else squeeze(i)

    reindex(ctx, tab, dimension, place, spans)
    tab.resize(dimension, tab.size(dimension) - count)


def insert_dimension(ctx: Context, body: JsonObject) -> None:
    """`insertDimension`."""
    tab = ctx.book.tab(body["range"].get("sheetId", 0))
    dimension, start, end = span_of(tab, body["range"])
    ctx.guard_structure(tab, strip(tab, dimension, start, start))
    if body.get("inheritFromBefore") and start == 0:
        raise ApiError(400, "inheritFromBefore cannot be true when inserting at the start of the sheet")
    insert(ctx, tab, dimension, start, end - start)
    source = start - 1 if body.get("inheritFromBefore") else end
    for r, c, cell in list(tab.filled(strip(tab, dimension, source, source + 1))):
        for i in range(start, end):
            row, column = (i, c) if dimension == "ROWS" else (r, i)
            tab.put(row, column, replace(cell, value=None, note="", validation=None, extra=None))


def delete_dimension(ctx: Context, body: JsonObject) -> None:
    """`deleteDimension`."""
    tab = ctx.book.tab(body["range"].get("sheetId", 0))
    dimension, start, end = span_of(tab, body["range"])
    ctx.guard_structure(tab, strip(tab, dimension, start, end))
    delete(ctx, tab, dimension, start, end)


def append_dimension(ctx: Context, body: JsonObject) -> None:
    """`appendDimension`."""
    tab = ctx.book.tab(body.get("sheetId", 0))
    dimension = body["dimension"]
    tab.resize(dimension, tab.size(dimension) + body["length"])


def move_dimension(ctx: Context, body: JsonObject) -> None:
    """`moveDimension`; the destination is counted before the move."""
    tab = ctx.book.tab(body["source"].get("sheetId", 0))
    dimension, start, end = span_of(tab, body["source"])
    to, size = body.get("destinationIndex", 0), tab.size(dimension)
    if start < to < end or to > size:
        raise ApiError(400, f"destinationIndex[{to}] is not a place that these {dimension.lower()} can move to.")
    ctx.guard_structure(tab, strip(tab, dimension, start, end))
    order = [i for i in range(size) if not start <= i < end]
    at = to if to <= start else to - (end - start)
    order[at:at] = range(start, end)
    places = {old: new for new, old in enumerate(order)}

    def spans(first: int, last: int) -> tuple[int, int]:
        inside = [places[i] for i in range(first, min(last, size))]
        if not inside or (first <= start and end <= last and first <= to <= last):
            return first, last
        if start <= first and last <= end:
            return min(inside), max(inside) + 1
        kept = [places[i] for i in range(first, min(last, size)) if not start <= i < end]
        return min(kept), max(max(kept) + 1, last if last > size else 0)

    reindex(ctx, tab, dimension, places.get, spans)


def update_properties(ctx: Context, body: JsonObject) -> None:
    """`updateDimensionProperties`."""
    tab = ctx.book.tab(body["range"].get("sheetId", 0))
    dimension, start, end = span_of(tab, body["range"])
    mask = parse_mask(body["fields"])
    for i in range(start, min(end, tab.size(dimension))):
        tab.dimensions[dimension][i] = merged(tab.dimensions[dimension].get(i, {}), body.get("properties", {}), mask)


def auto_resize(ctx: Context, body: JsonObject) -> None:
    """`autoResizeDimensions`, with a letter width that is only near the truth."""
    tab = ctx.book.tab(body["dimensions"].get("sheetId", 0))
    dimension, start, end = span_of(tab, body["dimensions"])
    for i in range(start, end) if dimension == "COLUMNS" else ():
        column = tab.filled(strip(tab, dimension, i, i + 1))
        texts = [len(str(next(iter(cell.value.values())))) for _, _, cell in column if cell.value]
        if texts:
            tab.dimensions[dimension].setdefault(i, {})["pixelSize"] = max(21, round(max(texts) * 8.467) + 21)


def add_group(ctx: Context, body: JsonObject) -> JsonObject:
    """`addDimensionGroup`."""
    tab = ctx.book.tab(body["range"].get("sheetId", 0))
    dimension, start, end = span_of(tab, body["range"])
    name = "rowGroups" if dimension == "ROWS" else "columnGroups"
    groups: list[JsonObject] = tab.objects.setdefault(name, [])
    depth = 1 + sum(g["range"]["startIndex"] <= start and end <= g["range"]["endIndex"] for g in groups)
    groups.append({"range": body["range"], "depth": depth})
    tab.properties["gridProperties"][name.removesuffix("s") + "ControlAfter"] = True
    return {"dimensionGroups": groups}


def delete_group(ctx: Context, body: JsonObject) -> JsonObject:
    """`deleteDimensionGroup`."""
    tab = ctx.book.tab(body["range"].get("sheetId", 0))
    dimension, start, end = span_of(tab, body["range"])
    name = "rowGroups" if dimension == "ROWS" else "columnGroups"
    groups: list[JsonObject] = tab.objects.get(name, [])
    kept = [g for g in groups if (g["range"]["startIndex"], g["range"]["endIndex"]) != (start, end)]
    if len(kept) == len(groups):
        raise ApiError(400, "Cannot find a dimension group over that range.")
    tab.objects[name] = kept
    return {"dimensionGroups": kept} if kept else {}
