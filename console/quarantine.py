"""The command about targets that could be read two ways: resolve."""

import click

from console import parse
from console.runtime import Runtime, command, option
from console.writing import execute
from kinerja_es.period import parse_period


@command("target.resolve", writes=True)
@click.argument("agreement")
@click.argument("code")
@option("--period", metavar="P")
@option("--as", "reading", required=True, metavar="VALUE")
@option("--reason", metavar="T")
def target_resolve_command(
    run: Runtime, agreement: str, code: str, period: str | None, reading: str, reason: str | None
) -> None:
    """Say which reading of an ambiguous target is meant."""
    from kinerja_es.commands import ResolveQuarantine

    execute(
        run, agreement, ResolveQuarantine, code=code, period=None if period is None else parse_period(period).code,
        value=parse.target(reading), reason=reason,
    )  # fmt: skip
