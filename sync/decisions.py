"""Conflicts decided by people: in the drop-downs of Konflik, or by `sync resolve`. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kinerja_es import events as e
from kinerja_es.catalogue import LANGUAGES, text
from kinerja_es.errors import BadInput
from sync.cells import INPUTS, as_typed, canonical, shown, typed
from sync.gather import Gathered
from sync.layout.konflik import parts
from sync.merge import FIGURE, CellMerge, Standing
from sync.reader import Edits, Reader
from sync.rows import torn
from sync.snapshot import Raw, SeenRow, SeenTab, Snapshot
from sync.standing import Key
from sync.taking import decide_edits, settle_for_ledger, take

Keep = Literal["sheet", "ledger"]
TAB, COLUMN = "konflik", "decision"


@dataclass(frozen=True, slots=True)
class _Choice:
    """A row of Konflik in which somebody chose."""

    conflict: str
    row: SeenRow
    keep: Keep


def decisions(reader: Reader) -> None:
    """What people chose in the drop-downs of Konflik."""
    _forget(reader)
    tab = reader.snapshot.tabs.get(TAB)
    if tab is None or COLUMN not in tab.columns:
        return
    chosen: dict[tuple[Key, tuple[str, ...]], list[_Choice]] = {}
    for row in tab.rows:
        name, raw = row.cells.get("id"), row.cells.get(COLUMN)
        found = find(reader.now, name) if isinstance(name, str) and name != "_id" else None
        if not isinstance(name, str) or found is None:
            continue  # decided already; the row goes with the next write
        keep = _choice(raw)
        if keep is not None and torn(found[0][1], row):
            _refuse(reader, tab, name, row, "decision-torn")
        elif keep is not None:
            chosen.setdefault((found[0], _group(reader.now, found)), []).append(_Choice(name, row, keep))
        elif shown(raw) is None:
            _settle(reader, name)
        else:
            _refuse(reader, tab, name, row, "bad-decision")
    for choices in chosen.values():
        _together(reader, tab, choices)


def _together(reader: Reader, tab: SeenTab, choices: Sequence[_Choice]) -> None:
    """What was chosen for the parts of one figure; both at once would make a figure that nobody wrote."""
    if len({one.keep for one in choices}) > 1:
        for one in choices:
            _refuse(reader, tab, one.conflict, one.row, "decisions-differ")
        return
    for one in choices:
        _settle(reader, one.conflict)
    _resolve(reader, choices[0].conflict, choices[0].keep)


def _refuse(reader: Reader, tab: SeenTab, conflict: str, row: SeenRow, code: str) -> None:
    raw = row.cells.get(COLUMN)
    problem = BadInput(code, where=f"{tab.name}!{row.at + 1}", text=shown(raw) or "")
    edit = e.FieldEdit(field=COLUMN, value=shown(raw), typed=typed(raw))
    merged = [CellMerge(verdict="refused", edit=edit, says=None, ledger=None, problem=problem)]
    place = reader.place(tab, TAB, conflict, row.at)
    reader.own(take(reader.anybody(), place, merged, reader.now.state.cells(TAB, conflict)))


def _settle(reader: Reader, conflict: str) -> None:
    """A decision that could not be taken stands no more."""
    unread = reader.now.state.cells(TAB, conflict)
    if unread:
        merged = [CellMerge(verdict="undone", edit=one.edit, says=None, ledger=None) for one in unread.values()]
        reader.own(take(reader.anybody(), reader.place(None, TAB, conflict, None), merged, unread))


def _forget(reader: Reader) -> None:
    """Decisions that could not be taken, of conflicts that are none any more."""
    for tab, conflict in list(reader.now.state.standing):
        if tab == TAB and find(reader.now, conflict) is None:
            _settle(reader, conflict)


def _choice(raw: Raw) -> Keep | None:
    said = (shown(raw) or "").strip().casefold()
    for keep in ("sheet", "ledger"):
        if said in {text(f"workbook.conflict.keep.{keep}", language) for language in LANGUAGES}:
            return "sheet" if keep == "sheet" else "ledger"
    return None


def find(now: Gathered, conflict: str) -> tuple[Key, str, Standing] | None:
    """Where an open conflict stands: tab and row, field, and the cell."""
    for key, cells in now.state.standing.items():
        for name, one in cells.items():
            if one.state == "conflict" and one.code == conflict:
                return key, name, one
    return None


def resolve(
    now: Gathered, conflict: str, keep: Keep, *, actor: str, reason: str, written: Mapping[str, str]
) -> Edits | None:
    """The events by which somebody decides a conflict without the sheet; None where none is open under that id."""
    if find(now, conflict) is None:
        return None
    reader = Reader(
        snapshot=Snapshot(facts=written), now=now, then=None, before=None, fresh=True, actor=actor,
        reason=reason, authors=tuple, older=lambda _: None, agreements=dict(now.agreements),
    )  # fmt: skip
    _resolve(reader, conflict, keep)
    return reader.edits


def _group(now: Gathered, found: tuple[Key, str, Standing]) -> tuple[str, ...]:
    """The conflicting cells that are decided with one: those of its figure."""
    (tab, row), name, _ = found
    cells = now.state.cells(tab, row)
    return tuple(part for part in (FIGURE if name in FIGURE else (name,)) if part in cells
                 and cells[part].state == "conflict")  # fmt: skip


def _resolve(reader: Reader, conflict: str, keep: Keep) -> None:
    """Decide a conflict; the parts of one figure are decided together, so that no figure arises that nobody wrote."""
    found = find(reader.now, conflict)
    assert found is not None  # the caller looked
    (tab, row), _, standing = found
    cells = reader.now.state.cells(tab, row)
    chosen = [_shown_again(cells[part], reader.token) for part in _group(reader.now, found)]
    ref = parts(row)[0]
    seen = reader.snapshot.tabs.get(tab)
    at = None if seen is None else next((one.at for one in seen.rows if one.cells.get("id") == row), None)
    place = replace(reader.place(seen, tab, row, at), candidates=standing.candidates)
    if keep == "ledger":
        reader.add(ref, [settle_for_ledger(place, one.edit, one.code) for one in chosen])
        return
    says = {one.edit.field: _says(tab, one) for one in chosen}
    upon = [replace(one.edit, base=one.ledger) for one in chosen]  # what the decision was made against
    reader.add(ref, decide_edits(reader.agreements[ref], place, says, upon, {}))


def _shown_again(standing: Standing, token: int) -> Standing:
    """A conflict found in what a write had displaced stands in its cell again, once a later write has landed."""
    displaced = standing.edit.displaced and standing.position > token
    return replace(standing, edit=replace(standing.edit, displaced=displaced))


def _says(tab: str, standing: Standing) -> str | None:
    edit = standing.edit
    return canonical(INPUTS[tab][edit.field], as_typed(edit.value, edit.typed))
