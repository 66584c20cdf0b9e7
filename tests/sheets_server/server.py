"""The HTTP server, and the handle that tests hold."""

import json
import socket
import sys
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from .app import App, kind_of
from .drive import JSON
from .editor import Editor
from .errors import ApiError
from .faults import Fault, Faults
from .jsontypes import Json, JsonObject
from .quota import Quota
from .store import SERVICE_ACCOUNT, Clock, Store, utc_now

CONTROL = "/_control"


@dataclass(slots=True)
class Counts:
    """Calls and bytes by kind: read, write, drive, token."""

    calls: Counter[str] = field(default_factory=Counter)
    bytes_in: Counter[str] = field(default_factory=Counter)
    bytes_out: Counter[str] = field(default_factory=Counter)
    log: list[tuple[str, str, int]] = field(default_factory=list)

    def clear(self) -> None:
        """Start again at nothing."""
        for part in (self.calls, self.bytes_in, self.bytes_out, self.log):
            part.clear()


class Dropped(Exception):
    """The connection is to be cut without an answer."""


class SheetsServer:
    """A local Google; use it as a context manager, or `start` and `stop` it."""

    def __init__(self, port: int = 0, *, quota: Quota | None = None, seed: int = 1, clock: Clock = utc_now) -> None:
        """Prepare the server; port 0 takes a free one, no quota means none is counted."""
        self.store = Store(seed, clock)
        self.app = App(self.store, quota=quota)
        self.faults = Faults()
        self.counts = Counts()
        self._counting = threading.Lock()
        handler = type("BoundHandler", (Handler,), {"server_handle": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        self.token_uri = self.url + "/token"
        self._thread: threading.Thread | None = None

    def start(self) -> Self:
        """Serve in a thread."""
        self._thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Serve no more."""
        self.http.shutdown()
        self.http.server_close()
        if self._thread:
            self._thread.join()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def create(self, title: str = "Book", *, owner: str = SERVICE_ACCOUNT, locale: str = "en_US") -> str:
        """Make a spreadsheet without a call, and give its id."""
        with self.store.lock:
            return self.store.create(title, owner, locale).book.spreadsheet_id

    def editor(self, spreadsheet_id: str, email: str = "editor@example.com") -> Editor:
        """Give a second person who edits the spreadsheet, which is shared with them."""
        return Editor(self.store, spreadsheet_id, email)

    def expire_tokens(self) -> None:
        """Make every access token so far too old: the next call gets a 401."""
        self.app.tokens.expire()

    def answer(
        self, method: str, address: str, authorization: str, raw: bytes
    ) -> tuple[int, bytes, str, dict[str, str]]:
        """Answer a call, faults and all."""
        path, _, query = address.partition("?")
        if path.startswith(CONTROL):
            try:
                return 200, _json(self.control(method, path.removeprefix(CONTROL), raw)), JSON, {}
            except ApiError as error:
                return error.code, _json(error.body()), JSON, {}
        kind = kind_of(method, path)
        taken = self.faults.take(kind, path)
        time.sleep(sum(f.delay for f in taken))
        fault = next((f for f in taken if f.status or f.drop), None)
        if fault and fault.drop == "before":
            self._count(kind, method, address, 0, raw, b"")
            raise Dropped
        status, body, content_type = 0, b"", JSON
        headers: dict[str, str] = {}
        if not fault or fault.late or fault.drop == "after":
            status, body, content_type = self._called(method, path, query, authorization, raw)
        if fault and fault.status:
            told, headers = fault.answer(kind)
            status = fault.status
            content_type = "text/html; charset=UTF-8" if isinstance(told, str) else JSON
            body = told.encode() if isinstance(told, str) else _json(told)
        self._count(kind, method, address, 0 if fault and fault.drop else status, raw, body)
        if fault and fault.drop:
            raise Dropped
        return status, body, content_type, headers

    def _called(self, method: str, path: str, query: str, authorization: str, raw: bytes) -> tuple[int, bytes, str]:
        try:
            status, told, content_type = self.app.call(method, path, query, authorization, raw)
        except ApiError as error:
            return error.code, _json(error.body()), JSON
        except Exception:  # noqa: BLE001 - a fault of this server must not look like a dropped connection
            sys.stderr.write(traceback.format_exc())
            return 500, _json(ApiError(500, "A fault of the local server; see its standard error.").body()), JSON
        if isinstance(told, str):
            return status, told.encode(), content_type
        compact = "prettyPrint=false" in query
        return status, b"" if told is None else _json(told, compact=compact), content_type

    def _count(self, kind: str, method: str, address: str, status: int, raw: bytes, body: bytes) -> None:
        with self._counting:
            self.counts.calls[kind] += 1
            self.counts.bytes_in[kind] += len(raw)
            self.counts.bytes_out[kind] += len(body)
            self.counts.log.append((method, address, status))

    def control(self, method: str, path: str, raw: bytes) -> Json:
        """Answer the control endpoint: `/faults`, `/counts`, `/expire`, `/quota`, `/editor`."""
        body: JsonObject = json.loads(raw) if raw.strip() else {}
        match (method, path):
            case ("POST", "/faults"):
                self.faults.add(Fault(**body))
            case ("DELETE", "/faults"):
                self.faults.clear()
            case ("DELETE", "/counts"):
                self.counts.clear()
            case ("POST", "/expire"):
                self.expire_tokens()
            case ("POST", "/quota"):
                self.app.quota = Quota(**body) if body else None
            case ("POST", "/editor"):
                editor = self.editor(body["spreadsheetId"], body.get("email", "editor@example.com"))
                return {"result": getattr(editor, body["do"])(*body.get("with", []))}
        counts = self.counts
        return {"calls": counts.calls, "bytes_in": counts.bytes_in, "bytes_out": counts.bytes_out}


def _json(value: Json, *, compact: bool = False) -> bytes:
    if compact:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 and keeps connections open."""

    protocol_version = "HTTP/1.1"
    server_handle: SheetsServer
    disable_nagle_algorithm = True

    def handle_call(self) -> None:
        """Answer whatever the method is."""
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            status, body, content_type, headers = self.server_handle.answer(
                self.command, self.path, self.headers.get("Authorization", ""), raw
            )
        except Dropped:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body:
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_call  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""
