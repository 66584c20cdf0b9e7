"""The `spreadsheets.values` methods."""

from .a1 import Rect, Span, column_name, range_name
from .context import Context
from .errors import ApiError, bad_request
from .formats import DATES, formatted, plain_number
from .formula import effective, scalar
from .grid import Cell, Tab
from .jsontypes import Json, JsonObject

Query = dict[str, str]


def get(ctx: Context, text: str, query: Query) -> JsonObject:
    """Read one range."""
    tab, span = ctx.book.find(text)
    return read(ctx, tab, tab.inside(tab.close(span)), query)


def read(ctx: Context, tab: Tab, rect: Rect, query: Query) -> JsonObject:
    """Read a rectangle; empty rows and cells at the end are left out."""
    across = query.get("majorDimension", "ROWS")
    across = "ROWS" if across == "DIMENSION_UNSPECIFIED" else across
    lines: dict[int, dict[int, Json]] = {}
    for r, c, cell in tab.filled(rect):
        shown = shown_value(ctx, tab, cell, query)
        if shown not in (None, ""):
            line, place = (r - rect.top, c - rect.left) if across == "ROWS" else (c - rect.left, r - rect.top)
            lines.setdefault(line, {})[place] = shown
    answer: JsonObject = {"range": range_name(tab.title, rect), "majorDimension": across}
    if lines:
        answer["values"] = [
            [lines[i].get(j, "") for j in range(max(lines[i]) + 1)] if i in lines else [] for i in range(max(lines) + 1)
        ]
    return answer


def shown_value(ctx: Context, tab: Tab, cell: Cell, query: Query) -> Json:
    """Give a cell's value in the rendering that is asked for."""
    if not cell.value:
        return None
    option = query.get("valueRenderOption", "FORMATTED_VALUE")
    if option == "FORMULA" and "formulaValue" in cell.value:
        return cell.value["formulaValue"]
    result = scalar(effective(ctx.book, tab, cell.value))
    number_format = (cell.format or {}).get("numberFormat")
    as_text = query.get("dateTimeRenderOption") == "FORMATTED_STRING" and (number_format or {}).get("type") in DATES
    if option == "FORMATTED_VALUE" or (as_text and isinstance(result, (int, float))):
        return formatted(result, number_format, ctx.book.locale)
    return plain_number(result) if isinstance(result, float) else result


def update(ctx: Context, text: str, body: JsonObject, query: Query) -> JsonObject:
    """Write one range."""
    tab, span = ctx.book.find(text)
    return write(ctx, tab, span, body, query)


def write(ctx: Context, tab: Tab, span: Span, body: JsonObject, query: Query) -> JsonObject:
    """Write values from the corner of a span on; nulls leave cells as they are."""
    typed = input_option(query)
    lines: list[list[Json]] = body.get("values", [])
    _refuse_nested(lines)
    rect = tab.close(span)
    if body.get("majorDimension") == "COLUMNS":
        height = max((len(line) for line in lines), default=0)
        lines = [[line[i] if i < len(line) else None for line in lines] for i in range(height)]
    width = max((len(line) for line in lines), default=0)
    area = Rect(rect.top, rect.top + len(lines), rect.left, rect.left + width)
    if not span.single:
        _stay_within(tab, rect, area)
    if area.bottom > tab.row_count or area.right > tab.column_count:
        tab.outside(area)
    ctx.guard(tab, [area] if area.cells else [])
    rows, columns, count = set(), set(), 0
    for i, line in enumerate(lines):
        for j, value in enumerate(line):
            if value is not None:
                ctx.set_value(tab, rect.top + i, rect.left + j, value, typed=typed)
                rows.add(i)
                columns.add(j)
                count += 1
    shown = area if area.cells else Rect(rect.top, rect.top + 1, rect.left, rect.left + 1)
    answer: JsonObject = {"spreadsheetId": ctx.book.spreadsheet_id, "updatedRange": range_name(tab.title, shown)}
    if count:
        answer |= {"updatedRows": len(rows), "updatedColumns": len(columns), "updatedCells": count}
    if str(query.get("includeValuesInResponse", "")).lower() == "true":
        asked = {
            "valueRenderOption": query.get("responseValueRenderOption", "FORMATTED_VALUE"),
            "dateTimeRenderOption": query.get("responseDateTimeRenderOption", "SERIAL_NUMBER"),
        }
        answer["updatedData"] = read(ctx, tab, shown, asked)
    return answer


