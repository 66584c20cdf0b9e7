"""Requests held against Google's own discovery documents."""

import json
import re
from functools import cache
from pathlib import Path

import googleapiclient

from .errors import ApiError, bad_request
from .jsontypes import Json, JsonObject

DOCUMENTS = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
INTEGERS = {"int32": "TYPE_INT32", "uint32": "TYPE_UINT32", "int64": "TYPE_INT64"}
INT32 = range(-(2**31), 2**31)
LIST_VALUE = "type.googleapis.com/google.protobuf.ListValue"
SHEETS_TYPE = "type.googleapis.com/google.apps.sheets.v4."
Violations = list[tuple[str, str]]


@cache
def document(name: str) -> JsonObject:
    """Load a discovery document by its name, as in `sheets.v4`."""
    loaded: JsonObject = json.loads((DOCUMENTS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def schemas() -> JsonObject:
    """Give the schemas of the Sheets service."""
    found: JsonObject = document("sheets.v4")["schemas"]
    return found


def snake(name: str) -> str:
    """Spell a JSON name as the protocol-buffer field that Google's errors speak of."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def checked(schema_name: str, body: Json, root: str = "") -> JsonObject:
    """Give the body without its nulls, or raise the 400 that Google raises."""
    found: Violations = []
    clean = _object(schema_name, body, root, found)
    if found:
        raise bad_request(found)
    return clean


def checked_query(method: JsonObject, query: dict[str, list[str]]) -> None:
    """Refuse query parameters that the method does not have."""
    common = document("sheets.v4")["parameters"]
    bad: Violations = []
    for name, values in query.items():
        declared = method["parameters"].get(name) or common.get(name)
        if declared is None:
            text = (
                f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
                f"Field '{name}' could not be found in request message."
            )
            bad.append(("", text))
        elif "enum" in declared and values[-1] not in declared["enum"]:
            kind = SHEETS_TYPE + name[0].upper() + name[1:]
            bad.append((snake(name), f"Invalid value at '{snake(name)}' ({kind}), \"{values[-1]}\""))
    if bad:
        raise bad_request(bad)


def method_named(dotted: str) -> JsonObject:
    """Find a method of the Sheets service, as in `values.get`."""
    node = document("sheets.v4")["resources"]["spreadsheets"]
    *groups, last = dotted.split(".")
    for group in groups:
        node = node["resources"][group]
    found: JsonObject = node["methods"][last]
    return found


def parsed_json(raw: bytes) -> Json:
    """Parse a body, or raise the 400 for what is not JSON."""
    if not raw.strip():
        return {}
    try:
        return json.loads(raw)
    except ValueError as error:
        start = raw[:40].decode("utf-8", "replace")
        message = f"Invalid JSON payload received. Unexpected token.\n{start}\n^"
        raise ApiError(400, message) from error


def _object(schema_name: str, body: Json, path: str, found: Violations) -> JsonObject:
    if not isinstance(body, dict):
        kind = SHEETS_TYPE + schema_name
        found.append((path, f"Invalid value at '{path}' ({kind}), {json.dumps(body, ensure_ascii=False)}"))
        return {}
    properties = schemas()[schema_name].get("properties", {})
    clean: JsonObject = {}
    for name, value in body.items():
        declared = properties.get(name) or properties.get(_camel(name))
        if declared is None:
            at = f" at '{path}'" if path else ""
            found.append((path, f'Invalid JSON payload received. Unknown name "{name}"{at}: Cannot find field.'))
        elif value is not None:
            inner = f"{path}.{snake(name)}" if path else snake(name)
            clean[_camel(name)] = _value(declared, value, inner, found)
    if schema_name == "Request" and len(clean) > 1:
        second = list(clean)[1]
        text = f"Invalid value at '{path}' (oneof), oneof field 'kind' is already set. Cannot set '{second}'"
        found.append((path, text))
    return clean


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda m: m[1].upper(), name)


def _value(declared: JsonObject, value: Json, path: str, found: Violations) -> Json:
    if "$ref" in declared:
        return _object(declared["$ref"], value, path, found)
    kind = declared["type"]
    if kind == "array":
        return _array(declared["items"], value, path, found)
    if kind in {"any", "object"}:
        return value
    return _scalar(declared, kind, value, path, found)


def _array(items: JsonObject, value: Json, path: str, found: Violations) -> Json:
    is_values = items.get("type") == "array"  # rows of ValueRange.values: google.protobuf.ListValue
    if not isinstance(value, list):
        if is_values:
            found.append((path, f"Invalid value at '{path}' ({LIST_VALUE}), {json.dumps(value, ensure_ascii=False)}"))
            return []
        value = [value]  # Google takes one value where a list is due
    if not is_values:
        return [_value(items, entry, f"{path}[{i}]", found) for i, entry in enumerate(value) if entry is not None]
    for i, row in enumerate(value):
        if not isinstance(row, list):
            shown = json.dumps(row, ensure_ascii=False)
            found.append((f"{path}[{i}]", f"Invalid value at '{path}[{i}]' ({LIST_VALUE}), {shown}"))
    return value


def _scalar(declared: JsonObject, kind: str, value: Json, path: str, found: Violations) -> Json:
    shown = json.dumps(value, ensure_ascii=False)
    if kind == "boolean":
        if isinstance(value, bool):
            return value
        expected = "TYPE_BOOL"
    elif kind == "integer" or declared.get("format") == "int64":
        expected = INTEGERS.get(declared.get("format", ""), "TYPE_INT32")
        try:
            if not isinstance(value, bool) and float(value).is_integer():
                number = int(value) if not isinstance(value, str) else int(float(value))
                if number in INT32 or expected == "TYPE_INT64":
                    return number
        except (TypeError, ValueError, OverflowError):
            pass
    elif kind == "number":
        expected = "TYPE_FLOAT" if declared.get("format") == "float" else "TYPE_DOUBLE"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value
    else:
        expected = "TYPE_STRING"
        if isinstance(value, str):
            if "enum" not in declared or value in declared["enum"]:
                return value
            name = path.rpartition(".")[2]
            expected = SHEETS_TYPE + "".join(word.title() for word in name.split("_"))
    found.append((path, f"Invalid value at '{path}' ({expected}), {shown}"))
    return None
