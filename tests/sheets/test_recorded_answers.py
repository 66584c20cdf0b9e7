"""Google's recorded answers, where the replay script is at hand (its path in SHEETS_ORACLE)."""

import os
import subprocess
import sys

import pytest

from tests.sheets_server import SheetsServer

ORACLE = os.environ.get("SHEETS_ORACLE", "")


@pytest.mark.skipif(not ORACLE, reason="SHEETS_ORACLE does not name the replay script")
def test_the_recorded_answers_are_given() -> None:
    with SheetsServer() as server:
        done = subprocess.run([sys.executable, ORACLE, server.url], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
