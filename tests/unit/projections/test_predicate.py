"""The predicate of a SAKIP score, by strict lower bounds (PermenPAN-RB 88/2021)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from kinerja_es.indicator import Target
from kinerja_es.policy import DEFAULT_POLICY
from kinerja_es.targets import AKIP, AUDIT_OPINIONS
from projections.achievements import predicate
from tests.given import HUNDRED, LEVEL

SCORE = replace(LEVEL, text="Nilai SAKIP kecamatan", unit=None)
GRADED = Target(kind="grade", grade="BB", scale=AKIP, value=Decimal(75))


@pytest.mark.parametrize(
    ("score", "said"),
    [("80", "BB"), ("80.01", "A"), ("90", "A"), ("90.01", "AA"), ("60", "CC"), ("50", "C"), ("30", "D"), ("0", "D")],
)
def test_a_score_has_the_predicate_whose_bound_it_exceeds(score: str, said: str) -> None:
    assert predicate(SCORE, HUNDRED, Fraction(score), DEFAULT_POLICY) == said


def test_a_score_against_a_predicate_with_a_number_has_one_whatever_it_is_called() -> None:
    assert predicate(LEVEL, GRADED, Fraction(81), DEFAULT_POLICY) == "A"


def test_a_percentage_that_names_sakip_has_none() -> None:
    assert predicate(replace(SCORE, unit="%"), HUNDRED, Fraction(81), DEFAULT_POLICY) is None


@pytest.mark.parametrize(
    "target", [replace(GRADED, value=None), Target(kind="grade", grade="WTP", scale=AUDIT_OPINIONS, value=Decimal(4))]
)
def test_an_ordinal_value_is_no_score(target: Target) -> None:
    assert predicate(SCORE, target, Fraction(5), DEFAULT_POLICY) is None


def test_what_is_not_reported_has_none() -> None:
    assert predicate(SCORE, HUNDRED, None, DEFAULT_POLICY) is None


def test_a_policy_may_draw_its_own_bounds() -> None:
    own = replace(DEFAULT_POLICY, predicates=(("50", "baik"), ("-inf", "kurang")))
    assert predicate(SCORE, HUNDRED, Fraction(51), own) == "baik"
