"""What a write overwrote while somebody typed, or wrote where rows had moved, told by what it displaced. Pure.

Google writes by place and cannot be asked to look first. So the last write kept what stood in the rows that it meant to
overwrite, with the id of each; from that the next read tells what people typed from what only went astray.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from kinerja_es.errors import BadInput
from sync.cells import INPUTS, Kind, as_typed, canonical, digest, same, shown, typed
from sync.held import held
from sync.layout.konflik import parts
from sync.merge import CellMerge, Standing
from sync.model import Cell, Workbook
from sync.reader import Reader
from sync.snapshot import Displaced, Raw


@dataclass(frozen=True, slots=True)
class Recovered:
    """A row's input cells as people left them.

    Attributes:
        kinds: the columns in which people may have left something at all.
        displaced: the columns that hold something else by now, because a write was faster.
        base: what people saw in some columns, where that is not what the last whole write showed.
    """

    cells: Mapping[str, Raw]
    kinds: Mapping[str, Kind]
    displaced: frozenset[str]
    base: Mapping[str, str | None]

    def marked(self, merged: Sequence[CellMerge]) -> list[CellMerge]:
        """What the cells came to, with those marked that the sheet does not hold."""
        return [
            replace(one, edit=replace(one.edit, displaced=True)) if one.edit.field in self.displaced else one
            for one in merged
        ]


def recover(reader: Reader, tab: str, row: str, seen: Mapping[str, Raw], kinds: Mapping[str, Kind]) -> Recovered:
    """What people left in a row, whatever the last write did to it.

    Args:
        reader: the reading under way.
        tab: key of the tab.
        row: id of the row.
        seen: its cells as read.
        kinds: the input columns that the sheet still has.
    """
    last = reader.partly[-1] if reader.partly else reader.before
    standing = reader.now.state.cells(tab, row)  # what was refused is asked for again, whoever wrote it there
    ours = {name for made in reader.partly for name in _written(made, tab, row, seen, kinds) if name not in standing}
    base = {name: said for name, said in _shown_in_part(reader, tab, row, seen, kinds).items() if name not in standing}
    typed_over = {
        name: as_typed(one.edit.value, one.edit.typed)
        for name, one in standing.items()
        if one.edit.displaced and one.position > reader.token
        if name in kinds and _written(last, tab, row, seen, {name: kinds[name]})
    }
    for one in reader.snapshot.displaced:
        if one.tab != tab or row not in {one.row, one.meant}:
            continue
        astray = one.meant not in {"", one.row}
        for name, kind in kinds.items():
            if one.read is not None and name not in one.read:
                continue  # not overwritten
            if one.row != row:  # it was meant here and went elsewhere: here stands still what stood before
                if _known(reader, one, row, name, seen.get(name)):
                    ours.add(name)
                else:
                    base |= _before(reader, one, row, name)
            elif _written(last, tab, one.meant or row, seen, {name: kind}):
                if not _answered(reader, tab, row, name, one.cells.get(name), seen.get(name)) and not _known(
                    reader, one, row, name, one.cells.get(name)
                ):
                    typed_over[name] = one.cells.get(name)
                    base |= _seen_by_author(reader, one, row, name)
                    ours.discard(name)
                elif astray:
                    ours.add(name)
    return Recovered(
        {**seen, **typed_over},
        {name: kind for name, kind in kinds.items() if name not in ours},
        frozenset(typed_over),
        base,
    )


def shown_again(
    cells: Mapping[str, Raw], kinds: Mapping[str, Kind], base: Mapping[str, str | None],
    standing: Mapping[str, Standing],
) -> Mapping[str, Raw]:  # fmt: skip
    """A row of an older copy: where nobody touched it counts what was refused since, for it is shown there again."""
    again: dict[str, Raw] = {}
    for name, one in standing.items():
        with suppress(BadInput):
            if name in kinds and canonical(kinds[name], cells.get(name)) == base.get(name):
                again[name] = as_typed(one.edit.value, one.edit.typed)
    return {**cells, **again}


def _shown_in_part(
    reader: Reader, tab: str, row: str, seen: Mapping[str, Raw], kinds: Mapping[str, Kind]
) -> dict[str, str | None]:  # fmt: skip
    """What a row says that a write reached of which only a part landed: a row is written whole or not at all."""
    said: dict[str, str | None] = {}
    for made in reversed(reader.partly):
        record, older = (_record(each, tab, row) for each in (made, reader.before))
        ledgers = [name for name in record if name not in INPUTS[tab]]
        if any(name not in older or older[name].value != record[name].value for name in ledgers) and all(
            same(None, seen.get(name), record[name].value) for name in ledgers
        ):
            for name, kind in kinds.items():
                with suppress(BadInput):  # what was refused says nothing
                    said[name] = canonical(kind, record[name].value)
            break
    return said


def _before(reader: Reader, one: Displaced, row: str, name: str) -> dict[str, str | None]:
    """What the ledger had shown in a cell before that write."""
    old = reader.older(one.token)
    return {} if old is None else {name: held(old.get(parts(row)[0]), one.tab, row).get(name)}


def _seen_by_author(reader: Reader, one: Displaced, row: str, name: str) -> dict[str, str | None]:
    """What stood in a cell for whoever typed while that write was under way: an edit that it took, or the ledger's."""
    agreed = reader.now.state.agreed.get((one.tab, row), {}).get(name)
    if agreed is not None and one.token < agreed.position <= reader.token:
        return {name: agreed.value}
    return _before(reader, one, row, name)


