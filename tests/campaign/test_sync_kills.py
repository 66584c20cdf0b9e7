"""`kinerja sync run` killed at every call, commit and stage of a cycle, and gone on with: as if it never had been."""

import copy
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja_es.ledger import Ledger
from kinerja_es.store import Store
from sync.books import LedgerBooks
from sync.cells import shown
from sync.cycle import Cycle
from sync.excel_port import ExcelPort
from sync.gather import Link
from sync.port import Port
from tests.e2e.conftest import Kinerja, example, kinerja, signed
from tests.e2e.desk import REF, put
from tests.sheets_server import SheetsServer
from tests.sync_contract.google_room import GoogleRoom

__all__ = ["example", "kinerja", "signed"]
pytestmark = pytest.mark.campaign
ROOT = Path(__file__).resolve().parents[2]
NAME, LINK = "kerja", Link(name="kerja")
KINDS = {"call", "commit", "replace", "stage"}

# Runs the command line and dies at the moment whose number is given: before and after everything that the world sees.
DRIVER = """
import os, signal, sqlite3, sys
import requests
import cli
import sync.cycle

at, seen = int(sys.argv[1]), 0

def moment(kind):
    global seen
    seen += 1
    if seen == at:
        print(kind, file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

def around(kind, does):
    def wrapped(*args, **more):
        moment(kind)
        done = does(*args, **more)
        moment(kind)
        return done
    return wrapped

class Connection(sqlite3.Connection):
    commit = around("commit", sqlite3.Connection.commit)

    def execute(self, sql, *more):
        alone = not self.in_transaction and sql.lstrip().upper().startswith(("INSERT", "CREATE", "UPDATE", "DELETE"))
        return around("commit", super().execute)(sql, *more) if alone else super().execute(sql, *more)

connect = sqlite3.connect
sqlite3.connect = lambda *args, **more: connect(*args, factory=Connection, **more)
requests.Session.send = around("call", requests.Session.send)
os.replace = around("replace", os.replace)
sync.cycle.Cycle.step = around("stage", sync.cycle.Cycle.step)
cli.main(sys.argv[2:])
"""


