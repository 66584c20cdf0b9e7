"""Draws docs/transitions.md from the code: every command is tried on canonical states and the answer written down.

`python -m tests.transitions` writes the file anew; a test holds it to what the code answers.
"""

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement
from kinerja_es.decide import decide
from kinerja_es.errors import KinerjaError, Refusal
from kinerja_es.indicator import Target
from kinerja_es.parties import Party, Program
from tests.given import DAY, HUNDRED, LEVEL, PARTIES, RATIO, UNIT, draft, given, parts, signed

PLACE = Path(__file__).resolve().parents[1] / "docs" / "transitions.md"
INTRODUCTION = """# What each command does in each state

Drawn from the code by `python -m tests.transitions`, which gives every command to an agreement in each state and writes
down the answer; a test fails when the code answers otherwise. ✓ means that the command is taken and the state stays as
it was. A code is a refusal; where it is **bold** the attempt is recorded (*upaya yang ditolak*).
"""
LINK = (e.Evidence(kind="link", location="https://bukti.example/1"),)
ROADS = Program(text="Program Jalan", budget=Decimal(1000))
BY, OTHER = "perencana", "verifikator"
Events = tuple[e.Event, ...]

UNREAD = e.TargetSet(actor=BY, code="7", periods={"2024-Q2": Target(kind="none", raw="1.500")})
ENTRY = parts("7", "2024-Q1", 8, 10, evidence=LINK)
CONTENT: Events = (*draft(RATIO, LEVEL), UNREAD, e.ProgramSet(actor=BY, number=1, program=ROADS))
BOTH: Events = tuple(signed()[-2:])
FIRST: Events = BOTH[:1]
REST: Events = (ENTRY, e.PeriodClosed(actor=BY, period="2024-Q4"))
OPENED: Events = (e.AmendmentOpened(actor=BY, ground="official", document="1/2024", date=DAY),)
AGREEMENTS: dict[str, Events] = {
    "none": (),
    "draft (*rancangan*)": (*CONTENT, *REST),
    "draft, one signature": (*CONTENT, *REST, *FIRST),
    "signed (*ditandatangani*)": (*CONTENT, *REST, *BOTH),
    "amending (*dalam perubahan*)": (*CONTENT, *REST, *BOTH, *OPENED),
    "amending, one signature": (*CONTENT, *REST, *BOTH, *OPENED, *FIRST),
}
NAMED: Any = {"code": "7", "period": "2024-Q1"}
FIGURES: Any = {"numerator": Decimal(1), "denominator": Decimal(2)}
RECORD = c.RecordRealization(actor=BY, code="6", period="2024-Q1", value=Decimal(80))
CORRECT = c.CorrectRealization(actor=BY, **NAMED, **FIGURES, reason="salah")
WITHDRAW = c.WithdrawRealization(actor=BY, **NAMED, reason="keliru")
VERIFY = c.VerifyRealization(actor=OTHER, **NAMED)
RETURN = c.ReturnRealization(actor=OTHER, **NAMED, reason="bukti kurang")
SPEND = c.RealizeBudget(actor=BY, number=1, period="2024-Q1", amount=Decimal(100))
NOTE = c.NoteQuarter(actor="camat", period="2024-Q1", text="Percepat")
CLOSE = c.ClosePeriod(actor=OTHER, period="2024-Q1")
REOPEN = c.ReopenPeriod(actor=OTHER, period="2024-Q4", reason="temuan")
RESOLVED = Target(kind="number", value=Decimal(1500))
WHOLE: dict[str, c.Command] = {
    "`agreement draft`, `import`": c.DraftAgreement(
        actor=BY, unit=UNIT, year=2024, parties=PARTIES, indicators=(c.DraftedIndicator(indicator=RATIO),)
    ),
    "`indicator define`, `indicator formula`": c.DefineIndicator(actor=BY, indicator=LEVEL),
    "`target set`": c.SetTarget(actor=BY, code="7", annual=HUNDRED),
    "`target resolve`": c.ResolveQuarantine(actor=BY, code="7", period="2024-Q2", value=RESOLVED),
    "`budget set`": c.SetProgram(actor=BY, number=2, program=ROADS),
    "`agreement sign --party first`": c.SignAgreement(actor="camat", party="first", date=DAY),
    "`agreement sign --party second`": c.SignAgreement(actor="bupati", party="second", date=DAY),
    "`agreement amend`": c.OpenAmendment(actor=BY, ground="official", document="1/2024", date=DAY),
    "`official appoint`": c.AppointOfficial(actor=BY, party="first", official=Party(name="Wati"), since=DAY),
    "`budget ratify`": c.RatifyBudget(actor=BY, document="DPA/1", date=DAY),
    "`agreement note`": NOTE,
    "`realize`": RECORD,
    "`correct`": CORRECT,
    "`withdraw`": WITHDRAW,
    "`verify`": VERIFY,
    "`return`": RETURN,
    "`budget realize`": SPEND,
    "`period close`": CLOSE,
    "`period reopen`": REOPEN,
}
BARE = parts("7", "2024-Q1", 8, 10)
ENTRIES: dict[str, Events] = {
    "none": (),
    "recorded, no evidence (*tanpa bukti*)": (BARE,),
    "recorded (*dicatat*)": (ENTRY,),
    "verified (*terverifikasi*)": (ENTRY, e.RealizationVerified(actor=OTHER, **NAMED)),
    "returned (*dikembalikan*)": (ENTRY, e.RealizationReturned(actor=OTHER, **NAMED, reason="bukti kurang")),
}
JUDGED: dict[str, c.Command] = {
    "`realize`": c.RecordRealization(actor=BY, **NAMED, **FIGURES),
    "`correct`": CORRECT,
    "`withdraw`": WITHDRAW,
    "`verify` by another": VERIFY,
    "`verify` by who entered it": dataclasses.replace(VERIFY, actor=BY),
    "`return` by another": RETURN,
    "`return` by who entered it": dataclasses.replace(RETURN, actor=BY),
}
PERIODS: dict[str, Events] = {
    "open (*terbuka*)": (),
    "closed (*ditutup*)": (e.PeriodClosed(actor=OTHER, period="2024-Q1"),),
    "closed with its semester": (e.PeriodClosed(actor=OTHER, period="2024-S1"),),
}
TIMED: dict[str, c.Command] = {
    "`realize`": RECORD,
    "`correct`": CORRECT,
    "`withdraw`": WITHDRAW,
    "`verify`": VERIFY,
    "`return`": RETURN,
    "`budget realize`": SPEND,
    "`agreement note`": NOTE,
    "`period close`": CLOSE,
    "`period reopen` by another": dataclasses.replace(REOPEN, period="2024-Q1"),
    "`period reopen` by who entered it": dataclasses.replace(REOPEN, period="2024-Q1", actor=BY),
}


