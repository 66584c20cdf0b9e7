"""A story told day by day, as a report sees it: the words that the tests of reports and checks are written in."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kinerja_es import events as e
from kinerja_es.agreement import fold
from kinerja_es.codec import encode
from kinerja_es.indicator import Indicator, Target
from kinerja_es.parties import Program
from kinerja_es.period import parse_period
from kinerja_es.policy import DEFAULT_POLICY, Policy
from kinerja_es.recorded import Recorded
from projections.achievements import Known
from projections.view import View
from tests.given import PARTIES, UNIT

SUM = Indicator(code="s", text="Jumlah layanan", unit="layanan", polarity="higher", aggregation="sum",
                entry="increment", target_entry="increment")  # fmt: skip
RUNNING = replace(SUM, code="r", text="Jumlah layanan s.d.", entry="running", target_entry="running")
LEVEL = Indicator(code="l", text="Indeks kepuasan", unit="indeks", polarity="higher", aggregation="last",
                  entry="level", target_entry="level")  # fmt: skip
SHARE = Indicator(code="p", text="Persentase aduan ditangani", unit="%", polarity="higher", aggregation="ratio",
                  entry="increment", target_entry="level")  # fmt: skip
LOWER = replace(LEVEL, code="b", text="Lama layanan", unit="hari", polarity="lower")
COMPOSITE = Indicator(code="g", text="Gabungan", unit="%", polarity="higher", aggregation="composite",
                      target_entry="level")  # fmt: skip

Chapter = tuple[str, Iterable[e.Event] | e.Event]


def number(value: str | int) -> Target:
    """A target that is a number."""
    return Target(kind="number", value=Decimal(value), raw=str(value))


def numbers(**values: str | int) -> dict[str, Target]:
    """Targets of quarters: `numbers(Q1=25, Q2=50)`."""
    return {f"2024-{quarter}": number(value) for quarter, value in values.items()}


def formula(expression: str, **changes: Any) -> Indicator:
    """A composite with an expression."""
    return replace(COMPOSITE, formula=replace(COMPOSITE.formula, expression=expression), **changes)


def drafted(*programs: Program, slug: str = "contoh") -> e.AgreementDrafted:
    """A draft's head."""
    return e.AgreementDrafted(actor="perencana", unit=replace(UNIT, slug=slug), year=2024, parties=PARTIES,
                              programs=programs)  # fmt: skip


def promised(indicator: Indicator, annual: str | int | Target | None = 100, **quarters: str | int) -> list[e.Event]:
    """An indicator with its annual target and targets of quarters."""
    made: list[e.Event] = [e.IndicatorDefined(actor="perencana", indicator=indicator)]
    aim = annual if isinstance(annual, Target) or annual is None else number(annual)
    if aim is not None or quarters:
        made.append(target(indicator.code, aim, **quarters))
    return made


def target(code: str, annual: str | int | Target | None = None, **quarters: str | int) -> e.TargetSet:
    """Targets that were set."""
    aim = annual if isinstance(annual, Target) or annual is None else number(annual)
    return e.TargetSet(actor="perencana", code=code, annual=aim, periods=numbers(**quarters))


def signed(day: str = "2024-01-05") -> list[e.Event]:
    """Both signatures of a day."""
    date = datetime.date.fromisoformat(day)
    return [
        e.AgreementSigned(actor="camat", party="first", date=date, name="Sari Contoh"),
        e.AgreementSigned(actor="bupati", party="second", date=date, name="Budi Contoh"),
    ]


def amended(day: str) -> e.AmendmentOpened:
    """An amendment that was opened."""
    return e.AmendmentOpened(actor="perencana", ground="strategy", document="050/7/2024",
                             date=datetime.date.fromisoformat(day))  # fmt: skip


def entry(code: str, period: str, value: str | int, of: int | None = None, **more: Any) -> e.RealizationRecorded:
    """A realization: a value, or a numerator `of` a denominator."""
    given = {"value": Decimal(value)} if of is None else {"numerator": Decimal(value), "denominator": Decimal(of)}
    kind = e.RealizationCorrected if "reason" in more else e.RealizationRecorded
    return kind(**{"actor": "perencana", "code": code, "period": period, **given, **more})


def evidence(place: str = "https://bukti.example/1") -> tuple[e.Evidence, ...]:
    """One piece of evidence."""
    return (e.Evidence(kind="link", location=place),)


def year(*indicators: Iterable[e.Event], programs: tuple[Program, ...] = (), slug: str = "contoh") -> list[Chapter]:
    """An agreement drafted on 2 January and signed on the 5th."""
    made = [event for promise in indicators for event in promise]
    return [("2024-01-02", [drafted(*programs, slug=slug), *made]), ("2024-01-05", signed())]


def view(
    *chapters: Chapter, period: str | None = None, until: str | None = None, policies: tuple[Policy, ...] = ()
) -> View:
    """The view of an agreement whose events were recorded at nine in the morning of each chapter's day.

    `until` is the day as of which it is seen; without one, the last chapter's.
    """
    recorded: list[Recorded] = []
    stream = ""
    for day, told in chapters:
        for event in [told] if isinstance(told, e.Event) else told:
            if isinstance(event, e.AgreementDrafted):
                stream = e.stream_id("agreement", f"{event.unit.slug}/{event.year}").hex
            place = len(recorded) + 1
            recorded.append(Recorded(place, f"{day}T02:00:{place % 60:02}.000000Z", stream, place, *encode(event)))
    agreement = fold(recorded)
    assert agreement is not None
    as_of = f"{until}T16:59:59.999999Z" if until else recorded[-1].recorded_at
    return View(
        known=Known(agreement, len(recorded), as_of),
        events=tuple(recorded),
        policies=policies or (DEFAULT_POLICY,),
        asked=None if period is None else parse_period(period),
    )
