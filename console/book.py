"""From the ledger to the workbook: gather what the tabs show, then let the port write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from console.runtime import Runtime
from kinerja_es.drafts import show
from kinerja_es.errors import BadInput, Unavailable
from kinerja_es.store import Store
from projections.policies import adopted
from projections.replay import all_known
from projections.scorecard import quarters
from projections.trail import trail
from sync.data import AgreementData, BookData
from sync.excel import write as write_excel
from sync.layout import build


def gather(run: Runtime, store: Store, name: str, agreements: Sequence[str]) -> BookData:
    """What the workbook shows of some agreements, or of all; `no-agreements` where there is none."""
    known = [one for one in all_known(store, None, run.timezone) if not agreements or one.agreement.ref in agreements]
    policies = adopted(store)
    missing = set(agreements) - {one.agreement.ref for one in known}
    if missing:
        raise BadInput("unknown-agreement", where=", ".join(sorted(missing)))
    if not known:
        raise BadInput("no-agreements", where=name)
    return BookData(
        book=name,
        position=known[0].position,
        as_of=known[0].as_of or "",
        language=run.lang,
        agreements=tuple(
            AgreementData(
                ref=one.agreement.ref,
                show=show(one.agreement),
                quarters=quarters(one, policies, run.timezone),
                editable_target=one.agreement.status != "signed",
                trail=tuple(trail(store, one.agreement.ref, timezone=run.timezone)),
            )
            for one in known
        ),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook as it was written: where, from which position, how many cells."""

    path: Path
    position: int
    cells: int


def write(run: Runtime, store: Store, name: str, path: Path, agreements: Sequence[str]) -> Written:
    """Write the workbook and say where it stands (beside the file where somebody has that open)."""
    data = gather(run, store, name, agreements)
    workbook = build(data)
    try:
        return Written(
            write_excel(workbook, path),
            data.position,
            sum(len(row) for sheet in workbook.sheets for row in sheet.cells),
        )
    except OSError as error:
        raise Unavailable("file-unwritable", where=str(path), path=path) from error
