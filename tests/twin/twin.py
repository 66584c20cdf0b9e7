"""The twin itself: `sync.port.Port` over tabs in memory, with hooks for whatever may happen in between."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from sync.cells import digest
from sync.changes import Changes, TabChanges
from sync.model import Cell, Sheet, Value, Workbook
from sync.port import Changed, Written
from sync.snapshot import Displaced, Raw, Snapshot
from tests.twin.book import Tab
from tests.twin.hands import Hands

FACTS = "sync"
Hook = Callable[[], None]


class Twin(Hands):
    """A workbook in memory.

    Like Google's it writes by place without asking what stands there, and what it overwrites in the rows that a write
    names is displaced in the same instant.

    Attributes:
        before_read, before_write, after_write: called there, and may edit the twin or raise; what `before_write` raises
            leaves everything as it was, what `after_write` raises is an answer that was lost.
        mid_write: called before each tab is written, with its key; what it raises leaves the tabs before it written.
    """

    def __init__(self, locale: str = "id_ID") -> None:
        super().__init__(locale)
        self.calls: Counter[str] = Counter(read=0, write=0, drive=0)
        self.displaced: tuple[Displaced, ...] = ()
        self.before_read: Hook | None = None
        self.before_write: Hook | None = None
        self.after_write: Hook | None = None
        self.mid_write: Callable[[str], None] | None = None
        self._read_at = 0

    def version(self) -> str | None:
        """A count of all changes; None before the first."""
        self.calls["drive"] += 1
        return str(self.count) if self.count else None

    def read(self) -> Snapshot:
        """All tabs of ours."""
        self.calls["read"] += 1
        if self.before_read is not None:
            self.before_read()
        self._read_at = self.count
        return Snapshot(
            locale=self.locale, facts=self._facts(), displaced=self.displaced,
            tabs={tab.key: tab.seen() for tab in self.tabs if tab.key is not None},
        )  # fmt: skip

    def _facts(self) -> dict[str, str]:
        return {
            str(row.cells["key"]): str(row.cells["value"])
            for tab in self.tabs
            if tab.key == FACTS
            for row in tab.seen().rows
            if len(row.cells) == 2
        }

    def write(self, desired: Workbook, changes: Changes) -> Written:
        """Apply the changes, the facts last.

        Raises:
            Changed: a tab or a column that was read is no longer there.
        """
        self.calls["write"] += 1
        if self.before_write is not None:
            self.before_write()
        started, sure = self.count, self.count == self._read_at
        token = self._facts().get("base_token", "0")
        plans = sorted(changes.tabs, key=lambda plan: plan.sheet.key == FACTS)
        for plan in plans:
            self._check(plan)
        displaced: list[Displaced] = []
        self._under_way(desired, changes.writing)
        for plan in plans:
            if self.mid_write is not None:
                self.mid_write(plan.sheet.key)
            self._check(plan)
            displaced += self._apply(plan, int(token))
            self.displaced = tuple(displaced)
            self.count += 1
        self._under_way(desired, None)
        self._editors.clear()
        sure = sure and self.count == started + len(plans)  # nobody typed between the tabs
        version = str(self.count) if sure else None
        if sure:
            self._read_at = self.count
        if self.after_write is not None:
            self.after_write()
        return Written(cells=changes.count, version=version, where="twin")

    def authors(self) -> tuple[str, ...]:
        """Who edited since the last write."""
        return tuple(dict.fromkeys(self._editors))

    def copy(self) -> "Twin":
        """The workbook copied as it is now, without hooks."""
        twin = Twin(self.locale)
        twin.tabs = [tab.copy() for tab in self.tabs]
        twin.count, twin.displaced = self.count, self.displaced
        return twin

    def _under_way(self, desired: Workbook, writing: str | None) -> None:
        """Say in the facts which write is under way, as a write in several parts does first of all."""
        unknown: set[str] = set()
        if all(tab.key != FACTS for tab in self.tabs):
            self.tabs.append(_made(desired.sheet(FACTS), self._free(desired.sheet(FACTS).name)))
            unknown = {"base_token", "batch_id"}
        facts = self.tab(FACTS)
        key, value = facts.column("key"), facts.column("value")
        for row in facts.rows:
            if row[key] in unknown:
                row[value] = None
            elif row[key] == "writing":
                row[value] = writing
        facts.changed()

    def _check(self, plan: TabChanges) -> None:
        if plan.seen is None:
            return
        there = next((tab for tab in self.tabs if tab.key == plan.sheet.key), None)
        if there is None or len(there.columns) <= max(plan.seen.columns.values(), default=0):
            raise Changed

    def _apply(self, plan: TabChanges, token: int) -> list[Displaced]:
        if plan.seen is None:
            self.tabs = [tab for tab in self.tabs if tab.key != plan.sheet.key]
            self.tabs.append(_made(plan.sheet, self._free(plan.sheet.name)))
            return []
        tab = self.tab(plan.sheet.key)
        columns = dict(plan.seen.columns)
        displaced = [found for row in plan.replaced if (found := _displaced(tab, plan, row, token)) is not None]
        for key in plan.lost:
            columns[key] = len(tab.columns)
            tab.wide(0, columns[key])
            tab.columns[columns[key]] = key
        for (row, key), cell in plan.cells.items():
            tab.wide(row, columns[key])
            tab.rows[row][columns[key]] = _raw(cell.value)
        tab.changed()
        return displaced


def _displaced(tab: Tab, plan: TabChanges, row: int, token: int) -> Displaced | None:
    """What stands in the row's places now, whatever row that is."""
    assert plan.seen is not None
    tab.wide(row, 0)
    cells = {
        column.key: raw
        for column in plan.sheet.columns
        if column.role == "input" and column.key in plan.seen.columns
        if (raw := tab.rows[row][plan.seen.columns[column.key]]) is not None
    }
    key = next((column.key for column in plan.sheet.columns if column.role == "id"), "")
    name = tab.rows[row][plan.seen.columns[key]] if key in plan.seen.columns else None
    seen = next((one for one in plan.seen.rows if one.at == row), None)
    meant = "" if seen is None else str(seen.cells.get(key) or "")
    names = [column.key for column in plan.sheet.columns if column.role == "input"]
    there = {} if seen is None else seen.cells
    read = {key: digest(there.get(key)) for at, key in plan.cells if at == row and key in names}
    return Displaced(tab=plan.sheet.key, row=str(name or ""), cells=cells, token=token, meant=meant, read=read)


def _made(sheet: Sheet, name: str) -> Tab:
    width = len(sheet.columns)
    rows = [[*map(_value, row), *[None] * (width - len(row))] for row in sheet.cells]
    return Tab(key=sheet.key, name=name, columns=[c.key for c in sheet.columns], rows=rows, header=sheet.header)


def _value(cell: Cell) -> Raw:
    return _raw(cell.value)


def _raw(value: Value) -> Raw:
    """A value as a spreadsheet holds it: a number of 15 digits, no empty text."""
    if isinstance(value, Decimal):
        return Decimal(repr(float(value))) if value % 1 or abs(value) >= 10**15 else Decimal(int(value))
    return None if value == "" else value
