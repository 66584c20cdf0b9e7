"""Commands that show figures: replay, explain, policy show."""

from typing import Any

import click

from console import parse
from console.runtime import Runtime, command, option
from console.tree import print_tree
from console.words import shown
from kinerja_es.errors import Unavailable
from kinerja_es.period import parse_period
from kinerja_es.policy import DEFAULT_POLICY


def print_figures(run: Runtime, figures: dict[str, Any]) -> None:
    """The figures of a period as a table, with their mean."""
    run.table(
        run.text("cli.title.figures", agreement=figures["agreement"], period=figures["period"],
                 version=figures["version"], as_of=figures["as_of"], position=figures["position"],
                 policy=figures["policy"]["name"]),
        ("code", "indicator", "unit", "during", "to_date", "target_to_date", "achievement", "achievement_annual",
         "state"),
        [
            (r["code"], r["text"], r["unit"] or "", shown(run, r["during"]), shown(run, r["to_date"]),
             shown(run, r["target_to_date"]), shown(run, r["achievement"]), shown(run, r["achievement_annual"]),
             _state(run, r))
            for r in figures["indicators"]
        ],
    )  # fmt: skip
    summary = figures["summary"]
    click.echo(run.text("cli.summary", achievement=shown(run, summary["achievement"]), band=summary["band"] or "—",
                        annual=shown(run, summary["achievement_annual"]), computed=summary["computed"],
                        not_computable=summary["not_computable"]))  # fmt: skip


def _state(run: Runtime, row: dict[str, Any]) -> str:
    words = [run.text(f"cli.state.{row['state']}")]
    if row["reason"]:
        words.append(run.text(f"reasons.{row['reason']}"))
    elif row["band"]:
        words.append(row["band"])
    if row["predicate"]:
        words.append(run.text("cli.predicate", predicate=row["predicate"]))
    if row["missing_periods"]:
        words.append(run.text("cli.missing", periods=", ".join(row["missing_periods"])))
    if row["carried"]:
        words.append(run.text("cli.carried"))
    return "; ".join(words)


@command("replay")
@click.argument("agreement")
@option("--period", required=True, metavar="P")
@option("--as-of", metavar="MOMENT")
@option("--diff", metavar="MOMENT")
def replay_command(run: Runtime, agreement: str, period: str, as_of: str | None, diff: str | None) -> None:
    """The figures of a period as known at a moment."""
    from projections.replay import replay

    with run.store() as store:
        figures = replay(store, parse.reference(agreement), period, as_of=as_of, diff=diff, timezone=run.timezone)
    if run.json:
        run.data(figures)
        return
    print_figures(run, figures)
    if diff is not None:
        print_changes(run, figures, diff)


def print_changes(run: Runtime, figures: dict[str, Any], moment: str) -> None:
    """What is different at another moment, and the events that made it so."""
    run.table(
        run.text("cli.title.changes", moment=moment),
        ("code", "field", "then", "now", "events"),
        [
            (c["indicator"], run.text(f"cli.column.{c['field']}"), shown(run, c["then"]), shown(run, c["now"]),
             "\n".join(c["events"]))
            for c in figures["changes"]
        ],
    )  # fmt: skip


@command("explain")
@click.argument("agreement")
@click.argument("code")
@click.argument("period")
@option("--as-of", metavar="MOMENT")
@option("--figure", default="achievement", metavar="NAME")
def explain_command(run: Runtime, agreement: str, code: str, period: str, as_of: str | None, figure: str) -> None:
    """The proof tree of one figure."""
    from projections.explain import explain
    from projections.policies import adopted, in_force
    from projections.replay import known_at

    with run.store() as store:
        known = known_at(store, parse.reference(agreement), as_of, run.timezone)
        policy = in_force(adopted(store, known.position), parse_period(period))
    tree = explain(known, code, parse_period(period), policy, run.lang, figure)
    if run.json:
        run.data(tree)
        return
    print_tree(run, tree)


def print_scorecard(run: Runtime, card: dict[str, Any]) -> None:
    """The mean achievement of each quarter as a table."""
    run.table(
        run.text("cli.title.scorecard", agreement=card["agreement"]),
        ("period", "achievement", "achievement_annual", "band", "computed", "not_computable"),
        [
            (q["period"], shown(run, q["achievement"]), shown(run, q["achievement_annual"]), q["band"] or "—",
             str(q["computed"]), str(q["not_computable"]))
            for q in card["quarters"]
        ],
    )  # fmt: skip


@command("policy.adopt", writes=True)
@click.argument("file")
def policy_adopt_command(run: Runtime, file: str) -> None:
    """Adopt the policy of a TOML file."""
    from kinerja_es.events import PolicyAdopted
    from kinerja_es.policy_file import read_policy
    from projections.policies import STREAM

    adopt = PolicyAdopted(actor=run.actor, request_id=run.request_id, policy=read_policy(parse.words(file), file))
    with run.ledger() as ledger:
        run.events(ledger.note(STREAM, adopt))


@command("policy.show")
def policy_show_command(run: Runtime) -> None:
    """The rules that reports are made under."""
    from projections.policies import adopted

    try:
        with run.store() as store:
            policy = adopted(store)[-1]
    except Unavailable:
        policy = DEFAULT_POLICY  # what holds where nothing was adopted, a store or not
    figures = {
        "name": policy.name, "effective": policy.effective, "basis": policy.basis, "lower": policy.lower,
        "cap": "none" if policy.cap is None else str(policy.cap),
        "floor": "none" if policy.floor is None else str(policy.floor),
        "unreported": policy.unreported, "zero_target_in_period_mean": policy.zero_target_in_period_mean,
        "composite_missing": policy.composite_missing, "due_days": policy.due_days,
        "due_working_days": policy.due_working_days, "holidays": [day.isoformat() for day in policy.holidays],
        "bands": [list(band) for band in policy.bands],
        "predicates": [list(band) for band in policy.predicates], "version": policy.version,
    }  # fmt: skip
    if run.json:
        run.data(figures)
        return
    run.table(
        run.text("cli.title.policy"),
        ("name", "value"),
        [(name, str(value)) for name, value in figures.items()],
    )
