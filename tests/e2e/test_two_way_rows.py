"""Rows, columns and tabs of a workbook as people arrange them: sorted, copied, torn, moved, deleted; and old copies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.e2e.conftest import Kinerja
from tests.e2e.desk import NAME, REF, Desk, columns, outcome, place, put


@pytest.fixture
def desk(signed: Kinerja, tmp_path: Path) -> Desk:
    return Desk(signed, tmp_path)


def rearrange(sheet: Worksheet, key: Callable[[tuple[Any, ...]], Any], only: set[str] | None = None) -> None:
    """Sort the rows below the headers; with `only` just the cells of some columns, as a careless person does."""
    names = columns(sheet)
    rows = sorted(sheet.iter_rows(min_row=2, max_col=len(names), values_only=True), key=key)
    for at, row in enumerate(rows, start=2):
        for name, column in names.items():
            if only is None or name in only:
                sheet.cell(at, column).value = row[column - 1]


def test_rows_that_were_sorted_are_found_by_their_id_and_stay_sorted(desk: Desk) -> None:
    with desk.open() as book:
        sheet = book["Isian"]
        rearrange(sheet, key=lambda row: (row[4], row[1]))
        put(sheet, "7|2024-Q1", {"Pembilang": 8, "Penyebut": 10})
        order = [row[-1] for row in sheet.iter_rows(min_row=2, max_col=17, values_only=True)]
    done = desk.run()
    assert {one["field"] for one in done["taken"]} == {"numerator", "denominator"}
    assert [row["_id"] for row in desk.rows("Isian")] == order
    assert desk.row("7|2024-Q1")["Nilai (sistem)"] == 80
    assert desk.run()["written"] == 0


def test_a_sort_of_some_columns_halts_the_tab_until_it_is_undone(desk: Desk) -> None:
    with desk.open() as book:
        rearrange(book["Isian"], key=lambda row: row[4], only={"Kode", "Indikator", "Periode"})
        put(book["Isian"], "7|2024-Q1", {"Pembilang": 8, "Penyebut": 10})
    done = desk.run()
    assert (done["taken"], done["halted"]) == ([], {"isian": "torn-rows"})
    assert desk.entry("7", "2024-Q1") is None
    shown = desk.rows("Konflik")[0]
    assert (shown["Kolom"], shown["Nilai lembar"][:22]) == ("Isian", "Baris tidak utuh lagi:")
    assert desk.row("7|2024-Q1")["Pembilang"] == 8
    again = desk.run()
    assert (again["halted"], again["written"]) == ({"isian": "torn-rows"}, 0)
    with desk.open() as book:
        sheet = book["Isian"]
        names = columns(sheet)
        for at in range(2, sheet.max_row + 1):
            _, code, period = str(sheet.cell(at, names["_id"]).value).split("|")
            sheet.cell(at, names["Kode"]).value, sheet.cell(at, names["Periode"]).value = code, period
    done = desk.run()
    assert (len(done["taken"]), done["halted"]) == (2, {})
    assert desk.rows("Konflik")[0]["Perjanjian"] == "Tidak ada konflik yang terbuka."


def test_a_halted_tab_that_is_deleted_is_made_anew(desk: Desk) -> None:
    with desk.open() as book:
        rearrange(book["Isian"], key=lambda row: row[4], only={"Kode", "Periode"})
    assert desk.run()["halted"] == {"isian": "torn-rows"}
    with desk.open() as book:
        del book["Isian"]
    assert desk.run()["halted"] == {}
    assert outcome(desk.enter("3|2024-Q1", {"Nilai": 80}), "taken") == [("value", None)]


def test_two_rows_with_one_id_are_frozen_until_one_is_deleted(desk: Desk) -> None:
    with desk.open() as book:
        sheet = book["Isian"]
        at = place(sheet, "3|2024-Q1")
        copied = [cell.value for cell in sheet[at]]
        sheet.append(copied)
        put(sheet, sheet.max_row, {"Nilai": 80})
    done = desk.run()
    assert outcome(done, "refused") == [("value", "duplicate-row")]
    assert desk.entry("3", "2024-Q1") is None
    both = [row for row in desk.rows("Isian") if row["_id"] == f"{REF}|3|2024-Q1"]
    assert [(row["Nilai"], row["Status"]) for row in both] == [(None, "ditolak"), (80, "ditolak")]
    assert (desk.run()["refused"], desk.run()["written"]) == ([], 0)
    with desk.open() as book:
        book["Isian"].delete_rows(at)
    done = desk.run()
    assert outcome(done, "taken") == [("value", None)]
    assert desk.row("3|2024-Q1")["Status"] == "diterima"


def test_a_copied_row_that_was_made_another_is_left_as_it_is_and_told(desk: Desk) -> None:
    with desk.open() as book:
        sheet = book["Isian"]
        sheet.append([cell.value for cell in sheet[place(sheet, "3|2024-Q1")]])
        put(sheet, sheet.max_row, {"Indikator": "Indikator saya sendiri", "Nilai": 12})
    done = desk.run()
    assert outcome(done, "refused") == [("value", "row-unknown")]
    assert desk.rows("Konflik")[0]["Nilai lembar"] == "12"
    for _ in range(2):
        last = desk.rows("Isian")[-1]
        assert (last["Indikator"], last["Nilai"]) == ("Indikator saya sendiri", 12)
        with desk.open():
            pass
        assert (again := desk.run())["refused"] == []
        assert again["written"] == 0
    assert outcome(desk.enter("3|2024-Q1", {"Nilai": 80}), "taken") == [("value", None)]
    last = desk.rows("Isian")[-1]
    assert (last["Indikator"], last["Nilai"]) == ("Indikator saya sendiri", 12)


def test_a_row_of_ones_own_is_told_and_settled_when_it_goes(desk: Desk) -> None:
    with desk.open() as book:
        sheet = book["Isian"]
        put(sheet, sheet.max_row + 1, {"Indikator": "Baru", "Nilai": 5})
    done = desk.run()
    assert outcome(done, "refused") == [("value", "row-unknown")]
    assert (done["refused"][0]["agreement"], done["refused"][0]["where"]) == (None, "Isian!I26")
    assert desk.rows("Isian")[-1]["Indikator"] == "Baru"
    with desk.open() as book:
        book["Isian"].delete_rows(book["Isian"].max_row)
    assert desk.run()["left"] == {"refused": 0, "conflict": 0}
    assert desk.rows("Konflik")[0]["Perjanjian"] == "Tidak ada konflik yang terbuka."


def test_a_row_that_is_gone_is_no_deletion_and_comes_back(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80})
    with desk.open() as book:
        book["Isian"].delete_rows(place(book["Isian"], "3|2024-Q1"))
    done = desk.run()
    assert (done["taken"], done["refused"]) == ([], [])
    assert desk.entry("3", "2024-Q1") is not None
    assert desk.row("3|2024-Q1")["Nilai"] == 80


def test_columns_that_were_moved_and_columns_of_ones_own_stay_where_they_are(desk: Desk) -> None:
    with desk.open() as book:
        sheet = book["Isian"]
        sheet.insert_cols(1, 2)
        sheet["A1"], sheet["B1"], sheet["B2"] = "Petugas", "Catatan pribadi", "jangan hapus"
        put(sheet, "3|2024-Q1", {"Nilai": 80})
    done = desk.run()
    assert [(one["field"], one["where"]) for one in done["taken"]] == [("value", "Isian!K2")]
    sheet = openpyxl.load_workbook(desk.file)["Isian"]
    assert [sheet[cell].value for cell in ("A1", "B1", "B2", "C1")] == [
        "Petugas", "Catatan pribadi", "jangan hapus", "Perjanjian"
    ]  # fmt: skip


def test_a_column_that_was_deleted_says_nothing_and_is_made_anew(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80, "Catatan": "awal"})
    with desk.open() as book:
        sheet = book["Isian"]
        sheet.delete_cols(columns(sheet)["Nilai"])
    done = desk.run()
    assert (done["taken"], done["refused"], done["conflicts"]) == ([], [], [])
    assert desk.row("3|2024-Q1")["Nilai"] == 80
    assert outcome(desk.enter("3|2024-Q1", {"Nilai": 81}), "taken") == [("value", None)]


def test_rows_are_known_by_what_they_say_when_the_hidden_ids_are_deleted(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80})
    before = desk.rows("Isian")
    with desk.open() as book:
        sheet = book["Isian"]
        put(sheet, "6|2024-Q2", {"Nilai": 70})
        sheet.delete_cols(columns(sheet)["_id"])
    done = desk.run()
    assert outcome(done, "taken") == [("value", None)]
    assert done["refused"] == []
    assert [row["_id"] for row in desk.rows("Isian")] == [row["_id"] for row in before]


@pytest.mark.parametrize("name", ["Isian", "Konflik", "_sync", "Ringkasan", "Target"])
def test_a_tab_that_was_deleted_is_made_anew(desk: Desk, name: str) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80})
    with desk.open() as book:
        del book[name]
        book.create_sheet("Milik saya")["A1"] = "catatan"
    done = desk.run()
    assert (done["taken"], done["refused"], done["conflicts"]) == ([], [], [])
    book = openpyxl.load_workbook(desk.file)
    assert name in book.sheetnames
    assert book["Milik saya"]["A1"].value == "catatan"
    assert desk.row("3|2024-Q1")["Nilai"] == 80
    assert desk.run()["written"] == 0


def test_a_workbook_in_another_language_takes_the_same_edits_and_goes_back(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": "81,35"})
    desk.enter("6|2024-Q1", {"Nilai": "x"})
    for language in ("en", "id"):
        with desk.open() as book:
            put(book["Isian"], "3|2024-Q2" if language == "en" else "3|2024-Q3", {"Nilai": 70})
        answer = desk.kinerja("sync", "run", NAME, "--lang", language, "--json")
        assert answer.code == 0
        done = answer.json
        assert (outcome(done, "taken"), done["refused"], done["conflicts"]) == ([("value", None)], [], [])
        assert desk.kinerja("sync", "run", NAME, "--lang", language, "--json").json["written"] == 0
    assert desk.row("6|2024-Q1")["Nilai"] == "x"


def test_a_book_that_shows_other_agreements_from_now_on_lets_go_of_the_rows_of_the_old_ones(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80})
    shown = desk.kinerja("agreement", "show", REF, "--json").out.replace('"contoh"', '"lain"')
    desk.file.with_name("lain.json").write_text(shown)
    assert desk.kinerja("agreement", "draft", "--from", "lain.json").code == 0
    desk.run()
    desk.type("6|2024-Q1", {"Nilai": 70})  # of the agreement that is to go
    assert desk.kinerja("sync", "link", NAME, "--xlsx", "kerja.xlsx", "--agreement", "lain/2024").code == 0
    done = desk.run()
    assert (done["taken"], outcome(done, "refused"), done["conflicts"]) == ([], [("value", "row-unknown")], [])
    rows = [row for row in desk.rows("Isian") if any(row.values())]
    assert [row["_id"] for row in rows if row["Perjanjian"] == REF] == [f"{REF}|6|2024-Q1"]
    assert next(row["Nilai"] for row in rows if row["Perjanjian"] == REF) == 70
    assert desk.run()["written"] == 0


def test_a_percentage_is_taken_for_what_it_shows(desk: Desk) -> None:
    with desk.open() as book:
        sheet = book["Isian"]
        put(sheet, "3|2024-Q1", {"Nilai": 0.5})
        sheet.cell(place(sheet, "3|2024-Q1"), columns(sheet)["Nilai"]).number_format = "0%"
    assert [(one["field"], one["sheet"]) for one in desk.run()["taken"]] == [("value", "50%")]
    entry = desk.entry("3", "2024-Q1")
    assert entry is not None
    assert entry["value"] == "50"
    assert desk.row("3|2024-Q1")["Nilai"] == 50
    with desk.open():
        pass
    assert (desk.run()["taken"], desk.run()["written"]) == ([], 0)
