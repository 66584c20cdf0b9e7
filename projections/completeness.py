"""Whether the year of an agreement is complete: what each due period ought to have, what is there, what is missing."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from kinerja_es.events import AgreementSigned, LeaderNoted, Side
from kinerja_es.indicator import Indicator
from kinerja_es.period import Period, parse_period
from projections.achievements import Json, figure, is_late
from projections.view import View

SIDES: tuple[Side, ...] = ("first", "second")
OF_ENTRY = ("reported", "evidence", "verified")
HUNDRED = 100


class Item(NamedTuple):
    """One thing that ought to be there; the code is a key of `reports.completeness.<code>`."""

    code: str
    there: bool
    indicator: str | None = None
    period: str | None = None


def completeness(view: View) -> Json:
    """A row for each indicator and due period, and one line on the agreement with its share of what is there.

    Composites are reckoned, not reported, and have no rows. A returned entry counts as not reported. Lateness is
    told and does not count: what came late is there.
    """
    rows = [
        _row(view, indicator, period)
        for indicator in view.indicators()
        if indicator.aggregation != "composite"
        for period in view.due_periods(indicator.frequency)
    ]
    entries = [Item(code, row[code], row["indicator"], row["period"]) for row in rows for code in OF_ENTRY]
    items = [*_of_agreement(view), *entries]
    missing = [item for item in items if not item.there]
    agreement = view.known.agreement
    signing = agreement.signing
    whole = {
        "agreement": view.ref,
        "period": view.asked.code if view.asked else None,
        "status": agreement.status,
        "version": agreement.version,
        "signed": {side: _signed(view, side) for side in SIDES},
        "dpa": signing.dpa.isoformat() if signing.dpa else None,
        "signing_due": signing.due.isoformat() if signing.due else None,
        "signing_late_days": signing.late_days,
        "officials": {side: _holder(view, side) for side in SIDES},
        "notes": {quarter.code: _noted(view, quarter) for quarter in view.due_periods("quarter")},
        "closed": {quarter.code: _closed(view, quarter) for quarter in view.due_periods("quarter")},
        "budget_realized": {quarter.code: _spending(view, quarter) for quarter in view.due_periods("quarter")},
        "late": sum(row["late"] for row in rows),
        "there": len(items) - len(missing),
        "expected": len(items),
        "percent": figure(Fraction((len(items) - len(missing)) * HUNDRED, len(items))),
        "missing": [{"code": item.code, "indicator": item.indicator, "period": item.period} for item in missing],
    }
    return {"rows": rows, "agreement": whole}


def _of_agreement(view: View) -> Iterator[Item]:
    for side in SIDES:
        yield Item(f"signed-{side}", _signed(view, side) is not None)
        yield Item(f"official-{side}", _holder(view, side) is not None)
    yield Item("dpa", view.known.agreement.signing.dpa is not None)
    if view.known.agreement.status == "amending":
        yield Item("amendment-signed", there=False)
    for quarter in view.due_periods("quarter"):
        yield Item("note", _noted(view, quarter), period=quarter.code)
        yield Item("closed", _closed(view, quarter), period=quarter.code)
        if view.known.agreement.budget_programs:
            yield Item("budget", bool(_spending(view, quarter)), period=quarter.code)


def _row(view: View, indicator: Indicator, period: Period) -> Json:
    policy = view.policy(period)
    entry = view.known.agreement.entry(indicator.code, period.code)
    counts = entry is not None and entry.state != "returned"
    return {
        "agreement": view.ref,
        "indicator": indicator.code,
        "text": indicator.text,
        "period": period.code,
        "due": policy.due(period).isoformat(),
        "reported": counts,
        "evidence": counts and entry is not None and bool(entry.figures.evidence),
        "verified": entry is not None and entry.state == "verified",
        "late": entry is not None and is_late(entry, policy, view.timezone),
        "state": entry.state if entry else None,
        "event": entry.current.id if entry else None,
    }


def _signed(view: View, side: Side) -> str | None:
    """The day on which a party signed the version that counts; of an amendment not yet signed, the one before."""
    agreement = view.known.agreement
    signatures = agreement.signed[max(agreement.signed)] if agreement.signed else agreement.signatures
    if side not in signatures:
        return None
    event = signatures[side].event
    assert isinstance(event, AgreementSigned)  # nothing else is a signature
    return event.date.isoformat()


def _holder(view: View, side: Side) -> str | None:
    """Who holds the post of a party at the moment of the view, within the year."""
    return view.known.agreement.official(side, view.day_in_year).name or None


def _noted(view: View, quarter: Period) -> bool:
    notes = [recorded.event for recorded in view.known.agreement.notes.get(quarter.code, [])]
    return any(isinstance(note, LeaderNoted) and note.text.strip() for note in notes[-1:])


def _closed(view: View, quarter: Period) -> bool:
    """Whether each month of the quarter lies in a closed period."""
    closed = [parse_period(code) for code in view.known.agreement.closed]
    months = {month for period in closed for month in range(period.first, period.last + 1)}
    return months.issuperset(range(quarter.first, quarter.last + 1))


def _spending(view: View, quarter: Period) -> bool:
    """Whether each program of the budget table has a figure in the quarter."""
    agreement = view.known.agreement
    return bool(agreement.budget_programs) and all(
        any(quarter.contains(parse_period(code)) for code in agreement.budget.get(number, {}))
        for number in range(1, len(agreement.budget_programs) + 1)
    )
