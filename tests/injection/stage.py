"""`kinerja` in a folder, and documents full of the corpus to feed it with."""

import contextlib
import datetime
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cli
from tests.injection.corpus import HOSTILE, TEXTS

DRAFTED, IMPORTED = "sisip/2024", "impor/2024"
FOUR = 4  # texts of an indicator, and its quarters: as many rows of Isian as texts
HEAD = "No.\tSASARAN\tINDIKATOR\tTARGET\tSUMBER DATA\tKETERANGAN"


@dataclass(frozen=True)
class Stage:
    """A folder with a store."""

    folder: Path

    def __call__(self, *words: str, codes: tuple[int, ...] = (0,)) -> str:
        """Call `kinerja` and give its stdout; it has to leave with one of `codes`."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        left: int | str | None = None
        shared = ("--actor", "perencana", "--lang", "id", "--store", "sqlite:///kinerja.db")
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                cli.main((*words, *shared))
            except SystemExit as end:
                left = end.code
        told, talk = (_written(stream) for stream in (out, err))
        assert int(left or 0) in codes, f"{words[:3]}: {talk}"
        return told

    def json(self, *words: str) -> Any:
        """What a command gives machines."""
        return json.loads(self(*words, "--json"))

    def draft(self) -> None:
        """Make the agreement that JSON describes."""
        (self.folder / "pk.json").write_text(json.dumps(draft()), encoding="utf-8")
        self("agreement", "draft", "--from", "pk.json")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def draft() -> dict[str, Any]:
    """An agreement as JSON with every text in it several times: of indicators, of programs, of officials."""
    rows = [TEXTS[at : at + FOUR] for at in range(0, len(TEXTS), FOUR)]
    first, second = HOSTILE[:4], HOSTILE[-2:]
    return {
        "unit": {"slug": "sisip", "name": HOSTILE[10], "regency": HOSTILE[11]},
        "year": 2024,
        "place": HOSTILE[12],
        "date": "2024-01-02",
        "parties": {
            "first": dict(zip(("name", "position", "nip", "rank"), first, strict=True)),
            "second": dict(zip(("name", "position"), second, strict=True)),
        },
        "officials": [_official(at, text) for at, text in enumerate(TEXTS)],
        "budget_documents": [{"document": HOSTILE[13], "date": "2024-01-02"}],
        "indicators": [_indicator(str(number), row) for number, row in enumerate(rows, start=1)],
        "programs": [{"text": text, "budget": "1000", "fund": text} for text in TEXTS],
    }


def _indicator(code: str, texts: tuple[str, ...]) -> dict[str, Any]:
    text, outcome, source, note = (*texts, *texts[:1] * FOUR)[:FOUR]
    return {
        "code": code, "text": text, "outcome": {"level": "program", "text": outcome}, "unit": source,
        "polarity": "higher", "aggregation": "last", "entry": "level", "target_entry": "level",
        "target": {"kind": "number", "value": "100", "raw": note}, "source": source, "note": note,
        "formula": {"raw": source, "numerator": note, "denominator": outcome}, "calculation_raw": outcome,
    }  # fmt: skip


def _official(at: int, name: str) -> dict[str, Any]:
    """Somebody who held the post for a day."""
    day = (datetime.date(2022, 1, 1) + datetime.timedelta(days=at)).isoformat()
    return {"party": "second", "name": name, "position": name, "from": day, "to": day}


def document() -> str:
    """A document of tab-separated tables with every text as an outcome, an indicator, a source and a note."""
    lines = ["PERJANJIAN KINERJA TAHUN 2024", "", HEAD]
    for number, text in enumerate(TEXTS, start=1):
        cell = '"' + text.replace('"', '""') + '"'
        lines.append("\t".join([f"{number}.", cell, cell, "100%", cell, cell]))
    return "\n".join(lines) + "\n"
