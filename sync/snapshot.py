"""A workbook as a port read it: raw cells by our column keys, where they stand, and from what the sheet was built."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that somebody typed, with its sign: `=A1*2`."""

    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value such as `#REF!`."""

    text: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A number that the spreadsheet shows as a time of day or as a date with one; `text` is how it was read."""

    text: str


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that the spreadsheet shows in percent: typing `50%` stores 0.5, and this is 50."""

    value: Decimal


# A number is a Decimal made of the shortest text of the cell's binary number, so 81.35 is 81.35.
Raw = str | Decimal | bool | datetime.date | Formula | Fault | Clock | Percent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRow:
    """A row of a tab: its index in the sheet, counted from 0, and what stands in our columns (blank ones left out)."""

    at: int
    cells: Mapping[str, Raw]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTab:
    """A tab of ours, wherever people moved it and its columns.

    Attributes:
        key: of `model.Sheet`.
        name: the title it has now.
        columns: physical index by our key; a key without an entry is a column that somebody deleted.
        rows: all rows with something in our columns, those of the header and above it included, in sheet order.
        height: rows of the grid.
        sheet_id: Google's.
    """

    key: str
    name: str
    columns: Mapping[str, int]
    rows: tuple[SeenRow, ...] = ()
    height: int = 0
    sheet_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Displaced:
    """What stood in a row's input cells at the instant that a write replaced them.

    Attributes:
        tab: key of the tab.
        row: the `_id` that stood in the row then, whatever row was meant.
        token: the base token (event position) of the sheet before that write.
        meant: the id of the row that was to be written; another than `row` where rows moved since the read, and then
            the values went astray: `row` holds those of `meant`, and the row `meant`, wherever it is, its old ones.
        read: of each column that was overwritten what stood in the row `meant` when that write's cycle read it, as
            `cells.digest`; None where the port does not say.
    """

    tab: str
    row: str
    cells: Mapping[str, Raw]
    token: int
    meant: str = ""
    read: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One read of a workbook. `tabs` is empty where nothing was written yet.

    Attributes:
        facts: keys and values of `_sync`; empty in a workbook that is not ours or not yet.
        displaced: of the write that the workbook was last changed by.
    """

    locale: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    tabs: Mapping[str, SeenTab] = field(default_factory=dict)
    displaced: tuple[Displaced, ...] = ()

    @property
    def token(self) -> int | None:
        """The event position that the workbook was built from; None where it does not say."""
        text = self.facts.get("base_token", "")
        return int(text) if text.isascii() and text.isdigit() else None

    @property
    def writing(self) -> tuple[int, ...]:
        """The event positions of writes since then of which only a part landed, oldest first."""
        return tuple(int(text) for text in self.facts.get("writing", "").split() if text.isascii() and text.isdigit())

    @property
    def behind(self) -> dict[str, int]:
        """Tabs that nothing was written to since an earlier event position, by key: those that were halted then."""
        pairs = (text.partition("=") for text in self.facts.get("behind", "").split())
        return {tab: int(token) for tab, _, token in pairs if token.isascii() and token.isdigit()}

    @property
    def batch(self) -> str:
        """The id of the write it was last changed by."""
        return self.facts.get("batch_id", "")
