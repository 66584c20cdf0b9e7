"""The `.xlsx` port: what other programs read back, and what happens to the file on disk."""

import datetime
import os
import time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.errors import Unavailable
from sync.data import BookData
from sync.excel import STALE_AFTER, is_open, render, write
from sync.layout import build
from sync.layout.styles import STYLES
from sync.model import Cell, Column, Sheet, Validation, Value, Workbook

ACTIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "{=A1}", "http://contoh.go.id", "mailto:a@b", "0012", "1e5", "<r>x</r>"]


def one_cell(value: Value, style: str = "text") -> Workbook:
    sheet = Sheet(key="t", name="T", columns=(Column(key="a", header="", width=10),), cells=((Cell(value, style),),))
    return Workbook(
        name="b", title="b", as_of="2024-01-01T00:00:00Z", footer="1 & 2", page="{page}/{pages}", sheets=(sheet,),
        styles=STYLES,
    )  # fmt: skip


def read(workbook: Workbook) -> Any:
    return openpyxl.load_workbook(BytesIO(render(workbook)))


def test_the_same_data_give_the_same_bytes(book: BookData) -> None:
    first = render(build(book))
    time.sleep(2.1)  # a zip stores moments to two seconds
    assert render(build(book)) == first


def test_other_data_give_other_bytes(book: BookData, open_book: BookData) -> None:
    assert render(build(book)) != render(build(open_book))


def calamine(workbook: Workbook) -> Any:
    return python_calamine.load_workbook(BytesIO(render(workbook))).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("text", ACTIVE)
def test_a_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    book = read(one_cell(text))
    cell = book["T"]["A1"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert calamine(one_cell(text)) == [[text]]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert calamine(one_cell(text)) == [[text]]


@pytest.mark.parametrize(
    ("value", "back"),
    [
        (Decimal("81.35"), 81.35),
        (Decimal("-0.005"), -0.005),
        (Decimal(0), 0),
        (Decimal("1e400"), "1E+400"),
        (datetime.date(2024, 3, 31), datetime.datetime(2024, 3, 31)),  # noqa: DTZ001 -- openpyxl's reading of a day
        (datetime.date(1899, 1, 1), "1899-01-01"),
        ("x" * 40_000, "x" * 32_766 + "…"),
        (None, None),
    ],
)
def test_values_keep_their_type_and_their_worth(value: Value, back: object) -> None:
    style = "date" if isinstance(value, datetime.date) else "text"
    assert read(one_cell(value, style))["T"]["A1"].value == back


def test_sheets_are_protected_and_only_input_cells_are_open(book: BookData) -> None:
    workbook = build(book)
    loaded = read(workbook)
    for sheet in workbook.sheets:
        tab = loaded[sheet.name]
        assert tab.protection.sheet
        unlocked = {cell.column - 1 for row in tab.iter_rows() for cell in row if not cell.protection.locked}
        inputs = {at for at, column in enumerate(sheet.columns) if column.role == "input"}
        assert unlocked == (inputs if sheet.key == "isian" else set())


def test_inputs_are_validated_with_words_to_help(open_book: BookData) -> None:
    loaded = read(build(open_book))
    rules = {str(rule.sqref): rule for rule in loaded["Isian"].data_validations.dataValidation}
    assert {area[0]: rule.type for area, rule in rules.items()} == {
        "I": "decimal", "J": "decimal", "K": "decimal", "L": "date", "M": None, "N": None,
    }  # fmt: skip
    assert all(rule.prompt for rule in rules.values())
    assert len(loaded["Target"].data_validations.dataValidation) == 5


def test_a_closed_target_tab_has_no_rules(book: BookData) -> None:
    assert not read(build(book))["Target"].data_validations.dataValidation


def test_a_list_of_choices_becomes_a_drop_down() -> None:
    rule = Validation(kind="list", title="t", message="m", options=("lembar", "buku besar"))
    columns = (Column(key="a", header="A", width=9, role="input", validation=rule),)
    sheet = Sheet(key="t", name="T", columns=columns, cells=((Cell("A", "head"),), (Cell(None, "input"),)), header=0)
    plain = one_cell("x")
    workbook = Workbook(
        name="b", title="b", as_of=plain.as_of, footer="", page="", sheets=(sheet,), styles=STYLES,
    )  # fmt: skip
    (found,) = read(workbook)["T"].data_validations.dataValidation
    assert found.formula1 == '"lembar,buku besar"'


def test_pages_are_landscape_a4_one_wide_with_repeated_headers_and_numbers(book: BookData) -> None:
    loaded = read(build(book))
    for name in ("Ringkasan", "Capaian", "Isian", "Target", "Jejak Audit"):
        tab = loaded[name]
        assert (tab.page_setup.orientation, int(tab.page_setup.paperSize)) == ("landscape", 9)
        assert (tab.page_setup.fitToWidth or 1, tab.page_setup.fitToHeight) == (1, 0)
        assert tab.sheet_properties.pageSetUpPr.fitToPage
        assert tab.print_title_rows
        assert "&P" in tab.oddFooter.center.text
        assert tab.freeze_panes
    assert loaded["Isian"].auto_filter.ref == "A1:Q14"
    assert loaded["Isian"].column_dimensions["Q"].hidden
    assert loaded["_sync"].sheet_state == "hidden"
    assert len(loaded["Ringkasan"]._charts) == 1


def test_a_book_is_written_whole_and_nothing_is_left_beside_it(book: BookData, tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert write(build(book), path) == path
    assert path.read_bytes() == render(build(book))
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["buku.xlsx"]


@pytest.mark.parametrize("lock", ["~$buku.xlsx", ".~lock.buku.xlsx#"])
def test_an_open_book_is_left_alone_and_the_new_one_stands_beside_it(book: BookData, tmp_path: Path, lock: str) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(b"somebody types here")
    (tmp_path / lock).touch()
    assert write(build(book), path) == tmp_path / "buku (baru).xlsx"
    assert path.read_bytes() == b"somebody types here"


def test_a_lock_of_yesterday_is_ignored(book: BookData, tmp_path: Path) -> None:
    path, lock = tmp_path / "buku.xlsx", tmp_path / ".~lock.buku.xlsx#"
    lock.touch()
    assert is_open(path)
    old = time.time() - STALE_AFTER - 60
    os.utime(lock, (old, old))
    assert not is_open(path)
    assert write(build(book), path) == path


def test_a_write_that_fails_leaves_the_old_book(
    book: BookData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as refused:
        write(build(book), path)
    assert refused.value.code == "file-unwritable"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["buku.xlsx"]


def test_a_folder_that_is_missing_is_said(book: BookData, tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        write(build(book), tmp_path / "none" / "buku.xlsx")
