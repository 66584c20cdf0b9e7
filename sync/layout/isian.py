"""Isian: where realizations are typed, one row for each indicator and period of its frequency."""

import datetime
from dataclasses import dataclass
from typing import Any

from kinerja_es.period import periods
from sync.data import AgreementData, BookData, Json
from sync.layout.edits import remarks, shown_input, status
from sync.layout.parts import Words, exact, figure, row_id, table, target
from sync.model import Cell, Column, Sheet, Validation


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger holds of one agreement, by code and period."""

    entries: dict[tuple[str, str], Json]
    during: dict[tuple[str, str], str | None]
    returned: dict[tuple[str, str], str | None]
    closed: set[str]


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab; composites are reckoned, never entered, and have no rows."""
    records = [
        _edited(_record(agreement.ref, indicator, period.code, held, words), data, words)
        for agreement in data.agreements
        for held in [_held(agreement)]
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


def _held(agreement: AgreementData) -> Held:
    """Closed are the periods that stand closed after all events of the trail; of returns the last reason counts."""
    rows = [(quarter["period"], row) for quarter in agreement.quarters for row in quarter["indicators"]]
    held = Held(agreement.entries(), {(row["code"], period): row["during"] for period, row in rows}, {}, set())
    for event in agreement.trail:
        match event["type"]:
            case "PeriodClosed":
                held.closed.add(event["period"])
            case "PeriodReopened":
                held.closed.discard(event["period"])
            case "RealizationReturned":
                held.returned[event["indicator"], event["period"]] = event["reason"]
    return held


def _record(ref: str, indicator: Json, period: str, held: Held, words: Words) -> dict[str, Cell]:
    code = indicator["code"]
    entry: Json = held.entries.get((code, period), {})
    day = entry.get("source_date")
    return {
        "agreement": Cell(ref),
        "code": Cell(code, "center"),
        "indicator": Cell(indicator["text"]),
        "unit": Cell(indicator.get("unit") or words("unset"), "center"),
        "period": Cell(period, "center"),
        "entry": Cell(words.known("workbook.entry", indicator.get("entry")), "center"),
        "target": target(_target(indicator, period), words),
        "system": _system(entry, held.during.get((code, period)), words),
        **{key: Cell(exact(entry.get(key)), "input-number") for key in ("value", "numerator", "denominator")},
        "source_date": Cell(datetime.date.fromisoformat(day) if day else None, "input-date"),
        "evidence": Cell("\n".join(entry.get("evidence") or ()) or None, "input"),
        "note": Cell(entry.get("note"), "input"),
        "status": Cell(words("status.accepted"), "accepted") if entry else Cell(),
        "remark": Cell("\n".join(_remarks(entry, (code, period), held, words)) or None),
        "id": Cell(row_id(ref, code, period)),
    }


def _edited(record: dict[str, Cell], data: BookData, words: Words) -> dict[str, Cell]:
    """The row with what people typed in it and the ledger has not taken, beside the reason."""
    standing = data.state.cells("isian", str(record["id"].value))
    if not standing:
        return record
    lines = [*remarks("isian", standing, words), str(record["remark"].value or "")]
    return {
        **record,
        **{name: shown_input(one, record[name]) for name, one in standing.items() if name in record},
        "status": status(standing, words),
        "remark": Cell("\n".join(line for line in lines if line)),
    }


def _target(indicator: Json, period: str) -> Json | None:
    """The period's own target; else the annual one where it holds in each period, for the whole year, or is `-`."""
    own: Json | None = (indicator.get("period_targets") or {}).get(period)
    annual: Json | None = indicator.get("target")
    if own is not None or annual is None:
        return own
    whole = indicator.get("target_entry") == "level" or indicator.get("frequency") == "year" or annual["kind"] == "none"
    return annual if whole else None


def _system(entry: Json, during: str | None, words: Words) -> Cell:
    """The ledger's value of the period; of a ratio the figure that `replay` reckons, else its two parts as text."""
    if not entry:
        return Cell(words("not-reported"), "unknown")
    if entry["value"] is not None:
        return Cell(exact(entry["value"]), "given")
    if during is not None:
        return figure(during, words)
    return Cell(words.marks(f"{entry['numerator']} : {entry['denominator']}"), "unknown")


def _remarks(entry: Json, key: tuple[str, str], held: Held, words: Words) -> list[str]:
    lines = []
    if entry:
        moment = words.moment(entry["recorded_at"])
        lines.append(words("remark.recorded", moment=moment, actor=entry["actor"], position=entry["position"]))
        if entry["state"] == "verified":
            lines.append(words("remark.verified"))
        elif entry["state"] == "returned":
            lines.append(words("remark.returned", reason=held.returned.get(key) or words("unset")))
    if key[1] in held.closed:
        lines.append(words("remark.closed"))
    return lines
