"""A whole agreement for a period: reasons, composites, their chains and cycles, and the mean under a policy."""

import dataclasses
import random
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.calculation import Reading
from kinerja_es.catalogue import LANGUAGES, text
from kinerja_es.composites import in_order
from kinerja_es.formula import parse
from kinerja_es.indicator import NO_TARGET, Aggregation, Formula, Indicator, Outcome, Target, TargetEntry
from kinerja_es.period import parse_period
from kinerja_es.policy import DEFAULT_POLICY, CompositeMissing, LowerFormula, Policy
from kinerja_es.reckoning import Reckoned, Scope, Subject, Summary, reckon, reckon_linked, summarise

Q1, Q2, Q4 = map(parse_period, ("2024-Q1", "2024-Q2", "2024-Q4"))
YEAR = parse_period("2024")


def shown(*figures: object) -> tuple[object, ...]:
    """Figures side by side, to be held against plain numbers."""
    return figures


def number(value: Decimal | str | int) -> Target:
    return Target(kind="number", value=Decimal(value))


def subject(code: str, *figures: str | None, target: Target | None = None, **axes: Any) -> Subject:
    """An indicator with quarterly entries: `8/10` for a ratio, `5` for another, None for a quarter without an entry."""
    readings = {}
    for quarter, figure in enumerate(figures, start=1):
        period = f"2024-Q{quarter}"
        above, _, below = (figure or "").partition("/")
        if below:
            readings[period] = Reading(period=period, numerator=Decimal(above), denominator=Decimal(below))
        elif figure is not None:
            readings[period] = Reading(period=period, value=Decimal(figure))
    periods = axes.pop("periods", {})
    meaning = {"polarity": "higher", "aggregation": "last", "entry": "level", "target_entry": "level"}
    return Subject(
        indicator=Indicator(**{"code": code, "text": "", "unit": "%", **meaning, **axes}),
        annual=number(100) if target is None else target,
        periods=periods,
        readings=readings,
    )


def ratio(code: str, *figures: str | None, **more: Any) -> Subject:
    return subject(code, *figures, aggregation="ratio", entry="increment", **more)


def composite(code: str, expression: str | None, **more: Any) -> Subject:
    return subject(code, aggregation="composite", entry=None, formula=Formula(expression=expression), **more)


def reckoned(*subjects: Subject, at: str = "2024-Q2", policy: Policy = DEFAULT_POLICY) -> dict[str, Reckoned]:
    return reckon({each.indicator.code: each for each in subjects}, parse_period(at), policy)


def only(each: Subject, at: str = "2024-Q2") -> Reckoned:
    return reckoned(each, at=at)[each.indicator.code]


def mean(*subjects: Subject, at: str = "2024-Q2", **rules: Any) -> Summary:
    policy = Policy(**rules)
    return summarise(reckoned(*subjects, at=at, policy=policy), policy)


# One indicator


def test_the_example_of_the_interface() -> None:
    row = only(ratio("7", "8/10", "1/2"))
    assert shown(row.during.value, row.to_date.value, row.achievement, row.achievement_annual) == (50, 75, 75, 75)
    assert (row.band, row.state, row.reason) == ("sedang", "final", None)
    assert (row.target_to_date, row.target_annual, row.components) == (number(100), number(100), ())


def test_achievement_stands_against_the_target_to_date_and_against_the_annual_one() -> None:
    row = only(subject("1", "10", "20", target=number(100), aggregation="sum", entry="increment",
                       target_entry="increment", periods={"2024-Q1": number(20), "2024-Q2": number(40)}))  # fmt: skip
    assert shown(row.achievement, row.achievement_annual, row.achievement_during) == (50, 30, 50)


def test_an_unreported_earlier_period_makes_the_figure_provisional() -> None:
    row = only(ratio("7", None, "1/2"))
    assert shown(row.state, row.to_date.missing, row.achievement) == ("provisional", ("2024-Q1",), 50)


