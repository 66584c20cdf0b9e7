"""The year of an agreement through the command line: officials, DPA, notes, budget, quarantine, working days."""

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Kinerja

A = "contoh/2024"
RAW = {
    "unit": {"slug": "contoh", "name": "Kecamatan Contoh", "regency": "Kabupaten Contoh"},
    "year": 2024,
    "parties": {"first": {"name": "Sari Contoh", "position": "Camat Contoh"}},
    "indicators": [
        {"code": "1", "text": "Jumlah laporan", "polarity": "higher", "target": {"kind": "none", "raw": "3.000"}}
    ],
}


@pytest.fixture
def drafted(kinerja: Kinerja, tmp_path: Path) -> Kinerja:
    """A draft with one target that can be read in two ways."""
    (tmp_path / "pk.json").write_text(json.dumps(RAW), encoding="utf-8")
    assert kinerja("agreement", "draft", "--from", "pk.json").code == 0
    return kinerja


def sign(kinerja: Kinerja, date: str, *parties: str) -> None:
    for party in parties or ("first", "second"):
        assert kinerja("agreement", "sign", A, "--party", party, "--date", date).code == 0


def test_the_official_of_the_signing_day_is_printed_at_signing_and_goes_out_and_in(
    drafted: Kinerja, tmp_path: Path
) -> None:
    appoint = ("official", "appoint", A, "--party", "first", "--from", "2024-01-01")
    assert drafted(*appoint, "--name", "Wati Contoh", "--nip", "19800101 200501 2 001").code == 0
    assert drafted(*appoint, "--name", "Tuti Contoh").code == 1
    assert drafted(*appoint[:-1], "2024-03-01", "--name", "Tuti", "--standing", "Plt.", "--to", "2024-03-31").code == 0
    rows = drafted("official", "list", A, "--json").json["officials"]
    assert rows[0] == {
        "party": "first", "name": "Wati Contoh", "position": "Camat Contoh", "nip": "198001012005012001", "rank": None,
        "standing": "definitif", "from": "2024-01-01", "to": None,
    }  # fmt: skip
    assert [(row["name"], row["to"]) for row in rows] == [("Wati Contoh", None), ("Tuti", "2024-03-31")]
    out = drafted("agreement", "show", A, "--json").out
    (tmp_path / "lagi.json").write_text(out, encoding="utf-8")
    assert drafted("agreement", "draft", "--from", "lagi.json", "--store", "sqlite:///lain.db").code == 0
    assert drafted("agreement", "show", A, "--json", "--store", "sqlite:///lain.db").out == out
    sign(drafted, "2024-03-05", "first")
    assert drafted("audit", "trail", A, "--json").json["events"][-1]["data"]["name"] == "Tuti"
    assert "Pihak Pertama: Tuti" in drafted("agreement", "show", A).out
    assert "Wati Contoh" in drafted("official", "list", A).out


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--name", "A", "--from", "2024-02-01", "--to", "2024-01-31"), "ends-before-start"),
        (("--name", "A", "--from", "2024-02-01", "--nip", "1980"), "bad-nip"),
        (("--name", "A", "--from", "kemarin"), "bad-date"),
        (("--name", " ", "--from", "2024-02-01"), "name-missing"),
        (("--name", "A", "--from", "2024-02-01", "--standing", "tetap"), "bad-argument"),
    ],
)
def test_an_official_who_cannot_be_read_is_bad_input(drafted: Kinerja, more: tuple[str, ...], code: str) -> None:
    answer = drafted("official", "appoint", A, "--party", "first", *more, "--json")
    assert (answer.code, answer.error["code"]) == (2, code)


def test_the_lateness_of_signing_is_shown_against_the_first_dpa(drafted: Kinerja) -> None:
    assert drafted("budget", "ratify", A, "--document", "DPA/1", "--date", "2024-01-31").code == 0
    assert drafted("budget", "ratify", A, "--document", "DPPA/1", "--date", "2024-01-02", "--kind", "dppa").code == 0
    before = drafted("agreement", "show", A, "--json").json["signing"]
    assert before == {"dpa_date": "2024-01-31", "due": "2024-02-29", "signed": None, "late_days": None}
    sign(drafted, "2024-03-04")
    after = drafted("agreement", "show", A, "--json").json["signing"]
    assert after == {"dpa_date": "2024-01-31", "due": "2024-02-29", "signed": "2024-03-04", "late_days": 4}
    assert "terlambat 4 hari" in drafted("agreement", "show", A).out


def test_the_leader_notes_a_quarter(drafted: Kinerja) -> None:
    made = drafted("agreement", "note", A, "2024-TW2", "--text", "Percepat", "--json").json["events"]
    assert [event["type"] for event in made] == ["LeaderNoted"]
    assert "2024-Q2 (perencana): Percepat" in drafted("agreement", "show", A).out
    assert drafted("agreement", "note", A, "2024-05", "--text", "x", "--json").error["code"] == "quarter-needed"


