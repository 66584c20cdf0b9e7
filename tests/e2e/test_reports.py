"""The reports through the command line: shapes, exit codes, tables for people, other policies, other moments."""

import json
from pathlib import Path
from typing import Any

import pytest

from console.report import FIGURES, REPORTS
from console.report_tables import _outcomes
from console.runtime import Runtime
from kinerja_es.catalogue import LANGUAGES, room
from projections.reports import NAMES
from tests.e2e.conftest import Kinerja

A = "contoh/2024"
LISTS = {"checks": "findings"}
WHOLE = {"completeness": "agreements", "formulas": "means", "budget": "totals"}


@pytest.fixture
def told(kinerja: Kinerja, example: str) -> Kinerja:
    """A year with a budget, a copied quarter, a correction, and an amendment not yet signed."""
    for words in (
        ("import", example, "--unit", "contoh"),
        ("budget", "set", A, "1", "--text", "Program Pelayanan", "--amount", "1000"),
        ("agreement", "sign", A, "--party", "first", "--date", "2024-01-05"),
        ("agreement", "sign", A, "--party", "second", "--date", "2024-01-05"),
        ("realize", A, "7", "2024-Q1", "--numerator", "8", "--denominator", "10"),
        ("realize", A, "7", "2024-Q2", "--numerator", "8", "--denominator", "10"),
        ("realize", A, "8", "2024-Q1", "--numerator", "5", "--denominator", "4"),
        ("correct", A, "8", "2024-Q1", "--numerator", "1", "--denominator", "4", "--reason", "salah"),
        ("budget", "realize", A, "1", "2024-Q1", "--amount", "250"),
        ("agreement", "amend", A, "--ground", "strategy", "--document", "050/7", "--date", "2024-07-01"),
        ("target", "set", A, "6", "--annual", "80"),
    ):
        assert kinerja(*words).code == 0, words
    return kinerja


def report(kinerja: Kinerja, *words: str) -> Any:
    return kinerja("report", *words, "--json").json


@pytest.mark.parametrize("name", NAMES)
def test_every_report_says_of_which_moment_it_is_and_reads_in_both_languages(told: Kinerja, name: str) -> None:
    made = report(told, name, A)
    assert (made["report"], made["as_of"][-1]) == (name, "Z")
    assert made["position"] == report(told, "achievements", A, "--period", "2024")["position"]
    assert isinstance(made[LISTS.get(name, "rows")], list)
    assert all(part["agreement"] == A for part in made.get(WHOLE.get(name, ""), []))
    spoken = {told("report", name, A, "--lang", lang).out for lang in LANGUAGES}
    assert len(spoken) == len(LANGUAGES)
    assert all("{" not in text for text in spoken)


def test_the_reports_of_the_command_are_those_there_are() -> None:
    assert sorted(REPORTS) == sorted((*FIGURES, *NAMES))


def test_no_figure_of_a_report_is_a_float(told: Kinerja) -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    for name in NAMES:
        json.loads(told("report", name, "--json").out, parse_float=refuse)


def test_checks_leave_with_one_where_they_found_a_fault_and_rest_on_events(told: Kinerja) -> None:
    answer = told("report", "checks", A, "--json")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert all(
        set(finding) == {"code", "severity", "agreement", "indicator", "period", "message", "figures", "events",
                         "positions", "hint"}
        for finding in answer.json["findings"]
    )  # fmt: skip
    events = {event["id"] for event in report_events(told)}
    copied = next(finding for finding in answer.json["findings"] if finding["code"] == "period-identical")
    assert (copied["indicator"], copied["period"], copied["figures"]["figure"]) == ("7", "2024-Q2", "8/10")
    assert all(set(finding["events"]) <= events for finding in answer.json["findings"])
    assert "period-identical" not in {f["code"] for f in report(told, "checks", A, "--period", "2024-Q1")["findings"]}


def report_events(kinerja: Kinerja) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = kinerja("audit", "trail", A, "--json").json["events"]
    return events


