"""One reading of a workbook against the ledger: what it compares, and the events that it gathers. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from kinerja_es import events as e
from kinerja_es.agreement import Agreement, evolve
from kinerja_es.codec import encode
from kinerja_es.events import stream_id
from kinerja_es.recorded import Recorded
from sync.gather import Gathered
from sync.held import held
from sync.layout.konflik import ORPHAN, parts
from sync.model import Workbook
from sync.snapshot import SeenTab, Snapshot
from sync.standing import Key
from sync.taking import Place

Outcome = Literal["taken", "refused", "conflict"]
Older = Callable[[int], Mapping[str, Agreement] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One edited cell and what became of it; `sheet` is what stands there, `code` why it was not taken."""

    outcome: Outcome
    agreement: str | None
    indicator: str | None
    period: str | None
    field: str
    sheet: str | None
    where: str
    event: str
    code: str | None
    details: Mapping[str, str]


@dataclass(slots=True)
class Edits:
    """The events to append, by stream; `again` when the cells are to be looked at anew after that.

    Attributes:
        places: the rows that they come from.
    """

    events: dict[UUID, list[e.Event]] = field(default_factory=dict)
    again: bool = False
    places: dict[Key, Place] = field(default_factory=dict)

    def add(self, stream: UUID, made: Iterable[e.Event]) -> None:
        """Add events of one stream."""
        listed = list(made)
        if listed:
            self.events.setdefault(stream, []).extend(listed)

    def rows(self, recorded: Sequence[Recorded]) -> list[Taken]:
        """The edited cells, once their events are recorded."""
        return [row for one in recorded for row in self._rows(one)]

    def _rows(self, recorded: Recorded) -> list[Taken]:
        event = recorded.event
        sheet = getattr(event, "sheet", None)
        if not isinstance(sheet, e.SheetEdit) or isinstance(event, e.SheetEditSettled):
            return []
        outcome: Outcome = "taken"
        code: str | None = None
        details: Mapping[str, str] = {}
        if isinstance(event, e.SheetEditRefused):
            outcome, code, details = "refused", event.refusal, event.details
        elif isinstance(event, e.SheetConflictFound):
            outcome = "conflict"
        nobody = sheet.tab == "konflik" or sheet.row.startswith(ORPHAN)
        agreement, indicator, period = ("", "", "") if nobody else parts(sheet.row)
        place = self.places.get((sheet.tab, sheet.row))
        return [
            Taken(
                outcome=outcome, agreement=agreement or None, indicator=indicator or None, period=period or None,
                field=edit.field, sheet=edit.value, where=place.where(edit.field) if place else sheet.where,
                event=recorded.id, code=code, details=details,
            )
            for edit in sheet.fields
        ]  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Reader:
    """A reading under way; see `edits.take_all` for what its parts are."""

    snapshot: Snapshot
    now: Gathered
    then: Gathered | None
    before: Workbook | None
    fresh: bool
    actor: str
    reason: str
    authors: Callable[[], tuple[str, ...]]
    older: Older
    partly: tuple[Workbook, ...] = ()
    behind: Mapping[str, Gathered] = field(default_factory=dict)
    edits: Edits = field(default_factory=Edits)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    _candidates: tuple[str, ...] | None = None

    @property
    def book(self) -> str:
        """The name of the book."""
        return self.now.state.book

    @property
    def token(self) -> int:
        """The event position that the newest values in the workbook come from."""
        return max((self.snapshot.token or 0, *self.snapshot.writing))

    def place(self, tab: SeenTab | None, key: str, row: str, at: int | None) -> Place:
        """A row with what its events carry."""
        if self._candidates is None:
            self._candidates = self.authors()
        made = Place(
            book=self.book, tab=key, row=row, name=tab.name if tab else key, at=at, columns=tab.columns if tab else {},
            batch=self.snapshot.batch, actor=self.actor, reason=self.reason, candidates=self._candidates,
        )  # fmt: skip
        self.edits.places[key, row] = made
        return made

    def own(self, made: Iterable[e.Event]) -> None:
        """Events of the book's own stream."""
        self.edits.add(stream_id("book", self.book), made)

    def add(self, ref: str, made: Sequence[e.Event]) -> None:
        """Events of an agreement, which the rows after this one are decided upon."""
        self.edits.add(stream_id("agreement", ref), made)
        state: Agreement | None = self.agreements[ref]
        for event in made:
            assert state is not None  # an agreement does not cease to be
            version = state.stream_version + 1
            state = evolve(state, Recorded(0, self.now.data.as_of, "0" * 32, version, *encode(event)))
        assert state is not None
        self.agreements[ref] = state

    def anybody(self) -> Agreement:
        """Any agreement: a refusal by the book asks it nothing."""
        return next(iter(self.agreements.values()))

    def base(self, key: Key, agreement: str) -> Mapping[str, str | None]:
        """What both sides last agreed on: what the last write showed, or an edit that was taken since."""
        tab, row = key
        then = self.behind.get(tab, self.then)
        known = held(then.agreements.get(agreement), tab, row) if then else {}
        taken = self.now.state.agreed.get(key, {}) if self.fresh else {}
        # A halted tab is left out of writes, so what was taken from it before still stands there.
        since = self.behind[tab].position if tab in self.behind else self.snapshot.token or 0
        newer = {
            name: agreed.value
            for name, agreed in taken.items()
            if (tab in self.behind or agreed.batch == self.snapshot.batch)
            and agreed.position > since
            and not agreed.displaced
        }
        return {**known, **newer}
