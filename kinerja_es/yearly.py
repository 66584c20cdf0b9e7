"""The rules of an agreement's year: officials, budget documents, leader's notes, programs and their spending."""

from collections.abc import Iterable
from dataclasses import replace

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.errors import BadInput, Refusal
from kinerja_es.guards import Made, body, head, in_year, needs_reason, open_for_change, open_period
from kinerja_es.office import appointed
from kinerja_es.parties import Program
from kinerja_es.period import Period, parse_period
from kinerja_es.quarantine import readings_of, same, spelled
from kinerja_es.state import Agreement


def appoint(state: Agreement, command: c.AppointOfficial) -> Made:
    """An official takes a post."""
    known = [x.event for x in state.officials.get(command.party, []) if isinstance(x.event, e.OfficialAppointed)]
    return (appointed(known, e.OfficialAppointed(**body(command))),)


def ratify(state: Agreement, command: c.RatifyBudget) -> Made:
    """A budget document is ratified, each number once."""
    known = [x.event for x in state.ratified if isinstance(x.event, e.BudgetRatified)]
    return (ratified(known, e.BudgetRatified(**body(command)), state.head.year),)


def ratified(known: Iterable[e.BudgetRatified], new: e.BudgetRatified, year: int) -> e.BudgetRatified:
    """The ratification as it is kept: `document-unnamed`, `far-from-year` or `already-ratified` where it cannot be."""
    if not new.document.strip():
        raise BadInput("document-unnamed", where=str(new.date))
    if abs(new.date.year - year) > 1:  # a DPA is ratified at the turn of the year or within it
        raise BadInput("far-from-year", where=str(new.date), date=new.date, year=year)
    if any(one.document == new.document for one in known):
        raise Refusal("already-ratified", where=new.document, document=new.document)
    return new


def drafted_with(command: c.DraftAgreement) -> Made:
    """Officials and budget documents that a draft brings along, by the same rules as one by one."""
    appointments: list[e.OfficialAppointed] = []
    for one in command.officials:
        new = e.OfficialAppointed(**head(command), party=one.party, official=one.official, since=one.since,
                                  until=one.until)  # fmt: skip
        appointments.append(appointed(appointments, new))
    documents: list[e.BudgetRatified] = []
    for paper in command.ratified:
        named = e.BudgetRatified(**head(command), document=paper.document, date=paper.date, kind=paper.kind)
        documents.append(ratified(documents, named, command.year))
    return (*appointments, *documents)


def note(state: Agreement, command: c.NoteQuarter) -> Made:
    """The leader writes about a quarter; a closed one too, for a note is no figure."""
    period = in_year(state, command.period)
    if period.frequency != "quarter":
        raise BadInput("quarter-needed", where=command.period, period=period)
    if not command.text.strip():
        raise BadInput("note-missing", where=period.code)
    return (e.LeaderNoted(**{**body(command), "period": period.code}),)


def set_program(state: Agreement, command: c.SetProgram) -> Made:
    """A row of the budget table is added, or written anew, while the content is open."""
    open_for_change(state, number=command.number)
    _program(state.programs, command.number, more=1)
    check_program(command.program, str(command.number))
    return (e.ProgramSet(**body(command)),)


def check_program(program: Program, where: str) -> None:
    """A row of the budget table has a text and no negative amount."""
    if not program.text.strip():
        raise BadInput("program-unnamed", where=where)
    if program.budget is not None and program.budget < 0:
        raise BadInput("negative-amount", where=where)


def realize_budget(state: Agreement, command: c.RealizeBudget) -> Made:
    """What a program has spent to date; another figure for the same end of a period replaces it, with the reason."""
    period = in_year(state, command.period)
    _program(state.budget_programs, command.number)
    if period.frequency not in ("month", "quarter"):
        raise BadInput("month-or-quarter-needed", where=command.period, period=period)
    if command.amount < 0:
        raise BadInput("negative-amount", where=f"{command.number} {period}")
    open_period(state, period, number=command.number)
    known = _spent(state, command.number, period)
    if known is not None and (known != period.code or command.reason is None):
        raise Refusal("already-realized", where=f"{command.number} {period}", number=command.number, period=known)
    if known is not None:
        needs_reason(command.reason, command.number, period)
    return (e.BudgetRealized(**{**body(command), "period": period.code}),)


def _spent(state: Agreement, number: int, period: Period) -> str | None:
    """The period under which the spending to this date already stands: March and the first quarter end alike."""
    return next((code for code in state.budget.get(number, {}) if parse_period(code).last == period.last), None)


def _program(programs: list[Program], number: int, *, more: int = 0) -> None:
    if not 1 <= number <= len(programs) + more:
        raise BadInput("unknown-program", where=str(number), number=number, last=len(programs))


def resolve(state: Agreement, command: c.ResolveQuarantine) -> Made:
    """One reading of a target that was left raw is chosen, while the content is open."""
    open_for_change(state, indicator=command.code)
    promise = state.working.get(command.code)
    if promise is None:
        raise BadInput("unknown-indicator", where=command.code, indicator=command.code, agreement=state.ref)
    period = None if command.period is None else in_year(state, command.period).code
    target = promise.annual if period is None else promise.periods.get(period)
    place = " ".join(filter(None, (command.code, period)))
    readings = () if target is None else readings_of(target)
    if target is None or not readings:
        raise Refusal("not-quarantined", where=place, agreement=state.ref)
    if not any(same(command.value, reading) for reading in readings):
        raise BadInput("not-a-reading", where=place, raw=target.raw, readings=" / ".join(map(spelled, readings)))
    resolved = {**body(command), "period": period, "value": replace(command.value, raw=target.raw)}
    return (e.QuarantineResolved(**resolved, raw=target.raw or ""),)
