"""Which rows of an input tab are ours, doubled, torn or nobody's."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.held import known_rows
from sync.layout.konflik import ORPHAN
from sync.model import Sheet
from sync.rows import Sorted, sort_out
from sync.snapshot import Raw, SeenRow, SeenTab
from tests.unit.sync.office import REF, built, level, office, seen

D = Decimal
OFFICE = office().given(level(80))
BEFORE = {key: built(OFFICE).sheet(key) for key in ("isian", "target")}
TABS = {key: seen(built(OFFICE)).tabs[key] for key in ("isian", "target")}
FIRST = f"{REF}|6|2024-Q1"


def sort(tab: SeenTab, before: Sheet | None = BEFORE["isian"]) -> Sorted:
    return sort_out(tab, known_rows(OFFICE.now.agreements, tab.key), before)


def rows(*changed: SeenRow, at: int | None = None, without: str | None = None) -> SeenTab:
    """Isian with rows more, or less."""
    there = [row for row in TABS["isian"].rows if row.at != at and row.cells.get("id") != without]
    return replace(TABS["isian"], rows=(*there, *changed))


def row_of(name: str) -> SeenRow:
    return next(row for row in TABS["isian"].rows if row.cells.get("id") == name)


def with_cells(row: SeenRow, at: int, **cells: Raw) -> SeenRow:
    return SeenRow(at=at, cells={**row.cells, **cells})


@pytest.mark.parametrize("key", ["isian", "target"])
@pytest.mark.parametrize("known", [True, False])
def test_rows_as_they_were_written_are_all_ours(key: str, *, known: bool) -> None:
    found = sort(TABS[key], BEFORE[key] if known else None)
    assert set(found.ours) == known_rows(OFFICE.now.agreements, key)
    assert (found.doubled, found.orphans, found.torn, found.copies) == ({}, {}, False, set())


@given(order=st.permutations(range(1, 9)))
def test_a_sort_of_whole_rows_changes_nothing(order: list[int]) -> None:
    there = TABS["isian"].rows
    moved = tuple(replace(there[old], at=at) for at, old in enumerate(order, start=1))
    found = sort(replace(TABS["isian"], rows=(there[0], *moved)))
    assert {name: row.cells for name, row in found.ours.items()} == {
        name: row.cells for name, row in sort(TABS["isian"]).ours.items()
    }  # fmt: skip
    assert not found.torn


@pytest.mark.parametrize(
    ("cells", "torn"),
    [
        ({"code": "7"}, True),
        ({"period": "2024-Q2"}, True),
        ({"agreement": "lain/2024"}, True),
        ({"code": D(6)}, False),  # a spreadsheet made a number of it
        ({"code": None}, False),  # blank names no other row
        ({"indicator": "lain", "system": D(5)}, False),
    ],
)
def test_a_row_is_torn_where_its_cells_name_another(cells: dict[str, Raw], *, torn: bool) -> None:
    first = row_of(FIRST)
    other = SeenRow(at=first.at, cells={**first.cells, **cells})
    assert sort(rows(other, at=first.at)).torn is torn


def test_two_rows_that_are_both_as_written_are_doubled() -> None:
    copied = with_cells(row_of(FIRST), at=40, value=D(5))
    found = sort(rows(copied))
    assert [row.at for row in found.doubled[FIRST]] == [row_of(FIRST).at, 40]
    assert FIRST not in found.ours
    assert found.orphans == {}


def test_the_copy_whose_own_cells_were_changed_is_the_new_one() -> None:
    """Sheets.md: the copy whose outputs differ from the base is the new one."""
    copied = with_cells(row_of(FIRST), at=2, indicator="milik saya", value=D(5))
    found = sort(rows(copied, at=2))
    assert found.ours[FIRST] == row_of(FIRST)
    assert (found.copies, [row.at for row in found.orphans.values()]) == ({2}, [2])


def test_a_copy_in_which_nothing_is_typed_is_passed_over() -> None:
    blank = with_cells(row_of(f"{REF}|7|2024-Q1"), at=40, indicator="milik saya")
    found = sort(rows(blank))
    assert (found.copies, found.orphans) == ({40}, {})


def test_a_row_with_something_typed_that_no_id_makes_ours_is_told() -> None:
    found = sort(rows(SeenRow(at=40, cells={"value": D(5)}), SeenRow(at=41, cells={"indicator": "judul"}),
                      SeenRow(at=42, cells={"id": f"{REF}|99|2024-Q1", "note": "x"})))  # fmt: skip
    assert [row.at for row in found.orphans.values()] == [40, 42]
    assert all(name.startswith(ORPHAN) for name in found.orphans)


def test_a_row_that_the_book_shows_no_more_is_told_only_where_somebody_typed_in_it() -> None:
    known = known_rows(OFFICE.now.agreements, "isian") - {FIRST}
    assert sort_out(TABS["isian"], known, BEFORE["isian"]).orphans == {}
    first = row_of(FIRST)
    found = sort_out(rows(with_cells(first, first.at, note="x"), at=first.at), known, BEFORE["isian"])
    assert found.strangers == {first.at}


def test_the_name_of_such_a_row_is_from_what_is_typed_and_not_from_its_place() -> None:
    names = [set(sort(rows(SeenRow(at=at, cells={"value": value}))).orphans)
             for at, value in ((40, D(5)), (90, D(5)), (40, D(6)))]  # fmt: skip
    assert names[0] == names[1] != names[2]


def test_a_row_that_is_gone_is_just_not_there() -> None:
    found = sort(rows(without=FIRST))
    assert FIRST not in found.ours
    assert not found.torn


def test_without_the_column_of_ids_rows_are_known_by_what_they_say() -> None:
    columns = {key: at for key, at in TABS["isian"].columns.items() if key != "id"}
    there = tuple(SeenRow(at=row.at, cells={k: v for k, v in row.cells.items() if k != "id"})
                  for row in TABS["isian"].rows)  # fmt: skip
    for before in (BEFORE["isian"], None):
        found = sort(replace(TABS["isian"], columns=columns, rows=there), before)
        assert set(found.ours) == known_rows(OFFICE.now.agreements, "isian")
        assert found.orphans == {}
