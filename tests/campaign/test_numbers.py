"""The long search: fifty thousand number texts; a value that is read is the one written, an ambiguous one never is."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_es.errors import BadInput
from kinerja_es.quantity import parse_number

pytestmark = pytest.mark.campaign
DIGITS = st.text("0123456789", min_size=1, max_size=9)
WRITTEN = st.tuples(
    st.sampled_from(["", "-"]), DIGITS, st.sampled_from(["", ".", ","]), st.text("0123456789", max_size=6)
)
GROUPED = st.tuples(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=2, max_size=4), DIGITS)


@settings(max_examples=25_000)
@given(WRITTEN)
def test_one_mark_is_a_decimal_mark_unless_three_digits_make_it_ambiguous(parts: tuple[str, str, str, str]) -> None:
    sign, whole, mark, rest = parts
    text = sign + whole + (mark + rest if rest else "")
    ambiguous = len(rest) == 3 and bool(mark) and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if ambiguous:
        with pytest.raises(BadInput, match="ambiguous-number"):
            parse_number(text)
        return
    try:
        value = parse_number(text)
    except BadInput:
        return
    assert value == Decimal(f"{sign}{whole}.{rest or 0}" if mark and rest else f"{sign}{whole}{rest}"), text


@settings(max_examples=15_000)
@given(GROUPED, st.sampled_from([(".", ","), (",", ".")]))
def test_groups_and_a_decimal_mark_are_read_as_written(
    parts: tuple[int, list[int], str], marks: tuple[str, str]
) -> None:
    first, groups, rest = parts
    text = marks[0].join([str(first), *(f"{group:03}" for group in groups)])
    plain = text.replace(marks[0], "")
    assert parse_number(text) == Decimal(plain)
    assert parse_number(f"{text}{marks[1]}{rest}") == Decimal(f"{plain}.{rest}")


@settings(max_examples=10_000)
@given(st.text(st.sampled_from("0123456789.,- %Rp()eE+'\u00a0\u0663\uff11∞–"), max_size=14))
def test_whatever_is_read_has_the_digits_that_stand_there(text: str) -> None:
    try:
        value = parse_number(text)
    except BadInput:
        return
    digits = "".join(re.findall(r"[0-9]", text)).strip("0")
    assert re.sub(r"[^0-9]", "", f"{value:f}").strip("0") == digits, text
