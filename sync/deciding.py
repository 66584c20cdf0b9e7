"""A conflict decided without the sheet: `sync resolve`."""

from typing import Literal

from kinerja_es import events as e
from kinerja_es.catalogue import text
from kinerja_es.errors import BadInput, Refusal, Unavailable
from kinerja_es.recorded import Recorded
from kinerja_es.store import Raced
from sync.cycle import ROUNDS, Books, version_of
from sync.decisions import resolve
from sync.gather import Link, gather


def settle(
    books: Books, link: Link, conflict: str, keep: Literal["sheet", "ledger"], *, actor: str
) -> list[Recorded]:  # fmt: skip
    """Record the decision of a conflict.

    Raises:
        BadInput: `unknown-conflict`.
        Refusal: the agreement's, where the sheet's value was to be kept and a rule forbids it; that too is recorded.
    """
    for _ in range(ROUNDS):
        now = gather(books.history, link)
        reason = text("workbook.reason.corrected", link.language, book=link.name)
        seen = books.seen(link.name)
        written = {"batch_id": seen.batch, "base_token": str(seen.token)}
        edits = resolve(now, conflict, keep, actor=actor, reason=reason, written=written)
        if edits is None:
            raise BadInput("unknown-conflict", where=conflict, id=conflict, name=link.name)
        try:
            recorded = books.append_all(
                [(stream, version_of(stream, now), made) for stream, made in edits.events.items()]
            )
        except Raced:
            continue
        for one in recorded:
            if isinstance(one.event, e.SheetEditRefused):
                details = dict(one.event.details)
                raise Refusal(one.event.refusal, where=details.pop("where", None), recorded=False, **details)
        return recorded
    raise Unavailable("store-busy", where=link.name, attempts=ROUNDS)
