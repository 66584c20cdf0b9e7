"""Commands about indicators and targets: define, formula, target set."""

from dataclasses import replace
from typing import Any

import click

from console import parse
from console.runtime import Runtime, command, option
from console.writing import execute
from kinerja_es.agreement import Promise
from kinerja_es.errors import BadInput
from kinerja_es.indicator import Indicator, Outcome
from kinerja_es.period import parse_period

UNSET = "unset"


def _choice(*values: str) -> click.Choice[str]:
    return click.Choice([*values, UNSET])


def _known(run: Runtime, ref: str, code: str) -> Promise | None:
    from projections.replay import known_at

    with run.store() as store:
        return known_at(store, ref, None, run.timezone).agreement.working.get(code)


@command("indicator.define", writes=True)
@click.argument("agreement")
@click.argument("code")
@option("--text", "wording")
@option("--unit", metavar="UNIT")
@option("--frequency", type=click.Choice(["month", "quarter", "semester", "year"]))
@option("--polarity", type=_choice("higher", "lower"))
@option("--aggregation", type=_choice("sum", "last", "average", "min", "max", "ratio", "composite"))
@option("--entry", type=_choice("increment", "running", "level"))
@option("--target-entry", type=_choice("increment", "running", "level", "annual"))
@option("--level", type=_choice("goal", "objective", "program", "activity"))
@option("--outcome", metavar="TEXT")
@option("--source", metavar="TEXT")
@option("--note", metavar="TEXT")
@option("--reason", metavar="TEXT")
def indicator_define_command(
    run: Runtime, agreement: str, code: str, wording: str | None, level: str | None, outcome: str | None,
    reason: str | None, **given: str | None,
) -> None:  # fmt: skip
    """Add an indicator, or change what is named of one."""
    from kinerja_es.commands import DefineIndicator

    ref = parse.reference(agreement)
    promise = _known(run, ref, code)
    if promise is None and wording is None:
        raise BadInput("unknown-indicator", where=code, indicator=code, agreement=ref)
    base = promise.indicator if promise is not None else Indicator(code=code, text="")
    changed: dict[str, Any] = {k: None if v == UNSET else v for k, v in given.items() if v is not None}
    if wording is not None:
        changed["text"] = wording
    if level is not None or outcome is not None:
        changed["outcome"] = Outcome(
            level=base.outcome.level if level is None else None if level == UNSET else level,  # type: ignore[arg-type]
            text=base.outcome.text if outcome is None else outcome,
        )
    execute(run, ref, DefineIndicator, reason=reason, indicator=replace(base, **changed))


@command("indicator.formula", writes=True)
@click.argument("agreement")
@click.argument("code")
@click.argument("expression")
@option("--reason", metavar="TEXT")
def indicator_formula_command(run: Runtime, agreement: str, code: str, expression: str, reason: str | None) -> None:
    """Give a composite its expression."""
    from kinerja_es.commands import DefineIndicator

    ref = parse.reference(agreement)
    promise = _known(run, ref, code)
    if promise is None:
        raise BadInput("unknown-indicator", where=code, indicator=code, agreement=ref)
    changed = replace(
        promise.indicator,
        aggregation="composite",
        entry=None,
        formula=replace(promise.indicator.formula, expression=expression),
    )
    execute(run, ref, DefineIndicator, reason=reason, indicator=changed)


@command("target.set", writes=True)
@click.argument("agreement")
@click.argument("code")
@option("--annual", metavar="V")
@option("--period", "by_period", multiple=True, metavar="P=V")
def target_set_command(run: Runtime, agreement: str, code: str, annual: str | None, by_period: tuple[str, ...]) -> None:
    """Set the annual target and targets of periods."""
    from kinerja_es.commands import SetTarget

    read = {}
    for item in by_period:
        period, mark, value = item.partition("=")
        if not mark:
            raise BadInput("bad-period-target", where=item, text=item)
        read[parse_period(period).code] = parse.target(value)
    execute(run, agreement, SetTarget, code=code, periods=read, annual=None if annual is None else parse.target(annual))
