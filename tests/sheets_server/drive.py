"""The calls of Drive v3 that are in use."""

import csv
import io
import re

from .context import Context
from .errors import DriveError
from .fieldmask import cut, parse_mask
from .jsontypes import Json, JsonObject
from .store import SHEET_TYPE, WRITERS, File, Store
from .tabs import check_size
from .values import read

Answer = tuple[int, Json, str]
JSON = "application/json; charset=UTF-8"
SEPARATOR = {"text/csv": ",", "text/tab-separated-values": "\t"}
QUERY_PART = re.compile(
    r"""(\w+)\s*(=|!=|contains)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|true|false)|'([^']*)' in parents"""
)


def resource(file: File, viewer: str) -> JsonObject:
    """Give every field of a file that this server knows."""
    last = seen_by(viewer, file.revisions[-1]["lastModifyingUser"])
    return {
        "kind": "drive#file",
        "id": file.book.spreadsheet_id,
        "name": file.book.properties["title"],
        "mimeType": SHEET_TYPE,
        "createdTime": file.created,
        "modifiedTime": file.modified,
        "version": str(file.version),
        "trashed": file.trashed,
        "parents": file.parents,
        "owners": [seen_by(viewer, {"kind": "drive#user", "displayName": file.owner, "emailAddress": file.owner})],
        "lastModifyingUser": last,
        "permissions": file.permissions,
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.book.spreadsheet_id}/edit",
    }


def seen_by(viewer: str, user: JsonObject) -> JsonObject:
    """Give a user as a caller sees it: whether it is the caller."""
    return user | {"me": user.get("emailAddress") == viewer}


def _shown(value: JsonObject, query: dict[str, str], default: str) -> JsonObject:
    result: JsonObject = cut(value, parse_mask(query.get("fields", default)))
    return result


FEW = "kind,id,name,mimeType"


