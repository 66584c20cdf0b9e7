"""Settings of all tests: a machine without a person's settings, and an honest word about programs that are missing."""

import shutil

import pytest
from hypothesis import settings

# A time limit per example fails on a busy machine and shows nothing about the program.
settings.register_profile("kinerja", deadline=None)
settings.load_profile("kinerja")

MISSING = "missing program"


@pytest.fixture(autouse=True)
def no_settings_of_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the environment variables through which a person steers `kinerja`."""
    for name in ("KINERJA_STORE", "KINERJA_ACTOR", "KINERJA_LANG"):
        monkeypatch.delenv(name, raising=False)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out a check whose `needs_program` is not on this machine, and note which program it lacks."""
    for marker in item.iter_markers("needs_program"):
        missing = [name for name in marker.args if shutil.which(name) is None]
        if missing:
            item.user_properties.extend((MISSING, name) for name in missing)
            pytest.skip(f"needs {', '.join(missing)}")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which checks were left out for want of a program; workers' reports carry the notes."""
    left_out = [
        (program, report.nodeid)
        for report in terminalreporter.getreports("skipped")
        for kind, program in report.user_properties
        if kind == MISSING
    ]
    terminalreporter.section("checks left out for want of a program")
    for program, check in sorted(left_out):
        terminalreporter.line(f"{program}: {check}")
    if not left_out:
        terminalreporter.line("none")
