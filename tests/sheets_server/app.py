"""From a call's address to its answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote

from . import batch, metadata, tabs, values
from .a1 import Rect
from .context import Context
from .drive import JSON, Answer, Drive
from .errors import ApiError
from .fieldmask import Mask, check_mask, cut, parse_mask, wanted
from .grid import Tab
from .jsontypes import Json, JsonObject
from .quota import Quota
from .render import sheet_properties, spreadsheet
from .schema import checked, checked_query, method_named, parsed_json
from .store import Store
from .tokens import Tokens

ROUTES: list[tuple[str, str, str]] = [
    ("POST", r"/v4/spreadsheets", "create"),
    ("GET", r"/v4/spreadsheets/([^/:]+)", "get"),
    ("POST", r"/v4/spreadsheets/([^/:]+):batchUpdate", "batchUpdate"),
    ("POST", r"/v4/spreadsheets/([^/:]+):getByDataFilter", "getByDataFilter"),
    ("GET", r"/v4/spreadsheets/([^/:]+)/values:batchGet", "values.batchGet"),
    ("POST", r"/v4/spreadsheets/([^/:]+)/values:batchUpdate", "values.batchUpdate"),
    ("POST", r"/v4/spreadsheets/([^/:]+)/values:batchClear", "values.batchClear"),
    ("POST", r"/v4/spreadsheets/([^/:]+)/values:batchGetByDataFilter", "values.batchGetByDataFilter"),
    ("POST", r"/v4/spreadsheets/([^/:]+)/values/(.+):append", "values.append"),
    ("POST", r"/v4/spreadsheets/([^/:]+)/values/(.+):clear", "values.clear"),
    ("PUT", r"/v4/spreadsheets/([^/:]+)/values/(.+)", "values.update"),
    ("GET", r"/v4/spreadsheets/([^/:]+)/values/(.+)", "values.get"),
    ("POST", r"/v4/spreadsheets/([^/:]+)/developerMetadata:search", "developerMetadata.search"),
    ("GET", r"/v4/spreadsheets/([^/:]+)/developerMetadata/(\d+)", "developerMetadata.get"),
    ("POST", r"/v4/spreadsheets/([^/:]+)/sheets/(\d+):copyTo", "sheets.copyTo"),
]
READING = {"get", "getByDataFilter", "values.get", "values.batchGet", "values.batchGetByDataFilter"}
READING |= {"developerMetadata.search", "developerMetadata.get"}
Query = dict[str, list[str]]


def route(method: str, path: str) -> tuple[str, list[str]]:
    """Find the method of the Sheets service that an address means."""
    for verb, pattern, name in ROUTES:
        match = re.fullmatch(pattern, path)
        if match and verb == method:
            return name, [unquote(g) for g in match.groups()]
    raise ApiError(404)


def kind_of(method: str, path: str) -> str:
    """Say which quota a call is charged to."""
    if path.startswith("/token"):
        return "token"
    if not path.startswith("/v4/"):
        return "drive"
    try:
        return "read" if route(method, path)[0] in READING else "write"
    except ApiError:
        return "read"


@dataclass(slots=True)
class App:
    """The two services over one store."""

    store: Store
    tokens: Tokens = field(default_factory=Tokens)
    quota: Quota | None = None

    def call(self, method: str, path: str, query_text: str, authorization: str, raw: bytes) -> Answer:
        """Answer one call, or raise what it is answered with."""
        query = parse_qs(query_text, keep_blank_values=True)
        if path == "/token":
            form = {k: v[-1] for k, v in parse_qs(raw.decode()).items()}
            return (*self.tokens.grant(form), JSON)
        user = self.tokens.user(authorization)
        single = {k: v[-1] for k, v in query.items()}
        if path.startswith("/v4/"):
            with self.store.lock:
                if self.quota:
                    self.quota.spend(kind_of(method, path), user)
                return 200, self.sheets(method, path, user, query, raw), JSON
        with self.store.lock:
            drive = Drive(self.store, user)
            upload = re.fullmatch(r"/upload/drive/v2/files/([^/]+)", path)
            if upload:
                return 200, drive.import_csv(upload[1], raw.decode()), JSON
            if not path.startswith("/drive/v3"):
                raise ApiError(404)
            body = {k: v for k, v in parsed_json(raw).items() if v is not None}
            return drive.call(method, unquote(path.removeprefix("/drive/v3")), single, body)

    def sheets(self, method: str, path: str, user: str, query: Query, raw: bytes) -> Json:
        """Answer a call to Sheets v4."""
        name, parts = route(method, path)
        declared = method_named(name)
        checked_query(declared, query)
        body: JsonObject = {}
        if "request" in declared:
            root = "data" if name in {"values.update", "values.append"} else ""
            body = checked(declared["request"]["$ref"], parsed_json(raw), root)
        fields = query.pop("fields", [""])[-1]
        mask = check_mask(parse_mask(fields), declared["response"]["$ref"]) if fields else {}
        single = {k: v[-1] for k, v in query.items()}
        if name == "create":
            return cut(self.create(user, body), mask)
        file = self.store.open(parts[0], user, write=name not in READING)
        ctx = Context(file.book if name in READING else file.book.clone(), user, file.owner)
        if name in {"get", "getByDataFilter"}:
            grid = bool(fields) or single.get("includeGridData", str(body.get("includeGridData", ""))).lower() == "true"
            chosen = self.chosen(ctx, query.get("ranges"), body.get("dataFilters"))
            return spreadsheet(ctx.book, user, file.owner, mask, chosen, grid=grid)
        answer = self.do(name, ctx, parts, query, single, body, mask)
        if name not in READING:
            self.store.commit(file, ctx.book, user)
        return cut(answer, mask)

    def do(
        self,
        name: str,
        ctx: Context,
        parts: list[str],
        query: Query,
        single: dict[str, str],
        body: JsonObject,
        mask: Mask,
    ) -> Json:
        """Do one call on the caller's copy of the workbook."""
        text = parts[1] if len(parts) > 1 else ""
        own = {"spreadsheetId": ctx.book.spreadsheet_id}
        calls: dict[str, Callable[[], Json]] = {
            "values.get": lambda: values.get(ctx, text, single),
            "values.update": lambda: values.update(ctx, text, body, single),
            "values.append": lambda: values.append(ctx, text, body, single),
            "values.clear": lambda: own | {"clearedRange": values.clear(ctx, text)},
            "values.batchGet": lambda: (
                own | {"valueRanges": [values.get(ctx, r, single) for r in query.get("ranges", [])]}
            ),
            "values.batchUpdate": lambda: values.batch_update(ctx, body),
            "values.batchClear": lambda: (
                own | {"clearedRanges": [values.clear(ctx, r) for r in body.get("ranges", [])]}
            ),
            "values.batchGetByDataFilter": lambda: own | {"valueRanges": self.by_filter(ctx, body)},
            "developerMetadata.search": lambda: metadata.search(ctx, body),
            "developerMetadata.get": lambda: metadata.get(ctx, int(text)),
            "sheets.copyTo": lambda: self.copy_to(ctx, int(text), body["destinationSpreadsheetId"]),
            "batchUpdate": lambda: self.batch(ctx, body, mask),
        }
        return calls[name]()

    def batch(self, ctx: Context, body: JsonObject, mask: Mask) -> JsonObject:
        """`spreadsheets.batchUpdate`, with the workbook in the answer if asked for."""
        replies = batch.run(ctx, body.get("requests", []))
        answer: JsonObject = {"spreadsheetId": ctx.book.spreadsheet_id, "replies": replies}
        if body.get("includeSpreadsheetInResponse"):
            chosen = self.chosen(ctx, body.get("responseRanges"), None)
            grid = bool(body.get("responseIncludeGridData")) or bool(mask)  # a mask overrules the flag
            inner = wanted(mask, "updatedSpreadsheet")
            if inner is not None:
                answer["updatedSpreadsheet"] = spreadsheet(ctx.book, ctx.user, ctx.owner, inner, chosen, grid=grid)
        return answer

    def create(self, user: str, body: JsonObject) -> JsonObject:
        """`spreadsheets.create`."""
        given = body.get("properties", {})
        file = self.store.create(given.get("title", "Untitled spreadsheet"), user)
        file.book.properties |= {k: given[k] for k in ("locale", "timeZone", "autoRecalc") if k in given}
        ctx = Context(file.book, user, user)
        if body.get("sheets"):
            file.book.tabs.clear()
            for entry in body["sheets"]:
                tabs.add_sheet(ctx, {"properties": entry.get("properties", {})})
        return spreadsheet(file.book, user, user, {}, None, grid=False)

    def chosen(
        self, ctx: Context, ranges: list[str] | None, filters: list[JsonObject] | None
    ) -> list[tuple[Tab, Rect]] | None:
        """Give the ranges that a read is limited to."""
        if filters:
            return self.filtered(ctx, filters)
        if not ranges:
            return None
        found = [ctx.book.find(text) for text in ranges]
        return [(tab, tab.close(span)) for tab, span in found]

    def filtered(self, ctx: Context, filters: list[JsonObject]) -> list[tuple[Tab, Rect]]:
        """Give the ranges that data filters select."""
        out: list[tuple[Tab, Rect]] = []
        for data_filter in filters:
            if "a1Range" in data_filter:
                tab, span = ctx.book.find(data_filter["a1Range"])
                out.append((tab, tab.close(span)))
            elif "gridRange" in data_filter:
                out.append(ctx.book.on_grid(data_filter["gridRange"]))
            else:
                out += [self._place(ctx, m) for m in ctx.book.metadata if metadata.matches(ctx, m, data_filter)]
        return out

    @staticmethod
    def _place(ctx: Context, entry: JsonObject) -> tuple[Tab, Rect]:
        where = entry["location"].get("dimensionRange")
        tab = ctx.book.tab((where or entry["location"]).get("sheetId", 0))
        if not where:
            return tab, tab.everything
        first, last = where["startIndex"], where["endIndex"]
        rows = where["dimension"] == "ROWS"
        return tab, tab.everything._replace(
            **({"top": first, "bottom": last} if rows else {"left": first, "right": last})
        )

    def by_filter(self, ctx: Context, body: JsonObject) -> list[JsonObject]:
        """`values.batchGetByDataFilter`."""
        options = {k: v for k, v in body.items() if isinstance(v, str)}
        out = []
        for data_filter in body.get("dataFilters", []):
            for tab, rect in self.filtered(ctx, [data_filter]):
                out.append(
                    {"valueRange": values.read(ctx, tab, tab.inside(rect), options), "dataFilters": [data_filter]}
                )
        return out

    def copy_to(self, ctx: Context, sheet_id: int, goal: str) -> JsonObject:
        """`sheets.copyTo`."""
        source = ctx.book.tab(sheet_id).clone()
        target = self.store.open(goal, ctx.user, write=True)
        book = ctx.book if goal == ctx.book.spreadsheet_id else target.book.clone()
        title, number = f"Copy of {source.title}", 2
        while book.titled(title):
            title, number = f"Copy of {source.title} {number}", number + 1
        source.properties |= {"sheetId": book.new_id(), "title": title}
        book.tabs.append(source)
        if book is not ctx.book:
            self.store.commit(target, book, ctx.user)
        return sheet_properties(book, source)
