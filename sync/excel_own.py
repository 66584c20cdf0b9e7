"""What is somebody's own in a workbook, and what of it a write cannot carry along."""

import hashlib
import re
import zipfile
from io import BytesIO

from sync.excel_cells import NOTHING, OWN, OWN_STYLE, Kept
from sync.excel_formula import carried
from sync.excel_marks import property_of
from sync.excel_read import Opened, Page
from sync.model import Cell, Column, Sheet
from sync.snapshot import Formula, Raw

LONGEST_NAME = 31  # characters that Excel allows in the name of a tab
WIDTH = 14.0
SECONDS = len("2024-07-31T16:59:59")
_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_OTHER_PARTS = re.compile(r"xl/(comments|threadedComments|persons|media|pivot|tables|slicers|embeddings|externalLinks)")


def own_tab(page: Page, name: str, names: frozenset[str]) -> Sheet:
    """Somebody's own tab with what it says; `names` are those of the tabs that are still called so."""
    lines: list[list[Cell]] = [[] for _ in range(page.height)]
    for (row, at), raw in page.cells.items():
        lines[row] += [NOTHING] * (at - len(lines[row]))
        result = page.results.get((row, at))
        kept: Raw = result if isinstance(raw, Formula) and not carried(raw.text, names) else raw
        lines[row].append(Kept(style=OWN_STYLE, raw=kept, result=result))
    columns = tuple(Column(key=f"{OWN}{at}", header="", width=WIDTH) for at in range(page.width))
    cells = tuple(map(tuple, lines))
    return Sheet(key=OWN + page.name, name=name, columns=columns, cells=cells, visible=page.visible)


def free_name(name: str, taken: set[str]) -> str:
    """The name, or with a number where another tab has it; it is taken then."""
    clean = _BAD_IN_NAME.sub("_", name)[:LONGEST_NAME].strip("'") or "_"
    free, number = clean, 2
    while free.casefold() in taken:
        free = f"{clean[: LONGEST_NAME - 5]} ({number})"
        number += 1
    taken.add(free.casefold())
    return free


def fingerprint(content: bytes, opened: Opened) -> str | None:
    """Of what is somebody's own in a file; None where there is nothing that a write of ours would leave out.

    What was last saved by us holds it only as we carry it.
    """
    if not touched(content, opened):
        return None
    with zipfile.ZipFile(BytesIO(content)) as archive:
        own = [f"{part.filename}\t{part.CRC}" for part in archive.infolist() if _OTHER_PARTS.match(part.filename)]
    for page, key in zip(opened.pages, opened.keys, strict=True):
        ours = {} if key is None else opened.snapshot.tabs[key].columns
        theirs = [f"{at}\t{raw}" for at, raw in page.cells.items() if at[1] not in ours.values()]
        if key is None or theirs:
            own += [page.name, *theirs]
    return hashlib.sha256("\n".join(own).encode("utf-8", "surrogatepass")).hexdigest()[:8] if own else None


def touched(content: bytes, opened: Opened) -> bool:
    """Whether a program saved the file since we wrote it: ours is dated by the moment that its facts say."""
    moment = opened.snapshot.facts.get("as_of", "")[:SECONDS]
    return not moment or any(property_of(content, name)[:SECONDS] != moment for name in ("created", "modified"))
