"""Failures a person can cause: a stable code, what it is about, where it is, and which exit code it earns.

The sentence and the next step come from the catalogue (`texts/errors.py`) under the same code.
"""

from typing import ClassVar


class KinerjaError(Exception):
    """A failure with a stable code; `params` fill the catalogue's sentence, `where` names the place."""

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, *, where: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.params = {name: str(value) for name, value in params.items()}

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code


class Refusal(KinerjaError):
    """A rule of the agreement says no (exit 1); `recorded` ones leave an `AttemptRefused` event behind."""

    exit_code = 1

    def __init__(self, code: str, *, where: str | None = None, recorded: bool = False, **params: object) -> None:
        super().__init__(code, where=where, **params)
        self.recorded = recorded


class BadInput(KinerjaError):
    """The words, the number or the file cannot be understood (exit 2)."""

    exit_code = 2


class Unavailable(KinerjaError):
    """The store, the spreadsheet or the network could not serve (exit 3)."""

    exit_code = 3
