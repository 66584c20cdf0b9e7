"""Capaian: one row an indicator, with target, realization, achievement and state to date at each quarter."""

from sync.data import BookData, Json
from sync.layout.parts import QUARTERS, Words, figure, outcome_text, reckoned_target, row_id, spread, table, target
from sync.layout.styles import band_style
from sync.model import Area, Cell, Column, Sheet

EACH = ("target", "realization", "achievement", "state")
WIDTHS = {"target": 8, "realization": 9, "achievement": 9, "state": 12.5}


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab, with a band of quarters above its headers."""
    identity = (
        Column(key="agreement", header=words("head.agreement"), width=9.5),
        Column(key="code", header=words("head.code"), width=5.5),
        Column(key="outcome", header=words("achievement.outcome"), width=23),
        Column(key="indicator", header=words("head.indicator"), width=26),
        Column(key="unit", header=words("head.unit"), width=7.5),
        Column(key="annual", header=words("head.annual"), width=9),
    )
    quarters = tuple(
        Column(
            key=f"{what}.{quarter}",
            header=words(f"achievement.{what}", quarter=words(f"quarter.{quarter}")),
            width=WIDTHS[what],
        )
        for quarter in QUARTERS
        for what in EACH
    )
    columns = (*identity, *quarters, Column(key="id", header=words("head.id"), width=16, role="id"))
    groups = [spread(Cell(words("achievement.identity"), "group"), len(identity))]
    merges = [Area(0, 0, 0, len(identity) - 1)]
    for quarter in QUARTERS:
        start = len(identity) + (quarter - 1) * len(EACH)
        groups.append(spread(Cell(words("achievement.group", quarter=words(f"quarter.{quarter}")), "group"), len(EACH)))
        merges.append(Area(0, start, 0, start + len(EACH) - 1))
    records = [
        _record(agreement.ref, indicator, figures, data, words)
        for agreement in data.agreements
        for figures in [[agreement.figures(quarter - 1) for quarter in QUARTERS]]
        for indicator in agreement.indicators
    ]
    above = (tuple(cell for group in groups for cell in group),)
    return table("capaian", words, columns, records, above=above, merges=merges, frozen_columns=4)


def _record(ref: str, indicator: Json, figures: list[dict[str, Json]], data: BookData, words: Words) -> dict[str, Cell]:
    code, annual = indicator["code"], indicator.get("target")
    record = {
        "agreement": Cell(ref),
        "code": Cell(code, "center"),
        "outcome": Cell(outcome_text(indicator)),
        "indicator": Cell(indicator["text"], "strong"),
        "unit": Cell(indicator.get("unit") or words("unset"), "center"),
        "annual": target(annual, words),
        "id": Cell(row_id(ref, code)),
    }
    for quarter in QUARTERS:
        row = figures[quarter - 1].get(code)
        cells = _absent(words) if row is None else _figures(row, annual, data, words)
        record |= {f"{what}.{quarter}": cell for what, cell in zip(EACH, cells, strict=True)}
    return record


def _figures(row: Json, annual: Json | None, data: BookData, words: Words) -> tuple[Cell, Cell, Cell, Cell]:
    reason = row["reason"]
    unreported = row.get("to_date_reason", reason) == "no-realization"
    return (
        reckoned_target(row["target_to_date"], annual, words),
        figure(row["to_date"], words, missing="not-reported" if unreported else "not-computable"),
        figure(row["achievement"], words),
        Cell(_state(row, words), band_style(None if row["achievement"] is None else row["band"] or "", data.bands)),
    )


def _state(row: Json, words: Words) -> str:
    if row["achievement"] is None:
        return words.known("reasons", row["reason"])
    band = row["band"] or words("none")
    lines = [words("provisional", band=band) if row["state"] == "provisional" else band]
    if row.get("carried"):
        lines.append(words("carried"))
    if row.get("missing_periods"):
        lines.append(words("missing", periods=", ".join(row["missing_periods"])))
    return "\n".join(lines)


def _absent(words: Words) -> tuple[Cell, Cell, Cell, Cell]:
    """An indicator that the version in force does not have yet."""
    unknown = Cell(words("not-computable"), "unknown")
    return Cell(words("unset"), "unknown"), unknown, unknown, Cell(words("not-in-force"), "band-none")
