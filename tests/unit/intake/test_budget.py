"""The table program, budget, source of funds."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kinerja_es.intake.budget import rupiah
from kinerja_es.intake.document import Reading
from kinerja_es.parties import Program

Read = Callable[..., Reading]

INDICATORS = ("1\tA\tPersentase B\t90%\t", "")
COLUMNS = "No\tProgram\tAnggaran (Rp)\tKeterangan"


def budget_findings(reading: Reading) -> list[tuple[str, str]]:
    codes = {"budget-missing", "budget-unreadable", "total-row", "sum-differs", "no-budget-table", "row-not-understood"}
    return [(finding.code, finding.raw) for finding in reading.findings if finding.code in codes]


def test_programs_with_a_total_that_adds_up(read: Read) -> None:
    reading = read(
        *INDICATORS, COLUMNS, "1.\t1. Program Penunjang\tRp. 4.100.832.755\tAPBD", "2.\tProgram Desa\t500.000,00\tAPBD",
        "\tJUMLAH\tRp4.101.332.755,00\t",
    )  # fmt: skip

    assert reading.programs == (
        Program(text="Program Penunjang", budget=Decimal(4100832755), fund="APBD"),
        Program(text="Program Desa", budget=Decimal(500000), fund="APBD"),
    )
    assert budget_findings(reading) == [("total-row", "JUMLAH | Rp4.101.332.755,00")]


def test_a_total_that_does_not_add_up_is_named(read: Read) -> None:
    reading = read(*INDICATORS, COLUMNS, "1\tProgram Desa\t500.000\tAPBD", "\tTotal\t600.000\t")

    (differs,) = [finding for finding in reading.findings if finding.code == "sum-differs"]
    assert (differs.params["total"], differs.params["added"]) == ("Rp 600.000,00", "Rp 500.000,00")


def test_amounts_that_cannot_be_read_are_named_and_their_programs_kept(read: Read) -> None:
    reading = read(*INDICATORS, COLUMNS, "1\tProgram A\tmenyusul\tAPBD", "2\tProgram B\t-\t", "3\t\t5.000\tAPBD")

    assert [(program.text, program.budget) for program in reading.programs] == [
        ("Program A", None),
        ("Program B", None),
    ]
    assert budget_findings(reading) == [
        ("budget-unreadable", "menyusul"), ("budget-missing", "-"), ("row-not-understood", "3 | 5.000 | APBD"),
    ]  # fmt: skip


def test_amounts_settle_the_marks_of_targets(read: Read) -> None:
    reading = read("1\tA\tLuas B\t3.000 ha\t", "", COLUMNS, "1\tProgram A\t4.100.832.755\tAPBD")

    assert reading.indicators[0].target.value == Decimal(3000)


def test_one_table_for_indicators_and_budgets(read: Read) -> None:
    reading = read(
        "Program A\tPersentase B\t90%\t500.000", "\tPersentase C\t80%\t",
        columns="Program\tIndikator\tTarget\tAnggaran",
    )  # fmt: skip

    assert reading.programs == (Program(text="Program A", budget=Decimal(500000)),)
    assert [row.indicator.text for row in reading.indicators] == ["Persentase B", "Persentase C"]
    assert budget_findings(reading) == []


def test_an_agreement_without_such_a_table_says_so(read: Read) -> None:
    assert budget_findings(read(*INDICATORS)) == [("no-budget-table", "")]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("Rp. 4.100.832.755", "4100832755"), ("4.100.832.755,00", "4100832755"), ("500.000", "500000"), ("rp 0", "0"),
     ("500,000", "500000"), ("-5.000", "-5000")],
)  # fmt: skip
def test_rupiah(cell: str, amount: str) -> None:
    assert rupiah(cell) == Decimal(amount)


@pytest.mark.parametrize("cell", ["", "-", "menyusul", "4,1 miliar", "5 6", "Rp"])
def test_what_is_no_amount(cell: str) -> None:
    assert rupiah(cell) is None
