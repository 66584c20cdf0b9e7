"""What an agreement answers to a command: the events it becomes, or a `Refusal`. Pure (domain.md §2)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, get_args

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es import yearly
from kinerja_es.agreement import Agreement, Entry
from kinerja_es.errors import BadInput, Refusal
from kinerja_es.guards import (
    Made,
    actors_within,
    body,
    entered_by,
    head,
    in_year,
    needs_reason,
    open_for_change,
    open_period,
)
from kinerja_es.indicator import Indicator, Target
from kinerja_es.period import Period, parse_period
from kinerja_es.proposals import proposed
from kinerja_es.ways import check_formulas

NOBODY: Mapping[str, Agreement] = MappingProxyType({})
CONTENT = c.DefineIndicator | c.SetTarget | c.SetProgram | c.ResolveQuarantine  # what both parties sign


def decide(state: Agreement | None, command: c.Command, elsewhere: Mapping[str, Agreement] = NOBODY) -> Made:
    """The events that a command becomes on a state; raises `Refusal` or `BadInput`, changes nothing.

    Args:
        state: the agreement, None where it was never drafted.
        command: what is asked.
        elsewhere: the other agreements that its formulas reach, by reference; one that is not there may come later.
    """
    made = _decided(state, command)
    found = proposed(state, command)
    if found is not None:
        check_formulas(found, elsewhere)
    return made


def _decided(state: Agreement | None, command: c.Command) -> Made:
    if isinstance(command, c.DraftAgreement):
        return _draft(state, command)
    if state is None:
        raise BadInput("unknown-agreement", where="-")
    made = _RULES[type(command)](state, command)
    if isinstance(command, CONTENT):  # domain.md §2: both sign the same; what one signed alone is no more
        signed = (side for side in get_args(e.Side) if side in state.signatures)
        made = (*made, *(e.SignatureLapsed(**head(command), party=side) for side in signed))
    return made


def _draft(state: Agreement | None, command: c.DraftAgreement) -> Made:
    if state is not None:
        signed = state.in_force is not None  # drafting anew what was signed is a change without an amendment
        raise Refusal("agreement-exists", where=state.ref, recorded=signed, agreement=state.ref)
    common = head(command)
    made: list[e.Event] = [
        e.AgreementDrafted(
            **common, unit=command.unit, year=command.year, place=command.place, date=command.date,
            parties=command.parties, programs=command.programs,
        )
    ]  # fmt: skip
    if command.document is not None:
        read = command.document
        made.append(
            e.DocumentImported(
                **common, document=read.name, sha256=read.sha256, cells=read.cells, findings=read.findings
            )
        )
    seen: set[str] = set()
    for drafted in command.indicators:
        code = drafted.indicator.code
        if code in seen:
            raise BadInput("duplicate-code", where=code, indicator=code)
        seen.add(code)
        made.append(e.IndicatorDefined(**common, indicator=drafted.indicator))
        _check_targets(command.year, drafted.indicator, drafted.target, drafted.periods)
        if drafted.target is not None or drafted.periods:
            made.append(e.TargetSet(**common, code=code, annual=drafted.target, periods=drafted.periods))
    return (*made, *yearly.drafted_with(command))


def _define(state: Agreement, command: c.DefineIndicator) -> Made:
    open_for_change(state, indicator=command.indicator.code)
    return (e.IndicatorDefined(**body(command)),)


def _target(state: Agreement, command: c.SetTarget) -> Made:
    open_for_change(state, indicator=command.code)
    if command.code not in state.working:
        raise BadInput("unknown-indicator", where=command.code, indicator=command.code, agreement=state.ref)
    promise = state.working[command.code]
    if command.annual is None and not command.periods:
        raise BadInput("nothing-to-set", where=command.code)
    _check_targets(state.head.year, promise.indicator, command.annual, {**promise.periods, **command.periods})
    return (e.TargetSet(**body(command)),)


def _check_targets(year: int, indicator: Indicator, annual: Target | None, periods: dict[str, Target]) -> None:
    read = [parse_period(code) for code in periods]
    for period in read:
        if period.year != year:
            raise BadInput("period-outside-year", where=period.code, period=period, year=year)
    if len({period.frequency for period in read}) > 1:
        raise BadInput("mixed-target-periods", where=indicator.code, indicator=indicator.code)
    for target in (annual, *periods.values()):
        if target is not None and target.kind == "bound" and indicator.polarity is not None:
            wanted = ("≤", "<") if indicator.polarity == "lower" else ("≥", ">")
            if target.operator not in wanted:
                raise BadInput("bound-against-polarity", where=indicator.code, operator=target.operator)


def _sign(state: Agreement, command: c.SignAgreement) -> Made:
    if state.status == "signed" or command.party in state.signatures:
        raise Refusal("already-signed", where=state.ref, agreement=state.ref, party=command.party)
    if not state.working:
        raise Refusal("empty-agreement", where=state.ref, agreement=state.ref)
    official = state.official(command.party, command.date)
    return (e.AgreementSigned(**body(command), name=official.name, official=official),)


def _amend(state: Agreement, command: c.OpenAmendment) -> Made:
    if state.status != "signed":
        raise Refusal("not-signed", where=state.ref, agreement=state.ref)
    if not command.document.strip():
        raise BadInput("ground-without-document", where=state.ref)
    return (e.AmendmentOpened(**body(command)),)


def _record(state: Agreement, command: c.RecordRealization) -> Made:
    indicator, period = _place(state, command.code, command.period)
    open_period(state, period, indicator=command.code)
    if state.entry(command.code, period.code) is not None:
        raise Refusal("already-recorded", where=f"{command.code} {period}", indicator=command.code, period=period)
    _check_figures(indicator, command)
    return (e.RealizationRecorded(**{**body(command), "period": period.code}),)


def _correct(state: Agreement, command: c.CorrectRealization) -> Made:
    indicator, period = _place(state, command.code, command.period)
    open_period(state, period, indicator=command.code)
    _standing(state, command.code, period)
    needs_reason(command.reason, command.code, period)
    _check_figures(indicator, command)
    return (e.RealizationCorrected(**{**body(command), "period": period.code}),)


def _withdraw(state: Agreement, command: c.WithdrawRealization) -> Made:
    _, period = _place(state, command.code, command.period)
    open_period(state, period, indicator=command.code)
    _standing(state, command.code, period)
    needs_reason(command.reason, command.code, period)
    return (e.RealizationWithdrawn(**{**body(command), "period": period.code}),)


def _verify(state: Agreement, command: c.VerifyRealization) -> Made:
    entry, period = _of_another(state, command)
    if not entry.figures.evidence:
        raise Refusal("no-evidence", where=f"{command.code} {period}", recorded=True, indicator=command.code)
    return (e.RealizationVerified(**{**body(command), "period": period.code}),)


def _return(state: Agreement, command: c.ReturnRealization) -> Made:
    _, period = _of_another(state, command)
    open_period(state, period, indicator=command.code)  # sending back takes a figure out of the reckoning
    needs_reason(command.reason, command.code, period)
    return (e.RealizationReturned(**{**body(command), "period": period.code}),)


def _close(state: Agreement, command: c.ClosePeriod) -> Made:
    period = in_year(state, command.period)
    if period.code in state.closed:
        raise Refusal("already-closed", where=period.code, period=period)
    return (e.PeriodClosed(**{**body(command), "period": period.code}),)


def _reopen(state: Agreement, command: c.ReopenPeriod) -> Made:
    period = in_year(state, command.period)
    if period.code not in state.closed:
        raise Refusal("not-closed", where=period.code, period=period)
    needs_reason(command.reason, period)
    if command.actor in actors_within(state, period):  # domain.md §2: another actor than the one whose entry it frees
        raise Refusal("own-reopening", where=period.code, recorded=True, period=period, actor=command.actor)
    return (e.PeriodReopened(**{**body(command), "period": period.code}),)


def _of_another(state: Agreement, command: c.VerifyRealization | c.ReturnRealization) -> tuple[Entry, Period]:
    _, period = _place(state, command.code, command.period)
    entry = _standing(state, command.code, period)
    if entry.state != "recorded":
        raise Refusal("already-decided", where=f"{command.code} {period}", indicator=command.code, period=period)
    if command.actor in entered_by(entry.current.event):
        raise Refusal("own-verification", where=f"{command.code} {period}", recorded=True, actor=command.actor)
    return entry, period


def _place(state: Agreement, code: str, text: str) -> tuple[Indicator, Period]:
    promise = state.promises.get(code)
    if promise is None:
        raise BadInput("unknown-indicator", where=code, indicator=code, agreement=state.ref)
    period = in_year(state, text)
    if period.frequency != promise.indicator.frequency:
        raise BadInput("wrong-frequency", where=text, period=period, indicator=code,
                       frequency=promise.indicator.frequency)  # fmt: skip
    return promise.indicator, period


def _standing(state: Agreement, code: str, period: Period) -> Entry:
    entry = state.entry(code, period.code)
    if entry is None:
        raise Refusal("not-recorded", where=f"{code} {period}", indicator=code, period=period)
    return entry


def _check_figures(indicator: Indicator, command: c.RecordRealization) -> None:
    place = f"{command.code} {command.period}"
    if indicator.aggregation == "composite":
        raise BadInput("composite-has-no-entry", where=place, indicator=command.code)
    parts = command.numerator is not None, command.denominator is not None
    if any(parts) != all(parts) or all(parts) == (command.value is not None):
        raise BadInput("value-or-parts", where=place)
    if indicator.aggregation == "ratio" and not all(parts):
        raise BadInput("ratio-needs-parts", where=place, indicator=command.code)
    if indicator.aggregation not in (None, "ratio") and all(parts):
        raise BadInput("value-needed", where=place, indicator=command.code)
    if command.denominator is not None and command.denominator < 0:
        raise BadInput("negative-denominator", where=place)


_RULES: dict[type[c.Command], Callable[[Agreement, Any], Made]] = {
    c.DefineIndicator: _define,
    c.SetTarget: _target,
    c.SignAgreement: _sign,
    c.OpenAmendment: _amend,
    c.RecordRealization: _record,
    c.CorrectRealization: _correct,
    c.WithdrawRealization: _withdraw,
    c.VerifyRealization: _verify,
    c.ReturnRealization: _return,
    c.ClosePeriod: _close,
    c.ReopenPeriod: _reopen,
    c.AppointOfficial: yearly.appoint,
    c.RatifyBudget: yearly.ratify,
    c.NoteQuarter: yearly.note,
    c.SetProgram: yearly.set_program,
    c.RealizeBudget: yearly.realize_budget,
    c.ResolveQuarantine: yearly.resolve,
}
