"""What the recordings leave open about values."""

import pytest

from tests.sheets.local_api import Api, error
from tests.sheets_server import SheetsServer

DANGEROUS = ["=1+1", "+1", "-1+2", "@x", "81,35", "8/10", "TRUE", "0042", "'x"]


def test_raw_is_never_parsed(api: Api) -> None:
    api.put("A1", [DANGEROUS])
    assert api.values("A1:I1", valueRenderOption="UNFORMATTED_VALUE") == [DANGEROUS]
    assert api.values("A1:I1", valueRenderOption="FORMULA") == [DANGEROUS]


def test_user_entered_is_parsed(api: Api) -> None:
    api.put("A1", [["=1+1", "1,234.5", "8/10", "TRUE", "0042", "'x", "12%"]], "USER_ENTERED")
    row = api.values("A1:G1", valueRenderOption="UNFORMATTED_VALUE")[0]
    assert row[0] == 2
    assert row[1] == 1234.5
    assert isinstance(row[2], int)
    assert row[3:] == [True, 42, "x", 0.12]


def test_typed_extended_values_are_never_parsed(api: Api) -> None:
    cells = [{"userEnteredValue": {"stringValue": text}} for text in DANGEROUS]
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    api.batch({"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}})
    assert api.values("A1:I1") == [DANGEROUS]


def test_json_numbers_stay_numbers(api: Api) -> None:
    api.put("A1", [[81.35, 1e3, 7, False]], "RAW")
    assert api.values("1:1", valueRenderOption="UNFORMATTED_VALUE") == [[81.35, 1000, 7, False]]


@pytest.mark.parametrize("locale", ["id", "id_ID", "in_ID"])
@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("81,35", 81.35, "81,35"),
        ("1.234", 1234, "1.234"),
        ("1.234.567,5", 1234567.5, "1.234.567,5"),
        ("8.30", (8 * 60 + 30) / 1440, "08.30"),
        ("81.35", (81 * 60 + 35) / 1440, "81.35.00"),
        ("81.75", "81.75", "81.75"),
        ("12,5%", 0.125, "12,50%"),
        ("Rp1.500", 1500, "Rp1.500"),
        ("17/08/2024", 45521, "17/08/2024"),
        ("17 Agustus 2024", 45521, "17 Aug 2024"),
        ("-2,5", -2.5, "-2,5"),
        ("86,41 persen", "86,41 persen", "86,41 persen"),
    ],
)
def test_indonesian_numbers(server: SheetsServer, locale: str, typed: str, value: object, shown: str) -> None:
    api = Api(server, server.create("Buku", locale=locale))
    api.put("A1", [[typed]], "USER_ENTERED")
    read = api.values("A1", valueRenderOption="UNFORMATTED_VALUE")[0][0]
    assert read == (pytest.approx(value) if isinstance(value, float) else value)
    if shown != "12,50%":
        assert api.values("A1") == [[shown]]


def test_american_comma_is_thousands(api: Api) -> None:
    api.put("A1", [["81,35", "86,413", "81.35"]], "USER_ENTERED")
    assert api.values("1:1", valueRenderOption="UNFORMATTED_VALUE") == [["81,35", 86413, 81.35]]


def test_text_format_keeps_what_is_typed(api: Api) -> None:
    cell = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    area = {"sheetId": 0, "endRowIndex": 1, "endColumnIndex": 1}
    api.batch({"repeatCell": {"range": area, "cell": cell, "fields": "userEnteredFormat.numberFormat"}})
    api.put("A1", [["8/10"]], "USER_ENTERED")
    assert api.values("A1", valueRenderOption="UNFORMATTED_VALUE") == [["8/10"]]


@pytest.mark.parametrize("cells", ["A1001", "AA1", "A1000:A1001"])
def test_writes_outside_the_grid(api: Api, cells: str) -> None:
    values = [["x"], ["y"]] if ":" in cells else [["x"]]
    code, message = error(api.put(cells, values))
    assert code == 400
    assert "exceeds grid limits. Max rows: 1000, max columns: 26" in message


def test_values_may_not_leave_their_range(api: Api) -> None:
    code, message = error(api.put("A1:B1", [[1, 2, 3]]))
    assert (code, message) == (
        400,
        "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]",
    )


def test_reads_are_cut_to_the_grid(api: Api) -> None:
    assert api.call("GET", "/values/A999:B2000").json()["range"] == "Sheet1!A999:B1000"
    assert error(api.call("GET", "/values/A2000"))[0] == 400
    assert error(api.call("GET", "/values/Nowhere!A1")) == (400, "Unable to parse range: Nowhere!A1")


def test_clear_keeps_formats_notes_and_rules(api: Api) -> None:
    cell = {"userEnteredValue": {"numberValue": 1}, "note": "n", "userEnteredFormat": {"textFormat": {"bold": True}}}
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    api.batch({"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "*"}})
    api.call("POST", "/values/A1:B2:clear", {})
    left = api.get(ranges="A1", fields="sheets.data.rowData.values(userEnteredValue,note,userEnteredFormat.textFormat)")
    assert left["sheets"][0]["data"][0]["rowData"] == [
        {"values": [{"note": "n", "userEnteredFormat": {"textFormat": {"bold": True}}}]}
    ]


def test_values_batch_update_is_atomic(api: Api) -> None:
    data = [{"range": "A1", "values": [["x"]]}, {"range": "A9999", "values": [["y"]]}]
    assert api.call("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": data}).status_code == 400
    assert api.values("A1") == []


def test_input_option_is_required(api: Api) -> None:
    code, message = error(api.call("PUT", "/values/A1", {"values": [["x"]]}))
    assert (code, message) == (400, "'valueInputOption' is required but not specified")


def test_append_makes_room(api: Api) -> None:
    api.put("A1000", [["last"]])
    answer = api.call("POST", "/values/A1000:append", {"values": [["more"]]}, valueInputOption="RAW").json()
    assert answer["updates"]["updatedRange"] == "Sheet1!A1001"
    assert api.get()["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 1001


def test_formulas_are_computed(api: Api) -> None:
    api.put("A1", [[1, 2, "=SUM(A1:B1)*2", '="n="&A1', "=1/0", "=NOPE(1)"]], "USER_ENTERED")
    assert api.values("C1:F1", valueRenderOption="UNFORMATTED_VALUE") == [[6, "n=1", "#DIV/0!", "#NAME?"]]
