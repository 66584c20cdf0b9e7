"""Values, targets and achievement: the laws behind the worked calculations of `tests/golden`, and their edges."""

import dataclasses
import itertools
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinerja_es.calculation import (
    Reading,
    achievement,
    falls,
    is_zero,
    target_during,
    target_to_date,
    value_during,
    value_to_date,
)
from kinerja_es.indicator import Aggregation, Entry, Indicator, Polarity, Target
from kinerja_es.period import parse_period, periods
from kinerja_es.policy import LowerFormula

QUARTERS = tuple(period.code for period in periods(2024, "quarter"))
Q1, Q2, Q3, Q4 = map(parse_period, QUARTERS)
YEAR = parse_period("2024")

FIGURES = st.decimals(min_value=0, max_value=10**6, places=3)
SIGNED = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
POSITIVE = st.decimals(min_value=Decimal("0.001"), max_value=10**6, places=3)
FORMULAS: st.SearchStrategy[LowerFormula] = st.sampled_from(get_args(LowerFormula))


def indicator(**axes: Any) -> Indicator:
    return Indicator(**{"code": "7", "text": "", "unit": "%", "polarity": "higher", **axes})


SUM = indicator(aggregation="sum", entry="increment", target_entry="increment")
RUNNING = indicator(aggregation="sum", entry="running", target_entry="running")
LAST = indicator(aggregation="last", entry="level", target_entry="level")
AVERAGE = indicator(aggregation="average", entry="level", target_entry="level")
OF_VALUES = (SUM, RUNNING, LAST, AVERAGE, *(dataclasses.replace(LAST, aggregation=end) for end in ("min", "max")))
RATIO = indicator(aggregation="ratio", entry="increment", target_entry="level")


def shown(*figures: object) -> tuple[object, ...]:
    """Figures side by side, to be held against plain numbers."""
    return figures


def number(value: Decimal | str | int) -> Target:
    return Target(kind="number", value=Decimal(value))


def values(*figures: Decimal | str | int | None) -> dict[str, Reading]:
    """Quarterly values in order; None is a quarter without an entry."""
    return {
        code: Reading(period=code, value=Decimal(figure))
        for code, figure in zip(QUARTERS, figures, strict=False)
        if figure is not None
    }


def parts(*figures: tuple[Decimal | int, Decimal | int]) -> dict[str, Reading]:
    return {
        code: Reading(period=code, numerator=Decimal(above), denominator=Decimal(below))
        for code, (above, below) in zip(QUARTERS, figures, strict=False)
    }


# Values


def test_only_the_rules_of_the_table_compute_and_every_other_pair_is_unset() -> None:
    computed = {
        (aggregation, entry)
        for aggregation in (*get_args(Aggregation), None)
        for entry in (*get_args(Entry), None)
        if value_to_date(
            indicator(aggregation=aggregation, entry=entry),
            {"2024-Q1": Reading(period="2024-Q1", value=Decimal(1), numerator=Decimal(1), denominator=Decimal(1))},
            Q1,
        ).reason
        is None
    }
    assert computed == {
        ("sum", "increment"), ("sum", "running"), ("ratio", "increment"), ("ratio", "running"),
        ("last", "level"), ("average", "level"), ("min", "level"), ("max", "level"),
    }  # fmt: skip


def test_a_figure_names_the_entries_it_rests_on() -> None:
    readings = values(1, 2, 3)
    assert value_to_date(SUM, readings, Q3).used == QUARTERS[:3]
    assert value_to_date(LAST, readings, Q3).used == QUARTERS[2:3]
    assert value_to_date(RUNNING, readings, Q3).used == QUARTERS[2:3]
    assert value_during(RUNNING, readings, Q3).used == QUARTERS[1:3]
    assert value_during(SUM, readings, Q2).used == QUARTERS[1:2]
    assert value_during(LAST, readings, parse_period("2024-S1")).used == QUARTERS[1:2]
    assert value_during(LAST, readings, Q1).used == QUARTERS[:1]
    assert value_during(AVERAGE, readings, parse_period("2024-S1")).used == QUARTERS[:2]


