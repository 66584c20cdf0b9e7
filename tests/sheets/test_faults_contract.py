"""Faults, quotas, tokens and counts."""

import time

import pytest
import requests

from tests.sheets.local_api import Api, error
from tests.sheets_server import Fault, Quota, SheetsServer

CUT = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


def test_statuses_with_real_bodies(server: SheetsServer, api: Api) -> None:
    for status, word in (
        (429, "RESOURCE_EXHAUSTED"),
        (500, "INTERNAL"),
        (503, "UNAVAILABLE"),
        (401, "UNAUTHENTICATED"),
    ):
        server.faults.add(Fault(status=status, retry_after=7 if status == 429 else None))
        answer = api.call("GET", "")
        assert (answer.status_code, answer.json()["error"]["status"]) == (status, word)
        assert answer.headers.get("Retry-After") == ("7" if status == 429 else None)
    assert api.call("GET", "").status_code == 200


def test_html_errors(server: SheetsServer, api: Api) -> None:
    server.faults.add(Fault(status=502, html=True, kind="write"))
    assert api.call("GET", "").status_code == 200
    answer = api.put("A1", [["x"]])
    assert answer.status_code == 502
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.text.startswith("<!DOCTYPE html>")
    assert api.values("A1") == []


@pytest.mark.parametrize(("drop", "left"), [("before", []), ("after", [["x"]])])
def test_dropped_connections(server: SheetsServer, api: Api, drop: str, left: object) -> None:
    server.faults.add(Fault(drop=drop, kind="write"))  # type: ignore[arg-type]
    with pytest.raises(CUT):
        api.put("A1", [["x"]])
    assert api.values("A1") == left


def test_an_error_after_the_effect(server: SheetsServer, api: Api) -> None:
    server.faults.add(Fault(status=503, late=True, kind="write", skip=1))
    assert api.put("A1", [["x"]]).status_code == 200
    assert api.put("A2", [["y"]]).status_code == 503
    assert api.values("A1:A2") == [["x"], ["y"]]


def test_latency(server: SheetsServer, api: Api) -> None:
    server.faults.add(Fault(delay=0.15, kind="read"))
    start = time.monotonic()
    assert api.values("A1") == []
    assert time.monotonic() - start >= 0.15


def test_quotas_are_counted_by_user_and_kind(server: SheetsServer, api: Api) -> None:
    now = [0.0]
    server.app.quota = Quota(per_user=3, per_project=5, clock=lambda: now[0])
    server.editor(api.book, "budi@example.com")
    other = Api(server, api.book, "user:budi@example.com")
    assert [api.call("GET", "").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert api.put("A1", [["x"]]).status_code == 200
    answer = api.call("GET", "")
    info = answer.json()["error"]["details"][0]
    assert info["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerUser"
    assert "limit 'Read requests per minute per user'" in error(answer)[1]
    assert other.call("GET", "").status_code == 429
    assert api.drive("GET", f"/{api.book}").status_code == 200
    now[0] = 60.0
    assert api.call("GET", "").status_code == 200


def test_a_batch_counts_once(server: SheetsServer, api: Api) -> None:
    server.counts.clear()
    api.batch({"addSheet": {}}, {"addSheet": {}}, {"addSheet": {}})
    api.call("POST", "/developerMetadata:search", {"dataFilters": []})
    api.drive("GET", f"/{api.book}")
    assert dict(server.counts.calls) == {"write": 1, "read": 1, "drive": 1}
    assert server.counts.bytes_in["write"] > 0
    assert server.counts.bytes_out["drive"] > 0


def test_usage_limits_of_drive(server: SheetsServer, api: Api) -> None:
    server.faults.add(Fault(status=403, usage_limits=True, kind="drive"))
    answer = api.drive("GET", f"/{api.book}")
    assert answer.status_code == 403
    assert answer.json()["error"]["errors"][0]["domain"] == "usageLimits"


def test_tokens_expire_and_are_refreshed(server: SheetsServer, api: Api) -> None:
    server.app.tokens.refresh["segar"] = "budi@example.com"
    server.editor(api.book, "budi@example.com")
    form = {"grant_type": "refresh_token", "refresh_token": "segar", "client_id": "c", "client_secret": "s"}

    def fresh() -> Api:
        return Api(server, api.book, requests.post(server.token_uri, data=form, timeout=5).json()["access_token"])

    person = fresh()
    assert person.put("A1", [["x"]]).status_code == 200
    server.expire_tokens()
    assert person.call("GET", "").json()["error"]["status"] == "UNAUTHENTICATED"
    assert fresh().call("GET", "").status_code == 200
    revoked = requests.post(server.token_uri, data=form | {"refresh_token": "revoked"}, timeout=5)
    assert (revoked.status_code, revoked.json()["error"]) == (400, "invalid_grant")
    assert requests.get(f"{server.url}/v4/spreadsheets/{api.book}", timeout=5).status_code == 403


def test_the_control_endpoint(server: SheetsServer, api: Api) -> None:
    control = server.url + "/_control"
    requests.post(control + "/faults", json={"status": 500}, timeout=5)
    assert api.call("GET", "").status_code == 500
    body = {"spreadsheetId": api.book, "do": "type", "with": ["Sheet1", "A1", "1,500"]}
    requests.post(control + "/editor", json=body, timeout=5)
    assert api.values("A1", valueRenderOption="UNFORMATTED_VALUE") == [[1500]]
    assert requests.get(control + "/counts", timeout=5).json()["calls"]["read"] == 2
