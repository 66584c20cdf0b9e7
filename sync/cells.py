"""Input cells in one canonical spelling, so that what people typed, the base and the ledger can be compared. Pure.

A canonical value is text: a figure in plain spelling, an ISO day, a text without blanks around it, a target on one
line; None is blank. Null, 0 and `-` stay three different things.
"""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Literal, get_args
from zlib import crc32

from kinerja_es.errors import BadInput
from kinerja_es.events import FieldEdit
from kinerja_es.indicator import Target
from kinerja_es.quantity import Mark, parse_number, plain
from kinerja_es.targets import read_target
from projections.achievements import target_text
from sync.model import Value
from sync.snapshot import Clock, Fault, Formula, Percent, Raw

Kind = Literal["figure", "date", "text", "target", "choice"]
Typed = Literal["number", "text", "date", "formula", "other"]

INPUTS: Mapping[str, Mapping[str, Kind]] = {
    "isian": {
        "value": "figure", "numerator": "figure", "denominator": "figure", "source_date": "date", "evidence": "text",
        "note": "text",
    },
    "target": {"annual": "target", "q1": "target", "q2": "target", "q3": "target", "q4": "target"},
    "konflik": {"decision": "choice"},
}  # fmt: skip
"""The input columns of each tab, by key, with what is typed in them."""

NONE = "-"
LONGEST = 32_000  # characters of a text in a cell; Excel holds 32,767, Google 50,000
DIGITS = 1e-14  # LibreOffice saves 15 significant digits of a number
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def canonical(kind: Kind, raw: Raw) -> str | None:
    """What an input cell says, or None where it is blank.

    Raises:
        BadInput: `formula-in-input`, `error-in-input`, `date-in-figure`, `not-a-figure`, `not-a-date`, a code of the
            number parser (`ambiguous-number`, `bad-number` …) or `bad-target`.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, Formula):
        raise BadInput("formula-in-input", where=raw.text, text=raw.text)
    if isinstance(raw, Fault):
        raise BadInput("error-in-input", where=raw.text, text=raw.text)
    if kind in {"figure", "date", "target"} and isinstance(raw, str) and raw.lstrip().startswith("="):
        raise BadInput("formula-in-input", where=raw, text=raw)  # a formula that a file could only keep as text
    return _READERS[kind](raw)


def _figure(raw: Raw) -> str:
    if isinstance(raw, Percent):
        return plain(raw.value)
    if isinstance(raw, Decimal):
        return plain(raw)
    if isinstance(raw, datetime.date | Clock):
        raise BadInput("date-in-figure", where=shown(raw), text=shown(raw))
    if not isinstance(raw, str):
        raise BadInput("not-a-figure", where=shown(raw), text=shown(raw))
    return plain(parse_number(raw))


def _date(raw: Raw) -> str:
    if isinstance(raw, datetime.date):
        return raw.isoformat()
    text = (shown(raw) or "").strip()
    found = _DAY.fullmatch(text)
    try:
        if found is not None:  # as Indonesians write it: day, month, year
            return datetime.date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        if isinstance(raw, str):
            return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise BadInput("not-a-date", where=text, text=text)


def _text(raw: Raw) -> str | None:
    said = "\n".join(line.strip() for line in (shown(raw) or "").splitlines()).strip()
    if len(said) > LONGEST:
        raise BadInput("text-too-long", where=said[:40], length=len(said), longest=LONGEST)
    return said or None


def clipped(text: str) -> str:
    """A text as a cell shows it: one that is too long ends in `…`."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _target(raw: Raw) -> str:
    if isinstance(raw, datetime.date | Clock):  # a spreadsheet makes a day of `7-8`
        raise BadInput("date-in-figure", where=shown(raw), text=shown(raw))
    if isinstance(raw, Decimal | Percent):
        return _figure(raw)
    return _target_text(shown(raw) or "", None)


def _target_text(text: str, mark: Mark | None) -> str:
    target, _, codes = read_target(text, mark)
    if not {"ambiguous-number", "target-unreadable", "range-reversed"}.isdisjoint(codes):
        raise BadInput("bad-target", where=text, text=text)
    return target_canonical(target) or NONE