def test_only_a_level_to_date_is_carried_and_only_where_its_own_period_has_none() -> None:
    readings = values(1, 2)
    assert [value_to_date(LAST, readings, period).carried for period in (Q1, Q2, Q3)] == [False, False, True]
    for which in (SUM, RUNNING, AVERAGE):
        assert not value_to_date(which, readings, Q3).carried
    for which in (SUM, RUNNING, AVERAGE, LAST):
        assert not value_during(which, readings, Q2).carried


def test_other_years_and_later_periods_say_nothing() -> None:
    elsewhere = {code: Reading(period=code, value=Decimal(900)) for code in ("2023-Q4", "2024-Q4", "2025-Q1")}
    for readings in (elsewhere | values(1, 2, 40), values(1, 2, 40) | elsewhere):
        assert value_to_date(SUM, readings, Q2).value == 3


def test_entries_without_their_figures_are_no_entries() -> None:
    half = {"2024-Q1": Reading(period="2024-Q1", numerator=Decimal(3))}
    assert value_to_date(RATIO, half, Q1).reason == "no-realization"
    assert value_to_date(RATIO, values(5), Q1).missing == ("2024-Q1",)
    assert value_to_date(SUM, parts((1, 2)), Q1).reason == "no-realization"
    assert value_to_date(SUM, parts((1, 2)) | {"2024-Q2": values(0, 5)["2024-Q2"]}, Q2).value == 5
    assert value_to_date(RATIO, half | {"2024-Q2": parts((0, 0), (1, 2))["2024-Q2"]}, Q2).value == 50


def test_nothing_reported_lists_every_period_that_was_due() -> None:
    value = value_to_date(SUM, {}, Q3)
    assert (value.value, value.reason, value.missing) == (None, "no-realization", QUARTERS[:3])


def test_a_semester_indicator_owes_nothing_in_the_first_quarter() -> None:
    half_yearly = dataclasses.replace(SUM, frequency="semester")
    assert value_to_date(half_yearly, {}, Q1).missing == ()
    assert value_to_date(half_yearly, {}, Q2).missing == ("2024-S1",)


def test_entries_of_the_frequency_before_an_amendment_still_cover_their_months() -> None:
    monthly = dataclasses.replace(SUM, frequency="month")
    assert value_to_date(monthly, values(5), Q2).missing == ("2024-04", "2024-05", "2024-06")
    by_month = {code: Reading(period=code, value=Decimal(1)) for code in ("2024-01", "2024-02", "2024-03", "2024-05")}
    assert value_to_date(SUM, by_month, Q2).missing == ("2024-Q2",)


def test_the_spelling_tw_is_the_same_period() -> None:
    readings = {"2024-TW1": Reading(period="2024-TW1", value=Decimal(4))}
    assert value_during(SUM, readings, Q1) == value_during(SUM, values(4), Q1)


def test_sums_beyond_28_digits_stay_exact() -> None:
    large, small = Decimal("1" + "0" * 39), Decimal("0." + "0" * 38 + "1")
    assert value_to_date(SUM, values(large, small), Q2).value == Fraction(large) + Fraction(small)
    assert value_during(RUNNING, values(small, large), Q2).value == Fraction(large) - Fraction(small)
    joined = target_to_date(SUM, None, {"2024-Q1": number(large), "2024-Q2": number(small)}, Q2)
    assert isinstance(joined, Target)
    assert Fraction(joined.value or 0) == Fraction(large) + Fraction(small)


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=4), st.sampled_from(["%", "‰", "unit"]))
def test_a_ratio_to_date_is_the_sum_of_numerators_over_the_sum_of_denominators(
    figures: list[tuple[Decimal, Decimal]], unit: str
) -> None:
    ratio = dataclasses.replace(RATIO, unit=unit)
    value = value_to_date(ratio, parts(*figures), YEAR)
    above, below = sum(Fraction(n) for n, _ in figures), sum(Fraction(d) for _, d in figures)
    assert value.value == (above / below * ratio.scale if below else None)
    assert value.reason == (None if below else "zero-denominator")


