"""Cells as few requests, and batches within their limits."""

import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.changes import Changes, TabChanges, changes
from sync.google.formats import as_read, cell_format, extended
from sync.google.held import Held, HeldTab
from sync.google.names import letters, runs, sheet_id
from sync.google.reading import raw
from sync.google.requests import LARGEST, MOST, Plan, plan, weight
from sync.google.scratch import displaced, moved
from sync.google.values import boxes, formatted, mirrored, written
from sync.layout.styles import STYLES
from sync.model import Cell, Column, Sheet, Value, Workbook
from sync.snapshot import Clock, Fault, Formula, Percent, Raw, SeenRow, SeenTab, Snapshot

PLACES = st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 8)), st.sampled_from("abc"), max_size=60)
VALUES: list[Value] = [None, "", "x", "=1", Decimal(0), Decimal("81.35"), Decimal("-1e-7"), datetime.date(2024, 3, 31)]


@given(PLACES)
def test_boxes_cover_each_place_once(places: dict[tuple[int, int], str]) -> None:
    found = [
        ((row, column), box.what)
        for box in boxes(places)
        for row in range(box.first, box.end)
        for column in range(box.left, box.right)
    ]
    assert len(found) == len(dict(found)) == len(places)
    assert dict(found) == places


@given(st.sets(st.integers(0, 60)), st.integers(0, 5))
def test_runs_hold_all_numbers_and_are_parted_by_more_than_the_gap(numbers: set[int], gap: int) -> None:
    found = runs(numbers, gap)
    assert numbers <= {number for first, end in found for number in range(first, end)}
    assert all(later - end >= gap + 1 for (_, end), (later, _) in pairwise(found))
    assert gap or numbers == {number for first, end in found for number in range(first, end)}


def applied(requests: list[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    """What requests leave, cell by cell, as Google would do them."""
    sheet: dict[tuple[int, int], dict[str, Any]] = {}
    for request in requests:
        ((kind, body),) = request.items()
        names = [name.split("(")[0] for name in body["fields"].split(",") if name.startswith("userEntered")]
        if kind == "repeatCell":
            area = body["range"]
            rows = range(area["startRowIndex"], area["endRowIndex"])
            columns = range(area["startColumnIndex"], area["endColumnIndex"])
            given_cells = {(row, column): body["cell"] for row in rows for column in columns}
        else:
            start = body["start"]
            given_cells = {
                (start["rowIndex"] + i, start["columnIndex"] + j): cell
                for i, row in enumerate(body["rows"])
                for j, cell in enumerate(row["values"])
            }
        for place, cell in given_cells.items():
            old = sheet.setdefault(place, {})
            for name in names:
                if "(" in body["fields"] and name == "userEnteredFormat":
                    parts = body["fields"].split("(")[1].rstrip(")").split(",")
                    kept = {part: value for part, value in old.get(name, {}).items() if part not in parts}
                    old[name] = kept | cell.get(name, {})
                else:
                    old[name] = cell.get(name, {})
    return sheet


@given(st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 5)), st.sampled_from(VALUES), max_size=80))
def test_a_mirrored_tab_holds_every_value(values: dict[tuple[int, int], Value]) -> None:
    left = applied(mirrored(1, {place: Cell(value) for place, value in values.items()}))
    shown = {place: cell["userEnteredValue"] for place, cell in left.items() if cell["userEnteredValue"]}
    assert shown == {place: extended(value) for place, value in values.items() if extended(value)}


@given(st.lists(st.lists(st.sampled_from(["text", "number", "band-0", "band-1", "unknown", "input-date"]),
                         min_size=3, max_size=3), min_size=1, max_size=60))  # fmt: skip
def test_formats_in_bulk_are_those_of_each_cell(rows: list[list[str]]) -> None:
    cells = {(at, column): name for at, row in enumerate(rows) for column, name in enumerate(row)}
    left = applied(formatted(1, cells, STYLES))
    assert {place: cell["userEnteredFormat"] for place, cell in left.items()} == {
        place: cell_format(STYLES[name]) for place, name in cells.items()
    }


def test_neighbouring_cells_of_several_rows_share_one_request() -> None:
    cells = {(row, column): Cell(Decimal(row)) for row in range(4, 9) for column in (2, 3)}
    (request,) = written(1, cells, STYLES)
    assert request["updateCells"]["start"] == {"sheetId": 1, "rowIndex": 4, "columnIndex": 2}
    assert len(request["updateCells"]["rows"]) == 5


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_read_back_as_it_was(value: Value) -> None:
    kind = {"type": "DATE"} if isinstance(value, datetime.date) else {}
    back = raw({"userEnteredValue": extended(value), "effectiveFormat": {"numberFormat": kind}})
    assert back == as_read(value)
    assert back == (value or None) or value == 0


