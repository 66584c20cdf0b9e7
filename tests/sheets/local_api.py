"""A small client of the local Google, over real HTTP."""

from typing import Any
from urllib.parse import quote

import requests

from tests.sheets_server import SheetsServer

Answer = dict[str, Any]


class Api:
    """Sheets v4 over real HTTP, for one person and one workbook."""

    def __init__(self, server: SheetsServer, book: str, token: str = "owner") -> None:
        """Take the server, the workbook and the token."""
        self.server, self.book = server, book
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.root = f"{server.url}/v4/spreadsheets/{book}"

    def call(self, method: str, path: str, body: object = None, **params: object) -> requests.Response:
        """Make a call below the workbook."""
        return self.session.request(method, self.root + path, json=body, params=params, timeout=10)  # type: ignore[arg-type]

    def batch(self, *listed: Answer, **more: object) -> requests.Response:
        """Make a batchUpdate."""
        return self.call("POST", ":batchUpdate", {"requests": list(listed)} | more)

    def put(self, cells: str, values: object, option: str = "RAW") -> requests.Response:
        """Write values."""
        return self.call("PUT", f"/values/{quote(cells)}", {"values": values}, valueInputOption=option)

    def values(self, cells: str, **params: object) -> Any:
        """Read values."""
        answer = self.call("GET", f"/values/{quote(cells)}", **params)
        assert answer.status_code == 200, answer.text
        return answer.json().get("values", [])

    def get(self, **params: object) -> Any:
        """Read the workbook."""
        answer = self.call("GET", "", **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def drive(self, method: str, path: str, **params: object) -> requests.Response:
        """Make a call to Drive."""
        return self.session.request(method, f"{self.server.url}/drive/v3/files{path}", params=params, timeout=10)  # type: ignore[arg-type]


def error(answer: requests.Response) -> tuple[int, str]:
    """Give the status and the message of a failure."""
    return answer.status_code, answer.json()["error"]["message"]
