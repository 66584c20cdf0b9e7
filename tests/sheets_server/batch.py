"""`spreadsheets.batchUpdate`: every request or none."""

from collections.abc import Callable
from functools import partial

from . import cells, dimensions, metadata, objects, tabs
from .context import Context
from .errors import ApiError
from .jsontypes import JsonObject
from .render import wire

Handler = Callable[[Context, JsonObject], JsonObject | None]


def _deleting(listed: str, key: str, field: str) -> Handler:
    return lambda ctx, body: objects.delete_object(ctx, listed, key, body.get(field, 0))


HANDLERS: dict[str, Handler] = {
    "addSheet": tabs.add_sheet,
    "deleteSheet": tabs.delete_sheet,
    "duplicateSheet": tabs.duplicate_sheet,
    "updateSheetProperties": tabs.update_sheet,
    "updateSpreadsheetProperties": tabs.update_spreadsheet,
    "insertDimension": dimensions.insert_dimension,
    "deleteDimension": dimensions.delete_dimension,
    "appendDimension": dimensions.append_dimension,
    "moveDimension": dimensions.move_dimension,
    "updateDimensionProperties": dimensions.update_properties,
    "autoResizeDimensions": dimensions.auto_resize,
    "addDimensionGroup": dimensions.add_group,
    "deleteDimensionGroup": dimensions.delete_group,
    "updateCells": cells.update_cells,
    "repeatCell": cells.repeat_cell,
    "appendCells": cells.append_cells,
    "setDataValidation": cells.set_validation,
    "sortRange": cells.sort_range,
    "copyPaste": cells.copy_paste,
    "cutPaste": cells.cut_paste,
    "pasteData": cells.paste_data,
    "updateBorders": cells.update_borders,
    "findReplace": cells.find_replace,
    "mergeCells": objects.merge_cells,
    "unmergeCells": objects.unmerge_cells,
    "addNamedRange": objects.add_named_range,
    "updateNamedRange": objects.update_named_range,
    "deleteNamedRange": objects.delete_named_range,
    "addProtectedRange": objects.add_protected_range,
    "updateProtectedRange": objects.update_protected_range,
    "deleteProtectedRange": objects.delete_protected_range,
    "setBasicFilter": objects.set_basic_filter,
    "clearBasicFilter": objects.clear_basic_filter,
    "addConditionalFormatRule": objects.add_rule,
    "updateConditionalFormatRule": objects.update_rule,
    "deleteConditionalFormatRule": objects.delete_rule,
    "updateChartSpec": objects.update_chart_spec,
    "randomizeRange": objects.randomize,
    "deleteEmbeddedObject": _deleting("charts", "chartId", "objectId"),
    "deleteFilterView": _deleting("filterViews", "filterViewId", "filterId"),
    "deleteBanding": _deleting("bandedRanges", "bandedRangeId", "bandedRangeId"),
    "createDeveloperMetadata": metadata.create,
    "updateDeveloperMetadata": metadata.update,
    "deleteDeveloperMetadata": metadata.delete,
} | {kind: partial(lambda name, ctx, body: objects.add_object(ctx, name, body), kind) for kind in objects.OBJECTS}
ANSWERS_EMPTY = {"deleteDimensionGroup", "findReplace", "deleteDeveloperMetadata", "updateDeveloperMetadata"}


def run(ctx: Context, requests: list[JsonObject]) -> list[JsonObject]:
    """Do the requests in order on the caller's copy; the first that fails ends the batch."""
    if not requests:
        raise ApiError(400, "Must specify at least one request.")
    replies = []
    for i, request in enumerate(requests):
        if not request:
            raise ApiError(400, f"Invalid requests[{i}]: No request set.")
        kind, body = next(iter(request.items()))
        handler = HANDLERS.get(kind)
        if handler is None:
            raise ApiError(501, f"This server does not know {kind} yet.")
        try:
            reply = handler(ctx, body)
        except ApiError as error:
            raise ApiError(error.code, f"Invalid requests[{i}].{kind}: {error.message}", error.details) from error
        except KeyError as error:
            raise ApiError(400, f"Invalid requests[{i}].{kind}: {error.args[0]} must be specified.") from error
        replies.append({kind: wire(reply)} if reply or kind in ANSWERS_EMPTY else {})
    return replies
