"""One agreement as a report sees it: its state, its events, the policies known then, and what is due."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kinerja_es.errors import BadInput
from kinerja_es.events import stream_id
from kinerja_es.indicator import Indicator
from kinerja_es.period import Period, parse_period, periods
from kinerja_es.policy import DEFAULT_POLICY, Policy
from kinerja_es.recorded import Recorded
from kinerja_es.store import Store
from projections.achievements import Achievements, Known, achievements
from projections.days import day_of, last_day
from projections.policies import adopted, in_force, named
from projections.replay import all_known, known_at, position_of


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An agreement as known at a moment, with the events that made it.

    Attributes:
        asked: the period that was asked for; without one, what is due by the moment of `known` counts.
    """

    known: Known
    events: tuple[Recorded, ...] = ()
    policies: tuple[Policy, ...] = (DEFAULT_POLICY,)
    timezone: str = "Asia/Jakarta"
    asked: Period | None = None
    _made: dict[Period, Achievements] = field(default_factory=dict, compare=False, repr=False)

    @property
    def ref(self) -> str:
        """The agreement's reference."""
        return self.known.agreement.ref

    @property
    def year(self) -> Period:
        """The whole year of the agreement."""
        return Period(self.known.agreement.head.year, 1, 12)

    @property
    def period(self) -> Period:
        """The period asked for, or the year."""
        return self.asked or self.year

    @property
    def today(self) -> datetime.date:
        """The day of the moment that the view is of: never the clock's, so that a report repeats."""
        return self.day(self.known.as_of or "9999-12-31T00:00:00Z")

    @property
    def day_in_year(self) -> datetime.date:
        """The same day, or the last of the agreement's year where that is over."""
        return min(self.today, last_day(self.year))

    def day(self, moment: str) -> datetime.date:
        """The local day of a stored moment."""
        return day_of(moment, self.timezone)

    def policy(self, period: Period) -> Policy:
        """The policy in force for a period."""
        return in_force(self.policies, period)

    def figures(self, period: Period) -> Achievements:
        """All indicators reckoned for a period, once."""
        if period not in self._made:
            self._made[period] = achievements(self.known, period, self.policy(period))
        return self._made[period]

    def due(self, period: Period) -> bool:
        """Whether entries of the period ought to be there: it was asked for, or its due day is past."""
        return period.last <= self.asked.last if self.asked else self.today > self.policy(period).due(period)

    def due_periods(self, frequency: str) -> list[Period]:
        """The periods of a frequency whose entries ought to be there."""
        return [period for period in periods(self.year.year, frequency) if self.due(period)]

    def indicators(self) -> Iterator[Indicator]:
        """The indicators of the version that counts, in their order."""
        return (promise.indicator for promise in self.known.agreement.promises.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """The agreements a report is about, and where in the ledger it stands."""

    views: tuple[View, ...]
    position: int
    as_of: str | None


def views(
    store: Store, refs: Sequence[str], *, period: str | None, as_of: str | None, policy: str | None, timezone: str
) -> Views:
    """The named agreements, or all (of the year of the period, where one is named).

    Raises:
        BadInput: `unknown-agreement`, `unknown-policy`, `bad-period`, `period-outside-year` of a named agreement.
    """
    position, moment = position_of(store, as_of, timezone)
    asked = parse_period(period) if period is not None else None
    known = [known_at(store, ref, as_of, timezone) for ref in refs] if refs else all_known(store, as_of, timezone)
    policies = chosen(store, position, policy)
    made = []
    for one in known:
        if asked is not None and one.agreement.head.year != asked.year:
            if refs:
                raise BadInput("period-outside-year", where=period, period=asked, year=one.agreement.head.year)
            continue
        events = tuple(store.read(stream_id("agreement", one.agreement.ref), up_to=position))
        made.append(View(known=one, events=events, policies=policies, timezone=timezone, asked=asked))
    return Views(views=tuple(made), position=position, as_of=moment)


def chosen(store: Store, position: int, name: str | None) -> tuple[Policy, ...]:
    """The policies known at a position; or the one asked for by name, whenever adopted, for all periods."""
    if name is None:
        return adopted(store, position)
    return (replace(named(adopted(store), name), effective="0001-01-01"),)
