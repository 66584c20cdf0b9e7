"""Conflicts decided by `sync resolve`."""

from decimal import Decimal

import pytest

from kinerja_es import events as e
from kinerja_es.errors import BadInput, Refusal
from sync.deciding import settle
from tests.unit.sync.office import LINK, SIX, Office, correct, level

D = Decimal


def conflicting(made: Office) -> str:
    made.given(level(70))
    made.run()
    correct(made, 75)
    made.twin.enter("isian", SIX, "value", "71")
    made.run()
    event = made.last()
    assert isinstance(event, e.SheetConflictFound)
    return event.conflict


@pytest.mark.parametrize(("keep", "value"), [("sheet", 71), ("ledger", 75)])
def test_a_conflict_is_settled_and_the_workbook_follows(made: Office, keep: str, value: int) -> None:
    name = conflicting(made)
    (recorded,) = settle(made.books, LINK, name, "sheet" if keep == "sheet" else "ledger", actor="camat")
    assert recorded.event.actor == "camat"
    done = made.run()
    assert (done.conflicts, done.taken, done.left["conflict"]) == ([], [], 0)
    assert made.twin.value("isian", SIX, "value") == D(value)
    assert made.twin.ids("konflik") == ["_id"] or name not in made.twin.ids("konflik")


def test_a_conflict_that_is_not_open_cannot_be_settled(made: Office) -> None:
    with pytest.raises(BadInput, match="unknown-conflict"):
        settle(made.books, LINK, "0a1b2c3d", "sheet", actor="camat")


def test_a_decision_that_a_rule_forbids_is_recorded_and_raised(made: Office) -> None:
    name = conflicting(made)
    made.given(e.PeriodClosed(actor="camat", period="2024-Q1"))
    with pytest.raises(Refusal, match="period-closed"):
        settle(made.books, LINK, name, "sheet", actor="camat")
    made.run()
    standing = made.now.state.cells("isian", SIX)["value"]
    assert (standing.state, standing.code, standing.edit.base) == ("refused", "period-closed", "75")
    assert made.since(len(made.books.events) - 1) == ["SheetEditRefused"]


def test_a_settling_that_was_overtaken_is_decided_again(made: Office) -> None:
    name = conflicting(made)
    made.books.before_append = lambda: made.news(e.PeriodClosed(actor="camat", period="2024-Q2"))
    settle(made.books, LINK, name, "sheet", actor="camat")
    assert isinstance(made.last(), e.RealizationCorrected)
