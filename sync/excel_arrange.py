"""The desired workbook as people arranged theirs: rows where they sorted them, columns where they moved them. Pure.

A file is written whole, so what is somebody's own (rows, columns, tabs, cells that a write leaves alone) is laid in
between as it was read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kinerja_es.catalogue import LANGUAGES
from sync.changes import Changes, TabChanges
from sync.excel_cells import NOTHING, OWN, OWN_STYLE, Kept
from sync.excel_formula import carried
from sync.excel_own import free_name, own_tab
from sync.excel_read import Opened, Page, Place, shapes
from sync.model import Area, Cell, Chart, Column, Series, Sheet, Style, Workbook
from sync.snapshot import Formula, SeenTab

OWN_LOOK = Style(border=False, wrap=False, locked=False)
WIDTH = 14.0  # characters, of a column whose own width the reader does not tell


def arranged(desired: Workbook, changes: Changes, opened: Opened) -> Workbook:
    """What is written over the file that was opened."""
    if not opened.pages:
        return desired
    planned = {tab.sheet.key: tab for tab in changes.tabs}
    names: dict[str, str] = {}
    taken: set[str] = set()
    for sheet in desired.sheets:
        seen = changes.seen.tabs.get(sheet.key)
        names[sheet.key] = free_name(sheet.name if seen is None else _name(sheet, seen), taken)
    pages = tuple(zip(opened.pages, opened.keys, strict=True))
    own = {page.name: free_name(page.name, taken) for page, key in pages if key is None}
    stay = frozenset(page.name for page, key in pages if page.name == (own[page.name] if key is None else names[key]))
    tabs = {}
    for sheet in desired.sheets:
        seen, page = changes.seen.tabs.get(sheet.key), opened.page(sheet.key)
        if seen is not None and page is not None:
            tabs[sheet.key] = _Tab(sheet, planned.get(sheet.key), seen, page, stay).made(names[sheet.key])
        else:
            tabs[sheet.key] = replace(sheet, name=names[sheet.key])
    mine = {page.name: own_tab(page, own[page.name], stay) for page, key in pages if key is None}
    order = [mine[page.name] if key is None else tabs[key] for page, key in pages]
    for before, sheet in zip((None, *desired.sheets), desired.sheets, strict=False):
        if opened.page(sheet.key) is None:
            keys = [each.key for each in order]
            order.insert(0 if before is None else keys.index(before.key) + 1, tabs[sheet.key])
    return replace(desired, sheets=tuple(order), styles={**desired.styles, OWN_STYLE: OWN_LOOK})


def _name(sheet: Sheet, seen: SeenTab) -> str:
    """The name that somebody gave the tab; ours where it has one of ours, which depend on the language."""
    ours = {each.name for language in LANGUAGES for each in shapes(language) if each.key == sheet.key}
    return sheet.name if seen.name in ours else seen.name


@dataclass(slots=True)
class _Tab:
    """One tab of ours in the making: cells by physical place."""

    sheet: Sheet
    planned: TabChanges | None
    seen: SeenTab
    page: Page
    names: frozenset[str]
    columns: dict[str, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    cells: dict[Place, Cell] = field(default_factory=dict)

    def made(self, name: str) -> Sheet:
        """The sheet; without a plan (a frozen tab) everything stays as it is."""
        sheet = self.sheet
        self.columns = dict(self.seen.columns)
        for column in sheet.columns:
            self.columns.setdefault(column.key, max(self.page.width, *(at + 1 for at in self.columns.values())))
        looks = self._looks()
        if self.planned is None:
            header = sheet.header if sheet.header is not None else 0
            self.rows = {at: at + self._header() - header for at in range(header + 1)}
        else:
            self.rows = dict(enumerate(self.planned.places))
        self._lay_ours(looks)
        self._lay_theirs(looks)
        width = max(self.page.width, *(at + 1 for at in self.columns.values()))
        height = max((row for row, _ in self.cells), default=-1) + 1
        lines: list[list[Cell]] = [[] for _ in range(height)]
        for row, at in sorted(self.cells):
            lines[row] += [NOTHING] * (at - len(lines[row]))
            lines[row].append(self.cells[row, at])
        keys = {self.columns[column.key]: column for column in sheet.columns}
        return replace(
            sheet, name=name, cells=tuple(map(tuple, lines)),
            columns=tuple(keys.get(at) or Column(key=f"{OWN}{at}", header="", width=WIDTH) for at in range(width)),
            header=None if sheet.header is None else self.rows[sheet.header],
            merges=tuple(area for merged in sheet.merges if (area := self._area(merged))),
            heights={self.rows[at]: points for at, points in sheet.heights.items() if at in self.rows},
            charts=tuple(self._charts(height)),
        )  # fmt: skip

    def _header(self) -> int:
        texts = {column.key: column.header for column in self.sheet.columns if column.header}
        rows = ((sum(row.cells.get(key) == text for key, text in texts.items()), -row.at) for row in self.seen.rows)
        return -max(rows, default=(0, 0))[1]

    def _looks(self) -> Mapping[str, Mapping[str, str]]:
        """The styles of the desired rows by id; under the empty one those of a row that we know nothing of."""
        looks: dict[str, Mapping[str, str]] = {}
        key = next((column.key for column in self.sheet.columns if column.role == "id"), None)
        for record in self.sheet.records:
            styles = {name: cell.style for name, cell in record.items()}
            looks.setdefault("", styles)
            if key is not None and key in record:
                looks[str(record[key].value)] = styles
        return looks

    def _lay_ours(self, looks: Mapping[str, Mapping[str, str]]) -> None:
        """The rows that are desired, then what else the plan names: rows that stand twice, rows that are done with."""
        planned = {} if self.planned is None else self.planned.cells
        for index, row in self.rows.items():
            for column, cell in zip(self.sheet.columns, self.sheet.cells[index], strict=False):
                at = row, self.columns[column.key]
                self.cells[at] = self._held(at, planned.get((row, column.key)), cell.style)
        for (row, key), cell in planned.items():
            at = row, self.columns[key]
            if at not in self.cells:
                self.cells[at] = self._held(at, cell, cell.style)
        kept = {row for row, _ in self.page.cells} - {row for row, _ in self.cells}
        rows = {row.at: row.cells for row in self.seen.rows}
        key = next((column.key for column in self.sheet.columns if column.role == "id"), "")
        for row in kept & rows.keys():
            styles = looks.get(str(rows[row].get(key) or ""), looks.get("", {}))
            for column in self.sheet.columns:
                at = row, self.columns[column.key]
                self.cells[at] = self._held(at, None, styles.get(column.key, "text"))

    def _lay_theirs(self, looks: Mapping[str, Mapping[str, str]]) -> None:
        ours = {at: key for key, at in self.columns.items()}
        for row, at in self.page.cells:
            if (row, at) not in self.cells:
                style = looks.get("", {}).get(ours[at], "text") if at in ours else OWN_STYLE
                self.cells[row, at] = self._held((row, at), None, style)

    def _held(self, at: Place, planned: Cell | None, style: str) -> Cell:
        """What the plan writes there, else what stands there."""
        if planned is not None:
            return planned
        raw = self.page.cells.get(at)
        if raw is None:
            return Cell(None, style)
        result = self.page.results.get(at)
        if isinstance(raw, Formula) and not carried(raw.text, self.names):
            own = at[1] not in self.columns.values()
            return Kept(style=style, raw=result if own else raw.text)
        return Kept(style=style, raw=raw, result=result)

    def _area(self, area: Area) -> Area | None:
        """Where a rectangle of the desired sheet stands now; None where it is no rectangle any more."""
        rows = [self.rows.get(at, -2) for at in range(area.first_row, area.last_row + 1)]
        columns = [self.columns[column.key] for column in self.sheet.columns[area.first_column : area.last_column + 1]]
        if any(line != list(range(line[0], line[0] + len(line))) for line in (rows, columns)) or rows[0] < 0:
            return None
        return Area(rows[0], columns[0], rows[-1], columns[-1])

    def _charts(self, height: int) -> Iterator[Chart]:
        for chart in self.sheet.charts:
            series = []
            for each in chart.series:
                name = self._area(Area(*each.name, *each.name))
                categories, values = self._area(each.categories), self._area(each.values)
                if name and categories and values:
                    series.append(Series(name=name[:2], categories=categories, values=values))
            if len(series) == len(chart.series):
                yield replace(
                    chart, row=max(chart.row, height + chart.row - len(self.sheet.cells)), series=tuple(series)
                )
