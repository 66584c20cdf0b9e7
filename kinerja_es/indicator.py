"""What an agreement promises: outcomes, indicators with their four axes, targets and formulas, as plain values.

Stdlib dataclasses on purpose: pydantic validates them where they enter (`drafts`, `codec`), msgspec decodes them
where many are read.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kinerja_es.period import Frequency

Polarity = Literal["higher", "lower"]
Aggregation = Literal["sum", "last", "average", "min", "max", "ratio", "composite"]
Entry = Literal["increment", "running", "level"]
TargetEntry = Literal["increment", "running", "level", "annual"]
Level = Literal["goal", "objective", "program", "activity"]
TargetKind = Literal["number", "range", "bound", "grade", "none"]
Operator = Literal["<", "≤", ">", "≥"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target: `number` {value}, `range` {low, high}, `bound` {operator, value}, `grade` {grade, scale}, `none`.

    A grade keeps its letters in `grade` and its ladder, worst first, in `scale`; `value` may then hold a numeric score.
    """

    kind: TargetKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    operator: Operator | None = None
    grade: str | None = None
    scale: tuple[str, ...] | None = None
    raw: str | None = None


NO_TARGET = Target(kind="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What must change (goal, objective, program or activity); `level` is None where the document does not say."""

    level: Level | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """The formula as written and as understood: an expression for composites, names of n and d for ratios."""

    raw: str = ""
    expression: str | None = None
    numerator: str | None = None
    denominator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: text, unit, reporting frequency and the four axes of its calculation (None is unset)."""

    code: str
    text: str
    outcome: Outcome = field(default_factory=Outcome)
    unit: str | None = None
    frequency: Frequency = "quarter"
    polarity: Polarity | None = None
    aggregation: Aggregation | None = None
    entry: Entry | None = None
    target_entry: TargetEntry | None = None
    formula: Formula = field(default_factory=Formula)
    source: str | None = None
    note: str | None = None
    calculation_raw: str | None = None

    @property
    def scale(self) -> int:
        """What a ratio is multiplied with, by the unit it is read in."""
        return {"%": 100, "‰": 1000}.get(self.unit or "", 1)
