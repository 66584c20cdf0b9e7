"""The workbook as its readers open it: LibreOffice, and a second reader of the format."""

import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.conftest import Kinerja

TABS = ["Ringkasan", "Capaian", "Isian", "Target", "Perjanjian", "Jejak Audit", "Konflik", "Tentang", "_sync"]


def test_a_second_run_of_an_unchanged_book_writes_nothing(signed: Kinerja, tmp_path: Path) -> None:
    signed("realize", "contoh/2024", "7", "2024-Q1", "--numerator", "8", "--denominator", "10")
    assert signed("sync", "link", "kerja", "--xlsx", "kerja.xlsx").code == 0
    first = signed("sync", "run", "kerja", "--json").json
    bytes_of_first = (tmp_path / "kerja.xlsx").read_bytes()
    second = signed("sync", "run", "kerja", "--json").json
    assert first["written"] > 0
    assert (second["written"], second["position"]) == (0, first["position"])
    assert (tmp_path / "kerja.xlsx").read_bytes() == bytes_of_first
    assert {"book", "position", "taken", "refused", "conflicts", "written", "calls"} <= set(first)
    book = openpyxl.load_workbook(tmp_path / "kerja.xlsx")
    assert book.sheetnames == TABS
    assert book["_sync"].sheet_state == "hidden"
    found = [[cell.value for cell in row] for row in book["Isian"].iter_rows()]
    header = next(row for row in found if "Nilai (sistem)" in row)
    entered = next(row for row in found if "contoh/2024|7|2024-Q1" in row)
    shown = dict(zip(header, entered, strict=True))
    assert (shown["Nilai (sistem)"], shown["Pembilang"], shown["Penyebut"], shown["Status"]) == (80, 8, 10, "diterima")
    book.close()


@pytest.mark.needs_program("soffice", "pdftotext")
def test_libreoffice_opens_and_prints_the_workbook(kinerja: Kinerja, tmp_path: Path) -> None:
    assert kinerja("demo", "coba").code == 0
    home = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    convert = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "coba" / "kinerja.xlsx")], check=True, capture_output=True, timeout=180)
    printed = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "kinerja.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    for words in ("Ringkasan capaian kinerja", "sangat tinggi", "Persentase penanganan gangguan", "Err:", "#REF"):
        assert (words in printed) == (words not in ("Err:", "#REF")), words
