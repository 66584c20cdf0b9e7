"""Workbooks that are old copies, another book's, from after a backup, unreadable, or open on a desk."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Kinerja
from tests.e2e.desk import NAME, REF, Desk, put


@pytest.fixture
def desk(signed: Kinerja, tmp_path: Path) -> Desk:
    return Desk(signed, tmp_path)


def test_an_old_copy_merges_against_what_it_was_built_from(desk: Desk) -> None:
    for code in "36":
        assert desk.kinerja("realize", REF, code, "2024-Q1", "--value", "70").code == 0
    desk.run()
    old = desk.copy("lama.xlsx")
    desk.enter("3|2024-Q1", {"Nilai": 71})
    desk.kinerja("correct", REF, "6", "2024-Q1", "--value", "75", "--reason", "temuan")
    desk.run()
    for number in range(1, 4):  # months go by
        desk.kinerja("realize", REF, "7", f"2024-Q{number}", "--numerator", str(number), "--denominator", "4")
        desk.run()
    shutil.copy(old, desk.file)
    with desk.open() as book:
        sheet = book["Isian"]
        put(sheet, "6|2024-Q1", {"Nilai": 75})  # equal to the ledger by now
        put(sheet, "3|2024-Q2", {"Nilai": 72})  # new
        put(sheet, "7|2024-Q1", {"Pembilang": 3, "Penyebut": 4})  # the ledger has 1 of 4
    done = desk.run()
    assert [(one["indicator"], one["period"]) for one in done["taken"]] == [("3", "2024-Q2")]
    assert [(one["indicator"], one["field"], one["sheet"]) for one in done["conflicts"]] == [("7", "numerator", "3")]
    assert desk.row("3|2024-Q1")["Nilai"] == 71  # untouched in the copy, so shown as the ledger has it
    assert desk.row("6|2024-Q1")["Nilai"] == 75
    assert desk.run()["written"] == 0


def test_an_untouched_old_copy_does_not_decide_an_open_conflict(desk: Desk) -> None:
    old = desk.copy("lama.xlsx")
    desk.kinerja("realize", REF, "3", "2024-Q1", "--value", "70")
    assert len(desk.enter("3|2024-Q1", {"Nilai": 71})["conflicts"]) == 1
    shutil.copy(old, desk.file)
    done = desk.run()
    assert done["left"] == {"refused": 0, "conflict": 1}
    assert desk.row("3|2024-Q1")["Nilai"] == 71


def test_a_workbook_of_another_book_is_refused_and_left_alone(desk: Desk) -> None:
    assert desk.kinerja("sync", "link", "lain", "--xlsx", "lain.xlsx").code == 0
    shutil.copy(desk.file, desk.file.with_name("lain.xlsx"))
    before = desk.file.with_name("lain.xlsx").read_bytes()
    answer = desk.kinerja("sync", "run", "lain", "--json")
    assert (answer.code, answer.error["code"]) == (2, "foreign-workbook")
    assert desk.file.with_name("lain.xlsx").read_bytes() == before


def test_a_workbook_from_after_a_restored_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    backup = shutil.copy(tmp_path / "kinerja.db", tmp_path / "cadangan.db")
    desk.enter("3|2024-Q1", {"Nilai": 80})
    for name in ("kinerja.db", "kinerja.db-wal", "kinerja.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(backup, tmp_path / "kinerja.db")
    answer = desk.kinerja("sync", "run", NAME, "--json")
    assert (answer.code, answer.error["code"]) == (3, "workbook-ahead")


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"bukan buku kerja", "workbook-unreadable"), (b"", "workbook-unreadable"),
     (b"PK\x03\x04rusak", "workbook-unreadable"), (LOCKED, "workbook-locked-by-password")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_leaves_the_ledger_untouched(
    desk: Desk, tmp_path: Path, content: bytes, code: str
) -> None:
    desk.file.write_bytes(content)
    before = desk.kinerja("audit", "trail", "--json").out
    answer = desk.kinerja("sync", "run", NAME, "--json")
    assert (answer.code, answer.error["code"]) == (3, code)
    assert answer.error["hint"]
    assert desk.kinerja("audit", "trail", "--json").out == before
    assert desk.file.read_bytes() == content
    assert sorted(path.name for path in tmp_path.glob("*.xlsx*")) == ["kerja.xlsx"]


def test_while_the_file_is_open_edits_are_taken_once_and_the_new_version_stands_beside(desk: Desk) -> None:
    lock = desk.file.with_name("~$kerja.xlsx")
    lock.touch()
    done = desk.enter("3|2024-Q1", {"Nilai": 80})
    assert (len(done["taken"]), done["beside"]) == (1, "kerja (baru).xlsx")
    assert desk.run()["taken"] == []
    desk.type("3|2024-Q1", {"Nilai": 81})
    assert len(desk.run()["taken"]) == 1
    lock.unlink()
    done = desk.run()
    assert (done["taken"], done["conflicts"], done["beside"]) == ([], [], None)
    assert desk.row("3|2024-Q1")["Nilai (sistem)"] == 81