@pytest.mark.parametrize(
    ("each", "reason"),
    [
        (subject("1", "5", "5", polarity=None), "unset-calculation"),
        (subject("1", "5", "5", target_entry=None), "unset-calculation"),
        (subject("1", "5", "5", aggregation=None, target=NO_TARGET), "unset-calculation"),
        (subject("1", aggregation=None, target_entry=None, polarity=None), "unset-calculation"),
        (subject("1", target_entry=None), "unset-calculation"),
        (subject("1", target=NO_TARGET), "no-target"),
        (subject("1", "5", "5", target=NO_TARGET), "no-target"),
        (ratio("1", "0/0", target=NO_TARGET), "zero-denominator"),
        (ratio("1", "0/0"), "zero-denominator"),
        (subject("1"), "no-realization"),
        (subject("1", target_entry="annual"), "no-realization"),
        (subject("1", "5", "5", target_entry="annual"), "no-period-target"),
        (subject("1", "5", "5", target=number(0)), "zero-target"),
        (subject("1", "5", "5", target=Target(kind="grade", grade="BB")), "grade-without-scale"),
        (composite("1", None), "unresolved-component"),
        (composite("1", None, target=NO_TARGET), "unresolved-component"),
        (composite("1", "50% *"), "unresolved-component"),
        (composite("1", "capaian[9]"), "unresolved-component"),
        (composite("1", "5 / 0"), "zero-denominator"),
    ],
)
def test_the_reason_that_is_to_be_mended_first(each: Subject, reason: str) -> None:
    row = only(each)
    assert (row.achievement, row.reason, row.state, row.band) == (None, reason, "not-computable", None)


def test_the_annual_achievement_needs_no_way_of_the_targets() -> None:
    row = only(subject("1", "5", "50", target_entry=None))
    assert shown(row.reason, row.annual_reason, row.achievement_annual) == ("unset-calculation", None, 50)


def test_a_value_is_known_although_its_achievement_is_not() -> None:
    row = only(subject("1", "5", "50", target=NO_TARGET))
    assert shown(row.to_date.value, row.annual_reason, row.target_to_date) == (50, "no-target", None)


def test_where_target_and_entry_are_missing_the_target_is_to_be_mended_first_in_the_year_too() -> None:
    row = only(subject("1", target=NO_TARGET))
    assert (row.reason, row.annual_reason, row.during_reason) == ("no-target", "no-target", "no-target")
    assert only(subject("1")).annual_reason == "no-realization"


def test_without_an_annual_target_only_the_annual_achievement_is_missing() -> None:
    each = dataclasses.replace(subject("1", "40", periods={"2024-Q1": number(50)}), annual=None)
    row = only(each, at="2024-Q1")
    assert shown(row.achievement, row.achievement_annual, row.annual_reason) == (80, None, "no-target")


# Words


@pytest.mark.parametrize(
    "reason",
    ["no-target", "no-realization", "unset-calculation", "zero-target", "zero-denominator", "unresolved-component",
     "component-not-computable", "grade-without-scale", "no-period-target"],
)  # fmt: skip
def test_every_reason_of_the_domain_has_a_sentence_in_both_languages(reason: str) -> None:
    sentences = [text(f"reasons.{reason}", language) for language in LANGUAGES]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len(LANGUAGES)


RULES_NAMED = [
    *(*get_args(Aggregation), "unset"),
    *("achievement-higher", *(f"achievement-{lower}" for lower in get_args(LowerFormula))),
    *(f"target-{entry}" for entry in (*get_args(TargetEntry), "unset")),
]


@pytest.mark.parametrize("rule", RULES_NAMED)
def test_every_rule_has_a_sentence_and_a_ground(rule: str) -> None:
    for language in LANGUAGES:
        assert text(f"reasons.rule.{rule}", language).endswith(".")
        assert text(f"reasons.rule.{rule}.basis", language).endswith(".")


# Composites


def test_a_composite_takes_during_from_during_and_to_date_from_to_date() -> None:
    rows = reckoned(ratio("7", "8/10", "1/2"), composite("1", "50% * achievement[7] + 50% * realization[7]"))
    assert shown(rows["1"].during.value, rows["1"].to_date.value, rows["1"].achievement) == (50, 75, 75)


def test_a_composite_stands_against_its_own_target() -> None:
    rows = reckoned(subject("2", "80", "80"), composite("1", "capaian[2]", target=number(160)))
    assert shown(rows["1"].to_date.value, rows["1"].achievement) == (80, 50)


def test_achievement_and_realization_of_a_component_are_different_figures() -> None:
    rows = reckoned(subject("2", "40", "40", target=number(80)), composite("1", "capaian[2]"),
                    composite("3", "realisasi[2]"))  # fmt: skip
    assert shown(rows["1"].to_date.value, rows["3"].to_date.value) == (50, 40)


