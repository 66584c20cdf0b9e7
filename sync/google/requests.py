"""A write as batches of requests: structure first, then values and looks, the facts last. Pure.

Each batch is atomic and ends with a mark in `_sync` that says which one it is, so that one whose answer was lost can
be told from one that never landed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.changes import Changes, TabChanges
from sync.google.held import Held
from sync.google.looks import looks, reopened, structure, validations
from sync.google.names import FACTS, SCRATCH, Json
from sync.google.place import Place, place
from sync.google.scratch import ATTEMPTS, FIRST, blocks, copies, mark, moved, wipe
from sync.google.values import mirrored, written
from sync.model import Cell, Workbook
from sync.snapshot import SeenRow

LARGEST = 1_500_000  # bytes of a batch; Google advises 2 MB
MOST = 20_000  # requests of a batch; Google takes 100,000
ROOM = 8_000  # bytes for the mark and the facts
SPARE = 50  # requests for them
WRITING, TOKEN = "writing", "base_token"
Unit = list[Json]  # requests that must land together


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One call of `batchUpdate`.

    Attributes:
        mark: what it leaves in `_sync`.
        displaces: whether it overwrites cells in which somebody may be typing.
        last: whether the write is complete with it.
    """

    requests: list[Json]
    mark: str
    displaces: bool
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole write.

    Attributes:
        places: where our tabs stand after it, by key.
        scratch: number of rows that its copies take.
    """

    batches: tuple[Batch, ...]
    places: dict[str, Place]
    scratch: int

    def again(self, batch: Batch, attempt: int) -> list[Json]:
        """A batch's requests for another attempt (0 is the first), with rows of the scratch of their own."""
        facts = self.places[FACTS]
        return moved(batch.requests, facts.id, facts.columns[SCRATCH], attempt * self.scratch)


def plan(desired: Workbook, changes: Changes, held: Held, write: str, editors: tuple[str, ...]) -> Plan:
    """The batches of a write.

    Args:
        desired: the workbook.
        changes: what is to be done.
        held: what the read found beside the values.
        write: an id that no other write has.
        editors: addresses of those whom no protection stops: the owner and the connected account.
    """
    tabs = {tab.sheet.key: tab for tab in changes.tabs if tab.sheet.key not in changes.frozen}
    if FACTS not in tabs:
        sheet, seen = desired.sheet(FACTS), changes.seen.tabs.get(FACTS)
        tabs[FACTS] = TabChanges(sheet=sheet, seen=seen, cells={}, places=tuple(range(len(sheet.cells))))
    rows = sum(end - first + 1 for tab in tabs.values() for first, end in _blocks(tab))
    places = {key: place(tab, held, FIRST + rows * ATTEMPTS) for key, tab in tabs.items()}
    order = [sheet.key for sheet in desired.sheets if sheet.key != FACTS]
    single = structure(places[FACTS], 0)  # before all others, for each batch leaves its mark there
    for key in order:
        single += structure(places[key], order.index(key)) if key in places else []
    single += _wiped(places[FACTS], held, FIRST + rows * ATTEMPTS)
    units: list[tuple[Unit, bool]] = [([request], False) for request in single]
    at = FIRST
    for key in order:
        for unit, taken in _tab(places[key], desired, places[FACTS], changes, write, at) if key in places else ():
            at += taken
            units.append((unit, bool(taken)))
    units += [([request], False) for one in places.values() for request in _look(one, desired, editors)]
    parts = _parts(units)
    _framed(parts, places[FACTS], changes)
    batches = [_batch(part, places[FACTS], f"{write}:{at}", last=part is parts[-1]) for at, part in enumerate(parts, 1)]
    return Plan(batches=tuple(batches), places=places, scratch=rows)


def _wiped(facts: Place, held: Held, first: int) -> Unit:
    """The scratch of earlier writes below what this one may use."""
    if facts.fresh or held.scratch is None or held.used <= first:
        return []
    return [wipe(facts.id, facts.columns[SCRATCH], (first, held.used))]


def _look(one: Place, desired: Workbook, editors: tuple[str, ...]) -> list[Json]:
    if one.relook:
        return looks(one, desired, editors)
    grown = one.old is not None and one.rows > one.old.rows
    rules = validations(one, desired.styles, one.old.rows) if grown and one.old is not None else ()
    return [*rules, *reopened(one, desired.styles)]


def _blocks(tab: TabChanges) -> list[tuple[int, int]]:
    return [] if tab.seen is None else blocks(tab.replaced)