@pytest.mark.parametrize(
    ("value", "kind", "found"),
    [
        ({"numberValue": 0.5}, "PERCENT", Percent(Decimal(50))),
        ({"numberValue": 45382}, "DATE", datetime.date(2024, 3, 31)),
        ({"numberValue": 45382.5}, "DATE", Clock("2024-03-31 12:00")),
        ({"numberValue": 45382.25}, "DATE_TIME", Clock("2024-03-31 06:00")),
        ({"numberValue": 3.3993055555555554}, "TIME", Clock("81:35")),
        ({"numberValue": 0.0001}, "TIME", Clock("00:00:09")),
        ({"numberValue": -3}, "DATE", Decimal(-3)),
        ({"numberValue": 1e15}, "DATE", Decimal(10**15)),
        ({"numberValue": 81.35}, "NUMBER", Decimal("81.35")),
        ({"boolValue": False}, "", False),
        ({"formulaValue": "=A1"}, "NUMBER", Formula("=A1")),
        ({"errorValue": {"type": "REF"}}, "", Fault("REF")),
        ({"stringValue": ""}, "", None),
        ({}, "DATE", None),
    ],
)
def test_the_format_tells_days_times_and_percents_from_numbers(value: dict[str, object], kind: str, found: Raw) -> None:
    assert raw({"userEnteredValue": value, "effectiveFormat": {"numberFormat": {"type": kind}}}) == found


@pytest.mark.parametrize(("value", "sent"), [
    ("x" * 50_001, {"stringValue": "x" * 49_999 + "…"}),
    (Decimal("1e400"), {"stringValue": "1E+400"}),
    (Decimal("1e15"), {"numberValue": 10**15}),
])  # fmt: skip
def test_values_that_no_cell_holds_become_what_fits(value: Value, sent: object) -> None:
    assert extended(value) == sent


def test_columns_have_letters() -> None:
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


ROWS = 200


def wide_book(rows: int = ROWS) -> Workbook:
    """Five tabs of 20 columns: the peers' yardstick of 1,000 rows, one of the tabs with inputs."""
    sheets = []
    for key in ("ringkasan", "capaian", "isian", "target", "perjanjian"):
        columns = tuple(
            Column(key=f"c{at}" if at else "id", header=f"Kolom {at}", width=9,
                   role="id" if not at else "input" if key == "isian" and at > 14 else "ledger")
            for at in range(20)
        )  # fmt: skip
        head = tuple(Cell(column.header, "head") for column in columns)
        body = tuple(
            (
                Cell(f"{key}|{row}"),
                *(Cell(Decimal(row * at), "input-number" if at > 14 else "number") for at in range(1, 20)),
            )
            for row in range(rows)
        )
        sheets.append(Sheet(key=key, name=key.title(), columns=columns, cells=(head, *body), header=0))
    columns = (Column(key="key", header="", width=9), Column(key="value", header="", width=9))
    facts = Sheet(key="sync", name="_sync", columns=columns, cells=((Cell("base_token"), Cell("1")),), visible=False)
    return Workbook(
        name="b", title="b", as_of="2024-01-01T00:00:00Z", footer="", page="", sheets=(*sheets, facts), styles=STYLES,
    )  # fmt: skip


def as_seen(book: Workbook) -> Snapshot:
    """The workbook as a read finds it after a first mirror."""
    tabs = {}
    for sheet in book.sheets:
        columns = {column.key: at for at, column in enumerate(sheet.columns)}
        rows = tuple(
            SeenRow(at=at, cells={name: as_read(cell.value) for name, cell in zip(columns, row, strict=True)})
            for at, row in enumerate(sheet.cells)
        )
        tabs[sheet.key] = SeenTab(key=sheet.key, name=sheet.name, columns=columns, rows=rows, height=len(rows))
    return Snapshot(facts={"base_token": "1"}, tabs=tabs)


def as_held(book: Workbook) -> Held:
    tabs = {
        sheet.key: HeldTab(
            title=sheet.name, rows=max(2, len(sheet.cells)), columns=len(sheet.columns), protections=(1,)
        )
        for sheet in book.sheets
    }
    return Held(tabs=tabs, scratch=2)


def within_limits(made: Plan) -> bool:
    sizes = [sum(weight(request) + 1 for request in batch.requests) for batch in made.batches]
    return max(sizes) <= LARGEST and max(len(batch.requests) for batch in made.batches) <= MOST


