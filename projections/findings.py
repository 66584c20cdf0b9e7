"""What a check finds: a code with its severity, where it is, the figures that show it and the events it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kinerja_es.catalogue import room, text
from kinerja_es.indicator import Target
from kinerja_es.quantity import indonesian, plain
from kinerja_es.recorded import Recorded
from projections.achievements import Json, target_text
from projections.view import View

Severity = Literal["info", "warning", "error"]
FAULTS: tuple[Severity, ...] = ("warning", "error")
Figure = Fraction | Decimal | int | str | Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding; its sentence and advice stand under its code in the room `checks`.

    Attributes:
        figures: what fills the sentence; numbers exact.
        events: what it rests on, in order of position.
    """

    code: str
    severity: Severity
    agreement: str
    indicator: str | None = None
    period: str | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    events: tuple[Recorded, ...] = ()


def found(
    view: View, code: str, severity: Severity, indicator: str | None = None, period: str | None = None,
    *, events: Iterable[Recorded | None] = (), **figures: Figure,
) -> Finding:  # fmt: skip
    """A finding about one agreement; events are named once each."""
    return Finding(
        code=code, severity=severity, agreement=view.ref, indicator=indicator, period=period, figures=figures,
        events=in_order(events),
    )  # fmt: skip


def in_order(events: Iterable[Recorded | None]) -> tuple[Recorded, ...]:
    """The events that are there, once each, in order of position."""
    there = {recorded.id: recorded for recorded in events if recorded is not None}
    return tuple(sorted(there.values(), key=lambda recorded: recorded.position))


def to_json(finding: Finding, language: str) -> Json:
    """A finding as `report checks` gives it, with its sentence and what to do about it."""
    filled = {
        "agreement": finding.agreement,
        "indicator": finding.indicator or "",
        "period": finding.period or "",
        **{name: _said(figure, language) for name, figure in finding.figures.items()},
    }
    return {
        "code": finding.code,
        "severity": finding.severity,
        "agreement": finding.agreement,
        "indicator": finding.indicator,
        "period": finding.period,
        "message": text(f"checks.{finding.code}", language, **filled),
        "figures": {name: _plain(figure) for name, figure in finding.figures.items()},
        "events": [recorded.id for recorded in finding.events],
        "positions": [recorded.position for recorded in finding.events],
        "hint": text(f"checks.{finding.code}.hint", language, **filled),
    }


def _plain(figure: Figure) -> str | int | None:
    if isinstance(figure, Target):
        return target_text(figure)
    return figure if isinstance(figure, str | int) else plain(figure)


def _said(figure: Figure, language: str) -> str:
    if isinstance(figure, Target):
        return _target(figure, language)
    if isinstance(figure, str):
        return text(f"checks.word.{figure}", language) if f"word.{figure}" in room("checks") else figure
    value = Fraction(figure)
    return indonesian(value, 0 if value.denominator == 1 else 2, language)


def _target(target: Target, language: str) -> str:
    """A target for people: `80–90`, `≤ 49`, `81,35`, `BB`; a dash where there is none."""
    numbers = [_said(value, language) for value in (target.low, target.high, target.value) if value is not None]
    match target.kind:
        case "grade":
            return target.grade or "-"
        case "bound":
            return f"{target.operator} {numbers[-1]}"
        case _:
            return "–".join(numbers) or "-"
