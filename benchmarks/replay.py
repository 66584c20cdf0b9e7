"""Replaying 100 agreements with 100,000 realization events: our read of the table beside the library's own path.

Prints ratios measured in one run. `python benchmarks/replay.py [AGREEMENTS] [EVENTS]`
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import cli
from kinerja_es import commands as c
from kinerja_es.events import RealizationCorrected, RealizationRecorded, stream_id
from kinerja_es.indicator import Indicator, Target
from kinerja_es.ledger import Ledger
from kinerja_es.parties import Parties, Unit
from kinerja_es.period import parse_period
from kinerja_es.policy import DEFAULT_POLICY
from kinerja_es.recorded import Recorded
from kinerja_es.store import Store
from projections.achievements import Known, achievements
from projections.replay import fold_all

INDICATORS, RUNS = 8, 5
BARE = "import click; click.command()(lambda: None).main(['--help'], standalone_mode=False)"
MOMENT = "2024-12-31T00:00:00.000000Z"
YEAR = parse_period("2024")


def fill(url: str, agreements: int, total: int) -> None:
    """Agreements with eight monthly indicators, every entry corrected again and again."""
    hundred = Target(kind="number", value=Decimal(100))
    base = Indicator(code="1", text="Persentase", unit="%", frequency="month", polarity="higher", aggregation="ratio",
                     entry="increment", target_entry="level")  # fmt: skip
    rows = tuple(
        c.DraftedIndicator(indicator=replace(base, code=str(n + 1)), target=hundred) for n in range(INDICATORS)
    )
    with Ledger(url, create=True) as ledger:
        for n in range(agreements):
            unit = Unit(slug=f"unit-{n}", name=f"Kecamatan {n}", regency="")
            draft = c.DraftAgreement(actor="x", unit=unit, year=2024, parties=Parties(), indicators=rows)
            version = len(ledger.execute(f"unit-{n}/2024", draft))
            events = [entry(k) for k in range(total // agreements)]
            ledger.append(stream_id("agreement", f"unit-{n}/2024"), version, events)


def entry(k: int) -> RealizationRecorded:
    """The k-th event of an agreement."""
    code, month = str(k % INDICATORS + 1), k // INDICATORS % 12 + 1
    figures = {"code": code, "period": f"2024-{month:02}", "numerator": Decimal(k % 90), "denominator": Decimal(100)}
    if k < INDICATORS * 12:
        return RealizationRecorded(actor="x", **figures)  # type: ignore[arg-type]
    return RealizationCorrected(actor="x", reason="koreksi", **figures)  # type: ignore[arg-type]


def reckon_all(events: Iterator[Recorded], position: int) -> int:
    """The figures of every agreement for the year."""
    states = fold_all(events).values()
    return sum(len(achievements(Known(state, position, None), YEAR, DEFAULT_POLICY).reckoned) for state in states)


def ours(url: str) -> int:
    """Stored rows in order, straight from the table."""
    with Store(url) as store:
        return reckon_all(store.read(), store.last()[0])


def library(url: str) -> int:
    """The same fold over the library's notifications, 1,000 a page, and a mapper that validates with pydantic."""
    with Ledger(url) as ledger:
        application = ledger._application  # noqa: SLF001 -- the peer of this measurement

        def events() -> Iterator[Recorded]:
            start = 1
            while page := application.recorder.select_notifications(start, 1000):
                for item in page:
                    placed: Any = application.mapper.to_domain_event(item)
                    assert placed.event is not None  # typed, as a subscriber of the library gets it
                    yield Recorded(item.id, MOMENT, placed.originator_id.hex, placed.originator_version, item.topic,
                                   item.state)  # fmt: skip
                start = page[-1].id + 1

        return reckon_all(events(), 0)


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def process(*arguments: str) -> Callable[[], object]:
    """A whole `kinerja` process."""
    call = [sys.executable, "-c", "import cli; cli.main()", *arguments]
    return lambda: subprocess.run(call, check=True, capture_output=True, cwd=Path(__file__).parents[1])


def main(agreements: int = 100, total: int = 100_000) -> None:
    """Fill a store, measure, print; both sides with the collector as the command line sets it."""
    gc.set_threshold(cli.COLLECTOR_THRESHOLD)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/kinerja.db"
        fill(url, agreements, total)
        assert ours(url) == library(url) == agreements * INDICATORS
        pairs = [(timed(lambda: ours(url)), timed(lambda: library(url))) for _ in range(RUNS)]
        ratio = statistics.median(theirs / mine for mine, theirs in pairs)
        one = process("replay", f"unit-{agreements // 2}/2024", "--period", "2024-Q2", "--json",
                      "--store", url)  # fmt: skip
        helps = process("--help")
        bare = [sys.executable, "-c", BARE]
        triples = [
            (timed(one), timed(helps), timed(lambda: subprocess.run(bare, check=True, capture_output=True)))
            for _ in range(RUNS * 2)
        ]
        replay, help_, click_ = (statistics.median(column) for column in zip(*triples, strict=True))
        print(f"all {agreements} agreements, {total} events: ours {statistics.median(p[0] for p in pairs):.2f} s, "
              f"library {statistics.median(p[1] for p in pairs):.2f} s, ratio {ratio:.1f}")  # fmt: skip
        print(f"one agreement: {1000 * (replay - help_):.0f} ms above kinerja --help ({1000 * help_:.0f} ms)")
        print(f"kinerja --help over a bare click program: {help_ / click_:.1f} ({1000 * click_:.0f} ms)")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
