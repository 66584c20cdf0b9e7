"""No figure depends on the day, the locale, the time zone or the hash seed: the same store, the same bytes."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Kinerja

ROOT = Path(__file__).parents[2]
ZONES = ("UTC", "Asia/Jayapura", "America/New_York")
LOCALES = ("C.UTF-8", "id_ID.UTF-8", "tr_TR.ISO-8859-9")  # other decimal marks, another alphabet, another encoding
SEEDS = ("0", "1", "77")
QUESTIONS = (
    ("replay", "gumelar/2024", "--period", "2024-Q2", "--as-of", "2024-07-31", "--diff", "2024-08-31"),
    ("replay", "gumelar/2024", "--period", "2024"),
    ("report", "achievements", "--period", "2024-Q3"),
    ("report", "scorecard"),
    ("explain", "gumelar/2024", "1", "2024"),
    ("explain", "gumelar/2024", "7", "2024-Q2", "--as-of", "2024-07-31"),
    ("audit", "trail"),
    ("audit", "trail", "gumelar/2024", "--since", "2024-04-01", "--until", "2024-07-31"),
    ("agreement", "show", "gumelar/2024"),
    ("agreement", "list"),
    ("policy", "show"),
)
BETWEEN = "\n----\n"
# The questions one after another in one process that really is in the locale; a look at the clock would fail.
ASK = """
import ast, io, locale, sys
locale.setlocale(locale.LC_ALL, "")
import cli, kinerja_es.ledger
kinerja_es.ledger.datetime = None
for words in ast.literal_eval(sys.argv[1]):
    try:
        cli.main(words)
    except SystemExit as left:
        assert not left.code, words
    sys.stdout.write(sys.argv[2])
"""


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the locales, made from their sources, so that the machine need not speak them."""
    folder = tmp_path_factory.mktemp("locales")
    for name in LOCALES[1:]:
        language, _, charset = name.partition(".")
        subprocess.run(["localedef", "-i", language, "-f", charset, str(folder / name)], check=True)
    return folder


@pytest.mark.needs_program("localedef", "locale-gen")  # the second comes with the sources of all locales
def test_the_same_store_gives_the_same_bytes_everywhere(kinerja: Kinerja, tmp_path: Path, locales: Path) -> None:
    assert kinerja("demo", "coba").code == 0
    asked = [[*question, *options, "--store", f"sqlite:///{tmp_path / 'coba' / 'kinerja.db'}"]
             for options in (["--json"], []) for question in QUESTIONS]  # fmt: skip
    given: dict[tuple[str, ...], list[bytes]] = {}
    for place in itertools.product(ZONES, LOCALES, SEEDS):
        zone, name, seed = place
        answer = subprocess.run(
            [sys.executable, "-c", ASK, repr(asked), BETWEEN],
            env={"TZ": zone, "LC_ALL": name, "LOCPATH": str(locales), "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT),
                 "PATH": os.environ["PATH"], "COLUMNS": "100"},
            cwd=tmp_path, check=False, capture_output=True,
        )  # fmt: skip
        assert answer.returncode == 0, (place, answer.stderr.decode()[-2000:])
        given[place] = answer.stdout.split(BETWEEN.encode())[:-1]
    first, *others = given.values()
    assert len(first) == len(asked)
    assert b"achievement" in first[0]
    assert all(first)
    for words, answers in zip(asked, zip(*given.values(), strict=True), strict=True):
        assert len(set(answers)) == 1, words
    assert len(others) == 26
