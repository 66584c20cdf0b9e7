"""What a write does to a workbook that people rearranged: just the cells that differ, wherever they are now."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es import events as e
from sync.changes import Changes, TabChanges, changes
from sync.model import Cell, Workbook
from sync.snapshot import Percent, SeenRow, SeenTab, Snapshot
from tests.given import LEVEL
from tests.unit.sync.office import built, level, office, seen, typed, with_rows

FIRST = "contoh/2024|6|2024-Q1"
D = Decimal


@pytest.fixture(scope="module")
def empty() -> Workbook:
    """The workbook before anything was entered."""
    return built(office())


@pytest.fixture(scope="module")
def filled() -> Workbook:
    """The same after 80 was entered for the first quarter of 6."""
    return built(office().given(level(80)))


def tab(made: Changes, key: str) -> TabChanges:
    return next(one for one in made.tabs if one.sheet.key == key)


def row_at(snapshot: Snapshot, key: str, name: str) -> int:
    return next(row.at for row in snapshot.tabs[key].rows if row.cells.get("id") == name)


def applied(snapshot: Snapshot, made: Changes) -> Snapshot:
    """What stands there after the write."""
    for one in made.tabs:
        there = snapshot.tabs.get(one.sheet.key)
        columns = dict(there.columns) if there else {c.key: at for at, c in enumerate(one.sheet.columns)}
        rows = {row.at: dict(row.cells) for row in there.rows} if there else {}
        for key in one.lost:
            columns[key] = max(columns.values(), default=-1) + 1
        for (at, key), cell in one.cells.items():
            rows.setdefault(at, {}).pop(key, None)
            if cell.value is not None:
                rows[at][key] = cell.value
        again = [SeenRow(at=at, cells=cells) for at, cells in sorted(rows.items()) if cells]
        if there is None:
            snapshot = replace(snapshot, tabs={**snapshot.tabs, one.sheet.key: seen_tab(one)})
        snapshot = with_rows(snapshot, one.sheet.key, again, columns)
    facts = {str(row.cells["key"]): str(row.cells["value"]) for row in snapshot.tabs["sync"].rows}
    return replace(snapshot, facts=facts)


def seen_tab(one: TabChanges) -> SeenTab:
    return SeenTab(key=one.sheet.key, name=one.sheet.name, columns={})


def test_a_first_write_names_every_cell(empty: Workbook) -> None:
    made = changes(empty, None, Snapshot())
    assert [one.sheet.key for one in made.tabs] == [sheet.key for sheet in empty.sheets]
    assert all(one.seen is None and one.relook for one in made.tabs)
    assert made.needed
    assert made.count == sum(len(row) for sheet in empty.sheets if sheet.key != "sync" for row in sheet.cells)


def test_a_second_write_of_the_same_does_nothing(empty: Workbook, filled: Workbook) -> None:
    for workbook in (empty, filled):
        made = changes(workbook, workbook, seen(workbook))
        assert not made.needed
        assert (made.count, [one.relook for one in made.tabs], [one.replaced for one in made.tabs]) == (
            0, [False] * 9, [()] * 9
        )  # fmt: skip


def test_only_what_differs_is_named(empty: Workbook, filled: Workbook) -> None:
    snapshot = seen(empty)
    isian = tab(changes(filled, empty, snapshot), "isian")
    at = row_at(snapshot, "isian", FIRST)
    assert set(isian.cells) == {(at, key) for key in ("system", "value", "status", "remark")}
    assert isian.cells[at, "value"] == Cell(D(80), "input-number")
    assert (isian.replaced, isian.relook, isian.lost) == ((at,), False, ())
    assert not tab(changes(filled, empty, snapshot), "target").cells


def test_a_style_that_changed_is_written_though_the_value_is_the_same(filled: Workbook) -> None:
    old = filled.sheet("isian")
    plain = replace(old, cells=tuple(tuple(replace(cell, style="text") for cell in row) for row in old.cells))
    before = replace(filled, sheets=tuple(plain if s.key == "isian" else s for s in filled.sheets))
    isian = tab(changes(filled, before, seen(filled)), "isian")
    at = row_at(seen(filled), "isian", FIRST)
    assert isian.cells[at, "value"] == Cell(D(80), "input-number")
    assert at in isian.replaced  # the cell is written, and somebody may be typing in it


@given(order=st.permutations(range(1, 9)), blank=st.sets(st.integers(0, 12), max_size=3))
def test_rows_are_found_by_their_id_wherever_they_are(order: list[int], blank: set[int]) -> None:
    before, after = built(office()), built(office().given(level(80)))
    rows = seen(before).tabs["isian"].rows
    places = [at for at in range(1, 20) if at not in blank]
    moved = [rows[0], *(SeenRow(at=place, cells=rows[old].cells) for place, old in zip(places, order, strict=False))]
    snapshot = with_rows(seen(before), "isian", moved)
    made = changes(after, before, snapshot)
    assert {at for at, _ in tab(made, "isian").cells} == {row_at(snapshot, "isian", FIRST)}
    assert not changes(after, after, applied(snapshot, made)).needed


def test_rows_above_the_headers_shift_everything_that_has_no_id(empty: Workbook) -> None:
    snapshot = seen(empty)
    lower = [replace(row, at=row.at + 2) for row in snapshot.tabs["isian"].rows]
    isian = tab(changes(empty, empty, with_rows(snapshot, "isian", lower)), "isian")
    assert (isian.cells, isian.places[0]) == ({}, 2)


def test_new_rows_go_below_everything_of_ours(empty: Workbook) -> None:
    """Rows of people's own, and rows of ours that were sorted to the end, are never overwritten."""
    snapshot = seen(empty)
    old = [row for row in snapshot.tabs["isian"].rows if row.cells.get("id") != FIRST]
    own = SeenRow(at=30, cells={"indicator": "milik saya"})
    isian = tab(changes(empty, empty, with_rows(snapshot, "isian", [*old, own])), "isian")
    assert {at for at, _ in isian.cells} == {31}
    assert isian.cells[31, "id"].value == FIRST
    assert isian.cells[31, "value"].style == "input-number"  # blank, but to be typed in
    assert isian.replaced == ()


