"""The main job through the command line: JSON shapes, exit codes, figures, time travel."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Answer, Kinerja

A = "contoh/2024"


def row(answer: Answer, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in answer.json["indicators"] if r["code"] == code)
    return found


def test_importing_the_agreement_gives_its_indicators_parties_and_findings(kinerja: Kinerja, example: str) -> None:
    read = kinerja("import", example, "--unit", "contoh", "--json").json
    targets = [i["target"].get("value", i["target"]["kind"]) for i in read["indicators"]]
    assert targets == ["100", "100", "81.35", "none", "none", "86", "100", "100"]
    assert (read["year"], read["place"], read["date"]) == (2024, "Purwokerto", "2024-01-02")
    assert (read["parties"]["second"]["standing"], read["agreement"], read["status"]) == ("Pj.", A, "draft")
    found = {(f["code"], f["indicator"]) for f in read["findings"]}
    assert {("no-target", "4"), ("no-target", "5"), ("unit-corrected", "6"), ("calculation-unset", "2"),
            ("source-unset", "2"), ("misplaced-weight", "1"), ("unclosed-bracket", "2"),
            ("unmatched-terms", "2")} <= found  # fmt: skip
    assert "calculation-words-differ" in {code for code, _ in found}
    assert kinerja("audit", "trail", A, "--json").json["events"][1]["type"] == "DocumentImported"


def test_a_dry_run_records_nothing(kinerja: Kinerja, example: str) -> None:
    assert kinerja("import", example, "--dry-run", "--json").code == 0
    assert kinerja("agreement", "list", "--json").code == 3


def test_an_agreement_goes_out_and_in_and_out_identical(kinerja: Kinerja, example: str, tmp_path: Path) -> None:
    kinerja("import", example, "--unit", "contoh")
    out = kinerja("agreement", "show", A, "--json").out
    (tmp_path / "pk.json").write_text(out, encoding="utf-8")
    other = ("--store", "sqlite:///lain.db")
    assert kinerja("agreement", "draft", "--from", "pk.json", *other).code == 0
    assert kinerja("agreement", "show", A, "--json", *other).out == out


def test_a_ratio_to_date_is_the_sum_of_numerators_over_the_sum_of_denominators(signed: Kinerja) -> None:
    signed("realize", A, "7", "2024-Q1", "--numerator", "8", "--denominator", "10")
    signed("realize", A, "7", "2024-TW2", "--numerator", "1", "--denominator", "2")
    figures = row(signed("replay", A, "--period", "2024-Q2", "--json"), "7")
    assert (figures["during"], figures["to_date"], figures["achievement"], figures["state"]) == (
        "50", "75", "75", "final",
    )  # fmt: skip
    assert [e["numerator"] for e in figures["entries"]] == ["8", "1"]


def test_nothing_to_handle_is_neither_nought_nor_a_hundred(signed: Kinerja) -> None:
    signed("realize", A, "8", "2024-Q1", "--numerator", "0", "--denominator", "0")
    figures = row(signed("replay", A, "--period", "2024-Q1", "--json"), "8")
    assert (figures["to_date"], figures["achievement"], figures["state"], figures["reason"]) == (
        None, None, "not-computable", "zero-denominator",
    )  # fmt: skip


def test_a_later_correction_leaves_the_past_as_it_was_and_diff_names_it(signed: Kinerja) -> None:
    signed("realize", A, "7", "2024-Q1", "--numerator", "8", "--denominator", "10")
    before = signed("replay", A, "--period", "2024-Q1", "--json")
    position = str(before.json["position"])
    corrected = signed("correct", A, "7", "2024-Q1", "--numerator", "6", "--denominator", "10", "--reason", "salah",
                       "--json").json["events"][0]["id"]  # fmt: skip
    then = signed("replay", A, "--period", "2024-Q1", "--as-of", position, "--json")
    assert then.out == before.out
    now = str(signed("replay", A, "--period", "2024-Q1", "--json").json["position"])
    changes = signed("replay", A, "--period", "2024-Q1", "--as-of", position, "--diff", now, "--json").json["changes"]
    to_date = next(c for c in changes if (c["indicator"], c["field"]) == ("7", "to_date"))
    assert (to_date["then"], to_date["now"], to_date["events"]) == ("80", "60", [corrected])


def test_a_signed_target_is_refused_with_exit_one_and_kept_in_the_trail(signed: Kinerja) -> None:
    answer = signed("target", "set", A, "7", "--annual", "50", "--json")
    assert (answer.code, answer.error["code"]) == (1, "signed-agreement")
    assert [e["type"] for e in signed("audit", "trail", A, "--json").json["events"] if e["refused"]] == [
        "AttemptRefused"
    ]
    assert signed("report", "refusals", "--json").json["refusals"][0]["data"]["refusal"] == "signed-agreement"


def test_the_same_request_id_records_once(signed: Kinerja) -> None:
    words = ("realize", A, "6", "2024-Q1", "--value", "86,41", "--request-id", "r-1", "--json")
    assert signed(*words).json == signed(*words).json
    events = signed("audit", "trail", A, "--indicator", "6", "--json").json["events"]
    assert [e["data"]["value"] for e in events if e["type"] == "RealizationRecorded"] == ["86.41"]


def test_evidence_as_a_file_is_kept_with_its_digest(signed: Kinerja, tmp_path: Path) -> None:
    (tmp_path / "bukti.txt").write_text("isi")
    signed(
        "realize", A, "6", "2024-Q1", "--value", "86", "--evidence", "bukti.txt", "--evidence", "https://a.example/1"
    )
    event = signed("audit", "trail", A, "--indicator", "6", "--json").json["events"][-1]
    assert [(e["kind"], len(e.get("sha256") or "")) for e in event["data"]["evidence"]] == [("file", 64), ("link", 0)]
    assert signed("realize", A, "6", "2024-Q2", "--value", "86", "--evidence", "tidak-ada.pdf").code == 2


def test_explain_goes_down_to_events_and_people(signed: Kinerja) -> None:
    made = signed("realize", A, "7", "2024-Q1", "--numerator", "8", "--denominator", "10", "--json").json["events"][0]
    tree = signed("explain", A, "7", "2024-Q1", "--json").json
    to_date = next(i for i in tree["inputs"] if i.get("figure") == "to_date")
    leaf = next(i for i in to_date["inputs"] if i.get("event") == made["id"])
    assert (tree["value"], to_date["value"], leaf["value"], leaf["actor"]) == ("80", "80", "8/10", "perencana")
    assert {"code", "text", "basis"} <= set(tree["rule"])
    assert "80,00" in signed("explain", A, "7", "2024-Q1").out


@pytest.mark.parametrize(
    ("words", "exit_code", "code"),
    [
        (("realize", A, "7", "2024-Q9", "--value", "1"), 2, "bad-period"),
        (("realize", A, "6", "2024-Q1", "--value", "1.234"), 2, "ambiguous-number"),
        (("realize", A, "99", "2024-Q1", "--value", "1"), 2, "unknown-indicator"),
        (("realize", "contoh/2031", "7", "2024-Q1", "--value", "1"), 2, "unknown-agreement"),
        (("realize", "contoh", "7", "2024-Q1", "--value", "1"), 2, "bad-reference"),
        (("replay", A, "--period", "2024-Q1", "--as-of", "kemarin"), 2, "bad-moment"),
        (("replay", A), 2, "missing-argument"),
        (("replay", A, "--periode", "2024"), 2, "no-such-option"),
        (("laporkan",), 2, "no-such-command"),
        (("agreement", "sign", A, "--party", "third", "--date", "2024-01-01"), 2, "bad-argument"),
        (("agreement", "sign", A, "--party", "first", "--date", "2024-01-01"), 1, "already-signed"),
        (("agreement", "list", "--store", "sqlite:///tidak-ada.db"), 3, "store-missing"),
        (("agreement", "list", "--store", "mysql://x"), 2, "bad-store"),
        (("agreement", "list", "--lang", "fr"), 2, "bad-language"),
        (("agreement", "draft", "--from", "tidak-ada.json"), 2, "unreadable-file"),
        (("import", "tidak-ada.txt"), 2, "unreadable-file"),
        (("report", "semua"), 2, "unknown-report"),
        (("sync", "run", "kerja"), 2, "unknown-book"),
        (("verify", A, "7", "2024-Q1"), 1, "not-recorded"),
    ],
)
def test_every_failure_has_a_code_a_place_and_a_next_step(
    signed: Kinerja, words: tuple[str, ...], exit_code: int, code: str
) -> None:
    answer = signed(*words, "--json")
    assert (answer.code, answer.error["code"]) == (exit_code, code)
    assert all(answer.error.values())
    spoken = signed(*words)
    assert spoken.out == ""
    assert f"[{code}]" in spoken.err
    assert "{" not in spoken.err


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"tahun": 2024}, "unknown-key", "tahun"),
        ({"year": "dua ribu"}, "bad-draft", "year"),
        ({"indicators": [{"code": "1", "text": "x", "target": {"kind": "number"}}]}, "incomplete-target", "1"),
        ({"indicators": [{"code": "1", "text": "x", "polarity": "naik"}]}, "bad-draft", "indicators.0.polarity"),
    ],
)
def test_a_draft_with_a_fault_is_refused_with_its_place(
    kinerja: Kinerja, tmp_path: Path, change: dict[str, Any], code: str, place: str
) -> None:
    (tmp_path / "pk.json").write_text(json.dumps({"unit": {"slug": "contoh"}, "year": 2024, **change}))
    answer = kinerja("agreement", "draft", "--from", "pk.json", "--json")
    assert (answer.code, answer.error["code"]) == (2, code)
    assert place in answer.error["where"]


def test_people_get_indonesian_numbers_and_words_and_english_on_request(signed: Kinerja) -> None:
    signed("realize", A, "6", "2024-Q1", "--value", "87.5")
    assert "87,50" in signed("replay", A, "--period", "2024-Q1").out
    assert "not computable" in signed("replay", A, "--period", "2024-Q1", "--lang", "en").out


def test_doctor_says_whether_all_is_healthy(signed: Kinerja) -> None:
    assert signed("doctor", "--json").json["ok"] is True
    sick = signed("doctor", "--json", "--store", "sqlite:///tidak-ada.db")
    assert (sick.code, sick.json["ok"]) == (1, False)


def test_the_demo_plays_the_year_and_leaves_a_workbook(kinerja: Kinerja, tmp_path: Path) -> None:
    answer = kinerja("demo", "coba")
    assert answer.code == 0, answer.err
    assert (tmp_path / "coba" / "kinerja.xlsx").stat().st_size > 10_000
    card = kinerja("report", "scorecard", "--store", "sqlite:///coba/kinerja.db", "--json").json["agreements"][0]
    assert [q["achievement"] is not None for q in card["quarters"]] == [True] * 4
    then, now = (
        row(kinerja("replay", card["agreement"], "--period", "2024-Q2", "--as-of", day, "--json", "--store",
                    "sqlite:///coba/kinerja.db"), "8")["to_date"]
        for day in ("2024-07-31", "2024-08-31")
    )  # fmt: skip
    assert (then, now) == ("100", "75")
    assert kinerja("demo", "coba").code == 2


def test_settings_of_a_file_give_way_to_environment_and_flags(
    signed: Kinerja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kinerja.toml").write_text('store = "sqlite:///tidak-ada.db"\nlang = "en"\n')
    assert "is not there" in signed("agreement", "list").err
    monkeypatch.setenv("KINERJA_STORE", "sqlite:///kinerja.db")
    assert "signed" in signed("agreement", "list").out
    assert "ditandatangani" in signed("agreement", "list", "--lang", "id").out
    (tmp_path / "kinerja.toml").write_text("warna = 1\n")
    assert signed("agreement", "list").code == 2


def test_every_command_has_help_with_an_example_in_both_languages(kinerja: Kinerja) -> None:
    import cli

    def paths(table: dict[str, Any], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
        return [
            path
            for name, place in table.items()
            for path in (paths(place, (*above, name)) if isinstance(place, dict) else [(*above, name)])
        ]

    for path in paths(cli.COMMANDS):
        for lang in ("id", "en"):
            shown = kinerja(*path, "--help", "--lang", lang)
            assert shown.code == 0
            assert re.search(r"^ +\$ kinerja " + " ".join(path), shown.out, re.MULTILINE), path
