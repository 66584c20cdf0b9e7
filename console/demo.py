"""`kinerja demo`: the whole year of the shipped agreement, played with a clock that stands in that year."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from console import book, reading
from console.figures import print_changes, print_figures, print_scorecard
from console.runtime import Runtime, command
from console.tree import print_tree
from kinerja_es import commands as c
from kinerja_es.errors import BadInput, Refusal
from kinerja_es.events import BookLinked, Evidence, stream_id
from kinerja_es.indicator import Target
from kinerja_es.ledger import Ledger
from kinerja_es.period import parse_period
from kinerja_es.policy import DEFAULT_POLICY

EXAMPLE = "pk-kecamatan-contoh.txt"
PLANNER, HEAD, REGENT, VERIFIER = "perencana", "camat", "bupati", "verifikator"
# Per indicator and quarter: a value, or numerator and denominator. Invented, but of the size a kecamatan reports.
YEAR: dict[str, dict[str, tuple[str, ...]]] = {
    "2024-Q1": {"3": ("80.25",), "4": ("9", "10"), "5": ("3", "4"), "6": ("84.5",), "7": ("8", "10"), "8": ("0", "0")},
    "2024-Q2": {"3": ("80.25",), "4": ("1", "1"), "5": ("4", "4"), "6": ("85.1",), "7": ("1", "2"), "8": ("3", "3")},
    "2024-Q3": {"3": ("80.25",), "4": ("0", "0"), "5": ("4", "4"), "6": ("86.4",), "7": ("6", "6"), "8": ("2", "2")},
    "2024-Q4": {"3": ("82.1",), "4": ("0", "0"), "5": ("5", "4"), "6": ("87.25",), "7": ("5", "5"), "8": ("4", "4")},
}


EXPRESSIONS = {
    "1": "50% * achievement[2] + 50% * achievement[3]",
    "2": "20% * mean(achievement[4], achievement[5]) + 40% * achievement[6]"
    " + 40% * mean(achievement[7], achievement[8])",
}
FULL = Target(kind="number", value=Decimal(100), raw="100")


class Clock:
    """A clock that is set by hand and moves a second with each look."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2024, 1, 2, 2, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        """The next moment."""
        self.now += datetime.timedelta(seconds=1)
        return self.now

    def to(self, month: int, day: int, year: int = 2024) -> None:
        """Nine in the morning, western Indonesian time, of a day."""
        self.now = datetime.datetime(year, month, day, 2, tzinfo=datetime.UTC)


@command("demo")
@click.argument("folder", required=False, default=".")
def demo_command(run: Runtime, folder: str) -> None:
    """Play the year."""
    place = Path(folder)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BadInput("folder-not-empty", where=folder, path=folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        document = place / EXAMPLE
        document.write_bytes(files("kinerja_es").joinpath("examples", EXAMPLE).read_bytes())
    except OSError as error:
        raise BadInput("file-unwritable", where=folder, path=folder) from error
    url, clock = f"sqlite:///{place / 'kinerja.db'}", Clock()
    with Ledger(url, create=True, clock=clock) as ledger:
        ref = _import(run, ledger, document)
        _decide(run, ledger, ref, clock)
        _sign(run, ledger, ref, clock)
        _year(run, ledger, ref, clock)
        _look_back(run, ledger, ref)
        linked = BookLinked(actor=PLANNER, name="demo", port="xlsx", target=str(place / "kinerja.xlsx"))
        ledger.note(stream_id("book", "demo"), linked)
        file = book.cycle(run, ledger, linked, book.port(linked)).where
    if run.json:
        run.data({"agreement": ref, "store": url, "workbook": str(file)})
        return
    click.echo()
    click.echo(run.text("demo.end", folder=folder, file=file, url=url, agreement=ref))


def _chapter(run: Runtime, key: str, **params: object) -> None:
    if not run.json:
        click.echo()
        click.secho("▌ " + run.text(f"demo.{key}", **params), bold=True)


def _import(run: Runtime, ledger: Ledger, document: Path) -> str:
    _chapter(run, "import", file=document.name)
    found = reading.read(str(document))
    drafted = reading.to_command(found, document.name, unit=None, year=None, actor=PLANNER, request_id=None)
    ref = f"{drafted.unit.slug}/{drafted.year}"
    recorded = ledger.execute(ref, drafted)
    if not run.json:
        reading.show(run, ref, drafted, found)
        click.echo(run.text("cli.drafted", agreement=ref, count=len(recorded)))
    return ref


def _tell(run: Runtime, recorded: Any) -> None:  # noqa: ANN401 -- a list of Recorded
    if not run.json:
        run.events(recorded)


def _decide(run: Runtime, ledger: Ledger, ref: str, clock: Clock) -> None:
    """What the planner decides about the findings."""
    _chapter(run, "decide")
    clock.to(1, 3)
    for code, expression in EXPRESSIONS.items():
        state = ledger.load(ref)
        assert state is not None  # imported a moment ago
        known = state.working[code].indicator
        changed = replace(known, formula=replace(known.formula, expression=expression))
        changed = replace(changed, polarity="higher", target_entry="level")
        define = c.DefineIndicator(actor=PLANNER, indicator=changed, reason=run.text(f"demo.reason.{code}"))
        _tell(run, ledger.execute(ref, define))
    for code in ("4", "5"):
        _tell(run, ledger.execute(ref, c.SetTarget(actor=PLANNER, code=code, annual=FULL)))


def _sign(run: Runtime, ledger: Ledger, ref: str, clock: Clock) -> None:
    _chapter(run, "sign")
    clock.to(1, 5)
    day = datetime.date(2024, 1, 5)
    _tell(run, ledger.execute(ref, c.SignAgreement(actor=HEAD, party="first", date=day)))
    _tell(run, ledger.execute(ref, c.SignAgreement(actor=REGENT, party="second", date=day)))
    _chapter(run, "refused")
    _refused(run, lambda: ledger.execute(ref, c.SetTarget(actor=PLANNER, code="7", annual=FULL)))


def _refused(run: Runtime, attempt: Callable[[], object]) -> None:
    try:
        attempt()
    except Refusal as error:
        if not run.json:
            click.echo("✗ " + run.text(f"errors.{error.code}", **run.params(error)))


def _year(run: Runtime, ledger: Ledger, ref: str, clock: Clock) -> None:
    for period, entries in YEAR.items():
        quarter = parse_period(period)
        _chapter(run, "quarter", period=period)
        clock.to(quarter.last % 12 + 1, 5, quarter.year + quarter.last // 12)
        for code, figures in entries.items():
            parts = [Decimal(figure) for figure in figures]
            given: dict[str, Any] = (
                {"value": parts[0]} if len(parts) == 1 else {"numerator": parts[0], "denominator": parts[1]}
            )
            evidence = (Evidence(kind="link", location=f"https://bukti.example/{code}/{period}"),)
            record = c.RecordRealization(actor=PLANNER, code=code, period=period, evidence=evidence, **given)
            _tell(run, ledger.execute(ref, record))
        _tell(run, ledger.execute(ref, c.VerifyRealization(actor=VERIFIER, code="7", period=period)))
        if period == "2024-Q2":
            _chapter(run, "correct")
            clock.to(8, 14)
            correct = c.CorrectRealization(
                actor=PLANNER, code="8", period=period, numerator=Decimal(3), denominator=Decimal(4),
                reason=run.text("demo.reason.correct"),
                evidence=(Evidence(kind="link", location="https://bukti.example/8/2024-Q2-koreksi"),),
            )  # fmt: skip
            _tell(run, ledger.execute(ref, correct))


def _look_back(run: Runtime, ledger: Ledger, ref: str) -> None:
    from projections.explain import explain
    from projections.replay import known_at, replay
    from projections.scorecard import scorecard

    store = ledger.store
    known = known_at(store, ref, None, run.timezone)
    if run.json:
        return
    _chapter(run, "scorecard")
    print_scorecard(run, scorecard(known, (DEFAULT_POLICY,), run.timezone))
    _chapter(run, "replay")
    figures = replay(store, ref, "2024-Q2", as_of="2024-07-31", diff="2024-08-31", timezone=run.timezone)
    print_figures(run, figures)
    print_changes(run, figures, "2024-08-31")
    _chapter(run, "explain")
    print_tree(run, explain(known, "8", parse_period("2024-Q2"), DEFAULT_POLICY, run.lang))
