"""How a value looks in its cell."""

import datetime as dt
import math
import re

from .jsontypes import Json, JsonObject
from .locales import Convention, convention

DATES = {"DATE", "TIME", "DATE_TIME"}
DEFAULT_PATTERN = {
    "PERCENT": "0.00%",
    "NUMBER": "#,##0.00",
    "CURRENCY": "$#,##0.00",
    "SCIENTIFIC": "0.00E+00",
    "TIME": "h:mm:ss",
}
TOKEN = re.compile(r"\[h+\]|y+|m+|d+|h+|s+|\"[^\"]*\"|\\.|.", re.IGNORECASE)


def plain_number(value: float) -> Json:
    """Give whole numbers as integers, which is how Google prints them."""
    return int(value) if float(value).is_integer() and abs(value) < 1e17 else value


def formatted(value: Json, number_format: JsonObject | None, locale: str) -> str:
    """Give the text that a person sees."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    habit = convention(locale)
    kind = (number_format or {}).get("type", "")
    pattern = (number_format or {}).get("pattern") or DEFAULT_PATTERN.get(kind, "")
    if kind in DATES:
        return _moment(float(value), pattern or habit.day_pattern)
    if kind == "TEXT" or not pattern or not re.search("[0#]", pattern):
        return _general(float(value)).replace(".", habit.decimal)
    return _by_pattern(float(value), pattern.split(";")[0], habit)


def _general(value: float) -> str:
    if value and not 1e-6 <= abs(value) < 1e15:
        mantissa, power = f"{value:.5e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power[0]}{power[1:].zfill(2)}"
    if value.is_integer():
        return str(int(value))
    places = max(0, 9 - max(0, math.floor(math.log10(abs(value))))) if abs(value) >= 1 else 10
    return f"{value:.{places}f}".rstrip("0").rstrip(".")


def _by_pattern(value: float, pattern: str, habit: Convention) -> str:
    match = re.search(r"[#0][#0,]*(?:\.([#0]*))?(E\+0+)?", pattern)
    if not match:
        return pattern
    places = match[1] or ""
    number = value * 100 if "%" in pattern else value
    if match[2]:
        mantissa, power = f"{abs(number):.{len(places)}e}".split("e")
        body = f"{mantissa}E{power}".replace(".", habit.decimal)
    else:
        comma = "," if "," in match[0] else ""
        body = f"{abs(number):{comma}.{len(places)}f}"
        whole, _, fraction = body.partition(".")
        fraction = fraction[: places.count("0")] + fraction[places.count("0") :].rstrip("0")
        body = whole.replace(",", habit.thousands) + (habit.decimal + fraction if fraction else "")
    text = (pattern[: match.start()] + body + pattern[match.end() :]).replace('"', "").replace("\\", "")
    return ("-" if number < 0 and re.search("[1-9]", body) else "") + text


def _moment(serial: float, pattern: str) -> str:
    moment = dt.datetime(1899, 12, 30, tzinfo=dt.UTC) + dt.timedelta(seconds=round(serial * 86400))
    out: list[str] = []
    previous = ""
    for token in TOKEN.findall(pattern):
        low = token.lower()
        letter = low[0]
        if low.startswith("[h"):
            out.append(str(int(round(serial * 86400) // 3600)))
        elif letter == "y":
            out.append(f"{moment.year:04d}"[-max(2, len(low)) :])
        elif letter == "m" and previous in {"h", "["}:
            out.append(f"{moment.minute:0{min(2, len(low))}d}")
        elif letter == "m":
            out.append(moment.strftime({3: "%b", 4: "%B"}.get(len(low), "")) or f"{moment.month:0{min(2, len(low))}d}")
        elif letter == "d":
            out.append(moment.strftime({3: "%a", 4: "%A"}.get(len(low), "")) or f"{moment.day:0{min(2, len(low))}d}")
        elif letter in "hs":
            out.append(f"{moment.hour if letter == 'h' else moment.second:0{min(2, len(low))}d}")
        else:
            out.append(token.strip('"\\'))
            continue
        previous = letter
    return "".join(out)
