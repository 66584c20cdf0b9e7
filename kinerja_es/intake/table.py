"""The table reader that all formats share: which columns a header names, and what each row says under them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kinerja_es.intake.document import Row
from kinerja_es.period import MONTHS_IN

Kind = Literal["indicators", "budget"]

# The first pattern that a header's words match names its column; the order settles `Indikator Sasaran`.
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("source", r"sumber data|penanggung ?jawab data"),
        ("fund", r"sumber (?:dana|anggaran|pendanaan)"),
        ("calculation", r"(?:type|tipe|jenis|metode) (?:per|peng)?hitungan"),
        ("formula", r"formula|rumus|(?:cara|penjelasan).*hitung"),
        ("target", r"^target"),
        ("unit", r"satuan"),
        ("indicator", r"indikator|^iku$"),
        ("budget", r"anggaran|pagu|^(?:jumlah )?\(?rp\.?\)?$"),
        ("outcome", r"tujuan|sasaran|program|kegiatan|outcome"),
        ("number", r"^(?:no\.?|nomor|kode)$"),
        ("note", r"keterangan|^ket\.?$|catatan"),
    )
)
_QUARTER = re.compile(r"^(?:target )?(?:tw|triwulan|q)[. -]?(?P<n>iv|i{1,3}|[1-4])$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_TOTAL = re.compile(r"^(?:sub ?)?(?:total|jumlah)\b", re.IGNORECASE)
_MARKER = re.compile(r"^(?P<word>tujuan|sasaran|program|kegiatan)(?:\s+\w+)?\s*[:=]\s*", re.IGNORECASE)
_LEVELS = {"tujuan": "goal", "sasaran": "objective", "program": "program", "kegiatan": "activity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the columns of a table are: per column its name (`""` where unknown) and its words as printed."""

    kind: Kind
    names: tuple[str, ...]
    printed: tuple[str, ...]
    row: int

    def has(self, name: str) -> bool:
        """Whether some column has this name."""
        return name in self.names


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A header with the rows under it."""

    header: Header
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Fields:
    """One row by the names of its columns; several columns of one name (Tujuan, Sasaran) keep their order."""

    row: Row
    values: dict[str, list[str]] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """The cell under a name, empty where there is none."""
        return "\n".join(value for value in self.values.get(name, []) if value)


def sections(rows: Iterable[Row]) -> tuple[tuple[Row, ...], tuple[Section, ...]]:
    """The rows before any header, and each recognised header with its rows; repeated headers are left out."""
    before: list[Row] = []
    found: list[tuple[Header, list[Row]]] = []
    for row in rows:
        header = recognise(row)
        if header is None:
            (found[-1][1] if found else before).append(row)
        elif not found or found[-1][0].names != header.names:
            found.append((header, []))
    return tuple(before), tuple(_section(header, body) for header, body in found)


def recognise(row: Row) -> Header | None:
    """The header that a row is, if it is one: an indicator column with another, or a budget beside what it is for."""
    names = tuple(_column(cell) for cell in row.cells)
    present = set(names)
    kind: Kind | None = None
    if "indicator" in present and present & {"target", "outcome", "number", "formula"}:
        kind = "indicators"
    elif "budget" in present and "outcome" in present:
        kind = "budget"
    # Data can hold such words too, but a header's cells are short.
    if kind is None or any(len(cell) > 60 for cell in row.cells):  # noqa: PLR2004
        return None
    if kind == "budget":  # there `Keterangan` holds the source of funds
        names = tuple("fund" if name == "note" and "fund" not in present else name for name in names)
    printed = tuple(" ".join(cell.split()) for cell in row.cells)
    return Header(kind=kind, names=names, printed=printed, row=row.number)


def fields(header: Header, row: Row) -> Fields:
    """A row's cells under their names; cells beyond the header are `extra`."""
    read = Fields(row=row, extra=tuple(cell for cell in row.cells[len(header.names) :] if cell))
    for index, name in enumerate(header.names):
        cell = row.cells[index] if index < len(row.cells) else ""
        read.values.setdefault(name, []).append(cell)
        read.printed.setdefault(name, header.printed[index])
    return read


def is_total(row: Row) -> bool:
    """Whether a row sums up others: its first words are Jumlah or Total."""
    first = next((cell for cell in row.cells if cell), "")
    return _TOTAL.match(first) is not None and len(first.split()) <= 4  # noqa: PLR2004 -- longer ones are sentences


def header_level(printed: str) -> str | None:
    """The level that a column's title settles; None where it names several, as TUJUAN/SASARAN/PROGRAM does."""
    words = re.findall(r"tujuan|sasaran|program|kegiatan", printed.casefold())
    if len(words) == 2 and words[0] == "sasaran" and "/" not in printed:  # noqa: PLR2004 -- Sasaran Program
        words = words[1:]
    return _LEVELS[words[0]] if len(set(words)) == 1 else None


def marked_level(cell: str) -> tuple[str | None, str]:
    """The level that a cell's own marker (`Sasaran: …`) settles, and the text without the marker."""
    marker = _MARKER.match(cell)
    if marker is not None:
        return _LEVELS[marker["word"].casefold()], cell[marker.end() :]
    first = cell.partition(" ")[0].casefold()
    return (_LEVELS[first] if first in {"program", "kegiatan"} else None), cell


def _section(header: Header, rows: list[Row]) -> Section:
    """Take a second header row (TW I … under a merged TARGET) and the row of column numbers out of the body."""
    if rows and header.kind == "indicators":
        below = [_period(cell) for cell in rows[0].cells]
        if any(below) and all(name or not cell for name, cell in zip(below, rows[0].cells, strict=True)):
            header = _merged(header, rows[0], below)
            rows = rows[1:]
    if rows and _numbers_columns(rows[0]):
        rows = rows[1:]
    return Section(header=header, rows=tuple(row for row in rows if any(row.cells)))


def _merged(header: Header, row: Row, below: list[str]) -> Header:
    width = max(len(header.names), len(below))
    names = header.names + ("",) * (width - len(header.names))
    printed = header.printed + ("",) * (width - len(header.printed))
    below = below + [""] * (width - len(below))
    return Header(
        kind=header.kind,
        names=tuple(new or old for old, new in zip(names, below, strict=True)),
        printed=tuple((row.cells[n] if new else old) for n, (old, new) in enumerate(zip(printed, below, strict=True))),
        row=header.row,
    )


def _numbers_columns(row: Row) -> bool:
    cells = [cell.strip("() .") for cell in row.cells]
    return len(cells) > 1 and cells == [str(n) for n in range(1, len(cells) + 1)]


def _column(cell: str) -> str:
    words = " ".join(cell.casefold().split())
    if not words:
        return ""
    return _period(cell) or next((name for name, pattern in _COLUMNS if pattern.search(words)), "")


def _period(cell: str) -> str:
    """The suffix of a period's code (`Q1`, `03`) where the cell is the title of one."""
    words = " ".join(cell.casefold().split())
    quarter = _QUARTER.match(words)
    if quarter is not None:
        return f"Q{_ROMAN.get(quarter['n']) or quarter['n']}"
    month = words.removeprefix("target ")
    return f"{_MONTHS.index(month) + 1:02}" if month in _MONTHS else ""


PERIOD_SUFFIXES: tuple[str, ...] = tuple(
    [f"Q{n}" for n in range(1, 5)] + [f"{n:02}" for n in range(1, MONTHS_IN["year"] + 1)]
)
"""The names under which `Fields` keeps targets of periods."""
