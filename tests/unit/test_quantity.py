"""Numbers as documents write them: exact where one reading exists, ambiguous where two do, refused otherwise."""

from contextlib import suppress
from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.errors import BadInput
from kinerja_es.quantity import (
    decimal_mark,
    indonesian,
    parse_number,
    parse_plain,
    plain,
    read_quantity,
    readings,
    tidy,
)

# Texts close to numbers: digits, marks, blanks of all kinds, signs, units, and what must never pass for a number.
NEAR_NUMBERS = st.text(
    st.sampled_from([*"0123456789.,.,-+−–%‰eExXRp /()²½٣", "\u00a0", "\u202f", "\t", "\n", "∞", "N", "a"]), max_size=24
)
FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2)

# Every number of at most forty digits, whatever its place on the line.
READABLE = st.builds(
    lambda sign, digits, places: Decimal(f"{sign}{digits}").scaleb(-places, Context(prec=50)),
    st.sampled_from(["", "-"]), st.text("0123456789", min_size=1, max_size=20), st.integers(0, 39),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("81.35", "81.35", None),
        ("81,35", "81.35", None),
        ("4,02", "4.02", None),
        ("0", "0", None),
        ("100%", "100", "%"),
        ("55 %", "55", "%"),
        ("86 indek", "86", "indek"),
        ("2,8 Indeks", "2.8", "Indeks"),
        ("60 kali", "60", "kali"),
        ("61,50 kw/ha", "61.50", "kw/ha"),
        ("25 Unit Kerja", "25", "Unit Kerja"),
        ("12 per 100.000 penduduk", "12", "per 100.000 penduduk"),
        ("30 m2", "30", "m2"),
        ("30 m²", "30", "m²"),
        ("−2,5", "-2.5", None),
        ("- 2,5", "-2.5", None),
        ("+7", "7", None),
        ("-0", "0", None),
        ("0.123", "0.123", None),
        ("-0,123", "-0.123", None),
        ("4.100.832.755", "4100832755", None),
        ("4,100,832,755", "4100832755", None),
        ("4.100.832.755,00", "4100832755", None),
        ("1.234,567", "1234.567", None),
        ("1,234.567", "1234.567", None),
        ("4\u00a0100\u00a0832", "4100832", None),
        ("4\u00a0100", "4100", None),
        ("\u00a0 87,5\u00a0%\n", "87.5", "%"),
        ("Rp. 4.100.832.755,00", "4100832755", "Rp"),
        ("Rp500.000", "500000", "Rp"),
        ("Rp 500,000", "500000", "Rp"),
        ("Rp 500.000,-", "500000", "Rp"),
        ("-Rp 1.500", "-1500", "Rp"),
        ("Rp 4,1 miliar", "4.1", "Rp miliar"),
    ],
)
def test_a_number_with_one_reading_is_read_exactly(text: str, number: str, unit: str | None) -> None:
    read = read_quantity(text)

    assert (read.number, read.unit, read.ambiguous, read.raw) == (Decimal(number), unit, False, text)


@pytest.mark.parametrize("text", ["3.000", "1,234", "-1.234", "1.500bh", "100.000 %", "1234.567"])
def test_one_mark_before_three_digits_is_ambiguous(text: str) -> None:
    read = read_quantity(text)

    assert (read.number, read.ambiguous) == (None, True)


@pytest.mark.parametrize(
    ("mark", "text", "number"),
    [(",", "3.000", "3000"), (",", "3,125", "3.125"), (".", "3.125", "3.125"), (".", "3,000", "3000"),
     (",", "81.35", "81.35")],
)  # fmt: skip
def test_a_mark_settled_by_the_document_decides(mark: str, text: str, number: str) -> None:
    assert parse_number(text, "," if mark == "," else ".") == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "Ada", "NaN", "Infinity", "1e5", "1E+5", "1x2", "5 6", "10²", "½", "5½", "1.23.456", "0.123.456",
     "1.2,3.4", "12.34,5", "1.234.5", "4\x01100", "4\x01",
     "5 - 6", "5%%", ",5", "5,", "..", "--5", "Rp", "1/2", "1_000", "0x10", "2 3 kali"],
)  # fmt: skip
def test_what_is_no_single_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_quantity(text)

    assert (refused.value.code, refused.value.where) == ("bad-number", text)


