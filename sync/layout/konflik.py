"""Konflik: cells on which sheet and ledger disagree, to be decided by a person, and what bars the reading."""

from kinerja_es.events import FieldEdit
from sync.data import BookData
from sync.layout.edits import field_name, marked, reason
from sync.layout.parts import Words, table
from sync.merge import Standing
from sync.model import Cell, Column, Sheet, Validation
from sync.standing import Key

ORPHAN = "?"  # how the id of a row begins that the ledger does not know


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab: halted tabs, rows that belong nowhere, then the conflicts; without any it says so."""
    rows = [_halt(tab, halted.cause, words) for tab, halted in data.state.halted.items()]
    for key, cells in data.state.standing.items():
        orphan = key[1].startswith(ORPHAN)
        rows += [
            _record(key, name, one, data, words) for name, one in cells.items() if one.state == "conflict" or orphan
        ]
    return table("konflik", words, columns(words), rows, empty="conflict.empty")


def columns(words: Words) -> tuple[Column, ...]:
    """The headers."""
    decision = Validation(
        kind="list", title=words("conflict.decision"), message=words("conflict.decision.hint"),
        options=(words("conflict.keep.sheet"), words("conflict.keep.ledger")),
    )  # fmt: skip
    return (
        Column(key="agreement", header=words("head.agreement"), width=16),
        Column(key="code", header=words("head.code"), width=8),
        Column(key="period", header=words("head.period"), width=11),
        Column(key="field", header=words("conflict.field"), width=16),
        Column(key="base", header=words("conflict.base"), width=16),
        Column(key="sheet", header=words("conflict.sheet"), width=16),
        Column(key="ledger", header=words("conflict.ledger"), width=18),
        Column(key="where", header=words("conflict.where"), width=22),
        Column(key="since", header=words("conflict.since"), width=20),
        Column(key="decision", header=words("conflict.decision"), width=16, role="input", validation=decision),
        Column(key="id", header=words("head.id"), width=24, role="id"),
    )


def _record(key: Key, name: str, one: Standing, data: BookData, words: Words) -> dict[str, Cell]:
    """One cell in conflict; a decision that could not be read stays where it was typed."""
    agreement, code, period = ("", "", "") if key[1].startswith(ORPHAN) else parts(key[1])
    typed = data.state.cells("konflik", one.code).get("decision")
    conflict = one.state == "conflict"
    return {
        "agreement": Cell(agreement),
        "code": Cell(code, "center"),
        "period": Cell(period, "center"),
        "field": Cell(field_name(key[0], name, words)),
        "base": Cell(marked(key[0], name, one.edit.base, words)),
        "sheet": Cell(_typed(key[0], one.edit, words)),
        "ledger": Cell(marked(key[0], name, one.ledger, words) if conflict else reason(key[0], one, words)),
        "where": Cell(one.where),
        "since": Cell(words.moment(one.since)),
        "decision": Cell(_decision(typed), "input" if conflict else "center"),
        "id": Cell(one.code if conflict else f"{key[0]}|{key[1]}|{name}"),
    }


def _decision(typed: Standing | None) -> str | None:
    """A decision that could not be read, as it was typed; one that stood beside another row is to be made again."""
    return None if typed is None or typed.code == "decision-torn" else typed.edit.value


def _halt(tab: str, cause: str, words: Words) -> dict[str, Cell]:
    """A tab from which nothing is taken, and what to do about it."""
    return {
        "field": Cell(words(f"tab.{tab}"), "refused"),
        "sheet": Cell(words(f"halt.{cause}"), "refused"),
        "id": Cell(f"halt|{tab}"),
    }


def parts(row: str) -> tuple[str, str, str]:
    """The agreement, the indicator and the period (blank on Target) that a row's id names."""
    agreement, code, period = (*row.split("|"), "", "")[:3]
    return agreement, code.replace("%7C", "|").replace("%25", "%"), period


def _typed(tab: str, edit: FieldEdit, words: Words) -> str:
    """What stands in the sheet: a number with the language's mark, a text as it was typed."""
    return edit.value if edit.value and edit.typed == "text" else marked(tab, edit.field, edit.value, words)
