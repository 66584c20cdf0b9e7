"""Composites over other agreements and over programs: what they come to, at any depth, and laws of it."""

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.calculation import Reading
from kinerja_es.indicator import Formula, Indicator, Outcome, Target
from kinerja_es.period import parse_period
from kinerja_es.policy import DEFAULT_POLICY, CompositeMissing, Policy
from kinerja_es.reckoning import Reckoned, Scope, Subject, reckon, reckon_linked

Q1, Q2 = parse_period("2024-Q1"), parse_period("2024-Q2")
HOME = "rumah/2024"
POLICIES = st.sampled_from(get_args(CompositeMissing)).map(lambda missing: Policy(composite_missing=missing))


def number(value: Decimal | int) -> Target:
    return Target(kind="number", value=Decimal(value))


def level(
    code: str, *figures: Decimal | int | None, program: str | None = None, target: Decimal | int = 100
) -> Subject:
    """A level with an entry a quarter; None is a quarter without one."""
    entries = {f"2024-Q{n}": figure for n, figure in enumerate(figures, start=1) if figure is not None}
    return Subject(
        indicator=Indicator(
            code=code, text="", unit="%", polarity="higher", aggregation="last", entry="level", target_entry="level",
            outcome=Outcome(level="program", text=program) if program else Outcome(),
        ),
        annual=number(target),
        readings={period: Reading(period=period, value=Decimal(figure)) for period, figure in entries.items()},
    )  # fmt: skip


def composite(code: str, expression: str, **more: Any) -> Subject:
    each = level(code, **more)
    formula = Formula(expression=expression)
    return replace(each, indicator=replace(each.indicator, aggregation="composite", entry=None, formula=formula))


def scope(*subjects: Subject, programs: tuple[str, ...] = ()) -> Scope:
    return Scope(subjects={each.indicator.code: each for each in subjects}, programs=programs)


def figures(policy: Policy = DEFAULT_POLICY, /, **scopes: Scope) -> dict[str, Reckoned]:
    return reckon_linked({f"{slug}/2024": each for slug, each in scopes.items()}, HOME, Q1, policy)


def shown(rows: Mapping[str, Reckoned]) -> dict[str, object]:
    """Each achievement, or why there is none."""
    return {name: row.reason or row.achievement for name, row in rows.items()}


# Other agreements


def test_an_indicator_of_another_agreement_gives_its_achievement_or_its_realization() -> None:
    rows = figures(
        rumah=scope(composite("1", "50% * capaian[lain/2024:7] + 50% * realisasi[lain/2024:7]")),
        lain=scope(level("7", 40, target=50)),
    )
    assert shown(rows) == {"1": 60, "lain/2024:7": 80}


def test_only_what_a_formula_reaches_is_reckoned_and_what_is_asked_for_comes_first() -> None:
    rows = figures(
        rumah=scope(level("2", 10), composite("1", "capaian[lain/2024:2]"), level("3", 30)),
        lain=scope(level("1", 50), composite("2", "capaian[3]"), level("3", 70)),
    )
    assert list(rows) == ["2", "1", "3", "lain/2024:2", "lain/2024:3"]
    assert rows["1"].achievement == 70


def test_the_same_code_in_two_agreements_is_two_indicators() -> None:
    rows = figures(
        rumah=scope(composite("1", "mean(capaian[2], capaian[lain/2024:1])"), level("2", 100)),
        lain=scope(composite("1", "capaian[2]"), level("2", 50)),
    )
    assert shown(rows) == {"1": 75, "2": 100, "lain/2024:1": 50, "lain/2024:2": 50}


def test_an_agreement_may_name_itself_and_be_named_back() -> None:
    rows = figures(
        rumah=scope(composite("1", "mean(capaian[rumah/2024:2], capaian[lain/2024:1])"), level("2", 60)),
        lain=scope(composite("1", "capaian[rumah/2024:2]")),
    )
    assert shown(rows) == {"1": 60, "2": 60, "lain/2024:1": 60}


