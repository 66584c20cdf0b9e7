"""The port of a file: what it leaves as it was, what it keeps a copy of, and what it never overwrites."""

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from kinerja_es.errors import Unavailable
from sync.changes import Changes, changes
from sync.excel import render
from sync.excel_arrange import arranged
from sync.excel_port import ExcelPort
from sync.excel_read import NOTHING, read
from sync.layout import build
from sync.model import Cell, Workbook
from sync.port import Changed
from sync.snapshot import Clock, Fault, Formula, Percent, Raw
from tests.unit.sync.conftest import make_book

DESIRED = build(make_book())
OTHER = build(make_book(position=60))
VALUE = 8  # column of `Nilai` in Isian


@pytest.fixture
def port(tmp_path: Path) -> ExcelPort:
    """A port whose file was written once."""
    port = ExcelPort(tmp_path / "buku.xlsx")
    port.write(DESIRED, changes(DESIRED, None, port.read()))
    return port


@contextmanager
def saved(path: Path) -> Iterator[Any]:
    """The file opened in another program and saved."""
    book = openpyxl.load_workbook(path)
    yield book
    book.save(path)
    book.close()


def again(port: ExcelPort, desired: Workbook = OTHER) -> Any:
    """One more read and write."""
    return port.write(desired, changes(desired, DESIRED, port.read()))


def beside(port: ExcelPort) -> list[str]:
    return sorted(each.name for each in port.path.parent.iterdir() if each != port.path)


def test_no_file_has_no_version(tmp_path: Path) -> None:
    port = ExcelPort(tmp_path / "belum.xlsx")
    assert port.version() is None
    assert port.read() == NOTHING.snapshot
    assert port.authors() == ()


def test_a_new_file_is_exactly_the_desired_workbook(port: ExcelPort) -> None:
    assert port.path.read_bytes() == render(DESIRED)
    assert port.calls == {"read": 1, "write": 1, "drive": 0}


def test_a_file_that_nobody_touched_is_written_as_if_anew(port: ExcelPort) -> None:
    written = again(port)
    assert port.path.read_bytes() == render(OTHER)
    assert written.version == port.version()
    assert written.where == str(port.path)
    assert beside(port) == []


def test_the_same_edits_give_the_same_bytes(port: ExcelPort, tmp_path: Path) -> None:
    with saved(port.path) as book:
        book["Isian"]["I2"] = "=2*4"
        book["Isian"]["T3"] = "milik saya"
        book.create_sheet("Saya")["C3"] = datetime.date(2024, 3, 31)
    twin = ExcelPort(tmp_path / "salinan.xlsx")
    twin.path.write_bytes(port.path.read_bytes())
    again(port)
    time.sleep(2.1)  # a zip stores moments to two seconds
    again(twin)
    assert twin.path.read_bytes() == port.path.read_bytes()


def test_a_write_that_was_overtaken_changes_nothing(port: ExcelPort) -> None:
    plan = changes(OTHER, DESIRED, port.read())
    with saved(port.path) as book:
        book["Isian"]["I2"] = 7
    content = port.path.read_bytes()
    with pytest.raises(Changed):
        port.write(OTHER, plan)
    assert port.path.read_bytes() == content
    assert beside(port) == []


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    port = ExcelPort(tmp_path / "buku.xlsx")
    seen = port.read()
    port.path.write_bytes(b"milik orang")
    with pytest.raises(Changed):
        port.write(DESIRED, changes(DESIRED, None, seen))
    assert port.path.read_bytes() == b"milik orang"


def test_a_file_that_vanished_meanwhile_is_a_change(port: ExcelPort) -> None:
    plan = changes(OTHER, DESIRED, port.read())
    port.path.unlink()
    with pytest.raises(Changed):
        port.write(OTHER, plan)
    assert not port.path.exists()


@pytest.mark.parametrize("lock", ["~$buku.xlsx", ".~lock.buku.xlsx#"])
def test_while_somebody_has_the_file_open_the_new_one_stands_beside(port: ExcelPort, lock: str) -> None:
    content = port.path.read_bytes()
    port.path.with_name(lock).touch()
    written = again(port)
    assert (written.version, written.where) == (None, str(port.path.with_name("buku (baru).xlsx")))
    assert port.path.read_bytes() == content
    assert Path(written.where).read_bytes() == render(OTHER)
    assert port.read().token == 57


def test_what_somebody_typed_in_the_version_beside_is_kept(port: ExcelPort) -> None:
    port.path.with_name("~$buku.xlsx").touch()
    where = Path(again(port).where)
    again(port)
    assert beside(port) == ["buku (baru).xlsx", "~$buku.xlsx"]
    with saved(where) as book:
        book["Isian"]["I2"] = 7
    edited = where.read_bytes()
    again(port)
    (kept,) = [name for name in beside(port) if "asli" in name]
    assert port.path.with_name(kept).read_bytes() == edited
    assert where.read_bytes() == render(OTHER)


