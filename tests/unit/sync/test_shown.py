"""How a row shows an edit that was not taken."""

from decimal import Decimal
from typing import Any

import pytest

from kinerja_es.events import FieldEdit
from sync.layout.edits import marked, reason, remarks, shown_input, status
from sync.layout.parts import Words
from sync.merge import Standing
from sync.model import Cell

ID = Words("id")


def standing(state: Any = "refused", code: str = "value-or-parts", **more: Any) -> Standing:
    edit = FieldEdit(field="value", base="70", value=more.pop("value", "81.35"), typed=more.pop("typed", "number"))
    return Standing(
        **{"state": state, "edit": edit, "ledger": None, "code": code, "details": {}, "where": "Isian!I2",
           "event": "e", "position": 5, "since": "2024-04-01", **more}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "details", "said"),
    [
        ("value-or-parts", {}, "Isi nilai saja, atau pembilang bersama penyebut. Isi kolom Nilai, atau kolom "
                               "Pembilang dan Penyebut."),
        ("bad-number", {"text": "x"}, "“x” bukan angka. Tulis satu angka dengan koma sebagai tanda desimal, misalnya "
                                      "87,5 atau 4.100.832.755,00."),
        ("bad-number", {}, "bad-number Tulis satu angka dengan koma sebagai tanda desimal, misalnya 87,5 atau "
                           "4.100.832.755,00."),
        ("of-another-version", {}, "of-another-version"),
    ],
)  # fmt: skip
def test_a_reason_says_what_to_do_in_a_spreadsheet(code: str, details: dict[str, str], said: str) -> None:
    assert reason("isian", standing(code=code, details=details), ID) == said


def test_a_conflict_names_the_ledger_s_value_and_its_id() -> None:
    one = standing("conflict", "0a1b2c3d", ledger="75.5")
    assert reason("isian", one, ID) == "buku besar kini 75,5; putuskan di tab Konflik (0a1b2c3d)"
    assert "(kosong)" in reason("isian", standing("conflict", "0a1b2c3d"), ID)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [("value", "81.35", "81,35"), ("value", None, "(kosong)"), ("evidence", "https://a.b/1.2", "https://a.b/1.2"),
     ("source_date", "2024-03-31", "2024-03-31"), ("note", "1.5", "1.5")],
)  # fmt: skip
def test_only_figures_get_a_decimal_comma(field: str, value: str | None, shown: str) -> None:
    assert marked("isian", field, value, ID) == shown


@pytest.mark.parametrize(("state", "style"), [("refused", "input-refused"), ("conflict", "input-conflict")])
def test_a_cell_shows_what_was_typed_and_stays_open_or_locked(state: Any, style: str) -> None:
    assert shown_input(standing(state), Cell(None, "input-number")) == Cell(Decimal("81.35"), style)
    assert shown_input(standing(state), Cell(None, "given")) == Cell(Decimal("81.35"), state)


def test_a_row_is_in_conflict_where_one_cell_is() -> None:
    cells = {"value": standing("conflict", "0a1b2c3d", ledger="75"), "note": standing(value="x", typed="text")}
    assert status(cells, ID) == Cell("konflik", "conflict")
    assert status({"note": cells["note"]}, ID) == Cell("ditolak", "refused")
    assert [line.partition(":")[0] for line in remarks("isian", cells, ID)] == ["Nilai", "Catatan"]
    assert remarks("target", {"q2": cells["note"]}, ID)[0].startswith("TW II: ")