@given(st.lists(FIGURES, min_size=4, max_size=4))
def test_increments_and_running_totals_of_the_same_year_tell_the_same(increments: list[Decimal]) -> None:
    one, other = values(*increments), values(*itertools.accumulate(increments))
    for period in (Q1, Q2, Q3, Q4, parse_period("2024-S2"), YEAR):
        assert value_during(SUM, one, period).value == value_during(RUNNING, other, period).value
        assert value_to_date(SUM, one, period).value == value_to_date(RUNNING, other, period).value


@given(st.lists(st.tuples(FIGURES, POSITIVE), min_size=4, max_size=4))
def test_a_ratio_given_to_date_tells_the_same_as_one_given_in_increments(
    figures: list[tuple[Decimal, Decimal]],
) -> None:
    running = dataclasses.replace(RATIO, entry="running")
    totals = list(itertools.accumulate(figures, lambda a, b: (a[0] + b[0], a[1] + b[1])))
    for period in (Q1, Q2, Q3, Q4, parse_period("2024-S2"), YEAR):
        assert value_during(RATIO, parts(*figures), period).value == value_during(running, parts(*totals), period).value
        assert (
            value_to_date(RATIO, parts(*figures), period).value == value_to_date(running, parts(*totals), period).value
        )


@given(st.lists(FIGURES, min_size=4, max_size=4))
def test_the_parts_of_a_year_add_up_to_it(figures: list[Decimal]) -> None:
    quarters = [value_during(SUM, values(*figures), period).value or 0 for period in (Q1, Q2, Q3, Q4)]
    assert sum(quarters) == value_during(SUM, values(*figures), YEAR).value


@given(st.lists(FIGURES, min_size=1, max_size=4), st.sampled_from(["last", "average", "min", "max"]))
def test_a_level_lies_between_the_lowest_and_the_highest_entry(
    figures: list[Decimal], aggregation: Aggregation
) -> None:
    level = dataclasses.replace(LAST, aggregation=aggregation)
    value = value_to_date(level, values(*figures), YEAR).value
    assert value is not None
    assert min(figures) <= value <= max(figures)


@given(st.permutations(list(QUARTERS)), st.sampled_from([SUM, RUNNING, LAST]))
def test_the_order_of_entry_is_no_part_of_the_figure(order: list[str], which: Indicator) -> None:
    readings = values(3, 1, 4, 1)
    shuffled = {code: readings[code] for code in order}
    for period in (Q2, YEAR):
        assert value_to_date(which, shuffled, period) == value_to_date(which, readings, period)
        assert value_during(which, shuffled, period) == value_during(which, readings, period)


def test_a_running_total_of_months_needs_the_end_of_the_quarter_before() -> None:
    monthly = dataclasses.replace(RUNNING, frequency="month")
    readings = {code: Reading(period=code, value=Decimal(total)) for code, total in
                (("2024-02", 5), ("2024-03", 6), ("2024-04", 9), ("2024-05", 11))}  # fmt: skip
    value = value_during(monthly, readings, Q2)
    assert shown(value.value, value.missing, value.used) == (5, ("2024-06",), ("2024-03", "2024-05"))
    readings["2024-Q1"] = Reading(period="2024-Q1", value=Decimal(7))
    assert value_during(monthly, readings, Q2).used == ("2024-03", "2024-05")
    del readings["2024-03"], readings["2024-Q1"]
    assert value_during(monthly, readings, Q2).reason == "no-realization"


def test_a_running_total_needs_the_period_before_alone_to_be_reported() -> None:
    value = value_during(RUNNING, values(None, None, None, 40), Q4)
    assert (value.reason, value.missing) == ("no-realization", ("2024-Q3",))


def test_a_running_total_that_falls_is_found() -> None:
    assert falls(RUNNING, values(5, 9, 8, 8), YEAR) == ("2024-Q3",)
    assert falls(RUNNING, values(5, 9, 8, 8), Q2) == ()
    assert falls(SUM, values(5, 4), YEAR) == ()


