"""Targets that are held back because they can be read two ways: raw, both readings, and the command that ends it."""

from projections.achievements import Json
from projections.view import View


def quarantine(view: View) -> list[Json]:
    """One row an open target of the working content; `where` names the document it was read from, if it was."""
    agreement = view.known.agreement
    rows = []
    for code, period, raw, readings in agreement.quarantined:
        promise = agreement.working[code]
        held = promise.annual_set if period is None else promise.periods_set.get(period)
        rows.append(
            {
                "agreement": view.ref,
                "indicator": code,
                "text": promise.indicator.text,
                "period": period,
                "raw": raw,
                "readings": list(readings),
                "event": held.id if held else None,
                "position": held.position if held else None,
                "where": held.event.origin if held else None,
                "next": [_command(view.ref, code, period, reading) for reading in readings],
            }
        )
    return rows


def _command(ref: str, code: str, period: str | None, reading: str) -> str:
    """The command that takes one of the readings."""
    place = f" --period {period}" if period else ""
    return f"kinerja target resolve {ref} {code}{place} --as '{reading}'"
