"""A spreadsheet of the local Google, and its owner's hands in the browser."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sync.google.names import letters
from sync.google.port import GooglePort, connect
from tests.sheets_server import SheetsServer

OWNER = "pemilik@contoh.go.id"


class GoogleRoom:
    """The owner may edit everywhere, protections or not."""

    def __init__(self, folder: Path, server: SheetsServer) -> None:
        book = server.create("Buku", owner=OWNER, locale="id_ID")
        with server.store.lock:
            file = server.store.files[book]
            file.permissions.append(
                server.store.permission("service-account@example.iam.gserviceaccount.com", "writer")
            )
        secrets = {"refresh_token": "r", "client_id": "c", "client_secret": "s", "token_uri": server.token_uri}
        path = folder / "google.json"
        path.write_text(json.dumps({"type": "authorized_user", **secrets}))
        self.port = connect(book, path, server.url)
        self._eyes: GooglePort = connect(book, path, server.url)
        self.hands = server.editor(book, OWNER)

    def _seen(self, tab: str) -> tuple[str, dict[str, int], dict[str, int]]:
        seen = self._eyes.read().tabs[tab]
        ids = {str(row.cells.get("id")): row.at for row in reversed(seen.rows)}
        return seen.name, dict(seen.columns), ids

    def enter(self, tab: str, row: str, key: str, text: str) -> None:
        title, columns, ids = self._seen(tab)
        cell = f"{letters(columns[key])}{ids[row] + 1}"
        if text:
            self.hands.type(title, cell, text)
        else:
            self.hands.clear(title, cell)

    def sort(self, tab: str, key: str, *, descending: bool = False) -> None:
        title, columns, ids = self._seen(tab)
        area = f"A2:{letters(max(columns.values()))}{max(ids.values()) + 1}"
        self.hands.sort(title, area, columns[key], descending=descending)

    def move_column(self, tab: str, key: str, to: int) -> None:
        title, columns, _ = self._seen(tab)
        self.hands.move_columns(title, columns[key], 1, to + (to > columns[key]))

    def delete_column(self, tab: str, key: str) -> None:
        title, columns, _ = self._seen(tab)
        self.hands.delete_columns(title, columns[key])

    def insert_column(self, tab: str, at: int, texts: Sequence[str]) -> None:
        title = self._seen(tab)[0]
        self.hands.insert_columns(title, at)
        self.hands.paste(title, f"{letters(at)}1", [[text] for text in texts])

    def insert_row(self, tab: str, at: int, key: str, text: str) -> None:
        title, columns, _ = self._seen(tab)
        self.hands.insert_rows(title, at)
        self.hands.type(title, f"{letters(columns[key])}{at + 1}", text)

    def duplicate_row(self, tab: str, row: str) -> None:
        title, _, ids = self._seen(tab)
        at = ids[row]
        self.hands.insert_rows(title, at + 1)
        source = self.hands._grid(title, f"{at + 1}:{at + 1}")
        target = self.hands._grid(title, f"{at + 2}:{at + 2}")
        self.hands.request("copyPaste", {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"})

    def add_tab(self, name: str, text: str) -> None:
        self.hands.add_tab(name)
        self.hands.type(name, "A1", text)

    def rename_tab(self, tab: str, name: str) -> None:
        self.hands.rename_tab(self._seen(tab)[0], name)

    def delete_tab(self, tab: str) -> None:
        self.hands.delete_tab(self._seen(tab)[0])

    def text(self, tab: str, row: int, column: int) -> Any:
        seen = self._eyes.read().tabs.get(tab)
        return self.hands.sees(seen.name if seen else tab, f"{letters(column)}{row + 1}")
