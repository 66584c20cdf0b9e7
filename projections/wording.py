"""What a text says, whatever its case, blanks, numbering and marks: texts that say the same compare equal."""

import re
from functools import cache

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
_MARKS = re.compile(r"[\W_]+")


@cache
def words(text: str) -> str:
    """The text in small letters with single blanks, without numbering in front and without marks."""
    return _MARKS.sub(" ", _NUMBERING.sub("", text)).strip().casefold()