def test_seven_levels_across_three_agreements() -> None:
    rows = figures(
        rumah=scope(
            composite("1", "50% * capaian[2] + 50% * capaian[b/2024:1]"),  # (64 + 84) / 2
            composite("2", "80% * capaian[b/2024:2]"),
            level("3", 90),
            level("4", 80, program="Satu"),
            composite("5", "capaian[c/2024:2]", program="Satu"),
            programs=("Program Satu",),
        ),
        b=scope(
            composite("1", "capaian[c/2024:1] + 4"),
            composite("2", "min(capaian[1], 80)"),
            composite("3", "mean(capaian[rumah/2024:3], capaian[rumah/2024:program:1])"),  # (90 + 70) / 2
        ),
        c=scope(composite("1", "capaian[b/2024:3]"), level("2", 60)),
    )
    assert {code: rows[code].achievement for code in ("1", "2", "5")} == {"1": 74, "2": 64, "5": 60}
    assert rows["program:1"].achievement == 70
    assert rows["1"].to_date.used == ("2024-Q1",)


@pytest.mark.parametrize("policy", get_args(CompositeMissing))
@pytest.mark.parametrize(
    "name", ["lain/2024:9", "tiada/2024:1", "lain/2024:program:2", "lain/2024:program:1", "program:1"]
)
def test_whoever_is_not_there_is_named_under_every_policy(policy: CompositeMissing, name: str) -> None:
    rows = figures(
        Policy(composite_missing=policy),
        rumah=scope(composite("1", f"50% * capaian[2] + 50% * capaian[{name}]"), level("2", 80)),
        lain=scope(level("1", 50), programs=("Program yang kosong",)),
    )
    assert (rows["1"].reason, rows["1"].components, set(rows)) == ("unresolved-component", (name,), {"1", "2"})


def test_an_agreement_of_another_year_has_nothing_to_give_to_a_period() -> None:
    rows = reckon_linked(
        {HOME: scope(composite("1", "capaian[rumah/2023:1]")), "rumah/2023": scope(level("1"))},
        HOME,
        Q1,
        DEFAULT_POLICY,
    )
    assert shown(rows) == {"1": "component-not-computable", "rumah/2023:1": "no-realization"}


def test_a_circle_that_came_about_on_the_other_side_ends_and_says_so() -> None:
    rows = figures(
        rumah=scope(composite("1", "capaian[lain/2024:1]"), composite("2", "50% * capaian[1] + 50% * capaian[3]"),
                    level("3", 90)),
        lain=scope(composite("1", "mean(capaian[program:1], capaian[2])"), level("2", 10),
                   composite("3", "capaian[rumah/2024:1]", program="Satu"), programs=("Satu",)),
    )  # fmt: skip
    unresolved = {name for name, reason in shown(rows).items() if reason == "unresolved-component"}
    assert unresolved == {"1", "2", "lain/2024:1", "lain/2024:program:1", "lain/2024:3"}
    assert (rows["1"].components, rows["lain/2024:1"].components) == (("lain/2024:1",), ("lain/2024:program:1",))


# Programs


@pytest.mark.parametrize(
    ("policy", "of_program", "whole"),
    [
        ("strict", "component-not-computable", "component-not-computable"),
        ("renormalise", 70, 60),
        ("zero", Fraction(140, 3), Fraction(145, 3)),
    ],
)
def test_the_policy_decides_about_an_unreported_indicator_of_a_program(
    policy: CompositeMissing, of_program: object, whole: object
) -> None:
    rows = figures(
        Policy(composite_missing=policy),
        rumah=scope(composite("1", "50% * capaian[program:1] + 50% * capaian[2]"), level("2", 50),
                    level("3", 60, program="Satu"), level("4", None, program="Satu"), level("5", 80, program="Satu"),
                    programs=("Satu",)),
    )  # fmt: skip
    assert (shown(rows)["program:1"], shown(rows)["1"]) == (of_program, whole)
    assert rows["program:1"].components == ("4",)
    assert rows["program:1"].to_date.missing == ("2024-Q1",)


