"""What people do in a spreadsheet, one method for each."""

from collections.abc import Sequence
from decimal import Decimal

from sync.snapshot import Raw
from tests.twin.book import Tab, enter


class Hands:
    """The tabs and every way to change them by hand; a tab is named by our key or by its title.

    Attributes:
        editor: whose hands they are now.
        count: of all changes.
    """

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.tabs: list[Tab] = []
        self.count = 0
        self.editor = "rekan@contoh.go.id"
        self._editors: list[str] = []

    def tab(self, name: str) -> Tab:
        """The tab of this key or title; none is a KeyError."""
        for tab in self.tabs:
            if tab.key == name:
                return tab
        for tab in self.tabs:
            if tab.name == name:
                return tab
        raise KeyError(name)

    def value(self, tab: str, where: str | int, key: str | int) -> Raw:
        """What stands in a cell."""
        found = self.tab(tab)
        return found.rows[found.row(where)][found.column(key)]

    def ids(self, tab: str) -> list[str]:
        """The ids of a tab's rows from top to bottom."""
        found = self.tab(tab)
        at, first = found.id_column, (found.header or 0) + 1
        return [] if at is None else [str(row[at]) for row in found.rows[first:] if row[at]]

    def type(self, tab: str, where: str | int, key: str | int, value: Raw) -> None:
        """Put a value in a cell as it is."""
        found = self.tab(tab)
        at = found.row(where), found.column(key)
        found.wide(*at)
        found.rows[at[0]][at[1]] = None if value == "" else value
        self._done(found)

    def enter(self, tab: str, where: str | int, key: str | int, text: str) -> None:
        """Type a text; the locale decides what it becomes."""
        self.type(tab, where, key, enter(text, self.locale))

    def clear(self, tab: str, where: str | int, key: str | int) -> None:
        """Empty a cell."""
        self.type(tab, where, key, None)

    def sort(self, tab: str, by: str | int, *, descending: bool = False) -> None:
        """Sort the rows below the headers."""
        found = self.tab(tab)
        self._sort(found, by, range(len(found.columns)), descending=descending)

    def tear(self, tab: str, by: str | int, keys: Sequence[str | int], *, descending: bool = False) -> None:
        """Sort some columns alone, so that rows no longer hold together."""
        found = self.tab(tab)
        self._sort(found, by, [found.column(key) for key in keys], descending=descending)

    def _sort(self, tab: Tab, by: str | int, columns: Sequence[int], *, descending: bool) -> None:
        first, at = (tab.header or 0) + 1, tab.column(by)
        filled = [row for row in tab.rows[first:] if row[at] is not None]
        rows = sorted(filled, key=lambda row: _rank(row[at]), reverse=descending)
        rows += [row for row in tab.rows[first:] if row[at] is None]
        moved = [[row[column] for column in columns] for row in rows]
        for row, cells in zip(tab.rows[first:], moved, strict=True):
            for column, cell in zip(columns, cells, strict=True):
                row[column] = cell
        self._done(tab)

    def insert_row(self, tab: str, at: int, cells: Sequence[Raw] = ()) -> None:
        """Put a row in, blank beyond `cells`."""
        found = self.tab(tab)
        found.rows.insert(at, [*cells, *[None] * (len(found.columns) - len(cells))])
        if found.header is not None and at <= found.header:
            found.header += 1
        self._done(found)

    def delete_row(self, tab: str, where: str | int) -> None:
        """Take a row out."""
        found = self.tab(tab)
        at = found.row(where)
        del found.rows[at]
        if found.header is not None and at < found.header:
            found.header -= 1
        self._done(found)

    def duplicate_row(self, tab: str, where: str | int, at: int | None = None) -> None:
        """Copy a whole row, ids and all, to below itself or to another place."""
        found = self.tab(tab)
        row = found.row(where)
        self.insert_row(tab, row + 1 if at is None else at, list(found.rows[row]))

    def move_row(self, tab: str, where: str | int, to: int) -> None:
        """Drag a row."""
        found = self.tab(tab)
        row = found.rows.pop(found.row(where))
        found.rows.insert(to, row)
        self._done(found)

    def insert_column(self, tab: str, at: int, cells: Sequence[Raw] = ()) -> None:
        """Put a column of one's own in; `cells` from the top."""
        found = self.tab(tab)
        found.columns.insert(at, None)
        for row, line in enumerate(found.rows):
            line.insert(at, cells[row] if row < len(cells) else None)
        self._done(found)

    def move_column(self, tab: str, key: str | int, to: int) -> None:
        """Drag a column."""
        found = self.tab(tab)
        at = found.column(key)
        found.columns.insert(to, found.columns.pop(at))
        for line in found.rows:
            line.insert(to, line.pop(at))
        self._done(found)

    def delete_column(self, tab: str, key: str | int) -> None:
        """Take a column out."""
        found = self.tab(tab)
        at = found.column(key)
        del found.columns[at]
        for line in found.rows:
            del line[at]
        self._done(found)

    def add_tab(self, name: str, rows: Sequence[Sequence[Raw]] = ()) -> None:
        """Make a tab of one's own."""
        width = max(map(len, rows), default=1)
        lines = [[*row, *[None] * (width - len(row))] for row in rows]
        self.tabs.append(Tab(key=None, name=self._free(name), columns=[None] * width, rows=lines))
        self._done(None)

    def duplicate_tab(self, tab: str) -> None:
        """Copy a tab; the copy is nobody's."""
        copied = self.tab(tab).copy()
        copied.key, copied.columns = None, [None] * len(copied.columns)
        copied.name = self._free(copied.name)
        self.tabs.append(copied)
        self._done(copied)

    def rename_tab(self, tab: str, name: str) -> None:
        """Give a tab another title."""
        found = self.tab(tab)
        found.name = self._free(name)
        self._done(found)

    def delete_tab(self, tab: str) -> None:
        """Take a tab out."""
        found = self.tab(tab)
        self.tabs = [each for each in self.tabs if each is not found]
        self._done(None)

    def set_locale(self, locale: str) -> None:
        """Choose how typed texts are understood from now on."""
        self.locale = locale
        self._done(None)

    def _free(self, name: str) -> str:
        taken = {tab.name for tab in self.tabs}
        free, number = name, 2
        while free in taken:
            free, number = f"{name} ({number})", number + 1
        return free

    def _done(self, tab: Tab | None) -> None:
        if tab is not None:
            tab.changed()
        self.count += 1
        self._editors.append(self.editor)


def _rank(value: Raw) -> tuple[int, Decimal, str]:
    """As spreadsheets sort: numbers, then texts."""
    if isinstance(value, Decimal):
        return (0, value, "")
    return (1, Decimal(0), str(value))
