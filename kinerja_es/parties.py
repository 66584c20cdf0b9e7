"""Who an agreement binds: the unit, the two parties as printed, and the programs with their budgets."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Standing = Literal["definitif", "Pj.", "Plt.", "Plh."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The office that the agreement binds; `slug` is its part of a reference such as `gumelar/2024`."""

    slug: str = ""
    name: str = ""
    regency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An official with the name as printed; `nip` is 18 digits, None for an elected head or an unknown number."""

    name: str = ""
    position: str = ""
    nip: str | None = None
    rank: str | None = None
    standing: Standing = "definitif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The official who promises (`first`) and the superior who supervises (`second`)."""

    first: Party = Party()
    second: Party = Party()


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One row of the budget table; `budget` in rupiah, None where it could not be read."""

    text: str = ""
    budget: Decimal | None = None
    fund: str | None = None
