"""Which indicators a formula means: of its own agreement, of another one, or all of a program."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kinerja_es.expression import Call, Expression, Product, Reference, Sum
from kinerja_es.formula import references
from kinerja_es.indicator import Indicator

PROGRAM = "program:"


class Address(NamedTuple):
    """A place that a formula can name: an agreement's reference, and a code or `program:1` in it."""

    agreement: str
    code: str

    def seen_from(self, home: str) -> str:
        """The name of the place in a formula of the agreement `home`: `7`, `cilongok/2024:7`."""
        return self.code if self.agreement == home else f"{self.agreement}:{self.code}"


def address(name: str, home: str) -> Address:
    """What a name in a formula of the agreement `home` means."""
    before, mark, after = name.partition(":")
    return Address(before, after) if mark and "/" in before else Address(home, name)


def members(code: str, indicators: Iterable[Indicator], programs: Sequence[str]) -> tuple[str, ...]:
    """The codes of a program's indicators, `program:1` being the first row of the budget table.

    They are those whose outcome is a program of the same text; capitals, blanks, signs and the word `Program` in front
    make no difference. Empty where the code means no program of the table, or none has an indicator.
    """
    if not code.startswith(PROGRAM):
        return ()
    number = int(code.removeprefix(PROGRAM))
    wanted = _words(programs[number - 1]) if number <= len(programs) else ""
    return tuple(dict.fromkeys(i.code for i in indicators if _words_of(i) == wanted)) if wanted else ()


def mean_of(codes: Sequence[str]) -> Expression | None:
    """The mean of the achievements of some indicators; None of none."""
    return Call("mean", tuple(Reference("achievement", code) for code in codes)) if codes else None


def as_seen(expression: Expression, where: str, home: str) -> Expression:
    """An expression of the agreement `where` with every name as the agreement `home` would write it."""
    if where == home and not any(":" in name for _, name in references(expression)):
        return expression
    match expression:
        case Reference(kind, name):
            return Reference(kind, address(name, where).seen_from(home))
        case Call(name, arguments):
            return Call(name, tuple(as_seen(part, where, home) for part in arguments))
        case Sum(terms):
            return Sum(tuple((sign, as_seen(part, where, home)) for sign, part in terms))
        case Product(factors):
            return Product(tuple((operator, as_seen(part, where, home)) for operator, part in factors))
        case _:
            return expression


def _words_of(indicator: Indicator) -> str:
    return _words(indicator.outcome.text) if indicator.outcome.level == "program" else ""


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    words = re.findall(r"\w+", text.casefold())
    return " ".join(words[1:] if words[:1] == ["program"] else words)
