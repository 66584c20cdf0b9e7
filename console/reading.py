"""From a document read by `intake` to the draft command, and what a person is shown of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from console import parse
from console.runtime import Runtime
from console.words import target_shown
from kinerja_es import commands as c
from kinerja_es.agreement import Agreement, fold
from kinerja_es.codec import encode
from kinerja_es.decide import decide
from kinerja_es.errors import BadInput
from kinerja_es.intake.document import Reading
from kinerja_es.intake.findings import advice, message
from kinerja_es.intake.reading import read_document
from kinerja_es.parties import Parties
from kinerja_es.period import parse_period
from kinerja_es.recorded import Recorded


def read(file: str) -> Reading:
    """Read a file; `unreadable-file` where it cannot be opened."""
    return read_document(parse.content(file), Path(file).name)


def to_command(
    found: Reading, file: str, *, unit: str | None, year: int | None, actor: str, request_id: str | None
) -> c.DraftAgreement:
    """The draft that a reading asks for; what it could not find must be given (`unit-unknown`, `year-unknown`)."""
    slug, chosen = unit or found.unit.slug, year or found.year
    if not slug:
        raise BadInput("unit-unknown", where=file)
    if chosen is None:
        raise BadInput("year-unknown", where=file)
    return c.DraftAgreement(
        actor=actor,
        origin=f"import:{found.sha256}",
        request_id=request_id,
        unit=replace(found.unit, slug=slug),
        year=chosen,
        place=found.place or None,
        date=found.date,
        parties=Parties(first=found.first, second=found.second),
        programs=found.programs,
        indicators=tuple(c.DraftedIndicator(
                indicator=row.indicator,
                target=row.target,
                periods={parse_period(f"{chosen}-{suffix}").code: target for suffix, target in row.periods.items()},
            )
            for row in found.indicators
        ),
        document=c.Document(
            name=Path(file).name,
            sha256=found.sha256,
            cells=found.raw,
            findings=found.findings,
        ),
    )  # fmt: skip


def preview(drafted: c.DraftAgreement) -> Agreement | None:
    """The state that a draft would give, without a store."""
    made = enumerate(decide(None, drafted), start=1)
    return fold(Recorded(n, "", "0" * 32, n, *encode(event)) for n, event in made)


def findings_json(found: Reading, lang: str) -> list[dict[str, Any]]:
    """The findings as `import --json` gives them, with what to do about each."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "indicator": finding.indicator,
            "where": finding.where,
            "raw": finding.raw,
            "message": message(finding, lang),
            "advice": advice(finding, lang),
        }
        for finding in found.findings
    ]


def show(run: Runtime, ref: str, drafted: c.DraftAgreement, found: Reading) -> None:
    """What was read, for people: head, indicators, findings."""
    click.echo(run.text("cli.read.head", agreement=ref, unit=drafted.unit.name, year=drafted.year,
                        place=drafted.place or "—", date=drafted.date or "—"))  # fmt: skip
    for side, party in (("first", found.first), ("second", found.second)):
        click.echo(run.text("cli.read.party", side=run.text(f"cli.side.{side}"), name=party.name,
                            position=party.position, standing=party.standing, nip=party.nip or "—"))  # fmt: skip
    run.table(
        run.text("cli.title.indicators"),
        ("code", "indicator", "unit", "target", "calculation_raw", "aggregation"),
        [
            (d.indicator.code, d.indicator.text, d.indicator.unit or "", target_shown(run, d.target),
             d.indicator.calculation_raw or "—", run.text(f"cli.axis.{d.indicator.aggregation or 'unset'}"))
            for d in drafted.indicators
        ],
    )  # fmt: skip
    run.table(
        run.text("cli.title.findings", count=len(found.findings)),
        ("severity", "code", "where", "message"),
        [
            (
                run.text(f"cli.severity.{f['severity']}"),
                f["indicator"] or "",
                f["where"],
                f"{f['message']} → {f['advice']}",
            )
            for f in findings_json(found, run.lang)
        ],
    )
