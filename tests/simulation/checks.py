"""What must be true once everybody has stopped and what only people can mend is mended."""

from functools import partial

from kinerja_es.errors import KinerjaError
from sync.cells import INPUTS, as_typed, same, shown
from sync.cycle import Cycle
from sync.gather import Gathered, gather
from sync.layout import build
from sync.model import Sheet
from sync.snapshot import Raw
from tests.simulation.watch import NOBODY, Key, said, says_its_id
from tests.simulation.world import LINK, World
from tests.twin import Tab

QUIET = 16  # cycles after which it must be quiet
PATIENT = 4  # cycles in which people try to put a halted tab right before they delete it
FREE = {"tentang", "sync"}  # say which write they were made by and are not written for that alone


def faults(world: World) -> list[str]:
    """Let the world come to rest; everything that is not as it must be."""
    world.armed.clear()
    world.cycle = None
    try:
        if not _rest(world):
            return [*world.watch.faults, "it never comes to rest"]
        now = gather(world.books, LINK)
        found = [*world.watch.faults, *_lost(world, now), *_apart(world, now), *_hidden(world, now)]
        return found + _restless(world)
    except KinerjaError as error:
        return [*world.watch.faults, f"a cycle fails: {error.code} {error.params}"]


def _cycle(world: World) -> Cycle:
    world.cycle = Cycle(link=LINK, actor="mesin", port=world.twin, books=world.books)
    try:
        return world.cycle.run()
    finally:
        world.cycle = None


def _rest(world: World) -> bool:
    for turn in range(QUIET):
        events, writes = len(world.books.events), world.twin.calls["write"]
        done = _cycle(world)
        mended = _mend(world, done, patient=turn < PATIENT)
        if not mended and (events, writes) == (len(world.books.events), world.twin.calls["write"]):
            return True
    return False


def _mend(world: World, done: Cycle, *, patient: bool) -> bool:
    """Put right or delete a tab that is halted, or delete the second of two rows with one id."""
    for halted in done.halted:
        if patient and len(world.books.events) % 2:
            world.by_hand(partial(_put_right, world, halted))
        else:
            world.do(("delete tab", halted))
        return True
    for key in ("isian", "target"):
        tab = world.twin.tab(key)
        at = tab.id_column
        names = [None if at is None else cells[at] for cells in tab.rows]
        again = [row for row, name in enumerate(names) if name is not None and names.count(name) > 1]
        if again:  # rather the one that is another's
            row = next((row for row in again if not says_its_id(tab, row)), again[-1])
            world.by_hand(lambda key=key, row=row: world.twin.delete_row(key, row))  # type: ignore[misc]
            return True
    return False


def _put_right(world: World, key: str) -> None:
    """Write beside each id what it names."""
    tab = world.twin.tab(key)
    at = tab.id_column
    for cells in tab.rows:
        name = None if at is None else cells[at]
        if isinstance(name, str) and "|" in name:
            for column, text in zip(("agreement", "code", "period"), name.split("|"), strict=False):
                if column in tab.columns:
                    cells[tab.columns.index(column)] = text
    tab.changed()
    world.twin.count += 1


def _lost(world: World, now: Gathered) -> list[str]:
    """Edits that nobody answered."""
    found = []
    nobodys = {
        (tab, name, one.edit.value)
        for (tab, row), cells in now.state.standing.items()
        for name, one in cells.items()
        if row.startswith(NOBODY)
    }
    for key, edits in world.watch.open.items():
        tab, row, name = key
        for raw in edits if not row else edits[-1:]:
            text = said(tab, name, raw)
            if not row and (text is None or (tab, name, shown(raw)) in nobodys):
                continue
            if row and text == world.watch.answered.get(key, "never"):
                continue
            if tab == "konflik" and not any(
                one.code == row for cells in now.state.standing.values() for one in cells.values()
            ):
                continue
            if tab != "konflik" and row and text == world.held(key):
                continue
            known = now.state.cells(tab, row).get(name)
            if known is not None and known.edit.value == shown(raw):  # typed again what stands refused there
                continue
            if world.died and tab != "konflik" and row and text in world.ever_held(key):
                continue  # what a write that died was about to put there cannot be told from it
            found.append(f"lost: {key} {raw!r}")
    return found


