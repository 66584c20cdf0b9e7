"""Google's credentials files: of a service account, or of a person."""

import json
from pathlib import Path
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2 import credentials as person
from google.oauth2 import service_account

from kinerja_es.errors import BadInput

SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.metadata.readonly")
TOKENS = "https://oauth2.googleapis.com/token"


def load(path: str | Path) -> tuple[Credentials, str]:
    """The credentials in a file, and the address that spreadsheets are to be shared with (empty where it is not known).

    Raises:
        BadInput: `google-file-missing`, or `google-file` where it is no credentials file.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadInput("google-file-missing", where=str(path), path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("google-file", where=str(path), path=path) from error
    try:
        return _loaded(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput("google-file", where=str(path), path=path) from error


def _loaded(info: dict[str, Any]) -> tuple[Credentials, str]:
    match info["type"]:
        case "service_account":
            given = {"token_uri": TOKENS} | info
            made = service_account.Credentials.from_service_account_info(given, scopes=SCOPES)  # type: ignore[no-untyped-call]
            return made, str(made.service_account_email)
        case "authorized_user":
            parts = {name: str(info[name]) for name in ("refresh_token", "client_id", "client_secret")}
            uri = info.get("token_uri") or TOKENS
            # Without scopes: a refresh then asks for those that the person agreed to.
            return person.Credentials(None, token_uri=uri, **parts), str(info.get("account") or "")  # type: ignore[no-untyped-call]
    raise KeyError(info["type"])
