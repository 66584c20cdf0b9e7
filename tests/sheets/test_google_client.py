"""Retries, quota, time-outs and failures of the Google client, and the credentials files it takes."""

import json
import socket
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from kinerja_es.catalogue import LANGUAGES, text
from kinerja_es.errors import BadInput, Unavailable
from sync.google.names import spreadsheet_id
from sync.google.port import GooglePort, connect
from tests.sheets.google_book import Linked, Watch, port_on
from tests.sheets_server import SERVICE_ACCOUNT, Fault, Quota, SheetsServer
from tests.sheets_server.errors import ApiError

ROBOT = "robot@project.iam.gserviceaccount.com"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def port(server: SheetsServer, watch: Watch) -> GooglePort:
    return port_on(server, server.create("Kinerja"), watch)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=429),
        Fault(status=500),
        Fault(status=502, html=True),
        Fault(status=503),
        Fault(status=403, usage_limits=True),
        Fault(drop="before"),
        Fault(drop="after"),
    ],
)
def test_a_read_is_made_again_after_what_passes(
    server: SheetsServer, port: GooglePort, watch: Watch, fault: Fault
) -> None:
    server.faults.add(fault)
    assert port.read().tabs == {}
    assert server.counts.calls["read"] == port.calls["read"] == 2
    assert watch.slept == [0.5]  # half of one second, as the dice say


def test_pauses_grow_and_are_bounded(server: SheetsServer, port: GooglePort, watch: Watch) -> None:
    server.faults.add(Fault(status=500, times=-1))
    with pytest.raises(Unavailable) as caught:
        port.read()
    assert caught.value.code == "google-failed"
    assert watch.slept == [0.5, 1, 2, 4, 8, 16, 32, 32, 32, 32, 32, 32, 32, 32]
    assert sum(watch.slept) <= 300


def test_google_is_waited_for_as_long_as_it_asks(server: SheetsServer, port: GooglePort, watch: Watch) -> None:
    server.faults.add(Fault(status=429, retry_after=30, kind="read"))
    port.read()
    assert watch.slept == [30.5]


def test_a_quota_that_stays_full_is_told(server: SheetsServer, port: GooglePort, watch: Watch) -> None:
    server.app.quota = Quota(per_user=0, clock=watch.time)
    with pytest.raises(Unavailable) as caught:
        port.read()
    assert (caught.value.code, caught.value.exit_code) == ("google-quota", 3)
    assert watch.now - 1_000 <= 300


def test_calls_stay_below_the_quota(server: SheetsServer, port: GooglePort, watch: Watch) -> None:
    server.app.quota = Quota(clock=watch.time)
    for _ in range(130):
        port.read()
    assert port.calls["read"] == 130  # none was refused
    assert watch.now - 1_000 > 120


def test_a_write_over_the_quota_is_made_again(server: SheetsServer) -> None:
    book = Linked(server)
    server.faults.add(Fault(kind="write", status=429, times=2))
    book.mirror()
    assert server.counts.calls["write"] == 3
    assert book.port.read().token == 57


def test_calls_and_bytes_are_logged(server: SheetsServer) -> None:
    book = Linked(server)
    server.counts.clear()
    book.mirror()
    assert book.port.calls == server.counts.calls
    assert book.port.client.sent == server.counts.bytes_in
    assert book.port.client.received == server.counts.bytes_out
    assert b" " not in json.dumps(list(book.port.client.sent.values()), separators=(",", ":")).encode()


def test_nobody_there_is_told_soon(watch: Watch) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{held.getsockname()[1]}"
    port = GooglePort("x" * 44, port_on_url(closed, watch))
    with pytest.raises(Unavailable) as caught:
        port.version()
    assert caught.value.code == "google-unreachable"
    assert watch.now - 1_000 <= 10


def port_on_url(url: str, watch: Watch):  # type: ignore[no-untyped-def]  # noqa: ANN201
    from google.oauth2.credentials import Credentials

    from sync.google.client import Client

    return Client(
        Credentials("token"),  # type: ignore[no-untyped-call]
        base_url=url, clock=watch.time, sleep=watch.sleep, dice=lambda: 0.5,
    )  # fmt: skip


def test_a_revoked_share_names_whom_to_share_with(server: SheetsServer) -> None:
    book = Linked(server)
    book.mirror()
    seen = book.port.read()
    file = server.app.store.files[book.id]
    file.permissions[:] = [entry for entry in file.permissions if entry.get("emailAddress") != SERVICE_ACCOUNT]
    for call in (book.port.version, book.port.read, lambda: book.write(seen)):
        with pytest.raises(Unavailable) as caught:
            call()
        assert caught.value.code == "google-forbidden"
        assert caught.value.params == {"account": SERVICE_ACCOUNT}


def test_a_read_only_share_is_told_on_writing(server: SheetsServer) -> None:
    book = Linked(server)
    server.app.store.files[book.id].permissions[0]["role"] = "reader"
    with pytest.raises(Unavailable) as caught:
        book.mirror()
    assert caught.value.code == "google-forbidden"


