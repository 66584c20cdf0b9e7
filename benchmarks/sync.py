"""Calls, bytes, time and lost edits of a mirror to a Google sheet, beside three ways in which others do it.

All run in one process against the local server of the tests, which answers each call after 300 ms. The peers mirror the
same amount of cells: 1,000 rows of 20 columns over 5 tabs, then 10 changed cells. While each of them works, a colleague
types five figures that it has not read. Needs `pip install '.[bench]'`.
"""

import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import gspread
import httplib2
import pandas
import pygsheets
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2.credentials import Credentials
from gspread_dataframe import set_with_dataframe

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kinerja_es.commands import CorrectRealization, DraftAgreement, DraftedIndicator, RecordRealization
from kinerja_es.indicator import Indicator, Target
from kinerja_es.ledger import Ledger
from kinerja_es.parties import Parties, Unit
from sync.books import LedgerBooks
from sync.cycle import Cycle
from sync.gather import Link
from sync.google.port import connect
from sync.snapshot import Snapshot
from tests.sheets_server import SheetsServer
from tests.sheets_server.faults import Fault
from tests.sheets_server.quota import Quota
from tests.sheets_server.store import SERVICE_ACCOUNT

LATENCY = 0.3  # seconds a call
TABS, ROWS, COLUMNS, CHANGED, TYPED = 5, 200, 20, 10, 5
HOURS = 8
YEAR, REF = 2024, "tolok/2024"


@dataclass(slots=True)
class Measured:
    """What one pass cost."""

    read: int
    write: int
    drive: int
    sent: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.read:4} + {self.write:<4} {self.drive:5} {self.sent / 1e6:7.2f} MB {self.seconds:7.1f} s"


@contextmanager
def measured(server: SheetsServer, into: list[Measured]) -> Iterator[None]:
    """Count the calls of what runs inside, by the server's own count."""
    server.counts.clear()
    start = time.perf_counter()
    yield
    calls = server.counts.calls
    into.append(Measured(calls["read"], calls["write"], calls["drive"], sum(server.counts.bytes_in.values()),
                         time.perf_counter() - start))  # fmt: skip


