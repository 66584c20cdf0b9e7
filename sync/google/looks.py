"""The looks of a tab as a whole: sizes, formats, rules, protection, notes, charts. Pure."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from sync.google.charts import charts
from sync.google.formats import colour
from sync.google.names import COLUMN, MARK, Json, corners, grid, runs
from sync.google.place import Place
from sync.google.status import WORDS
from sync.google.values import boxes, formatted
from sync.model import Area, Column, Style, Validation, Workbook

MARGIN, LETTER = 5, 7  # pixels of a column beside its letters, and of a letter


def structure(place: Place, index: int) -> list[Json]:
    """The tab, its size and the names of its columns: what must be there before anything is written into it."""
    sheet, old = place.tab.sheet, place.old
    size: Json = {"rowCount": place.rows, "columnCount": place.width}
    made: list[Json] = []
    if old is None:
        if sheet.header is not None:
            size |= {"frozenRowCount": sheet.header + 1, "frozenColumnCount": sheet.frozen_columns}
        properties: Json = {"sheetId": place.id, "title": place.title, "index": index, "gridProperties": size}
        properties |= {} if sheet.visible else {"hidden": True}
        made.append({"addSheet": {"properties": properties}})
    elif (place.rows, place.width) != (old.rows, old.columns):
        fields = "gridProperties(rowCount,columnCount)"
        resized = {"sheetId": place.id, "gridProperties": size}
        made.append({"updateSheetProperties": {"properties": resized, "fields": fields}})
    made += [_named(place, key) for key in place.made]
    at = [place.columns[column.key] for column in sheet.columns]
    if old is not None and place.relook:  # before any value comes: a merge swallows what is written into it
        made += [{"unmergeCells": {"range": grid(place.id, (0, old.rows), stretch)}} for stretch in runs(at)]
    return made


def _named(place: Place, key: str) -> Json:
    at = place.columns[key]
    where = {"sheetId": place.id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    entry = {
        "metadataKey": COLUMN, "metadataValue": key, "visibility": "DOCUMENT", "location": {"dimensionRange": where},
    }  # fmt: skip
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


def looks(place: Place, workbook: Workbook, editors: tuple[str, ...]) -> list[Json]:
    """Everything that makes the tab look and behave as desired."""
    return [
        *_widths(place),
        *_formats(place, workbook.styles),
        *_merges(place),
        *validations(place, workbook.styles, place.below),
        *_notes(place),
        *_rules(place, workbook.styles),
        *_filter(place),
        *charts(place),
        *_protection(place, workbook.styles, editors),
    ]


def _widths(place: Place) -> Iterator[Json]:
    columns = [(place.columns[column.key], column) for column in place.tab.sheet.columns]
    for first, end, look in _alike([(at, (round(c.width * LETTER) + MARGIN, c.role == "id")) for at, c in columns]):
        pixels, hidden = look
        properties: Json = {"pixelSize": pixels} | ({"hiddenByUser": True} if hidden else {})
        area = {"sheetId": place.id, "dimension": "COLUMNS", "startIndex": first, "endIndex": end}
        fields = ",".join(properties)
        yield {"updateDimensionProperties": {"range": area, "properties": properties, "fields": fields}}


def _alike(columns: list[tuple[int, tuple[int, bool]]]) -> Iterator[tuple[int, int, tuple[int, bool]]]:
    """Neighbouring columns of one look as (first, end, look)."""
    for key, group in groupby(enumerate(sorted(columns)), key=lambda one: (one[1][0] - one[0], one[1][1])):
        places = [at for _, (at, _) in group]
        yield places[0], places[-1] + 1, key[1]


def _formats(place: Place, styles: Mapping[str, Style]) -> Iterator[Json]:
    """What is above and beside the records, then the records, so that each column has one usual look."""
    sheet, below = place.tab.sheet, place.below
    at = [place.columns[column.key] for column in sheet.columns]
    cells = {
        (row, column): cell.style
        for row, line in zip(place.tab.places, sheet.cells, strict=True)
        for column, cell in zip(at, line, strict=False)
    }
    for part in (
        {spot: style for spot, style in cells.items() if spot[0] < below},
        {spot: style for spot, style in cells.items() if spot[0] >= below},
    ):
        if part:
            yield from formatted(place.id, part, styles)


def _merges(place: Place) -> Iterator[Json]:
    """Merges anew, cut where columns are frozen, for Google merges nothing across that line."""
    sheet = place.tab.sheet
    at = [place.columns[column.key] for column in sheet.columns]
    if not sheet.merges or at != list(range(at[0], at[0] + len(at))):
        return  # somebody moved the columns: better no merge than one over a stranger's cells
    for area in sheet.merges:
        rows = (place.tab.places[area.first_row], place.tab.places[area.last_row] + 1)
        for first, last in _cut(area, sheet.frozen_columns):
            if (rows[1] - rows[0]) * (last + 1 - first) > 1:
                yield {
                    "mergeCells": {"range": grid(place.id, rows, (at[first], at[last] + 1)), "mergeType": "MERGE_ALL"}
                }


def _cut(area: Area, frozen: int) -> list[tuple[int, int]]:
    if area.first_column < frozen <= area.last_column:
        return [(area.first_column, frozen - 1), (frozen, area.last_column)]
    return [(area.first_column, area.last_column)]


def validations(place: Place, styles: Mapping[str, Style], first: int) -> Iterator[Json]:
    """The rules of columns that people type in, from a row on."""
    for column in place.tab.sheet.columns:
        rule = None if column.validation is None else _rule(column.validation)
        if rule is not None and _open(place, column, styles) and first < place.rows:
            at = place.columns[column.key]
            yield {"setDataValidation": {"range": grid(place.id, (first, place.rows), (at, at + 1)), "rule": rule}}


def _rule(validation: Validation) -> Json | None:
    """A rule that warns: what it does not like may be typed, to be refused beside the cell with its reason."""
    conditions: dict[str, Json] = {
        "decimal": {"type": "NUMBER_BETWEEN", "values": _values(f"-{10**15}", f"{10**15}")},
        "date": {"type": "DATE_IS_VALID"},
        "list": {"type": "ONE_OF_LIST", "values": _values(*validation.options)},
    }
    if validation.kind not in conditions:
        return None
    rule: Json = {"condition": conditions[validation.kind], "inputMessage": validation.message, "strict": False}
    return rule | ({"showCustomUi": True} if validation.kind == "list" else {})


def _values(*texts: str) -> list[Json]:
    return [{"userEnteredValue": text} for text in texts]


def _open(place: Place, column: Column, styles: Mapping[str, Style]) -> bool:
    return any(not styles[record[column.key].style].locked for record in place.tab.sheet.records)


def _notes(place: Place) -> Iterator[Json]:
    """What may be typed, as a note on the header."""
    if place.tab.sheet.header is None:
        return
    row = place.tab.places[place.tab.sheet.header]
    for column in place.tab.sheet.columns:
        if column.validation is not None:
            words = f"{column.validation.title}\n{column.validation.message}"
            start = {"sheetId": place.id, "rowIndex": row, "columnIndex": place.columns[column.key]}
            yield {"updateCells": {"start": start, "rows": [{"values": [{"note": words}]}], "fields": "note"}}


def _rules(place: Place, styles: Mapping[str, Style]) -> Iterator[Json]:
    """Colours for the words of a row's state, whoever changes them."""
    for old in reversed(() if place.old is None else place.old.rules):
        yield {"deleteConditionalFormatRule": {"sheetId": place.id, "index": old}}
    at = place.columns.get("status")
    if at is None or place.tab.sheet.header is None:
        return
    area = grid(place.id, (place.below, None), (at, at + 1))
    for index, (word, style) in enumerate(WORDS.items()):
        condition = {"type": "TEXT_EQ", "values": _values(word)}
        look = {"backgroundColorStyle": colour(styles[style].fill or "#FFFFFF")}
        rule = {"ranges": [area], "booleanRule": {"condition": condition, "format": look}}
        yield {"addConditionalFormatRule": {"rule": rule, "index": index}}


