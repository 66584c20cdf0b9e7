"""Whole cycles through the Google port: killed at every call, raced by people, raced by rows that move."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement, fold
from kinerja_es.decide import decide
from sync.cycle import Cycle
from sync.gather import Link
from tests.given import LEVEL, RATIO, signed
from tests.sheets.google_book import port_on
from tests.sheets_server import SERVICE_ACCOUNT, Fault, SheetsServer
from tests.simulation.books import MemoryBooks

REF = "contoh/2024"
STREAM = e.stream_id("agreement", REF)
LINK = Link(name="buku")
CALLS = 4  # of a cycle that takes and writes: version, read, write, version


class Killed(BaseException):
    """The process is no more."""


class Office:
    """A ledger with one agreement, its spreadsheet, and processes that may be killed."""

    def __init__(self, server: SheetsServer) -> None:
        self.server, self.books = server, MemoryBooks()
        self.books.append(e.stream_id("store", "store"), [e.StoreInitialized(actor="kinerja")])
        self.books.append(STREAM, signed(RATIO, LEVEL))
        self.id = server.create("Kinerja", locale="in_ID")
        self.between: Callable[[], object] = lambda: None  # what people do between the read and the write
        self.cycle()

    def cycle(self, kill: tuple[int, str] | None = None) -> Cycle:
        """A cycle of a new process, killed before or after its nth call takes effect."""
        port = port_on(self.server, self.id)
        ask, count = port.client.session.request, [0]

        def request(method: str, address: str, **more: Any) -> Any:
            number, count[0] = count[0], count[0] + 1
            if kill == (number, "before"):
                raise Killed
            if ":batchUpdate" in address:
                self.between()
                self.between = lambda: None
            answer = ask(method, address, **more)
            if kill == (number, "after"):
                raise Killed
            return answer

        port.client.session.request = request  # type: ignore[assignment]
        return Cycle(link=LINK, actor="mesin", port=port, books=self.books).run()

    def rest(self) -> list[Cycle]:
        """Cycles until one neither takes nor writes; the last is looked at anew, without hints of versions."""
        done = []
        for _ in range(5):
            done.append(self.cycle())
            if not (done[-1].taken or done[-1].written or done[-1].refused or done[-1].conflicts):
                return done
        raise AssertionError("it never comes to rest")

    def realize(self, code: str, period: str, value: Decimal) -> None:
        command = c.RecordRealization(actor="operator", code=code, period=period, evidence=(), value=value)
        self.books.append(STREAM, decide(self.agreement, command))

    @property
    def agreement(self) -> Agreement:
        found = fold(self.books.read(STREAM))
        assert found is not None
        return found

    def cell(self, row: str, key: str) -> str:
        tab = port_on(self.server, self.id).read().tabs["isian"]
        at = next(one.at for one in tab.rows if one.cells.get("id") == f"{REF}|{row}")
        return f"{chr(65 + tab.columns[key])}{at + 1}"

    def enter(self, row: str, key: str, text: str, who: str = "budi@example.com") -> None:
        self.server.editor(self.id, who).type("Isian", self.cell(row, key), text)

    def shows(self, row: str, key: str) -> object:
        return self.server.editor(self.id).sees("Isian", self.cell(row, key), "UNFORMATTED_VALUE")

    def entry(self, code: str, period: str) -> dict[str, Decimal | None]:
        figures = self.agreement.entry(code, period)
        assert figures is not None
        held = figures.figures
        return {"value": held.value, "numerator": held.numerator, "denominator": held.denominator}

    def recorded(self, kind: type[e.Event]) -> int:
        return sum(isinstance(one.event, kind) for one in self.books.events)


@pytest.fixture
def office(server: SheetsServer) -> Office:
    return Office(server)


KILLS = [(number, when) for number in range(CALLS) for when in ("before", "after")]


def test_a_second_run_sends_no_write(office: Office) -> None:
    office.enter("7|2024-Q1", "numerator", "8")
    office.enter("7|2024-Q1", "denominator", "10")
    assert len(office.cycle().taken) == 2
    office.server.counts.clear()
    office.cycle()
    assert dict(office.server.counts.calls) == {"drive": 1}
    office.server.editor(office.id, SERVICE_ACCOUNT).add_tab("Milik saya")
    office.cycle()
    assert office.server.counts.calls["write"] == 0


@pytest.mark.parametrize("kill", KILLS)
def test_killed_at_any_call_nothing_is_lost_and_nothing_taken_twice(office: Office, kill: tuple[int, str]) -> None:
    office.enter("7|2024-Q1", "numerator", "8")
    office.enter("7|2024-Q1", "denominator", "10")
    office.realize("6", "2024-Q1", value=Decimal(70))
    with pytest.raises(Killed):
        office.cycle(kill)
    office.rest()
    assert office.entry("7", "2024-Q1") == {"value": None, "numerator": Decimal(8), "denominator": Decimal(10)}
    assert office.recorded(e.RealizationRecorded) == 2
    assert office.recorded(e.SheetConflictFound) == office.recorded(e.SheetEditRefused) == 0
    assert (office.shows("6|2024-Q1", "value"), office.shows("7|2024-Q1", "status")) == (70, "diterima")


@pytest.mark.parametrize("kill", [None, (2, "after")])
def test_an_edit_that_was_overwritten_is_not_lost_though_the_process_is(
    office: Office, kill: tuple[int, str] | None
) -> None:
    office.realize("6", "2024-Q1", value=Decimal(70))
    office.between = lambda: office.enter("6|2024-Q1", "value", "71,5")
    if kill is None:
        office.cycle()
    else:
        with pytest.raises(Killed):
            office.cycle(kill)
    assert office.shows("6|2024-Q1", "value") == 70  # Google writes by place, and keeps what stood there
    office.rest()
    assert office.shows("6|2024-Q1", "value") == 71.5
    said = [one for one in office.books.events if isinstance(one.event, e.RealizationCorrected | e.SheetConflictFound)]
    assert len(said) == 1


@pytest.mark.parametrize("fault", [Fault(kind="write", drop="after"), Fault(kind="write", drop="before")])
def test_a_lost_answer_makes_no_false_conflict(office: Office, fault: Fault) -> None:
    office.realize("6", "2024-Q1", value=Decimal(70))
    office.server.faults.add(fault)
    office.cycle()
    office.rest()
    assert office.recorded(e.SheetConflictFound) == office.recorded(e.SheetEditRefused) == 0
    assert office.recorded(e.RealizationRecorded) == 1
    assert office.shows("6|2024-Q1", "value") == 70


def test_rows_that_move_between_read_and_write_make_no_edit_that_nobody_typed(office: Office) -> None:
    owner = office.server.editor(office.id, SERVICE_ACCOUNT)
    office.realize("6", "2024-Q1", value=Decimal(70))
    office.realize("6", "2024-Q3", value=Decimal(72))
    office.between = lambda: owner.sort("Isian", "A2:Q9", 16, descending=True)
    office.cycle()
    office.rest()
    kinds = [type(one.event).__name__ for one in office.books.events]
    assert kinds.count("RealizationRecorded") == 2
    assert {"RealizationCorrected", "SheetConflictFound", "SheetEditRefused", "SheetTabHalted"}.isdisjoint(kinds)
    shown = {row: office.shows(row, "value") for code in "67" for row in [f"{code}|2024-Q{n}" for n in range(1, 5)]}
    assert {row: value for row, value in shown.items() if value is not None} == {"6|2024-Q1": 70, "6|2024-Q3": 72}


def test_an_edit_in_a_row_that_moved_meanwhile_is_taken(office: Office) -> None:
    owner = office.server.editor(office.id, SERVICE_ACCOUNT)
    office.realize("6", "2024-Q1", value=Decimal(70))

    def meanwhile() -> None:
        office.enter("7|2024-Q1", "numerator", "8")
        office.enter("7|2024-Q1", "denominator", "10")
        owner.sort("Isian", "A2:Q9", 16, descending=True)

    office.between = meanwhile
    office.cycle()
    office.rest()
    assert office.entry("7", "2024-Q1")["numerator"] == Decimal(8)
    assert office.entry("6", "2024-Q1")["value"] == Decimal(70)
    assert office.recorded(e.RealizationRecorded) == 2
    assert office.recorded(e.SheetConflictFound) == 0
