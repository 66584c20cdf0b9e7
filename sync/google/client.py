"""gspread's HTTP client with time-outs, a quota of its own, bounded retries, clear failures, and a log of its calls."""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

import gspread.http_client
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession

from sync.google.failures import Failure, of_answer, of_error
from sync.google.requests import compact

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")
A_MINUTE, BURST = 50, 10  # together 60 in the worst minute, which is Google's limit for a user
TIMEOUTS = {"read": (5, 60), "write": (5, 200), "drive": (5, 60)}  # seconds to connect, and to answer
LONGEST_PAUSE = 64.0  # seconds


class Unsure(Exception):
    """A write whose answer was lost: it may have taken effect."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


class Moved(Exception):
    """The spreadsheet is no longer as it was read; nothing was written."""


@dataclass(slots=True)
class Bucket:
    """Calls that may be made now, refilled through the minute."""

    clock: Callable[[], float]
    tokens: float = BURST
    then: float | None = None

    def wait(self) -> float:
        """Take a call and say after how many seconds it may be made."""
        now = self.clock()
        passed = 0.0 if self.then is None else now - self.then
        self.then = now
        self.tokens = min(BURST, self.tokens + passed * A_MINUTE / 60) - 1
        return max(0.0, -self.tokens * 60 / A_MINUTE)


class Client(gspread.http_client.HTTPClient):
    """Calls to Sheets and Drive; use one for each spreadsheet.

    Args:
        auth: credentials.
        base_url: another server than Google's, for tests.
        account: the address that spreadsheets are to be shared with; empty where it is not known.
        where: the spreadsheet's address, for failures.
        limit: seconds after which an operation gives up trying again; `silence` the same where nobody answers at all.
        clock, sleep, dice: seconds that pass, how to wait, and a number below 1, for tests.
    """

    def __init__(
        self,
        auth: Credentials,
        *,
        base_url: str | None = None,
        account: str = "",
        where: str = "",
        limit: float = 300.0,
        silence: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        dice: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(auth, AuthorizedSession(auth, max_refresh_attempts=1))  # type: ignore[no-untyped-call]
        self.auth = auth
        self.base_url, self.account, self.where = base_url, account, where
        self.limit, self.silence = limit, silence
        self.clock, self.sleep, self.dice = clock, sleep, dice
        self.calls: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.received: Counter[str] = Counter()
        self._buckets = {kind: Bucket(clock) for kind in ("read", "write")}
        self._start = self._asked = clock()

    def begin(self) -> None:
        """Start an operation: the limit counts from here, over all its calls."""
        self._start = self.clock()

    def request(
        self,
        method: str,
        endpoint: str,
        params: Mapping[str, Any] | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: object = None,  # noqa: ARG002 -- gspread's uploads are not ours
        headers: MutableMapping[str, str] | None = None,
    ) -> requests.Response:
        """Make a call, again where that may help.

        Raises:
            Unavailable: it failed for good, or for too long.
            Unsure: a write that may have taken effect; whoever wrote has to look.
            Moved: rows, columns or tabs that the call names are not there.
        """
        kind, self._asked = _kind(method, endpoint), self.clock()
        body = data if json is None else compact(json)
        sent = {"Content-Type": "application/json", **(headers or {})} if json is not None else headers
        attempt = 0
        while True:
            self._pause(self._buckets[kind].wait() if kind in self._buckets else 0.0)
            failure = self._once(
                kind, method, self._address(endpoint), {"params": params, "data": body, "headers": sent}
            )
            if isinstance(failure, requests.Response):
                return failure
            if failure.moved:
                raise Moved(failure.params["message"])
            if kind == "write" and failure.done:
                raise Unsure(failure)
            self.again(failure, attempt)
            attempt += 1

    def again(self, failure: Failure, attempt: int) -> None:
        """Wait before the next attempt, or raise what the failure comes to."""
        pause = self.dice() * min(LONGEST_PAUSE, 2.0**attempt)
        pause = failure.wait + pause if failure.wait else pause
        then, late = self.clock() + pause, self._start + self.limit
        if not failure.again or then > (min(late, self._asked + self.silence) if failure.network else late):
            raise failure.error(self.where)
        self._pause(pause)

    def _pause(self, seconds: float) -> None:
        if seconds > 0:
            self.sleep(seconds)

    def _once(self, kind: str, method: str, address: str, call: dict[str, Any]) -> requests.Response | Failure:
        self.calls[kind] += 1
        self.sent[kind] += len(call["data"] or b"")
        try:
            answer = self.session.request(method, address, timeout=TIMEOUTS[kind], **call)
        except (requests.RequestException, GoogleAuthError) as error:
            return of_error(error)
        self.received[kind] += len(answer.content)
        return answer if answer.ok else of_answer(answer, self.account)

    def _address(self, endpoint: str) -> str:
        for host in HOSTS:
            if self.base_url and endpoint.startswith(host):
                return self.base_url.rstrip("/") + endpoint.removeprefix(host)
        return endpoint


def _kind(method: str, endpoint: str) -> str:
    """Which quota a call is charged to; a search is a read although it is posted."""
    if "/v4/spreadsheets" not in endpoint:
        return "drive"
    reads = method.lower() == "get" or endpoint.endswith(("ByDataFilter", "developerMetadata:search"))
    return "read" if reads else "write"
