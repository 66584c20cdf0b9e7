"""Where the ledger lives and how it is read: stored rows in order, straight from the recorder's table.

Readers need neither the event-sourcing library nor pydantic, so a report starts as fast as a file is opened.
"""

import datetime
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from kinerja_es.errors import BadInput, Unavailable
from kinerja_es.recorded import Recorded

SCHEME = "sqlite:///"
_RECORDED = partial(tuple.__new__, Recorded)  # a row has just its columns: no Python call for each of a million
_COLUMNS = "SELECT rowid, recorded_at, originator_id, originator_version, topic, state FROM stored_events"


def sqlite_path(url: str) -> Path:
    """The file of a store URL; only `sqlite:///FILE` is served so far, anything else is `bad-store`."""
    if not url.startswith(SCHEME) or url == SCHEME:
        raise BadInput("bad-store", where=url, url=url)
    return Path(url.removeprefix(SCHEME))


def stamp(moment: datetime.datetime) -> str:
    """A moment as it is stored: UTC, microseconds, always the same width, so that text order is time order."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Raced(Exception):
    """Another writer appended first; nothing was recorded, and what was decided is to be decided again."""


class History(Protocol):
    """Stored events in order of position, wherever they are kept."""

    def read(self, stream: UUID | None = None, *, up_to: int | None = None, after: int = 0) -> Iterator[Recorded]:
        """Events of one stream or of all, after one position and up to another."""
        ...

    def last(self, up_to: int | None = None) -> tuple[int, str | None]:
        """The newest position (0 where there is none) at or before one, and its moment."""
        ...


class Store:
    """A store opened for reading."""

    def __init__(self, url: str) -> None:
        path = sqlite_path(url)
        if not path.is_file():
            raise Unavailable("store-missing", where=str(path), path=path)
        try:
            self._rows = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._rows.execute("PRAGMA query_only = ON")
            self._rows.execute(f"{_COLUMNS} LIMIT 1").fetchall()
        except sqlite3.Error as error:
            raise Unavailable("store-unreadable", where=str(path), path=path) from error
        self.url = url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    def read(self, stream: UUID | None = None, *, up_to: int | None = None, after: int = 0) -> Iterator[Recorded]:
        """Events in order of position: of one stream or of all, after one position and up to another."""
        where, values = ["rowid > ?", "rowid <= ?"], [after, up_to if up_to is not None else 2**62]
        query = f"{_COLUMNS} WHERE {' AND '.join(where)} "
        if stream is not None:
            query = f"{_COLUMNS} WHERE originator_id = ? AND {' AND '.join(where)} "
            values.insert(0, stream.hex)  # type: ignore[arg-type]
        try:
            yield from map(_RECORDED, self._rows.execute(query + "ORDER BY rowid", values))
        except sqlite3.Error as error:
            raise Unavailable("store-unreadable", where=self.url, path=self.url) from error

    def last(self, up_to: int | None = None) -> tuple[int, str | None]:
        """The newest position (0 in an empty store) at or before one, and its moment."""
        row = self._rows.execute(
            "SELECT rowid, recorded_at FROM stored_events WHERE rowid <= ? ORDER BY rowid DESC LIMIT 1",
            (up_to if up_to is not None else 2**62,),
        ).fetchone()
        return (0, None) if row is None else (row[0], row[1])

    def position_at(self, moment: str) -> int:
        """The last position recorded at or before a stored moment; moments never fall as positions rise."""
        row = self._rows.execute("SELECT max(rowid) FROM stored_events WHERE recorded_at <= ?", (moment,)).fetchone()
        return row[0] or 0

    def pragma(self, name: str) -> str:
        """One setting of the database, for `doctor`."""
        return str(self._rows.execute(f"PRAGMA {name}").fetchone()[0])


def parse_moment(text: str, timezone: str) -> int | str:
    """A moment as people write it: a position (int), or the stored form of a day's end or of an ISO time."""
    cleaned = text.strip()
    if cleaned.isascii() and cleaned.isdigit() and len(cleaned) < 18:  # noqa: PLR2004 -- fits SQLite's integers
        return int(cleaned)
    zone = ZoneInfo(timezone)
    try:
        if "T" not in cleaned and " " not in cleaned:
            day = datetime.date.fromisoformat(cleaned)
            return stamp(datetime.datetime.combine(day, datetime.time.max, zone))
        moment = datetime.datetime.fromisoformat(cleaned)
        return stamp(moment if moment.tzinfo is not None else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError) as error:
        raise BadInput("bad-moment", where=text, text=text) from error
