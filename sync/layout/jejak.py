"""Jejak Audit: every event of the agreements in order of position, refused attempts included."""

import json
from decimal import Decimal

from sync.data import BookData, Json
from sync.layout.parts import Words, table
from sync.model import Cell, Column, Sheet

LONGEST = 400  # characters of an event's content; an import holds a whole document


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab; an event that concerns several agreements is listed once."""
    columns = (
        Column(key="position", header=words("trail.position"), width=8),
        Column(key="moment", header=words("trail.moment"), width=12),
        Column(key="type", header=words("trail.type"), width=17),
        Column(key="agreement", header=words("head.agreement"), width=11),
        Column(key="code", header=words("head.code"), width=7),
        Column(key="period", header=words("head.period"), width=10),
        Column(key="actor", header=words("trail.actor"), width=13),
        Column(key="origin", header=words("trail.origin"), width=15),
        Column(key="refused", header=words("trail.refused"), width=9),
        Column(key="reason", header=words("trail.reason"), width=22),
        Column(key="data", header=words("trail.data"), width=46),
        Column(key="id", header=words("trail.id"), width=21),
    )
    events = {event["id"]: event for agreement in data.agreements for event in agreement.trail}
    records = [_record(event, words) for event in sorted(events.values(), key=lambda event: event["position"])]
    return table("jejak", words, columns, records, empty="trail.empty", frozen_columns=1)


def _record(event: Json, words: Words) -> dict[str, Cell]:
    refused = bool(event["refused"])
    return {
        "position": Cell(Decimal(event["position"]), "whole"),
        "moment": Cell(event["recorded_at"][:19].replace("T", " "), "center"),
        "type": Cell(words.known("events", event["type"])),
        "agreement": Cell(event["agreement"]),
        "code": Cell(event["indicator"], "center"),
        "period": Cell(event["period"], "center"),
        "actor": Cell(event["actor"]),
        "origin": Cell(event["origin"]),
        "refused": Cell(words("yes" if refused else "no"), "refused" if refused else "center"),
        "reason": Cell(event["reason"]),
        "data": Cell(_short(event["data"])),
        "id": Cell(event["id"], "muted"),
    }


def _short(content: Json) -> str:
    shown = "; ".join(f"{key}: {_plain(value)}" for key, value in content.items())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
