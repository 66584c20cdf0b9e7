"""The tables of docs/transitions.md are what the code answers, for every command there is."""

from kinerja_es import commands as c
from tests.transitions import PLACE, WHOLE, document


def names(kind: type[c.Command]) -> set[str]:
    return {name for one in kind.__subclasses__() for name in (one.__name__, *names(one))}


def test_the_document_says_what_the_code_answers() -> None:
    assert PLACE.read_text(encoding="utf-8") == document()  # python -m tests.transitions writes it anew


def test_every_command_stands_in_the_first_table() -> None:
    assert {type(command).__name__ for command in WHOLE.values()} == names(c.Command)
