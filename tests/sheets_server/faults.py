"""Faults on demand."""

import threading
from dataclasses import dataclass, field
from typing import Literal

from .errors import HTML_PAGE, STATUS, ApiError, DriveError
from .jsontypes import JsonObject
from .quota import exhausted

Drop = Literal["", "before", "after"]


@dataclass(slots=True)
class Fault:
    """What goes wrong with the calls that it fits: a kind (read, write, drive, token), a part of the address.

    `skip` calls pass first, then `times` calls fail (below zero: all of them). `delay` alone only makes calls slow.
    With `late` an error is told although the call took effect.
    """

    status: int = 0
    kind: str = ""
    path: str = ""
    skip: int = 0
    times: int = 1
    delay: float = 0.0
    drop: Drop = ""
    html: bool = False
    late: bool = False
    retry_after: int | None = None
    usage_limits: bool = False

    def fits(self, kind: str, path: str) -> bool:
        """Say whether a call is meant."""
        return (not self.kind or self.kind == kind) and self.path in path

    def answer(self, kind: str) -> tuple[JsonObject | str, dict[str, str]]:
        """Give the body and the headers of the failure."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.html:
            return HTML_PAGE.format(code=self.status), headers
        if self.usage_limits:
            return DriveError(403, "userRateLimitExceeded", "User Rate Limit Exceeded.", "usageLimits").body(), headers
        if self.status == 429:
            return exhausted(kind if kind in {"read", "write"} else "read", 60).body(), headers
        return ApiError(self.status, "" if self.status in STATUS else "Fault on demand.").body(), headers


@dataclass(slots=True)
class Faults:
    """The faults that wait to happen."""

    waiting: list[Fault] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, fault: Fault) -> Fault:
        """Order a fault."""
        with self.lock:
            self.waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Cancel them all."""
        with self.lock:
            self.waiting.clear()

    def take(self, kind: str, path: str) -> list[Fault]:
        """Take what happens to this call: every delay, and the first failure."""
        taken: list[Fault] = []
        with self.lock:
            for fault in list(self.waiting):
                fails = bool(fault.status or fault.drop)
                if not fault.fits(kind, path) or (fails and any(t.status or t.drop for t in taken)):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                taken.append(fault)
                fault.times -= 1
                if fault.times == 0:
                    self.waiting.remove(fault)
        return taken
