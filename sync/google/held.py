"""What a read finds beside the values, which the next write has to know. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTab:
    """A tab of ours as it stands.

    Attributes:
        title: the name people see.
        rows, columns: size of the grid.
        protections: ids of our protections.
        holes: what the first of them leaves open, as `names.corners`.
        rules: places of our conditional formats in the tab's list, in order.
        charts: ids of the tab's charts.
        filtered: whether it has a filter.
    """

    title: str
    rows: int
    columns: int
    protections: tuple[int, ...] = ()
    holes: frozenset[tuple[int | None, ...]] = frozenset()
    rules: tuple[int, ...] = ()
    charts: frozenset[int] = frozenset()
    filtered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A spreadsheet as it stands.

    Attributes:
        titles: of all tabs, people's own too, in lower case.
        tabs: ours, by key.
        scratch: the column of `_sync` where the scratch begins; None where it is to be made.
        used: the first row of the scratch below everything in it.
    """

    titles: frozenset[str] = frozenset()
    tabs: Mapping[str, HeldTab] = field(default_factory=dict)
    scratch: int | None = None
    used: int = 1
