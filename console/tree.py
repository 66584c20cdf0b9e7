"""The proof tree on a terminal."""

from typing import Any

import click

from console.runtime import Runtime
from console.words import shown

STEP = "   "
TEXT_WIDTH = 48


def print_tree(run: Runtime, node: dict[str, Any]) -> None:
    """A figure with everything it rests on, indented; what is of another agreement is named with it."""
    _branch(run, node, "", node["agreement"])


def _branch(run: Runtime, node: dict[str, Any], indent: str, home: str) -> None:
    if "event" in node:
        _leaf(run, node, indent)
        return
    place = node["indicator"] if node["agreement"] == home else f"{node['agreement']}:{node['indicator']}"
    value = shown(run, node["value"]) + (f" {node['unit']}" if node["unit"] and node["value"] is not None else "")
    if node.get("reason"):
        value += f" ({run.text('reasons.' + node['reason'])})"
    click.echo(indent + run.text("explain.node", figure=run.text(f"explain.{node['figure']}"), value=value,
                                 name=place + _quoted(node.get("text")), rule=node["rule"]["text"]))  # fmt: skip
    below = indent + STEP
    if node["rule"]["code"] == "composite" and node["formula"]:
        click.echo(below + run.text("explain.formula", formula=node["formula"]))
    if "without" in node:
        rule = run.text(f"explain.missing.{node.get('composite_missing', 'strict')}")
        click.echo(below + run.text("explain.without", names=", ".join(node["without"]), rule=rule))
    if "continued" in node:
        click.echo(below + run.text(f"explain.continued.{node['continued']}", agreement=node["agreement"],
                                    code=node["indicator"], period=node["period"]))  # fmt: skip
    for child in node["inputs"]:
        _branch(run, child, below, home)


def _quoted(wording: str | None) -> str:
    if not wording:
        return ""
    return f" “{wording if len(wording) <= TEXT_WIDTH else wording[: TEXT_WIDTH - 1].rstrip() + '…'}”"


def _leaf(run: Runtime, node: dict[str, Any], indent: str) -> None:
    evidence = run.text("cli.explain.evidence", items=", ".join(node["evidence"])) if node["evidence"] else ""
    what = " ".join(part for part in (run.text(f"events.{node['type']}"), node.get("period"), node["value"]) if part)
    click.echo(indent + run.text(
        "cli.explain.leaf", what=what,
        position=node["position"], recorded_at=node["recorded_at"][:19], actor=node["actor"],
        origin=node["origin"][:48], evidence=evidence,
    ))  # fmt: skip
    for step in node.get("history", [])[:-1]:
        click.echo(indent + STEP + run.text("cli.explain.before", type=run.text(f"events.{step['type']}"),
                                            position=step["position"], actor=step["actor"]))  # fmt: skip
