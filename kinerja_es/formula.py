"""Composite formulas: name their references, evaluate exactly, leave out what is missing, check weights and cycles."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar

from kinerja_es.errors import BadInput, Refusal
from kinerja_es.expression import (
    Call,
    Expression,
    Function,
    Kind,
    Number,
    Product,
    Reference,
    Sum,
    parse,
)

__all__ = [
    "Expression", "Kind", "check", "circle", "cycle", "evaluate", "evaluate_rest", "parse", "references",
    "total_weight",
]  # fmt: skip

Place = TypeVar("Place", bound=Hashable)
Resolve: TypeAlias = Callable[[Kind, str], Fraction]
ResolveSome: TypeAlias = Callable[[Kind, str], Fraction | None]


def references(expression: Expression) -> tuple[tuple[Kind, str], ...]:
    """Every (kind, code) that an expression names, once each, in the order of the text."""
    return tuple(dict.fromkeys(_references(expression)))


def evaluate(expression: Expression, resolve: Resolve) -> Fraction:
    """The exact value; percent stay percent: `50% * achievement[2]` of an achievement of 80 is 40.

    Raises:
        ZeroDivisionError: a divisor is 0; the caller says `zero-denominator`.
    """
    match expression:
        case Number(value):
            return value
        case Reference(kind, code):
            return resolve(kind, code)
        case Call(name, arguments):
            return _call(name, [evaluate(argument, resolve) for argument in arguments])
        case Sum(terms):
            return sum((sign * evaluate(term, resolve) for sign, term in terms), Fraction())
        case _:
            values = [evaluate(factor, resolve) for _, factor in expression.factors]
            return _product(expression, values)


def evaluate_rest(expression: Expression, resolve: ResolveSome) -> Fraction | None:
    """The value where some references have none: the weights of the rest are scaled to 100 % (policy `renormalise`).

    Only a weighted sum and `mean` have weights to scale; whatever else lacks a reference has no value. A sum inside
    another keeps its own total weight, so that a part's share in the whole stays as written.

    Raises:
        ZeroDivisionError: a divisor is 0.
    """
    if isinstance(expression, Sum):
        return _rest_of_sum(expression, resolve, whole=Fraction(1))
    return _rest(expression, resolve)


def total_weight(expression: Expression) -> Fraction | None:
    """What the weights of the references add up to (1 is 100 %); None where the expression is no weighted sum."""
    match expression:
        case Number():
            return None
        case Reference():
            return Fraction(1)
        case Call(name, arguments):
            # A limit such as the 100 of `min(100, achievement[2])` has no weight of its own; in a mean it is a part.
            bearing = [part for part in arguments if name == "mean" or references(part)]
            weights = _weights(bearing)
            if not weights or (name != "mean" and len(set(weights)) > 1):
                return None
            return sum(weights, Fraction()) / len(weights)
        case Sum(terms):
            weights = _weights([term for _, term in terms])
            return None if weights is None or any(sign < 0 for sign, _ in terms) else sum(weights, Fraction())
        case _:
            return _weight_of_product(expression)


def check(code: str, formulas: Mapping[str, str]) -> list[tuple[str, Fraction]]:
    """Findings about the expression of one composite among those of its agreement, as (finding code, figure).

    `composite-weights` carries the total of weights that do not add up to 100 % (as a fraction of 1). A sum of
    realizations in which no weight is written is a sum, not a mistake.

    Raises:
        BadInput: `bad-expression`.
        Refusal: `composite-cycle` with its path.
    """
    expression = parse(formulas[code])
    path = cycle(code, formulas)
    if path:
        raise Refusal("composite-cycle", where=code, indicator=code, path=" → ".join(path))
    total = total_weight(expression)
    meant = _has_number(expression) or any(kind == "achievement" for kind, _ in references(expression))
    return [("composite-weights", total)] if meant and total is not None and total != 1 else []


def cycle(code: str, formulas: Mapping[str, str]) -> tuple[str, ...]:
    """The shortest way from an indicator back to itself within one agreement, both ends named; empty where none is."""
    return circle(code, lambda here: [there for _, there in _named(formulas.get(here))])


def circle(start: Place, leads: Callable[[Place], Iterable[Place]]) -> tuple[Place, ...]:
    """The shortest way from a place back to itself, both ends named; empty where there is none."""
    came_from: dict[Place, Place] = {}
    queue = [start]
    for here in queue:
        for there in leads(here):
            if there == start:
                path = [start, here]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    return ()


def _named(text: str | None) -> tuple[tuple[Kind, str], ...]:
    """References of another indicator's expression; one that cannot be read names nobody."""
    try:
        return () if text is None else references(parse(text))
    except BadInput:
        return ()


