"""Commands of the auditor: the trail."""

import click

from console import parse
from console.runtime import Runtime, command, option


@command("audit.trail")
@click.argument("agreement", required=False)
@option("--indicator", metavar="C")
@option("--since", metavar="MOMENT")
@option("--until", metavar="MOMENT")
def audit_trail_command(
    run: Runtime, agreement: str | None, indicator: str | None, since: str | None, until: str | None
) -> None:
    """Every event in order."""
    from projections.trail import short, trail

    with run.store() as store:
        rows = trail(store, parse.reference(agreement) if agreement else None, indicator=indicator,
                     actor=run.given_actor, since=since, until=until, timezone=run.timezone)  # fmt: skip
    if run.json:
        run.data({"events": rows})
        return
    run.table(
        run.text("cli.title.trail"),
        ("position", "recorded_at", "event", "agreement", "code", "period", "actor", "data"),
        [
            (str(r["position"]), r["recorded_at"][:19].replace("T", " "), run.text(f"events.{r['type']}"),
             r["agreement"] or "", r["indicator"] or "", r["period"] or "", r["actor"], short(r)[:120])
            for r in rows
        ],
    )  # fmt: skip
