"""Field masks: reading them, checking them, cutting answers and merging updates by them."""

from __future__ import annotations

import re

from .errors import bad_fields
from .jsontypes import Json, JsonObject
from .schema import schemas

Mask = dict[str, "Mask"]  # an empty mask means everything below


def parse_mask(text: str) -> Mask:
    """Read a mask such as `sheets(properties.title,data/rowData)`; `*` alone gives the empty mask."""
    tokens = re.findall(r"[A-Za-z_*][A-Za-z0-9_]*|[(),./]", text.replace("%2C", ","))
    if re.sub(r"\s", "", text) != "".join(tokens) or not tokens:
        raise bad_fields(text)
    mask, rest = _fields(tokens)
    if rest:
        raise bad_fields(text)
    return {} if "*" in mask else mask


def _fields(tokens: list[str]) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    whole: set[str] = set()
    while tokens and tokens[0] != ")":
        path = [tokens.pop(0)]
        inner: Mask = {}
        while tokens and tokens[0] in {".", "/"}:
            tokens.pop(0)
            path.append(tokens.pop(0) if tokens else "")
        if tokens and tokens[0] == "(":
            tokens.pop(0)
            inner, tokens = _fields(tokens)
            if not tokens:
                raise bad_fields(".".join(path))
            tokens.pop(0)
        _insert(mask, path, inner, whole)
        if tokens and tokens[0] == ",":
            tokens.pop(0)
        elif tokens and tokens[0] != ")":
            raise bad_fields(".".join(path))
    return mask, tokens


def _insert(mask: Mask, path: list[str], inner: Mask, whole: set[str]) -> None:
    node = mask
    for depth, name in enumerate(path):
        key = ".".join(path[: depth + 1])
        if name == "*":
            node.clear() if depth else node.setdefault("*", {})
            return
        if key in whole:
            return
        node = node.setdefault(name, {})
    if not inner or "*" in inner:
        node.clear()
        whole.add(".".join(path))
    else:
        node.update(inner)


def check_mask(mask: Mask, schema_name: str, path: str = "") -> Mask:
    """Refuse a mask that names fields which the schema lacks."""
    properties = schemas()[schema_name].get("properties", {})
    for name, inner in mask.items():
        here = f"{path}.{name}" if path else name
        declared = properties.get(name)
        if declared is None:
            raise bad_fields(here)
        target = declared.get("$ref") or declared.get("items", {}).get("$ref")
        if inner and target:
            check_mask(inner, target, here)
        elif inner:
            raise bad_fields(f"{here}.{next(iter(inner))}")
    return mask


def cut(value: Json, mask: Mask) -> Json:
    """Keep what the mask names; messages stay even when nothing of them is left."""
    if not mask:
        return value
    if isinstance(value, list):
        return [cut(entry, mask) for entry in value]
    if isinstance(value, dict):
        return {name: cut(value[name], inner) for name, inner in mask.items() if name in value}
    return value


def merged(old: JsonObject, new: JsonObject, mask: Mask) -> JsonObject:
    """Give the old message with the masked fields taken from the new one (absent there: removed)."""
    if not mask:
        return new
    result = dict(old)
    for name, inner in mask.items():
        if inner:
            value = merged(old.get(name) or {}, new.get(name) or {}, inner)
            if value:
                result[name] = value
            else:
                result.pop(name, None)
        elif name in new:
            result[name] = new[name]
        else:
            result.pop(name, None)
    return result


def wanted(mask: Mask, name: str) -> Mask | None:
    """Give the part of a mask below a field, or nothing if the field is not asked for."""
    if not mask:
        return {}
    return mask.get(name)
