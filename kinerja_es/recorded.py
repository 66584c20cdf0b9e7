"""An event where it stands in the ledger, read from its stored bytes when somebody asks for it."""

from functools import cache, lru_cache
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec

from kinerja_es.errors import Unavailable
from kinerja_es.events import TYPES, Event


class About(msgspec.Struct, frozen=True):
    """The little that a fold needs of an event to know whether it needs the rest."""

    code: str | None = None
    period: str | None = None
    request_id: str | None = None


_about = msgspec.json.Decoder(About).decode


class Recorded(NamedTuple):
    """An event where it stands in the ledger: exactly the stored row, whose position and moment are the store's.

    A tuple of what the table holds, because a replay makes one for each of a million rows; the event is read from its
    bytes when somebody asks for it.
    """

    position: int
    recorded_at: str
    stream: str
    version: int
    type: str
    state: bytes

    @property
    def event(self) -> Event:
        """The event; bytes that are none are `unreadable-event`."""
        return decode(self.type, self.state)

    @property
    def id(self) -> str:
        """The event's own id, derived from its place in its stream."""
        return str(uuid5(UUID(self.stream), str(self.version)))


def glance(recorded: Recorded) -> About:
    """What an event is about, read without the rest of it."""
    try:
        return _about(recorded.state)
    except msgspec.DecodeError as error:
        raise Unavailable("unreadable-event", where=recorded.type, topic=recorded.type) from error


@lru_cache(maxsize=4096)
def decode(topic: str, state: bytes) -> Event:
    """The event that was stored under a topic."""
    try:
        return _decoder(topic).decode(state)
    except (msgspec.DecodeError, ArithmeticError) as error:
        raise Unavailable("unreadable-event", where=topic, topic=topic) from error


@cache
def _decoder(topic: str) -> msgspec.json.Decoder[Event]:
    kind = TYPES.get(topic)
    if kind is None:
        raise Unavailable("unknown-event", where=topic, topic=topic)
    return msgspec.json.Decoder(kind)
