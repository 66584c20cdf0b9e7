"""All indicators of an agreement for one period, composites after their components, and the mean over them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kinerja_es.calculation import (
    Reading,
    Value,
    achievement,
    mean,
    nothing,
    target_during,
    target_to_date,
    value_during,
    value_to_date,
)
from kinerja_es.errors import KinerjaError
from kinerja_es.formula import Expression, evaluate, evaluate_rest, parse, references
from kinerja_es.indicator import Indicator, Target
from kinerja_es.period import Period, parse_period
from kinerja_es.policy import Policy

Ref = tuple[str, str]
State = Literal["final", "provisional", "not-computable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known of one indicator: its definition, its targets and its entries."""

    indicator: Indicator
    annual: Target | None = None
    periods: Mapping[str, Target] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """The figures of one indicator for one period; `reason` says why `achievement` is None."""

    code: str
    during: Value
    to_date: Value
    target_to_date: Target | None
    target_annual: Target | None
    achievement: Fraction | None
    achievement_annual: Fraction | None
    achievement_during: Fraction | None
    band: str | None
    state: State
    reason: str | None
    annual_reason: str | None
    components: tuple[str, ...] = ()
    failed_component: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The mean over the indicators under a policy; `provisional` where it rests on incomplete figures."""

    achievement: Fraction | None
    achievement_annual: Fraction | None
    band: str | None
    provisional: bool
    computed: int
    not_computable: int


def reckon(subjects: Mapping[str, Subject], period: Period, policy: Policy) -> dict[str, Reckoned]:
    """The figures of every indicator, in the order given; that order never changes a figure."""
    expressions = {
        code: expression
        for code, subject in subjects.items()
        if (expression := _expression(subject.indicator)) is not None
    }
    done: dict[str, Reckoned] = {}
    waiting = list(subjects)
    while waiting:
        ready = [
            code
            for code in waiting
            if all(ref not in subjects or ref in done for _, ref in _refs(expressions.get(code)))
        ]
        if not ready:  # what is left goes round in a circle
            for code in waiting:
                done[code] = _finish(subjects[code], period, policy, *(nothing("unresolved-component"),) * 2)
            break
        for code in ready:
            done[code] = _one(subjects[code], expressions.get(code), done, period, policy)
        waiting = [code for code in waiting if code not in done]
    return {code: done[code] for code in subjects}


def _expression(indicator: Indicator) -> Expression | None:
    if indicator.aggregation != "composite" or not indicator.formula.expression:
        return None
    try:
        return parse(indicator.formula.expression)
    except KinerjaError:
        return None


def _refs(expression: Expression | None) -> tuple[Ref, ...]:
    return () if expression is None else references(expression)


def _one(
    subject: Subject, expression: Expression | None, done: Mapping[str, Reckoned], period: Period, policy: Policy
) -> Reckoned:
    indicator = subject.indicator
    if indicator.aggregation != "composite":
        during = value_during(indicator, subject.readings, period)
        return _finish(subject, period, policy, during, value_to_date(indicator, subject.readings, period))
    if expression is None or any(ref not in done for _, ref in references(expression)):
        return _finish(subject, period, policy, *(nothing("unresolved-component"),) * 2)
    refs = references(expression)
    during, _ = _composite(expression, {ref: _part(done[ref[1]], ref[0], to_date=False) for ref in refs}, policy)
    parts = {ref: _part(done[ref[1]], ref[0], to_date=True) for ref in refs}
    to_date, failed = _composite(expression, parts, policy)
    missing = sorted({p for _, code in refs for p in done[code].to_date.missing}, key=lambda p: parse_period(p).last)
    to_date = Value(to_date.value, to_date.reason, tuple(missing))
    components = tuple(dict.fromkeys(code for _, code in refs))
    return _finish(subject, period, policy, during, to_date, components=components, failed=failed)


def _part(component: Reckoned, kind: str, *, to_date: bool) -> Fraction | None:
    if kind == "achievement":
        return component.achievement if to_date else component.achievement_during
    return (component.to_date if to_date else component.during).value


def _composite(
    expression: Expression, parts: Mapping[Ref, Fraction | None], policy: Policy
) -> tuple[Value, str | None]:
    """The composite's value and, where a component has none and the policy is strict, that component's code."""
    absent = [code for (_, code), value in parts.items() if value is None]
    if absent and policy.composite_missing == "strict":
        return nothing("component-not-computable"), absent[0]
    try:
        if absent and policy.composite_missing == "renormalise":
            rest = evaluate_rest(expression, lambda kind, code: parts[kind, code])
            return (nothing("component-not-computable"), absent[0]) if rest is None else (Value(rest), None)
        return Value(evaluate(expression, lambda kind, code: parts[kind, code] or Fraction(0))), None
    except (ZeroDivisionError, KinerjaError):
        return nothing("zero-denominator"), None


def _finish(
    subject: Subject, period: Period, policy: Policy, during: Value, to_date: Value, *,
    components: tuple[str, ...] = (), failed: str | None = None,
) -> Reckoned:  # fmt: skip
    """Hold the values against the targets."""
    indicator, annual = subject.indicator, subject.annual
    target = target_to_date(indicator, annual, subject.periods, period)
    reached = _against(to_date, target, indicator, policy)
    yearly = _against(to_date, annual if annual is not None else "no-target", indicator, policy)
    alone = _against(during, target_during(indicator, annual, subject.periods, period), indicator, policy)
    computed = reached if isinstance(reached, Fraction) else None
    state: State = "not-computable" if computed is None else "provisional" if to_date.missing else "final"
    return Reckoned(
        code=indicator.code,
        during=during,
        to_date=to_date,
        target_to_date=target if isinstance(target, Target) else None,
        target_annual=annual,
        achievement=computed,
        achievement_annual=yearly if isinstance(yearly, Fraction) else None,
        achievement_during=alone if isinstance(alone, Fraction) else None,
        band=policy.band(computed),
        state=state,
        reason=reached if isinstance(reached, str) else None,
        annual_reason=yearly if isinstance(yearly, str) else None,
        components=components,
        failed_component=failed,
    )


def _against(value: Value, target: Target | str, indicator: Indicator, policy: Policy) -> Fraction | str:
    """The achievement, or the reason that a person can act on first: axes, a missing target, the value, the rest."""
    without_target = target == "no-target" or (isinstance(target, Target) and target.kind == "none")
    if value.value is None:
        if without_target and value.reason == "no-realization":
            return "no-target"
        return value.reason or "no-realization"
    if isinstance(target, str):
        return target
    return achievement(value.value, target, indicator.polarity, policy.lower)


def summarise(reckoned: Mapping[str, Reckoned], policy: Policy) -> Summary:
    """The mean over all indicators, composites among them as indicators of their own.

    A zero target of a `higher` indicator has no achievement of its own; in the mean against the annual target it counts
    as 0, in the period's mean it stays out unless the policy takes it in. Unreported indicators follow `unreported`;
    whatever else is not computable stays out.
    """
    rows = list(reckoned.values())
    period = [_counted(row.achievement, row.reason, policy, zero=policy.zero_target_in_period_mean) for row in rows]
    annual = [_counted(row.achievement_annual, row.annual_reason, policy, zero=True) for row in rows]
    computed = sum(row.achievement is not None for row in rows)
    reached = _mean(period)
    return Summary(
        achievement=reached,
        achievement_annual=_mean(annual),
        band=policy.band(reached),
        provisional=any(row.state == "provisional" or row.reason == "no-realization" for row in rows),
        computed=computed,
        not_computable=len(rows) - computed,
    )


def _counted(value: Fraction | None, reason: str | None, policy: Policy, *, zero: bool) -> Fraction | None:
    if value is None:
        counts = (reason == "zero-target" and zero) or (reason == "no-realization" and policy.unreported == "zero")
        value = Fraction(0) if counts else None
    if value is None:
        return None
    if policy.cap is not None:
        value = min(value, Fraction(policy.cap))
    return value if policy.floor is None else max(value, Fraction(policy.floor))


def _mean(values: list[Fraction | None]) -> Fraction | None:
    counted = [value for value in values if value is not None]
    return mean(counted) if counted else None
