"""What the rules of an agreement ask before they decide: places in the year, closed periods, reasons, open content."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.errors import BadInput, Refusal
from kinerja_es.period import Period, parse_period
from kinerja_es.recorded import Recorded
from kinerja_es.state import Agreement

Made = tuple[e.Event, ...]


def head(command: c.Command) -> dict[str, Any]:
    """Who asked, from where: what every event takes over."""
    return {"actor": command.actor, "origin": command.origin}


def body(command: c.Command) -> dict[str, Any]:
    """All fields of a command that the event of the same shape takes over."""
    return {f.name: getattr(command, f.name) for f in fields(command) if f.name != "request_id"}


def in_year(state: Agreement, text: str) -> Period:
    """A period of the agreement's year."""
    period = parse_period(text)
    if period.year != state.head.year:
        raise BadInput("period-outside-year", where=text, period=period, year=state.head.year)
    return period


def open_period(state: Agreement, period: Period, **about: object) -> None:
    """Refuse what would enter or change a figure of a closed period; `about` is its indicator or program by name."""
    for closed in state.closed:
        if parse_period(closed).contains(period):
            where = " ".join(map(str, (*about.values(), period)))
            raise Refusal("period-closed", where=where, recorded=True, period=closed, **about)


def needs_reason(reason: str | None, *place: object) -> None:
    """Refuse a blank reason; `place` says for what it is needed."""
    if reason is None or not reason.strip():
        raise BadInput("reason-missing", where=" ".join(map(str, place)))


def open_for_change(state: Agreement, **about: object) -> None:
    """Refuse a change of what both parties signed (domain.md §2); `about` likewise."""
    if state.status == "signed":
        where = " ".join(map(str, about.values()))
        raise Refusal("signed-agreement", where=where, recorded=True, agreement=state.ref, **about)


def actors_within(state: Agreement, period: Period) -> set[str]:
    """Who entered the standing figures, of indicators and of the budget, that lie within a period."""
    entered: Iterable[tuple[str, Recorded]] = (
        *((code, entry.current) for entries in state.entries.values() for code, entry in entries.items()),
        *(pair for spent in state.budget.values() for pair in spent.items()),
    )
    within = [recorded.event for code, recorded in entered if period.contains(parse_period(code))]
    return {actor for event in within for actor in entered_by(event)}


def entered_by(event: e.Event) -> set[str]:
    """Who may have entered a figure; no cell of a spreadsheet has an author, so there all whom the sheet names."""
    sheet = getattr(event, "sheet", None)
    return {event.actor, *(sheet.candidates if isinstance(sheet, e.SheetEdit) else ())}
