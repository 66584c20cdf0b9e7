"""Months, quarters, semesters and the year of an agreement, and how they contain each other."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from kinerja_es.errors import BadInput

Frequency = Literal["month", "quarter", "semester", "year"]

MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_PATTERN = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|(?:Q|TW)(?P<quarter>\d)|S(?P<semester>\d)))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months in one year: `first` and `last` are month numbers 1–12, both included."""

    year: int
    first: int
    last: int
    code: str = field(init=False, compare=False, repr=False)
    """The stable spelling: `2024-03`, `2024-Q1`, `2024-S1`, `2024`."""

    def __post_init__(self) -> None:
        """Spell it once; periods are few and asked for their code in every fold."""
        spelled = {
            "month": f"-{self.first:02}",
            "quarter": f"-Q{self.last // 3}",
            "semester": f"-S{self.last // 6}",
            "year": "",
        }[self.frequency]
        object.__setattr__(self, "code", f"{self.year}{spelled}")

    @property
    def frequency(self) -> Frequency:
        """Whether it is a month, a quarter, a semester or the year."""
        length = self.last - self.first + 1
        return {1: "month", 3: "quarter", 6: "semester", 12: "year"}[length]  # type: ignore[return-value]

    @property
    def ends_year(self) -> bool:
        """Whether the year is complete at its end."""
        return self.last == MONTHS_IN["year"]

    def contains(self, other: "Period") -> bool:
        """Whether the other lies wholly within this one."""
        return self.year == other.year and self.first <= other.first and other.last <= self.last

    def to_date(self) -> "Period | None":
        """From the start of the year through this one; None where that is not a period with a code of its own."""
        return next((p for f in MONTHS_IN for p in periods(self.year, f) if (p.first, p.last) == (1, self.last)), None)

    def __str__(self) -> str:
        return self.code


@cache
def parse_period(text: str) -> Period:
    """Read `2024-03`, `2024-Q1`, `2024-TW1`, `2024-S1` or `2024`; anything else is `bad-period`."""
    found = _PATTERN.fullmatch(text.strip())
    if found is None:
        raise BadInput("bad-period", where=text, text=text)
    for name, length in (("month", 1), ("quarter", 3), ("semester", 6)):
        if found[name] is not None:
            index = int(found[name])
            if not 1 <= index <= MONTHS_IN["year"] // length:
                raise BadInput("bad-period", where=text, text=text)
            return Period(int(found["year"]), (index - 1) * length + 1, index * length)
    return Period(int(found["year"]), 1, 12)


@cache
def periods(year: int, frequency: str) -> tuple[Period, ...]:
    """All periods of one frequency in a year, in order."""
    step = MONTHS_IN[frequency]
    return tuple(Period(year, first, first + step - 1) for first in range(1, 13, step))
