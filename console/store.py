"""Commands about the store itself: init and doctor."""

import shutil
import sys
from typing import Any

import click

from console.runtime import Runtime, command
from kinerja_es.errors import KinerjaError


@command("init")
def init_command(run: Runtime) -> None:
    """Make a store."""
    with run.ledger(create=True) as ledger:
        position, _ = ledger.store.last()
    if run.json:
        run.data({"store": run.url, "position": position})
        return
    click.echo(run.text("cli.init", store=run.url))


@command("doctor")
def doctor_command(run: Runtime) -> int:
    """Say whether all is healthy."""
    checks = [_check(run, "python", ok=sys.version_info >= (3, 11), detail=sys.version.split()[0])]
    try:
        with run.store() as store:
            position, moment = store.last()
            checks.append(_check(run, "store", ok=True, detail=f"{run.url}, {position} ({moment})"))
            integrity = store.pragma("quick_check")
            checks.append(_check(run, "integrity", ok=integrity == "ok", detail=integrity))
            mode = store.pragma("journal_mode")
            checks.append(_check(run, "journal", ok=mode == "wal", detail=mode))
            count = sum(1 for _ in store.read())
            checks.append(_check(run, "events", ok=count == position, detail=str(count)))
    except KinerjaError as error:
        checks.append(_check(run, "store", ok=False, detail=run.text(f"errors.{error.code}", **run.params(error))))
    office = shutil.which("soffice") or "—"
    checks.append({**_check(run, "libreoffice", ok=True, detail=office)})
    healthy = all(check["ok"] for check in checks)
    if run.json:
        run.data({"ok": healthy, "checks": checks})
    else:
        for check in checks:
            mark = "✓" if check["ok"] else "✗"
            click.echo(
                f"{mark} {check['name']}: {check['detail']}" + (f"\n  → {check['hint']}" if check["hint"] else "")
            )
    return 0 if healthy else 1


def _check(run: Runtime, name: str, *, ok: bool, detail: str) -> dict[str, Any]:
    return {"name": name, "ok": ok, "detail": detail, "hint": None if ok else run.text(f"cli.doctor.{name}")}
