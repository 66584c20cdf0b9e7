"""Checks of entries: each finds its fault, and says nothing about what comes near it."""

from dataclasses import replace
from typing import Any

import pytest

from kinerja_es.events import Event, RealizationReturned, RealizationWithdrawn
from kinerja_es.indicator import Indicator
from kinerja_es.policy import Policy
from projections.check_entries import (
    beyond_scale,
    falling_totals,
    full_value_retyped,
    identical_periods,
    late_entries,
)
from projections.findings import Finding, to_json
from tests.told import LEVEL, RUNNING, SHARE, SUM, entry, promised, view, year

QUARTERS = ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4")
DAYS = ("2024-04-05", "2024-07-05", "2024-10-05", "2025-01-05")
RATIO_RUNNING = replace(SHARE, entry="running")
GROWTH = replace(SHARE, text="Laju pertumbuhan")
PERCENTS = replace(SUM, text="Persentase layanan", unit="%")


def told(indicator: Indicator, *values: Any, annual: int | None = 100) -> Any:
    """A year in which the quarters report these values (a pair is numerator and denominator), each in time."""
    chapters = [
        (day, entry(indicator.code, quarter, *(value if isinstance(value, tuple) else (value,))))
        for day, quarter, value in zip(DAYS, QUARTERS, values, strict=False)
        if value is not None
    ]
    return view(*year(promised(indicator, annual)), *chapters)


def codes(findings: Any) -> list[tuple[str, str, str | None]]:
    found: list[Finding] = list(findings)
    return [(finding.code, finding.severity, finding.period) for finding in found]


@pytest.mark.parametrize(
    ("indicator", "values", "fallen"),
    [
        (RUNNING, (10, 30, 20, 40), ["2024-Q3"]),
        (RUNNING, (10, 10, 30, 30), []),
        (SUM, (30, 20, 10, 5), []),
        (LEVEL, (30, 20), []),
        (RATIO_RUNNING, ((8, 10), (7, 12)), ["2024-Q2"]),
        (RATIO_RUNNING, ((8, 10), (9, 9)), ["2024-Q2"]),
        (RATIO_RUNNING, ((8, 10), (8, 10)), []),
        (SHARE, ((8, 10), (1, 2)), []),
    ],
)
def test_a_running_total_cannot_fall(indicator: Indicator, values: tuple[Any, ...], fallen: list[str]) -> None:
    expected = [("running-total-falls", "warning", period) for period in fallen]
    assert codes(falling_totals(told(indicator, *values))) == expected


@pytest.mark.parametrize(
    ("indicator", "values", "expected"),
    [
        (SUM, (5, 5), [("warning", "2024-Q2")]),
        (SUM, (5, 6, 5), []),
        (SUM, (0, 0), []),
        (SUM, (5, None, 5), []),  # not the period just before
        (SHARE, ((8, 10), (8, 10), (8, 10)), [("warning", "2024-Q2"), ("warning", "2024-Q3")]),
        (SHARE, ((8, 10), (4, 5)), []),  # the same percentage of other cases
        (SHARE, ((0, 0), (0, 0)), []),
        (SHARE, ((0, 5), (0, 5)), [("warning", "2024-Q2")]),
        (LEVEL, ("80.25", "80.25"), [("info", "2024-Q2")]),
        (LEVEL, ("80.25", "80.5"), []),
        (RUNNING, (5, 5), [("info", "2024-Q2")]),
    ],
)
def test_figures_identical_to_the_period_before_look_copied(
    indicator: Indicator, values: tuple[Any, ...], expected: list[tuple[str, str]]
) -> None:
    found = codes(identical_periods(told(indicator, *values)))
    assert found == [("period-identical", severity, period) for severity, period in expected]


@pytest.mark.parametrize(
    ("indicator", "annual", "values", "percent"),
    [
        (SUM, 100, (100, 100), "200"),
        (SUM, 100, (100, 100, 100), "300"),
        (SUM, 100, (100, 100, 100, 100), "400"),
        (SUM, 100, (100, 20, 100), "220"),
        (SUM, 50, (100, 100), "400"),
        (SUM, 100, (100, 20), None),
        (SUM, 100, (25, 25, 25, 25), None),
        (SUM, 100, (30, 30, 30, 30), None),
        (SUM, 0, (0, 0), None),
        (SUM, None, (100, 100), None),
        (LEVEL, 100, (100, 100), None),
        (RUNNING, 100, (100, 100), None),
    ],
)
def test_the_full_value_retyped_in_several_periods_is_found(
    indicator: Indicator, annual: int | None, values: tuple[int, ...], percent: str | None
) -> None:
    found = list(full_value_retyped(told(indicator, *values, annual=annual)))
    assert [str(finding.figures["percent"]) for finding in found] == ([] if percent is None else [percent])


