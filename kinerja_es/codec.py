"""Events to stored bytes, guarded by pydantic; `events.decode` reads the same dataclasses back with msgspec.

The stored form is JSON without defaults. A change of an event's shape gets a new topic (`Name:2`) and an upcast here;
`tests/stored_forms` keeps every form that was ever written.
"""

from functools import cache
from typing import Any

import msgspec

from kinerja_es.events import TYPES, Event


@cache
def _adapter(kind: Any) -> Any:  # noqa: ANN401 -- TypeAdapter[kind]; pydantic is imported only where one writes
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def encode(event: Event) -> tuple[str, bytes]:
    """The topic and bytes of an event, validated by pydantic; a wrong type raises `pydantic.ValidationError`."""
    kind: Any = type(event)  # mypy takes a class for its instances here
    adapter = _adapter(kind)
    state: bytes = adapter.dump_json(event, exclude_defaults=True, warnings="error")
    adapter.validate_json(state)
    return type(event).__name__, state


def validate(topic: str, state: bytes) -> Event:
    """The event under a topic, validated by pydantic: for whoever reads through the library."""
    kind: Any = TYPES[topic]
    event: Event = _adapter(kind).validate_json(state)
    return event


def plain(value: object) -> bytes:
    """Any command or value as JSON bytes, the same for equal values."""
    kind: Any = type(value)  # likewise
    dumped: bytes = _adapter(kind).dump_json(value)
    return dumped


def to_builtins(event: Event) -> dict[str, Any]:
    """An event as JSON-ready values, figures as text."""
    built: dict[str, Any] = msgspec.to_builtins(event)
    return built
