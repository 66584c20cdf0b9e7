"""The port to a Google spreadsheet: one read, one atomic write, and what Drive says about who changed it."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from kinerja_es.errors import BadInput, Unavailable
from sync.changes import Changes
from sync.google.client import Client, Moved, Unsure
from sync.google.credentials import load
from sync.google.failures import forbidden
from sync.google.formats import as_read
from sync.google.held import Held
from sync.google.names import FACTS, KEYS, SCRATCH, Json, a1, address, letters, runs, spreadsheet_id
from sync.google.place import Place
from sync.google.reading import ANSWER, FIELDS, Cells, cells, snapshot
from sync.google.requests import Batch, Plan, plan
from sync.google.scratch import ATTEMPTS, displaced
from sync.model import Workbook
from sync.port import Changed, Written
from sync.snapshot import Snapshot

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE = "https://www.googleapis.com/drive/v3"
NEWEST = 10  # people named as candidates for an edit


def connect(spreadsheet: str, credentials_file: str | Path, base_url: str | None = None) -> "GooglePort":
    """A port to a spreadsheet, by its id or the address in the browser. Nothing is asked of Google yet.

    Raises:
        BadInput: `google-file-missing`, `google-file`, `bad-spreadsheet`.
    """
    book = spreadsheet_id(spreadsheet)
    if not book.replace("-", "").replace("_", "").isalnum() or not book.isascii():
        raise BadInput("bad-spreadsheet", where=spreadsheet, text=spreadsheet)
    auth, account = load(credentials_file)
    return GooglePort(book, Client(auth, base_url=base_url, account=account, where=address(book)))


class GooglePort:
    """A linked spreadsheet; see `sync.port.Port`.

    Args:
        book: its id.
        client: who speaks to Google.
        fresh_id: makes an id for each write, which no other has.
    """

    def __init__(self, book: str, client: Client, fresh_id: Callable[[], str] = lambda: uuid4().hex) -> None:
        self.book, self.client = book, client
        self.where = address(book)
        self._fresh_id = fresh_id
        self._held: Held | None = None

    @property
    def calls(self) -> Counter[str]:
        """How often Google was asked: `read`, `write`, `drive`."""
        return self.client.calls

    def version(self) -> str | None:
        """Drive's version of the file, by one call.

        Raises:
            Unavailable: `google-…`.
        """
        self.client.begin()
        return str(self._file("version,trashed")["version"])

    def read(self) -> Snapshot:
        """Everything of ours in the spreadsheet, by one call.

        Raises:
            Unavailable: `google-…`.
        """
        self.client.begin()
        answer = self._get(f"{SHEETS}/{self.book}", {"fields": FIELDS, "prettyPrint": "false"})
        found, self._held = snapshot(answer)
        return found

    def write(self, desired: Workbook, changes: Changes) -> Written:
        """Bring the spreadsheet to `desired`, in one atomic batch where it fits into one.

        Raises:
            Changed: a tab, a row or a column went since the read.
            Unavailable: `google-…`.
        """
        if self._held is None:
            self.read()
        self.client.begin()
        held = self._held or Held()
        made = plan(desired, changes, held, self._fresh_id(), self._editors(changes, held))
        quiet = not changes.frozen  # nobody compares what stands in those
        self._held = None  # whatever happens now, the next write has to look first
        for batch in made.batches:
            answer = self._batch(made, batch)
            quiet = quiet and answer is not None and self._quiet(made, batch, changes, answer)
        return Written(cells=changes.count, version=self._own_version() if quiet else None, where=self.where)

    def authors(self) -> tuple[str, ...]:
        """Whoever changed the file beside us, newest first; empty where Drive does not say."""
        self.client.begin()
        fields = "nextPageToken,revisions(lastModifyingUser(emailAddress,displayName,me))"
        query: dict[str, str] = {"fields": fields, "pageSize": "1000"}
        revisions: list[Json] = []
        try:
            while True:  # oldest first, and the newest are wanted
                answer = self._get(f"{DRIVE}/files/{self.book}/revisions", query)
                revisions += answer.get("revisions", [])
                if not answer.get("nextPageToken"):
                    break
                query["pageToken"] = answer["nextPageToken"]
        except Unavailable:
            return ()
        people = [revision.get("lastModifyingUser") or {} for revision in reversed(revisions)]
        names = [str(who.get("emailAddress") or who.get("displayName") or "") for who in people if not self._is_us(who)]
        return tuple(dict.fromkeys(name for name in names if name))[:NEWEST]

    def _batch(self, made: Plan, batch: Batch) -> Json | None:
        """Send a batch until it landed; None where it did and its answer was lost."""
        body, params = _asking(made, batch)
        attempt = 0
        while True:
            body["requests"] = made.again(batch, attempt)
            try:
                answer = self.client.request("post", f"{SHEETS}/{self.book}:batchUpdate", params, json=body)
            except Moved as error:  # or an earlier attempt landed late, and this one finds its tabs there
                if attempt and self._landed(made, batch):
                    return None
                raise Changed(str(error)) from error
            except Unsure as unsure:
                self.client.again(unsure.failure, attempt)
                if self._landed(made, batch):
                    return None
                attempt += 1
                if attempt == ATTEMPTS:
                    raise unsure.failure.error(self.where) from unsure
            else:
                return dict(answer.json())

    def _landed(self, made: Plan, batch: Batch) -> bool:
        """Whether the mark of a batch stands in `_sync`."""
        facts = made.places[FACTS]
        title = facts.title.replace("'", "''")
        cell = quote(f"'{title}'!{letters(facts.columns[SCRATCH])}1", safe="")
        try:
            answer = self._get(f"{SHEETS}/{self.book}/values/{cell}", {"prettyPrint": "false"})
        except Moved:  # there is no such tab yet
            return False
        return bool(answer.get("values", [[""]])[0][0] == batch.mark)

    def _quiet(self, made: Plan, batch: Batch, changes: Changes, answer: Json) -> bool:
        """Whether nobody typed since the read: what was displaced, and what stands there now, is what we know of."""
        sheets = answer.get("updatedSpreadsheet", {}).get("sheets", [])
        there = {KEYS.get(sheet["properties"].get("sheetId", 0), ""): cells(sheet) for sheet in sheets}
        if batch.displaces:
            rows = {(tab.key, str(row.cells.get(_identity(made, tab.key)))): row.cells
                    for tab in changes.seen.tabs.values() for row in tab.rows}  # fmt: skip
            for one in displaced(there.get(FACTS, {}), made.places[FACTS].columns[SCRATCH]):
                names = {name for name, _ in made.places[one.tab].inputs} - {_identity(made, one.tab)}
                known = rows.get((one.tab, one.meant), {})
                if (
                    one.row != one.meant
                    or one.token != (changes.seen.token or 0)
                    or {n: v for n, v in known.items() if n in names} != dict(one.cells)
                ):
                    return False
        return not batch.last or all(
            _expected(place) == _narrowed(there.get(key, {}), place)
            for key, place in made.places.items()
            if place.inputs
        )

    def _own_version(self) -> str | None:
        """The version as we left it; None where somebody changed the file since."""
        file = self._file("version,trashed,lastModifyingUser(me,emailAddress)")
        return str(file["version"]) if self._is_us(file.get("lastModifyingUser") or {}) else None

    def _is_us(self, user: Mapping[str, Any]) -> bool:
        return bool(user.get("me")) or (bool(self.client.account) and user.get("emailAddress") == self.client.account)

    def _editors(self, changes: Changes, held: Held) -> tuple[str, ...]:
        """The owner and us, where a protection is to be set."""
        kept = {key for key, tab in held.tabs.items() if tab.protections}
        if all(tab.sheet.key in kept and not (tab.relook or tab.lost) for tab in changes.tabs):
            return ()
        owners = self._file("owners(emailAddress)").get("owners", [])
        us = (
            self.client.account or self._get(f"{DRIVE}/about", {"fields": "user(emailAddress)"})["user"]["emailAddress"]
        )
        return tuple(dict.fromkeys([*(owner["emailAddress"] for owner in owners if "emailAddress" in owner), us]))

    def _file(self, fields: str) -> Json:
        try:
            found = self._get(f"{DRIVE}/files/{self.book}", {"fields": fields, "supportsAllDrives": "true"})
        except Unavailable as error:
            if error.code == "google-not-found":
                # Drive does not tell what is gone from what is not shared; Sheets does.
                self._get(f"{SHEETS}/{self.book}", {"fields": "spreadsheetId"})
                raise forbidden(self.client.account).error(self.where) from error
            raise
        if found.get("trashed"):
            raise Unavailable("google-trashed", where=self.where)
        return found

    def _get(self, endpoint: str, params: Mapping[str, str]) -> Json:
        answer: Json = self.client.request("get", endpoint, params=params).json()
        return answer


def _identity(made: Plan, key: str) -> str:
    place = made.places.get(key)
    return place.ids[0].key if place is not None and place.ids else ""


def _asking(made: Plan, batch: Batch) -> tuple[Json, dict[str, str]]:
    """The body and the parameters that a batch is sent with, beside its requests."""
    ranges = _typed_in(made, batch)
    if not ranges:
        return {}, {"prettyPrint": "false", "fields": "spreadsheetId"}
    body = {"includeSpreadsheetInResponse": True, "responseRanges": ranges, "responseIncludeGridData": True}
    return body, {"prettyPrint": "false", "fields": ANSWER}


def _typed_in(made: Plan, batch: Batch) -> list[str]:
    """The columns that an answer is to show: what people may be typing in, and what this batch displaced."""
    found: list[str] = []
    if batch.displaces:
        facts = made.places[FACTS]
        found.append(a1(facts.title, facts.columns[SCRATCH], facts.width))
    if batch.last:
        for place in made.places.values():
            found += [a1(place.title, *stretch) for stretch in runs(at for _, at in place.inputs)]
    return found


def _expected(place: Place) -> Cells:
    """The input columns as the last read and this write leave them."""
    names = dict(place.inputs)
    found: Cells = {}
    for seen in () if place.tab.seen is None else place.tab.seen.rows:
        found |= {(seen.at, names[name]): raw for name, raw in seen.cells.items() if name in names}
    for (row, name), cell in place.tab.cells.items():
        if name in names:
            found[row, names[name]] = as_read(cell.value)
    return {spot: raw for spot, raw in found.items() if raw is not None}


def _narrowed(there: Cells, place: Place) -> Cells:
    columns = {at for _, at in place.inputs}
    return {spot: raw for spot, raw in there.items() if spot[1] in columns}
