"""A cycle after accidents: killed anywhere, overtaken by somebody typing, a tab that was halted for a while."""

from decimal import Decimal

import pytest

from tests.unit.sync.office import SEVEN, SIX, Killed, Office, correct, kill, level

D = Decimal


@pytest.mark.parametrize("when", ["before_read", "before_write", "after_write", "after_append"])
def test_killed_anywhere_the_next_cycle_takes_each_edit_once(made: Office, when: str) -> None:
    made.twin.enter("isian", SIX, "value", "81")
    made.twin.enter("isian", SEVEN, "numerator", "abc")
    if when == "after_append":
        made.books.after_append = lambda _: kill()
    else:
        setattr(made.twin, when, kill)
    with pytest.raises(Killed):
        made.run()
    made.books.after_append = made.twin.before_read = made.twin.before_write = made.twin.after_write = None
    made.run()
    assert sorted(made.since(8)) == ["RealizationRecorded", "SheetEditRefused"]
    assert made.twin.value("isian", SIX, "system") == D(81)
    before = made.twin.calls["write"]
    made.run()
    assert made.twin.calls["write"] == before


@pytest.mark.parametrize("tab", ["ringkasan", "isian", "target", "konflik", "sync"])
def test_killed_between_two_tabs_of_a_write_the_next_cycle_goes_on(made: Office, tab: str) -> None:
    made.given(level(80))
    made.twin.enter("isian", SEVEN, "numerator", "8")
    made.twin.enter("isian", SEVEN, "denominator", "10")

    def die(at: str) -> None:
        if at == tab:
            raise Killed

    made.twin.mid_write = die
    with pytest.raises(Killed):
        made.run()
    made.twin.mid_write = None
    done = made.run()
    assert (done.taken, done.conflicts, done.refused) == ([], [], [])
    assert made.since(9) == ["RealizationRecorded"]
    assert (made.twin.value("isian", SIX, "value"), made.twin.value("isian", SEVEN, "system")) == (D(80), D(80))


def test_an_edit_that_lands_between_read_and_write_is_not_lost(made: Office) -> None:
    """The write puts the ledger's 80 over it, which its author had not seen: a conflict, with the 77 shown again."""
    made.given(level(80))

    def type_meanwhile() -> None:
        made.twin.before_write = None
        made.twin.enter("isian", SIX, "value", "77")

    made.twin.before_write = type_meanwhile
    made.run()
    done = made.run()
    assert (done.taken, [(one.field, one.sheet) for one in done.conflicts]) == ([], [("value", "77")])
    assert made.twin.value("isian", SIX, "value") == D(77)


@pytest.mark.parametrize("again", [False, True])
def test_a_halted_tab_that_is_mended_is_merged_against_what_it_still_shows(made: Office, *, again: bool) -> None:
    """The other tabs were written meanwhile, and the facts with them."""
    made.given(level(70))
    made.run()
    code = made.twin.value("isian", SEVEN, "code")
    made.twin.type("isian", SEVEN, "code", "6")
    assert made.run().halted == {"isian": "torn-rows"}
    correct(made, 75)
    made.given(level(60, period="2024-Q2"))
    made.run()
    if again:
        made.twin.delete_tab("sync")
    correct(made, 76)
    made.run()
    assert made.twin.value("isian", SIX, "value") == D(70)
    made.twin.enter("isian", SEVEN, "numerator", "8")
    made.twin.enter("isian", SEVEN, "denominator", "10")
    made.twin.type("isian", SEVEN, "code", code)
    made.twin.before_write = kill
    with pytest.raises(Killed):
        made.run()
    made.twin.before_write = None
    done = made.run()
    assert (done.halted, done.refused, done.conflicts) == ({}, [], [])
    assert made.since(8).count("RealizationCorrected") == 2
    assert set(made.since(8)[-2:]) == {"SheetTabResumed", "RealizationRecorded"}
    assert (made.twin.value("isian", SIX, "value"), made.twin.value("isian", SEVEN, "system")) == (D(76), D(80))


def test_of_two_equal_rows_one_of_which_was_deleted_nothing_is_taken(made: Office) -> None:
    made.given(level(70))
    made.run()
    made.twin.duplicate_row("isian", SIX)
    made.run()
    correct(made, 75)
    made.run()
    made.twin.delete_row("isian", SIX)
    done = made.run()
    assert (done.taken, done.conflicts, done.left) == ([], [], {"refused": 0, "conflict": 0})
    assert made.twin.value("isian", SIX, "value") == D(75)
