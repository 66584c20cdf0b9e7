"""The proof tree on a terminal."""

from typing import Any

import click

from console.runtime import Runtime
from console.words import shown


def print_tree(run: Runtime, node: dict[str, Any]) -> None:
    """A figure with everything it rests on, indented."""
    _branch(run, node, 0)


def _branch(run: Runtime, node: dict[str, Any], depth: int) -> None:
    indent = "   " * depth
    if "event" in node:
        evidence = run.text("cli.explain.evidence", items=", ".join(node["evidence"])) if node["evidence"] else ""
        click.echo(indent + run.text(
            "cli.explain.leaf", type=run.text(f"events.{node['type']}"), value=node["value"] or "",
            period=node.get("period") or "", position=node["position"], recorded_at=node["recorded_at"][:19],
            actor=node["actor"], origin=node["origin"][:48], evidence=evidence,
        ))  # fmt: skip
        for step in node.get("history", [])[:-1]:
            click.echo(indent + "   " + run.text("cli.explain.before", type=run.text(f"events.{step['type']}"),
                                                 position=step["position"], actor=step["actor"]))  # fmt: skip
        return
    value = shown(run, node["value"])
    if node.get("reason"):
        value += f" ({run.text('reasons.' + node['reason'])})"
    click.echo(indent + run.text("cli.explain.node", figure=run.text(f"cli.column.{node['figure']}"),
                                 code=node.get("indicator", ""), value=value, unit=node["unit"] or "",
                                 rule=node["rule"]["text"]))  # fmt: skip
    for child in node["inputs"]:
        _branch(run, child, depth + 1)
