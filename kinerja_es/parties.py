"""Who an agreement binds: the unit, the two parties as printed, and the programs with their budgets."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kinerja_es.errors import BadInput

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


NIP_PARTS = re.compile(r"\d{8}\s*\d{6}\s*\d\s*\d{3}", re.ASCII)  # birth, appointment, sex, serial


def read_nip(text: str) -> str | None:
    """The 18 digits of a NIP, written with or without blanks; None for a blank one; anything else is `bad-nip`."""
    if not text.strip():
        return None
    if NIP_PARTS.fullmatch(text.strip()) is None:
        raise BadInput("bad-nip", where=text, text=text)
    return "".join(text.split())


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