def test_a_first_mirror_of_a_thousand_rows_takes_at_most_three_batches() -> None:
    book = wide_book()
    made = plan(book, changes(book, None, Snapshot()), Held(), "w", ("a@b",))
    assert len(made.batches) <= 3
    assert within_limits(made)
    assert [batch.last for batch in made.batches] == [False] * (len(made.batches) - 1) + [True]
    kinds = [next(iter(request)) for request in made.batches[0].requests[:6]]
    assert kinds[0] == "addSheet"


@pytest.mark.parametrize("step", [1, 3])
def test_ten_thousand_changed_cells_take_at_most_three_batches(step: int) -> None:
    book = wide_book(10_000 * step // 5)
    seen = as_seen(book)
    isian = book.sheet("isian")
    rows = range(1, len(isian.cells), step)
    cells = {
        (row, key): Cell(Decimal("12.5"), "input-number") for row in rows for key in ("c3", "c4", "c10", "c15", "c19")
    }
    places = tuple(range(len(isian.cells)))
    tab = TabChanges(sheet=isian, seen=seen.tabs["isian"], cells=cells, places=places, replaced=tuple(rows))
    made = plan(book, Changes(seen=seen, tabs=(tab,)), as_held(book), "w", ())
    assert len(cells) == 10_000
    assert len(made.batches) <= 3
    assert within_limits(made)


def test_what_is_overwritten_is_copied_in_the_same_batch_before() -> None:
    book = wide_book(3_000)
    seen = as_seen(book)
    isian = book.sheet("isian")
    rows = tuple(range(1, 3_001, 2))
    cells = {(row, f"c{at}"): Cell("x" * 200, "input") for row in rows for at in range(15, 20)}
    places = tuple(range(len(isian.cells)))
    tab = TabChanges(sheet=isian, seen=seen.tabs["isian"], cells=cells, places=places, replaced=rows)
    made = plan(book, Changes(seen=seen, tabs=(tab,)), as_held(book), "w", ())
    assert len(made.batches) > 1
    number = sheet_id("isian")
    for batch in made.batches:
        copied: set[int] = set()
        for request in batch.requests:
            if "copyPaste" in request:
                area = request["copyPaste"]["source"]
                copied |= set(range(area["startRowIndex"], area["endRowIndex"]))
            elif request.get("updateCells", {}).get("start", {}).get("sheetId") == number:
                start, count = request["updateCells"]["start"]["rowIndex"], len(request["updateCells"]["rows"])
                assert set(range(start, start + count)) <= copied


def test_another_attempt_has_rows_of_its_own_in_the_scratch() -> None:
    book = wide_book(20)
    seen = as_seen(book)
    isian = book.sheet("isian")
    tab = TabChanges(
        sheet=isian, seen=seen.tabs["isian"], cells={(5, "c15"): Cell(Decimal(1), "input-number")},
        places=tuple(range(21)), replaced=(5,),
    )  # fmt: skip
    made = plan(book, Changes(seen=seen, tabs=(tab,)), as_held(book), "w", ())
    (batch,) = made.batches
    places = [
        {request["copyPaste"]["destination"]["startRowIndex"] for request in made.again(batch, attempt)
         if "copyPaste" in request}
        for attempt in range(3)
    ]  # fmt: skip
    assert places == [{1, 2}, {3, 4}, {5, 6}]
    assert made.places["sync"].rows > 6
    assert moved(batch.requests, sheet_id("sync"), 2, 0) == batch.requests


def test_two_attempts_that_both_landed_are_both_read() -> None:
    def block(row: int, value: str) -> dict[tuple[int, int], Raw]:
        text = '{"write":"w","tab":"isian","token":9,"rows":2,"id":"id","columns":["id","value"]}'
        return {(row, 2): text, (row + 1, 2): "a|1\n-", (row + 1, 3): "a|1", (row + 1, 4): value, (row + 2, 4): "lain"}

    found = displaced({(0, 2): "w:1", **block(1, "81"), **block(4, "7")}, 2)
    assert [(one.row, one.meant, one.token, dict(one.cells)) for one in found] == [
        ("a|1", "a|1", 9, {"value": "81"}),
        ("a|1", "a|1", 9, {"value": "7"}),
    ]
    assert displaced({(0, 2): "other:1", **block(1, "81")}, 2) == ()
    assert displaced(block(1, "81"), 2) == ()
    assert displaced({(0, 2): "w:1", (1, 2): '{"write":broken'}, 2) == ()