def key_file(server: SheetsServer, folder: Path) -> Path:
    """Credentials of a service account that the local server takes."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    file = folder / "key.json"
    info = {
        "type": "service_account",
        "client_email": SERVICE_ACCOUNT,
        "private_key": pem,
        "token_uri": server.token_uri,
    }
    file.write_text(json.dumps(info))
    return file


def ledger_with(folder: Path, indicators: int) -> Ledger:
    """A store with one agreement of so many indicators."""
    ledger = Ledger(f"sqlite:///{folder / 'tolok.db'}", create=True)
    rows = tuple(
        DraftedIndicator(
            indicator=Indicator(code=str(n), text=f"Indikator {n}", unit="%", polarity="higher", aggregation="last",
                                entry="level", target_entry="level"),
            target=Target(kind="number", value=Decimal(100)),
        )
        for n in range(1, indicators + 1)
    )  # fmt: skip
    ledger.execute(REF, DraftAgreement(actor="tolok", unit=Unit(slug="tolok", name="Tolok"), year=YEAR,
                                       parties=Parties(), indicators=rows))  # fmt: skip
    return ledger


def realize(ledger: Ledger, code: int, value: int, *, again: bool = False) -> None:
    """Enter or correct a figure."""
    given: dict[str, Any] = {"actor": "tolok", "code": str(code), "period": f"{YEAR}-Q1", "value": Decimal(value)}
    ledger.execute(REF, CorrectRealization(reason="r", **given) if again else RecordRealization(**given))


def ours(server: SheetsServer, folder: Path, indicators: int) -> tuple[list[Measured], int]:
    """First mirror, ten changed cells with a colleague typing meanwhile, nothing; and how many edits were lost."""
    book = server.create("tolok", locale="id_ID")
    passes: list[Measured] = []
    with ledger_with(folder, indicators) as ledger:
        port = connect(book, key_file(server, folder), base_url=server.url)

        def cycle() -> Cycle:
            return Cycle(link=Link(name="tolok"), actor="tolok", port=port, books=LedgerBooks(ledger)).run()

        with measured(server, passes):
            cycle()
        for n in range(1, CHANGED + 1):
            realize(ledger, n, 50 + n)
        editor = server.editor(book, "rekan@example.com")
        read = port.read

        def read_and_be_late() -> Snapshot:
            snapshot = read()
            for n in range(TYPED):  # after the read, before the write
                editor.type("Isian", f"I{2 + 4 * (indicators // 2 + n)}", "71,5")
            port.read = read  # type: ignore[method-assign]
            return snapshot

        port.read = read_and_be_late  # type: ignore[method-assign]
        with measured(server, passes):
            cycle()
        cycle()
        cycle()
        with measured(server, passes):
            cycle()
        state = ledger.load(REF)
        assert state is not None
        kept = sum(state.entry(str(indicators // 2 + n + 1), f"{YEAR}-Q1") is not None for n in range(TYPED))
    return passes, TYPED - kept


Write = Callable[[str, pandas.DataFrame], None]


def frames(shift: int = 0) -> dict[str, pandas.DataFrame]:
    """The cells that the peers mirror; a shift changes ten of them."""
    made = {}
    for tab in range(TABS):
        rows: list[list[Any]] = [[f"{tab}-{row}", *(row * n for n in range(1, COLUMNS))] for row in range(ROWS)]
        for n in range(CHANGED // TABS):
            rows[n][1] += shift
        made[f"T{tab}"] = pandas.DataFrame(rows, columns=[f"k{n}" for n in range(COLUMNS)])
    return made


def peer(server: SheetsServer, make: Callable[[str], Write]) -> tuple[list[Measured], int]:
    """The same three passes for a peer; all of them write every tab whole, each time."""
    book = server.create("tolok")
    passes: list[Measured] = []
    server.editor(book, "owner@example.com")
    editor = server.editor(book, "rekan@example.com")
    for tab in range(TABS):
        editor.add_tab(f"T{tab}")
    with measured(server, passes):
        write = make(book)
        for name, frame in frames().items():
            write(name, frame)
    for n in range(TYPED):
        editor.type("T0", f"J{100 + n}", "71.5")
    for shift in (1, 1):
        with measured(server, passes):
            for name, frame in frames(shift).items():
                write(name, frame)
    lost = sum(editor.sees("T0", f"J{100 + n}") != "71.5" for n in range(TYPED))
    return passes, lost


def gspread_at(server: SheetsServer) -> gspread.Client:
    """A plain gspread client whose calls go to the local server."""

    class Local(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 -- gspread's own signature
            return super().request(method, at(server, endpoint), *rest, **more)

    return gspread.Client(Credentials("owner@example.com"), http_client=Local)  # type: ignore[no-untyped-call]


def at(server: SheetsServer, address: str) -> str:
    """Google's address on the local server."""
    for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
        address = address.replace(host, server.url)
    return address


def clear_and_update(server: SheetsServer, book: str) -> Write:
    """The tutorial's way: clear the tab, write it anew."""
    sheet = gspread_at(server).open_by_key(book)

    def write(name: str, frame: pandas.DataFrame) -> None:
        tab = sheet.worksheet(name)
        tab.clear()
        tab.update([list(frame.columns), *frame.to_numpy().tolist()])

    return write


def dataframe(server: SheetsServer, book: str) -> Write:
    """gspread-dataframe 4.0.0."""
    sheet = gspread_at(server).open_by_key(book)

    def write(name: str, frame: pandas.DataFrame) -> None:
        set_with_dataframe(sheet.worksheet(name), frame)

    return write


