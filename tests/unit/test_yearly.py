"""The year of an agreement: officials at signing, DPA, leader's notes, programs and their spending."""

import dataclasses
import datetime
from decimal import Decimal
from typing import Any

import pytest

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement
from kinerja_es.errors import BadInput, KinerjaError, Refusal
from kinerja_es.parties import Party, Program
from tests.given import DAY, LEVEL, RATIO, draft, given, parts, signed, when

ROADS = Program(text="Program Jalan", budget=Decimal(1000), fund="APBD")
SCHOOLS = Program(text="Program Sekolah", budget=Decimal(500))
OPENED = e.AmendmentOpened(actor="x", ground="official", document="1/2024", date=DAY)
ROW = e.ProgramSet(actor="x", number=1, program=ROADS)


def state_of(*events: e.Event) -> Agreement:
    state = given(*events)
    assert state is not None
    return state


def refused(state: Agreement, command: c.Command) -> KinerjaError:
    with pytest.raises(KinerjaError) as caught:
        when(state, command)
    return caught.value


def recorded(error: KinerjaError) -> bool:
    return isinstance(error, Refusal) and error.recorded


def appoint(name: str, since: str, party: Any = "first", **person: Any) -> e.OfficialAppointed:
    official = Party(name=name, position="Camat Contoh", **person)
    return e.OfficialAppointed(actor="x", party=party, official=official, since=datetime.date.fromisoformat(since))


def sign(party: Any = "first", date: datetime.date = DAY) -> c.SignAgreement:
    return c.SignAgreement(actor="camat", party=party, date=date)


# Officials


def test_signing_freezes_the_official_who_holds_the_post_that_day() -> None:
    state = state_of(*draft(RATIO), appoint("Tuti Contoh", "2024-01-01", standing="Plt."),
                     appoint("Wati Contoh", "2024-06-01"))  # fmt: skip
    (first,) = when(state, sign())
    (later,) = when(state, sign(date=datetime.date(2024, 6, 3)))
    assert [getattr(x, "name", None) for x in (first, later)] == ["Tuti Contoh", "Wati Contoh"]
    assert isinstance(first, e.AgreementSigned)
    assert first.official == Party(name="Tuti Contoh", position="Camat Contoh", standing="Plt.")


@pytest.mark.parametrize(
    "more", [(), (appoint("Wati Contoh", "2024-06-01"),), (appoint("Adi", "2024-01-01", "second"),)]
)
def test_without_an_official_on_that_day_the_party_of_the_draft_signs(more: tuple[e.Event, ...]) -> None:
    (made,) = when(state_of(*draft(RATIO), *more), sign())
    assert getattr(made, "name", None) == "Sari Contoh"


def test_an_official_is_appointed_by_the_rules_of_the_post() -> None:
    state = state_of(*draft(RATIO), appoint("Tuti Contoh", "2024-01-01"))
    command = c.AppointOfficial(actor="x", party="first", official=Party(name="Wati"), since=datetime.date(2024, 1, 1))
    assert refused(state, command).code == "officials-overlap"
    made = when(state, dataclasses.replace(command, party="second"))
    assert [type(x) for x in made] == [e.OfficialAppointed]


def test_an_official_who_changes_signs_a_new_version_and_the_history_goes_on() -> None:
    entered = parts("7", "2024-Q1", 8, 10)
    opened = [*signed(RATIO), entered, appoint("Wati Contoh", "2024-06-01"), OPENED]
    (again,) = when(state_of(*opened), sign(date=datetime.date(2024, 6, 10)))
    state = state_of(*opened, again, e.AgreementSigned(actor="bupati", party="second", date=DAY, name="Budi Contoh"))
    assert (state.status, state.version, getattr(again, "name", None)) == ("signed", 2, "Wati Contoh")
    assert {v: [x.event.name for x in both.values()] for v, both in state.signed.items()} == {  # type: ignore[attr-defined]
        1: ["Sari Contoh", "Budi Contoh"], 2: ["Wati Contoh", "Budi Contoh"],
    }  # fmt: skip
    entry = state.entry("7", "2024-Q1")
    assert entry is not None
    assert entry.figures == entered


# Signatures and content


def test_a_signature_lapses_when_the_content_changes_before_the_other_party_signs() -> None:
    half = state_of(*signed(RATIO)[:-1])
    made = when(half, c.DefineIndicator(actor="perencana", indicator=LEVEL))
    assert [type(x) for x in made] == [e.IndicatorDefined, e.SignatureLapsed]
    state = state_of(*signed(RATIO)[:-1], *made)
    assert (state.status, state.signatures) == ("draft", {})
    assert when(state, sign())


