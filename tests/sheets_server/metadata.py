"""Developer metadata: made, found, changed and deleted."""

from .context import Context
from .errors import ApiError
from .fieldmask import merged, parse_mask
from .jsontypes import JsonObject
from .render import shown_metadata

LISTED = {"metadataId", "metadataKey", "metadataValue", "visibility"}


def create(ctx: Context, body: JsonObject) -> JsonObject:
    """`createDeveloperMetadata`."""
    given = dict(body["developerMetadata"])
    if not given.get("metadataKey"):
        raise ApiError(400, "developerMetadata.metadataKey must be specified")
    if given.get("visibility", "").startswith("DEVELOPER") or not given.get("visibility"):
        raise ApiError(400, "developerMetadata.visibility must be specified")
    place = given.get("location") or {}
    if "dimensionRange" in place:
        where = {"sheetId": 0, "startIndex": 0} | place["dimensionRange"]
        tab = ctx.book.tab(where["sheetId"])
        if where.get("endIndex") != where["startIndex"] + 1 or where["endIndex"] > tab.size(where["dimension"]):
            raise ApiError(400, "Developer metadata must be on exactly one row or column of the sheet.")
        place = {"dimensionRange": where}
    elif "sheetId" in place:
        ctx.book.tab(place["sheetId"])
        place = {"sheetId": place["sheetId"]}
    elif place.get("spreadsheet"):
        place = {"spreadsheet": True}
    else:
        raise ApiError(400, "developerMetadata.location must be specified")
    number = given.get("metadataId") or ctx.book.new_id()
    if any(m["metadataId"] == number for m in ctx.book.metadata):
        raise ApiError(400, f"Developer metadata with the id {number} already exists.")
    stored = given | {"metadataId": number, "location": place}
    ctx.book.metadata.append(stored)
    return {"developerMetadata": shown_metadata(stored)}


def update(ctx: Context, body: JsonObject) -> JsonObject:
    """`updateDeveloperMetadata`."""
    mask = parse_mask(body["fields"])
    found = _filtered(ctx, body.get("dataFilters", []))
    for entry in found:
        entry.update(merged(entry, body["developerMetadata"], mask))
    return {"developerMetadata": [shown_metadata(m) for m in found]} if found else {}


def delete(ctx: Context, body: JsonObject) -> JsonObject:
    """`deleteDeveloperMetadata`."""
    found = _filtered(ctx, [body["dataFilter"]])
    ctx.book.metadata = [m for m in ctx.book.metadata if m not in found]
    return {"deletedDeveloperMetadata": [shown_metadata(m) for m in found]} if found else {}


def get(ctx: Context, number: int) -> JsonObject:
    """Give one piece by its number."""
    for entry in ctx.book.metadata:
        if entry["metadataId"] == number:
            return shown_metadata(entry)
    raise ApiError(404, f"No developer metadata with ID {number}")


def search(ctx: Context, body: JsonObject) -> JsonObject:
    """Give the pieces that match any of the filters."""
    filters = body.get("dataFilters", [])
    matched = []
    for entry in ctx.book.metadata:
        hits = [f for f in filters if matches(ctx, entry, f)]
        if hits:
            matched.append({"developerMetadata": shown_metadata(entry), "dataFilters": hits})
    return {"matchedDeveloperMetadata": matched} if matched else {}


def _filtered(ctx: Context, filters: list[JsonObject]) -> list[JsonObject]:
    return [m for m in ctx.book.metadata if any(matches(ctx, m, f) for f in filters)]


def matches(ctx: Context, entry: JsonObject, data_filter: JsonObject) -> bool:
    """Say whether a piece fits a filter."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        return _on_cells(ctx, entry, data_filter)
    if any(entry.get(name) != lookup[name] for name in LISTED & lookup.keys()):
        return False
    shown = shown_metadata(entry)["location"]
    if lookup.get("locationType", shown["locationType"]) != shown["locationType"]:
        return False
    wanted = lookup.get("metadataLocation")
    if not wanted:
        return True
    own = entry["location"]
    if lookup.get("locationMatchingStrategy") == "INTERSECTING_LOCATION":
        sheet_id = wanted.get("sheetId", wanted.get("dimensionRange", {}).get("sheetId", 0))
        return bool(wanted.get("spreadsheet")) or own.get("dimensionRange", own).get("sheetId") == sheet_id
    if "dimensionRange" in wanted:
        return bool(own.get("dimensionRange") == {"sheetId": 0, "startIndex": 0} | wanted["dimensionRange"])
    return bool(own == {k: v for k, v in wanted.items() if k != "locationType"})


def _on_cells(ctx: Context, entry: JsonObject, data_filter: JsonObject) -> bool:
    if "a1Range" in data_filter:
        tab, span = ctx.book.find(data_filter["a1Range"])
        rect = tab.close(span)
    else:
        tab, rect = ctx.book.on_grid(data_filter.get("gridRange", {}))
    where = entry["location"].get("dimensionRange")
    if not where:
        return bool(entry["location"].get("sheetId") == tab.sheet_id)
    first, last = (rect.top, rect.bottom) if where["dimension"] == "ROWS" else (rect.left, rect.right)
    return bool(where["sheetId"] == tab.sheet_id and first <= where["startIndex"] < last)
