"""Commands about the budget: ratify a document, set a program, realize its spending."""

from decimal import Decimal
from typing import Any

import click

from console import parse
from console.runtime import Runtime, command, option
from console.writing import execute
from kinerja_es import commands as c
from kinerja_es.parties import Program
from kinerja_es.period import parse_period
from kinerja_es.quantity import parse_number


def _rupiah(text: str) -> Decimal:
    """An amount with or without its `Rp`; three digits after a mark are a group, for rupiah have two decimals."""
    bare = text.strip()
    return parse_number(bare if bare.casefold().startswith(("rp", "-rp")) else f"Rp {bare}")


@command("budget.ratify", writes=True)
@click.argument("agreement")
@option("--document", required=True, metavar="NO")
@option("--date", "date", required=True, metavar="YYYY-MM-DD")
@option("--kind", type=click.Choice(["dpa", "dppa"]), default="dpa")
def budget_ratify_command(run: Runtime, agreement: str, document: str, date: str, kind: str) -> None:
    """Say that a budget document was ratified."""
    execute(run, agreement, c.RatifyBudget, document=document, date=parse.day(date), kind=kind.upper())


@command("budget.set", writes=True)
@click.argument("agreement")
@click.argument("number", type=int)
@option("--text", "program", required=True, metavar="T")
@option("--amount", required=True, metavar="RP")
@option("--fund", metavar="F")
def budget_set_command(run: Runtime, agreement: str, number: int, program: str, amount: str, fund: str | None) -> None:
    """Add a row of the budget table or write one anew; a fund that is not named stays."""
    from projections.replay import known_at

    if fund is None:
        with run.store() as store:
            programs = known_at(store, parse.reference(agreement), None, run.timezone).agreement.programs
        fund = next((known.fund for known in programs[max(0, number - 1) : number]), None)
    row = Program(text=program, budget=_rupiah(amount), fund=fund)
    execute(run, agreement, c.SetProgram, number=number, program=row)


@command("budget.realize", writes=True)
@click.argument("agreement")
@click.argument("number", type=int)
@click.argument("period")
@option("--amount", required=True, metavar="RP")
@option("--reason", metavar="T")
def budget_realize_command(run: Runtime, agreement: str, period: str, amount: str, **given: Any) -> None:  # noqa: ANN401 -- what was parsed
    """Enter what a program has spent to date."""
    execute(run, agreement, c.RealizeBudget, period=parse_period(period).code, amount=_rupiah(amount), **given)
