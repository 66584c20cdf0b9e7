"""What an honest observer knows of the edits: which were made by hand, and which the ledger has answered for.

It looks over the shoulders of people and of the sync at the cells themselves and knows nothing of how the sync works.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kinerja_es import events as e
from kinerja_es.errors import BadInput
from kinerja_es.recorded import Recorded
from sync.cells import INPUTS, as_typed, canonical, shown
from sync.snapshot import Raw
from tests.twin import Tab, Twin

Key = tuple[str, str, str]  # tab, id of the row (blank where it has none of ours), input column
Cells = Mapping[Key, list[Raw]]
NOBODY = "?"  # how the ids begin that the sync makes up for rows that have none


def said(tab: str, name: str, raw: Raw) -> str | None:
    """What a cell says, so that two spellings of one figure are the same; unreadable ones by their text."""
    try:
        return canonical(INPUTS[tab][name], raw)
    except BadInput:
        return f"!{shown(raw)}"


def input_cells(twin: Twin) -> dict[Key, list[Raw]]:
    """Every input cell under the headers, by the id of its row; a row that stands there twice gives two values."""
    found: dict[Key, list[Raw]] = {}
    for tab in twin.tabs:
        if tab.key is None or tab.key not in INPUTS:
            continue
        columns = [(name, tab.columns.index(name)) for name in INPUTS[tab.key] if name in tab.columns]
        for name, cells in _rows(tab):
            for column, at in columns:
                found.setdefault((tab.key, name, column), []).append(cells[at])
    return found


def _rows(tab: Tab) -> Iterator[tuple[str, list[Raw]]]:
    at = tab.id_column
    told = [tab.columns.index(key) for key in ("agreement", "code", "period") if key in tab.columns]
    for cells in tab.rows[(tab.header or 0) + 1 :]:
        # Where somebody deleted the ids, the cells beside them say the same.
        name = "|".join(str(cells[place]) for place in told if cells[place]) if at is None else cells[at]
        yield (name if isinstance(name, str) else ""), cells


def whole(tab: Tab) -> bool:
    """Whether no id stands twice and each says what stands beside it."""
    at = tab.id_column
    if at is None:
        return False
    below = range((tab.header or 0) + 1, len(tab.rows))
    names = [tab.rows[row][at] for row in below if tab.rows[row][at] is not None]
    return len(names) == len(set(names)) and (tab.key == "konflik" or all(says_its_id(tab, row) for row in below))


def says_its_id(tab: Tab, row: int) -> bool:
    """Whether a row has no id, or one that names what stands beside it."""
    at, cells = tab.id_column, tab.rows[row]
    told = [cells[tab.columns.index(key)] for key in ("agreement", "code", "period") if key in tab.columns]
    return at is None or cells[at] is None or str(cells[at]).split("|") == told


def own_cells(twin: Twin) -> Counter[str]:
    """What stands in people's own columns and tabs."""
    return Counter(
        shown(cells[at]) or ""
        for tab in twin.tabs
        for at, key in enumerate(tab.columns)
        if key is None
        for cells in tab.rows
        if cells[at] is not None
    )


@dataclass(slots=True)
class Edit:
    """A value that somebody put into an input cell."""

    raw: Raw
    spent: bool = False