def _filter(place: Place) -> Iterator[Json]:
    """A filter, unless there is one: people's criteria are theirs."""
    sheet = place.tab.sheet
    if not sheet.filtered or (place.old is not None and place.old.filtered):
        return
    at = sorted(place.columns[column.key] for column in sheet.columns)
    area = grid(place.id, (place.below - 1, place.rows), (at[0], at[-1] + 1))
    yield {"setBasicFilter": {"filter": {"range": area}}}


def _protection(place: Place, styles: Mapping[str, Style], editors: tuple[str, ...]) -> Iterator[Json]:
    """The whole tab but for the cells that people type in; ours is changed, not piled up."""
    entry = {
        "range": {"sheetId": place.id}, "description": MARK, "warningOnly": False,
        "unprotectedRanges": _holes(place, styles), "editors": {"users": list(editors)},
    }  # fmt: skip
    old = () if place.old is None else place.old.protections
    for number in old[1:]:
        yield {"deleteProtectedRange": {"protectedRangeId": number}}
    if old:
        fields = "unprotectedRanges,editors"
        yield {"updateProtectedRange": {"protectedRange": {"protectedRangeId": old[0], **entry}, "fields": fields}}
    else:
        yield {"addProtectedRange": {"protectedRange": entry}}


def reopened(place: Place, styles: Mapping[str, Style]) -> Iterator[Json]:
    """The open cells of a tab that otherwise keeps its looks, where agreements opened or closed, or rows moved."""
    if place.old is None or not place.inputs:
        return
    holes = _holes(place, styles)
    if {corners(hole) for hole in holes} != place.old.holes:
        entry = {"protectedRangeId": place.old.protections[0], "unprotectedRanges": holes}
        yield {"updateProtectedRange": {"protectedRange": entry, "fields": "unprotectedRanges"}}


def _holes(place: Place, styles: Mapping[str, Style]) -> list[Json]:
    """Columns that are open from top to bottom stay so in rows to come; else the open cells alone."""
    sheet = place.tab.sheet
    if sheet.header is None:
        return []
    first = sheet.header + 1
    rows = list(zip(place.tab.places[first:], sheet.cells[first:], strict=True))
    whole: list[int] = []
    single: dict[tuple[int, int], None] = {}
    for index, column in enumerate(sheet.columns):
        opened = [row for row, cells in rows if column.role == "input" and not styles[cells[index].style].locked]
        at = place.columns[column.key]
        if opened and len(opened) == len(rows):
            whole.append(at)
        else:
            single |= {(row, at): None for row in opened}
    return [
        *(grid(place.id, (place.below, None), stretch) for stretch in runs(whole)),
        *(box.area(place.id) for box in boxes(single)),
    ]
