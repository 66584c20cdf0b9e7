"""_sync, hidden: by which a copy of the book, however old, says what it was built from."""

from uuid import NAMESPACE_URL, uuid5

from sync.data import BookData
from sync.layout.parts import Words
from sync.model import Cell, Column, Sheet, Workbook

SCHEMA_VERSION = "1"


def sheet(data: BookData, words: Words) -> Sheet:
    """Keys and values, all text; the base token is the event position, as in `sync run`."""
    facts = {
        "schema_version": SCHEMA_VERSION,
        "book": data.book,
        "store": data.store,
        "base_token": str(data.position),
        "batch_id": batch_id(data),
        "as_of": data.as_of,
        "language": data.language,
        "agreements": "\n".join(agreement.ref for agreement in data.agreements),
        "behind": " ".join(f"{tab}={token}" for tab, token in data.behind.items()),
        "writing": "",  # while a write is under way in several parts, the event positions that they come from
    }
    columns = (Column(key="key", header="", width=18), Column(key="value", header="", width=44))
    cells = tuple((Cell(key), Cell(value)) for key, value in facts.items())
    return Sheet(key="sync", name=words("tab.sync"), columns=columns, cells=cells, visible=False)


def batch_id(data: BookData) -> str:
    """The id of what is written in one go: a link in a chain, so that no two writes of a workbook share one."""
    agreements = (agreement.ref for agreement in data.agreements)
    parts = (SCHEMA_VERSION, data.previous, data.store, data.book, *agreements, str(data.position), data.as_of)
    return str(uuid5(NAMESPACE_URL, "kinerja-es:batch:" + "\n".join(parts)))


def fact(workbook: Workbook, key: str) -> str:
    """One of the facts that a workbook is to carry in `_sync`."""
    rows = {str(row[0].value): str(row[1].value) for row in workbook.sheet("sync").cells}
    return rows[key]
