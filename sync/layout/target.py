"""Target: the targets of the year and its quarters, open to typing during a draft or an amendment."""

from decimal import Decimal

from sync.data import AgreementData, BookData, Json
from sync.layout.edits import remarks, shown_input, status
from sync.layout.parts import QUARTERS, Words, row_id, table, target_value
from sync.model import Cell, Column, Sheet, Validation


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab, one row an indicator."""
    rows = [
        _edited(_record(agreement, indicator, words), data, words)
        for agreement in data.agreements
        for indicator in agreement.indicators
    ]
    return table("target", words, columns(words), rows, frozen_columns=3)


def columns(words: Words) -> tuple[Column, ...]:
    """The headers are a contract (interface.md). A target may be a range or a grade, so any text may be typed."""
    rule = Validation(kind="any", title=words("input.target"), message=words("input.target.hint"))
    return (
        Column(key="agreement", header=words("head.agreement"), width=15),
        Column(key="code", header=words("head.code"), width=7),
        Column(key="indicator", header=words("head.indicator"), width=46),
        Column(key="unit", header=words("head.unit"), width=10),
        Column(key="entry", header=words("head.entry"), width=11),
        Column(key="annual", header=words("head.annual"), width=13, role="input", validation=rule),
        *(
            Column(key=f"q{quarter}", header=words(f"quarter.{quarter}"), width=11, role="input", validation=rule)
            for quarter in QUARTERS
        ),
        Column(key="status", header=words("head.status"), width=16),
        Column(key="remark", header=words("head.remark"), width=38),
        Column(key="id", header=words("head.id"), width=18, role="id"),
    )


def _record(agreement: AgreementData, indicator: Json, words: Words) -> dict[str, Cell]:
    is_open = agreement.editable_target
    own = indicator.get("period_targets") or {}
    status = words.known("workbook.agreement", agreement.show["status"])
    quarters = {f"q{quarter}": own.get(f"{agreement.year}-Q{quarter}") for quarter in QUARTERS}
    return {
        "agreement": Cell(agreement.ref),
        "code": Cell(indicator["code"], "center"),
        "indicator": Cell(indicator["text"]),
        "unit": Cell(indicator.get("unit") or words("unset"), "center"),
        "entry": Cell(words.known("workbook.entry", indicator.get("target_entry")), "center"),
        "annual": _input(indicator.get("target"), words, is_open=is_open),
        **{key: _input(value, words, is_open=is_open) for key, value in quarters.items()},
        "status": Cell(words("target.open" if is_open else "target.closed"), "open" if is_open else "center"),
        "remark": Cell(words("target.open.remark" if is_open else "target.closed.remark", status=status)),
        "id": Cell(row_id(agreement.ref, indicator["code"])),
    }


def _edited(record: dict[str, Cell], data: BookData, words: Words) -> dict[str, Cell]:
    """The row with what people typed in it and the ledger has not taken, beside the reason."""
    standing = data.state.cells("target", str(record["id"].value))
    if not standing:
        return record
    return {
        **record,
        **{name: shown_input(one, record[name]) for name, one in standing.items() if name in record},
        "status": status(standing, words),
        "remark": Cell("\n".join(remarks("target", standing, words))),
    }


def _input(value: Json | None, words: Words, *, is_open: bool) -> Cell:
    """A target as it would be typed; empty is not set, `-` is none."""
    shown = None if value is None else target_value(value, words)
    if is_open:
        return Cell(shown, "input-number")
    return Cell(shown, "given" if shown is None or isinstance(shown, Decimal) else "band-other")
