"""The port of an `.xlsx` file: reads what people saved, and puts a new version in place that keeps what is theirs."""

import hashlib
from collections import Counter
from pathlib import Path

from kinerja_es.errors import Unavailable
from sync.changes import Changes
from sync.excel import place, render, store
from sync.excel_arrange import arranged
from sync.excel_marks import property_of
from sync.excel_own import fingerprint, touched
from sync.excel_read import NOTHING, Opened, read
from sync.model import Workbook
from sync.port import Changed, Written
from sync.snapshot import Snapshot

KEPT = " (asli {mark})"  # the file as somebody saved it, before a write that cannot keep all of it


class ExcelPort:
    """A workbook in a file. Implements `sync.port.Port`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.calls: Counter[str] = Counter(read=0, write=0, drive=0)
        self._content: bytes | None = None
        self._opened: Opened = NOTHING

    def version(self) -> str | None:
        """SHA-256 of the file; None where there is none."""
        content = self._bytes()
        return None if content is None else _digest(content)

    def read(self) -> Snapshot:
        """The file as it was saved last, also while somebody has it open."""
        self.calls["read"] += 1
        content = self._bytes()
        self._opened = NOTHING if content is None else read(content, str(self.path))
        self._content = content
        return self._opened.snapshot

    def write(self, desired: Workbook, changes: Changes) -> Written:
        """Put the new version in place, or beside the file while somebody has it open.

        What people have there beside ours (tabs, columns, rows) is carried along as values and plain formulas; where it
        was more than that, the file as they saved it is kept beside, named by what was in it.

        Raises:
            Changed: the file is no longer the one that was read.
            Unavailable: `unreadable-file`, `file-unwritable`.
        """
        self.calls["write"] += 1
        content = render(arranged(desired, changes, self._opened))
        target = place(self.path)
        if self._bytes() != self._content:
            raise Changed
        if target != self.path:
            self._keep_beside(target)
            store(content, target)
            return Written(cells=changes.count, version=None, where=str(target), landed=False)
        mark = None if self._content is None else fingerprint(self._content, self._opened)
        if self._content is not None and mark is not None:
            self._keep(self._content, mark)
        store(content, target)
        self._content, self._opened = content, read(content, str(target))
        return Written(cells=changes.count, version=_digest(content), where=str(target))

    def authors(self) -> tuple[str, ...]:
        """Who saved the file that was read, where the program says so."""
        name = "" if self._content is None else property_of(self._content, "lastModifiedBy")
        return (name,) if name else ()

    def _bytes(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("unreadable-file", where=str(self.path), path=self.path) from error

    def _keep(self, content: bytes, mark: str) -> None:
        kept = self.path.with_name(f"{self.path.stem}{KEPT.format(mark=mark)}{self.path.suffix}")
        if not kept.exists():
            store(content, kept)

    def _keep_beside(self, beside: Path) -> None:
        """Somebody may have gone on in the version beside the file instead of renaming it first."""
        try:
            content = beside.read_bytes()
            ours = not touched(content, read(content, str(beside)))
        except FileNotFoundError:
            return
        except Unavailable:  # whatever it is, it is not what we wrote
            ours = False
        except OSError as error:
            raise Unavailable("unreadable-file", where=str(beside), path=beside) from error
        if not ours:
            self._keep(content, _digest(content)[:8])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
