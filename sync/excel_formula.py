"""Which formulas of somebody's own may be written again as they stand."""

import re

_TEXT = re.compile(r'"[^"]*"')
_TAB = re.compile(r"'((?:[^'\[\]]|'')+)'!|([A-Za-z_][\w.]*)!")
_KNOWN = re.compile(
    r"(?:_xlfn\.(?:_xlws\.)?)?[A-Z][A-Z0-9.]*(?=\()|\$?[A-Z]{1,3}\$?[0-9]+(?![\w.(])|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?!\w)"
    r"|TRUE|FALSE"
)
_UNKNOWN = re.compile(r"[^\W\d]|[\[\]{}#@|]")


def carried(formula: str, tabs: frozenset[str]) -> bool:
    """Whether it speaks only of functions, cells and tabs that are there still.

    Names of ranges, tables and other workbooks are not carried along, and a program that opens the file would ask about
    a formula that speaks of them.
    """
    rest = _TEXT.sub("", formula)
    named = {(quoted or bare).replace("''", "'") for quoted, bare in _TAB.findall(rest)}
    return named <= tabs and not _UNKNOWN.search(_KNOWN.sub("", _TAB.sub("", rest)))
