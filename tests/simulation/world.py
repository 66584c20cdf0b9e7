"""The world of a history: a ledger, a workbook, a cycle under way, people and accidents."""

import datetime
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sync.layout
from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement, fold
from kinerja_es.decide import decide
from kinerja_es.errors import KinerjaError, Unavailable
from kinerja_es.indicator import Target
from kinerja_es.recorded import Recorded
from sync.cells import INPUTS, shown
from sync.cycle import Cycle
from sync.deciding import settle
from sync.gather import Link
from sync.held import held
from sync.snapshot import Clock, Fault, Percent
from tests.given import LEVEL, RATIO, draft, signed
from tests.simulation.books import MemoryBooks
from tests.simulation.script import REF, Step
from tests.simulation.watch import Cells, Key, Watch, input_cells, own_cells, whole
from tests.twin import Twin

ALL_TABS: Any = sync.layout.TABS
TYPED_TABS = tuple(
    tab for tab in ALL_TABS if tab.__name__.rpartition(".")[2] in {"isian", "target", "konflik", "sync_sheet"}
)
LINK = Link(name="buku")
STREAM = e.stream_id("agreement", REF)
DAY = datetime.date(2024, 3, 1)
LINES = (e.Evidence(kind="link", location="https://contoh.go.id/bukti"),)
ODD = {"fault": Fault("#REF!"), "true": True, "clock": Clock("08.30"), "percent": Percent(Decimal(50))}


class Killed(Exception):
    """The process is no more."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that somebody put aside, and what the observer knew then."""

    twin: Twin
    answered: dict[Key, str | None]
    open: dict[Key, list[Any]]


