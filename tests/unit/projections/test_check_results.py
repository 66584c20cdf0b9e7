"""Checks of what was reached and of composites, and what agreements share."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kinerja_es.events import ProgramSet
from kinerja_es.indicator import NO_TARGET, Outcome, Target
from kinerja_es.parties import Program
from projections.check_register import same_budget_line, same_indicator
from projections.check_results import components, composite_weights, far_from_target
from projections.checks import ACROSS, OF_ONE, checks, faulty
from projections.findings import Finding, to_json
from tests.told import LEVEL, LOWER, SHARE, SUM, drafted, entry, formula, promised, view, year

IN_PROGRAM = Outcome(level="program", text="Program Pelayanan")
ROW = Program(text="PROGRAM PELAYANAN", budget=Decimal(1000))


def codes(findings: Any) -> list[tuple[str, str | None]]:
    found: list[Finding] = list(findings)
    return [(finding.code, finding.indicator) for finding in found]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("74.99", ["achievement-low"]),
        ("75", []),
        ("120", []),
        ("120.01", ["achievement-high"]),
        ("0", ["achievement-low"]),
    ],
)
def test_an_achievement_below_75_or_above_120_is_found(value: str, expected: list[str]) -> None:
    seen = view(*year(promised(LEVEL)), ("2024-04-05", entry("l", "2024-Q1", value)))
    assert [code for code, _ in codes(far_from_target(seen))] == expected


def test_the_achievement_that_counts_is_the_one_to_date_of_each_period_with_an_entry() -> None:
    seen = view(*year(promised(LEVEL), promised(LOWER, 10)), ("2024-04-05", entry("l", "2024-Q1", 50)),
                ("2024-10-05", [entry("l", "2024-Q3", 100), entry("b", "2024-Q3", 13)]))  # fmt: skip
    found = list(far_from_target(seen))
    assert [(finding.code, finding.indicator, finding.period) for finding in found] == [
        ("achievement-low", "l", "2024-Q1"), ("achievement-low", "b", "2024-Q3"),
    ]  # fmt: skip
    assert [event.type for event in found[0].events] == ["TargetSet", "RealizationRecorded"]


def test_a_composite_is_far_from_its_target_where_its_components_are_and_rests_on_their_events() -> None:
    seen = view(*year(promised(formula("achievement[l]")), promised(LEVEL)), ("2024-04-05", entry("l", "2024-Q1", 50)))
    composite = next(finding for finding in far_from_target(seen) if finding.indicator == "g")
    assert (composite.period, str(composite.figures["achievement"])) == ("2024-Q1", "50")
    assert [event.type for event in composite.events] == [
        "IndicatorDefined", "TargetSet", "TargetSet", "RealizationRecorded",
    ]  # fmt: skip


def test_a_composite_names_each_event_once_however_often_its_formula_names_a_component() -> None:
    twice = formula("mean(achievement[l], achievement[h])")
    half = replace(formula("achievement[l]"), code="h")
    seen = view(*year(promised(twice), promised(half), promised(LEVEL)), ("2024-04-05", entry("l", "2024-Q1", 50)))
    found = {finding.indicator: [event.type for event in finding.events] for finding in far_from_target(seen)}
    assert [found["g"].count(kind) for kind in ("IndicatorDefined", "TargetSet", "RealizationRecorded")] == [2, 3, 1]


@pytest.mark.parametrize(
    ("expression", "expected", "total"),
    [
        ("50% * achievement[l] + 40% * achievement[p]", ["composite-weights"], "90"),
        ("50% * achievement[l] + 50% * achievement[p]", [], None),
        ("mean(achievement[l], achievement[p])", [], None),
        ("realisasi[l] + realisasi[p]", [], None),
    ],
)
def test_weights_that_do_not_add_up_are_found(expression: str, expected: list[str], total: str | None) -> None:
    found = list(composite_weights(view(*year(promised(formula(expression)), promised(LEVEL), promised(SHARE)))))
    assert [finding.code for finding in found] == expected
    assert [str(finding.figures["total"]) for finding in found] == ([] if total is None else [total])


@pytest.mark.parametrize(
    ("expression", "why"), [("50% * * achievement[l]", "bad-expression"), ("achievement[g]", "composite-cycle")]
)
def test_a_formula_that_cannot_be_used_is_an_error(expression: str, why: str) -> None:
    (finding,) = composite_weights(view(*year(promised(formula(expression)), promised(LEVEL))))
    assert (finding.code, finding.severity, finding.figures["why"]) == ("composite-unusable", "error", why)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("achievement[l]", []),
        ("achievement[x]", [("component-unresolved", "x")]),
        ("achievement[tetangga/2024:7]", [("component-unresolved", "tetangga/2024:7")]),
        ("achievement[p]", [("component-without-target", "p")]),
        ("realisasi[p]", []),
        ("achievement[program:1]", [("component-without-target", "s")]),
        ("achievement[program:2]", [("component-unresolved", "program:2")]),
        (None, [("component-unresolved", "-")]),
    ],
)
def test_components_that_are_nowhere_or_have_no_target_are_found(
    expression: str | None, expected: list[tuple[str, str]]
) -> None:
    composite = formula(expression or "")
    composite = replace(composite, formula=replace(composite.formula, expression=expression))
    seen = view(*year(promised(composite), promised(LEVEL), promised(SHARE, None),
                      promised(replace(SUM, outcome=IN_PROGRAM), None), programs=(ROW,)))  # fmt: skip
    assert [(finding.code, finding.figures["component"]) for finding in components(seen)] == expected


def test_a_component_of_another_agreement_is_looked_for_there() -> None:
    there = view(*year(promised(LEVEL), promised(SHARE, None), slug="tetangga")).known.agreement
    mixed = formula("mean(achievement[tetangga/2024:l], achievement[tetangga/2024:p])")
    seen = view(*year(promised(mixed)))
    seen = replace(seen, known=replace(seen.known, elsewhere={"tetangga/2024": there}))
    assert [(finding.code, finding.figures["component"]) for finding in components(seen)] == [
        ("component-without-target", "tetangga/2024:p")
    ]


def agreements(*rows: Program, text: str = LEVEL.text) -> Any:
    """Two agreements of one year, the second with these budget rows and an indicator of this text."""
    one = view(*year(promised(LEVEL), programs=(ROW,)))
    other = view(*year(promised(replace(LEVEL, code="7", text=text)), programs=rows, slug="tetangga"))
    return one, other


def test_one_indicator_in_several_agreements_is_told_once_in_whatever_writing() -> None:
    one, other = agreements(text="2. INDEKS  Kepuasan.")
    (finding,) = same_indicator((one, other), [one.ref, other.ref])
    assert (finding.severity, finding.agreement, finding.indicator, finding.figures["places"]) == (
        "info", "contoh/2024", "l", "contoh/2024:l, tetangga/2024:7",
    )  # fmt: skip
    assert [event.type for event in finding.events] == ["IndicatorDefined", "IndicatorDefined"]
    assert [found.agreement for found in same_indicator((one, other), [other.ref])] == [other.ref]
    assert list(same_indicator((one, other), ["lain/2024"])) == []


def test_another_text_or_another_year_is_another_indicator() -> None:
    assert list(same_indicator(agreements(text="Indeks kepuasan warga"), ["contoh/2024"])) == []
    one, _ = agreements()
    later = replace(drafted(slug="tetangga"), year=2025)
    following = view(("2025-01-02", [later, *promised(LEVEL)]))
    assert list(same_indicator((one, following), [one.ref])) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Program(text="Program pelayanan", budget=Decimal("1000.0")), [("budget-line-twice", "warning")]),
        (Program(text="Program pelayanan", budget=Decimal(900)), [("budget-line-alike", "info")]),
        (Program(text="Program pelayanan", budget=None), [("budget-line-alike", "info")]),
        (Program(text="Program lain", budget=Decimal(1000)), []),
    ],
)
def test_one_budget_line_in_several_agreements_is_found(row: Program, expected: list[tuple[str, str]]) -> None:
    found = list(same_budget_line(agreements(row), ["contoh/2024"]))
    assert [(finding.code, finding.severity) for finding in found] == expected


def test_a_budget_line_written_anew_rests_on_the_event_that_wrote_it() -> None:
    one, _ = agreements()
    rewritten = view(("2024-01-02", [drafted(slug="tetangga"), *promised(LEVEL)]),
                     ("2024-01-03", ProgramSet(actor="perencana", number=1, program=ROW)))  # fmt: skip
    (finding,) = same_budget_line((one, rewritten), [one.ref])
    assert {event.type for event in finding.events} == {"AgreementDrafted", "ProgramSet"}


def test_a_clean_year_has_no_finding() -> None:
    seen = view(
        *year(promised(SUM, 100, Q1=25, Q2=25, Q3=25, Q4=25), promised(LEVEL, 86), promised(SHARE)),
        ("2024-04-05", [entry("s", "2024-Q1", 24), entry("l", "2024-Q1", 84), entry("p", "2024-Q1", 8, 10)]),
        ("2024-07-05", [entry("s", "2024-Q2", 26), entry("l", "2024-Q2", 85), entry("p", "2024-Q2", 9, 9)]),
    )
    assert checks([seen], [seen]) == []
    assert not faulty([])


def test_information_is_no_fault_and_later_periods_are_left_out_where_one_is_asked_for() -> None:
    told = (
        *year(promised(LEVEL)),
        ("2024-04-05", entry("l", "2024-Q1", 90)),
        ("2024-07-05", entry("l", "2024-Q2", 90)),
    )
    found = checks([view(*told)], [])
    assert [(finding.code, finding.period) for finding in found] == [("period-identical", "2024-Q2")]
    assert not faulty(found)
    assert checks([view(*told, period="2024-Q1")], []) == []


@pytest.mark.parametrize(
    ("target", "said", "plain"),
    [
        (Target(kind="range", low=Decimal(80), high=Decimal("90.5")), "80–90,50", "80-90.5"),
        (Target(kind="bound", operator="≤", value=Decimal(49)), "≤ 49", "≤ 49"),
        (Target(kind="grade", grade="BB", scale=("B", "BB")), "BB", "BB"),
        (NO_TARGET, "-", None),
        (Target(kind="number", value=Decimal("81.35")), "81,35", "81.35"),
    ],
)
def test_a_finding_spells_a_target_for_people_and_for_machines(target: Target, said: str, plain: str | None) -> None:
    finding = Finding(code="period-target-level", severity="warning", agreement="contoh/2024", indicator="1",
                      figures={"target": target, "annual": Fraction(1, 3)})  # fmt: skip
    made = to_json(finding, "id")
    assert f"adalah {said}, padahal" in made["message"]
    assert made["message"].endswith(" 0,33.")
    assert (made["figures"]["target"], made["figures"]["annual"]) == (plain, "0.3333333333333333")


def test_every_check_is_run_once() -> None:
    assert len({*OF_ONE, *ACROSS}) == len(OF_ONE) + len(ACROSS) == 14
