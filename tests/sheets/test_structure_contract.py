"""What points at rows, columns and tabs moves along or goes with them."""

from typing import Any

import pytest

from tests.sheets.local_api import Api, error
from tests.sheets_server import SheetsServer


def area(top: int, bottom: int, left: int, right: int, sheet_id: int = 0) -> dict[str, Any]:
    return {
        "sheetId": sheet_id,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def rows(start: int, end: int) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def bounds(shown: dict[str, Any]) -> tuple[int, int]:
    return shown["startRowIndex"], shown["endRowIndex"]


def test_ranges_move_with_their_rows(api: Api) -> None:
    api.batch(
        {"mergeCells": {"range": area(4, 6, 0, 2), "mergeType": "MERGE_ALL"}},
        {"addNamedRange": {"namedRange": {"name": "nilai", "range": area(4, 6, 0, 2)}}},
        {"addProtectedRange": {"protectedRange": {"range": area(4, 6, 0, 2), "unprotectedRanges": [area(5, 6, 0, 1)]}}},
        {"setBasicFilter": {"filter": {"range": area(3, 9, 0, 2)}}},
        {"updateDimensionProperties": {"range": rows(5, 6), "properties": {"pixelSize": 50}, "fields": "pixelSize"}},
    )
    api.batch({"insertDimension": {"range": rows(5, 7)}})
    shown = api.get()
    tab = shown["sheets"][0]
    assert bounds(tab["merges"][0]) == (4, 8)
    assert bounds(shown["namedRanges"][0]["range"]) == (4, 8)
    assert bounds(tab["protectedRanges"][0]["unprotectedRanges"][0]) == (7, 8)
    assert bounds(tab["basicFilter"]["range"]) == (3, 11)
    assert tab["properties"]["gridProperties"]["rowCount"] == 1002
    sizes = api.get(ranges="A1:A9", fields="sheets.data.rowMetadata.pixelSize")["sheets"][0]["data"][0]["rowMetadata"]
    assert [s["pixelSize"] for s in sizes].index(50) == 7
    api.batch({"deleteDimension": {"range": rows(3, 9)}})
    shown = api.get()
    assert "merges" not in shown["sheets"][0]
    assert "protectedRanges" not in shown["sheets"][0]
    assert "namedRanges" not in shown
    assert bounds(shown["sheets"][0]["basicFilter"]["range"]) == (3, 5)


def test_the_last_row_cannot_go(api: Api) -> None:
    assert error(api.batch({"deleteDimension": {"range": rows(0, 1000)}}))[0] == 400
    assert error(api.batch({"insertDimension": {"range": rows(0, 1), "inheritFromBefore": True}}))[0] == 400
    assert error(api.batch({"deleteDimension": {"range": rows(5, 5)}}))[0] == 400


def test_ranges_on_other_tabs_stay(api: Api) -> None:
    api.batch(
        {"addSheet": {"properties": {"sheetId": 9, "title": "Dua"}}},
        {"addNamedRange": {"namedRange": {"name": "rentang", "range": area(4, 6, 0, 2, 9)}}},
        {"insertDimension": {"range": rows(0, 3)}},
    )
    assert bounds(api.get()["namedRanges"][0]["range"]) == (4, 6)
    api.put("Dua!A5", [["x"], ["y"]])
    assert api.values("rentang") == [["x"], ["y"]]
    api.batch({"deleteSheet": {"sheetId": 9}})
    assert "namedRanges" not in api.get()


def test_copies_of_tabs(server: SheetsServer, api: Api) -> None:
    api.put("A1", [["x"]])
    api.batch(
        {"duplicateSheet": {"sourceSheetId": 0, "insertSheetIndex": 1, "newSheetId": 5, "newSheetName": "Salinan"}}
    )
    api.put("Salinan!A1", [["y"]])
    assert api.values("Sheet1!A1") == [["x"]]
    other = Api(server, server.create("Lain"))
    made = api.call("POST", "/sheets/5:copyTo", {"destinationSpreadsheetId": other.book}).json()
    assert made["title"] == "Copy of Salinan"
    assert other.values("'Copy of Salinan'!A1") == [["y"]]


def test_pasting(api: Api) -> None:
    api.put("A1", [["a", "b"]])
    api.batch(
        {"copyPaste": {"source": area(0, 1, 0, 2), "destination": area(1, 3, 0, 2), "pasteType": "PASTE_VALUES"}},
        {"cutPaste": {"source": area(0, 1, 0, 2), "destination": {"rowIndex": 5, "columnIndex": 2}}},
        {"pasteData": {"coordinate": {"rowIndex": 7}, "data": "1,500\t=1+1", "delimiter": "\t"}},
    )
    assert api.values("A1:D8", valueRenderOption="UNFORMATTED_VALUE") == [
        [],
        ["a", "b"],
        ["a", "b"],
        [],
        [],
        ["", "", "a", "b"],
        [],
        [1500, 2],
    ]


def test_colours_are_told_the_old_and_the_new_way(api: Api) -> None:
    style = {"backgroundColorStyle": {"rgbColor": {"red": 1, "green": 0.8}}}
    body = {"range": area(0, 1, 0, 1), "cell": {"userEnteredFormat": style}, "fields": "userEnteredFormat"}
    api.batch({"repeatCell": body})
    cell = api.get(fields="sheets.data.rowData.values.userEnteredFormat")["sheets"][0]["data"][0]["rowData"][0][
        "values"
    ][0]
    assert cell["userEnteredFormat"]["backgroundColor"] == {"red": 1, "green": 0.8}
    assert cell["userEnteredFormat"]["backgroundColorStyle"] == {"rgbColor": {"red": 1, "green": 0.8}}


@pytest.mark.parametrize(("index", "order"), [(0, "CAB"), (1, "ACB"), (2, "ABC"), (3, "ABC")])
def test_tabs_move_by_the_index_before_the_move(api: Api, index: int, order: str) -> None:
    api.batch(
        {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "A"}, "fields": "title"}},
        {"addSheet": {"properties": {"sheetId": 1, "title": "B"}}},
        {"addSheet": {"properties": {"sheetId": 2, "title": "C"}}},
        {"updateSheetProperties": {"properties": {"sheetId": 2, "index": index}, "fields": "index"}},
    )
    assert "".join(s["properties"]["title"] for s in api.get()["sheets"]) == order


def test_a_workbook_is_made_with_its_locale(api: Api) -> None:
    body: dict[str, Any] = {
        "properties": {"title": "Buku", "locale": "in_ID"},
        "sheets": [{"properties": {"title": "Isian", "sheetId": 3}}],
    }
    made = api.session.post(f"{api.server.url}/v4/spreadsheets", json=body, timeout=5).json()
    assert made["properties"]["locale"] == "in_ID"
    assert made["sheets"][0]["properties"]["sheetId"] == 3
