"""The JSON of an agreement: out, in, out is identical; what does not fit is named."""

import datetime
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_es import commands as c
from kinerja_es.agreement import Agreement, fold
from kinerja_es.decide import decide
from kinerja_es.drafts import read_draft
from kinerja_es.errors import KinerjaError
from kinerja_es.shown import show
from tests.given import recorded

Strategy = st.SearchStrategy[Any]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAME = TEXT.filter(str.strip)
MAYBE = st.none() | TEXT
DAY = st.dates().map(str)
RATIFIED = st.dates(datetime.date(2023, 1, 1), datetime.date(2025, 12, 31)).map(str)
FIGURE = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9).map(
    lambda value: format(value.normalize() or 0, "f")
)
PARTY = {"name": TEXT, "position": TEXT, "nip": MAYBE, "rank": MAYBE,
         "standing": st.sampled_from(["definitif", "Pj.", "Plt.", "Plh."])}  # fmt: skip
TARGET: Strategy = st.one_of(
    st.fixed_dictionaries({"kind": st.just("number"), "value": FIGURE}, optional={"raw": TEXT}),
    st.lists(FIGURE, min_size=2, max_size=2).map(
        lambda two: {"kind": "range", "low": min(two, key=float), "high": max(two, key=float)}
    ),
    st.builds(lambda v: {"kind": "bound", "operator": "≥", "value": v}, FIGURE),
    st.fixed_dictionaries({"kind": st.just("grade"), "value": NAME, "scale": st.none() | st.just(["C", "B"])},
                          optional={"score": FIGURE}),
    st.fixed_dictionaries({"kind": st.just("none")}, optional={"raw": TEXT}),
)  # fmt: skip
INDICATOR: Strategy = st.fixed_dictionaries(
    {"code": st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,3}", fullmatch=True), "text": TEXT},
    optional={
        "outcome": st.fixed_dictionaries({"level": st.none() | st.just("goal"), "text": TEXT}),
        "unit": MAYBE, "frequency": st.sampled_from(["month", "quarter", "semester", "year"]),
        "polarity": st.none() | st.just("higher"),
        "aggregation": st.sampled_from([None, "sum", "last", "average", "min", "max", "ratio"]),
        "entry": st.sampled_from([None, "increment", "running", "level"]),
        "target_entry": st.sampled_from([None, "increment", "running", "level", "annual"]),
        "target": st.none() | TARGET,
        "period_targets": st.dictionaries(st.sampled_from(["2024-Q1", "2024-TW2", "2024-q3"]), TARGET, max_size=3),
        "formula": st.fixed_dictionaries({"raw": TEXT, "expression": st.none() | st.just("2 * 3"),
                                          "numerator": MAYBE, "denominator": MAYBE}),
        "source": MAYBE, "note": MAYBE, "calculation_raw": MAYBE,
    },
)  # fmt: skip
OFFICIAL: Strategy = st.builds(
    lambda person, party, days: {**person, "party": party, "from": min(days), "to": max(days)},
    st.fixed_dictionaries({**PARTY, "name": NAME, "standing": st.sampled_from(["Pj.", "Plt.", "Plh."]),
                           "nip": st.sampled_from([None, "", "19800101 200501 2 001", "198001012005012001"])}),
    st.sampled_from(["first", "second"]), st.lists(DAY, min_size=2, max_size=2),
)  # fmt: skip
PROGRAM = st.fixed_dictionaries({"text": TEXT, "budget": st.none() | FIGURE, "fund": MAYBE})
DOCUMENT: Strategy = st.fixed_dictionaries({"document": NAME, "date": RATIFIED},
                                           optional={"kind": st.sampled_from(["DPA", "DPPA"])})  # fmt: skip
UNIT: Strategy = st.fixed_dictionaries({"slug": st.just("contoh"), "name": TEXT, "regency": TEXT})
DRAFT: Strategy = st.fixed_dictionaries(
    {"unit": UNIT, "year": st.just(2024)},
    optional={
        "place": MAYBE, "date": st.none() | DAY,
        "parties": st.fixed_dictionaries(dict.fromkeys(("first", "second"), st.fixed_dictionaries(PARTY))),
        "officials": st.lists(OFFICIAL, max_size=3),
        "budget_documents": st.lists(DOCUMENT, max_size=3, unique_by=lambda row: row["document"]),
        "indicators": st.lists(INDICATOR, max_size=3, unique_by=lambda row: row["code"]),
        "programs": st.lists(PROGRAM, max_size=3),
    },
)  # fmt: skip


def read(text: str) -> c.DraftAgreement:
    return read_draft(text, "pk.json", actor="perencana", request_id=None)


def taken_in(text: str) -> Agreement:
    state = fold(recorded(decide(None, read(text))))
    assert state is not None
    return state


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(DRAFT)
def test_an_agreement_goes_out_and_in_and_out_identical(draft: dict[str, Any]) -> None:
    out = json.dumps(show(taken_in(json.dumps(draft))))
    assert json.dumps(show(taken_in(out))) == out


def test_officials_and_budget_documents_come_in_as_events_and_go_out_as_written() -> None:
    official = {"party": "second", "name": "Budi Contoh", "position": "Bupati Contoh", "nip": None, "rank": None,
                "standing": "Pj.", "from": "2024-01-01", "to": None}  # fmt: skip
    document = {"document": "DPA/1", "date": "2024-01-31", "kind": "DPA"}
    draft = {"unit": {"slug": "contoh"}, "year": 2024, "officials": [official], "budget_documents": [document],
             "signing": {"dpa_date": None, "due": None, "signed": "2024-01-02", "late_days": 0}}  # fmt: skip
    made = decide(None, read(json.dumps(draft)))
    assert [type(x).__name__ for x in made] == ["AgreementDrafted", "OfficialAppointed", "BudgetRatified"]
    shown = show(taken_in(json.dumps(draft)))
    assert (shown["officials"], shown["budget_documents"]) == ([official], [document])
    assert shown["signing"] == {"dpa_date": "2024-01-31", "due": "2024-02-29", "signed": None, "late_days": None}


@pytest.mark.parametrize(
    ("more", "code", "place"),
    [
        ({"officials": [{"party": "third"}]}, "bad-draft", "officials.0.party"),
        ({"officials": [{"party": "first", "name": "A", "from": "2024-01-01", "gaji": 1}]}, "unknown-key", "gaji"),
        ({"officials": [{"party": "first", "name": "A", "from": "2024-01-01", "nip": "12"}]}, "bad-nip", "12"),
        ({"officials": [{"party": "first", "name": "A", "from": "2024-01-01"}] * 2}, "officials-overlap", "2024-01-01"),
        ({"budget_documents": [{"document": " ", "date": "2024-01-01"}]}, "document-unnamed", "2024-01-01"),
        ({"budget_documents": [{"document": "1", "date": "2024-01-01"}] * 2}, "already-ratified", "1"),
        ({"budget_documents": [{"document": "1", "date": "9999-12-31"}]}, "far-from-year", "9999-12-31"),
        ({"signing": {"sejak": "2024"}}, "unknown-key", "signing.sejak"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(more: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(KinerjaError) as caught:
        decide(None, read(json.dumps({"unit": {"slug": "contoh"}, "year": 2024, **more})))
    assert caught.value.code == code
    assert place in (caught.value.where or "")
