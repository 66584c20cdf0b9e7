"""Developer metadata: made, found, and following what it is on."""

from typing import Any

from tests.sheets.local_api import Api, error
from tests.sheets_server import SheetsServer


def tag(key: str, value: str, location: dict[str, Any], **more: object) -> dict[str, Any]:
    entry = {"metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT", "location": location} | more
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


def column(index: int) -> dict[str, Any]:
    return {"dimensionRange": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}}


def search(api: Api, **lookup: object) -> Any:
    body = {"dataFilters": [{"developerMetadataLookup": lookup}]}
    found = api.call("POST", "/developerMetadata:search", body).json()
    return [m["developerMetadata"] for m in found.get("matchedDeveloperMetadata", [])]


def where(api: Api) -> list[int]:
    return [m["location"]["dimensionRange"]["startIndex"] for m in search(api, metadataKey="kolom")]


def test_it_is_made_and_found(api: Api) -> None:
    made = api.batch(
        tag("kolom", "nilai", column(2), metadataId=77),
        tag("tab", "isian", {"sheetId": 0}),
        tag("buku", "1", {"spreadsheet": True}),
    ).json()["replies"]
    assert made[0]["createDeveloperMetadata"]["developerMetadata"]["metadataId"] == 77
    assert search(api, metadataKey="kolom")[0]["location"]["locationType"] == "COLUMN"
    assert [m["metadataKey"] for m in search(api, locationType="SHEET")] == ["tab"]
    assert search(api, metadataKey="kolom", metadataValue="lain") == []
    assert api.call("GET", "/developerMetadata/77").json()["metadataValue"] == "nilai"
    assert api.call("GET", "/developerMetadata/78").status_code == 404
    assert error(api.batch(tag("kolom", "x", column(3), metadataId=77)))[0] == 400


def test_it_shows_in_the_workbook(api: Api) -> None:
    api.batch(
        tag("kolom", "nilai", column(1)), tag("tab", "isian", {"sheetId": 0}), tag("b", "1", {"spreadsheet": True})
    )
    got = api.get(
        fields="developerMetadata,sheets(developerMetadata,data.columnMetadata.developerMetadata)", ranges="A1:C1"
    )
    assert got["developerMetadata"][0]["metadataKey"] == "b"
    assert got["sheets"][0]["developerMetadata"][0]["metadataKey"] == "tab"
    columns = got["sheets"][0]["data"][0]["columnMetadata"]
    assert [("developerMetadata" in c) for c in columns] == [False, True, False]


def test_it_follows_its_column(server: SheetsServer, api: Api) -> None:
    api.put("A1", [["a", "b", "c"]])
    api.batch(tag("kolom", "c", column(2)))
    editor = server.editor(api.book)
    editor.insert_columns("Sheet1", 0, 2)
    assert where(api) == [4]
    editor.move_columns("Sheet1", 4, 1, before=0)
    assert where(api) == [0]
    assert api.values("1:1") == [["c", "", "", "a", "b"]]
    editor.move_columns("Sheet1", 0, 1, before=4)
    assert where(api) == [3]
    editor.delete_columns("Sheet1", 0, 2)
    assert where(api) == [1]
    editor.delete_columns("Sheet1", 1)
    assert where(api) == []


def test_it_stays_on_its_row_when_rows_are_sorted(server: SheetsServer, api: Api) -> None:
    api.put("A1", [["b"], ["a"]])
    row = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}
    api.batch(tag("kolom", "baris", row))
    server.editor(api.book).sort("Sheet1", "A1:A2", 0)
    assert where(api) == [0]
    assert api.values("A1") == [["a"]]


def test_values_are_read_by_it(api: Api) -> None:
    api.put("A1", [["a", "b"], ["c", "d"]])
    api.batch(tag("kolom", "b", column(1)))
    body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "kolom"}}], "majorDimension": "COLUMNS"}
    answer = api.call("POST", "/values:batchGetByDataFilter", body).json()
    assert answer["valueRanges"][0]["valueRange"]["values"] == [["b", "d"]]


def test_it_is_changed_and_deleted(api: Api) -> None:
    api.batch(tag("kolom", "x", column(0)))
    lookup = {"developerMetadataLookup": {"metadataKey": "kolom"}}
    change = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": "y"}, "fields": "metadataValue"}
    api.batch({"updateDeveloperMetadata": change})
    assert search(api, metadataKey="kolom")[0]["metadataValue"] == "y"
    api.batch({"deleteDeveloperMetadata": {"dataFilter": lookup}})
    assert search(api, metadataKey="kolom") == []
