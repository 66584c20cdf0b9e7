"""`kinerja report NAME`: one report for the named agreements or all, as a table or as data."""

import click

from console import parse
from console.figures import print_figures, print_scorecard
from console.runtime import Runtime, command, option
from kinerja_es.errors import BadInput
from kinerja_es.period import parse_period

FIGURES = ("achievements", "scorecard", "refusals")
REPORTS = (
    *FIGURES,
    "targets",
    "backdating",
    "restatement",
    "completeness",
    "formulas",
    "budget",
    "quarantine",
    "checks",
)


@command("report")
@click.argument("name")
@click.argument("agreements", nargs=-1)
@option("--period", metavar="P")
@option("--as-of", metavar="MOMENT")
@option("--policy", "other", metavar="NAME")
def report_command(
    run: Runtime, name: str, agreements: tuple[str, ...], period: str | None, as_of: str | None, other: str | None
) -> int:
    """One of the reports, for the named agreements or all; `checks` leaves with 1 where it found a fault."""
    if name not in REPORTS:
        raise BadInput("unknown-report", where=name, name=name, names=", ".join(REPORTS))
    refs = tuple(parse.reference(ref) for ref in agreements)
    if name == "refusals":
        _refusals(run, refs, period, as_of)
    elif name in FIGURES:
        _figures(run, name, refs, period, as_of, other)
    else:
        return _report(run, name, refs, period, as_of, other)
    return 0


def _report(
    run: Runtime, name: str, refs: tuple[str, ...], period: str | None, as_of: str | None, other: str | None
) -> int:
    from console.report_tables import print_report
    from projections.reports import report
    from projections.view import views

    with run.store() as store:
        found, everyone = (
            views(store, some, period=period, as_of=as_of, policy=other, timezone=run.timezone)
            for some in (refs, () if name == "checks" else refs)
        )
    made = report(name, found, everyone, run.lang)
    if run.json:
        run.data(made)
    else:
        print_report(run, made)
    return 0 if made.get("ok", True) else 1


def _figures(
    run: Runtime, name: str, refs: tuple[str, ...], period: str | None, as_of: str | None, other: str | None
) -> None:
    from projections.achievements import achievements, to_json
    from projections.policies import in_force
    from projections.replay import all_known, known_at, position_of
    from projections.scorecard import scorecard
    from projections.view import chosen

    with run.store() as store:
        known = (
            [known_at(store, ref, as_of, run.timezone) for ref in refs]
            if refs
            else all_known(store, as_of, run.timezone)
        )
        policies = chosen(store, position_of(store, as_of, run.timezone)[0], other)
    if name == "scorecard":
        cards = [scorecard(one, policies, run.timezone) for one in known]
        if run.json:
            run.data({"agreements": cards})
            return
        for card in cards:
            print_scorecard(run, card)
        return
    figures = [
        to_json(achievements(one, read, in_force(policies, read)), run.timezone)
        for one in known
        for read in (parse_period(period or str(one.agreement.head.year)),)
    ]
    if run.json:
        # One agreement asked for gives the shape of `replay`; several give a list of them.
        run.data(figures[0] if len(refs) == 1 else {"agreements": figures})
        return
    for one in figures:
        print_figures(run, one)


def _refusals(run: Runtime, refs: tuple[str, ...], period: str | None, as_of: str | None) -> None:
    from projections.trail import trail

    within = parse_period(period) if period is not None else None
    with run.store() as store:
        rows = [
            row
            for row in trail(store, until=as_of, timezone=run.timezone)
            if row["refused"]
            and (not refs or row["agreement"] in refs)
            and (within is None or (row["period"] and within.contains(parse_period(row["period"]))))
        ]
    if run.json:
        run.data({"refusals": rows})
        return
    run.table(
        run.text("cli.title.refusals"),
        ("position", "recorded_at", "agreement", "code", "period", "actor", "reason"),
        [
            (str(r["position"]), r["recorded_at"][:19], r["agreement"] or "", r["indicator"] or "", r["period"] or "",
             r["actor"],
             run.text(f"errors.{r['data']['refusal']}", **{"where": "", **r["data"].get("details", {})}))
            for r in rows
        ],
    )  # fmt: skip
