"""What people typed in a workbook since its last write, as events: decisions first, then input cells. Pure.

The caller appends them in one transaction, and asks again where another writer was faster.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kinerja_es import events as e
from kinerja_es.errors import BadInput
from sync.cells import INPUTS, as_typed, digest, shown, typed
from sync.decisions import decisions
from sync.gather import Gathered
from sync.held import held, known_rows
from sync.layout.konflik import ORPHAN, parts
from sync.merge import CellMerge, Standing, columns_there, merge_row
from sync.model import Workbook
from sync.reader import Edits, Older, Reader
from sync.recovery import recover, shown_again
from sync.rows import Sorted, made_up, sort_out
from sync.snapshot import Raw, SeenRow, SeenTab, Snapshot
from sync.taking import take

TAKEN_FROM = ("isian", "target")


def take_all(
    snapshot: Snapshot,
    now: Gathered,
    then: Gathered | None,
    before: Workbook | None,
    *,
    fresh: bool,
    actor: str,
    reason: str,
    authors: Callable[[], tuple[str, ...]],
    older: Older,
    partly: tuple[Workbook, ...] = (),
    behind: Mapping[str, Gathered] | None = None,
) -> Edits:
    """The events that the edits in a workbook become.

    Args:
        snapshot: the workbook as read.
        now: the ledger as it is.
        then: the ledger as the last write of the workbook showed it; None where that is not known.
        before: that write.
        fresh: whether it is the workbook as last written, not an older copy of it.
        actor: who runs the sync.
        reason: the reason of corrections for which nobody gave one.
        authors: who may have typed; asked only where something was typed.
        older: the agreements as of an earlier position.
        partly: writes since then of which only a part landed.
        behind: the ledger as halted tabs still show it, by key.
    """
    reader = Reader(
        snapshot=snapshot, now=now, then=then, before=before, fresh=fresh, actor=actor, reason=reason, authors=authors,
        older=older, partly=partly, behind=behind or {}, agreements=dict(now.agreements),
    )  # fmt: skip
    decisions(reader)
    if reader.edits.events:
        reader.edits.again = True
        return reader.edits
    for key in TAKEN_FROM:
        tab = snapshot.tabs.get(key)
        if tab is not None:
            _tab(reader, tab)
        else:
            if key in now.state.halted:  # deleted, to be made anew
                reader.own([e.SheetTabResumed(actor=actor, book=reader.book, tab=key)])
            _gone(reader, key, set())
            _without(reader, key, set())
    # A decision that could not be taken may have lost its conflict by what was taken after it.
    reader.edits.again = bool(reader.edits.events) and any(
        tab == "konflik" and cells for (tab, _), cells in now.state.standing.items()
    )
    return reader.edits


def _tab(reader: Reader, tab: SeenTab) -> None:
    sheet = reader.before.sheet(tab.key) if reader.before is not None else None
    known = known_rows(reader.agreements, tab.key)
    sorted_out = sort_out(tab, known, sheet)
    halted = tab.key in reader.now.state.halted
    if sorted_out.torn:
        _orphans(reader, tab, _overwritten(reader, tab, set()))
        if not halted:
            reader.own([e.SheetTabHalted(actor=reader.actor, book=reader.book, tab=tab.key, cause="torn-rows")])
        return
    if halted:
        reader.own([e.SheetTabResumed(actor=reader.actor, book=reader.book, tab=tab.key)])
    kinds = columns_there(INPUTS[tab.key], tab.columns)
    for name, row in sorted_out.ours.items():
        ref = parts(name)[0]
        base = reader.base((tab.key, name), ref)
        ledger = held(reader.agreements[ref], tab.key, name)
        standing = reader.now.state.cells(tab.key, name)
        cells = row.cells if reader.fresh else shown_again(row.cells, kinds, base, standing)
        found = recover(reader, tab.key, name, cells, kinds)
        agreed = {**base, **found.base}
        again = {field: one for field, one in standing.items() if field not in tab.columns}
        merged = found.marked(
            merge_row(
                {**found.kinds, **columns_there(INPUTS[tab.key], again)},
                {**found.cells, **_standing_cells(again)},
                agreed.get,
                ledger.get,
                standing,
            )
        )
        if merged:
            place = reader.place(tab, tab.key, name, row.at)
            reader.add(ref, take(reader.agreements[ref], place, merged, standing))
    _gone(reader, tab.key, {*sorted_out.ours, *sorted_out.doubled})
    _doubled(reader, tab, sorted_out)
    lost = {**sorted_out.orphans, **_overwritten(reader, tab, known)}
    _without(reader, tab.key, set(lost))
    _orphans(reader, tab, lost)


def _standing_cells(standing: Mapping[str, Standing]) -> dict[str, Raw]:
    """Refused and conflicting cells as they were typed: where somebody deleted them they are shown again."""
    return {field: as_typed(one.edit.value, one.edit.typed) for field, one in standing.items()}


def _gone(reader: Reader, tab: str, there: set[str]) -> None:
    """Refused and conflicting cells of rows that somebody deleted: they are shown again, so they count as there."""
    for name in sorted(known_rows(reader.agreements, tab) - there):
        standing = reader.now.state.cells(tab, name)
        if not standing:
            continue
        ref = parts(name)[0]
        kinds = columns_there(INPUTS[tab], standing)
        cells = _standing_cells(standing)
        ledger = held(reader.agreements[ref], tab, name)
        merged = merge_row(kinds, cells, reader.base((tab, name), ref).get, ledger.get, standing)
        if merged:
            place = reader.place(reader.snapshot.tabs.get(tab), tab, name, None)
            reader.add(ref, take(reader.agreements[ref], place, merged, standing))


def _doubled(reader: Reader, tab: SeenTab, sorted_out: Sorted) -> None:
    """Cells of rows that stand there twice: what differs from the base is refused, and nothing is taken."""
    for name, rows in sorted_out.doubled.items():
        ref = parts(name)[0]
        base = reader.base((tab.key, name), ref)
        standing = reader.now.state.cells(tab.key, name)
        problem = BadInput("duplicate-row", where=f"{tab.name}!{rows[1].at + 1}", row=rows[1].at + 1)
        merged: dict[str, CellMerge] = {}
        for row in rows:
            found = recover(reader, tab.key, name, row.cells, columns_there(INPUTS[tab.key], tab.columns))
            for one in found.marked(merge_row(found.kinds, found.cells, base.get, base.get, {})):
                merged.setdefault(one.edit.field, replace(one, verdict="refused", problem=problem))
        field_ = next(iter(columns_there(INPUTS[tab.key], tab.columns)), None)
        if not merged and field_ is not None:  # frozen all the same, and somebody must be told
            raw = rows[0].cells.get(field_)
            edit = e.FieldEdit(field=field_, base=base.get(field_), value=shown(raw), typed=typed(raw))
            merged[field_] = CellMerge(verdict="refused", edit=edit, says=None, ledger=None, problem=problem)
        place = reader.place(tab, tab.key, name, rows[0].at)
        reader.add(ref, take(reader.agreements[ref], place, list(merged.values()), standing))


def _overwritten(reader: Reader, tab: SeenTab, known: set[str]) -> dict[str, SeenRow]:
    """Rows that are not ours and stood, with something typed in them, where the last write meant another row."""
    lost = [
        SeenRow(at=0, cells={name: raw for name, raw in one.cells.items()
                             if one.read is None or one.read.get(name, digest(raw)) != digest(raw)})
        for one in reader.snapshot.displaced
        if one.tab == tab.key and one.row not in known
    ]  # fmt: skip
    return {made_up(tab, row): row for row in lost if row.cells}


def _without(reader: Reader, tab: str, there: set[str]) -> None:
    """Settle what was refused in rows that no id made ours and that went away."""
    for (key, name), cells in reader.now.state.standing.items():
        if key != tab or not name.startswith(ORPHAN) or name in there:
            continue
        place = reader.place(reader.snapshot.tabs.get(tab), tab, name, None)
        for one in cells.values():
            merged = [CellMerge(verdict="undone", edit=one.edit, says=None, ledger=None)]
            reader.own(take(reader.anybody(), place, merged, cells))


def _orphans(reader: Reader, tab: SeenTab, rows: Mapping[str, SeenRow]) -> None:
    """Rows that no id makes ours: what is typed in them is refused."""
    for name, row in rows.items():
        problem = BadInput("row-unknown", where=f"{tab.name}!{row.at + 1}", row=row.at + 1)
        merged = [
            CellMerge(
                verdict="refused", edit=e.FieldEdit(field=key, value=shown(raw), typed=typed(raw)), says=None,
                ledger=None, problem=problem,
            )
            for key in columns_there(INPUTS[tab.key], tab.columns)
            if shown(raw := row.cells.get(key)) is not None
        ]  # fmt: skip
        place = reader.place(tab, tab.key, name, row.at)
        reader.own(take(reader.anybody(), place, merged, reader.now.state.cells(tab.key, name)))