def test_the_budget_table_is_set_in_a_draft_and_refused_once_signed(drafted: Kinerja) -> None:
    row = ("budget", "set", A, "1", "--text", "Program Jalan")
    assert drafted(*row, "--amount", "Rp 150.000", "--fund", "APBD").code == 0
    assert drafted(*row, "--amount", "151.000,50").code == 0  # the fund that is not named stays
    assert drafted("agreement", "show", A, "--json").json["programs"] == [
        {"text": "Program Jalan", "budget": "151000.5", "fund": "APBD"}
    ]
    assert drafted("budget", "set", A, "3", "--text", "x", "--amount", "1", "--json").error["code"] == "unknown-program"
    sign(drafted, "2024-01-05")
    refused = drafted(*row, "--amount", "1", "--json")
    assert (refused.code, refused.error["code"], refused.error["where"]) == (1, "signed-agreement", "1")
    tried = drafted("report", "refusals", A, "--json").json["refusals"]
    assert [(row["data"]["command"], row["data"]["refusal"]) for row in tried] == [("SetProgram", "signed-agreement")]


def test_spending_is_replaced_with_a_reason_and_not_in_a_closed_period(drafted: Kinerja) -> None:
    drafted("budget", "set", A, "1", "--text", "Program Jalan", "--amount", "1.000.000")
    spend = ("budget", "realize", A, "1", "2024-TW1", "--amount")
    made = drafted(*spend, "Rp 250.000", "--json").json["events"]
    assert [event["type"] for event in made] == ["BudgetRealized"]
    assert drafted(*spend, "260.000", "--json").error["code"] == "already-realized"
    assert drafted(*spend, "260.000", "--reason", "salah ketik").code == 0
    assert drafted("audit", "trail", A, "--json").json["events"][-1]["data"]["amount"] == "260000"
    drafted("period", "close", A, "2024-Q1", "--actor", "verifikator")
    closed = drafted(*spend, "270.000", "--reason", "lagi", "--json")
    assert (closed.code, closed.error["code"], closed.error["where"]) == (1, "period-closed", "1 2024-Q1")
    assert drafted("period", "reopen", A, "2024-Q1", "--reason", "x", "--json").error["code"] == "own-reopening"
    assert drafted("budget", "realize", A, "1", "2024-04", "--amount", "-5", "--json").error["code"] == (
        "negative-amount"
    )


def test_a_target_in_quarantine_is_shown_and_resolved_by_a_command(drafted: Kinerja) -> None:
    assert "3 / 3000" in drafted("agreement", "show", A).out
    resolve = ("target", "resolve", A, "1", "--as")
    wrong = drafted(*resolve, "30", "--json")
    assert (wrong.code, wrong.error["code"]) == (2, "not-a-reading")
    made = drafted(*resolve, "3000", "--reason", "sesuai naskah", "--json").json["events"]
    assert [event["type"] for event in made] == ["QuarantineResolved"]
    target = drafted("agreement", "show", A, "--json").json["indicators"][0]["target"]
    assert target == {"kind": "number", "value": "3000", "raw": "3.000"}
    assert drafted(*resolve, "3000", "--json").error["code"] == "not-quarantined"
    sign(drafted, "2024-01-05")
    late = drafted(*resolve, "3", "--period", "2024-Q1", "--json")
    assert (late.code, late.error["code"]) == (1, "signed-agreement")


def test_a_change_after_one_signature_asks_that_party_again(drafted: Kinerja) -> None:
    sign(drafted, "2024-01-05", "first")
    made = drafted("target", "set", A, "1", "--annual", "100", "--json").json["events"]
    assert [event["type"] for event in made] == ["TargetSet", "SignatureLapsed"]
    sign(drafted, "2024-01-06", "second")
    assert drafted("agreement", "show", A, "--json").json["status"] == "draft"
    sign(drafted, "2024-01-07", "first")
    assert drafted("agreement", "show", A, "--json").json["status"] == "signed"


POLICY = """name = "kerja"
effective = "2024-01-01"
due_days = 3
due_working_days = true
holidays = ["2024-04-02", 2024-04-03]
predicates = [["50", "baik"], ["-inf", "kurang"]]
"""


def test_a_policy_counts_working_days_and_names_predicates(drafted: Kinerja, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(POLICY)
    assert drafted("policy", "adopt", "p.toml").code == 0
    shown = drafted("policy", "show", "--json").json
    assert (shown["due_days"], shown["due_working_days"], shown["holidays"], shown["predicates"]) == (
        3, True, ["2024-04-02", "2024-04-03"], [["50", "baik"], ["-inf", "kurang"]],
    )  # fmt: skip
    assert "due_working_days" in drafted("policy", "show").out


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('holidays = ["kemarin"]', "holidays.0"),
        ('due_working_days = "kadang"', "due_working_days"),
        ('predicates = [["50", "a"]]', "predicates"),
        ('predicates = [["50", "a"], ["60", "b"], ["-inf", "c"]]', "predicates"),
    ],
)
def test_a_faulty_calendar_or_ladder_is_refused_with_its_place(
    drafted: Kinerja, tmp_path: Path, line: str, place: str
) -> None:
    (tmp_path / "p.toml").write_text(f'name = "x"\neffective = "2024-01-01"\n{line}\n')
    answer = drafted("policy", "adopt", "p.toml", "--json")
    assert (answer.code, answer.error["code"]) == (2, "bad-policy")
    assert place in answer.error["where"]
