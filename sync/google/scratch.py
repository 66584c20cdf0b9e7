"""The scratch of `_sync`: what stood in the input cells that a write replaced, copied there by the same batch. Pure.

Google cannot be asked to write only where nothing changed. So each batch first copies the rows that it is about to
overwrite, with the `_id` that stands in them at that instant, and an edit nobody read yet is found there.

The first cell of the scratch says which write and which of its batches was the last to land. Below it stand blocks: a
cell that describes the block, then a row for each row copied, which begins with the id that was meant and what was
read there (blank for rows that only lay in between).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sync.cells import digest
from sync.google.names import Json, grid, runs
from sync.snapshot import Displaced, Raw, SeenRow

GAP = 15  # rows that may lie between two replaced rows of one block: copying is cheaper than another request
LONGEST = 400  # rows of a block
ATTEMPTS = 3  # how often a batch may be sent; each has rows of its own, so that one which lands late harms nothing
FIRST = 1  # row below the mark
BLANK = "-"  # a row without an id, or a blank cell
KEPT = "="  # a cell that is not overwritten
WIPED = "userEnteredValue,userEnteredFormat,note,dataValidation"


def blocks(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Stretches of physical rows that are copied together, as (first, end)."""
    return [
        (at, min(at + LONGEST, end)) for first, end in runs(rows, GAP) for at in range(first, end, LONGEST)
    ]  # fmt: skip


def copies(
    *, tab: str, source: int, target: int, column: int, at: int, block: tuple[int, int], write: str, token: int,
    identity: str, columns: Sequence[tuple[str, int]], meant: Mapping[int, SeenRow],
    over: Mapping[int, frozenset[str]], fact: tuple[int, int] | None,
) -> list[Json]:  # fmt: skip
    """The requests that copy a block.

    Args:
        tab: key of the tab.
        source: Google's number of the tab.
        target: that of `_sync`.
        column: where the scratch begins.
        at: the row of it that is free.
        block: the rows, as (first, end).
        write: id of this write.
        token: base token of the sheet when it was read.
        identity: our key of the column of ids.
        columns: our keys of the columns to copy, each with where it stands.
        meant: each replaced row as it was read, by its place.
        over: the input columns that are overwritten in it, likewise.
        fact: row and column of the base token in `_sync`, so that the one of that very instant is copied too.
    """
    described = {
        "write": write, "tab": tab, "token": token, "rows": block[1] - block[0], "id": identity,
        "columns": [key for key, _ in columns],
    }  # fmt: skip
    names = [key for key, _ in columns if key != identity]
    texts = [json.dumps(described, separators=(",", ":"))]
    texts += [
        _meant(meant[row], identity, names, over.get(row, frozenset())) if row in meant else "" for row in range(*block)
    ]
    lines = [{"values": [{"userEnteredValue": {"stringValue": text}} if text else {}]} for text in texts]
    start = {"sheetId": target, "rowIndex": at, "columnIndex": column}
    made: list[Json] = [{"updateCells": {"start": start, "rows": lines, "fields": "userEnteredValue"}}]
    if fact is not None:
        made.append(_copy(_one(target, *fact), _one(target, at, column + 1)))
    place = column + 1
    for first, end in _stretches([physical for _, physical in columns]):
        rows = (at + 1, at + 1 + block[1] - block[0])
        made.append(_copy(grid(source, block, (first, end)), grid(target, rows, (place, place + end - first))))
        place += end - first
    return made


def _meant(row: SeenRow, identity: str, names: Sequence[str], over: frozenset[str]) -> str:
    """The id that was read in a row, and below it a digest of each of its input cells that are overwritten."""
    digests = " ".join((digest(row.cells.get(name)) or BLANK) if name in over else KEPT for name in names)
    return f"{row.cells.get(identity) or BLANK}\n{digests}"


def _copy(source: Json, destination: Json) -> Json:
    """With formats: a formula must stay one, and a day what it is."""
    return {"copyPaste": {"source": source, "destination": destination, "pasteType": "PASTE_NORMAL"}}


def _one(tab: int, row: int, column: int) -> Json:
    return grid(tab, (row, row + 1), (column, column + 1))


def _stretches(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring columns in the order given."""
    if not columns:
        return
    first = end = columns[0]
    for column in columns:
        if column != end:
            yield first, end
            first = column
        end = column + 1
    yield first, end


def mark(target: int, column: int, text: str) -> Json:
    """The request that says which batch landed."""
    start = {"sheetId": target, "rowIndex": 0, "columnIndex": column}
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def wipe(target: int, column: int, rows: tuple[int, int]) -> Json:
    """The request that empties rows of the scratch."""
    area = {"sheetId": target, "startRowIndex": rows[0], "endRowIndex": rows[1], "startColumnIndex": column}
    return {"updateCells": {"range": area, "fields": WIPED}}


def moved(requests: Sequence[Json], target: int, column: int, rows: int) -> list[Json]:
    """The same requests with their copies some rows further down, for another attempt."""
    return [_moved(request, target, column, rows) for request in requests]


def _moved(request: Json, target: int, column: int, rows: int) -> Json:
    if "copyPaste" in request:
        body = request["copyPaste"]
        there = body["destination"]
        if there["sheetId"] == target:
            shifted = {name: there[name] + rows for name in ("startRowIndex", "endRowIndex")}
            return {"copyPaste": {**body, "destination": {**there, **shifted}}}
    start = request.get("updateCells", {}).get("start", {})
    if start.get("sheetId") == target and start["columnIndex"] == column and start["rowIndex"] >= FIRST:
        return {"updateCells": {**request["updateCells"], "start": {**start, "rowIndex": start["rowIndex"] + rows}}}
    return request


def displaced(cells: Mapping[tuple[int, int], Raw], column: int) -> tuple[Displaced, ...]:
    """What the last write displaced, from the cells of the scratch."""
    write = str(cells.get((0, column), "")).partition(":")[0]
    found: list[Displaced] = []
    for row in sorted(at for at, place in cells if place == column and at >= FIRST):
        block = _described(cells.get((row, column)))
        if not write or block is None or block["write"] != write:
            continue
        token = str(cells.get((row, column + 1), ""))  # another process may have written since the read
        if not (token.isascii() and token.isdigit()):
            token = str(block["token"])
        for at in range(row + 1, row + 1 + block["rows"]):
            told = cells.get((at, column))
            if told is None:
                continue
            meant, _, digests = str(told).rpartition("\n")
            there = {key: cells.get((at, column + 1 + place)) for place, key in enumerate(block["columns"])}
            name = there.pop(block["id"], None)
            found.append(
                Displaced(
                    tab=block["tab"],
                    row="" if name is None else str(name),
                    meant="" if meant == BLANK else meant,
                    read={
                        key: mark.removeprefix(BLANK)
                        for key, mark in zip(there, digests.split(" "), strict=False)
                        if mark != KEPT
                    },
                    token=int(token),
                    cells={key: raw for key, raw in there.items() if raw is not None},
                )
            )
    return tuple(found)


def _described(raw: Raw) -> dict[str, Any] | None:
    if not isinstance(raw, str) or not raw.startswith('{"write":'):
        return None
    try:
        block: dict[str, Any] = json.loads(raw)
    except ValueError:
        return None
    return block


def used(cells: Mapping[tuple[int, int], Raw]) -> int:
    """The first row below all that stands in the scratch."""
    return max((row + 1 for row, _ in cells), default=FIRST) or FIRST