@dataclass(slots=True)
class World:
    """Everything a history changes. Steps that make no sense now (a row that is gone) do nothing."""

    books: MemoryBooks = field(default_factory=MemoryBooks)
    twin: Twin = field(default_factory=Twin)
    watch: Watch = field(default_factory=lambda: Watch(LINK.name))
    cycle: Cycle | None = None
    copies: list[Copy] = field(default_factory=list)
    armed: dict[str, list[Step]] = field(default_factory=dict)
    moved: bool = False  # whether somebody did something to rows since the cycle under way read
    astray: bool = False  # whether a write since the last reading may have met rows that had moved
    died: bool = False  # whether a write ended half way
    excused: bool = False  # an old copy or a lost `_sync`: conflicts may be about things long settled
    _before: Cells = field(default_factory=dict)
    _own: Any = None

    def begin(self, status: str, locale: str, extent: str = "whole") -> None:
        """A store with one agreement and a workbook that was written once."""
        sync.layout.TABS = ALL_TABS if extent == "whole" else TYPED_TABS
        self.books.append(e.stream_id("store", "store"), [e.StoreInitialized(actor="kinerja")])
        self.books.append(STREAM, (draft if status == "draft" else signed)(RATIO, LEVEL))
        self.twin.locale = locale
        self.twin.before_write = self._before_write
        self.twin.mid_write = self._mid_write
        self.twin.after_write = self._after_write
        self.twin.before_read = self._before_read
        self.books.after_append = self._recorded
        self.run()

    # the sync

    def stage(self) -> None:
        """One stage of the cycle under way, or of a new one."""
        if self.cycle is None:
            self.cycle = Cycle(link=LINK, actor="mesin", port=self.twin, books=self.books)
        self.books.before_append = self._fire_append if self.cycle.stage == "take" else None
        try:
            self.cycle.step()
            if self.cycle.stage == "write" and not self.moved:
                self.astray = False
        except (Killed, Unavailable):
            self.died = True
            self.cycle = None
        finally:
            self.books.before_append = None
        if self.cycle is not None and self.cycle.stage == "done":
            self.cycle = None

    def run(self) -> None:
        """The cycle under way to its end, or a new one."""
        self.stage()
        while self.cycle is not None:
            self.stage()

    def _take(self, when: str) -> list[Step]:
        return self.armed.pop(when, [])

    def _fire(self, when: str) -> None:
        for step in self._take(when):
            self.do(step)

    def _fire_append(self) -> None:
        self._fire("append")

    def _before_read(self) -> None:
        self.moved = False
        self._fire("read")

    def _before_write(self) -> None:
        self._fire("write")
        self._look()

    def _look(self) -> None:
        self._before, self._own = input_cells(self.twin), own_cells(self.twin)

    def _mid_write(self, tab: str) -> None:
        self._written()
        self._fire(tab)
        self._look()

    def _after_write(self) -> None:
        self._written()
        self._fire("answer")

    def _written(self) -> None:
        position = self.cycle.position if self.cycle is not None else None
        self.watch.by_sync(self._before, input_cells(self.twin), lambda key: self.held(key, position))
        if own_cells(self.twin) != self._own:
            self.watch.faults.append(f"wrote into somebody's own cells: {own_cells(self.twin)} was {self._own}")

    def _recorded(self, recorded: list[Recorded]) -> None:
        for one in recorded:
            self.watch.by_ledger(one)
            if isinstance(one.event, e.SheetConflictFound) and not self.excused:
                self._reasoned(one)
        if self._take("die after append"):
            raise Killed

    def _reasoned(self, recorded: Recorded) -> None:
        """A conflict needs a second party: somebody who wrote about the row and not through it."""
        event = recorded.event
        assert isinstance(event, e.SheetConflictFound)
        for other in self.books.events[: recorded.position - 1]:
            if getattr(other.event, "code", None) == event.code and getattr(other.event, "period", event.period) in {
                event.period,
                None,
            }:
                sheet = getattr(other.event, "sheet", None)
                if sheet is None and other.event.actor != "perencana-awal":
                    return
        self.watch.faults.append(f"a conflict with nobody: {event.sheet.row} {event.sheet.fields}")

    # the ledger

    def agreement(self, position: int | None = None) -> Agreement:
        """The agreement as it stands, or stood."""
        found = fold(self.books.read(STREAM, up_to=position))
        assert found is not None
        return found

    def held(self, key: Key, position: int | None = None) -> str | None:
        """What the ledger holds for a cell."""
        return held(self.agreement(position), key[0], key[1]).get(key[2])

    def ever_held(self, key: Key) -> set[str | None]:
        """What the ledger ever held for a cell."""
        return {self.held(key, one.position) for one in self.books.events if one.position > 1}

    def command(self, command: c.Command) -> None:
        """Somebody gives a command; one that a rule refuses does nothing."""
        try:
            self.books.append(STREAM, decide(self.agreement(), command))
        except KinerjaError:
            return

    def conflicts(self) -> list[str]:
        """Ids of the rows of Konflik, as somebody sees them."""
        try:
            return [name for name in self.twin.ids("konflik") if "|" not in name]
        except KeyError:
            return []

    # steps

    def do(self, step: Step) -> None:
        """One step."""
        act, *args = step
        if self.cycle is not None and self.cycle.stage in {"take", "write"} and not self._bearable(act):
            return
        if self.astray and act in {"tear", "damage", "clear"}:
            # What a write displaced is told to the next reading alone, and a torn tab is not read; clearing a value
            # that went astray leaves the cell as it was before.
            return
        if act in _MACHINE:
            _MACHINE[act](self, *args)
        elif act in _LEDGER:
            _LEDGER[act](self, *args)
        else:
            self.by_hand(lambda: _HANDS[act](self, *args))

    def _bearable(self, act: str) -> bool:
        """Whether the sync can make good an act of somebody between its read and its write.

        It writes by place. A column that moved or was torn meanwhile is beyond it, and so is a second thing that
        happens to the rows: one that moves rows in a tab whose rows are doubled or torn already, or two at once.
        """
        if act in _COLUMNS | {"tear", "restore"}:
            return False
        if act not in _ROWS:
            return True
        bearable = not self.moved and all(whole(tab) for tab in self.twin.tabs if tab.key in INPUTS)
        self.moved = True
        self.astray = self.astray or bearable
        return bearable

    def by_hand(self, act: Callable[[], None]) -> None:
        """Somebody changes the workbook, and the observer sees it."""
        before = input_cells(self.twin)
        try:
            act()
        except (KeyError, IndexError, ValueError):
            return
        self.watch.by_hand(before, input_cells(self.twin))


def _arm(world: World, when: str, step: Step) -> None:
    world.armed.setdefault(when, []).append(step)


def _fail(world: World, when: str) -> None:
    _arm(world, when, ("raise", "unavailable"))


def _die(world: World, when: str) -> None:
    _arm(world, "die after append" if when == "append" else when, ("raise", "killed"))


def _raise(_: World, what: str) -> None:
    if what == "killed":
        raise Killed
    raise Unavailable("store-busy", where="twin", attempts=1)


def _kill(world: World) -> None:
    world.cycle = None


def _copy(world: World) -> None:
    watch = world.watch
    world.copies.append(Copy(world.twin.copy(), dict(watch.answered), deepcopy(watch.open)))


def _restore(world: World, number: int) -> None:
    """Put an old copy of the workbook in its place; what was typed since is gone with the newer one."""
    if number >= len(world.copies):
        return
    copy = world.copies[number]
    world.excused = True
    again = copy.twin.copy()
    world.twin.tabs, world.twin.displaced, world.twin.locale = again.tabs, again.displaced, again.locale
    world.twin.count += 1
    world.watch.restored(input_cells(world.twin), dict(copy.answered), deepcopy(copy.open))


_MACHINE: dict[str, Callable[..., None]] = {
    "begin": World.begin, "stage": World.stage, "run": World.run, "kill": _kill, "fail": _fail, "die": _die,
    "raise": _raise, "during": _arm,
    "copy": _copy, "restore": _restore,
}  # fmt: skip


