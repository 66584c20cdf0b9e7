"""Checks of entries: falling totals, copies, the full value retyped, beyond the scale, long after the period."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from kinerja_es.agreement import Entry
from kinerja_es.calculation import falls
from kinerja_es.indicator import Indicator
from kinerja_es.period import Period, parse_period
from kinerja_es.quantity import plain
from projections.achievements import subjects
from projections.findings import Finding, Severity, found
from projections.scales import bounded, share, top
from projections.view import View

LONG_DAYS = 30
"""Days after the due day from which an entry is no longer late but written from memory."""

MULTIPLES = (2, 3, 4)
"""How often a full value fits into a year of quarters that each repeat it: 200, 300, 400 %."""

HUNDRED = 100

Placed = tuple[Period, Entry]


def entries(view: View, code: str) -> list[Placed]:
    """The entries of an indicator that count, in order of their periods; a returned one does not."""
    held = view.known.agreement.entries.get(code, {})
    standing = [(parse_period(at), entry) for at, entry in held.items() if entry.state != "returned"]
    return sorted(standing, key=lambda item: (item[0].last, item[0].first))


def falling_totals(view: View) -> Iterator[Finding]:
    """Running totals (s.d.) below the one before, of a sum or of the parts of a ratio: a total cannot fall."""
    readings = {code: subject.readings for code, subject in subjects(view.known.agreement).items()}
    for indicator in view.indicators():
        fallen = set(falls(indicator, readings[indicator.code], view.year))
        for (before, earlier), (after, later) in pairwise(entries(view, indicator.code)):
            if after.code in fallen or (indicator.entry == "running" and _parts_fall(earlier, later)):
                yield found(view, "running-total-falls", "warning", indicator.code, after.code,
                            events=(earlier.current, later.current), before=before.code,
                            earlier=_figures(earlier), later=_figures(later))  # fmt: skip


def _parts_fall(earlier: Entry, later: Entry) -> bool:
    one, other = earlier.figures, later.figures
    return any(
        before is not None and after is not None and after < before
        for before, after in ((one.numerator, other.numerator), (one.denominator, other.denominator))
    )


def identical_periods(view: View) -> Iterator[Finding]:
    """Figures equal to those of the period just before: often a copy.

    A warning where each period is counted by itself (increments); information for a level or a running total, which
    may well stay where it was. Nothing twice (0, or 0 of 0) is no copy.
    """
    for indicator in view.indicators():
        for (before, earlier), (after, later) in pairwise(entries(view, indicator.code)):
            one, other = earlier.figures, later.figures
            figures = (one.value, one.numerator, one.denominator)
            if before.last + 1 != after.first or figures != (other.value, other.numerator, other.denominator):
                continue
            if any(figures):
                severity: Severity = "warning" if indicator.entry == "increment" else "info"
                yield found(view, "period-identical", severity, indicator.code, after.code,
                            events=(earlier.current, later.current), before=before.code,
                            figure=_figures(later))  # fmt: skip


def full_value_retyped(view: View) -> Iterator[Finding]:
    """The value of the whole year entered in several periods of a sum, so that its total is 200, 300 or 400 %.

    Either at least two entries each equal the annual target, or all are equal and add up to 2, 3 or 4 times it.
    """
    for code, promise in view.known.agreement.promises.items():
        indicator, aim = promise.indicator, promise.annual.value if promise.annual is not None else None
        if (indicator.aggregation, indicator.entry) != ("sum", "increment") or not aim:
            continue
        held = [(at, entry, value) for at, entry in entries(view, code) if (value := entry.figures.value) is not None]
        values = [value for _, _, value in held]
        alike = len(values) > 1 and len(set(values)) == 1 and sum(map(Fraction, values)) / Fraction(aim) in MULTIPLES
        if alike or values.count(aim) > 1:
            full = [item for item in held if alike or item[2] == aim]
            yield found(view, "full-value-retyped", "warning", code, full[-1][0].code,
                        events=(promise.annual_set, *(entry.current for _, entry, _ in full)), figure=full[-1][2],
                        target=aim, times=len(full), percent=sum(map(Fraction, values)) * HUNDRED / Fraction(aim),
                        )  # fmt: skip


def beyond_scale(view: View) -> Iterator[Finding]:
    """Shares and indices outside their scale: a part above its whole, a value above the end or below 0."""
    for indicator in view.indicators():
        if not bounded(indicator):
            continue
        clean = True
        for at, entry in entries(view, indicator.code):
            figures = entry.figures
            if figures.value is not None and not 0 <= figures.value <= top(indicator):
                clean = False
                yield _beyond(view, indicator, at, entry, figures.value)
            part, whole = figures.numerator, figures.denominator
            if part is not None and whole is not None and part > whole and share(indicator):
                yield found(view, "numerator-beyond-denominator", "warning", indicator.code, at.code,
                            events=(entry.current,), numerator=part, denominator=whole)  # fmt: skip
        if clean and indicator.aggregation == "sum":
            yield from _sum_beyond(view, indicator)


def _sum_beyond(view: View, indicator: Indicator) -> Iterator[Finding]:
    """Percentages that were added up: the first period by which their total has passed the scale."""
    for at, entry in entries(view, indicator.code):
        total = view.figures(at).reckoned[indicator.code].to_date.value
        if total is not None and total > top(indicator):
            yield _beyond(view, indicator, at, entry, total)
            return


def _beyond(view: View, indicator: Indicator, at: Period, entry: Entry, value: Decimal | Fraction) -> Finding:
    return found(view, "value-beyond-scale", "warning", indicator.code, at.code, events=(entry.current,), figure=value,
                 scale=top(indicator), unit=indicator.unit or "")  # fmt: skip


def late_entries(view: View) -> Iterator[Finding]:
    """Entries after the due day (information), and those more than 30 days after it (a warning)."""
    for indicator in view.indicators():
        for at, entry in entries(view, indicator.code):
            first = entry.history[0]
            due = view.policy(at).due(at)
            days = (view.day(first.recorded_at) - due).days
            if days > 0:
                long = days > LONG_DAYS
                yield found(view, "entry-long-after" if long else "entry-late", "warning" if long else "info",
                            indicator.code, at.code, events=(first,), days=days, due=due.isoformat())  # fmt: skip


def _figures(entry: Entry) -> Decimal | str:
    """What an entry says: its value, or `8/10`."""
    figures = entry.figures
    if figures.value is not None:
        return figures.value
    return f"{plain(figures.numerator or 0)}/{plain(figures.denominator or 0)}"
