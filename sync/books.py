"""The ledger as the cycle needs it: several streams in one transaction, and hints about books."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from kinerja_es import events as e
from kinerja_es.ledger import Ledger
from kinerja_es.recorded import Recorded
from kinerja_es.store import Store
from sync.cycle import Seen


@dataclass(frozen=True, slots=True)
class LedgerBooks:
    """`sync.cycle.Books` over a store that is open for writing."""

    ledger: Ledger

    @property
    def history(self) -> Store:
        """The stored events."""
        return self.ledger.store

    def append_all(self, made: Sequence[tuple[UUID, int, Sequence[e.Event]]]) -> list[Recorded]:
        """Append to several streams after their versions; `Raced` where one has moved on."""
        return self.ledger.append_all(made)

    def seen(self, book: str) -> Seen:
        """The hints about a book."""
        return Seen(**self.ledger.hint(f"book/{book}"))

    def remember(self, book: str, seen: Seen) -> None:
        """Keep hints about a book."""
        self.ledger.remember(f"book/{book}", asdict(seen))
