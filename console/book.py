"""A linked book on the command line: find it, connect its port, run a cycle, say what it did."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from console.runtime import Runtime
from kinerja_es.errors import BadInput
from kinerja_es.events import BookLinked
from kinerja_es.ledger import Ledger
from kinerja_es.store import Store
from projections.register import books
from sync.books import LedgerBooks
from sync.cycle import Cycle
from sync.gather import Link
from sync.port import Port
from sync.reader import Taken

CREDENTIALS = "KINERJA_GOOGLE_CREDENTIALS"


def linked(store: Store, name: str) -> BookLinked:
    """The book under a name; `unknown-book` where none is linked."""
    found = books(store).get(name)
    if found is None:
        raise BadInput("unknown-book", where=name, name=name)
    return found


def port(book: BookLinked) -> Port:
    """The port of a book: its file, or its Google sheet (the library is loaded only then)."""
    if book.port == "xlsx":
        from sync.excel_port import ExcelPort

        return ExcelPort(Path(book.target))
    from sync.google.port import connect

    credentials = book.credentials or os.environ.get(CREDENTIALS)
    if credentials is None:
        raise BadInput("credentials-missing", where=book.name, variable=CREDENTIALS)
    return connect(book.target, Path(credentials), base_url=book.base_url)


def link(run: Runtime, book: BookLinked) -> Link:
    """How a book is to be shown."""
    return Link(name=book.name, agreements=book.agreements, language=run.lang, timezone=run.timezone)


def cycle(run: Runtime, ledger: Ledger, book: BookLinked, through: Port) -> Cycle:
    """One cycle of a book."""
    return Cycle(link=link(run, book), actor=run.actor, port=through, books=LedgerBooks(ledger)).run()


def report(done: Cycle) -> dict[str, Any]:
    """What a cycle did, in the shape of `sync run --json`."""
    return {
        "book": done.link.name,
        "position": done.position,
        "taken": [row_json(row) for row in done.taken],
        "refused": [row_json(row) for row in done.refused],
        "conflicts": [row_json(row) for row in done.conflicts],
        "written": done.written,
        "where": done.where,
        "beside": None if done.landed else done.where,
        "left": dict(done.left),
        "halted": dict(done.halted),
        "calls": {kind: done.port.calls[kind] for kind in ("read", "write", "drive")},
    }


def row_json(row: Taken) -> dict[str, Any]:
    """One edited cell."""
    shown = asdict(row)
    del shown["outcome"]
    return shown
