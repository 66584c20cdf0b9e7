"""The expression language of composites: what it may say, and how its text is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

from kinerja_es.errors import BadInput
from kinerja_es.quantity import parse_number

MAX_LENGTH = 1000
MAX_DEPTH = 32
PERCENT = Fraction(1, 100)

Kind = Literal["achievement", "realization"]
Operator = Literal["*", "/"]
Function = Literal["mean", "min", "max"]


@dataclass(frozen=True, slots=True)
class Number:
    """A constant; `50%` is 1/2."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Reference:
    """The achievement or the realization of another indicator.

    `code` is `7` or `program:1` (the mean of a program's indicators) of the same agreement, or of another one
    `cilongok/2024:7`, `cilongok/2024:program:1`; written in one way, whatever blanks and capitals the text has.
    """

    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class Call:
    """`mean`, `min` or `max` of at least one argument."""

    name: Function
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
_CALLS: dict[str, Function] = {
    "mean": "mean", "rata2": "mean", "rata-rata": "mean", "min": "min", "max": "max",
}  # fmt: skip
_TIMES: dict[str, Operator] = {"*": "*", "x": "*", "×": "*", "/": "/", ":": "/"}
_SIGNS = {"+": 1, "-": -1, "−": -1, "–": -1}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>rata-rata|rata2|[^\W\d_]+)"
    r"|\[\s*(?P<code>[^\[\]]*[^\[\]\s])\s*\]|(?P<sign>[-−–+*×/:()%,]))",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"(?:(?P<agreement>[a-z0-9][a-z0-9-]{0,63}/[0-9]{4})\s*:\s*)?"
    r"(?:program\s*:\s*0*(?P<program>[1-9][0-9]{0,3})|(?P<code>[^\s:/]+))",
    re.IGNORECASE | re.ASCII,
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
            `realization-of-program`, likewise: realizations of different units have no mean, achievements have one.
    """
    return _Parser(text).whole()


class _Parser:
    """Recursive descent over the tokens; depth is bounded, so is the recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > MAX_LENGTH:
            raise self.error(MAX_LENGTH + 1)
        self.tokens = list(self.read())
        self.at = 0
        self.depth = 0

    def error(self, column: int, code: str = "bad-expression") -> BadInput:
        excerpt = self.text if len(self.text) <= 2 * MAX_DEPTH else self.text[: 2 * MAX_DEPTH] + "…"
        return BadInput(code, where=f"column {column}", column=column, text=excerpt)

    def read(self) -> Iterator[_Token]:
        start, end = 0, len(self.text.rstrip())
        while start < end:
            found = _TOKEN.match(self.text, start)
            if found is None:
                raise self.error(start + 1 + len(self.text[start:]) - len(self.text[start:].lstrip()))
            kind = found.lastgroup or ""
            column = found.end() - len(found[0].lstrip()) + 1
            yield _Token(kind, found[kind].lower() if kind == "word" else found[kind], column)
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
            raise self.error(self.now.column)

    def whole(self) -> Expression:
        expression = self.sum()
        if self.now.kind != "end":
            raise self.error(self.now.column)
        return expression

    def sum(self, *, arguments: bool = False) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(self.now.column)
        terms = [(1, self.product(arguments=arguments))]
        while sign := self.take(*_SIGNS):
            terms.append((_SIGNS[sign], self.product(arguments=arguments)))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def product(self, *, arguments: bool) -> Expression:
        factors: list[tuple[Operator, Expression]] = [("*", self.factor(arguments=arguments))]
        while sign := self.take(*_TIMES):
            factors.append((_TIMES[sign], self.factor(arguments=arguments)))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def factor(self, *, arguments: bool) -> Expression:
        """One factor with its signs and its `%`; `-50%` is one number."""
        scale = Fraction(1)
        while sign := self.take(*_SIGNS):
            scale *= _SIGNS[sign]
        atom = self.atom(arguments=arguments)
        while self.take("%"):
            scale *= PERCENT
        if isinstance(atom, Number):
            return Number(atom.value * scale)
        return atom if scale == 1 else Product((("*", Number(scale)), ("*", atom)))

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
            return self.reference(token, self.tokens[self.at - 1])
        if token.kind == "word" and token.text in _CALLS:
            self.need("(")
            made = [self.sum(arguments=True)]
            while self.take(","):
                made.append(self.sum(arguments=True))
            self.need(")")
            return Call(_CALLS[token.text], tuple(made))
        raise self.error(self.now.column if token.text in _KINDS else token.column)

    def reference(self, word: _Token, named: _Token) -> Reference:
        kind, code = _KINDS[word.text], named.text
        if ":" in code or "/" in code:  # a code holds neither
            found = _BEYOND.fullmatch(code)
            if found is None:
                raise self.error(named.column)
            agreement, program = found["agreement"], found["program"]
            if program is not None and kind == "realization":
                raise self.error(word.column, "realization-of-program")
            inner = found["code"] or f"program:{program}"
            code = inner if agreement is None else f"{agreement.lower()}:{inner}"
        return Reference(kind, code)

    def number(self, token: _Token, *, arguments: bool) -> Fraction:
        # Among arguments `min(1,5)` may be one number or two; brackets of its own settle it: `min((1,5), 2)`.
        if arguments and "," in token.text:
            raise self.error(token.column)
        try:
            return Fraction(parse_number(token.text))
        except BadInput:
            raise self.error(token.column) from None
