"""What was recorded later than its dates say: late entries and evidence, dates that do not fit, late targets."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kinerja_es.events import (
    AgreementSigned,
    AmendmentOpened,
    RealizationCorrected,
    RealizationRecorded,
    RealizationWithdrawn,
)
from kinerja_es.period import Period, parse_period
from kinerja_es.recorded import Recorded
from projections.achievements import Json, seconds
from projections.days import first_day, last_day
from projections.targets import settings
from projections.view import View

SIGNING_DAYS = 1  # signed on paper one day and recorded the next is no backdating


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One event that stands later, or earlier, than a day it is held against; `days` apart, always more than 0."""

    kind: str
    recorded: Recorded
    day: datetime.date
    against: datetime.date
    indicator: str | None = None
    period: str | None = None

    @property
    def days(self) -> int:
        """How far apart the two days are."""
        return abs((self.day - self.against).days)


def backdating(view: View) -> list[Json]:
    """One row a fact, in order of position; a kind is a key of `reports.backdating.<kind>`."""
    found = [*_entries(view), *_targets(view), *_signatures(view)]
    return [
        {
            "agreement": view.ref,
            "indicator": one.indicator,
            "period": one.period,
            "kind": one.kind,
            "days": one.days,
            "date": one.day.isoformat(),
            "against": one.against.isoformat(),
            "event": one.recorded.id,
            "position": one.recorded.position,
            "recorded_at": seconds(one.recorded.recorded_at),
            "actor": one.recorded.event.actor,
        }
        for one in sorted(found, key=lambda one: one.recorded.position)
        if view.asked is None or one.period is None or parse_period(one.period).last <= view.asked.last
    ]


def _entries(view: View) -> Iterator[Dated]:
    evidence: dict[tuple[str, str], set[str]] = {}
    for recorded in view.events:
        if recorded.type not in {"RealizationRecorded", "RealizationCorrected", "RealizationWithdrawn"}:
            continue
        event = recorded.event
        assert isinstance(event, RealizationRecorded | RealizationWithdrawn)  # these have a code and a period
        period, day = parse_period(event.period), view.day(recorded.recorded_at)
        due = view.policy(period).due(period)
        place: dict[str, Any] = {"recorded": recorded, "indicator": event.code, "period": event.period}
        if day > due:
            yield Dated(kind=_late(event), day=day, against=due, **place)
        if isinstance(event, RealizationRecorded):
            held = evidence.setdefault((event.code, event.period), set())
            new = {each.location for each in event.evidence} - held
            held |= new
            if new and day > due and isinstance(event, RealizationCorrected):
                yield Dated(kind="evidence-late", day=day, against=due, **place)
            yield from _source(event.source_date, period, day, place)


def _late(event: RealizationRecorded | RealizationWithdrawn) -> str:
    match event:
        case RealizationCorrected():
            return "correction-late"
        case RealizationWithdrawn():
            return "withdrawal-late"
        case _:
            return "entry-late"


def _source(source: datetime.date | None, period: Period, day: datetime.date, place: dict[str, Any]) -> Iterator[Dated]:
    if source is None:
        return
    if source < first_day(period):
        yield Dated(kind="source-before-period", day=source, against=first_day(period), **place)
    if source > day:
        yield Dated(kind="source-after-recording", day=source, against=day, **place)


def _targets(view: View) -> Iterator[Dated]:
    for one in settings(view):
        period = view.year if one.period is None else parse_period(one.period)
        day, end = view.day(one.recorded.recorded_at), last_day(period)
        if day > end:
            yield Dated(kind="target-after-period", recorded=one.recorded, day=day, against=end, indicator=one.code,
                        period=period.code)  # fmt: skip


def _signatures(view: View) -> Iterator[Dated]:
    for recorded in view.events:
        if recorded.type not in {AgreementSigned.__name__, AmendmentOpened.__name__}:
            continue
        event, day = recorded.event, view.day(recorded.recorded_at)
        assert isinstance(event, AgreementSigned | AmendmentOpened)  # both have a date
        if event.date > day:
            kind = "signature-ahead" if isinstance(event, AgreementSigned) else "document-ahead"
            yield Dated(kind=kind, recorded=recorded, day=event.date, against=day)
        elif isinstance(event, AgreementSigned) and (day - event.date).days > SIGNING_DAYS:
            yield Dated(kind="signature-backdated", recorded=recorded, day=event.date, against=day)
