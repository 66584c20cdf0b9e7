"""The state of one agreement: a pure fold of its events (`evolve`, `fold`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from kinerja_es import events as e
from kinerja_es.indicator import Indicator, Target

Status = Literal["draft", "signed", "amending"]
EntryState = Literal["recorded", "verified", "returned"]


@dataclass(frozen=True, slots=True)
class Promise:
    """An indicator with its targets, and the events that last set each."""

    indicator: Indicator
    defined: e.Recorded
    annual: Target | None = None
    annual_set: e.Recorded | None = None
    periods: Mapping[str, Target] = field(default_factory=dict)
    periods_set: Mapping[str, e.Recorded] = field(default_factory=dict)


class Entry(NamedTuple):
    """A realization as it stands: `current` holds its figures, `history` all events that made it, oldest first."""

    current: e.Recorded
    history: tuple[e.Recorded, ...]
    state: EntryState = "recorded"
    decided: e.Recorded | None = None

    @property
    def figures(self) -> e.RealizationRecorded:
        """The event that holds the value, or numerator and denominator."""
        assert isinstance(self.current.event, e.RealizationRecorded)  # only such events become `current`
        return self.current.event


@dataclass(slots=True)
class Agreement:
    """One agreement. Treat as a value: only `fold` writes to it, and only to a copy of its own."""

    head: e.AgreementDrafted
    status: Status = "draft"
    version: int = 1
    working: dict[str, Promise] = field(default_factory=dict)
    in_force: dict[str, Promise] | None = None
    signatures: dict[str, e.Recorded] = field(default_factory=dict)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    closed: dict[str, e.Recorded] = field(default_factory=dict)
    amendments: list[e.Recorded] = field(default_factory=list)
    documents: list[e.Recorded] = field(default_factory=list)
    requests: dict[str, list[e.Recorded]] = field(default_factory=dict)
    stream_version: int = 0

    @property
    def ref(self) -> str:
        """The reference people use, such as `gumelar/2024`."""
        return f"{self.head.unit.slug}/{self.head.year}"

    @property
    def promises(self) -> dict[str, Promise]:
        """What counts: the version in force, or the draft before the first signing."""
        return self.working if self.in_force is None else self.in_force

    def entry(self, code: str, period: str) -> Entry | None:
        """The standing entry of an indicator for a period."""
        return self.entries.get(code, {}).get(period)

    def copy(self) -> "Agreement":
        """A state that can be evolved without touching this one; the values in it are frozen and shared."""
        return replace(
            self, working=dict(self.working), signatures=dict(self.signatures), closed=dict(self.closed),
            entries={code: dict(periods) for code, periods in self.entries.items()},
            amendments=list(self.amendments), documents=list(self.documents),
            requests={key: list(made) for key, made in self.requests.items()},
        )  # fmt: skip


def evolve(state: Agreement | None, recorded: e.Recorded) -> Agreement | None:
    """The state after one more event."""
    return fold([recorded], state)


def fold(history: Iterable[e.Recorded], state: Agreement | None = None) -> Agreement | None:
    """The state after all events of one agreement's stream, in order; None where it was never drafted."""
    state = state.copy() if state is not None else None
    for recorded in history:
        state = apply(state, recorded)
    return state


def apply(state: Agreement | None, recorded: e.Recorded) -> Agreement | None:
    """Let one event change a state the caller owns (bulk folds own theirs); others use `evolve`."""
    event = recorded.event
    if state is None:
        if not isinstance(event, e.AgreementDrafted):
            return None
        state = Agreement(event)
    handler = _ON.get(type(event))
    if handler is not None:
        handler(state, event, recorded)
    state.stream_version = recorded.version
    if event.request_id is not None:
        state.requests.setdefault(event.request_id, []).append(recorded)
    return state


def _drafted(state: Agreement, event: e.AgreementDrafted, _: e.Recorded) -> None:
    state.head = event


def _imported(state: Agreement, _: e.DocumentImported, recorded: e.Recorded) -> None:
    state.documents.append(recorded)


def _defined(state: Agreement, event: e.IndicatorDefined, recorded: e.Recorded) -> None:
    known = state.working.get(event.indicator.code)
    state.working[event.indicator.code] = (
        Promise(event.indicator, recorded)
        if known is None
        else replace(known, indicator=event.indicator, defined=recorded)
    )


def _targeted(state: Agreement, event: e.TargetSet, recorded: e.Recorded) -> None:
    known = state.working[event.code]
    state.working[event.code] = replace(
        known,
        annual=known.annual if event.annual is None else event.annual,
        annual_set=known.annual_set if event.annual is None else recorded,
        periods={**known.periods, **event.periods},
        periods_set={**known.periods_set, **dict.fromkeys(event.periods, recorded)},
    )


def _signed(state: Agreement, event: e.AgreementSigned, recorded: e.Recorded) -> None:
    state.signatures[event.party] = recorded
    if len(state.signatures) == 2:  # noqa: PLR2004 -- an agreement has two parties
        state.version += state.status == "amending"
        state.status = "signed"
        state.in_force = dict(state.working)


def _opened(state: Agreement, _: e.AmendmentOpened, recorded: e.Recorded) -> None:
    state.status = "amending"
    state.signatures = {}
    state.amendments.append(recorded)


def _entered(state: Agreement, event: e.RealizationRecorded, recorded: e.Recorded) -> None:
    entries = state.entries.setdefault(event.code, {})
    known = entries.get(event.period)
    entries[event.period] = Entry(recorded, (recorded,) if known is None else (*known.history, recorded))


def _withdrawn(state: Agreement, event: e.RealizationWithdrawn, _: e.Recorded) -> None:
    del state.entries[event.code][event.period]


def _verified(state: Agreement, event: e.RealizationVerified, recorded: e.Recorded) -> None:
    _decide_entry(state, event.code, event.period, "verified", recorded)


def _returned(state: Agreement, event: e.RealizationReturned, recorded: e.Recorded) -> None:
    _decide_entry(state, event.code, event.period, "returned", recorded)


def _decide_entry(state: Agreement, code: str, period: str, to: EntryState, recorded: e.Recorded) -> None:
    known = state.entries[code][period]
    state.entries[code][period] = Entry(known.current, (*known.history, recorded), to, recorded)


def _closed(state: Agreement, event: e.PeriodClosed, recorded: e.Recorded) -> None:
    state.closed[event.period] = recorded


def _reopened(state: Agreement, event: e.PeriodReopened, _: e.Recorded) -> None:
    del state.closed[event.period]


_ON: dict[type[e.Event], Callable[[Agreement, Any, e.Recorded], None]] = {
    e.AgreementDrafted: _drafted,
    e.DocumentImported: _imported,
    e.IndicatorDefined: _defined,
    e.TargetSet: _targeted,
    e.AgreementSigned: _signed,
    e.AmendmentOpened: _opened,
    e.RealizationRecorded: _entered,
    e.RealizationCorrected: _entered,
    e.RealizationWithdrawn: _withdrawn,
    e.RealizationVerified: _verified,
    e.RealizationReturned: _returned,
    e.PeriodClosed: _closed,
    e.PeriodReopened: _reopened,
}
