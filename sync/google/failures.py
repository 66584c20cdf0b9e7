"""What an answer of Google, or none, means: to be tried again, or a failure that says what to do. Pure."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError
from requests import Response, exceptions

from kinerja_es.errors import Unavailable

QUOTA_REASONS = {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"}
DISABLED = {"accessNotConfigured", "SERVICE_DISABLED"}
WRONG_SCOPE = {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}
MOVED = (
    "No grid with id", "Unable to parse range", "exceeds grid limits", "beyond the last requested", "is too large",
    "already exists",
)  # fmt: skip
PROTECTED = "edit a protected cell"
NOT_A_SHEET = "not supported for this document"
UNSENT = exceptions.ConnectTimeout | exceptions.ProxyError | exceptions.SSLError | GoogleAuthError
LOST = exceptions.ConnectionError | exceptions.Timeout | exceptions.ChunkedEncodingError | GoogleAuthError


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A call that did not succeed.

    Attributes:
        code: of the `Unavailable` that it ends in, with its params.
        again: whether trying again may help.
        done: whether the call may have taken effect all the same.
        wait: seconds that Google asks to wait.
        network: whether nobody answered.
        moved: whether the spreadsheet is no longer as it was read.
    """

    code: str
    params: dict[str, object] = field(default_factory=dict)
    again: bool = False
    done: bool = False
    wait: float = 0.0
    network: bool = False
    moved: bool = False

    def error(self, where: str) -> Unavailable:
        """The failure that a person reads."""
        return Unavailable(self.code, where=where, **self.params)


def of_answer(answer: Response, account: str) -> Failure:
    """What an answer that is not 2xx means; `account` is the address to share with, if it is known."""
    status = answer.status_code
    error = _error(answer)
    reasons = _reasons(error)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.FORBIDDEN and reasons & QUOTA_REASONS):
        return Failure(code="google-quota", again=True, wait=_seconds(answer))
    message = str(error.get("message") or answer.reason or status)
    code = _final(status, reasons, message)
    if code == "google-forbidden":
        return forbidden(account)
    again = status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED
    moved = status == HTTPStatus.BAD_REQUEST and any(words in message for words in MOVED)
    return Failure(
        code=code, params={"status": status, "message": message, "account": account or "-"}, again=again, done=again,
        wait=_seconds(answer), moved=moved,
    )  # fmt: skip


def _final(status: int, reasons: set[str], message: str) -> str:
    """The code of an answer that is no full quota."""
    by_status: dict[int, str] = {
        HTTPStatus.UNAUTHORIZED: "google-credentials",
        HTTPStatus.FORBIDDEN: "google-forbidden",
        HTTPStatus.NOT_FOUND: "google-not-found",
    }
    if status == HTTPStatus.FORBIDDEN and reasons & WRONG_SCOPE:
        return "google-credentials"
    if status == HTTPStatus.FORBIDDEN and reasons & DISABLED:
        return "google-api-disabled"
    if status == HTTPStatus.BAD_REQUEST and PROTECTED in message:
        return "google-protected"
    if status == HTTPStatus.BAD_REQUEST and NOT_A_SHEET in message:
        return "google-not-a-sheet"
    return by_status.get(status, "google-failed")


def forbidden(account: str) -> Failure:
    """Not shared with us, or no longer."""
    if account:
        return Failure(code="google-forbidden", params={"account": account})
    return Failure(code="google-forbidden-person")


def of_error(error: Exception) -> Failure:
    """What a call without an answer means; a connection that was never made has done nothing."""
    if isinstance(error, RefreshError):
        return Failure(code="google-credentials", again=bool(error.retryable))
    unsent = isinstance(error, UNSENT) or any(word in repr(error) for word in ("NewConnection", "NameResolution"))
    return Failure(code="google-unreachable", again=isinstance(error, LOST), done=not unsent, network=unsent)


def _error(answer: Response) -> dict[str, Any]:
    try:
        error = answer.json()["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return error if isinstance(error, dict) else {"message": str(error)}


def _reasons(error: dict[str, Any]) -> set[str]:
    """The reasons in Drive's older list and in the details of newer services."""
    entries = [*(error.get("errors") or []), *(error.get("details") or [])]
    found = {str(entry.get("reason", "")) for entry in entries if isinstance(entry, dict)}
    limits = any(isinstance(entry, dict) and entry.get("domain") == "usageLimits" for entry in entries)
    return found | ({"rateLimitExceeded"} if limits and not found & DISABLED else set())


def _seconds(answer: Response) -> float:
    """How long Google asks to wait; 0 where it does not say."""
    text = answer.headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() else 0.0
