"""Running histories: one from its steps, many from their seeds, and the shortest script of one that fails."""

from collections.abc import Iterable, Sequence

import sync.layout
from tests.simulation.checks import faults
from tests.simulation.script import Step, script
from tests.simulation.world import ALL_TABS, World


def play(steps: Iterable[Step]) -> list[str]:
    """What goes wrong in a history; empty where all is well. An exception that nobody catches is a fault too."""
    world = World()
    try:
        for step in steps:
            world.do(step)
        return faults(world)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what the search is for
        return [*world.watch.faults, f"{type(error).__name__}: {error}"]
    finally:
        sync.layout.TABS = ALL_TABS


def shortest(steps: Sequence[Step]) -> list[Step]:
    """A script from which no step can be left out without its first kind of fault going away."""
    kept = list(steps)
    kind = kinds(play(kept))[:1]
    size = len(kept)
    while size >= 1:
        at, removed = 1, False
        while at < len(kept):
            tried = kept[:at] + kept[at + size :]
            if kind and kind[0] in kinds(play(tried)):
                kept, removed = tried, True
            else:
                at += size
        if size == 1 and not removed:
            break
        size = size if size == 1 else size // 2
    return kept


def kinds(found: Iterable[str]) -> list[str]:
    """The kinds of some faults: what stands before the colon."""
    return [fault.partition(":")[0] for fault in found]


def failing(seeds: Iterable[int]) -> Iterable[int]:
    """The seeds whose histories go wrong."""
    return (seed for seed in seeds if play(script(seed)))


def searched(seeds: range) -> tuple[int, list[int]]:
    """How many histories were played, and those that go wrong."""
    return len(seeds), list(failing(seeds))


def told(seed: int) -> str:
    """The shortest script of a failing seed, with what goes wrong in it."""
    steps = shortest(script(seed))
    lines = [f"seed {seed}: {len(steps)} steps", *(f"    {step!r}," for step in steps), *play(steps)]
    return "\n".join(lines)
