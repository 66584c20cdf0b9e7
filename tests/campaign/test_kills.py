"""The long search: writers killed at random moments, again and again, on one store."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kinerja_es.ledger import Ledger
from kinerja_es.store import Store
from tests.integration.test_ledger import REF, ROOT, WRITER, many

pytestmark = pytest.mark.campaign
ROUNDS, EACH, WRITERS = 40, 90, 2


def test_two_writers_killed_forty_times_lose_nothing_they_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(20240102)
    url = f"sqlite:///{tmp_path / 'kinerja.db'}"
    places = ROUNDS * EACH * WRITERS
    with Ledger(url, create=True) as ledger:
        ledger.execute(REF, many(places // 12 + 1))
    acknowledged: set[tuple[str, str]] = set()
    for turn in range(ROUNDS):
        first = turn * EACH * WRITERS
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, url, str(first + n * EACH), str(first + (n + 1) * EACH)],
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            for n in range(WRITERS)
        ]
        time.sleep(chance.uniform(0.25, 0.6))
        for writer in writers:
            os.kill(writer.pid, signal.SIGKILL)
            lines = writer.communicate()[0].splitlines(keepends=True)
            acknowledged |= {tuple(line.split()[1:]) for line in lines if line.endswith("\n")}  # type: ignore[misc]
        with Store(url) as store:
            assert store.pragma("integrity_check") == "ok"
            events = [x for x in store.read() if x.type == "RealizationRecorded"]
        held = [(x.event.code, x.event.period) for x in events]  # type: ignore[attr-defined]
        assert len(held) == len(set(held))
        assert acknowledged <= set(held)
        assert [x.recorded_at for x in events] == sorted(x.recorded_at for x in events)
    assert len(acknowledged) > ROUNDS
