"""Given events, when a command, then events or a refusal: the words the agreement's tests are written in."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kinerja_es import commands as c
from kinerja_es import events as e
from kinerja_es.agreement import Agreement, fold
from kinerja_es.codec import encode
from kinerja_es.decide import decide
from kinerja_es.indicator import Formula, Indicator, Target
from kinerja_es.parties import Parties, Party, Unit
from kinerja_es.recorded import Recorded

UNIT = Unit(slug="contoh", name="Kecamatan Contoh", regency="Kabupaten Contoh")
PARTIES = Parties(
    first=Party(name="Sari Contoh", position="Camat Contoh"), second=Party(name="Budi Contoh", position="Bupati Contoh")
)
HUNDRED = Target(kind="number", value=Decimal(100))
DAY = datetime.date(2024, 1, 2)
RATIO = Indicator(code="7", text="Persentase penanganan", unit="%", polarity="higher", aggregation="ratio",
                  entry="increment", target_entry="level")  # fmt: skip
LEVEL = Indicator(code="6", text="Indeks", unit="indeks", polarity="higher", aggregation="last", entry="level",
                  target_entry="level")  # fmt: skip
HALVES = Formula(expression="50% * achievement[6] + 50% * achievement[7]")
COMPOSITE = Indicator(code="1", text="Gabungan", unit="%", polarity="higher", aggregation="composite",
                      target_entry="level", formula=HALVES)  # fmt: skip


def recorded(events: Iterable[e.Event], *, day: int = 1) -> list[Recorded]:
    """Events as a ledger would hold them, one a second."""
    return [
        Recorded(n, f"2024-04-{day:02}T00:00:{n % 60:02}.000000Z", "0" * 31 + "1", n, *encode(event))
        for n, event in enumerate(events, start=1)
    ]


def given(*events: e.Event) -> Agreement | None:
    """The state after some events."""
    return fold(recorded(events))


def draft(*indicators: Indicator, actor: str = "perencana") -> list[e.Event]:
    """A draft with some indicators, each with a target of one hundred."""
    made: list[e.Event] = [e.AgreementDrafted(actor=actor, unit=UNIT, year=2024, parties=PARTIES)]
    for indicator in indicators:
        made.append(e.IndicatorDefined(actor=actor, indicator=indicator))
        made.append(e.TargetSet(actor=actor, code=indicator.code, annual=HUNDRED))
    return made


def signed(*indicators: Indicator) -> list[e.Event]:
    """The same, signed by both."""
    return [
        *draft(*indicators),
        e.AgreementSigned(actor="camat", party="first", date=DAY, name="Sari Contoh"),
        e.AgreementSigned(actor="bupati", party="second", date=DAY, name="Budi Contoh"),
    ]


def parts(code: str, period: str, numerator: int, denominator: int, **more: Any) -> e.RealizationRecorded:
    """A recorded realization of a ratio."""
    return e.RealizationRecorded(
        **{"actor": "perencana", "code": code, "period": period, "numerator": Decimal(numerator),
           "denominator": Decimal(denominator), **more}
    )  # fmt: skip


def when(state: Agreement | None, command: c.Command) -> tuple[e.Event, ...]:
    """What a command becomes."""
    return decide(state, command)
