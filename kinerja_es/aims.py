"""Which target stands for a period: the target to date and the target of the period alone (domain.md §3)."""

from collections.abc import Iterable, Mapping
from decimal import Context
from functools import reduce
from typing import Final

from kinerja_es.indicator import Indicator, Target
from kinerja_es.period import MONTHS_IN, Period, parse_period, periods

# Sums of Decimals beyond the default 28 digits stay exact: figures have at most 40 digits before or after the mark.
EXACT: Final = Context(prec=200)


def target_to_date(
    indicator: Indicator, annual: Target | None, by_period: Mapping[str, Target], period: Period
) -> Target | str:
    """The target from the start of the year through the period.

    Reasons: `unset-calculation`, `no-target`, `no-period-target`.
    """
    given = _given(by_period, period.year)
    return _target(indicator, _some(annual), given, period, since=1)


def target_during(
    indicator: Indicator, annual: Target | None, by_period: Mapping[str, Target], period: Period
) -> Target | str:
    """The target of the period alone; reasons as `target_to_date`.

    Only what adds up has a share of its own in a period: targets given as increments, and of a `sum` also running and
    annual ones. A level asked of a level or of a ratio is the same one either way.
    """
    given = _given(by_period, period.year)
    alone = _target(indicator, _some(annual), given, period, since=period.first)
    shared = indicator.aggregation == "sum" and indicator.target_entry in {"running", "annual"}
    if isinstance(alone, str) or period.first == 1 or not shared:
        return alone
    before = _ending(given, period.first - 1) if indicator.target_entry == "running" else None
    if before is None or before.value is None or alone.value is None or (before.kind, alone.kind) != ("number",) * 2:
        return "no-period-target"
    return Target(kind="number", value=EXACT.subtract(alone.value, before.value))


def is_zero(target: Target | None) -> bool:
    """Whether a target asks for exactly nothing: a number or a bound of 0."""
    return target is not None and target.kind in {"number", "bound"} and target.value == 0


def _target(
    indicator: Indicator, annual: Target | None, given: Mapping[Period, Target], period: Period, *, since: int
) -> Target | str:
    """The target at the end of a period; where targets are increments, their sum since the start of a month."""
    at_end = annual if period.ends_year else None
    found = at_end  # all there is of an annual target
    match indicator.target_entry:
        case None:
            return "unset-calculation"
        case "level":
            past = [at for at in given if at.last <= period.last]
            found = given[max(past, key=_order)] if past else annual
        case "increment" if given:
            found = _added(given, indicator, period, since)
        case "increment":
            found = at_end if since == 1 else None
        case "running":
            found = _ending(given, period.last) or at_end
    if found is None:
        return "no-period-target" if annual is not None or given else "no-target"
    return found if found.kind != "none" else "no-target"


def _given(by_period: Mapping[str, Target], year: int) -> dict[Period, Target]:
    given = {parse_period(code): target for code, target in by_period.items()}
    return {at: target for at, target in given.items() if at.year == year}


def _some(annual: Target | None) -> Target | None:
    return None if annual is None or annual.kind == "none" else annual


def _order(period: Period) -> tuple[int, int]:
    return period.last, period.first


def _ending(given: Mapping[Period, Target], month: int) -> Target | None:
    """The target of the shortest period that ends with a month."""
    ending = [at for at in given if at.last == month]
    return given[max(ending, key=_order)] if ending else None


def _added(given: Mapping[Period, Target], indicator: Indicator, period: Period, since: int) -> Target | None:
    """The sum of the number targets of one frequency that fill these months, the indicator's own frequency first."""
    for frequency in (indicator.frequency, *MONTHS_IN):
        tiles = [at for at in periods(period.year, frequency) if since <= at.first and at.last <= period.last]
        filled = bool(tiles) and (tiles[0].first, tiles[-1].last) == (since, period.last)
        if filled and all(at in given for at in tiles):
            return _total(given[at] for at in tiles)
    return None


def _total(targets: Iterable[Target]) -> Target | None:
    values = [target.value if target.kind == "number" else None for target in targets]
    numbers = [value for value in values if value is not None]
    return Target(kind="number", value=reduce(EXACT.add, numbers)) if len(numbers) == len(values) else None
