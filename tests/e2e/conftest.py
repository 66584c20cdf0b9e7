"""`kinerja` as a person calls it, in an empty folder."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cli


@dataclass(frozen=True)
class Answer:
    """What one call left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The error on stderr, as JSON."""
        found: dict[str, str] = json.loads(self.err)["error"]
        return found


Kinerja = Callable[..., Answer]


@pytest.fixture
def kinerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kinerja:
    """Call `kinerja` with words; each must exit, never raise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KINERJA_ACTOR", "perencana")

    def call(*words: str) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main(words)
        out, err = capsys.readouterr()
        return Answer(int(left.value.code or 0), out, err)

    return call


@pytest.fixture
def example() -> str:
    """The shipped agreement document."""
    return str(Path(cli.__file__).parent / "kinerja_es" / "examples" / "pk-kecamatan-contoh.txt")


@pytest.fixture
def signed(kinerja: Kinerja, example: str) -> Kinerja:
    """A store with the shipped agreement, signed by both."""
    assert kinerja("import", example, "--unit", "contoh").code == 0
    for party in ("first", "second"):
        assert kinerja("agreement", "sign", "contoh/2024", "--party", party, "--date", "2024-01-05").code == 0
    return kinerja
