"""All indicators of an agreement reckoned for one period, composites after their components, and their mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kinerja_es.aims import is_zero, target_during, target_to_date
from kinerja_es.calculation import Reading, Value, achievement, value_during, value_to_date
from kinerja_es.composites import UNRESOLVED, Part, composite_value, expression_of, in_order, names
from kinerja_es.expression import Expression
from kinerja_es.indicator import Indicator, Target
from kinerja_es.links import address, as_seen, mean_of, members
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
class Scope:
    """An agreement as the calculation sees it: its indicators by code, and the texts of its budget table's rows."""

    subjects: Mapping[str, Subject]
    programs: Sequence[str] = ()

    def members(self, code: str) -> tuple[str, ...]:
        """The indicators that a code such as `program:1` means; none of any other code."""
        return members(code, (each.indicator for each in self.subjects.values()), self.programs)


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
    return reckon_linked({"": Scope(subjects=subjects)}, "", period, policy)


def reckon_linked(scopes: Mapping[str, Scope], home: str, period: Period, policy: Policy) -> dict[str, Reckoned]:
    """The figures of an agreement for a period, and of all that its formulas rest on, at any depth.

    Its own indicators come first, in the order given, under their codes; after them, under the names that its formulas
    would write, the programs whose mean is asked for and whatever is asked of other agreements. The period and the
    policy are the same for all: an agreement of another year has no entries to give.

    Args:
        scopes: the agreement and those that its formulas reach, by reference; whoever is not there is unresolved.
        home: the reference of the agreement whose figures are asked for.
        period: the period that is reckoned.
        policy: the rules for all of them.
    """
    subjects, formulas = _linked(scopes, home)
    missing = policy.composite_missing
    done: dict[str, Reckoned] = {}
    for name, subject in subjects.items():
        if name not in formulas and subject is not None:
            during = value_during(subject.indicator, subject.readings, period)
            to_date = value_to_date(subject.indicator, subject.readings, period)
            done[name] = _reckoned(subject, during, to_date, period, policy)
    ordered = in_order(formulas)
    for name in ordered:
        parts = {named: done[named] for named in names(formulas[name]) if named in done}
        alone = {named: Part(part.during, part.achievement_during) for named, part in parts.items()}
        through = {named: Part(part.to_date, part.achievement) for named, part in parts.items()}
        during, _ = composite_value(formulas[name], alone, missing)
        to_date, without = composite_value(formulas[name], through, missing)
        done[name] = _composite(name, subjects[name], during, to_date, period, policy, without)
    circular = formulas.keys() - set(ordered)
    for name in circular:
        unresolved = tuple(named for named in names(formulas[name]) if named in circular or named not in subjects)
        done[name] = _composite(name, subjects[name], UNRESOLVED, UNRESOLVED, period, policy, unresolved)
    return {name: done[name] for name in subjects}


def _linked(scopes: Mapping[str, Scope], home: str) -> tuple[dict[str, Subject | None], dict[str, Expression | None]]:
    """Whatever is to be reckoned (None is the mean of a program), and the formulas of what has one, all by name."""
    subjects: dict[str, Subject | None] = dict(scopes[home].subjects)
    formulas: dict[str, Expression | None] = {}
    queue = list(subjects)
    for name in queue:
        subject = subjects[name]
        if subject is not None and subject.indicator.aggregation != "composite":
            continue
        where, code = address(name, home)
        expression = mean_of(scopes[where].members(code)) if subject is None else expression_of(subject.indicator)
        formulas[name] = None if expression is None else as_seen(expression, where, home)
        for named in names(formulas[name]):
            there = address(named, home)
            scope = scopes.get(there.agreement)
            if named in subjects or scope is None:
                continue
            if there.code in scope.subjects or scope.members(there.code):
                subjects[named] = scope.subjects.get(there.code)
                queue.append(named)
    return subjects, formulas


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


def _composite(
    name: str, subject: Subject | None, during: Value, to_date: Value, period: Period, policy: Policy,
    without: tuple[str, ...],
) -> Reckoned:  # fmt: skip
    """A composite against its targets; the mean of a program has none: it is itself an achievement."""
    if subject is not None:
        return _reckoned(subject, during, to_date, period, policy, without)
    state: State = "provisional" if to_date.missing else "final"
    return Reckoned(
        code=name,
        during=during,
        to_date=to_date,
        target_to_date=None,
        target_annual=None,
        achievement=to_date.value,
        achievement_annual=to_date.value,
        achievement_during=during.value,
        band=policy.band(to_date.value),
        state="not-computable" if to_date.value is None else state,
        reason=to_date.reason,
        annual_reason=to_date.reason,
        during_reason=during.reason,
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
