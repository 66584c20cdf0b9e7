"""Figures of a closed or elapsed period that changed afterwards: what stood, what replaced it, and by which event."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kinerja_es.agreement import Agreement, apply
from kinerja_es.composites import expression_of, names
from kinerja_es.events import PeriodClosed
from kinerja_es.period import Period, parse_period, periods
from kinerja_es.reckoning import Reckoned
from kinerja_es.recorded import Recorded, glance
from projections.achievements import Json, achievements, figure, seconds, target_text
from projections.replay import concerns
from projections.view import View

ENTRIES = {"RealizationRecorded", "RealizationCorrected", "RealizationWithdrawn", "RealizationReturned"}
PROMISES = {"IndicatorDefined", "TargetSet", "QuarantineResolved"}
WHOLE = {"AgreementSigned"}

Figures = dict[str, str | None]


def restatement(view: View) -> list[Json]:
    """One row a changed figure and event, in order of position.

    A period is frozen from its first closing, or from the day after its due day, whichever comes first; quarters are
    looked at, or the period asked for. The first report of a figure restates nothing (`backdating` tells its
    lateness); one given anew after a withdrawal does. Other agreements that a formula reaches stand as they are now.
    """
    watched = [view.asked] if view.asked else list(periods(view.year.year, "quarter"))
    walks = [_Walk(view, period) for period in watched]
    rows: list[Json] = []
    state: Agreement | None = None
    for recorded in view.events:
        for walk in walks:
            walk.before(state, recorded)
        state = apply(state, recorded)
        for walk in walks:
            rows += walk.after(state, recorded)
    return rows


@dataclass(slots=True)
class _Walk:
    """The figures of one period, followed from event to event once they are frozen."""

    view: View
    period: Period
    closed: Recorded | None = None
    now: dict[str, Figures] | None = None
    stood: set[tuple[str, str]] = field(default_factory=set)

    def before(self, state: Agreement | None, recorded: Recorded) -> None:
        """Take down what stands, if the period is frozen as the event comes and was not before."""
        if self.now is None and state is not None and self._frozen(recorded):
            self.now = {}
            self._keep(self._figures(state, state.promises))

    def after(self, state: Agreement | None, recorded: Recorded) -> list[Json]:
        """The rows that the event makes."""
        if recorded.type == PeriodClosed.__name__ and self.closed is None:
            inside = parse_period(glance(recorded).period or "").contains(self.period)
            self.closed = recorded if inside else None
        if self.now is None or state is None or not self._matters(recorded):
            return []
        figures = self._figures(state, _touched(state, recorded))
        found = [
            self._row(recorded, code, name, self.now.get(code, {}).get(name), value)
            for code, named in figures.items()
            for name, value in named.items()
            if value != self.now.get(code, {}).get(name) and (code, name) in self.stood
        ]
        self._keep(figures)
        return found

    def _matters(self, recorded: Recorded) -> bool:
        if recorded.type in ENTRIES:
            return parse_period(glance(recorded).period or "").last <= self.period.last
        return recorded.type in PROMISES | WHOLE

    def _keep(self, figures: dict[str, Figures]) -> None:
        assert self.now is not None  # called once the period is frozen
        self.now |= figures
        self.stood |= {
            (code, name) for code, named in figures.items() for name, value in named.items() if value is not None
        }

    def _figures(self, state: Agreement, codes: Iterable[str]) -> dict[str, Figures]:
        wanted = [code for code in codes if code in state.promises]
        known = replace(self.view.known, agreement=state)
        if len(wanted) < len(state.promises):  # no other one is needed, so no other one is reckoned
            part = replace(state, working={code: state.promises[code] for code in wanted}, in_force=None)
            known = replace(known, agreement=part, elsewhere={})
        reckoned = achievements(known, self.period, self.view.policy(self.period)).reckoned
        return {code: _said(reckoned[code]) for code in wanted}

    def _frozen(self, recorded: Recorded) -> Json | None:
        """Since when the period is frozen, if it is."""
        if self.closed is not None:
            return {"basis": "closed", "since": seconds(self.closed.recorded_at)}
        due = self.view.policy(self.period).due(self.period)
        if self.view.day(recorded.recorded_at) > due:
            return {"basis": "due", "since": due.isoformat()}
        return None

    def _row(self, recorded: Recorded, code: str, name: str, then: str | None, now: str | None) -> Json:
        return {
            "agreement": self.view.ref,
            "indicator": code,
            "period": self.period.code,
            "field": name,
            "then": then,
            "now": now,
            "type": recorded.type,
            "position": recorded.position,
            "recorded_at": seconds(recorded.recorded_at),
            "actor": recorded.event.actor,
            "reason": getattr(recorded.event, "reason", None),
            "events": [recorded.id],
            **(self._frozen(recorded) or {}),
        }


def _touched(state: Agreement, recorded: Recorded) -> Iterable[str]:
    """The indicators whose figures an event can change: its own, or all where composites may hand it on."""
    code = concerns(recorded)[0]
    indicators = [promise.indicator for promise in state.promises.values()]
    composites = [indicator for indicator in indicators if indicator.aggregation == "composite"]
    named = {name for indicator in composites for name in names(expression_of(indicator))}
    handed_on = code in named or any(":" in name for name in named) or any(one.code == code for one in composites)
    return state.promises if code is None or handed_on else [code]


def _said(reckoned: Reckoned) -> Figures:
    return {
        "during": figure(reckoned.during.value),
        "to_date": figure(reckoned.to_date.value),
        "target_to_date": target_text(reckoned.target_to_date),
        "target_annual": target_text(reckoned.target_annual),
        "achievement": figure(reckoned.achievement),
        "achievement_annual": figure(reckoned.achievement_annual),
    }