# Targets


def test_the_level_is_the_last_one_given_and_the_shortest_period_wins_a_tie() -> None:
    given_targets = {"2024-S1": number(60), "2024-Q2": number(50), "2024-Q4": number(90)}
    assert target_to_date(LAST, number(100), given_targets, Q3) == number(50)
    assert target_to_date(dataclasses.replace(LAST, target_entry="running"), None, given_targets, Q2) == number(50)


def test_a_dash_for_one_quarter_is_no_target_in_it() -> None:
    dash = {"2024-Q1": Target(kind="none", raw="-")}
    assert target_to_date(LAST, number(100), dash, Q1) == "no-target"
    assert target_to_date(dataclasses.replace(LAST, target_entry="running"), number(100), dash, Q1) == "no-target"
    assert target_to_date(SUM, number(100), dash, Q1) == "no-period-target"


def test_without_an_annual_target_the_period_targets_stand() -> None:
    for annual in (None, Target(kind="none")):
        assert target_to_date(LAST, annual, {"2024-Q2": number(50)}, Q3) == number(50)
        assert target_to_date(LAST, annual, {"2024-Q2": number(50)}, Q1) == "no-period-target"
        assert target_to_date(LAST, annual, {}, Q1) == "no-target"


def test_targets_of_other_years_say_nothing() -> None:
    assert target_to_date(LAST, number(100), {"2023-Q4": number(50)}, Q1) == number(100)


def test_only_numbers_are_added_up() -> None:
    mixed = {"2024-Q1": number(5), "2024-Q2": Target(kind="range", low=Decimal(1), high=Decimal(2))}
    assert target_to_date(SUM, number(100), mixed, Q2) == "no-period-target"
    bound = {"2024-Q1": number(5), "2024-Q2": Target(kind="bound", operator="≥", value=Decimal(2))}
    assert target_to_date(SUM, number(100), bound, Q2) == "no-period-target"


def test_an_annual_target_stands_alone_whatever_the_quarters_say() -> None:
    annual = dataclasses.replace(SUM, target_entry="annual")
    quarters = {"2024-Q3": number(9), "2024-Q4": number(12)}
    assert target_to_date(annual, number(12), quarters, Q3) == "no-period-target"
    assert target_during(annual, number(12), quarters, Q4) == "no-period-target"
    assert target_during(annual, number(12), quarters, YEAR) == number(12)


def test_increments_may_be_given_in_another_frequency_than_the_entries() -> None:
    monthly = {f"2024-{month:02}": number(month) for month in range(1, 7)}
    assert target_to_date(SUM, None, monthly, Q2) == number(21)
    assert target_during(SUM, None, monthly, Q2) == number(15)
    assert target_during(SUM, None, {**monthly, "2024-Q2": number(7)}, Q2) == number(7)


def test_the_share_of_a_period_needs_numbers_at_both_ends() -> None:
    bound = Target(kind="bound", operator="≥", value=Decimal(9))
    assert target_during(RUNNING, None, {"2024-Q1": number(4), "2024-Q2": bound}, Q2) == "no-period-target"
    assert target_during(RUNNING, None, {"2024-Q1": bound, "2024-Q2": number(4)}, Q2) == "no-period-target"
    assert target_during(RUNNING, None, {"2024-Q2": number(4)}, Q2) == "no-period-target"
    assert target_during(RUNNING, None, {"2024-Q1": bound}, Q1) == bound
    empty = Target(kind="number")
    assert target_during(RUNNING, None, {"2024-Q1": empty, "2024-Q2": number(4)}, Q2) == "no-period-target"
    assert target_during(RUNNING, None, {"2024-Q1": number(4), "2024-Q2": empty}, Q2) == "no-period-target"


