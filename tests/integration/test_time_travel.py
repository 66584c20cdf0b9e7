"""Laws of the past: as-of equals what was live then; a fold may stop anywhere; order of indicators does not matter."""

import tempfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import evolve, fold
from kinerja_es.drafts import show
from kinerja_es.events import stream_id
from kinerja_es.ledger import Ledger
from kinerja_es.period import parse_period, periods
from kinerja_es.policy import DEFAULT_POLICY
from kinerja_es.quantity import plain
from projections.achievements import Known, achievements, to_json
from projections.replay import fold_all, known_at, replay
from tests.given import COMPOSITE, HUNDRED, LEVEL, PARTIES, RATIO, UNIT, parts, recorded, signed

REF, ZONE = "contoh/2024", "Asia/Jakarta"
QUARTERS = tuple(p.code for p in periods(2024, "quarter"))
COUNTS = st.integers(0, 20)
ENTRIES = st.dictionaries(st.sampled_from(QUARTERS), st.tuples(COUNTS, COUNTS), min_size=1)
# What people do to one agreement, in any order; what the rules refuse leaves no trace here.
STEPS = st.lists(
    st.tuples(st.sampled_from(["record", "correct", "withdraw", "close"]), st.sampled_from(QUARTERS), COUNTS, COUNTS),
    min_size=1,
    max_size=12,
)


def figures(state: Any, period: str = "2024-Q4") -> dict[str, Any]:
    return to_json(achievements(Known(state, 1, None), parse_period(period), DEFAULT_POLICY), ZONE)


def command(kind: str, period: str, n: int, d: int) -> c.Command:
    at = {"actor": "x", "code": "7", "period": period}
    counted = {"numerator": Decimal(n), "denominator": Decimal(d)}
    match kind:
        case "record":
            return c.RecordRealization(**at, **counted)  # type: ignore[arg-type]
        case "correct":
            return c.CorrectRealization(**at, **counted, reason="r")  # type: ignore[arg-type]
        case "withdraw":
            return c.WithdrawRealization(**at, reason="r")  # type: ignore[arg-type]
        case _:
            return c.ClosePeriod(actor="x", period=period)


@settings(max_examples=25)
@given(STEPS)
def test_as_of_a_position_is_to_the_digit_what_was_live_then(steps: list[tuple[str, str, int, int]]) -> None:
    from kinerja_es.errors import KinerjaError

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'k.db'}"
        with Ledger(url, create=True) as ledger:
            rows = tuple(c.DraftedIndicator(indicator=i, target=HUNDRED) for i in (RATIO, LEVEL, COMPOSITE))
            ledger.execute(REF, c.DraftAgreement(actor="x", unit=UNIT, year=2024, parties=PARTIES, indicators=rows))
            live = []
            for step in steps:
                try:
                    ledger.execute(REF, command(*step))
                except KinerjaError:
                    continue
                live.append(replay(ledger.store, REF, "2024-Q2", timezone=ZONE))
            for seen in live:
                assert replay(ledger.store, REF, "2024-Q2", as_of=str(seen["position"]), timezone=ZONE) == seen
            stream = list(ledger.store.read(stream_id("agreement", REF)))
            bulk = fold_all(ledger.store.read())[stream[0].stream]
            assert bulk == fold(stream) == known_at(ledger.store, REF, None, ZONE).agreement
            assert show(bulk) == show(known_at(ledger.store, REF, str(10**9), ZONE).agreement)


@given(ENTRIES, st.data())
def test_folding_a_prefix_and_then_the_rest_is_folding_the_whole(
    entries: dict[str, tuple[int, int]], data: st.DataObject
) -> None:
    history = recorded([*signed(RATIO, LEVEL), *(parts("7", p, n, d) for p, (n, d) in entries.items())])
    cut = data.draw(st.integers(0, len(history)))
    assert fold(history[cut:], fold(history[:cut])) == fold(history)
    state = None
    for one in history:
        state = evolve(state, one)
    assert state == fold(history)


@given(ENTRIES)
def test_a_ratio_to_date_is_the_sum_of_numerators_over_the_sum_of_denominators(
    entries: dict[str, tuple[int, int]],
) -> None:
    state = fold(recorded([*signed(RATIO), *(parts("7", p, n, d) for p, (n, d) in entries.items())]))
    top, bottom = (sum(pair[i] for pair in entries.values()) for i in (0, 1))
    expected = None if bottom == 0 else plain(Fraction(top, bottom) * 100)
    assert figures(state)["indicators"][0]["to_date"] == expected


@given(ENTRIES, st.permutations([RATIO, LEVEL, COMPOSITE, replace(RATIO, code="8")]))
def test_the_order_of_indicators_changes_no_figure(entries: dict[str, tuple[int, int]], order: list[Any]) -> None:
    happened: list[e.Event] = []
    for period, (n, d) in entries.items():
        happened += [parts("7", period, n, d), parts("8", period, d, n),
                     e.RealizationRecorded(actor="x", code="6", period=period, value=Decimal(n))]  # fmt: skip
    usual = figures(fold(recorded([*signed(RATIO, LEVEL, COMPOSITE, replace(RATIO, code="8")), *happened])))
    other = figures(fold(recorded([*signed(*order), *happened])))
    by_code = {row["code"]: row for row in usual["indicators"]}
    # An entry names its event, whose id comes from its place; the figures must be the same all the same.
    assert all(row == by_code[row["code"]] for row in other["indicators"])
    assert other["summary"] == usual["summary"]


@given(ENTRIES)
def test_one_figure_of_one_year_is_the_same_by_quarters_semesters_and_the_year(
    entries: dict[str, tuple[int, int]],
) -> None:
    state = fold(recorded([*signed(RATIO), *(parts("7", p, n, d) for p, (n, d) in entries.items())]))
    quarter, semester, year = (figures(state, p)["indicators"][0] for p in ("2024-Q4", "2024-S2", "2024"))
    assert quarter["to_date"] == semester["to_date"] == year["to_date"] == year["during"]
