"""Checks of targets: those of periods against the annual one, beyond the scale, missing, changed after the fact."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from kinerja_es.agreement import Promise
from kinerja_es.indicator import NO_TARGET, Target
from kinerja_es.period import MONTHS_IN, Period, parse_period, periods
from kinerja_es.quarantine import same
from kinerja_es.recorded import glance
from kinerja_es.targets import PERCENT_SCALE, beyond_scale
from projections.days import last_day
from projections.findings import Finding, found
from projections.scales import bounded
from projections.targets import Setting, settings
from projections.view import View

LATE_AMENDMENT = (12, 1)
"""Month and day from which an amendment hardly leaves time to work towards a new target."""


def period_targets(view: View) -> Iterator[Finding]:
    """Period targets that do not fit the annual one, by the way they are entered (`target_entry`)."""
    for code, promise in view.known.agreement.promises.items():
        given = {parse_period(at): target for at, target in promise.periods.items() if target.kind != "none"}
        annual = promise.annual if promise.annual is not None and promise.annual.kind != "none" else None
        if not given:
            continue
        match promise.indicator.target_entry:
            case "increment":
                yield from _sum(view, code, promise, given, annual)
            case "running":
                yield from _running(view, code, promise, given, annual)
            case "level" if annual is not None:
                for at, target in given.items():
                    if not same(target, annual):
                        yield found(view, "period-target-level", "warning", code, at.code,
                                    events=(promise.annual_set, promise.periods_set[at.code]),
                                    target=target, annual=annual)  # fmt: skip
            case "annual":
                yield found(view, "period-targets-unused", "info", code, events=promise.periods_set.values())
            case _:
                pass


def _sum(
    view: View, code: str, promise: Promise, given: Mapping[Period, Target], annual: Target | None
) -> Iterator[Finding]:
    """Increments that fill the year and do not add up to the annual target."""
    for frequency in MONTHS_IN:
        values = [_number(given.get(at)) for at in periods(view.year.year, frequency)]
        known = [value for value in values if value is not None]
        aim = _number(annual)
        if len(known) == len(values) and aim is not None and (total := sum(map(Fraction, known))) != aim:
            yield found(view, "period-targets-sum", "warning", code,
                        events=(promise.annual_set, *promise.periods_set.values()),
                        total=total, annual=aim, difference=total - Fraction(aim))  # fmt: skip


def _running(
    view: View, code: str, promise: Promise, given: Mapping[Period, Target], annual: Target | None
) -> Iterator[Finding]:
    """Running targets that end elsewhere than at the annual one, or that fall although more is better."""
    ordered = sorted(given, key=lambda at: (at.last, at.first))
    if annual is not None and ordered[-1].ends_year and not same(given[ordered[-1]], annual):
        yield found(view, "period-targets-last", "warning", code, ordered[-1].code,
                    events=(promise.annual_set, promise.periods_set[ordered[-1].code]),
                    target=given[ordered[-1]], annual=annual)  # fmt: skip
    if promise.indicator.polarity != "higher":
        return
    for before, after in pairwise(ordered):
        earlier, later = _number(given[before]), _number(given[after])
        if earlier is not None and later is not None and later < earlier:
            yield found(view, "period-targets-fall", "warning", code, after.code,
                        events=(promise.periods_set[before.code], promise.periods_set[after.code]),
                        earlier=earlier, later=later, before=before.code)  # fmt: skip


def without_target(view: View) -> Iterator[Finding]:
    """Indicators that promise nothing: neither an annual target nor one of any period."""
    for code, promise in view.known.agreement.promises.items():
        if not has_target(promise):
            yield found(view, "indicator-without-target", "warning", code, events=(promise.defined, promise.annual_set))


def has_target(promise: Promise) -> bool:
    """Whether there is anything to hold a realization against."""
    return any(target is not None and target.kind != "none" for target in (promise.annual, *promise.periods.values()))


def target_beyond_scale(view: View) -> Iterator[Finding]:
    """Targets of a share or an index that lie above 100."""
    for code, promise in view.known.agreement.promises.items():
        if not bounded(promise.indicator):
            continue
        settings_: list[tuple[str | None, Target | None]] = [(None, promise.annual), *promise.periods.items()]
        for at, target in settings_:
            if target is not None and beyond_scale(target, promise.indicator.unit):
                by = promise.annual_set if at is None else promise.periods_set[at]
                yield found(view, "target-beyond-scale", "warning", code, at, events=(by,), target=target,
                            scale=PERCENT_SCALE, unit=promise.indicator.unit or "")  # fmt: skip


def changed_after_the_fact(view: View) -> Iterator[Finding]:
    """Targets set when it was known, or nearly, how the period went: each with the first of three grounds.

    After the period had ended; after an entry for it (of an annual target, for the end of the year); or through an
    amendment from 1 December on. A first target counts only if an amendment brought it or an entry was there
    already: what a whole agreement that is recorded late says is told by `backdating`.
    """
    entered = _first_entries(view)
    for one in settings(view):
        period = view.year if one.period is None else parse_period(one.period)
        entry = next(
            (
                position
                for at, position in sorted(entered.get(one.code, {}).items(), key=lambda item: item[1])
                if position < one.recorded.position
                and period.contains(parse_period(at))
                and (one.period is not None or parse_period(at).ends_year)
            ),
            None,
        )
        changed = one.before is not None and not same(one.before, one.target)
        if changed or (one.before is None and (one.amendment is not None or entry is not None)):
            yield from _after_the_fact(view, one, period, entry)


def _after_the_fact(view: View, one: Setting, period: Period, entry: int | None) -> Iterator[Finding]:
    day, end = view.day(one.recorded.recorded_at), last_day(period)
    late = one.amendment is not None and day >= datetime.date(view.year.year, *LATE_AMENDMENT)
    if day > end:
        code = "target-after-period"
    elif entry is not None:
        code = "target-after-entry"
    elif late and period.ends_year:
        code = "target-late-amendment"
    else:
        return
    then = NO_TARGET if one.before is None else one.before
    basis = [recorded for recorded in view.events if recorded.position == entry]
    yield found(view, code, "warning", one.code, one.period, events=(*basis, one.amendment, one.recorded), then=then,
                now=one.target, days=(day - end).days, day=day.isoformat(), concerns=period.code)  # fmt: skip


def _first_entries(view: View) -> dict[str, dict[str, int]]:
    """For each indicator and period, the position of its first entry."""
    entered: dict[str, dict[str, int]] = {}
    for recorded in view.events:
        if recorded.type == "RealizationRecorded":
            named = glance(recorded)
            entered.setdefault(named.code or "", {}).setdefault(named.period or "", recorded.position)
    return entered


def _number(target: Target | None) -> Decimal | None:
    return target.value if target is not None and target.kind == "number" else None
