"""Days: on which one a thing was recorded, when a period begins, and when it ends."""

import datetime
from zoneinfo import ZoneInfo

from kinerja_es import lateness
from kinerja_es.period import Period


def day_of(moment: str, timezone: str) -> datetime.date:
    """The local day of a stored moment."""
    return datetime.datetime.fromisoformat(moment).astimezone(ZoneInfo(timezone)).date()


def first_day(period: Period) -> datetime.date:
    """The first day of a period."""
    return datetime.date(period.year, period.first, 1)


def last_day(period: Period) -> datetime.date:
    """The last day of a period."""
    return lateness.due_day(period, 0)
