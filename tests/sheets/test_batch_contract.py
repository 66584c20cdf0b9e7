"""What the recordings leave open about batchUpdate and the reading of a workbook."""

from typing import Any

import pytest

from tests.sheets.local_api import Api, error

CORNER = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}


def text(value: str) -> dict[str, Any]:
    return {"userEnteredValue": {"stringValue": value}}


def at(row: int, column: int, value: str) -> dict[str, Any]:
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": [text(value)]}], "fields": "userEnteredValue"}}


def test_a_batch_is_atomic(api: Api) -> None:
    version = api.drive("GET", f"/{api.book}", fields="version").json()
    code, message = error(api.batch(at(0, 0, "x"), {"deleteSheet": {"sheetId": 99}}))
    assert (code, message) == (400, "Invalid requests[1].deleteSheet: No grid with id: 99")
    assert api.values("A1") == []
    assert api.drive("GET", f"/{api.book}", fields="version").json() == version


def test_updates_outside_the_grid_are_refused(api: Api) -> None:
    assert error(api.batch(at(1000, 0, "x")))[0] == 400
    assert error(api.batch(at(0, 26, "x")))[0] == 400


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({"updateCells": {"rang": CORNER, "fields": "*"}}, "requests[0].update_cells"),
        ({"updateCells": {"range": CORNER | {"rows": 1}, "fields": "*"}}, "requests[0].update_cells.range"),
        ({"noSuchRequest": {}}, "requests[0]"),
    ],
)
def test_unknown_fields_are_named(api: Api, request_: dict[str, Any], field: str) -> None:
    answer = api.batch(request_)
    violation = answer.json()["error"]["details"][0]["fieldViolations"][0]
    assert answer.status_code == 400
    assert violation["field"] == field
    assert violation["description"].startswith("Invalid JSON payload received. Unknown name ")
    assert violation["description"].endswith(f"at '{field}': Cannot find field.")


def test_wrong_types_are_named(api: Api) -> None:
    code, message = error(api.batch({"deleteSheet": {"sheetId": "abc"}}))
    assert (code, message) == (400, "Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), \"abc\"")
    assert error(api.batch({"mergeCells": {"range": CORNER, "mergeType": "SOME"}}))[0] == 400
    assert error(api.batch({"deleteSheet": {"sheetId": 1}, "addSheet": {}}))[0] == 400
    assert error(api.call("POST", ":batchUpdate", {"requests": []}))[0] == 400
    assert "Cannot bind query parameter" in error(api.call("GET", "", nonsense=1))[1]


def test_updates_need_fields(api: Api) -> None:
    code, message = error(api.batch({"updateCells": {"range": CORNER}}))
    assert code == 400
    assert "At least one field must be listed in 'fields'" in message


def test_merging_keeps_the_first_value_alone(api: Api) -> None:
    api.put("A1", [["a", "b"], ["c", "d"]])
    api.batch({"mergeCells": {"range": CORNER, "mergeType": "MERGE_ALL"}}, {"unmergeCells": {"range": CORNER}})
    assert api.values("A1:B2") == [["a"]]
    api.batch({"mergeCells": {"range": CORNER, "mergeType": "MERGE_ALL"}})
    partly = CORNER | {"endRowIndex": 1}
    assert "select all cells in a merged range" in error(api.batch({"unmergeCells": {"range": partly}}))[1]


def test_masks_cut_answers(api: Api) -> None:
    api.put("B2", [["x", 1]])
    answer = api.get(
        fields="sheets(properties(sheetId,title),data(startRow,rowData/values/effectiveValue))", ranges="A2:C4"
    )
    assert answer == {
        "sheets": [
            {
                "properties": {"sheetId": 0, "title": "Sheet1"},
                "data": [
                    {
                        "startRow": 1,
                        "rowData": [
                            {
                                "values": [
                                    {},
                                    {"effectiveValue": {"stringValue": "x"}},
                                    {"effectiveValue": {"numberValue": 1}},
                                ]
                            }
                        ],
                    }
                ],
            }
        ]
    }
    refused = api.call("GET", "", fields="sheets.nonsense")
    assert error(refused) == (400, "Request contains an invalid argument.")
    assert "'sheets.nonsense'" in refused.json()["error"]["details"][0]["fieldViolations"][0]["description"]


