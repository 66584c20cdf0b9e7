"""What every command shares: settings, language, the store, printing data or a table, and errors with exit codes."""

import getpass
import json
import os
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinerja_es.catalogue import LANGUAGES, text
from kinerja_es.errors import BadInput, KinerjaError

if TYPE_CHECKING:
    from console.tables import Output
    from kinerja_es.ledger import Ledger
    from kinerja_es.recorded import Recorded
    from kinerja_es.store import Store

SETTINGS = "kinerja.toml"
TIMEZONE = "Asia/Jakarta"
KEYS = ("store", "actor", "lang", "timezone")


def read_settings() -> dict[str, str]:
    """The settings of `kinerja.toml` in this folder or the nearest above; a bad file is `bad-settings`."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        path = folder / SETTINGS
        if path.is_file():
            try:
                found = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
                raise BadInput("bad-settings", where=str(path), detail=error) from error
            for key, value in found.items():
                if key not in KEYS or not isinstance(value, str):
                    raise BadInput("bad-settings", where=f"{path}: {key}", detail=key)
            return found
    return {}


class Runtime:
    """One invocation: where the store is, who acts, in which language, and how to print."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given
        self.json: bool = bool(given.get("json"))
        self.request_id: str | None = given.get("request_id")
        self.lang = language(given.get("lang"), self.settings)

    @classmethod
    def bare(cls, lang: str, *, as_json: bool) -> "Runtime":
        """A runtime that only speaks: for failures before settings could be read."""
        made = cls.__new__(cls)
        made.lang, made.json, made.request_id = lang, as_json, None
        return made

    @cached_property
    def settings(self) -> dict[str, str]:
        """What `kinerja.toml` says."""
        return read_settings()

    @property
    def url(self) -> str:
        """The store's URL: flag, environment, settings, default."""
        return (
            self._given.get("store") or os.environ.get("KINERJA_STORE") or self.settings.get("store")
            or "sqlite:///kinerja.db"
        )  # fmt: skip

    @property
    def actor(self) -> str:
        """Who acts: flag, environment, settings, login name."""
        named = self._given.get("actor") or os.environ.get("KINERJA_ACTOR") or self.settings.get("actor")
        return str(named) if named else getpass.getuser()

    @property
    def given_actor(self) -> str | None:
        """The actor named on this very command line: what `audit trail` filters by."""
        named = self._given.get("actor")
        return str(named) if named else None

    @property
    def timezone(self) -> str:
        """The time zone in which a day begins and ends."""
        return self.settings.get("timezone", TIMEZONE)

    def store(self) -> "Store":
        """The store, for reading."""
        from kinerja_es.store import Store

        return Store(self.url)

    def ledger(self, *, create: bool = False) -> "Ledger":
        """The store, for writing; `create` makes one where none is."""
        from kinerja_es.ledger import Ledger

        return Ledger(self.url, create=create)

    @cached_property
    def output(self) -> "Output":
        """Where tables go; two formats at once are `one-format`."""
        from console.tables import Csv, Page, Terminal

        asked = [name for name in ("json", "csv", "html") if self._given.get(name)]
        if len(asked) > 1:
            raise BadInput("one-format", where=" ".join(f"--{name}" for name in asked))
        return Csv() if asked == ["csv"] else Page(self.lang) if asked == ["html"] else Terminal()

    def text(self, key: str, **params: object) -> str:
        """A sentence of the catalogue in the person's language."""
        return text(key, self.lang, **params)

    def data(self, value: object) -> None:
        """Data for machines, on stdout."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def line(self, value: object) -> None:
        """Data for machines that comes bit by bit: one line of JSON each."""
        click.echo(json.dumps(value, ensure_ascii=False))

    def say(self, key: str, **params: object) -> None:
        """Talk, on stderr."""
        click.echo(self.text(key, **params), err=True)

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table for people, on stdout; `columns` are names in the room `cli`, or whole keys."""
        heads = [self.text(column if "." in column else f"cli.column.{column}") for column in columns]
        self.output.table(title, heads, rows)

    def events(self, recorded: "Sequence[Recorded]") -> None:
        """What a write recorded."""
        if self.json:
            self.data(events_json(recorded))
            return
        for x in recorded:
            about = " ".join(str(part) for name in ("code", "period") if (part := getattr(x.event, name, None)))
            click.echo(self.text("cli.recorded", position=x.position, type=self.text(f"events.{x.type}"), about=about,
                                 actor=x.event.actor, id=x.id))  # fmt: skip

    @staticmethod
    def params(error: KinerjaError) -> dict[str, str]:
        """What fills an error's sentence, its place among it."""
        return {"where": error.where or "", **error.params}

    def fail(self, error: KinerjaError) -> int:
        """Print an error and give its exit code."""
        message, hint = (self.text(f"errors.{error.code}{part}", **self.params(error)) for part in ("", ".hint"))
        if self.json:
            body = {"code": error.code, "message": message, "where": error.where, "hint": hint}
            click.echo(json.dumps({"error": body}, ensure_ascii=False), err=True)
        else:
            place = self.text("cli.where", where=error.where) if error.where else ""
            click.echo(f"{message} [{error.code}]{place}\n→ {hint}", err=True)
        return error.exit_code


