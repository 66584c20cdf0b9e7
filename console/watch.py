"""`sync watch`: cycle after cycle at a polite distance, with a line for each, until SIGINT or SIGTERM."""

import datetime
import signal
import threading
from contextlib import suppress
from typing import Any

import click

from console import book
from console.runtime import Runtime
from kinerja_es.errors import Unavailable


def watch(run: Runtime, name: str, every: int) -> int:
    """Run cycles until told to stop; a cycle under way is finished first.

    A spreadsheet or network that cannot serve for a while is told and tried again; anything else ends the watch.
    """
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with run.ledger() as ledger:
            linked = book.linked(ledger.store, name)
            port = book.port(linked)
            while not stop.is_set():
                moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
                line: dict[str, Any] = {"at": moment}
                port.calls.clear()
                try:
                    done = book.cycle(run, ledger, linked, port)
                    line |= {"ok": True, **book.report(done)}
                except Unavailable as error:
                    line |= {"ok": False, "error": error.code}
                    run.fail(error)
                with suppress(Unavailable):  # what `sync status` says of it is worth no watch
                    ledger.remember(f"watch/{name}", {"at": line["at"], "ok": line["ok"]})
                _say(run, line)
                stop.wait(every)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    run.say("cli.watch.stopped", book=name)
    return 0


def _say(run: Runtime, line: dict[str, Any]) -> None:
    if run.json:
        run.line(line)
    elif line["ok"]:
        click.echo(run.text("cli.watch.line", at=line["at"], position=line["position"], taken=len(line["taken"]),
                            refused=len(line["refused"]), conflicts=len(line["conflicts"]),
                            written=line["written"]))  # fmt: skip
