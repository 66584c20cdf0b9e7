"""From the merged cells of a row to events: a command like any other, decided on the agreement, or a refusal. Pure."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement
from kinerja_es.decide import decide
from kinerja_es.errors import BadInput, KinerjaError
from sync.cells import target_of
from sync.held import held, period_of
from sync.layout.konflik import parts
from sync.merge import FIGURE, CellMerge, Standing

BESIDE = ("evidence", "source_date", "note")
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row that was read: where it stands, and what its events carry.

    Attributes:
        name: the tab's title.
        at: the row's index, counted from 0; None for a decision that was made without the sheet.
        columns: physical indexes of its columns.
        batch: the write that it was made upon.
        reason: the reason of a correction for which the person gave none.
    """

    book: str
    tab: str
    row: str
    name: str
    at: int | None
    columns: Mapping[str, int]
    batch: str
    actor: str
    reason: str
    candidates: tuple[str, ...] = ()

    def where(self, column: str) -> str:
        """The address of a cell for people, `Isian!I12`."""
        if self.at is None or column not in self.columns:
            return self.name
        return f"{self.name}!{letters(self.columns[column])}{self.at + 1}"


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA."""
    text, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def take(
    agreement: Agreement, place: Place, merged: Sequence[CellMerge], standing: Mapping[str, Standing]
) -> list[e.Event]:
    """The events that a row's cells become; none where nothing is new.

    Args:
        agreement: as it stands now, edits of rows before this one included.
        place: the row.
        merged: its cells that ask for something.
        standing: what was refused or in conflict there before; the same again is no event.
    """
    made: list[e.Event] = []
    for one in merged:
        before = standing.get(one.edit.field)
        if one.verdict in {"agreed", "undone"}:
            made.append(_settled(place, one.edit, "agreed" if one.verdict == "agreed" else "undone", before))
        elif one.verdict == "conflict":
            made += _conflict(place, one, before)
        elif one.problem is not None:
            made += _refused(place, [one.edit], one.problem, standing)
    edits = [one for one in merged if one.verdict == "edit"]
    if edits:
        made += decide_edits(agreement, place, {one.edit.field: one.says for one in edits},
                             [one.edit for one in edits], standing)  # fmt: skip
    return made


def decide_edits(
    agreement: Agreement,
    place: Place,
    says: Mapping[str, str | None],
    edits: Sequence[e.FieldEdit],
    standing: Mapping[str, Standing],
) -> list[e.Event]:
    """What the agreement makes of edited cells: the events of the command, or the refusal of each cell.

    Targets do not hang together as the parts of an entry do: one that is refused does not bar the others of its row.
    """
    problem = _problem(agreement, place, says, edits)
    if problem is None:
        command = _command(agreement, place, says, _sheet(place, edits))
        return [replace(event, request_id=command.request_id) for event in decide(agreement, command)]
    if place.tab != "target" or len(edits) == 1:
        return _refused(place, edits, problem, standing)
    alone = {one: _problem(agreement, place, {one.field: says[one.field]}, [one]) for one in edits}
    good = [one for one, bad in alone.items() if bad is None]
    if len(good) == len(edits):
        return _refused(place, edits, problem, standing)
    made = decide_edits(agreement, place, {one.field: says[one.field] for one in good}, good, standing) if good else []
    return [*made, *(event for one, bad in alone.items() if bad for event in _refused(place, [one], bad, standing))]


def _problem(
    agreement: Agreement, place: Place, says: Mapping[str, str | None], edits: Sequence[e.FieldEdit]
) -> KinerjaError | None:
    """Why the agreement does not take edited cells; None where it does."""
    try:
        decide(agreement, _command(agreement, place, says, _sheet(place, edits)))
    except KinerjaError as problem:
        return problem
    return None


def settle_for_ledger(place: Place, edit: e.FieldEdit, conflict: str) -> e.SheetEditSettled:
    """The event by which a conflict is decided for the ledger's value."""
    _, code, period = parts(place.row)
    return e.SheetEditSettled(
        actor=place.actor, origin=_origin(place, edit), sheet=_sheet(place, [edit]), outcome="ledger",
        conflict=conflict, code=code or None, period=period or None,
    )  # fmt: skip


def _command(agreement: Agreement, place: Place, says: Mapping[str, str | None], sheet: e.SheetEdit) -> c.Command:
    _, code, period = parts(place.row)
    origin, request = _origin(place, *sheet.fields), _request(agreement, sheet)
    shared: dict[str, Any] = {"actor": place.actor, "origin": origin, "request_id": request}
    if place.tab == "target":
        return _set_target(agreement, code, says, sheet, shared)
    entry = agreement.entry(code, period)
    row = {**held(agreement, place.tab, place.row), **says}
    if entry is not None and all(row.get(name) is None for name in FIGURE):
        if row["note"] is None:
            raise BadInput("clearing-needs-reason", where=place.where("note"))
        return c.WithdrawRealization(code=code, period=period, reason=row["note"], sheet=sheet, **shared)
    figures = _figures(None if entry is None else entry.figures, says)
    if entry is None:
        return c.RecordRealization(code=code, period=period, sheet=sheet, **figures, **shared)
    reason = says.get("note") or place.reason
    return c.CorrectRealization(code=code, period=period, sheet=sheet, reason=reason, **figures, **shared)


