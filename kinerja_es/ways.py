"""The ways of formulas through agreements: what one rests on at any depth, and whether it comes back to itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kinerja_es.agreement import Agreement
from kinerja_es.composites import expression_of, names
from kinerja_es.errors import Refusal
from kinerja_es.expression import parse
from kinerja_es.formula import circle
from kinerja_es.indicator import Indicator
from kinerja_es.links import PROGRAM, Address, address, members
from kinerja_es.parties import Program


@dataclass(frozen=True, slots=True)
class Contents:
    """What formulas can find in an agreement.

    During an amendment two contents exist: an indicator may be there in two definitions, and the budget table twice.
    """

    ref: str
    indicators: tuple[Indicator, ...]
    tables: tuple[tuple[str, ...], ...]

    @property
    def reaches_out(self) -> bool:
        """Whether a formula may name another agreement: quick, and wrong only where a `:` divides."""
        return any(":" in (i.formula.expression or "") for i in self.indicators)

    def named(self) -> dict[str, tuple[Address, ...]]:
        """What the formula of each indicator names, by code."""
        found: dict[str, tuple[Address, ...]] = {}
        for i in self.indicators:
            if i.formula.expression is not None:
                places = tuple(address(name, self.ref) for name in names(expression_of(i)))
                found[i.code] = (*found.get(i.code, ()), *places)
        return found

    def members(self, program: str) -> tuple[Address, ...]:
        """The indicators of a program."""
        codes = [code for table in self.tables for code in members(program, self.indicators, table)]
        return tuple(Address(self.ref, code) for code in dict.fromkeys(codes))


def contents(agreement: Agreement) -> Contents:
    """An agreement as the formulas of others may meet it: what is in force and what is being worked on."""
    both = {id(p.indicator): p.indicator for held in (agreement.working, agreement.promises) for p in held.values()}
    return Contents(agreement.ref, tuple(both.values()), (texts(agreement.programs), texts(agreement.budget_programs)))


class Ways:
    """The ways from one place to those it rests on, through agreements that are looked up when a way needs them.

    Args:
        home: the agreement that the ways start from, as it is or as it would be.
        find: another agreement by its reference, None where it does not exist (yet).
    """

    def __init__(self, home: Contents, find: Callable[[str], Agreement | None]) -> None:
        self._find = find
        self._held: dict[str, Contents | None] = {home.ref: home}
        self._named: dict[str, dict[str, tuple[Address, ...]]] = {}

    def next(self, place: Address) -> tuple[Address, ...]:
        """The places that a place rests on directly."""
        ref, code = place
        if ref not in self._held:
            found = self._find(ref)
            self._held[ref] = None if found is None else contents(found)
        held = self._held[ref]
        if held is None:
            return ()
        if code.startswith(PROGRAM):
            return held.members(code)
        if ref not in self._named:
            self._named[ref] = held.named()
        return self._named[ref].get(code, ())

    def all_from(self, *places: Address) -> tuple[Address, ...]:
        """Some places and every one that they rest on, at any depth."""
        reached = dict.fromkeys(places)
        queue = list(reached)
        for place in queue:
            for further in self.next(place):
                if further not in reached:
                    reached[further] = None
                    queue.append(further)
        return tuple(reached)


def gather(home: Contents, load: Callable[[str], Agreement | None]) -> dict[str, Agreement]:
    """The other agreements that the formulas of one reach at any depth, loaded only where a formula asks for them."""
    found: dict[str, Agreement] = {}
    if not home.reaches_out:
        return found

    def find(ref: str) -> Agreement | None:
        agreement = load(ref)
        if agreement is not None:
            found[ref] = agreement
        return agreement

    Ways(home, find).all_from(*(Address(home.ref, i.code) for i in home.indicators))
    return found


def check_formulas(home: Contents, elsewhere: Mapping[str, Agreement]) -> None:
    """Every expression must read, and none may come back to itself, on whatever way through other agreements.

    Raises:
        BadInput: `bad-expression`, `realization-of-program`.
        Refusal: `composite-cycle` with its path.
    """
    ways = Ways(home, elsewhere.get)
    for i in home.indicators:
        if i.formula.expression is None:
            continue
        parse(i.formula.expression)
        path = circle(Address(home.ref, i.code), ways.next)
        if path:
            shown = " → ".join(place.seen_from(home.ref) for place in path)
            raise Refusal("composite-cycle", where=i.code, indicator=i.code, path=shown)


def texts(programs: Iterable[Program]) -> tuple[str, ...]:
    """The rows of a budget table as formulas find them."""
    return tuple(program.text for program in programs)
