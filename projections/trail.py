"""The audit trail: every event in order of position, refused tries included, as stored."""

import json

from kinerja_es.codec import to_builtins
from kinerja_es.events import AgreementDrafted, AttemptRefused, SheetEditRefused, stream_id
from kinerja_es.recorded import Recorded
from kinerja_es.store import Store, parse_moment
from projections.achievements import Json
from projections.replay import concerns

ENVELOPE = ("actor", "origin", "request_id", "request_digest")


def trail(
    store: Store, ref: str | None = None, *, indicator: str | None = None, actor: str | None = None,
    since: str | None = None, until: str | None = None, timezone: str,
) -> list[Json]:  # fmt: skip
    """Events of one agreement or of all, filtered by indicator, actor and moment (`since` and `until` included)."""
    names: dict[str, str] = {}
    rows = []
    for recorded in store.read(stream_id("agreement", ref) if ref else None):
        event = recorded.event
        if isinstance(event, AgreementDrafted):
            names[recorded.stream] = f"{event.unit.slug}/{event.year}"
        row = row_of(recorded, names.get(recorded.stream))
        if indicator is not None and row["indicator"] != indicator:
            continue
        if actor is not None and row["actor"] != actor:
            continue
        if since is not None and not _reached(recorded, since, timezone, start=True):
            continue
        if until is not None and not _reached(recorded, until, timezone, start=False):
            continue
        rows.append(row)
    return rows


def row_of(recorded: Recorded, agreement: str | None) -> Json:
    """One event as a row of the trail."""
    event = recorded.event
    code, period = concerns(recorded)
    data = to_builtins(event)
    return {
        "position": recorded.position,
        "id": recorded.id,
        "type": recorded.type,
        "agreement": agreement,
        "indicator": code,
        "period": period,
        "recorded_at": recorded.recorded_at,
        "actor": event.actor,
        "origin": event.origin,
        "request_id": event.request_id,
        "reason": getattr(event, "reason", None),
        "refused": isinstance(event, AttemptRefused | SheetEditRefused),
        "data": {name: value for name, value in data.items() if name not in ENVELOPE and value is not None},
    }


def short(row: Json) -> str:
    """The data of a row on one line."""
    return json.dumps(row["data"], ensure_ascii=False, separators=(", ", ": "))


def _reached(recorded: Recorded, moment: str, timezone: str, *, start: bool) -> bool:
    parsed = parse_moment(moment, timezone)
    if isinstance(parsed, int):
        return recorded.position >= parsed if start else recorded.position <= parsed
    if not start:
        return recorded.recorded_at <= parsed
    # A day as `since` means its beginning: twenty-four hours before its end.
    return recorded.recorded_at >= (parse_day_start(moment, timezone) or parsed)


def parse_day_start(text: str, timezone: str) -> str | None:
    """The stored form of a day's beginning; None where the text is not a day."""
    return str(parse_moment(f"{text}T00:00:00", timezone)) if len(text.strip()) == len("2024-01-01") else None
