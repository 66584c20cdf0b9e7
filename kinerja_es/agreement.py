"""An agreement is a pure fold of its events (`evolve`, `fold`); what it then is stands in `state`."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kinerja_es import events as e
from kinerja_es.recorded import About, Recorded, glance
from kinerja_es.state import Agreement, Entry, EntryState, Promise, Signing, Status

__all__ = ["Agreement", "Entry", "EntryState", "Promise", "Signing", "Status", "apply", "evolve", "fold"]


def evolve(state: Agreement | None, recorded: Recorded) -> Agreement | None:
    """The state after one more event."""
    return fold([recorded], state)


def fold(history: Iterable[Recorded], state: Agreement | None = None) -> Agreement | None:
    """The state after all events of one agreement's stream, in order; None where it was never drafted."""
    state = state.copy() if state is not None else None
    for recorded in history:
        state = apply(state, recorded)
    return state


def apply(state: Agreement | None, recorded: Recorded) -> Agreement | None:
    """Let one event change a state the caller owns (bulk folds own theirs); others use `evolve`."""
    if state is None:
        event = recorded.event
        if not isinstance(event, e.AgreementDrafted):
            return None
        state = Agreement(event)
    about = glance(recorded)
    handler = _ON.get(recorded.type)
    if handler is not None:
        handler(state, about, recorded)
    state.stream_version = recorded.version
    if about.request_id is not None:
        state.requests.setdefault(about.request_id, []).append(recorded)
    return state


def _drafted(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.AgreementDrafted)  # the type under which this stands below; likewise in the others
    state.head = event
    state.programs = list(event.programs)


def _imported(state: Agreement, _: About, recorded: Recorded) -> None:
    state.documents.append(recorded)


def _defined(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.IndicatorDefined)
    known = state.working.get(event.indicator.code)
    state.working[event.indicator.code] = (
        Promise(event.indicator, recorded)
        if known is None
        else replace(known, indicator=event.indicator, defined=recorded)
    )


def _targeted(state: Agreement, _: About, recorded: Recorded) -> None:
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


def _signed(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.AgreementSigned)
    state.signatures[event.party] = recorded
    if len(state.signatures) == 2:  # noqa: PLR2004 -- an agreement has two parties
        state.version += state.status == "amending"
        state.status = "signed"
        state.in_force = dict(state.working)
        state.programs_in_force = list(state.programs)
        state.signed[state.version] = dict(state.signatures)


def _lapsed(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.SignatureLapsed)
    del state.signatures[event.party]


def _resolved(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.QuarantineResolved)
    known = state.working[event.code]
    state.working[event.code] = (
        replace(known, annual=event.value, annual_set=recorded)
        if event.period is None
        else replace(
            known,
            periods={**known.periods, event.period: event.value},
            periods_set={**known.periods_set, event.period: recorded},
        )
    )


def _program_set(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.ProgramSet)
    state.programs[event.number - 1 : event.number] = [event.program]


def _budget_realized(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.BudgetRealized)
    state.budget.setdefault(event.number, {})[event.period] = recorded


def _ratified(state: Agreement, _: About, recorded: Recorded) -> None:
    state.ratified.append(recorded)


def _appointed(state: Agreement, _: About, recorded: Recorded) -> None:
    event = recorded.event
    assert isinstance(event, e.OfficialAppointed)
    state.officials.setdefault(event.party, []).append(recorded)


def _noted(state: Agreement, about: About, recorded: Recorded) -> None:
    state.notes.setdefault(about.period or "", []).append(recorded)


def _opened(state: Agreement, _: About, recorded: Recorded) -> None:
    state.status = "amending"
    state.signatures = {}
    state.amendments.append(recorded)


def _entered(state: Agreement, about: About, recorded: Recorded) -> None:
    code, period = about.code, about.period
    assert code is not None  # an entry names both; likewise below
    assert period is not None
    entries = state.entries.get(code)
    if entries is None:
        entries = state.entries[code] = {}
    entries[period] = Entry(recorded, entries.get(period))


def _withdrawn(state: Agreement, about: About, _: Recorded) -> None:
    code, period = _place(about)
    del state.entries[code][period]


def _verified(state: Agreement, about: About, recorded: Recorded) -> None:
    _decide_entry(state, about, "verified", recorded)


def _returned(state: Agreement, about: About, recorded: Recorded) -> None:
    _decide_entry(state, about, "returned", recorded)


def _decide_entry(state: Agreement, about: About, to: EntryState, recorded: Recorded) -> None:
    code, period = _place(about)
    known = state.entries[code][period]
    state.entries[code][period] = Entry(known.current, known, to, recorded)


def _closed(state: Agreement, about: About, recorded: Recorded) -> None:
    state.closed[about.period or ""] = recorded


def _reopened(state: Agreement, about: About, _: Recorded) -> None:
    del state.closed[about.period or ""]


def _place(about: About) -> tuple[str, str]:
    """The indicator and the period of an entry; events about one always name both."""
    return about.code or "", about.period or ""


_ON: dict[str, Callable[[Agreement, About, Recorded], None]] = {
    "AgreementDrafted": _drafted,
    "DocumentImported": _imported,
    "IndicatorDefined": _defined,
    "TargetSet": _targeted,
    "AgreementSigned": _signed,
    "SignatureLapsed": _lapsed,
    "AmendmentOpened": _opened,
    "RealizationRecorded": _entered,
    "RealizationCorrected": _entered,
    "RealizationWithdrawn": _withdrawn,
    "RealizationVerified": _verified,
    "RealizationReturned": _returned,
    "PeriodClosed": _closed,
    "PeriodReopened": _reopened,
    "OfficialAppointed": _appointed,
    "BudgetRatified": _ratified,
    "LeaderNoted": _noted,
    "ProgramSet": _program_set,
    "BudgetRealized": _budget_realized,
    "QuarantineResolved": _resolved,
}
