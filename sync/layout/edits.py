"""How a row shows an edit that the ledger has not taken: the cell as typed, the word for its state, the reason."""

import datetime
from collections.abc import Mapping, Sequence
from contextlib import suppress

from kinerja_es.catalogue import text
from sync.cells import INPUTS, inert
from sync.layout.parts import Words
from sync.merge import Standing
from sync.model import Cell


def shown_input(standing: Standing, held: Cell) -> Cell:
    """The cell with what somebody typed; a cell in which nobody may type any more stays locked."""
    value = inert(standing.edit)
    if not held.style.startswith("input"):
        return Cell(value, standing.state)
    # A day without a date's format would be read back as a number.
    return Cell(value, f"input-{standing.state}" + "-date" * isinstance(value, datetime.date))


def status(standing: Mapping[str, Standing], words: Words) -> Cell:
    """*konflik* where a cell of the row is in conflict, else *ditolak*."""
    state = "conflict" if any(one.state == "conflict" for one in standing.values()) else "refused"
    return Cell(words(f"status.{state}"), state)


def marked(tab: str, name: str, value: str | None, words: Words) -> str:
    """A canonical value as people write it; only figures and targets have a decimal mark."""
    if value is None:
        return words("blank")
    return words.marks(value) if INPUTS[tab][name] in {"figure", "target"} else value


def remarks(tab: str, standing: Mapping[str, Standing], words: Words) -> list[str]:
    """One line for each cell of the row that was not taken: its header and why."""
    return [f"{field_name(tab, name, words)}: {reason(tab, one, words)}" for name, one in standing.items()]


def reason(tab: str, standing: Standing, words: Words) -> str:
    """Why a cell was not taken, in one sentence with what to do next."""
    if standing.state == "conflict":
        ledger = marked(tab, standing.edit.field, standing.ledger, words)
        return words("remark.conflict", ledger=ledger, id=standing.code)
    details = {"where": standing.where, **standing.details}
    why = _said((f"errors.{standing.code}",), details, words) or standing.code
    advice = _said((f"workbook.advice.{standing.code}", f"errors.{standing.code}.hint"), details, words)
    return f"{why} {advice}".strip()


def _said(keys: Sequence[str], details: Mapping[str, str], words: Words) -> str:
    """The first sentence that there is; none for a code of another version, which must not bar the whole book."""
    for key in keys:
        with suppress(KeyError):
            return text(key, words.language, **details)
    return ""


def field_name(tab: str, name: str, words: Words) -> str:
    """The header that people know an input column by."""
    if tab == "target" and name != "annual":
        return words(f"quarter.{name.removeprefix('q')}")
    return words(f"head.{name}")