def input_option(query: Query) -> bool:
    """Say whether values are to be read as typed by a person."""
    option = query.get("valueInputOption", "INPUT_VALUE_OPTION_UNSPECIFIED")
    if option not in {"RAW", "USER_ENTERED"}:
        raise ApiError(400, "'valueInputOption' is required but not specified")
    return option == "USER_ENTERED"


def _refuse_nested(lines: list[list[Json]]) -> None:
    for i, line in enumerate(lines):
        for j, value in enumerate(line):
            if isinstance(value, (list, dict)):
                kind = "list_value" if isinstance(value, list) else "struct_value"
                raise bad_request([("data.values", f"Invalid values[{i}][{j}]: {kind} {{\n}}\n")])


def _stay_within(tab: Tab, rect: Rect, area: Rect) -> None:
    name = range_name(tab.title, rect)
    where = ""
    if area.bottom > rect.bottom:
        where = f"row [{rect.bottom + 1}]"
    elif area.right > rect.right:
        where = f"column [{column_name(rect.right)}]"
    if where:
        raise ApiError(400, f"Requested writing within range [{name}], but tried writing to {where}")


def append(ctx: Context, text: str, body: JsonObject, query: Query) -> JsonObject:
    """Write below the last table of a range, making room where the grid ends."""
    tab, span = ctx.book.find(text)
    table = _table(tab, tab.inside(tab.close(span)))
    rect = tab.close(span)
    top, left = (table.bottom, table.left) if table else (rect.top, rect.left)
    lines: list[list[Json]] = body.get("values", [])
    down = len(lines) if body.get("majorDimension") != "COLUMNS" else max((len(x) for x in lines), default=0)
    wide = max((len(x) for x in lines), default=0) if body.get("majorDimension") != "COLUMNS" else len(lines)
    if query.get("insertDataOption") == "INSERT_ROWS" and table:
        from .dimensions import insert

        insert(ctx, tab, "ROWS", top, down)
    if top + down > tab.row_count:
        tab.resize("ROWS", top + down)
    if left + wide > tab.column_count:
        tab.resize("COLUMNS", left + wide)
    updates = write(ctx, tab, Span(top, top + 1, left, left + 1), body, query)
    answer: JsonObject = {"spreadsheetId": ctx.book.spreadsheet_id}
    if table:
        answer["tableRange"] = range_name(tab.title, table)
    return answer | {"updates": updates}


def _table(tab: Tab, rect: Rect) -> Rect | None:
    filled = [(r, c) for r, c, cell in tab.filled(rect) if cell.value]
    if not filled:
        return None
    r, c = filled[-1]
    table = Rect(r, r + 1, c, c + 1)
    while True:  # grow until nothing touches it
        around = Rect(max(0, table.top - 1), table.bottom + 1, max(0, table.left - 1), table.right + 1)
        near = [(r, c) for r, c, cell in tab.filled(around) if cell.value]
        rows, columns = [r for r, _ in near], [c for _, c in near]
        grown = Rect(min(rows), max(rows) + 1, min(columns), max(columns) + 1)
        if grown == table:
            return table
        table = grown


def clear(ctx: Context, text: str) -> str:
    """Empty a range of its values; formats, notes and rules stay."""
    tab, span = ctx.book.find(text)
    rect = tab.inside(tab.close(span))
    ctx.guard(tab, [rect])
    for r, c, _ in list(tab.filled(rect)):
        tab.change(r, c, value=None)
    return range_name(tab.title, rect)


def batch_update(ctx: Context, body: JsonObject) -> JsonObject:
    """Write several ranges, all or none."""
    query = {k: v if isinstance(v, str) else str(v).lower() for k, v in body.items() if k != "data"}
    input_option(query)
    answers = [update(ctx, entry.get("range", ""), entry, query) for entry in body.get("data", [])]
    answer: JsonObject = {"spreadsheetId": ctx.book.spreadsheet_id}
    cells = sum(a.get("updatedCells", 0) for a in answers)
    if cells:
        areas = [ctx.book.find(a["updatedRange"]) for a in answers if a.get("updatedCells")]
        spots = {(t.sheet_id, r) for t, s in areas for r in range(s.top or 0, s.bottom or 0)}
        columns = {(t.sheet_id, c) for t, s in areas for c in range(s.left or 0, s.right or 0)}
        answer |= {"totalUpdatedRows": len(spots), "totalUpdatedColumns": len(columns), "totalUpdatedCells": cells}
        answer["totalUpdatedSheets"] = len({t.sheet_id for t, _ in areas})
    return answer | {"responses": answers}
