"""The files of the imitated Drive, with owners, versions and revisions."""

import datetime as dt
import random
import string
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from .book import Book
from .errors import ApiError, file_not_found
from .jsontypes import JsonObject

SERVICE_ACCOUNT = "service-account@example.iam.gserviceaccount.com"
PRIVATE_ID = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"
SHEET_TYPE = "application/vnd.google-apps.spreadsheet"
LETTERS = string.ascii_letters + string.digits + "-_"
WRITERS = {"owner", "organizer", "fileOrganizer", "writer"}
Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """Tell the time."""
    return dt.datetime.now(dt.UTC)


def stamp(moment: dt.datetime) -> str:
    """Write a time as Drive does."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


@dataclass(slots=True)
class File:
    """A spreadsheet as Drive sees it."""

    book: Book
    owner: str
    created: str
    modified: str
    version: int = 1
    permissions: list[JsonObject] = field(default_factory=list)
    revisions: list[JsonObject] = field(default_factory=list)
    parents: list[str] = field(default_factory=lambda: ["root"])
    trashed: bool = False

    def role(self, user: str) -> str:
        """Say what somebody may do."""
        for entry in self.permissions:
            if entry.get("emailAddress") == user or entry.get("type") == "anyone":
                return str(entry["role"])
        return ""


class Store:
    """Every file, under one lock."""

    def __init__(self, seed: int = 1, clock: Clock = utc_now) -> None:
        """Start empty; the seed decides the ids that are made up."""
        self.dice = random.Random(seed)
        self.clock = clock
        self.lock = threading.RLock()
        self.files: dict[str, File] = {}

    def create(self, title: str, owner: str, locale: str = "en_US") -> File:
        """Make a spreadsheet."""
        file_id = "1" + "".join(self.dice.choices(LETTERS, k=43))
        now = stamp(self.clock())
        file = File(Book.new(file_id, title, self.dice, locale), owner, now, now)
        file.permissions.append(self.permission(owner, "owner"))
        self.files[file_id] = file
        self._revise(file, owner)
        return file

    def permission(self, email: str, role: str, kind: str = "user") -> JsonObject:
        """Make an entry of a file's permissions."""
        number = str(self.dice.randrange(10**19, 10**20))
        entry = {"kind": "drive#permission", "id": number, "type": kind, "role": role}
        return entry | ({"emailAddress": email} if email else {})

    def open(self, file_id: str, user: str, *, write: bool = False) -> File:
        """Find a spreadsheet for a Sheets call."""
        if file_id == PRIVATE_ID:
            raise ApiError(403)
        file = self.files.get(file_id)
        if file is None:
            raise ApiError(404)
        role = file.role(user)
        if not role or (write and role not in WRITERS):
            raise ApiError(403)
        return file

    def drive_file(self, file_id: str, user: str) -> File:
        """Find a file for a Drive call, which says 404 also for what the caller may not see."""
        file = self.files.get(file_id)
        if file is None or not file.role(user):
            raise file_not_found(file_id)
        return file

    def commit(self, file: File, book: Book, user: str) -> None:
        """Put a changed workbook in place of the old one."""
        file.book = book
        self.touch(file, user)

    def touch(self, file: File, user: str) -> None:
        """Note that a file changed."""
        file.version += 1
        file.modified = stamp(self.clock())
        self._revise(file, user)

    def _revise(self, file: File, user: str) -> None:
        who = {"kind": "drive#user", "displayName": user, "emailAddress": user}
        if file.revisions and file.revisions[-1]["lastModifyingUser"] == who:
            file.revisions[-1]["modifiedTime"] = file.modified  # neighbouring edits of one person become one revision
            return
        revision = {"kind": "drive#revision", "id": str(len(file.revisions) + 1), "mimeType": SHEET_TYPE}
        file.revisions.append(revision | {"modifiedTime": file.modified, "lastModifyingUser": who})
