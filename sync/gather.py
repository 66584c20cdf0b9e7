"""What a book shows, gathered from the ledger at an event position: in one pass over the stored events."""

from dataclasses import dataclass

from kinerja_es import ways
from kinerja_es.agreement import Agreement
from kinerja_es.drafts import show
from kinerja_es.errors import BadInput
from kinerja_es.events import stream_id
from kinerja_es.recorded import Recorded
from kinerja_es.store import History
from projections.achievements import Known
from projections.policies import adopted
from projections.replay import fold_all
from projections.scorecard import quarters
from projections.trail import row_of
from sync.data import AgreementData, BookData
from sync.standing import BookState, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A linked book: its name, the agreements it shows (none named means all), and how it speaks."""

    name: str
    agreements: tuple[str, ...] = ()
    language: str = "id"
    timezone: str = "Asia/Jakarta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The ledger at a position, as one book sees it. `agreements` is by reference.

    Attributes:
        book_version: of the book's own stream.
    """

    position: int
    book_version: int
    agreements: dict[str, Agreement]
    state: BookState
    data: BookData


def gather(history: History, link: Link, up_to: int | None = None) -> Gathered:
    """What a book shows now, or showed at a position, when some agreements may not have been there.

    Raises:
        BadInput: `unknown-agreement` where a named one is not there now, `no-agreements` where none is.
    """
    position, moment = history.last(up_to)
    events = list(history.read(up_to=position))
    states = {state.ref: state for state in fold_all(events).values()}
    missing = set(link.agreements) - states.keys()
    if missing and up_to is None:
        raise BadInput("unknown-agreement", where=", ".join(sorted(missing)), agreement=", ".join(sorted(missing)))
    refs = sorted(set(link.agreements or states) - missing)
    if not refs:
        raise BadInput("no-agreements", where=link.name)
    state = fold(link.name, events)
    policies = adopted(history, position)
    streams: dict[str, list[Recorded]] = {}
    for recorded in events:
        streams.setdefault(recorded.stream, []).append(recorded)
    known = [Known(states[ref], position, moment, ways.gather(ways.contents(states[ref]), states.get)) for ref in refs]
    data = BookData(
        book=link.name,
        position=position,
        as_of=moment or "",
        language=link.language,
        store=events[0].id,
        state=state,
        agreements=tuple(
            AgreementData(
                ref=one.agreement.ref,
                show=show(one.agreement),
                quarters=quarters(one, policies, link.timezone),
                editable_target=one.agreement.status != "signed",
                trail=tuple(
                    row_of(recorded, one.agreement.ref)
                    for recorded in streams[stream_id("agreement", one.agreement.ref).hex]
                ),
            )
            for one in known
        ),
    )
    own = streams.get(stream_id("book", link.name).hex, [])
    version = own[-1].version if own else 0
    return Gathered(
        position=position, book_version=version, agreements={ref: states[ref] for ref in refs}, state=state, data=data
    )
