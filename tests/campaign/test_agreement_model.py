"""The long search: an agreement driven at random beside a model of it that a person can check at a glance."""

import datetime
import itertools
import random
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement, evolve
from kinerja_es.codec import encode
from kinerja_es.decide import decide
from kinerja_es.errors import KinerjaError
from kinerja_es.events import Evidence
from kinerja_es.indicator import Target
from kinerja_es.parties import Party, Program
from kinerja_es.period import parse_period, periods
from kinerja_es.recorded import Recorded
from tests.given import DAY, HUNDRED, PARTIES, RATIO, UNIT

pytestmark = pytest.mark.campaign
AGREEMENTS, STEPS = 250, 200
QUARTERS = tuple(p.code for p in periods(2024, "quarter"))
PEOPLE = ("perencana", "verifikator", "camat")
LINK = (Evidence(kind="link", location="https://bukti.example/1"),)
TWO_WAYS = Target(kind="none", raw="1.500")
Term = tuple[datetime.date, datetime.date | None, str, str]  # from, to, name, standing


@dataclass
class Model:
    """What a person would note on paper: who signed, what stands, who entered it, what is closed, who held the post."""

    status: str = "draft"
    version: int = 1
    signed: dict[str, str] = field(default_factory=dict)  # party → name
    entries: dict[str, tuple[str, bool, str]] = field(default_factory=dict)  # period → who, with evidence, state
    closed: set[str] = field(default_factory=set)
    terms: dict[str, list[Term]] = field(default_factory=lambda: {"first": [], "second": []})
    documents: set[str] = field(default_factory=set)
    notes: dict[str, list[str]] = field(default_factory=dict)
    open_target: bool = False
    programs: list[str] = field(default_factory=list)
    counting: list[str] | None = None  # the programs that both signed
    spent: dict[tuple[int, str], tuple[str, Decimal]] = field(default_factory=dict)

    def expect(self, command: c.Command) -> str | None:
        """The code of the refusal, or None and the change is noted."""
        period = getattr(command, "period", "")
        entry = self.entries.get(period)
        match command:
            case c.SetTarget() | c.SetProgram() | c.ResolveQuarantine():
                return self.change(command)
            case c.AppointOfficial():
                return self.appoint(command)
            case c.RatifyBudget():
                if command.document in self.documents:
                    return "already-ratified"
                self.documents.add(command.document)
            case c.NoteQuarter():
                self.notes.setdefault(period, []).append(command.text)
            case c.RealizeBudget():
                return self.spend(command)
            case c.SignAgreement():
                return self.sign(command.party, command.date)
            case c.OpenAmendment():
                if self.status != "signed":
                    return "not-signed"
                self.status, self.signed = "amending", {}
            case c.ClosePeriod():
                if period in self.closed:
                    return "already-closed"
                self.closed.add(period)
            case c.ReopenPeriod():
                if period not in self.closed:
                    return "not-closed"
                within = {who for (_, spent), (who, _) in self.spent.items() if quarter(spent) == period}
                if command.actor in within or (entry is not None and entry[0] == command.actor):
                    return "own-reopening"
                self.closed.remove(period)
            case c.VerifyRealization() | c.ReturnRealization():
                return self.judge(command, entry)
            case _:
                return self.enter(command, entry)
        return None

    def change(self, command: c.SetTarget | c.SetProgram | c.ResolveQuarantine) -> str | None:
        """A change of the content; what one party signed before is no more."""
        if self.status == "signed":
            return "signed-agreement"
        match command:
            case c.SetTarget():
                self.open_target = self.open_target if command.annual is None else command.annual == TWO_WAYS
            case c.SetProgram():
                if command.number > len(self.programs) + 1:
                    return "unknown-program"
                self.programs[command.number - 1 :] = [command.program.text, *self.programs[command.number :]]
            case c.ResolveQuarantine():
                if not self.open_target:
                    return "not-quarantined"
                if command.value.value != Decimal(1500):
                    return "not-a-reading"
                self.open_target = False
        self.signed = {}
        return None

    def appoint(self, command: c.AppointOfficial) -> str | None:
        """A term of office; on no day do two definitive holders stand side by side."""
        new: Term = (command.since, command.until, command.official.name, command.official.standing)
        if command.until is not None and command.until < command.since:
            return "ends-before-start"
        terms = self.terms[command.party]
        lasting = sorted((term[:3] for term in [*terms, new] if term[3] == "definitif"), key=lambda term: term[0])
        for (since, until, _), (next_since, _, _) in itertools.pairwise(lasting):
            if new[3] == "definitif" and (since == next_since or (until is not None and next_since <= until)):
                return "officials-overlap"
        terms.append(new)
        return None

    def holder(self, party: str, day: datetime.date) -> str:
        """Who is in office: an acting one over the definitive one, the latter until the next definitive one comes."""
        name, came = {"first": "Sari Contoh", "second": "Budi Contoh"}[party], datetime.date.min
        last = max((s for s, _, _, standing in self.terms[party] if standing == "definitif" and s <= day), default=came)
        for since, until, who, _ in self.terms[party]:
            if max(last, came) <= since <= day and (until is None or day <= until):
                name, came = who, since
        return name

    def spend(self, command: c.RealizeBudget) -> str | None:
        """Spending to date, once for each end of a month."""
        last = parse_period(command.period).last
        if command.number > len(self.programs if self.counting is None else self.counting):
            return "unknown-program"
        if quarter(command.period) in self.closed:
            return "period-closed"
        standing = [at for n, at in self.spent if n == command.number and parse_period(at).last == last]
        if standing and (standing != [command.period] or command.reason is None):
            return "already-realized"
        self.spent[command.number, command.period] = command.actor, command.amount
        return None

    def sign(self, party: str, day: datetime.date) -> str | None:
        """One signature; the second puts it in force."""
        if self.status == "signed" or party in self.signed:
            return "already-signed"
        self.signed[party] = self.holder(party, day)
        if len(self.signed) == 2:
            self.version += self.status == "amending"
            self.status, self.counting = "signed", list(self.programs)
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
        if not verifying and command.period in self.closed:
            return "period-closed"
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


