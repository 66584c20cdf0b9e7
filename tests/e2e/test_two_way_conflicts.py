"""One cell that the workbook and the ledger changed apart: told, frozen, and decided by a person."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Kinerja
from tests.e2e.desk import NAME, REF, Desk, outcome


@pytest.fixture
def desk(signed: Kinerja, tmp_path: Path) -> Desk:
    """A workbook that knows 70 of indicator 3 and 8 of 10 of indicator 7."""
    assert signed("realize", REF, "3", "2024-Q1", "--value", "70").code == 0
    assert signed("realize", REF, "7", "2024-Q1", "--numerator", "8", "--denominator", "10").code == 0
    return Desk(signed, tmp_path)


def correct(desk: Desk, code: str, *figures: str) -> None:
    assert desk.kinerja("correct", REF, code, "2024-Q1", *figures, "--reason", "temuan").code == 0


@pytest.fixture
def torn_apart(desk: Desk) -> Desk:
    """The same with 75 by the command line and 72,5 by the sheet."""
    correct(desk, "3", "--value", "75")
    done = desk.enter("3|2024-Q1", {"Nilai": "72,5"})
    assert outcome(done, "conflicts") == [("value", None)]
    assert done["left"] == {"refused": 0, "conflict": 1}
    return desk


def test_a_conflict_is_told_everywhere_and_frozen(torn_apart: Desk) -> None:
    desk = torn_apart
    (one,) = desk.conflicts()
    assert one == {
        "id": one["id"], "agreement": REF, "indicator": "3", "period": "2024-Q1", "field": "value", "base": "70",
        "sheet": "72,5", "ledger": "75", "where": "Isian!I2", "since": one["since"],
    }  # fmt: skip
    shown = desk.row("3|2024-Q1")
    assert (shown["Nilai"], shown["Nilai (sistem)"], shown["Status"]) == ("72,5", 75, "konflik")
    row = desk.rows("Konflik")[0]
    assert (row["Kolom"], row["Nilai dasar"], row["Nilai lembar"], row["Nilai buku besar"]) == (
        "Nilai", "70", "72,5", "75"
    )  # fmt: skip
    again = desk.run()
    assert (again["conflicts"], again["written"], again["left"]["conflict"]) == ([], 0, 1)
    (event,) = desk.trail("SheetConflictFound")
    assert (event["agreement"], event["indicator"], event["period"]) == (REF, "3", "2024-Q1")
    entry = desk.entry("3", "2024-Q1")
    assert entry is not None
    assert entry["value"] == "75"


@pytest.mark.parametrize(("keep", "value"), [("sheet", "72.5"), ("ledger", "75")])
def test_a_conflict_is_decided_on_the_command_line(torn_apart: Desk, keep: str, value: str) -> None:
    desk = torn_apart
    name = desk.conflicts()[0]["id"]
    answer = desk.kinerja("sync", "resolve", NAME, name, "--keep", keep, "--json")
    assert answer.code == 0
    assert [event["type"] for event in answer.json["events"]] == [
        "RealizationCorrected" if keep == "sheet" else "SheetEditSettled"
    ]
    assert desk.conflicts() == []
    done = desk.run()
    assert (done["taken"], done["conflicts"], done["left"]["conflict"]) == ([], [], 0)
    shown = desk.row("3|2024-Q1")
    assert (str(shown["Nilai (sistem)"]), shown["Status"]) == (value, "diterima")
    assert str(shown["Nilai"]).replace(",", ".") == value
    again = desk.kinerja("sync", "resolve", NAME, name, "--keep", keep, "--json")
    assert (again.code, again.error["code"]) == (2, "unknown-conflict")
    assert desk.run()["written"] == 0


@pytest.mark.parametrize(("choice", "value"), [("lembar", 72.5), ("buku besar", 75), ("Sheet", 72.5)])
def test_a_conflict_is_decided_in_the_drop_down(torn_apart: Desk, choice: str, value: float) -> None:
    desk = torn_apart
    with desk.open() as book:
        book["Konflik"]["J2"] = choice
    done = desk.run()
    assert (done["conflicts"], done["left"]["conflict"]) == ([], 0)
    assert desk.row("3|2024-Q1")["Nilai (sistem)"] == value
    rows = desk.rows("Konflik")
    assert [row["Perjanjian"] for row in rows if any(row.values())] == ["Tidak ada konflik yang terbuka."]
    assert desk.run()["written"] == 0


def test_a_decision_that_is_none_is_refused_visibly(torn_apart: Desk) -> None:
    desk = torn_apart
    with desk.open() as book:
        book["Konflik"]["J2"] = "terserah"
    done = desk.run()
    assert outcome(done, "refused") == [("decision", "bad-decision")]
    assert desk.rows("Konflik")[0]["Putusan"] == "terserah"
    assert len(desk.conflicts()) == 1
    assert desk.run()["written"] == 0
    name = desk.conflicts()[0]["id"]
    assert desk.kinerja("sync", "resolve", NAME, name, "--keep", "ledger").code == 0
    assert desk.run()["left"] == {"refused": 0, "conflict": 0}


def test_typing_the_ledger_s_value_ends_a_conflict(torn_apart: Desk) -> None:
    done = torn_apart.enter("3|2024-Q1", {"Nilai": 75})
    assert (done["taken"], done["conflicts"], done["left"]["conflict"]) == ([], [], 0)
    assert [event["data"]["outcome"] for event in torn_apart.trail("SheetEditSettled")] == ["agreed"]


def test_typing_anew_in_a_conflict_keeps_it_under_its_id(torn_apart: Desk) -> None:
    desk = torn_apart
    name = desk.conflicts()[0]["id"]
    done = desk.enter("3|2024-Q1", {"Nilai": 73})
    assert outcome(done, "conflicts") == [("value", None)]
    assert [(one["id"], one["base"], one["sheet"]) for one in desk.conflicts()] == [(name, "70", "73")]


def test_an_equal_change_on_both_sides_is_no_conflict(desk: Desk) -> None:
    correct(desk, "3", "--value", "75")
    done = desk.enter("3|2024-Q1", {"Nilai": "75,0"})
    assert (done["taken"], done["conflicts"], done["refused"]) == ([], [], [])
    assert desk.run()["written"] == 0


@pytest.mark.parametrize(("keep", "figure"), [("sheet", ("8", "12")), ("ledger", ("9", "10"))])
def test_a_figure_in_conflict_is_kept_whole_from_one_side(desk: Desk, keep: str, figure: tuple[str, str]) -> None:
    correct(desk, "7", "--numerator", "9", "--denominator", "10")
    done = desk.enter("7|2024-Q1", {"Penyebut": 12})
    assert {one["field"] for one in done["conflicts"]} == {"numerator", "denominator"}
    shown = desk.row("7|2024-Q1")
    assert (shown["Pembilang"], shown["Penyebut"], shown["Nilai (sistem)"]) == (8, 12, 90)
    name = next(one["id"] for one in desk.conflicts() if one["field"] == "denominator")
    assert desk.kinerja("sync", "resolve", NAME, name, "--keep", keep).code == 0
    desk.run()
    entry = desk.entry("7", "2024-Q1")
    assert entry is not None
    assert (entry["numerator"], entry["denominator"]) == figure
    assert (desk.conflicts(), desk.run()["written"]) == ([], 0)
    assert (str(desk.row("7|2024-Q1")["Pembilang"]), str(desk.row("7|2024-Q1")["Penyebut"])) == figure


def test_two_decisions_on_one_figure_must_agree(desk: Desk) -> None:
    correct(desk, "7", "--numerator", "9", "--denominator", "11")
    desk.enter("7|2024-Q1", {"Pembilang": 7, "Penyebut": 12})
    with desk.open() as book:
        book["Konflik"]["J2"], book["Konflik"]["J3"] = "lembar", "buku besar"
    done = desk.run()
    assert {one["code"] for one in done["refused"]} == {"decisions-differ"}
    assert len(desk.conflicts()) == 2
    with desk.open() as book:
        book["Konflik"]["J3"] = "lembar"
    assert desk.run()["left"] == {"refused": 0, "conflict": 0}
    assert len(desk.trail("RealizationCorrected")) == 2
    entry = desk.entry("7", "2024-Q1")
    assert entry is not None
    assert (entry["numerator"], entry["denominator"]) == ("7", "12")


def test_a_decision_that_a_rule_forbids_leaves_the_cell_refused_with_the_reason(torn_apart: Desk) -> None:
    desk = torn_apart
    assert desk.kinerja("period", "close", REF, "2024-Q1").code == 0
    name = desk.conflicts()[0]["id"]
    answer = desk.kinerja("sync", "resolve", NAME, name, "--keep", "sheet", "--json")
    assert (answer.code, answer.error["code"]) == (1, "period-closed")
    done = desk.run()
    assert (done["conflicts"], done["left"]) == ([], {"refused": 1, "conflict": 0})
    shown = desk.row("3|2024-Q1")
    assert (shown["Nilai"], shown["Status"]) == ("72,5", "ditolak")
    assert desk.kinerja("period", "reopen", REF, "2024-Q1", "--reason", "temuan", "--actor", "camat").code == 0
    assert outcome(desk.run(), "taken") == [("value", None)]


def test_a_conflict_of_links_shows_them_as_they_are(desk: Desk) -> None:
    correct(desk, "3", "--value", "70", "--evidence", "https://bukti.example/a.1.pdf")
    done = desk.enter("3|2024-Q1", {"Bukti dukung": "https://bukti.example/b.2.pdf"})
    assert outcome(done, "conflicts") == [("evidence", None)]
    row = desk.rows("Konflik")[0]
    assert (row["Nilai lembar"], row["Nilai buku besar"]) == (
        "https://bukti.example/b.2.pdf", "https://bukti.example/a.1.pdf"
    )  # fmt: skip
    assert "https://bukti.example/a.1.pdf" in desk.row("3|2024-Q1")["Keterangan"]


def test_a_withdrawal_by_the_ledger_against_an_edit_is_a_conflict(desk: Desk) -> None:
    assert desk.kinerja("withdraw", REF, "3", "2024-Q1", "--reason", "keliru").code == 0
    done = desk.enter("3|2024-Q1", {"Nilai": 71})
    assert outcome(done, "conflicts") == [("value", None)]
    assert desk.conflicts()[0]["ledger"] is None
    assert desk.kinerja("sync", "resolve", NAME, desk.conflicts()[0]["id"], "--keep", "sheet").code == 0
    entry = desk.entry("3", "2024-Q1")
    assert entry is not None
    assert entry["value"] == "71"
    assert desk.run()["left"] == {"refused": 0, "conflict": 0}