def killed(folder: Path, moment: int) -> str | None:
    """What kind of moment a run died at; None where it came to its end before."""
    run = subprocess.run(
        [sys.executable, "-c", DRIVER, str(moment), "sync", "run", NAME, "--json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KINERJA_ACTOR": "mesin"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == -signal.SIGKILL:
        return run.stderr.split()[-1]
    assert run.returncode == 0, run.stderr
    return None


def kept(folder: Path) -> list[tuple[Any, ...]]:
    """The events of a store, without their moments: what was recorded, of which cell, with what in it."""
    with Store(f"sqlite:///{folder / 'kinerja.db'}") as store:
        return sorted(
            (one.type, *((sheet.row, *((x.field, x.base, x.value) for x in sheet.fields)) if sheet else ()))
            for one in store.read()
            for sheet in [getattr(one.event, "sheet", None)]
        )  # fmt: skip


def cycle(folder: Path, port: Port) -> Cycle:
    """A cycle that nobody disturbs."""
    with Ledger(f"sqlite:///{folder / 'kinerja.db'}") as ledger:
        return Cycle(link=LINK, actor="mesin", port=port, books=LedgerBooks(ledger)).run()


def stands(port: Port) -> dict[tuple[str, str, str], str | None]:
    """What stands in the tabs that people type in, by tab, row and column; moments and addresses aside."""
    return {
        (tab.key, str(row.cells.get("id")), key): shown(raw)
        for tab in port.read().tabs.values()
        if tab.key in {"isian", "target", "konflik"}
        for row in tab.rows
        for key, raw in row.cells.items()
        if key not in {"remark", "since"}
    }


def prepared(office: Kinerja) -> None:
    """A ledger that goes on beside the sheet: another writer corrects what somebody typed over, and enters more."""
    for period, numerator in (("2024-Q1", "8"), ("2024-Q2", "7")):
        assert office("realize", REF, "7", period, "--numerator", numerator, "--denominator", "10").code == 0


def meanwhile(office: Kinerja) -> None:
    """The other writer, after the first write of the workbook."""
    correct = ("--numerator", "6", "--denominator", "10", "--reason", "diperiksa")
    assert office("correct", REF, "7", "2024-Q2", *correct).code == 0
    assert office("realize", REF, "7", "2024-Q4", "--numerator", "1", "--denominator", "2").code == 0


def every_moment(folder: Path, again: Callable[[Path], Port], kinds: set[str]) -> None:
    """Kill at each moment in turn, go on, and hold the outcome against that of a run that was not killed."""
    whole = again(folder / "utuh")
    wanted_cycle = cycle(folder / "utuh", whole)
    assert [len(wanted_cycle.taken), len(wanted_cycle.refused), len(wanted_cycle.conflicts)] == [2, 1, 1]
    wanted = kept(folder / "utuh"), stands(whole)
    moments: Counter[str] = Counter()
    number = 0
    while True:
        port = again(folder / "mati")
        number += 1
        kind = killed(folder / "mati", number)
        if kind is None:
            break
        moments[kind] += 1
        cycle(folder / "mati", port)
        calm = cycle(folder / "mati", port)
        assert (calm.written, calm.taken, calm.refused, calm.conflicts) == (0, [], [], []), (kind, number)
        assert (kept(folder / "mati"), stands(port)) == wanted, (kind, number)
    sys.stdout.write(f"killed at {number - 1} moments: {dict(moments)}\n")
    assert set(moments) == kinds
    assert number > 20


def test_a_file_survives_a_kill_at_every_moment(signed: Kinerja, tmp_path: Path) -> None:
    prepared(signed)
    assert signed("sync", "link", NAME, "--xlsx", "kerja.xlsx").code == 0
    assert signed("sync", "run", NAME).code == 0
    meanwhile(signed)
    book = openpyxl.load_workbook(tmp_path / "kerja.xlsx")
    put(book["Isian"], "7|2024-Q3", {"Pembilang": 9, "Penyebut": 10})
    put(book["Isian"], "7|2024-Q2", {"Pembilang": 5})
    put(book["Isian"], "7|2024-Q1", {"Tanggal sumber": "kemarin"})
    book.save(tmp_path / "kerja.xlsx")
    saved = [tmp_path / name for name in ("kinerja.db", "kerja.xlsx")]

    def again(folder: Path) -> Port:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file in saved:
            shutil.copy2(file, folder)
        return ExcelPort(folder / "kerja.xlsx")

    every_moment(tmp_path, again, KINDS - {"call"})


def test_a_google_sheet_survives_a_kill_at_every_moment(signed: Kinerja, tmp_path: Path) -> None:
    prepared(signed)
    with SheetsServer() as server:
        room = GoogleRoom(tmp_path, server)
        book = room.port.book
        google = ("--google", book, "--credentials", str(tmp_path / "google.json"), "--base-url", server.url)
        assert signed("sync", "link", NAME, *google).code == 0
        assert signed("sync", "run", NAME).code == 0
        meanwhile(signed)
        room.enter("isian", f"{REF}|7|2024-Q3", "numerator", "9")
        room.enter("isian", f"{REF}|7|2024-Q3", "denominator", "10")
        room.enter("isian", f"{REF}|7|2024-Q2", "numerator", "5")
        room.enter("isian", f"{REF}|7|2024-Q1", "source_date", "kemarin")
        saved = copy.deepcopy(server.store.files[book])

        def again(folder: Path) -> Port:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            shutil.copy2(tmp_path / "kinerja.db", folder)
            server.store.files[book] = copy.deepcopy(saved)
            return room.port

        every_moment(tmp_path, again, KINDS - {"replace"})