def test_a_realization_needs_no_target() -> None:
    rows = reckoned(subject("2", "40", "40", target=NO_TARGET), composite("1", "realisasi[2]"))
    assert rows["1"].achievement == 40


def test_a_composite_is_provisional_with_its_components_and_names_their_missing_periods() -> None:
    rows = reckoned(subject("2", "80"), ratio("3", None, "1/2"), composite("1", "mean(capaian[2], capaian[3])"))
    row = rows["1"]
    assert shown(row.achievement, row.state, row.to_date.missing) == (65, "provisional", ("2024-Q1", "2024-Q2"))
    assert (row.to_date.carried, row.to_date.used) == (True, ("2024-Q1", "2024-Q2"))
    assert (row.during.reason, row.achievement_during) == ("component-not-computable", None)


@pytest.mark.parametrize(
    ("policy", "figure", "reason"),
    [("strict", None, "component-not-computable"), ("renormalise", 80, None), ("zero", 40, None)],
)
def test_the_policy_decides_about_a_component_without_a_figure(
    policy: CompositeMissing, figure: int | None, reason: str | None
) -> None:
    rows = reckoned(
        subject("2", "80", "80"), subject("3"), composite("1", "50% * capaian[2] + 50% * capaian[3]"),
        policy=Policy(composite_missing=policy),
    )  # fmt: skip
    row = rows["1"]
    assert (row.achievement, row.reason, row.components) == (figure, reason, ("3",))
    assert row.to_date.missing == ("2024-Q1", "2024-Q2")


def test_a_component_that_is_not_there_is_named_under_every_policy() -> None:
    for policy in get_args(CompositeMissing):
        row = reckoned(subject("2", "80", "80"), composite("1", "50% * capaian[2] + 50% * capaian[9.1]"),
                       policy=Policy(composite_missing=policy))["1"]  # fmt: skip
        assert (row.reason, row.components) == ("unresolved-component", ("9.1",))


def test_composites_build_on_composites_in_any_order() -> None:
    rows = reckoned(
        composite("1", "50% * capaian[2] + 50% * capaian[3]"), composite("2", "capaian[4]"),
        subject("3", "100", "100"), subject("4", "60", "60"),
    )  # fmt: skip
    assert list(rows) == ["1", "2", "3", "4"]
    assert rows["1"].achievement == 80


def test_a_cycle_ends_and_whoever_rests_on_it_is_unresolved() -> None:
    rows = reckoned(
        composite("1", "capaian[2]"), composite("2", "50% * capaian[3] + 50% * capaian[5]"),
        composite("3", "capaian[2]"), composite("4", "capaian[4]"), subject("5", "90", "90"),
    )  # fmt: skip
    assert {code: row.reason for code, row in rows.items()} == {
        "1": "unresolved-component", "2": "unresolved-component", "3": "unresolved-component",
        "4": "unresolved-component", "5": None,
    }  # fmt: skip
    assert [rows[code].components for code in "1234"] == [("2",), ("3",), ("2",), ("4",)]


def test_a_chain_of_hundreds_of_composites_is_reckoned() -> None:
    chain = [composite(str(n), f"capaian[{n + 1}]") for n in range(600)]
    rows = reckoned(*chain, subject("600", "75", "75"))
    assert {row.achievement for row in rows.values()} == {Fraction(75)}


def test_a_composite_that_names_a_composite_twice_waits_for_it_once() -> None:
    order = in_order({"1": parse("capaian[2] + realisasi[2]"), "2": parse("capaian[3]"), "3": None})
    assert order == ["3", "2", "1"]


def test_a_composite_waits_for_all_its_components() -> None:
    both = {"1": parse("capaian[2] + capaian[3]"), "2": parse("capaian[8]"), "3": parse("capaian[2]")}
    assert in_order(both) == ["2", "3", "1"]


def test_every_row_knows_its_code_and_a_cycle_keeps_its_targets() -> None:
    rows = reckoned(
        subject("2", "80"), composite("1", "capaian[2]"), composite("3", "capaian[4]", target=number(90)),
        composite("4", "capaian[3]"),
    )  # fmt: skip
    assert {code: row.code for code, row in rows.items()} == {code: code for code in "2134"}
    assert (rows["3"].target_to_date, rows["3"].target_annual) == (number(90), number(90))


