"""Which indicators have a scale that ends: shares of a whole in percent, and indices."""

from kinerja_es.indicator import Indicator
from projections.wording import words

INDICES = {"indeks"}
SHARES = {"%", "‰"}
GROWTH = ("pertumbuhan", "kenaikan", "peningkatan", "penurunan", "perubahan", "laju", "inflasi", "deflasi")
"""Words of indicators that compare with an earlier time: such percentages may pass 100 and fall below 0."""


def share(indicator: Indicator) -> bool:
    """Whether it is a part of a whole, which cannot be more than all of it."""
    return (indicator.unit or "") in SHARES and not any(word in words(indicator.text).split() for word in GROWTH)


def bounded(indicator: Indicator) -> bool:
    """Whether its values have to lie from 0 to 100 (per mille: 1000)."""
    return share(indicator) or (indicator.unit or "").casefold() in INDICES


def top(indicator: Indicator) -> int:
    """The end of its scale."""
    return 1000 if indicator.unit == "‰" else 100
