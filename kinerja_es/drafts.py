"""The JSON of an agreement: out of `agreement show`, into `agreement draft --from` (interface.md); they round-trip.

`status`, `version` and `signing` follow from signatures and budget documents: a draft accepts and ignores them.
"""

import datetime
import json
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kinerja_es import commands as c
from kinerja_es.errors import BadInput
from kinerja_es.events import BudgetDocument, Side
from kinerja_es.indicator import (
    Aggregation,
    Entry,
    Formula,
    Indicator,
    Level,
    Operator,
    Outcome,
    Polarity,
    Target,
    TargetEntry,
    TargetKind,
)  # fmt: skip
from kinerja_es.parties import Parties, Party, Program, Standing, Unit
from kinerja_es.period import Frequency, parse_period
from kinerja_es.quantity import parse_plain
from kinerja_es.shown import show

__all__ = ["read_draft", "show"]

Figure = Annotated[str, StringConstraints(pattern=r"^-?\d{1,30}(\.\d{1,20})?$")]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Unit(_Model):
    slug: Slug
    name: str = ""
    regency: str = ""


class _Party(_Model):
    name: str = ""
    position: str = ""
    nip: str | None = None
    rank: str | None = None
    standing: Standing = "definitif"


class _Parties(_Model):
    first: _Party = _Party()
    second: _Party = _Party()


class _Official(_Party):
    party: Side
    since: datetime.date = Field(alias="from")
    until: datetime.date | None = Field(default=None, alias="to")


class _BudgetDocument(_Model):
    document: str
    date: datetime.date
    kind: BudgetDocument = "DPA"


class _Signing(_Model):
    dpa_date: datetime.date | None = None
    due: datetime.date | None = None
    signed: datetime.date | None = None
    late_days: int | None = None


class _Target(_Model):
    kind: TargetKind
    value: str | None = None
    low: Figure | None = None
    high: Figure | None = None
    operator: Operator | None = None
    scale: tuple[str, ...] | None = None
    score: Figure | None = None
    raw: str | None = None


class _Outcome(_Model):
    level: Level | None = None
    text: str = ""


class _Formula(_Model):
    raw: str = ""
    expression: str | None = None
    numerator: str | None = None
    denominator: str | None = None


class _Indicator(_Model):
    code: Code
    text: str
    outcome: _Outcome = _Outcome()
    unit: str | None = None
    frequency: Frequency = "quarter"
    polarity: Polarity | None = None
    aggregation: Aggregation | None = None
    entry: Entry | None = None
    target_entry: TargetEntry | None = None
    target: _Target | None = None
    period_targets: dict[str, _Target] = Field(default_factory=dict)
    formula: _Formula = _Formula()
    source: str | None = None
    note: str | None = None
    calculation_raw: str | None = None


class _Program(_Model):
    text: str
    budget: Figure | None = None
    fund: str | None = None


class _Draft(_Model):
    unit: _Unit
    year: Annotated[int, Field(ge=2000, le=2100)]
    place: str | None = None
    date: datetime.date | None = None
    status: str | None = None
    version: int | None = None
    parties: _Parties = _Parties()
    officials: tuple[_Official, ...] = ()
    budget_documents: tuple[_BudgetDocument, ...] = ()
    signing: _Signing | None = None
    indicators: tuple[_Indicator, ...] = ()
    programs: tuple[_Program, ...] = ()


def read_draft(text: str, where: str, *, actor: str, request_id: str | None) -> c.DraftAgreement:
    """The command that a JSON file asks for; `bad-json` or `bad-draft` name the place of what is wrong."""
    try:
        draft = _Draft.model_validate(json.loads(text))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput("bad-json", where=where, detail=str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "-"
        code = "unknown-key" if first["type"] == "extra_forbidden" else "bad-draft"
        raise BadInput(code, where=f"{where}: {place}", place=place, detail=first["msg"]) from error
    return c.DraftAgreement(
        actor=actor,
        request_id=request_id,
        origin="cli",
        unit=Unit(**dict(draft.unit)),
        year=draft.year,
        place=draft.place,
        date=draft.date,
        parties=Parties(first=Party(**dict(draft.parties.first)), second=Party(**dict(draft.parties.second))),
        officials=tuple(_appointment(row) for row in draft.officials),
        ratified=tuple(c.Ratification(**dict(row)) for row in draft.budget_documents),
        programs=tuple(
            Program(text=p.text, budget=None if p.budget is None else parse_plain(p.budget), fund=p.fund)
            for p in draft.programs
        ),
        indicators=tuple(_drafted(row, where) for row in draft.indicators),
    )


def _appointment(row: _Official) -> c.Appointment:
    official = Party(**{name: getattr(row, name) for name in _Party.model_fields})
    return c.Appointment(party=row.party, official=official, since=row.since, until=row.until)


def _drafted(row: _Indicator, where: str) -> c.DraftedIndicator:
    fields = {name: getattr(row, name) for name in type(row).model_fields}
    annual, periods = fields.pop("target"), fields.pop("period_targets")
    fields |= {"outcome": Outcome(**dict(row.outcome)), "formula": Formula(**dict(row.formula))}
    place = f"{where}: {row.code}"
    return c.DraftedIndicator(
        indicator=Indicator(**fields),
        target=None if annual is None else _target(annual, place),
        periods={parse_period(period).code: _target(target, place) for period, target in periods.items()},
    )


_NEEDED = {
    "number": ("value",), "range": ("low", "high"), "bound": ("operator", "value"), "grade": ("value",), "none": (),
}  # fmt: skip


def _target(row: _Target, where: str) -> Target:
    if any(not getattr(row, name) for name in _NEEDED[row.kind]):
        raise BadInput("incomplete-target", where=where, kind=row.kind)
    if row.kind == "grade":
        return Target(kind="grade", grade=row.value, scale=row.scale, value=_read(row.score), raw=row.raw)
    low, high = _read(row.low), _read(row.high)
    if low is not None and high is not None and low > high:
        raise BadInput("incomplete-target", where=where, kind=row.kind)
    kept: dict[str, Any] = {
        name: _read(getattr(row, name)) for name in ("value", "low", "high") if name in _NEEDED[row.kind]
    }
    return Target(kind=row.kind, operator=row.operator if row.kind == "bound" else None, raw=row.raw, **kept)


def _read(figure: str | None) -> Decimal | None:
    return None if figure is None else parse_plain(figure)
