"""Reading what people type: figures, targets, dates, evidence, references."""

import datetime
import hashlib
import re
import sys
from decimal import Decimal
from pathlib import Path

from kinerja_es.errors import BadInput
from kinerja_es.events import Evidence
from kinerja_es.indicator import Target
from kinerja_es.quantity import parse_number
from kinerja_es.targets import read_target

_REFERENCE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}/\d{4}")
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def content(file: str) -> bytes:
    """The bytes of a file; `unreadable-file` where it cannot be opened."""
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput("unreadable-file", where=file, path=file) from error


def words(file: str) -> str:
    """The text of a file, or of standard input for `-`; `unreadable-file` where it is none."""
    try:
        return sys.stdin.read() if file == "-" else content(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("unreadable-file", where=file, path=file) from error


def reference(text: str) -> str:
    """An agreement's reference, `gumelar/2024`; anything else is `bad-reference`."""
    if not _REFERENCE.fullmatch(text):
        raise BadInput("bad-reference", where=text, text=text)
    return text


def day(text: str) -> datetime.date:
    """A day, `2024-01-31`; anything else is `bad-date`."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput("bad-date", where=text, text=text) from error


def number(text: str | None) -> Decimal | None:
    """A figure as people or machines write it; an ambiguous one is refused."""
    return None if text is None else parse_number(text)


def target(text: str) -> Target:
    """A target as documents write it; one that cannot be read for sure is `bad-target`."""
    read, _, findings = read_target(text)
    if read.kind == "none" and text.strip() not in ("", "-", "none"):
        raise BadInput("bad-target", where=text, text=text, findings=", ".join(findings))
    return read


def evidence(items: tuple[str, ...]) -> tuple[Evidence, ...]:
    """Links as they are; files with their SHA-256; a file that is not there is `evidence-missing`."""
    made = []
    for item in items:
        if _LINK.fullmatch(item):
            made.append(Evidence(kind="link", location=item))
            continue
        path = Path(item)
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except (OSError, ValueError) as error:
            raise BadInput("evidence-missing", where=item, path=item) from error
        made.append(Evidence(kind="file", location=item, sha256=digest))
    return tuple(made)
