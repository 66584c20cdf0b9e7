"""Checks across agreements of one year: the same indicator, or the same budget line, in several of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kinerja_es.events import AgreementDrafted, ProgramSet
from kinerja_es.quantity import plain
from kinerja_es.recorded import Recorded
from projections.findings import Figure, Finding, Severity, in_order
from projections.view import View
from projections.wording import words


class Line(NamedTuple):
    """One place where a text stands: an agreement and its year, the code or number there, and who wrote it."""

    ref: str
    year: int
    place: str
    text: str
    amount: Decimal | None
    recorded: Recorded | None


def same_indicator(views: Sequence[View], asked: Collection[str]) -> Iterator[Finding]:
    """One finding an indicator text that several agreements of a year promise; `asked` names whom it must touch.

    Information, not a fault: units of one kind rightly share an indicator, and a superior shares those handed down.
    """
    lines = [
        Line(view.ref, view.year.year, code, promise.indicator.text, None, promise.defined)
        for view in views
        for code, promise in view.known.agreement.promises.items()
    ]
    for group in _in_several((f"{line.year} {words(line.text)}", line) for line in lines if words(line.text)):
        yield from _finding("indicator-in-several", "info", group, asked, indicator=True)


def same_budget_line(views: Sequence[View], asked: Collection[str]) -> Iterator[Finding]:
    """Budget lines of several agreements with the same text; with the same amount, too, it looks like one budget twice.

    All units name programs by one nomenclature, so that a text alone is information, and only text and amount a
    warning.
    """
    lines = [line for view in views for line in _budget(view)]
    for group in _in_several((f"{line.year} {words(line.text)}", line) for line in lines if words(line.text)):
        twice = _in_several((plain(line.amount), line) for line in group if line.amount is not None)
        for same in twice:
            yield from _finding("budget-line-twice", "warning", same, asked, amount=same[0].amount or 0)
        if not twice:
            yield from _finding("budget-line-alike", "info", group, asked)


def _budget(view: View) -> Iterator[Line]:
    """The rows of the budget table that counts, each with the event that wrote it last."""
    wrote: dict[int, Recorded] = {}
    drafted: Recorded | None = None
    for recorded in view.events:
        if recorded.type == AgreementDrafted.__name__:
            drafted = recorded
            wrote.clear()
        elif recorded.type == ProgramSet.__name__:
            event = recorded.event
            assert isinstance(event, ProgramSet)
            wrote[event.number] = recorded
    for number, program in enumerate(view.known.agreement.budget_programs, start=1):
        yield Line(view.ref, view.year.year, str(number), program.text, program.budget, wrote.get(number, drafted))


def _in_several(keyed: Iterable[tuple[str, Line]]) -> list[list[Line]]:
    """Lines with one key that stand in more than one agreement."""
    groups: dict[str, list[Line]] = {}
    for key, line in keyed:
        groups.setdefault(key, []).append(line)
    return [group for group in groups.values() if len({line.ref for line in group}) > 1]


def _finding(
    code: str, severity: Severity, group: Sequence[Line], asked: Collection[str], *, indicator: bool = False,
    **figures: Figure,
) -> Iterator[Finding]:  # fmt: skip
    """A finding at the first agreement of a group that was asked for; none where none was."""
    touched = next((line for line in group if line.ref in asked), None)
    if touched is None:
        return
    yield Finding(
        code=code, severity=severity, agreement=touched.ref, indicator=touched.place if indicator else None,
        figures={"text": touched.text, "places": ", ".join(f"{line.ref}:{line.place}" for line in group), **figures},
        events=in_order(line.recorded for line in group),
    )  # fmt: skip