def test_a_lost_column_is_made_anew_with_all_its_cells(filled: Workbook) -> None:
    snapshot = seen(filled)
    columns = {key: at for key, at in snapshot.tabs["isian"].columns.items() if key != "system"}
    rows = [SeenRow(at=r.at, cells={k: v for k, v in r.cells.items() if k != "system"})
            for r in snapshot.tabs["isian"].rows]  # fmt: skip
    isian = tab(changes(filled, filled, with_rows(snapshot, "isian", rows, columns)), "isian")
    assert (isian.lost, isian.relook) == (("system",), True)
    assert {key for _, key in isian.cells} == {"system"}
    assert len(isian.cells) == len(rows)


def test_a_lost_column_of_ids_is_made_anew_beside_the_same_rows(filled: Workbook) -> None:
    snapshot = seen(filled)
    columns = {key: at for key, at in snapshot.tabs["isian"].columns.items() if key != "id"}
    rows = [SeenRow(at=r.at, cells={k: v for k, v in r.cells.items() if k != "id"})
            for r in snapshot.tabs["isian"].rows]  # fmt: skip
    isian = tab(changes(filled, filled, with_rows(snapshot, "isian", rows, columns)), "isian")
    assert {key for _, key in isian.cells} == {"id"}
    assert isian.places == tuple(range(9))


def test_a_tab_that_is_gone_is_made_anew_whole(filled: Workbook) -> None:
    snapshot = seen(filled)
    there = {key: one for key, one in snapshot.tabs.items() if key != "isian"}
    isian = tab(changes(filled, filled, replace(snapshot, tabs=there)), "isian")
    assert (isian.seen, isian.relook, len(isian.cells)) == (None, True, 9 * 17)


def test_a_frozen_tab_is_left_out(filled: Workbook, empty: Workbook) -> None:
    made = changes(filled, empty, seen(empty), frozen=frozenset({"isian"}))
    assert "isian" not in [one.sheet.key for one in made.tabs]
    assert made.frozen == {"isian"}


def test_of_a_row_that_stands_twice_the_refused_cells_are_left_in_both_places(empty: Workbook) -> None:
    edit = e.FieldEdit(field="value", value="5", typed="number")
    sheet = e.SheetEdit(book="buku", tab="isian", row=FIRST, where="Isian!I6", fields=(edit,))
    refused = e.SheetEditRefused(actor="mesin", sheet=sheet, refusal="duplicate-row", code="6", period="2024-Q1",
                                 details={"row": "41"})  # fmt: skip
    wanted = built(office().given(level(80, note="teks"), refused))
    snapshot = seen(empty)
    rows = list(snapshot.tabs["isian"].rows)
    first = next(row for row in rows if row.cells.get("id") == FIRST)
    copied = SeenRow(at=40, cells={**first.cells, "value": D(5)})
    twice = with_rows(snapshot, "isian", [*rows, copied])
    isian = tab(changes(wanted, empty, twice, doubled=frozenset({("isian", FIRST)})), "isian")
    assert set(isian.cells) == {(at, key) for at in (first.at, 40) for key in ("system", "note", "status", "remark")}


