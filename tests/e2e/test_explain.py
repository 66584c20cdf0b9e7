"""`explain` as a person calls it: any figure, through other agreements and programs, at any moment."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Kinerja

A, B = "gumelar/2024", "cilongok/2024"


def indicator(code: str, expression: str | None = None, program: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "code": code, "text": f"Indikator {code}", "unit": "%", "polarity": "higher", "target_entry": "level",
        "aggregation": "last", "entry": "level", "target": {"kind": "number", "value": "100"},
    }  # fmt: skip
    if expression is not None:
        made |= {"aggregation": "composite", "entry": None, "formula": {"raw": "", "expression": expression}}
    if program is not None:
        made |= {"outcome": {"level": "program", "text": program}}
    return made


@pytest.fixture
def linked(kinerja: Kinerja, tmp_path: Path) -> Kinerja:
    """Two agreements, one leaning on an indicator and on a program of the other."""
    kinerja("init")
    contents = {
        "gumelar": ([indicator("1", "50% * capaian[2] + 50% * capaian[cilongok/2024:program:1]"), indicator("2")], []),
        "cilongok": ([indicator("7", program="Ketertiban"), indicator("8", program="KETERTIBAN")],
                     [{"text": "Program Ketertiban"}]),
    }  # fmt: skip
    for slug, (indicators, programs) in contents.items():
        draft = {"unit": {"slug": slug}, "year": 2024, "indicators": indicators, "programs": programs}
        (tmp_path / f"{slug}.json").write_text(json.dumps(draft))
        assert kinerja("agreement", "draft", "--from", f"{slug}.json").code == 0
    for ref, code, value in ((A, "2", "90"), (B, "7", "60"), (B, "8", "80")):
        assert kinerja("realize", ref, code, "2024-Q1", "--value", value).code == 0
    return kinerja


def test_a_person_reads_through_the_other_agreement_to_the_entry(linked: Kinerja) -> None:
    read = linked("explain", A, "1", "2024-Q1").out
    assert "Capaian 1 “Indikator 1” = 80,00 %" in read
    assert "Capaian cilongok/2024:program:1 “Program Ketertiban” = 70,00 %" in read
    assert "Realisasi s.d. cilongok/2024:8 = 80,00 %" in read
    assert "Rumus: 50% * capaian[2]" in read
    assert "Achievement cilongok/2024:7" in linked("explain", A, "1", "2024-Q1", "--lang", "en").out


@pytest.mark.parametrize(
    ("figure", "value"),
    [("achievement", "80"), ("achievement_annual", "80"), ("to_date", "80"), ("during", "80"),
     ("target_to_date", "100")],
)  # fmt: skip
def test_any_figure_can_be_asked_for(linked: Kinerja, figure: str, value: str) -> None:
    tree = linked("explain", A, "1", "2024-Q1", "--figure", figure, "--json").json
    assert (tree["figure"], tree["value"], tree["agreement"]) == (figure, value, A)


def test_an_unknown_figure_names_those_there_are(linked: Kinerja) -> None:
    answer = linked("explain", A, "1", "2024-Q1", "--figure", "rerata", "--json")
    assert (answer.code, answer.error["code"]) == (2, "unknown-figure")
    assert "to_date" in answer.error["hint"]


def test_the_tree_of_the_past_knows_the_other_agreement_as_it_was(linked: Kinerja) -> None:
    position = linked("replay", A, "--period", "2024-Q1", "--json").json["position"]
    linked("correct", B, "8", "2024-Q1", "--value", "100", "--reason", "salah ketik")
    assert linked("explain", A, "1", "2024-Q1", "--json").json["value"] == "85"
    assert linked("explain", A, "1", "2024-Q1", "--as-of", str(position), "--json").json["value"] == "80"
    silent = linked("explain", A, "1", "2024-Q1", "--as-of", str(position - 1)).out
    assert "Tanpa cilongok/2024:8: keseluruhannya ikut belum dapat dihitung." in silent


def test_a_circle_over_another_agreement_is_refused_with_its_path(linked: Kinerja) -> None:
    answer = linked("indicator", "formula", B, "8", "capaian[gumelar/2024:1]", "--json")
    assert (answer.code, answer.error["code"]) == (1, "composite-cycle")
    assert "8 → gumelar/2024:1 → program:1 → 8" in answer.error["message"]


def test_a_report_and_a_workbook_show_the_figure_that_the_tree_explains(linked: Kinerja) -> None:
    report = linked("report", "achievements", "--period", "2024-Q1", "--json").json["agreements"]
    rows = {one["agreement"]: one["indicators"] for one in report}
    assert rows[A][0]["achievement"] == "80"
    assert [row["code"] for row in rows[A]] == ["1", "2"]


def test_what_was_said_above_is_not_said_again_and_a_correction_shows_what_was_before(linked: Kinerja) -> None:
    words = "Persentase gangguan ketenteraman yang ditangani sampai selesai dalam tahun berjalan"
    linked("indicator", "define", A, "3", "--text", words, "--polarity", "higher", "--target-entry", "level")
    linked("target", "set", A, "3", "--annual", "100")
    linked("indicator", "formula", A, "3", "mean(capaian[1], realisasi[1])")
    linked(
        "correct", B, "7", "2024-Q1", "--value", "61", "--reason", "salah ketik", "--evidence", "https://a.example/1"
    )
    read = linked("explain", A, "3", "2024-Q1").out
    assert "Capaian 3 “Persentase gangguan ketenteraman yang ditangani…”" in read
    assert read.count("(rinciannya sudah di atas)") == 1
    assert read.count("sebelumnya: Realisasi dicatat") == 1
    assert read.count("bukti: https://a.example/1") == 1
