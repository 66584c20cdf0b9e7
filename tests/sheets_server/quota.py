"""The quota per minute, and the 429 that ends it."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import ApiError
from .jsontypes import JsonObject

MINUTE = 60.0


def exhausted(kind: str, limit: int, *, project: bool = False) -> ApiError:
    """Build Google's 429."""
    word = "Read" if kind == "read" else "Write"
    scope = "" if project else " per user"
    metric = f"{word} requests"
    message = (
        f"Quota exceeded for quota metric '{metric}' and limit '{metric} per minute{scope}' of service "
        "'sheets.googleapis.com' for consumer 'project_number:100000000000'."
    )
    info: JsonObject = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com",
            "consumer": "projects/100000000000",
            "quota_location": "global",
            "quota_metric": f"sheets.googleapis.com/{kind}_requests",
            "quota_limit": f"{word}RequestsPerMinutePer{'Project' if project else 'User'}",
            "quota_limit_value": str(limit),
            "quota_unit": "1/min/{project}" + ("" if project else "/{user}"),
        },
    }
    link = {"description": "Request a higher quota limit.", "url": "https://cloud.google.com/docs/quotas/help"}
    return ApiError(429, message, [info, {"@type": "type.googleapis.com/google.rpc.Help", "links": [link]}])


@dataclass(slots=True)
class Quota:
    """Calls a minute; refused calls count too. The clock is the tests' to move."""

    per_user: int = 60
    per_project: int = 300
    clock: Callable[[], float] = time.monotonic
    minute: int = -1
    used: Counter[tuple[str, str]] = field(default_factory=Counter)

    def spend(self, kind: str, user: str) -> None:
        """Count one call, or raise the 429."""
        minute = int(self.clock() // MINUTE)
        if minute != self.minute:
            self.minute = minute
            self.used.clear()
        self.used[kind, user] += 1
        self.used[kind, ""] += 1
        if self.used[kind, user] > self.per_user:
            raise exhausted(kind, self.per_user)
        if self.used[kind, ""] > self.per_project:
            raise exhausted(kind, self.per_project, project=True)
