"""The figures of a period: what `replay` and `report achievements` say of every indicator (shapes: interface.md)."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from kinerja_es.agreement import Agreement, Entry
from kinerja_es.calculation import Reading
from kinerja_es.events import RealizationRecorded
from kinerja_es.indicator import Indicator, Target
from kinerja_es.period import Period, parse_period
from kinerja_es.policy import Policy, band
from kinerja_es.quantity import plain
from kinerja_es.reckoning import Reckoned, Scope, Subject, Summary, reckon_linked, summarise
from kinerja_es.targets import AKIP

Json = dict[str, Any]
_SAKIP = re.compile(r"\bS?AKIP\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """An agreement as the ledger knew it at a position, whose event was recorded at a moment.

    `elsewhere` holds the other agreements that its formulas reach, by reference, as known at the same position.
    """

    agreement: Agreement
    position: int
    as_of: str | None
    elsewhere: Mapping[str, Agreement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Achievements:
    """Every indicator of one agreement reckoned for one period, and their mean.

    `beyond` holds what they rest on besides: programs and indicators of other agreements, as formulas name them.
    """

    known: Known
    period: Period
    policy: Policy
    reckoned: dict[str, Reckoned]
    summary: Summary
    beyond: Mapping[str, Reckoned] = field(default_factory=dict)


def subjects(agreement: Agreement) -> dict[str, Subject]:
    """What the calculation needs to know of each indicator: its definition, targets and entries."""
    return {
        code: Subject(
            indicator=promise.indicator,
            annual=promise.annual,
            periods=promise.periods,
            readings={
                period: _reading(entry.figures)
                for period, entry in agreement.entries.get(code, {}).items()
                if entry.state != "returned"
            },
        )
        for code, promise in agreement.promises.items()
    }


def _reading(figures: RealizationRecorded) -> Reading:
    return Reading(
        period=figures.period, value=figures.value, numerator=figures.numerator, denominator=figures.denominator
    )


def achievements(known: Known, period: Period, policy: Policy) -> Achievements:
    """Reckon one agreement for a period under a policy, and under the same what its formulas reach elsewhere."""
    home = known.agreement
    scopes = {ref: _scope(agreement) for ref, agreement in known.elsewhere.items()} | {home.ref: _scope(home)}
    beyond = reckon_linked(scopes, home.ref, period, policy)
    reckoned = {code: beyond.pop(code) for code in home.promises}
    return Achievements(known, period, policy, reckoned, summarise(reckoned, policy), beyond)


def _scope(agreement: Agreement) -> Scope:
    return Scope(subjects=subjects(agreement), programs=[program.text for program in agreement.budget_programs])


def is_late(entry: Entry, policy: Policy, timezone: str) -> bool:
    """Whether the entry was first recorded after the due days that follow its period."""
    due = policy.due(parse_period(entry.figures.period))
    moment = datetime.datetime.fromisoformat(entry.history[0].recorded_at)
    return moment.astimezone(ZoneInfo(timezone)).date() > due


def target_text(target: Target | None) -> str | None:
    """A target on one line, for machines: `100`, `80-90`, `≤ 49`, `BB`; None where there is none."""
    if target is None or target.kind == "none":
        return None
    match target.kind:
        case "range":
            return f"{plain(target.low or 0)}-{plain(target.high or 0)}"
        case "bound":
            return f"{target.operator} {plain(target.value or 0)}"
        case "grade":
            return target.grade
        case _:
            return plain(target.value or 0)


def figure(value: Fraction | None) -> str | None:
    """A figure for machines; None is not known."""
    return None if value is None else plain(value)


def to_json(result: Achievements, timezone: str) -> Json:
    """The JSON of `replay`."""
    known, agreement = result.known, result.known.agreement
    return {
        "agreement": agreement.ref,
        "version": agreement.version,
        "period": result.period.code,
        "as_of": seconds(known.as_of),
        "position": known.position,
        "policy": {"name": result.policy.name, "version": result.policy.version},
        "indicators": [_indicator(result, code, timezone) for code in result.reckoned],
        "summary": {
            "achievement": figure(result.summary.achievement),
            "achievement_annual": figure(result.summary.achievement_annual),
            "band": result.summary.band,
            "provisional": result.summary.provisional,
            "computed": result.summary.computed,
            "not_computable": result.summary.not_computable,
        },
    }


def seconds(moment: str | None) -> str | None:
    """A stored moment to the second, as ISO 8601 in UTC."""
    return None if moment is None else moment[:19] + "Z"


def predicate(indicator: Indicator, target: Target | None, score: Fraction | None, policy: Policy) -> str | None:
    """The AKIP predicate of a SAKIP score (PermenPAN-RB 88/2021); None of anything else, and of what has no score.

    A SAKIP score is what is measured against a predicate with a number, or an indicator that names SAKIP and is no
    percentage. An ordinal value, the place of a grade on its ladder, is no score.
    """
    graded = target is not None and target.kind == "grade"
    scored = target is not None and graded and target.scale == AKIP and target.value is not None
    named = not graded and indicator.unit != "%" and _SAKIP.search(indicator.text) is not None
    return band(score, policy.predicates) if score is not None and (scored or named) else None


def _indicator(result: Achievements, code: str, timezone: str) -> Json:
    reckoned, agreement = result.reckoned[code], result.known.agreement
    indicator = agreement.promises[code].indicator
    entries = [
        entry
        for period, entry in sorted(
            agreement.entries.get(code, {}).items(), key=lambda item: parse_period(item[0]).last
        )
        if parse_period(period).last <= result.period.last
    ]
    return {
        "code": code,
        "text": indicator.text,
        "unit": indicator.unit,
        "during": figure(reckoned.during.value),
        "during_reason": reckoned.during.reason,
        "to_date": figure(reckoned.to_date.value),
        "to_date_reason": reckoned.to_date.reason,
        "target_to_date": target_text(reckoned.target_to_date),
        "target_annual": target_text(reckoned.target_annual),
        "achievement": figure(reckoned.achievement),
        "achievement_annual": figure(reckoned.achievement_annual),
        "band": reckoned.band,
        "predicate": predicate(indicator, reckoned.target_annual, reckoned.to_date.value, result.policy),
        "state": reckoned.state,
        "reason": reckoned.reason,
        "missing_periods": list(reckoned.to_date.missing),
        "carried": reckoned.to_date.carried,
        "verified": bool(entries) and all(entry.state == "verified" for entry in entries),
        "late": any(is_late(entry, result.policy, timezone) for entry in entries),
        "entries": [entry_json(entry) for entry in entries],
    }


def entry_json(entry: Entry) -> Json:
    """One entry as it stands, with the event that holds its figures."""
    figures = entry.figures
    return {
        "period": figures.period,
        "value": None if figures.value is None else plain(figures.value),
        "numerator": None if figures.numerator is None else plain(figures.numerator),
        "denominator": None if figures.denominator is None else plain(figures.denominator),
        "event": entry.current.id,
        "position": entry.current.position,
        "recorded_at": entry.current.recorded_at,
        "actor": figures.actor,
        "evidence": [evidence.location for evidence in figures.evidence],
        "source_date": figures.source_date.isoformat() if figures.source_date else None,
        "note": figures.note,
        "state": entry.state,
    }
