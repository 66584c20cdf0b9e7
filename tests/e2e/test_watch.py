"""`sync watch` and `sync status`: cycle after cycle until told to stop; and what the sync commands answer."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

import cli
from tests.e2e.conftest import Kinerja
from tests.e2e.desk import NAME, REF, Desk

WATCH = (sys.executable, "-m", "cli", "sync", "watch", NAME, "--every", "5", "--json")


def watching(folder: Path) -> "subprocess.Popen[str]":
    """A watch as a process of its own."""
    known = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent), "KINERJA_ACTOR": "perencana"}
    return subprocess.Popen(WATCH, cwd=folder, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def line(stream: IO[str] | None) -> Any:
    assert stream is not None
    return json.loads(stream.readline())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_takes_edits_until_it_is_told_to_stop(signed: Kinerja, tmp_path: Path, number: int) -> None:
    desk = Desk(signed, tmp_path)
    desk.type("3|2024-Q1", {"Nilai": 80})
    process = watching(tmp_path)
    first = line(process.stdout)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert (first["ok"], first["book"], len(first["taken"])) == (True, NAME, 1)
    assert desk.entry("3", "2024-Q1") is not None
    (book,) = signed("sync", "status", "--json").json["books"]
    assert book == {
        "book": NAME, "port": "xlsx", "target": "kerja.xlsx", "agreements": [], "last": {"at": first["at"], "ok": True}
    }  # fmt: skip
    assert first["at"] in signed("sync", "status").out


def test_a_spreadsheet_that_cannot_serve_for_a_while_does_not_end_a_watch(signed: Kinerja, tmp_path: Path) -> None:
    desk = Desk(signed, tmp_path)
    good = desk.file.read_bytes()
    desk.file.write_bytes(b"setengah tersimpan")
    process = watching(tmp_path)
    first = line(process.stdout)
    assert (first["ok"], first["error"]) == (False, "workbook-unreadable")
    (book,) = signed("sync", "status", "--json").json["books"]
    assert book["last"] == {"at": first["at"], "ok": False}
    desk.file.write_bytes(good)
    second = line(process.stdout)
    process.terminate()
    _, err = process.communicate(timeout=30)
    assert (process.returncode, second["ok"], second["taken"]) == (0, True, [])
    assert json.loads(err.splitlines()[0])["error"]["code"] == "workbook-unreadable"


def test_a_watch_of_what_is_no_book_ends_at_once(signed: Kinerja) -> None:
    answer = signed("sync", "watch", "tiada", "--json")
    assert (answer.code, answer.error["code"]) == (2, "unknown-book")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("run", "tiada"), 2, "unknown-book"),
        (("conflicts", "tiada"), 2, "unknown-book"),
        (("resolve", "tiada", "0a1b2c3d", "--keep", "sheet"), 2, "unknown-book"),
        (("resolve", NAME, "0a1b2c3d", "--keep", "sheet"), 2, "unknown-conflict"),
        (("link", "lain", "--xlsx", "lain.ods"), 2, "book-target"),
        (("link", "lain"), 2, "book-target"),
        (("link", "lain", "--xlsx", "lain.xlsx", "--agreement", "contoh"), 2, "bad-reference"),
    ],
)
def test_a_wrong_call_is_one_sentence_with_a_code(
    signed: Kinerja, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    Desk(signed, tmp_path)
    answer = signed("sync", *words, "--json")
    assert (answer.code, answer.out, answer.error["code"]) == (code, "", said)
    assert answer.error["message"]
    assert answer.error["hint"]


def test_an_agreement_that_is_not_there_is_named(signed: Kinerja) -> None:
    assert signed("sync", "link", "lain", "--xlsx", "lain.xlsx", "--agreement", "jauh/2024").code == 0
    answer = signed("sync", "run", "lain", "--json")
    assert (answer.code, answer.error["code"], answer.error["where"]) == (2, "unknown-agreement", "jauh/2024")


def test_a_folder_that_is_not_there_is_told_and_nothing_recorded(signed: Kinerja) -> None:
    assert signed("sync", "link", "jauh", "--xlsx", "tiada/jauh.xlsx").code == 0
    answer = signed("sync", "run", "jauh", "--json")
    assert (answer.code, answer.error["code"]) == (3, "file-unwritable")


def test_people_are_told_in_a_table_what_became_of_their_edits(signed: Kinerja, tmp_path: Path) -> None:
    desk = Desk(signed, tmp_path)
    signed("realize", REF, "6", "2024-Q1", "--value", "75")
    with desk.open() as book:
        sheet = book["Isian"]
        at = {str(row[16].value): row[8] for row in sheet.iter_rows(min_row=2)}
        at[f"{REF}|3|2024-Q1"].value, at[f"{REF}|3|2024-Q2"].value = 80, "x"
        at[f"{REF}|6|2024-Q1"].value = 74
    answer = signed("sync", "run", NAME)
    assert answer.code == 0
    assert all(words in answer.out for words in ("Isian!I2", "Isian!I3", "bukan angka", "74"))
    assert "1 isian ditolak, 1 konflik" in answer.err
    listed = signed("sync", "conflicts", NAME)
    assert (listed.code, "74" in listed.out, "75" in listed.out) == (0, True, True)
    assert signed("sync", "status").code == 0


def test_the_same_link_given_twice_is_recorded_once(signed: Kinerja) -> None:
    words = ("sync", "link", NAME, "--xlsx", "kerja.xlsx", "--agreement", REF, "--request-id", "r-1", "--json")
    first, second = signed(*words).json, signed(*words).json
    assert first == second
    assert [event["type"] for event in first["events"]] == ["BookLinked"]
