"""The named, versioned rules for means, caps, missing values and bands that a report is made under."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from kinerja_es.lateness import due_day
from kinerja_es.period import Period

LowerFormula = Literal["linear", "inverse", "pass-fail"]
Unreported = Literal["exclude", "zero"]
CompositeMissing = Literal["strict", "renormalise", "zero"]

# Permendagri 86/2017, written there for whole numbers and made continuous here; each bound is strict.
DEFAULT_BANDS: tuple[tuple[str, str], ...] = (
    ("90", "sangat tinggi"), ("75", "tinggi"), ("65", "sedang"), ("50", "rendah"), ("-inf", "sangat rendah"),
)  # fmt: skip


# PermenPAN-RB 88/2021: predicates of a SAKIP score from 0 to 100; exactly 80 is BB.
AKIP_BANDS: tuple[tuple[str, str], ...] = (
    ("90", "AA"), ("80", "A"), ("70", "BB"), ("60", "B"), ("50", "CC"), ("30", "C"), ("-inf", "D"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Rules of reckoning. `cap` and `floor` are None for none, else percentages applied before a mean."""

    name: str = "default"
    effective: str = "2024-01-01"
    basis: str = "Permendagri 86/2017"
    lower: LowerFormula = "linear"
    cap: Decimal | None = None
    floor: Decimal | None = None
    unreported: Unreported = "exclude"
    zero_target_in_period_mean: bool = False
    composite_missing: CompositeMissing = "strict"
    due_days: int = 10
    due_working_days: bool = False
    holidays: tuple[datetime.date, ...] = ()
    bands: tuple[tuple[str, str], ...] = DEFAULT_BANDS
    predicates: tuple[tuple[str, str], ...] = AKIP_BANDS
    version: int = 1  # the ledger counts the adoptions under one name; the default is the first of its own

    def band(self, achievement: Fraction | None) -> str | None:
        """The name of the first band whose strict lower bound the achievement exceeds."""
        return None if achievement is None else band(achievement, self.bands)

    def due(self, period: Period) -> datetime.date:
        """The last day on which an entry for a period is in time."""
        return due_day(period, self.due_days, working=self.due_working_days, holidays=self.holidays)


DEFAULT_POLICY = Policy()


def band(figure: Fraction, bands: tuple[tuple[str, str], ...]) -> str | None:
    """The name of the first band whose strict lower bound the figure exceeds; `-inf` takes what is left."""
    for bound, name in bands:
        if bound == "-inf" or figure > _bound(bound):
            return name
    return None


@cache
def _bound(text: str) -> Fraction:
    return Fraction(text)