def _figures(known: e.RealizationRecorded | None, says: Mapping[str, str | None]) -> dict[str, Any]:
    """The fields of an entry: what the sheet says, and where nobody typed just what the ledger holds."""
    made: dict[str, Any] = {} if known is None else {name: getattr(known, name) for name in (*FIGURE, *BESIDE)}
    files = {one.location: one for one in made.get("evidence", ())}
    for name, text in says.items():
        match name:
            case "evidence":
                made[name] = tuple(files.get(line) or _evidence(line) for line in (text or "").split("\n") if line)
            case "source_date":
                made[name] = None if text is None else datetime.date.fromisoformat(text)
            case "note":
                made[name] = text
            case _:
                made[name] = None if text is None else Decimal(text)
    return made


def _set_target(
    agreement: Agreement, code: str, says: Mapping[str, str | None], sheet: e.SheetEdit, shared: Mapping[str, Any]
) -> c.SetTarget:
    blank = [name for name, text in says.items() if text is None]
    if blank:  # a target is taken back by writing that there is none
        raise BadInput("target-cleared", where=sheet.where)
    targets = {name: target_of(text) for name, text in says.items() if text is not None}
    return c.SetTarget(
        code=code,
        annual=targets.get("annual"),
        periods={period_of(agreement, name): target for name, target in targets.items() if name != "annual"},
        sheet=sheet,
        actor=shared["actor"], origin=shared["origin"], request_id=shared["request_id"],
    )  # fmt: skip


def _evidence(line: str) -> e.Evidence:
    """A link, or the name of a file that nobody could hash from a spreadsheet."""
    return e.Evidence(kind="link" if _LINK.fullmatch(line) else "file", location=line)


def _sheet(place: Place, edits: Sequence[e.FieldEdit]) -> e.SheetEdit:
    return e.SheetEdit(
        book=place.book, tab=place.tab, row=place.row, where=place.where(edits[0].field), batch=place.batch,
        fields=tuple(edits),
        candidates=place.candidates,
    )  # fmt: skip


def _origin(place: Place, *edits: e.FieldEdit) -> str:
    fields = "+".join(edit.field for edit in edits)
    return f"sheet:{place.book}!{place.tab}!{place.row}!{fields}"


def _request(agreement: Agreement, sheet: e.SheetEdit) -> str:
    """The same for the same edit upon the same state of the agreement, however often it is read."""
    said = [f"{edit.field}={edit.typed}:{edit.value}" for edit in sheet.fields]
    parted = (sheet.book, sheet.tab, sheet.row, str(agreement.stream_version), *said)
    return str(uuid5(NAMESPACE_URL, "kinerja-es:edit:" + "\n".join(parted)))


def _refused(
    place: Place, edits: Sequence[e.FieldEdit], problem: KinerjaError, standing: Mapping[str, Standing]
) -> list[e.Event]:
    """A refusal of each cell that was not refused so before."""
    _, code, period = parts(place.row)
    return [
        e.SheetEditRefused(
            actor=place.actor, origin=_origin(place, edit), sheet=_sheet(place, [edit]), refusal=problem.code,
            code=code or None, period=period or None,
            details={**problem.params, "where": problem.where or place.where(edit.field)},
        )
        for edit in edits
        if not _again(standing.get(edit.field), "refused", edit, problem.code)
    ]  # fmt: skip


def _conflict(place: Place, one: CellMerge, before: Standing | None) -> list[e.Event]:
    if before is not None and _again(before, "conflict", one.edit, before.code) and before.ledger == one.ledger:
        return []
    _, code, period = parts(place.row)
    known = before is not None and before.state == "conflict"
    edit = replace(one.edit, base=before.edit.base) if before is not None and known else one.edit
    return [
        e.SheetConflictFound(
            actor=place.actor, origin=_origin(place, edit), sheet=_sheet(place, [edit]), ledger=one.ledger,
            conflict=before.code if before is not None and known else conflict_id(place, edit), code=code or None,
            period=period or None,
        )
    ]  # fmt: skip


def conflict_id(place: Place, edit: e.FieldEdit) -> str:
    """A short name for a conflict, that people can type."""
    named = f"{place.book}\n{place.tab}\n{place.row}\n{edit.field}\n{place.batch}"
    return uuid5(NAMESPACE_URL, f"kinerja-es:conflict:{named}").hex[:8]


def _again(before: Standing | None, state: str, edit: e.FieldEdit, code: str) -> bool:
    """Whether the same cell stood there so already."""
    return before is not None and (before.state, before.code) == (state, code) and before.edit.value == edit.value


def _settled(place: Place, edit: e.FieldEdit, outcome: str, before: Standing | None) -> e.SheetEditSettled:
    _, code, period = parts(place.row)
    conflict = before.code if before is not None and before.state == "conflict" else None
    return e.SheetEditSettled(
        actor=place.actor, origin=_origin(place, edit), sheet=_sheet(place, [edit]),
        outcome="agreed" if outcome == "agreed" else "undone", conflict=conflict, code=code or None,
        period=period or None,
    )  # fmt: skip
