"""The proof tree of one figure: rule, inputs, and at the leaves the events, documents and people it rests on."""

from kinerja_es.agreement import Entry
from kinerja_es.catalogue import text
from kinerja_es.errors import BadInput
from kinerja_es.events import Recorded
from kinerja_es.formula import parse, references
from kinerja_es.period import Period, parse_period
from kinerja_es.policy import Policy
from kinerja_es.quantity import plain
from projections.achievements import Achievements, Json, Known, achievements, figure, target_text


def explain(known: Known, code: str, period: Period, policy: Policy, language: str) -> Json:
    """How the achievement to date of an indicator came about, down to the events."""
    result = achievements(known, period, policy)
    if code not in result.reckoned:
        raise BadInput("unknown-indicator", where=code, indicator=code, agreement=known.agreement.ref)
    return _achievement(result, code, language, frozenset())


def _node(
    figure_name: str, value: str | None, unit: str | None, rule: str, result: Achievements, language: str
) -> Json:
    return {
        "figure": figure_name,
        "value": value,
        "unit": unit,
        "rule": {
            "code": rule,
            "text": text(f"reasons.rule.{rule}", language),
            "basis": text(f"reasons.rule.{rule}.basis", language),
        },
        "policy": {"name": result.policy.name, "version": result.policy.version},
        "inputs": [],
    }


def _achievement(result: Achievements, code: str, language: str, above: frozenset[str]) -> Json:
    reckoned, promise = result.reckoned[code], result.known.agreement.promises[code]
    indicator = promise.indicator
    lower = indicator.polarity == "lower"
    rule = f"achievement-{result.policy.lower}" if lower else "achievement-higher"
    node = _node("achievement", figure(reckoned.achievement), "%", rule, result, language)
    node |= {"indicator": code, "text": indicator.text, "period": result.period.code, "reason": reckoned.reason,
             "state": reckoned.state}  # fmt: skip
    node["inputs"] = [_to_date(result, code, language, above | {code}), _target(result, code, language)]
    return node


def _to_date(result: Achievements, code: str, language: str, above: frozenset[str]) -> Json:
    reckoned, agreement = result.reckoned[code], result.known.agreement
    indicator = agreement.promises[code].indicator
    rule = indicator.aggregation or "unset"
    node = _node("to_date", figure(reckoned.to_date.value), indicator.unit, rule, result, language)
    node |= {"indicator": code, "period": result.period.code, "reason": reckoned.to_date.reason,
             "missing_periods": list(reckoned.to_date.missing), "carried": reckoned.to_date.carried,
             "formula": indicator.formula.expression or indicator.formula.raw}  # fmt: skip
    node["inputs"] = [_event(agreement.promises[code].defined, None)]
    if indicator.aggregation == "composite":
        if indicator.formula.expression is not None:
            for kind, component in references(parse(indicator.formula.expression)):
                if component not in result.reckoned or component in above:
                    continue
                step = _achievement if kind == "achievement" else _to_date
                node["inputs"].append(step(result, component, language, above | {component}))
        return node
    node["inputs"] += [
        _entry(entry)
        for period, entry in sorted(
            agreement.entries.get(code, {}).items(), key=lambda item: parse_period(item[0]).last
        )
        if parse_period(period).last <= result.period.last
    ]
    return node


def _target(result: Achievements, code: str, language: str) -> Json:
    promise = result.known.agreement.promises[code]
    rule = f"target-{promise.indicator.target_entry or 'unset'}"
    node = _node("target_to_date", target_text(result.reckoned[code].target_to_date), promise.indicator.unit, rule,
                 result, language)  # fmt: skip
    if promise.annual_set is not None:
        node["inputs"].append(_event(promise.annual_set, target_text(promise.annual)))
    node["inputs"] += [
        _event(recorded, target_text(promise.periods[period]))
        for period, recorded in promise.periods_set.items()
        if parse_period(period).last <= result.period.last
    ]
    return node


def _entry(entry: Entry) -> Json:
    figures = entry.figures
    if figures.value is not None:
        value = plain(figures.value)
    else:
        value = f"{plain(figures.numerator or 0)}/{plain(figures.denominator or 0)}"
    leaf = _event(entry.current, value)
    leaf |= {
        "period": figures.period,
        "state": entry.state,
        "source_date": figures.source_date.isoformat() if figures.source_date else None,
        "evidence": [evidence.location for evidence in figures.evidence],
        "history": [
            {"event": recorded.id, "type": recorded.type, "position": recorded.position, "actor": recorded.event.actor,
             "reason": getattr(recorded.event, "reason", None)}
            for recorded in entry.history
        ],
    }  # fmt: skip
    return leaf


def _event(recorded: Recorded, value: str | None) -> Json:
    return {
        "event": recorded.id,
        "type": recorded.type,
        "position": recorded.position,
        "recorded_at": recorded.recorded_at,
        "actor": recorded.event.actor,
        "origin": recorded.event.origin,
        "value": value,
        "evidence": [],
    }
