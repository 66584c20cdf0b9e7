"""No figure depends on the day, the locale, the time zone or the hash seed: the same store, the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.conftest import Kinerja

ROOT = Path(__file__).parents[2]
ZONES, LOCALES, SEEDS = (
    ("UTC", "Asia/Jayapura", "America/New_York"),
    ("C", "id_ID.UTF-8", "de_DE.UTF-8"),
    ("0", "1", "77"),
)
QUESTIONS = (
    ("replay", "gumelar/2024", "--period", "2024-Q2", "--as-of", "2024-07-31", "--diff", "2024-08-31"),
    ("explain", "gumelar/2024", "1", "2024"),
    ("report", "scorecard"),
)


def test_the_same_store_gives_the_same_bytes_everywhere(kinerja: Kinerja, tmp_path: Path) -> None:
    assert kinerja("demo", "coba").code == 0
    store = f"sqlite:///{tmp_path / 'coba' / 'kinerja.db'}"
    for question in QUESTIONS:
        answers = {
            subprocess.run(
                [sys.executable, "-c", "import cli; cli.main()", *question, "--json", "--store", store],
                env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
                cwd=tmp_path,
                check=True,
                capture_output=True,
            ).stdout
            for zone, locale, seed in zip(ZONES, LOCALES, SEEDS, strict=True)
        }
        assert len(answers) == 1, question
        assert b"achievement" in answers.pop()
