"""Commands about agreements: import, list, show, draft, sign, amend, note."""

from typing import Any, get_args

import click

from console import parse
from console.agreement_year import print_year
from console.runtime import Runtime, command, events_json, option
from console.writing import execute


@command("import", writes=True)
@click.argument("file")
@option("--unit", metavar="SLUG")
@option("--year", type=int)
@option("--dry-run", is_flag=True)
def import_command(run: Runtime, file: str, unit: str | None, year: int | None, *, dry_run: bool) -> None:
    """Read a document into a draft and show what was read."""
    from console import reading

    read = reading.read(file)
    drafted = reading.to_command(read, file, unit=unit, year=year, actor=run.actor, request_id=run.request_id)
    ref = f"{drafted.unit.slug}/{drafted.year}"
    recorded = []
    if not dry_run:
        with run.ledger(create=True) as ledger:
            recorded = ledger.execute(ref, drafted)
    if run.json:
        from kinerja_es.agreement import Agreement
        from kinerja_es.shown import show

        state = reading.preview(drafted)
        assert isinstance(state, Agreement)  # a draft always folds to one
        findings = reading.findings_json(read, run.lang)
        run.data({**show(state), "agreement": ref, "findings": findings, **events_json(recorded)})
        return
    reading.show(run, ref, drafted, read)
    if recorded:
        click.echo(run.text("cli.drafted", agreement=ref, count=len(recorded)))


@command("agreement.list")
def agreement_list_command(run: Runtime) -> None:
    """All agreements of the store."""
    from projections.register import register

    with run.store() as store:
        rows = register(store)
    if run.json:
        run.data({"agreements": rows})
        return
    run.table(
        run.text("cli.title.agreements"),
        ("agreement", "unit", "year", "status", "version", "indicators"),
        [
            (r["agreement"], r["unit"], str(r["year"]), run.text(f"cli.status.{r['status']}"), str(r["version"]),
             str(r["indicators"]))
            for r in rows
        ],
    )  # fmt: skip


@command("agreement.show")
@click.argument("agreement")
@option("--as-of", metavar="MOMENT")
def agreement_show_command(run: Runtime, agreement: str, as_of: str | None) -> None:
    """One agreement whole."""
    from console.words import target_shown
    from kinerja_es.events import AgreementSigned, Side
    from kinerja_es.shown import show
    from projections.replay import known_at

    with run.store() as store:
        known = known_at(store, parse.reference(agreement), as_of, run.timezone)
    if run.json:
        run.data(show(known.agreement))
        return
    head = known.agreement.head
    click.echo(run.text("cli.agreement.head", unit=head.unit.name, year=head.year, agreement=agreement,
                        status=run.text(f"cli.status.{known.agreement.status}"),
                        version=known.agreement.version))  # fmt: skip
    for side in get_args(Side):
        signature = known.agreement.signatures.get(side)
        signed = signature.event if signature is not None else None
        assert signed is None or isinstance(signed, AgreementSigned)  # only such events are kept as signatures
        party = signed.official if signed is not None and signed.official is not None else getattr(head.parties, side)
        click.echo(run.text("cli.agreement.party", side=run.text(f"cli.side.{side}"), name=party.name,
                            position=party.position, standing=party.standing,
                            signed=signed.date if signed is not None else "—"))  # fmt: skip
    run.table(
        run.text("cli.title.indicators"),
        ("code", "indicator", "unit", "target", "polarity", "aggregation", "entry", "target_entry"),
        [
            (code, p.indicator.text, p.indicator.unit or "", target_shown(run, p.annual),
             *(run.text(f"cli.axis.{getattr(p.indicator, axis) or 'unset'}")
               for axis in ("polarity", "aggregation", "entry", "target_entry")))
            for code, p in known.agreement.working.items()
        ],
    )  # fmt: skip
    print_year(run, known.agreement)


@command("agreement.draft", writes=True)
@option("--from", "source", required=True, metavar="FILE.json")
def agreement_draft_command(run: Runtime, source: str) -> None:
    """A draft from JSON."""
    from kinerja_es.drafts import read_draft

    drafted = read_draft(parse.words(source), source, actor=run.actor, request_id=run.request_id)
    with run.ledger(create=True) as ledger:
        run.events(ledger.execute(f"{drafted.unit.slug}/{drafted.year}", drafted))


@command("agreement.sign", writes=True)
@click.argument("agreement")
@option("--party", type=click.Choice(["first", "second"]), required=True)
@option("--date", "date", required=True, metavar="YYYY-MM-DD")
def agreement_sign_command(run: Runtime, agreement: str, party: Any, date: str) -> None:  # noqa: ANN401 -- a Side
    """Sign for one party."""
    from kinerja_es.commands import SignAgreement

    execute(run, agreement, SignAgreement, party=party, date=parse.day(date))


@command("agreement.amend", writes=True)
@click.argument("agreement")
@option("--ground", type=click.Choice(["official", "strategy", "assumptions"]), required=True)
@option("--document", required=True, metavar="NO")
@option("--date", "date", required=True, metavar="YYYY-MM-DD")
def agreement_amend_command(run: Runtime, agreement: str, ground: Any, document: str, date: str) -> None:  # noqa: ANN401 -- a Ground
    """Open a signed agreement for change."""
    from kinerja_es.commands import OpenAmendment

    execute(run, agreement, OpenAmendment, ground=ground, document=document, date=parse.day(date))


@command("agreement.note", writes=True)
@click.argument("agreement")
@click.argument("period")
@option("--text", "note", required=True, metavar="T")
def agreement_note_command(run: Runtime, agreement: str, period: str, note: str) -> None:
    """Write the leader's note about a quarter."""
    from kinerja_es.commands import NoteQuarter

    execute(run, agreement, NoteQuarter, period=period, text=note)
