"""Where tables for people go: a terminal, a CSV file for a spreadsheet, a page of HTML."""

import csv
import html
import io
import os
import re
import sys
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from typing import TextIO

import click

_PARTED = re.compile(r"([;\t\r\n])")  # where a reader with another separator, or none for quotes, begins a new cell
_NUMBER = re.compile(r"[-+]? ?\d[\d.,]*(?: ?%)?")
_DASHES = re.compile(r"[-–—]+")
_RUNS = frozenset("=+-@")
_QUOTES = frozenset('"“”„«»`')
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # Unicode's kinds of controls, zero-width marks and blanks


def inert(text: str) -> str:
    """A text of which no spreadsheet that reads it from a CSV file makes a formula.

    What begins with `=`, `+`, `-` or `@` (full-width ones too, behind blanks, unseen marks or quotes), or with a tab or
    a line end, gets the apostrophe by which spreadsheets mark a text; so does such a part behind a `;`, a tab or a line
    end, where a program set to another separator than ours would begin a cell. Numbers and lone dashes stay.
    """
    parts = [f"'{part}" if _would_run(part) else part for part in _PARTED.split(text)]
    return ("'" if text.startswith(("\t", "\r", "\n")) else "") + "".join(parts)


def _would_run(part: str) -> bool:
    first = next((mark for mark in part if mark not in _QUOTES and unicodedata.category(mark) not in _UNSEEN), "")
    bare = part.strip()
    return unicodedata.normalize("NFKC", first)[:1] in _RUNS and not (
        _NUMBER.fullmatch(bare) or _DASHES.fullmatch(bare)
    )


class Output(ABC):
    """Takes the tables of one command; whatever else the command prints meanwhile goes to `beside`."""

    beside: TextIO

    @contextmanager
    def taking(self) -> Iterator[None]:
        """While a command prints; after one that failed nothing is put out."""
        with redirect_stdout(self.beside):
            yield
        self.end()

    @abstractmethod
    def table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """One table more."""

    def end(self) -> None:  # noqa: B027 -- on a terminal nothing is left to do
        """Nothing follows."""


class Terminal(Output):
    """Tables drawn with lines, among the command's sentences."""

    def __init__(self) -> None:
        self.beside = sys.stdout

    def table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print it now."""
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        made = Table(title=Text(title), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
        for head in heads:
            made.add_column(head, overflow="fold")
        for row in rows:
            made.add_row(*(Text(cell) for cell in row))
        console = Console(width=None if os.isatty(1) else 140, highlight=False)
        console.print(made)


class Csv(Output):
    """Tables after one another as RFC 4180 says, an empty line between; the command's sentences become talk.

    - UTF-8 with a byte order mark: without one Excel reads the file in the code page of Windows and spoils every `—`.
    - Figures as people read them in the chosen language: a spreadsheet set to Indonesian takes `81,35` for the number
      and makes a time of `81.35`. Programs read `--json`; `--lang en` gives dots.
    - Commas part the cells, as the RFC has it and Google, LibreOffice and the text import of Excel expect, and every
      cell is quoted: then no two of them join to a formula where Excel, set to Indonesian, splits at `;` instead.
    """

    def __init__(self) -> None:
        self.beside = sys.stderr
        self._made = io.StringIO(newline="")

    def table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add its row of headers and its rows; a file of cells has no place for a title."""
        _ = title
        if self._made.tell():
            self._made.write("\r\n")
        writer = csv.writer(self._made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerows([inert(cell) for cell in row] for row in (heads, *rows))

    def end(self) -> None:
        """Print the file."""
        click.echo(self._made.getvalue().encode("utf-8-sig"), nl=False)


PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.4 "Segoe UI", Calibri, Arial, sans-serif; color: #1f2933; margin: 1.5rem; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
caption {{ text-align: left; font-weight: bold; padding: .3rem 0; }}
th, td {{ border: 1px solid #bcc4cc; padding: .25rem .5rem; text-align: left; vertical-align: top; }}
th {{ background: #e8edf2; }}
td {{ white-space: pre-line; mso-number-format: "\\@"; }}
.n {{ text-align: right; }}
td.n {{ white-space: nowrap; mso-number-format: General; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


AS_TEXT = ' sdnum="1033;0;@"'  # the number format of a text


class Page(Output):
    """One page that needs nothing beside it and runs nothing; the command's sentences stand between the tables.

    Spreadsheets open such pages too, and would run what looks like a formula. Excel is told by `mso-number-format`
    which cells are texts, LibreOffice by `sdnum` in those that it would run; so they need no apostrophe, only sentences
    do.
    """

    def __init__(self, lang: str) -> None:
        self.beside = self._sentences = io.StringIO()
        self._lang, self._title = lang, ""
        self._body: list[str] = []

    def table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add it with its title as caption; columns of figures stand to the right."""
        self._paragraphs()
        self._title = self._title or title
        filled = [[*row] for row in rows]
        looks = [' class="n"' if _figures(row[at] for row in filled) else "" for at in range(len(heads))]
        self._body += ["<table>", f"<caption>{html.escape(inert(title))}</caption>", "<thead>",
                       _row('th scope="col"', heads, looks), "</thead>", "<tbody>",
                       *(_row("td", row, looks) for row in filled), "</tbody>", "</table>"]  # fmt: skip

    def end(self) -> None:
        """Print the page."""
        self._paragraphs()
        page = PAGE.format(lang=self._lang, title=html.escape(self._title), body="\n".join(self._body))
        click.echo(page.encode(), nl=False)

    def _paragraphs(self) -> None:
        self._body += [f"<p>{html.escape(inert(line))}</p>" for line in self._sentences.getvalue().splitlines() if line]
        self._sentences.seek(0)
        self._sentences.truncate()


def _row(tag: str, cells: Sequence[str], looks: Sequence[str]) -> str:
    name = tag.partition(" ")[0]
    made = [
        f"<{tag}{look}{'' if inert(cell) == cell else AS_TEXT}>{html.escape(cell)}</{name}>"
        for cell, look in zip(cells, looks, strict=True)
    ]
    return f"<tr>{''.join(made)}</tr>"


def _figures(cells: Iterable[str]) -> bool:
    """Whether a column holds figures, and nothing else but dashes and blanks."""
    filled = [cell for cell in cells if cell and not _DASHES.fullmatch(cell)]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
