"""Target cells of an indicator with its unit: what they say, and what is doubtful about them."""

from dataclasses import dataclass

from kinerja_es.indicator import Target
from kinerja_es.intake.findings import Findings
from kinerja_es.intake.rows import Draft
from kinerja_es.quantity import Mark, tidy
from kinerja_es.targets import beyond_scale, correct_unit, read_target


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The yearly target, the targets of periods by suffix (`Q1`, `03`), and the unit of them all."""

    target: Target
    unit: str | None
    periods: dict[str, Target]


def read_goal(draft: Draft, mark: Mark | None, findings: Findings, *, has_target: bool = True) -> Goal:
    """Read the target, unit and period cells of one indicator."""
    target, unit, codes = read_target(draft.target, mark)
    where = draft.where("target")
    if tidy(draft.unit):
        column, corrected = correct_unit(tidy(draft.unit))
        if corrected:
            findings.add(
                "unit-corrected", indicator=draft.code, where=draft.where("unit"), raw=draft.unit, unit=column or ""
            )
        unit = column
    if unit is None and draft.text.casefold().startswith(("persentase", "prosentase")):
        unit = "%"
        findings.add("unit-from-text", indicator=draft.code, where=draft.where("indicator"), raw=draft.text, unit=unit)
    if has_target:
        _note(codes, draft, where, draft.target, target, unit, findings, mark)
    if unit is None and target.kind in {"number", "range", "bound"}:
        findings.add("target-without-unit", indicator=draft.code, where=where, raw=draft.target)
    periods = {}
    for suffix, cell in draft.periods.items():
        periods[suffix], own_unit, codes = read_target(cell, mark)
        unit = unit or own_unit
        quiet = {"target-blank", "no-target", "zero-target", "unit-corrected"}  # a period without a target is usual
        _note(
            [c for c in codes if c not in quiet],
            draft,
            draft.where(suffix),
            cell,
            periods[suffix],
            unit,
            findings,
            mark,
        )
    return Goal(
        target=target, unit=unit, periods={suffix: t for suffix, t in periods.items() if t.raw and t.raw.strip()}
    )


def _note(
    codes: list[str], draft: Draft, where: str, raw: str, target: Target, unit: str | None, findings: Findings,
    mark: Mark | None,
) -> None:  # fmt: skip
    for code in codes:
        findings.add(code, indicator=draft.code, where=where, raw=raw, unit=unit or "")
    if beyond_scale(target, unit) and "beyond-scale" not in codes:
        findings.add("beyond-scale", indicator=draft.code, where=where, raw=raw, unit=unit or "")
    if mark is not None and "ambiguous-number" in read_target(raw)[2] and "ambiguous-number" not in codes:
        findings.add("number-settled", indicator=draft.code, where=where, raw=raw, mark=mark)
