"""The ledger on a real SQLite file: idempotent writes, races, kills, moments, refusals kept."""

import datetime
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja_es import commands as c
from kinerja_es.errors import Refusal, Unavailable
from kinerja_es.events import stream_id
from kinerja_es.ledger import Ledger
from kinerja_es.store import Store, parse_moment
from tests.given import DAY, HUNDRED, PARTIES, RATIO, UNIT

REF = "contoh/2024"
ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from decimal import Decimal
from kinerja_es.commands import RecordRealization
from kinerja_es.ledger import Ledger
url, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with Ledger(url) as ledger:
    for n in range(first, last):
        code, month = str(n // 12), n % 12 + 1
        [made] = ledger.execute("contoh/2024", RecordRealization(
            actor=f"penulis-{first}", code=code, period=f"2024-{month:02}", value=Decimal(n)))
        print(made.position, code, made.event.period, flush=True)
"""


def many(count: int) -> c.DraftAgreement:
    monthly = [
        c.DraftedIndicator(indicator=replace(RATIO, code=str(n), aggregation="sum", frequency="month"), target=HUNDRED)
        for n in range(count)
    ]
    return c.DraftAgreement(actor="x", unit=UNIT, year=2024, parties=PARTIES, indicators=tuple(monthly))


def start(url: str, first: int, last: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, url, str(first), str(last)], stdout=subprocess.PIPE,
                            text=True, cwd=ROOT)  # fmt: skip


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kinerja.db'}"


def test_two_processes_record_two_hundred_realizations_each_and_none_is_lost_or_doubled(url: str) -> None:
    with Ledger(url, create=True) as ledger:
        ledger.execute(REF, many(34))
    writers = [start(url, 0, 200), start(url, 200, 400)]
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    with Store(url) as store:
        entries = [x for x in store.read(stream_id("agreement", REF)) if x.type == "RealizationRecorded"]
    places = Counter((x.event.code, x.event.period) for x in entries)  # type: ignore[attr-defined]
    assert len(entries) == 400
    assert set(places.values()) == {1}


def test_a_store_copied_while_its_writer_is_killed_opens_with_every_acknowledged_event(
    url: str, tmp_path: Path
) -> None:
    with Ledger(url, create=True) as ledger:
        ledger.execute(REF, many(50))
    writer = start(url, 0, 600)
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline() for _ in range(40)]
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged += writer.communicate()[0].splitlines(keepends=True)
    copy = tmp_path / "salinan"
    copy.mkdir()
    for file in tmp_path.glob("kinerja.db*"):
        shutil.copy(file, copy / file.name)
    with Store(f"sqlite:///{copy / 'kinerja.db'}") as store:
        held = {(x.position, x.event.code, x.event.period) for x in store.read() if x.type == "RealizationRecorded"}  # type: ignore[attr-defined]
        assert store.pragma("integrity_check") == "ok"
    whole_lines = [line.split() for line in acknowledged if line.endswith("\n")]
    assert len(whole_lines) >= 40
    assert {(int(p), code, period) for p, code, period in whole_lines} <= held


def test_the_same_request_id_records_once_and_another_write_under_it_is_refused(url: str) -> None:
    with Ledger(url, create=True) as ledger:
        first = ledger.execute(REF, replace(many(1), request_id="r1"))
        again = ledger.execute(REF, replace(many(1), request_id="r1"))
        assert [x.position for x in first] == [x.position for x in again]
        with pytest.raises(Refusal, match="request-id-reused"):
            ledger.execute(REF, replace(many(2), request_id="r1"))


def test_a_refused_try_is_in_the_ledger_and_repeats_its_refusal(url: str) -> None:
    with Ledger(url, create=True) as ledger:
        ledger.execute(REF, many(1))
        for party in ("first", "second"):
            ledger.execute(REF, c.SignAgreement(actor=party, party=party, date=DAY))
        change = c.SetTarget(actor="perencana", code="0", annual=HUNDRED, request_id="r2")
        for _ in range(2):
            with pytest.raises(Refusal, match="signed-agreement"):
                ledger.execute(REF, change)
        tries = [x for x in ledger.store.read() if x.type == "AttemptRefused"]
    assert [(x.event.refusal, x.event.code) for x in tries] == [("signed-agreement", "0")]  # type: ignore[attr-defined]


def test_moments_never_fall_even_when_the_clock_does(url: str) -> None:
    moments = iter(datetime.datetime(2024, 5, day, tzinfo=datetime.UTC) for day in (9, 9, 9, 9, 3, 3, 3, 3, 3, 3))
    with Ledger(url, create=True, clock=lambda: next(moments)) as ledger:
        ledger.execute(REF, many(1))
        ledger.execute(REF, c.RecordRealization(actor="x", code="0", period="2024-01", value=Decimal(1)))
        stamps = [x.recorded_at for x in ledger.store.read()]
        assert stamps == sorted(stamps)
        # the end of 8 May in Jakarta is 16:59 UTC, before everything
        assert ledger.store.position_at(str(parse_moment("2024-05-08", "Asia/Jakarta"))) == 0
        assert ledger.store.position_at(str(parse_moment("2024-05-09", "Asia/Jakarta"))) == len(stamps)


def test_events_are_never_updated_or_deleted(url: str, tmp_path: Path) -> None:
    with Ledger(url, create=True) as ledger:
        ledger.execute(REF, many(1))
    rows = sqlite3.connect(tmp_path / "kinerja.db")
    for statement in ("DELETE FROM stored_events", "UPDATE stored_events SET state = x'00'"):
        with pytest.raises(sqlite3.IntegrityError):
            rows.execute(statement)
    rows.close()


def test_a_store_that_is_not_there_or_not_a_store_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="store-missing"):
        Store(f"sqlite:///{tmp_path / 'tidak-ada.db'}")
    (tmp_path / "bukan.db").write_text("ini bukan basis data " * 100)
    with pytest.raises(Unavailable, match="store-unreadable"):
        Store(f"sqlite:///{tmp_path / 'bukan.db'}")
    with pytest.raises(Unavailable, match="store-unwritable"):
        Ledger(f"sqlite:///{tmp_path / 'bukan.db'}", create=True)


def test_a_writer_waits_for_a_lock_and_then_records(url: str, tmp_path: Path) -> None:
    with Ledger(url, create=True) as ledger:
        ledger.execute(REF, many(1))
        holder = subprocess.Popen(
            [sys.executable, "-c", "import sqlite3, sys, time; d = sqlite3.connect(sys.argv[1], isolation_level=None); "
             "d.execute('BEGIN IMMEDIATE'); print('held', flush=True); time.sleep(1); d.execute('ROLLBACK')",
             str(tmp_path / "kinerja.db")], stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        begun = time.monotonic()
        ledger.execute(REF, c.RecordRealization(actor="x", code="0", period="2024-01", value=Decimal(1)))
        assert time.monotonic() - begun > 0.3
        holder.communicate()
