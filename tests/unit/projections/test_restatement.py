"""Figures that changed after their period was closed or due, and the disclosure of formulas."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

import pytest

from kinerja_es import events as e
from kinerja_es.policy import CompositeMissing, LowerFormula, Policy
from projections.formulas import formulas
from projections.restatement import restatement
from projections.view import View
from tests.told import (
    LEVEL,
    LOWER,
    SUM,
    Chapter,
    amended,
    drafted,
    entry,
    formula,
    promised,
    signed,
    target,
    view,
    year,
)

Q1, Q2 = "2024-Q1", "2024-Q2"
IN_TIME: list[Chapter] = [*year(promised(LEVEL)), ("2024-04-05", entry("l", Q1, 80))]
CORRECTED = entry("l", Q1, 60, reason="salah baca")
CLOSED = e.PeriodClosed(actor="perencana", period=Q1)
REOPENED = e.PeriodReopened(actor="bupati", period=Q1, reason="salah baca")
WITHDRAWN = e.RealizationWithdrawn(actor="perencana", code="l", period=Q1, reason="salah")
RETURNED = e.RealizationReturned(actor="verifikator", code="l", period=Q1, reason="bukti")


def changed(seen: View, field: str = "to_date") -> list[tuple[Any, ...]]:
    """Of one figure: period, then, now, and why the period counts as frozen."""
    return [
        (row["period"], row["then"], row["now"], row["basis"]) for row in restatement(seen) if row["field"] == field
    ]


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        ([("2024-04-10", CORRECTED)], []),  # the due day itself is in time
        ([("2024-04-11", CORRECTED)], [(Q1, "80", "60", "due")]),
        ([("2024-04-06", CLOSED), ("2024-04-07", [REOPENED, CORRECTED])], [(Q1, "80", "60", "closed")]),
        ([("2024-04-06", replace(CLOSED, period="2024-S1")), ("2024-04-07", CORRECTED)],
         [(Q1, "80", "60", "closed"), (Q2, "80", "60", "closed")]),
        ([("2024-04-06", replace(CLOSED, period="2024-01")), ("2024-04-07", CORRECTED)], []),
        ([("2024-05-01", WITHDRAWN)], [(Q1, "80", None, "due")]),
        ([("2024-05-01", RETURNED)], [(Q1, "80", None, "due")]),
        ([("2024-05-01", WITHDRAWN), ("2024-05-02", entry("l", Q1, 70))],
         [(Q1, "80", None, "due"), (Q1, None, "70", "due")]),
        ([("2024-05-01", entry("l", Q1, 80, reason="bukti"))], []),  # the same figure again
        ([("2024-05-01", entry("l", Q2, 90))], []),  # a later period restates nothing
        ([("2024-08-01", entry("l", Q2, 90))], [(Q2, "80", "90", "due")]),  # until then Q1 was carried into Q2
    ],
)  # fmt: skip
def test_a_figure_that_changed_after_closing_or_due_day_is_listed(
    chapters: list[Chapter], expected: list[tuple[Any, ...]]
) -> None:
    assert changed(view(*IN_TIME, *chapters)) == expected


def test_the_first_report_of_a_figure_restates_nothing_however_late() -> None:
    late = [*year(promised(LEVEL)), ("2024-08-01", entry("l", Q1, 80))]
    assert restatement(view(*late)) == []
    assert changed(view(*late, ("2024-08-02", CORRECTED))) == [(Q1, "80", "60", "due"), (Q2, "80", "60", "due")]


def test_a_change_names_its_event_actor_and_reason() -> None:
    seen = view(*IN_TIME, ("2024-05-01", CORRECTED))
    (row,) = (row for row in restatement(seen) if row["field"] == "achievement")
    assert (row["then"], row["now"], row["since"], row["type"], row["actor"], row["reason"]) == (
        "80", "60", "2024-04-10", "RealizationCorrected", "perencana", "salah baca",
    )  # fmt: skip
    assert row["events"] == [seen.events[-1].id]


def test_an_amended_target_restates_the_achievements_of_what_was_closed() -> None:
    amendment = ("2024-07-20", [amended("2024-07-20"), target("l", 160)])
    assert restatement(view(*IN_TIME, amendment)) == []  # not signed again: nothing has changed yet
    seen = view(*IN_TIME, amendment, ("2024-07-21", signed("2024-07-21")))
    assert changed(seen, "achievement") == [(Q1, "80", "50", "due"), (Q2, "80", "50", "due")]
    assert {row["type"] for row in restatement(seen)} == {"AgreementSigned"}


def test_a_change_of_a_component_restates_its_composite_and_nothing_else() -> None:
    told: list[Chapter] = [*year(promised(formula("achievement[l]")), promised(LEVEL), promised(SUM)),
            ("2024-04-05", [entry("l", Q1, 80), entry("s", Q1, 5)]), ("2024-05-01", CORRECTED)]  # fmt: skip
    rows = restatement(view(*told))
    assert {row["indicator"] for row in rows} == {"g", "l"}
    assert [(row["then"], row["now"]) for row in rows if (row["indicator"], row["field"]) == ("g", "to_date")] == [
        ("80", "60")
    ]


def test_only_the_period_that_was_asked_for_is_looked_at() -> None:
    seen = view(*IN_TIME, ("2024-08-01", CORRECTED), period=Q2)
    assert changed(seen) == [(Q2, "80", "60", "due")]


def test_a_target_set_in_a_draft_after_the_due_day_restates_too() -> None:
    draft: list[Chapter] = [
        ("2024-01-02", [drafted(), *promised(LEVEL, 100, Q1=50)]),
        ("2024-04-05", entry("l", Q1, 50)),
    ]
    assert changed(view(*draft, ("2024-05-01", target("l", None, Q1=100))), "achievement") == [(Q1, "100", "50", "due")]


# Formulas


def under(row: dict[str, Any], field: str = "achievement") -> dict[tuple[str | None, str | None], str | None]:
    return {(one["lower"], one["composite_missing"]): one[field] for one in row["under"]}


def test_each_formula_for_lower_is_better_is_disclosed_with_its_band() -> None:
    row = formulas(view(*year(promised(LOWER, 10)), ("2024-04-05", entry("b", Q1, 12)), period=Q1))["rows"][0]
    assert under(row) == {("linear", None): "80", ("inverse", None): "83.33333333333333", ("pass-fail", None): "0"}
    assert under(row, "band") == {
        ("linear", None): "tinggi", ("inverse", None): "tinggi", ("pass-fail", None): "sangat rendah",
    }  # fmt: skip
    assert (row["band"], row["band_changes"]) == ("tinggi", True)
    assert [one["lower"] for one in row["under"] if one["in_force"]] == ["linear"]


def test_where_every_formula_gives_one_band_nothing_would_change() -> None:
    row = formulas(view(*year(promised(LOWER, 10)), ("2024-04-05", entry("b", Q1, 10)), period=Q1))["rows"][0]
    assert (set(under(row).values()), row["band_changes"]) == ({"100"}, False)


def test_where_higher_is_better_there_is_one_formula() -> None:
    row = formulas(view(*IN_TIME, period=Q1))["rows"][0]
    assert (under(row), row["band_changes"]) == ({(None, None): "80"}, False)


def test_a_composite_is_reckoned_anew_under_each_formula_of_its_components() -> None:
    mixed = formula("50% * achievement[b] + 50% * achievement[l]")
    seen = view(*year(promised(mixed), promised(LOWER, 10), promised(LEVEL)), ("2024-04-05", entry("b", Q1, 12)),
                period=Q1)  # fmt: skip
    row = formulas(seen)["rows"][0]
    assert len(row["under"]) == len(get_args(LowerFormula)) * len(get_args(CompositeMissing)) == 9
    found = under(row)
    assert (found["linear", "strict"], found["linear", "renormalise"], found["linear", "zero"]) == (None, "80", "40")
    assert (found["pass-fail", "renormalise"], found["inverse", "zero"]) == ("0", "41.66666666666667")
    assert (row["band"], row["band_changes"]) == (None, True)


@pytest.mark.parametrize(
    ("cap", "caps"), [(None, ["none", "100"]), ("100", ["none", "100"]), ("120", ["none", "100", "120"])]
)
def test_the_mean_is_disclosed_with_and_without_a_cap_and_under_the_policy_s_own(
    cap: str | None, caps: list[str]
) -> None:
    policy = Policy(name="daerah", cap=None if cap is None else Decimal(cap), version=3)
    seen = view(*year(promised(LEVEL, 50), promised(SUM)), ("2024-04-05", [entry("l", Q1, 65), entry("s", Q1, 50)]),
                period=Q1, policies=(policy,))  # fmt: skip
    means = formulas(seen)["means"]
    assert means["policy"] == {"name": "daerah", "version": 3}
    strict = [one for one in means["under"] if (one["lower"], one["composite_missing"]) == ("linear", "strict")]
    assert [one["cap"] for one in strict] == caps
    reached = {one["cap"]: one["achievement"] for one in strict}
    assert (reached["none"], reached["100"]) == ("130", "100")
    assert [one["cap"] for one in means["under"] if one["in_force"]] == [cap or "none"]
    assert means["band_changes"] is False
