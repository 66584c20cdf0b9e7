"""What `agreement show` says of the year to people: signing, officials, programs, targets in quarantine, notes."""

import click

from console.officials import print_officials
from console.runtime import Runtime
from kinerja_es.agreement import Agreement
from kinerja_es.quantity import indonesian
from kinerja_es.shown import officials_json


def print_year(run: Runtime, agreement: Agreement) -> None:
    """Whatever of these the agreement has."""
    signing = agreement.signing
    if signing.due is not None:
        late = "" if not signing.late_days else run.text("cli.agreement.late", days=signing.late_days)
        click.echo(run.text("cli.agreement.signing", dpa=signing.dpa, due=signing.due, signed=signing.signed or "—",
                            late=late))  # fmt: skip
    rows = officials_json(agreement)
    if rows:
        print_officials(run, rows)
    if agreement.programs:
        run.table(
            run.text("cli.title.programs"),
            ("number", "program", "budget", "fund"),
            [
                (str(number), p.text, "—" if p.budget is None else indonesian(p.budget, language=run.lang),
                 p.fund or "—")
                for number, p in enumerate(agreement.programs, start=1)
            ],
        )  # fmt: skip
    waiting = agreement.quarantined
    if waiting:
        run.table(
            run.text("cli.title.quarantined"),
            ("code", "period", "raw", "readings"),
            [(one.code, one.period or "—", one.raw, " / ".join(one.readings)) for one in waiting],
        )
    for period, notes in sorted(agreement.notes.items()):
        newest = notes[-1].event
        click.echo(run.text("cli.agreement.note", period=period, text=getattr(newest, "text", ""), actor=newest.actor))