def answer(before: Events, command: c.Command, tell: Callable[[Agreement], str]) -> str:
    """What a command leaves of a state, or the code of its refusal."""
    state = given(*before)
    try:
        made = decide(state, command)
    except KinerjaError as error:
        return f"**`{error.code}`**" if isinstance(error, Refusal) and error.recorded else f"`{error.code}`"
    after = given(*before, *made)
    assert after is not None  # a command that was taken leaves an agreement
    told = tell(after)
    return "✓" if state is not None and told == tell(state) else told


def table(
    title: str, states: Mapping[str, Events], asked: Mapping[str, c.Command], tell: Callable[[Agreement], str]
) -> str:
    """One table: a row a command, a column a state."""
    rows = [["command", *states], ["---"] * (len(states) + 1)]
    rows += [[name, *(answer(before, command, tell) for before in states.values())] for name, command in asked.items()]
    return f"\n## {title}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _status(state: Agreement) -> str:
    half = ", one signature" if len(state.signatures) == 1 else ""
    return f"{state.status}{half}, version {state.version}"


def _entry(state: Agreement) -> str:
    entry = state.entry("7", "2024-Q1")
    return "none" if entry is None else f"{entry.state} ({type(entry.history[-1].event).__name__})"


def _period(state: Agreement) -> str:
    held = [code for code in state.closed if code != "2024-Q4"]
    return f"closed: {', '.join(held)}" if held else "open"


def document() -> str:
    """The whole file."""
    base = (*CONTENT, *BOTH)
    whole = table("The agreement (*Perjanjian Kinerja*)", AGREEMENTS, WHOLE, _status)
    entries = {name: (*base, *events) for name, events in ENTRIES.items()}
    entry = table("One entry (*isian realisasi*) of a signed agreement", entries, JUDGED, _entry)
    periods = {name: (*base, ENTRY, *events) for name, events in PERIODS.items()}
    period = table("One period (*periode*) with an entry", periods, TIMED, _period)
    return INTRODUCTION + whole + entry + period


if __name__ == "__main__":
    PLACE.write_text(document(), encoding="utf-8")
