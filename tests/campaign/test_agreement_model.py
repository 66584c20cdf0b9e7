"""The long search: an agreement driven at random beside a model of it that a person can check at a glance."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from kinerja_es import commands as c
from kinerja_es.agreement import Agreement, evolve
from kinerja_es.codec import encode
from kinerja_es.decide import decide
from kinerja_es.errors import KinerjaError
from kinerja_es.events import Evidence, Recorded
from kinerja_es.period import periods
from tests.given import DAY, HUNDRED, PARTIES, RATIO, UNIT

pytestmark = pytest.mark.campaign
AGREEMENTS, STEPS = 250, 100
QUARTERS = tuple(p.code for p in periods(2024, "quarter"))
PEOPLE = ("perencana", "verifikator", "camat")
LINK = (Evidence(kind="link", location="https://bukti.example/1"),)


@dataclass
class Model:
    """What a person would note on paper: who signed, what stands, who entered it, what is closed."""

    status: str = "draft"
    version: int = 1
    signed: set[str] = field(default_factory=set)
    entries: dict[str, tuple[str, bool, str]] = field(default_factory=dict)  # period → who, with evidence, state
    closed: set[str] = field(default_factory=set)

    def expect(self, command: c.Command) -> str | None:
        """The code of the refusal, or None and the change is noted."""
        period = getattr(command, "period", "")
        entry = self.entries.get(period)
        match command:
            case c.SetTarget():
                return "signed-agreement" if self.status == "signed" else None
            case c.SignAgreement():
                return self.sign(command.party)
            case c.OpenAmendment():
                if self.status != "signed":
                    return "not-signed"
                self.status, self.signed = "amending", set()
            case c.ClosePeriod():
                if period in self.closed:
                    return "already-closed"
                self.closed.add(period)
            case c.ReopenPeriod():
                if period not in self.closed:
                    return "not-closed"
                if entry is not None and entry[0] == command.actor:
                    return "own-reopening"
                self.closed.remove(period)
            case c.VerifyRealization() | c.ReturnRealization():
                return self.judge(command, entry)
            case _:
                return self.enter(command, entry)
        return None

    def sign(self, party: str) -> str | None:
        """One signature; the second puts it in force."""
        if self.status == "signed" or party in self.signed:
            return "already-signed"
        self.signed.add(party)
        if len(self.signed) == 2:
            self.version += self.status == "amending"
            self.status = "signed"
        return None

    def judge(
        self, command: c.VerifyRealization | c.ReturnRealization, entry: tuple[str, bool, str] | None
    ) -> str | None:
        """Verify or return what another entered."""
        if entry is None:
            return "not-recorded"
        if entry[2] != "recorded":
            return "already-decided"
        if entry[0] == command.actor:
            return "own-verification"
        verifying = isinstance(command, c.VerifyRealization)
        if verifying and not entry[1]:
            return "no-evidence"
        self.entries[command.period] = (*entry[:2], "verified" if verifying else "returned")
        return None

    def enter(self, command: c.Command, entry: tuple[str, bool, str] | None) -> str | None:
        """Record, correct or withdraw."""
        period = getattr(command, "period", "")
        if period in self.closed:
            return "period-closed"
        new = isinstance(command, c.RecordRealization) and not isinstance(command, c.CorrectRealization)
        if new and entry is not None:
            return "already-recorded"
        if not new and entry is None:
            return "not-recorded"
        if isinstance(command, c.RecordRealization):
            self.entries[period] = (command.actor, bool(command.evidence), "recorded")
        else:
            del self.entries[period]
        return None


def anything(chance: random.Random) -> c.Command:
    """A command that somebody might give."""
    actor, period = chance.choice(PEOPLE), chance.choice(QUARTERS)
    counted, of = Decimal(chance.randint(0, 9)), Decimal(chance.randint(0, 9))
    evidence = chance.choice([(), LINK])
    return chance.choice(
        [
            c.SetTarget(actor=actor, code="7", annual=HUNDRED),
            c.SignAgreement(actor=actor, party=chance.choice(["first", "second"]), date=DAY),
            c.OpenAmendment(actor=actor, ground="strategy", document="1", date=DAY),
            c.ClosePeriod(actor=actor, period=period),
            c.ReopenPeriod(actor=actor, period=period, reason="r"),
            c.VerifyRealization(actor=actor, code="7", period=period),
            c.ReturnRealization(actor=actor, code="7", period=period, reason="r"),
            c.RecordRealization(actor=actor, code="7", period=period, numerator=counted, denominator=of,
                                evidence=evidence),
            c.CorrectRealization(actor=actor, code="7", period=period, numerator=counted, denominator=of,
                                 evidence=evidence, reason="r"),
            c.WithdrawRealization(actor=actor, code="7", period=period, reason="r"),
        ]
    )  # fmt: skip


def take(state: Agreement | None, command: c.Command) -> tuple[Agreement | None, str | None]:
    """The state after a command, or the same state and the code of the refusal."""
    try:
        made = decide(state, command)
    except KinerjaError as error:
        return state, error.code
    for event in made:
        version = state.stream_version + 1 if state is not None else 1
        state = evolve(state, Recorded(version, "2024-04-01T00:00:00.000000Z", "0" * 32, version, *encode(event)))
    return state, None


@pytest.mark.parametrize("seed", range(AGREEMENTS))
def test_an_agreement_does_what_its_model_on_paper_does(seed: int) -> None:
    chance = random.Random(seed)
    rows = (c.DraftedIndicator(indicator=RATIO, target=HUNDRED),)
    drafted = c.DraftAgreement(actor="x", unit=UNIT, year=2024, parties=PARTIES, indicators=rows)
    state, refusal = take(None, drafted)
    assert refusal is None
    model = Model()
    for step in range(STEPS):
        command = anything(chance)
        state, refusal = take(state, command)
        assert refusal == model.expect(command), (seed, step, command)
        assert state is not None
        assert (state.status, state.version, set(state.closed)) == (model.status, model.version, model.closed)
        standing = {
            period: (entry.figures.actor, bool(entry.figures.evidence), entry.state)
            for period, entry in state.entries.get("7", {}).items()
        }
        assert standing == model.entries, (seed, step, command)
