"""`python -m tests.simulation --histories N --seed S`: search, and print the shortest script of what fails."""

import argparse
import os
import sys
import time
from ast import literal_eval
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from tests.simulation.run import play, searched, told

BLOCK = 200  # histories that a process takes at a time


def main() -> int:
    """0 where nothing fails, else 1."""
    options = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    options.add_argument("--histories", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0, help="the first seed")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--show", type=int, default=3, help="failing seeds to reduce to their shortest script")
    options.add_argument("--script", type=Path, help="a file of steps, one a line with a comma, to play instead")
    given = options.parse_args()
    if given.script is not None:
        found = play(literal_eval(f"[{given.script.read_text()}]"))
        sys.stdout.write("\n".join([*found, f"{len(found)} faults\n"]))
        return bool(found)
    start = time.monotonic()
    bad: list[int] = []
    done = 0
    blocks = [range(at, min(at + BLOCK, given.seed + given.histories))
              for at in range(given.seed, given.seed + given.histories, BLOCK)]  # fmt: skip
    with get_context("spawn").Pool(given.jobs) as pool:
        for size, seeds in pool.imap_unordered(searched, blocks):
            done, bad = done + size, [*bad, *seeds]
            sys.stderr.write(f"\r{done} histories, {len(bad)} fail, {done / (time.monotonic() - start):.0f} a second ")
    sys.stderr.write("\n")
    for text in _told(sorted(bad)[: given.show]):
        sys.stdout.write(text + "\n")
    sys.stdout.write(f"{done} histories from seed {given.seed}, {len(bad)} fail {sorted(bad)[:20] or ''}\n")
    return bool(bad)


def _told(seeds: list[int]) -> Iterator[str]:
    return (told(seed) for seed in seeds)


if __name__ == "__main__":
    sys.exit(main())
