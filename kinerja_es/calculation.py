"""The rules of domain.md §3, one function a rule: values of an indicator, its targets, its achievement. Pure, exact."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kinerja_es.indicator import Indicator, Polarity, Target
from kinerja_es.period import Period, parse_period, periods
from kinerja_es.policy import LowerFormula


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one entry says: a value, or a numerator and a denominator."""

    period: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, or the reason why there is none; `missing` periods make it provisional, `used` ones are its ground."""

    value: Fraction | None
    reason: str | None = None
    missing: tuple[str, ...] = ()
    carried: bool = False
    used: tuple[str, ...] = ()


def nothing(reason: str) -> Value:
    """No value, and why."""
    return Value(None, reason)


def value_during(indicator: Indicator, readings: Mapping[str, Reading], period: Period) -> Value:
    """The value in a period alone (domain.md §3, column *during P*)."""
    fitting = _fitting(indicator, readings, period.first, period)
    if isinstance(fitting, str):
        return nothing(fitting)
    if indicator.entry == "running":
        return _difference(indicator, readings, period)
    return _fold(indicator, fitting) if fitting else nothing("no-realization")


def value_to_date(indicator: Indicator, readings: Mapping[str, Reading], period: Period) -> Value:
    """The value from the start of the year through a period; periods without an entry make it provisional."""
    fitting = _fitting(indicator, readings, 1, period)
    if isinstance(fitting, str):
        return nothing(fitting)
    due = [p for p in periods(period.year, indicator.frequency) if p.last <= period.last]
    missing = tuple(p.code for p in due if p.code not in {r.period for r in fitting})
    if not fitting:
        return Value(None, "no-realization", missing)
    last = parse_period(fitting[-1].period)
    carried = _takes_last(indicator) and last.last < period.first
    return replace(_fold(indicator, fitting), missing=missing, carried=carried)


def _takes_last(indicator: Indicator) -> bool:
    return indicator.aggregation == "last" or indicator.entry == "running"


def _fitting(
    indicator: Indicator, readings: Mapping[str, Reading], first: int, period: Period
) -> list[Reading] | str:
    """The usable readings within a stretch of months, in order; a reason where the axes do not say how to fold them."""
    entry = indicator.entry
    allowed = {
        "sum": ("increment", "running"), "ratio": ("increment", "running"), "last": ("level", "running"),
        "average": ("level",), "min": ("level",), "max": ("level",),
    }.get(indicator.aggregation or "")  # fmt: skip
    if allowed is None or entry not in allowed:
        return "unset-calculation"
    placed = sorted((parse_period(r.period).last, parse_period(r.period).first, r.period) for r in readings.values())
    return [
        reading
        for last, start, code in placed
        if start >= first and last <= period.last and _usable(indicator, reading := readings[code])
    ]


def _usable(indicator: Indicator, reading: Reading) -> bool:
    if indicator.aggregation == "ratio":
        return reading.numerator is not None and reading.denominator is not None
    return reading.value is not None


def _fold(indicator: Indicator, readings: list[Reading]) -> Value:
    used = tuple(reading.period for reading in readings)
    if indicator.aggregation == "ratio":
        counted = readings[-1:] if indicator.entry == "running" else readings
        top = sum((Fraction(r.numerator or 0) for r in counted), Fraction(0))
        return _ratio(indicator, top, sum((Fraction(r.denominator or 0) for r in counted), Fraction(0)), used)
    values = [Fraction(reading.value or 0) for reading in readings]
    if _takes_last(indicator):
        return Value(values[-1], used=used[-1:])
    rules: dict[str, Callable[[Iterable[Fraction]], Fraction]] = {
        "sum": lambda them: sum(them, Fraction(0)), "average": mean, "min": min, "max": max,
    }  # fmt: skip
    return Value(rules[indicator.aggregation or ""](values), used=used)


def _ratio(indicator: Indicator, top: Fraction, bottom: Fraction, used: tuple[str, ...]) -> Value:
    if bottom == 0:
        return Value(None, "zero-denominator", used=used)
    return Value(top / bottom * indicator.scale, used=used)


def _difference(indicator: Indicator, readings: Mapping[str, Reading], period: Period) -> Value:
    """Of running totals: what stands at the end of the period less what stood before it began."""
    fitting = _fitting(indicator, readings, 1, period)
    assert not isinstance(fitting, str)  # the caller looked at the axes
    ended = [r for r in fitting if parse_period(r.period).last == period.last]
    before = [r for r in fitting if parse_period(r.period).last == period.first - 1]
    if not ended or (period.first > 1 and not before):
        return nothing("no-realization")
    used = tuple(reading.period for reading in (*before, *ended))
    if indicator.aggregation == "last":  # a level that is reported as it stands, whatever the period
        return Value(Fraction(ended[-1].value or 0), used=used[-1:])
    if indicator.aggregation == "ratio":
        top, bottom = (
            Fraction(getattr(ended[-1], part) or 0) - Fraction(getattr(before[-1], part) or 0 if before else 0)
            for part in ("numerator", "denominator")
        )
        return _ratio(indicator, top, bottom, used)
    return Value(Fraction(ended[-1].value or 0) - Fraction(before[-1].value or 0 if before else 0), used=used)


def mean(values: Iterable[Fraction]) -> Fraction:
    """The arithmetic mean of one or more values."""
    them = list(values)
    return sum(them, Fraction(0)) / len(them)


def target_to_date(
    indicator: Indicator, annual: Target | None, by_period: Mapping[str, Target], period: Period
) -> Target | str:
    """The target that a value to date is held against; a reason code where the agreement gives none."""
    return _target(indicator, annual, by_period, period, first=1)


def target_during(
    indicator: Indicator, annual: Target | None, by_period: Mapping[str, Target], period: Period
) -> Target | str:
    """The target that the value of a period alone is held against."""
    return _target(indicator, annual, by_period, period, first=period.first)


def _target(
    indicator: Indicator, annual: Target | None, by_period: Mapping[str, Target], period: Period, *, first: int
) -> Target | str:
    yearly = annual is not None and annual.kind != "none"
    given = sorted(
        ((parse_period(code), target) for code, target in by_period.items() if target.kind != "none"),
        key=lambda item: item[0].last,
    )
    if not yearly and not given:
        return "no-target"
    whole = annual if yearly and period.ends_year and first == 1 else None
    match indicator.target_entry:
        case None:
            return "unset-calculation"
        case "level":
            reached = [target for p, target in given if p.last <= period.last]
            return reached[-1] if reached else annual if yearly and annual is not None else "no-period-target"
        case "annual":
            return whole or "no-period-target"
        case "running":
            return _running(given, whole, period, first)
        case "increment":
            return _increments(given, whole, period, first)


def _running(given: list[tuple[Period, Target]], whole: Target | None, period: Period, first: int) -> Target | str:
    ended = next((target for p, target in given if p.last == period.last), None) or whole
    if ended is None:
        return "no-period-target"
    if first == 1:
        return ended
    before = next((target for p, target in given if p.last == first - 1), None)
    if before is None or before.value is None or ended.value is None or {before.kind, ended.kind} != {"number"}:
        return "no-period-target"
    return Target(kind="number", value=ended.value - before.value)


def _increments(given: list[tuple[Period, Target]], whole: Target | None, period: Period, first: int) -> Target | str:
    if not given:
        return whole or "no-period-target"
    within = [(p, target) for p, target in given if p.first >= first and p.last <= period.last]
    months = sum(p.last - p.first + 1 for p, _ in within)
    if months != period.last - first + 1 or any(target.kind != "number" for _, target in within):
        return "no-period-target"
    return Target(kind="number", value=sum((target.value or Decimal(0) for _, target in within), Decimal(0)))


def achievement(
    value: Fraction, target: Target, polarity: Polarity | None, lower: LowerFormula = "linear"
) -> Fraction | str:
    """How a value stands against a target, in percent, neither capped nor floored; or a reason code."""
    if polarity is None:
        return "unset-calculation"
    match target.kind:
        case "none":
            return "no-target"
        case "grade":
            return _grade(value, target, polarity, lower)
        case "range":
            low, high = Fraction(target.low or 0), Fraction(target.high or 0)
            if low <= value <= high:
                return Fraction(100)
            return against(value, high if value > high else low, polarity, lower)
        case _:
            return against(value, Fraction(target.value or 0), polarity, lower)


def _grade(value: Fraction, target: Target, polarity: Polarity, lower: LowerFormula) -> Fraction | str:
    """A score of its own counts as a number; else the value is a step on the ladder, 1 the lowest."""
    if target.value is not None:
        return against(value, Fraction(target.value), polarity, lower)
    if not target.scale or target.grade not in target.scale:
        return "grade-without-scale"
    return Fraction(100 if value >= target.scale.index(target.grade) + 1 else 0)


def against(value: Fraction, target: Fraction, polarity: Polarity, lower: LowerFormula) -> Fraction | str:
    """A value against a number: R/T, or for `lower` one of the three formulas; a target of 0 is a case of its own."""
    if polarity == "higher":
        return "zero-target" if target == 0 else value / target * 100
    if target == 0:
        return Fraction(100 if value == 0 else 0)
    match lower:
        case "linear":
            return (2 * target - value) / target * 100
        case "inverse":
            return "zero-denominator" if value == 0 else target / value * 100
        case "pass-fail":
            return Fraction(100 if value <= target else 0)
