"""`kinerja`, the one entry point: parse, call, print. Groups load their module when they are called."""

import gc
import io
import itertools
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from console.runtime import Option, Runtime, quiet_language, speak
from kinerja_es.catalogue import text
from kinerja_es.errors import BadInput, KinerjaError

# Name → module of `console` that holds it; a tuple makes a group of such commands.
COMMANDS: dict[str, str | dict[str, str]] = {
    "demo": "demo",
    "init": "store",
    "doctor": "store",
    "import": "agreement",
    "agreement": {"list": "agreement", "show": "agreement", "draft": "agreement", "sign": "agreement",
                  "amend": "agreement", "note": "agreement"},
    "official": {"appoint": "officials", "list": "officials"},
    "budget": {"ratify": "budget", "set": "budget", "realize": "budget"},
    "indicator": {"define": "indicator", "formula": "indicator"},
    "target": {"set": "indicator", "resolve": "quarantine"},
    "realize": "realization",
    "correct": "realization",
    "withdraw": "realization",
    "verify": "realization",
    "return": "realization",
    "period": {"close": "realization", "reopen": "realization"},
    "policy": {"show": "figures", "adopt": "figures"},
    "replay": "figures",
    "explain": "figures",
    "report": "report",
    "audit": {"trail": "audit"},
    "sync": {"link": "sync", "run": "sync", "watch": "sync", "status": "sync", "conflicts": "sync",
             "resolve": "sync"},
}  # fmt: skip
COLLECTOR_THRESHOLD = 1_000_000  # new objects between two looks
SHARED = ("store", "actor", "lang", "json")


class Lazy(click.Group):
    """A group that knows its commands by name and imports one only when it is called; its list is the catalogue's."""

    def __init__(self, name: str, table: dict[str, Any], path: tuple[str, ...] = ()) -> None:
        options = [Option([f"--{key}"], is_flag=key == "json") for key in SHARED] if not path else []
        super().__init__(name, params=list(options), no_args_is_help=True)
        self.table, self.path = table, path
        self.callback = None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of a working year."""
        _ = ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, its module imported now."""
        _ = ctx
        place = self.table.get(cmd_name)
        if place is None:
            return None
        path = (*self.path, cmd_name)
        if isinstance(place, dict):
            return Lazy(cmd_name, place, path)
        found: click.Command = getattr(import_module(f"console.{place}"), "_".join(path) + "_command")
        found.name = cmd_name
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the next word names; a word that names none is `no-such-command`."""
        if args[0] not in self.table and not args[0].startswith("-"):
            raise BadInput("no-such-command", where=args[0], name=args[0], command=ctx.command_path)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- click's own signature
        """Run, with the root's own options handed down as defaults."""
        if not self.path:
            ctx.obj = {key: value for key, value in ctx.params.items() if value}
        return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, one sentence, and each command with its first sentence, without importing any."""
        lang = quiet_language()
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), text("help.usage", lang) + " "
        )
        formatter.write_paragraph()
        formatter.write_text(text("help." + (".".join(self.path) or "kinerja"), lang))
        rows = [(name, text("help." + ".".join((*self.path, name)), lang)) for name in self.table]
        with formatter.section(text("help.commands", lang)):
            formatter.write_dl(rows)
        formatter.write_paragraph()
        formatter.write_text(text("help.more", lang))


kinerja = Lazy("kinerja", COMMANDS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; click's own complaints get a code and our words."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the same bytes in every locale; not all can write “ or ≤
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Events make no cycles; looking for some over and over would cost a fifth of a large replay.
    gc.set_threshold(COLLECTOR_THRESHOLD)
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Known before parsing, so that help and complaints speak it wherever the flag stands.
    chosen = next((b for a, b in itertools.pairwise(given) if a == "--lang"), None)
    named = next((a.removeprefix("--lang=") for a in given if a.startswith("--lang=")), chosen)
    speak(named)
    speaker = Runtime.bare(quiet_language(), as_json="--json" in given)
    try:
        result = kinerja.main(given, prog_name="kinerja", standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except KinerjaError as error:
        sys.exit(speaker.fail(error))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        sys.exit(speaker.fail(_complaint(error)))
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader left, as `head` does; nothing to tell
        sys.exit(0)


def _complaint(error: click.ClickException) -> KinerjaError:
    """What is wrong with the command line, as an error of ours."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kinerja"
    parameter = getattr(error, "param", None)
    name = parameter.human_readable_name if parameter is not None else ""
    match error:
        case click.NoSuchOption():
            return BadInput("no-such-option", where=str(error.option_name), command=path)
        case click.MissingParameter():
            return BadInput("missing-argument", where=name, name=name, command=path)
        case click.BadParameter():
            return BadInput("bad-argument", where=name, name=name, command=path)
        case _:
            return BadInput("bad-usage", where=error.message, command=path)


if __name__ == "__main__":
    main()