def _realize(world: World, code: str, period: str, value: int, of: int, actor: str) -> None:
    figures: dict[str, Any] = (
        {"value": Decimal(value)} if code == LEVEL.code else {"numerator": Decimal(value), "denominator": Decimal(of)}
    )
    made = {"actor": actor, "code": code, "period": period, "evidence": LINES, **figures}
    if world.agreement().entry(code, period) is None:
        world.command(c.RecordRealization(**made))
    else:
        world.command(c.CorrectRealization(**made, reason="diperbaiki"))


def _target(world: World, code: str, column: str, value: int) -> None:
    target = Target(kind="number", value=Decimal(value))
    if column == "annual":
        world.command(c.SetTarget(actor="perencana", code=code, annual=target))
    else:
        world.command(c.SetTarget(actor="perencana", code=code, periods={column: target}))


def _resolve(world: World, number: int, keep: Any) -> None:
    conflicts = world.conflicts()
    if number < len(conflicts):
        try:
            settle(world.books, LINK, conflicts[number], keep, actor="camat")
        except (KinerjaError, Killed):
            return


_LEDGER: dict[str, Callable[..., None]] = {
    "realize": _realize,
    "withdraw": lambda w, code, period: w.command(
        c.WithdrawRealization(actor="perencana", code=code, period=period, reason="ditarik")
    ),
    "close": lambda w, period: w.command(c.ClosePeriod(actor="camat", period=period)),
    "reopen": lambda w, period: w.command(c.ReopenPeriod(actor="camat", period=period, reason="dibuka")),
    "verify": lambda w, code, period: w.command(c.VerifyRealization(actor="penilai", code=code, period=period)),
    "return": lambda w, code, period: w.command(
        c.ReturnRealization(actor="penilai", code=code, period=period, reason="kurang")
    ),
    "amend": lambda w: w.command(c.OpenAmendment(actor="camat", ground="strategy", document="1", date=DAY)),
    "sign": lambda w, party: w.command(c.SignAgreement(actor="camat", party=party, date=DAY)),
    "target": _target,
    "resolve": _resolve,
}


def _both(world: World, row: str, numerator: str, denominator: str) -> None:
    world.twin.enter("isian", row, "numerator", numerator)
    world.twin.enter("isian", row, "denominator", denominator)


def _again(world: World, tab: str, row: str, column: str) -> None:
    """Type what stands there anyway."""
    text = shown(world.twin.value(tab, row, column))
    world.twin.enter(tab, row, column, (text or "").replace(".", "," if world.twin.locale == "id_ID" else "."))


def _decide(world: World, number: int, choice: str) -> None:
    word = {"sheet": "lembar", "ledger": "buku besar"}.get(choice, choice)
    world.twin.enter("konflik", world.conflicts()[number], "decision", word)


def _insert_row(world: World, tab: str, at: int, text: str | None) -> None:
    found = world.twin.tab(tab)
    row = (found.header or 0) + at
    world.twin.insert_row(tab, row)
    if text is not None:
        world.twin.enter(tab, row, next(iter(INPUTS[tab])), text)


def _delete_tab(world: World, tab: str) -> None:
    world.excused = world.excused or tab == "sync"
    world.twin.delete_tab(tab)


_COLUMNS = {"insert column", "move column", "delete column"}
_ROWS = {"sort", "tear", "move row", "insert row", "duplicate row", "delete row", "damage"}

_HANDS: dict[str, Callable[..., None]] = {
    "enter": lambda w, tab, row, column, text: w.twin.enter(tab, row, column, text),
    "enter both": _both,
    "clear": lambda w, tab, row, column: w.twin.clear(tab, row, column),
    "again": _again,
    "odd": lambda w, tab, row, column, kind: w.twin.type(tab, row, column, ODD[kind]),
    "damage": lambda w, tab, row, column, text: w.twin.type(tab, row, column, text),
    "decide": _decide,
    "sort": lambda w, tab, by, descending: w.twin.sort(tab, by, descending=descending),
    "tear": lambda w, tab, by, columns: w.twin.tear(tab, by, columns, descending=True),
    "insert column": lambda w, tab, at, text: w.twin.insert_column(tab, at, (text,)),
    "move column": lambda w, tab, column, to: w.twin.move_column(tab, column, to),
    "delete column": lambda w, tab, column: w.twin.delete_column(tab, column),
    "insert row": _insert_row,
    "move row": lambda w, tab, row, to: w.twin.move_row(tab, row, (w.twin.tab(tab).header or 0) + to),
    "duplicate row": lambda w, tab, row: w.twin.duplicate_row(tab, row),
    "delete row": lambda w, tab, row: w.twin.delete_row(tab, row),
    "rename tab": lambda w, tab, name: w.twin.rename_tab(tab, name),
    "add tab": lambda w, name: w.twin.add_tab(name, (("catatan", "saya"),)),
    "duplicate tab": lambda w, tab: w.twin.duplicate_tab(tab),
    "delete tab": _delete_tab,
    "locale": lambda w, locale: w.twin.set_locale(locale),
}
