"""The state of one agreement: a pure fold of its events (`evolve`, `fold`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

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
    """A realization as it stands: `current` holds its figures, `before` is the entry that the last event changed."""

    current: e.Recorded
    before: "Entry | None" = None
    state: EntryState = "recorded"
    decided: e.Recorded | None = None

    @property
    def history(self) -> tuple[e.Recorded, ...]:
        """All events that made it, oldest first."""
        made = []
        entry: Entry | None = self
        while entry is not None:
            made.append(entry.decided or entry.current)
            entry = entry.before
        return tuple(reversed(made))

    @property
    def figures(self) -> e.RealizationRecorded:
        """The event that holds the value, or numerator and denominator."""
        event = self.current.event
        assert isinstance(event, e.RealizationRecorded)  # only such events become `current`
        return event


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
    if state is None:
        event = recorded.event
        if not isinstance(event, e.AgreementDrafted):
            return None
        state = Agreement(event)
    about = e.about(recorded)
    handler = _ON.get(recorded.type)
    if handler is not None:
        handler(state, about, recorded)
    state.stream_version = recorded.version
    if about.request_id is not None:
        state.requests.setdefault(about.request_id, []).append(recorded)
    return state


def _drafted(state: Agreement, _: e.About, recorded: e.Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.AgreementDrafted)  # the type under which this stands below; likewise in the others
    state.head = event


def _imported(state: Agreement, _: e.About, recorded: e.Recorded) -> None:
    state.documents.append(recorded)


def _defined(state: Agreement, _: e.About, recorded: e.Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.IndicatorDefined)
    known = state.working.get(event.indicator.code)
    state.working[event.indicator.code] = (
        Promise(event.indicator, recorded)
        if known is None
        else replace(known, indicator=event.indicator, defined=recorded)
    )


def _targeted(state: Agreement, _: e.About, recorded: e.Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.TargetSet)
    known = state.working[event.code]
    state.working[event.code] = replace(
        known,
        annual=known.annual if event.annual is None else event.annual,
        annual_set=known.annual_set if event.annual is None else recorded,
        periods={**known.periods, **event.periods},
        periods_set={**known.periods_set, **dict.fromkeys(event.periods, recorded)},
    )


def _signed(state: Agreement, _: e.About, recorded: e.Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.AgreementSigned)
    state.signatures[event.party] = recorded
    if len(state.signatures) == 2:  # noqa: PLR2004 -- an agreement has two parties
        state.version += state.status == "amending"
        state.status = "signed"
        state.in_force = dict(state.working)


def _opened(state: Agreement, _: e.About, recorded: e.Recorded) -> None:
    state.status = "amending"
    state.signatures = {}
    state.amendments.append(recorded)


def _entered(state: Agreement, about: e.About, recorded: e.Recorded) -> None:
    code, period = about.code, about.period
    assert code is not None  # an entry names both; likewise below
    assert period is not None
    entries = state.entries.get(code)
    if entries is None:
        entries = state.entries[code] = {}
    entries[period] = Entry(recorded, entries.get(period))


def _withdrawn(state: Agreement, about: e.About, _: e.Recorded) -> None:
    code, period = _place(about)
    del state.entries[code][period]


def _verified(state: Agreement, about: e.About, recorded: e.Recorded) -> None:
    _decide_entry(state, about, "verified", recorded)


def _returned(state: Agreement, about: e.About, recorded: e.Recorded) -> None:
    _decide_entry(state, about, "returned", recorded)


def _decide_entry(state: Agreement, about: e.About, to: EntryState, recorded: e.Recorded) -> None:
    code, period = _place(about)
    known = state.entries[code][period]
    state.entries[code][period] = Entry(known.current, known, to, recorded)


def _closed(state: Agreement, about: e.About, recorded: e.Recorded) -> None:
    state.closed[about.period or ""] = recorded


def _reopened(state: Agreement, about: e.About, _: e.Recorded) -> None:
    del state.closed[about.period or ""]


def _place(about: e.About) -> tuple[str, str]:
    """The indicator and the period of an entry; events about one always name both."""
    return about.code or "", about.period or ""


_ON: dict[str, Callable[[Agreement, e.About, e.Recorded], None]] = {
    "AgreementDrafted": _drafted,
    "DocumentImported": _imported,
    "IndicatorDefined": _defined,
    "TargetSet": _targeted,
    "AgreementSigned": _signed,
    "AmendmentOpened": _opened,
    "RealizationRecorded": _entered,
    "RealizationCorrected": _entered,
    "RealizationWithdrawn": _withdrawn,
    "RealizationVerified": _verified,
    "RealizationReturned": _returned,
    "PeriodClosed": _closed,
    "PeriodReopened": _reopened,
}
