"""What people type in Isian and Target of a workbook becomes events, or stays visible with the reason."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.e2e.conftest import Kinerja
from tests.e2e.desk import NAME, REF, Desk, outcome, put


@pytest.fixture
def desk(signed: Kinerja, tmp_path: Path) -> Desk:
    return Desk(signed, tmp_path)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [(81.35, "81.35"), ("81,35", "81.35"), ("81.35", "81.35"), (0, "0"), (1234, "1234"), (1.234, "1.234"),
     ("1.234.567", "1234567"), (" 81,35 ", "81.35"), ("-5", "-5"), ("1.234,5", "1234.5")],
)  # fmt: skip
def test_a_number_is_taken_however_it_is_typed(desk: Desk, typed: Any, figure: str) -> None:
    done = desk.enter("3|2024-Q1", {"Nilai": typed})
    assert outcome(done, "taken") == [("value", None)]
    entry = desk.entry("3", "2024-Q1")
    assert entry is not None
    assert entry["value"] == figure
    row = done["taken"][0]
    wanted = {
        "agreement": REF, "indicator": "3", "period": "2024-Q1", "field": "value", "sheet": None, "where": "Isian!I2",
        "event": entry["event"], "code": None,
    }  # fmt: skip
    assert {name: None if name == "sheet" else row[name] for name in wanted} == wanted
    assert desk.row("3|2024-Q1")["Status"] == "diterima"
    again = desk.run()
    assert (again["taken"], again["written"]) == ([], 0)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1.234", "ambiguous-number"), ("delapan", "bad-number"), ("=4*2", "formula-in-input"),
     (datetime.date(2024, 10, 8), "date-in-figure"), (datetime.time(10, 30), "date-in-figure"),
     (True, "not-a-figure"), ("8/10", "bad-number"), ("12 dokumen", "bad-number")],
)  # fmt: skip
def test_what_is_no_figure_stays_visible_with_the_reason_until_it_is_mended(desk: Desk, typed: Any, code: str) -> None:
    done = desk.enter("3|2024-Q1", {"Nilai": typed})
    assert outcome(done, "refused") == [("value", code)]
    assert done["left"] == {"refused": 1, "conflict": 0}
    assert desk.entry("3", "2024-Q1") is None
    for _ in range(2):  # and nothing more is recorded or written, however often it is read
        shown = desk.row("3|2024-Q1")
        assert str(shown["Nilai"]) in {str(typed), str(typed).upper(), f"{typed} 00:00:00"}
        assert (shown["Status"], shown["Nilai (sistem)"]) == ("ditolak", "belum ada")
        assert shown["Keterangan"].startswith("Nilai: ")
        desk.file.touch()
        with desk.open():
            pass  # saved by a program that is not ours
        again = desk.run()
        assert (again["taken"], again["refused"], again["written"]) == ([], [], 0)
    (event,) = desk.trail("SheetEditRefused")
    assert (event["agreement"], event["indicator"], event["period"]) == (REF, "3", "2024-Q1")
    assert event["refused"]
    assert outcome(desk.enter("3|2024-Q1", {"Nilai": 80}), "taken") == [("value", None)]
    shown = desk.row("3|2024-Q1")
    assert (shown["Status"], shown["Nilai (sistem)"], shown["Nilai"]) == ("diterima", 80, 80)


def test_a_refused_cell_that_is_emptied_again_is_no_edit(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": "entah"})
    done = desk.enter("3|2024-Q1", {"Nilai": None})
    assert (done["taken"], done["refused"], done["left"]["refused"]) == ([], [], 0)
    assert desk.row("3|2024-Q1")["Status"] is None
    assert [event["data"]["outcome"] for event in desk.trail("SheetEditSettled")] == ["agreed"]


def test_a_whole_row_becomes_one_entry_with_evidence_date_and_note(desk: Desk) -> None:
    done = desk.enter(
        "7|2024-Q1",
        {
            "Pembilang": 8, "Penyebut": "10", "Tanggal sumber": datetime.date(2024, 3, 31),
            "Bukti dukung": "https://bukti.example/laporan.pdf\n\n  berita acara.pdf ", "Catatan": " data sementara ",
        },
    )  # fmt: skip
    assert {one["event"] for one in done["taken"]} == {desk.trail("RealizationRecorded")[0]["id"]}
    (event,) = desk.trail("RealizationRecorded")
    assert event["data"]["evidence"] == [
        {"kind": "link", "location": "https://bukti.example/laporan.pdf", "sha256": None},
        {"kind": "file", "location": "berita acara.pdf", "sha256": None},
    ]
    assert (event["data"]["source_date"], event["data"]["note"]) == ("2024-03-31", "data sementara")
    assert event["origin"].startswith(f"sheet:{NAME}!isian!{REF}|7|2024-Q1!")
    assert event["data"]["sheet"]["where"] == "Isian!J18"
    assert desk.row("7|2024-Q1")["Nilai (sistem)"] == 80
    assert desk.run()["written"] == 0


@pytest.mark.parametrize(("typed", "day"), [("31/3/2024", "2024-03-31"), ("2024-03-31", "2024-03-31")])
def test_a_date_may_be_typed_as_a_text(desk: Desk, typed: str, day: str) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80, "Tanggal sumber": typed})
    entry = desk.entry("3", "2024-Q1")
    assert entry is not None
    assert entry["source_date"] == day


def test_what_is_no_date_is_refused_and_the_rest_of_the_row_taken(desk: Desk) -> None:
    done = desk.enter("3|2024-Q1", {"Nilai": 80, "Tanggal sumber": "akhir Maret"})
    assert outcome(done, "taken") == [("value", None)]
    assert outcome(done, "refused") == [("source_date", "not-a-date")]


def test_half_a_ratio_is_refused_and_taken_once_it_is_whole(desk: Desk) -> None:
    assert outcome(desk.enter("7|2024-Q1", {"Pembilang": 8}), "refused") == [("numerator", "value-or-parts")]
    done = desk.enter("7|2024-Q1", {"Penyebut": 10})
    assert {one["field"] for one in done["taken"]} == {"numerator", "denominator"}
    assert done["left"]["refused"] == 0


def test_one_part_that_cannot_be_read_keeps_the_whole_figure_out(desk: Desk) -> None:
    desk.enter("7|2024-Q1", {"Pembilang": 8, "Penyebut": 10})
    done = desk.enter("7|2024-Q1", {"Pembilang": 9, "Penyebut": "sebelas"})
    assert sorted(outcome(done, "refused")) == [("denominator", "bad-number"), ("numerator", "bad-number")]
    entry = desk.entry("7", "2024-Q1")
    assert entry is not None
    assert (entry["numerator"], entry["denominator"]) == ("8", "10")


def test_a_changed_figure_is_a_correction_with_the_note_as_its_reason(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80})
    desk.enter("3|2024-Q1", {"Nilai": 81, "Catatan": "salah baca"})
    desk.enter("3|2024-Q1", {"Nilai": 82})
    reasons = [event["reason"] for event in desk.trail("RealizationCorrected")]
    assert reasons == ["salah baca", f"Diubah di buku kerja {NAME}"]
    assert [one["base"] for one in desk.trail("RealizationCorrected")[1]["data"]["sheet"]["fields"]] == ["81"]


def test_clearing_withdraws_only_with_a_reason(desk: Desk) -> None:
    desk.enter("3|2024-Q1", {"Nilai": 80})
    done = desk.enter("3|2024-Q1", {"Nilai": None})
    assert outcome(done, "refused") == [("value", "clearing-needs-reason")]
    shown = desk.row("3|2024-Q1")
    assert (shown["Nilai"], shown["Nilai (sistem)"], shown["Status"]) == (None, 80, "ditolak")
    done = desk.enter("3|2024-Q1", {"Catatan": "belum diverifikasi"})
    assert {one["field"] for one in done["taken"]} == {"value", "note"}
    assert desk.entry("3", "2024-Q1") is None
    assert [event["reason"] for event in desk.trail("RealizationWithdrawn")] == ["belum diverifikasi"]
    shown = desk.row("3|2024-Q1")
    assert (shown["Nilai"], shown["Catatan"], shown["Status"]) == (None, None, None)
    assert desk.run()["written"] == 0


def test_several_rows_of_one_run_are_each_taken_or_refused(desk: Desk) -> None:
    with desk.open() as book:
        sheet = book["Isian"]
        put(sheet, "3|2024-Q1", {"Nilai": 80})
        put(sheet, "6|2024-Q1", {"Nilai": "x"})
        put(sheet, "7|2024-Q2", {"Pembilang": 1, "Penyebut": 2})
    done = desk.run()
    assert {(one["indicator"], one["field"]) for one in done["taken"]} == {
        ("3", "value"), ("7", "numerator"), ("7", "denominator")
    }  # fmt: skip
    assert outcome(done, "refused") == [("value", "bad-number")]
    assert {one["where"] for one in done["taken"]} == {"Isian!I2", "Isian!J19", "Isian!K19"}


def test_a_closed_period_refuses_visibly_and_takes_the_same_edit_once_reopened(desk: Desk) -> None:
    assert desk.kinerja("period", "close", REF, "2024-Q1").code == 0
    done = desk.enter("3|2024-Q1", {"Nilai": 80})
    assert outcome(done, "refused") == [("value", "period-closed")]
    assert "sudah ditutup" in desk.row("3|2024-Q1")["Keterangan"]
    assert "kinerja " not in desk.row("3|2024-Q1")["Keterangan"]  # no command line in a spreadsheet
    assert desk.run()["refused"] == []
    assert desk.kinerja("period", "reopen", REF, "2024-Q1", "--reason", "temuan", "--actor", "camat").code == 0
    assert outcome(desk.run(), "taken") == [("value", None)]
    assert desk.row("3|2024-Q1")["Status"] == "diterima"


def test_what_the_ledger_learns_elsewhere_is_shown_in_untouched_cells(desk: Desk) -> None:
    assert desk.kinerja("realize", REF, "3", "2024-Q1", "--value", "80,5", "--note", "  baris satu \n dua ").code == 0
    done = desk.run()
    assert (done["taken"], done["conflicts"]) == ([], [])
    shown = desk.row("3|2024-Q1")
    assert (shown["Nilai (sistem)"], shown["Nilai"]) == (80.5, 80.5)
    with desk.open():
        pass
    again = desk.run()
    assert (again["taken"], again["written"]) == ([], 0)


@pytest.mark.parametrize(
    "value", ["1.234.567.890.123.456,789", "1,2340", "0,12345678901234567", "-1,2340", "12345678901234567890"]
)
def test_a_figure_that_reads_two_ways_or_is_longer_than_a_cell_is_no_edit(desk: Desk, value: str) -> None:
    assert desk.kinerja("realize", REF, "3", "2024-Q1", "--value", value).code == 0
    desk.run()
    with desk.open():
        pass
    done = desk.run()
    assert (done["taken"], done["refused"], done["conflicts"], done["written"]) == ([], [], [], 0)


def test_a_person_does_not_verify_what_the_sheet_says_they_may_have_typed(desk: Desk) -> None:
    with desk.open() as book:
        book.properties.lastModifiedBy = "Budi Contoh"
        put(book["Isian"], "3|2024-Q1", {"Nilai": 80, "Bukti dukung": "https://bukti.example/3"})
    desk.run()
    book = openpyxl.load_workbook(desk.file)
    assert book.properties.lastModifiedBy != "Budi Contoh"
    for actor in ("perencana", "Budi Contoh"):
        answer = desk.kinerja("verify", REF, "3", "2024-Q1", "--actor", actor, "--json")
        assert (answer.code, answer.error["code"]) == (1, "own-verification")
    assert desk.kinerja("verify", REF, "3", "2024-Q1", "--actor", "verifikator").code == 0
