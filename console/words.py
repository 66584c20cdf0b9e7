"""Figures in the words and marks of a person's language."""

from decimal import Decimal

from console.runtime import Runtime
from kinerja_es.quantity import indonesian


def shown(run: Runtime, figure: str | None) -> str:
    """A figure for people, or a dash that is explained beside it."""
    if figure is None:
        return "—"
    try:
        return indonesian(Decimal(figure), language=run.lang)
    except ArithmeticError:
        return figure
