"""Protections and sharing: who may write what."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.sheets.local_api import Api, error
from tests.sheets_server import SERVICE_ACCOUNT, ApiError, SheetsServer

AREA = {"sheetId": 0, "startColumnIndex": 0, "endColumnIndex": 2, "startRowIndex": 0, "endRowIndex": 5}


def protect(**given: object) -> dict[str, Any]:
    return {"addProtectedRange": {"protectedRange": given}}


def test_a_protected_range_refuses_others(server: SheetsServer, api: Api) -> None:
    api.batch(protect(range=AREA))
    editor = server.editor(api.book, "budi@example.com")
    other = Api(server, api.book, "user:budi@example.com")
    code, message = error(other.put("A1", [["x"]]))
    assert code == 400
    assert message.startswith("You are trying to edit a protected cell or object.")
    with pytest.raises(ApiError, match="protected"):
        editor.type("Sheet1", "B5", "x")
    editor.type("Sheet1", "C1", "free")
    assert api.put("A1", [["owner"]]).status_code == 200
    assert api.values("A1:C1") == [["owner", "", "free"]]


def test_a_sheet_protection_leaves_its_holes(server: SheetsServer, api: Api) -> None:
    hole = {"sheetId": 0, "startColumnIndex": 3, "endColumnIndex": 4, "startRowIndex": 1}
    api.batch(protect(range={"sheetId": 0}, unprotectedRanges=[hole]))
    editor = server.editor(api.book)
    editor.type("Sheet1", "D2", "81,5")
    attempts: list[Callable[[], None]] = [
        lambda: editor.type("Sheet1", "D1", "x"),
        lambda: editor.paste("Sheet1", "D2", "a\tb"),
        lambda: editor.insert_rows("Sheet1", 3),
        lambda: editor.delete_columns("Sheet1", 0),
        lambda: editor.rename_tab("Sheet1", "Lain"),
        lambda: editor.sort("Sheet1", "A1:D9", 0),
    ]
    for refused in attempts:
        with pytest.raises(ApiError, match="protected"):
            refused()
    assert editor.sees("Sheet1", "D2") == "81,5"


def test_listed_editors_and_warnings_pass(server: SheetsServer, api: Api) -> None:
    api.batch(protect(range=AREA, editors={"users": ["ani@example.com"]}))
    server.editor(api.book, "ani@example.com").type("Sheet1", "A1", "x")
    api.batch(protect(range={"sheetId": 0, "startRowIndex": 9}, warningOnly=True))
    server.editor(api.book, "budi@example.com").type("Sheet1", "A11", "x")


def test_only_editors_see_and_change_a_protection(server: SheetsServer, api: Api) -> None:
    reply = api.batch(protect(range=AREA)).json()["replies"][0]
    number = reply["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    server.editor(api.book, "budi@example.com")
    other = Api(server, api.book, "user:budi@example.com")
    assert "editors" not in other.get()["sheets"][0]["protectedRanges"][0]
    assert api.get()["sheets"][0]["protectedRanges"][0]["editors"] == {"users": [SERVICE_ACCOUNT]}
    assert error(other.batch({"deleteProtectedRange": {"protectedRangeId": number}}))[0] == 400
    assert api.batch({"deleteProtectedRange": {"protectedRangeId": number}}).status_code == 200
    assert other.put("A1", [["x"]]).status_code == 200


def test_a_refused_cell_undoes_the_batch(server: SheetsServer, api: Api) -> None:
    api.batch(protect(range=AREA))
    server.editor(api.book, "budi@example.com")
    other = Api(server, api.book, "user:budi@example.com")
    data = [{"range": "C1", "values": [["x"]]}, {"range": "A1", "values": [["y"]]}]
    assert other.call("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": data}).status_code == 400
    assert api.values("A1:C1") == []


def test_strangers_are_kept_out(server: SheetsServer, api: Api) -> None:
    stranger = Api(server, api.book, "user:siapa@example.com")
    assert error(stranger.call("GET", "")) == (403, "The caller does not have permission")
    assert stranger.drive("GET", f"/{api.book}").status_code == 404
    body = {"type": "user", "role": "reader", "emailAddress": "siapa@example.com"}
    shared = api.session.post(f"{server.url}/drive/v3/files/{api.book}/permissions", json=body, timeout=5)
    assert shared.status_code == 200
    assert stranger.get()["spreadsheetId"] == api.book
    assert stranger.put("A1", [["x"]]).status_code == 403
