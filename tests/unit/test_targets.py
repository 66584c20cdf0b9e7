"""Target cells as published documents fill them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.indicator import Target
from kinerja_es.targets import AKIP, AUDIT_OPINIONS, PRESENCE, beyond_scale, correct_unit, read_target


def number(text: str, raw: str) -> Target:
    return Target(kind="number", value=Decimal(text), raw=raw)


@pytest.mark.parametrize(
    ("text", "value", "unit", "findings"),
    [
        ("100%", "100", "%", []),
        ("55 %", "55", "%", []),
        ("90 persen", "90", "%", ["unit-corrected"]),
        ("86 indek", "86", "indeks", ["unit-corrected"]),
        ("2,8 Indeks", "2.8", "Indeks", []),
        ("81.35", "81.35", None, []),
        ("4,02", "4.02", None, []),
        ("60 kali", "60", "kali", []),
        ("61,50 kw/ha", "61.50", "kw/ha", []),
        ("25 Unit Kerja", "25", "Unit Kerja", []),
        ("0%", "0", "%", ["zero-target"]),
        ("400%", "400", "%", ["beyond-scale"]),
        ("“86”", "86", None, []),
        ("-5", "-5", None, []),
    ],
)
def test_a_number_with_its_unit(text: str, value: str, unit: str | None, findings: list[str]) -> None:
    assert read_target(text) == (number(value, text), unit, findings)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("-", ["no-target"]),
        ("–", ["no-target"]),
        ("", ["target-blank"]),
        (" \n", ["target-blank"]),
        ("N/A", ["target-not-applicable"]),
        ("Tidak berlaku", ["target-not-applicable"]),
        ("3.000", ["ambiguous-number"]),
        ("< 1.000", ["ambiguous-number"]),
        ("1.500 - 2.000", ["ambiguous-number"]),
        ("90 - 80", ["range-reversed"]),
        ("menurun", ["target-unreadable"]),
        ("2 dokumen, 3 laporan", ["target-unreadable"]),
        ("1e5", ["target-unreadable"]),
        ("80% - 90 kali", ["target-unreadable"]),
        ("BB (x)", ["target-unreadable"]),
        ("BB (1.234)", ["target-unreadable"]),
        ("BB (1..2)", ["target-unreadable"]),
    ],
)
def test_no_number_keeps_the_cell_and_says_why(text: str, findings: list[str]) -> None:
    assert read_target(text) == (Target(kind="none", raw=text), None, findings)


def test_an_ambiguous_target_keeps_its_unit_and_is_read_where_the_document_settles_it() -> None:
    assert read_target("1.500bh") == (Target(kind="none", raw="1.500bh"), "bh", ["ambiguous-number"])
    assert read_target("1.500bh", ",") == (number("1500", "1.500bh"), "bh", [])


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("80 - 90%", "80", "90", "%"),
        ("7 – 8 bulan", "7", "8", "bulan"),
        ("80%-90%", "80", "90", "%"),
        ("80 s.d. 90 %", "80", "90", "%"),
        ("2,5 s/d 3,5", "2.5", "3.5", None),
        ("-5 - 5", "-5", "5", None),
    ],
)
def test_a_range(text: str, low: str, high: str, unit: str | None) -> None:
    assert read_target(text) == (Target(kind="range", low=Decimal(low), high=Decimal(high), raw=text), unit, [])


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("≤ 49", "≤", "49", None),
        ("<= 49", "≤", "49", None),
        ("< 3 hari", "<", "3", "hari"),
        ("≥90%", "≥", "90", "%"),
        ("minimal 80%", "≥", "80", "%"),
        ("maks. 3 hari", "≤", "3", "hari"),
        ("paling lama 14 hari", "≤", "14", "hari"),
    ],
)
def test_a_bound(text: str, operator: str, value: str, unit: str | None) -> None:
    target, read_unit, findings = read_target(text)

    assert (target.kind, target.operator, target.value, read_unit) == ("bound", operator, Decimal(value), unit)
    assert findings == []


@pytest.mark.parametrize(
    ("text", "grade", "scale", "score"),
    [
        ("BB", "BB", AKIP, None),
        ("predikat aa", "AA", AKIP, None),
        ("BB (75,01)", "BB", AKIP, "75.01"),
        ("A / 80.5", "A", AKIP, "80.5"),
        ("WTP", "WTP", AUDIT_OPINIONS, None),
        ("Opini WTP", "WTP", AUDIT_OPINIONS, None),
        ("Wajar Tanpa Pengecualian", "WTP", AUDIT_OPINIONS, None),
        ("Ada", "Ada", PRESENCE, None),
        ("tidak ada", "Tidak Ada", PRESENCE, None),
    ],
)
def test_a_grade_brings_its_ladder(text: str, grade: str, scale: tuple[str, ...], score: str | None) -> None:
    value = None if score is None else Decimal(score)

    assert read_target(text) == (Target(kind="grade", grade=grade, scale=scale, value=value, raw=text), None, [])


def test_ladders_rise_from_the_worst() -> None:
    assert AKIP == ("D", "C", "CC", "B", "BB", "A", "AA")
    assert AUDIT_OPINIONS[-1] == "WTP"


def test_units_keep_their_spelling_unless_it_is_a_known_mistake() -> None:
    assert correct_unit("Indek") == ("indeks", True)
    assert correct_unit("Unit Kerja") == ("Unit Kerja", False)
    assert correct_unit(None) == (None, False)


def test_only_percentages_and_indices_end_at_a_hundred() -> None:
    assert beyond_scale(number("101", ""), "Indeks")
    assert not beyond_scale(number("101", ""), "ton")
    assert not beyond_scale(number("100", ""), "%")
    assert not beyond_scale(Target(kind="none"), "%")


@given(st.text(st.sampled_from([*"0159.,-–≤<>% abBWTPs/d()“\n"]), max_size=16))
def test_a_target_cell_never_raises_and_keeps_its_text(text: str) -> None:
    target, _, findings = read_target(text)

    assert target.raw == text
    assert target.kind != "none" or findings