def _rows(tab: Tab) -> dict[str, dict[str, Raw]]:
    at = tab.id_column
    assert at is not None
    keys = {key: column for column, key in enumerate(tab.columns) if key is not None}
    return {str(cells[at]): {key: cells[column] for key, column in keys.items()} for cells in tab.rows if cells[at]}


def _apart(world: World, now: Gathered) -> list[str]:
    """Where the sheet does not show what the ledger holds."""
    found = []
    for sheet in build(now.data).sheets:
        if sheet.key in FREE:
            continue
        tab = next((tab for tab in world.twin.tabs if tab.key == sheet.key), None)
        if tab is None:
            found.append(f"no tab: {sheet.key}")
        elif any(column.role == "id" for column in sheet.columns):
            found += _table_apart(sheet, tab)
        else:
            found += _page_apart(sheet, tab)
    for key, agreed in world.watch.answered.items():
        ours = world.held(key) if key[0] in {"isian", "target"} and key[1] else None
        standing = now.state.cells(key[0], key[1])
        if ours is not None and key[2] not in standing and _shown(world, key) not in (None, ours):
            found.append(
                f"not the ledger's: {key} shows {_shown(world, key)} where the ledger holds {ours}, answered {agreed}"
            )
    return found


def _shown(world: World, key: Key) -> str | None:
    try:
        return said(key[0], key[2], world.twin.value(*key))
    except KeyError:
        return None


def _table_apart(sheet: Sheet, tab: Tab) -> list[str]:
    there, found = _rows(tab), []
    identity = next(column.key for column in sheet.columns if column.role == "id")
    for record in sheet.records:
        name = str(record[identity].value or "") if identity in record else ""
        if not name:
            continue
        if name not in there:
            found.append(f"no row: {sheet.key} {name}")
            continue
        for key, cell in record.items():
            kind = INPUTS.get(sheet.key, {}).get(key)
            if key not in there[name] or not same(kind, there[name][key], cell.value):
                found.append(f"differs: {sheet.key} {name} {key}: {there[name].get(key)!r} for {cell.value!r}")
    return found


def _page_apart(sheet: Sheet, tab: Tab) -> list[str]:
    keys = [column.key for column in sheet.columns]
    if not set(keys) <= set(tab.columns):
        return [f"lacks: {sheet.key} lacks {set(keys) - set(tab.columns)}"]
    at = [tab.columns.index(key) for key in keys]
    there = [texts for cells in tab.rows if any(texts := [shown(cells[column]) for column in at])]
    wanted = [texts for row in sheet.cells if any(texts := [shown(cell.value) for cell in row])]
    close = len(there) == len(wanted) and all(
        all(same(None, cells[column], cell.value) for column, cell in zip(at, row, strict=False))
        for cells, row in zip(
            (cells for cells in tab.rows if any(shown(cells[column]) for column in at)),
            (row for row in sheet.cells if any(shown(cell.value) for cell in row)),
            strict=True,
        )
    )
    return [] if close else [f"page differs: {sheet.key} shows {there} for {wanted}"]


def _hidden(world: World, now: Gathered) -> list[str]:
    """Refused and conflicting cells that do not show what was typed, or conflicts that are not listed."""
    found = []
    listed = set(_rows(world.twin.tab("konflik")))
    for (tab, row), cells in now.state.standing.items():
        for name, one in cells.items():
            if one.state == "conflict" and one.code not in listed:
                found.append(f"not listed: conflict {one.code} is not listed")
            if tab not in {"isian", "target"} or row.startswith(NOBODY):
                continue
            typed = said(tab, name, as_typed(one.edit.value, one.edit.typed))
            if _shown(world, (tab, row, name)) != typed and shown(world.twin.value(tab, row, name)) != one.edit.value:
                found.append(f"hidden: {one.state} {tab} {row} {name}: {one.edit.value!r} is not shown")
    return found


def _restless(world: World) -> list[str]:
    """A cycle more writes nothing and records nothing, even one that remembers nothing."""
    found = []
    for forgetting in (False, True):
        if forgetting:
            world.books.hints.clear()
        events, writes = len(world.books.events), world.twin.calls["write"]
        _cycle(world)
        if (events, writes) != (len(world.books.events), world.twin.calls["write"]):
            new = [type(one.event).__name__ for one in world.books.events[events:]]
            found.append(
                f"restless: one cycle more {'without hints ' if forgetting else ''}writes again, records {new}"
            )
    return found