def test_nothing_lapses_where_nobody_signed_or_the_content_stays() -> None:
    assert len(when(state_of(*draft(RATIO)), c.SetProgram(actor="x", number=1, program=ROADS))) == 1
    half = state_of(*signed(RATIO)[:-1])
    assert len(when(half, c.RatifyBudget(actor="x", document="DPA/1", date=DAY))) == 1


def test_drafting_anew_what_was_signed_is_an_attempt_that_is_recorded() -> None:
    head = state_of(*draft(RATIO)).head
    again = c.DraftAgreement(actor="x", unit=head.unit, year=head.year, parties=head.parties)
    assert not recorded(refused(state_of(*draft(RATIO)), again))
    assert recorded(refused(state_of(*signed(RATIO)), again))
    assert recorded(refused(state_of(*signed(RATIO), OPENED), again))


def test_a_closed_period_sends_no_entry_back() -> None:
    closed = e.PeriodClosed(actor="x", period="2024-Q1")
    state = state_of(*signed(RATIO), parts("7", "2024-Q1", 8, 10), closed)
    error = refused(state, c.ReturnRealization(actor="verifikator", code="7", period="2024-Q1", reason="keliru"))
    assert (error.code, recorded(error)) == ("period-closed", True)


# DPA and lateness of signing


def ratified(document: str, date: str, kind: Any = "DPA") -> e.BudgetRatified:
    return e.BudgetRatified(actor="x", document=document, date=datetime.date.fromisoformat(date), kind=kind)


def test_signing_is_due_a_month_after_the_first_dpa_and_late_by_the_later_signature() -> None:
    second = e.AgreementSigned(actor="bupati", party="second", date=datetime.date(2024, 2, 12), name="Budi")
    state = state_of(*signed(RATIO)[:-1], ratified("DPPA/1", "2023-11-01", "DPPA"), ratified("DPA/2", "2024-01-20"),
                     ratified("DPA/1", "2024-01-05"), second)  # fmt: skip
    signing = state.signing
    assert (signing.dpa, signing.signed) == (datetime.date(2024, 1, 5), datetime.date(2024, 2, 12))
    assert (signing.due, signing.late_days) == (datetime.date(2024, 2, 5), 7)


def test_lateness_is_not_known_without_a_dpa_or_both_signatures() -> None:
    for state in (state_of(*signed(RATIO)), state_of(*signed(RATIO)[:-1], ratified("DPA/1", "2023-01-05"))):
        assert state.signing.late_days is None


def test_a_later_version_does_not_change_the_lateness_of_the_first() -> None:
    again = [e.AgreementSigned(actor="x", party=party, date=datetime.date(2024, 9, 1), name="x")
             for party in ("first", "second")]  # fmt: skip
    state = state_of(*signed(RATIO), ratified("DPA/1", "2024-01-01"), OPENED, *again)
    assert (state.version, state.signing.signed, state.signing.late_days) == (2, DAY, 0)


def test_a_budget_document_is_named_and_ratified_once() -> None:
    state = state_of(*draft(), ratified("DPA/1", "2024-01-01"))
    again = c.RatifyBudget(actor="x", document="DPA/1", date=DAY)
    assert refused(state, again).code == "already-ratified"
    assert refused(state, dataclasses.replace(again, document=" ")).code == "document-unnamed"
    for year in (2022, 2026):
        far = dataclasses.replace(again, document="DPA/2", date=DAY.replace(year=year))
        assert refused(state, far).code == "far-from-year"
    for year in (2023, 2025):
        assert when(state, dataclasses.replace(again, document="DPA/2", date=DAY.replace(year=year)))
    assert [type(x) for x in when(state, dataclasses.replace(again, document="DPPA/1", kind="DPPA"))] == [
        e.BudgetRatified
    ]


# Leader's notes


def test_a_leader_notes_a_quarter_as_often_as_needed_and_a_closed_one_too() -> None:
    note = c.NoteQuarter(actor="camat", period="2024-TW1", text="Percepat")
    state = state_of(*signed(RATIO), e.PeriodClosed(actor="x", period="2024-Q1"))
    made = when(state, note)
    assert made == (e.LeaderNoted(actor="camat", period="2024-Q1", text="Percepat"),)
    state = state_of(*draft(), *made, *when(state, dataclasses.replace(note, text="Bagus")))
    assert [x.event.text for x in state.notes["2024-Q1"]] == ["Percepat", "Bagus"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("period", "text", "code"),
    [("2024-03", "x", "quarter-needed"), ("2024", "x", "quarter-needed"), ("2024-Q1", " ", "note-missing"),
     ("2023-Q1", "x", "period-outside-year")],
)  # fmt: skip
def test_a_note_is_about_a_quarter_of_the_year_and_says_something(period: str, text: str, code: str) -> None:
    error = refused(state_of(*draft()), c.NoteQuarter(actor="camat", period=period, text=text))
    assert (error.code, type(error)) == (code, BadInput)