def events_json(recorded: "Sequence[Recorded]") -> dict[str, Any]:
    """What a write recorded, as every write gives it with `--json`."""
    return {"events": [
        {"id": x.id, "type": x.type, "position": x.position, "recorded_at": x.recorded_at, "actor": x.event.actor}
        for x in recorded
    ]}  # fmt: skip


def language(flag: str | None, settings: dict[str, str] | None = None) -> str:
    """The language to speak: flag, environment, settings, Indonesian; an unknown one falls to `bad-language`."""
    chosen = flag or os.environ.get("KINERJA_LANG") or (settings or {}).get("lang") or "id"
    if chosen not in LANGUAGES:
        raise BadInput("bad-language", where=chosen, language=chosen)
    return chosen


class Command(click.Command):
    """A command whose help comes from the catalogue: `cli.help.<key>`, with `cli.help.<key>.example` under it."""

    help_key = ""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How it is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, text("help.usage", quiet_language()) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The sentence and the example in the chosen language."""
        _ = ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text(f"help.{self.help_key}", quiet_language()))
            formatter.write_paragraph()
            formatter.write_text("$ " + text(f"help.{self.help_key}.example", quiet_language()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with its sentence."""
        rows = [record for option in self.params if (record := option.get_help_record(ctx)) is not None]
        with formatter.section(text("help.options", quiet_language())):
            formatter.write_dl([*rows, ("--help", text("help.option.help", quiet_language()))])


_spoken: str | None = None


def speak(lang: str | None) -> None:
    """Remember the language that this command line asks for, for help and complaints."""
    global _spoken  # noqa: PLW0603 -- one command line a process
    _spoken = lang


def quiet_language() -> str:
    """The language for help, which must not fail: what is unknown is Indonesian."""
    chosen = _spoken or os.environ.get("KINERJA_LANG", "id")
    return chosen if chosen in LANGUAGES else "id"


class Option(click.Option):
    """An option whose help comes from the catalogue: `help.option.<name>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The flags and the translated sentence."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        needed = text("help.required", quiet_language()) if self.required else ""
        return record[0], text(f"help.option.{self.name}", quiet_language()) + needed


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401 -- click's own signature
    """`click.option` with its help from the catalogue."""
    return click.option(*names, cls=Option, **settings)


COMMON = (
    option("--store", metavar="URL"),
    option("--actor", metavar="NAME"),
    option("--lang", metavar="id|en"),
    option("--json", is_flag=True),
)
WRITES = (option("--request-id", metavar="ID"),)
TABLES = (option("--csv", is_flag=True), option("--html", is_flag=True))
SHARED = ("store", "actor", "lang", "json", "request_id", "csv", "html")
WITH_TABLES = frozenset({
    "import", "agreement.list", "agreement.show", "official.list", "policy.show", "replay", "report", "audit.trail",
    "sync.run", "sync.status", "sync.conflicts",
})  # fmt: skip
"""The commands that print tables."""


def command(key: str, *, writes: bool = False) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command: common options, help from the catalogue under `key`, a `Runtime` as first argument."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        @wraps(function)
        def call(**given: Any) -> None:  # noqa: ANN401 -- click hands over what was parsed
            above = click.get_current_context().obj or {}
            shared = {name: given.pop(name, None) or above.get(name) for name in SHARED}
            run(shared, function, given)

        for decorator in reversed((*COMMON, *(TABLES if key in WITH_TABLES else ()), *(WRITES if writes else ()))):
            call = decorator(call)
        made = click.command(key.rsplit(".", maxsplit=1)[-1], cls=Command)(call)
        made.help_key = key
        return made

    return decorate


def run(shared: dict[str, Any], function: Callable[..., Any], given: dict[str, Any]) -> None:
    """Call a command's body; every failure a person can cause becomes one sentence and an exit code."""
    try:
        runtime = Runtime(shared)
    except KinerjaError as error:
        raise SystemExit(Runtime.bare("id", as_json=bool(shared.get("json"))).fail(error)) from None
    try:
        with runtime.output.taking():
            code = function(runtime, **given)
    except KinerjaError as error:
        raise SystemExit(runtime.fail(error)) from None
    if isinstance(code, int) and code:
        raise SystemExit(code)
