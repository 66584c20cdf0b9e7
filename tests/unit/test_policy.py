"""Bands with strict lower bounds, a policy's own bands, its due days, and cap and floor before the mean."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.calculation import Value
from kinerja_es.period import parse_period
from kinerja_es.policy import AKIP_BANDS, DEFAULT_BANDS, DEFAULT_POLICY, Policy, band
from kinerja_es.reckoning import Reckoned, summarise

ACHIEVEMENTS = st.fractions(min_value=-200, max_value=400)


def test_a_bound_itself_belongs_to_the_band_below() -> None:
    assert DEFAULT_POLICY.band(Fraction(90)) == "tinggi"
    assert DEFAULT_POLICY.band(Fraction(90) + Fraction(1, 10**20)) == "sangat tinggi"


def test_no_achievement_has_no_band() -> None:
    assert DEFAULT_POLICY.band(None) is None


def test_a_policy_may_name_bands_of_its_own() -> None:
    policy = Policy(bands=(("99.5", "tercapai"), ("-inf", "tidak tercapai")))
    assert [policy.band(Fraction(figure)) for figure in ("99.5", "99.51")] == ["tidak tercapai", "tercapai"]


def test_below_the_last_band_of_a_policy_without_a_rest_there_is_none() -> None:
    assert Policy(bands=(("0", "ada"),)).band(Fraction(0)) is None


@given(one=ACHIEVEMENTS, other=ACHIEVEMENTS)
def test_a_better_achievement_is_never_in_a_worse_band(one: Fraction, other: Fraction) -> None:
    for bands in (DEFAULT_BANDS, AKIP_BANDS):
        names = [name for _, name in bands]
        better, worse = band(max(one, other), bands), band(min(one, other), bands)
        assert better is not None
        assert worse is not None
        assert names.index(better) <= names.index(worse)


def test_an_entry_is_due_on_the_calendar_or_working_day_that_the_policy_counts_to() -> None:
    first_quarter = parse_period("2024-Q1")  # it ends on a Sunday
    assert DEFAULT_POLICY.due(first_quarter) == datetime.date(2024, 4, 10)
    working = Policy(due_days=3, due_working_days=True)
    assert working.due(first_quarter) == datetime.date(2024, 4, 3)
    holiday = Policy(due_days=3, due_working_days=True, holidays=(datetime.date(2024, 4, 2),))
    assert holiday.due(first_quarter) == datetime.date(2024, 4, 4)


FIGURES = st.lists(st.none() | st.fractions(min_value=-300, max_value=900), max_size=6)
LIMITS = st.none() | st.sampled_from([Decimal(limit) for limit in ("0", "50", "100", "110", "120.5")])


def mean(figures: Sequence[Fraction | None], policy: Policy) -> Fraction | None:
    """The mean of achievements as a report takes it; None is an indicator that nobody reported."""
    return summarise({str(n): row(str(n), figure) for n, figure in enumerate(figures)}, policy).achievement


def row(code: str, figure: Fraction | None) -> Reckoned:
    reason = "no-realization" if figure is None else None
    value = Value(value=figure, reason=reason)
    return Reckoned(
        code=code, during=value, to_date=value, target_to_date=None, target_annual=None, achievement=figure,
        achievement_annual=figure, achievement_during=figure, band=None,
        state="not-computable" if reason else "final", reason=reason, annual_reason=reason, during_reason=reason,
    )  # fmt: skip


@given(FIGURES, LIMITS)
def test_a_cap_before_the_mean_keeps_every_figure_and_the_mean_below_it(
    figures: list[Fraction | None], cap: Decimal | None
) -> None:
    capped = mean(figures, Policy(cap=cap))
    plain = mean(figures, Policy())
    if capped is None or plain is None:
        assert capped == plain
        return
    there = [figure for figure in figures if figure is not None]
    assert capped == sum(figure if cap is None else min(figure, Fraction(cap)) for figure in there) / len(there)
    assert capped <= plain
    assert cap is None or capped <= cap


@given(FIGURES, LIMITS)
def test_a_floor_before_the_mean_is_never_undercut(figures: list[Fraction | None], floor: Decimal | None) -> None:
    floored = mean(figures, Policy(floor=floor))
    plain = mean(figures, Policy())
    if floored is None or plain is None:
        assert floored == plain
        return
    assert floored >= plain
    assert floor is None or floored >= floor


@given(FIGURES)
def test_what_reported_0_is_in_the_mean_and_what_reported_nothing_is_out_or_0(figures: list[Fraction | None]) -> None:
    counted = [figure or Fraction() for figure in figures]
    assert mean(figures, Policy(unreported="zero")) == mean(counted, Policy())
    there = [figure for figure in figures if figure is not None]
    assert mean(figures, Policy()) == mean(there, Policy())
    if there:
        with_nought = mean([*there, Fraction()], Policy())
        assert with_nought == sum(there) / (len(there) + 1)


@given(FIGURES, st.fractions(min_value=0, max_value=100))
def test_a_better_figure_never_lowers_the_mean(figures: list[Fraction | None], more: Fraction) -> None:
    policy = Policy(cap=Decimal(120), floor=Decimal(0), unreported="zero")
    better = [figure if figure is None else figure + more for figure in figures]
    assert (mean(better, policy) or 0) >= (mean(figures, policy) or 0)
