"""Who calls on which workbook, and whether the protections let them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .a1 import Rect
from .book import Book
from .errors import PROTECTED, ApiError
from .grid import Cell, Tab
from .jsontypes import Json, JsonObject
from .locales import entered
from .render import may_edit


@dataclass(slots=True)
class Context:
    """One call: a working copy of a workbook, the caller and the owner."""

    book: Book
    user: str
    owner: str
    touched: list[tuple[Tab, Rect]] = field(default_factory=list)

    def guard(self, tab: Tab, rects: Iterable[Rect]) -> None:
        """Refuse cells that a protection keeps from the caller."""
        closed = [p for p in tab.objects.get("protectedRanges", []) if not may_edit(p, self.user, self.owner)]
        if not closed:
            return
        for rect in rects:
            for protection in closed:
                area = tab.rect_of(self.protected_range(protection))
                holes = [tab.rect_of(hole) for hole in protection.get("unprotectedRanges", [])]
                if area.meets(rect) and not _covered(area, rect, holes):
                    raise ApiError(400, PROTECTED)

    def protected_range(self, protection: JsonObject) -> JsonObject:
        """Give the range of a protection, which may be named instead of given."""
        for named in self.book.named_ranges:
            if named["namedRangeId"] == protection.get("namedRangeId"):
                found: JsonObject = named["range"]
                return found
        given: JsonObject = protection.get("range", {})
        return given

    def guard_structure(self, tab: Tab, rect: Rect) -> None:
        """Refuse a change of rows, columns or the tab itself under a protection, whatever its holes."""
        for protection in tab.objects.get("protectedRanges", []):
            if not may_edit(protection, self.user, self.owner):
                area = tab.rect_of(self.protected_range(protection))
                if area == tab.everything or area.meets(rect):
                    raise ApiError(400, PROTECTED)

    def set_value(self, tab: Tab, row: int, column: int, value: Json, *, typed: bool) -> None:
        """Write a plain JSON value into a cell: as typed by a person, or raw."""
        cell = tab.cell(row, column)
        if typed:
            parsed, number_format = entered(value, self.book.locale, cell.format)
        else:
            parsed, number_format = raw_value(value), None
        style = cell.format
        if number_format and not (style or {}).get("numberFormat"):
            style = (style or {}) | {"numberFormat": number_format}
        self.check_validation(cell, parsed)
        tab.change(row, column, value=parsed, format=style)

    def check_validation(self, cell: Cell, value: JsonObject | None) -> None:
        """Refuse a value that a strict rule does not list."""
        rule = cell.validation
        if not rule or not rule.get("strict") or not value:
            return
        condition = rule["condition"]
        if condition["type"] == "ONE_OF_LIST":
            allowed = [v.get("userEnteredValue", "") for v in condition.get("values", [])]
            bare = next(iter(value.values()))
            shown = str(int(bare)) if isinstance(bare, float) and bare.is_integer() else str(bare)
            if shown not in allowed and "formulaValue" not in value:
                listed = ", ".join(allowed)
                message = rule.get("inputMessage") or f"Please enter one of the following values: {listed}."
                raise ApiError(
                    400, f"The data you entered violates the data validation rules set on this cell. {message}"
                )


def raw_value(value: Json) -> JsonObject | None:
    """Give a JSON value as it is, never parsed."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, (int, float)):
        return {"numberValue": value}
    return {"stringValue": str(value)}


def _covered(area: Rect, rect: Rect, holes: list[Rect]) -> bool:
    top, bottom = max(area.top, rect.top), min(area.bottom, rect.bottom)
    left, right = max(area.left, rect.left), min(area.right, rect.right)
    inner = Rect(top, bottom, left, right)
    if any(hole.holds(inner) for hole in holes):
        return True
    if inner.cells > 200_000:
        return False
    return all(
        any(h.top <= r < h.bottom and h.left <= c < h.right for h in holes)
        for r in range(top, bottom)
        for c in range(left, right)
    )
