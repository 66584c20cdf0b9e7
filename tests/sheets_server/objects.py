"""Requests on what lies over the cells: merges, names, protections, filters, rules, charts."""

from collections.abc import Iterator

from .a1 import Rect
from .cells import spots
from .context import Context
from .errors import PROTECTED, ApiError
from .fieldmask import merged, parse_mask
from .formats import formatted
from .formula import effective, scalar
from .grid import NOTHING, Tab
from .jsontypes import JsonObject
from .render import may_edit


def merge_cells(ctx: Context, body: JsonObject) -> None:
    """`mergeCells`: only the first value of each block stays."""
    tab, rect = ctx.book.on_grid(body["range"])
    rect = tab.inside(rect)
    ctx.guard(tab, [rect])
    unmerge(tab, rect)
    kind = body.get("mergeType", "MERGE_ALL")
    if kind == "MERGE_ROWS":
        blocks = [rect._replace(top=r, bottom=r + 1) for r in range(rect.top, rect.bottom)]
    elif kind == "MERGE_COLUMNS":
        blocks = [rect._replace(left=c, right=c + 1) for c in range(rect.left, rect.right)]
    else:
        blocks = [rect]
    for block in blocks:
        _apart_from_frozen(tab, block)
        if block.cells < 2:
            continue
        first = next((cell for _, _, cell in tab.filled(block) if cell.value), NOTHING)
        for r, c, _ in list(tab.filled(block)):
            tab.change(r, c, value=None)
        if first.value:
            tab.change(block.top, block.left, value=first.value)
        tab.merges.append(block)


def _apart_from_frozen(tab: Tab, block: Rect) -> None:
    grid = tab.properties["gridProperties"]
    if block.left < grid.get("frozenColumnCount", 0) < block.right:
        raise ApiError(400, "You can't merge frozen and non-frozen columns.")
    if block.top < grid.get("frozenRowCount", 0) < block.bottom:
        raise ApiError(400, "You can't merge frozen and non-frozen rows.")


def unmerge(tab: Tab, rect: Rect) -> None:
    """Take the merges of a range away; one that sticks out is refused."""
    if any(m.meets(rect) and not rect.holds(m) for m in tab.merges):
        raise ApiError(400, "You must select all cells in a merged range to merge or unmerge them.")
    tab.merges = [m for m in tab.merges if not m.meets(rect)]


def unmerge_cells(ctx: Context, body: JsonObject) -> None:
    """`unmergeCells`."""
    tab, rect = ctx.book.on_grid(body["range"])
    unmerge(tab, rect)


def add_named_range(ctx: Context, body: JsonObject) -> JsonObject:
    """`addNamedRange`."""
    named = {"namedRangeId": str(ctx.book.new_id())} | body["namedRange"]
    if any(n["name"] == named["name"] for n in ctx.book.named_ranges):
        raise ApiError(400, f"The name {named['name']} is already in use.")
    ctx.book.on_grid(named["range"])
    ctx.book.named_ranges.append(named)
    return {"namedRange": named}


def update_named_range(ctx: Context, body: JsonObject) -> None:
    """`updateNamedRange`."""
    named = _one(ctx.book.named_ranges, "namedRangeId", body["namedRange"].get("namedRangeId"), "named range")
    at = ctx.book.named_ranges.index(named)
    ctx.book.named_ranges[at] = merged(named, body["namedRange"], parse_mask(body["fields"]))


def delete_named_range(ctx: Context, body: JsonObject) -> None:
    """`deleteNamedRange`."""
    ctx.book.named_ranges.remove(_one(ctx.book.named_ranges, "namedRangeId", body["namedRangeId"], "named range"))


def _one(entries: list[JsonObject], key: str, value: object, what: str) -> JsonObject:
    for entry in entries:
        if entry.get(key) == value:
            return entry
    raise ApiError(400, f"No {what} with id: {value}")


