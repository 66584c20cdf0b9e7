"""What a workbook is built from: the JSON of `agreement show`, `replay` and `audit trail` at one event position."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja_es.policy import DEFAULT_BANDS
from sync.standing import BookState

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementData:
    """One agreement; shapes are those of interface.md.

    Attributes:
        ref: `gumelar/2024`.
        show: `agreement show --json`.
        quarters: `replay --json` of Q1 to Q4, in order; figures are text or None.
        editable_target: whether targets may be typed (draft or under amendment).
        trail: events of `audit trail --json`.
    """

    ref: str
    show: Json
    quarters: tuple[Json, Json, Json, Json]
    editable_target: bool
    trail: tuple[Json, ...] = ()

    @property
    def indicators(self) -> tuple[Json, ...]:
        """The indicators in the agreement's order."""
        return tuple(self.show.get("indicators") or ())

    @property
    def year(self) -> int:
        """The year that the agreement is for."""
        return int(self.show["year"])

    def figures(self, quarter: int) -> dict[str, Json]:
        """The figures at the end of a quarter (0 to 3), by code."""
        return {row["code"]: row for row in self.quarters[quarter]["indicators"]}

    def entries(self) -> dict[tuple[str, str], Json]:
        """What the ledger holds, by code and period; the year's last quarter lists all entries of the year."""
        rows = self.quarters[3]["indicators"]
        return {(row["code"], entry["period"]): entry for row in rows for entry in row["entries"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class BookData:
    """A linked book as of an event position; `as_of` is ISO 8601 in UTC, `bands` those of the policy.

    Attributes:
        store: id of the store's first event, by which a workbook of another store is told.
        behind: event positions that halted tabs still show, by key.
        previous: the batch id that the workbook bears now; a write replaces it.
        state: refused and conflicting cells and halted tabs.
    """

    book: str
    position: int
    as_of: str
    language: str
    agreements: tuple[AgreementData, ...]
    bands: tuple[tuple[str, str], ...] = DEFAULT_BANDS
    store: str = ""
    previous: str = ""
    behind: Mapping[str, int] = field(default_factory=dict)
    state: BookState = field(default_factory=lambda: BookState(""))
