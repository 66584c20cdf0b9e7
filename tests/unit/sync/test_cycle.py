"""One cycle of the sync over a workbook in memory: what it calls, how it goes on after an accident, what it reports."""

from dataclasses import asdict
from decimal import Decimal

import pytest

from kinerja_es import events as e
from kinerja_es.errors import BadInput, KinerjaError, Unavailable
from sync.cycle import ROUNDS, Seen
from sync.gather import Link, gather
from sync.port import Changed
from tests.unit.sync.office import LINK, REF, SEVEN, SIX, Office, correct, level, office

D = Decimal


def test_a_first_cycle_makes_the_workbook_and_a_second_only_looks(made: Office) -> None:
    assert (made.twin.calls["read"], made.twin.calls["write"]) == (1, 1)
    before = made.twin.calls.copy()
    done = made.run()
    assert (done.written, done.taken, done.position) == (0, [], 8)
    assert made.twin.calls - before == {"drive": 1}
    made.books.hints.clear()
    done = made.run()
    assert (done.written, made.twin.calls["read"], made.twin.calls["write"]) == (0, 2, 1)


def test_an_edit_is_taken_and_shown_in_one_read_and_one_write(made: Office) -> None:
    made.twin.enter("isian", SIX, "value", "81,35")
    before = made.twin.calls.copy()
    done = made.run()
    assert made.twin.calls - before == {"drive": 1, "read": 1, "write": 1}
    assert [(one.field, one.sheet, one.event) for one in done.taken] == [("value", "81.35", made.books.events[-1].id)]
    assert made.twin.value("isian", SIX, "system") == D("81.35")
    assert made.twin.value("isian", SIX, "status") == "diterima"
    assert done.position == len(made.books.events)


def test_the_ledger_s_news_are_written_without_an_event(made: Office) -> None:
    made.given(level(80))
    done = made.run()
    assert made.twin.value("isian", SIX, "value") == D(80)
    assert (made.since(9), done.taken, done.conflicts) == ([], [], [])


def test_a_writer_who_was_faster_makes_it_look_again(made: Office) -> None:
    made.twin.enter("isian", SIX, "value", "81")
    made.books.before_append = lambda: made.news(level(80))
    done = made.run()
    assert [(one.field, one.outcome) for one in done.conflicts] == [("value", "conflict")]
    assert made.since(8) == ["RealizationRecorded", "SheetConflictFound"]


def test_a_writer_who_is_always_faster_ends_it_with_a_clear_word(made: Office) -> None:
    made.twin.enter("isian", SIX, "value", "81")

    def race() -> None:
        made.given(e.LeaderNoted(actor="camat", period="2024-Q1", text="x"))
        made.books.before_append = race

    made.books.before_append = race
    with pytest.raises(Unavailable, match="store-busy"):
        made.run()
    assert made.since(8) == ["LeaderNoted"] * ROUNDS


def test_somebody_who_saves_between_read_and_write_makes_it_begin_again(made: Office) -> None:
    made.twin.enter("isian", SIX, "value", "81")

    def save() -> None:
        made.twin.before_write = None
        made.twin.enter("isian", SEVEN, "note", "teks")
        raise Changed

    made.twin.before_write = save
    done = made.run()
    assert [one.field for one in done.taken] == ["value"]
    assert [one.field for one in done.refused] == ["note"]
    assert made.twin.value("isian", SIX, "status") == "diterima"


def test_somebody_who_never_stops_saving_ends_it_with_a_clear_word(made: Office) -> None:
    made.given(level(80))

    def save() -> None:
        made.twin.count += 1
        raise Changed

    made.twin.before_write = save
    with pytest.raises(Unavailable, match="workbook-busy"):
        made.run()
    assert made.twin.calls["write"] == 1 + ROUNDS


def test_a_workbook_of_another_book_is_not_touched(made: Office) -> None:
    other = made.cycle()
    other.link = Link(name="lain")
    with pytest.raises(BadInput, match="foreign-workbook"):
        other.run()
    assert made.twin.calls["write"] == 1