def test_whatever_stands_beside_is_kept_unless_we_wrote_it(port: ExcelPort) -> None:
    port.path.with_name("~$buku.xlsx").touch()
    port.path.with_name("buku (baru).xlsx").write_bytes(b"bukan buku kerja")
    again(port)
    (kept,) = [name for name in beside(port) if "asli" in name]
    assert port.path.with_name(kept).read_bytes() == b"bukan buku kerja"


def test_a_file_with_something_of_ones_own_is_kept_once_before_it_is_written(port: ExcelPort) -> None:
    with saved(port.path) as book:
        own = book.create_sheet("Saya")
        own["A1"], own["A2"], own["A3"] = 20, "=A1*2", "=namaku*2"
        book["Isian"]["T1"], book["Isian"]["T2"] = "Selisih", "=I2-H2"
    original = port.path.read_bytes()
    again(port)
    (kept,) = beside(port)
    assert kept.startswith("buku (asli ")
    assert port.path.with_name(kept).read_bytes() == original
    again(port)
    assert beside(port) == [kept]
    book = openpyxl.load_workbook(port.path)
    assert [book["Saya"].cell(row, 1).value for row in (1, 2, 3)] == [20, "=A1*2", None]
    assert [book["Isian"].cell(row, 20).value for row in (1, 2)] == ["Selisih", "=I2-H2"]
    assert not book["Saya"].protection.sheet
    assert not book["Isian"]["T2"].protection.locked
    book.close()


def test_an_edit_alone_leaves_no_copy(port: ExcelPort) -> None:
    with saved(port.path) as book:
        book["Isian"]["I2"] = 7
    again(port)
    assert beside(port) == []


def test_a_file_with_notes_on_cells_is_kept(port: ExcelPort) -> None:
    with saved(port.path) as book:
        book["Isian"]["I2"].comment = Comment("tanya dulu", "saya")
    again(port)
    assert len(beside(port)) == 1


def test_a_foreign_file_is_carried_along_and_kept(tmp_path: Path) -> None:
    port = ExcelPort(tmp_path / "buku.xlsx")
    book = openpyxl.Workbook()
    book.active.title, book.active["A1"] = "Isian", "bukan milik kinerja"
    book.save(port.path)
    original = port.path.read_bytes()
    seen = port.read()
    assert (port.version() is None, seen.facts, seen.tabs) == (False, {}, {})
    port.write(DESIRED, changes(DESIRED, None, seen))
    (kept,) = beside(port)
    assert port.path.with_name(kept).read_bytes() == original
    written = openpyxl.load_workbook(port.path)
    assert written["Isian (2)"]["A1"].value == "bukan milik kinerja"
    assert written["Isian"]["A1"].value == "Perjanjian"
    written.close()


def test_tabs_stay_in_the_order_that_people_gave_them(port: ExcelPort) -> None:
    with saved(port.path) as book:
        book.move_sheet("_sync", -8)
        book.create_sheet("Saya", 3)["A1"] = 1
        del book["Target"]
        names = book.sheetnames
    again(port)
    book = openpyxl.load_workbook(port.path)
    names.insert(names.index("Isian") + 1, "Target")
    assert book.sheetnames == names
    assert book.active.title == "Ringkasan"  # the hidden tab that comes first does not open
    book.close()


def test_merged_cells_and_charts_follow_moved_columns_as_long_as_they_hold_together(port: ExcelPort) -> None:
    with saved(port.path) as book:
        capaian, ringkasan = book["Capaian"], book["Ringkasan"]
        for sheet in (capaian, ringkasan):
            for area in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(area))
            sheet.insert_cols(1)
            sheet["A1"] = "saya"
    again(port)
    book = openpyxl.load_workbook(port.path)
    assert {str(area) for area in book["Capaian"].merged_cells.ranges} == {
        "B1:G1", "H1:K1", "L1:O1", "P1:S1", "T1:W1",
    }  # fmt: skip
    (chart,) = book["Ringkasan"]._charts
    assert chart.series[0].val.numRef.f.startswith("Ringkasan!$C$")
    assert book["Capaian"]["A1"].value == "saya"
    book.close()


def test_who_saved_the_file_is_a_candidate(port: ExcelPort) -> None:
    assert port.authors() == ()
    with saved(port.path) as book:
        book.properties.lastModifiedBy = "Rekan Contoh"
    port.read()
    assert port.authors() == ("Rekan Contoh",)


def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        ExcelPort(tmp_path).read()
    assert refused.value.code == "unreadable-file"


