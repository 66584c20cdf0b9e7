"""Due days: of entries after a period, by the calendar or by working days; of the signature after the DPA."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.lateness import days_late, due_day, signing_due
from kinerja_es.period import parse_period, periods
from kinerja_es.policy import AKIP_BANDS, DEFAULT_POLICY, Policy

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
Q1 = parse_period("2024-Q1")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("period", "days", "due"),
    [
        ("2024-Q1", 10, "2024-04-10"),
        ("2024-Q1", 0, "2024-03-31"),
        ("2024-Q4", 10, "2025-01-10"),
        ("2024-02", 1, "2024-03-01"),
        ("2024-S1", 31, "2024-07-31"),
        ("2024", 10, "2025-01-10"),
    ],
)
def test_an_entry_is_due_so_many_days_after_its_period(period: str, days: int, due: str) -> None:
    assert due_day(parse_period(period), days) == day(due)


@pytest.mark.parametrize(
    ("days", "holidays", "due"),
    [
        (0, (), "2024-03-31"),
        (1, (), "2024-04-01"),  # a Monday
        (5, (), "2024-04-05"),
        (6, (), "2024-04-08"),  # over a weekend
        (10, (), "2024-04-12"),
        (10, ("2024-04-10", "2024-04-11"), "2024-04-16"),
        (10, ("2024-04-06",), "2024-04-12"),  # a holiday on a Saturday takes nothing
    ],
)
def test_working_days_leave_out_weekends_and_holidays(days: int, holidays: tuple[str, ...], due: str) -> None:
    assert due_day(Q1, days, working=True, holidays=[day(holiday) for holiday in holidays]) == day(due)


@given(st.integers(0, 40), st.sets(DAYS, max_size=6))
def test_working_days_are_never_earlier_than_calendar_days(days: int, holidays: set[datetime.date]) -> None:
    due = due_day(Q1, days, working=True, holidays=holidays)
    assert due >= due_day(Q1, days)
    assert days == 0 or (due.weekday() < 5 and due not in holidays)


def test_a_policy_says_what_is_due() -> None:
    working = Policy(due_days=3, due_working_days=True, holidays=(day("2024-04-02"),))
    assert DEFAULT_POLICY.due(Q1) == day("2024-04-10")
    assert working.due(Q1) == day("2024-04-04")
    assert all(DEFAULT_POLICY.due(period).day == 10 for period in periods(2024, "month"))


@pytest.mark.parametrize(
    ("dpa", "due"),
    [
        ("2024-01-02", "2024-02-02"),
        ("2024-01-31", "2024-02-29"),
        ("2023-01-31", "2023-02-28"),
        ("2024-03-31", "2024-04-30"),
        ("2023-12-29", "2024-01-29"),
        ("2023-11-30", "2023-12-30"),
    ],
)
def test_the_signature_is_due_one_month_after_the_dpa(dpa: str, due: str) -> None:
    assert signing_due(day(dpa)) == day(due)


@given(DAYS)
def test_a_month_after_a_day_lies_in_the_next_month_on_that_day_or_its_last(dpa: datetime.date) -> None:
    due = signing_due(dpa)
    assert (due.year * 12 + due.month) - (dpa.year * 12 + dpa.month) == 1
    assert due.day == dpa.day or (due.day < dpa.day and (due + datetime.timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        ("2024-02-02", "2024-02-05", 3),
        ("2024-02-02", "2024-02-02", 0),
        ("2024-02-02", "2024-01-05", 0),
        (None, "2024-01-05", None),
        ("2024-02-02", None, None),
    ],
)
def test_lateness_is_computed_where_both_days_are_known(due: str | None, done: str | None, late: int | None) -> None:
    assert days_late(due and day(due), done and day(done)) == late  # type: ignore[arg-type]


def test_predicates_are_those_of_the_regulation_unless_a_policy_names_others() -> None:
    assert DEFAULT_POLICY.predicates == AKIP_BANDS
    assert Policy(cap=Decimal(120), predicates=(("-inf", "x"),)).predicates == (("-inf", "x"),)
