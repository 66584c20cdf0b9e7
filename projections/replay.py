"""What was known when: folds of the stored events up to a position, one agreement or all, and what changed since."""

from collections.abc import Iterable
from typing import Any

from kinerja_es.agreement import Agreement, apply, fold
from kinerja_es.errors import BadInput
from kinerja_es.events import AgreementDrafted, Recorded, stream_id
from kinerja_es.period import parse_period
from kinerja_es.store import Store, parse_moment
from projections.achievements import Json, Known, achievements, to_json
from projections.policies import adopted, in_force

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
    agreement = fold(store.read(stream_id("agreement", ref), up_to=position))
    if agreement is None:
        raise BadInput("unknown-agreement", where=ref, agreement=ref)
    return Known(agreement, position, as_of)


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
    states = fold_all(store.read(up_to=position)).values()
    return [Known(state, position, as_of) for state in sorted(states, key=lambda state: state.ref)]


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
    if later.position < known.position:
        return {**then, "changes": changes(now, then, list(_between(store, ref, later, known)), swap=True)}
    return {**then, "changes": changes(then, now, list(_between(store, ref, known, later)))}


def _between(store: Store, ref: str, known: Known, later: Known) -> Iterable[Recorded]:
    return store.read(stream_id("agreement", ref), after=known.position, up_to=later.position)


def changes(then: Json, now: Json, between: list[Recorded], *, swap: bool = False) -> list[Json]:
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
                        "events": _causes(code, between),
                    }
                )
    return found


def _causes(code: str, between: list[Recorded]) -> list[str]:
    """Events that name the indicator; where none does (a composite, a signing), all that could matter."""
    named = [recorded.id for recorded in between if concerns(recorded)[0] == code]
    return named or [recorded.id for recorded in between if recorded.type != "AttemptRefused"]


def concerns(recorded: Recorded) -> tuple[str | None, str | None]:
    """The indicator and the period that an event is about, where it is about one."""
    event: Any = recorded.event
    indicator = getattr(event, "indicator", None)
    return getattr(event, "code", None) or getattr(indicator, "code", None), getattr(event, "period", None)