def test_the_policy_decides_about_what_is_missing_during_the_period_too() -> None:
    for policy, during in (("strict", None), ("renormalise", 90), ("zero", 45)):
        rows = reckoned(
            subject("2", "80", "90"), subject("3", "70"), composite("1", "50% * capaian[2] + 50% * capaian[3]"),
            policy=Policy(composite_missing=policy),  # type: ignore[arg-type]
        )  # fmt: skip
        assert rows["1"].achievement_during == during


def test_missing_months_and_quarters_stand_in_order_of_time() -> None:
    rows = reckoned(
        subject("2", None, "90"), subject("3", frequency="month"), composite("1", "capaian[2] + capaian[3]")
    )
    assert rows["1"].to_date.missing == (
        "2024-01", "2024-02", "2024-Q1", "2024-03", "2024-04", "2024-05", "2024-06",
    )  # fmt: skip


def in_program(*rows: Subject, at: str = "2024-Q2") -> Reckoned:
    """The mean of a program's indicators, as an indicator that asks for it sees it."""
    outcome = Outcome(level="program", text="Program A")
    inside = [dataclasses.replace(row, indicator=dataclasses.replace(row.indicator, outcome=outcome)) for row in rows]
    asking = composite("1", "capaian[program:1]")
    subjects = {row.indicator.code: row for row in (asking, *inside)}
    scope = Scope(subjects=subjects, programs=("Program A",))
    return reckon_linked({"": scope}, "", parse_period(at), DEFAULT_POLICY)["program:1"]


def test_the_mean_of_a_program_is_itself_an_achievement() -> None:
    row = in_program(subject("2", "80", "90"), subject("3", "70", "60"))
    assert (row.code, row.state, row.band, row.reason, row.components) == ("program:1", "final", "sedang", None, ())
    assert shown(row.achievement, row.achievement_annual, row.achievement_during) == (75, 75, 75)
    assert (row.annual_reason, row.during_reason, row.target_to_date, row.target_annual) == (None, None, None, None)
    first = in_program(ratio("2", "8/10", "1/2"), ratio("3", "1/1"))
    assert shown(first.achievement, first.achievement_during, first.during_reason) == (
        Fraction(175, 2), None, "component-not-computable",
    )  # fmt: skip
    assert (first.state, first.to_date.missing) == ("provisional", ("2024-Q2",))


def test_the_mean_of_a_program_is_missing_with_its_indicators() -> None:
    row = in_program(subject("2", "80", "90"), subject("3"))
    assert (row.achievement, row.achievement_annual, row.achievement_during, row.band) == (None, None, None, None)
    assert {row.reason, row.annual_reason, row.during_reason} == {"component-not-computable"}
    assert (row.state, row.components) == ("not-computable", ("3",))


def test_a_program_that_rests_on_itself_is_unresolved_under_its_own_name() -> None:
    row = in_program(composite("2", "capaian[program:1]"))
    assert (row.code, row.state, row.reason) == ("program:1", "not-computable", "unresolved-component")


# The mean


def test_composites_are_indicators_of_their_own_in_the_mean() -> None:
    summary = mean(
        subject("2", "80", "80"), subject("3", "20", "20"), composite("1", "80% * capaian[2] + 20% * capaian[3]")
    )
    assert (summary.achievement, summary.computed, summary.not_computable) == (Fraction(168, 3), 3, 0)


def test_the_summary_of_the_interface() -> None:
    summary = mean(ratio("7", "8/10", "1/2"), *(subject(str(n), target=NO_TARGET) for n in range(7)))
    assert summary == Summary(
        achievement=Fraction(75), achievement_annual=Fraction(75), band="sedang", provisional=False,
        computed=1, not_computable=7,
    )  # fmt: skip


def test_a_provisional_indicator_makes_the_mean_provisional() -> None:
    assert mean(subject("1", None, "50")).provisional


def test_an_unreported_indicator_is_left_out_and_marked_or_counts_as_0_everywhere() -> None:
    reported, silent = subject("1", "60", "60"), subject("2")
    out, zero = mean(reported, silent), mean(reported, silent, unreported="zero")
    assert shown(out.achievement, out.achievement_annual, out.provisional) == (60, 60, True)
    assert shown(zero.achievement, zero.achievement_annual, zero.provisional) == (30, 30, False)


