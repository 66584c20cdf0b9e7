"""What a command would make of an agreement, as far as formulas look at it."""

from kinerja_es import commands as c
from kinerja_es.agreement import Agreement
from kinerja_es.ways import Contents, texts


def proposed(state: Agreement | None, command: c.Command) -> Contents | None:
    """The agreement as a command would make it that changes what formulas name; None of any other command."""
    if isinstance(command, c.DraftAgreement):
        drafted = tuple(drafted.indicator for drafted in command.indicators)
        return Contents(f"{command.unit.slug}/{command.year}", drafted, (texts(command.programs),))
    if state is None or not isinstance(command, c.DefineIndicator | c.SetProgram):
        return None
    indicators = {code: promise.indicator for code, promise in state.working.items()}
    programs = list(state.programs)
    if isinstance(command, c.DefineIndicator):
        indicators[command.indicator.code] = command.indicator
    else:
        programs[command.number - 1 : command.number] = [command.program]
    return Contents(state.ref, tuple(indicators.values()), (texts(programs),))
