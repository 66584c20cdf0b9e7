"""The reports as tables for people: for each its columns, and what is said below."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import prod
from typing import Any

import click

from console.runtime import Runtime
from console.words import shown

Row = dict[str, Any]
Cell = Callable[[Runtime, Row], str]
DECIDES = ("lower", "composite_missing", "cap")  # what a formula can decide


def print_report(run: Runtime, made: Row) -> None:
    """Any of the reports of `projections.reports`."""
    name = made["report"]
    rows = made["findings" if name == "checks" else "rows"]
    columns, below = COLUMNS[name], BELOW.get(name)
    if name == "formulas":
        rows = _outcomes(run, rows)
    elif name == "restatement":
        rows = _by_event(run, rows)
    elif name == "budget":
        rows = [*rows, *({**total, "program": run.text("reports.budget.total")} for total in made["totals"])]
    _table(run, run.text(f"reports.title.{name}", as_of=made["as_of"] or "—"), columns, rows)
    if below is not None:
        below(run, made)


def _table(run: Runtime, title: str, columns: dict[str, Cell], rows: Iterable[Row]) -> None:
    there = [[cell(run, row) for cell in columns.values()] for row in rows]
    run.table(title, tuple(columns), there)
    if not there:
        click.echo(run.text("reports.none"))


def _plain(name: str) -> Cell:
    return lambda _, row: "" if row.get(name) is None else str(row[name])


def _figure(name: str) -> Cell:
    return lambda run, row: shown(run, row.get(name))


def _word(name: str, room: str) -> Cell:
    return lambda run, row: run.text(f"{room}.{row[name]}")


def _yes(name: str) -> Cell:
    return lambda run, row: run.text("reports.yes" if row[name] else "reports.no")


def _period(run: Runtime, row: Row) -> str:
    return row["period"] or run.text("reports.year")


def _amendment(run: Runtime, row: Row) -> str:
    basis = row["amendment"]
    return f"{basis['document']}, {basis['date']}: {run.text('reports.ground.' + basis['ground'])}" if basis else ""


def _basis(run: Runtime, row: Row) -> str:
    return run.text(f"reports.restatement.{row['basis']}", since=row["since"])


def _finding(_: Runtime, row: Row) -> str:
    return f"{row['message']} → {row['hint']}"


def _by_event(run: Runtime, rows: Iterable[Row]) -> list[Row]:
    """One line an event and indicator, with all figures that changed."""
    lines: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = (row["agreement"], row["indicator"], row["period"], *row["events"])
        line = lines.setdefault(key, {**row, "changed": ""})
        change = f"{run.text('cli.column.' + row['field'])}: {shown(run, row['then'])} → {shown(run, row['now'])}"
        line["changed"] = f"{line['changed']}\n{change}".strip()
    return list(lines.values())


def _outcomes(run: Runtime, rows: Iterable[Row]) -> list[Row]:
    """One line a different outcome of an indicator, with all formulas that give it; the one in force first."""
    lines: list[Row] = []
    for row in rows:
        by_figure: dict[tuple[str | None, str | None], list[Row]] = {}
        for under in sorted(row["under"], key=lambda under: not under["in_force"]):
            by_figure.setdefault((under["achievement"], under["band"]), []).append(under)
        for (achievement, band), some in by_figure.items():
            said = _formulas(run, some, row["under"])
            if some[0]["in_force"]:
                said = run.text("reports.formulas.in-force", formulas=said)
            lines.append({**row, "achievement": achievement, "band": band, "formula": said})
    return lines


def _formulas(run: Runtime, some: list[Row], every: list[Row]) -> str:
    """Formulas by what sets them apart from the others; by all that they decide where that is no simple choice."""
    held, whole = ({key: _choices(unders, key) for key in DECIDES} for unders in (some, every))
    if len(some) == prod(len(choices) for choices in held.values()):
        apart = [" / ".join(_said(run, key, one) for one in held[key]) for key in DECIDES if held[key] != whole[key]]
        return "; ".join(apart) or run.text("reports.formulas.all" if len(every) > 1 else "reports.formulas.only")
    return " | ".join("; ".join(_said(run, key, one[key]) for key in DECIDES if one.get(key)) for one in some)


def _choices(unders: Iterable[Row], key: str) -> list[str]:
    return sorted({under.get(key) or "" for under in unders})


def _said(run: Runtime, key: str, choice: str) -> str:
    if key == "cap" and choice != "none":
        return run.text("reports.formulas.cap", cap=shown(run, choice))
    return run.text(f"reports.formulas.{'no-cap' if key == 'cap' else choice}")


def _below_completeness(run: Runtime, made: Row) -> None:
    for whole in made["agreements"]:
        counted = Counter(item["code"] for item in whole["missing"])
        missing = ", ".join(f"{run.text(f'reports.completeness.{code}')} ({count})" for code, count in counted.items())
        click.echo(run.text(
            "reports.completeness.line", agreement=whole["agreement"], percent=shown(run, whole["percent"]),
            there=whole["there"], expected=whole["expected"], late=whole["late"],
            missing=missing or run.text("reports.completeness.nothing"),
        ))  # fmt: skip
        if whole["signing_late_days"]:
            signed = max(day for day in whole["signed"].values() if day)
            click.echo(run.text("reports.completeness.signing", signed=signed, due=whole["signing_due"],
                                days=whole["signing_late_days"]))  # fmt: skip


def _below_formulas(run: Runtime, made: Row) -> None:
    _table(run, run.text("reports.title.means"), MEANS, _outcomes(run, made["means"]))
    click.echo(run.text("reports.formulas.note"))


def _below_budget(run: Runtime, _: Row) -> None:
    click.echo(run.text("reports.budget.note"))


def _below_checks(run: Runtime, made: Row) -> None:
    counted = Counter(finding["severity"] for finding in made["findings"])
    click.echo(run.text("reports.checks.line", errors=counted["error"], warnings=counted["warning"],
                        infos=counted["info"]))  # fmt: skip


BELOW: dict[str, Callable[[Runtime, Row], None]] = {
    "completeness": _below_completeness,
    "formulas": _below_formulas,
    "budget": _below_budget,
    "checks": _below_checks,
}
MEANS: dict[str, Cell] = {
    "agreement": _plain("agreement"),
    "period": _plain("period"),
    "reports.column.formula": _plain("formula"),
    "achievement": _figure("achievement"),
    "band": _plain("band"),
    "reports.column.changes": _yes("band_changes"),
}
_PLACE: dict[str, Cell] = {"agreement": _plain("agreement"), "code": _plain("indicator"), "period": _period}
COLUMNS: dict[str, dict[str, Cell]] = {
    "targets": _PLACE | {
        "target": _figure("target"),
        "reports.column.raw": _plain("raw"),
        "reports.column.before": _figure("before"),
        "version": _plain("version"),
        "state": _word("state", "reports.targets"),
        "reports.column.amendment": _amendment,
        "recorded_at": _plain("recorded_at"),
        "actor": _plain("actor"),
        "position": _plain("position"),
    },
    "backdating": _PLACE | {
        "period": _plain("period"),
        "reports.column.kind": _word("kind", "reports.backdating"),
        "reports.column.days": _plain("days"),
        "reports.column.date": _plain("date"),
        "reports.column.against": _plain("against"),
        "actor": _plain("actor"),
        "position": _plain("position"),
    },
    "restatement": _PLACE | {
        "reports.column.changed": _plain("changed"),
        "reports.column.type": _word("type", "events"),
        "reports.column.basis": _basis,
        "recorded_at": _plain("recorded_at"),
        "actor": _plain("actor"),
        "reason": _plain("reason"),
    },
    "completeness": _PLACE | {
        "reports.column.reported": _yes("reported"),
        "reports.column.evidence": _yes("evidence"),
        "reports.column.verified": _yes("verified"),
        "reports.column.late": _yes("late"),
    },
    "formulas": {
        "agreement": _plain("agreement"),
        "code": _plain("indicator"),
        "indicator": _plain("text"),
        "reports.column.formula": _plain("formula"),
        "achievement": _figure("achievement"),
        "band": _plain("band"),
        "reports.column.changes": _yes("band_changes"),
    },
    "budget": {
        "agreement": _plain("agreement"),
        "reports.column.number": _plain("number"),
        "reports.column.program": _plain("program"),
        "reports.column.ceiling": _figure("ceiling"),
        "reports.column.realization": _figure("realization"),
        "reports.column.absorption": _figure("absorption"),
        "achievement": _figure("achievement"),
        "reports.column.efficiency": _figure("efficiency"),
    },
    "quarantine": _PLACE | {
        "reports.column.raw": _plain("raw"),
        "reports.column.readings": lambda _, row: " / ".join(row["readings"]),
        "where": _plain("where"),
        "reports.column.next": lambda _, row: "\n".join(row["next"]),
    },
    "checks": {
        "severity": _word("severity", "cli.severity"),
        "agreement": _plain("agreement"),
        "code": _plain("indicator"),
        "period": _plain("period"),
        "message": _finding,
        "position": lambda _, row: ", ".join(map(str, row["positions"])),
    },
}  # fmt: skip
