"""The rows of an input tab as they were read: which of them are ours, doubled, torn, or nobody's. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from sync.cells import INPUTS, same, shown
from sync.layout.konflik import ORPHAN, parts
from sync.layout.parts import row_id
from sync.model import Cell, Sheet
from sync.snapshot import Raw, SeenRow, SeenTab

IDENTITY = ("agreement", "code", "period")


@dataclass(slots=True)
class Sorted:
    """The rows below the headers by what they are.

    Attributes:
        ours: rows by id, each id once.
        doubled: ids that stand in several rows of which none is known to be the first, with those rows.
        copies: physical rows that bear the id of another one.
        orphans: rows with something typed in them that no id makes ours, by a made-up id.
        torn: whether a row's id and what stands beside it belong to different rows.
    """

    ours: dict[str, SeenRow] = field(default_factory=dict)
    doubled: dict[str, list[SeenRow]] = field(default_factory=dict)
    copies: set[int] = field(default_factory=set)
    orphans: dict[str, SeenRow] = field(default_factory=dict)
    torn: bool = False

    @property
    def strangers(self) -> set[int]:
        """Physical rows that are no row of ours, whatever id they bear."""
        return self.copies | {row.at for row in self.orphans.values()}


def sort_out(tab: SeenTab, known: set[str], before: Sheet | None) -> Sorted:
    """Tell the rows of a tab apart.

    Args:
        tab: the tab as read.
        known: ids of the rows that the ledger knows.
        before: the tab as the last write made it, to tell a row from its copy.
    """
    found: dict[str, list[SeenRow]] = {}
    result = Sorted()
    left = {} if before is None else {str(r["id"].value): r for r in before.records if "id" in r}
    for row in tab.rows:
        name = name_of(tab, row)
        if _is_header(row, before):
            continue
        if name is not None and name in known:
            found.setdefault(name, []).append(row)
        elif _typed(tab, row) and not _as_left(tab, row, left.get(name or "")):
            result.orphans[made_up(tab, row)] = row
    written = _written(before)
    for name, rows in found.items():
        first = rows if len(rows) == 1 else [row for row in rows if _as_written(row, written.get(name, {}))]
        if len(first) == 1:
            result.ours[name] = first[0]
            copies = [row for row in rows if row is not first[0]]
            result.copies.update(row.at for row in copies)
            result.orphans.update({made_up(tab, row): row for row in copies if _typed(tab, row)})
        else:
            result.doubled[name] = rows
    result.torn = any(torn(name, row) for name, row in result.ours.items())
    return result


def name_of(tab: SeenTab, row: SeenRow) -> str | None:
    """The id of a row; where somebody deleted the column of ids, what stands beside it says the same."""
    if "id" in tab.columns or tab.key not in INPUTS:
        name = row.cells.get("id")
        return name if isinstance(name, str) and name else None
    identity = [shown(row.cells.get(key)) for key in IDENTITY if key in tab.columns]
    return row_id(*(each or "" for each in identity)) if len(identity) > 1 and all(identity) else None


def _is_header(row: SeenRow, before: Sheet | None) -> bool:
    if row.cells.get("id") == "_id" or (before is None and row.at == 0):
        return True
    if before is None:
        return False
    headers = {column.key: column.header for column in before.columns}
    return sum(row.cells.get(key) == text for key, text in headers.items()) * 2 > len(headers)


def made_up(tab: SeenTab, row: SeenRow) -> str:
    """An id for a row that has none of ours: from what is typed in it, so that moving it changes nothing."""
    said = "\n".join(f"{key}={shown(raw)}" for key, raw in sorted(row.cells.items()))
    return ORPHAN + uuid5(NAMESPACE_URL, f"kinerja-es:row:{tab.key}\n{said}").hex[:8]


def _typed(tab: SeenTab, row: SeenRow) -> bool:
    return any(shown(row.cells.get(key)) for key in INPUTS[tab.key])


def _as_left(tab: SeenTab, row: SeenRow, record: Mapping[str, Cell] | None) -> bool:
    """Whether nobody typed in a row that was written once and that the book shows no more."""
    kinds = INPUTS[tab.key]
    return record is not None and all(same(kinds[key], row.cells.get(key), record[key].value) for key in kinds)


def _written(before: Sheet | None) -> Mapping[str, Mapping[str, Raw]]:
    if before is None:
        return {}
    ours = [column.key for column in before.columns if column.role == "ledger"]
    return {
        str(record["id"].value): {key: record[key].value for key in ours} for record in before.records if "id" in record
    }


def _as_written(row: SeenRow, written: Mapping[str, Raw]) -> bool:
    """Whether the ledger's cells of a row are as the last write left them."""
    return all(
        same(None, row.cells.get(key), value) for key, value in written.items() if not isinstance(value, bool)  # type: ignore[arg-type]
    )  # fmt: skip


def torn(name: str, row: SeenRow) -> bool:
    """Whether a cell of identity names another row than an id; one that is blank names none."""
    wanted = dict(zip(IDENTITY, parts(name), strict=True))
    there = {key: shown(row.cells.get(key)) for key in IDENTITY}
    return any(there[key] not in (None, wanted[key]) for key in IDENTITY if wanted[key])
