"""Three-way merge of the input cells of one tab: what the sheet holds, what both last agreed on, what the ledger holds.

Pure, and one table (a row for each case):

| sheet against base | ledger against base | what follows |
|---|---|---|
| same | any | nothing to take; a write shows the ledger's value |
| changed, equal to the ledger | any | both agree |
| changed | same | an edit, to be decided like any command |
| changed | changed, different | a conflict |
| cannot be read | any | a refusal; the cell stays as it is |

Value, numerator and denominator of a row are one figure: they are taken, refused or in conflict together, so that no
figure arises that nobody wrote.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kinerja_es.errors import BadInput
from kinerja_es.events import FieldEdit
from sync.cells import Kind, as_typed, as_written, canonical, inert, shown, typed
from sync.snapshot import Raw

FIGURE = ("value", "numerator", "denominator")
Verdict = Literal["edit", "conflict", "refused", "agreed", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A cell that was refused or is in conflict, as the ledger's events have it.

    Attributes:
        state: which of both.
        edit: the cell as it was then; `edit.value` is the text that people see.
        ledger: of a conflict the ledger's value then, in canonical spelling.
        code: of a refusal its code, of a conflict its id.
        details: what fills the refusal's sentence.
        event: id of the event, with its position and moment.
        candidates: who may have typed it.
    """

    state: Literal["refused", "conflict"]
    edit: FieldEdit
    ledger: str | None
    code: str
    details: Mapping[str, str]
    where: str
    event: str
    position: int
    since: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMerge:
    """What one input cell comes to.

    Attributes:
        edit: the cell, with base and value as people see them.
        says: what the sheet says, canonical; None where it is blank or cannot be read.
        ledger: what the ledger holds, canonical.
        problem: why it cannot be read.
    """

    verdict: Verdict
    edit: FieldEdit
    says: str | None
    ledger: str | None
    problem: BadInput | None = None


Held = Callable[[str], str | None]


def merge_row(
    kinds: Mapping[str, Kind], cells: Mapping[str, Raw], base: Held, ledger: Held, standing: Mapping[str, Standing]
) -> list[CellMerge]:
    """The input cells of one row that ask for something; cells that are as both sides know them are left out.

    Args:
        kinds: the tab's input columns that the sheet still has and that are to be read.
        cells: what stands in the row.
        base: what both sides last agreed on, by field, canonical.
        ledger: what the ledger holds now, likewise.
        standing: cells of the row that were refused or are in conflict.
    """
    found = [
        merged
        for name, kind in kinds.items()
        if (merged := _cell(name, kind, cells.get(name), base(name), ledger(name), standing.get(name))) is not None
    ]
    moved = {
        name: CellMerge(verdict="conflict", edit=_edit(name, cells.get(name), base(name)), says=base(name),
                        ledger=ledger(name))
        for name in FIGURE
        if name in kinds and base(name) != ledger(name) and _says(kinds[name], cells.get(name), base(name))
    }  # fmt: skip
    unread = any(name in FIGURE and name not in kinds and one.state == "conflict" for name, one in standing.items())
    return _together(found, moved, frozen=unread)


def _says(kind: Kind, raw: Raw, value: str | None) -> bool:
    try:
        return canonical(kind, raw) == value
    except BadInput:
        return value in as_written(kind, raw)


def _edit(name: str, raw: Raw, base: str | None) -> FieldEdit:
    return FieldEdit(field=name, base=base, value=shown(raw), typed=typed(raw))


def _cell(
    name: str, kind: Kind, raw: Raw, base: str | None, ledger: str | None, standing: Standing | None
) -> CellMerge | None:
    if standing is not None and raw == inert(standing.edit):
        raw = as_typed(standing.edit.value, standing.edit.typed)  # shown again as a text, it is still what was typed
    if standing is not None and _untouched(standing, raw, ledger):
        base = standing.edit.base
    edit = _edit(name, raw, base)
    try:
        says = canonical(kind, raw)
    except BadInput as problem:
        known = next((one for one in as_written(kind, raw) if one in (base, ledger)), None)
        if known is None:
            return CellMerge(verdict="refused", edit=edit, says=None, ledger=ledger, problem=problem)
        says = known
    if says in (base, ledger):
        if standing is None:
            return None
        return CellMerge(verdict="agreed" if says == ledger else "undone", edit=edit, says=says, ledger=ledger)
    held = standing is not None and standing.state == "conflict"
    verdict: Verdict = "edit" if base == ledger and not held else "conflict"
    return CellMerge(verdict=verdict, edit=edit, says=says, ledger=ledger)


def _untouched(standing: Standing, raw: Raw, ledger: str | None) -> bool:
    """Whether a cell is still what it was when it was refused: no write showed there what the ledger came to since."""
    if standing.state != "refused":
        return False
    as_it_was = (shown(raw), typed(raw)) == (standing.edit.value, standing.edit.typed)
    return as_it_was or standing.edit.base == ledger or standing.code == "duplicate-row"


def _together(found: list[CellMerge], moved: Mapping[str, CellMerge], *, frozen: bool) -> list[CellMerge]:
    """A row's figure as one: a conflict or a refusal of a part is one of every part that was edited.

    In a conflict the parts that only the ledger changed stand beside the edited ones, so that either side's figure can
    be kept whole. `frozen`: a part that is not read now is in conflict.
    """
    parts = [one for one in found if one.edit.field in FIGURE and one.verdict in {"edit", "conflict", "refused"}]
    edited = {one.edit.field for one in parts}
    problem = next((one.problem for one in parts if one.problem is not None), None)
    if problem is not None:
        return [replace(one, verdict="refused", problem=one.problem or problem) if one in parts else one
                for one in found]  # fmt: skip
    beside = {name: one for name, one in moved.items() if name not in edited}
    if not parts or not (frozen or beside or any(one.verdict == "conflict" for one in parts)):
        return found
    rest = [one for one in found if one.edit.field not in edited | beside.keys()]
    return [*(replace(one, verdict="conflict") for one in parts), *beside.values(), *rest]


def columns_there(kinds: Mapping[str, Kind], columns: Iterable[str]) -> dict[str, Kind]:
    """The input columns that the sheet still has: a deleted column says nothing about its cells."""
    there = set(columns)
    return {name: kind for name, kind in kinds.items() if name in there}
