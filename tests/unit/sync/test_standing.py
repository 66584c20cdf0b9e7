"""What the events say about the cells of a book."""

from typing import Any

import pytest

from kinerja_es import events as e
from kinerja_es.codec import encode
from kinerja_es.recorded import Recorded
from sync.standing import BookState, fold

ROW = "contoh/2024|6|2024-Q1"
KEY = ("isian", ROW)


def sheet(*fields: e.FieldEdit, **more: Any) -> e.SheetEdit:
    return e.SheetEdit(**{"book": "buku", "tab": "isian", "row": ROW, "where": "Isian!I6", "batch": "b-1",
                          "fields": fields, "candidates": ("Sari Contoh",), **more})  # fmt: skip


def edit(value: str | None = "71", typed: Any = "number", field: str = "value", base: str | None = "70") -> e.FieldEdit:
    return e.FieldEdit(field=field, base=base, value=value, typed=typed)


def refused(*fields: e.FieldEdit, **more: Any) -> e.SheetEditRefused:
    return e.SheetEditRefused(actor="mesin", sheet=sheet(*fields, **more), refusal="bad-number", code="6",
                              period="2024-Q1", details={"text": "abc"})  # fmt: skip


def conflict(*fields: e.FieldEdit, **more: Any) -> e.SheetConflictFound:
    return e.SheetConflictFound(actor="mesin", sheet=sheet(*fields, **more), conflict="0a1b2c3d", ledger="75",
                                code="6", period="2024-Q1")  # fmt: skip


def settled(outcome: Any, *fields: e.FieldEdit) -> e.SheetEditSettled:
    return e.SheetEditSettled(actor="mesin", sheet=sheet(*fields), outcome=outcome, code="6", period="2024-Q1")


def corrected(*fields: e.FieldEdit, **more: Any) -> e.RealizationCorrected:
    return e.RealizationCorrected(actor="mesin", code="6", period="2024-Q1", reason="x", sheet=sheet(*fields, **more))


def state(*made: e.Event) -> BookState:
    return fold("buku", [
        Recorded(n, f"2024-04-01T00:00:{n:02}.000000Z", "0" * 32, n, *encode(event))
        for n, event in enumerate(made, start=1)
    ])  # fmt: skip


def test_a_refused_cell_stands_with_all_that_is_shown_of_it() -> None:
    one = state(refused(edit("abc", "text"))).cells(*KEY)["value"]
    assert (one.state, one.edit.value, one.code, one.details, one.where) == (
        "refused", "abc", "bad-number", {"text": "abc"}, "Isian!I6"
    )  # fmt: skip
    assert (one.position, one.since, one.candidates, one.ledger) == (
        1, "2024-04-01T00:00:01.000000Z", ("Sari Contoh",), None
    )  # fmt: skip


def test_a_conflict_stands_with_both_values_and_its_id() -> None:
    one = state(conflict(edit())).cells(*KEY)["value"]
    assert (one.state, one.edit.value, one.edit.base, one.ledger, one.code) == (
        "conflict", "71", "70", "75", "0a1b2c3d"
    )  # fmt: skip


@pytest.mark.parametrize(
    "event", [corrected(edit()), settled("ledger", edit()), settled("agreed", edit()), settled("undone", edit())]
)
@pytest.mark.parametrize("first", [refused(edit("abc", "text")), conflict(edit())])
def test_what_is_taken_or_settled_stands_no_more(first: e.Event, event: e.Event) -> None:
    assert state(first, event).cells(*KEY) == {}


def test_the_newest_event_of_a_cell_counts() -> None:
    assert state(refused(edit("abc", "text")), conflict(edit())).cells(*KEY)["value"].state == "conflict"
    assert state(conflict(edit()), refused(edit("abc", "text"))).cells(*KEY)["value"].state == "refused"


def test_cells_of_a_row_stand_each_for_itself() -> None:
    found = state(refused(edit("abc", "text")), refused(edit("x", "date", "source_date")), corrected(edit()))
    assert set(found.cells(*KEY)) == {"source_date"}


@pytest.mark.parametrize(
    ("event", "value"),
    [
        (corrected(edit("81,35", "text")), "81.35"),
        (corrected(edit(None, None)), None),
        (corrected(edit("50%", "other")), "50"),
        (settled("ledger", edit("abc", "text")), "abc"),  # unreadable, and what the sheet holds all the same
        (settled("agreed", edit("75")), "75"),
    ],
)
def test_both_sides_agree_on_what_was_taken_or_settled(event: e.Event, value: str | None) -> None:
    agreed = state(event).agreed[KEY]["value"]
    assert (agreed.value, agreed.batch, agreed.position) == (value, "b-1", 1)


def test_nothing_is_agreed_by_a_refusal_a_conflict_or_an_undoing() -> None:
    assert state(refused(edit()), conflict(edit()), settled("undone", edit())).agreed == {}


def test_a_tab_is_halted_until_it_is_resumed() -> None:
    halt = e.SheetTabHalted(actor="mesin", book="buku", tab="isian", cause="torn-rows")
    assert state(halt).halted["isian"].cause == "torn-rows"
    assert state(halt, e.SheetTabResumed(actor="mesin", book="buku", tab="isian")).halted == {}


def test_other_books_and_other_events_do_not_count() -> None:
    plain = e.RealizationRecorded(actor="perencana", code="6", period="2024-Q1", note='"sheet":{')
    other = e.SheetTabHalted(actor="mesin", book="lain", tab="isian", cause="torn-rows")
    found = state(plain, other, refused(edit(), book="lain"), corrected(edit(), book="lain"))
    assert (found.standing, found.agreed, found.halted) == ({}, {}, {})
