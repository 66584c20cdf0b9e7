"""The Google port against the local server: what it writes, what it asks, and what it never loses."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from requests import ReadTimeout

from kinerja_es.errors import Unavailable
from sync.cells import digest
from sync.changes import changes
from sync.google import requests, scratch
from sync.google.formats import as_read
from sync.google.names import sheet_id
from sync.google.status import WORDS
from sync.layout import build
from sync.model import Cell
from sync.port import Changed
from sync.snapshot import Displaced, Formula, Percent
from tests.sheets.google_book import ROW, Linked, port_on
from tests.sheets_server import SERVICE_ACCOUNT, ApiError, Fault, SheetsServer
from tests.unit.sync.conftest import make_book

INERT = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://contoh.go.id")', "=IMPORTXML(A1;B1)", "＝1", " =1"]
TABS = ["Ringkasan", "Capaian", "Isian", "Target", "Perjanjian", "Jejak Audit", "Konflik", "Tentang", "_sync"]


@pytest.fixture
def book(server: SheetsServer) -> Linked:
    """A spreadsheet that was mirrored once."""
    linked = Linked(server)
    linked.mirror()
    server.counts.clear()
    linked.port.calls.clear()
    return linked


def test_a_first_mirror_is_one_read_and_one_write_and_shows_everything(server: SheetsServer) -> None:
    book = Linked(server)
    written = book.mirror()
    assert (server.counts.calls["read"], server.counts.calls["write"]) == (1, 1)
    assert written.version == book.port.version()
    seen = book.port.read()
    assert seen.locale == "in_ID"
    assert seen.token == 57
    for sheet in book.desired.sheets:
        tab = seen.tabs[sheet.key]
        there = {(row.at, key): raw for row in tab.rows for key, raw in row.cells.items()}
        assert there == {
            (at, column.key): as_read(cell.value)
            for at, row in enumerate(sheet.cells)
            for column, cell in zip(sheet.columns, row, strict=False)
            if cell.value not in (None, "")
        }
    assert seen.displaced == ()


def test_tabs_stand_in_order_before_those_of_people_and_look_as_desired(book: Linked) -> None:
    answer = book.server.app.store.files[book.id].book
    assert [tab.title for tab in answer.tabs] == [*TABS, "Sheet1"]
    isian, sync = answer.titled("Isian"), answer.titled("_sync")
    assert isian is not None
    assert sync is not None
    assert sync.properties["hidden"] is True
    assert (
        isian.properties["gridProperties"]["frozenRowCount"],
        isian.properties["gridProperties"]["frozenColumnCount"],
    ) == (1, 3)
    assert isian.dimensions["COLUMNS"][16]["hiddenByUser"] is True
    assert isian.cell(0, 0).format["textFormat"]["bold"] is True  # type: ignore[index]
    assert isian.cell(0, 8).note.startswith("Nilai")
    assert isian.cell(1, 8).validation["condition"]["type"] == "NUMBER_BETWEEN"  # type: ignore[index]
    assert len(isian.objects["conditionalFormats"]) == len(WORDS)
    assert "basicFilter" in isian.objects
    ringkasan = answer.titled("Ringkasan")
    assert ringkasan is not None
    assert len(ringkasan.objects["charts"]) == 1
    assert all(len(tab.objects["protectedRanges"]) == 1 for tab in answer.tabs if tab.title in TABS)


def test_a_change_of_ten_cells_is_one_read_and_one_write(book: Linked) -> None:
    rows = [f"gumelar/2024|{code}|2024-Q{quarter}" for code in "47" for quarter in range(1, 5)][:5]
    book.want({("isian", row, key): Cell(Decimal(7), "input-number") for row in rows for key in ("value", "numerator")})
    written = book.mirror()
    calls = book.server.counts.calls
    assert (calls["read"], calls["write"], calls["drive"]) == (1, 1, 1)
    assert dict(book.port.calls) == dict(calls)
    assert written.version is not None
    seen = book.port.read()
    assert [row.cells["value"] for row in seen.tabs["isian"].rows if row.cells["id"] in rows] == [Decimal(7)] * 5
    assert seen.token == 58


def test_an_idle_poll_is_one_call_to_drive(book: Linked) -> None:
    first = book.port.version()
    assert book.port.version() == first
    assert dict(book.server.counts.calls) == {"drive": 2}
    book.editor().type("Isian", "I2", "5")
    assert book.port.version() != first


def test_an_edit_elsewhere_between_read_and_write_keeps_the_version_unknown(book: Linked) -> None:
    seen = book.port.read()
    book.editor().type("Isian", "I2", "5")
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    assert book.write(seen).version is None
    assert book.port.read().tabs["isian"].rows[1].cells["value"] == Decimal(5)


def test_an_edit_in_a_cell_that_is_overwritten_is_found_in_the_scratch(book: Linked) -> None:
    seen = book.port.read()
    book.editor().type("Isian", book.cell(seen, "isian", ROW, "value"), "81,35")
    book.editor().type("Isian", book.cell(seen, "isian", ROW, "note"), "sudah dicek")
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    assert book.write(seen).version is None
    after = book.port.read()
    found = Displaced(
        tab="isian", row=ROW, meant=ROW, token=57, cells={"value": Decimal("81.35"), "note": "sudah dicek"}
    )
    assert tuple(replace(one, read=None) for one in after.displaced) == (found,)
    assert [one.read for one in after.displaced] == [{"value": ""}]  # `note` was not overwritten
    cells = next(row.cells for row in after.tabs["isian"].rows if row.cells["id"] == ROW)
    assert (cells["value"], cells["note"]) == (Decimal(7), "sudah dicek")


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("=A1*2", Formula("=A1*2")),
        ("31/03/2024", datetime.date(2024, 3, 31)),
        ("50%", Percent(Decimal(50))),
        ("kira-kira 80", "kira-kira 80"),
    ],
)
def test_what_was_typed_into_an_overwritten_cell_stays_what_it_is(book: Linked, typed: str, raw: object) -> None:
    seen = book.port.read()
    book.editor().type("Isian", book.cell(seen, "isian", ROW, "value"), typed)
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    book.write(seen)
    (found,) = book.port.read().displaced
    assert found.cells["value"] == raw


def test_rows_sorted_between_read_and_write_are_found_under_the_id_that_stood_there(book: Linked) -> None:
    seen = book.port.read()
    book.editor().type("Isian", book.cell(seen, "isian", ROW, "note"), "milik TW III")
    at = book.place(seen.tabs["isian"], ROW)
    book.owner().move_rows("Isian", at, 1, before=1)
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    assert book.write(seen).version is None
    (found,) = book.port.read().displaced
    assert found.meant == ROW
    assert found.row == "gumelar/2024|7|2024-Q2"
    assert found.cells["numerator"] == Decimal(1)
    assert found.read == {"value": ""}  # of the row that was meant


def test_only_the_last_write_counts_as_displaced_and_the_scratch_does_not_grow(book: Linked) -> None:
    for number in range(1, 6):
        book.want({("isian", ROW, "value"): Cell(Decimal(number), "input-number")}, position=57 + number)
        book.mirror()
    seen = book.port.read()
    assert [one.cells for one in seen.displaced] == [{"value": Decimal(4)}]
    assert [one.read for one in seen.displaced] == [{"value": digest(Decimal(4))}]
    assert seen.token == 62
    assert seen.tabs["sync"].height < 20


def test_columns_that_people_moved_and_inserted_are_found(book: Linked) -> None:
    owner = book.owner()
    owner.insert_columns("Isian", 3)
    owner.move_columns("Isian", 9, 1, before=1)  # `value`
    seen = book.port.read()
    assert seen.tabs["isian"].columns["value"] == 1
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number"), ("isian", ROW, "note"): Cell("n", "input")})
    assert book.write(seen).version is not None
    after = book.port.read()
    cells = next(row.cells for row in after.tabs["isian"].rows if row.cells["id"] == ROW)
    assert (cells["value"], cells["note"]) == (Decimal(7), "n")
    assert owner.cell("Isian", "E1").value is None
    assert [set(one.cells) for one in after.displaced] == [set()]


@pytest.mark.parametrize("fault", [Fault(kind="write", drop="after"), Fault(kind="write", status=503, late=True)])
def test_a_write_whose_answer_was_lost_is_not_repeated_when_it_landed(book: Linked, fault: Fault) -> None:
    seen = book.port.read()
    book.editor().type("Isian", book.cell(seen, "isian", ROW, "value"), "81,35")
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    book.server.faults.add(fault)
    assert book.write(seen).version is None
    assert book.server.counts.calls["write"] == 1
    (found,) = book.port.read().displaced
    assert found.cells["value"] == Decimal("81.35")


@pytest.mark.parametrize("fault", [Fault(kind="write", drop="before"), Fault(kind="write", status=502, html=True)])
def test_a_write_that_did_not_land_is_sent_again(book: Linked, fault: Fault) -> None:
    seen = book.port.read()
    book.editor().type("Isian", book.cell(seen, "isian", ROW, "value"), "81,35")
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    book.server.faults.add(fault)
    book.write(seen)
    assert book.server.counts.calls["write"] == 2
    after = book.port.read()
    assert after.token == 58
    assert [one.cells["value"] for one in after.displaced] == [Decimal("81.35")]


def test_a_first_mirror_whose_answer_was_lost_is_not_made_twice(server: SheetsServer) -> None:
    book = Linked(server)
    server.faults.add(Fault(kind="write", drop="before"))
    server.faults.add(Fault(kind="write", drop="after", skip=1))
    book.mirror()
    assert server.counts.calls["write"] == 2
    assert book.port.read().token == 57


def test_a_write_that_never_lands_is_given_up(book: Linked) -> None:
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    book.server.faults.add(Fault(kind="write", status=500, times=-1))
    with pytest.raises(Unavailable) as caught:
        book.mirror()
    assert caught.value.code == "google-failed"
    assert book.server.counts.calls["write"] == 3


def test_a_tab_deleted_between_read_and_write_begins_the_cycle_anew(book: Linked) -> None:
    seen = book.port.read()
    book.owner().delete_tab("Isian")
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    with pytest.raises(Changed):
        book.write(seen)
    assert book.port.read().token == 57


def test_a_deleted_tab_and_a_deleted_column_are_made_anew(book: Linked) -> None:
    book.owner().delete_tab("Target")
    book.owner().delete_columns("Isian", 8)
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    seen = book.port.read()
    assert "target" not in seen.tabs
    assert "value" not in seen.tabs["isian"].columns
    book.write(seen)
    after = book.port.read()
    assert after.tabs["isian"].columns["value"] == 16  # behind all others
    assert next(row.cells["value"] for row in after.tabs["isian"].rows if row.cells["id"] == ROW) == Decimal(7)
    assert len(after.tabs["target"].rows) == len(book.desired.sheet("target").cells)
    book.editor().type("Isian", "Q2", "9")
    with pytest.raises(ApiError, match="protected"):
        book.editor().type("Isian", "H2", "9")


def test_looks_that_are_set_again_do_not_pile_up(book: Linked) -> None:
    store = book.server.app.store.files[book.id]
    before = {tab.title: {kind: len(found) for kind, found in tab.objects.items()} for tab in store.book.tabs}
    book.owner().filter("Isian", "A1:Q14", 0, ["x"])
    for _ in range(2):
        book.before = None
        book.mirror()
    tabs = store.book.tabs
    assert {tab.title: {kind: len(found) for kind, found in tab.objects.items()} for tab in tabs} == before | {
        "Isian": before["Isian"] | {"basicFilter": 2}  # a person's criteria stay
    }


def test_tabs_of_people_keep_their_names_and_their_cells(server: SheetsServer) -> None:
    book = Linked(server)
    person = book.editor()
    person.add_tab("isian")
    person.type("isian", "A1", "milik saya")
    book.mirror()
    assert book.port.read().tabs["isian"].name == "Isian (2)"
    assert person.sees("isian", "A1") == "milik saya"


def test_a_tab_that_people_renamed_is_still_ours(book: Linked) -> None:
    book.owner().rename_tab("Isian", "Isian 'TW' 2")
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    assert book.mirror().version is not None
    seen = book.port.read()
    assert (seen.tabs["isian"].name, seen.tabs["isian"].sheet_id) == ("Isian 'TW' 2", sheet_id("isian"))


def test_people_type_in_input_cells_and_nowhere_else(book: Linked) -> None:
    person = book.editor()
    for cell in ("I2", "N14", "L3"):
        person.type("Isian", cell, "1")
    person.type("Target", "F2", "90")
    for tab, cell in (
        ("Isian", "I1"),
        ("Isian", "H2"),
        ("Isian", "Q2"),
        ("Capaian", "H3"),
        ("Target", "A2"),
        ("_sync", "B3"),
    ):
        with pytest.raises(ApiError, match="protected"):
            person.type(tab, cell, "1")
    with pytest.raises(ApiError, match="protected"):
        person.delete_tab("Isian")


def test_closed_targets_are_protected(book: Linked) -> None:
    book.desired = build(make_book(editable_target=False))
    book.mirror()
    with pytest.raises(ApiError, match="protected"):
        book.editor().type("Target", "F2", "90")
    book.editor().type("Isian", "I2", "90")


def test_the_owner_and_the_connected_account_pass_every_protection(server: SheetsServer) -> None:
    book = Linked(server)
    book.id = server.create("Kinerja", owner="pemilik@example.com")
    server.editor(book.id, SERVICE_ACCOUNT)
    book.port = port_on(server, book.id)
    book.mirror()
    server.editor(book.id, "pemilik@example.com").type("Capaian", "A3", "x")
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    assert book.mirror().version is not None


def test_a_persons_own_credentials_serve_too(server: SheetsServer) -> None:
    book = Linked(server)
    server.editor(book.id, "ani@example.com")
    book.port = port_on(server, book.id, token="user:ani@example.com", account="")
    assert book.mirror().version is not None
    editors = server.app.store.files[book.id].book.tabs[0].objects["protectedRanges"][0]["editors"]["users"]
    assert editors == [SERVICE_ACCOUNT, "ani@example.com"]


@pytest.mark.parametrize("text", INERT)
def test_texts_stay_texts(book: Linked, text: str) -> None:
    book.want({("isian", ROW, "note"): Cell(text, "input"), ("isian", ROW, "remark"): Cell(text)})
    book.mirror()
    seen = book.port.read()
    cells = next(row.cells for row in seen.tabs["isian"].rows if row.cells["id"] == ROW)
    assert (cells["note"], cells["remark"]) == (text, text)
    assert book.owner().cell("Isian", book.cell(seen, "isian", ROW, "remark")).value == {"stringValue": text}


def test_candidates_are_the_others_newest_first(book: Linked) -> None:
    assert book.port.authors() == ()
    book.editor("ani@example.com").type("Isian", "I2", "5")
    book.editor("budi@example.com").type("Isian", "I3", "5")
    assert book.port.authors() == ("budi@example.com", "ani@example.com")
    book.server.faults.add(Fault(kind="drive", status=403, times=-1))
    assert book.port.authors() == ()


def test_the_newest_of_very_many_revisions_are_found(book: Linked) -> None:
    file = book.server.app.store.files[book.id]
    old = {"lastModifyingUser": {"emailAddress": "lama@example.com"}}
    file.revisions[:0] = [dict(old) for _ in range(1_500)]
    book.editor("budi@example.com").type("Isian", "I2", "5")
    assert book.port.authors() == ("budi@example.com", "lama@example.com")


def test_a_scratch_that_is_no_longer_needed_is_emptied(book: Linked) -> None:
    rows = [str(row.cells["id"]) for row in book.port.read().tabs["isian"].rows[1:]]
    book.want({("isian", row, "value"): Cell(Decimal(6), "input-number") for row in rows})
    book.mirror()
    assert len(book.port.read().displaced) == len(rows)
    book.want({("isian", ROW, "remark"): Cell("baru")}, position=59)
    book.mirror()
    sync = book.server.app.store.files[book.id].book.titled("_sync")
    assert sync is not None
    assert not [row for row, cells in sync.rows.items() if row and any(column > 1 for column in cells)]


def test_a_protection_that_stands_there_twice_is_cut_to_one(book: Linked) -> None:
    entry = {"range": {"sheetId": sheet_id("isian")}, "description": "kinerja-es"}
    book.owner().request("addProtectedRange", {"protectedRange": entry})
    book.before = None
    book.mirror()
    isian = book.server.app.store.files[book.id].book.titled("Isian")
    assert isian is not None
    assert len(isian.objects["protectedRanges"]) == 1
    book.editor().type("Isian", "I2", "5")


def test_a_batch_that_lands_late_is_not_taken_for_a_change_by_others(server: SheetsServer) -> None:
    book = Linked(server)
    ask, sent = book.port.client.session.request, []

    def late(method: str, address: str, **more: Any) -> Any:
        """The first write seems lost, and takes effect when it is asked for again."""
        if ":batchUpdate" in address:
            sent.append(more)
            if len(sent) == 1:
                raise ReadTimeout
            ask(method, address, **sent[0])
        return ask(method, address, **more)

    book.port.client.session.request = late  # type: ignore[assignment]
    assert book.mirror().version is None
    assert len(sent) == 2
    assert book.port.read().token == 57


def test_rows_that_are_new_find_room_and_rules(book: Linked) -> None:
    seen = book.port.read()
    planned = changes(book.desired, book.before, seen)
    isian = next(tab for tab in planned.tabs if tab.sheet.key == "isian")
    height = seen.tabs["isian"].height
    more = replace(isian, cells={(height + 4, "value"): Cell(Decimal(3), "input-number")}, places=isian.places)
    book.port.write(book.desired, replace(planned, tabs=tuple(more if tab is isian else tab for tab in planned.tabs)))
    after = book.port.read()
    assert after.tabs["isian"].height == height + 5
    assert book.owner().cell("Isian", f"I{height + 5}").validation is not None


def test_a_frozen_tab_is_not_touched(book: Linked) -> None:
    seen = book.port.read()
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    planned = changes(book.desired, book.before, seen, frozen=frozenset({"isian"}))
    assert book.port.write(book.desired, planned).version is None
    after = book.port.read()
    assert after.tabs["isian"] == seen.tabs["isian"]
    assert after.token == 58


def test_a_write_cut_short_between_its_batches_loses_no_edit(book: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "LARGEST", requests.ROOM + 2_500)
    monkeypatch.setattr(scratch, "LONGEST", 3)
    seen = book.port.read()
    rows = [str(row.cells["id"]) for row in seen.tabs["isian"].rows[1:]]
    book.editor().type("Isian", "I2", "81,35")
    book.want({("isian", row, "note"): Cell("x" * 300, "input") for row in rows})
    book.server.faults.add(Fault(kind="write", status=500, skip=2, times=-1))
    with pytest.raises(Unavailable):
        book.write(seen)
    book.server.faults.clear()
    after = book.port.read()
    assert after.token == 57  # the facts come last, so the next cycle knows that this write is not complete
    assert after.writing == (58,)
    assert next(one for one in after.displaced if one.row == rows[0]).cells["value"] == Decimal("81.35")
    book.before = None
    book.mirror()
    last = book.port.read()
    assert (last.token, last.writing) == (58, ())
    assert {row.cells["note"] for row in last.tabs["isian"].rows[1:]} == {"x" * 300}


def test_a_first_mirror_cut_short_says_whose_it_is(server: SheetsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "LARGEST", 40_000)
    book = Linked(server, desired=build(make_book(store="toko")))
    server.faults.add(Fault(kind="write", status=500, skip=1, times=-1))
    with pytest.raises(Unavailable):
        book.mirror()
    server.faults.clear()
    seen = book.port.read()
    assert (seen.token, seen.writing) == (None, (57,))
    assert set(seen.facts) == {"store", "book", "writing"}
    book.mirror()
    seen = book.port.read()
    assert (seen.token, seen.writing) == (57, ())


def test_a_write_in_several_batches_is_complete_and_knows_its_version(
    server: SheetsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "LARGEST", 30_000)
    book = Linked(server)
    assert book.mirror().version == book.port.version()
    assert server.counts.calls["write"] > 3
    assert book.port.read().token == 57


def test_another_process_that_wrote_since_the_read_is_seen_in_what_was_displaced(book: Linked) -> None:
    seen = book.port.read()
    book.want({("isian", ROW, "value"): Cell(Decimal(6), "input-number")}, position=58)
    book.mirror()
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")}, position=59)
    assert book.write(seen).version is None
    (found,) = book.port.read().displaced
    assert (found.token, found.cells["value"]) == (58, Decimal(6))


def test_rows_that_open_or_close_alone_are_opened_or_protected_alone(book: Linked) -> None:
    row = "gumelar/2024|3"
    keys = ("annual", "q1", "q2", "q3", "q4")
    book.want({("target", row, key): Cell(Decimal(1), "given") for key in keys})
    assert book.mirror().version is not None
    seen = book.port.read()
    at = next(one.at for one in seen.tabs["target"].rows if one.cells["id"] == row)
    with pytest.raises(ApiError, match="protected"):
        book.editor().type("Target", f"F{at + 1}", "9")
    book.editor().type("Target", f"F{at + 2}", "9")
    book.want({("target", row, key): Cell(Decimal(1), "input-number") for key in keys})
    book.mirror()
    book.editor().type("Target", f"F{at + 1}", "9")


def test_a_protection_that_was_taken_away_is_set_again(book: Linked) -> None:
    number = book.server.app.store.files[book.id].book.tabs[2].objects["protectedRanges"][0]["protectedRangeId"]
    book.owner().request("deleteProtectedRange", {"protectedRangeId": number})
    book.want({("isian", ROW, "value"): Cell(Decimal(7), "input-number")})
    book.mirror()
    with pytest.raises(ApiError, match="protected"):
        book.editor().type("Isian", "A2", "x")


def test_merges_are_cut_where_columns_are_frozen(book: Linked) -> None:
    capaian = book.server.app.store.files[book.id].book.titled("Capaian")
    assert capaian is not None
    assert [(merge.left, merge.right) for merge in capaian.merges][:2] == [(0, 4), (4, 6)]


def test_charts_keep_the_place_that_people_gave_them(book: Linked) -> None:
    charts = book.server.app.store.files[book.id].book.tabs[0].objects["charts"]
    charts[0]["position"]["overlayPosition"]["widthPixels"] = 111
    book.before = None
    book.mirror()
    charts = book.server.app.store.files[book.id].book.tabs[0].objects["charts"]
    assert [chart["position"]["overlayPosition"]["widthPixels"] for chart in charts] == [111]
    chart = charts[0]["spec"]["basicChart"]
    assert (len(chart["series"]), len(chart["domains"]), chart["headerCount"]) == (1, 1, 1)
