"""The rules of domain.md §3, one function a rule: values during and to date, and achievement. Exact and pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Final, TypeAlias

from kinerja_es.aims import EXACT, is_zero, target_during, target_to_date
from kinerja_es.indicator import Indicator, Polarity, Target
from kinerja_es.period import MONTHS_IN, Period, parse_period, periods
from kinerja_es.policy import LowerFormula

__all__ = [
    "Reading", "Value", "achievement", "falls", "is_zero", "target_during", "target_to_date", "value_during",
    "value_to_date",
]  # fmt: skip

HUNDRED: Final = 100

Entries: TypeAlias = Sequence[tuple[Period, "Reading"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one entry says: a value in the indicator's unit, or numerator and denominator of a ratio."""

    period: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A figure in the indicator's unit, or the reason why there is none.

    Attributes:
        missing: periods of the indicator's frequency that ought to have an entry and have none, in order.
        carried: the last level was measured before the period asked for.
        used: periods of the entries that the figure rests on, in order.
    """

    value: Fraction | None
    reason: str | None = None
    missing: tuple[str, ...] = ()
    carried: bool = False
    used: tuple[str, ...] = ()


UNSET: Final = Value(value=None, reason="unset-calculation")


def value_during(indicator: Indicator, readings: Mapping[str, Reading], period: Period) -> Value:
    """The value in the period alone, of every aggregation but `composite` (see `reckoning`).

    Reasons: `unset-calculation` (also where the table of domain.md has no rule for aggregation and entry),
    `no-realization`, `zero-denominator`.
    """
    rule = _DURING.get((indicator.aggregation, indicator.entry))
    if rule is None:
        return UNSET
    entries = _through(indicator, readings, period)
    missing = _missing(indicator, entries, period, since=period.first)
    inside = [entry for entry in entries if entry[0].first >= period.first]
    if not inside:
        return Value(value=None, reason="no-realization", missing=missing)
    if indicator.entry == "running":
        before = _running_before(entries, period)
        if before is None:
            missing = _missing(indicator, entries, period, since=period.first - MONTHS_IN[indicator.frequency])
            return Value(value=None, reason="no-realization", missing=missing)
        return _value(rule(indicator, [*before, inside[-1]]), missing, [*before, inside[-1]])
    return _value(rule(indicator, inside), missing, inside[-1:] if indicator.aggregation == "last" else inside)


def value_to_date(indicator: Indicator, readings: Mapping[str, Reading], period: Period) -> Value:
    """The value from the start of the year through the period; provisional where `missing` names a period.

    Reasons: as `value_during`.
    """
    rule = _TO_DATE.get((indicator.aggregation, indicator.entry))
    if rule is None:
        return UNSET
    entries = _through(indicator, readings, period)
    missing = _missing(indicator, entries, period)
    if not entries:
        return Value(value=None, reason="no-realization", missing=missing)
    latest = indicator.aggregation == "last" or indicator.entry == "running"
    used = entries[-1:] if latest else entries
    carried = indicator.aggregation == "last" and entries[-1][0].first < period.first
    return _value(rule(indicator, used), missing, used, carried=carried)


def falls(indicator: Indicator, readings: Mapping[str, Reading], period: Period) -> tuple[str, ...]:
    """Periods whose running total is below the one before it: a finding, for a total to date cannot fall."""
    if (indicator.aggregation, indicator.entry) != ("sum", "running"):
        return ()
    entries = _through(indicator, readings, period)
    steps = zip(entries[1:], pairwise(_values(entries)), strict=True)
    return tuple(period.code for (period, _), (before, after) in steps if after < before)


def achievement(value: Fraction, target: Target, polarity: Polarity, lower: LowerFormula) -> Fraction | str:
    """How a value stands against a target, in percent, neither capped nor floored; or a reason.

    A grade without a numeric score is ordinal: the value is the place of the grade reached on the scale, the worst
    being 1 (`BB` of `D C CC B BB A AA` is 5), and reaching the target's place or a better one gives 100, else 0.

    Reasons: `no-target`, `zero-target`, `zero-denominator` (`inverse` of 0), `grade-without-scale`.
    """
    if target.kind == "grade" and target.value is None:
        if target.scale is None or target.grade not in target.scale:
            return "grade-without-scale"
        return Fraction(HUNDRED if value >= target.scale.index(target.grade) + 1 else 0)
    aim = target.value
    if target.kind == "range" and target.low is not None and target.high is not None:
        if target.low <= value <= target.high:
            return Fraction(HUNDRED)
        aim = target.high if value > target.high else target.low
    if target.kind == "none" or aim is None:
        return "no-target"
    if polarity == "higher":
        return value * HUNDRED / Fraction(aim) if aim else "zero-target"
    return _lower(value, Fraction(aim), lower)


def _lower(value: Fraction, aim: Fraction, formula: LowerFormula) -> Fraction | str:
    if aim == 0 or formula == "pass-fail":
        return Fraction(HUNDRED if value <= aim else 0)
    if formula == "linear":
        return (2 * aim - value) * HUNDRED / aim
    return aim * HUNDRED / value if value else "zero-denominator"


# Values: each rule turns entries, in order of time, into a figure; None is a denominator of 0.


def _sum(_: Indicator, entries: Entries) -> Fraction:
    return Fraction(reduce(EXACT.add, _values(entries)))


def _last(_: Indicator, entries: Entries) -> Fraction:
    return Fraction(_values(entries)[-1])


def _average(_: Indicator, entries: Entries) -> Fraction:
    return Fraction(reduce(EXACT.add, _values(entries))) / len(entries)


def _min(_: Indicator, entries: Entries) -> Fraction:
    return Fraction(min(_values(entries)))


def _max(_: Indicator, entries: Entries) -> Fraction:
    return Fraction(max(_values(entries)))


def _ratio(indicator: Indicator, entries: Entries) -> Fraction | None:
    above, below = _parts(entries)
    return _quotient(indicator, reduce(EXACT.add, above), reduce(EXACT.add, below))


def _difference(_: Indicator, entries: Entries) -> Fraction:
    return Fraction(reduce(_growth, _values(entries)))


def _ratio_of_differences(indicator: Indicator, entries: Entries) -> Fraction | None:
    above, below = _parts(entries)
    return _quotient(indicator, reduce(_growth, above), reduce(_growth, below))


def _growth(before: Decimal, after: Decimal) -> Decimal:
    return EXACT.subtract(after, before)


def _quotient(indicator: Indicator, above: Decimal, below: Decimal) -> Fraction | None:
    return Fraction(above) * indicator.scale / Fraction(below) if below else None


_Rule: TypeAlias = Callable[[Indicator, Entries], Fraction | None]
_LEVELS: Final[dict[tuple[str | None, str | None], _Rule]] = {
    ("last", "level"): _last, ("average", "level"): _average, ("min", "level"): _min, ("max", "level"): _max,
}  # fmt: skip
_DURING: Final[dict[tuple[str | None, str | None], _Rule]] = {
    **_LEVELS, ("sum", "increment"): _sum, ("sum", "running"): _difference,
    ("ratio", "increment"): _ratio, ("ratio", "running"): _ratio_of_differences,
}  # fmt: skip
_TO_DATE: Final[dict[tuple[str | None, str | None], _Rule]] = {
    **_LEVELS, ("sum", "increment"): _sum, ("sum", "running"): _last,
    ("ratio", "increment"): _ratio, ("ratio", "running"): _ratio,
}  # fmt: skip


def _values(entries: Entries) -> list[Decimal]:
    return [reading.value for _, reading in entries if reading.value is not None]


def _parts(entries: Entries) -> tuple[list[Decimal], list[Decimal]]:
    above = [reading.numerator for _, reading in entries if reading.numerator is not None]
    below = [reading.denominator for _, reading in entries if reading.denominator is not None]
    return above, below


def _value(figure: Fraction | None, missing: tuple[str, ...], used: Entries, *, carried: bool = False) -> Value:
    reason = "zero-denominator" if figure is None else None
    codes = tuple(period.code for period, _ in used)
    return Value(value=figure, reason=reason, missing=missing, carried=carried, used=codes)


def _through(indicator: Indicator, readings: Mapping[str, Reading], period: Period) -> Entries:
    """The usable entries of the year that end with the period or before it, in order."""
    ratio = indicator.aggregation == "ratio"
    entries = []
    for code, reading in readings.items():
        entered = parse_period(code)
        if entered.year != period.year or entered.last > period.last:
            continue
        if reading.value is None if not ratio else reading.numerator is None or reading.denominator is None:
            continue
        entries.append((entered, reading))
    entries.sort(key=_order)
    return entries


def _order(entry: tuple[Period, Reading]) -> tuple[int, int]:
    return entry[0].last, entry[0].first


def _missing(indicator: Indicator, entries: Entries, period: Period, *, since: int = 1) -> tuple[str, ...]:
    """The due periods, from a month on, that entries do not cover; those of a former frequency cover their months."""
    covered = {month for entered, _ in entries for month in range(entered.first, entered.last + 1)}
    return tuple(
        due.code
        for due in periods(period.year, indicator.frequency)
        if since <= due.first and due.last <= period.last and not covered.issuperset(range(due.first, due.last + 1))
    )


def _running_before(entries: Entries, period: Period) -> Entries | None:
    """The entry up to the start of the period; nothing at the start of the year, None where it is not reported."""
    if period.first == 1:
        return []
    return [entry for entry in entries if entry[0].last == period.first - 1][-1:] or None
