"""What the cycle asks of a spreadsheet, be it Google's, an `.xlsx` file, or the twin of the simulations."""

from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from sync.changes import Changes
from sync.model import Workbook
from sync.snapshot import Snapshot


class Changed(Exception):
    """Somebody saved the workbook between the read and the write; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write did.

    Attributes:
        cells: how many cells it changed.
        version: of the workbook as it stands now, where the port is sure that no unread edit is in it; else None.
        where: the file, or the address of the sheet, that was written.
        landed: False where the linked workbook itself was left as it was, because somebody has it open.
    """

    cells: int
    version: str | None
    where: str
    landed: bool = True


class Port(Protocol):
    """A linked workbook. Every failure to serve is `Unavailable`; nothing else is raised but `Changed`."""

    @property
    def calls(self) -> Counter[str]:
        """How often it was asked: `read`, `write`, `drive`."""
        ...

    def version(self) -> str | None:
        """What changes whenever anybody changes the workbook; None where there is none yet. The cheapest call."""
        ...

    def read(self) -> Snapshot:
        """The whole workbook, once."""
        ...

    def write(self, desired: Workbook, changes: Changes) -> Written:
        """Bring the workbook from what `changes.seen` says to `desired`, all or nothing for each row.

        Cells that `changes` does not name are left alone, or written again as they were read where a port can only
        write the whole (a file). The facts in `_sync` come last.
        """
        ...

    def authors(self) -> tuple[str, ...]:
        """Who may have typed the newest edits, as far as the port can say; candidates, no more."""
        ...