@pytest.mark.parametrize(
    ("indicator", "values", "expected"),
    [
        (SHARE, ((5, 4),), ["numerator-beyond-denominator"]),
        (SHARE, ((4, 4),), []),
        (SHARE, ((0, 0),), []),
        (GROWTH, ((5, 4),), []),
        (replace(SHARE, unit="rasio"), ((5, 4),), []),
        (LEVEL, (101,), ["value-beyond-scale"]),
        (LEVEL, (-1,), ["value-beyond-scale"]),
        (LEVEL, (100,), []),
        (replace(LEVEL, unit="hari"), (365,), []),
        (replace(LEVEL, unit="‰"), (990,), []),
        (PERCENTS, (60, 60, 10), ["value-beyond-scale"]),
        (PERCENTS, (60, 40), []),
        (PERCENTS, (160,), ["value-beyond-scale"]),
    ],
)
def test_a_share_or_an_index_outside_its_scale_is_found(
    indicator: Indicator, values: tuple[Any, ...], expected: list[str]
) -> None:
    assert [code for code, _, _ in codes(beyond_scale(told(indicator, *values)))] == expected


def test_percentages_that_were_added_up_are_found_where_their_total_passes_the_scale() -> None:
    (finding,) = beyond_scale(told(PERCENTS, 60, 60, 10))
    assert (finding.period, str(finding.figures["figure"])) == ("2024-Q2", "120")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-04-10", []),
        ("2024-04-11", [("entry-late", "info", "2024-Q1")]),
        ("2024-05-10", [("entry-late", "info", "2024-Q1")]),
        ("2024-05-11", [("entry-long-after", "warning", "2024-Q1")]),
    ],
)
def test_an_entry_is_late_after_the_due_day_and_suspect_a_month_later(
    day: str, expected: list[tuple[str, str, str]]
) -> None:
    assert codes(late_entries(view(*year(promised(SUM)), (day, entry("s", "2024-Q1", 1))))) == expected


def test_the_due_day_is_that_of_the_policy_in_force() -> None:
    strict = view(*year(promised(SUM)), ("2024-04-05", entry("s", "2024-Q1", 1)), policies=(Policy(due_days=3),))
    assert [finding.figures for finding in late_entries(strict)] == [{"days": 2, "due": "2024-04-03"}]


def test_a_day_is_a_day_of_the_time_zone() -> None:
    midnight = view(*year(promised(SUM)), ("2024-04-10", entry("s", "2024-Q1", 1)))
    assert codes(late_entries(midnight)) == []
    assert codes(late_entries(replace(midnight, timezone="Pacific/Kiritimati"))) == []
    assert codes(late_entries(replace(view(*year(promised(SUM)), ("2024-04-11", entry("s", "2024-Q1", 1))),
                                      timezone="Pacific/Honolulu"))) == []  # fmt: skip


@pytest.mark.parametrize(
    "undone",
    [
        RealizationReturned(actor="verifikator", code="s", period="2024-Q2", reason="salin"),
        RealizationWithdrawn(actor="perencana", code="s", period="2024-Q2", reason="salin"),
    ],
)
def test_an_entry_that_was_sent_back_or_taken_back_is_no_finding(undone: Event) -> None:
    told_ = [("2024-04-05", entry("s", "2024-Q1", 5)), ("2024-07-05", entry("s", "2024-Q2", 5))]
    assert len(list(identical_periods(view(*year(promised(SUM)), *told_)))) == 1
    assert list(identical_periods(view(*year(promised(SUM)), *told_, ("2024-07-06", undone)))) == []


def test_a_finding_rests_on_the_event_that_holds_the_figure_now() -> None:
    seen = view(
        *year(promised(SUM)),
        ("2024-04-05", entry("s", "2024-Q1", 5)),
        ("2024-07-05", entry("s", "2024-Q2", 6)),
        ("2024-07-06", entry("s", "2024-Q2", 5, reason="salah")),
    )
    (finding,) = identical_periods(seen)
    assert [event.type for event in finding.events] == ["RealizationRecorded", "RealizationCorrected"]
    data = to_json(finding, "en")
    assert data["events"] == [event.id for event in finding.events]
    assert data["message"] == "The realization of indicator s for 2024-Q2 is exactly that of 2024-Q1: 5."