def test_checks_of_a_year_without_fault_leave_with_nought(kinerja: Kinerja, tmp_path: Path) -> None:
    draft = {
        "unit": {"slug": "bersih"}, "year": 2024,
        "indicators": [{"code": "1", "text": "Jumlah layanan", "unit": "layanan", "polarity": "higher",
                        "aggregation": "sum", "entry": "increment", "target_entry": "annual",
                        "target": {"kind": "number", "value": "10"}}],
    }  # fmt: skip
    (tmp_path / "pk.json").write_text(json.dumps(draft))
    assert kinerja("agreement", "draft", "--from", "pk.json").code == 0
    answer = kinerja("report", "checks", "--json")
    assert (answer.code, answer.json["ok"], answer.json["findings"]) == (0, True, [])
    assert "0 kesalahan, 0 peringatan" in kinerja("report", "checks").out


def test_what_two_agreements_share_is_found_from_either_side(told: Kinerja, example: str) -> None:
    assert told("import", example, "--unit", "tetangga").code == 0
    for asked in (A, "tetangga/2024"):
        shared = [f for f in report(told, "checks", asked)["findings"] if f["code"] == "indicator-in-several"]
        assert {finding["agreement"] for finding in shared} == {asked}
        assert len(shared) == 8
        assert "contoh/2024:6, tetangga/2024:6" in {finding["figures"]["places"] for finding in shared}


def test_targets_show_the_proposal_beside_what_is_in_force(told: Kinerja) -> None:
    rows = [row for row in report(told, "targets", A)["rows"] if row["indicator"] == "6"]
    assert [(row["target"], row["state"]) for row in rows] == [("86", "in-force"), ("80", "proposed")]
    assert rows[1]["amendment"]["document"] == "050/7"
    assert "usulan" in told("report", "targets", A).out


def test_a_correction_after_the_due_day_is_a_restatement_with_its_event(told: Kinerja) -> None:
    rows = report(told, "restatement", A, "--period", "2024-Q1")["rows"]
    (to_date,) = (row for row in rows if row["field"] == "to_date")
    assert (to_date["then"], to_date["now"], to_date["basis"], to_date["reason"]) == ("125", "25", "due", "salah")
    (corrected,) = (event for event in report_events(told) if event["type"] == "RealizationCorrected")
    assert to_date["events"] == [corrected["id"]]
    before = str(corrected["position"] - 1)
    assert report(told, "restatement", A, "--as-of", before)["rows"] == []
    assert "Realisasi s.d.: 125,00 → 25,00" in " ".join(told("report", "restatement", A).out.split())


def test_the_budget_has_absorption_and_totals(told: Kinerja) -> None:
    made = report(told, "budget", A, "--period", "2024-Q1")
    for figures in (*made["rows"], *made["totals"]):
        assert (figures["ceiling"], figures["realization"], figures["absorption"]) == ("1000", "250", "25")
    assert "poin persentase" in told("report", "budget", A).out


def test_completeness_counts_what_is_there(told: Kinerja) -> None:
    made = report(told, "completeness", A, "--period", "2024-Q1")
    reported = {row["indicator"]: row["reported"] for row in made["rows"]}
    assert (reported["7"], reported["6"]) == (True, False)
    whole = made["agreements"][0]
    assert whole["percent"] is not None
    assert whole["expected"] - whole["there"] == len(whole["missing"])
    assert "Belum ada" in told("report", "completeness", A).out


def test_people_see_which_formulas_give_which_band(kinerja: Kinerja, tmp_path: Path) -> None:
    common = {"polarity": "lower", "aggregation": "last", "entry": "level", "target_entry": "level", "unit": "hari",
              "target": {"kind": "number", "value": "10"}}  # fmt: skip
    composite = {"code": "9", "text": "Gabungan", "unit": "%", "polarity": "higher", "aggregation": "composite",
                 "target_entry": "level", "target": {"kind": "number", "value": "100"},
                 "formula": {"expression": "50% * capaian[1] + 50% * capaian[2]"}}  # fmt: skip
    waits = [{"code": code, "text": f"Lama layanan {code}", **common} for code in ("1", "2", "3")]
    (tmp_path / "pk.json").write_text(
        json.dumps({"unit": {"slug": "contoh"}, "year": 2024, "indicators": [*waits, composite]})
    )
    assert kinerja("agreement", "draft", "--from", "pk.json").code == 0
    assert kinerja("realize", A, "1", "2024-Q1", "--value", "12").code == 0
    assert kinerja("realize", A, "3", "2024-Q1", "--value", "5").code == 0
    shown = " ".join(kinerja("report", "formulas", A, "--period", "2024-Q1").out.split())
    assert "✓ (2T − R) : T 80,00 tinggi ya" in shown
    assert "tercapai atau tidak 0,00 sangat rendah ya" in shown
    assert "komponen harus lengkap" in shown
    assert "batas 100,00 %" in shown
    assert "Rata-rata perjanjian menurut setiap rumus" in shown


