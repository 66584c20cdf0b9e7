"""What an agreement answers to a command: the events it becomes, or a `Refusal`. Pure (domain.md §2)."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement, Entry
from kinerja_es.errors import BadInput, Refusal
from kinerja_es.formula import check
from kinerja_es.indicator import Indicator, Target
from kinerja_es.period import Period, parse_period

Made = tuple[e.Event, ...]


def decide(state: Agreement | None, command: c.Command) -> Made:
    """The events that a command becomes on a state; raises `Refusal` or `BadInput`, changes nothing."""
    if isinstance(command, c.DraftAgreement):
        return _draft(state, command)
    if state is None:
        raise BadInput("unknown-agreement", where="-")
    return _RULES[type(command)](state, command)


def _head(command: c.Command) -> dict[str, Any]:
    return {"actor": command.actor, "origin": command.origin}


def _body(command: c.Command) -> dict[str, Any]:
    """All fields of a command that the event of the same shape takes over."""
    return {f.name: getattr(command, f.name) for f in fields(command) if f.name != "request_id"}


def _draft(state: Agreement | None, command: c.DraftAgreement) -> Made:
    if state is not None:
        raise Refusal("agreement-exists", where=state.ref, agreement=state.ref)
    head = _head(command)
    made: list[e.Event] = [
        e.AgreementDrafted(
            **head, unit=command.unit, year=command.year, place=command.place, date=command.date,
            parties=command.parties, programs=command.programs,
        )
    ]  # fmt: skip
    if command.document is not None:
        read = command.document
        made.append(
            e.DocumentImported(**head, document=read.name, sha256=read.sha256, cells=read.cells, findings=read.findings)
        )
    _check_formulas([drafted.indicator for drafted in command.indicators])
    seen: set[str] = set()
    for drafted in command.indicators:
        code = drafted.indicator.code
        if code in seen:
            raise BadInput("duplicate-code", where=code, indicator=code)
        seen.add(code)
        made.append(e.IndicatorDefined(**head, indicator=drafted.indicator))
        _check_targets(command.year, drafted.indicator, drafted.target, drafted.periods)
        if drafted.target is not None or drafted.periods:
            made.append(e.TargetSet(**head, code=code, annual=drafted.target, periods=drafted.periods))
    return tuple(made)


def _define(state: Agreement, command: c.DefineIndicator) -> Made:
    _open_for_change(state, command.indicator.code)
    known = [
        promise.indicator for promise in state.working.values() if promise.indicator.code != command.indicator.code
    ]
    _check_formulas([*known, command.indicator])
    return (e.IndicatorDefined(**_body(command)),)


def _check_formulas(indicators: Iterable[Indicator]) -> None:
    """Every expression must read, and none may come back to itself."""
    formulas = {i.code: i.formula.expression for i in indicators if i.formula.expression is not None}
    for code in formulas:
        check(code, formulas)


def _target(state: Agreement, command: c.SetTarget) -> Made:
    _open_for_change(state, command.code)
    if command.code not in state.working:
        raise BadInput("unknown-indicator", where=command.code, indicator=command.code, agreement=state.ref)
    promise = state.working[command.code]
    if command.annual is None and not command.periods:
        raise BadInput("nothing-to-set", where=command.code)
    _check_targets(state.head.year, promise.indicator, command.annual, {**promise.periods, **command.periods})
    return (e.TargetSet(**_body(command)),)


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


def _open_for_change(state: Agreement, code: str) -> None:
    if state.status == "signed":
        raise Refusal("signed-agreement", where=code, recorded=True, agreement=state.ref, indicator=code)


def _sign(state: Agreement, command: c.SignAgreement) -> Made:
    if state.status == "signed" or command.party in state.signatures:
        raise Refusal("already-signed", where=state.ref, agreement=state.ref, party=command.party)
    if not state.working:
        raise Refusal("empty-agreement", where=state.ref, agreement=state.ref)
    party = state.head.parties.first if command.party == "first" else state.head.parties.second
    return (e.AgreementSigned(**_body(command), name=party.name),)


def _amend(state: Agreement, command: c.OpenAmendment) -> Made:
    if state.status != "signed":
        raise Refusal("not-signed", where=state.ref, agreement=state.ref)
    if not command.document.strip():
        raise BadInput("ground-without-document", where=state.ref)
    return (e.AmendmentOpened(**_body(command)),)


def _record(state: Agreement, command: c.RecordRealization) -> Made:
    indicator, period = _place(state, command.code, command.period)
    _open_period(state, command.code, period)
    if state.entry(command.code, period.code) is not None:
        raise Refusal("already-recorded", where=f"{command.code} {period}", indicator=command.code, period=period)
    _check_figures(indicator, command)
    return (e.RealizationRecorded(**{**_body(command), "period": period.code}),)


def _correct(state: Agreement, command: c.CorrectRealization) -> Made:
    indicator, period = _place(state, command.code, command.period)
    _open_period(state, command.code, period)
    _standing(state, command.code, period)
    _reason(command.reason)
    _check_figures(indicator, command)
    return (e.RealizationCorrected(**{**_body(command), "period": period.code}),)


def _withdraw(state: Agreement, command: c.WithdrawRealization) -> Made:
    _, period = _place(state, command.code, command.period)
    _open_period(state, command.code, period)
    _standing(state, command.code, period)
    _reason(command.reason)
    return (e.RealizationWithdrawn(**{**_body(command), "period": period.code}),)


def _verify(state: Agreement, command: c.VerifyRealization) -> Made:
    entry, period = _of_another(state, command)
    if not entry.figures.evidence:
        raise Refusal("no-evidence", where=f"{command.code} {period}", recorded=True, indicator=command.code)
    return (e.RealizationVerified(**{**_body(command), "period": period.code}),)


def _return(state: Agreement, command: c.ReturnRealization) -> Made:
    _, period = _of_another(state, command)
    _reason(command.reason)
    return (e.RealizationReturned(**{**_body(command), "period": period.code}),)


def _close(state: Agreement, command: c.ClosePeriod) -> Made:
    period = _in_year(state, command.period)
    if period.code in state.closed:
        raise Refusal("already-closed", where=period.code, period=period)
    return (e.PeriodClosed(**{**_body(command), "period": period.code}),)


def _reopen(state: Agreement, command: c.ReopenPeriod) -> Made:
    period = _in_year(state, command.period)
    if period.code not in state.closed:
        raise Refusal("not-closed", where=period.code, period=period)
    _reason(command.reason)
    enterers = {
        entry.current.event.actor
        for entries in state.entries.values()
        for code, entry in entries.items()
        if period.contains(parse_period(code))
    }
    if command.actor in enterers:  # domain.md §2: another actor than the one whose entry it frees
        raise Refusal("own-reopening", where=period.code, recorded=True, period=period, actor=command.actor)
    return (e.PeriodReopened(**{**_body(command), "period": period.code}),)


def _of_another(state: Agreement, command: c.VerifyRealization | c.ReturnRealization) -> tuple[Entry, Period]:
    _, period = _place(state, command.code, command.period)
    entry = _standing(state, command.code, period)
    if entry.state != "recorded":
        raise Refusal("already-decided", where=f"{command.code} {period}", indicator=command.code, period=period)
    if entry.current.event.actor == command.actor:
        raise Refusal("own-verification", where=f"{command.code} {period}", recorded=True, actor=command.actor)
    return entry, period


def _in_year(state: Agreement, text: str) -> Period:
    period = parse_period(text)
    if period.year != state.head.year:
        raise BadInput("period-outside-year", where=text, period=period, year=state.head.year)
    return period


def _place(state: Agreement, code: str, text: str) -> tuple[Indicator, Period]:
    promise = state.promises.get(code)
    if promise is None:
        raise BadInput("unknown-indicator", where=code, indicator=code, agreement=state.ref)
    period = _in_year(state, text)
    if period.frequency != promise.indicator.frequency:
        raise BadInput("wrong-frequency", where=text, period=period, indicator=code,
                       frequency=promise.indicator.frequency)  # fmt: skip
    return promise.indicator, period


def _open_period(state: Agreement, code: str, period: Period) -> None:
    for closed in state.closed:
        if parse_period(closed).contains(period):
            raise Refusal("period-closed", where=f"{code} {period}", recorded=True, period=closed, indicator=code)


def _standing(state: Agreement, code: str, period: Period) -> Entry:
    entry = state.entry(code, period.code)
    if entry is None:
        raise Refusal("not-recorded", where=f"{code} {period}", indicator=code, period=period)
    return entry


def _reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput("reason-missing")


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
}