def test_grid_data_only_when_asked(api: Api) -> None:
    api.put("A1", [["x"]])
    api.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Dua"}}})
    assert "data" not in api.get()["sheets"][0]
    full = api.get(includeGridData="true", ranges="Sheet1!A1:B2")
    assert [s["properties"]["title"] for s in full["sheets"]] == ["Sheet1"]
    cell = full["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert cell["formattedValue"] == "x"
    assert cell["effectiveFormat"]["textFormat"]["fontSize"] == 10
    assert len(full["sheets"][0]["data"][0]["columnMetadata"]) == 2


def test_the_answer_may_bring_the_workbook(api: Api) -> None:
    more = {"includeSpreadsheetInResponse": True, "responseIncludeGridData": True, "responseRanges": ["A1:A2"]}
    answer = api.batch(at(0, 0, "x"), **more).json()
    rows = answer["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"]
    assert rows[0]["values"][0]["userEnteredValue"] == {"stringValue": "x"}


def test_sheet_ids_may_be_chosen_once(api: Api) -> None:
    add = {"addSheet": {"properties": {"sheetId": 4711, "title": "Isian"}}}
    assert api.batch(add).json()["replies"][0]["addSheet"]["properties"]["sheetId"] == 4711
    assert error(api.batch(add))[0] == 400
    again = {"addSheet": {"properties": {"title": "isian"}}}
    assert "already exists" in error(api.batch(again))[1]


def test_conditional_formats_follow_rows(api: Api) -> None:
    condition = {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "5"}]}
    rule = {"ranges": [CORNER], "booleanRule": {"condition": condition, "format": {"textFormat": {"bold": True}}}}
    api.batch({"addConditionalFormatRule": {"rule": rule, "index": 0}})
    rows = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 3}
    api.batch({"insertDimension": {"range": rows}})
    shown = api.get(fields="sheets.conditionalFormats")["sheets"][0]["conditionalFormats"][0]
    assert (shown["ranges"][0]["startRowIndex"], shown["ranges"][0]["endRowIndex"]) == (3, 5)
    assert api.batch({"deleteConditionalFormatRule": {"index": 0, "sheetId": 0}}).status_code == 200
    assert error(api.batch({"deleteConditionalFormatRule": {"index": 0, "sheetId": 0}}))[0] == 400


def test_strict_validation_refuses(api: Api) -> None:
    values = [{"userEnteredValue": "ya"}, {"userEnteredValue": "tidak"}]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": True, "showCustomUi": True}
    api.batch({"setDataValidation": {"range": CORNER, "rule": rule}})
    assert error(api.put("A1", [["mungkin"]], "USER_ENTERED"))[0] == 400
    assert api.put("A1", [["ya"]], "USER_ENTERED").status_code == 200


def test_charts_get_a_number(api: Api) -> None:
    chart = {
        "spec": {"title": "Capaian"},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 3}}},
    }
    number = api.batch({"addChart": {"chart": chart}}).json()["replies"][0]["addChart"]["chart"]["chartId"]
    assert api.get()["sheets"][0]["charts"][0]["spec"]["title"] == "Capaian"
    api.batch({"deleteEmbeddedObject": {"objectId": number}})
    assert "charts" not in api.get()["sheets"][0]


def test_a_filter_hides_rows_but_not_values(api: Api) -> None:
    api.put("A1", [["h"], ["x"], ["y"]])
    criteria = {"0": {"hiddenValues": ["x"]}}
    area = CORNER | {"endRowIndex": 3}
    api.batch({"setBasicFilter": {"filter": {"range": area, "criteria": criteria}}})
    rows = api.get(fields="sheets.data.rowMetadata", ranges="A1:A3")["sheets"][0]["data"][0]["rowMetadata"]
    assert [r.get("hiddenByFilter", False) for r in rows] == [False, True, False]
    assert api.values("A1:A3") == [["h"], ["x"], ["y"]]


def test_sorting_moves_notes_and_formats_but_not_empty_rows_up(api: Api) -> None:
    api.put("A1", [["b"], [""], ["a"], [3], [True]])
    note = {
        "updateCells": {
            "range": CORNER | {"endRowIndex": 1, "endColumnIndex": 1},
            "rows": [{"values": [{"note": "b!"}]}],
        }
    }
    note["updateCells"]["fields"] = "note"
    api.batch(note)
    area = CORNER | {"endRowIndex": 5}
    api.batch({"sortRange": {"range": area, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]}})
    assert api.values("A1:A5", valueRenderOption="UNFORMATTED_VALUE") == [[3], ["a"], ["b"], [True]]
    rows = api.get(fields="sheets.data.rowData.values.note")["sheets"][0]["data"][0]["rowData"]
    assert rows[2] == {"values": [{"note": "b!"}]}