# Programs


def test_programs_of_a_draft_are_added_at_the_end_and_written_anew() -> None:
    state = state_of(*draft(), ROW, e.ProgramSet(actor="x", number=2, program=SCHOOLS),
                     e.ProgramSet(actor="x", number=1, program=SCHOOLS))  # fmt: skip
    assert (state.programs, state.programs_in_force) == ([SCHOOLS, SCHOOLS], None)
    assert state.budget_programs == [SCHOOLS, SCHOOLS]


@pytest.mark.parametrize("number", [0, -1, 3])
def test_the_numbers_of_programs_leave_no_gap(number: int) -> None:
    assert refused(state_of(*draft(), ROW), c.SetProgram(actor="x", number=number, program=ROADS)).code == (
        "unknown-program"
    )


@pytest.mark.parametrize(
    ("program", "code"),
    [(Program(text=" "), "program-unnamed"), (Program(text="x", budget=Decimal(-1)), "negative-amount")],
)
def test_a_program_has_a_name_and_no_negative_budget(program: Program, code: str) -> None:
    assert refused(state_of(*draft()), c.SetProgram(actor="x", number=1, program=program)).code == code


def test_programs_of_a_signed_agreement_change_only_through_an_amendment() -> None:
    command = c.SetProgram(actor="x", number=1, program=SCHOOLS)
    before = [*draft(RATIO), ROW, *signed()[-2:]]
    error = refused(state_of(*before), command)
    assert (error.code, recorded(error)) == ("signed-agreement", True)
    during = state_of(*before, OPENED, *when(state_of(*before, OPENED), command))
    assert (during.programs, during.budget_programs) == ([SCHOOLS], [ROADS])
    after = state_of(*before, OPENED, *when(state_of(*before, OPENED), command), *signed()[-2:])
    assert after.budget_programs == [SCHOOLS]


# Spending


def spend(period: str = "2024-Q1", amount: int = 100, **more: Any) -> c.RealizeBudget:
    return c.RealizeBudget(
        actor="bendahara", number=more.pop("number", 1), period=period, amount=Decimal(amount), **more
    )


def test_spending_is_entered_by_month_or_quarter_under_its_stable_spelling() -> None:
    state = state_of(*draft(), ROW)
    (made,) = when(state, spend("2024-TW1"))
    assert made == e.BudgetRealized(actor="bendahara", number=1, period="2024-Q1", amount=Decimal(100))
    held = state_of(*draft(), ROW, made).budget[1]["2024-Q1"]
    assert held.event == made
    assert when(state, spend("2024-05"))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (spend("2024"), "month-or-quarter-needed"),
        (spend("2024-S1"), "month-or-quarter-needed"),
        (spend("2025-Q1"), "period-outside-year"),
        (spend(amount=-1), "negative-amount"),
        (spend(number=2), "unknown-program"),
        (spend(number=0), "unknown-program"),
    ],
)
def test_spending_that_does_not_fit_is_bad_input(command: c.Command, code: str) -> None:
    error = refused(state_of(*draft(), ROW), command)
    assert (error.code, type(error)) == (code, BadInput)


def test_a_figure_is_replaced_only_with_a_reason() -> None:
    state = state_of(*draft(), ROW, e.BudgetRealized(actor="x", number=1, period="2024-Q1", amount=Decimal(90)))
    assert refused(state, spend()).code == "already-realized"
    blank = refused(state, spend(reason=" "))
    assert (blank.code, blank.where) == ("reason-missing", "1 2024-Q1")
    assert refused(state, spend("2024-03", reason="salah")).code == "already-realized"  # March ends as the quarter does
    assert [type(x) for x in when(state, spend(reason="salah"))] == [e.BudgetRealized]
    assert when(state, spend("2024-02"))


@pytest.mark.parametrize("closed", ["2024-Q1", "2024-S1", "2024"])
def test_a_closed_period_takes_no_spending(closed: str) -> None:
    error = refused(state_of(*draft(), ROW, e.PeriodClosed(actor="x", period=closed)), spend())
    assert (error.code, recorded(error)) == ("period-closed", True)


def test_who_entered_spending_does_not_reopen_its_period() -> None:
    state = state_of(*draft(), ROW, e.BudgetRealized(actor="bendahara", number=1, period="2024-03", amount=Decimal(9)),
                     e.PeriodClosed(actor="x", period="2024-Q1"))  # fmt: skip
    reopen = c.ReopenPeriod(actor="bendahara", period="2024-Q1", reason="temuan")
    assert refused(state, reopen).code == "own-reopening"
    assert when(state, dataclasses.replace(reopen, actor="inspektorat"))
