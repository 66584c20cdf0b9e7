"""Every version of every target: what was set, when, by whom, and under which amendment."""

from collections.abc import Iterator
from typing import NamedTuple

from kinerja_es.events import AmendmentOpened, QuarantineResolved, TargetSet
from kinerja_es.indicator import Target
from kinerja_es.period import parse_period
from kinerja_es.recorded import Recorded
from projections.achievements import Json, seconds, target_text
from projections.view import View


class Setting(NamedTuple):
    """One target as one event set it; `period` is None for the annual one, `before` is the target it replaced.

    `version` is that of the agreement for which it was set: the one that the signatures after it bring into force.
    """

    code: str
    period: str | None
    target: Target
    recorded: Recorded
    amendment: Recorded | None
    before: Target | None
    version: int


def settings(view: View) -> Iterator[Setting]:
    """Every target that was ever set, in order of time; one set anew to the same again is a setting, too."""
    stood: dict[tuple[str, str | None], Target] = {}
    amendment: Recorded | None = None
    version = 1
    for recorded in view.events:
        if recorded.type == AmendmentOpened.__name__:
            amendment = recorded
            version += 1
        for code, period, target in _set(recorded):
            yield Setting(code, period, target, recorded, amendment, stood.get((code, period)), version)
            stood[code, period] = target


def _set(recorded: Recorded) -> list[tuple[str, str | None, Target]]:
    if recorded.type not in {TargetSet.__name__, QuarantineResolved.__name__}:
        return []
    event = recorded.event
    if isinstance(event, QuarantineResolved):
        return [(event.code, event.period, event.value)]
    assert isinstance(event, TargetSet)  # the other of the two types
    annual: list[tuple[str, str | None, Target]] = [] if event.annual is None else [(event.code, None, event.annual)]
    return annual + [(event.code, period, target) for period, target in event.periods.items()]


def targets(view: View) -> list[Json]:
    """One row a setting: by indicator, the annual target first, then period by period, each oldest first."""
    agreement = view.known.agreement
    order = {code: place for place, code in enumerate({**agreement.working, **agreement.promises})}
    found = sorted(settings(view), key=lambda one: (order[one.code], _place(one.period), one.recorded.position))
    return [_row(view, one) for one in found]


def _place(period: str | None) -> tuple[int, int]:
    if period is None:
        return 0, 0
    read = parse_period(period)
    return read.first, read.last


def _row(view: View, one: Setting) -> Json:
    agreement = view.known.agreement
    promise = {**agreement.working, **agreement.promises}[one.code]
    return {
        "agreement": view.ref,
        "indicator": one.code,
        "text": promise.indicator.text,
        "unit": promise.indicator.unit,
        "period": one.period,
        "target": target_text(one.target),
        "before": target_text(one.before),
        "raw": one.target.raw,
        "version": one.version,
        "state": _state(view, one),
        "amendment": _amendment(one.amendment),
        "event": one.recorded.id,
        "position": one.recorded.position,
        "recorded_at": seconds(one.recorded.recorded_at),
        "actor": one.recorded.event.actor,
        "origin": one.recorded.event.origin,
    }


def _state(view: View, one: Setting) -> str:
    """`in-force`, `proposed` (of a draft or an amendment not yet signed by both) or `superseded`."""
    agreement = view.known.agreement
    for name, promises in (("in-force", agreement.in_force or {}), ("proposed", agreement.working)):
        promise = promises.get(one.code)
        if promise is not None:
            by = promise.annual_set if one.period is None else promise.periods_set.get(one.period)
            if by is not None and by.position == one.recorded.position:
                return name
    return "superseded"


def _amendment(recorded: Recorded | None) -> Json | None:
    if recorded is None:
        return None
    event = recorded.event
    assert isinstance(event, AmendmentOpened)
    return {"ground": event.ground, "document": event.document, "date": event.date.isoformat(), "event": recorded.id}
