"""What a write overwrote while somebody typed, or wrote where rows had moved meanwhile, told by what it displaced. Pure.

Google writes by place and cannot be asked to look first. So the last write kept what stood in the rows that it meant to
overwrite, with the id of each; from that the next read tells what people typed from what only went astray.
"""

from collections.abc import Mapping

from kinerja_es.errors import BadInput
from sync.cells import INPUTS, Kind, canonical, digest, same
from sync.held import held
from sync.layout.konflik import parts
from sync.model import Cell, Workbook
from sync.reader import Reader
from sync.snapshot import Displaced, Raw


def recover(
    reader: Reader, tab: str, row: str, seen: Mapping[str, Raw], kinds: Mapping[str, Kind]
) -> tuple[Mapping[str, Raw], dict[str, Kind]]:
    """The row's input cells as people left them, and the columns in which people may have left something at all.

    Args:
        reader: the reading under way.
        tab: key of the tab.
        row: id of the row.
        seen: its cells as read.
        kinds: the input columns that the sheet still has.
    """
    cells = dict(seen)
    ours = {name for made in reader.partly for name in _written(made, tab, row, seen, kinds)}
    last = reader.partly[-1] if reader.partly else reader.before
    for one in reader.snapshot.displaced:
        if one.tab != tab or row not in {one.row, one.meant}:
            continue
        astray = one.meant not in {"", one.row}
        for name, kind in kinds.items():
            written = bool(_written(last, tab, one.meant or row, seen, {name: kind}))
            if _answered(reader, tab, row, name):
                if written and one.row == row and _agreed_upon(reader, one, name, kind):
                    ours.add(name)  # what was displaced is taken, and the write that shows it is still to come
                continue
            if one.row != row:  # it was meant here and went elsewhere: here stands still what stood before
                if _known(reader, one, row, name, seen.get(name)):
                    ours.add(name)
            elif written:
                if not _known(reader, one, row, name, one.cells.get(name)):
                    cells[name] = one.cells.get(name)  # it counts as typed
                    ours.discard(name)
                elif astray:
                    ours.add(name)
    return cells, {name: kind for name, kind in kinds.items() if name not in ours}


def _written(
    made: Workbook | None, tab: str, row: str, seen: Mapping[str, Raw], kinds: Mapping[str, Kind]
) -> set[str]:  # fmt: skip
    """The columns in which stands what a write put there; what a person typed after it is newer."""
    record = _record(made, tab, row)
    return {name for name, kind in kinds.items() if name in record and same(kind, seen.get(name), record[name].value)}


def _record(made: Workbook | None, tab: str, row: str) -> Mapping[str, Cell]:
    if made is None:
        return {}
    found = (record for record in made.sheet(tab).records if "id" in record and record["id"].value == row)
    return next(found, {})


def _answered(reader: Reader, tab: str, row: str, name: str) -> bool:
    """Whether an edit of the cell was taken since that write."""
    agreed = reader.now.state.agreed.get((tab, row), {}).get(name)
    return agreed is not None and agreed.batch == reader.snapshot.batch and agreed.position > reader.token


def _agreed_upon(reader: Reader, one: Displaced, name: str, kind: Kind) -> bool:
    """Whether the newest agreement on a cell is what was displaced there."""
    try:
        return reader.now.state.agreed[one.tab, one.row][name].value == canonical(kind, one.cells.get(name))
    except BadInput:
        return False


def _known(reader: Reader, one: Displaced, row: str, name: str, raw: Raw) -> bool:
    """Whether nobody typed in a cell between the read and that write."""
    read = next((other.read for other in reader.snapshot.displaced if (other.tab, other.meant) == (one.tab, row)), None)
    if read is not None:
        return read.get(name, "") == digest(raw)
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
    old = reader.older(one.token)
    return value is None if old is None else held(old.get(parts(row)[0]), one.tab, row).get(name) == value