@pytest.mark.parametrize("text", ["٣", "12٣", "１２", "৫%"])
def test_digits_of_other_scripts_are_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_quantity(text)

    assert (refused.value.code, refused.value.where, refused.value.params) == ("foreign-digits", text, {"text": text})


def test_a_number_of_forty_digits_is_exact_and_a_longer_one_refused() -> None:
    assert parse_number("-" + "9" * 40) == Decimal("-" + "9" * 40)

    for read in (parse_number, parse_plain):
        assert read("9" * 40) == Decimal("9" * 40)
        with pytest.raises(BadInput) as refused:
            read("9" * 41)
        assert (refused.value.code, refused.value.where) == ("number-too-long", "9" * 41)
        assert refused.value.params == {"text": "9" * 39 + "…", "digits": "40"}


def test_an_ambiguous_number_is_refused_with_both_readings_in_spellings_that_read_one_way() -> None:
    with pytest.raises(BadInput) as refused:
        parse_number("-1.234")

    assert (refused.value.code, refused.value.where) == ("ambiguous-number", "-1.234")
    assert refused.value.params == {"text": "-1.234", "one": "-1,2340", "other": "-1234"}
    assert [parse_number(reading) for reading in readings("-1.234")] == [Decimal("-1.234"), Decimal(-1234)]
    assert readings("1,234") == readings("1.234") == ("1,2340", "1234")


@pytest.mark.parametrize("text", ["86 indeks", "Rp 4 miliar", "5 bh"])
def test_a_figure_does_not_take_a_unit_along(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_number(text)

    assert (refused.value.code, refused.value.where, refused.value.params) == ("bad-number", text, {"text": text})


@pytest.mark.parametrize(("text", "number"), [("87,5%", "87.5"), ("12 ‰", "12"), ("Rp 500.000,-", "500000")])
def test_a_figure_may_carry_the_signs_of_percent_permille_and_rupiah(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("refuse", ["x{}", "5 {} ½", "1.2.3{}"])
def test_a_refusal_repeats_at_most_forty_letters_on_one_line(refuse: str) -> None:
    text = refuse.format(" \n" + "a" * 32)
    with pytest.raises(BadInput) as refused:
        read_quantity(text)

    assert refused.value.params == {"text": tidy(text)}
    longer = refuse.format("a" * 60)
    with pytest.raises(BadInput) as refused:
        read_quantity(longer)

    assert refused.value.params == {"text": longer[:39] + "…"}
    assert refused.value.where == longer


def test_a_refusal_shows_forty_letters_whole() -> None:
    with pytest.raises(BadInput) as refused:
        read_quantity("x" * 40)

    assert refused.value.params == {"text": "x" * 40}


@pytest.mark.parametrize(("text", "number"), [("4100832755", 4100832755), ("1.500", Decimal("1.5")), ("-0", 0)])
def test_the_machine_spelling_is_never_ambiguous(text: str, number: Decimal) -> None:
    assert parse_plain(text) == number


@pytest.mark.parametrize("text", ["1,5", "", "+1", " 1", "1 ", "1.", ".5", "1e3", "NaN", "１", "1\n"])
def test_the_machine_spelling_is_strict(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_plain(text)

    assert (refused.value.code, refused.value.where) == ("bad-plain-number", text)
    assert refused.value.params == {"text": text.strip()}


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["81,35", "3.000"], ","),
        (["Rp. 4.100.832.755"], ","),
        (["1,234.5"], "."),
        (["1,234,567"], "."),
        (["81.35", "3.000"], None),  # a pasted decimal says nothing about thousands
        (["81.35", "4.100.832.755"], None),
        (["1.234,5", "1,234.5"], None),
        (["3.000", "100%", "-"], None),
        (["3,000"], None),
        (["100 dari 81,35"], ","),
        (["81,35 dan 1,234.5"], None),
        (["0,125"], ","),
        (["1.234.567,8"], ","),
        (["81.35", "1,234.5"], "."),
        (["81,35", "1,234,567"], None),
        (["31.12.2024", "2.1.4", "1.2,3.4"], None),  # a date, a numbering, nothing at all
        (["31.12.2024", "1,234,567"], "."),
        (["٣,٣٣"], None),
        ([], None),
    ],
)
def test_numbers_of_one_document_settle_its_decimal_mark(texts: list[str], mark: str | None) -> None:
    assert decimal_mark(texts) == mark


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        (Decimal("75.0"), "75"),
        (Decimal("1E+3"), "1000"),
        (Fraction(175, 2), "87.5"),
        (Fraction(-1, 8), "-0.125"),
        (Decimal("-0"), "0"),
        (Fraction(250, 3), "83.33333333333333"),
        (Fraction(2, 3), "0.6666666666666667"),
        (Fraction(10**20, 3), "33333333333333333333"),
        (Fraction(1, 10**25), "0." + "0" * 24 + "1"),
        (Decimal("1E-40"), "0." + "0" * 39 + "1"),
        (Fraction(1, 5**40), "0." + "0" * 27 + "1099511627776"),
        (Fraction(2, 10**40), "0." + "0" * 39 + "2"),
        (Fraction(1, 10**41), "0." + "0" * 40 + "1" + "0" * 16),  # beyond 40 decimals no longer exact by its form
        (Fraction(-2, 3 * 10**6), "-0.0000006666666666666667"),
        (7, "7"),
    ],
)
def test_machines_get_the_exact_figure_or_enough_digits(value: Fraction | Decimal, spelling: str) -> None:
    assert plain(value) == spelling