def test_a_deleted_spreadsheet_is_told_from_one_in_the_bin(server: SheetsServer, port: GooglePort) -> None:
    server.app.store.files[port.book].trashed = True
    with pytest.raises(Unavailable) as caught:
        port.version()
    assert caught.value.code == "google-trashed"
    del server.app.store.files[port.book]
    for call in (port.version, port.read):
        with pytest.raises(Unavailable) as caught:
            call()
        assert caught.value.code == "google-not-found"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            {"code": 403, "message": "x", "errors": [{"domain": "usageLimits", "reason": "accessNotConfigured"}]},
            "google-api-disabled",
        ),
        ({"code": 403, "message": "x", "details": [{"reason": "SERVICE_DISABLED"}]}, "google-api-disabled"),
        (
            {"code": 403, "message": "x", "details": [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]},
            "google-credentials",
        ),
        ({"code": 400, "message": "This operation is not supported for this document"}, "google-not-a-sheet"),
        ({"code": 400, "message": "You are trying to edit a protected cell or object."}, "google-protected"),
        ({"code": 400, "message": "Something else."}, "google-failed"),
        ({"code": 501, "message": "Not here."}, "google-failed"),
    ],
)
def test_other_failures_are_final_and_told_apart(
    server: SheetsServer, port: GooglePort, monkeypatch: pytest.MonkeyPatch, body: dict[str, object], code: str
) -> None:
    error = ApiError(int(str(body["code"])))
    monkeypatch.setattr(error, "body", lambda: {"error": body})

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(type(server.app), "sheets", refuse)
    with pytest.raises(Unavailable) as caught:
        port.read()
    assert caught.value.code == code
    assert server.counts.calls["read"] == 1


def test_every_failure_has_a_sentence_and_a_next_step() -> None:
    from kinerja_es.texts.errors import TEXTS

    codes = {key.removesuffix(".hint") for key in TEXTS if key.startswith("google-")}
    assert len(codes) == 13
    for code in codes:
        for language in LANGUAGES:
            for key in (f"errors.{code}", f"errors.{code}.hint"):
                shown = text(key, language, account="a@b", path="p", status="500", message="m")
                assert shown
                assert "{" not in shown


def test_an_expired_token_is_refreshed_once(server: SheetsServer, key: str, tmp_path: Path) -> None:
    port = connected(server, service(tmp_path, server.token_uri, key))
    assert port.version()
    server.expire_tokens()
    assert port.version()
    assert server.counts.calls["token"] == 2
    server.faults.add(Fault(status=401, kind="drive", times=-1))
    server.counts.clear()
    with pytest.raises(Unavailable) as caught:
        port.version()
    assert caught.value.code == "google-credentials"
    assert server.counts.calls["drive"] == 2


@pytest.fixture(scope="module")
def key() -> str:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private.private_bytes(*kinds).decode()


def service(folder: Path, token_uri: str, key: str) -> Path:
    info = {"type": "service_account", "client_email": ROBOT, "private_key": key, "token_uri": token_uri}
    path = folder / "kunci.json"
    path.write_text(json.dumps(info))
    return path


def connected(server: SheetsServer, credentials: Path) -> GooglePort:
    book = server.create("Kinerja", owner=ROBOT)
    return connect(f"https://docs.google.com/spreadsheets/d/{book}/edit#gid=0", credentials, server.url)


def test_a_service_account_reads_and_writes(server: SheetsServer, key: str, tmp_path: Path) -> None:
    port = connected(server, service(tmp_path, server.token_uri, key))
    assert port.client.account == ROBOT
    book = Linked(server)
    book.id, book.port = port.book, port
    assert book.mirror().version == port.version()


def test_a_person_signs_in_and_a_revoked_one_is_told(server: SheetsServer, tmp_path: Path) -> None:
    server.app.tokens.refresh["segar"] = "ani@example.com"
    info = {"type": "authorized_user", "refresh_token": "segar", "client_id": "c", "client_secret": "s",
            "token_uri": server.token_uri}  # fmt: skip
    path = tmp_path / "saya.json"
    path.write_text(json.dumps(info))
    book = server.create("Kinerja", owner="ani@example.com")
    assert connect(book, path, server.url).version() == "1"
    path.write_text(json.dumps(info | {"refresh_token": "revoked"}))
    with pytest.raises(Unavailable) as caught:
        connect(book, path, server.url).version()
    assert caught.value.code == "google-credentials"
    path.write_text(json.dumps(info))
    with pytest.raises(Unavailable) as caught:
        connect(server.create(), path, server.url).version()
    assert caught.value.code == "google-forbidden-person"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"type": "external"}',
        '{"type": "service_account"}',
        '{"type": "service_account", "client_email": "a", "private_key": "b"}',
        '{"type": "authorized_user"}',
        "\ud83d",
    ],
)
def test_a_file_that_is_no_credentials_file_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kunci.json"
    path.write_bytes(content.encode("utf-16" if content == "\ud83d" else "utf-8", "surrogatepass"))
    with pytest.raises(BadInput) as caught:
        connect("x" * 44, path)
    assert caught.value.code == "google-file"
    path.unlink()
    with pytest.raises(BadInput) as caught:
        connect("x" * 44, path)
    assert caught.value.code == "google-file-missing"


def test_an_id_is_taken_from_an_address(tmp_path: Path) -> None:
    assert spreadsheet_id("https://docs.google.com/spreadsheets/d/abc-D_1/edit?usp=sharing#gid=3") == "abc-D_1"
    assert spreadsheet_id(" abc-D_1 ") == "abc-D_1"
    with pytest.raises(BadInput) as caught:
        connect("Kinerja kecamatan", tmp_path / "x")
    assert caught.value.code == "bad-spreadsheet"