def test_rows_with_a_target_of_0_wait_for_the_annual_mean() -> None:
    later = subject("1", "10", target_entry="running", periods={"2024-Q1": number(0)})
    summary = mean(later, subject("2", "50"), at="2024-Q1")
    assert shown(summary.achievement, summary.achievement_annual) == (50, 30)
    taken_in = mean(later, subject("2", "50"), at="2024-Q1", zero_target_in_period_mean=True)
    assert shown(taken_in.achievement, taken_in.achievement_annual) == (25, 30)


def test_a_computable_row_with_a_target_of_0_follows_the_same_rule() -> None:
    none_wanted = subject("1", "0", polarity="lower", target=number(0))
    summary = mean(none_wanted, subject("2", "50"), at="2024-Q1")
    assert shown(summary.achievement, summary.achievement_annual, summary.computed) == (50, 75, 2)
    assert mean(none_wanted, subject("2", "50"), at="2024-Q1", zero_target_in_period_mean=True).achievement == 75


def test_cap_and_floor_leave_the_stored_achievement_alone() -> None:
    rules: dict[str, Any] = {"cap": Decimal(100), "floor": Decimal(0)}
    each = subject("1", "250", "250")
    assert reckoned(each, policy=Policy(**rules))["1"].achievement == 250
    assert mean(each, subject("2", "350", "350", polarity="lower"), **rules).achievement == 50


def test_no_indicator_has_no_mean() -> None:
    assert mean() == Summary(
        achievement=None, achievement_annual=None, band=None, provisional=False, computed=0, not_computable=0
    )


FIGURE = st.one_of(st.none(), st.integers(0, 300).map(str))
AGREEMENTS = st.lists(st.tuples(FIGURE, FIGURE, st.sampled_from(["higher", "lower"])), min_size=1, max_size=6)
RULES = st.fixed_dictionaries(
    {
        "composite_missing": st.sampled_from(get_args(CompositeMissing)),
        "unreported": st.sampled_from(["exclude", "zero"]),
        "zero_target_in_period_mean": st.booleans(),
        "cap": st.sampled_from([None, Decimal(100), Decimal(120)]),
    }
)


def an_agreement(rows: list[tuple[str | None, str | None, str]]) -> dict[str, Subject]:
    made = [
        subject(str(n), one, two, polarity=polarity, target=number(0 if n == 4 else 90))
        for n, (one, two, polarity) in enumerate(rows, start=3)
    ]
    top = [composite("1", "50% * capaian[2] + 50% * capaian[3]"), composite("2", "mean(capaian[3], realisasi[4])")]
    return {each.indicator.code: each for each in (*top, *made)}


@given(AGREEMENTS, RULES, st.randoms(use_true_random=False))
def test_the_order_of_indicators_is_no_part_of_any_figure(
    rows: list[tuple[str | None, str | None, str]], rules: Mapping[str, Any], chance: random.Random
) -> None:
    policy, agreement = Policy(**rules), an_agreement(rows)
    codes = list(agreement)
    chance.shuffle(codes)
    shuffled = reckon({code: agreement[code] for code in codes}, Q2, policy)
    plain = reckon(agreement, Q2, policy)
    assert shuffled == plain
    assert summarise(shuffled, policy) == summarise(plain, policy)


@given(AGREEMENTS, RULES)
def test_every_figure_is_there_or_has_a_reason(
    rows: list[tuple[str | None, str | None, str]], rules: Mapping[str, Any]
) -> None:
    policy = Policy(**rules)
    for period in (Q1, Q2, Q4, YEAR):
        figures = reckon(an_agreement(rows), period, policy)
        for row in figures.values():
            assert (row.achievement is None) == (row.reason is not None) == (row.state == "not-computable")
            assert (row.achievement_annual is None) == (row.annual_reason is not None)
            assert (row.achievement_during is None) == (row.during_reason is not None)
            assert (row.to_date.value is None) == (row.to_date.reason is not None)
            assert (row.during.value is None) == (row.during.reason is not None)
        summary = summarise(figures, policy)
        assert summary.computed + summary.not_computable == len(figures)


@given(AGREEMENTS, RULES)
def test_a_mean_never_exceeds_the_cap(rows: list[tuple[str | None, str | None, str]], rules: Mapping[str, Any]) -> None:
    policy = Policy(**rules)
    summary = summarise(reckon(an_agreement(rows), Q2, policy), policy)
    for figure in (summary.achievement, summary.achievement_annual):
        assert figure is None or policy.cap is None or figure <= policy.cap
