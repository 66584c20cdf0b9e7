"""Where a tab's cells stand in the spreadsheet once a write has made room for them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.changes import TabChanges
from sync.google.held import Held, HeldTab
from sync.google.names import FACTS, SCRATCH, sheet_id
from sync.model import Column

ROW = 21  # pixels of a row
WIDEST_COPY = 12  # columns of the scratch: more than any tab has input columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A tab of ours with its physical columns and size.

    Attributes:
        tab: what is to be done to it.
        id: Google's number of it.
        title: the name people see.
        columns: physical index by our key, columns that are made anew included.
        made: keys of columns that are made by this write.
        rows, width: size of the grid after the write.
        old: the tab as it stands; None where it is to be made.
    """

    tab: TabChanges
    id: int
    title: str
    columns: Mapping[str, int]
    made: tuple[str, ...]
    rows: int
    width: int
    old: HeldTab | None

    @property
    def fresh(self) -> bool:
        """Whether the tab is to be made."""
        return self.old is None

    @property
    def relook(self) -> bool:
        """Whether its looks are to be set as a whole."""
        return self.old is None or self.tab.relook or bool(self.made) or not self.old.protections

    @property
    def below(self) -> int:
        """The physical row below the headers; 0 where the tab is no table."""
        header = self.tab.sheet.header
        return 0 if header is None else self.tab.places[header] + 1

    @property
    def inputs(self) -> tuple[tuple[str, int], ...]:
        """The row's id and the columns people type in, by key, each with where it stands."""
        wanted = [column for column in self.tab.sheet.columns if column.role == "input"]
        return tuple((column.key, self.columns[column.key]) for column in (*self.ids, *wanted)) if wanted else ()

    @property
    def ids(self) -> tuple[Column, ...]:
        """The column of ids, where the tab has one."""
        return tuple(column for column in self.tab.sheet.columns if column.role == "id")


def place(tab: TabChanges, held: Held, scratch_rows: int) -> Place:
    """Where a tab's cells go; `scratch_rows` is how many rows `_sync` needs."""
    key, old = tab.sheet.key, held.tabs.get(tab.sheet.key)
    if tab.seen is None:
        old = None
    columns = {} if tab.seen is None else dict(tab.seen.columns)
    if key == FACTS and old is not None and held.scratch is not None:
        columns[SCRATCH] = held.scratch
    wanted = [column.key for column in tab.sheet.columns] + ([SCRATCH] if key == FACTS else [])
    made = tuple(name for name in wanted if name not in columns)
    columns |= {name: at for at, name in enumerate(made, 0 if old is None else old.columns)}
    last = max((*tab.places, *(row for row, _ in tab.cells), *((scratch_rows,) if key == FACTS else ())), default=0)
    last = max(last, *(chart.row + chart.height // ROW for chart in tab.sheet.charts), 0)
    frozen = 0 if tab.sheet.header is None else tab.sheet.header + 1
    width = max(columns.values()) + 1 + (1 + WIDEST_COPY if key == FACTS else 0)
    return Place(
        tab=tab, id=sheet_id(key), title=_title(tab, old, held), columns=columns, made=made,
        rows=max(last + 1, frozen + 1, 0 if old is None else old.rows),
        width=max(width, tab.sheet.frozen_columns + 1, 0 if old is None else old.columns), old=old,
    )  # fmt: skip


def _title(tab: TabChanges, old: HeldTab | None, held: Held) -> str:
    """The name it has, else ours, which somebody's own tab may bear already."""
    if old is not None:
        return old.title
    title, number = tab.sheet.name, 2
    while title.lower() in held.titles:
        title, number = f"{tab.sheet.name} ({number})", number + 1
    return title
