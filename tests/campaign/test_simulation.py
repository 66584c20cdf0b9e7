"""Twenty thousand simulated histories: no edit is lost silently, nothing is taken twice, both sides end up the same."""

import pytest

from tests.simulation.run import failing, told

pytestmark = pytest.mark.campaign
HISTORIES, BLOCKS = 20_000, 80


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_history_loses_an_edit(block: int) -> None:
    size = HISTORIES // BLOCKS
    bad = list(failing(range(block * size, (block + 1) * size)))
    assert not bad, told(bad[0])
