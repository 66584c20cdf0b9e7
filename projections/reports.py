"""The reports by name, as data: each with the moment and the position that it is of."""

from collections.abc import Callable
from typing import Final

from projections.achievements import Json, seconds
from projections.backdating import backdating
from projections.budget import budget
from projections.checks import checks, faulty
from projections.completeness import completeness
from projections.findings import to_json
from projections.formulas import formulas
from projections.quarantine import quarantine
from projections.restatement import restatement
from projections.targets import targets
from projections.view import View, Views

_ROWS: Final[dict[str, Callable[[View], list[Json]]]] = {
    "targets": targets,
    "backdating": backdating,
    "restatement": restatement,
    "quarantine": quarantine,
}
# Reports that say something about each agreement as a whole besides: under which key, in one and in all.
_WHOLE: Final[dict[str, tuple[Callable[[View], Json], str, str]]] = {
    "completeness": (completeness, "agreement", "agreements"),
    "formulas": (formulas, "means", "means"),
    "budget": (budget, "totals", "totals"),
}
NAMES: Final = (*_ROWS, *_WHOLE, "checks")


def report(name: str, found: Views, everyone: Views, language: str) -> Json:
    """One report about some agreements; `checks` also looks at all the others of the store."""
    head: Json = {"report": name, "as_of": seconds(found.as_of), "position": found.position}
    if name in _ROWS:
        return {**head, "rows": [row for view in found.views for row in _ROWS[name](view)]}
    if name in _WHOLE:
        make, one, all_ = _WHOLE[name]
        made = [make(view) for view in found.views]
        return {**head, "rows": [row for part in made for row in part["rows"]], all_: [part[one] for part in made]}
    findings = checks(found.views, everyone.views)
    return {**head, "ok": not faulty(findings), "findings": [to_json(finding, language) for finding in findings]}