def add_protected_range(ctx: Context, body: JsonObject) -> JsonObject:
    """`addProtectedRange`; who adds it may always edit."""
    given = body["protectedRange"]
    named = next((n for n in ctx.book.named_ranges if n["namedRangeId"] == given.get("namedRangeId")), None)
    area = given.get("range") or (named or {}).get("range") or {}
    tab = ctx.book.tab(area.get("sheetId", 0))
    editors = {k: v for k, v in given.get("editors", {}).items() if v}
    stored = {"protectedRangeId": ctx.book.new_id()} | given | {"editors": editors, "addedBy": ctx.user}
    taken = [p["protectedRangeId"] for t in ctx.book.tabs for p in t.objects.get("protectedRanges", [])]
    _fresh(stored["protectedRangeId"], taken, "protected range")
    stored = {k: v for k, v in stored.items() if v not in (False, "")}
    tab.objects.setdefault("protectedRanges", []).append(stored)
    shown = {k: v for k, v in stored.items() if k != "addedBy"} | {"requestingUserCanEdit": True}
    return {"protectedRange": shown}


def _fresh(number: int, taken: list[int | None], what: str) -> None:
    if number in taken:
        raise ApiError(400, f"A {what} with the id {number} already exists.")


def _protection(ctx: Context, number: int) -> tuple[list[JsonObject], JsonObject]:
    for tab in ctx.book.tabs:
        for entry in tab.objects.get("protectedRanges", []):
            if entry["protectedRangeId"] == number:
                if not may_edit(entry, ctx.user, ctx.owner):
                    raise ApiError(400, PROTECTED)
                return tab.objects["protectedRanges"], entry
    raise ApiError(400, f"No protected range with id: {number}")


def update_protected_range(ctx: Context, body: JsonObject) -> None:
    """`updateProtectedRange`."""
    entries, entry = _protection(ctx, body["protectedRange"].get("protectedRangeId"))
    entries[entries.index(entry)] = merged(entry, body["protectedRange"], parse_mask(body["fields"]))


def delete_protected_range(ctx: Context, body: JsonObject) -> None:
    """`deleteProtectedRange`."""
    entries, entry = _protection(ctx, body["protectedRangeId"])
    entries.remove(entry)


def set_basic_filter(ctx: Context, body: JsonObject) -> None:
    """`setBasicFilter`: hides rows by its criteria."""
    given = dict(body["filter"])
    tab = ctx.book.tab(given.get("range", {}).get("sheetId", 0))
    rect = tab.rect_of(given.get("range", {}))
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    given["range"] = {"sheetId": tab.sheet_id} | dict(zip(names, rect, strict=True))
    _show_all(tab)
    tab.objects["basicFilter"] = given
    hidden = {int(c): set(v.get("hiddenValues", [])) for c, v in given.get("criteria", {}).items()}
    for spec in given.get("filterSpecs", []):
        hidden[spec.get("columnIndex", 0)] = set(spec.get("filterCriteria", {}).get("hiddenValues", []))
    for r in range(rect.top + 1, min(rect.bottom, tab.row_count)):
        if any(_text(ctx, tab, r, c) in values for c, values in hidden.items()):
            tab.dimensions["ROWS"].setdefault(r, {})["hiddenByFilter"] = True


def _text(ctx: Context, tab: Tab, row: int, column: int) -> str:
    cell = tab.cell(row, column)
    result = scalar(effective(ctx.book, tab, cell.value))
    return formatted(result, (cell.format or {}).get("numberFormat"), ctx.book.locale)


def _show_all(tab: Tab) -> None:
    for properties in tab.dimensions["ROWS"].values():
        properties.pop("hiddenByFilter", None)


def clear_basic_filter(ctx: Context, body: JsonObject) -> None:
    """`clearBasicFilter`."""
    tab = ctx.book.tab(body.get("sheetId", 0))
    tab.objects.pop("basicFilter", None)
    _show_all(tab)


def _rules(ctx: Context, sheet_id: int) -> list[JsonObject]:
    rules: list[JsonObject] = ctx.book.tab(sheet_id).objects.setdefault("conditionalFormats", [])
    return rules


