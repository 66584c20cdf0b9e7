"""Checks of what was reached, and of composites: achievements far from the target, weights, components."""

from collections.abc import Iterator

from kinerja_es.agreement import Agreement, Promise
from kinerja_es.composites import expression_of, names
from kinerja_es.errors import KinerjaError
from kinerja_es.formula import check, references
from kinerja_es.indicator import Indicator
from kinerja_es.links import PROGRAM, address, members
from kinerja_es.period import Period, parse_period, periods
from kinerja_es.recorded import Recorded
from projections.check_entries import entries
from projections.check_targets import has_target
from projections.findings import Finding, found
from projections.view import View

LOW, HIGH = 75, 120
"""Percent of the target to date: what lies outside speaks against the target as often as of the work."""

HUNDRED = 100


def far_from_target(view: View) -> Iterator[Finding]:
    """Achievements to date below 75 % or above 120 %, for each period in which something was entered."""
    for indicator in view.indicators():
        for period in _reported(view, indicator):
            reached = view.figures(period).reckoned[indicator.code].achievement
            if reached is not None and not LOW <= reached <= HIGH:
                low = reached < LOW
                yield found(view, "achievement-low" if low else "achievement-high", "warning", indicator.code,
                            period.code, events=_basis(view, indicator.code, period, set()), achievement=reached,
                            limit=LOW if low else HIGH)  # fmt: skip


def _reported(view: View, indicator: Indicator) -> list[Period]:
    """The periods of its frequency with an entry of its own; of a composite those in which a component has one."""
    if indicator.aggregation != "composite":
        return [at for at, _ in entries(view, indicator.code)]
    return [
        period
        for period in periods(view.year.year, indicator.frequency)
        if any(
            period.contains(parse_period(code)) for code in view.figures(period).reckoned[indicator.code].to_date.used
        )
    ]


def _basis(view: View, code: str, period: Period, seen: set[str]) -> Iterator[Recorded | None]:
    """What an achievement rests on within the agreement: entries used, targets, and the same of each component."""
    promise = view.known.agreement.promises.get(code)
    if promise is None or code in seen:
        return
    seen.add(code)
    used = view.figures(period).reckoned[code].to_date.used
    yield from (entry.current for at, entry in entries(view, code) if at.code in used)
    yield promise.annual_set
    yield from (by for at, by in promise.periods_set.items() if parse_period(at).last <= period.last)
    if promise.indicator.aggregation == "composite":
        yield promise.defined
        for name in names(expression_of(promise.indicator)):
            for component in _codes(view.known.agreement, name):
                yield from _basis(view, component, period, seen)


def composite_weights(view: View) -> Iterator[Finding]:
    """Weights that do not add up to 100 %, and formulas that cannot be read or come back to themselves."""
    promises = view.known.agreement.promises
    formulas = {
        code: expression
        for code, one in promises.items()
        if (expression := one.indicator.formula.expression) is not None
    }
    for code in formulas:
        try:
            for name, total in check(code, formulas):
                yield found(view, name, "warning", code, events=(promises[code].defined,), total=total * HUNDRED)
        except KinerjaError as error:
            yield found(view, "composite-unusable", "error", code, events=(promises[code].defined,), why=error.code)


def components(view: View) -> Iterator[Finding]:
    """Components that are nowhere, and components whose achievement is asked for though they have no target.

    A formula may name indicators of other agreements (`cilongok/2024:7`) and programs (`program:1`).
    """
    agreements = {**view.known.elsewhere, view.ref: view.known.agreement}
    for code, promise in view.known.agreement.promises.items():
        if promise.indicator.aggregation != "composite":
            continue
        expression = expression_of(promise.indicator)
        if expression is None:
            yield found(view, "component-unresolved", "error", code, events=(promise.defined,), component="-")
            continue
        for kind, name in references(expression):
            where, inner = address(name, view.ref)
            there = agreements.get(where)
            named = [] if there is None else _promises(there, inner)
            if not named:
                yield found(view, "component-unresolved", "error", code, events=(promise.defined,), component=name)
            elif kind == "achievement":
                yield from (
                    found(view, "component-without-target", "warning", code,
                          events=(promise.defined, part.defined, part.annual_set) if where == view.ref
                          else (promise.defined,),
                          component=address(part.indicator.code, where).seen_from(view.ref))
                    for part in named if not has_target(part)
                )  # fmt: skip


def _promises(agreement: Agreement, code: str) -> list[Promise]:
    return [agreement.promises[component] for component in _codes(agreement, code) if component in agreement.promises]


def _codes(agreement: Agreement, code: str) -> tuple[str, ...]:
    """The indicators that a name in a formula means: one, or all of a program."""
    if not code.startswith(PROGRAM):
        return (code,)
    indicators = [promise.indicator for promise in agreement.promises.values()]
    return members(code, indicators, [program.text for program in agreement.budget_programs])
