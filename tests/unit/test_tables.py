"""Texts in CSV files and pages: what could run gets an apostrophe, everything else is left as it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.tables import inert
from kinerja_es.quantity import indonesian
from tests.injection.corpus import HOSTILE, LEGITIMATE, MARKED
from tests.injection.seen import runs

ANYTHING = st.text(st.sampled_from("=+-@＝－;\t\r\n \"'\u200b\u00a0a1,.%–|"), max_size=12) | st.text(max_size=20)


@pytest.mark.parametrize("text", [*HOSTILE, *MARKED])
def test_no_text_of_the_corpus_runs(text: str) -> None:
    assert not runs(inert(text))


@pytest.mark.parametrize("text", LEGITIMATE)
def test_a_legitimate_text_is_left_as_it_is(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("=1+1", "'=1+1"),
        ("- belum ada", "'- belum ada"),
        ("+62 812-3456-789", "'+62 812-3456-789"),
        ("@dinas", "'@dinas"),
        (" ＝1+1", "' ＝1+1"),
        ("\t1", "'\t1"),
        ("\r\n=1", "'\r\n'=1"),
        ("aman;=1+1;-5", "aman;'=1+1;-5"),
        ("Catatan:\n- belum\n-", "Catatan:\n'- belum\n-"),
    ],
)
def test_what_would_run_gets_an_apostrophe_where_it_begins(text: str, marked: str) -> None:
    assert inert(text) == marked


@given(ANYTHING)
def test_whatever_the_text_nothing_runs_and_only_apostrophes_are_added(text: str) -> None:
    made = inert(text)
    assert not runs(made)
    assert made.replace("'", "") == text.replace("'", "")
    assert inert(made) == made


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2), st.sampled_from(["id", "en"]))
def test_a_figure_as_people_read_it_is_never_marked(figure: Decimal, language: str) -> None:
    for text in (indonesian(figure, language=language), f"{indonesian(figure, language=language)}%"):
        assert inert(text) == text
