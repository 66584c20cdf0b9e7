"""Files as other programs save them, read cell by cell, and files that are none."""

import datetime
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.errors import Unavailable
from sync.data import BookData
from sync.excel import render
from sync.excel_formula import carried
from sync.excel_marks import moved
from sync.excel_read import Page, number, read
from sync.layout import build
from sync.snapshot import Clock, Fault, Formula, Percent, Raw, SeenRow
from tests.unit.sync.conftest import make_book

BOOK = render(build(make_book()))


def page(content: bytes, name: str = "Sheet") -> Page:
    return next(each for each in read(content, "buku.xlsx").pages if each.name == name)


def saved(cells: Mapping[str, tuple[Any, str]]) -> Mapping[tuple[int, int], Raw]:
    """What is read of a sheet with these values and number formats, by row and column."""
    book = openpyxl.Workbook()
    for place, (value, number_format) in cells.items():
        book.active[place].value = value
        book.active[place].number_format = number_format
    return page(stored(book)).cells


def stored(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, change: Any) -> bytes:
    """The file with one part of the archive changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return buffer.getvalue()


def outcome(content: bytes) -> str | None:
    """The code of the refusal, None where the file is read."""
    try:
        read(content, "buku.xlsx")
    except Unavailable as refused:
        return refused.code
    return None


def rounded(rows: Sequence[SeenRow]) -> list[dict[str, Raw]]:
    """Rows with their numbers to 14 digits, which every program keeps."""
    return [
        {key: Decimal(f"{raw:.13e}") if isinstance(raw, Decimal) else raw for key, raw in row.cells.items()}
        for row in rows
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "raw"),
    [
        (81.35, "General", Decimal("81.35")),
        (1 / 3, "General", Decimal("0.3333333333333333")),
        (100, "General", Decimal(100)),
        (1e22, "General", Decimal("1e22")),
        ("81,35", "General", "81,35"),
        ("  x ", "General", "  x "),
        (True, "General", True),
        (0.5, "0%", Percent(Decimal(50))),
        (0.8135, "0.00%", Percent(Decimal("81.35"))),
        (0.5, '0.0" %"', Decimal("0.5")),
        (0.5, "#,##0.0\\%", Decimal("0.5")),
        (0.5, "[Red]#,##0.0 %", Percent(Decimal(50))),
        (datetime.date(2024, 3, 31), "dd/mm/yyyy", datetime.date(2024, 3, 31)),
        (datetime.datetime(2024, 3, 31, 4, 5), "dd/mm/yyyy hh:mm", Clock("2024-03-31 04:05:00")),  # noqa: DTZ001
        (datetime.time(8, 10), "hh:mm", Clock("08:10:00")),
        (datetime.timedelta(hours=81, minutes=35), "[h]:mm:ss", Clock("81:35:00")),
        (-5, "dd/mm/yyyy", Clock("-5")),
        (-0.25, "[h]:mm", Clock("-0.25")),
        ("=1+1", "General", Formula("=1+1")),
        ("#REF!", "General", Fault("#REF!")),
    ],
)
def test_a_cell_is_read_as_what_it_is(value: object, number_format: str, raw: Raw) -> None:
    assert saved({"C4": (value, number_format)}) == {(3, 2): raw}


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_shortest_decimal_of_its_binary(value: float) -> None:
    assert float(number(value)) == value
    assert len(number(value).as_tuple().digits) <= 17


def test_a_formula_that_came_to_an_error_is_a_formula_and_one_that_is_lost_is_an_error() -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    tab = book.add_worksheet("Sheet")
    tab.write_formula(0, 0, "=1/0", None, "#DIV/0!")
    tab.write_formula(0, 1, "=#REF!", None, "#REF!")
    tab.write_array_formula(1, 0, 1, 1, "{=A1:B1}", None, 7)
    book.close()
    found = page(buffer.getvalue())
    assert found.cells == {
        (0, 0): Formula("=1/0"), (0, 1): Fault("#REF!"), (1, 0): Formula("{=A1:B1}"), (1, 1): Decimal(0),
    }  # fmt: skip
    assert found.results[1, 0] == Decimal(7)


def test_a_formula_that_was_filled_down_is_read_in_every_row() -> None:
    book = openpyxl.Workbook()
    for row in range(1, 4):
        book.active.cell(row, 1).value = row
    shared = (
        b'<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+LOG10(A1)&amp;"A1"</f><v>1</v></c>',
        b'<c r="B2"><f t="shared" si="0"/><v>2</v></c>',
        b'<c r="B3"><f t="shared" si="0"/><v>3</v></c>',
    )

    def add(xml: bytes) -> bytes:
        for row, cell in enumerate(shared, 1):
            place = xml.index(b"</row>", xml.index(b'<row r="%d"' % row))
            xml = xml[:place] + cell + xml[place:]
        return xml

    found = page(with_part(stored(book), "xl/worksheets/sheet1.xml", add))
    assert found.cells[0, 1] == Formula('=A1*$A$1+LOG10(A1)&"A1"')
    assert found.cells[2, 1] == Formula('=A3*$A$1+LOG10(A3)&"A1"')
    assert found.results[2, 1] == Decimal(3)


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    rows = (
        b"<sheetData>"
        b'<row><c t="inlineStr"><is><t>teks</t></is></c><c><f>1+1</f><v>2</v></c></row>'
        b'<row r="4"><c r="B4"><f>2+2</f><v>4</v></c><c><f>3+3</f><v>6</v></c></row>'
        b"<row><c><f>5</f><v>5</v></c></row></sheetData>"
    )
    book = openpyxl.Workbook()
    content = with_part(
        stored(book), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<sheetData></sheetData>", rows)
    )
    assert page(content).cells == {
        (0, 0): "teks", (0, 1): Formula("=1+1"), (3, 1): Formula("=2+2"), (3, 2): Formula("=3+3"),
        (4, 0): Formula("=5"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "down", "right", "there"),
    [
        ("A1+B2", 1, 0, "A2+B3"),
        ("A1:Z9", 0, 1, "B1:AA9"),
        ("$A1+A$1+$A$1", 2, 2, "$A3+C$1+$A$1"),
        ('"A1"&A1', 1, 0, '"A1"&A2'),
        ("'TW1'!A1+Lembar1!A1", 1, 0, "'TW1'!A2+Lembar1!A2"),
        ("LOG10(A1)+TW1_x", 1, 0, "LOG10(A2)+TW1_x"),
    ],
)
def test_a_copied_formula_speaks_of_the_cells_beside_it(formula: str, down: int, right: int, there: str) -> None:
    assert moved(formula, down, right) == there


@pytest.mark.parametrize(
    ("formula", "known"),
    [
        ("=A1*2", True),
        ("=SUM(A1:A9)/COUNT($B:$B)", True),
        ('=IF(Isian!I2>0,"baik [1]","kurang")', True),
        ("='Jejak Audit'!A1", True),
        ("=_xlfn.XLOOKUP(A1,B:B,C:C)", True),
        ("=Lain!A1", False),
        ("=namaku*2", False),
        ("=Tabel1[Nilai]", False),
        ("=[1]Lembar!A1", False),
        ("=cmd|'/c calc'!A1", False),
        ("{=A1:B1}", False),
    ],
)
def test_a_formula_is_carried_where_all_that_it_speaks_of_is_still_there(formula: str, known: bool) -> None:
    assert carried(formula, frozenset({"Isian", "Jejak Audit"})) is known


@pytest.mark.parametrize(
    "content",
    [
        b"", b"teks", b"PK\x03\x04 rusak", BOOK[:-200], BOOK[: len(BOOK) // 2], BOOK[:20],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
    ids=["empty", "text", "not a zip", "cut at the end", "cut in half", "cut at the start", "an old .xls"],
)  # fmt: skip
def test_what_is_no_workbook_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Unavailable) as refused:
        read(content, "buku.xlsx")
    assert (refused.value.code, refused.value.where) == ("workbook-unreadable", "buku.xlsx")


def test_another_kind_of_archive_is_no_workbook() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(Unavailable) as refused:
        read(buffer.getvalue(), "buku.xlsx")
    assert refused.value.code == "workbook-unreadable"


def test_a_workbook_with_a_password_is_said_to_have_one() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(Unavailable) as refused:
        read(content, "buku.xlsx")
    assert refused.value.code == "workbook-locked-by-password"


def test_a_small_file_that_grows_without_end_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.excel_read.LARGEST", 1000)
    with pytest.raises(Unavailable) as refused:
        read(BOOK, "buku.xlsx")
    assert refused.value.code == "workbook-unreadable"


@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_anything_else(data: st.DataObject) -> None:
    content = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(content)) in {None, "workbook-unreadable", "workbook-locked-by-password"}


@given(st.data())
def test_a_damaged_part_is_read_or_refused_and_never_anything_else(data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(BOOK)) as archive:
        parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    name = data.draw(st.sampled_from(parts))

    def damage(xml: bytes) -> bytes:
        start = data.draw(st.integers(0, len(xml)))
        return xml[:start] + data.draw(st.binary(max_size=20)) + xml[start + data.draw(st.integers(0, 40)) :]

    assert outcome(with_part(BOOK, name, damage)) in {None, "workbook-unreadable"}


def test_a_foreign_workbook_has_pages_but_no_facts_and_no_tabs() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Isian"
    book.active["A1"] = "Kode"
    opened = read(stored(book), "lain.xlsx")
    assert (opened.snapshot.facts, opened.snapshot.tabs, opened.keys) == ({}, {}, (None,))


def test_the_tabs_are_found_in_any_order_and_beside_others(book: BookData) -> None:
    loaded = openpyxl.load_workbook(BytesIO(BOOK))
    loaded.move_sheet("_sync", -8)
    loaded.move_sheet("Isian", 5)
    loaded.create_sheet("Milik saya", 2)["B2"] = 7
    loaded.copy_worksheet(loaded["Target"])
    opened = read(stored(loaded), "buku.xlsx")
    before = read(BOOK, "buku.xlsx").snapshot
    assert opened.snapshot.facts == before.facts
    assert dict(opened.snapshot.tabs) == dict(before.tabs)
    assert [page.name for page, key in zip(opened.pages, opened.keys, strict=True) if key is None] == [
        "Milik saya", "Target Copy",
    ]  # fmt: skip
    assert set(opened.snapshot.tabs) == {sheet.key for sheet in build(book).sheets}


def test_a_book_in_english_is_found_by_its_own_headers(book: BookData) -> None:
    workbook = build(replace(book, language="en"))
    opened = read(render(workbook), "book.xlsx")
    assert set(opened.snapshot.tabs) == {sheet.key for sheet in workbook.sheets}
    assert opened.snapshot.facts["language"] == "en"


def test_headers_say_which_column_is_ours(book: BookData) -> None:
    """No tab has one header twice, in either language, so that a header means one column."""
    for language in ("id", "en"):
        for sheet in build(replace(book, language=language)).sheets:
            headers = [column.header for column in sheet.columns if sheet.header is not None]
            assert len(headers) == len(set(headers)), sheet.key


@pytest.mark.needs_program("soffice")
def test_what_libreoffice_saves_is_read_as_it_was(tmp_path: Path) -> None:
    loaded = openpyxl.load_workbook(BytesIO(BOOK))
    loaded["Isian"]["I5"].value = "=2*4"
    loaded["Isian"]["I6"].value = "#REF!"
    loaded["Isian"]["I7"].value, loaded["Isian"]["I7"].number_format = 0.5, "0%"
    loaded["Isian"]["I8"].value, loaded["Isian"]["I8"].number_format = datetime.time(8, 10), "hh:mm"
    (tmp_path / "buku.xlsx").write_bytes(stored(loaded))
    home = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    convert = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run(
        [*convert, str(tmp_path / "baru"), str(tmp_path / "buku.xlsx")], check=True, capture_output=True, timeout=180
    )
    before = read((tmp_path / "buku.xlsx").read_bytes(), "a").snapshot
    after = read((tmp_path / "baru" / "buku.xlsx").read_bytes(), "b").snapshot
    typed = [row.cells.get("value") for row in after.tabs["isian"].rows]
    assert typed[4:8] == [Formula("=2*4"), Fault("#REF!"), Percent(Decimal(50)), Clock("08:10:00")]
    assert after.facts == before.facts
    for key, tab in before.tabs.items():
        assert after.tabs[key].columns == tab.columns
        assert rounded(after.tabs[key].rows) == rounded(tab.rows), key
