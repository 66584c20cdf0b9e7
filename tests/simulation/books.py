"""A ledger in memory with the promises that the cycle counts on: versions, positions, all or nothing."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from uuid import UUID

from kinerja_es import events as e
from kinerja_es.codec import encode
from kinerja_es.recorded import Recorded
from kinerja_es.store import Raced
from sync.cycle import Seen


@cache
def moment(position: int) -> str:
    """When the event at a position was recorded: one a minute."""
    return f"2024-04-{1 + position // 1440:02}T{position // 60 % 24:02}:{position % 60:02}:00.000000Z"


class MemoryBooks:
    """`sync.cycle.Books` and its `History` in one.

    Attributes:
        before_append: called once before the next append of a cycle; it may append on its own.
        after_append: called after each append of a cycle, with what it recorded.
    """

    def __init__(self) -> None:
        self.events: list[Recorded] = []
        self.versions: dict[str, int] = {}
        self.hints: dict[str, Seen] = {}
        self.before_append: Callable[[], None] | None = None
        self.after_append: Callable[[list[Recorded]], None] | None = None

    @property
    def history(self) -> "MemoryBooks":
        """The stored events."""
        return self

    def read(self, stream: UUID | None = None, *, up_to: int | None = None, after: int = 0) -> Iterator[Recorded]:
        """Events of one stream or of all, after one position and up to another."""
        found = self.events[after:up_to]
        return iter(found) if stream is None else (one for one in found if one.stream == stream.hex)

    def last(self, up_to: int | None = None) -> tuple[int, str | None]:
        """The newest position at or before one, and its moment."""
        position = len(self.events) if up_to is None else min(up_to, len(self.events))
        return position, moment(position) if position else None

    def append(self, stream: UUID, made: Sequence[e.Event]) -> list[Recorded]:
        """Append as a writer that always sees the newest state."""
        recorded = []
        for event in made:
            version = self.versions[stream.hex] = self.versions.get(stream.hex, 0) + 1
            position = len(self.events) + 1
            recorded.append(Recorded(position, moment(position), stream.hex, version, *encode(event)))
            self.events.append(recorded[-1])
        return recorded

    def append_all(self, made: Sequence[tuple[UUID, int, Sequence[e.Event]]]) -> list[Recorded]:
        """Append to several streams after their versions, all or nothing; `Raced` where one has moved on."""
        first, self.before_append = self.before_append, None
        if first is not None:
            first()
        if any(self.versions.get(stream.hex, 0) != version for stream, version, _ in made):
            raise Raced
        recorded = [one for stream, _, events in made for one in self.append(stream, events)]
        if self.after_append is not None:
            self.after_append(recorded)
        return recorded

    def seen(self, book: str) -> Seen:
        """The hints about a book."""
        return self.hints.get(book, Seen())

    def remember(self, book: str, seen: Seen) -> None:
        """Keep hints about a book."""
        self.hints[book] = seen