def as_written(kind: Kind, raw: Raw) -> tuple[str, ...]:
    """What a text of two readings means where the ledger wrote it: figures with a dot, targets with either mark."""
    if not isinstance(raw, str) or kind not in {"figure", "target"}:
        return ()
    if kind == "figure":
        return (raw,)
    found = []
    for mark in get_args(Mark):
        with suppress(BadInput):
            found.append(_target_text(raw, mark))
    return tuple(found)


def target_canonical(target: Target | None) -> str | None:
    """A target of the ledger in the same spelling; `-` where the document says none, None where it is not set."""
    return None if target is None else target_text(target) or NONE


def target_of(text: str) -> Target:
    """The target that a canonical text means; its dot is the decimal mark."""
    return read_target(text, ".")[0]


_READERS: Mapping[Kind, Callable[[Raw], str | None]] = {
    "figure": _figure, "date": _date, "text": _text, "target": _target, "choice": _text,
}  # fmt: skip


_TYPES: tuple[tuple[type, Typed], ...] = (
    (str, "text"), (bool, "other"), (Decimal, "number"), (datetime.date, "date"), (Formula, "formula"),
)  # fmt: skip


def shown(raw: Raw) -> str | None:
    """A raw cell as one text, for people and for the record; None is blank."""
    match raw:
        case None | str():
            return raw or None
        case bool():
            return "TRUE" if raw else "FALSE"
        case Decimal():
            return plain(raw)
        case Percent():
            return f"{plain(raw.value)}%"
        case datetime.date():
            return raw.isoformat()
        case _:
            return raw.text


def digest(raw: Raw) -> str:
    """A short mark of a raw cell by which a change of it is told; blank of a blank one."""
    said = shown(raw)
    return "" if said is None else f"{crc32(f'{typed(raw)}:{said}'.encode()):08x}"


def typed(raw: Raw) -> Typed | None:
    """What kind of cell it is, so that a text can be told from a number with the same digits."""
    if raw is None:
        return None
    return next((name for kind, name in _TYPES if isinstance(raw, kind)), "other")


def inert(edit: FieldEdit) -> Value:
    """What to show again for what somebody typed: a number where it was one, a day in a column of days, else a text.

    A day, a time or a percentage in any other column is one by its format alone. Were the format left there, the next
    number typed would become a day as well.
    """
    if edit.value is not None and edit.typed == "number":
        return Decimal(edit.value)
    if edit.value is not None and edit.typed == "date" and edit.field == "source_date":
        return datetime.date.fromisoformat(edit.value)
    return edit.value


def as_typed(said: str | None, kind: Typed | None) -> Raw:
    """The raw cell that an edit was recorded from; the reverse of `shown` and `typed`."""
    if said is None:
        return None
    match kind:
        case "number":
            return Decimal(said)
        case "date":
            return datetime.date.fromisoformat(said)
        case "formula":
            return Formula(said)
        case "other":
            return _other(said)
        case _:
            return said


def _other(said: str) -> Raw:
    if said in {"TRUE", "FALSE"}:
        return said == "TRUE"
    if said.startswith("#"):
        return Fault(said)
    return Percent(Decimal(said.removesuffix("%"))) if said.endswith("%") else Clock(said)


def same(kind: Kind | None, raw: Raw, value: Value) -> bool:
    """Whether a cell already holds a value: an input cell by what it says, any other by what stands in it.

    What is a percentage, a time or a day by its format alone is not the number or the text that is to stand there.
    """
    if isinstance(raw, Percent | Clock) or (isinstance(raw, datetime.date) and isinstance(value, str)):
        return False
    if raw == value or shown(raw) == shown(value):
        return True
    if isinstance(raw, Decimal) and isinstance(value, Decimal):
        return math.isclose(float(raw), float(value), rel_tol=DIGITS, abs_tol=0.0)
    if kind is None:
        return False
    try:
        return canonical(kind, raw) == canonical(kind, value)
    except BadInput:
        return False
