"""The long search: command lines and drafts made of what people and programs might send; never a traceback."""

import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cli

pytestmark = pytest.mark.campaign
EXAMPLE = str(Path(cli.__file__).parent / "kinerja_es" / "examples" / "pk-kecamatan-contoh.txt")
NAMES = (
    "realize correct withdraw verify return replay explain report agreement show sign list draft target set "
    "indicator define formula period close reopen audit trail sync status run policy official appoint budget "
    "ratify resolve note conflicts checks formulas completeness backdating restatement quarantine --csv --html "
    "--as --name --from --amount --document --text --figure amend --ground strategy link --xlsx a.xlsx "
    "gumelar/2024 gumelar 7 6 1 2024-Q1 2024-TW2 2024 2024-13 --value --numerator --denominator --reason "
    "--period --as-of --diff --party first --date 2024-01-31 --annual --json --lang en 1.234 81,35 -5 % -- "
    "--help 2024-Q1=25 scorecard achievements"
)
WORDS = st.sampled_from(
    [
        *NAMES.split(),
        "≤ 49",
        "50% * achievement[7]",
        EXAMPLE,
    ]
)
LINES = st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["number", "100", "higher", "1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "text", "kind", "value", "slug", "name", "target", "year"]), inner)
    ),
    max_leaves=8,
)
DRAFTS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("unit", "year", "parties", "indicators", "programs", "date", "place", "aneh"), JSON),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A folder with a store that holds the shipped agreement."""
    place = tmp_path_factory.mktemp("fuzz")
    before = Path.cwd()
    os.chdir(place)
    call(["import", EXAMPLE])
    yield place
    os.chdir(before)


def call(words: list[str]) -> tuple[int, str]:
    """Run the command line; anything but an exit is a fault of the program."""
    err = io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        try:
            cli.main(words)
        except SystemExit as left:
            return int(left.code or 0), err.getvalue()
    raise AssertionError(words)


def holds_an_error(code: int, err: str) -> bool:
    """Whether a failure left a code, a sentence, a place and a next step."""
    if code == 0:
        return True
    found = json.loads(err.strip().splitlines()[-1])["error"]
    return code in (1, 2, 3) and all(found[key] for key in ("code", "message", "where", "hint"))


@pytest.mark.usefixtures("folder")
@settings(max_examples=12_000, suppress_health_check=list(HealthCheck))
@given(LINES)
def test_no_command_line_ends_in_a_traceback(words: list[str]) -> None:
    code, err = call([*words, "--json"] if "--" not in words and "--help" not in words else words)
    assert "Traceback" not in err
    if words and "--" not in words and "--help" not in words and words[0] in cli.COMMANDS and code != 2:
        assert holds_an_error(code, err), (words, err)


@settings(max_examples=8_000, suppress_health_check=list(HealthCheck))
@given(DRAFTS)
def test_no_draft_ends_in_a_traceback(folder: Path, draft: dict[str, Any]) -> None:
    (folder / "pk.json").write_text(json.dumps(draft), encoding="utf-8")
    code, err = call(["agreement", "draft", "--from", "pk.json", "--json"])
    assert holds_an_error(code, err), (draft, err)
