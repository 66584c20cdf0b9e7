"""Figures in the words and marks of a person's language."""

from decimal import Decimal

from console.runtime import Runtime
from kinerja_es.indicator import Target
from kinerja_es.quantity import indonesian
from projections.achievements import target_text


def shown(run: Runtime, figure: str | None) -> str:
    """A figure for people, or a dash that is explained beside it."""
    if figure is None:
        return "—"
    try:
        return indonesian(Decimal(figure), language=run.lang)
    except ArithmeticError:
        return figure


def target_shown(run: Runtime, target: Target | None) -> str:
    """A target for people, `81,35` or `80-90`; a dash where there is none."""
    text = target_text(target) or "-"
    return text.replace(".", ",") if run.lang == "id" else text