class Drive:
    """Drive's answers for one caller."""

    def __init__(self, store: Store, user: str) -> None:
        """Take the store and the caller."""
        self.store, self.user = store, user

    def call(self, method: str, path: str, query: dict[str, str], body: JsonObject) -> Answer:
        """Answer a call by its path below `/drive/v3`."""
        parts = [p for p in path.split("/") if p]
        match (method, parts):
            case ("GET", ["about"]):
                me = {"kind": "drive#user", "displayName": self.user, "emailAddress": self.user}
                return 200, _shown({"kind": "drive#about", "user": seen_by(self.user, me)}, query, "kind"), JSON
            case ("POST", ["files"]):
                return 200, self.create(body, query), JSON
            case ("GET", ["files"]):
                return 200, self.listed(query), JSON
            case ("GET", ["files", file_id]):
                return 200, _shown(resource(self.store.drive_file(file_id, self.user), self.user), query, FEW), JSON
            case ("DELETE", ["files", file_id]):
                self._mine(file_id)
                del self.store.files[file_id]
                return 204, None, JSON
            case ("PATCH", ["files", file_id]):
                return 200, self.rename(file_id, body, query), JSON
            case ("POST", ["files", file_id, "copy"]):
                return 200, self.copy(file_id, body, query), JSON
            case ("GET", ["files", file_id, "export"]):
                return 200, self.export(file_id, query.get("mimeType", "")), query.get("mimeType", "")
            case ("GET", ["files", _, "comments"]):
                return 200, {"comments": []}, JSON
            case ("GET", ["files", file_id, "revisions"]):
                stored = self.store.drive_file(file_id, self.user).revisions
                entries = [r | {"lastModifyingUser": seen_by(self.user, r["lastModifyingUser"])} for r in stored]
                start, size = int(query.get("pageToken") or 0), int(query.get("pageSize", 200))
                answer: JsonObject = {"kind": "drive#revisionList", "revisions": entries[start : start + size]}
                if start + size < len(entries):
                    answer["nextPageToken"] = str(start + size)
                return 200, _shown(answer, query, "*"), JSON
            case (_, ["files", file_id, "permissions", *rest]):
                return self.permissions(method, file_id, rest, body, query)
        raise DriveError(404, "notFound", "Not Found")

    def _mine(self, file_id: str) -> File:
        file = self.store.drive_file(file_id, self.user)
        if file.role(self.user) not in WRITERS:
            message = "The user does not have sufficient permissions for this file."
            raise DriveError(403, "insufficientFilePermissions", message)
        return file

    def create(self, body: JsonObject, query: dict[str, str]) -> JsonObject:
        """`files.create`."""
        file = self.store.create(body.get("name") or "Untitled", self.user)
        file.parents = body.get("parents") or file.parents
        return _shown(resource(file, self.user), query, FEW)

    def rename(self, file_id: str, body: JsonObject, query: dict[str, str]) -> JsonObject:
        """`files.update`, of which only the name and the parents matter here."""
        file = self._mine(file_id)
        file.book.properties["title"] = body.get("name") or file.book.properties["title"]
        file.trashed = bool(body.get("trashed", file.trashed))
        if "addParents" in query:
            file.parents = query["addParents"].split(",")
        self.store.touch(file, self.user)
        return _shown(resource(file, self.user), query, FEW)

    def copy(self, file_id: str, body: JsonObject, query: dict[str, str]) -> JsonObject:
        """`files.copy`."""
        source = self.store.drive_file(file_id, self.user)
        title = body.get("name") or f"Copy of {source.book.properties['title']}"
        file = self.store.create(title, self.user)
        book = source.book.clone()
        book.spreadsheet_id = file.book.spreadsheet_id
        book.properties["title"] = title
        file.book = book
        return _shown(resource(file, self.user), query, FEW)

    def listed(self, query: dict[str, str]) -> JsonObject:
        """`files.list`, newest first, in pages."""
        rows = [resource(f, self.user) for f in self.store.files.values() if f.role(self.user)]
        for key, operator, text, parent in QUERY_PART.findall(query.get("q", "")):
            value = re.sub(r"\\(.)", r"\1", text[1:-1]) if text[:1] in {'"', "'"} else text == "true"
            if parent:
                rows = [r for r in rows if parent in r["parents"]]
            elif operator == "contains":
                rows = [r for r in rows if str(value).lower() in str(r.get(key)).lower()]
            else:
                rows = [r for r in rows if (r.get(key) == value) == (operator == "=")]
        rows.reverse()
        start, size = int(query.get("pageToken") or 0), int(query.get("pageSize", 100))
        answer: JsonObject = {"kind": "drive#fileList", "incompleteSearch": False, "files": rows[start : start + size]}
        if start + size < len(rows):
            answer["nextPageToken"] = str(start + size)
        return _shown(answer, query, f"kind,incompleteSearch,nextPageToken,files({FEW})")

    def export(self, file_id: str, kind: str) -> str:
        """`files.export` of the first tab."""
        file = self.store.drive_file(file_id, self.user)
        if kind not in SEPARATOR:
            raise DriveError(400, "badRequest", "The requested conversion is not supported.")
        tab = file.book.tabs[0]
        ctx = Context(file.book, self.user, file.owner)
        rows = read(ctx, tab, tab.everything, {}).get("values", [])
        out = io.StringIO()
        csv.writer(out, delimiter=SEPARATOR[kind], lineterminator="\r\n").writerows(rows)
        return out.getvalue().removesuffix("\r\n")

    def import_csv(self, file_id: str, text: str) -> JsonObject:
        """Drive v2's upload of a CSV over a spreadsheet: one tab is left, named like the file."""
        file = self._mine(file_id)
        book = file.book.clone()
        tab = book.tabs[0].clone()
        book.properties["timeZone"] = "America/Los_Angeles"  # what a conversion leaves behind
        book.tabs, book.named_ranges, book.metadata = [tab], [], []
        tab.rows, tab.merges, tab.objects = {}, [], {}
        tab.properties |= {"sheetId": book.new_id(), "title": book.properties["title"]}
        rows = list(csv.reader(io.StringIO(text)))
        tab.properties["gridProperties"] = {
            "rowCount": max(1000, len(rows)),
            "columnCount": max(26, max((len(r) for r in rows), default=0)),
        }
        ctx = Context(book, self.user, file.owner)
        check_size(ctx)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                ctx.set_value(tab, r, c, value, typed=True)
        self.store.commit(file, book, self.user)
        return {"kind": "drive#file", "id": file_id, "title": tab.title, "mimeType": SHEET_TYPE}

    def permissions(
        self, method: str, file_id: str, rest: list[str], body: JsonObject, query: dict[str, str]
    ) -> Answer:
        """`permissions.list`, `create` and `delete`."""
        file = self.store.drive_file(file_id, self.user) if method == "GET" else self._mine(file_id)
        if method == "GET" and not rest:
            answer = {"kind": "drive#permissionList", "permissions": file.permissions}
            return 200, _shown(answer, query, "kind,permissions(kind,id,type,role,emailAddress)"), JSON
        if method == "POST" and not rest:
            entry = self.store.permission(body.get("emailAddress", ""), body["role"], body["type"])
            file.permissions.append(entry)
            if entry["role"] == "owner":
                file.owner = entry["emailAddress"]
            return 200, {k: v for k, v in entry.items() if k != "emailAddress"}, JSON
        for entry in file.permissions:
            if rest == [entry["id"]]:
                if method == "DELETE":
                    file.permissions.remove(entry)
                    return 204, None, JSON
                return 200, entry, JSON
        raise DriveError(404, "notFound", f"Permission not found: {'/'.join(rest)}.")
