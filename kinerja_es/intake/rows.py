"""The rows of an indicator table as drafts: outcomes carried down, cells split, texts cleaned, codes given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kinerja_es.indicator import Outcome
from kinerja_es.intake.document import Row
from kinerja_es.intake.findings import Findings, place
from kinerja_es.intake.table import (
    PERIOD_SUFFIXES,
    Fields,
    Header,
    Section,
    fields,
    header_level,
    is_total,
    marked_level,
)

_NUMBERING = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|\(?[a-z][.)]|[-•*▪●])\s+")
_INNER_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(?P<n>\d{1,2})[.)]\s+(?=[^\W\d])")
_CODE = re.compile(r"\d+(?:\.\d+)*")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One indicator as the table says it, before anything is read into it."""

    code: str
    row: Row
    outcome: Outcome
    text: str
    target: str
    unit: str = ""
    formula: str = ""
    calculation: str = ""
    source: str = ""
    note: str = ""
    periods: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def where(self, column: str) -> str:
        """The place of one of its cells, with the column's title as printed."""
        return place(self.row.number, self.printed.get(column) or None)


def drafts(section: Section, findings: Findings, taken: Sequence[str] = ()) -> list[Draft]:
    """All indicators of a table, in order; rows that hold none become findings with their raw cells."""
    carry = _Carry(section.header, findings)
    found: list[Draft] = []
    for row in section.rows:
        read = fields(section.header, row)
        if read.extra:
            findings.add("extra-cells", where=place(row.number), raw=" | ".join(read.extra))
        if is_total(row) and not read.get("indicator"):
            findings.add("total-row", where=place(row.number), raw=raw_cells(row))
            continue
        if read.get("indicator") and not _LETTERS.search(read.get("indicator")):  # cells of this row have shifted
            findings.add("row-not-understood", where=place(row.number), raw=raw_cells(row))
            continue
        outcome = carry.outcome(read)
        if not read.get("indicator"):
            _without_indicator(read, findings)
            continue
        found += _split(read, outcome, findings)
    return _coded(found, section.header, taken)


class _Carry:
    """Outcomes hold until the next one: a blank or merged cell means the one above."""

    def __init__(self, header: Header, findings: Findings) -> None:
        columns = [printed for name, printed in zip(header.names, header.printed, strict=True) if name == "outcome"]
        self._levels = [header_level(printed) for printed in columns]
        self._current: list[Outcome] = [Outcome()] * len(columns)
        self._columns = columns
        self._findings = findings
        self._told = False

    def outcome(self, read: Fields) -> Outcome:
        cells = read.values.get("outcome", [])
        for index, cell in enumerate(cells):
            if not cell.strip(" -\n"):
                continue
            marked, text = marked_level(cleaned(cell)[0])
            level = self._levels[index] or marked
            if level is None and not self._told:
                where = place(read.row.number, self._columns[index])
                self._findings.add("outcome-level-unknown", where=where, raw=self._columns[index])
                self._told = True
            outcome = Outcome(level=level, text=cleaned(text)[0])  # type: ignore[arg-type]
            if outcome != self._current[index]:  # an objective under another goal starts anew
                self._current[index:] = [outcome] + [Outcome()] * (len(cells) - index - 1)
        return next((outcome for outcome in reversed(self._current) if outcome.text), Outcome())


def cleaned(cell: str) -> tuple[str, bool]:
    """A text on one line without the numbering, bullets and quotes around it, and whether there were any."""
    line = " ".join(cell.split())
    bare = line
    while (shorter := _NUMBERING.sub("", bare, count=1).strip()) != bare:
        bare = shorter
    if bare[:1] in _QUOTES and bare[-1:] in _QUOTES and len(bare) > 1:
        bare = bare[1:-1].strip()
    return bare, bare != line


def raw_cells(row: Row) -> str:
    """The cells of a row that hold something, as they are quoted in a finding."""
    return " | ".join(cell for cell in row.raw if cell.strip())


def _without_indicator(read: Fields, findings: Findings) -> None:
    others = [name for name in read.values if name not in {"outcome", "number", ""} and read.get(name).strip(" -")]
    if not others and read.get("outcome"):
        findings.add("outcome-without-indicator", where=place(read.row.number), raw=read.get("outcome"))
    else:
        findings.add("row-not-understood", where=place(read.row.number), raw=raw_cells(read.row))


def _split(read: Fields, outcome: Outcome, findings: Findings) -> list[Draft]:
    """The indicators of one row: one, or as many as the cell numbers and the target cell answers."""
    where = place(read.row.number, read.printed.get("indicator"))
    names, targets = _several(read.get("indicator")), read.get("target").split("\n")
    if len(names) > 1:
        targets = [re.sub(r"^\(?\d{1,2}[.)]\s+(?=\S)", "", target) for target in targets]
        apart = "yes" if len(names) == len(targets) else "no"
        findings.add(
            "indicators-in-one-cell", where=where, raw=read.get("indicator"), count=str(len(names)), apart=apart
        )
    together = len(names) > 1 and len(names) != len(targets)
    if len(names) == 1 or together:
        names, targets = [read.get("indicator")], [read.get("target")]
    made = []
    for name, target in zip(names, targets, strict=True):
        text, stripped = (" ".join(name.split()), False) if together else cleaned(name)
        if stripped and len(names) == 1:
            findings.add("text-cleaned", where=where, raw=name, text=text)
        made.append(
            Draft(
                code=read.get("number").strip(" .()"),
                row=read.row,
                outcome=outcome,
                text=text,
                target=target,
                unit=read.get("unit"),
                formula=read.get("formula"),
                calculation=read.get("calculation"),
                source=read.get("source"),
                note=read.get("note"),
                printed=read.printed,
                periods={name: read.get(name) for name in PERIOD_SUFFIXES if name in read.values},
            )
        )
    return made


def _several(cell: str) -> list[str]:
    """The numbered indicators of a cell, in order from 1; the whole cell where it does not number at least two."""
    numbers = list(_INNER_NUMBER.finditer(cell))
    if len(numbers) < 2 or [int(n["n"]) for n in numbers] != list(range(1, len(numbers) + 1)):  # noqa: PLR2004
        lines = cell.split("\n")
        bulleted = len(lines) > 1 and all(_NUMBERING.match(line) for line in lines)
        return lines if bulleted else [cell]
    ends = [n.start() for n in numbers[1:]] + [len(cell)]
    return [cell[n.end() : end].strip() for n, end in zip(numbers, ends, strict=True)]


def _coded(found: list[Draft], header: Header, taken: Sequence[str]) -> list[Draft]:
    """Codes: the document's own where it numbers every indicator, each differently; else 1, 2, 3 … in order."""
    own = [draft.code for draft in found]
    if (
        header.has("number")
        and all(_CODE.fullmatch(code) for code in own)
        and len({*own, *taken}) == len(own) + len(taken)
    ):
        return found
    return [replace(draft, code=str(n)) for n, draft in enumerate(found, start=len(taken) + 1)]