@pytest.mark.parametrize(
    ("value", "places", "language", "shown"),
    [
        (Decimal("87.5"), 2, "id", "87,50"),
        (Decimal(4100832755), 0, "id", "4.100.832.755"),
        (Decimal(4100832755), 2, "en", "4,100,832,755.00"),
        (Decimal("0.005"), 2, "id", "0,01"),
        (Decimal("-0.005"), 2, "id", "-0,01"),
        (Decimal("-0.004"), 2, "id", "0,00"),
        (Decimal("999.995"), 2, "id", "1.000,00"),
        (Fraction(-250, 3), 2, "id", "-83,33"),
    ],
)
def test_people_get_two_decimals_half_up(value: Fraction | Decimal, places: int, language: str, shown: str) -> None:
    assert indonesian(value, places, language) == shown


def digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789").lstrip("0")


@given(NEAR_NUMBERS)
def test_no_text_brings_anything_but_a_number_or_a_refusal(text: str) -> None:
    try:
        read = read_quantity(text)
    except BadInput as refused:
        assert refused.code in {"bad-number", "foreign-digits", "number-too-long"}  # noqa: PT017 -- some are refused
        return

    if read.number is None:
        assert read.ambiguous
    else:  # the digits read are the digits written, in their order, but for those of a unit such as m2
        assert digits(format(abs(read.number), "f")) == digits(text.removesuffix(read.unit or "").rstrip())


@given(st.text(max_size=12))
def test_no_text_at_all_brings_a_traceback(text: str) -> None:
    for read in (read_quantity, parse_number, parse_plain):
        with suppress(BadInput):
            assert read(text) is not None


@given(FIGURES)
def test_what_is_shown_to_people_reads_back_equal(value: Decimal) -> None:
    assert parse_number(indonesian(value)) == value
    assert parse_number(indonesian(value, language="en")) == value


@given(FIGURES | READABLE)
def test_the_machine_spelling_reads_back_equal(value: Decimal) -> None:
    assert parse_plain(plain(value)) == value
    assert plain(parse_plain(plain(value))) == plain(value)
    assert "E" not in plain(value)


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_the_machine_spelling_is_exact_to_twelve_significant_digits(value: Fraction) -> None:
    assert abs(Fraction(plain(value)) - value) * 2 * 10**12 <= abs(value)
