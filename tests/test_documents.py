"""What is written beside the code holds: commands of the documents, the two languages, and no trace of a machine."""

import ast
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import cli
from kinerja_es.catalogue import LANGUAGES, room

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CHANGELOG.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
ROOMS = sorted(path.stem for path in (ROOT / "kinerja_es" / "texts").glob("*.py") if path.stem != "__init__")
SHELL_BLOCK = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(kinerja [^`\n]+|make [^`\n]+)`")
MADE = {"build", "dist", "demo-gumelar", "mutants"}
FAILURES = {"Refusal", "BadInput", "Unavailable"}


def written_lines(program: str) -> list[str]:
    """Every line of a shell block, and every inline mention, that runs a program; comments are cut off."""
    found = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        blocks = (line.removeprefix("$ ") for block in SHELL_BLOCK.findall(text) for line in block.splitlines())
        found += [line for line in [*blocks, *INLINE.findall(text)] if line.startswith(f"{program} ")]
    return sorted(set(found))


def own_files() -> Iterator[Path]:
    """Every file of the project, without what tools and builds leave behind."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") for part in parts[:-1]) and parts[0] != ".ci"
        made = parts[0] in MADE or any(part == "__pycache__" or part.endswith(".egg-info") for part in parts)
        if path.is_file() and not hidden and not made:
            yield path


def sources() -> list[Path]:
    """The program's own modules."""
    rooms = ("console", "kinerja_es", "projections", "sync")
    return [ROOT / "cli.py", *(path for name in rooms for path in sorted((ROOT / name).rglob("*.py")))]


def fields(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def raised_failures() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each failure made with a literal code: its place, the code, its parameters (None: not to be read off)."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name | ast.Attribute)):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            code = node.args[0]
            if called in FAILURES and isinstance(code, ast.Constant) and isinstance(code.value, str):
                names = {keyword.arg for keyword in node.keywords}
                params = None if None in names else {name for name in names if name is not None}
                yield f"{path.relative_to(ROOT)}:{node.lineno}", code.value, params


@pytest.mark.parametrize("line", written_lines("kinerja"))
def test_a_command_in_the_documents_exists_with_its_options(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [*shlex.split(line, comments=True), "--help"])
    try:
        cli.main()
    except SystemExit as end:
        code = end.code or 0
    else:
        code = 0
    said = capsys.readouterr()
    assert code == 0, said.err
    assert said.out


@pytest.mark.parametrize("line", written_lines("make"))
def test_a_make_target_in_the_documents_exists(line: str) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert shlex.split(line, comments=True)[1] in targets


@pytest.mark.parametrize("step", ["import", "agreement sign", "realize", "replay", "sync run"])
def test_the_documents_show_each_step_of_a_planner(step: str) -> None:
    assert [line for line in written_lines("kinerja") if line.startswith(f"kinerja {step} ")]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_links_to_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in targets if not ((ROOT / name).parent / target).is_file()] == []


@pytest.mark.parametrize("name", ROOMS)
def test_every_text_stands_in_both_languages_with_the_same_fields(name: str) -> None:
    for key, sentences in room(name).items():
        assert len(sentences) == len(LANGUAGES), key
        assert all(sentence.strip() for sentence in sentences), key
        indonesian, english = sentences
        assert fields(indonesian) == fields(english), key


def test_every_error_has_a_sentence_and_a_next_step() -> None:
    texts = room("errors")
    codes = {key.removesuffix(".hint") for key in texts}
    assert {code for code in codes if code not in texts or f"{code}.hint" not in texts} == set()


def test_every_failure_in_the_code_has_its_text_and_fills_it() -> None:
    texts = room("errors")
    faults = []
    for place, code, params in raised_failures():
        if code not in texts:
            faults.append(f"{place}: no text for {code}")
        elif params is not None:
            needed = {name for key in (code, f"{code}.hint") for name in fields(texts.get(key, ("",))[0])}
            faults += [f"{place}: {code} lacks {{{name}}}" for name in sorted(needed - params)]
    assert faults == []


def test_no_file_names_an_index_host_or_a_folder_of_one_machine() -> None:
    traces = re.compile(
        r"py[p]i\.|python[h]osted|index[-_]url|find[-_]links|trusted[-_]host|(?<![\w.$}])/(?:work|root|opt|home)/"
    )
    faults = []
    for path in own_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture or a packed recording
            continue
        faults += [f"{path.relative_to(ROOT)}: {found.group()}" for found in traces.finditer(text)]
    assert faults == []
