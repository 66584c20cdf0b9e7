"""Bands with strict lower bounds, and a policy's own bands."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.policy import AKIP_BANDS, DEFAULT_BANDS, DEFAULT_POLICY, Policy, band

ACHIEVEMENTS = st.fractions(min_value=-200, max_value=400)


def test_a_bound_itself_belongs_to_the_band_below() -> None:
    assert DEFAULT_POLICY.band(Fraction(90)) == "tinggi"
    assert DEFAULT_POLICY.band(Fraction(90) + Fraction(1, 10**20)) == "sangat tinggi"


def test_no_achievement_has_no_band() -> None:
    assert DEFAULT_POLICY.band(None) is None


def test_a_policy_may_name_bands_of_its_own() -> None:
    policy = Policy(bands=(("99.5", "tercapai"), ("-inf", "tidak tercapai")))
    assert [policy.band(Fraction(figure)) for figure in ("99.5", "99.51")] == ["tidak tercapai", "tercapai"]


def test_below_the_last_band_of_a_policy_without_a_rest_there_is_none() -> None:
    assert Policy(bands=(("0", "ada"),)).band(Fraction(0)) is None


@given(one=ACHIEVEMENTS, other=ACHIEVEMENTS)
def test_a_better_achievement_is_never_in_a_worse_band(one: Fraction, other: Fraction) -> None:
    for bands in (DEFAULT_BANDS, AKIP_BANDS):
        names = [name for _, name in bands]
        better, worse = band(max(one, other), bands), band(min(one, other), bands)
        assert better is not None
        assert worse is not None
        assert names.index(better) <= names.index(worse)
