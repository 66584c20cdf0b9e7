"""Targets typed in the workbook: open during a draft and an amendment, refused and visible once signed."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Kinerja
from tests.e2e.desk import REF, Desk, outcome, put


@pytest.fixture
def drafting(kinerja: Kinerja, example: str, tmp_path: Path) -> Desk:
    """A workbook of the shipped agreement, not signed yet."""
    assert kinerja("import", example, "--unit", "contoh").code == 0
    return Desk(kinerja, tmp_path)


def target(desk: Desk, code: str) -> Any:
    shown = desk.kinerja("agreement", "show", REF, "--json").json
    return next(one for one in shown["indicators"] if one["code"] == code)


def sign(desk: Desk) -> None:
    for party in ("first", "second"):
        assert desk.kinerja("agreement", "sign", REF, "--party", party, "--date", "2024-01-05").code == 0
    desk.run()


@pytest.mark.parametrize(
    ("typed", "held"),
    [(85.5, {"kind": "number", "value": "85.5"}), ("85,5", {"kind": "number", "value": "85.5"}),
     ("80-90", {"kind": "range", "low": "80", "high": "90"}),
     ("80,5 - 90", {"kind": "range", "low": "80.5", "high": "90"}),
     ("≥ 49", {"kind": "bound", "operator": "≥", "value": "49"}), ("BB", {"kind": "grade", "value": "BB"}),
     ("-", {"kind": "none"})],
)  # fmt: skip
def test_a_target_of_a_draft_may_be_any_kind(drafting: Desk, typed: Any, held: dict[str, str]) -> None:
    done = drafting.enter("3", {"Target tahun": typed}, "Target")
    assert outcome(done, "taken") == [("annual", None)]
    assert held.items() <= target(drafting, "3")["target"].items()
    assert done["taken"][0]["period"] is None
    with drafting.open():
        pass
    again = drafting.run()
    assert (again["taken"], again["refused"], again["written"]) == ([], [], 0)
    assert drafting.row("3", "Target")["Status"] == "terbuka untuk diisi"


def test_targets_of_quarters_are_set_with_the_annual_one(drafting: Desk) -> None:
    done = drafting.enter("7", {"Target tahun": 90, "TW I": 20, "TW IV": "80-90"}, "Target")
    assert {one["field"] for one in done["taken"]} == {"annual", "q1", "q4"}
    assert {one["where"] for one in done["taken"]} == {"Target!F8", "Target!G8", "Target!J8"}
    shown = target(drafting, "7")
    assert shown["target"]["value"] == "90"
    assert {period: one["kind"] for period, one in shown["period_targets"].items()} == {
        "2024-Q1": "number", "2024-Q4": "range"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [(None, "target-cleared"), ("entah", "bad-target"), ("1.234", "bad-target"), ("90-80", "bad-target"),
     ("=10*9", "formula-in-input")],
)  # fmt: skip
def test_a_target_that_is_none_stays_visible_and_bars_no_other_of_its_row(
    drafting: Desk, typed: Any, code: str
) -> None:
    before = target(drafting, "7")["target"]
    done = drafting.enter("7", {"Target tahun": typed, "TW II": 50}, "Target")
    assert outcome(done, "refused") == [("annual", code)]
    assert outcome(done, "taken") == [("q2", None)]
    assert target(drafting, "7")["target"] == before
    shown = drafting.row("7", "Target")
    assert (shown["Target tahun"], shown["Status"]) == (typed, "ditolak")
    assert drafting.run()["written"] == 0


def test_one_signature_lapses_once_however_many_targets_change(drafting: Desk) -> None:
    assert drafting.kinerja("agreement", "sign", REF, "--party", "first", "--date", "2024-01-05").code == 0
    drafting.run()
    drafting.enter("7", {"Target tahun": 90, "TW I": None, "TW II": 50, "TW III": "x"}, "Target")
    assert len(drafting.trail("SignatureLapsed")) == 1
    assert drafting.kinerja("agreement", "sign", REF, "--party", "first", "--date", "2024-01-05").code == 0


def test_once_signed_a_target_is_refused_recorded_and_taken_in_an_amendment(drafting: Desk) -> None:
    sign(drafting)
    done = drafting.enter("3", {"Target tahun": 90, "TW I": 80}, "Target")
    assert sorted(outcome(done, "refused")) == [("annual", "signed-agreement"), ("q1", "signed-agreement")]
    shown = drafting.row("3", "Target")
    assert (shown["Target tahun"], shown["Status"]) == (90, "ditolak")
    assert "Setelah PK Perubahan dibuka" in shown["Keterangan"]
    assert {event["indicator"] for event in drafting.trail("SheetEditRefused")} == {"3"}
    assert drafting.run()["written"] == 0
    amend = ("agreement", "amend", REF, "--ground", "strategy", "--document", "1/2024", "--date", "2024-06-01")
    assert drafting.kinerja(*amend).code == 0
    done = drafting.run()
    assert {one["field"] for one in done["taken"]} == {"annual", "q1"}
    assert target(drafting, "3")["target"]["value"] == "90"
    assert drafting.row("3", "Target")["Status"] == "terbuka untuk diisi"


def test_a_range_whose_ends_read_two_ways_is_no_edit(drafting: Desk) -> None:
    assert drafting.kinerja("target", "set", REF, "3", "--annual", "1,2340 - 2,3450").code == 0
    drafting.run()
    assert drafting.row("3", "Target")["Target tahun"] == "1,234 - 2,345"
    with drafting.open():
        pass
    done = drafting.run()
    assert (done["taken"], done["refused"], done["written"]) == ([], [], 0)


@pytest.mark.parametrize("code", ["7|a", "50%", "%7C", "1.10", " 9"])
def test_an_indicator_of_any_code_has_rows_of_its_own(drafting: Desk, code: str) -> None:
    define = ("indicator", "define", REF, code, "--text", "Baru", "--frequency", "quarter", "--aggregation", "last")
    assert drafting.kinerja(*define).code == 0
    drafting.run()
    with drafting.open() as book:
        for tab, header in (("Isian", "Nilai"), ("Target", "Target tahun")):
            at = next(n for n in range(2, book[tab].max_row + 1) if book[tab].cell(n, 2).value == code)
            put(book[tab], at, {header: 9})
    done = drafting.run()
    assert [(one["indicator"], one["field"]) for one in done["taken"]] == [(code, "value"), (code, "annual")]
    assert (done["halted"], target(drafting, code)["target"]["value"]) == ({}, "9")
    assert drafting.run()["written"] == 0