def test_a_workbook_of_another_store_is_not_touched(made: Office) -> None:
    stranger = office(status="draft")
    stranger.books.events[0] = stranger.books.events[0]._replace(stream="f" * 32)
    stranger.twin = made.twin
    with pytest.raises(BadInput, match="foreign-workbook"):
        stranger.run()


def test_a_workbook_from_after_a_restored_backup_is_not_touched(made: Office) -> None:
    made.given(level(80))
    made.run()
    backup = office()
    backup.twin = made.twin
    with pytest.raises(Unavailable, match="workbook-ahead"):
        backup.run()


def test_the_facts_that_somebody_deleted_are_made_anew_and_nothing_taken(made: Office) -> None:
    made.given(level(80))
    made.run()
    made.twin.delete_tab("sync")
    correct(made, 85)
    done = made.run()
    assert (done.taken, done.conflicts) == ([], [])
    assert made.twin.value("isian", SIX, "value") == D(85)
    made.twin.delete_tab("sync")
    assert made.run().taken == []
    assert made.twin.tab("sync").rows
    assert made.run().written == 0


def test_an_agreement_that_was_linked_later_makes_no_false_conflict(made: Office) -> None:
    made.given(level(80))
    made.run()
    other = e.stream_id("agreement", "lain/2024")
    first = made.books.events[1].event
    assert isinstance(first, e.AgreementDrafted)
    made.books.append(other, [e.AgreementDrafted(actor="perencana", unit=first.unit.__class__(slug="lain", name="Lain",
                              regency="Contoh"), year=2024, parties=first.parties)])  # fmt: skip
    correct(made, 85)
    wider = made.cycle()
    wider.link = Link(name="buku", agreements=(REF, "lain/2024"))
    done = wider.run()
    assert (done.conflicts, done.refused) == ([], [])
    assert made.twin.value("isian", SIX, "value") == D(85)


def test_what_is_left_and_halted_is_reported_by_an_idle_cycle_too(made: Office) -> None:
    made.twin.enter("isian", SIX, "value", "abc")
    made.twin.type("target", f"{REF}|6", "code", "7")
    for _ in range(2):
        done = made.run()
        assert (done.left, done.halted) == ({"refused": 1, "conflict": 0}, {"target": "torn-rows"})
    assert made.twin.calls["read"] == 2


def test_a_version_that_is_not_sure_is_looked_at_again(made: Office) -> None:
    made.given(level(80))
    made.twin.before_write = lambda: made.twin.enter("isian", SEVEN, "note", "teks")
    made.run()
    made.twin.before_write = None
    assert made.books.seen("buku").version is None
    assert [one.field for one in made.run().refused] == ["note"]


def test_what_was_gathered_earlier_leaves_out_what_was_not_there_yet(made: Office) -> None:
    wide = Link(name="buku", agreements=(REF, "tiada/2024"))
    with pytest.raises(BadInput, match="unknown-agreement"):
        gather(made.books, wide)
    assert list(gather(made.books, wide, 8).agreements) == [REF]
    with pytest.raises(BadInput, match="no-agreements"):
        gather(made.books, LINK, 1)


@pytest.mark.parametrize("raised", [Unavailable("workbook-unreadable"), BadInput("bad-period")])
def test_a_failure_of_the_port_leaves_the_ledger_as_it_was(made: Office, raised: KinerjaError) -> None:
    def fail() -> None:
        raise raised

    made.twin.enter("isian", SIX, "value", "81")
    made.twin.before_read = fail
    with pytest.raises(KinerjaError):
        made.run()
    assert made.since(8) == []


def test_hints_go_as_json_and_come_back() -> None:
    seen = Seen(version="1", position=2, batch="b", token=3, left={"refused": 1}, halted={"isian": "torn-rows"})
    assert Seen(**asdict(seen)) == seen
