"""The reader of Markdown-like text: lines, and rows whose cells stand between tabs or pipes."""

from kinerja_es.errors import BadInput
from kinerja_es.intake.document import Line, Row, Source
from kinerja_es.intake.markup import without_markup

MAX_CELL_LINES = 40


def read_text(content: bytes, name: str) -> Source:
    """The lines and tables of a text document in UTF-8 (or UTF-16 with its mark).

    Raises:
        BadInput: `binary-document` or `undecodable-document`.
    """
    lines = _decoded(content, name).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    parts: list[Line | tuple[Row, ...]] = []
    rows: list[Row] = []
    removed = False
    at = 0
    while at < len(lines):
        number, physical = at + 1, lines[at]
        taken = _row_end(lines, at) if _is_row(physical) else at
        at = taken + 1
        if _is_row(physical):
            raw = _cells("\n".join(lines[number - 1 : at]))
            cells = tuple(without_markup(cell) for cell in raw)
            removed = removed or any(a.split() != b.split() for a, b in zip(raw, cells, strict=True))
            if not all(set(cell) <= set("-: ") for cell in raw) or "|" not in physical:
                rows.append(Row(number=number, raw=raw, cells=cells))
        elif physical.strip():
            if rows:
                parts.append(tuple(rows))
                rows = []
            parts.append(Line(number=number, text=without_markup(physical.strip("#*_ \t"))))
    if rows:
        parts.append(tuple(rows))
    return Source(parts=tuple(parts), markup_removed=removed)


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if encoding != "utf-16" and b"\x00" in content:
        raise BadInput("binary-document", where=name, name=name)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput("undecodable-document", where=name, name=name, byte=error.start + 1) from error


def _is_row(line: str) -> bool:
    stripped = line.strip()
    return ("\t" in line and bool(stripped)) or (
        stripped.startswith("|") and stripped.endswith("|") and stripped != "|"
    )


def _row_end(lines: list[str], start: int) -> int:
    """The last physical line of a row: a quoted or tagged cell may run over several."""
    text = lines[start]
    for end in range(start, min(len(lines), start + MAX_CELL_LINES)):
        text = text if end == start else f"{text}\n{lines[end]}"
        follows = lines[end + 1] if end + 1 < len(lines) else ""
        tabless = bool(follows.strip()) and "\t" not in follows
        if _open_quote(text) or (_open_paragraph(text) and tabless):
            continue
        if not (tabless and follows.lstrip().startswith("<")):
            return end
    return start  # never closed: then the mark was only a character


def _open_paragraph(text: str) -> bool:
    last = text.rpartition("\t")[2].casefold()
    return last.count("<p>") > last.count("</p>")


def _open_quote(text: str) -> bool:
    return _is_open(_pieces(text)[-1])


def _is_open(cell: str) -> bool:
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _pieces(row: str) -> list[str]:
    """The cells of a row between tabs; a quoted cell may itself hold tabs."""
    cells: list[str] = []
    for piece in row.split("\t"):
        if cells and _is_open(cells[-1]):
            cells[-1] += f"\t{piece}"
        else:
            cells.append(piece)
    return cells


def _cells(row: str) -> tuple[str, ...]:
    if "\t" not in row:
        return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))
    return tuple(_unquoted(cell) for cell in (row.split("\t") if _open_quote(row) else _pieces(row)))


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if quoted else cell
