"""Rows of the indicator table: nothing is dropped, nothing is guessed."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kinerja_es.indicator import Target
from kinerja_es.intake.document import Reading

Read = Callable[..., Reading]
Codes = Callable[[Reading], list[str]]

FULL = "Formulasi = hitung Type Perhitungan = Non Kumulatif Sumber Data = laporan"


def texts(reading: Reading) -> list[str]:
    return [row.indicator.text for row in reading.indicators]


def numbers(reading: Reading) -> list[str]:
    return [row.indicator.code for row in reading.indicators]


def test_a_clean_row_has_no_finding_but_its_suggestion(read: Read, codes: Codes) -> None:
    assert codes(read(f"1\tMeningkatnya A\tPersentase B\t90%\t{FULL}")) == ["axes-suggested"]


def test_numbering_bullets_and_quotes_are_taken_off_a_text(read: Read, codes: Codes) -> None:
    reading = read(f'1\t1. "Meningkatnya A"\ta. “Persentase B”\t90%\t{FULL}')

    assert texts(reading) == ["Persentase B"]
    assert reading.indicators[0].indicator.outcome.text == "Meningkatnya A"
    assert "text-cleaned" in codes(reading)


def test_codes_come_from_the_document_only_where_it_numbers_every_indicator(read: Read) -> None:
    rows = ("Meningkatnya A\tPersentase B\t1%\t", "\tPersentase C\t2%\t")

    assert numbers(read(f"2.1\t{rows[0]}", f"2.2.\t{rows[1]}")) == ["2.1", "2.2"]
    assert numbers(read(f"7\t{rows[0]}", f"\t{rows[1]}")) == ["1", "2"]
    assert numbers(read(f"7\t{rows[0]}", f"7\t{rows[1]}")) == ["1", "2"]


def test_two_numbered_indicators_with_two_targets_are_taken_apart(read: Read, codes: Codes) -> None:
    reading = read(f"1\tA\t<p>1. Persentase B</p><p>2. Persentase C</p>\t<p>1. 90%</p><p>2. 80%</p>\t{FULL}")

    assert [(row.indicator.text, row.target.value) for row in reading.indicators] == [
        ("Persentase B", Decimal(90)), ("Persentase C", Decimal(80)),
    ]  # fmt: skip
    assert "indicators-in-one-cell" in codes(reading)


def test_two_numbered_indicators_with_one_target_stay_together_and_are_named(read: Read, codes: Codes) -> None:
    reading = read(f"1\tA\t1. Persentase B 2. Persentase C\t90%\t{FULL}")

    assert texts(reading) == ["1. Persentase B 2. Persentase C"]
    assert "indicators-in-one-cell" in codes(reading)


def test_a_number_inside_a_name_does_not_split_it(read: Read) -> None:
    assert texts(read(f"1\tA\tPersentase usia 15 tahun ke atas menurut PP 43. Tahap 2\t90%\t{FULL}")) == [
        "Persentase usia 15 tahun ke atas menurut PP 43. Tahap 2"
    ]


def test_the_same_indicator_twice_is_kept_and_named(read: Read) -> None:
    reading = read(f"1\tA\tPersentase B\t90%\t{FULL}", f"2\tC\tPERSENTASE  B.\t80%\t{FULL}")

    (twice,) = [f for f in reading.findings if f.code == "indicator-twice"]
    assert (len(reading.indicators), twice.indicator, twice.params["first"]) == (2, "2", "1")


@pytest.mark.parametrize("text", ["Meningkatnya Mutu Layanan", "Sasaran Itu Sendiri"])
def test_an_outcome_used_as_an_indicator_is_named(read: Read, codes: Codes, text: str) -> None:
    assert "indicator-is-outcome" in codes(read(f"1\tSasaran Itu Sendiri\t{text}\t90\t{FULL}"))


def test_rows_that_hold_no_indicator_become_findings_with_their_cells(read: Read) -> None:
    reading = read(
        f"1\tMeningkatnya A\tPersentase B\t90%\t{FULL}",
        "\t\t\t80%\t",
        "Persentase C\t70%\tx",
        "\tJumlah\t\t2\t",
        "2\tMeningkatnya D\t\t\t",
        "",
        "\t\t\t\t",
        f"\t\tPersentase E\t60%\t{FULL}\tlebih",
    )

    found = [(f.code, f.raw) for f in reading.findings if f.where.startswith("baris ") and f.indicator is None]
    assert found == [
        ("row-not-understood", "80%"),
        ("row-not-understood", "Persentase C | 70% | x"),
        ("total-row", "Jumlah | 2"),
        ("outcome-without-indicator", "Meningkatnya D"),
        ("extra-cells", "lebih"),
    ]
    assert [(row.indicator.text, row.indicator.outcome.text) for row in reading.indicators] == [
        ("Persentase B", "Meningkatnya A"), ("Persentase E", "Meningkatnya D"),
    ]  # fmt: skip


def test_an_indicator_before_any_outcome_is_named(read: Read, codes: Codes) -> None:
    assert "outcome-missing" in codes(read(f"1\t\tPersentase B\t90%\t{FULL}"))


@pytest.mark.parametrize(
    ("title", "cell", "level", "text"),
    [
        ("Sasaran Strategis", "Meningkatnya A", "objective", "Meningkatnya A"),
        ("Tujuan", "Meningkatnya A", "goal", "Meningkatnya A"),
        ("Sasaran Program", "Meningkatnya A", "program", "Meningkatnya A"),
        ("Tujuan/Sasaran", "Sasaran : Meningkatnya A", "objective", "Meningkatnya A"),
        ("Sasaran/Program", "Program Pelayanan", "program", "Program Pelayanan"),
        ("Tujuan/Sasaran", "Meningkatnya A", None, "Meningkatnya A"),
    ],
)
def test_the_level_of_an_outcome(read: Read, title: str, cell: str, level: str | None, text: str) -> None:
    reading = read(f"1\t{cell}\tPersentase B\t90%\t{FULL}", columns=f"No\t{title}\tIndikator\tTarget\tFormulasi")

    outcome = reading.indicators[0].indicator.outcome
    assert (outcome.level, outcome.text) == (level, text)
    assert [f.code for f in reading.findings].count("outcome-level-unknown") == (level is None)


def test_goal_and_objective_in_two_columns(read: Read) -> None:
    reading = read(
        "Tujuan satu\tSasaran satu\tPersentase B\t1%",
        "\tSasaran dua\tPersentase C\t2%",
        "Tujuan dua\t\tPersentase D\t3%",
        columns="Tujuan\tSasaran\tIndikator\tTarget",
    )

    assert [row.indicator.outcome.text for row in reading.indicators] == ["Sasaran satu", "Sasaran dua", "Tujuan dua"]


def test_targets_of_quarters_under_a_merged_header(read: Read, codes: Codes) -> None:
    reading = read(
        "\t\t\tTW I\tTriwulan 2\tTRIWULAN III\tQ4\t",
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)",
        "1\tA\tPersentase B\t25%\t50%\t-\t\t100%",
        columns="No\tSasaran\tIndikator\tTarget\t\t\t\tTarget Tahun 2024",
    )

    (row,) = reading.indicators
    assert {code: (t.kind, t.value) for code, t in row.periods.items()} == {
        "Q1": ("number", Decimal(25)), "Q2": ("number", Decimal(50)), "Q3": ("none", None),
    }  # fmt: skip
    assert row.target.value == Decimal(100)
    assert "no-annual-target" not in codes(reading)


def test_targets_of_periods_alone_and_no_target_at_all_are_named(read: Read, codes: Codes) -> None:
    months = read("A\tPersentase B\t25%\t50%", columns="Sasaran\tIndikator\tJanuari\tTarget Februari")
    none = read("A\tPersentase B", columns="Sasaran\tIndikator")

    assert set(months.indicators[0].periods) == {"01", "02"}
    assert ("no-annual-target" in codes(months), "no-target-column" in codes(none)) == (True, True)
    assert none.indicators[0].target == Target(kind="none", raw="")


def test_a_repeated_header_is_no_row(read: Read) -> None:
    reading = read("1\tA\tPersentase B\t1%\t", "No\tSasaran\tIndikator\tTarget\tFormulasi", "2\tC\tPersentase D\t2%\t")

    assert texts(reading) == ["Persentase B", "Persentase D"]


def test_a_unit_in_its_own_column(read: Read, codes: Codes) -> None:
    reading = read(
        "A\tNilai B\tindek\t80",
        "A\tCakupan C\tpersen\t400",
        "A\tLuas D\tha\t7",
        columns="Sasaran\tIndikator\tSatuan\tTarget",
    )

    assert [row.indicator.unit for row in reading.indicators] == ["indeks", "%", "ha"]
    assert codes(reading).count("unit-corrected") == 2
    assert "beyond-scale" in codes(reading)


def test_an_ambiguous_target_is_held_back_unless_the_document_settles_it(read: Read, codes: Codes) -> None:
    held = read(f"1\tA\tLuas B\t3.000 ha\t{FULL}", f"2\tA\tNilai C\t81.35\t{FULL}")
    settled = read(f"1\tA\tLuas B\t3.000 ha\t{FULL}", f"2\tA\tNilai C\t81,35\t{FULL}")

    assert held.indicators[0].target == Target(kind="none", raw="3.000 ha")
    assert "ambiguous-number" in codes(held)
    assert settled.indicators[0].target.value == Decimal(3000)
    assert "number-settled" in codes(settled)


def test_a_bound_against_the_polarity_is_named(read: Read, codes: Codes) -> None:
    assert "bound-against-polarity" in codes(read(f"1\tA\tPersentase B\t≤ 49%\t{FULL}"))
    assert "bound-against-polarity" not in codes(read(f"1\tA\tPersentase B\t≥ 49%\t{FULL}"))
