"""What stands behind the values of a sheet's cells: formulas, errors and percent formats, streamed from its XML.

The reader of values shows what a formula came to last, nothing for an error, and the bare number of a percentage.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from sync.snapshot import Fault, Formula

# The cheap question first: most sheets hold none of it, and then nothing is parsed.
WORTH_A_LOOK = re.compile(rb"""<(?:\w+:)?f[ >/]|t=["']e["']|<(?:\w+:)?v>-""")
PERCENT_FORMATS = {9, 10}
_SILENT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what a number format prints as it stands
_REFERENCE = re.compile(r"""("[^"]*"|'[^']*'!?)|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])""")
NUMERIC = {None, "n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """By row and column, counted from 0.

    Attributes:
        typed: formulas and errors.
        percent: cells whose number is shown in percent.
        numbers: cells that hold a number, with its text, whatever the reader of values makes of it.
    """

    typed: Mapping[tuple[int, int], Formula | Fault]
    percent: frozenset[tuple[int, int]]
    numbers: Mapping[tuple[int, int], str]


def marks(content: bytes) -> Callable[[str], Marks]:
    """What tells the marks of a sheet by its name.

    Raises:
        KeyError, zipfile.BadZipFile, ET.ParseError: no workbook, or a damaged one.
    """
    archive = zipfile.ZipFile(BytesIO(content))
    return partial(_sheet, archive, _parts(archive), _percents(archive))


def property_of(content: bytes, name: str) -> str:
    """A property of the file such as `lastModifiedBy`; empty where there is none."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return (ET.fromstring(archive.read("docProps/core.xml")).findtext(f"{{*}}{name}") or "").strip()  # noqa: S314 -- expat expands no outer entity and bounds inner ones
    except (zipfile.BadZipFile, KeyError, ET.ParseError):
        return ""


def _sheet(archive: zipfile.ZipFile, parts: Mapping[str, str], percents: frozenset[str], name: str) -> Marks:
    content = archive.read(parts[name]) if name in parts else b""
    typed: dict[tuple[int, int], Formula | Fault] = {}
    percent: set[tuple[int, int]] = set()
    numbers: dict[tuple[int, int], str] = {}
    if percents or WORTH_A_LOOK.search(content):
        shared: dict[str, tuple[str, tuple[int, int]]] = {}
        for place, cell in _cells(content):
            value = cell.findtext("{*}v") or ""
            formula = cell.find("{*}f")
            kind = cell.get("t")
            text = "" if formula is None else _formula(formula, place, shared)
            if text and not text.startswith("=#"):
                typed[place] = Formula(text)
            elif text or kind == "e":
                typed[place] = Fault(value or text[1:])
            elif kind in NUMERIC and value:
                numbers[place] = value
                if cell.get("s") in percents:
                    percent.add(place)
    return Marks(typed=typed, percent=frozenset(percent), numbers=numbers)


def _cells(content: bytes) -> Iterator[tuple[tuple[int, int], ET.Element]]:
    """All cells with their places; a file need not say these where they follow each other."""
    row = column = -1
    for event, element in ET.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314 -- see above
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            row, column = int(element.get("r") or row + 2) - 1, -1
        elif event == "end" and tag == "c":
            column = _column(element.get("r")) if element.get("r") else column + 1
            yield (row, column), element
        elif event == "end" and tag == "row":
            element.clear()


def _column(reference: str | None) -> int:
    number = 0
    for letter in (reference or "").rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _formula(element: ET.Element, place: tuple[int, int], shared: dict[str, tuple[str, tuple[int, int]]]) -> str:
    """The formula with its sign; one in braces fills a range."""
    text = element.text or ""
    group = element.get("si")
    if element.get("t") == "shared" and group is not None:
        if text:
            shared[group] = (text, place)
        elif group in shared:
            first, (row, column) = shared[group]
            text = moved(first, place[0] - row, place[1] - column)
    if element.get("t") in {"array", "dataTable"}:
        return f"{{={text}}}"
    return f"={text}" if text else ""


def moved(formula: str, down: int, right: int) -> str:
    """A formula as it reads when copied so many cells down and to the right."""

    def shift(found: re.Match[str]) -> str:
        quoted, fixed_column, letters, fixed_row, number = found.groups()
        if quoted is not None:
            return found[0]
        column = letters if fixed_column else _letters(_column(letters) + right)
        return f"{fixed_column}{column}{fixed_row}{number if fixed_row else int(number) + down}"

    return _REFERENCE.sub(shift, formula)


def _letters(column: int) -> str:
    text = ""
    number = column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    root = next(
        _target("", relation)
        for relation in _xml(archive, "_rels/.rels")
        if (relation.get("Type") or "").endswith("/officeDocument")
    )
    folder, file = posixpath.split(root)
    relations = _xml(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    targets = {relation.get("Id"): _target(folder, relation) for relation in relations}
    found = {}
    for sheet in _xml(archive, root).iterfind("{*}sheets/{*}sheet"):
        target = next((targets.get(value) for key, value in sheet.items() if key.endswith("}id")), None)
        if target is not None:
            found[sheet.get("name") or ""] = target
    return found


def _target(folder: str, relation: ET.Element) -> str:
    target = relation.get("Target") or ""
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _percents(archive: zipfile.ZipFile) -> frozenset[str]:
    """Indexes of the cell formats that show a number in percent."""
    try:
        styles = _xml(archive, "xl/styles.xml")
    except KeyError:
        return frozenset()
    known = set(map(str, PERCENT_FORMATS))
    for own in styles.iterfind("{*}numFmts/{*}numFmt"):
        if "%" in _SILENT.sub("", own.get("formatCode") or ""):
            known.add(own.get("numFmtId") or "")
    formats = styles.iterfind("{*}cellXfs/{*}xf")
    return frozenset(str(at) for at, each in enumerate(formats) if each.get("numFmtId") in known)


def _xml(archive: zipfile.ZipFile, part: str) -> Any:  # noqa: ANN401 -- an Element; stubs differ in what iterating gives
    return ET.fromstring(archive.read(part))  # noqa: S314 -- see above
