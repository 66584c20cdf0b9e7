"""Two measures of the tests of the rules: every branch taken (`coverage`), nearly every mutant killed (`score`).

Which modules hold the rules, and which tests are theirs, stands once: in `[tool.mutmut]` of `pyproject.toml`.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
MODULES: list[str] = SETTINGS["only_mutate"]
TESTS: list[str] = SETTINGS["pytest_add_cli_args_test_selection"]
PLUGIN = ("-p", "tests.mutation.plugin")
LEAST_KILLED = 92  # percent of all mutants, those that change nothing included
KILLED = {1, 3}
ENDLESS = {-24, 24, 36, 152, 255}  # how mutmut notes a test run that had to be ended


def coverage() -> int:
    """Run the tests of the rules and fail where a line or a branch of a rule was not taken."""
    python, data, only = sys.executable, "--data-file=.coverage.rules", f"--include={','.join(MODULES)}"
    plain = f"--rcfile={os.devnull}"
    run = [python, "-m", "coverage", "run", plain, data, "--branch", only, "-m", "pytest", "-q", *PLUGIN, *TESTS]
    report = [python, "-m", "coverage", "report", plain, data, "--show-missing", "--fail-under=100"]
    return next((code for step in (run, report) if (code := subprocess.call(step, cwd=ROOT))), 0)


def score() -> int:
    """Count what `mutmut run` found, module by module, name every mutant that lives, and fail below the share."""
    found: dict[str, Counter[str]] = {}
    alive = []
    for module in MODULES:
        codes = json.loads((ROOT / "mutants" / f"{module}.meta").read_text(encoding="utf-8"))["exit_code_by_key"]
        by_name = {name: "killed" if code in KILLED else "endless" if code in ENDLESS else "alive"
                   for name, code in codes.items()}  # fmt: skip
        found[module] = Counter(by_name.values())
        alive += [name for name, fate in by_name.items() if fate == "alive"]
    found["total"] = sum(found.values(), Counter())
    lines = [
        f"{module:28} {fates.total():5} mutants {fates['killed']:5} killed {fates['endless']:3} endless "
        f"{fates['alive']:3} alive {100 * (1 - fates['alive'] / fates.total()):6.2f} %"
        for module, fates in found.items()
    ]
    sys.stdout.writelines(f"{line}\n" for line in [*lines, *alive])
    return int(100 * found["total"]["alive"] > (100 - LEAST_KILLED) * found["total"].total())


if __name__ == "__main__":
    sys.exit({"coverage": coverage, "score": score}[sys.argv[1]]())
