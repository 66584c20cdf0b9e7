"""Ringkasan: the scorecard of each agreement by quarter, the meaning of colours, and a chart."""

from decimal import Decimal

from sync.data import AgreementData, BookData
from sync.layout.parts import QUARTERS, Words, figure, spread, table
from sync.layout.styles import band_style
from sync.model import Area, Cell, Chart, Column, Series, Sheet

# Up to here quarters are the categories and each agreement is a series; with more it is the other way round.
FEW = 5
CHART = (760, 340)


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab; the cells of the chart stand below the legend, empty where a quarter is not computable."""
    columns = (
        Column(key="agreement", header=words("head.agreement"), width=20),
        Column(key="unit", header=words("summary.unit"), width=28),
        Column(key="state", header=words("summary.state"), width=16),
        Column(key="version", header=words("summary.version"), width=9),
        Column(key="quarter", header=words("summary.quarter"), width=11),
        Column(key="achievement", header=words("summary.achievement"), width=18),
        Column(key="achievement_annual", header=words("summary.achievement_annual"), width=19),
        Column(key="band", header=words("summary.band"), width=22),
        Column(key="computed", header=words("summary.computed"), width=12),
        Column(key="not_computable", header=words("summary.not_computable"), width=14),
    )
    width = len(columns)
    subtitle = words("summary.subtitle", book=data.book, moment=words.moment(data.as_of), position=data.position)
    above = (
        spread(Cell(words("summary.title"), "title"), width),
        spread(Cell(subtitle, "subtitle"), width),
        spread(Cell(None, "plain"), width),
    )
    records = [_record(agreement, quarter, data, words) for agreement in data.agreements for quarter in QUARTERS]
    scores = table("ringkasan", words, columns, records, above=above, heights={0: 24})
    legend, merges = _legend(data, words, len(scores.cells), width)
    start = len(scores.cells) + len(legend) + 1
    heading = spread(Cell(words("summary.chart_data"), "section"), width)
    cells = (*scores.cells, *legend, heading, *_chart_data(data, words))
    return Sheet(
        key=scores.key, name=scores.name, columns=columns, cells=cells, header=scores.header,
        heights=scores.heights, merges=merges, charts=_charts(data, words, start, len(cells) + 1),
    )  # fmt: skip


def _record(agreement: AgreementData, quarter: int, data: BookData, words: Words) -> dict[str, Cell]:
    summary = agreement.quarters[quarter - 1]["summary"]
    band = summary["band"]
    word = words("not-computable") if band is None else band
    if band is not None and summary.get("provisional"):
        word = words("provisional", band=band)
    return {
        "agreement": Cell(agreement.ref, "strong"),
        "unit": Cell(agreement.show["unit"]["name"]),
        "state": Cell(words.known("workbook.agreement", agreement.show["status"])),
        "version": Cell(Decimal(agreement.show["version"]), "whole"),
        "quarter": Cell(words(f"quarter.{quarter}"), "center"),
        "achievement": figure(summary["achievement"], words),
        "achievement_annual": figure(summary["achievement_annual"], words),
        "band": Cell(word, band_style(band, data.bands)),
        "computed": Cell(Decimal(summary["computed"]), "whole"),
        "not_computable": Cell(Decimal(summary["not_computable"]), "whole"),
    }


def _legend(data: BookData, words: Words, first: int, width: int) -> tuple[list[tuple[Cell, ...]], tuple[Area, ...]]:
    """Each colour with its word and its bounds; the lower bounds are strict."""
    rows = [spread(Cell(None, "plain"), width), spread(Cell(words("summary.legend"), "section"), width)]
    for at, (bound, name) in enumerate(data.bands):
        if bound != "-inf":
            meaning = words("summary.above", bound=words.marks(bound))
        elif at:
            meaning = words("summary.below", bound=words.marks(data.bands[at - 1][0]))
        else:
            meaning = words("summary.every")
        rows.append((Cell(name, band_style(name, data.bands)), Cell(meaning), Cell()))
    rows.append((Cell(words("not-computable"), "band-none"), Cell(words("summary.not-computable")), Cell()))
    merges = tuple(Area(first + at, 1, first + at, 2) for at in range(2, len(rows)))
    rows.append(spread(Cell(None, "plain"), width))
    return rows, merges


def _chart_data(data: BookData, words: Words) -> list[tuple[Cell, ...]]:
    names = (words("head.agreement"), *(words(f"quarter.{quarter}") for quarter in QUARTERS))
    rows = [tuple(Cell(name, "head") for name in names)]
    for agreement in data.agreements:
        means = [quarter["summary"]["achievement"] for quarter in agreement.quarters]
        values = [Cell(None if mean is None else Decimal(mean), "number") for mean in means]
        rows.append((Cell(agreement.ref, "strong"), *values))
    return rows


def _charts(data: BookData, words: Words, names: int, below: int) -> tuple[Chart, ...]:
    if not data.agreements:
        return ()
    first, last, end = names + 1, names + len(data.agreements), len(QUARTERS)
    if len(data.agreements) <= FEW:
        series = tuple(
            Series(name=(row, 0), categories=Area(names, 1, names, end), values=Area(row, 1, row, end))
            for row in range(first, last + 1)
        )
    else:
        series = tuple(
            Series(name=(names, at), categories=Area(first, 0, last, 0), values=Area(first, at, last, at))
            for at in range(1, end + 1)
        )
    quarters = [quarter for agreement in data.agreements for quarter in agreement.quarters]
    means = [Decimal(quarter["summary"]["achievement"] or 0) for quarter in quarters]
    return (
        Chart(
            title=words("summary.chart"), axis=words("summary.axis"), row=below, column=0,
            width=CHART[0], height=CHART[1], from_zero=min(means) >= 0, series=series,
        ),
    )  # fmt: skip
