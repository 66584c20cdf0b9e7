"""Every test of this folder runs over every port."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.layout import build
from sync.model import Workbook
from tests.sheets_server import SheetsServer
from tests.sync_contract.google_room import GoogleRoom
from tests.sync_contract.rooms import ExcelRoom, Room, TwinRoom
from tests.unit.sync.conftest import make_book


@pytest.fixture(scope="session")
def google() -> Iterator[SheetsServer]:
    """A local Google for all tests."""
    with SheetsServer() as server:
        yield server


@pytest.fixture(params=["google", "twin", "xlsx"])
def room(request: pytest.FixtureRequest, tmp_path: Path, google: SheetsServer) -> Room:
    """An empty workbook behind a port."""
    match request.param:
        case "google":
            return GoogleRoom(tmp_path, google)
        case "xlsx":
            return ExcelRoom(tmp_path)
        case _:
            return TwinRoom()


@pytest.fixture
def desired() -> Workbook:
    """A workbook with every kind of cell, its targets open to typing."""
    return build(make_book(editable_target=True))
