"""What a write must do: the desired workbook held against the one that was seen. Pure.

Rows of a table with ids are found by their id wherever people sorted them, all others by their place. A cell is written
where what stands in it is not what should, or where it should look different from what the last write made of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.cells import INPUTS, same
from sync.model import Cell, Sheet, Value, Workbook
from sync.rows import name_of
from sync.snapshot import SeenRow, SeenTab, Snapshot

FACTS = "sync"
STANDING = (
    "input-refused",
    "input-conflict",
    "refused",
    "conflict",
)  # styles of what somebody typed: never written over
SHRINKING = {"konflik"}  # a row that is no longer desired here is done with; elsewhere it is somebody's and stays


@dataclass(frozen=True, slots=True, kw_only=True)
class TabChanges:
    """What a write does to one tab.

    Attributes:
        sheet: the tab as desired; row 0 of `cells` is the first row of the sheet.
        seen: the tab as read; None where it is to be made, and then `cells` names every cell.
        cells: by physical row and column key; a `Cell(None)` empties.
        places: the physical row of every desired row, in the order of `sheet.cells`.
        replaced: physical rows in which an input cell is overwritten that somebody may be typing in.
        lost: keys of columns that somebody deleted and that are made anew.
        relook: whether formats, widths, protections and rules of the whole tab are to be set again.
    """

    sheet: Sheet
    seen: SeenTab | None
    cells: Mapping[tuple[int, str], Cell]
    places: tuple[int, ...]
    replaced: tuple[int, ...] = ()
    lost: tuple[str, ...] = ()
    relook: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a write does, tab by tab in the workbook's order.

    Attributes:
        seen: the read that they start from.
        frozen: keys of tabs that nothing may touch until a person mended them.
    """

    seen: Snapshot
    tabs: tuple[TabChanges, ...]
    frozen: frozenset[str] = frozenset()

    @property
    def writing(self) -> str:
        """What `_sync` says under `writing` before a write in parts begins: all that may have landed in part."""
        position = next(
            (str(row[1].value) for tab in self.tabs if tab.sheet.key == FACTS for row in tab.sheet.cells
             if row[0].value == "base_token"), "",
        )  # fmt: skip
        return " ".join(dict.fromkeys([*self.seen.facts.get("writing", "").split(), position]))

    @property
    def needed(self) -> bool:
        """Whether anything but the facts and the page about them would change."""
        return any((tab.cells or tab.relook) and tab.sheet.key not in {FACTS, "tentang"} for tab in self.tabs)

    @property
    def count(self) -> int:
        """How many cells are written, the facts aside."""
        return sum(len(tab.cells) for tab in self.tabs if tab.sheet.key != FACTS)


@dataclass(slots=True)
class _Plan:
    sheet: Sheet
    cells: dict[tuple[int, str], Cell] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    replaced: set[int] = field(default_factory=set)


def changes(
    desired: Workbook,
    before: Workbook | None,
    seen: Snapshot,
    *,
    frozen: frozenset[str] = frozenset(),
    doubled: frozenset[tuple[str, str]] = frozenset(),
    strangers: frozenset[tuple[str, int]] = frozenset(),
) -> Changes:
    """What brings the workbook that was seen to the desired one.

    Args:
        desired: how it should be now.
        before: how the last write made it; None where that is not known, and then it is given its looks anew.
        seen: how it is.
        frozen: keys of tabs that are left as they are.
        doubled: (tab, row id) of rows that stand there more than once: what somebody typed in them is left as it is.
        strangers: (tab, physical row) of rows that bear the id of another one: they are left as they are.
    """
    made = {} if before is None else {sheet.key: sheet for sheet in before.sheets}
    tabs = []
    for sheet in desired.sheets:
        if sheet.key in frozen:
            continue
        there = seen.tabs.get(sheet.key)
        ids = {row for tab, row in doubled if tab == sheet.key}
        apart = {at for tab, at in strangers if tab == sheet.key}
        tabs.append(_tab(sheet, made.get(sheet.key), there, ids, apart))
    return Changes(seen=seen, tabs=tuple(tabs), frozen=frozen)


def _tab(sheet: Sheet, made: Sheet | None, seen: SeenTab | None, doubled: set[str], strangers: set[int]) -> TabChanges:
    if seen is None:
        cells = {
            (at, column.key): cell
            for at, row in enumerate(sheet.cells)
            for column, cell in zip(sheet.columns, row, strict=False)
        }
        return TabChanges(
            sheet=sheet, seen=None, cells=cells, places=tuple(range(len(sheet.cells))), lost=(), relook=True
        )
    lost = tuple(column.key for column in sheet.columns if column.key not in seen.columns)
    plan = _Plan(sheet)
    styles, values = _styles(sheet, made), _values(made)
    rows = {row.at: row for row in seen.rows}
    placed = _places(sheet, seen, strangers)
    for place, named, row in zip(placed, _names(sheet), sheet.cells, strict=True):
        plan.places.append(place[0])
        for at in place:
            shown = values.get(named, {}) if named in doubled else None
            _row(plan, at, named, rows.get(at), row, styles.get(named, ()), shown)
    for at in _leftover(sheet, made, seen, placed):
        if at in strangers:
            continue
        for column in sheet.columns:
            if rows[at].cells.get(column.key) not in (None, ""):
                plan.cells[at, column.key] = Cell(None, "text")
                if column.role == "input":
                    plan.replaced.add(at)
    return TabChanges(
        sheet=sheet, seen=seen, cells=plan.cells, places=tuple(plan.places), replaced=tuple(sorted(plan.replaced)),
        lost=lost, relook=made is None or bool(lost) or _look(sheet) != _look(made),
    )  # fmt: skip


