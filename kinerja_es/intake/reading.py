"""Reading one agreement document, whatever its format: `read_document`."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from kinerja_es.errors import BadInput
from kinerja_es.intake.budget import read_budget
from kinerja_es.intake.calculation import Calculation, compare_words, describe, read_calculations
from kinerja_es.intake.document import Line, ReadIndicator, Reading, Row, Source
from kinerja_es.intake.findings import Findings, place
from kinerja_es.intake.rows import Draft, drafts
from kinerja_es.intake.statement import TITLE, read_statement
from kinerja_es.intake.table import PERIOD_SUFFIXES, Section, fields, sections
from kinerja_es.intake.targets_read import read_goal
from kinerja_es.intake.text import read_text
from kinerja_es.parties import Program
from kinerja_es.quantity import Mark, decimal_mark

MAX_BYTES = 20_000_000

READERS: dict[str, Callable[[bytes, str], Source]] = {".txt": read_text, ".md": read_text, ".tsv": read_text}
"""One reader a format, by the ending of the file's name."""

_MAGIC = {b"%PDF": "PDF", b"PK\x03\x04": "DOCX/XLSX", b"\xd0\xcf\x11\xe0": "DOC/XLS", b"{\\rtf": "RTF"}
_OUTCOME_VERBS = re.compile(
    r"^(?:meningkat|menurun|terwujud|mewujud|terlaksana|terciptanya|tercapainya|optimalnya|terselenggara)\w*\s",
    re.IGNORECASE,
)


def read_document(source: Path | str | bytes, name: str | None = None) -> Reading:
    """Read a performance agreement.

    Args:
        source: the path of a file, or its bytes.
        name: the file's name, for the choice of the reader and for messages; bytes without one are text.

    Raises:
        BadInput: `document-missing`, `document-unreadable`, `document-too-large`, `empty-document`,
            `unsupported-format`, `binary-document`, `undecodable-document`, `not-an-agreement`.
    """
    content, shown = _content(source, name)
    read = _reader(content, shown)(content, shown)
    return understand(read, hashlib.sha256(content).hexdigest(), shown)


def understand(source: Source, sha256: str, name: str) -> Reading:
    """What a document says, from its lines and tables; shared by all formats."""
    findings = Findings()
    lines, found = _sorted(source, findings)
    indicator_tables = [section for section in found if section.header.kind == "indicators"]
    if not indicator_tables and not any(TITLE.search(line.text) for line in lines):
        raise BadInput("not-an-agreement", where=name, name=name)
    statement = read_statement(lines, findings)
    if source.markup_removed:
        findings.add("markup-removed")
    budgets = [section for section in found if section.header.has("budget")]
    amounts = [fields(section.header, row).get("budget") for section in budgets for row in section.rows]
    indicators = _indicators(indicator_tables, amounts, findings)
    programs: list[Program] = []
    for section in budgets:
        programs += read_budget(section, findings)
    if not budgets:
        findings.add("no-budget-table")
    return Reading(
        unit=statement.unit, year=statement.year, place=statement.place, date=statement.date,
        first=statement.first, second=statement.second,
        indicators=tuple(indicators), programs=tuple(programs), findings=tuple(findings),
        raw=tuple(row.raw for table in source.tables for row in table), sha256=sha256,
    )  # fmt: skip


