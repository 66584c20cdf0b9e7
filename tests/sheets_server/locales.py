"""What a typed text becomes, which the workbook's locale decides."""

import datetime as dt
import re
from typing import NamedTuple

from .jsontypes import Json, JsonObject

EPOCH = dt.date(1899, 12, 30)
COMMA = ("id", "in", "de", "fr", "es", "it", "nl", "pt", "ru", "tr", "pl", "da", "sv", "fi", "nb")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTHS_ID = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"]
DATE_ORDER = re.compile(r"^(\d{1,4})([/-])(\d{1,2})(?:\2(\d{2,4}))?$")
DAY_MONTH = re.compile(r"^(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})$")
Parsed = tuple[JsonObject | None, JsonObject | None]


class Convention(NamedTuple):
    """How a locale writes numbers and dates."""

    decimal: str
    thousands: str
    month_first: bool
    currency: str
    dotted_time: bool
    day_pattern: str


def convention(locale: str) -> Convention:
    """Give the convention of a locale such as `id_ID`, `in_ID`, `id` or `en_US`."""
    language = re.split("[_-]", locale)[0].lower()
    if language in {"id", "in"}:
        return Convention(",", ".", month_first=False, currency="Rp", dotted_time=True, day_pattern="dd/mm/yyyy")
    if language in COMMA:
        return Convention(",", ".", month_first=False, currency="€", dotted_time=False, day_pattern="dd/mm/yyyy")
    month_first = locale in {"en_US", "en"}
    pattern = "m/d/yyyy" if month_first else "dd/mm/yyyy"
    return Convention(".", ",", month_first, currency="$", dotted_time=False, day_pattern=pattern)


def entered(value: Json, locale: str, current: JsonObject | None = None) -> Parsed:
    """Read a value as if a person typed it: the value, and the number format that it brings along."""
    if value is None or value == "":
        return None, None
    if isinstance(value, bool):
        return {"boolValue": value}, None
    if isinstance(value, (int, float)):
        return {"numberValue": value}, None
    kind = ((current or {}).get("numberFormat") or {}).get("type")
    if kind == "TEXT":  # a cell formatted as plain text takes everything as it is, formulas too
        return {"stringValue": value}, None
    if value.startswith("'"):
        return {"stringValue": value[1:]}, None
    if len(value) > 1 and value[0] == "=":
        return {"formulaValue": value}, None
    text = value.strip()
    parsed = _typed(text, convention(locale), percent=kind == "PERCENT")
    if parsed:
        return parsed
    if len(text) > 1 and text[0] in "+-@" and not text[1].isspace():
        return {"formulaValue": "=" + text.removeprefix("+")}, None
    return {"stringValue": value}, None


def _typed(text: str, habit: Convention, *, percent: bool) -> Parsed | None:
    if text.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": text.upper() == "TRUE"}, None
    return _number(text, habit, percent=percent) or _date(text, habit) or _time(text, habit)


def _number(text: str, habit: Convention, *, percent: bool) -> Parsed | None:
    decimal, thousands = re.escape(habit.decimal), re.escape(habit.thousands)
    match = re.match(
        rf"^([+-]?)\s?({re.escape(habit.currency)}\s?)?"
        rf"(\d{{1,3}}(?:{thousands}\d{{3}})+|\d+|(?={decimal}\d))(?:{decimal}(\d*))?([eE][+-]?\d+)?\s?(%)?$",
        text,
    )
    if not match:
        return None
    sign, currency, whole, fraction, power, mark = match.groups()
    digits = (whole or "0").replace(habit.thousands, "")
    number = float(f"{sign}{digits}.{fraction or '0'}{power or ''}")
    places = "0." + "0" * min(2, len(fraction)) if fraction else "0"
    kind = pattern = ""
    if mark or percent:
        number /= 100
        if mark:
            kind, pattern = "PERCENT", ("0.00%" if fraction else "0%")
    elif currency:
        kind, pattern = "CURRENCY", f'"{currency.strip()}"#,##{places}'
    elif habit.thousands in (whole or ""):
        kind, pattern = "NUMBER", f"#,##{places}"
    elif power:
        kind, pattern = "SCIENTIFIC", "0.00E+00"
    return {"numberValue": number}, ({"type": kind, "pattern": pattern} if kind else None)


def _date(text: str, habit: Convention) -> Parsed | None:
    pattern = habit.day_pattern
    match = DATE_ORDER.match(text)
    named = DAY_MONTH.match(text)
    if match and len(match[1]) == 4 and match[4]:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        pattern = f"yyyy{match[2]}mm{match[2]}dd"
    elif match and len(match[1]) <= 2:
        first, second = int(match[1]), int(match[3])
        month, day = (first, second) if habit.month_first else (second, first)
        year = int(match[4]) if match[4] else dt.datetime.now(dt.UTC).year
        year += 2000 if year < 100 else 0
    elif named and named[2][:3].lower() in MONTHS + MONTHS_ID:
        short = named[2][:3].lower()
        month = (MONTHS if short in MONTHS else MONTHS_ID).index(short) + 1
        year, day, pattern = int(named[3]), int(named[1]), "d mmm yyyy"
    else:
        return None
    try:
        serial = (dt.date(year, month, day) - EPOCH).days
    except ValueError:
        return None
    return {"numberValue": serial}, {"type": "DATE", "pattern": pattern}


def _time(text: str, habit: Convention) -> Parsed | None:
    match = re.match(r"^(\d{1,4})([:.])(\d{2})(?:\2(\d{2}))?$", text)
    if not match or (match[2] == "." and not habit.dotted_time) or int(match[3]) > 59 or int(match[4] or 0) > 59:
        return None
    hours = int(match[1])
    serial = (hours * 3600 + int(match[3]) * 60 + int(match[4] or 0)) / 86400
    if hours < 24:
        kind = {"type": "TIME", "pattern": f"hh{match[2]}mm" + (f"{match[2]}ss" if match[4] else "")}
    else:
        kind = {"type": "DATE_TIME", "pattern": f"[h]{match[2]}mm{match[2]}ss"}
    return {"numberValue": serial}, kind
