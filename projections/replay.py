"""What was known when: folds of the stored events up to a position, one agreement or all, and what changed since."""

from collections.abc import Callable, Iterable
from typing import Any

from kinerja_es.agreement import Agreement, apply, fold
from kinerja_es.errors import BadInput
from kinerja_es.events import AgreementDrafted, stream_id
from kinerja_es.links import Address
from kinerja_es.period import parse_period
from kinerja_es.recorded import Recorded
from kinerja_es.store import Store, parse_moment
from kinerja_es.ways import Ways, contents, gather
from projections.achievements import Json, Known, achievements, to_json
from projections.policies import adopted, in_force

# They tell of tries; no figure rests on them.
NO_CAUSE = {"AttemptRefused", "SheetEditRefused", "SheetConflictFound", "SheetEditSettled"}
COMPARED = (
    "during",
    "to_date",
    "target_to_date",
    "target_annual",
    "achievement",
    "achievement_annual",
    "band",
    "state",
)


WHOLE = {"AgreementDrafted", "AgreementSigned", "ProgramSet"}  # events that no single indicator is named in


def position_of(store: Store, moment: str | None, timezone: str) -> tuple[int, str | None]:
    """The position that a moment means, and the moment to print; without one, the newest event."""
    if moment is None:
        return store.last()
    parsed = parse_moment(moment, timezone)
    if isinstance(parsed, int):
        return store.last(parsed)
    return store.position_at(parsed), parsed


def known_at(store: Store, ref: str, moment: str | None, timezone: str) -> Known:
    """One agreement as known at a moment; `unknown-agreement` where it was not there yet."""
    position, as_of = position_of(store, moment, timezone)

    def load(ref: str) -> Agreement | None:
        return fold(store.read(stream_id("agreement", ref), up_to=position))

    agreement = load(ref)
    if agreement is None:
        raise BadInput("unknown-agreement", where=ref, agreement=ref)
    return Known(agreement, position, as_of, gather(contents(agreement), load))


def fold_all(events: Iterable[Recorded]) -> dict[str, Agreement]:
    """Every agreement of a store from all its events in order of position."""
    states: dict[str, Agreement] = {}
    for recorded in events:
        state = states.get(recorded.stream)
        if state is None:
            if recorded.type != AgreementDrafted.__name__:
                continue
            started = apply(None, recorded)
            assert started is not None  # a draft starts an agreement
            states[recorded.stream] = started
        else:
            apply(state, recorded)
    return states


def all_known(store: Store, moment: str | None, timezone: str) -> list[Known]:
    """Every agreement as known at a moment, by reference."""
    position, as_of = position_of(store, moment, timezone)
    states = {state.ref: state for state in fold_all(store.read(up_to=position)).values()}
    return [Known(state, position, as_of, gather(contents(state), states.get)) for _, state in sorted(states.items())]


def replay(
    store: Store, ref: str, period: str, *, as_of: str | None = None, diff: str | None = None, timezone: str
) -> Json:
    """The figures of a period as known at a moment; with `diff`, what is different at that other moment and why."""
    read = parse_period(period)
    known = known_at(store, ref, as_of, timezone)
    then = to_json(achievements(known, read, in_force(adopted(store, known.position), read)), timezone)
    if diff is None:
        return then
    later = known_at(store, ref, diff, timezone)
    now = to_json(achievements(later, read, in_force(adopted(store, later.position), read)), timezone)
    first, last = (later, known) if later.position < known.position else (known, later)
    between = {
        each: list(store.read(stream_id("agreement", each), after=first.position, up_to=last.position))
        for each in (ref, *sorted({*first.elsewhere, *last.elsewhere}))
    }

    def causes(code: str) -> list[str]:
        rests = _rests_on(first, code) | _rests_on(last, code)
        return _causes_beyond(rests, between) if rests else _causes(code, between[ref])

    if first is later:
        return {**then, "changes": changes(now, then, causes, swap=True)}
    return {**then, "changes": changes(then, now, causes)}


def changes(then: Json, now: Json, causes: Callable[[str], list[str]], *, swap: bool = False) -> list[Json]:
    """Each figure that differs, with the events recorded in between that it rests on."""
    old = {row["code"]: row for row in then["indicators"]}
    new = {row["code"]: row for row in now["indicators"]}
    found = []
    for code in {**old, **new}:
        before, after = old.get(code, {}), new.get(code, {})
        for field in COMPARED:
            if before.get(field) != after.get(field):
                pair = (after.get(field), before.get(field)) if swap else (before.get(field), after.get(field))
                found.append(
                    {
                        "indicator": code,
                        "field": field,
                        "then": pair[0],
                        "now": pair[1],
                        "events": causes(code),
                    }
                )
    return found


def _causes(code: str, between: list[Recorded]) -> list[str]:
    """Events that name the indicator; where none does (a composite, a signing), all that could matter."""
    made = [recorded for recorded in between if recorded.type not in NO_CAUSE]
    named = [recorded.id for recorded in made if concerns(recorded)[0] == code]
    return named or [recorded.id for recorded in made]


def _rests_on(known: Known, code: str) -> set[Address]:
    """All that an indicator rests on where this leads into other agreements; else nothing."""
    if not known.elsewhere:
        return set()
    home = known.agreement
    rests = Ways(contents(home), known.elsewhere.get).all_from(Address(home.ref, code))
    return set(rests) if any(place.agreement != home.ref for place in rests) else set()


def _causes_beyond(rests: set[Address], between: dict[str, list[Recorded]]) -> list[str]:
    """Events of whatever an indicator rests on, and those that put a content or a budget table into force."""
    refs = {place.agreement for place in rests}
    named = [
        recorded
        for ref, events in between.items()
        for recorded in events
        if recorded.type not in NO_CAUSE
        if Address(ref, concerns(recorded)[0] or "") in rests or (ref in refs and recorded.type in WHOLE)
    ]
    return [recorded.id for recorded in sorted(named)]


def concerns(recorded: Recorded) -> tuple[str | None, str | None]:
    """The indicator and the period that an event is about, where it is about one."""
    event: Any = recorded.event
    indicator = getattr(event, "indicator", None)
    return getattr(event, "code", None) or getattr(indicator, "code", None), getattr(event, "period", None)
