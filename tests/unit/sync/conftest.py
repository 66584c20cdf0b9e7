"""A book of one agreement with every kind of cell: figures, a zero, `-`, what is not computable, and entries."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from sync.data import AgreementData, BookData
from tests.unit.sync.office import Office, office

REF = "gumelar/2024"


def indicator(code: str, text: str, **fields: Any) -> dict[str, Any]:
    return {
        "code": code,
        "outcome": {"level": "program", "text": "Meningkatnya kualitas pelayanan pemerintah kecamatan"},
        "text": text,
        "unit": "%",
        "frequency": "quarter",
        "polarity": "higher",
        "aggregation": "ratio",
        "entry": "increment",
        "target_entry": "level",
        "target": {"kind": "number", "value": "100", "raw": "100%"},
        "period_targets": {},
        **fields,
    }


INDICATORS = [
    indicator(
        "1",
        "Persentase capaian kinerja penyelenggaraan pemerintahan kecamatan",
        aggregation="composite",
        entry=None,
        target_entry=None,
    ),
    indicator(
        "3",
        "Nilai SAKIP pemerintahan kecamatan",
        unit="nilai",
        frequency="year",
        aggregation="last",
        entry="level",
        target={"kind": "number", "value": "81.35"},
    ),
    indicator("4", "Persentase APBDes tepat waktu", target={"kind": "none", "raw": "-"}),
    indicator(
        "7",
        "Persentase penanganan gangguan trantibumlinmas",
        period_targets={"2024-Q1": {"kind": "number", "value": "80"}},
    ),
    indicator(
        "8", "Jumlah aduan", unit="aduan", aggregation="sum", target={"kind": "range", "low": "7", "high": "8.5"}
    ),
]


def entry(period: str, position: int, **fields: Any) -> dict[str, Any]:
    return {
        "period": period, "value": None, "numerator": None, "denominator": None, "event": f"event-{position}",
        "position": position, "recorded_at": "2024-04-05T03:12:09Z", "actor": "operator", "evidence": [],
        "source_date": None, "note": None, "state": "recorded", **fields,
    }  # fmt: skip


ENTRIES = {
    "7": [
        entry(
            "2024-Q1",
            12,
            numerator="8",
            denominator="10",
            evidence=["https://contoh.go.id/laporan-tw1"],
            source_date="2024-03-31",
            note="=1+1",
            state="verified",
        ),
        entry("2024-Q2", 20, numerator="1", denominator="2", state="returned"),
    ],
    "8": [entry("2024-Q1", 13, value="0")],
}


def figures(code: str, quarter: int) -> dict[str, Any]:
    known: dict[str, Any] = {
        "code": code, "text": "", "unit": "%", "during": None, "to_date": None, "target_to_date": None,
        "target_annual": None, "achievement": None, "achievement_annual": None, "band": None,
        "state": "not-computable", "reason": "no-realization", "missing_periods": [], "carried": False,
        "verified": False, "late": False,
        "entries": [held for held in ENTRIES.get(code, []) if held["period"] <= f"2024-Q{quarter}"],
    }  # fmt: skip
    if code == "4":
        known["reason"] = "no-target"
    if code == "7":
        value = "80" if quarter == 1 else "75"
        known |= {
            "during": "80" if quarter == 1 else "50", "to_date": value, "target_to_date": "100", "target_annual": "100",
            "achievement": value, "achievement_annual": value, "band": "tinggi" if quarter == 1 else "sedang",
            "state": "final" if quarter < 3 else "provisional", "reason": None, "carried": quarter > 2,
            "missing_periods": [f"2024-Q{late}" for late in range(3, quarter + 1)],
        }  # fmt: skip
    if code == "8":
        known |= {
            "during": "0", "to_date": "0", "target_to_date": "7-8.5", "achievement": "0", "band": "sangat rendah",
            "state": "final", "reason": None,
        }  # fmt: skip
    return known


def quarter_json(quarter: int) -> dict[str, Any]:
    mean = {1: "40", 2: "33.33333333333333", 3: None, 4: None}[quarter]
    return {
        "agreement": REF,
        "version": 1,
        "period": f"2024-Q{quarter}",
        "as_of": "2024-07-31T16:59:59Z",
        "position": 57,
        "policy": {"name": "default", "version": 1},
        "indicators": [figures(held["code"], quarter) for held in INDICATORS],
        "summary": {
            "achievement": mean, "achievement_annual": mean, "band": mean and "sangat rendah", "computed": 2,
            "not_computable": 3,
        },
    }  # fmt: skip


def event(position: int, kind: str, **fields: Any) -> dict[str, Any]:
    return {
        "position": position, "id": f"event-{position}", "type": kind, "agreement": REF, "indicator": None,
        "period": None, "recorded_at": "2024-04-05T03:12:09.123456Z", "actor": "operator", "origin": "cli",
        "request_id": None, "reason": None, "refused": False, "data": {}, **fields,
    }  # fmt: skip


TRAIL = [
    event(3, "AgreementSigned", data={"party": "first", "name": "Pejabat Contoh Satu, S.STP", "date": "2024-01-02"}),
    event(12, "RealizationRecorded", indicator="7", period="2024-Q1", data={"numerator": "8", "denominator": "10"}),
    event(21, "RealizationReturned", indicator="7", period="2024-Q2", reason="bukti tidak sesuai"),
    event(22, "PeriodClosed", period="2024-Q1"),
    event(23, "AttemptRefused", indicator="7", period="2024-Q1", refused=True, data={"refusal": "period-closed"}),
]

SHOW: dict[str, Any] = {
    "unit": {"slug": "gumelar", "name": "Kecamatan Gumelar", "regency": "Kabupaten Banyumas"},
    "year": 2024,
    "place": "Purwokerto",
    "date": "2024-01-02",
    "status": "signed",
    "version": 1,
    "parties": {
        "first": {"name": "Pejabat Contoh Satu, S.STP", "position": "Camat Gumelar", "nip": "198001012000011001",
                  "rank": None, "standing": "definitif"},
        "second": {"name": "Pejabat Contoh Dua", "position": "Bupati Banyumas", "nip": None, "rank": None,
                   "standing": "Pj."},
    },
    "indicators": INDICATORS,
    "programs": [
        {"text": "Program penunjang urusan pemerintahan daerah", "budget": "4100832755", "fund": "APBD"},
        {"text": "Program koordinasi ketenteraman dan ketertiban umum", "budget": None, "fund": None},
    ],
}  # fmt: skip


def make_book(**fields: Any) -> BookData:
    agreement = AgreementData(
        ref=REF,
        show=copy.deepcopy(fields.pop("show", SHOW)),
        quarters=(quarter_json(1), quarter_json(2), quarter_json(3), quarter_json(4)),
        editable_target=fields.pop("editable_target", False),
        trail=tuple(copy.deepcopy(fields.pop("trail", TRAIL))),
    )
    known = {"book": "kantor", "position": 57, "as_of": "2024-07-31T16:59:59Z", "language": "id"}
    return BookData(**{**known, "agreements": (agreement,), **fields})


@pytest.fixture
def make() -> Callable[..., BookData]:
    return make_book


@pytest.fixture
def book() -> BookData:
    return make_book()


@pytest.fixture
def open_book() -> BookData:
    return make_book(editable_target=True, show={**SHOW, "status": "amending"})


@pytest.fixture
def made() -> Office:
    """An office whose workbook was written once."""
    there = office()
    there.run()
    return there
