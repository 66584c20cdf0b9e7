"""A real spreadsheet program opens what the commands print and what the sync writes, told to reckon whatever it can."""

import csv
import html
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.injection.corpus import HOSTILE, LEGITIMATE, TEXTS
from tests.injection.stage import DRAFTED, Stage

XLSX = "xlsx:Calc MS Excel 2007 XML"
CSV_OF_EACH_TAB = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
SEPARATORS = {"koma": 44, "titik-koma": 59, "tab": 9}
PRINTED = [
    ("agreement", "show", DRAFTED),
    ("audit", "trail", DRAFTED, "--indicator", "1"),
    ("sync", "conflicts", "buku"),
]
Convert = Callable[..., Path]

pytestmark = pytest.mark.needs_program("soffice")


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Open files in LibreOffice and save them as something else, in the folder that is given back."""

    def made(files: Iterable[Path], to: str, *options: str) -> Path:
        home = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
        command = ["soffice", home, "--headless", *options, "--convert-to", to, "--outdir", str(tmp_path / "baru")]
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
        return tmp_path / "baru"

    return made


def formulas(path: Path) -> list[str]:
    """The formulas that a saved workbook holds, and its links to other places."""
    with zipfile.ZipFile(path) as archive:
        text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
                       if name.startswith("xl/"))  # fmt: skip
        links = [name for name in archive.namelist() if "externalLink" in name]
    return re.findall(r"<f[ >].*?</f>", text) + links


def printed(fed: Stage, form: str, folder: Path) -> list[Path]:
    """A file for each of the commands that print the most of the corpus."""
    files = []
    for number, command in enumerate(PRINTED):
        files.append(folder / f"cetak-{number}.{form}")
        files[-1].write_text(fed(*command, f"--{form}"), encoding="utf-8", newline="")
    return files


@pytest.mark.parametrize("separator", sorted(SEPARATORS))
def test_no_text_of_a_csv_file_becomes_a_formula_whatever_the_separator(
    fed: Stage, convert: Convert, tmp_path: Path, separator: str
) -> None:
    naked = tmp_path / "telanjang.csv"
    with naked.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([text, text] for text in TEXTS)
    reckoning = f"--infilter=CSV:{SEPARATORS[separator]},34,76,1,,0,false,true,false,false,false,0,true"
    files = printed(fed, "csv", tmp_path)
    folder = convert([naked, *files], XLSX, reckoning)
    assert len(formulas(folder / "telanjang.xlsx")) > 20  # so the program does run what it finds
    assert {file.stem: formulas(folder / f"{file.stem}.xlsx") for file in files} == {file.stem: [] for file in files}


def test_no_text_of_a_page_becomes_a_formula(fed: Stage, convert: Convert, tmp_path: Path) -> None:
    naked = tmp_path / "telanjang.html"
    rows = "".join(f"<tr><td>{html.escape(text)}</td></tr>" for text in TEXTS)
    naked.write_text(f'<!DOCTYPE html><meta charset="utf-8"><table>{rows}</table>', encoding="utf-8")
    files = printed(fed, "html", tmp_path)
    folder = convert([naked, *files], XLSX, "--infilter=HTML (StarCalc)")
    assert len(formulas(folder / "telanjang.xlsx")) > 20
    assert {file.stem: formulas(folder / f"{file.stem}.xlsx") for file in files} == {file.stem: [] for file in files}


def test_the_workbook_shows_every_text_as_it_was_written(fed: Stage, convert: Convert) -> None:
    folder = convert([fed.folder / "buku.xlsx"], CSV_OF_EACH_TAB)
    with (folder / "buku-Perjanjian.csv").open(encoding="utf-8", newline="") as file:
        shown = {cell for row in csv.reader(file) for cell in row}
    wanted = {text: re.sub(r"\r\n?", "\n", text) for text in (*HOSTILE, *LEGITIMATE)}
    assert [text for text, line in wanted.items() if line not in shown] == []
