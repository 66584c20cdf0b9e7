"""What a person, a document or a sheet may ask of an agreement, in the imperative."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from kinerja_es.events import BudgetDocument, Evidence, FoundIrregularity, Ground, SheetEdit, Side
from kinerja_es.indicator import Indicator, Target
from kinerja_es.parties import Parties, Party, Program, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What all commands carry: who asks, from where, and under which request id."""

    actor: str
    origin: str = "cli"
    request_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The document a draft was read from."""

    name: str
    sha256: str
    cells: tuple[tuple[str, ...], ...] = ()
    findings: tuple[FoundIrregularity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedIndicator:
    """An indicator of a draft with its targets."""

    indicator: Indicator
    target: Target | None = None
    periods: dict[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An official of one party, who holds the post from a day until a day (None: until the next one)."""

    party: Side
    official: Party
    since: datetime.date
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratification:
    """A budget document and the day of its ratification."""

    document: str
    date: datetime.date
    kind: BudgetDocument = "DPA"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAgreement(Command):
    """Make a new draft."""

    unit: Unit
    year: int
    parties: Parties
    place: str | None = None
    date: datetime.date | None = None
    programs: tuple[Program, ...] = ()
    indicators: tuple[DraftedIndicator, ...] = ()
    officials: tuple[Appointment, ...] = ()
    ratified: tuple[Ratification, ...] = ()
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineIndicator(Command):
    """Add an indicator or describe one anew."""

    indicator: Indicator
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget(Command):
    """Set the annual target (None leaves it) and targets of periods."""

    code: str
    annual: Target | None = None
    periods: dict[str, Target] = field(default_factory=dict)
    sheet: SheetEdit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAgreement(Command):
    """Sign for one party."""

    party: Side
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAmendment(Command):
    """Open a signed agreement for change."""

    ground: Ground
    document: str
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRealization(Command):
    """Enter a realization."""

    code: str
    period: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()
    source_date: datetime.date | None = None
    note: str | None = None
    sheet: SheetEdit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRealization(RecordRealization):
    """Replace an entry, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRealization(Command):
    """Take an entry back, with the reason."""

    code: str
    period: str
    reason: str
    sheet: SheetEdit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRealization(Command):
    """Accept somebody else's entry."""

    code: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRealization(Command):
    """Send somebody else's entry back, with the reason."""

    code: str
    period: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePeriod(Command):
    """Take no further entry for a period."""

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenPeriod(Command):
    """Take entries for a closed period again, with the reason."""

    period: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointOfficial(Command):
    """Say who holds the post of one party from when on."""

    party: Side
    official: Party
    since: datetime.date
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatifyBudget(Command):
    """Say that a budget document was ratified."""

    document: str
    date: datetime.date
    kind: BudgetDocument = "DPA"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteQuarter(Command):
    """Write the leader's note about a quarter."""

    period: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProgram(Command):
    """Add a row of the budget table or write one anew; `number` counts from 1."""

    number: int
    program: Program


@dataclass(frozen=True, slots=True, kw_only=True)
class RealizeBudget(Command):
    """Enter what a program has spent to date (s.d.), in rupiah; replacing a figure needs the reason."""

    number: int
    period: str
    amount: Decimal
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveQuarantine(Command):
    """Say which reading of an ambiguous target is meant; the annual one where `period` is None."""

    code: str
    period: str | None = None
    value: Target
    reason: str | None = None
