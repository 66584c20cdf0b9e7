"""Given a ledger and a workbook, when it is read, then events."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

import pytest

from kinerja_es import events as e
from kinerja_es.indicator import Target
from sync.snapshot import Formula, Raw, SeenRow, Snapshot
from tests.unit.sync.office import (
    BOOK,
    REF,
    STREAM,
    events,
    level,
    names,
    office,
    record,
    take,
    typed,
    with_rows,
    written,
)

D = Decimal
SIX, SEVEN = f"{REF}|6|2024-Q1", f"{REF}|7|2024-Q1"
FRESH = {"value": D(80)}


def test_an_untouched_workbook_asks_for_nothing_and_for_no_authors() -> None:
    asked: list[str] = []
    made = office().given(level(80, note=" teks ", evidence=(e.Evidence(kind="link", location="https://a.b"),)))
    assert take(made, written(made), asked=asked).events == {}
    assert asked == []


def test_an_entry_is_a_command_like_any_other_with_its_origin() -> None:
    made = office()
    snapshot = typed(written(made), "isian", SEVEN, {
        "numerator": D(8), "denominator": D(10), "source_date": datetime.date(2024, 3, 31),
        "evidence": "https://a.b/c\nlaporan.pdf", "note": "teks",
    })  # fmt: skip
    (event,) = events(take(made, snapshot))
    assert event == e.RealizationRecorded(
        actor="mesin", origin=f"sheet:buku!isian!{SEVEN}!numerator+denominator+source_date+evidence+note",
        code="7", period="2024-Q1", numerator=D(8), denominator=D(10), source_date=datetime.date(2024, 3, 31),
        evidence=(e.Evidence(kind="link", location="https://a.b/c"), e.Evidence(kind="file", location="laporan.pdf")),
        note="teks", sheet=event.sheet, request_id=event.request_id,
    )  # fmt: skip
    assert (event.sheet.book, event.sheet.tab, event.sheet.row) == ("buku", "isian", SEVEN)
    assert (event.sheet.where, event.sheet.batch, event.sheet.candidates) == (
        "Isian!J2", snapshot.batch, ("Budi Contoh",)
    )  # fmt: skip
    assert event.sheet.fields[0] == e.FieldEdit(field="numerator", base=None, value="8", typed="number")


def test_an_edit_of_an_entry_is_a_correction_that_keeps_what_was_not_touched() -> None:
    hashed = e.Evidence(kind="file", location="bukti.pdf", sha256="0" * 64)
    odd = "  awal \r\n " + "x" * 40_000  # longer than a cell, with blanks that no cell is asked about
    made = office().given(level(80, evidence=(hashed,), note=odd))
    (event,) = events(take(made, typed(written(made), "isian", SIX, {"value": D(81)})))
    assert isinstance(event, e.RealizationCorrected)
    assert (event.value, event.evidence, event.note, event.reason) == (D(81), (hashed,), odd, "Diubah di buku")


def test_a_text_longer_than_a_cell_is_shown_shortened_and_no_edit() -> None:
    made = office().given(level(80, note="x" * 40_000))
    snapshot = written(made)
    shown = next(row.cells["note"] for row in snapshot.tabs["isian"].rows if row.cells.get("id") == SIX)
    assert isinstance(shown, str)
    assert (len(shown), shown[-1]) == (32_000, "…")
    assert take(made, snapshot).events == {}
    (event,) = events(take(made, typed(snapshot, "isian", SIX, {"note": "y" * 32_001})))
    assert event.refusal == "text-too-long"


def test_a_note_typed_with_it_is_the_reason_of_a_correction() -> None:
    made = office().given(level(80))
    (event,) = events(take(made, typed(written(made), "isian", SIX, {"value": D(81), "note": "salah baca"})))
    assert (event.reason, event.note) == ("salah baca", "salah baca")


@pytest.mark.parametrize(
    ("cells", "then"),
    [
        ({"value": None}, ["SheetEditRefused"]),
        ({"value": None, "note": "keliru"}, ["RealizationWithdrawn"]),
        ({"value": None, "note": "  "}, ["SheetEditRefused"]),
        ({"note": "keliru"}, ["RealizationCorrected"]),
    ],
)
def test_clearing_withdraws_only_with_a_reason(cells: Mapping[str, Raw], then: list[str]) -> None:
    made = office().given(level(80))
    edits = take(made, typed(written(made), "isian", SIX, cells))
    assert names(edits) == then


def test_the_same_edit_read_twice_is_taken_once_before_the_write_lands() -> None:
    made = office()
    snapshot = typed(written(made), "isian", SIX, FRESH)
    first, second = take(made, snapshot), take(made, snapshot)
    assert events(first) == events(second)  # the request id among them
    assert events(first)[0].request_id
    record(made, first)
    assert take(made, snapshot).events == {}


def test_an_edit_after_one_that_was_taken_is_upon_that_one() -> None:
    made = office()
    snapshot = typed(written(made), "isian", SIX, FRESH)
    record(made, take(made, snapshot))
    (event,) = events(take(made, typed(snapshot, "isian", SIX, {"value": D(82)})))
    assert isinstance(event, e.RealizationCorrected)
    assert event.sheet is not None
    assert event.sheet.fields[0].base == "80"


def test_a_refusal_is_recorded_once_and_again_when_its_reason_changes() -> None:
    made = office()
    snapshot = typed(written(made), "isian", SIX, {"value": "abc"})
    record(made, take(made, snapshot))
    assert take(made, snapshot).events == {}
    record(made, take(made, typed(snapshot, "isian", SIX, {"value": D(5), "numerator": D(1)})))
    refusals = [recorded.event for recorded in made.books.events if recorded.type == "SheetEditRefused"]
    assert [getattr(event, "refusal", None) for event in refusals] == ["bad-number", "value-or-parts", "value-or-parts"]
    made.given(e.PeriodClosed(actor="camat", period="2024-Q1"))
    edits = take(made, typed(snapshot, "isian", SIX, {"value": D(5), "numerator": D(1)}))
    assert {event.refusal for event in events(edits)} == {"period-closed"}


def test_rows_are_decided_one_upon_the_other() -> None:
    made = office()
    first = typed(written(made), "isian", SIX, FRESH)
    snapshot = typed(first, "isian", SEVEN, {"numerator": D(8), "denominator": D(9)})
    edits = take(made, snapshot)
    assert names(edits) == ["RealizationRecorded", "RealizationRecorded"]
    record(made, edits)
    assert made.agreement.stream_version == len(list(made.books.read(STREAM)))


def test_a_target_is_set_in_a_draft_and_the_blank_one_beside_it_refused() -> None:
    made = office(status="draft")
    snapshot = typed(written(made), "target", f"{REF}|6", {"annual": None, "q1": "80-90", "q2": D(5)})
    edits = take(made, snapshot)
    targets, refusal = events(edits)
    assert set(targets.periods) == {"2024-Q1", "2024-Q2"}
    assert targets.periods["2024-Q1"] == Target(kind="range", low=D(80), high=D(90), raw="80-90")
    assert (targets.annual, refusal.refusal, refusal.sheet.fields[0].field) == (None, "target-cleared", "annual")


def test_all_targets_of_a_signed_agreement_are_refused_one_by_one() -> None:
    made = office()
    edits = take(made, typed(written(made), "target", f"{REF}|6", {"annual": D(5), "q1": D(6)}))
    assert [event.refusal for event in events(edits)] == ["signed-agreement"] * 2


def test_a_target_that_bars_itself_does_not_bar_the_others() -> None:
    made = office(status="draft")
    edits = take(made, typed(written(made), "target", f"{REF}|6", {"annual": "≤ 5", "q1": D(6)}))
    assert [type(event).__name__ for event in events(edits)] == ["TargetSet", "SheetEditRefused"]
    assert events(edits)[1].refusal == "bound-against-polarity"


def test_a_torn_tab_is_halted_once_and_resumed_when_it_is_whole_or_gone() -> None:
    made = office()
    whole = written(made)
    torn = typed(whole, "isian", SIX, {"code": "7", "value": D(80)})
    edits = take(made, torn)
    assert names(edits) == ["SheetTabHalted"]
    record(made, edits)
    assert take(made, torn).events == {}
    assert names(take(made, whole)) == ["SheetTabResumed"]
    gone = Snapshot(facts=whole.facts, tabs={key: tab for key, tab in whole.tabs.items() if key != "isian"})
    assert names(take(made, gone)) == ["SheetTabResumed"]


def test_a_row_that_stands_twice_is_refused_and_nothing_of_it_taken() -> None:
    made = office()
    snapshot = written(made)
    first = next(row for row in snapshot.tabs["isian"].rows if row.cells.get("id") == SIX)
    copied = SeenRow(at=40, cells={**first.cells, "value": D(5)})
    twice = with_rows(snapshot, "isian", [*snapshot.tabs["isian"].rows, copied])
    edits = take(made, twice)
    assert [event.refusal for event in events(edits)] == ["duplicate-row"]
    record(made, edits)
    assert take(made, twice).events == {}
    (event,) = events(take(made, snapshot))  # one was deleted
    assert isinstance(event, e.SheetEditSettled)


def test_a_row_of_nobody_is_refused_by_the_book_and_settled_when_it_goes() -> None:
    made = office()
    snapshot = written(made)
    own = SeenRow(at=40, cells={"value": D(5), "note": "x"})
    edits = take(made, with_rows(snapshot, "isian", [*snapshot.tabs["isian"].rows, own]))
    assert [event.refusal for event in events(edits, BOOK)] == ["row-unknown"] * 2
    record(made, edits)
    assert {event.outcome for event in events(take(made, snapshot), BOOK)} == {"undone"}


def test_every_edited_cell_is_told_with_where_it_stands() -> None:
    made = office()
    cells: dict[str, Raw] = {"numerator": D(8), "denominator": D(10), "note": Formula("=A1")}
    edits = take(made, typed(written(made), "isian", SEVEN, cells))
    rows = edits.rows(made.books.append(STREAM, events(edits)))
    assert [(row.outcome, row.field, row.sheet, row.where, row.code) for row in rows] == [
        ("refused", "note", "=A1", "Isian!N2", "formula-in-input"),
        ("taken", "numerator", "8", "Isian!J2", None),
        ("taken", "denominator", "10", "Isian!K2", None),
    ]
    assert {(row.agreement, row.indicator, row.period) for row in rows} == {(REF, "7", "2024-Q1")}


def test_without_any_base_equal_cells_are_no_edits_and_different_ones_conflicts() -> None:
    made = office().given(level(80))
    snapshot = written(made)
    unknown = Snapshot(tabs=snapshot.tabs)
    assert take(made, unknown).events == {}
    assert names(take(made, typed(unknown, "isian", SIX, {"value": D(81)}))) == ["SheetConflictFound"]
