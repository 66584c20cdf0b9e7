"""Findings: what an import doubts, where, how grave it is, and how it is said to a person."""

from collections.abc import Iterator

from kinerja_es.catalogue import room, text
from kinerja_es.events import FoundIrregularity as Finding

__all__ = ["SEVERITY", "Finding", "Findings", "advice", "message", "place"]

SEVERITY: dict[str, str] = {
    # about a target
    "no-target": "warning",
    "target-blank": "warning",
    "target-not-applicable": "warning",
    "ambiguous-number": "error",
    "target-unreadable": "error",
    "range-reversed": "error",
    "beyond-scale": "warning",
    "zero-target": "info",
    "target-without-unit": "info",
    "unit-corrected": "info",
    "unit-from-text": "info",
    "number-settled": "info",
    "bound-against-polarity": "warning",
    # about the calculation
    "axes-suggested": "info",
    "calculation-unset": "warning",
    "calculation-unknown": "warning",
    "calculation-misspelt": "warning",
    "calculation-unclear": "warning",
    "calculation-words-differ": "warning",
    "source-unset": "warning",
    "formula-missing": "warning",
    "formula-without-label": "info",
    "template-text": "warning",
    "unclosed-bracket": "warning",
    "ratio-recognised": "warning",
    "composite-recognised": "warning",
    "misplaced-weight": "warning",
    "missing-operator": "warning",
    "weights-not-whole": "warning",
    "unmatched-terms": "warning",
    # about rows and their texts
    "outcome-level-unknown": "info",
    "outcome-missing": "warning",
    "outcome-without-indicator": "warning",
    "indicator-is-outcome": "warning",
    "indicator-twice": "warning",
    "indicators-in-one-cell": "warning",
    "text-cleaned": "info",
    "markup-removed": "info",
    "row-not-understood": "error",
    "extra-cells": "warning",
    "total-row": "info",
    # about tables and the statement
    "no-indicator-table": "error",
    "no-target-column": "error",
    "no-annual-target": "warning",
    "table-not-recognised": "warning",
    "no-budget-table": "warning",
    "budget-missing": "warning",
    "budget-unreadable": "error",
    "sum-differs": "warning",
    "title-missing": "warning",
    "amended-agreement": "info",
    "year-missing": "error",
    "years-differ": "warning",
    "date-missing": "warning",
    "unit-missing": "error",
    "party-missing": "warning",
    "names-differ": "warning",
    "nip-missing": "info",
    "nip-malformed": "warning",
}


class Findings:
    """Collects findings while a document is read, in the order they are met."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def add(self, code: str, *, indicator: str | None = None, where: str = "", raw: str = "", **params: str) -> None:
        """Note one finding; its severity belongs to its code."""
        self._found.append(
            Finding(code=code, severity=SEVERITY[code], indicator=indicator, where=where, raw=raw, params=params)
        )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found)


def place(row: int, column: str | None = None) -> str:
    """Where in the document, as it is kept: `baris 52, kolom TARGET`."""
    if column is None:
        return text("findings.place-row", "id", row=row)
    return text("findings.place-cell", "id", row=row, column=column)


def message(finding: Finding, language: str) -> str:
    """The finding's sentence in a language; parameters that name a value of an axis are translated too."""
    return text(f"findings.{finding.code}", language, **_translated(finding, language))


def advice(finding: Finding, language: str) -> str:
    """What to do about it."""
    return text(f"findings.{finding.code}.do", language, **_translated(finding, language))


def _translated(finding: Finding, language: str) -> dict[str, str]:
    known = room("findings")
    filled = {"raw": finding.raw, "indicator": finding.indicator or "", **finding.params}
    return {
        name: text(f"findings.{name}:{value}", language) if f"{name}:{value}" in known else value
        for name, value in filled.items()
    }
