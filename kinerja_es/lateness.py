"""Days on which something is due: entries after a period, the signature after the budget document. Pure calendars."""

import datetime
from collections.abc import Collection

from kinerja_es.period import Period

ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5


def due_day(
    period: Period, days: int, *, working: bool = False, holidays: Collection[datetime.date] = ()
) -> datetime.date:
    """The last day on which an entry is in time: so many days after the period's end.

    Args:
        period: what the entry measures.
        days: calendar days, or working days where `working` is set.
        working: count Monday to Friday without `holidays` only.
        holidays: days that are no working days.
    """
    last = datetime.date(period.year + period.last // 12, period.last % 12 + 1, 1) - ONE_DAY
    if not working:
        return last + datetime.timedelta(days=days)
    while days:
        last += ONE_DAY
        days -= last.weekday() < SATURDAY and last not in holidays
    return last


def signing_due(dpa: datetime.date) -> datetime.date:
    """The last day for signing: one calendar month after the DPA (Perpres 29/2014), at most that month's last day."""
    first = datetime.date(dpa.year + dpa.month // 12, dpa.month % 12 + 1, 1)
    after = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + (dpa.day - 1) * ONE_DAY, after - ONE_DAY)


def days_late(due: datetime.date | None, done: datetime.date | None) -> int | None:
    """By how many days something was done too late, 0 where in time; None where either day is unknown."""
    return None if due is None or done is None else max(0, (done - due).days)
