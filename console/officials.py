"""Commands about officials: appoint, list."""

from typing import Any, get_args

import click

from console import parse
from console.runtime import Runtime, command, option
from console.writing import execute
from kinerja_es.parties import Party, Standing


@command("official.appoint", writes=True)
@click.argument("agreement")
@option("--party", type=click.Choice(["first", "second"]), required=True)
@option("--name", required=True, metavar="N")
@option("--position", metavar="P")
@option("--nip", metavar="NIP")
@option("--rank", metavar="R")
@option("--standing", type=click.Choice(get_args(Standing)), default="definitif")
@option("--from", "start", required=True, metavar="YYYY-MM-DD")
@option("--to", "end", metavar="YYYY-MM-DD")
def official_appoint_command(
    run: Runtime, agreement: str, party: Any, start: str, end: str | None, position: str | None,  # noqa: ANN401 -- a Side
    **person: Any,  # noqa: ANN401 -- what was parsed
) -> None:  # fmt: skip
    """Say who holds the post of a party from when on; the post is the party's own where none is named."""
    from kinerja_es.commands import AppointOfficial
    from projections.replay import known_at

    if position is None:
        with run.store() as store:
            head = known_at(store, parse.reference(agreement), None, run.timezone).agreement.head
        position = getattr(head.parties, party).position
    execute(
        run, agreement, AppointOfficial, party=party, official=Party(position=position or "", **person),
        since=parse.day(start), until=None if end is None else parse.day(end),
    )  # fmt: skip


@command("official.list")
@click.argument("agreement")
@option("--as-of", metavar="MOMENT")
def official_list_command(run: Runtime, agreement: str, as_of: str | None) -> None:
    """Who held the posts of both parties, from when to when."""
    from kinerja_es.shown import officials_json
    from projections.replay import known_at

    with run.store() as store:
        known = known_at(store, parse.reference(agreement), as_of, run.timezone)
    rows = officials_json(known.agreement)
    if run.json:
        run.data({"officials": rows})
        return
    print_officials(run, rows)


def print_officials(run: Runtime, rows: list[dict[str, Any]]) -> None:
    """The appointments as a table."""
    run.table(
        run.text("cli.title.officials"),
        ("party", "name", "position_held", "standing", "nip", "rank", "from", "to"),
        [
            (run.text(f"cli.side.{row['party']}"), *(row[key] or "—" for key in ("name", "position", "standing")),
             *(row[key] or "—" for key in ("nip", "rank", "from", "to")))
            for row in rows
        ],
    )  # fmt: skip
