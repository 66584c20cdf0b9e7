"""What all tabs share: words, cells of figures and targets, and tables made of records."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from kinerja_es.catalogue import text
from sync.data import Json
from sync.model import Area, Cell, Column, Sheet

CELL_DIGITS = 15  # significant digits that a spreadsheet's number keeps
QUARTERS = (1, 2, 3, 4)
RANGE = re.compile(r"(?<=\d)-(?=-?\d)")  # the dash of `7-8.5`, not a sign


class Words:
    """The workbook's texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, /, **params: object) -> str:
        """The text under a key of `texts/workbook.py`."""
        return text(f"workbook.{key}", self.language, **params)

    def known(self, key: str, word: str | None) -> str:
        """The text under `room.key.word`, or the word itself where the catalogue has none; None is not set."""
        if word is None:
            return self("unset")
        try:
            return text(f"{key}.{word}", self.language)
        except KeyError:
            return word

    def moment(self, iso: str) -> str:
        """An ISO moment in UTC as people read it, to the minute."""
        day, _, clock = iso.partition("T")
        if not clock:
            return self.day(day)
        return self("moment", day=self.day(day), clock=clock[:5].replace(":", "." if self.language == "id" else ":"))

    def day(self, iso: str | None) -> str:
        """An ISO day: `02/01/2024` in Indonesian, as it is in English."""
        if iso is None:
            return self("unset")
        return "/".join(reversed(iso.split("-"))) if self.language == "id" else iso

    def marks(self, figure: str) -> str:
        """A plain figure inside a text (`80.5-90`) with the language's decimal mark."""
        return figure.replace(".", ",") if self.language == "id" else figure


def exact(figure: str | None) -> Decimal | str | None:
    """A figure of JSON as a value: a number, or its text where a cell's number would lose digits."""
    if figure is None:
        return None
    try:
        value = Decimal(figure)
    except InvalidOperation:
        return figure
    if not value.is_finite() or len(value.normalize().as_tuple().digits) > CELL_DIGITS:
        return figure
    return value


def figure(value: str | None, words: Words, *, missing: str = "not-computable", style: str = "number") -> Cell:
    """A reckoned figure, or the word for why there is none; never 0 for what is not known."""
    return Cell(words(missing), "unknown") if value is None else Cell(Decimal(value), style)


def target(value: Json | None, words: Words, *, unset: str | None = None) -> Cell:
    """A target of `agreement show`: a number where it is one, else its text; `-` where the document says none."""
    if value is None:
        return Cell(words("unset") if unset is None else unset, "unknown")
    shown = target_value(value, words)
    return Cell(shown, "number" if isinstance(shown, Decimal) else "band-other")


def target_value(value: Json, words: Words) -> Decimal | str | None:
    """What a target is in a cell, also in one people type in."""
    match value["kind"]:
        case "number":
            return exact(value["value"])
        case "range":
            return words.marks(f"{value['low']} - {value['high']}")
        case "bound":
            return f"{value['operator']} {words.marks(value['value'])}"
        case "grade":
            return str(value.get("grade") or value.get("value"))
        case _:
            return words("none")


def reckoned_target(value: str | None, annual: Json | None, words: Words) -> Cell:
    """A target of `replay`, which writes ranges, bounds and grades as text."""
    if value is None:
        none = annual is not None and annual["kind"] == "none"
        return Cell(words("none"), "band-other") if none else Cell(words("unset"), "unknown")
    shown = exact(value)
    if isinstance(shown, Decimal):
        return Cell(shown, "number")
    return Cell(words.marks(RANGE.sub(" - ", value)), "band-other")


def outcome_text(indicator: Json) -> str:
    """The outcome that an indicator measures."""
    return (indicator.get("outcome") or {}).get("text") or ""


def row_id(ref: str, code: str, period: str | None = None) -> str:
    """The identity of a row, which survives sorting: `gumelar/2024|7|2024-Q1`."""
    escaped = code.replace("%", "%25").replace("|", "%7C")  # any text may be a code
    return "|".join(part for part in (ref, escaped, period) if part is not None)


def header(columns: Sequence[Column], records: Sequence[Mapping[str, Cell]]) -> tuple[Cell, ...]:
    """The row of headers; columns in which people may type now look different."""
    typed = {key for record in records for key, cell in record.items() if cell.style.startswith("input")}
    return tuple(Cell(column.header, "head-input" if column.key in typed else "head") for column in columns)


def table(
    key: str, words: Words, columns: Sequence[Column], records: Sequence[Mapping[str, Cell]],
    *, above: Sequence[tuple[Cell, ...]] = (), empty: str | None = None, **rest: Any,  # noqa: ANN401 -- fields of Sheet
) -> Sheet:  # fmt: skip
    """A tab of records under one row of headers; without records the sentence `empty` says so across the columns."""
    rows = [tuple(record.get(column.key, Cell()) for column in columns) for record in records]
    start = len(above) + 1
    merges = tuple(rest.pop("merges", ()))
    if not rows and empty is not None:
        rows = [(Cell(words(empty), "muted"), *(Cell(None, "muted") for _ in columns[1:]))]
        last = max(at for at, column in enumerate(columns) if column.role != "id")
        merges += (Area(start, 0, start, last),)
    return Sheet(
        key=key, name=words(f"tab.{key}"), columns=tuple(columns), cells=(*above, header(columns, records), *rows),
        header=len(above), filtered=bool(records), merges=merges, **rest,
    )  # fmt: skip


def spread(cell: Cell, width: int) -> tuple[Cell, ...]:
    """A row with one cell and blanks of its style, to be merged or to run over."""
    return (cell, *(Cell(None, cell.style) for _ in range(width - 1)))
