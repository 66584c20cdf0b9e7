"""The state of one agreement: what stands, what it rests on, and what can be asked of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from kinerja_es import events as e
from kinerja_es.indicator import Indicator, Target
from kinerja_es.lateness import days_late, signing_due
from kinerja_es.office import holder
from kinerja_es.parties import Party, Program
from kinerja_es.quarantine import Quarantined, quarantined
from kinerja_es.recorded import Recorded

Status = Literal["draft", "signed", "amending"]
EntryState = Literal["recorded", "verified", "returned"]


@dataclass(frozen=True, slots=True)
class Promise:
    """An indicator with its targets, and the events that last set each."""

    indicator: Indicator
    defined: Recorded
    annual: Target | None = None
    annual_set: Recorded | None = None
    periods: Mapping[str, Target] = field(default_factory=dict)
    periods_set: Mapping[str, Recorded] = field(default_factory=dict)


class Entry(NamedTuple):
    """A realization as it stands: `current` holds its figures, `before` is the entry that the last event changed."""

    current: Recorded
    before: "Entry | None" = None
    state: EntryState = "recorded"
    decided: Recorded | None = None

    @property
    def history(self) -> tuple[Recorded, ...]:
        """All events that made it, oldest first."""
        made = []
        entry: Entry | None = self
        while entry is not None:
            made.append(entry.decided or entry.current)
            entry = entry.before
        return tuple(reversed(made))

    @property
    def figures(self) -> e.RealizationRecorded:
        """The event that holds the value, or numerator and denominator."""
        event = self.current.event
        assert isinstance(event, e.RealizationRecorded)  # only such events become `current`
        return event


class Signing(NamedTuple):
    """The day of the first DPA and of the later signature of version 1 (None: unknown), and what follows from them."""

    dpa: datetime.date | None
    signed: datetime.date | None

    @property
    def due(self) -> datetime.date | None:
        """The last day for signing."""
        return None if self.dpa is None else signing_due(self.dpa)

    @property
    def late_days(self) -> int | None:
        """Days of lateness, 0 where in time, None where unknown."""
        return days_late(self.due, self.signed)


@dataclass(slots=True)
class Agreement:
    """One agreement. Treat as a value: only `fold` writes to it, and only to a copy of its own."""

    head: e.AgreementDrafted
    status: Status = "draft"
    version: int = 1
    working: dict[str, Promise] = field(default_factory=dict)
    in_force: dict[str, Promise] | None = None
    signatures: dict[str, Recorded] = field(default_factory=dict)
    signed: dict[int, dict[str, Recorded]] = field(default_factory=dict)  # version → both its signatures
    programs: list[Program] = field(default_factory=list)
    programs_in_force: list[Program] | None = None
    budget: dict[int, dict[str, Recorded]] = field(default_factory=dict)  # program, period → BudgetRealized
    ratified: list[Recorded] = field(default_factory=list)
    officials: dict[e.Side, list[Recorded]] = field(default_factory=dict)
    notes: dict[str, list[Recorded]] = field(default_factory=dict)  # quarter → LeaderNoted, the newest last
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    closed: dict[str, Recorded] = field(default_factory=dict)
    amendments: list[Recorded] = field(default_factory=list)
    documents: list[Recorded] = field(default_factory=list)
    requests: dict[str, list[Recorded]] = field(default_factory=dict)
    stream_version: int = 0

    @property
    def ref(self) -> str:
        """The reference people use, such as `gumelar/2024`."""
        return f"{self.head.unit.slug}/{self.head.year}"

    @property
    def promises(self) -> dict[str, Promise]:
        """What counts: the version in force, or the draft before the first signing."""
        return self.working if self.in_force is None else self.in_force

    @property
    def budget_programs(self) -> list[Program]:
        """The budget table that counts, likewise; a program's number is its place in it from 1."""
        return self.programs if self.programs_in_force is None else self.programs_in_force

    @property
    def quarantined(self) -> list[Quarantined]:
        """The targets of the working content whose reading is still open."""
        return quarantined(self.working)

    @property
    def signing(self) -> Signing:
        """When it was due and signed first, as far as that is known."""
        dpas = [x.event.date for x in self.ratified if isinstance(x.event, e.BudgetRatified) and x.event.kind == "DPA"]
        signed = [x.event.date for x in self.signed.get(1, {}).values() if isinstance(x.event, e.AgreementSigned)]
        return Signing(min(dpas, default=None), max(signed, default=None))

    def official(self, side: e.Side, day: datetime.date) -> Party:
        """Who holds the post of a party on a day; the party of the draft where nobody was appointed for it."""
        known = [x.event for x in self.officials.get(side, []) if isinstance(x.event, e.OfficialAppointed)]
        return holder(known, day) or getattr(self.head.parties, side)

    def entry(self, code: str, period: str) -> Entry | None:
        """The standing entry of an indicator for a period."""
        return self.entries.get(code, {}).get(period)

    def copy(self) -> "Agreement":
        """A state that can be evolved without touching this one; the values in it are frozen and shared."""
        return replace(
            self, working=dict(self.working), signatures=dict(self.signatures), closed=dict(self.closed),
            entries={code: dict(periods) for code, periods in self.entries.items()},
            budget={number: dict(periods) for number, periods in self.budget.items()},
            amendments=list(self.amendments), documents=list(self.documents), ratified=list(self.ratified),
            signed=dict(self.signed), programs=list(self.programs),
            officials={side: list(made) for side, made in self.officials.items()},
            notes={period: list(made) for period, made in self.notes.items()},
            requests={key: list(made) for key, made in self.requests.items()},
        )  # fmt: skip
