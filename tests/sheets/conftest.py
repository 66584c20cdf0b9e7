"""A running local Google and a client on a new workbook."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # so that the tests run from any folder

from tests.sheets.local_api import Api
from tests.sheets_server import SheetsServer


@pytest.fixture(scope="session")
def shared_server() -> Iterator[SheetsServer]:
    """Run one server for all tests."""
    with SheetsServer() as server:
        yield server


@pytest.fixture
def server(shared_server: SheetsServer) -> Iterator[SheetsServer]:
    """Give the server without faults, quota or counts of other tests."""
    yield shared_server
    shared_server.faults.clear()
    shared_server.counts.clear()
    shared_server.app.quota = None
    shared_server.app.tokens.expired.clear()


@pytest.fixture
def api(server: SheetsServer) -> Api:
    """Give a client on a new workbook."""
    return Api(server, server.create("Buku"))
