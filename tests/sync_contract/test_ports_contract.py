"""What every port promises, held against each of them."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sync.changes import changes
from sync.model import Cell, Sheet, Value, Workbook
from sync.port import Changed, Written
from sync.snapshot import Formula, Percent, Raw, Snapshot
from tests.sync_contract.rooms import Room

Q1, Q2, Q3 = (f"gumelar/2024|7|2024-Q{quarter}" for quarter in (1, 2, 3))
ACTIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "-", "{=A1}", "0012", "1e5", "81,35", "1.234", "31/03/2024", "TRUE", "50%"]


def write(room: Room, desired: Workbook, seen: Snapshot, **rest: Any) -> Written:
    return room.port.write(desired, changes(desired, desired, seen, **rest))


def first(room: Room, desired: Workbook) -> Written:
    return room.port.write(desired, changes(desired, None, room.port.read()))


def cells(seen: Snapshot, tab: str) -> dict[str, Mapping[str, Raw]]:
    return {str(row.cells.get("id")): row.cells for row in seen.tabs[tab].rows}


def order(seen: Snapshot, tab: str = "isian") -> list[str]:
    return [str(row.cells["id"]) for row in seen.tabs[tab].rows if "|" in str(row.cells.get("id"))]


def with_cell(workbook: Workbook, tab: str, row: str, key: str, value: Value) -> Workbook:
    """The workbook with one cell said otherwise."""
    sheet = workbook.sheet(tab)
    at = [column.key for column in sheet.columns].index(key)
    lines = tuple(
        tuple(
            Cell(value, cell.style) if column == at and line[-1].value == row else cell
            for column, cell in enumerate(line)
        )
        for line in sheet.cells
    )
    return with_sheet(workbook, replace(sheet, cells=lines))


def with_sheet(workbook: Workbook, sheet: Sheet) -> Workbook:
    return replace(workbook, sheets=tuple(sheet if each.key == sheet.key else each for each in workbook.sheets))


def test_an_empty_book_has_nothing_to_read(room: Room) -> None:
    seen = room.port.read()
    assert (seen.tabs, seen.facts, seen.displaced) == ({}, {}, ())
    assert (seen.token, seen.batch) == (None, "")
    assert room.port.calls["read"] == 1


def test_every_cell_that_is_written_is_read_back_as_it_was(room: Room, desired: Workbook) -> None:
    first(room, desired)
    seen = room.port.read()
    assert list(seen.tabs) == [sheet.key for sheet in desired.sheets]
    for sheet in desired.sheets:
        found = {row.at: row.cells for row in seen.tabs[sheet.key].rows}
        wanted = {}
        for at, row in enumerate(sheet.cells):
            line = {
                c.key: cell.value for c, cell in zip(sheet.columns, row, strict=False) if cell.value not in {None, ""}
            }
            if line:
                wanted[at] = line
        assert found == wanted, sheet.key


@pytest.mark.parametrize("text", ACTIVE)
def test_a_text_stays_a_text_whatever_it_looks_like(room: Room, desired: Workbook, text: str) -> None:
    first(room, with_cell(desired, "isian", Q1, "note", text))
    assert cells(room.port.read(), "isian")[Q1]["note"] == text


@pytest.mark.parametrize(
    "value", [Decimal("81.35"), Decimal(0), Decimal("-0.005"), Decimal(4100832755), Decimal("1e-7")]
)
def test_a_number_stays_the_number_it_was(room: Room, desired: Workbook, value: Decimal) -> None:
    first(room, with_cell(desired, "isian", Q1, "value", value))
    assert cells(room.port.read(), "isian")[Q1]["value"] == value


def test_the_facts_say_what_the_book_was_built_from(room: Room, desired: Workbook) -> None:
    first(room, desired)
    seen = room.port.read()
    assert seen.token == 57
    assert seen.batch == dict(seen.facts)["batch_id"] != ""
    assert seen.facts["agreements"] == "gumelar/2024"


def test_a_second_write_of_the_same_is_not_needed(room: Room, desired: Workbook) -> None:
    first(room, desired)
    plan = changes(desired, desired, room.port.read())
    assert not plan.needed
    assert plan.count == 0


def test_the_version_changes_with_an_edit_and_not_with_a_look(room: Room, desired: Workbook) -> None:
    version = first(room, desired).version
    assert version is not None
    room.port.read()
    assert room.port.version() == version
    room.enter("isian", Q3, "value", "5")
    assert room.port.version() != version


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("81,35", Decimal("81.35")),
        ("'81,35", "81,35"),
        ("'1.234", "1.234"),
        ("1.234", Decimal(1234)),
        ("31/03/2024", datetime.date(2024, 3, 31)),
        ("50%", Percent(Decimal(50))),
        ("=2*4", Formula("=2*4")),
        ("tidak ada", "tidak ada"),
        ("-", "-"),
        ("0", Decimal(0)),
    ],
)
def test_what_a_person_types_is_read_as_typed(room: Room, desired: Workbook, text: str, raw: Raw) -> None:
    first(room, desired)
    room.enter("isian", Q3, "value", text)
    assert cells(room.port.read(), "isian")[Q3]["value"] == raw


def test_a_cleared_cell_is_blank(room: Room, desired: Workbook) -> None:
    first(room, desired)
    assert "numerator" in cells(room.port.read(), "isian")[Q1]
    room.enter("isian", Q1, "numerator", "")
    assert "numerator" not in cells(room.port.read(), "isian")[Q1]


@pytest.mark.parametrize("text", ["=2*4", "50%", "31/03/2024", "'81,35"])
def test_an_edit_that_a_write_leaves_alone_stays_as_typed(room: Room, desired: Workbook, text: str) -> None:
    first(room, desired)
    room.enter("isian", Q3, "value", text)
    seen = room.port.read()
    typed = cells(seen, "isian")[Q3]["value"]
    plan = changes(with_cell(desired, "isian", Q3, "remark", "ditolak"), desired, seen)
    tabs = tuple(
        replace(tab, cells={at: cell for at, cell in tab.cells.items() if at[1] != "value"}, replaced=())
        for tab in plan.tabs
    )
    room.port.write(desired, replace(plan, tabs=tabs))
    after = cells(room.port.read(), "isian")[Q3]
    assert (after["value"], after["remark"]) == (typed, "ditolak")


def test_sorted_rows_stay_sorted_and_take_what_is_theirs(room: Room, desired: Workbook) -> None:
    first(room, desired)
    room.sort("isian", "id", descending=True)
    seen = room.port.read()
    assert order(seen) == sorted(order(seen), reverse=True)
    write(room, with_cell(desired, "isian", Q2, "remark", "dikembalikan lagi"), seen)
    after = room.port.read()
    assert order(after) == order(seen)
    assert {row: line.get("remark") for row, line in cells(after, "isian").items()} == {
        row: "dikembalikan lagi" if row == Q2 else line.get("remark") for row, line in cells(seen, "isian").items()
    }


def test_moved_columns_stay_where_they_were_moved(room: Room, desired: Workbook) -> None:
    first(room, desired)
    room.move_column("isian", "note", 1)
    seen = room.port.read()
    assert seen.tabs["isian"].columns["note"] == 1
    write(room, with_cell(desired, "isian", Q2, "note", "baru"), seen)
    after = room.port.read()
    assert after.tabs["isian"].columns == seen.tabs["isian"].columns
    assert cells(after, "isian")[Q2]["note"] == "baru"
    assert not changes(desired, desired, after).tabs[2].lost


def test_a_persons_own_column_and_tab_survive_a_write(room: Room, desired: Workbook) -> None:
    first(room, desired)
    room.insert_column("isian", 3, ["Catatan saya", "tanya Bu Camat"])
    room.add_tab("Hitungan", "milik saya")
    seen = room.port.read()
    assert set(seen.tabs) == {sheet.key for sheet in desired.sheets}
    write(room, with_cell(desired, "isian", Q2, "note", "baru"), seen)
    assert [room.text("isian", row, 3) for row in (0, 1)] == ["Catatan saya", "tanya Bu Camat"]
    assert room.text("Hitungan", 0, 0) == "milik saya"
    assert cells(room.port.read(), "isian")[Q2]["note"] == "baru"


@pytest.mark.parametrize("at", [0, 1, 4])
def test_a_persons_own_row_survives_a_write(room: Room, desired: Workbook, at: int) -> None:
    first(room, desired)
    room.insert_row("isian", at, "note", "baris saya")
    seen = room.port.read()
    write(room, with_cell(desired, "isian", Q2, "note", "baru"), seen)
    after = room.port.read()
    assert order(after) == order(seen)
    assert [row.cells for row in after.tabs["isian"].rows if row.at == at] == [{"note": "baris saya"}]
    assert cells(after, "isian")[Q2]["note"] == "baru"


def test_a_copied_row_is_seen_twice_and_survives_a_write(room: Room, desired: Workbook) -> None:
    first(room, desired)
    room.duplicate_row("isian", Q1)
    room.enter("isian", Q1, "note", "yang mana?")
    seen = room.port.read()
    assert order(seen).count(Q1) == 2
    write(room, desired, seen, doubled=frozenset({("isian", Q1)}))
    rows = [row.cells.get("note") for row in room.port.read().tabs["isian"].rows if row.cells.get("id") == Q1]
    assert sorted(map(str, rows)) == ["=1+1", "yang mana?"]


def test_a_frozen_tab_stays_as_it_stands(room: Room, desired: Workbook) -> None:
    first(room, desired)
    room.sort("isian", "id", descending=True)
    room.enter("isian", Q1, "note", "menunggu")
    seen = room.port.read()
    write(room, with_cell(desired, "target", "gumelar/2024|7", "remark", "lain"), seen, frozen=frozenset({"isian"}))
    after = room.port.read()
    assert after.tabs["isian"].rows == seen.tabs["isian"].rows
    assert cells(after, "target")["gumelar/2024|7"]["remark"] == "lain"


def test_a_new_row_comes_below_and_a_row_that_is_no_longer_wanted_stays(room: Room, desired: Workbook) -> None:
    sheet = desired.sheet("isian")
    first(room, with_sheet(desired, replace(sheet, cells=sheet.cells[:-1])))
    room.sort("isian", "id", descending=True)
    seen = room.port.read()
    write(room, desired, seen)
    assert order(room.port.read()) == [*order(seen), sheet.cells[-1][-1].value]
    write(room, with_sheet(desired, replace(sheet, cells=sheet.cells[:-2])), room.port.read())
    assert len(order(room.port.read())) == len(sheet.cells) - 1


def test_a_deleted_column_comes_back_at_the_end(room: Room, desired: Workbook) -> None:
    first(room, desired)
    room.delete_column("isian", "remark")
    seen = room.port.read()
    assert "remark" not in seen.tabs["isian"].columns
    plan = changes(desired, desired, seen)
    assert next(tab for tab in plan.tabs if tab.sheet.key == "isian").lost == ("remark",)
    room.port.write(desired, plan)
    after = room.port.read()
    assert after.tabs["isian"].columns["remark"] == max(after.tabs["isian"].columns.values())
    wanted = {str(row[-1].value): row[-2].value for row in desired.sheet("isian").cells if row[-2].value}
    assert {row: line["remark"] for row, line in cells(after, "isian").items() if line.get("remark")} == wanted


@pytest.mark.parametrize("tab", ["isian", "ringkasan", "sync"])
def test_a_deleted_tab_comes_back(room: Room, desired: Workbook, tab: str) -> None:
    first(room, desired)
    before = room.port.read()
    room.delete_tab(tab)
    seen = room.port.read()
    assert tab not in seen.tabs
    write(room, desired, seen)
    after = room.port.read()
    assert after.tabs[tab].rows == before.tabs[tab].rows
    assert after.facts == before.facts


@pytest.mark.parametrize("tab", ["isian", "target", "capaian", "tentang", "sync"])
def test_a_renamed_tab_is_still_the_same(room: Room, desired: Workbook, tab: str) -> None:
    first(room, desired)
    before = room.port.read()
    room.rename_tab(tab, "Nama lain")
    seen = room.port.read()
    assert seen.tabs[tab].name == "Nama lain"
    assert seen.tabs[tab].rows == before.tabs[tab].rows
    write(room, with_cell(desired, "isian", Q2, "note", "baru"), seen)
    after = room.port.read()
    assert set(after.tabs) == set(before.tabs)
    assert after.tabs[tab].name == "Nama lain"


def test_an_edit_between_read_and_write_is_not_lost(room: Room, desired: Workbook) -> None:
    first(room, desired)
    seen = room.port.read()
    room.enter("isian", Q3, "value", "7")
    wanted = with_cell(desired, "isian", Q3, "value", Decimal(50))
    try:
        written = write(room, wanted, seen)
    except Changed:
        assert cells(room.port.read(), "isian")[Q3]["value"] == Decimal(7)
        return
    assert written.version is None
    after = room.port.read()
    assert cells(after, "isian")[Q3]["value"] == Decimal(50)
    (displaced,) = [each for each in after.displaced if each.row == Q3]
    assert (displaced.tab, displaced.cells["value"], displaced.token) == ("isian", Decimal(7), 57)


def test_calls_are_counted(room: Room, desired: Workbook) -> None:
    first(room, desired)
    write(room, with_cell(desired, "isian", Q2, "note", "baru"), room.port.read())
    assert (room.port.calls["read"], room.port.calls["write"]) == (2, 2)
