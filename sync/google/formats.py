"""Our values and styles as Google's JSON. Pure.

A number of a cell is a binary one, so a `Decimal` becomes a float here, in the very last step. A text is a
`stringValue`, which Google never reads as a formula.
"""

import datetime
import math
from decimal import Decimal

from sync.google.names import Json
from sync.model import Style, Value
from sync.snapshot import Raw

DAY_ZERO = datetime.date(1899, 12, 30)
LONGEST_TEXT = 50_000  # characters that a cell holds
INK, SIZE = "#1F2933", 10  # near black and Google's own size: left out, for they are most of what is sent


def extended(value: Value) -> Json:
    """An ExtendedValue; empty for a blank cell."""
    match value:
        case None | "":
            return {}
        case str():
            text = value if len(value) <= LONGEST_TEXT else value[: LONGEST_TEXT - 1] + "…"
            return {"stringValue": text}
        case datetime.date():
            return {"numberValue": (value - DAY_ZERO).days}
    number = float(value)
    if not math.isfinite(number):
        return {"stringValue": str(value)}
    return {"numberValue": int(number) if number.is_integer() and abs(number) < 2**53 else number}


def as_read(value: Value) -> Raw:
    """A value as the next read finds it."""
    sent = extended(value)
    if "stringValue" in sent:
        return str(sent["stringValue"])
    if isinstance(value, datetime.date):
        return value
    return Decimal(repr(sent["numberValue"])) if sent else None


def cell_format(style: Style) -> Json:
    """A CellFormat. Borders are left to the grid lines, and a text input keeps what is typed as it is typed."""
    shown: Json = {
        "verticalAlignment": "MIDDLE" if style.middle else "TOP",
        "wrapStrategy": "WRAP" if style.wrap else "OVERFLOW_CELL",
    }
    if style.align is not None:
        shown["horizontalAlignment"] = style.align.upper()
    if style.fill is not None:
        shown["backgroundColorStyle"] = colour(style.fill)
    if style.number_format is not None:
        kind = "DATE" if "yyyy" in style.number_format else "NUMBER"
        shown["numberFormat"] = {"type": kind, "pattern": style.number_format}
    elif not style.locked and style.align is None:
        shown["numberFormat"] = {"type": "TEXT"}
    text: Json = {name: True for name in ("bold", "italic") if getattr(style, name)}
    if style.size != SIZE:
        text["fontSize"] = style.size
    if style.colour != INK:
        text["foregroundColorStyle"] = colour(style.colour)
    return shown | ({"textFormat": text} if text else {})


def colour(code: str) -> Json:
    """A ColorStyle of `#RRGGBB`."""
    parts = {name: int(code[at : at + 2], 16) for name, at in (("red", 1), ("green", 3), ("blue", 5))}
    return {"rgbColor": {name: round(part / 255, 3) for name, part in parts.items()}}
