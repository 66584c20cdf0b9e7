"""A tab as rows of raw cells under columns that remember whose they are, and what typing makes of a text."""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal

from sync.snapshot import Clock, Formula, Percent, Raw, SeenRow, SeenTab

_NUMBER = {
    ",": re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", re.ASCII),
    ".": re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII),
}
_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}", re.ASCII)


@dataclass(slots=True, kw_only=True)
class Tab:
    """A tab; `columns` holds for each column our key, None where it is somebody's own.

    Attributes:
        key: ours, however the tab is called; None where the tab is somebody's own.
        header: index of the row of headers.
    """

    key: str | None
    name: str
    columns: list[str | None]
    rows: list[list[Raw]]
    header: int | None = None
    _seen: SeenTab | None = field(default=None, repr=False)

    def changed(self) -> None:
        """Forget what was read."""
        self._seen = None

    def copy(self) -> "Tab":
        """The same tab, apart."""
        rows = [list(row) for row in self.rows]
        return Tab(key=self.key, name=self.name, columns=list(self.columns), rows=rows, header=self.header)

    def column(self, key: str | int) -> int:
        """Where a column stands now; a column that is gone is a KeyError."""
        if isinstance(key, int):
            return key
        if key not in self.columns:
            raise KeyError(key)
        return self.columns.index(key)

    @property
    def id_column(self) -> int | None:
        """Where the hidden ids stand."""
        return next((self.columns.index(key) for key in ("id", "_id") if key in self.columns), None)

    def row(self, where: str | int) -> int:
        """Where a row stands now: the first with this id; none is a KeyError."""
        if isinstance(where, int):
            return where
        at = self.id_column
        for row, cells in enumerate(self.rows):
            if at is not None and cells[at] == where:
                return row
        raise KeyError(where)

    def wide(self, row: int, column: int) -> None:
        """Make sure that a cell exists."""
        while len(self.columns) <= column:
            self.columns.append(None)
            for cells in self.rows:
                cells.append(None)
        while len(self.rows) <= row:
            self.rows.append([None] * len(self.columns))

    def seen(self) -> SeenTab:
        """What a port reads of it."""
        if self._seen is None:
            assert self.key is not None
            ours = [(at, key) for at, key in enumerate(self.columns) if key is not None]
            rows = []
            for at, cells in enumerate(self.rows):
                held = {key: cells[column] for column, key in ours if cells[column] is not None}
                if held:
                    rows.append(SeenRow(at=at, cells=held))
            self._seen = SeenTab(
                key=self.key, name=self.name, columns={key: at for at, key in ours}, rows=tuple(rows),
                height=len(self.rows),
            )  # fmt: skip
        return self._seen


def enter(text: str, locale: str) -> Raw:
    """What a spreadsheet of this locale makes of a typed text."""
    comma = locale.startswith(("id", "in"))
    typed = text.strip()
    if not typed:
        return None
    if typed[0] == "'":
        return typed[1:]
    if typed[0] == "=":
        return Formula(typed)
    if found := _DAY.fullmatch(typed):
        first, second, year = map(int, found.groups())
        day, month = (first, second) if comma else (second, first)
        try:
            return datetime.date(year, month, day)
        except ValueError:
            return text
    bare = typed.removesuffix("%")
    mark = "," if comma else "."
    if _NUMBER[mark].fullmatch(bare):
        plain = bare.replace("." if comma else ",", "").replace(",", ".")
        number = Decimal(repr(float(plain))) if "." in plain else Decimal(plain)
        return number if bare == typed else Percent(number)
    if comma and _CLOCK.fullmatch(typed):
        return Clock(typed)
    return text
