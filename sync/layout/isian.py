"""Isian: where realizations are typed, one row for each indicator and period of its frequency."""

import datetime
from typing import Any

from kinerja_es.period import periods
from sync.data import AgreementData, BookData, Json
from sync.layout.parts import Words, exact, row_id, table, target
from sync.model import Cell, Column, Sheet, Validation


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab; composites are reckoned, never entered, and have no rows."""
    records = [
        _record(agreement, indicator, period.code, words)
        for agreement in data.agreements
        for indicator in agreement.indicators
        if indicator.get("aggregation") != "composite"
        for period in periods(agreement.year, indicator.get("frequency") or "quarter")
    ]
    return table("isian", words, columns(words), records, frozen_columns=3)


def columns(words: Words) -> tuple[Column, ...]:
    """The headers are a contract (interface.md)."""

    def ledger(key: str, width: float) -> Column:
        return Column(key=key, header=words(f"head.{key}"), width=width)

    def typed(key: str, width: float, kind: Any) -> Column:  # noqa: ANN401 -- one of Validation's kinds
        errors = {"decimal": "input.number.error", "date": "input.source_date.error"}
        error = words(errors[kind]) if kind in errors else ""
        rule = Validation(kind=kind, title=words(f"input.{key}"), message=words(f"input.{key}.hint"), error=error)
        return Column(key=key, header=words(f"head.{key}"), width=width, role="input", validation=rule)

    return (
        ledger("agreement", 10), ledger("code", 5.5), ledger("indicator", 28), ledger("unit", 7.5),
        ledger("period", 9.5),
        ledger("entry", 8.5), ledger("target", 9), ledger("system", 9.5),
        typed("value", 10, "decimal"), typed("numerator", 11, "decimal"), typed("denominator", 10, "decimal"),
        typed("source_date", 11.5, "date"), typed("evidence", 24, "any"), typed("note", 22, "any"),
        ledger("status", 10), ledger("remark", 28),
        Column(key="id", header=words("head.id"), width=24, role="id"),
    )  # fmt: skip


def _record(agreement: AgreementData, indicator: Json, period: str, words: Words) -> dict[str, Cell]:
    code = indicator["code"]
    entry = agreement.entries().get((code, period))
    record = {
        "agreement": Cell(agreement.ref),
        "code": Cell(code, "center"),
        "indicator": Cell(indicator["text"]),
        "unit": Cell(indicator.get("unit") or words("unset"), "center"),
        "period": Cell(period, "center"),
        "entry": Cell(words.known("entry", indicator.get("entry")), "center"),
        "target": target(_target(indicator, period), words),
        "system": _system(agreement, code, period, words),
        "status": Cell(),
        "remark": Cell("\n".join(_remarks(agreement, code, period, entry, words))),
        "id": Cell(row_id(agreement.ref, code, period)),
    }
    held: Json = entry or {}
    for key in ("value", "numerator", "denominator"):
        record[key] = Cell(exact(held.get(key)), "input-number")
    day = held.get("source_date")
    record["source_date"] = Cell(datetime.date.fromisoformat(day) if day else None, "input-date")
    record["evidence"] = Cell("\n".join(held.get("evidence") or ()) or None, "input")
    record["note"] = Cell(held.get("note"), "input")
    if entry is not None:
        record["status"] = Cell(words("status.accepted"), "accepted")
    return record


def _target(indicator: Json, period: str) -> Json | None:
    """The period's own target; else the annual one where it holds in each period, for the whole year, or is `-`."""
    own: Json | None = (indicator.get("period_targets") or {}).get(period)
    annual: Json | None = indicator.get("target")
    if own is not None or annual is None:
        return own
    whole = indicator.get("target_entry") == "level" or indicator.get("frequency") == "year" or annual["kind"] == "none"
    return annual if whole else None


def _system(agreement: AgreementData, code: str, period: str, words: Words) -> Cell:
    """The ledger's figure of the period: the value, or numerator over denominator as reckoned by `replay`."""
    entry = agreement.entries().get((code, period))
    if entry is None:
        return Cell(words("not-reported"), "unknown")
    if entry["value"] is not None:
        return Cell(exact(entry["value"]), "given")
    for quarter in agreement.quarters:
        if quarter["period"] == period:
            row = {row["code"]: row for row in quarter["indicators"]}[code]
            if row["during"] is not None:
                return Cell(exact(row["during"]) or row["during"], "number")
    return Cell(words.marks(f"{entry['numerator']} : {entry['denominator']}"), "unknown")


def _remarks(agreement: AgreementData, code: str, period: str, entry: Json | None, words: Words) -> list[str]:
    lines = []
    if entry is not None:
        moment = words.moment(entry["recorded_at"]) if entry["recorded_at"] else words("unset")
        lines.append(words("remark.recorded", moment=moment, actor=entry["actor"], position=entry["position"]))
        if entry["state"] == "verified":
            lines.append(words("remark.verified"))
        elif entry["state"] == "returned":
            reasons = [
                event["reason"]
                for event in agreement.trail
                if event["type"] == "RealizationReturned" and (event["indicator"], event["period"]) == (code, period)
            ]
            lines.append(words("remark.returned", reason=(reasons or [None])[-1] or words("unset")))
    if period in _closed(agreement):
        lines.append(words("remark.closed"))
    return lines


def _closed(agreement: AgreementData) -> set[str]:
    """The periods that stand closed after all events of the trail."""
    closed: set[str] = set()
    for event in agreement.trail:
        if event["type"] == "PeriodClosed":
            closed.add(event["period"])
        elif event["type"] == "PeriodReopened":
            closed.discard(event["period"])
    return closed
