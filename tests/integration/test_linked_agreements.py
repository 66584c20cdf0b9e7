"""Agreements whose formulas lean on one another: written, replayed, explained, in any order and at any moment."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.codec import encode
from kinerja_es.errors import BadInput, Refusal
from kinerja_es.events import stream_id
from kinerja_es.indicator import Formula, Indicator, Outcome
from kinerja_es.ledger import Ledger
from kinerja_es.links import Address
from kinerja_es.parties import Parties, Program, Unit
from kinerja_es.period import parse_period
from kinerja_es.policy import DEFAULT_POLICY, CompositeMissing, Policy
from kinerja_es.recorded import Recorded
from kinerja_es.ways import contents, gather
from projections.achievements import Known, achievements, to_json
from projections.explain import FIGURES, MAX_LEVELS, explain
from projections.replay import all_known, fold_all, known_at, replay
from projections.scorecard import scorecard
from tests.given import HUNDRED, LEVEL

A, B, C, ZONE = "a/2024", "b/2024", "c/2024", "Asia/Jakarta"
Q1 = parse_period("2024-Q1")
Json = dict[str, Any]


def plain(code: str, program: str | None = None) -> Indicator:
    outcome = Outcome(level="program", text=program) if program is not None else Outcome()
    return replace(LEVEL, code=code, text=f"Indikator {code}", unit="%", outcome=outcome)


def formula(code: str, expression: str, program: str | None = None) -> Indicator:
    return replace(plain(code, program), aggregation="composite", entry=None, formula=Formula(expression=expression))


# a:1 → b:1 → c:1 → a:program:1 → a:4 → c:program:1 → c:3
CONTENT = {
    A: (formula("1", "50% * capaian[2] + 50% * capaian[b/2024:1]"), plain("2"), plain("3", "Satu"),
        formula("4", "capaian[c/2024:program:1]", "Satu")),
    B: (formula("1", "mean(capaian[c/2024:1], realisasi[2])"), plain("2"), plain("3")),
    C: (formula("1", "capaian[a/2024:program:1]"), plain("2"), plain("3", "Dua")),
}  # fmt: skip
PROGRAMS = {A: ("Satu",), B: (), C: ("Program Dua",)}
ENTRIES = {(A, "2"): 80, (A, "3"): 60, (B, "2"): 50, (B, "3"): 10, (C, "3"): 90}


def draft(ref: str) -> c.DraftAgreement:
    return c.DraftAgreement(
        actor="perencana", unit=Unit(slug=ref[0], name=ref[0]), year=2024, parties=Parties(),
        programs=tuple(Program(text=text) for text in PROGRAMS[ref]),
        indicators=tuple(c.DraftedIndicator(indicator=each, target=HUNDRED) for each in CONTENT[ref]),
    )  # fmt: skip


def entry(code: str, figure: int) -> c.RecordRealization:
    return c.RecordRealization(actor="perencana", code=code, period="2024-Q1", value=Decimal(figure))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(f"sqlite:///{tmp_path / 'k.db'}", create=True) as made:
        for ref in CONTENT:
            made.execute(ref, draft(ref))
        yield made


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for (ref, code), figure in ENTRIES.items():
        ledger.execute(ref, entry(code, figure))
    return ledger


def nodes(tree: Json) -> Iterator[Json]:
    yield tree
    for child in tree.get("inputs", ()):
        yield from nodes(child)


def figures(ledger: Ledger, ref: str = A, **more: Any) -> dict[str, Any]:
    rows = replay(ledger.store, ref, "2024-Q1", timezone=ZONE, **more)["indicators"]
    return {row["code"]: row["achievement"] for row in rows}


def tree_of(ledger: Ledger, code: str = "1", ref: str = A, policy: Policy = DEFAULT_POLICY, **more: Any) -> Json:
    return explain(known_at(ledger.store, ref, None, ZONE), code, Q1, policy, "id", **more)


# Figures


def test_figures_of_seven_levels_in_three_agreements(filled: Ledger) -> None:
    assert figures(filled) == {"1": "71.25", "2": "80", "3": "60", "4": "90"}
    assert figures(filled, B) == {"1": "62.5", "2": "50", "3": "10"}
    assert figures(filled, C) == {"1": "75", "2": None, "3": "90"}


def test_one_agreement_and_all_of_them_read_alike(filled: Ledger) -> None:
    single = [known_at(filled.store, ref, None, ZONE) for ref in CONTENT]
    every = all_known(filled.store, None, ZONE)
    assert every == single
    assert [set(known.elsewhere) for known in every] == [{B, C}, {A, C}, {A}]
    card = scorecard(every[0], (DEFAULT_POLICY,), ZONE)
    assert [row["achievement"]["2024-Q1"] for row in card["indicators"]] == ["71.25", "80", "60", "90"]


def test_the_past_of_other_agreements_is_that_of_the_same_position(filled: Ledger) -> None:
    before = filled.store.last()[0]
    filled.execute(C, c.CorrectRealization(actor="x", code="3", period="2024-Q1", value=Decimal(10), reason="salah"))
    assert figures(filled)["1"] == "61.25"
    assert figures(filled, as_of=str(before))["1"] == "71.25"
    assert figures(filled, as_of=str(before - 1))["1"] is None  # the entry of c came last


def test_a_difference_names_the_events_of_the_other_agreement_that_made_it(filled: Ledger) -> None:
    before = filled.store.last()[0]
    for code, ref in (("3", B), ("2", B)):
        filled.execute(ref, c.CorrectRealization(actor="x", code=code, period="2024-Q1", value=Decimal(70), reason="r"))
    cause = filled.store.read(stream_id("agreement", B), after=before + 1)
    found = replay(filled.store, A, "2024-Q1", as_of=str(before), diff=str(before + 2), timezone=ZONE)["changes"]
    expected = [each.id for each in cause]
    assert {(row["indicator"], row["field"]) for row in found} >= {("1", "achievement"), ("1", "to_date")}
    assert [row["events"] for row in found] == [expected] * len(found)
    back = replay(filled.store, A, "2024-Q1", as_of=str(before + 2), diff=str(before), timezone=ZONE)["changes"]
    assert [(row["then"], row["now"]) for row in back] == [(row["now"], row["then"]) for row in found]


def test_a_difference_that_an_entry_elsewhere_has_no_part_in_names_its_own_events(filled: Ledger) -> None:
    before = filled.store.last()[0]
    made = filled.execute(
        A, c.CorrectRealization(actor="x", code="2", period="2024-Q1", value=Decimal(90), reason="r")
    )  # fmt: skip
    filled.execute(B, c.CorrectRealization(actor="x", code="3", period="2024-Q1", value=Decimal(90), reason="r"))
    found = replay(filled.store, A, "2024-Q1", as_of=str(before), diff=str(before + 2), timezone=ZONE)["changes"]
    assert {row["indicator"] for row in found} == {"1", "2"}
    assert all(row["events"] == [made[0].id] for row in found)


def rows_of(order: list[tuple[str, str]], drafts: list[str]) -> list[Recorded]:
    """What a store would hold after drafts and entries in an order."""
    versions: dict[str, int] = {}
    rows: list[Recorded] = []

    def add(ref: str, event: e.Event) -> None:
        versions[ref] = versions.get(ref, 0) + 1
        at = len(rows) + 1
        rows.append(Recorded(at, f"2024-04-01T00:00:{at:02}.000000Z", stream_id("agreement", ref).hex,
                               versions[ref], *encode(event)))  # fmt: skip

    for ref in drafts:
        made = draft(ref)
        add(ref, e.AgreementDrafted(actor="x", unit=made.unit, year=2024, parties=Parties(), programs=made.programs))
        for drafted in made.indicators:
            add(ref, e.IndicatorDefined(actor="x", indicator=drafted.indicator))
            add(ref, e.TargetSet(actor="x", code=drafted.indicator.code, annual=drafted.target))
    for ref, code in order:
        figure = Decimal(ENTRIES[ref, code])
        add(ref, e.RealizationRecorded(actor="x", code=code, period="2024-Q1", value=figure))
    return rows


def without_places(found: Json) -> Json:
    """The figures of a replay without the events they rest on, whose ids and positions tell the order."""
    rows = [{name: value for name, value in row.items() if name != "entries"} for row in found["indicators"]]
    return {**found, "indicators": rows}


@given(st.permutations(list(ENTRIES)), st.permutations(list(CONTENT)))
def test_the_order_in_which_entries_of_all_agreements_were_recorded_changes_no_figure(
    order: list[tuple[str, str]], drafts: list[str]
) -> None:
    def all_figures(rows: list[Recorded]) -> dict[str, Json]:
        states = {state.ref: state for state in fold_all(rows).values()}
        known = {ref: Known(state, 1, None, gather(contents(state), states.get)) for ref, state in states.items()}
        return {
            ref: without_places(to_json(achievements(each, Q1, DEFAULT_POLICY), ZONE)) for ref, each in known.items()
        }

    usual = all_figures(rows_of(list(ENTRIES), list(CONTENT)))
    assert all_figures(rows_of(order, drafts)) == usual
    assert usual[A]["indicators"][0]["achievement"] == "71.25"


# Circles


def test_the_ledger_refuses_a_circle_through_three_agreements_with_its_path(ledger: Ledger) -> None:
    before = ledger.store.last()[0]
    with pytest.raises(Refusal) as caught:
        ledger.execute(C, c.DefineIndicator(actor="x", indicator=formula("3", "capaian[a/2024:1]", "Dua")))
    assert caught.value.code == "composite-cycle"
    assert caught.value.params["path"] == (
        "1 → a/2024:program:1 → a/2024:4 → program:1 → 3 → a/2024:1 → b/2024:1 → 1"
    )  # fmt: skip
    assert ledger.store.last()[0] == before


def test_an_agreement_may_be_named_before_it_is_there(ledger: Ledger) -> None:
    ledger.execute(A, c.DefineIndicator(actor="x", indicator=formula("2", "capaian[d/2024:1]")))
    later = replace(draft(B), unit=Unit(slug="d", name="d"), indicators=())
    tree = tree_of(ledger, "2")
    assert (tree["reason"], tree["inputs"][0]["without"]) == ("unresolved-component", ["d/2024:1"])
    drafted = tuple(c.DraftedIndicator(indicator=each, target=HUNDRED) for each in (plain("1"),))
    ledger.execute("d/2024", replace(later, indicators=drafted))
    ledger.execute("d/2024", entry("1", 44))
    assert figures(ledger)["2"] == "44"


# The proof tree


def test_the_tree_goes_through_every_agreement_down_to_its_events(filled: Ledger) -> None:
    tree = tree_of(filled)
    path = [(node["agreement"], node["indicator"]) for node in nodes(tree) if node.get("figure") == "achievement"]
    assert path == [(A, "1"), (A, "2"), (B, "1"), (C, "1"), (A, "program:1"), (A, "3"), (A, "4"), (C, "program:1"),
                    (C, "3")]  # fmt: skip
    leaves = {(leaf["agreement"], leaf["value"]) for leaf in nodes(tree) if leaf.get("type") == "RealizationRecorded"}
    assert leaves == {(A, "80"), (A, "60"), (B, "50"), (C, "90")}
    assert all(
        {"figure", "value", "unit", "rule", "policy", "agreement", "inputs"} <= node.keys()
        for node in nodes(tree) if "event" not in node
    )  # fmt: skip
    program = next(node for node in nodes(tree) if node.get("indicator") == "program:1")
    assert (program["value"], program["text"], program["rule"]["code"]) == ("75", "Satu", "program-mean")


@pytest.mark.parametrize("asked", FIGURES)
def test_every_figure_has_a_tree_with_the_value_that_reports_show(filled: Ledger, asked: str) -> None:
    rows = replay(filled.store, A, "2024-Q1", timezone=ZONE)["indicators"]
    for row in rows:
        tree = tree_of(filled, row["code"], asked=asked)
        assert (tree["figure"], tree["agreement"], tree["indicator"]) == (asked, A, row["code"])
        if asked in row:
            assert tree["value"] == row[asked]
        leaves = [node for node in nodes(tree) if "event" in node]
        assert leaves
        assert all(filled.store.last()[0] >= leaf["position"] > 0 for leaf in leaves)


@pytest.mark.parametrize(
    ("indicator", "asked", "value", "entries", "rule"),
    [
        (replace(plain("8"), aggregation="sum", entry="running"), "during", "20", ["40", "60"], "during-sum"),
        (replace(plain("8"), aggregation="sum", entry="running"), "to_date", "60", ["40", "60"], "sum"),
        (replace(plain("8"), aggregation="average"), "during", "60", ["60"], "during-average"),
        (replace(plain("8"), aggregation="average"), "to_date", "50", ["40", "60"], "average"),
        (replace(plain("8"), aggregation=None), "during", None, ["60"], "unset"),
    ],
)
def test_a_value_rests_on_the_entries_that_it_was_made_of(
    ledger: Ledger, indicator: Indicator, asked: str, value: str | None, entries: list[str], rule: str
) -> None:
    ledger.execute(A, c.DefineIndicator(actor="x", indicator=indicator))
    ledger.execute(A, c.SetTarget(actor="x", code="8", periods={f"2024-Q{n}": HUNDRED for n in range(1, 5)}))
    for quarter, figure in ((2, 60), (1, 40), (3, 90)):
        ledger.execute(A, replace(entry("8", figure), period=f"2024-Q{quarter}"))
    known = known_at(ledger.store, A, None, ZONE)
    tree = explain(known, "8", parse_period("2024-Q2"), DEFAULT_POLICY, "id", asked)
    leaves = [leaf["value"] for leaf in tree["inputs"] if leaf["type"] == "RealizationRecorded"]
    assert (tree["value"], leaves, tree["rule"]["code"]) == (value, entries, rule)
    target = explain(known, "8", parse_period("2024-Q2"), DEFAULT_POLICY, "id", "target_to_date")
    assert [leaf["period"] for leaf in target["inputs"]] == ["2024-Q1", "2024-Q2"]


def test_a_period_of_another_year_has_no_entries_to_rest_on(filled: Ledger) -> None:
    tree = explain(known_at(filled.store, A, None, ZONE), "2", parse_period("2025-Q1"), DEFAULT_POLICY, "id")
    assert tree["value"] is None
    assert not [node for node in nodes(tree) if node.get("type") == "RealizationRecorded"]


def test_an_unknown_figure_or_indicator_is_said(filled: Ledger) -> None:
    for code, asked, error in (("1", "rerata", "unknown-figure"), ("9", "achievement", "unknown-indicator")):
        with pytest.raises(BadInput) as caught:
            tree_of(filled, code, asked=asked)
        assert caught.value.code == error


@pytest.mark.parametrize(
    ("missing", "value", "without"),
    [
        ("strict", None, {"a/2024:program:1": ["a/2024:4"], "a/2024:4": ["program:1"], "program:1": ["3"],
                          "1": ["a/2024:program:1"]}),
        ("renormalise", "60", {"a/2024:program:1": ["a/2024:4"], "a/2024:4": ["program:1"], "program:1": ["3"]}),
        ("zero", "30", {"program:1": ["3"]}),
    ],
)  # fmt: skip
def test_the_tree_says_who_is_missing_and_what_the_policy_makes_of_it(
    ledger: Ledger, missing: CompositeMissing, value: str | None, without: dict[str, list[str]]
) -> None:
    ledger.execute(A, entry("3", 60))
    tree = tree_of(ledger, "1", C, Policy(composite_missing=missing))
    said = [node for node in nodes(tree) if "without" in node]
    named = {Address(node["agreement"], node["indicator"]).seen_from(C): node["without"] for node in said}
    assert (tree["value"], named) == (value, without)
    assert {node["composite_missing"] for node in said} == {missing}
    silent = next(node for node in nodes(tree) if (node.get("agreement"), node.get("indicator")) == (C, "3"))
    assert silent["reason"] == "no-realization"


def test_a_composite_that_many_share_is_unfolded_once(filled: Ledger) -> None:
    wide = [formula(str(n), " + ".join(f"capaian[{n + 1}] + realisasi[{n + 1}]" for _ in "12")) for n in range(10, 40)]
    for each in (*wide, plain("40")):
        filled.execute(B, c.DefineIndicator(actor="x", indicator=each))
    tree = tree_of(filled, "10", B)
    every = list(nodes(tree))
    assert len(every) < 1000
    continued = [node for node in every if node.get("continued") == "above"]
    unfolded = {(node["figure"], node["indicator"]) for node in every if node.get("inputs")}
    assert continued
    assert all((node["figure"], node["indicator"]) in unfolded for node in continued)
    assert all(node["inputs"] == [] for node in continued)


def test_a_program_that_two_formulas_share_is_unfolded_once(filled: Ledger) -> None:
    filled.execute(A, c.DefineIndicator(actor="x", indicator=formula("6", "capaian[program:1]")))
    filled.execute(A, c.DefineIndicator(actor="x", indicator=formula("5", "mean(capaian[program:1], capaian[6])")))
    shared = [node for node in nodes(tree_of(filled, "5")) if node.get("indicator") == "program:1"]
    found = [(node["agreement"], node["value"], node.get("continued"), bool(node["inputs"])) for node in shared]
    assert [each for each in found if each[0] == A] == [(A, "75", None, True), (A, "75", "above", False)]


def test_a_tree_deeper_than_anybody_reads_goes_on_in_a_tree_of_its_own(filled: Ledger) -> None:
    count = MAX_LEVELS + 5
    chain = [formula(str(n), f"capaian[{n + 1}]") for n in range(10, 10 + count)]
    for each in reversed((*chain, plain(str(10 + count)))):
        filled.execute(B, c.DefineIndicator(actor="x", indicator=each))
    last = [node for node in nodes(tree_of(filled, "10", B)) if node.get("continued")]
    assert [(node["continued"], node["indicator"]) for node in last] == [("explain", str(10 + MAX_LEVELS))]
    assert not any(node.get("continued") for node in nodes(tree_of(filled, str(10 + MAX_LEVELS), B)))