def _row(
    plan: _Plan, at: int, named: str, seen: SeenRow | None, row: tuple[Cell, ...], before: tuple[str, ...],
    shown: Mapping[str, Value] | None,
) -> None:  # fmt: skip
    """Plan a row; of one that stands there twice, `shown` says what the last write showed: all else is somebody's."""
    sheet = plan.sheet
    kinds = INPUTS.get(sheet.key, {}) if named[:1] != "#" else {}
    for index, (column, cell) in enumerate(zip(sheet.columns, row, strict=False)):
        raw = None if seen is None else seen.cells.get(column.key)
        if (
            column.role == "input"
            and shown is not None
            and (
                cell.style.startswith(STANDING)
                or column.key not in shown
                or not same(kinds.get(column.key), raw, shown[column.key])
            )
        ):
            continue
        refused = column.role == "input" and cell.style.startswith(STANDING)
        holds = same(None if refused else kinds.get(column.key), raw, cell.value)  # as typed, to the letter
        standing = refused and holds
        if standing or (holds and (seen is None or not before or before[index : index + 1] == (cell.style,))):
            written = named[:1] == "#" and before[index : index + 1] == (cell.style,)
            if seen is None and cell.style != "text" and not written:
                plan.cells[at, column.key] = cell  # a new row is blank, but has its looks
            continue
        plan.cells[at, column.key] = cell
        if column.key in kinds and seen is not None and seen.cells:
            plan.replaced.add(at)


def _names(sheet: Sheet) -> list[str]:
    """What each desired row is known by: its id, or its place where it has none."""
    ids = [at for at, column in enumerate(sheet.columns) if column.role == "id"]
    first = len(sheet.cells) if sheet.header is None or not ids else sheet.header + 1
    return [
        str(row[ids[0]].value) if at >= first and row[ids[0]].value else f"#{at}" for at, row in enumerate(sheet.cells)
    ]


def _styles(sheet: Sheet, made: Sheet | None) -> dict[str, tuple[str, ...]]:
    """The styles that the last write gave, by row and in today's order of columns."""
    if made is None or [c.key for c in made.columns] != [c.key for c in sheet.columns]:
        return {}
    return {name: tuple(cell.style for cell in row) for name, row in zip(_names(made), made.cells, strict=True)}


def _values(made: Sheet | None) -> dict[str, dict[str, Value]]:
    """What the last write showed, by row and column."""
    if made is None:
        return {}
    keys = [column.key for column in made.columns]
    return {
        name: {key: cell.value for key, cell in zip(keys, row, strict=False)}
        for name, row in zip(_names(made), made.cells, strict=True)
    }


def _places(sheet: Sheet, seen: SeenTab, strangers: set[int]) -> list[tuple[int, ...]]:
    """The physical rows of each desired row: those with its id, else the next free one below; without id its place."""
    key = next((column.key for column in sheet.columns if column.role == "id"), None)
    found: dict[str, list[int]] = {}
    for row in seen.rows:
        name = None if key is None or row.at in strangers else name_of(seen, row)
        if name is not None:
            found.setdefault(name, []).append(row.at)
    names = _names(sheet)
    fixed = sum(name.startswith("#") for name in names) if key is not None else len(names)
    wanted = set(names)
    # Below everything of ours; rows of a shrinking table that are done with are used again.
    taken = [row.at for row in seen.rows if not _reusable(sheet, row, key, wanted)]
    shift = _shift(sheet, seen)
    free = max([fixed - 1 + shift, *taken]) + 1
    places: list[tuple[int, ...]] = []
    for at, name in enumerate(names):
        if name.startswith("#"):
            places.append((at + shift,))
        elif name in found:
            places.append(tuple(found[name]))
        else:
            places.append((free,))
            free += 1
    return places


def _shift(sheet: Sheet, seen: SeenTab) -> int:
    """By how many rows the headers stand lower than they were written, because somebody inserted rows above."""
    if sheet.header is None:
        return 0
    texts = {column.key: column.header for column in sheet.columns if column.header}
    for row in seen.rows:
        if sum(row.cells.get(key) == text for key, text in texts.items()) * 2 > len(texts):
            return row.at - sheet.header
    return 0


def _reusable(sheet: Sheet, row: SeenRow, key: str | None, wanted: set[str]) -> bool:
    return sheet.key in SHRINKING and row.cells.get(key or "") not in wanted


def _leftover(sheet: Sheet, made: Sheet | None, seen: SeenTab, placed: list[tuple[int, ...]]) -> list[int]:
    """Physical rows of ours that hold something no longer desired; of input tables only rows that we once wrote."""
    if sheet.key in INPUTS and sheet.key not in SHRINKING:
        gone = set() if made is None else set(_names(made)) - set(_names(sheet))
        return [row.at for row in seen.rows if name_of(seen, row) in gone]
    kept = {at for place in placed for at in place}
    return [row.at for row in seen.rows if row.at not in kept]


def _look(sheet: Sheet) -> tuple[object, ...]:
    """All about a tab's looks that is not a cell's: what changes with it is set again as a whole."""
    unlocked = frozenset(
        column.key
        for at, column in enumerate(sheet.columns)
        if column.role == "input" and any(row[at].style.startswith("input") for row in sheet.cells)
    )
    return (
        sheet.columns, sheet.header, sheet.frozen_columns, sheet.filtered, sheet.visible, sheet.merges, sheet.charts,
        unlocked,
    )  # fmt: skip
