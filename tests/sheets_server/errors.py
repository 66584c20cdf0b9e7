"""The errors of Google's two services, with the bodies they really have."""

from .jsontypes import Json, JsonObject

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
}
MESSAGE = {
    401: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    500: "Internal error encountered.",
    502: "Bad Gateway",
    503: "The service is currently unavailable.",
}
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)
HTML_PAGE = (
    "<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>Error {code} (Server Error)!!1</title>\n"
    "  <p><b>{code}.</b> <ins>That's an error.</ins>\n  <p>The server encountered a temporary error and could not "
    "complete your request.<p>Please try again in 30 seconds.  <ins>That's all we know.</ins>\n</html>\n"
)


class ApiError(Exception):
    """An answer that is an error in the shape that the Sheets service uses."""

    def __init__(self, code: int, message: str = "", details: list[JsonObject] | None = None) -> None:
        """Keep the status code, the message and the details."""
        self.code = code
        self.message = message or MESSAGE.get(code, "")
        self.details = details or []
        super().__init__(f"{code}: {self.message}")

    def body(self) -> JsonObject:
        """Give the JSON body."""
        error: JsonObject = {"code": self.code, "message": self.message, "status": STATUS.get(self.code, "UNKNOWN")}
        if self.details:
            error["details"] = self.details
        return {"error": error}


class DriveError(ApiError):
    """An answer that is an error in the older shape that Drive v3 uses."""

    def __init__(self, code: int, reason: str, message: str, domain: str = "global", where: str = "") -> None:
        """Keep what Drive names beside the message."""
        super().__init__(code, message)
        self.reason = reason
        self.domain = domain
        self.where = where

    def body(self) -> JsonObject:
        """Give the JSON body."""
        entry: JsonObject = {"message": self.message, "domain": self.domain, "reason": self.reason}
        if self.where:
            entry |= {"location": self.where, "locationType": "parameter"}
        return {"error": {"code": self.code, "message": self.message, "errors": [entry]}}


def bad_request(violations: list[tuple[str, str]]) -> ApiError:
    """Build the 400 that lists what is wrong with each field."""
    listed = [({"field": field} if field else {}) | {"description": text} for field, text in violations]
    detail: JsonObject = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": listed}
    return ApiError(400, "\n".join(text for _, text in violations), [detail])


def bad_fields(path: str) -> ApiError:
    """Build the 400 for a `fields` parameter that names nothing."""
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    violation: JsonObject = {"field": path, "description": text}
    detail: Json = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}
    return ApiError(400, "Request contains an invalid argument.", [detail])


def file_not_found(file_id: str) -> DriveError:
    """Build Drive's 404."""
    return DriveError(404, "notFound", f"File not found: {file_id}.", where="fileId")
