"""Real credentials of google-auth against the local token endpoint."""

import gspread
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.credentials import Credentials
from google.oauth2.service_account import Credentials as ServiceAccount

from tests.sheets_server import Fault, SheetsServer
from tests.sheets_server.a1 import Rect, Span, parse_span, quoted, range_name
from tests.sheets_server.errors import ApiError
from tests.sheets_server.fieldmask import cut, merged, parse_mask

ROBOT = "robot@project.iam.gserviceaccount.com"


@pytest.fixture(scope="module")
def key() -> str:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private.private_bytes(*kinds).decode()


def session(server: SheetsServer, key: str) -> AuthorizedSession:
    info = {"client_email": ROBOT, "private_key": key, "token_uri": server.token_uri}
    scopes = ["https://www.googleapis.com/auth/spreadsheets"]
    return AuthorizedSession(ServiceAccount.from_service_account_info(info, scopes=scopes))  # type: ignore[no-untyped-call]


def test_a_service_account_signs_in(server: SheetsServer, key: str) -> None:
    client = session(server, key)
    book = server.create(owner=ROBOT)
    address = f"{server.url}/v4/spreadsheets/{book}"
    assert client.get(address).status_code == 200
    assert server.counts.calls["token"] == 1
    server.expire_tokens()
    assert client.get(address).status_code == 200  # google-auth refreshes after the 401 by itself
    assert server.counts.calls["token"] == 2
    assert [status for _, where, status in server.counts.log if "/v4/" in where] == [200, 401, 200]


def test_a_person_refreshes(server: SheetsServer) -> None:
    server.app.tokens.refresh["r"] = "ani@example.com"
    book = server.create(owner="ani@example.com")
    given = {"refresh_token": "r", "token_uri": server.token_uri, "client_id": "c", "client_secret": "s"}
    stale = Credentials(None, **given)  # type: ignore[no-untyped-call]
    assert AuthorizedSession(stale).get(f"{server.url}/v4/spreadsheets/{book}").status_code == 200  # type: ignore[no-untyped-call]


def test_gspread_tells_an_html_error(server: SheetsServer) -> None:
    book = server.create()
    server.faults.add(Fault(status=502, html=True))
    client = gspread.http_client.HTTPClient(Credentials("token"))  # type: ignore[no-untyped-call]
    with pytest.raises(gspread.exceptions.APIError):
        client.request("get", f"{server.url}/v4/spreadsheets/{book}")


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("a.b,c(d,e/f)", {"a": {"b": {}}, "c": {"d": {}, "e": {"f": {}}}}),
        ("a,a.b", {"a": {}}),
        ("*", {}),
        ("a.*", {"a": {}}),
        ("a(b.c),a(d)", {"a": {"b": {"c": {}}, "d": {}}}),
    ],
)
def test_field_masks(text: str, mask: object) -> None:
    assert parse_mask(text) == mask


@pytest.mark.parametrize("text", ["", "a(b", "a)b", "a b", "a..b("])
def test_bad_field_masks(text: str) -> None:
    with pytest.raises(ApiError):
        parse_mask(text)


def test_cutting_and_merging() -> None:
    assert cut({"a": [{"b": 1, "c": 2}, {"c": 3}], "d": 4}, parse_mask("a.b")) == {"a": [{"b": 1}, {}]}
    assert merged({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, parse_mask("a.b")) == {"a": {"b": 3, "c": 2}}
    assert merged({"a": {"b": 1}, "d": 2}, {}, parse_mask("a.b,d")) == {}


def test_a1_notation() -> None:
    assert parse_span("D4:A1") == Span(0, 4, 0, 4)
    assert parse_span("A2:C") == Span(1, None, 0, 3)
    assert parse_span("2:3") == Span(1, 3, None, None)
    assert parse_span("B:B") == Span(None, None, 1, 2)
    assert parse_span("Isian") is None
    assert [quoted(t) for t in ("Isian", "D3", "Tab 1", "Budi's")] == ["Isian", "'D3'", "'Tab 1'", "'Budi''s'"]
    assert range_name("Isian", Rect(0, 10, 26, 28)) == "Isian!AA1:AB10"
