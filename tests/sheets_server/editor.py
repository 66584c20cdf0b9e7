"""The second editor: a person in the browser, scripted."""

from collections.abc import Sequence

from . import batch, values
from .a1 import quoted
from .context import Context
from .grid import Cell, Tab
from .jsontypes import Json, JsonObject
from .store import Store

Rows = Sequence[Sequence[Json]]


class Editor:
    """Edits like a person does; protections hold, and a refusal raises ApiError."""

    def __init__(self, store: Store, spreadsheet_id: str, email: str) -> None:
        """Share the workbook with the person."""
        self.store, self.spreadsheet_id, self.email = store, spreadsheet_id, email
        with store.lock:
            file = store.files[spreadsheet_id]
            if not file.role(email):
                file.permissions.append(store.permission(email, "writer"))

    def request(self, kind: str, body: JsonObject) -> Json:
        """Do one request of a batchUpdate as this person."""
        with self.store.lock:
            file = self.store.open(self.spreadsheet_id, self.email, write=True)
            ctx = Context(file.book.clone(), self.email, file.owner)
            reply = batch.run(ctx, [{kind: body}])[0].get(kind)
            self.store.commit(file, ctx.book, self.email)
            return reply

    def _tab(self, title: str) -> Tab:
        tab = self.store.files[self.spreadsheet_id].book.titled(title)
        if tab is None:
            raise KeyError(title)
        return tab

    def _grid(self, title: str, cells: str) -> JsonObject:
        book = self.store.files[self.spreadsheet_id].book
        tab, span = book.find(f"{quoted(title)}!{cells}" if cells else quoted(title))
        names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
        return {"sheetId": tab.sheet_id} | dict(zip(names, tab.close(span), strict=True))

    def _span(self, title: str, dimension: str, start: int, count: int) -> JsonObject:
        sheet_id = self._tab(title).sheet_id
        return {"sheetId": sheet_id, "dimension": dimension, "startIndex": start, "endIndex": start + count}

    def type(self, title: str, cell: str, text: Json) -> None:
        """Type into a cell; the locale decides what the text becomes."""
        self.paste(title, cell, [[text]])

    def paste(self, title: str, cell: str, rows: Rows | str) -> None:
        """Paste rows, or text with tabs and line ends, from a cell on."""
        lines = [line.split("\t") for line in rows.split("\n")] if isinstance(rows, str) else [list(r) for r in rows]
        with self.store.lock:
            file = self.store.open(self.spreadsheet_id, self.email, write=True)
            ctx = Context(file.book.clone(), self.email, file.owner)
            query = {"valueInputOption": "USER_ENTERED"}
            values.update(ctx, f"{quoted(title)}!{cell}", {"values": lines}, query)
            self.store.commit(file, ctx.book, self.email)

    def clear(self, title: str, cells: str) -> None:
        """Press Delete on a range."""
        with self.store.lock:
            file = self.store.open(self.spreadsheet_id, self.email, write=True)
            ctx = Context(file.book.clone(), self.email, file.owner)
            values.clear(ctx, f"{quoted(title)}!{cells}")
            self.store.commit(file, ctx.book, self.email)

    def note(self, title: str, cell: str, text: str) -> None:
        """Put a note on a cell."""
        rows = [{"values": [{"note": text}]}]
        self.request("updateCells", {"range": self._grid(title, cell), "rows": rows, "fields": "note"})

    def sort(self, title: str, cells: str, column: int, *, descending: bool = False) -> None:
        """Sort a range by a column, counted from zero on the tab."""
        spec = {"dimensionIndex": column, "sortOrder": "DESCENDING" if descending else "ASCENDING"}
        self.request("sortRange", {"range": self._grid(title, cells), "sortSpecs": [spec]})

    def filter(self, title: str, cells: str, column: int, hide: Sequence[str]) -> None:
        """Filter a range so that rows with these texts in a column are hidden."""
        criteria = {str(column): {"hiddenValues": list(hide)}}
        self.request("setBasicFilter", {"filter": {"range": self._grid(title, cells), "criteria": criteria}})

    def insert_rows(self, title: str, at: int, count: int = 1) -> None:
        """Insert rows before an index."""
        self.request("insertDimension", {"range": self._span(title, "ROWS", at, count)})

    def delete_rows(self, title: str, at: int, count: int = 1) -> None:
        """Delete rows."""
        self.request("deleteDimension", {"range": self._span(title, "ROWS", at, count)})

    def insert_columns(self, title: str, at: int, count: int = 1) -> None:
        """Insert columns before an index."""
        self.request("insertDimension", {"range": self._span(title, "COLUMNS", at, count)})

    def delete_columns(self, title: str, at: int, count: int = 1) -> None:
        """Delete columns."""
        self.request("deleteDimension", {"range": self._span(title, "COLUMNS", at, count)})

    def move_columns(self, title: str, at: int, count: int, before: int) -> None:
        """Drag columns in front of another."""
        self.request("moveDimension", {"source": self._span(title, "COLUMNS", at, count), "destinationIndex": before})

    def move_rows(self, title: str, at: int, count: int, before: int) -> None:
        """Drag rows in front of another."""
        self.request("moveDimension", {"source": self._span(title, "ROWS", at, count), "destinationIndex": before})

    def hide_rows(self, title: str, at: int, count: int = 1) -> None:
        """Hide rows."""
        self._hide(self._span(title, "ROWS", at, count))

    def hide_columns(self, title: str, at: int, count: int = 1) -> None:
        """Hide columns."""
        self._hide(self._span(title, "COLUMNS", at, count))

    def _hide(self, span: JsonObject) -> None:
        body = {"range": span, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
        self.request("updateDimensionProperties", body)

    def add_tab(self, title: str) -> None:
        """Add a tab."""
        self.request("addSheet", {"properties": {"title": title}})

    def rename_tab(self, title: str, new: str) -> None:
        """Rename a tab."""
        self._properties(title, title=new)

    def hide_tab(self, title: str) -> None:
        """Hide a tab."""
        self._properties(title, hidden=True)

    def _properties(self, old: str, **changes: Json) -> None:
        body = {"properties": {"sheetId": self._tab(old).sheet_id} | changes, "fields": ",".join(changes)}
        self.request("updateSheetProperties", body)

    def delete_tab(self, title: str) -> None:
        """Delete a tab."""
        self.request("deleteSheet", {"sheetId": self._tab(title).sheet_id})

    def set_locale(self, locale: str) -> None:
        """Change the workbook's locale."""
        self.request("updateSpreadsheetProperties", {"properties": {"locale": locale}, "fields": "locale"})

    def cell(self, title: str, cell: str) -> Cell:
        """Look at a cell."""
        grid = self._grid(title, cell)
        return self._tab(title).cell(grid["startRowIndex"], grid["startColumnIndex"])

    def sees(self, title: str, cell: str, option: str = "FORMATTED_VALUE") -> Json:
        """Give what a cell shows."""
        with self.store.lock:
            file = self.store.files[self.spreadsheet_id]
            ctx = Context(file.book, self.email, file.owner)
            return values.shown_value(ctx, self._tab(title), self.cell(title, cell), {"valueRenderOption": option})
