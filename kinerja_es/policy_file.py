"""A policy as a TOML file says it (interface.md): what is left out keeps its default, an unknown key is an error."""

import datetime
import tomllib
from dataclasses import fields
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kinerja_es.errors import BadInput
from kinerja_es.policy import AKIP_BANDS, DEFAULT_BANDS, CompositeMissing, LowerFormula, Policy, Unreported

Percent = Annotated[str, StringConstraints(pattern=r"^\d{1,6}(\.\d{1,6})?$")]
Bound = Annotated[str, StringConstraints(pattern=r"^(-inf|-?\d{1,6}(\.\d{1,6})?)$")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    effective: datetime.date
    basis: str = ""
    lower: LowerFormula = "linear"
    cap: Literal["none"] | Percent = "none"
    floor: Literal["none"] | Percent = "none"
    unreported: Unreported = "exclude"
    zero_target_in_period_mean: bool = False
    composite_missing: CompositeMissing = "strict"
    due_days: Annotated[int, Field(ge=0, le=366)] = 10
    due_working_days: bool = False
    holidays: tuple[datetime.date, ...] = ()
    bands: tuple[tuple[Bound, str], ...] = DEFAULT_BANDS
    predicates: tuple[tuple[Bound, str], ...] = AKIP_BANDS


def read_policy(text: str, where: str) -> Policy:
    """The policy of a TOML file; `bad-policy` or `unknown-key` name the place of what is wrong."""
    try:
        read = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadInput("bad-policy", where=where, place="-", detail=str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "-"
        code = "unknown-key" if first["type"] == "extra_forbidden" else "bad-policy"
        raise BadInput(code, where=f"{where}: {place}", place=place, detail=first["msg"]) from error
    for name, ladder in (("bands", read.bands), ("predicates", read.predicates)):
        bounds = [Decimal("-Infinity") if bound == "-inf" else Decimal(bound) for bound, _ in ladder]
        if not bounds or bounds != sorted(set(bounds), reverse=True) or ladder[-1][0] != "-inf":
            raise BadInput("bad-policy", where=f"{where}: {name}", place=name, detail="90 > 75 > … > -inf")
    kept = {f.name: getattr(read, f.name) for f in fields(Policy) if f.name in _File.model_fields}
    limits = {name: None if kept[name] == "none" else Decimal(kept[name]) for name in ("cap", "floor")}
    return Policy(**{**kept, **limits, "effective": read.effective.isoformat()})
