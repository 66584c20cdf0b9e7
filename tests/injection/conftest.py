"""A store that the corpus went into by every way there is: it is made once, and only looked at."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.injection.corpus import HOSTILE, TEXTS
from tests.injection.seen import escaped
from tests.injection.stage import DRAFTED, IMPORTED, Stage, document

CHUNK = 20  # texts of one entry on the command line
CONTESTED = 10  # indicators of which a note is in conflict
SPOILT = 200  # rows in which a figure is refused


@pytest.fixture(scope="session")
def fed(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Drafts, an import, entries, corrections, and a workbook with texts typed everywhere, synchronised twice."""
    stage = Stage(tmp_path_factory.mktemp("sisip"))
    stage.draft()
    (stage.folder / "pk.tsv").write_text(document(), encoding="utf-8", newline="")
    stage("import", "pk.tsv", "--unit", "impor")
    _enter(stage)
    stage("sync", "link", "buku", "--xlsx", "buku.xlsx", "--agreement", DRAFTED)
    stage("sync", "link", "lain", "--xlsx", "lain.xlsx", "--agreement", IMPORTED)
    for book in ("buku", "lain"):
        stage("sync", "run", book)
    _type(stage.folder / "buku.xlsx")
    for number in range(1, CONTESTED + 1):  # meanwhile the ledger changes what is typed over
        _correct(stage, str(number), HOSTILE[-number:])
    (stage.folder / "siklus.csv").write_text(stage("sync", "run", "buku", "--csv"), encoding="utf-8", newline="")
    return stage


def _enter(stage: Stage) -> None:
    """Every text as a file of evidence, in a note and in a reason; some as reasons of everything else."""
    chunks = [TEXTS[at : at + CHUNK] for at in range(0, len(TEXTS), CHUNK)]
    for number, chunk in enumerate(chunks, start=1):
        evidence = [word for text in chunk for word in ("--evidence", text)]
        for text in chunk:
            _file(stage.folder / text)
        at = (DRAFTED, str(number), "2024-Q1")
        stage("realize", *at, "--value", "5", *evidence, "--note", "\n".join(chunk))
        _correct(stage, str(number), chunk)
    stage("realize", DRAFTED, "100", "2024-Q2", "--value", "7", "--note", HOSTILE[20])
    stage("withdraw", DRAFTED, "100", "2024-Q2", "--reason", HOSTILE[21])
    stage("agreement", "note", DRAFTED, "2024-Q1", "--text", "\n".join(HOSTILE[:30]))
    stage("indicator", "define", DRAFTED, "100", "--text", HOSTILE[22])
    stage("official", "appoint", DRAFTED, "--party", "first", "--name", HOSTILE[23], "--from", "2024-03-01")
    stage("period", "close", DRAFTED, "2024-Q4")
    stage("realize", DRAFTED, "1", "2024-Q4", "--value", "7", "--note", HOSTILE[24], codes=(1,))
    stage("period", "reopen", DRAFTED, "2024-Q4", "--reason", HOSTILE[25], "--actor", HOSTILE[26])


def _correct(stage: Stage, code: str, texts: Sequence[str]) -> None:
    words = "\n".join(texts)
    stage("correct", DRAFTED, code, "2024-Q1", "--value", "6", "--note", words, "--reason", words)


def _file(path: Path) -> None:
    if "://" not in path.name:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"bukti")


def _type(path: Path) -> None:
    """Every text as a note and as evidence, and some where a figure belongs."""
    book = openpyxl.load_workbook(path)
    sheet = book["Isian"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for at, text in enumerate(TEXTS):
        for header in ("Catatan", "Bukti dukung", *(("Pembilang",) if at < SPOILT else ())):
            cell = sheet.cell(at + 2, columns[header])
            cell.value, cell.data_type = escaped(text), "s"
        sheet.cell(at + 2, columns["Nilai"]).value = 5
    sheet = book["Target"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Target tahun")
    for at, text in enumerate(HOSTILE[: sheet.max_row - 1]):
        cell = sheet.cell(at + 2, column)
        cell.value, cell.data_type = escaped(text), "s"
    book.save(path)
    book.close()
