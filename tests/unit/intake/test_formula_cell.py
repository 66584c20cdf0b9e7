"""Labels inside the formula cell, ratios in words, open brackets and forms left unfilled."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.intake.document import Reading
from kinerja_es.intake.formula_cell import FormulaCell, has_open_bracket, is_template, ratio, read_formula_cell

Read = Callable[..., Reading]
Codes = Callable[[Reading], list[str]]


@pytest.mark.parametrize("mark", ["=", ":", " = ", " :"])
@pytest.mark.parametrize("label", ["Type Perhitungan", "Tipe Penghitungan", "TIPE PERHITUNGAN", "Jenis  Perhitungan"])
@pytest.mark.parametrize("between", ["\n", " "])
def test_every_spelling_of_the_labels(mark: str, label: str, between: str) -> None:
    text = between.join(
        [f"Formulasi{mark}a dibagi b", f"{label}{mark}Kumulatif", f"Sumber Data{mark}c", f"Keterangan{mark}d"]
    )

    assert read_formula_cell(text) == FormulaCell(
        formula="a dibagi b", calculation="Kumulatif", source="c", note="d", labelled=True
    )


def test_text_before_the_labels_and_repeated_labels_are_kept() -> None:
    cell = read_formula_cell("hitung dulu\nFormula : a\nSumber Data : b\nSumber Data : c")

    assert (cell.formula, cell.source) == ("hitung dulu\na", "b\nc")


def test_the_condition_of_a_formula_stays_with_it() -> None:
    assert read_formula_cell("Formulasi untuk kelurahan:\na + b").formula == "untuk kelurahan: a + b"


def test_a_cell_without_labels_is_all_formula() -> None:
    assert read_formula_cell("jumlah laporan") == FormulaCell(formula="jumlah laporan")
    assert read_formula_cell("") == FormulaCell()


PIECES = st.lists(st.sampled_from([*"ab=:\n (", "Formulasi", "Sumber Data", "Ket."]), max_size=20).map("".join)


@given(PIECES)
def test_no_word_of_a_cell_is_lost(text: str) -> None:
    cell = read_formula_cell(text)

    kept = "".join(part or "" for part in (cell.formula, cell.calculation, cell.source, cell.note))
    for letter in "ab":
        assert kept.count(letter) <= text.count(letter)
        written = text.replace("Formulasi", "").replace("Sumber Data", "")
        assert kept.count(letter) >= written.count(letter)


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("(a tepat waktu dibagi total a) dikali 100%", ("a tepat waktu", "total a")),
        ("a ditangani dibagi dengan a masuk dikali 100%", ("a ditangani", "a masuk")),
        ("a dibagi b", ("a", "b")),
        ("(a) / (b) x 100 %", ("a", "b")),
        ("Persentase c = jumlah a / jumlah b × 100%", ("jumlah a", "jumlah b")),
        ("(a (baru) dibagi b (semua)) dikali 100%", ("a (baru)", "b (semua)")),
        ("jumlah a dibagi\njumlah b\ndikali 100%", ("jumlah a", "jumlah b")),
        ("jumlah sarana/prasarana yang baik", None),
        ("a dibagi b dibagi c", None),
        ("20% x a dibagi b", None),
        ("a dibagi b + c", None),
        ("Hasil evaluasi", None),
        ("", None),
    ],
)
def test_ratios_in_words(formula: str, names: tuple[str, str] | None) -> None:
    assert ratio(formula) == names


@pytest.mark.parametrize(("formula", "is_open"), [("(a", True), ("a)", True), (")(", True), ("(a) (b)", False)])
def test_brackets_pair_up_or_not(formula: str, *, is_open: bool) -> None:
    assert has_open_bracket(formula) == is_open


@pytest.mark.parametrize(
    "text", ["(diisi dengan rumus)", "Isikan formula", "Formulasi : ...........", "Formulasi : ……"]
)
def test_a_form_left_unfilled_is_known(read: Read, codes: Codes, text: str) -> None:
    assert is_template(text)
    assert "template-text" in codes(read(f"1\tA\tPersentase B\t90%\t{text}"))


def test_an_ordinary_formula_is_no_unfilled_form() -> None:
    assert not is_template("Nilai hasil survei... (skala 100)")


def test_gaps_of_the_formula_cell_are_named(read: Read, codes: Codes) -> None:
    assert codes(read("1\tA\tPersentase B\t90%\t")) == ["calculation-unset", "formula-missing", "source-unset"]
    assert "formula-without-label" in codes(read("1\tA\tPersentase B\t90%\tnilai survei"))


def test_columns_of_their_own_say_it_as_well(read: Read, codes: Codes) -> None:
    reading = read(
        "A\tNilai B\t90\tsurvei\tNon Kumulatif\tBPS",
        columns="Sasaran\tIndikator\tTarget\tRumus\tTipe Penghitungan\tSumber Data",
    )

    indicator = reading.indicators[0].indicator
    assert (indicator.calculation_raw, indicator.source, indicator.aggregation) == ("Non Kumulatif", "BPS", "last")
    assert codes(reading) == ["target-without-unit", "axes-suggested"]
