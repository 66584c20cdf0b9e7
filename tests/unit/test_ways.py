"""Where formulas lead: programs, other agreements, and circles that are refused with their path."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as law
from hypothesis import strategies as st

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement
from kinerja_es.decide import decide
from kinerja_es.errors import BadInput, Refusal
from kinerja_es.formula import evaluate, parse, references
from kinerja_es.indicator import Formula, Indicator, Outcome
from kinerja_es.links import Address, address, as_seen, mean_of, members
from kinerja_es.parties import Parties, Program, Unit
from kinerja_es.ways import Ways, contents, gather
from tests.given import DAY, LEVEL, given

ROWS = ("Program Pelayanan Publik", "Ketenteraman & Ketertiban", "")


def plain(code: str, program: str | None = None) -> Indicator:
    outcome = Outcome(level="program", text=program) if program is not None else Outcome()
    return replace(LEVEL, code=code, outcome=outcome)


def formula(code: str, expression: str, program: str | None = None) -> Indicator:
    return replace(plain(code, program), aggregation="composite", entry=None, formula=Formula(expression=expression))


def drafted(slug: str, *indicators: Indicator, programs: tuple[str, ...] = ()) -> list[e.Event]:
    rows = tuple(Program(text=row) for row in programs)
    return [
        e.AgreementDrafted(actor="x", unit=Unit(slug=slug), year=2024, parties=Parties(), programs=rows),
        *(e.IndicatorDefined(actor="x", indicator=indicator) for indicator in indicators),
    ]


def agreement(slug: str, *indicators: Indicator, programs: tuple[str, ...] = ()) -> Agreement:
    made = given(*drafted(slug, *indicators, programs=programs))
    assert made is not None
    return made


def both_sign() -> list[e.Event]:
    return [
        e.AgreementSigned(actor="camat", party="first", date=DAY, name=""),
        e.AgreementSigned(actor="bupati", party="second", date=DAY, name=""),
    ]


def store(*agreements: Agreement) -> Mapping[str, Agreement]:
    return {each.ref: each for each in agreements}


def define(state: Agreement, indicator: Indicator, *others: Agreement) -> tuple[e.Event, ...]:
    return decide(state, c.DefineIndicator(actor="x", indicator=indicator), store(*others))


def refused_path(state: Agreement, indicator: Indicator, *others: Agreement) -> str:
    with pytest.raises(Refusal) as caught:
        define(state, indicator, *others)
    assert caught.value.code == "composite-cycle"
    return caught.value.params["path"]


# Names


def test_a_name_means_a_place_in_its_own_agreement_or_in_the_one_it_names() -> None:
    assert address("7", "a/2024") == Address("a/2024", "7")
    assert address("program:1", "a/2024") == Address("a/2024", "program:1")
    assert address("b/2024:program:1", "a/2024") == Address("b/2024", "program:1")
    assert [address("b/2024:7", "a/2024").seen_from(home) for home in ("a/2024", "b/2024")] == ["b/2024:7", "7"]


def test_a_formula_keeps_its_meaning_when_another_agreement_writes_it() -> None:
    written = parse("50% * capaian[2] + -min(capaian[a/2024:3], realisasi[c/2024:4], 5) * capaian[program:1]")
    seen = as_seen(written, "b/2024", "a/2024")
    assert [code for _, code in references(seen)] == ["b/2024:2", "3", "c/2024:4", "b/2024:program:1"]
    assert as_seen(seen, "a/2024", "b/2024") == as_seen(written, "b/2024", "b/2024")
    figures = {"b/2024:2": Fraction(8), "3": Fraction(3), "c/2024:4": Fraction(9), "b/2024:program:1": Fraction(2)}
    assert evaluate(seen, lambda _kind, code: figures[code]) == -2


@pytest.mark.parametrize(
    ("code", "found"),
    [("program:1", ("1", "2")), ("program:2", ("3",)), ("program:3", ()), ("program:4", ()), ("1", ())],
)
def test_a_program_holds_the_indicators_whose_outcome_has_its_text(code: str, found: tuple[str, ...]) -> None:
    indicators = [plain("1", "PELAYANAN  publik"), plain("2", "Program Pelayanan Publik."),
                  plain("3", "ketenteraman - ketertiban"), plain("4"), plain("5", ""), plain("6", "Lain"),
                  replace(plain("7"), outcome=Outcome(level="objective", text="Pelayanan Publik"))]  # fmt: skip
    assert members(code, indicators, ROWS) == found


def test_the_mean_of_nothing_is_no_formula() -> None:
    assert mean_of(()) is None
    assert mean_of(("1", "2")) == parse("mean(capaian[1], capaian[2])")


# What is loaded


def test_only_agreements_that_a_formula_leads_to_are_loaded_however_far() -> None:
    far = agreement("d", plain("1"), formula("2", "capaian[e/2024:1]"))
    others = store(
        agreement("b", formula("1", "capaian[c/2024:1]"), formula("2", "capaian[f/2024:1]")),
        agreement("c", formula("1", "capaian[program:1]"), formula("3", "mean(capaian[d/2024:1], 1)", "Satu"),
                  programs=("Satu",)),
        far, agreement("e", plain("1")), agreement("f", plain("1")),
    )  # fmt: skip
    asked: list[str] = []

    def load(ref: str) -> Agreement | None:
        asked.append(ref)
        return others.get(ref)

    home = agreement("a", formula("1", "50% * capaian[b/2024:1] + 50% * capaian[tiada/2024:1]"), plain("2"))
    assert set(gather(contents(home), load)) == {"b/2024", "c/2024", "d/2024"}
    assert sorted(asked) == ["b/2024", "c/2024", "d/2024", "tiada/2024"]


def test_a_store_is_not_read_for_formulas_within_one_agreement() -> None:
    def load(ref: str) -> Agreement | None:
        raise AssertionError(ref)

    within = agreement("a", formula("1", "capaian[2] : 2 + capaian[program:1]"), plain("2", "Satu"), programs=("Satu",))
    assert gather(contents(within), load) == {}


def test_an_amendment_in_the_making_counts_beside_what_is_in_force() -> None:
    events = [
        *drafted("b", formula("1", "capaian[c/2024:1]"), plain("2", "Satu"), programs=("Satu",)), *both_sign(),
        e.AmendmentOpened(actor="x", ground="strategy", document="1", date=DAY),
        e.IndicatorDefined(actor="x", indicator=formula("1", "capaian[d/2024:1]")),
        e.ProgramSet(actor="x", number=1, program=Program(text="Dua")),
    ]  # fmt: skip
    amending = given(*events)
    assert amending is not None
    ways = Ways(contents(amending), lambda _: None)
    assert set(ways.next(Address("b/2024", "1"))) == {Address("c/2024", "1"), Address("d/2024", "1")}
    assert ways.next(Address("b/2024", "program:1")) == (Address("b/2024", "2"),)


# Circles


def test_a_circle_through_another_agreement_is_refused_with_its_path() -> None:
    other = agreement("cilongok", formula("7", "capaian[gumelar/2024:1]"))
    home = agreement("gumelar", plain("1"))
    assert refused_path(home, formula("1", "capaian[cilongok/2024:7]"), other) == "1 → cilongok/2024:7 → 1"


def test_a_circle_through_three_agreements_and_programs_is_refused_with_its_path() -> None:
    one = agreement("b", formula("1", "50% * capaian[2] + 50% * capaian[c/2024:program:1]"), plain("2"))
    two = agreement("c", formula("3", "capaian[a/2024:program:2]", "Satu"), programs=("Satu",))
    home = agreement("a", plain("1", "Dua"), programs=("Satu", "Dua"))
    path = refused_path(home, formula("1", "capaian[b/2024:1]", "Dua"), one, two)
    assert path == "1 → b/2024:1 → c/2024:program:1 → c/2024:3 → program:2 → 1"


def test_naming_ones_own_agreement_is_naming_oneself() -> None:
    home = agreement("a", plain("1"))
    assert refused_path(home, formula("1", "capaian[a/2024:1]")) == "1 → 1"


def test_a_program_that_holds_the_composite_itself_is_a_circle() -> None:
    home = agreement("a", plain("1", "Satu"), programs=("Satu",))
    assert refused_path(home, formula("1", "capaian[program:1]", "Satu")) == "1 → program:1 → 1"


def test_a_budget_table_that_closes_a_circle_is_refused() -> None:
    home = agreement("a", formula("1", "capaian[program:1]", "Satu"), programs=("Lain",))
    with pytest.raises(Refusal) as caught:
        decide(home, c.SetProgram(actor="x", number=1, program=Program(text="Satu")))
    assert caught.value.params["path"] == "1 → program:1 → 1"


def test_what_is_not_there_yet_may_be_named_and_whoever_comes_later_is_refused() -> None:
    first = agreement("a", formula("1", "capaian[b/2024:1]"))
    assert define(agreement("a", plain("1")), formula("1", "capaian[b/2024:1]"))
    with pytest.raises(Refusal) as caught:
        decide(
            None,
            c.DraftAgreement(
                actor="x", unit=Unit(slug="b"), year=2024, parties=Parties(),
                indicators=(c.DraftedIndicator(indicator=formula("1", "mean(capaian[2], capaian[a/2024:1])")),),
            ),
            store(first),
        )  # fmt: skip
    assert caught.value.params["path"] == "1 → a/2024:1 → 1"


def test_the_circle_of_others_is_not_held_against_who_rests_on_it() -> None:
    others = (agreement("b", formula("1", "capaian[c/2024:1]")), agreement("c", formula("1", "capaian[b/2024:1]")))
    assert define(agreement("a"), formula("1", "capaian[b/2024:1]"), *others)


def test_an_expression_that_cannot_be_read_is_refused_where_it_is_written() -> None:
    for text, code in (("capaian[b/2024]", "bad-expression"), ("realisasi[program:1]", "realization-of-program")):
        with pytest.raises(BadInput) as caught:
            define(agreement("a"), formula("1", text))
        assert caught.value.code == code


@law(st.lists(st.sampled_from("abc"), min_size=2, max_size=12), st.booleans())
def test_a_chain_across_agreements_is_taken_and_closing_it_is_refused(slugs: list[str], closed: bool) -> None:
    refs = [f"{slug}/2024:{n}" for n, slug in enumerate(slugs)]
    links = [formula(str(n), f"capaian[{refs[(n + 1) % len(refs)]}]") for n in range(len(refs))]
    if not closed:
        links[-1] = plain(str(len(refs) - 1))
    held = {
        slug: agreement(slug, *(link for link in links[1:] if slugs[int(link.code)] == slug)) for slug in set(slugs)
    }
    if closed:
        path = refused_path(held[slugs[0]], links[0], *held.values()).split(" → ")
        whole = {address(name, f"{slugs[0]}/2024") for name in path}
        assert (path[0], len(path)) == (path[-1], len(refs) + 1)
        assert whole == {address(ref, "") for ref in refs}
    else:
        assert define(held[slugs[0]], links[0], *held.values())
