"""What the ledger's events say about the cells of one book: refused and conflicting ones, edits taken, halted tabs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kinerja_es import events as e
from kinerja_es.errors import BadInput
from kinerja_es.recorded import Recorded
from sync.cells import INPUTS, as_typed, canonical
from sync.merge import Standing

Key = tuple[str, str]  # key of the tab, id of the row


@dataclass(frozen=True, slots=True)
class Agreed:
    """A cell on which both sides agreed after the write `batch`: its canonical value, and the event that says so.

    `displaced` where the sheet itself does not hold it.
    """

    value: str | None
    batch: str
    position: int
    displaced: bool = False


@dataclass(slots=True)
class BookState:
    """A fold of the events about one book. Treat as a value; only `note` writes to it.

    Attributes:
        standing: refused and conflicting cells by tab and row, then field.
        agreed: the last agreement on a cell by tab and row, then field.
        halted: halted tabs with the event that halted them.
    """

    book: str
    standing: dict[Key, dict[str, Standing]] = field(default_factory=dict)
    agreed: dict[Key, dict[str, Agreed]] = field(default_factory=dict)
    halted: dict[str, e.SheetTabHalted] = field(default_factory=dict)

    def cells(self, tab: str, row: str) -> Mapping[str, Standing]:
        """The refused and conflicting cells of a row, by field."""
        return self.standing.get((tab, row), {})

    def note(self, recorded: Recorded) -> None:
        """Let one event count; those that do not come from a sheet are told by their bytes and not decoded."""
        if recorded.type in _HALTS:
            self._halt(recorded.event)
        elif b'"sheet":{' in recorded.state:
            event = recorded.event
            made = getattr(event, "sheet", None)
            if isinstance(made, e.SheetEdit) and made.book == self.book:
                self._edit(recorded, event, made)

    def _halt(self, event: e.Event) -> None:
        if isinstance(event, e.SheetTabHalted) and event.book == self.book:
            self.halted[event.tab] = event
        elif isinstance(event, e.SheetTabResumed) and event.book == self.book:
            self.halted.pop(event.tab, None)

    def _edit(self, recorded: Recorded, event: e.Event, made: e.SheetEdit) -> None:
        key = (made.tab, made.row)
        for edit in made.fields:
            if isinstance(event, e.SheetEditRefused | e.SheetConflictFound):
                self.standing.setdefault(key, {})[edit.field] = _standing(recorded, event, made, edit)
                continue
            self.standing.get(key, {}).pop(edit.field, None)
            # After `undone` the sheet holds the old base again, which its token still tells.
            if not isinstance(event, e.SheetEditSettled) or event.outcome != "undone":
                agreed = Agreed(_canonical(made.tab, edit), made.batch, recorded.position, edit.displaced)
                self.agreed.setdefault(key, {})[edit.field] = agreed


_HALTS = {e.SheetTabHalted.__name__, e.SheetTabResumed.__name__}


def fold(book: str, history: Iterable[Recorded]) -> BookState:
    """The state of a book after some events, in order of position."""
    state = BookState(book)
    for recorded in history:
        state.note(recorded)
    return state


def _standing(
    recorded: Recorded, event: e.SheetEditRefused | e.SheetConflictFound, made: e.SheetEdit, edit: e.FieldEdit
) -> Standing:
    conflict = event if isinstance(event, e.SheetConflictFound) else None
    refused = event if isinstance(event, e.SheetEditRefused) else None
    return Standing(
        state="refused" if conflict is None else "conflict",
        edit=edit,
        ledger=conflict.ledger if conflict else None,
        code=conflict.conflict if conflict else refused.refusal if refused else "",
        details=refused.details if refused else {},
        where=made.where,
        event=recorded.id,
        position=recorded.position,
        since=recorded.recorded_at,
        candidates=made.candidates,
    )


def _canonical(tab: str, edit: e.FieldEdit) -> str | None:
    try:
        return canonical(INPUTS[tab][edit.field], as_typed(edit.value, edit.typed))
    except BadInput:
        return edit.value
