"""The second editor, Drive's view of the changes, and gspread as a real client."""

import gspread
import pytest
from google.oauth2.credentials import Credentials

from tests.sheets.local_api import Api
from tests.sheets_server import ApiError, SheetsServer

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


def test_the_version_counts_every_change(server: SheetsServer, api: Api) -> None:
    def version() -> int:
        return int(api.drive("GET", f"/{api.book}", fields="version").json()["version"])

    seen = [version()]
    api.values("A1")
    assert version() == seen[0]
    api.put("A1", [["x"]])
    seen.append(version())
    server.editor(api.book).type("Sheet1", "A1", "y")
    seen.append(version())
    api.batch({"addSheet": {}})
    seen.append(version())
    assert seen == sorted(set(seen))
    assert api.put("A9999", [["x"]]).status_code == 400
    assert version() == seen[-1]


def test_revisions_name_who_edited(server: SheetsServer, api: Api) -> None:
    server.editor(api.book, "budi@example.com").type("Sheet1", "A1", "y")
    entries = api.drive("GET", f"/{api.book}/revisions").json()["revisions"]
    assert [e["lastModifyingUser"]["emailAddress"].split("@")[0] for e in entries] == ["service-account", "budi"]


def test_files_are_listed_and_named(server: SheetsServer, api: Api) -> None:
    book = server.create("Kinerja 'A'")
    found = api.drive("GET", "", q="name = 'Kinerja \\'A\\'' and trashed = false", fields="files(id)").json()
    assert found == {"files": [{"id": book}]}
    missing = api.drive("GET", "/nothing")
    assert missing.json()["error"]["errors"][0]["reason"] == "notFound"
    assert api.drive("DELETE", f"/{book}").status_code == 204


def test_a_person_edits(server: SheetsServer) -> None:
    book = server.create(locale="in_ID")
    api, editor = Api(server, book), server.editor(book)
    editor.paste("Sheet1", "A1", "nama\tnilai\nb\t81,35\na\t1.234")
    assert api.values("A2:B3", valueRenderOption="UNFORMATTED_VALUE") == [["b", 81.35], ["a", 1234]]
    editor.sort("Sheet1", "A2:B3", 0)
    editor.insert_rows("Sheet1", 1)
    assert api.values("A1:B4") == [["nama", "nilai"], [], ["a", "1.234"], ["b", "81,35"]]
    editor.delete_rows("Sheet1", 1)
    editor.move_rows("Sheet1", 1, 1, before=3)
    assert api.values("A2:A3") == [["b"], ["a"]]
    editor.set_locale("en_US")
    assert editor.sees("Sheet1", "B2") == "81.35"
    editor.type("Sheet1", "B2", "81,35")
    assert editor.sees("Sheet1", "B2", "UNFORMATTED_VALUE") == "81,35"
    editor.note("Sheet1", "B2", "periksa")
    editor.clear("Sheet1", "B2")
    assert editor.cell("Sheet1", "B2").note == "periksa"


def test_a_person_handles_tabs(server: SheetsServer, api: Api) -> None:
    editor = server.editor(api.book)
    with pytest.raises(ApiError):
        editor.hide_tab("Sheet1")
    editor.add_tab("Catatan saya")
    editor.rename_tab("Sheet1", "Isian")
    editor.hide_tab("Catatan saya")
    editor.hide_columns("Isian", 1)
    editor.hide_rows("Isian", 2, 2)
    editor.filter("Isian", "A1:B3", 0, ["x"])
    tabs = api.get()["sheets"]
    assert [(t["properties"]["title"], t["properties"].get("hidden", False)) for t in tabs] == [
        ("Isian", False),
        ("Catatan saya", True),
    ]
    with pytest.raises(ApiError, match="visible"):
        editor.delete_tab("Isian")
    editor.delete_tab("Catatan saya")
    grid = api.get(fields="sheets.data(rowMetadata.hiddenByUser,columnMetadata.hiddenByUser)", ranges="A1:B4")
    data = grid["sheets"][0]["data"][0]
    assert data["columnMetadata"] == [{}, {"hiddenByUser": True}]
    assert data["rowMetadata"] == [{}, {}, {"hiddenByUser": True}, {"hiddenByUser": True}]


class LocalClient(gspread.http_client.HTTPClient):
    """gspread with its calls sent to the local server."""

    base = ""

    def request(self, method: str, endpoint: str, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        for host in HOSTS:
            endpoint = endpoint.replace(host, self.base)
        return super().request(method, endpoint, *args, **kwargs)  # type: ignore[arg-type]


def test_gspread_works(server: SheetsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalClient, "base", server.url)
    client = gspread.Client(Credentials("token"), http_client=LocalClient)  # type: ignore[no-untyped-call]
    book = client.create("Dari gspread")
    tab = book.add_worksheet("Isian", rows=5, cols=3)
    tab.update([["a", 1.5], ["b", "=B1*2"]], "A1", raw=False)
    assert tab.get("A1:B2", value_render_option=gspread.utils.ValueRenderOption.unformatted) == [["a", 1.5], ["b", 3]]
    tab.format("A1", {"textFormat": {"bold": True}})
    tab.freeze(rows=1)
    with pytest.raises(gspread.exceptions.APIError) as caught:
        tab.update([[1]], "D1")
    assert caught.value.code == 400
    assert client.open_by_key(book.id).worksheet("Isian").frozen_row_count == 1
