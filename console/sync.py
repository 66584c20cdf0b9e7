"""Commands of the workbook: link, run, watch, status, conflicts, resolve."""

from typing import Any, Literal

import click

from console import parse
from console.runtime import Runtime, command, events_json, option
from kinerja_es.errors import BadInput
from kinerja_es.events import BookLinked, stream_id


@command("sync.link", writes=True)
@click.argument("name")
@option("--xlsx", metavar="FILE")
@option("--google", metavar="SPREADSHEET_ID")
@option("--credentials", metavar="FILE")
@option("--base-url", metavar="URL")
@option("--agreement", "agreements", multiple=True, metavar="A")
def sync_link_command(
    run: Runtime, name: str, xlsx: str | None, google: str | None, credentials: str | None, base_url: str | None,
    agreements: tuple[str, ...],
) -> None:  # fmt: skip
    """Link a workbook."""
    if (xlsx is None) == (google is None) or (xlsx is not None and not xlsx.endswith(".xlsx")):
        raise BadInput("book-target", where=name)
    made = BookLinked(
        actor=run.actor, request_id=run.request_id, name=name, port="xlsx" if xlsx is not None else "google",
        target=xlsx or google or "", credentials=credentials, base_url=base_url,
        agreements=tuple(parse.reference(ref) for ref in agreements),
    )  # fmt: skip
    if google is not None:
        from console import book

        book.port(made).version()  # so that a wrong id or an unshared sheet is told now
    with run.ledger() as ledger:
        run.events(ledger.note(stream_id("book", name), made))


@command("sync.run")
@click.argument("name")
def sync_run_command(run: Runtime, name: str) -> None:
    """One cycle: take what people typed, write what the ledger holds."""
    from console import book

    with run.ledger() as ledger:
        linked = book.linked(ledger.store, name)
        done = book.cycle(run, ledger, linked, book.port(linked))
    if run.json:
        run.data(book.report(done))
        return
    print_cycle(run, book.report(done))


def print_cycle(run: Runtime, done: dict[str, Any]) -> None:
    """What a cycle took, refused, wrote and left."""
    for outcome in ("taken", "refused", "conflicts"):
        if done[outcome]:
            run.table(
                run.text(f"cli.title.sync.{outcome}"),
                ("agreement", "code", "period", "field", "sheet", "where", "reason"),
                [
                    (r["agreement"] or "", r["indicator"] or "", r["period"] or "",
                     run.text(f"cli.field.{r['field']}"), r["sheet"] or "", r["where"], _why(run, r))
                    for r in done[outcome]
                ],
            )  # fmt: skip
    for tab, cause in done["halted"].items():
        run.say("cli.halted", tab=run.text(f"workbook.tab.{tab}"), cause=run.text(f"workbook.halt.{cause}"))
    if done["beside"] is not None:
        run.say("cli.beside", file=done["beside"])
    if any(done["left"].values()):
        run.say("cli.left", refused=done["left"]["refused"], conflicts=done["left"]["conflict"], book=done["book"])
    click.echo(run.text("cli.synced" if done["written"] else "cli.unchanged", book=done["book"], where=done["where"],
                        position=done["position"], written=done["written"], taken=len(done["taken"])))  # fmt: skip


def _why(run: Runtime, row: dict[str, Any]) -> str:
    """Why an edit was not taken, in one sentence."""
    return "" if row["code"] is None else run.text(f"errors.{row['code']}", **{"where": row["where"], **row["details"]})


@command("sync.watch")
@click.argument("name")
@option("--every", type=click.IntRange(5, 3600), default=60, metavar="SECONDS")
def sync_watch_command(run: Runtime, name: str, every: int) -> int:
    """Cycle after cycle, until told to stop."""
    from console.watch import watch

    return watch(run, name, every)


@command("sync.status")
def sync_status_command(run: Runtime) -> None:
    """The linked workbooks, and how their last cycle under `sync watch` went."""
    from projections.register import books

    with run.ledger() as ledger:
        linked = [(b, ledger.hint(f"watch/{b.name}") or None) for b in books(ledger.store).values()]
    if run.json:
        run.data({"books": [{"book": b.name, "port": b.port, "target": b.target, "agreements": list(b.agreements),
                             "last": last} for b, last in linked]})  # fmt: skip
        return
    run.table(
        run.text("cli.title.books"),
        ("name", "port", "file", "agreement", "watch"),
        [(b.name, b.port, b.target, ", ".join(b.agreements), _last(run, last)) for b, last in linked],
    )


def _last(run: Runtime, last: dict[str, Any] | None) -> str:
    if last is None:
        return "-"
    return run.text("cli.watch.last.ok" if last["ok"] else "cli.watch.last.failed", at=last["at"])


@command("sync.conflicts")
@click.argument("name")
def sync_conflicts_command(run: Runtime, name: str) -> None:
    """Cells on which sheet and ledger disagree."""
    from console import book
    from sync.gather import gather
    from sync.layout.edits import marked
    from sync.layout.konflik import parts
    from sync.layout.parts import Words

    with run.store() as store:
        now = gather(store, book.link(run, book.linked(store, name)))
    rows: list[dict[str, Any]] = [
        {
            "id": one.code, "agreement": parts(key[1])[0], "indicator": parts(key[1])[1],
            "period": parts(key[1])[2] or None, "field": field, "base": one.edit.base, "sheet": one.edit.value,
            "ledger": one.ledger, "where": one.where, "since": one.since,
        }
        for key, cells in now.state.standing.items()
        for field, one in cells.items()
        if one.state == "conflict"
    ]  # fmt: skip
    if run.json:
        run.data({"conflicts": rows})
        return
    words = Words(run.lang)

    def said(row: dict[str, Any], value: str) -> str:
        return marked("target" if row["period"] is None else "isian", row["field"], row[value], words)

    run.table(
        run.text("cli.title.sync.conflicts"),
        ("conflict", "agreement", "code", "period", "field", "base", "sheet", "ledger", "where", "since"),
        [
            (r["id"], r["agreement"], r["indicator"], r["period"] or "", run.text(f"cli.field.{r['field']}"),
             said(r, "base"), said(r, "sheet"), said(r, "ledger"), r["where"], r["since"][:19].replace("T", " "))
            for r in rows
        ],
    )  # fmt: skip


@command("sync.resolve")
@click.argument("name")
@click.argument("conflict", metavar="ID")
@option("--keep", type=click.Choice(["sheet", "ledger"]), required=True)
def sync_resolve_command(run: Runtime, name: str, conflict: str, keep: Literal["sheet", "ledger"]) -> None:
    """Decide a conflict."""
    from console import book
    from sync.books import LedgerBooks
    from sync.deciding import settle

    with run.ledger() as ledger:
        linked = book.linked(ledger.store, name)
        recorded = settle(LedgerBooks(ledger), book.link(run, linked), conflict, keep, actor=run.actor)
    if run.json:
        run.data(events_json(recorded))
        return
    run.events(recorded)
