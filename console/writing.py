"""What every writing command does: ask something of an agreement and print what was recorded."""

from typing import Any

from console import parse
from console.runtime import Runtime
from kinerja_es.commands import Command


def execute(run: Runtime, agreement: str, asked: type[Command], /, **given: Any) -> None:  # noqa: ANN401 -- its fields
    """Ask a command of an agreement in the name of who acts."""
    made = asked(actor=run.actor, request_id=run.request_id, **given)
    with run.ledger() as ledger:
        run.events(ledger.execute(parse.reference(agreement), made))
