"""Any text that is written into a file of Excel is read back as it was, however much it looks like something else."""

from io import BytesIO

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sync.excel import OPTIONS
from sync.excel_cells import Looks, write_cell
from sync.model import Cell, Style
from tests.injection.corpus import TEXTS

ESCAPES = st.lists(
    st.sampled_from(["_x003D_", "x005F_", "_x0041", "_", "x", "<r>", "</r>", "<t>", "=1", "a"]), max_size=9
)


def read_back(text: str) -> object:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    tab = book.add_worksheet("a")
    write_cell(tab, 0, 0, Cell(text, "text"), Looks(book, {"text": Style()}))
    book.close()
    rows = python_calamine.load_workbook(BytesIO(buffer.getvalue())).get_sheet_by_index(0).to_python()
    return rows[0][0]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_the_corpus_is_read_back(text: str) -> None:
    assert read_back(text) == text


@given(ESCAPES.map("".join).filter(bool))
def test_a_text_that_looks_like_an_escape_of_the_file_is_read_back(text: str) -> None:
    assert read_back(text) == text


@pytest.mark.parametrize("text", ["_x005F_x003D_\r=1", "<r>\ta\x01</r>"])
def test_a_control_beside_such_escapes_becomes_a_blank_or_a_line_end(text: str) -> None:
    assert read_back(text) == text.replace("\r", "\n").replace("\x01", " ")
