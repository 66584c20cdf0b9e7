"""Conflicts: when they arise and end, and how people decide them in the drop-downs of Konflik."""

from decimal import Decimal

import pytest

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.decide import decide
from sync.snapshot import Snapshot
from tests.given import parts
from tests.unit.sync.office import BOOK, REF, STREAM, Office, events, level, names, office, record, take, typed, written

D = Decimal
SIX, SEVEN = f"{REF}|6|2024-Q1", f"{REF}|7|2024-Q1"


def in_conflict(made: Office) -> Snapshot:
    """71 typed in a cell of 70 for which the ledger holds 75 by now."""
    made.given(level(70))
    snapshot = typed(written(made), "isian", SIX, {"value": D(71)})
    made.given(
        *decide(made.agreement, c.CorrectRealization(actor="perencana", code="6", period="2024-Q1", value=D(75),
                                                     reason="temuan"))
    )  # fmt: skip
    record(made, take(made, snapshot))
    return snapshot


def test_a_conflict_is_recorded_once_with_both_values() -> None:
    made = office()
    snapshot = in_conflict(made)
    found = made.last()
    assert isinstance(found, e.SheetConflictFound)
    assert (found.ledger, found.sheet.fields[0].base, found.sheet.fields[0].value) == ("75", "70", "71")
    assert take(made, snapshot).events == {}


def test_a_conflict_ends_when_the_ledger_comes_to_the_sheet_s_value() -> None:
    made = office()
    snapshot = in_conflict(made)
    made.given(
        *decide(made.agreement, c.CorrectRealization(actor="perencana", code="6", period="2024-Q1", value=D(71),
                                                     reason="temuan"))
    )  # fmt: skip
    (event,) = events(take(made, snapshot))
    assert (event.outcome, event.conflict) == ("agreed", made.books.events[-2].event.conflict)  # type: ignore[attr-defined]


def test_an_older_copy_that_nobody_touched_decides_nothing() -> None:
    made = office()
    old = written(made)
    in_conflict(made)
    assert take(made, old, fresh=False).events == {}
    (event,) = events(take(made, old, fresh=True))
    assert event.outcome == "undone"


@pytest.mark.parametrize(("choice", "then"), [("lembar", "RealizationCorrected"), ("buku besar", "SheetEditSettled"),
                                              ("LEDGER", "SheetEditSettled")])  # fmt: skip
def test_a_decision_in_konflik_comes_first_and_the_cells_are_read_again(choice: str, then: str) -> None:
    made = office()
    in_conflict(made)
    name = made.last().conflict
    snapshot = typed(written(made), "konflik", name, {"decision": choice})
    edits = take(made, snapshot)
    assert (names(edits), edits.again) == ([then], True)
    record(made, edits)
    assert take(made, snapshot).events == {}


def test_a_decision_beside_the_code_of_another_row_is_refused() -> None:
    made = office()
    in_conflict(made)
    snapshot = typed(written(made), "konflik", made.last().conflict, {"decision": "lembar", "code": "7"})
    edits = take(made, snapshot)
    assert [(event.refusal, event.sheet.tab) for event in events(edits, BOOK)] == [("decision-torn", "konflik")]
    assert events(edits) == []


def test_a_decision_that_stood_beside_another_row_is_emptied_to_be_made_again() -> None:
    made = office().given(level(70))
    made.run()
    made.given(
        *decide(made.agreement, c.CorrectRealization(actor="perencana", code="6", period="2024-Q1", value=D(75),
                                                     reason="temuan"))
    )  # fmt: skip
    made.twin.enter("isian", SIX, "value", "71")
    made.run()
    name = made.last().conflict
    made.twin.type("konflik", name, "code", "7")
    made.twin.enter("konflik", name, "decision", "lembar")
    assert [one.code for one in made.run().refused] == ["decision-torn"]
    assert (made.twin.value("konflik", name, "decision"), made.twin.value("konflik", name, "code")) == (None, "6")
    assert made.run().left == {"refused": 0, "conflict": 1}


def test_a_figure_is_decided_once_however_many_of_its_rows_say_so() -> None:
    made = office().given(parts("7", "2024-Q1", 8, 10))
    snapshot = typed(written(made), "isian", SEVEN, {"numerator": D(7), "denominator": D(12)})
    made.given(
        *decide(made.agreement, c.CorrectRealization(actor="perencana", code="7", period="2024-Q1", numerator=D(9),
                                                     denominator=D(11), reason="temuan"))
    )  # fmt: skip
    record(made, take(made, snapshot))
    ids = {cells.code for cells in made.now.state.cells("isian", SEVEN).values()}
    assert len(ids) == 2
    snapshot = written(made)
    for name in ids:
        snapshot = typed(snapshot, "konflik", name, {"decision": "lembar"})
    edits = take(made, snapshot)
    assert names(edits) == ["RealizationCorrected"]
    (event,) = events(edits)
    assert (event.numerator, event.denominator) == (D(7), D(12))


def test_a_decision_that_is_none_is_refused_until_the_conflict_is_gone() -> None:
    made = office()
    in_conflict(made)
    conflict = made.last().conflict
    snapshot = typed(written(made), "konflik", conflict, {"decision": "terserah"})
    record(made, take(made, snapshot))
    assert made.last().refusal == "bad-decision"
    assert take(made, snapshot).events == {}
    standing = made.now.state.cells("isian", SIX)["value"]
    made.books.append(STREAM, [e.SheetEditSettled(
        actor="camat", outcome="ledger", conflict=conflict, code="6", period="2024-Q1",
        sheet=e.SheetEdit(book="buku", tab="isian", row=SIX, batch=snapshot.batch, fields=(standing.edit,)),
    )])  # fmt: skip
    record(made, take(made, snapshot))
    assert (made.last().outcome, made.now.state.cells("konflik", conflict)) == ("undone", {})
    asked: list[str] = []
    assert (take(made, snapshot, asked=asked).events, asked) == ({}, [])


def test_a_decision_that_lost_its_conflict_to_another_edit_is_forgotten_in_the_same_cycle() -> None:
    made = office().given(level(70))
    made.run()
    made.given(
        *decide(made.agreement, c.CorrectRealization(actor="perencana", code="6", period="2024-Q1", value=D(75),
                                                     reason="temuan"))
    )  # fmt: skip
    made.twin.enter("isian", SIX, "value", "71")
    made.run()
    made.twin.enter("konflik", made.last().conflict, "decision", "terserah")
    assert made.run().left == {"refused": 1, "conflict": 1}
    made.twin.enter("isian", SIX, "value", "75")
    assert made.run().left == {"refused": 0, "conflict": 0}
