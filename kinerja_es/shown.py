"""An agreement as JSON: what `agreement show` prints and `drafts` reads back (shape: interface.md)."""

import datetime
from decimal import Decimal
from typing import Any, get_args

from kinerja_es.agreement import Agreement
from kinerja_es.events import BudgetRatified, OfficialAppointed, Side
from kinerja_es.indicator import Indicator, Target
from kinerja_es.parties import Party
from kinerja_es.quantity import plain

Json = dict[str, Any]


def target_json(target: Target) -> Json:
    """A target as the JSON has it."""
    made: Json = {"kind": target.kind}
    if target.kind == "grade":
        made |= {"value": target.grade, "scale": list(target.scale) if target.scale else None}
        made |= {} if target.value is None else {"score": plain(target.value)}
    elif target.kind == "range":
        made |= {"low": _figure(target.low), "high": _figure(target.high)}
    elif target.kind != "none":
        made |= {"operator": target.operator} if target.kind == "bound" else {}
        made |= {"value": _figure(target.value)}
    return made | ({} if target.raw is None else {"raw": target.raw})


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def show(agreement: Agreement) -> Json:
    """An agreement as JSON: its newest content (of an open amendment, the content being changed)."""
    head = agreement.head
    return {
        "unit": {"slug": head.unit.slug, "name": head.unit.name, "regency": head.unit.regency},
        "year": head.year,
        "place": head.place,
        "date": _day(head.date),
        "status": agreement.status,
        "version": agreement.version,
        "parties": {"first": _party(head.parties.first), "second": _party(head.parties.second)},
        "officials": officials_json(agreement),
        "budget_documents": [
            {"document": x.event.document, "date": x.event.date.isoformat(), "kind": x.event.kind}
            for x in agreement.ratified
            if isinstance(x.event, BudgetRatified)
        ],
        "signing": {
            "dpa_date": _day(agreement.signing.dpa),
            "due": _day(agreement.signing.due),
            "signed": _day(agreement.signing.signed),
            "late_days": agreement.signing.late_days,
        },
        "indicators": [
            _indicator(promise.indicator, promise.annual, dict(promise.periods))
            for promise in agreement.working.values()
        ],
        "programs": [{"text": p.text, "budget": _figure(p.budget), "fund": p.fund} for p in agreement.programs],
    }


def officials_json(agreement: Agreement) -> list[Json]:
    """Every appointment of both posts, as recorded."""
    made = [x.event for side in get_args(Side) for x in agreement.officials.get(side, [])]
    return [
        {"party": one.party, **_party(one.official), "from": _day(one.since), "to": _day(one.until)}
        for one in made
        if isinstance(one, OfficialAppointed)
    ]


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _party(party: Party) -> Json:
    return {
        "name": party.name, "position": party.position, "nip": party.nip, "rank": party.rank,
        "standing": party.standing,
    }  # fmt: skip


def _indicator(indicator: Indicator, annual: Target | None, periods: dict[str, Target]) -> Json:
    formula = indicator.formula
    return {
        "code": indicator.code,
        "outcome": {"level": indicator.outcome.level, "text": indicator.outcome.text},
        "text": indicator.text,
        "unit": indicator.unit,
        "frequency": indicator.frequency,
        "polarity": indicator.polarity,
        "aggregation": indicator.aggregation,
        "entry": indicator.entry,
        "target_entry": indicator.target_entry,
        "target": None if annual is None else target_json(annual),
        "period_targets": {period: target_json(target) for period, target in periods.items()},
        "formula": {
            "raw": formula.raw, "expression": formula.expression, "numerator": formula.numerator,
            "denominator": formula.denominator,
        },
        "source": indicator.source,
        "note": indicator.note,
        "calculation_raw": indicator.calculation_raw,
    }  # fmt: skip
