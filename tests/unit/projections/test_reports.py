"""The reports of one agreement: targets, backdating, completeness, budget, quarantine."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kinerja_es import events as e
from kinerja_es.indicator import Outcome, Target
from kinerja_es.parties import Party, Program
from kinerja_es.policy import Policy
from projections.backdating import backdating
from projections.budget import budget
from projections.completeness import completeness
from projections.quarantine import quarantine
from projections.targets import targets
from tests.told import LEVEL, SUM, amended, drafted, entry, evidence, formula, promised, signed, target, view, year

Q1, Q2 = "2024-Q1", "2024-Q2"


def values(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


# Targets


def test_every_version_of_a_target_is_listed_with_what_it_replaced_and_its_amendment() -> None:
    seen = view(*year(promised(SUM, 100, Q1=25)), ("2024-07-01", [amended("2024-06-28"), target("s", 80), *signed()]))
    rows = targets(seen)
    assert values(rows, "period", "target", "before", "version", "state", "raw") == [
        (None, "100", None, 1, "superseded", "100"),
        (None, "80", "100", 2, "in-force", "80"),
        (Q1, "25", None, 1, "in-force", "25"),
    ]
    assert [row["amendment"] and (row["amendment"]["ground"], row["amendment"]["document"]) for row in rows] == [
        None, ("strategy", "050/7/2024"), None,
    ]  # fmt: skip
    assert rows[1]["event"] == seen.known.agreement.promises["s"].annual_set.id  # type: ignore[union-attr]


def test_a_target_of_an_amendment_not_yet_signed_is_proposed_beside_the_one_in_force() -> None:
    seen = view(*year(promised(SUM, 100)), ("2024-07-01", [amended("2024-06-28"), target("s", 80)]))
    assert values(targets(seen), "target", "state") == [("100", "in-force"), ("80", "proposed")]


def test_the_targets_of_a_draft_are_proposed() -> None:
    seen = view(("2024-01-02", [drafted(), *promised(SUM, 100), target("s", 90)]))
    assert values(targets(seen), "target", "state") == [("100", "superseded"), ("90", "proposed")]


def test_a_resolved_reading_is_a_version_of_the_target() -> None:
    raw = Target(kind="none", raw="3.000")
    meant = Target(kind="number", value=Decimal(3000), raw="3.000")
    resolved = e.QuarantineResolved(actor="perencana", code="s", raw="3.000", value=meant)
    seen = view(("2024-01-02", [drafted(), *promised(SUM, raw)]), ("2024-01-03", resolved))
    assert values(targets(seen), "target", "raw", "state") == [
        (None, "3.000", "superseded"), ("3000", "3.000", "proposed"),
    ]  # fmt: skip


# Backdating


@pytest.mark.parametrize(
    ("day", "event", "expected"),
    [
        ("2024-04-10", entry("s", Q1, 1), []),
        ("2024-04-11", entry("s", Q1, 1), [("entry-late", 1)]),
        ("2024-04-05", entry("s", Q1, 1, source_date=datetime.date(2023, 12, 31)), [("source-before-period", 1)]),
        ("2024-04-05", entry("s", Q1, 1, source_date=datetime.date(2024, 1, 1)), []),
        ("2024-04-05", entry("s", Q1, 1, source_date=datetime.date(2024, 4, 7)), [("source-after-recording", 2)]),
        ("2024-04-05", entry("s", Q1, 1, source_date=datetime.date(2024, 4, 5)), []),
        ("2024-04-10", target("s", None, Q1=20), [("target-after-period", 10)]),
        ("2024-03-31", target("s", None, Q1=20), []),
        ("2025-01-01", target("s", 20), [("target-after-period", 1)]),
        ("2024-01-07", signed("2024-01-05"), [("signature-backdated", 2)] * 2),
        ("2024-01-06", signed("2024-01-05"), []),
        ("2024-01-04", signed("2024-01-05"), [("signature-ahead", 1)] * 2),
    ],
)
def test_what_was_recorded_later_than_its_dates_say_is_listed(
    day: str, event: Any, expected: list[tuple[str, int]]
) -> None:
    seen = view(("2024-01-02", [drafted(), *promised(SUM)]), (day, event))
    assert values(backdating(seen), "kind", "days") == expected


def test_corrections_withdrawals_and_added_evidence_after_the_due_day_are_each_listed() -> None:
    withdrawn = e.RealizationWithdrawn(actor="perencana", code="s", period=Q1, reason="ganda")
    seen = view(
        *year(promised(SUM)),
        ("2024-04-05", entry("s", Q1, 1, evidence=evidence())),
        ("2024-05-01", entry("s", Q1, 2, reason="salah", evidence=evidence())),
        ("2024-05-02", entry("s", Q1, 2, reason="bukti", evidence=evidence("https://bukti.example/2"))),
        ("2024-05-03", withdrawn),
    )
    assert values(backdating(seen), "kind", "days") == [
        ("correction-late", 21), ("correction-late", 22), ("evidence-late", 22), ("withdrawal-late", 23),
    ]  # fmt: skip


def test_an_amendment_document_dated_ahead_is_listed_and_one_dated_before_is_not() -> None:
    ahead = view(*year(promised(SUM)), ("2024-07-01", amended("2024-07-03")))
    assert values(backdating(ahead), "kind", "days") == [("document-ahead", 2)]
    assert backdating(view(*year(promised(SUM)), ("2024-07-01", amended("2024-05-03")))) == []


def test_a_period_that_was_asked_for_leaves_out_later_ones() -> None:
    told = (*year(promised(SUM)), ("2024-12-01", [entry("s", Q1, 1), entry("s", Q2, 1)]))
    assert values(backdating(view(*told)), "period") == [(Q1,), (Q2,)]
    assert values(backdating(view(*told, period=Q1)), "period") == [(Q1,)]


# Completeness


def full_quarter() -> list[Any]:
    """An agreement with everything that its first quarter needs."""
    return [
        *year(promised(SUM), programs=(Program(text="Program", budget=Decimal(100)),)),
        ("2024-01-06", e.BudgetRatified(actor="perencana", document="DPA/1", date=datetime.date(2024, 1, 2))),
        ("2024-04-05", entry("s", Q1, 1, evidence=evidence())),
        ("2024-04-06", [
            e.RealizationVerified(actor="verifikator", code="s", period=Q1),
            e.BudgetRealized(actor="perencana", number=1, period=Q1, amount=Decimal(20)),
            e.LeaderNoted(actor="camat", period=Q1, text="Lanjutkan."),
            e.PeriodClosed(actor="perencana", period=Q1),
        ]),
    ]  # fmt: skip


def test_a_quarter_with_everything_is_complete() -> None:
    made = completeness(view(*full_quarter(), until="2024-04-11"))
    assert (made["agreement"]["percent"], made["agreement"]["missing"]) == ("100", [])
    assert values(made["rows"], "period", "due", "reported", "evidence", "verified", "late") == [
        (Q1, "2024-04-10", True, True, True, False)
    ]
    whole = made["agreement"]
    assert (whole["signed"], whole["signing_due"], whole["signing_late_days"]) == (
        {"first": "2024-01-05", "second": "2024-01-05"}, "2024-02-02", 0,
    )  # fmt: skip
    assert (whole["notes"], whole["closed"], whole["budget_realized"]) == ({Q1: True}, {Q1: True}, {Q1: True})


def test_nothing_is_due_before_its_day_unless_it_is_asked_for() -> None:
    assert completeness(view(*full_quarter(), until="2024-04-10"))["rows"] == []
    asked = completeness(view(*full_quarter(), until="2024-04-10", period=Q2))
    assert values(asked["rows"], "period", "reported") == [(Q1, True), (Q2, False)]


@pytest.mark.parametrize("left_out", range(2, 8))
def test_whatever_is_left_out_is_missing_by_name(left_out: int) -> None:
    expected = ["dpa", None, "verified", "budget", "note", "closed"][left_out - 2]
    told = [(day, [events] if isinstance(events, e.Event) else list(events)) for day, events in full_quarter()]
    flat = [(day, event) for day, events in told for event in events]
    late = [place for place, (day, _) in enumerate(flat) if day > "2024-01-05"]
    del flat[late[left_out - 2]]
    if expected is None:  # nothing can be verified that is not there
        flat = [(day, event) for day, event in flat if not isinstance(event, e.RealizationVerified)]
    missing = [item["code"] for item in completeness(view(*flat, until="2024-04-11"))["agreement"]["missing"]]
    assert missing == ["reported", "evidence", "verified"] if expected is None else [expected]


def test_a_returned_entry_counts_as_not_reported() -> None:
    returned = e.RealizationReturned(actor="verifikator", code="s", period=Q1, reason="bukti salah")
    seen = view(*year(promised(SUM)), ("2024-04-05", entry("s", Q1, 1, evidence=evidence())), ("2024-04-06", returned),
                until="2024-05-01")  # fmt: skip
    assert values(completeness(seen)["rows"], "reported", "evidence", "verified", "state") == [
        (False, False, False, "returned")
    ]


def test_lateness_is_told_and_what_came_late_is_there() -> None:
    dpa = e.BudgetRatified(actor="perencana", document="DPA/1", date=datetime.date(2023, 11, 30))
    seen = view(*year(promised(SUM)), ("2024-01-06", dpa), ("2024-04-20", entry("s", Q1, 1)))
    made = completeness(seen)
    assert (made["agreement"]["late"], made["agreement"]["signing_late_days"]) == (1, 6)
    assert values(made["rows"], "reported", "late") == [(True, True)]


def test_an_amendment_not_signed_again_is_missing_though_the_version_before_is_signed() -> None:
    made = completeness(view(*year(promised(SUM)), ("2024-07-01", amended("2024-06-28")), period="2024-01"))
    assert made["agreement"]["signed"]["first"] == "2024-01-05"
    assert [item["code"] for item in made["agreement"]["missing"]] == ["dpa", "amendment-signed"]


def test_officials_without_a_name_are_missing_until_one_is_appointed() -> None:
    nameless = replace(drafted(), parties=replace(drafted().parties, first=Party(position="Camat")))
    told = [("2024-01-02", [nameless, *promised(SUM)])]
    appointed = e.OfficialAppointed(actor="perencana", party="first", official=Party(name="Sari"),
                                    since=datetime.date(2024, 1, 1))  # fmt: skip
    for more, missing in (([], True), ([("2024-01-03", appointed)], False)):
        found = [item["code"] for item in completeness(view(*told, *more))["agreement"]["missing"]]
        assert ("official-first" in found) is missing


def test_months_close_a_quarter_only_together_and_composites_report_nothing() -> None:
    closed = [e.PeriodClosed(actor="perencana", period=f"2024-0{month}") for month in (1, 2, 3)]
    for some, whole in ((closed, True), (closed[:2], False)):
        seen = view(*year(promised(formula("achievement[s]")), promised(SUM)), ("2024-04-06", some), period=Q1)
        made = completeness(seen)
        assert made["agreement"]["closed"] == {Q1: whole}
        assert values(made["rows"], "indicator") == [("s",)]


# Budget

IN_PROGRAM = replace(LEVEL, outcome=Outcome(level="program", text="Program Pelayanan"))
ROWS = (
    Program(text="Pelayanan", budget=Decimal(1000)), Program(text="Lain", budget=Decimal(0)), Program(text="Tanpa"),
)  # fmt: skip


def spent(number: int, period: str, amount: int) -> e.BudgetRealized:
    return e.BudgetRealized(actor="perencana", number=number, period=period, amount=Decimal(amount))


def test_absorption_is_spending_over_ceiling_and_efficiency_the_achievement_less_that() -> None:
    seen = view(*year(promised(IN_PROGRAM), promised(SUM, 10), programs=ROWS),
                ("2024-04-05", [entry("l", Q1, 90), spent(1, Q1, 300), spent(2, Q1, 5)]),
                ("2024-07-05", spent(1, Q2, 600)), period=Q1)  # fmt: skip
    made = budget(seen)
    assert values(made["rows"], "number", "realization", "absorption", "achievement", "efficiency", "indicators") == [
        (1, "300", "30", "90", "60", ["l"]),
        (2, "5", None, None, None, []),  # a ceiling of nothing absorbs nothing that can be reckoned
        (3, None, None, None, None, []),
    ]
    assert (made["totals"]["ceiling"], made["totals"]["absorption"]) == (None, None)
    later = budget(replace(seen, asked=seen.year))
    assert values(later["rows"], "realization")[0] == ("600",)


def test_the_mean_of_a_program_is_made_under_the_policy() -> None:
    seen = view(*year(promised(IN_PROGRAM), programs=ROWS), ("2024-04-05", [entry("l", Q1, 130), spent(1, Q1, 300)]),
                period=Q1, policies=(Policy(cap=Decimal(100)),))  # fmt: skip
    assert values(budget(seen)["rows"], "achievement", "efficiency")[0] == ("100", "70")


def test_totals_are_exact_and_unknown_where_a_part_is() -> None:
    programs = (Program(text="A", budget=Decimal(3)), Program(text="B", budget=Decimal(4)))
    seen = view(*year(promised(LEVEL), programs=programs), ("2024-04-05", [entry("l", Q1, 50), spent(1, Q1, 1)]))
    assert budget(seen)["totals"]["absorption"] is None
    totals = budget(view(*year(promised(LEVEL), programs=programs),
                         ("2024-04-05", [entry("l", Q1, 50), spent(1, Q1, 1), spent(2, Q1, 1)])))["totals"]  # fmt: skip
    assert (totals["ceiling"], totals["realization"], totals["absorption"]) == ("7", "2", "28.57142857142857")
    assert (totals["achievement"], totals["efficiency"]) == ("50", "21.42857142857143")


# Quarantine


def test_an_ambiguous_target_is_listed_raw_with_both_readings_until_it_is_resolved() -> None:
    raw = Target(kind="none", raw="3.000")
    told = [("2024-01-02", [drafted(), *promised(SUM, raw), *promised(LEVEL, Target(kind="none", raw="-"))])]
    (row,) = quarantine(view(*told))
    assert (row["indicator"], row["period"], row["raw"], row["readings"], row["where"]) == (
        "s", None, "3.000", ["3", "3000"], "cli",
    )  # fmt: skip
    assert row["next"][1] == "kinerja target resolve contoh/2024 s --as '3000'"
    resolved = e.QuarantineResolved(actor="perencana", code="s", raw="3.000",
                                    value=Target(kind="number", value=Decimal(3000)))  # fmt: skip
    assert quarantine(view(*told, ("2024-01-03", resolved))) == []
