"""Targets that could be read two ways stay raw until a person says which reading is meant."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from kinerja_es.indicator import Target
from kinerja_es.quantity import Mark, plain
from kinerja_es.targets import read_target

THOUSANDTHS = 3


class Promised(Protocol):
    """What a quarantine needs to see of an indicator's targets."""

    @property
    def annual(self) -> Target | None:
        """The annual target."""

    @property
    def periods(self) -> Mapping[str, Target]:
        """The targets of periods."""


class Quarantined(NamedTuple):
    """A target still to be resolved: where it stands, what was written, and how it may be read."""

    code: str
    period: str | None
    raw: str
    readings: tuple[str, ...]


def quarantined(promises: Mapping[str, Promised]) -> list[Quarantined]:
    """All targets that still wait for a person, in the order of the document."""
    return [
        Quarantined(code, period, target.raw or "", tuple(spelled(reading) for reading in readings))
        for code, promise in promises.items()
        for period, target in ((None, promise.annual), *promise.periods.items())
        if target is not None and (readings := readings_of(target))
    ]


def readings_of(target: Target) -> tuple[Target, ...]:
    """The readings of a target that was left raw, dot as decimal mark first; none where nothing is open."""
    if target.kind != "none" or target.raw is None or "ambiguous-number" not in read_target(target.raw)[2]:
        return ()
    marks: tuple[Mark, ...] = (".", ",")
    return tuple(read for mark in marks if (read := read_target(target.raw, mark)[0]).kind != "none")


def same(one: Target, other: Target) -> bool:
    """Whether two targets say the same, whatever was written."""
    return replace(one, raw=None) == replace(other, raw=None)


def spelled(target: Target) -> str:
    """A reading in a spelling that reads one way only."""
    if target.kind == "range":
        return " - ".join(_one_way(target, name) for name in ("low", "high"))
    return f"{target.operator or ''} {_one_way(target, 'value')}".strip()


def _one_way(target: Target, name: str) -> str:
    figure = plain(getattr(target, name)).replace(".", ",")
    return figure + "0" * (len(figure.partition(",")[2]) == THOUSANDTHS)
