"""Targets that could be read two ways: held back raw, resolved by a person, never guessed."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given as ever
from hypothesis import strategies as st

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement
from kinerja_es.errors import BadInput, KinerjaError, Refusal
from kinerja_es.indicator import Target
from kinerja_es.quarantine import readings_of, same, spelled
from kinerja_es.targets import read_target
from tests.given import DAY, RATIO, draft, given, signed, when

RAW = Target(kind="none", raw="3.000 orang")
OPEN = e.TargetSet(actor="x", code="7", annual=RAW, periods={"2024-Q1": Target(kind="none", raw="1.500")})


def state_of(*events: e.Event) -> Agreement:
    state = given(*events)
    assert state is not None
    return state


def refused(state: Agreement, command: c.Command) -> KinerjaError:
    with pytest.raises(KinerjaError) as caught:
        when(state, command)
    return caught.value


def resolve(value: str, period: str | None = None, code: str = "7") -> c.ResolveQuarantine:
    return c.ResolveQuarantine(
        actor="perencana", code=code, period=period, value=read_target(value)[0], reason="naskah"
    )


@pytest.mark.parametrize(
    ("raw", "readings"),
    [
        ("3.000", ("3", "3000")),
        ("1.234 orang", ("1,2340", "1234")),
        ("1,500", ("1500", "1,5")),
        ("≤ 1.500", ("≤ 1,5", "≤ 1500")),
        ("1.500 - 2.000", ("1,5 - 2", "1500 - 2000")),
        ("1.500 - 2", ("1,5 - 2",)),  # the other reading runs backwards
        ("-", ()),
        ("81,35", ()),
        ("menurun", ()),
    ],
)
def test_a_raw_target_shows_its_readings(raw: str, readings: tuple[str, ...]) -> None:
    assert tuple(map(spelled, readings_of(Target(kind="none", raw=raw)))) == readings


def test_a_target_that_was_read_is_not_held_back() -> None:
    assert readings_of(Target(kind="number", value=Decimal(3000), raw="3.000")) == ()
    assert readings_of(Target(kind="none")) == ()


@ever(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_every_reading_is_spelled_so_that_it_reads_one_way(whole: int, tail: int, mark: str) -> None:
    readings = readings_of(Target(kind="none", raw=f"{whole}{mark}{tail:03}"))
    assert len(readings) == 2
    for reading in readings:
        again, _, findings = read_target(spelled(reading))
        assert same(again, reading)
        assert "ambiguous-number" not in findings


def test_open_targets_are_listed_with_place_and_readings() -> None:
    state = state_of(*draft(RATIO), OPEN)
    assert state.quarantined == [
        ("7", None, "3.000 orang", ("3", "3000")), ("7", "2024-Q1", "1.500", ("1,5", "1500")),
    ]  # fmt: skip


def test_a_person_chooses_a_reading_and_the_raw_text_stays() -> None:
    state = state_of(*draft(RATIO), OPEN)
    annual, quarter = when(state, resolve("3000")), when(state, resolve("1,5", "2024-TW1"))
    after = state_of(*draft(RATIO), OPEN, *annual, *quarter)
    assert after.quarantined == []
    promise = after.working["7"]
    assert promise.annual == Target(kind="number", value=Decimal(3000), raw="3.000 orang")
    assert promise.periods == {"2024-Q1": Target(kind="number", value=Decimal("1.5"), raw="1.500")}
    assert [x.type for x in (promise.annual_set, promise.periods_set["2024-Q1"]) if x] == ["QuarantineResolved"] * 2
    assert (annual[0].raw, annual[0].reason) == ("3.000 orang", "naskah")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("command", "code", "kind"),
    [
        (resolve("300"), "not-a-reading", BadInput),
        (resolve("≤ 3000"), "not-a-reading", BadInput),
        (resolve("3000", code="9"), "unknown-indicator", BadInput),
        (resolve("3000", "2024-Q2"), "not-quarantined", Refusal),
        (resolve("3000", "2023-Q2"), "period-outside-year", BadInput),
    ],
)
def test_only_a_reading_of_an_open_target_is_taken(command: c.Command, code: str, kind: type[KinerjaError]) -> None:
    error = refused(state_of(*draft(RATIO), OPEN), command)
    assert (error.code, type(error)) == (code, kind)


def test_a_signed_target_stays_as_it_is_until_an_amendment() -> None:
    before = [*draft(RATIO), OPEN, *signed()[-2:]]
    error = refused(state_of(*before), resolve("3000"))
    assert (error.code, isinstance(error, Refusal) and error.recorded) == ("signed-agreement", True)
    opened = [*before, e.AmendmentOpened(actor="x", ground="assumptions", document="1", date=DAY)]
    resolved = state_of(*opened, *when(state_of(*opened), dataclasses.replace(resolve("3"), reason=None)))
    assert resolved.in_force is not None
    assert (resolved.in_force["7"].annual, resolved.working["7"].annual) == (
        RAW, Target(kind="number", value=Decimal(3), raw="3.000 orang"),
    )  # fmt: skip
