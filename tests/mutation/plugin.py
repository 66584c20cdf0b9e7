"""How tests run under mutation: the same examples every time, few of them, and nothing remembered between tests."""

import pytest
from hypothesis import Phase, settings

from kinerja_es import expression, period, policy


def pytest_configure() -> None:
    """Few derandomised examples, and no shrinking: a mutant is killed by any of them."""
    settings.register_profile(
        "mutation", deadline=None, derandomize=True, database=None, max_examples=30,
        phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    settings.load_profile("mutation")


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Empty the caches: what the unchanged code answered before must not answer for a mutant."""
    expression.parse.cache_clear()
    period.parse_period.cache_clear()
    policy._bound.cache_clear()
