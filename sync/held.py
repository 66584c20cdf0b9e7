"""What the ledger holds for the input cells of a row, in canonical spelling. Pure."""

from collections.abc import Iterator, Mapping

from kinerja_es.agreement import Agreement
from kinerja_es.period import periods
from kinerja_es.quantity import plain
from sync.cells import canonical, clipped, target_canonical
from sync.layout.konflik import parts
from sync.layout.parts import row_id

QUARTERS = ("q1", "q2", "q3", "q4")


def held(agreement: Agreement | None, tab: str, row: str) -> dict[str, str | None]:
    """The canonical values of a row's input columns; empty where the ledger knows no such row.

    Args:
        agreement: the agreement that the row names, as of some position.
        tab: `isian` or `target`.
        row: the row's id, `gumelar/2024|7|2024-Q1` or `gumelar/2024|7`.
    """
    _, code, period = parts(row)
    if agreement is None:
        return {}
    return _realization(agreement, code, period) if tab == "isian" else _target(agreement, code)


def known_rows(agreements: Mapping[str, Agreement], tab: str) -> set[str]:
    """Ids of all rows that the ledger knows in a tab."""
    return {name for ref, agreement in agreements.items() for name in _rows(ref, agreement, tab)}


def _rows(ref: str, agreement: Agreement, tab: str) -> Iterator[str]:
    for code, promise in agreement.working.items():
        if tab == "target":
            yield row_id(ref, code)
        elif promise.indicator.aggregation != "composite":
            for period in periods(agreement.head.year, promise.indicator.frequency):
                yield row_id(ref, code, period.code)


def period_of(agreement: Agreement, column: str) -> str:
    """The period that a column of Target is about."""
    return periods(agreement.head.year, "quarter")[QUARTERS.index(column)].code


def _realization(agreement: Agreement, code: str, period: str) -> dict[str, str | None]:
    promise = agreement.working.get(code)
    if promise is None or promise.indicator.aggregation == "composite":
        return {}
    if period not in {one.code for one in periods(agreement.head.year, promise.indicator.frequency)}:
        return {}
    entry = agreement.entry(code, period)
    if entry is None:
        return dict.fromkeys(("value", "numerator", "denominator", "source_date", "evidence", "note"))
    figures = entry.figures
    return {
        **{
            name: None if (number := getattr(figures, name)) is None else plain(number)
            for name in ("value", "numerator", "denominator")
        },
        "source_date": figures.source_date.isoformat() if figures.source_date else None,
        "evidence": canonical("text", clipped("\n".join(evidence.location for evidence in figures.evidence))),
        "note": canonical("text", clipped(figures.note or "")),
    }


def _target(agreement: Agreement, code: str) -> dict[str, str | None]:
    promise = agreement.working.get(code)
    if promise is None:
        return {}
    return {
        "annual": target_canonical(promise.annual),
        **{column: target_canonical(promise.periods.get(period_of(agreement, column))) for column in QUARTERS},
    }
