"""What a format's reader yields (`Source`), and what is understood of it (`Reading`)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from kinerja_es.indicator import Indicator, Target
from kinerja_es.intake.findings import Finding
from kinerja_es.parties import Party, Program, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: where it stands, its cells as stored, and the same cells as text (a line a paragraph)."""

    number: int
    raw: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of running text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document of any format: lines and tables in reading order; a table is a tuple of rows."""

    parts: tuple[Line | tuple[Row, ...], ...]
    markup_removed: bool = False

    @property
    def tables(self) -> tuple[tuple[Row, ...], ...]:
        """The tables alone, in order."""
        return tuple(part for part in self.parts if isinstance(part, tuple))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIndicator:
    """An indicator with its yearly target, and the targets of periods by suffix (`Q1` or `03` of `2024-03`)."""

    indicator: Indicator
    target: Target
    periods: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The statement page: who agrees with whom, for which year, where and when."""

    unit: Unit
    year: int | None
    place: str | None
    date: datetime.date | None
    first: Party
    second: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was understood of a document, every doubt about it, and the raw cells of all its tables."""

    unit: Unit
    year: int | None
    place: str | None
    date: datetime.date | None
    first: Party
    second: Party
    indicators: tuple[ReadIndicator, ...]
    programs: tuple[Program, ...]
    findings: tuple[Finding, ...]
    raw: tuple[tuple[str, ...], ...]
    sha256: str
