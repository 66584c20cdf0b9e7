"""The token endpoint, and who stands behind a token."""

import base64
import json
import threading
from dataclasses import dataclass, field
from itertools import count

from .errors import ApiError
from .jsontypes import JsonObject
from .store import SERVICE_ACCOUNT


@dataclass(slots=True)
class Tokens:
    """Access tokens: those given out here, and `user:MAIL`; any other means the service account."""

    issued: dict[str, str] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    expired: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def user(self, header: str) -> str:
        """Say who calls, by the Authorization header."""
        word, _, token = header.partition(" ")
        if word != "Bearer" or not token:
            raise ApiError(403, "Method doesn't allow unregistered callers (callers without established identity). "
                           "Please use API Key or other form of API consumer identity to call this API.")  # fmt: skip
        with self.lock:
            if token in self.expired:
                raise ApiError(401)
            self.seen.add(token)
            return self.issued.get(token) or (token[5:] if token.startswith("user:") else SERVICE_ACCOUNT)

    def expire(self) -> None:
        """Let every token that was given out or seen so far be too old."""
        with self.lock:
            self.expired |= self.issued.keys() | self.seen

    def grant(self, form: dict[str, str]) -> tuple[int, JsonObject]:
        """Answer `/token` for a service account's assertion or a refresh token."""
        kind = form.get("grant_type", "")
        if kind == "urn:ietf:params:oauth:grant-type:jwt-bearer" and form.get("assertion", "").count(".") == 2:
            payload = form["assertion"].split(".")[1]
            claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
            user = str(claims.get("sub") or claims.get("iss") or SERVICE_ACCOUNT)
        elif kind == "refresh_token" and form.get("refresh_token"):
            if form["refresh_token"] == "revoked":
                return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
            user = self.refresh.get(form["refresh_token"], SERVICE_ACCOUNT)
        else:
            return 400, {"error": "unsupported_grant_type", "error_description": f"Invalid grant_type: {kind}"}
        with self.lock:
            token = f"ya29.local-{next(self.numbers)}"
            self.issued[token] = user
        return 200, {"access_token": token, "expires_in": 3599, "token_type": "Bearer", "scope": form.get("scope", "")}