@dataclass(slots=True)
class Watch:
    """The edits of one workbook.

    Attributes:
        answered: what the sync last wrote into a cell or recorded of it.
        open: edits of a cell since then, oldest first.
        made: every edit ever, each of which may be taken once.
        recorded: values that the ledger has an event of.
        faults: what went wrong so far.
    """

    book: str
    answered: dict[Key, str | None] = field(default_factory=dict)
    open: dict[Key, list[Raw]] = field(default_factory=lambda: defaultdict(list))
    made: dict[Key, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    recorded: set[tuple[Key, str | None]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def by_hand(self, before: Cells, after: Cells) -> None:
        """Somebody changed the workbook."""
        for key in {**before, **after}:
            old, new = before.get(key, []), after.get(key, [])
            if old == new:
                continue
            if len(old) == len(new) == 1 and key[1]:
                self._edited(key, new[0])
                continue
            if not new:  # the row, the column or the tab is gone, and what was typed in it with it
                self.open.pop(key, None)
                continue
            for raw in _less(old, new):
                _drop(self.open[key], raw)
            for raw in _less(new, old):
                if raw is not None or (len(new) <= len(old) and key[1]):
                    self._edited(key, raw)
            if len(new) == 1 and key[1]:  # of the copies of a row one was left, which stands for it from now on
                if said(key[0], key[2], new[0]) != self.answered.get(key):
                    self.made[key].append(Edit(new[0]))
                edits = self.open[key]
                while edits and shown(edits[-1]) != shown(new[0]):
                    edits.pop()

    def by_sync(self, before: Cells, after: Cells, held: Callable[[Key], str | None]) -> None:
        """The sync wrote, from a ledger that held this then."""
        for key, edits in self.open.items():
            if edits and key[0] != "konflik" and key[1] and said(key[0], key[2], edits[-1]) == held(key):
                edits.clear()  # both sides agreed without a word
        for key, new in after.items():
            old = before.get(key, [])
            if old == new:
                continue
            if key[0] == "konflik":
                self.open.pop(key, None)
            edits = self.open.get(key, [])
            if edits and said(key[0], key[2], edits[-1]) == self.answered.get(key):
                edits.clear()  # in the end nothing was edited
            value = said(key[0], key[2], [*_less(new, old), new[-1]][0])
            astray = old and key[0] != "konflik" and key[1] and value != held(key)
            # What was meant for another row says nothing to this one.
            self.answered[key] = said(key[0], key[2], old[-1]) if astray else value

    def by_ledger(self, recorded: Recorded) -> None:
        """The cycle recorded something."""
        event = recorded.event
        sheet = getattr(event, "sheet", None)
        if not isinstance(sheet, e.SheetEdit):
            return
        settled = isinstance(event, e.SheetEditSettled)
        taken = not settled and not isinstance(event, e.SheetEditRefused | e.SheetConflictFound)
        for edit in sheet.fields:
            key = (sheet.tab, sheet.row, edit.field)
            if taken and sheet.tab != "konflik":
                self._spend(key, edit.value)
            elif isinstance(event, e.SheetConflictFound) and all(
                one.spent or shown(one.raw) != edit.value for one in self.made[key]
            ):
                self.made[key].append(Edit(as_typed(edit.value, edit.typed)))  # stands beside another part of a figure
            self._answer(key, edit)

    def restored(self, cells: Cells, answered: dict[Key, str | None], unread: dict[Key, list[Raw]]) -> None:
        """An older copy took the place of the workbook: what stands in it may count as typed."""
        self.answered, self.open = answered, defaultdict(list)
        for key, edits in unread.items():
            known = [at for at, raw in enumerate(edits) if (key, shown(raw)) in self.recorded]
            self.open[key] = edits[known[-1] + 1 :] if known else edits  # each replaced those before it
        for key, values in cells.items():
            self.made[key] += [Edit(raw) for raw in values]

    def _edited(self, key: Key, raw: Raw) -> None:
        self.open[key].append(raw)
        self.made[key].append(Edit(raw))

    def _spend(self, key: Key, value: str | None) -> None:
        found = next((one for one in self.made[key] if not one.spent and shown(one.raw) == value), None)
        if found is None:
            self.faults.append(f"taken though nobody typed it, or twice: {key} {value!r}")
        else:
            found.spent = True

    def _answer(self, key: Key, edit: e.FieldEdit) -> None:
        tab, row, name = key
        if row.startswith(NOBODY):
            for (other, called, column), edits in self.open.items():
                if (other, column) == (tab, name) and called:
                    _drop(edits, edit.value, older=True)
                elif (other, column) == (tab, name):  # rows alike are refused as one
                    edits[:] = [raw for raw in edits if shown(raw) != edit.value]
            return
        if edit.displaced:  # typing what stands there anyway, after it was written over, cannot be seen
            before = self.answered.get(key)
            edits = self.open[key]
            if edits and said(tab, name, edits[-1]) == before:  # in the end nothing was typed
                edits.clear()
            self.open[key] = [raw for raw in edits if said(tab, name, raw) != before]
        self.recorded.add((key, edit.value))
        _drop(self.open.get(key, []), edit.value, older=True)
        self.answered[key] = said(tab, name, as_typed(edit.value, edit.typed))


def _less(first: list[Raw], second: list[Raw]) -> list[Raw]:
    rest = list(first)
    for raw in second:
        if raw in rest:
            rest.remove(raw)
    return rest


def _drop(edits: list[Raw], value: Raw, *, older: bool = False) -> None:
    """Take the newest edit of this text out, and those that it replaced."""
    for at in reversed(range(len(edits))):
        if shown(edits[at]) == shown(value):
            del edits[0 if older else at : at + 1]
            return
