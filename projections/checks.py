"""What an auditor would find in the agreements: every check, run over each of them and across them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from kinerja_es.period import parse_period
from projections.check_entries import (
    beyond_scale,
    falling_totals,
    full_value_retyped,
    identical_periods,
    late_entries,
)
from projections.check_register import same_budget_line, same_indicator
from projections.check_results import components, composite_weights, far_from_target
from projections.check_targets import changed_after_the_fact, period_targets, target_beyond_scale, without_target
from projections.findings import FAULTS, Finding
from projections.view import View

OF_ONE: Final[tuple[Callable[[View], Iterator[Finding]], ...]] = (
    without_target,
    period_targets,
    target_beyond_scale,
    changed_after_the_fact,
    composite_weights,
    components,
    falling_totals,
    identical_periods,
    full_value_retyped,
    beyond_scale,
    late_entries,
    far_from_target,
)
ACROSS: Final[tuple[Callable[[Sequence[View], Collection[str]], Iterator[Finding]], ...]] = (
    same_indicator,
    same_budget_line,
)


def checks(asked: Sequence[View], everyone: Sequence[View]) -> list[Finding]:
    """All findings about some agreements, in the order of the agreements and of the checks.

    What an agreement shares with others is looked for among `everyone`. Where a period was asked for, findings about
    later ones are left out.
    """
    found = [finding for view in asked for check in OF_ONE for finding in check(view) if _within(view, finding)]
    refs = [view.ref for view in asked]
    return found + [finding for check in ACROSS for finding in check(everyone, refs)]


def faulty(findings: Sequence[Finding]) -> bool:
    """Whether there is anything that somebody has to mend or to explain."""
    return any(finding.severity in FAULTS for finding in findings)


def _within(view: View, finding: Finding) -> bool:
    return view.asked is None or finding.period is None or parse_period(finding.period).last <= view.asked.last