def test_a_row_that_only_bears_the_id_of_another_is_left_alone(filled: Workbook, empty: Workbook) -> None:
    snapshot = seen(empty)
    rows = list(snapshot.tabs["isian"].rows)
    first = next(row for row in rows if row.cells.get("id") == FIRST)
    stranger = SeenRow(at=40, cells={**first.cells, "indicator": "milik saya", "value": D(5)})
    twice = with_rows(snapshot, "isian", [*rows, stranger])
    isian = tab(changes(filled, empty, twice, strangers=frozenset({("isian", 40)})), "isian")
    assert {at for at, _ in isian.cells} == {first.at}


def test_rows_of_periods_that_are_none_any_more_are_emptied_unless_somebody_typed_in_them() -> None:
    made = office(status="draft")
    old = built(made)
    new = built(made.given(e.IndicatorDefined(actor="perencana", indicator=replace(LEVEL, frequency="year"))))
    snapshot = typed(seen(old), "isian", "contoh/2024|6|2024-Q3", {"value": D(5)})
    kept = row_at(snapshot, "isian", "contoh/2024|6|2024-Q3")
    isian = tab(changes(new, old, snapshot, strangers=frozenset({("isian", kept)})), "isian")
    emptied = {at for (at, key), cell in isian.cells.items() if key == "id" and cell.value is None}
    assert emptied == {row_at(snapshot, "isian", f"contoh/2024|6|2024-Q{n}") for n in (1, 2, 4)}
    assert kept not in {at for at, _ in isian.cells}
    assert [cell.value for (_, key), cell in isian.cells.items() if key == "id" and cell.value] == [
        "contoh/2024|6|2024"
    ]


def test_a_percentage_is_written_as_the_number_it_was_taken_for(filled: Workbook) -> None:
    snapshot = typed(seen(filled), "isian", FIRST, {"value": Percent(D(80))})
    isian = tab(changes(filled, filled, snapshot), "isian")
    assert list(isian.cells.values()) == [Cell(D(80), "input-number")]


def konflik(*cells: str) -> Workbook:
    made = office().given(level(70))
    for name in cells:
        edit = e.FieldEdit(field=name, base="70", value="71", typed="number")
        sheet = e.SheetEdit(book="buku", tab="isian", row=FIRST, where="Isian!I6", fields=(edit,))
        made.given(
            e.SheetConflictFound(actor="mesin", conflict=f"id-{name}", sheet=sheet, ledger="75", code="6",
                                 period="2024-Q1")
        )  # fmt: skip
    return built(made)


@pytest.mark.parametrize(("before", "after"), [(2, 0), (2, 1), (0, 2), (1, 2), (1, 1)])
def test_konflik_grows_and_shrinks_without_a_trace(before: int, after: int) -> None:
    names = ("value", "source_date", "note")
    old, new = konflik(*names[:before]), konflik(*names[1 : 1 + after])
    made = changes(new, old, seen(old))
    snapshot = applied(seen(old), made)
    rows = [row for row in snapshot.tabs["konflik"].rows if any(value is not None for value in row.cells.values())]
    wanted = [[cell.value for cell in row] for row in new.sheet("konflik").cells]
    there = [[row.cells.get(column.key) for column in new.sheet("konflik").columns] for row in rows]
    assert sorted(map(str, there)) == sorted(map(str, wanted))
    assert not changes(new, new, snapshot).needed


@given(entered=st.lists(st.sampled_from(["2024-Q1", "2024-Q2", "2024-Q3"]), unique=True))
def test_a_write_brings_any_workbook_to_what_the_ledger_holds(entered: list[str]) -> None:
    old = built(office())
    new = built(office().given(*(level(80 + n, period=period) for n, period in enumerate(entered))))
    once = applied(seen(old), changes(new, old, seen(old)))
    again = changes(new, new, once)
    assert (again.needed, again.count) == (False, 0)
    assert once.facts["base_token"] == seen(new).facts["base_token"]