def _written(
    made: Workbook | None, tab: str, row: str, seen: Mapping[str, Raw], kinds: Mapping[str, Kind]
) -> set[str]:  # fmt: skip
    """The columns in which stands what a write put there; what a person typed after it is newer."""
    record = _record(made, tab, row)
    return {
        name
        for name, kind in kinds.items()
        if name in record
        and typed(seen.get(name)) == typed(record[name].value)
        and same(kind, seen.get(name), record[name].value)
    }


def _record(made: Workbook | None, tab: str, row: str) -> Mapping[str, Cell]:
    if made is None:
        return {}
    found = (record for record in made.sheet(tab).records if "id" in record and record["id"].value == row)
    return next(found, {})


def _answered(reader: Reader, tab: str, row: str, name: str, raw: Raw, seen: Raw) -> bool:
    """Whether that very edit of the cell was taken since that write, or one after it that stands there no more."""
    agreed = reader.now.state.agreed.get((tab, row), {}).get(name)
    if agreed is None or agreed.batch != reader.snapshot.batch or agreed.position <= reader.token:
        return False
    kind = INPUTS[tab][name]
    return agreed.value == _said(kind, raw) or agreed.value != _said(kind, seen)


def _said(kind: Kind, raw: Raw) -> str | None:
    try:
        return canonical(kind, raw)
    except BadInput:
        return shown(raw)


def _known(reader: Reader, one: Displaced, row: str, name: str, raw: Raw) -> bool:
    """Whether nobody typed in a cell between the read and that write."""
    read = next((other.read for other in reader.snapshot.displaced if (other.tab, other.meant) == (one.tab, row)), None)
    if read is not None and name in read:
        return read[name] == digest(raw)
    last = reader.partly[-1] if reader.partly else reader.before
    if _written(last, one.tab, row, {name: raw}, {name: INPUTS[one.tab][name]}):
        return True  # it stood there as that write wanted it, so the row was not among those written
    try:
        value = canonical(INPUTS[one.tab][name], raw)
    except BadInput:
        return False
    agreed = reader.now.state.agreed.get((one.tab, row), {}).get(name)
    if agreed is not None and agreed.value == value and agreed.position > one.token:
        return True
    before = _before(reader, one, row, name)
    return value is None if name not in before else before[name] == value
