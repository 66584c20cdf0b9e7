"""Commands of the workbook: link, run, status."""

from pathlib import Path
from typing import Any

import click

from console import parse
from console.runtime import Runtime, command, option
from kinerja_es.errors import BadInput
from kinerja_es.events import BookLinked, stream_id


@command("sync.link", writes=True)
@click.argument("name")
@option("--xlsx", metavar="FILE")
@option("--agreement", "agreements", multiple=True, metavar="A")
def sync_link_command(run: Runtime, name: str, xlsx: str | None, agreements: tuple[str, ...]) -> None:
    """Link a workbook."""
    if xlsx is None or not xlsx.endswith(".xlsx"):
        raise BadInput("book-target", where=name)
    linked = BookLinked(actor=run.actor, request_id=run.request_id, name=name, port="xlsx", target=xlsx,
                        agreements=tuple(parse.reference(ref) for ref in agreements))  # fmt: skip
    with run.ledger() as ledger:
        run.events(ledger.note(stream_id("book", name), linked))


@command("sync.run")
@click.argument("name")
def sync_run_command(run: Runtime, name: str) -> None:
    """Write the workbook."""
    from console import book
    from projections.register import books

    with run.store() as store:
        linked = books(store).get(name)
        if linked is None:
            raise BadInput("unknown-book", where=name, name=name)
        path = Path(linked.target)
        written = book.write(run, store, name, path, linked.agreements)
    result: dict[str, Any] = {
        "book": name, "position": written.position, "taken": [], "refused": [], "conflicts": [],
        "written": written.cells, "file": str(written.path), "calls": {"read": 0, "write": 0, "drive": 0},
    }  # fmt: skip
    if run.json:
        run.data(result)
        return
    if written.path != path:
        run.say("cli.beside", file=written.path)
    click.echo(run.text("cli.synced", book=name, file=written.path, position=written.position, written=written.cells))


@command("sync.status")
def sync_status_command(run: Runtime) -> None:
    """The linked workbooks."""
    from projections.register import books

    with run.store() as store:
        linked = books(store)
    if run.json:
        run.data({"books": [{"book": b.name, "port": b.port, "target": b.target, "agreements": list(b.agreements)}
                            for b in linked.values()]})  # fmt: skip
        return
    run.table(
        run.text("cli.title.books"),
        ("name", "port", "file", "agreement"),
        [(b.name, b.port, b.target, ", ".join(b.agreements)) for b in linked.values()],
    )