def pygsheets_way(server: SheetsServer, book: str) -> Write:
    """As pygsheets 2.0.6 does."""

    class Local(httplib2.Http):  # type: ignore[misc]
        def request(self, uri: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 -- httplib2's own signature
            more["headers"] = {**(more.get("headers") or {}), "authorization": "Bearer owner@example.com"}
            return super().request(at(server, uri), *rest, **more)

    client = pygsheets.client.Client(Credentials("owner@example.com"), http=Local())  # type: ignore[no-untyped-call]
    sheet = client.open_by_key(book)

    def write(name: str, frame: pandas.DataFrame) -> None:
        sheet.worksheet_by_title(name).set_dataframe(frame, (1, 1))

    return write


PEERS = {"gspread-dataframe": dataframe, "pygsheets": pygsheets_way, "clear and update": clear_and_update}


def show(name: str, passes: list[Measured], lost: int) -> None:
    """One way: its passes, and what it lost."""
    sys.stdout.write(f"{name}\n")
    for what, one in zip(("first mirror", f"{CHANGED} changed cells", "nothing new"), passes, strict=True):
        sys.stdout.write(f"  {what:18} {one}\n")
    sys.stdout.write(f"  {lost} of {TYPED} edits of a colleague lost\n")


def many(server: SheetsServer, folder: Path, indicators: int) -> None:
    """Calls and bytes of a first mirror and of 10,000 changed cells of a book of so many indicators."""
    book = server.create("besar", locale="id_ID")
    passes: list[Measured] = []
    with ledger_with(folder, indicators) as ledger:
        port = connect(book, key_file(server, folder), base_url=server.url)
        cycle = Cycle(link=Link(name="besar"), actor="tolok", port=port, books=LedgerBooks(ledger))
        with measured(server, passes):
            cycle.run()
        for n in range(1, indicators + 1):
            realize(ledger, n, 50)
        again = Cycle(link=Link(name="besar"), actor="tolok", port=port, books=LedgerBooks(ledger))
        with measured(server, passes):
            again.run()
    for what, done, one in zip(("first mirror", "all entered"), (cycle, again), passes, strict=True):
        sys.stdout.write(f"  {what:14} {done.written:7} cells {one}\n")


def day(server: SheetsServer, folder: Path, indicators: int) -> None:
    """Eight hours of 40 people who each type every ten minutes or so, a cycle a minute: the share of the quota used."""
    book, chance, minute = server.create("hari", locale="id_ID"), random.Random(40), [0]
    counted = server.app.quota = Quota(clock=lambda: 60.0 * minute[0])
    most: Counter[str] = Counter()
    with ledger_with(folder, indicators) as ledger:
        port = connect(book, key_file(server, folder), base_url=server.url)
        people = [server.editor(book, f"rekan{n}@example.com") for n in range(40)]
        taken = 0
        for minute[0] in range(HOURS * 60):
            taken += len(Cycle(link=Link(name="hari"), actor="t", port=port, books=LedgerBooks(ledger)).run().taken)
            for kind in ("read", "write"):
                most[kind] = max(most[kind], counted.used[kind, SERVICE_ACCOUNT])
            for person in people:
                if chance.random() < 1 / 10:
                    person.type("Isian", f"I{chance.randint(2, 4 * indicators + 1)}", chance.randint(1, 99))
    server.app.quota = None
    for kind, used in most.items():
        sys.stdout.write(f"  {kind:5} at most {used} of {counted.per_user} a minute ({used / counted.per_user:.0%})\n")
    sys.stdout.write(f"  {taken} edits taken\n")


def main() -> None:
    """Measure and print."""
    with SheetsServer() as server, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        server.faults.add(Fault(delay=LATENCY, times=-1))
        sys.stdout.write("calls: read + write, drive; sent; time\n\n")
        (folder / "a").mkdir()
        show(f"kinerja-es ({ROWS} indicators)", *ours(server, folder / "a", ROWS))
        for name, make in PEERS.items():
            show(name, *peer(server, lambda book, make=make: make(server, book)))  # type: ignore[misc]
        sys.stdout.write("\nkinerja-es, 1,000 indicators\n")
        (folder / "b").mkdir()
        many(server, folder / "b", 1000)
        server.faults.clear()
        sys.stdout.write(f"\nkinerja-es, {HOURS} hours of 40 editors, 25 indicators\n")
        (folder / "c").mkdir()
        day(server, folder / "c", 25)


if __name__ == "__main__":
    main()
