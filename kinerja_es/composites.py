"""Composites: in which order they can be reckoned, and the value of one from its components' figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kinerja_es.calculation import Value
from kinerja_es.errors import BadInput
from kinerja_es.expression import Expression, Kind, parse
from kinerja_es.formula import evaluate, evaluate_rest, references
from kinerja_es.indicator import Indicator
from kinerja_es.period import parse_period
from kinerja_es.policy import CompositeMissing

UNRESOLVED = Value(value=None, reason="unresolved-component")


@dataclass(frozen=True, slots=True)
class Part:
    """What a component gives, all of it during the period or all of it to date."""

    value: Value
    achievement: Fraction | None

    def figure(self, kind: Kind) -> Fraction | None:
        """The achievement in percent or the realization in the component's unit, as the formula asks."""
        return self.achievement if kind == "achievement" else self.value.value


def expression_of(indicator: Indicator) -> Expression | None:
    """The composite's formula; None where there is none or where it cannot be read."""
    try:
        return None if indicator.formula.expression is None else parse(indicator.formula.expression)
    except BadInput:
        return None


def names(expression: Expression | None) -> tuple[str, ...]:
    """The codes of the components, once each, in the order of the formula."""
    return () if expression is None else tuple(dict.fromkeys(code for _, code in references(expression)))


def in_order(expressions: Mapping[str, Expression | None]) -> list[str]:
    """Composites, components first; left out are those on a cycle or resting on one, whatever the order given."""
    waits = {
        code: {named for named in names(expression) if named in expressions} for code, expression in expressions.items()
    }
    wanted_by: dict[str, list[str]] = {code: [] for code in expressions}
    for code, named in waits.items():
        for component in named:
            wanted_by[component].append(code)
    ordered = [code for code, named in waits.items() if not named]
    for code in ordered:
        for waiting in wanted_by[code]:
            waits[waiting].discard(code)
            if not waits[waiting]:
                ordered.append(waiting)
    return ordered


def composite_value(
    expression: Expression | None, parts: Mapping[str, Part], missing: CompositeMissing
) -> tuple[Value, tuple[str, ...]]:
    """The value of a composite, and the components that it had to do without.

    Reasons: `unresolved-component` (no formula, or it names an indicator that is not there, under every policy),
    `component-not-computable`, `zero-denominator`.
    """
    if expression is None:
        return UNRESOLVED, ()
    named = references(expression)
    unknown = tuple(code for code in names(expression) if code not in parts)
    if unknown:
        return UNRESOLVED, unknown
    figures = {(kind, code): parts[code].figure(kind) for kind, code in named}
    without = tuple(dict.fromkeys(code for (_, code), figure in figures.items() if figure is None))
    values = [parts[code].value for _, code in named]
    marks = {
        "missing": _union([value.missing for value in values]),
        "used": _union([value.used for value in values]),
    }
    carried = any(value.carried for value in values)
    reason: str | None = None
    figure: Fraction | None = None
    try:
        if not without or missing == "zero":
            figure = evaluate(expression, lambda kind, code: figures[kind, code] or Fraction())
        elif missing == "renormalise":
            figure = evaluate_rest(expression, lambda kind, code: figures[kind, code])
        if figure is None:
            reason = "component-not-computable"
    except ZeroDivisionError:
        reason = "component-not-computable" if without else "zero-denominator"
    return Value(value=figure, reason=reason, carried=carried, **marks), without


def _union(codes: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Period codes once each, in order of time."""
    return tuple(sorted({code for some in codes for code in some}, key=_order))


def _order(code: str) -> tuple[int, int]:
    period = parse_period(code)
    return period.last, period.first
