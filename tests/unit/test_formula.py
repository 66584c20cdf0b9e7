"""The expression language of composites: reading, evaluating, weights, what is left out, cycles."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.errors import BadInput, Refusal
from kinerja_es.expression import MAX_DEPTH, MAX_LENGTH, Expression
from kinerja_es.formula import Kind, check, cycle, evaluate, evaluate_rest, parse, references, total_weight

CODES = ("1", "2", "2.1.4.1", "7")


def value(text: str, figures: Mapping[str, int] | None = None) -> Fraction:
    return evaluate(parse(text), lambda _, code: Fraction((figures or {})[code]))


def rest(text: str, figures: Mapping[str, int]) -> Fraction | None:
    def resolve(_: Kind, code: str) -> Fraction | None:
        return Fraction(figures[code]) if code in figures else None

    return evaluate_rest(parse(text), resolve)


def shown(*figures: object) -> tuple[object, ...]:
    """Figures side by side, to be held against plain numbers."""
    return figures


def column(text: str) -> str | None:
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert caught.value.code == "bad-expression"
    return caught.value.where


# Reading


def test_both_languages_name_the_same_thing() -> None:
    english = "20% * mean(achievement[4], realization[5]) + 80% * mean(achievement[6], 0)"
    indonesian = "20% × RATA2(capaian[4], realisasi[5]) + 80% x rata-rata(Capaian[ 6 ], 0)"
    assert parse(english) == parse(indonesian)


def test_references_are_named_once_in_the_order_of_the_text() -> None:
    expression = parse("50% * capaian[2.1.4.1] + 25% * max(realisasi[7], capaian[1]) + 25% * achievement[2.1.4.1]")
    assert references(expression) == (("achievement", "2.1.4.1"), ("realization", "7"), ("achievement", "1"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("capaian[cilongok/2024:7]", "cilongok/2024:7"),
        ("capaian[ Cilongok/2024 : 2.1.4 ]", "cilongok/2024:2.1.4"),
        ("capaian[program:1]", "program:1"),
        ("capaian[Program : 01]", "program:1"),
        ("capaian[kec-ajibarang/2024:PROGRAM:12]", "kec-ajibarang/2024:program:12"),
        ("capaian[program]", "program"),
    ],
)
def test_other_agreements_and_programs_have_one_spelling(text: str, code: str) -> None:
    assert references(parse(text)) == (("achievement", code),)


def test_the_realization_of_another_agreement_has_a_meaning_that_of_a_program_has_none() -> None:
    assert references(parse("realisasi[cilongok/2024:7]")) == (("realization", "cilongok/2024:7"),)
    for text in ("50% * realisasi[program:1]", "50% * realization[cilongok/2024:program:1]"):
        with pytest.raises(BadInput) as caught:
            parse(text)
        assert (caught.value.code, caught.value.where) == ("realization-of-program", "column 7")
        assert caught.value.params["text"] == text


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "column 1"),
        ("capaian[cilongok/2024]", "column 8"),
        ("1 + capaian[cilongok/24:7]", "column 12"),
        ("capaian[cilongok:7]", "column 8"),
        ("capaian[/2024:7]", "column 8"),
        ("capaian[cilongok/2024:]", "column 8"),
        ("capaian[cilongok/2024:a/b]", "column 8"),
        ("capaian[program:]", "column 8"),
        ("capaian[program:0]", "column 8"),
        ("capaian[program:satu]", "column 8"),
        ("capaian[program:1:2]", "column 8"),
        ("capaian[a/2024:b/2024:1]", "column 8"),
        ("   ", "column 1"),
        ("50% * ", "column 6"),
        ("50% achievement[2]", "column 5"),
        ("(1 + 2", "column 7"),
        ("1 + 2)", "column 6"),
        ("mean()", "column 6"),
        ("mean 3", "column 6"),
        ("median(1, 2)", "column 1"),
        ("min(1, 2", "column 9"),
        ("achievement(2)", "column 12"),
        ("capaian", "column 8"),
        ("achievement[]", "column 12"),
        ("achievement[2", "column 12"),
        ("[2]", "column 1"),
        ("1 ^ 2", "column 3"),
        ("1 +  $", "column 6"),
        ("2 x", "column 4"),
        ("* 2", "column 1"),
        ("1, 2", "column 2"),
        ("2 * 3.000", "column 5"),
        ("1,234 * achievement[1]", "column 1"),
        ("1.2.3 + 4", "column 1"),
        ("min(1,5, 2)", "column 5"),
        ("min(2, 1,5)", "column 8"),
        ("min(2 * 1,5, 3)", "column 9"),
        ("min(1 + 1,5, 3)", "column 9"),
        ("min(1 + 2 * 1,5, 3)", "column 13"),
        ("min(12,5% * capaian[1], capaian[2])", "column 5"),
        ("٣ + 4", "column 1"),
    ],
)
def test_what_cannot_be_read_names_its_column(text: str, where: str) -> None:
    assert column(text) == where


def test_a_comma_among_arguments_is_settled_by_brackets_or_a_dot() -> None:
    assert value("max((12,5% * 8), 12.5% * 16)") == 2


def test_an_expression_is_at_most_so_long() -> None:
    assert value("1+" * (MAX_LENGTH // 2 - 1) + "10") == MAX_LENGTH // 2 - 1 + 10
    assert column("1" * (MAX_LENGTH + 1)) == f"column {MAX_LENGTH + 1}"


def test_an_expression_is_at_most_so_deep() -> None:
    inner = MAX_DEPTH - 1
    assert value("(" * inner + "1" + ")" * inner) == 1
    assert column("(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH) == f"column {MAX_DEPTH + 1}"


def test_what_is_closed_again_does_not_count_as_depth() -> None:
    assert value(" + ".join(["(1)"] * (2 * MAX_DEPTH))) == 2 * MAX_DEPTH
    inner = MAX_DEPTH - 2  # brackets beside one that is closed, within another
    assert value("((1) + " + "(" * inner + "1" + ")" * inner + ")") == 2
    text = "((1) + " + "(" * (inner + 1) + "1" + ")" * (inner + 1) + ")"
    assert column(text) == f"column {text.rindex('1') + 1}"


@pytest.mark.parametrize("length", [1, 64, 65, MAX_LENGTH])
def test_an_error_shows_no_more_than_an_excerpt(length: int) -> None:
    text = "?" * length
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert caught.value.params == {"text": text if length <= 64 else text[:64] + "…", "column": "1"}


def test_a_code_keeps_its_capitals() -> None:
    assert references(parse("CAPAIAN[IKU-a]")) == (("achievement", "IKU-a"),)


@given(st.text(alphabet="0123456789.,%()+-*x×/: min[]aclpeogr", max_size=40))
def test_any_text_is_read_or_refused_with_its_column(text: str) -> None:
    try:
        expression: Expression | BadInput = parse(text)
    except BadInput as error:
        expression = error
    if isinstance(expression, BadInput):
        column = int(expression.params["column"])
        assert (expression.code, expression.where) == ("bad-expression", f"column {column}")
        assert 1 <= column <= len(text) + 1
    else:
        assert parse(f"({text})") == expression


# Evaluating


def test_signs_and_percent_bind_tighter_than_products() -> None:
    assert value("-50% * -capaian[1]", {"1": 80}) == 40
    assert value("--2 - -3") == 5
    assert value("(10 + 10)%") == Fraction(1, 5)
    assert value("capaian[1]%", {"1": 80}) == Fraction(4, 5)


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_every_dash_that_documents_use_is_a_minus(minus: str) -> None:
    assert value(f"100 {minus} 1") == 99


def test_division_by_nothing_is_left_to_the_caller() -> None:
    for text in ("1 / 0", "capaian[1] : (2 - 2)"):
        with pytest.raises(ZeroDivisionError):
            value(text, {"1": 5})


@given(st.lists(st.tuples(st.sampled_from("+-*/"), st.integers(1, 99)), min_size=1, max_size=12))
def test_arithmetic_is_that_of_exact_fractions(steps: list[tuple[str, int]]) -> None:
    text = "7" + "".join(f" {sign} {number}" for sign, number in steps)
    expected = eval("7" + "".join(f" {sign} Fraction({number})" for sign, number in steps), {"Fraction": Fraction})
    assert value(text) == expected


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_a_number_reads_alike_with_comma_and_dot(number: Decimal) -> None:
    assert value(str(number)) == value(str(number).replace(".", ",")) == Fraction(number)


@given(st.lists(st.integers(-999, 999), min_size=1, max_size=8))
def test_functions_are_those_of_python(numbers: list[int]) -> None:
    listed = ", ".join(map(str, numbers))
    assert value(f"mean({listed})") == Fraction(sum(numbers), len(numbers))
    assert shown(value(f"min({listed})"), value(f"max({listed})")) == (min(numbers), max(numbers))


# Weights


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("capaian[1]", 100),
        ("50% * capaian[1] + 50% * capaian[2]", 100),
        ("50% * capaian[1] + 40% * capaian[2]", 90),
        ("capaian[1] * 50% + capaian[2] / 2", 100),
        ("(capaian[1] + capaian[2]) / 2", 100),
        ("20% * mean(capaian[1], capaian[2]) + 80% * capaian[7]", 100),
        ("mean(50% * capaian[1], capaian[2])", 75),
        ("min(100, capaian[1])", 100),
        ("max(capaian[1], capaian[2])", 100),
        ("min(50% * capaian[1], capaian[2])", None),
        ("min(1, 2)", None),
        ("mean(100, capaian[1])", None),
        ("100 - capaian[1]", None),
        ("capaian[1] - capaian[2]", None),
        ("-capaian[1] + 2 * capaian[2]", None),
        ("capaian[1] * capaian[2]", None),
        ("capaian[1] / capaian[2]", None),
        ("100 / capaian[2]", None),
        ("capaian[1] * (5 + capaian[2])", None),
        ("capaian[1] / 0", None),
        ("2 * 3", None),
        ("0% * capaian[1]", None),
    ],
)
def test_the_weight_of_the_references(text: str, weight: int | None) -> None:
    assert total_weight(parse(text)) == (None if weight is None else Fraction(weight, 100))


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("50% * capaian[2] + 40% * capaian[3]", Fraction(9, 10)),
        ("50% * realisasi[2] + 60% * realisasi[3]", Fraction(11, 10)),
        ("capaian[2] + capaian[3]", Fraction(2)),
    ],
)
def test_weights_that_miss_100_percent_are_a_finding(text: str, total: Fraction) -> None:
    assert check("1", {"1": text}) == [("composite-weights", total)]


@pytest.mark.parametrize(
    "text", ["50% * capaian[2] + 50% * capaian[3]", "realisasi[2] + realisasi[3]", "realisasi[2] / realisasi[3] * 100"]
)
def test_weights_that_add_up_and_plain_sums_are_none(text: str) -> None:
    assert check("1", {"1": text}) == []


# What is left out


def test_nothing_missing_leaves_even_odd_weights_alone() -> None:
    assert rest("50% * capaian[1] + 40% * capaian[2]", {"1": 100, "2": 100}) == 90
    assert rest("max(capaian[1], 2) - capaian[2] / 4", {"1": 3, "2": 4}) == 2
    assert rest("min(capaian[1], capaian[2]) + mean(capaian[1], capaian[2])", {"1": 3, "2": 9}) == 9


def test_the_rest_of_a_sum_within_a_sum_keeps_the_weight_of_the_whole() -> None:
    text = "50% * (40% * capaian[1] + 60% * capaian[2]) + 50% * capaian[7]"
    assert rest(text, {"1": 80, "7": 100}) == 90
    assert rest("(capaian[1] + capaian[2]) / 2", {"1": 80}) == 80


def test_a_mean_of_weighted_parts_keeps_its_weight() -> None:
    assert rest("mean(40% * capaian[1], 160% * capaian[2])", {"1": 80}) == 80


@pytest.mark.parametrize(
    "text",
    [
        "capaian[1]",
        "50% * capaian[1]",
        "max(capaian[1], capaian[2])",
        "capaian[2] - capaian[1]",
        "100 + capaian[1]",
        "mean(100, capaian[1])",
        "mean(capaian[1], capaian[1])",
        "capaian[2] / capaian[1]",
        "50% * capaian[1] + 50% * capaian[1]",
        "2 * (capaian[2] - capaian[1])",
    ],
)
def test_where_no_weights_are_left_to_scale_there_is_no_value(text: str) -> None:
    assert rest(text, {"2": 50}) is None


@given(
    weights=st.lists(st.integers(1, 100), min_size=2, max_size=6),
    there=st.sets(st.integers(0, 5), min_size=1),
    level=st.integers(0, 200),
)
def test_renormalised_weights_add_up_to_100_percent(weights: list[int], there: set[int], level: int) -> None:
    text = " + ".join(f"{weight}% * capaian[{n}]" for n, weight in enumerate(weights))
    known = {str(n): level for n in there if n < len(weights)}
    if known and len(known) < len(weights):
        assert rest(text, known) == level


@st.composite
def full_weights(draw: st.DrawFn, depth: int = 3) -> str:
    """A composite whose weights add up to 100 % at every level: sums and means within sums and means."""
    if not depth or draw(st.booleans()):
        return f"capaian[{draw(st.integers(0, 5))}]"
    parts = draw(st.lists(full_weights(depth=depth - 1), min_size=1, max_size=3))
    if draw(st.booleans()):
        return f"rata2({', '.join(parts)})"
    weights = [draw(st.integers(1, 60)) for _ in parts]
    return (
        "("
        + " + ".join(f"{weight} / {sum(weights)} * {part}" for weight, part in zip(weights, parts, strict=True))
        + ")"
    )


@given(text=full_weights(), there=st.sets(st.integers(0, 5)), level=st.integers(-200, 200))
def test_however_deep_and_whatever_is_missing_the_weights_of_the_rest_are_100_percent(
    text: str, there: set[int], level: int
) -> None:
    named = {code for _, code in references(parse(text))}
    known = {str(n): level for n in there}
    assert total_weight(parse(text)) == 1
    assert check("9", {"9": text}) == []
    assert rest(text, known) == (level if named & known.keys() else None)


@given(
    text=full_weights(), figures=st.lists(st.integers(0, 200), min_size=6, max_size=6), there=st.sets(st.integers(0, 5))
)
def test_a_rest_lies_between_its_lowest_and_its_highest_component(
    text: str, figures: list[int], there: set[int]
) -> None:
    named = {code for _, code in references(parse(text))}
    known = {str(n): figure for n, figure in enumerate(figures) if n in there and str(n) in named}
    found = rest(text, known)
    assert (found is None) == (not known)
    assert found is None or min(known.values()) <= found <= max(known.values())


# Cycles


def test_a_cycle_is_refused_with_its_path() -> None:
    formulas = {"1": "capaian[2]", "2": "50% * capaian[9] + 50% * capaian[3]", "3": "mean(capaian[4], capaian[1])"}
    with pytest.raises(Refusal) as caught:
        check("1", formulas)
    assert (caught.value.code, caught.value.where) == ("composite-cycle", "1")
    assert caught.value.params == {"indicator": "1", "path": "1 → 2 → 3 → 1"}


def test_a_formula_over_itself_is_a_cycle() -> None:
    assert cycle("1", {"1": "capaian[1]"}) == ("1", "1")


def test_resting_on_somebody_elses_cycle_or_on_an_unreadable_formula_is_none() -> None:
    formulas = {"1": "mean(capaian[2], capaian[4], capaian[2])", "2": "capaian[3]", "3": "capaian[2]", "4": "???"}
    assert cycle("1", formulas) == ()
    assert check("1", formulas) == []


def test_the_shortest_cycle_is_shown() -> None:
    formulas = {"1": "capaian[2] + capaian[3]", "2": "capaian[4]", "3": "capaian[1]", "4": "capaian[1]"}
    assert cycle("1", formulas) == ("1", "3", "1")


def test_a_long_chain_is_no_cycle_and_no_burden() -> None:
    formulas = {str(n): f"capaian[{n + 1}]" for n in range(1000)}
    assert cycle("0", formulas) == ()
    assert cycle("0", {**formulas, "1000": "capaian[0]"})[-2:] == ("1000", "0")


def test_expressions_are_plain_values() -> None:
    expression: Expression = parse("50% * capaian[1]")
    assert hash(expression) == hash(parse("50%*achievement[1]"))
