"""All indicators of an agreement reckoned for one period, composites after their components, and their mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kinerja_es.aims import is_zero, target_during, target_to_date
from kinerja_es.calculation import Reading, Value, achievement, value_during, value_to_date
from kinerja_es.composites import UNRESOLVED, Part, composite_value, expression_of, in_order, names
from kinerja_es.expression import Expression
from kinerja_es.indicator import Indicator, Target
from kinerja_es.period import Period
from kinerja_es.policy import Policy

State = Literal["final", "provisional", "not-computable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the calculation needs to know of one indicator: definition, targets and entries by period code."""

    indicator: Indicator
    annual: Target | None = None
    periods: Mapping[str, Target] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """The figures of one indicator for a period; achievements in percent, exact, neither capped nor floored.

    Attributes:
        reason: why there is no `achievement` (a code of domain.md §3); `annual_reason` and `during_reason` likewise.
        components: of a composite, the indicators that had no figure to give to date.
    """

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
    during_reason: str | None
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The mean over the indicators of an agreement under a policy, in percent."""

    achievement: Fraction | None
    achievement_annual: Fraction | None
    band: str | None
    provisional: bool
    computed: int
    not_computable: int


def reckon(subjects: Mapping[str, Subject], period: Period, policy: Policy) -> dict[str, Reckoned]:
    """The figures of every indicator for a period, in the order given; that order changes no figure."""
    done: dict[str, Reckoned] = {}
    composites: dict[str, Expression | None] = {}
    for code, subject in subjects.items():
        indicator, readings = subject.indicator, subject.readings
        if indicator.aggregation == "composite":
            composites[code] = expression_of(indicator)
            continue
        during, to_date = value_during(indicator, readings, period), value_to_date(indicator, readings, period)
        done[code] = _reckoned(subject, during, to_date, period, policy)
    missing = policy.composite_missing
    ordered = in_order(composites)
    for code in ordered:
        expression = composites[code]
        named = {name: done[name] for name in names(expression) if name in done}
        alone = {name: Part(part.during, part.achievement_during) for name, part in named.items()}
        through = {name: Part(part.to_date, part.achievement) for name, part in named.items()}
        during, _ = composite_value(expression, alone, missing)
        to_date, without = composite_value(expression, through, missing)
        done[code] = _reckoned(subjects[code], during, to_date, period, policy, without)
    circular = composites.keys() - set(ordered)
    for code in circular:
        unresolved = tuple(name for name in names(composites[code]) if name in circular or name not in subjects)
        done[code] = _reckoned(subjects[code], UNRESOLVED, UNRESOLVED, period, policy, unresolved)
    return {code: done[code] for code in subjects}


def summarise(reckoned: Mapping[str, Reckoned], policy: Policy) -> Summary:
    """The means of the achievements to date and against the annual targets, under a policy.

    Every figure is capped and floored before the mean. Rows whose target to date is 0 stay out of the period mean
    unless the policy takes them in; what is then not computable (`zero-target`) counts as 0. The annual mean takes
    them as they stand. Unreported indicators are left out, which makes the mean provisional, or count as 0. Whatever
    else is not computable is left out.
    """
    nought = "zero-target" if policy.zero_target_in_period_mean else None
    period: list[Fraction] = []
    annual: list[Fraction] = []
    for row in reckoned.values():
        if nought or not is_zero(row.target_to_date):
            period += _taken(row.achievement, row.reason, policy, nought)
        annual += _taken(row.achievement_annual, row.annual_reason, policy)
    mean = _mean(period)
    computed = sum(row.achievement is not None for row in reckoned.values())
    left_out = policy.unreported == "exclude" and any(row.reason == "no-realization" for row in reckoned.values())
    return Summary(
        achievement=mean,
        achievement_annual=_mean(annual),
        band=policy.band(mean),
        provisional=left_out or any(row.state == "provisional" for row in reckoned.values()),
        computed=computed,
        not_computable=len(reckoned) - computed,
    )


def _reckoned(
    subject: Subject, during: Value, to_date: Value, period: Period, policy: Policy, without: tuple[str, ...] = ()
) -> Reckoned:
    indicator, annual = subject.indicator, subject.annual
    alone = target_during(indicator, annual, subject.periods, period)
    through = target_to_date(indicator, annual, subject.periods, period)
    whole = annual if annual is not None and annual.kind != "none" else "no-target"
    reached = _stands(indicator, to_date, through, policy)
    of_year = _stands(indicator, to_date, whole, policy)
    in_period = _stands(indicator, during, alone, policy)
    state: State = "provisional" if to_date.missing else "final"
    return Reckoned(
        code=indicator.code,
        during=during,
        to_date=to_date,
        target_to_date=None if isinstance(through, str) else through,
        target_annual=annual,
        achievement=_figure(reached),
        achievement_annual=_figure(of_year),
        achievement_during=_figure(in_period),
        band=policy.band(_figure(reached)),
        state="not-computable" if isinstance(reached, str) else state,
        reason=_reason(reached),
        annual_reason=_reason(of_year),
        during_reason=_reason(in_period),
        components=without,
    )


def _stands(indicator: Indicator, value: Value, target: Target | str, policy: Policy) -> Fraction | str:
    """The achievement, or the first of the reasons why there is none: what to mend first comes first."""
    if indicator.polarity is None or "unset-calculation" in (value.reason, target):
        return "unset-calculation"
    if target == "no-target" and value.reason in {None, "no-realization"}:
        return target
    if value.value is None:
        return value.reason or "no-realization"
    return target if isinstance(target, str) else achievement(value.value, target, indicator.polarity, policy.lower)


def _figure(result: Fraction | str) -> Fraction | None:
    return None if isinstance(result, str) else result


def _reason(result: Fraction | str) -> str | None:
    return result if isinstance(result, str) else None


def _taken(figure: Fraction | None, reason: str | None, policy: Policy, nought: str | None = None) -> list[Fraction]:
    """What one row gives to a mean: one figure within cap and floor, or nothing."""
    if figure is None:
        counts = reason == nought or (reason == "no-realization" and policy.unreported == "zero")
        if not counts:
            return []
        figure = Fraction()
    if policy.cap is not None:
        figure = min(figure, Fraction(policy.cap))
    return [figure if policy.floor is None else max(figure, Fraction(policy.floor))]


def _mean(figures: list[Fraction]) -> Fraction | None:
    return sum(figures, Fraction()) / len(figures) if figures else None
