"""Column charts over cells of their own tab. Pure."""

from collections.abc import Iterator

from sync.google.formats import colour
from sync.google.names import Json, chart_id, grid
from sync.google.place import Place
from sync.model import Area, Chart

COLOURS = ("#1F4E79", "#C55A11", "#548235", "#7F6000", "#7030A0")


def charts(place: Place) -> Iterator[Json]:
    """The tab's charts; one that is there keeps its place and size, which may be a person's."""
    for at, chart in enumerate(place.tab.sheet.charts):
        number = chart_id(place.tab.sheet.key, at)
        if place.old is not None and number in place.old.charts:
            yield {"updateChartSpec": {"chartId": number, "spec": _spec(place, chart)}}
        else:
            anchor = {"sheetId": place.id, "rowIndex": min(chart.row, place.rows - 1), "columnIndex": chart.column}
            overlay = {"anchorCell": anchor, "widthPixels": chart.width, "heightPixels": chart.height}
            drawn = {"chartId": number, "spec": _spec(place, chart), "position": {"overlayPosition": overlay}}
            yield {"addChart": {"chart": drawn}}


def _spec(place: Place, chart: Chart) -> Json:
    first = chart.series[0]
    across = first.values.first_row == first.values.last_row
    head = (first.categories.first_row, 0) if across else (first.name[0], first.categories.first_column)
    left: Json = {"position": "LEFT_AXIS", "title": chart.axis}
    if chart.from_zero:
        left["viewWindowOptions"] = {"viewWindowMode": "EXPLICIT", "viewWindowMin": 0}
    return {
        "title": chart.title,
        "hiddenDimensionStrategy": "SHOW_ALL",
        "basicChart": {
            "chartType": "COLUMN",
            "legendPosition": "BOTTOM_LEGEND",
            "axis": [{"position": "BOTTOM_AXIS"}, left],
            "domains": [{"domain": _source(place, head, first.categories)}],
            "series": [
                {
                    "series": _source(place, one.name, one.values), "targetAxis": "LEFT_AXIS",
                    "colorStyle": colour(COLOURS[at % len(COLOURS)]),
                    "dataLabel": {"type": "DATA", "placement": "OUTSIDE_END"},
                }
                for at, one in enumerate(chart.series)
            ],
            "headerCount": 1,  # the first cell of each range is its name
        },
    }  # fmt: skip


def _source(place: Place, name: tuple[int, int], area: Area) -> Json:
    """The area with the cell of its name before it."""
    keys = [column.key for column in place.tab.sheet.columns]
    top, bottom = min(name[0], area.first_row), area.last_row
    columns = [place.columns[keys[at]] for at in (min(name[1], area.first_column), area.last_column)]
    rows = (place.tab.places[top], place.tab.places[bottom] + 1)
    return {"sourceRange": {"sources": [grid(place.id, rows, (min(columns), max(columns) + 1))]}}
