"""The expression language of composites: parse once, name the references, evaluate exactly, check weights and cycles."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NoReturn, TypeAlias

from kinerja_es.errors import BadInput, Refusal
from kinerja_es.quantity import parse_number

MAX_LENGTH = 1000
MAX_DEPTH = 32
PERCENT = Fraction(1, 100)

Kind = Literal["achievement", "realization"]
Operator = Literal["*", "/"]
Resolve: TypeAlias = Callable[[Kind, str], Fraction]


@dataclass(frozen=True, slots=True)
class Number:
    """A constant; `50%` is 1/2."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Reference:
    """The achievement or the realization of another indicator of the same agreement."""

    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class Call:
    """`mean`, `min` or `max` of at least one argument."""

    name: Literal["mean", "min", "max"]
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with their signs (+1 or -1), flat: a long sum does not nest."""

    terms: tuple[tuple[int, "Expression"], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors from left to right, each multiplied or divided by."""

    factors: tuple[tuple[Operator, "Expression"], ...]


Expression: TypeAlias = Number | Reference | Call | Sum | Product

_KINDS: dict[str, Kind] = {
    "achievement": "achievement", "capaian": "achievement", "realization": "realization", "realisasi": "realization",
}  # fmt: skip
_CALLS: dict[str, Literal["mean", "min", "max"]] = {
    "mean": "mean", "rata2": "mean", "rata-rata": "mean", "min": "min", "max": "max",
}  # fmt: skip
_TIMES: dict[str, Operator] = {"*": "*", "x": "*", "×": "*", "/": "/", ":": "/"}
_SIGNS = {"+": 1, "-": -1}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>rata-rata|rata2|[^\W\d_]+)"
    r"|\[\s*(?P<code>[^\[\]]*[^\[\]\s])\s*\]|(?P<sign>[-+*×/:()%,]))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression such as `50% * capaian[2] + 50% * rata2(capaian[3], capaian[4])`.

    Raises:
        BadInput: `bad-expression` with the column, counted from 1, from which it cannot be read. A number that has two
            readings (`3.000`; a decimal comma among the arguments of a function) is one such place.
    """
    return _Parser(text).whole()


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
        case Product(factors):
            product = Fraction(1)
            for operator, factor in factors:
                value = evaluate(factor, resolve)
                product = product * value if operator == "*" else product / value
            return product


def evaluate_rest(expression: Expression, resolve: Callable[[Kind, str], Fraction | None]) -> Fraction | None:
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
            weights = [total_weight(argument) for argument in arguments]
            known = [weight for weight in weights if weight is not None]
            if len(known) < len(weights) or (name != "mean" and len(set(known)) > 1):
                return None
            return _call(name, known)
        case Sum(terms):
            parts = [total_weight(term) for sign, term in terms if sign > 0]
            heavy = [part for part in parts if part is not None and part > 0]
            return sum(heavy, Fraction()) if len(heavy) == len(terms) else None
        case Product(factors):
            return _weight_of_product(factors)


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
    """The shortest way from an indicator back to itself, both ends named; empty where there is none."""
    came_from: dict[str, str] = {}
    queue = [code]
    for here in queue:
        for _, there in _named(formulas.get(here)):
            if there == code:
                path = [code, here]
                while path[-1] != code:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path)) if here != code else (code, code)
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


def _call(name: Literal["mean", "min", "max"], values: list[Fraction]) -> Fraction:
    if name == "mean":
        return sum(values, Fraction()) / len(values)
    return min(values) if name == "min" else max(values)


def _constant(_kind: Kind, _code: str) -> NoReturn:
    raise LookupError


def _weight_of_product(factors: tuple[tuple[Operator, Expression], ...]) -> Fraction | None:
    """The constant factors times the weight of the one factor that refers to indicators and is no divisor."""
    weight = Fraction(1)
    referring = 0
    for operator, factor in factors:
        if not references(factor):
            value = evaluate(factor, _constant)
            if value == 0 and operator == "/":
                return None
            weight = weight * value if operator == "*" else weight / value
            continue
        inner = total_weight(factor)
        referring += 1
        if inner is None or operator == "/" or referring > 1:
            return None
        weight *= inner
    return weight if referring else None


def _rest(expression: Expression, resolve: Callable[[Kind, str], Fraction | None]) -> Fraction | None:
    match expression:
        case Number(value):
            return value
        case Reference(kind, code):
            return resolve(kind, code)
        case Call(name, arguments):
            values = [_rest(argument, resolve) for argument in arguments]
            there = [value for value in values if value is not None]
            complete = len(there) == len(values)
            return _call(name, there) if there and (complete or name == "mean") else None
        case Sum():
            return _rest_of_sum(expression, resolve, whole=total_weight(expression))
        case Product(factors):
            product = Fraction(1)
            for operator, factor in factors:
                part = _rest(factor, resolve)
                if part is None:
                    return None
                product = product * part if operator == "*" else product / part
            return product


def _rest_of_sum(
    expression: Sum, resolve: Callable[[Kind, str], Fraction | None], whole: Fraction | None
) -> Fraction | None:
    """The sum of the terms that have a value, scaled so that their weights add up to the whole if any term has none."""
    values = [_rest(term, resolve) for _, term in expression.terms]
    there = [sign * value for value, (sign, _) in zip(values, expression.terms, strict=True) if value is not None]
    if len(there) == len(values):
        return sum(there, Fraction())
    weights = [total_weight(term) for value, (_, term) in zip(values, expression.terms, strict=True) if value is not None]
    if not there or whole is None or total_weight(expression) is None:
        return None
    return sum(there, Fraction()) * whole / sum((weight for weight in weights if weight is not None), Fraction())


class _Parser:
    """Recursive descent over the tokens; depth is bounded, so is the recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > MAX_LENGTH:
            self.fail(MAX_LENGTH + 1)
        self.tokens = list(self.read())
        self.at = 0
        self.depth = 0

    def fail(self, column: int) -> NoReturn:
        excerpt = self.text if len(self.text) <= 2 * MAX_DEPTH else self.text[: 2 * MAX_DEPTH] + "…"
        raise BadInput("bad-expression", where=f"column {column}", column=column, text=excerpt)

    def read(self) -> Iterator[_Token]:
        start, end = 0, len(self.text.rstrip())
        while start < end:
            found = _TOKEN.match(self.text, start)
            if found is None:
                self.fail(start + 1 + len(self.text[start:]) - len(self.text[start:].lstrip()))
            kind = found.lastgroup or ""
            yield _Token(kind, found[kind].lower() if kind == "word" else found[kind], found.start(kind) + 1)
            start = found.end()
        yield _Token("end", "", end + 1)

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def take(self, *texts: str) -> str | None:
        """The present token's text, passed over, if it is a sign or word that is wanted."""
        token = self.now
        if token.kind in {"sign", "word"} and token.text in texts:
            self.at += 1
            return token.text
        return None

    def need(self, text: str) -> None:
        if self.take(text) is None:
            self.fail(self.now.column)

    def whole(self) -> Expression:
        expression = self.sum()
        if self.now.kind != "end":
            self.fail(self.now.column)
        return expression

    def sum(self, *, arguments: bool = False) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(self.now.column)
        terms = [(1, self.product(arguments=arguments))]
        while sign := self.take(*_SIGNS):
            terms.append((_SIGNS[sign], self.product(arguments=arguments)))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def product(self, *, arguments: bool) -> Expression:
        factors: list[tuple[Operator, Expression]] = self.factor(arguments=arguments)
        while sign := self.take(*_TIMES):
            first, *percent = self.factor(arguments=arguments)
            factors += [(_TIMES[sign], first[1]), *percent]
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def factor(self, *, arguments: bool) -> list[tuple[Operator, Expression]]:
        """One factor with its sign and its `%` as factors of their own; `50%` and `-50%` are one number."""
        negative = False
        while sign := self.take(*_SIGNS):
            negative ^= sign == "-"
        atom = self.atom(arguments=arguments)
        scale = Fraction(-1 if negative else 1)
        while self.take("%"):
            scale *= PERCENT
        if isinstance(atom, Number):
            return [("*", Number(atom.value * scale))]
        return [("*", atom)] if scale == 1 else [("*", Product((("*", Number(scale)), ("*", atom))))]

    def atom(self, *, arguments: bool) -> Expression:
        token = self.now
        if token.kind == "number":
            self.at += 1
            return Number(self.number(token, arguments=arguments))
        if self.take("("):
            inner = self.sum()
            self.need(")")
            return inner
        self.at += 1
        if token.kind == "word" and token.text in _KINDS and self.now.kind == "code":
            self.at += 1
            return Reference(_KINDS[token.text], self.tokens[self.at - 1].text)
        if token.kind == "word" and token.text in _CALLS:
            self.need("(")
            made = [self.sum(arguments=True)]
            while self.take(","):
                made.append(self.sum(arguments=True))
            self.need(")")
            return Call(_CALLS[token.text], tuple(made))
        self.fail(self.now.column if token.text in _KINDS else token.column)

    def number(self, token: _Token, *, arguments: bool) -> Fraction:
        # Among arguments `min(1,5)` may be one number or two; brackets of its own settle it: `min((1,5), 2)`.
        if arguments and "," in token.text:
            self.fail(token.column)
        try:
            return Fraction(parse_number(token.text))
        except BadInput:
            self.fail(token.column)
