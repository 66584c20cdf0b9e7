"""The worked calculations of `tests/golden/calculations.toml`: the program agrees with each, exactly."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kinerja_es.calculation import (
    Reading,
    Value,
    achievement,
    falls,
    target_during,
    target_to_date,
    value_during,
    value_to_date,
)
from kinerja_es.composites import Part, composite_value
from kinerja_es.formula import check, evaluate, parse, total_weight
from kinerja_es.indicator import Formula, Indicator, Outcome, Polarity, Target
from kinerja_es.intake.calculation_words import UNSET, axes, recognise
from kinerja_es.period import parse_period
from kinerja_es.policy import AKIP_BANDS, DEFAULT_BANDS, DEFAULT_POLICY, Policy, band
from kinerja_es.quantity import indonesian, parse_number
from kinerja_es.reckoning import Reckoned, Scope, Subject, reckon_linked, summarise
from kinerja_es.targets import read_target

GOLDEN = tomllib.loads((Path(__file__).parents[1] / "golden" / "calculations.toml").read_text(encoding="utf-8"))
REASONS = (
    "no-target", "no-realization", "unset-calculation", "zero-target", "zero-denominator", "unresolved-component",
    "component-not-computable", "grade-without-scale", "no-period-target",
)  # fmt: skip
POLARITY: Mapping[str, Polarity] = {"tinggi": "higher", "rendah": "lower"}


def cases(kind: str) -> list[Any]:
    """Each figure of a kind under a name that says where it is from."""
    made = []
    for place, case in enumerate(GOLDEN[kind], start=1):
        results = case["hasil"] if isinstance(case["hasil"], dict) else {"": case["hasil"]}
        for given, expected in results.items():
            made.append(pytest.param(case, given, expected, id=f"{place}-{given}-{case['sumber'][:40]}"))
    return made


def exact(text: str) -> Fraction | str:
    """A figure as a planner writes it; after `≈` stands what a screen shows. Letters are a reason."""
    figure, _, shown = (part.strip() for part in text.partition("≈"))
    if figure[:1].isalpha():
        return figure
    above, _, below = figure.partition("/")
    value = Fraction(parse_number(above)) / Fraction(parse_number(below or "1"))
    assert not shown or indonesian(value) == shown
    return value


def number(text: str) -> Decimal:
    return parse_number(text)


def result(value: Value) -> Fraction | str | None:
    return value.reason if value.value is None else value.value


def reading(code: str, text: str) -> Reading:
    above, _, below = text.partition("/")
    if below:
        return Reading(period=code, numerator=number(above), denominator=number(below))
    return Reading(period=code, value=number(above))


def target(text: str | None) -> Target | None:
    return None if text is None else read_target(text)[0]


def indicator(case: Mapping[str, Any], code: str = "1") -> Indicator:
    return Indicator(
        code=code,
        text="",
        unit=case.get("satuan"),
        frequency=case.get("frekuensi", "quarter"),
        polarity=POLARITY[case.get("arah", "tinggi")],
        aggregation=case.get("hitung"),
        entry=case.get("cara_isi"),
        target_entry=case.get("cara"),
        outcome=Outcome(level="program", text=case["program"]) if "program" in case else Outcome(),
        formula=Formula(expression=case.get("rumus")),
    )


def test_every_calculation_names_its_source_and_there_are_enough() -> None:
    every = [param for kind in GOLDEN for param in cases(kind)]
    assert all(param.values[0]["sumber"] for param in every)
    assert len(every) >= 120


def test_every_reason_of_the_domain_is_among_the_results() -> None:
    results = str([case["hasil"] for kind in GOLDEN for case in GOLDEN[kind]])
    missing = [reason for reason in REASONS if f"'{reason}'" not in results]
    assert missing == []


@pytest.mark.parametrize(("case", "given", "expected"), cases("capaian"))
def test_achievement(case: dict[str, Any], given: str, expected: str) -> None:
    aim = read_target(case["target"])[0]
    if case.get("tanpa_skala"):
        aim = replace(aim, scale=None)
    reached = achievement(Fraction(number(given)), aim, POLARITY[case["arah"]], case.get("rumus", "linear"))
    assert reached == exact(expected)


@pytest.mark.parametrize(("case", "given", "expected"), cases("nilai"))
def test_value(case: dict[str, Any], given: str, expected: dict[str, Any]) -> None:
    readings = {code: reading(code, text) for code, text in case["isian"].items()}
    during = value_during(indicator(case), readings, parse_period(given))
    to_date = value_to_date(indicator(case), readings, parse_period(given))
    assert (result(during), result(to_date)) == (exact(expected["selama"]), exact(expected["sd"]))
    assert during.missing == tuple(expected.get("selama_kurang", ()))
    assert to_date.missing == tuple(expected.get("kurang", ()))
    assert to_date.carried == expected.get("bawaan", False)
    assert falls(indicator(case), readings, parse_period(given)) == tuple(expected.get("turun", ()))


@pytest.mark.parametrize(("case", "given", "expected"), cases("target"))
def test_target(case: dict[str, Any], given: str, expected: dict[str, str]) -> None:
    annual = target(case.get("tahunan"))
    by_period = {code: read_target(text)[0] for code, text in case.get("periode", {}).items()}
    found = {
        "sd": target_to_date(indicator(case), annual, by_period, parse_period(given)),
        "selama": target_during(indicator(case), annual, by_period, parse_period(given)),
    }
    shown = {name: aim if isinstance(aim, str) else Fraction(aim.value or 0) for name, aim in found.items()}
    assert shown == {name: exact(text) for name, text in expected.items()}


@pytest.mark.parametrize(("case", "given", "expected"), cases("gabungan"))
def test_composite(case: dict[str, Any], given: str, expected: str) -> None:
    parts = {}
    for code, text in case["komponen"].items():
        figure = exact(text)
        failed = isinstance(figure, str)
        value = Value(value=None, reason=text) if isinstance(figure, str) else Value(value=figure)
        parts[code] = Part(value, None if failed else value.value)
    policy: Any = given
    value, _ = composite_value(parse(case["rumus"]), parts, policy)
    assert result(value) == exact(expected)


@pytest.mark.parametrize(("case", "given", "expected"), cases("bobot"))
def test_weights(case: dict[str, Any], given: str, expected: str) -> None:
    assert case["sumber"]
    total = total_weight(parse(given))
    assert total == exact(expected)
    assert check("1", {"1": given}) == ([] if total == 1 else [("composite-weights", total)])


@pytest.mark.parametrize(("case", "given", "expected"), cases("kata"))
def test_word(case: dict[str, Any], given: str, expected: str) -> None:
    word, misspelt = recognise(given)
    meant = UNSET if word is None else axes(word, is_ratio=case.get("rasio", False))
    polarity, *others = (None if answer == "-" else answer for answer in expected.split())
    assert (meant.polarity, misspelt) == (POLARITY[polarity] if polarity else None, False)
    assert [meant.aggregation, meant.entry, meant.target_entry] == others


@pytest.mark.parametrize(("case", "given", "expected"), cases("ungkapan"))
def test_expression(case: dict[str, Any], given: str, expected: str) -> None:
    assert case["sumber"]
    assert evaluate(parse(given), lambda _kind, _code: Fraction()) == exact(expected)


@pytest.mark.parametrize(("case", "given", "expected"), cases("rerata"))
def test_mean(case: dict[str, Any], given: str, expected: str) -> None:
    assert given == ""
    policy = Policy(
        cap=number(case["cap"]) if "cap" in case else None,
        floor=number(case["floor"]) if "floor" in case else None,
        unreported=case.get("unreported", "exclude"),
    )
    rows = {str(n): row(str(n), exact(text)) for n, text in enumerate(case["capaian"])}
    summary = summarise(rows, policy)
    nothing = "tidak ada"
    assert summary.achievement == (None if expected == nothing else exact(expected))
    assert summary.achievement_annual == summary.achievement
    assert (summary.band or nothing) == case["predikat"]
    assert summary.provisional == case.get("sementara", False)


def row(code: str, figure: Fraction | str) -> Reckoned:
    """One indicator as the mean sees it: an achievement, or the reason why there is none."""
    reason = figure if isinstance(figure, str) else None
    reached = None if isinstance(figure, str) else figure
    value = Value(value=reached, reason=reason)
    return Reckoned(
        code=code, during=value, to_date=value, target_to_date=None, target_annual=None, achievement=reached,
        achievement_annual=reached, achievement_during=reached, band=None,
        state="not-computable" if reason else "final", reason=reason, annual_reason=reason, during_reason=reason,
    )  # fmt: skip


@pytest.mark.parametrize(("case", "given", "expected"), cases("predikat"))
def test_band(case: dict[str, Any], given: str, expected: str) -> None:
    bands = {"capaian": DEFAULT_BANDS, "akip": AKIP_BANDS}[case["skala"]]
    assert band(Fraction(number(given)), bands) == expected


def scope(case: Mapping[str, Any]) -> Scope:
    """One agreement: its indicators with targets and entries, and the programs of its budget table."""
    subjects = {
        code: Subject(
            indicator=indicator(definition, code),
            annual=target(definition["target"]),
            periods={code: read_target(text)[0] for code, text in definition.get("periode", {}).items()},
            readings={period: reading(period, row[code]) for period, row in case["isian"].items() if code in row},
        )
        for code, definition in case["indikator"].items()
    }
    return Scope(subjects=subjects, programs=case.get("program", ()))


@pytest.mark.parametrize(("case", "given", "expected"), cases("perjanjian"))
def test_agreement(case: dict[str, Any], given: str, expected: dict[str, Any]) -> None:
    scopes = {"": scope(case), **{ref: scope(other) for ref, other in case.get("lain", {}).items()}}
    everything = reckon_linked(scopes, "", parse_period(given), DEFAULT_POLICY)
    reckoned = {code: everything[code] for code in case["indikator"]}
    summary = summarise(reckoned, DEFAULT_POLICY)
    assert summary.band == expected["predikat"]
    to_date = {code: text for code, text in expected.items() if isinstance(text, str) and code != "predikat"}
    figures: dict[str, object] = {code: each.reason or each.achievement for code, each in reckoned.items()}
    assert figures | {"rerata": summary.achievement} == {code: exact(text) for code, text in to_date.items()}
    for code, text in expected.get("tahunan", {}).items():
        each = reckoned.get(code)
        annual = summary.achievement_annual if each is None else each.annual_reason or each.achievement_annual
        assert annual == exact(text)
    for code, text in expected.get("selama", {}).items():
        assert (reckoned[code].during_reason or reckoned[code].achievement_during) == exact(text)
