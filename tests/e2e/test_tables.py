"""Every command that prints a table prints it as CSV and as a page, too."""

import csv
import io
import re

import pytest

import cli
from console.runtime import WITH_TABLES
from tests.e2e.conftest import Kinerja
from tests.injection.seen import Page

TABLES = [("agreement", "show", "contoh/2024"), ("replay", "contoh/2024", "--period", "2024-Q1"), ("audit", "trail"),
          ("report", "formulas")]  # fmt: skip


def test_a_csv_file_is_marked_as_utf_8_and_parts_lines_and_cells_as_its_standard_says(signed: Kinerja) -> None:
    answer = signed("replay", "contoh/2024", "--period", "2024-Q1", "--csv")
    assert answer.code == 0
    assert answer.out.startswith('\ufeff"Kode","Indikator",')
    assert re.sub(r"\r\n", "", answer.out).count("\n") == 0
    rows = list(csv.reader(io.StringIO(answer.out.removeprefix("\ufeff"), newline=""), strict=True))
    assert [row[0] for row in rows] == ["Kode", *map(str, range(1, 9))]
    assert {len(row) for row in rows} == {9}


def test_figures_of_a_csv_file_are_those_that_a_spreadsheet_of_that_language_reads(signed: Kinerja) -> None:
    signed("realize", "contoh/2024", "3", "2024-Q1", "--value", "81,35")
    for language, figure in (("id", '"81,35"'), ("en", '"81.35"')):
        assert figure in signed("replay", "contoh/2024", "--period", "2024-Q1", "--csv", "--lang", language).out


def test_tables_of_one_command_follow_one_another_with_their_own_headers(kinerja: Kinerja, example: str) -> None:
    first, second = kinerja("import", example, "--dry-run", "--csv").out.split("\r\n\r\n")
    assert first.startswith('\ufeff"Kode","Indikator",')
    assert second.startswith('"Tingkat","Kode","Tempat",')
    page = Page(kinerja("import", example, "--dry-run", "--html").out)
    assert [table[0][:2] for table in page.tables] == [["Kode", "Indikator"], ["Tingkat", "Kode"]]


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
def test_what_is_no_table_is_talk_beside_a_csv_file_and_a_sentence_of_a_page(
    signed: Kinerja, command: tuple[str, ...]
) -> None:
    spoken = signed(*command)
    as_csv, as_page = signed(*command, "--csv"), signed(*command, "--html")
    assert spoken.err == as_page.err == ""
    sentences = [line for line in as_csv.err.splitlines() if line]
    assert all(line in spoken.out for line in sentences)
    assert as_page.out.count("<p>") == len(sentences)


def test_a_page_says_its_language_names_its_tables_and_sets_figures_to_the_right(signed: Kinerja) -> None:
    signed("realize", "contoh/2024", "3", "2024-Q1", "--value", "81,35")
    page = signed("replay", "contoh/2024", "--period", "2024-Q1", "--html", "--lang", "en").out
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in page
    assert re.search(r"<caption>[^<]*contoh/2024", page)
    assert '<td class="n">81.35</td>' in page
    assert "<script" not in page


@pytest.mark.parametrize("forms", [("--csv", "--html"), ("--json", "--csv"), ("--json", "--html")], ids=" ".join)
def test_two_forms_at_once_are_refused(signed: Kinerja, forms: tuple[str, str]) -> None:
    answer = signed("audit", "trail", *forms)
    assert (answer.code, answer.out) == (2, "")
    assert "one-format" in answer.err
    assert forms[1] in answer.err


def test_a_command_without_a_table_takes_neither(signed: Kinerja) -> None:
    answer = signed("explain", "contoh/2024", "7", "2024-Q1", "--csv", "--json")
    assert (answer.code, answer.error["code"]) == (2, "no-such-option")


def test_a_command_that_fails_prints_no_half_of_a_page(signed: Kinerja) -> None:
    answer = signed("replay", "contoh/2023", "--period", "2023", "--html")
    assert (answer.code > 0, answer.out) == (True, "")


def test_a_check_that_found_a_fault_prints_its_table_and_leaves_with_1(signed: Kinerja) -> None:
    answer = signed("report", "checks", "--csv")
    assert answer.code == 1
    assert len(answer.out.splitlines()) > 1


def test_the_commands_with_tables_are_commands() -> None:
    known = {name for name, place in cli.COMMANDS.items() if isinstance(place, str)} | {
        f"{group}.{name}" for group, place in cli.COMMANDS.items() if isinstance(place, dict) for name in place
    }
    assert known >= WITH_TABLES