def test_the_mean_of_a_program_is_an_achievement_with_its_band_and_state() -> None:
    members = (level("3", 60, None, program="Satu"), level("4", 100, 80, program="Satu"))
    home = scope(composite("1", "capaian[program:1]"), *members, programs=("Satu",))
    row = reckon_linked({HOME: home}, HOME, Q2, DEFAULT_POLICY)["program:1"]
    assert shown({"a": row}) == {"a": 70}
    assert (row.code, row.achievement_annual, row.band) == ("program:1", row.achievement, "sedang")
    assert (row.state, row.to_date.missing, row.to_date.carried) == ("provisional", ("2024-Q2",), True)
    assert (row.achievement_during, row.during_reason) == (None, "component-not-computable")
    assert (row.target_to_date, row.target_annual) == (None, None)


def test_an_agreement_without_such_references_is_reckoned_as_it_ever_was() -> None:
    home = scope(composite("1", "50% * capaian[2] + 50% * capaian[3]"), level("2", 80), level("3", 60))
    assert figures(rumah=home, lain=scope(level("2", 1))) == reckon(home.subjects, Q1, DEFAULT_POLICY)


# Laws

LEVELS = st.integers(0, 250)
SOME = st.lists(st.one_of(st.none(), LEVELS), min_size=1, max_size=6)


def terms(weights: list[int], names: list[str]) -> str:
    return " + ".join(f"{weight}% * capaian[{name}]" for weight, name in zip(weights, names, strict=True))


@given(st.lists(st.tuples(st.integers(1, 100), LEVELS, st.sampled_from(["", "b/2024:", "c/2024:"])), min_size=1,
                max_size=6))  # fmt: skip
def test_a_composite_of_weights_is_the_weighted_sum_wherever_its_components_are(
    parts: list[tuple[int, int, str]],
) -> None:
    names = [f"{where}{code}" for code, (_, _, where) in enumerate(parts, start=10)]
    held = {
        where: [level(str(code), figure) for code, (_, figure, at) in enumerate(parts, start=10) if at == where]
        for where in ("", "b/2024:", "c/2024:")
    }
    top = composite("1", terms([weight for weight, _, _ in parts], names))
    rows = figures(rumah=scope(top, *held[""]), b=scope(*held["b/2024:"]), c=scope(*held["c/2024:"]))
    assert rows["1"].achievement == Fraction(sum(weight * figure for weight, figure, _ in parts), 100)


@given(st.lists(st.integers(1, 100), min_size=2, max_size=5), st.sets(st.integers(0, 4), min_size=1), LEVELS)
def test_weights_renormalised_over_agreements_and_programs_add_up_to_100_percent(
    weights: list[int], there: set[int], figure: int
) -> None:
    """Where every component that is there stands at one level, the whole does, whatever is left out."""
    known = {n for n in there if n < len(weights)}
    names = [("10", "b/2024:11", "program:1", "b/2024:program:1", "14")[n] for n in range(len(weights))]
    made = [figure if n in known else None for n in range(5)]
    rows = figures(
        Policy(composite_missing="renormalise"),
        rumah=scope(composite("1", terms(weights, names)), level("10", made[0]), level("12", made[2], program="Satu"),
                    level("15", None, program="Satu"), level("14", made[4]), programs=("Satu",)),
        b=scope(level("11", made[1]), level("13", made[3], program="Dua"), programs=("Dua",)),
    )  # fmt: skip
    whole = known == set(range(len(weights)))
    expected = Fraction(figure * (sum(weights) if whole else 100), 100)
    # Nothing left out leaves even odd weights alone; the mean over a program is renormalised by itself.
    assert rows["1"].achievement == (expected if known else None)


