"""The twin of the simulations: hands, hooks, and a write that is all or nothing."""

import datetime
from decimal import Decimal

import pytest

from kinerja_es.errors import Unavailable
from sync.changes import changes
from sync.layout import build
from sync.model import Workbook
from sync.port import Changed
from sync.snapshot import Clock, Formula, Percent, Raw
from tests.twin import Twin, enter
from tests.unit.sync.conftest import make_book

Q1, Q2, Q3 = (f"gumelar/2024|7|2024-Q{quarter}" for quarter in (1, 2, 3))
DESIRED = build(make_book())
LATER = build(make_book(position=60))


@pytest.fixture
def twin() -> Twin:
    """A twin that was written once."""
    twin = Twin()
    twin.write(DESIRED, changes(DESIRED, None, twin.read()))
    return twin


def again(twin: Twin, desired: Workbook = LATER) -> str | None:
    return twin.write(desired, changes(desired, DESIRED, twin.read())).version


@pytest.mark.parametrize(
    ("text", "locale", "raw"),
    [
        ("81,35", "id_ID", Decimal("81.35")),
        ("81,35", "en_US", "81,35"),
        ("81.35", "en_US", Decimal("81.35")),
        ("81.35", "id_ID", Clock("81.35")),
        ("1.234", "id_ID", Decimal(1234)),
        ("1.234", "en_US", Decimal("1.234")),
        ("1,234", "en_US", Decimal(1234)),
        ("12,5%", "in_ID", Percent(Decimal("12.5"))),
        ("31/03/2024", "id_ID", datetime.date(2024, 3, 31)),
        ("3/31/2024", "en_US", datetime.date(2024, 3, 31)),
        ("31/03/2024", "en_US", "31/03/2024"),
        ("=A1", "id_ID", Formula("=A1")),
        ("'=A1", "id_ID", "=A1"),
        ("  ", "id_ID", None),
        ("-", "id_ID", "-"),
    ],
)
def test_the_locale_decides_what_a_typed_text_becomes(text: str, locale: str, raw: Raw) -> None:
    assert enter(text, locale) == raw


def test_what_was_typed_before_the_write_is_displaced_with_the_row_it_stood_in(twin: Twin) -> None:
    twin.type("isian", Q3, "value", Decimal(5))
    seen = twin.read()
    plan = changes(DESIRED, DESIRED, seen)  # nobody took the 5: it is written over

    def meanwhile() -> None:
        twin.type("isian", Q3, "value", Decimal(7))
        twin.move_row("isian", Q3, 1)

    twin.before_write = meanwhile
    place = next(row.at for row in seen.tabs["isian"].rows if row.cells.get("id") == Q3)
    there = twin.tab("isian").rows[place - 1]
    assert twin.write(DESIRED, plan).version is None
    (displaced,) = twin.read().displaced
    assert displaced.row == str(there[twin.tab("isian").column("id")]) != Q3  # the write fell into another row
    assert twin.value("isian", Q3, "value") == Decimal(7)


def test_a_write_that_fails_before_its_effect_changes_nothing(twin: Twin) -> None:
    before = [tab.copy().rows for tab in twin.tabs]
    count = twin.count

    def fail() -> None:
        raise Unavailable("google-down")

    twin.before_write = fail
    with pytest.raises(Unavailable):
        again(twin)
    assert ([tab.rows for tab in twin.tabs], twin.count) == (before, count)


def test_a_write_whose_answer_is_lost_has_taken_effect(twin: Twin) -> None:
    def fail() -> None:
        raise Unavailable("google-down")

    twin.after_write = fail
    with pytest.raises(Unavailable):
        again(twin)
    assert twin.read().token == 60


def test_a_write_cut_in_between_leaves_the_facts_for_last(twin: Twin) -> None:
    def fail(tab: str) -> None:
        if tab == "sync":
            raise Unavailable("google-down")

    twin.mid_write = fail
    with pytest.raises(Unavailable):
        again(twin)
    assert twin.read().token == 57
    assert "60" in str(twin.tab("ringkasan").rows)


@pytest.mark.parametrize("gone", ["tab", "column"])
def test_a_write_to_what_is_gone_changes_nothing(twin: Twin, gone: str) -> None:
    plan = changes(LATER, DESIRED, twin.read())
    if gone == "tab":
        twin.delete_tab("target")
    else:
        twin.delete_column("isian", "note")
    with pytest.raises(Changed):
        twin.write(LATER, plan)
    assert twin.read().token == 57


def test_torn_rows_do_not_hold_together(twin: Twin) -> None:
    ids = twin.ids("isian")
    values = {row: twin.value("isian", row, "numerator") for row in ids}
    twin.tear("isian", "id", ["numerator"], descending=True)
    assert twin.ids("isian") == ids
    assert {row: twin.value("isian", row, "numerator") for row in ids} != values
    assert sorted(map(str, values.values())) == sorted(str(twin.value("isian", row, "numerator")) for row in ids)


def test_sorting_puts_blanks_last_either_way(twin: Twin) -> None:
    for descending in (False, True):
        twin.sort("isian", "numerator", descending=descending)
        numerators = [twin.value("isian", row, "numerator") for row in twin.ids("isian")]
        filled = [each for each in numerators if each is not None]
        assert numerators == sorted(filled, key=str, reverse=descending) + [None] * (len(numerators) - len(filled))


def test_a_copy_of_the_workbook_goes_its_own_way(twin: Twin) -> None:
    copy = twin.copy()
    twin.type("isian", Q1, "value", Decimal(1))
    copy.type("isian", Q1, "value", Decimal(2))
    assert (twin.value("isian", Q1, "value"), copy.value("isian", Q1, "value")) == (1, 2)


def test_a_copy_of_a_tab_and_of_a_row_is_told_from_the_first(twin: Twin) -> None:
    twin.duplicate_tab("isian")
    twin.duplicate_row("isian", Q1)
    assert [tab.name for tab in twin.tabs if tab.key is None] == ["Isian (2)"]
    assert twin.ids("isian").count(Q1) == 2
    twin.delete_row("isian", Q1)
    assert twin.ids("isian").count(Q1) == 1


def test_who_edited_since_the_last_write_is_a_candidate(twin: Twin) -> None:
    assert twin.authors() == ()
    for twin.editor in ("ani@contoh.go.id", "budi@contoh.go.id", "ani@contoh.go.id"):
        twin.enter("isian", Q2, "note", "x")
    assert twin.authors() == ("ani@contoh.go.id", "budi@contoh.go.id")
    again(twin)
    assert twin.authors() == ()


def test_a_write_knows_its_own_version_only_where_nobody_came_between(twin: Twin) -> None:
    assert again(twin) == twin.version()
    plan = changes(DESIRED, LATER, twin.read())
    twin.clear("isian", Q1, "note")
    assert twin.write(DESIRED, plan).version is None