def quarter(period: str) -> str:
    """The quarter of a month or a quarter."""
    return QUARTERS[(parse_period(period).last - 1) // 3]


def anything(chance: random.Random) -> c.Command:
    """A command that somebody might give."""
    actor, period = chance.choice(PEOPLE), chance.choice(QUARTERS)
    counted, of = Decimal(chance.randint(0, 9)), Decimal(chance.randint(0, 9))
    evidence = chance.choice([(), LINK])
    day, other = (DAY + datetime.timedelta(days=chance.randint(0, 300)) for _ in range(2))
    party: e.Side = chance.choice(["first", "second"])
    person = Party(name=f"Pejabat {chance.randint(0, 9)}", standing=chance.choice(["definitif", "Plt.", "Plh."]))
    return chance.choice(
        [
            c.SetTarget(actor=actor, code="7", annual=chance.choice([HUNDRED, TWO_WAYS])),
            c.ResolveQuarantine(actor=actor, code="7",
                                value=Target(kind="number", value=Decimal(chance.choice([1500, 1])))),
            c.SetProgram(actor=actor, number=chance.randint(1, 2), program=Program(text=f"Program {counted}")),
            c.SignAgreement(actor=actor, party=party, date=day),
            c.SignAgreement(actor=actor, party=party, date=day),
            c.AppointOfficial(actor=actor, party=party, official=person, since=day,
                              until=chance.choice([None, other])),
            c.RatifyBudget(actor=actor, document=f"DPA/{chance.randint(0, 5)}", date=day),
            c.NoteQuarter(actor=actor, period=period, text=f"catatan {counted}"),
            c.RealizeBudget(actor=actor, number=chance.randint(1, 2), amount=counted,
                            period=chance.choice([*QUARTERS, "2024-03"]), reason=chance.choice([None, "r"])),
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
        assert year_of(state) == year_on(model), (seed, step, command)


def year_of(state: Agreement) -> tuple[object, ...]:
    """What the agreement holds of its year, in plain words and figures."""
    spent: dict[tuple[int, str], tuple[str, Decimal]] = {}
    for number, by_period in state.budget.items():
        for period, held in by_period.items():
            assert isinstance(held.event, e.BudgetRealized)
            spent[number, period] = held.event.actor, held.event.amount
    return (
        {party: getattr(held.event, "name", None) for party, held in state.signatures.items()},
        {party: len(held) for party, held in state.officials.items()},
        {getattr(held.event, "document", None) for held in state.ratified},
        {period: [getattr(held.event, "text", None) for held in made] for period, made in state.notes.items()},
        bool(state.quarantined),
        [program.text for program in state.programs],
        [program.text for program in state.budget_programs],
        spent,
    )


def year_on(model: Model) -> tuple[object, ...]:
    """The same, as it stands on paper."""
    return (
        model.signed,
        {party: len(terms) for party, terms in model.terms.items() if terms},
        model.documents,
        model.notes,
        model.open_target,
        model.programs,
        model.programs if model.counting is None else model.counting,
        model.spent,
    )