def _physical(one: Place) -> dict[tuple[int, int], Cell]:
    return {(row, one.columns[key]): cell for (row, key), cell in one.tab.cells.items()}


def _tab(
    one: Place, desired: Workbook, facts: Place, changes: Changes, write: str, at: int
) -> Iterator[tuple[Unit, int]]:
    """The values of a tab as units, each with the number of rows that it takes in the scratch."""
    cells = _physical(one)
    if one.fresh:
        yield from (([request], 0) for request in mirrored(one.id, cells))
        return
    styles = None if one.relook else desired.styles
    seen = one.tab.seen
    assert seen is not None  # `fresh` said so
    identity = one.ids[0].key if one.ids else ""
    rows = {row.at: row for row in seen.rows}
    replaced = set(one.tab.replaced)
    for block in _blocks(one.tab):
        inside = {row for row in range(*block) if row in replaced}
        unit = copies(
            tab=one.tab.sheet.key, source=one.id, target=facts.id, column=facts.columns[SCRATCH], at=at, block=block,
            write=write, token=changes.seen.token or 0, identity=identity,
            columns=[column for column in one.inputs if column[0] not in one.made],
            meant={row: rows.get(row) or SeenRow(at=row, cells={}) for row in inside},
            over={row: frozenset(key for at, key in one.tab.cells if at == row) for row in inside},
            fact=_token_place(changes, facts),
        )  # fmt: skip
        own = {spot: cell for spot, cell in cells.items() if spot[0] in inside}
        at += block[1] - block[0] + 1
        yield [*unit, *written(one.id, own, styles)], block[1] - block[0] + 1
    rest = {spot: cell for spot, cell in cells.items() if spot[0] not in replaced}
    yield from (([request], 0) for request in written(one.id, rest, styles))


def _token_place(changes: Changes, facts: Place) -> tuple[int, int] | None:
    """Where the sheet says from which event position it was built."""
    tab = changes.seen.tabs.get(FACTS)
    rows = [] if tab is None else [row.at for row in tab.rows if row.cells.get("key") == TOKEN]
    return (rows[0], facts.columns["value"]) if rows and "value" not in facts.made else None


def _parts(units: Sequence[tuple[Unit, bool]]) -> list[list[tuple[Unit, bool]]]:
    """Units in order, as many together as a batch takes."""
    parts: list[list[tuple[Unit, bool]]] = [[]]
    size = count = 0
    for unit in units:
        more = sum(weight(request) + 1 for request in unit[0])
        if parts[-1] and (size + more > LARGEST - ROOM or count + len(unit[0]) > MOST - SPARE):
            parts.append([])
            size = count = 0
        parts[-1].append(unit)
        size, count = size + more, count + len(unit[0])
    return parts


def _framed(parts: list[list[tuple[Unit, bool]]], facts: Place, changes: Changes) -> None:
    """The facts at the very end; where several batches come before it, the first says what is under way."""
    cells = _physical(facts)
    rows = {str(row[0].value): facts.tab.places[at] for at, row in enumerate(facts.tab.sheet.cells)}
    if len(parts) > 1 and WRITING in rows:
        token = next((str(row[1].value) for row in facts.tab.sheet.cells if row[0].value == TOKEN), "")
        texts = {WRITING: " ".join(map(str, (*changes.seen.writing, token)))}
        if facts.fresh:  # whose it is has to stand there before the write is complete
            named = {str(row[0].value): str(row[1].value) for row in facts.tab.sheet.cells}
            texts |= {key: named[key] for key in ("store", "book") if key in named}
        under_way = {
            (rows[key], facts.columns[name]): Cell(text)
            for key, text in texts.items()
            for name, text in (("key", key), ("value", text))
        }
        parts[0].append((written(facts.id, under_way, None), False))
        cells[rows[WRITING], facts.columns["value"]] = Cell()
    parts[-1].append((written(facts.id, cells, None), False))


def _batch(part: list[tuple[Unit, bool]], facts: Place, text: str, *, last: bool) -> Batch:
    requests = [request for unit, _ in part for request in unit]
    return Batch(
        requests=[*requests, mark(facts.id, facts.columns[SCRATCH], text)], mark=text, last=last,
        displaces=any(displaces for _, displaces in part),
    )  # fmt: skip


def compact(body: object) -> bytes:
    """JSON as it is sent, without blanks."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def weight(request: Json) -> int:
    """Bytes of a request."""
    return len(compact(request))