def typed(value: Raw, result: Raw = None) -> Workbook:
    """A file in which somebody typed a value into an input cell, written again by a write that leaves it alone."""
    opened = read(render(DESIRED), "a")
    at = 2, VALUE
    pages = tuple(
        replace(page, cells={**page.cells, at: value}, results={at: result}) if key == "isian" else page
        for page, key in zip(opened.pages, opened.keys, strict=True)
    )
    plan = changes(DESIRED, DESIRED, opened.snapshot)
    return arranged(DESIRED, plan, replace(opened, pages=pages))


RAW: st.SearchStrategy[Raw] = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=40),
    st.decimals(-(10**12), 10**12, places=3).map(lambda value: Decimal(repr(float(value)))),
    st.booleans(),
    st.dates(datetime.date(1900, 3, 1), datetime.date(9999, 12, 31)),
    st.integers(-10_000, 10_000).map(lambda value: Percent(Decimal(value))),
    st.datetimes(datetime.datetime(1901, 1, 1), datetime.datetime(2099, 1, 1))  # noqa: DTZ001 -- a cell has no zone
    .map(lambda value: value.replace(second=value.second or 1, microsecond=0))
    .map(lambda value: Clock(value.isoformat(sep=" "))),
    st.integers(1, 10**6).map(lambda value: Clock(f"{value // 3600:02}:{value // 60 % 60:02}:{value % 60:02}")),
    st.sampled_from([Formula("=2*4"), Formula("=SUM(A1:A9)"), Fault("#REF!"), Fault("#N/A"), Clock("-5")]),
)  # fmt: skip


@given(RAW)
def test_whatever_stands_in_an_input_cell_is_read_the_same_after_a_write_that_leaves_it_alone(value: Raw) -> None:
    found = read(render(typed(value)), "a").page("isian")
    assert found is not None
    assert found.cells[2, VALUE] == value


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "=namaku", "=[1]Lembar!A1", "{=A1:B1}", "=Tabel1[Nilai]"])
def test_a_formula_that_no_program_could_open_stays_visible_as_text(text: str) -> None:
    found = read(render(typed(Formula(text), Decimal(5))), "a").page("isian")
    assert found is not None
    assert found.cells[2, VALUE] == text


def test_a_kept_formula_keeps_what_it_came_to() -> None:
    found = read(render(typed(Formula("=2*4"), Decimal(8))), "a").page("isian")
    assert found is not None
    assert found.results[2, VALUE] == Decimal(8)


@given(st.permutations(range(1, 14)), st.permutations(range(17)), st.data())
def test_any_arrangement_of_rows_and_columns_is_kept(rows: list[int], columns: list[int], data: st.DataObject) -> None:
    """What is written after sorting and moving is what was read, with the plan's cells in their rows."""
    opened = read(render(DESIRED), "a")
    page = opened.page("isian")
    assert page is not None
    to = {0: 0, **{old: new for new, old in enumerate(rows, 1)}}
    moved = replace(page, cells={(to[row], columns[at]): raw for (row, at), raw in page.cells.items()})
    pages = tuple(moved if each is page else each for each in opened.pages)
    seen = opened.snapshot.tabs["isian"]
    tab = replace(
        seen,
        columns={key: columns[at] for key, at in seen.columns.items()},
        rows=tuple(sorted((replace(row, at=to[row.at]) for row in seen.rows), key=lambda row: row.at)),
    )
    snapshot = replace(opened.snapshot, tabs={**opened.snapshot.tabs, "isian": tab})
    sheet = DESIRED.sheet("isian")
    line = data.draw(st.integers(1, len(sheet.cells) - 1))
    cells = tuple(
        tuple(
            Cell("baru", cell.style) if (at, column.key) == (line, "remark") else cell
            for column, cell in zip(sheet.columns, row, strict=True)
        )
        for at, row in enumerate(sheet.cells)
    )
    desired = replace(
        DESIRED, sheets=tuple(replace(each, cells=cells) if each is sheet else each for each in DESIRED.sheets)
    )
    plan = changes(desired, DESIRED, snapshot)
    written = read(render(arranged(desired, plan, replace(opened, snapshot=snapshot, pages=pages))), "a")
    found = written.page("isian")
    assert found is not None
    place = to[line], tab.columns["remark"]
    assert found.cells == dict(sorted({**moved.cells, place: "baru"}.items()))
    assert written.snapshot.tabs["isian"].columns == tab.columns


def test_a_tab_without_a_plan_stays_as_it_stands() -> None:
    opened = read(render(DESIRED), "a")
    plan = Changes(seen=opened.snapshot, tabs=())
    written = read(render(arranged(OTHER, plan, opened)), "a")
    assert written.pages == opened.pages
