"""Policies: adopted as events, in force by date, never changing an earlier report, and named by every report."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Kinerja

A = "contoh/2024"
CAPPED = 'name = "terbatas"\neffective = "{effective}"\nbasis = "Perbup 1/2024"\ncap = "100"\n'


@pytest.fixture
def exceeded(signed: Kinerja) -> Kinerja:
    """A first quarter in which one target was exceeded."""
    signed("realize", A, "6", "2024-Q1", "--value", "172")
    signed("realize", A, "6", "2024-Q3", "--value", "172")
    return signed


def summary(kinerja: Kinerja, *words: str) -> tuple[str, str, int]:
    read = kinerja("replay", A, *words, "--json").json
    return read["summary"]["achievement"], read["policy"]["name"], read["policy"]["version"]


def test_a_policy_holds_from_its_date_and_leaves_earlier_periods_and_moments(exceeded: Kinerja, tmp_path: Path) -> None:
    before = str(exceeded("replay", A, "--period", "2024-Q3", "--json").json["position"])
    (tmp_path / "p.toml").write_text(CAPPED.format(effective="2024-07-01"))
    assert exceeded("policy", "adopt", "p.toml").code == 0
    assert summary(exceeded, "--period", "2024-Q1") == ("200", "default", 1)
    assert summary(exceeded, "--period", "2024-Q3") == ("100", "terbatas", 1)
    assert summary(exceeded, "--period", "2024-Q3", "--as-of", before) == ("200", "default", 1)
    assert exceeded("policy", "show", "--json").json["cap"] == "100"


def test_a_report_may_be_asked_for_under_another_policy(exceeded: Kinerja, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(CAPPED.format(effective="2025-01-01"))
    for request in ("r1", "r1", "r2"):
        exceeded("policy", "adopt", "p.toml", "--request-id", request)
    assert summary(exceeded, "--period", "2024-Q1") == ("200", "default", 1)
    other = exceeded("report", "achievements", A, "--period", "2024-Q1", "--policy", "terbatas", "--json").json
    assert (other["summary"]["achievement"], other["policy"]) == ("100", {"name": "terbatas", "version": 2})
    assert exceeded("report", "achievements", A, "--policy", "lain", "--json").error["code"] == "unknown-policy"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("nama = 1", "bad-policy", "name"),
        (CAPPED.format(effective="2024-07-01") + "warna = 1", "unknown-key", "warna"),
        (CAPPED.format(effective="kemarin"), "bad-policy", "effective"),
        (CAPPED.format(effective="2024-07-01") + 'bands = [["50", "a"], ["75", "b"]]', "bad-policy", "bands"),
        ("name = ", "bad-policy", "p.toml"),
    ],
)
def test_a_policy_with_a_fault_is_refused_with_its_place(
    signed: Kinerja, tmp_path: Path, text: str, code: str, place: str
) -> None:
    (tmp_path / "p.toml").write_text(text)
    answer = signed("policy", "adopt", "p.toml", "--json")
    assert (answer.code, answer.error["code"]) == (2, code)
    assert place in answer.error["where"]