def _references(expression: Expression) -> Iterator[tuple[Kind, str]]:
    if isinstance(expression, Reference):
        yield expression.kind, expression.code
    for part in _parts(expression):
        yield from _references(part)


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Call(_, arguments):
            return arguments
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Product(factors):
            return tuple(factor for _, factor in factors)
        case _:
            return ()


def _has_number(expression: Expression) -> bool:
    return isinstance(expression, Number) or any(map(_has_number, _parts(expression)))


def _call(name: Function, values: list[Fraction]) -> Fraction:
    if name == "mean":
        return sum(values, Fraction()) / len(values)
    return min(values) if name == "min" else max(values)


def _product(expression: Product, values: Sequence[Fraction]) -> Fraction:
    product = Fraction(1)
    for (operator, _), value in zip(expression.factors, values, strict=True):
        product = product * value if operator == "*" else product / value
    return product


def _weight_of_product(expression: Product) -> Fraction | None:
    """The constant factors times the weight of the one factor that refers to indicators and is no divisor."""
    weight = Fraction(1)
    referring = 0
    for operator, factor in expression.factors:
        if not references(factor):
            value = evaluate(factor, lambda _kind, _code: Fraction())  # there is none to resolve
            if value == 0 and operator == "/":
                return None
            weight = weight * value if operator == "*" else weight / value
            continue
        inner = total_weight(factor)
        referring += 1
        if inner is None or operator == "/" or referring > 1:
            return None
        weight *= inner
    return weight if referring and weight > 0 else None


def _rest(expression: Expression, resolve: ResolveSome) -> Fraction | None:
    match expression:
        case Number(value):
            return value
        case Reference(kind, code):
            return resolve(kind, code)
        case Call(name, arguments):
            values = [_rest(argument, resolve) for argument in arguments]
            there = [value for value in values if value is not None]
            if len(there) == len(values):
                return _call(name, there)
            return _scaled(arguments, values, total_weight(expression)) if name == "mean" else None
        case Sum():
            return _rest_of_sum(expression, resolve, whole=total_weight(expression))
        case _:
            parts = [_rest(factor, resolve) for _, factor in expression.factors]
            known = [part for part in parts if part is not None]
            return _product(expression, known) if len(known) == len(parts) else None


def _rest_of_sum(expression: Sum, resolve: ResolveSome, whole: Fraction | None) -> Fraction | None:
    values = [_rest(term, resolve) for _, term in expression.terms]
    there = [sign * value for (sign, _), value in zip(expression.terms, values, strict=True) if value is not None]
    if len(there) == len(values):
        return sum(there, Fraction())
    weighted = total_weight(expression) is not None
    return _scaled([term for _, term in expression.terms], values, whole if weighted else None)


def _scaled(parts: Sequence[Expression], values: Sequence[Fraction | None], whole: Fraction | None) -> Fraction | None:
    """The sum of the values that are there, scaled so that the weights of their parts add up to the whole."""
    weights = _weights([part for part, value in zip(parts, values, strict=True) if value is not None])
    if not weights or whole is None:
        return None
    return sum((value for value in values if value is not None), Fraction()) * whole / sum(weights, Fraction())


def _weights(parts: Sequence[Expression]) -> list[Fraction] | None:
    """The weight of each part; None if one has none."""
    weights = [total_weight(part) for part in parts]
    known = [weight for weight in weights if weight is not None]
    return known if len(known) == len(weights) else None