def test_formulas_that_are_no_simple_choice_are_all_named() -> None:
    some = [("linear", "strict"), ("inverse", "zero")]
    under = [
        {"lower": lower, "composite_missing": missing, "in_force": (lower, missing) == some[0], "band": None,
         "achievement": "1" if (lower, missing) in some else "2"}
        for lower in ("linear", "inverse") for missing in ("strict", "zero")
    ]  # fmt: skip
    first, _ = _outcomes(Runtime.bare("en", as_json=False), [{"under": under}])
    assert first["formula"] == "✓ (2T − R) / T; all components needed | T / R; missing component is 0"


def test_a_late_signature_is_told_below_the_table(told: Kinerja) -> None:
    assert told("budget", "ratify", A, "--document", "DPA/1", "--date", "2023-11-30").code == 0
    assert "terlambat 6 hari" in told("report", "completeness", A).out


def test_a_report_may_be_asked_for_under_another_policy(told: Kinerja, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "ketat"\neffective = "2030-01-01"\ncap = "90"\n')
    assert told("policy", "adopt", "p.toml").code == 0
    for words, name in (((), "default"), (("--policy", "ketat"), "ketat")):
        made = report(told, "formulas", A, "--period", "2024-Q1", *words)
        assert made["means"][0]["policy"]["name"] == name
        assert {row["policy"]["name"] for row in made["rows"]} == {name}
    assert told("report", "formulas", A, "--policy", "lain", "--json").error["code"] == "unknown-policy"


def test_a_past_moment_gives_the_report_of_that_moment(told: Kinerja) -> None:
    past = report(told, "targets", A)
    assert told("target", "set", A, "6", "--annual", "70").code == 0
    assert report(told, "targets", A, "--as-of", str(past["position"])) == past


def test_refusals_of_a_period_and_of_a_past_moment(signed: Kinerja) -> None:
    before = str(report(signed, "targets", A)["position"])
    assert signed("period", "close", A, "2024-Q1").code == 0
    assert signed("realize", A, "7", "2024-Q1", "--numerator", "8", "--denominator", "10").code == 1
    assert signed("target", "set", A, "6", "--annual", "50").code == 1
    for words, count in (((), 2), (("--period", "2024-S1"), 1), (("--period", "2024-Q2"), 0), (("--as-of", before), 0)):
        assert len(report(signed, "refusals", A, *words)["refusals"]) == count
    assert "signed-agreement" not in signed("report", "refusals").out  # people read the sentence, not its code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("targets", "contoh/2031"), "unknown-agreement"),
        (("targets", "contoh"), "bad-reference"),
        (("budget", A, "--period", "2025-Q1"), "period-outside-year"),
        (("budget", "--period", "Q1"), "bad-period"),
        (("semua",), "unknown-report"),
    ],
)
def test_what_cannot_be_reported_is_refused(signed: Kinerja, words: tuple[str, ...], code: str) -> None:
    answer = signed("report", *words, "--json")
    assert (answer.code, answer.error["code"]) == (2, code)


def test_a_period_of_another_year_leaves_out_the_agreements_of_this_one(signed: Kinerja) -> None:
    assert report(signed, "budget", "--period", "2025-Q1")["totals"] == []
    assert "Tidak ada." in signed("report", "targets", "--period", "2025-Q1").out


def test_every_finding_has_a_sentence_and_a_hint() -> None:
    texts = {key for key in room("checks") if not key.startswith("word.")}
    assert {key for key in texts if not key.endswith(".hint")} == {key.removesuffix(".hint") for key in texts}
