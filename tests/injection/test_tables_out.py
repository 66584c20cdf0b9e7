"""What the commands print of texts that a spreadsheet or a browser would run: CSV and HTML."""

import re

import pytest

from console.report import REPORTS
from console.tables import inert
from tests.injection.conftest import CONTESTED
from tests.injection.corpus import HOSTILE, LEGITIMATE, MARKED, TEXTS
from tests.injection.seen import PAGE_ATTRIBUTES, PAGE_TAGS, Page, Table, csv_tables, runs
from tests.injection.stage import DRAFTED, IMPORTED, Stage

FAULTS = ("report", "checks")
COMMANDS = [
    ("agreement", "list"),
    ("agreement", "show", DRAFTED),
    ("agreement", "show", IMPORTED),
    ("official", "list", DRAFTED),
    ("policy", "show"),
    ("replay", DRAFTED, "--period", "2024", "--diff", "900"),
    ("replay", IMPORTED, "--period", "2024"),
    ("audit", "trail"),
    ("import", "pk.tsv", "--unit", "impor", "--dry-run"),
    ("sync", "status"),
    ("sync", "conflicts", "buku"),
    *(("report", name) for name in REPORTS),
]


def printed(fed: Stage, command: tuple[str, ...], form: str) -> str:
    return fed(*command, form, codes=(0, 1) if command == FAULTS else (0,))


def unified(tables: list[Table]) -> list[Table]:
    """A page has one line end, blanks at whose sides nobody sees."""
    return [[[re.sub(r"\r\n?", "\n", cell) for cell in row] for row in table] for table in tables]


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len(HOSTILE) >= 500
    assert len(set(TEXTS)) == len(TEXTS)
    assert not set(HOSTILE) & {*LEGITIMATE, *MARKED}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_cell_of_a_csv_file_runs_in_any_spreadsheet(fed: Stage, command: tuple[str, ...]) -> None:
    tables = csv_tables(printed(fed, command, "--csv"))
    assert all(len(row) == len(table[0]) for table in tables for row in table)
    assert [cell for table in tables for row in table for cell in row if runs(cell)] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_page_shows_what_the_file_holds_and_nothing_in_it_is_markup(fed: Stage, command: tuple[str, ...]) -> None:
    page = Page(printed(fed, command, "--html"))
    assert page.tags <= PAGE_TAGS
    assert page.attributes <= PAGE_ATTRIBUTES
    assert page.language == "id"
    marked = [[[inert(cell) for cell in row] for row in table] for table in page.tables]
    assert unified(csv_tables(printed(fed, command, "--csv"))) == unified(marked)


def test_every_text_of_the_agreement_is_on_its_page_as_it_was_written(fed: Stage) -> None:
    shown = {cell for table in unified(Page(fed("agreement", "show", DRAFTED, "--html")).tables) for row in table
             for cell in row}  # fmt: skip
    assert [text for text in TEXTS if re.sub(r"\r\n?", "\n", text) not in shown] == []


def test_legitimate_texts_are_in_the_file_as_they_were_written_and_others_only_got_apostrophes(fed: Stage) -> None:
    programs = csv_tables(fed("agreement", "show", DRAFTED, "--csv"))[-1]
    by_text = dict(zip(TEXTS, [row[1] for row in programs[1:]], strict=True))
    assert {text: by_text[text] for text in LEGITIMATE} == {text: text for text in LEGITIMATE}
    assert [text for text in TEXTS if by_text[text].replace("'", "") != text.replace("'", "")] == []
    assert all(by_text[text] != text for text in MARKED)


def test_a_cycle_prints_what_it_took_and_refused_without_a_cell_that_runs(fed: Stage) -> None:
    taken, refused, conflicts = csv_tables((fed.folder / "siklus.csv").read_text(encoding="utf-8"))
    assert (len(taken) > len(TEXTS), len(refused) > 100, len(conflicts) - 1) == (True, True, CONTESTED)
    assert [cell for table in (taken, refused, conflicts) for row in table for cell in row if runs(cell)] == []


def test_an_import_drops_no_row(fed: Stage) -> None:
    read = fed.json("import", "pk.tsv", "--unit", "impor", "--dry-run")
    rows = [finding for finding in read["findings"] if finding["code"] == "row-not-understood"]
    assert len(read["indicators"]) >= 500
    assert len(read["indicators"]) + len(rows) >= len(TEXTS)