def _content(source: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        content, shown = source, name or "dokumen.txt"
    else:
        path = Path(source)
        shown = name or str(path)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise BadInput("document-too-large", where=shown, name=shown, megabytes=MAX_BYTES // 1_000_000)
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise BadInput("document-missing", where=shown, name=shown) from error
        except (OSError, ValueError) as error:
            raise BadInput("document-unreadable", where=shown, name=shown) from error
    if len(content) > MAX_BYTES:
        raise BadInput("document-too-large", where=shown, name=shown, megabytes=MAX_BYTES // 1_000_000)
    if not content.strip():
        raise BadInput("empty-document", where=shown, name=shown)
    return content, shown


def _reader(content: bytes, name: str) -> Callable[[bytes, str], Source]:
    ending = Path(name).suffix.casefold()
    real = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if ending not in READERS or real is not None:
        raise BadInput(
            "unsupported-format", where=name, name=name, format=real or ending or "?", known=", ".join(READERS)
        )
    return READERS[ending]


def _sorted(source: Source, findings: Findings) -> tuple[list[Line], list[Section]]:
    """Running text and recognised tables apart; a table without a header we know is read as text as well."""
    lines: list[Line] = []
    found: list[Section] = []
    for part in source.parts:
        if isinstance(part, Line):
            lines.append(part)
            continue
        before, recognised = sections(part)
        lines += _as_lines(before)
        if len(before) > 1 and not recognised and not _of_statement(before):
            raw = " | ".join(before[0].raw)
            findings.add("table-not-recognised", where=place(before[0].number), raw=raw, rows=str(len(before)))
        found += recognised
    return lines, found


def _as_lines(rows: tuple[Row, ...]) -> list[Line]:
    """Cells as text: two signatures side by side are read one after the other, else a row is a line."""
    if any(sum("pihak" in cell.casefold() for cell in row.cells) > 1 for row in rows):
        width = max(len(row.cells) for row in rows)
        return [
            Line(number=row.number, text=text)
            for column in range(width)
            for row in rows
            if column < len(row.cells)
            for text in row.cells[column].split("\n")
            if text
        ]
    return [Line(number=row.number, text=" ".join(" ".join(row.cells).split())) for row in rows if any(row.cells)]


def _of_statement(rows: tuple[Row, ...]) -> bool:
    words = " ".join(cell for row in rows for cell in row.cells).casefold()
    return any(word in words for word in ("nama", "jabatan", "pihak", "nip"))


def _indicators(tables: list[Section], amounts: list[str], findings: Findings) -> list[ReadIndicator]:
    if not tables:
        findings.add("no-indicator-table")
    found: list[Draft] = []
    lacking: set[str] = set()
    for section in tables:
        new = drafts(section, findings, [draft.code for draft in found])
        if not section.header.has("target"):
            raw = " | ".join(section.header.printed)
            code = "no-annual-target" if set(PERIOD_SUFFIXES) & set(section.header.names) else "no-target-column"
            findings.add(code, where=place(section.header.row), raw=raw)
            lacking |= {draft.code for draft in new}
        found += new
    mark = decimal_mark(amounts + [cell for draft in found for cell in (draft.target, *draft.periods.values())])
    calculations = read_calculations(found)
    made = []
    seen: dict[str, str] = {}
    for draft, calculation in zip(found, calculations, strict=True):
        _text_findings(draft, seen, findings)
        made.append(_indicator(draft, calculation, mark, findings, has_target=draft.code not in lacking))
    compare_words(calculations, findings)
    return made


def _indicator(
    draft: Draft, calculation: Calculation, mark: Mark | None, findings: Findings, *, has_target: bool
) -> ReadIndicator:
    goal = read_goal(draft, mark, findings, has_target=has_target)
    indicator = describe(draft, goal.unit, calculation, findings)
    target = goal.target
    opposed = {"higher": "<≤", "lower": ">≥"}.get(indicator.polarity or "", "")
    if target.operator is not None and target.operator in opposed:
        findings.add("bound-against-polarity", indicator=draft.code, where=draft.where("target"), raw=draft.target)
    return ReadIndicator(indicator=indicator, target=target, periods=goal.periods)


def _text_findings(draft: Draft, seen: dict[str, str], findings: Findings) -> None:
    where = draft.where("indicator")
    key = " ".join(re.findall(r"\w+", draft.text.casefold()))
    if key in seen:
        findings.add("indicator-twice", indicator=draft.code, where=where, raw=draft.text, first=seen[key])
    seen.setdefault(key, draft.code)
    if not draft.outcome.text:
        findings.add("outcome-missing", indicator=draft.code, where=place(draft.row.number))
    elif draft.text.casefold() == draft.outcome.text.casefold() or _OUTCOME_VERBS.match(draft.text):
        findings.add("indicator-is-outcome", indicator=draft.code, where=where, raw=draft.text)
