"""Commands about realizations and periods: realize, correct, withdraw, verify, return, close, reopen."""

from collections.abc import Callable
from typing import Any

import click

from console import parse
from console.runtime import Runtime, command, option
from console.writing import execute
from kinerja_es import commands as c
from kinerja_es.period import parse_period


def _place(function: Callable[..., Any]) -> Callable[..., Any]:
    """The three arguments that name a realization."""
    for name in ("period", "code", "agreement"):
        function = click.argument(name)(function)
    return function


def _figures(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that give a realization its figures and their support."""
    for made in (
        option("--note", metavar="T"),
        option("--source-date", metavar="YYYY-MM-DD"),
        option("--evidence", multiple=True, metavar="LINK|FILE"),
        option("--denominator", metavar="D"),
        option("--numerator", metavar="N"),
        option("--value", metavar="V"),
    ):
        function = made(function)
    return function


def _read(given: dict[str, Any]) -> dict[str, Any]:
    """Typed figures as the domain takes them."""
    return {
        **given,
        "period": parse_period(given["period"]).code,
        **{name: parse.number(given[name]) for name in ("value", "numerator", "denominator")},
        "evidence": parse.evidence(given["evidence"]),
        "source_date": parse.day(given["source_date"]) if given["source_date"] else None,
    }


@command("realize", writes=True)
@_place
@_figures
def realize_command(run: Runtime, agreement: str, **given: Any) -> None:  # noqa: ANN401 -- what was parsed
    """Enter a realization."""
    execute(run, agreement, c.RecordRealization, **_read(given))


@command("correct", writes=True)
@_place
@_figures
@option("--reason", required=True, metavar="T")
def correct_command(run: Runtime, agreement: str, **given: Any) -> None:  # noqa: ANN401 -- what was parsed
    """Replace an entry."""
    execute(run, agreement, c.CorrectRealization, **_read(given))


@command("withdraw", writes=True)
@_place
@option("--reason", required=True, metavar="T")
def withdraw_command(run: Runtime, agreement: str, code: str, period: str, reason: str) -> None:
    """Take an entry back."""
    execute(run, agreement, c.WithdrawRealization, code=code, period=parse_period(period).code, reason=reason)


@command("verify", writes=True)
@_place
def verify_command(run: Runtime, agreement: str, code: str, period: str) -> None:
    """Accept somebody else's entry."""
    execute(run, agreement, c.VerifyRealization, code=code, period=parse_period(period).code)


@command("return", writes=True)
@_place
@option("--reason", required=True, metavar="T")
def return_command(run: Runtime, agreement: str, code: str, period: str, reason: str) -> None:
    """Send somebody else's entry back."""
    execute(run, agreement, c.ReturnRealization, code=code, period=parse_period(period).code, reason=reason)


@command("period.close", writes=True)
@click.argument("agreement")
@click.argument("period")
def period_close_command(run: Runtime, agreement: str, period: str) -> None:
    """Close a period."""
    execute(run, agreement, c.ClosePeriod, period=parse_period(period).code)


@command("period.reopen", writes=True)
@click.argument("agreement")
@click.argument("period")
@option("--reason", required=True, metavar="T")
def period_reopen_command(run: Runtime, agreement: str, period: str, reason: str) -> None:
    """Reopen a period."""
    execute(run, agreement, c.ReopenPeriod, period=parse_period(period).code, reason=reason)
