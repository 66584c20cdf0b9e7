"""The budget table at a period: ceiling, realization to date, absorption, and what was achieved for it."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from kinerja_es.events import BudgetRealized
from kinerja_es.links import PROGRAM, members
from kinerja_es.period import parse_period
from kinerja_es.reckoning import summarise
from kinerja_es.recorded import Recorded
from projections.achievements import Json, figure
from projections.view import View

HUNDRED = 100


def budget(view: View) -> Json:
    """Rows and totals of one agreement; money in rupiah, all else in percent, efficiency in percentage points.

    Efficiency is the mean achievement of the program's indicators, under the policy, less the absorption: above 0 more
    was achieved than was spent. The indicators of a program are those whose outcome is a program of the same words.
    """
    policy, reckoned = view.policy(view.period), view.figures(view.period).reckoned
    rows = []
    for number, program in enumerate(view.known.agreement.budget_programs, start=1):
        spent, event = _spent(view, number)
        codes = _indicators(view, number)
        mean = summarise({code: reckoned[code] for code in codes}, policy)
        rows.append({
            "agreement": view.ref, "period": view.period.code, "number": number, "program": program.text,
            "fund": program.fund, **_figures(_exact(program.budget), spent, mean.achievement),
            "indicators": list(codes), "computed": mean.computed, "event": event.id if event else None,
        })  # fmt: skip
    programs = view.known.agreement.budget_programs
    ceiling = _sum(_exact(program.budget) for program in programs)
    spent = _sum(_spent(view, number)[0] for number in range(1, len(programs) + 1))
    totals = {
        "agreement": view.ref, "period": view.period.code, "policy": {"name": policy.name, "version": policy.version},
        **_figures(ceiling, spent, view.figures(view.period).summary.achievement),
    }  # fmt: skip
    return {"rows": rows, "totals": totals}


def _figures(ceiling: Fraction | None, spent: Fraction | None, achievement: Fraction | None) -> Json:
    absorption = spent * HUNDRED / ceiling if ceiling and spent is not None else None
    efficiency = achievement - absorption if achievement is not None and absorption is not None else None
    return {
        "ceiling": figure(ceiling),
        "realization": figure(spent),
        "absorption": figure(absorption),
        "achievement": figure(achievement),
        "efficiency": figure(efficiency),
    }


def _spent(view: View, number: int) -> tuple[Fraction | None, Recorded | None]:
    """What a program had spent at the end of the period: the newest of the running totals up to it."""
    held = view.known.agreement.budget.get(number, {})
    up_to = [code for code in held if parse_period(code).last <= view.period.last]
    if not up_to:
        return None, None
    newest = held[max(up_to, key=lambda code: (parse_period(code).last, held[code].position))]
    event = newest.event
    assert isinstance(event, BudgetRealized)  # nothing else is kept there
    return Fraction(event.amount), newest


def _exact(amount: Decimal | None) -> Fraction | None:
    return None if amount is None else Fraction(amount)


def _sum(amounts: Iterable[Fraction | None]) -> Fraction | None:
    """The total; unknown where a part of it is, or where there is nothing to add."""
    there = list(amounts)
    known = [amount for amount in there if amount is not None]
    return sum(known, Fraction()) if known and len(known) == len(there) else None


def _indicators(view: View, number: int) -> tuple[str, ...]:
    programs = [program.text for program in view.known.agreement.budget_programs]
    return members(f"{PROGRAM}{number}", view.indicators(), programs)
