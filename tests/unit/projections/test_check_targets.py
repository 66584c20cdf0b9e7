"""Checks of targets: each finds its fault, and says nothing about what comes near it."""

from dataclasses import replace
from typing import Any

import pytest

from kinerja_es.indicator import NO_TARGET, Indicator, Target
from projections.check_targets import changed_after_the_fact, period_targets, target_beyond_scale, without_target
from projections.findings import Finding
from tests.told import LEVEL, RUNNING, SHARE, SUM, Chapter, amended, entry, promised, signed, target, view, year

ANNUAL = replace(SUM, target_entry="annual")
DECIMALS = {"Q1": "0.1", "Q2": "0.1", "Q3": "0.1", "Q4": "0.1"}


def codes(findings: Any) -> list[tuple[str, str | None]]:
    found: list[Finding] = list(findings)
    return [(finding.code, finding.period) for finding in found]


@pytest.mark.parametrize(
    ("indicator", "annual", "quarters", "expected"),
    [
        (SUM, 100, {"Q1": 25, "Q2": 25, "Q3": 25, "Q4": 20}, [("period-targets-sum", None)]),
        (SUM, 100, {"Q1": 25, "Q2": 25, "Q3": 25, "Q4": 25}, []),
        (SUM, "0.4", DECIMALS, []),
        (SUM, 100, {"Q1": 25, "Q2": 25}, []),  # the rest of the year is not there yet
        (SUM, None, {"Q1": 25, "Q2": 25, "Q3": 25, "Q4": 25}, []),
        (RUNNING, 100, {"Q1": 25, "Q2": 50, "Q3": 75, "Q4": 90}, [("period-targets-last", "2024-Q4")]),
        (RUNNING, 100, {"Q1": 25, "Q2": 50, "Q3": 75, "Q4": 100}, []),
        (RUNNING, 100, {"Q1": 25, "Q2": 75, "Q3": 50, "Q4": 100}, [("period-targets-fall", "2024-Q3")]),
        (RUNNING, 100, {"Q1": 100, "Q2": 100}, []),
        (replace(RUNNING, polarity="lower"), 10, {"Q1": 40, "Q2": 30, "Q3": 20, "Q4": 10}, []),
        (LEVEL, 86, {"Q1": 86, "Q2": 80, "Q3": 86}, [("period-target-level", "2024-Q2")]),
        (LEVEL, 86, {"Q1": "86.0", "Q2": 86}, []),
        (ANNUAL, 100, {"Q1": 25}, [("period-targets-unused", None)]),
        (ANNUAL, 100, {}, []),
        (replace(SUM, target_entry=None), 100, {"Q1": 1, "Q2": 1, "Q3": 1, "Q4": 1}, []),
    ],
)
def test_period_targets_must_fit_the_annual_one(
    indicator: Indicator, annual: int | None, quarters: dict[str, int], expected: list[tuple[str, str | None]]
) -> None:
    assert codes(period_targets(view(*year(promised(indicator, annual, **quarters))))) == expected


def test_the_sum_of_period_targets_says_by_how_much_it_differs_and_rests_on_their_events() -> None:
    seen = view(*year(promised(SUM, 100, Q1=30, Q2=30, Q3=30), [target("s", None, Q4=30)]))
    (finding,) = period_targets(seen)
    assert {name: str(figure) for name, figure in finding.figures.items()} == {
        "total": "120", "annual": "100", "difference": "20",
    }  # fmt: skip
    assert [event.type for event in finding.events] == ["TargetSet", "TargetSet"]


@pytest.mark.parametrize(
    ("annual", "quarters", "missing"),
    [(None, {}, True), (NO_TARGET, {}, True), (100, {}, False), (None, {"Q1": 10}, False)],
)
def test_an_indicator_without_any_target_is_found(
    annual: Target | int | None, quarters: dict[str, int], missing: bool
) -> None:
    found = codes(without_target(view(*year(promised(SUM, annual, **quarters)))))
    assert found == [("indicator-without-target", None)] * missing


@pytest.mark.parametrize(
    ("indicator", "annual", "expected"),
    [
        (SHARE, 400, [("target-beyond-scale", None)]),
        (SHARE, 100, []),
        (LEVEL, 101, [("target-beyond-scale", None)]),
        (SUM, 400, []),
        (replace(SHARE, text="Persentase kenaikan pendapatan"), 140, []),
    ],
)
def test_a_target_beyond_a_scale_that_ends_is_found(
    indicator: Indicator, annual: int, expected: list[tuple[str, str | None]]
) -> None:
    assert codes(target_beyond_scale(view(*year(promised(indicator, annual))))) == expected


def test_a_period_target_beyond_the_scale_names_its_period() -> None:
    assert codes(target_beyond_scale(view(*year(promised(SHARE, 100, Q3=300))))) == [("target-beyond-scale", "2024-Q3")]


YEAR = year(promised(SUM, 100, Q1=25, Q2=25, Q3=25, Q4=25))
ENTERED: Chapter = ("2024-04-05", entry("s", "2024-Q1", 20))
LAST: Chapter = ("2024-12-20", entry("s", "2024-Q4", 20))


def change(day: str, *settings: Any) -> list[Chapter]:
    """An amendment of one day with its new targets."""
    return [(day, [amended(day), *settings, *signed(day)])]


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        (change("2024-07-01", target("s", None, Q1=20)), [("target-after-period", "2024-Q1")]),
        (change("2024-03-31", target("s", None, Q1=20)), []),
        ([ENTERED, *change("2024-05-01", target("s", None, Q2=20))], []),
        ([("2024-03-20", entry("s", "2024-Q1", 20)), *change("2024-03-25", target("s", None, Q1=20))],
         [("target-after-entry", "2024-Q1")]),
        ([ENTERED, *change("2024-09-02", target("s", 80))], []),
        ([LAST, *change("2024-12-22", target("s", 80))], [("target-after-entry", None)]),
        (change("2024-12-01", target("s", 80)), [("target-late-amendment", None)]),
        (change("2024-11-30", target("s", 80)), []),
        (change("2025-01-10", target("s", 80)), [("target-after-period", None)]),
        (change("2025-01-10", target("s", 100)), []),  # set anew to the same is no change
    ],
)  # fmt: skip
def test_a_target_changed_after_the_fact_is_found(
    chapters: list[Chapter], expected: list[tuple[str, str | None]]
) -> None:
    assert codes(changed_after_the_fact(view(*YEAR, *chapters))) == expected


def test_the_first_targets_of_an_agreement_recorded_late_are_no_change() -> None:
    late = view(("2025-03-01", year(promised(SUM, 100, Q1=25))[0][1]))
    assert codes(changed_after_the_fact(late)) == []


def test_a_first_period_target_after_the_entry_is_found_with_the_entry() -> None:
    seen = view(*year(promised(SUM)), ENTERED, *change("2024-05-01", target("s", None, Q1=20)))
    (finding,) = changed_after_the_fact(seen)
    assert (finding.code, str(finding.figures["days"])) == ("target-after-period", "31")
    assert [event.type for event in finding.events] == ["RealizationRecorded", "AmendmentOpened", "TargetSet"]


def test_a_target_that_grew_in_the_draft_is_no_finding() -> None:
    drafted = view(("2024-01-02", [*YEAR[0][1], target("s", 120)]))  # type: ignore[misc]
    assert codes(changed_after_the_fact(drafted)) == []
