"""The rules of the agreement (domain.md §2): given events, when a command, then events or a refusal."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.errors import BadInput, KinerjaError, Refusal
from kinerja_es.indicator import Target
from tests.given import COMPOSITE, DAY, HUNDRED, LEVEL, RATIO, draft, given, parts, signed, when

LINK = (e.Evidence(kind="link", location="https://bukti.example/1"),)


def record(code: str = "7", period: str = "2024-Q1", **figures: Any) -> c.RecordRealization:
    return c.RecordRealization(actor="perencana", code=code, period=period, **figures)


def refused(state: Any, command: c.Command) -> KinerjaError:
    with pytest.raises(KinerjaError) as caught:
        when(state, command)
    return caught.value


def test_a_target_of_a_draft_may_change() -> None:
    made = when(given(*draft(RATIO)), c.SetTarget(actor="perencana", code="7", annual=HUNDRED))
    assert made == (e.TargetSet(actor="perencana", code="7", annual=HUNDRED),)


def test_a_target_of_a_signed_agreement_is_refused_and_the_try_recorded() -> None:
    error = refused(given(*signed(RATIO)), c.SetTarget(actor="perencana", code="7", annual=HUNDRED))
    assert (error.code, isinstance(error, Refusal) and error.recorded) == ("signed-agreement", True)


def test_an_indicator_of_a_signed_agreement_is_refused() -> None:
    assert refused(given(*signed(RATIO)), c.DefineIndicator(actor="x", indicator=LEVEL)).code == "signed-agreement"


def test_both_signatures_put_the_draft_in_force() -> None:
    half = given(*signed(RATIO)[:-1])
    whole = given(*signed(RATIO))
    assert half is not None
    assert whole is not None
    assert (half.status, whole.status, whole.version) == ("draft", "signed", 1)
    assert whole.in_force is not None
    assert whole.in_force["7"].annual == HUNDRED


def test_a_party_signs_once() -> None:
    first = c.SignAgreement(actor="camat", party="first", date=DAY)
    assert refused(given(*signed(RATIO)[:-1]), first).code == "already-signed"


def test_an_agreement_without_indicators_is_not_signed() -> None:
    assert refused(given(*draft()), c.SignAgreement(actor="camat", party="first", date=DAY)).code == "empty-agreement"


def test_an_amendment_changes_what_is_in_force_only_when_both_signed_again() -> None:
    opened = [*signed(RATIO), e.AmendmentOpened(actor="x", ground="strategy", document="1/2024", date=DAY)]
    eighty = Target(kind="number", value=Decimal(80))
    changed = [*opened, e.TargetSet(actor="x", code="7", annual=eighty)]
    during = given(*changed)
    after = given(*changed, *signed()[-2:])
    assert during is not None
    assert after is not None
    assert (during.status, during.version, during.promises["7"].annual) == ("amending", 1, HUNDRED)
    assert (after.status, after.version, after.promises["7"].annual) == ("signed", 2, eighty)


def test_an_amendment_needs_a_signed_agreement_and_a_document() -> None:
    amend = c.OpenAmendment(actor="x", ground="official", document="1/2024", date=DAY)
    assert refused(given(*draft(RATIO)), amend).code == "not-signed"
    assert refused(given(*signed(RATIO)), dataclasses.replace(amend, document=" ")).code == "ground-without-document"


def test_a_realization_is_recorded_under_the_stable_spelling_of_its_period() -> None:
    made = when(given(*signed(RATIO)), record(period="2024-TW1", numerator=Decimal(8), denominator=Decimal(10)))
    assert [(type(x), getattr(x, "period", None)) for x in made] == [(e.RealizationRecorded, "2024-Q1")]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (record(numerator=Decimal(8)), "value-or-parts"),
        (record(), "value-or-parts"),
        (record(value=Decimal(8)), "ratio-needs-parts"),
        (record(value=Decimal(8), numerator=Decimal(8), denominator=Decimal(9)), "value-or-parts"),
        (record(numerator=Decimal(8), denominator=Decimal(-1)), "negative-denominator"),
        (record(code="6", numerator=Decimal(8), denominator=Decimal(9)), "value-needed"),
        (record(code="1", value=Decimal(8)), "composite-has-no-entry"),
        (record(code="9", value=Decimal(8)), "unknown-indicator"),
        (record(period="2024-03", value=Decimal(8)), "wrong-frequency"),
        (record(period="2023-Q1", value=Decimal(8)), "period-outside-year"),
    ],
)
def test_figures_that_do_not_fit_the_indicator_are_bad_input(command: c.Command, code: str) -> None:
    error = refused(given(*signed(RATIO, LEVEL, COMPOSITE)), command)
    assert (error.code, type(error)) == (code, BadInput)


def test_an_entry_is_replaced_only_by_a_correction_with_a_reason() -> None:
    state = given(*signed(RATIO), parts("7", "2024-Q1", 8, 10))
    figures: dict[str, Any] = {"numerator": Decimal(9), "denominator": Decimal(10)}
    assert refused(state, record(**figures)).code == "already-recorded"
    correct = c.CorrectRealization(actor="perencana", code="7", period="2024-Q1", reason="salah ketik", **figures)
    assert [type(x) for x in when(state, correct)] == [e.RealizationCorrected]
    assert refused(state, dataclasses.replace(correct, reason="")).code == "reason-missing"
    assert refused(given(*signed(RATIO)), correct).code == "not-recorded"


def test_a_correction_keeps_the_old_value_in_the_history() -> None:
    fix = e.RealizationCorrected(actor="x", code="7", period="2024-Q1", numerator=Decimal(9), denominator=Decimal(10),
                                 reason="salah")  # fmt: skip
    state = given(*signed(RATIO), parts("7", "2024-Q1", 8, 10), fix)
    assert state is not None
    entry = state.entry("7", "2024-Q1")
    assert entry is not None
    assert entry.figures.numerator == Decimal(9)
    assert [x.type for x in entry.history] == ["RealizationRecorded", "RealizationCorrected"]


def test_a_withdrawn_entry_may_be_recorded_again() -> None:
    taken = e.RealizationWithdrawn(actor="x", code="7", period="2024-Q1", reason="keliru")
    state = given(*signed(RATIO), parts("7", "2024-Q1", 8, 10), taken)
    assert when(state, record(numerator=Decimal(1), denominator=Decimal(2)))


def test_who_entered_may_not_verify_and_the_try_is_recorded() -> None:
    state = given(*signed(RATIO), parts("7", "2024-Q1", 8, 10, evidence=LINK))
    error = refused(state, c.VerifyRealization(actor="perencana", code="7", period="2024-Q1"))
    assert (error.code, isinstance(error, Refusal) and error.recorded) == ("own-verification", True)
    assert when(state, c.VerifyRealization(actor="verifikator", code="7", period="2024-Q1"))


def test_verified_needs_evidence() -> None:
    state = given(*signed(RATIO), parts("7", "2024-Q1", 8, 10))
    assert refused(state, c.VerifyRealization(actor="verifikator", code="7", period="2024-Q1")).code == "no-evidence"


@pytest.mark.parametrize("closed", ["2024-Q1", "2024-S1", "2024"])
def test_a_closed_period_takes_no_entry_no_correction_and_no_withdrawal(closed: str) -> None:
    state = given(*signed(RATIO), parts("7", "2024-Q1", 8, 10), e.PeriodClosed(actor="x", period=closed))
    figures: dict[str, Any] = {"numerator": Decimal(9), "denominator": Decimal(10)}
    tries = (
        c.CorrectRealization(actor="x", code="7", period="2024-Q1", reason="r", **figures),
        c.WithdrawRealization(actor="x", code="7", period="2024-Q1", reason="r"),
    )
    for attempt in tries:
        error = refused(state, attempt)
        assert (error.code, isinstance(error, Refusal) and error.recorded) == ("period-closed", True)


def test_reopening_needs_a_reason_and_another_actor() -> None:
    state = given(*signed(RATIO), parts("7", "2024-Q1", 8, 10), e.PeriodClosed(actor="x", period="2024-Q1"))
    reopen = c.ReopenPeriod(actor="inspektorat", period="2024-Q1", reason="temuan")
    assert [type(x) for x in when(state, reopen)] == [e.PeriodReopened]
    assert refused(state, dataclasses.replace(reopen, reason=" ")).code == "reason-missing"
    assert refused(state, dataclasses.replace(reopen, actor="perencana")).code == "own-reopening"


def test_targets_of_mixed_periods_or_against_the_polarity_are_bad_input() -> None:
    state = given(*draft(RATIO))
    mixed = c.SetTarget(actor="x", code="7", periods={"2024-Q1": HUNDRED, "2024-01": HUNDRED})
    wrong = c.SetTarget(actor="x", code="7", annual=Target(kind="bound", operator="≤", value=Decimal(49)))
    assert refused(state, mixed).code == "mixed-target-periods"
    assert refused(state, wrong).code == "bound-against-polarity"


def test_a_draft_is_made_once_and_its_codes_differ() -> None:
    command = c.DraftAgreement(
        actor="x", unit=given(*draft()).head.unit, year=2024, parties=given(*draft()).head.parties,  # type: ignore[union-attr]
        indicators=(c.DraftedIndicator(indicator=RATIO), c.DraftedIndicator(indicator=RATIO)),
    )  # fmt: skip
    assert refused(None, command).code == "duplicate-code"
    assert refused(given(*draft()), command).code == "agreement-exists"


def test_evolving_leaves_the_state_before_untouched() -> None:
    from kinerja_es.agreement import evolve
    from tests.given import recorded

    history = recorded([*signed(RATIO), parts("7", "2024-Q1", 8, 10)])
    state = None
    for one in history[:-1]:
        state = evolve(state, one)
    assert state is not None
    evolve(state, history[-1])
    assert state.entry("7", "2024-Q1") is None


def test_an_expression_must_read_and_may_not_come_back_to_itself() -> None:
    def composite(code: str, expression: str) -> c.DefineIndicator:
        formula = dataclasses.replace(COMPOSITE.formula, expression=expression)
        return c.DefineIndicator(actor="x", indicator=dataclasses.replace(COMPOSITE, code=code, formula=formula))

    state = given(*draft(RATIO, LEVEL, COMPOSITE))
    assert refused(state, composite("2", "50% * achievement[")).code == "bad-expression"
    assert refused(state, composite("6", "achievement[1]")).code == "composite-cycle"
    assert when(state, composite("2", "achievement[1]"))