@given(SOME, st.integers(1, 50), st.decimals("0.01", 100, places=2), POLICIES)
def test_a_composite_does_not_see_in_which_unit_its_components_are_counted(
    made: list[int | None], target: int, factor: Decimal, policy: Policy
) -> None:
    """Target and realization of every component times a number: the same achievements, the same composite."""

    def rows(by: Decimal) -> dict[str, object]:
        members = [
            level(str(n), None if figure is None else figure * by, program="Satu", target=target * by)
            for n, figure in enumerate(made, start=10)
        ]
        far = level("7", 3 * by, target=4 * by)
        top = composite("1", "50% * capaian[program:1] + 50% * capaian[b/2024:7]")
        return shown(figures(policy, rumah=scope(top, *members, programs=("Satu",)), b=scope(far)))

    assert rows(Decimal(1)) == rows(factor)


@given(SOME, st.integers(1, 9), POLICIES)
def test_a_composite_against_a_target_as_many_times_larger_as_its_formula_is_the_same(
    made: list[int | None], factor: int, policy: Policy
) -> None:
    members = [level(str(n), figure, program="Satu") for n, figure in enumerate(made, start=10)]
    top = [composite("1", "capaian[program:1]"), composite("2", f"{factor} * capaian[program:1]", target=100 * factor)]
    rows = shown(figures(policy, rumah=scope(*top, *members, programs=("Satu",))))
    assert rows["1"] == rows["2"]


@given(SOME, POLICIES)
def test_the_mean_of_a_program_is_the_mean_of_its_indicators_written_out(
    made: list[int | None], policy: Policy
) -> None:  # fmt: skip
    members = [level(str(n), figure, program="Satu") for n, figure in enumerate(made, start=10)]
    written = ", ".join(f"capaian[{member.indicator.code}]" for member in members)
    top = [composite("1", "capaian[program:1]"), composite("2", f"mean({written})")]
    rows = shown(figures(policy, rumah=scope(*top, *members, programs=("Satu",))))
    assert rows["1"] == rows["2"] == rows["program:1"]


GRAPH = st.lists(
    st.tuples(st.one_of(st.none(), LEVELS), st.lists(st.integers(1, 4), max_size=3)), min_size=2, max_size=12
)


@given(GRAPH, POLICIES, st.randoms(use_true_random=False))
def test_it_does_not_matter_over_which_agreements_the_indicators_are_spread(
    graph: list[tuple[int | None, list[int]]], policy: Policy, chance: random.Random
) -> None:
    """Composites over later ones of a list, all in one agreement, and spread over three in any order."""
    homes = [HOME, *(chance.choice([HOME, "b/2024", "c/2024"]) for _ in graph[1:])]

    def spread(where: list[str]) -> dict[str, Scope]:
        held: dict[str, list[Subject]] = {HOME: [], "b/2024": [], "c/2024": []}
        for n, (figure, steps) in enumerate(graph):
            below = [n + step for step in steps if n + step < len(graph)]
            names = [f"{where[m]}:{m}" if where[m] != where[n] else str(m) for m in below]
            mean = ", ".join(f"capaian[{name}]" for name in names)
            held[where[n]].append(composite(str(n), f"mean({mean})") if below else level(str(n), figure))
        for subjects in held.values():
            chance.shuffle(subjects)
        return {ref: scope(*subjects) for ref, subjects in held.items()}

    together = reckon_linked(spread([HOME] * len(graph)), HOME, Q1, policy)
    apart = reckon_linked(spread(homes), HOME, Q1, policy)
    for n, home in enumerate(homes):
        name = str(n) if home == HOME else f"{home}:{n}"
        if name in apart:
            assert (apart[name].reason, apart[name].achievement, apart[name].to_date.missing) == (
                together[str(n)].reason, together[str(n)].achievement, together[str(n)].to_date.missing,
            )  # fmt: skip
    assert apart["0"].achievement == together["0"].achievement