def add_rule(ctx: Context, body: JsonObject) -> None:
    """`addConditionalFormatRule`."""
    rule = body["rule"]
    ranges = rule.get("ranges") or []
    if not ranges:
        raise ApiError(400, "A conditional format rule must have at least one range.")
    for area in ranges:
        ctx.book.on_grid(area)
    rules = _rules(ctx, ranges[0].get("sheetId", 0))
    rules.insert(body.get("index", len(rules)), rule)


def _rule_at(rules: list[JsonObject], index: int, sheet_id: int) -> None:
    if not 0 <= index < len(rules):
        raise ApiError(400, f"No conditional format on sheet: {sheet_id} at index: {index}")


def update_rule(ctx: Context, body: JsonObject) -> JsonObject:
    """`updateConditionalFormatRule`."""
    index, area = body.get("index", 0), (body.get("rule", {}).get("ranges") or [{}])[0]
    sheet_id = body.get("sheetId", area.get("sheetId", 0))
    rules = _rules(ctx, sheet_id)
    _rule_at(rules, index, sheet_id)
    if "rule" in body:
        old, rules[index] = rules[index], body["rule"]
        return {"newRule": body["rule"], "newIndex": index, "oldRule": old, "oldIndex": index}
    rule = rules.pop(index)
    rules.insert(body.get("newIndex", 0), rule)
    return {"newRule": rule, "newIndex": body.get("newIndex", 0), "oldIndex": index}


def delete_rule(ctx: Context, body: JsonObject) -> JsonObject:
    """`deleteConditionalFormatRule`."""
    index, sheet_id = body.get("index", 0), body.get("sheetId", 0)
    rules = _rules(ctx, sheet_id)
    _rule_at(rules, index, sheet_id)
    return {"rule": rules.pop(index)}


OBJECTS = {
    "addChart": ("chart", "charts", "chartId"),
    "addFilterView": ("filter", "filterViews", "filterViewId"),
    "addBanding": ("bandedRange", "bandedRanges", "bandedRangeId"),
    "addSlicer": ("slicer", "slicers", "slicerId"),
}


def add_object(ctx: Context, kind: str, body: JsonObject) -> JsonObject:
    """Add a chart, filter view, banding or slicer."""
    name, listed, key = OBJECTS[kind]
    stored = {key: ctx.book.new_id()} | body[name]
    _fresh(stored[key], [entry.get(key) for entries in _objects(ctx, listed) for entry in entries], name)
    anchor = stored.get("position", {}).get("overlayPosition", {}).get("anchorCell", {})
    if stored.get("position", {}).get("newSheet"):
        raise ApiError(400, "This server makes no chart sheets.")
    sheet_id = stored.get("range", anchor).get("sheetId", 0)
    ctx.book.tab(sheet_id).objects.setdefault(listed, []).append(stored)
    return {name: stored}


def _objects(ctx: Context, kind: str) -> Iterator[list[JsonObject]]:
    return (tab.objects.get(kind, []) for tab in ctx.book.tabs)


def delete_object(ctx: Context, listed: str, key: str, number: int) -> None:
    """Delete a chart, filter view, banding or slicer by its number."""
    for entries in _objects(ctx, listed):
        for entry in entries:
            if entry.get(key) == number:
                entries.remove(entry)
                return
    raise ApiError(400, f"No object with id: {number}")


def update_chart_spec(ctx: Context, body: JsonObject) -> None:
    """`updateChartSpec`."""
    for entries in _objects(ctx, "charts"):
        for entry in entries:
            if entry["chartId"] == body["chartId"]:
                entry["spec"] = body["spec"]
                return
    raise ApiError(400, f"No chart with id: {body['chartId']}")


def randomize(ctx: Context, body: JsonObject) -> None:
    """`randomizeRange`."""
    tab, rect = ctx.book.on_grid(body["range"])
    ctx.guard(tab, [rect])
    rows = [[tab.cell(r, c) for c in range(rect.left, rect.right)] for r in range(rect.top, rect.bottom)]
    ctx.book.dice.shuffle(rows)
    for r, c in spots(rect):
        tab.put(r, c, rows[r - rect.top][c - rect.left])