@given(st.lists(FIGURES, min_size=4, max_size=4))
def test_increments_and_running_targets_of_the_same_year_tell_the_same(increments: list[Decimal]) -> None:
    one = dict(zip(QUARTERS, map(number, increments), strict=True))
    other = dict(zip(QUARTERS, map(number, itertools.accumulate(increments)), strict=True))
    for period in (Q1, Q2, Q3, Q4, YEAR):
        assert target_to_date(SUM, None, one, period) == target_to_date(RUNNING, None, other, period)
        assert target_during(SUM, None, one, period) == target_during(RUNNING, None, other, period)


@pytest.mark.parametrize(
    ("target", "zero"),
    [
        (number(0), True),
        (Target(kind="bound", operator="≤", value=Decimal("0.00")), True),
        (number(1), False),
        (Target(kind="grade", grade="D", scale=("D", "A"), value=Decimal(0)), False),
        (Target(kind="none"), False),
        (None, False),
    ],
)
def test_a_target_of_nothing_is_a_number_or_bound_of_0(target: Target | None, zero: bool) -> None:
    assert is_zero(target) == zero


# Achievement


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A target to reckon with, above 0: a number, a bound, a range, or a grade with a score."""
    low, high = sorted([draw(POSITIVE), draw(POSITIVE)])
    return draw(
        st.sampled_from(
            [
                number(low),
                Target(kind="bound", operator="≤", value=low),
                Target(kind="range", low=low, high=high),
                Target(kind="grade", grade="B", scale=("B", "A"), value=low),
            ]
        )
    )


@given(one=SIGNED, other=SIGNED, aim=targets(), lower=FORMULAS)
def test_a_better_realization_never_has_a_lower_achievement(
    one: Decimal, other: Decimal, aim: Target, lower: LowerFormula
) -> None:
    less, more = Fraction(min(one, other)), Fraction(max(one, other))
    up = [achievement(figure, aim, "higher", lower) for figure in (less, more)]
    assert up[0] <= up[1]  # type: ignore[operator]
    assume(lower != "inverse" or less > 0)  # T / R has no figure at 0, and says nothing of what is below it
    down = [achievement(figure, aim, "lower", lower) for figure in (less, more)]
    assert down[0] >= down[1]  # type: ignore[operator]


@given(one=SIGNED, other=SIGNED, lower=FORMULAS)
def test_where_nothing_is_wanted_less_is_never_worse(one: Decimal, other: Decimal, lower: LowerFormula) -> None:
    best, worst = (achievement(Fraction(pick(one, other)), number(0), "lower", lower) for pick in (min, max))
    assert best >= worst  # type: ignore[operator]


@given(one=SIGNED, other=SIGNED, aim=POSITIVE)
def test_a_strictly_better_realization_has_a_strictly_higher_achievement(
    one: Decimal, other: Decimal, aim: Decimal
) -> None:
    assume(one != other)
    less, more = Fraction(min(one, other)), Fraction(max(one, other))
    linear = [achievement(figure, number(aim), "lower", "linear") for figure in (more, less)]
    higher = [achievement(figure, number(aim), "higher", "linear") for figure in (less, more)]
    assert linear[0] < linear[1]  # type: ignore[operator]
    assert higher[0] < higher[1]  # type: ignore[operator]
    assume(less > 0)
    inverse = [achievement(figure, number(aim), "lower", "inverse") for figure in (more, less)]
    assert inverse[0] < inverse[1]  # type: ignore[operator]


@given(SIGNED, targets(), st.integers(1, 1000), st.sampled_from(get_args(Polarity)), FORMULAS)
def test_the_unit_of_measure_is_no_part_of_the_achievement(
    value: Decimal, aim: Target, scale: int, polarity: Polarity, lower: LowerFormula
) -> None:
    ends = {name: end * scale for name in ("value", "low", "high") if (end := getattr(aim, name)) is not None}
    scaled = dataclasses.replace(aim, **ends)
    small = achievement(Fraction(value), aim, polarity, lower)
    assert achievement(Fraction(value) * scale, scaled, polarity, lower) == small


@given(st.lists(st.tuples(FIGURES, POSITIVE), min_size=1, max_size=4), st.integers(1, 1000))
def test_counting_in_thousands_is_no_part_of_a_ratio(figures: list[tuple[Decimal, Decimal]], scale: int) -> None:
    larger = parts(*((above * scale, below * scale) for above, below in figures))
    for tell in (value_during, value_to_date):
        assert tell(RATIO, larger, YEAR) == tell(RATIO, parts(*figures), YEAR)


@given(st.lists(FIGURES, min_size=4, max_size=4), st.integers(1, 1000), st.sampled_from(OF_VALUES))
def test_a_figure_scales_with_its_entries(figures: list[Decimal], scale: int, which: Indicator) -> None:
    for tell in (value_during, value_to_date):
        for period in (Q1, Q2, YEAR):
            large, small = (tell(which, values(*(figure * by for figure in figures)), period) for by in (scale, 1))
            assert large == dataclasses.replace(small, value=Fraction(small.value or 0) * scale)


@given(FIGURES, POSITIVE, POSITIVE, st.sampled_from(get_args(Polarity)), FORMULAS)
def test_outside_a_range_its_nearer_end_is_the_target(
    value: Decimal, one: Decimal, other: Decimal, polarity: Polarity, lower: LowerFormula
) -> None:
    low, high = min(one, other), max(one, other)
    result = achievement(Fraction(value), Target(kind="range", low=low, high=high), polarity, lower)
    if low <= value <= high:
        assert result == 100
    else:
        assert result == achievement(Fraction(value), number(low if value < low else high), polarity, lower)


@given(FIGURES, POSITIVE, st.sampled_from(get_args(Polarity)), FORMULAS)
def test_both_ends_of_a_range_and_all_between_are_100(
    low: Decimal, width: Decimal, polarity: Polarity, lower: LowerFormula
) -> None:
    aim = Target(kind="range", low=low, high=low + width)
    for value in (low, low + width / 2, low + width):
        assert achievement(Fraction(value), aim, polarity, lower) == 100


@given(POSITIVE, st.sampled_from(get_args(Polarity)), FORMULAS)
def test_reaching_the_target_exactly_is_100(aim: Decimal, polarity: Polarity, lower: LowerFormula) -> None:
    assert achievement(Fraction(aim), number(aim), polarity, lower) == 100


@given(FIGURES, POSITIVE, FORMULAS)
def test_a_bound_is_reckoned_with_its_number(value: Decimal, aim: Decimal, lower: LowerFormula) -> None:
    bound = Target(kind="bound", operator="≤", value=aim)
    assert achievement(Fraction(value), bound, "lower", lower) == achievement(
        Fraction(value), number(aim), "lower", lower
    )


def test_a_negative_realization_is_better_than_a_lower_target_of_0() -> None:
    assert achievement(Fraction(-1), number(0), "lower", "linear") == 100


def test_a_grade_with_a_score_is_reckoned_with_the_score() -> None:
    scored = Target(kind="grade", grade="BB", scale=("B", "BB", "A"), value=Decimal(75))
    assert achievement(Fraction(60), scored, "higher", "linear") == 80


def test_a_grade_is_ordinal_whatever_the_polarity() -> None:
    grade = Target(kind="grade", grade="BB", scale=("B", "BB", "A"))
    assert [achievement(Fraction(place), grade, "lower", "linear") for place in (1, 2, 3)] == [0, 100, 100]


@pytest.mark.parametrize("scale", [None, (), ("B", "A")])
def test_a_grade_that_is_on_no_scale_cannot_be_compared(scale: tuple[str, ...] | None) -> None:
    grade = Target(kind="grade", grade="BB", scale=scale)
    assert achievement(Fraction(5), grade, "higher", "linear") == "grade-without-scale"


@pytest.mark.parametrize(
    "target", [Target(kind="none", value=Decimal(3)), Target(kind="number"), Target(kind="range", low=Decimal(3)),
               Target(kind="range", high=Decimal(3))]
)  # fmt: skip
def test_an_incomplete_target_is_no_target(target: Target) -> None:
    assert achievement(Fraction(3), target, "higher", "linear") == "no-target"
