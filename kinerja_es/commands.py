"""What a person, a document or a sheet may ask of an agreement, in the imperative."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from kinerja_es.events import Evidence, FoundIrregularity, Ground, Side
from kinerja_es.indicator import Indicator, Target
from kinerja_es.parties import Parties, Program, Unit


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
class DraftAgreement(Command):
    """Make a new draft."""

    unit: Unit
    year: int
    parties: Parties
    place: str | None = None
    date: datetime.date | None = None
    programs: tuple[Program, ...] = ()
    indicators: tuple[DraftedIndicator, ...] = ()
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
