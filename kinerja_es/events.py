"""Everything that can have happened, in past tense, as frozen values.

Every event says who acted (`actor`), from where (`origin`: cli, `import:<sha256>`, `sheet:<book>!…`) and under which
request id. The store adds position and moment (`Recorded`). `codec` validates them with pydantic before they are kept.
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args
from uuid import UUID, uuid5

from kinerja_es.indicator import Indicator, Target
from kinerja_es.parties import Parties, Party, Program, Unit
from kinerja_es.policy import Policy

Side = Literal["first", "second"]
Ground = Literal["official", "strategy", "assumptions"]
BudgetDocument = Literal["DPA", "DPPA"]

NAMESPACE = UUID("6f1c4a0e-3a57-5d0c-9a55-8d2b7e7f3c11")


def stream_id(kind: str, name: str) -> UUID:
    """The stream of a thing with a natural key, such as `agreement`, `gumelar/2024`."""
    return uuid5(NAMESPACE, f"{kind}/{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events carry."""

    actor: str
    origin: str = "cli"
    request_id: str | None = None
    request_digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInitialized(Event):
    """A store was made."""

    timezone: str = "Asia/Jakarta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Support for a realization: a link, or a file with its SHA-256 at that moment."""

    kind: Literal["link", "file"]
    location: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdit:
    """One cell that somebody typed in: what it held when both sides agreed, and what it holds now, as text.

    `typed` tells `1.234` the number from `1.234` the text; None is a blank cell. `displaced` says that the sync wrote
    over the cell at the instant in which it was typed, so that the sheet does not hold the value.
    """

    field: str
    base: str | None = None
    value: str | None = None
    typed: Literal["number", "text", "date", "formula", "other"] | None = None
    displaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEdit:
    """Where an edit was found: book, tab, row id and its address, the write it was made upon, and who may have made it.

    No spreadsheet names the author of a cell; `candidates` are the people who changed the book since.
    """

    book: str
    tab: str
    row: str
    where: str = ""
    batch: str = ""
    fields: tuple[FieldEdit, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIrregularity:
    """One finding of an import, as it was reported."""

    code: str
    severity: str
    indicator: str | None
    where: str
    raw: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentImported(Event):
    """A document was read; every raw cell and every finding is kept."""

    document: str
    sha256: str
    cells: tuple[tuple[str, ...], ...] = ()
    findings: tuple[FoundIrregularity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDrafted(Event):
    """A draft came into being, or its head was written anew while it was a draft."""

    unit: Unit
    year: int
    parties: Parties
    place: str | None = None
    date: datetime.date | None = None
    programs: tuple[Program, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDefined(Event):
    """An indicator was added or described anew; `reason` is the planner's ground where a finding was decided."""

    indicator: Indicator
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSet(Event):
    """The annual target (None leaves it) and targets of periods were set."""

    code: str
    annual: Target | None = None
    periods: dict[str, Target] = field(default_factory=dict)
    sheet: SheetEdit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned(Event):
    """One party signed the agreement, or its amendment; the name, and the official whole, stay as printed then."""

    party: Side
    date: datetime.date
    name: str
    official: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLapsed(Event):
    """The content changed after one party had signed it and before the other did: that party signs again."""

    party: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentOpened(Event):
    """A signed agreement was opened for change on one of the three grounds."""

    ground: Ground
    document: str
    date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RealizationRecorded(Event):
    """A realization was entered: a value, or a numerator and a denominator."""

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
class RealizationCorrected(RealizationRecorded):
    """An entry was replaced; the old one stays in the history."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RealizationWithdrawn(Event):
    """An entry was taken back."""

    code: str
    period: str
    reason: str
    sheet: SheetEdit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RealizationVerified(Event):
    """A second person accepted an entry."""

    code: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RealizationReturned(Event):
    """A second person sent an entry back."""

    code: str
    period: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodClosed(Event):
    """A period takes no further entry."""

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReopened(Event):
    """A closed period takes entries again."""

    period: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAppointed(Event):
    """An official held the post of one party from a day, until a day (None: until the next one)."""

    party: Side
    official: Party
    since: datetime.date
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRatified(Event):
    """A budget document was ratified; the first DPA starts the month in which the agreement is due."""

    document: str
    date: datetime.date
    kind: BudgetDocument = "DPA"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderNoted(Event):
    """The leader wrote a note about a quarter."""

    period: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramSet(Event):
    """A row of the budget table was added or written anew; `number` counts the rows from 1."""

    number: int
    program: Program


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRealized(Event):
    """What a program had spent to date (s.d.) at the end of a period, in rupiah; `reason` where it replaces one."""

    number: int
    period: str
    amount: Decimal
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineResolved(Event):
    """A person said which reading of an ambiguous target (annual where `period` is None) is meant."""

    code: str
    period: str | None = None
    raw: str
    value: Target
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRefused(Event):
    """Somebody really tried what a rule forbids."""

    command: str
    refusal: str
    code: str | None = None
    period: str | None = None
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLinked(Event):
    """A spreadsheet was linked under a name; no agreements named means every one of the store.

    `credentials` is the file that holds them, never what stands in it; `base_url` another server than Google's.
    """

    name: str
    port: Literal["xlsx", "google"]
    target: str
    agreements: tuple[str, ...] = ()
    credentials: str | None = None
    base_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEditRefused(Event):
    """An edit in a spreadsheet could not be taken; it stays visible there with the reason beside it."""

    sheet: SheetEdit
    refusal: str
    code: str | None = None
    period: str | None = None
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetConflictFound(Event):
    """A cell and the ledger (`ledger` is its value) changed apart; the cell is frozen until somebody decides."""

    conflict: str
    sheet: SheetEdit
    ledger: str | None = None
    code: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEditSettled(Event):
    """A refused or conflicting cell is so no longer: the ledger's value holds, both agree, or the edit was undone."""

    sheet: SheetEdit
    outcome: Literal["ledger", "agreed", "undone"]
    conflict: str | None = None
    code: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTabHalted(Event):
    """The rows of a tab no longer hold together, so nothing is taken from it until a person mended it."""

    book: str
    tab: str
    cause: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTabResumed(Event):
    """A halted tab holds together again."""

    book: str
    tab: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAdopted(Event):
    """Rules of reckoning were adopted, from their effective date on."""

    policy: Policy


AnyEvent = (
    StoreInitialized | DocumentImported | AgreementDrafted | IndicatorDefined | TargetSet | AgreementSigned
    | AmendmentOpened | RealizationRecorded | RealizationCorrected | RealizationWithdrawn | RealizationVerified
    | RealizationReturned | PeriodClosed | PeriodReopened | OfficialAppointed | BudgetRatified | LeaderNoted
    | ProgramSet | BudgetRealized | QuarantineResolved | SignatureLapsed | AttemptRefused | BookLinked | PolicyAdopted
    | SheetEditRefused | SheetConflictFound | SheetEditSettled | SheetTabHalted | SheetTabResumed
)  # fmt: skip
TYPES: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(AnyEvent)}
