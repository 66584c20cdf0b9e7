"""A spreadsheet's JSON as a snapshot. Pure."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

from sync.google.formats import DAY_ZERO
from sync.google.held import Held, HeldTab
from sync.google.names import COLUMN, FACTS, KEYS, MARK, SCRATCH, Json, corners
from sync.google.scratch import displaced, used
from sync.google.status import WORDS
from sync.snapshot import Clock, Fault, Formula, Percent, Raw, SeenRow, SeenTab, Snapshot

CELLS = "rowData(values(userEnteredValue,effectiveFormat(numberFormat(type))))"
FIELDS = (
    "properties(locale),sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),"
    "protectedRanges(protectedRangeId,description,unprotectedRanges),conditionalFormats(booleanRule(condition)),charts(chartId),"
    f"basicFilter(range),data(startRow,startColumn,{CELLS},columnMetadata(developerMetadata(metadataKey,metadataValue))))"
)
"""All that a read needs: values, what tells a day from a number, where our columns went, what lies over the cells."""

ANSWER = f"updatedSpreadsheet(sheets(properties(sheetId),data(startRow,startColumn,{CELLS})))"
"""What a write is to answer: the cells that people may be typing in, as they stand after it."""

LAST_DAY = (datetime.date.max - DAY_ZERO).days
DAY = 86_400  # seconds
Cells = dict[tuple[int, int], Raw]


def snapshot(answer: Json) -> tuple[Snapshot, Held]:
    """What an answer to `FIELDS` says, and what the next write has to know beside it."""
    sheets = answer.get("sheets", [])
    ours = {KEYS[number]: sheet for sheet in sheets if (number := sheet["properties"].get("sheetId", 0)) in KEYS}
    tabs, marked, held = {}, {}, {}
    for key, sheet in ours.items():
        marked[key] = _columns(sheet)
        tabs[key] = _tab(key, sheet, marked[key])
        held[key] = _held(sheet)
    at = marked.get(FACTS, {}).get(SCRATCH)
    beside = {} if at is None else {place: raw for place, raw in cells(ours[FACTS]).items() if place[1] >= at}
    titles = frozenset(sheet["properties"].get("title", "").lower() for sheet in sheets)
    return (
        Snapshot(
            locale=answer.get("properties", {}).get("locale", ""),
            facts=_facts(tabs.get(FACTS)), tabs=tabs, displaced=displaced(beside, at or 0),
        ),
        Held(titles=titles, tabs=held, scratch=at, used=used(beside)),
    )  # fmt: skip


def cells(sheet: Json) -> Cells:
    """Everything that stands in a sheet's JSON, by physical row and column; blank cells are left out."""
    return {place: raw for data in sheet.get("data", []) for place, raw in _walk(data)}


def _walk(data: Json) -> Iterator[tuple[tuple[int, int], Raw]]:
    for row, line in enumerate(data.get("rowData", []), data.get("startRow", 0)):
        for column, cell in enumerate(line.get("values", []), data.get("startColumn", 0)):
            value = raw(cell)
            if value is not None:
                yield (row, column), value


def raw(cell: Json) -> Raw:
    """What stands in a cell, told by the format where the value alone does not say."""
    value = cell.get("userEnteredValue") or {}
    match next(iter(value.items()), ("", None)):
        case "stringValue", str(text):
            return text or None
        case "formulaValue", str(text):
            return Formula(text)
        case "boolValue", bool(flag):
            return flag
        case "numberValue", int() | float() as number:
            kind = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type", "")
            return _number(Decimal(repr(number)), kind)
        case "errorValue", fault:
            return Fault(str((fault or {}).get("type", "")))
    return None


def _number(number: Decimal, kind: str) -> Raw:
    if kind == "PERCENT":
        return Percent(number * 100)
    if kind not in {"DATE", "TIME", "DATE_TIME"} or not 0 <= number <= LAST_DAY:
        return number
    whole = int(number)
    if kind == "DATE" and number == whole:
        return DAY_ZERO + datetime.timedelta(days=whole)
    seconds = round(number * DAY)
    if kind == "TIME":  # may be longer than a day
        return Clock(_clock(seconds))
    day, rest = divmod(seconds, DAY)
    return Clock(f"{(DAY_ZERO + datetime.timedelta(days=day)).isoformat()} {_clock(rest)}")


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{second:02d}" if second else text


def _columns(sheet: Json) -> dict[str, int]:
    """Our columns by the metadata that travels with them; of two that bear the same the first counts."""
    found: dict[str, int] = {}
    for data in sheet.get("data", []):
        for at, column in enumerate(data.get("columnMetadata", []), data.get("startColumn", 0)):
            for entry in column.get("developerMetadata", []):
                if entry.get("metadataKey") == COLUMN:
                    found.setdefault(entry.get("metadataValue", ""), at)
    return found


def _tab(key: str, sheet: Json, marked: Mapping[str, int]) -> SeenTab:
    columns = {name: at for name, at in marked.items() if name != SCRATCH}
    names = {at: name for name, at in columns.items()}
    rows: dict[int, dict[str, Raw]] = {}
    for (row, column), value in cells(sheet).items():
        if column in names:
            rows.setdefault(row, {})[names[column]] = value
    properties = sheet["properties"]
    return SeenTab(
        key=key, name=properties.get("title", ""), columns=columns,
        rows=tuple(SeenRow(at=at, cells=found) for at, found in sorted(rows.items())),
        height=properties.get("gridProperties", {}).get("rowCount", 0), sheet_id=properties.get("sheetId", 0),
    )  # fmt: skip


def _held(sheet: Json) -> HeldTab:
    properties = sheet["properties"]
    size = properties.get("gridProperties", {})
    conditions = [
        rule.get("booleanRule", {}).get("condition", {}).get("values", [])
        for rule in sheet.get("conditionalFormats", [])
    ]
    texts = [[value.get("userEnteredValue") for value in values] for values in conditions]
    protections = [entry for entry in sheet.get("protectedRanges", []) if entry.get("description") == MARK]
    return HeldTab(
        title=properties.get("title", ""), rows=size.get("rowCount", 0), columns=size.get("columnCount", 0),
        protections=tuple(entry["protectedRangeId"] for entry in protections),
        holes=frozenset(corners(hole) for entry in protections[:1] for hole in entry.get("unprotectedRanges", [])),
        rules=tuple(at for at, words in enumerate(texts) if len(words) == 1 and words[0] in WORDS),
        charts=frozenset(chart["chartId"] for chart in sheet.get("charts", [])),
        filtered="basicFilter" in sheet,
    )  # fmt: skip


def _facts(tab: SeenTab | None) -> dict[str, str]:
    rows = () if tab is None else tab.rows
    return {
        key: value for row in rows
        if isinstance(key := row.cells.get("key"), str) and isinstance(value := row.cells.get("value"), str)
    }  # fmt: skip
