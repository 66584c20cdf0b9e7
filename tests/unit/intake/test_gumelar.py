"""The shipped agreement of Kecamatan Gumelar 2024 (officials invented), read as a whole."""

import datetime
import hashlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import kinerja_es
from kinerja_es.catalogue import LANGUAGES
from kinerja_es.indicator import Target
from kinerja_es.intake.document import Reading
from kinerja_es.intake.findings import Finding, advice, message
from kinerja_es.intake.reading import read_document
from kinerja_es.parties import Party, Unit

PATH = Path(kinerja_es.__file__).parent / "examples" / "pk-kecamatan-contoh.txt"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_document(PATH)


def found(reading: Reading, code: str) -> list[Finding]:
    return [finding for finding in reading.findings if finding.code == code]


def test_the_head(reading: Reading) -> None:
    assert reading.unit == Unit(slug="gumelar", name="Kecamatan Gumelar", regency="Kabupaten Banyumas")
    assert (reading.year, reading.place, reading.date) == (2024, "Purwokerto", datetime.date(2024, 1, 2))
    assert reading.first == Party(
        name="KIRANA CONTOHSARI, S.IP, M.Si", position="Camat Gumelar", nip="198501012009012999"
    )
    assert reading.second == Party(name="BAGAS CONTOHNUGROHO, S.H., M.M.", position="Bupati Banyumas", standing="Pj.")
    assert reading.sha256 == hashlib.sha256(PATH.read_bytes()).hexdigest()


def test_targets_and_units(reading: Reading) -> None:
    def number(value: str, raw: str) -> Target:
        return Target(kind="number", value=Decimal(value), raw=raw)

    hundred, none = number("100", "100%"), Target(kind="none", raw="-")
    assert [row.indicator.code for row in reading.indicators] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert [row.target for row in reading.indicators] == [
        hundred, hundred, number("81.35", "81.35"), none, none, number("86", "86 indek"), hundred, hundred,
    ]  # fmt: skip
    assert [row.indicator.unit for row in reading.indicators] == ["%", "%", None, "%", "%", "indeks", "%", "%"]


def test_axes(reading: Reading) -> None:
    axes = [(i.polarity, i.aggregation, i.entry, i.target_entry) for i in (row.indicator for row in reading.indicators)]

    last, ratio = ("higher", "last", "level", "level"), ("higher", "ratio", "increment", "level")
    assert axes == [
        ("higher", "composite", None, "running"), (None, "composite", None, None), last, ratio, ratio, last, ratio,
        ratio,
    ]  # fmt: skip


def test_outcomes_are_carried_down_and_have_no_level(reading: Reading) -> None:
    outcomes = [row.indicator.outcome for row in reading.indicators]

    assert outcomes[4] == outcomes[3]
    assert outcomes[7] == outcomes[6]
    assert len({outcome.text for outcome in outcomes}) == 6
    assert {outcome.level for outcome in outcomes} == {None}


def test_the_formula_cell_is_split(reading: Reading) -> None:
    fifth, second = reading.indicators[4].indicator, reading.indicators[1].indicator

    assert fifth.formula.raw.startswith("Jumlah kegiatan fasilitasi")
    assert fifth.formula.numerator == (
        "Jumlah kegiatan fasilitasi dan koordinasi penyelenggaraan pemerintahan desa yang dilaksanakan"
    )
    assert fifth.formula.denominator == (
        "Jumlah kegiatan fasilitasi dan koordinasi penyelenggaraan pemerintahan desa yang direncanakan"
    )
    assert fifth.calculation_raw == "Kumulatif"
    assert (fifth.source or "").startswith("Laporan hasil pelaksanaan kegiatan")
    assert (fifth.note or "").startswith("Yang dimaksud penyelenggaraan")
    assert second.formula.raw.startswith("untuk kecamatan tanpa kelurahan")
    assert (second.calculation_raw, second.source, second.formula.expression) == (None, None, None)
    assert not any("<" in row.indicator.formula.raw for row in reading.indicators)


def test_numerators_of_the_bracketed_and_the_bare_ratios(reading: Reading) -> None:
    formulas = [reading.indicators[n].indicator.formula for n in (3, 6, 7)]

    assert [(f.numerator, f.denominator) for f in formulas] == [
        ("APBDes tepat waktu", "Total APBDes"),
        ("Jumlah gangguan trantibumlinmas yang ditangani", "Jumlah gangguan trantibumlinmas yang terjadi"),
        ("aduan yg ditangani", "jumlah aduan yg masuk berdasarkan tupoksi"),
    ]


def test_every_finding_of_the_document(reading: Reading) -> None:
    assert Counter((finding.code, finding.indicator) for finding in reading.findings) == Counter(
        [
            ("nip-missing", None), ("markup-removed", None), ("outcome-level-unknown", None),
            ("axes-suggested", "1"), ("composite-recognised", "1"), ("missing-operator", "1"),
            ("misplaced-weight", "1"),
            ("calculation-unset", "2"), ("source-unset", "2"), ("unclosed-bracket", "2"),
            ("composite-recognised", "2"), ("unmatched-terms", "2"),
            ("target-without-unit", "3"), ("axes-suggested", "3"),
            ("unit-from-text", "4"), ("no-target", "4"), ("axes-suggested", "4"),
            ("unit-from-text", "5"), ("no-target", "5"), ("axes-suggested", "5"),
            ("unit-corrected", "6"), ("axes-suggested", "6"), ("axes-suggested", "7"), ("axes-suggested", "8"),
            ("calculation-words-differ", None), ("no-budget-table", None),
        ]
    )  # fmt: skip


def test_composites_are_proposed_not_applied(reading: Reading) -> None:
    first, second = found(reading, "composite-recognised")
    (unmatched,) = found(reading, "unmatched-terms")

    assert first.params["expression"] == "50% * achievement[2] + 50% * achievement[3]"
    assert second.params["expression"] == (
        "20% * mean(achievement[4], achievement[5]) + 20% * achievement[6] + 20% * mean(achievement[7], achievement[8])"
    )
    assert (unmatched.params["count"], unmatched.params["of"]) == ("2", "5")
    assert unmatched.params["unmatched"] == (
        "realisasi program pemberdayaan masyarakat; realisasi program pemerintahan Umum"
    )


def test_findings_name_row_and_column(reading: Reading) -> None:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    row = next(n for n, line in enumerate(lines, start=1) if "86 indek" in line)

    assert [(f.where, f.raw) for f in found(reading, "unit-corrected")] == [(f"baris {row}, kolom TARGET", "86 indek")]


def test_every_finding_speaks_both_languages(reading: Reading) -> None:
    for finding in reading.findings:
        for language in LANGUAGES:
            assert message(finding, language)
            assert advice(finding, language)
    (second, *_) = found(reading, "nip-missing")
    assert message(second, "id").startswith("Pihak Kedua tanpa NIP")


def test_raw_cells_are_all_kept(reading: Reading) -> None:
    assert len(reading.raw) == 9
    assert reading.raw[0] == ("No.", "TUJUAN/SASARAN/PROGRAM", "INDIKATOR", "TARGET", "FORMULASI")
    assert reading.raw[1][4].startswith("<p>Formulasi")
