"""The register: every agreement of a store on one line, and the linked books."""

from kinerja_es.events import BookLinked
from kinerja_es.store import Store
from projections.achievements import Json
from projections.replay import fold_all


def register(store: Store) -> list[Json]:
    """All agreements by reference (shape: `agreement list` in interface.md)."""
    states = sorted(fold_all(store.read()).values(), key=lambda state: state.ref)
    return [
        {
            "agreement": state.ref,
            "unit": state.head.unit.name,
            "year": state.head.year,
            "status": state.status,
            "version": state.version,
            "indicators": len(state.working),
        }
        for state in states
    ]


def books(store: Store) -> dict[str, BookLinked]:
    """The linked spreadsheets by name, each as last linked."""
    return {recorded.event.name: recorded.event for recorded in store.read() if isinstance(recorded.event, BookLinked)}
