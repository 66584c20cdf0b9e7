"""How cells look, by name. A colour never stands alone: the cell says the same in a word."""

from collections.abc import Sequence
from dataclasses import replace

from sync.model import Style

FIGURE, WHOLE, DATE = "#,##0.00", "#,##0", "dd/mm/yyyy"
INPUT = "#FFF8D6"

# From best to worst; a policy with more bands repeats the last one.
BAND_COLOURS = ("#BFE3C6", "#DDEFC9", "#FBEFB5", "#FAD9B5", "#F6C5C0")

_TEXT = Style()
_NUMBER = Style(align="right", number_format=FIGURE)

STYLES: dict[str, Style] = {
    "text": _TEXT,
    "strong": replace(_TEXT, bold=True),
    "center": replace(_TEXT, align="center"),
    "muted": replace(_TEXT, colour="#52606D", italic=True),
    "title": Style(bold=True, size=16, colour="#12344D", border=False, wrap=False),
    "subtitle": Style(colour="#52606D", border=False, wrap=False),
    "section": Style(bold=True, size=12, colour="#12344D", border=False, wrap=False),
    "plain": Style(border=False, wrap=False),
    "head": Style(bold=True, colour="#FFFFFF", fill="#1F4E79", align="center", middle=True),
    "head-input": Style(bold=True, colour="#3D2F00", fill="#F2D36B", align="center", middle=True),
    "group": Style(bold=True, colour="#FFFFFF", fill="#12344D", align="center", middle=True),
    "number": _NUMBER,
    "whole": replace(_NUMBER, number_format=WHOLE),
    "given": replace(_NUMBER, number_format=None),
    "date": replace(_TEXT, number_format=DATE, align="center"),
    "unknown": replace(_TEXT, colour="#52606D", italic=True, align="right"),
    "input": replace(_TEXT, fill=INPUT, locked=False),
    "input-number": replace(_NUMBER, number_format=None, fill=INPUT, locked=False),
    "input-date": replace(_TEXT, number_format=DATE, align="center", fill=INPUT, locked=False),
    "accepted": replace(_TEXT, fill="#BFE3C6", align="center"),
    "refused": replace(_TEXT, fill="#F6C5C0", align="center"),
    "conflict": replace(_TEXT, fill="#FAD9B5", align="center"),
    "input-refused": replace(_TEXT, fill="#F6C5C0", align="right", locked=False),
    "input-conflict": replace(_TEXT, fill="#FAD9B5", align="right", locked=False),
    "input-refused-date": replace(_TEXT, fill="#F6C5C0", number_format=DATE, align="center", locked=False),
    "input-conflict-date": replace(_TEXT, fill="#FAD9B5", number_format=DATE, align="center", locked=False),
    "open": replace(_TEXT, fill=INPUT, align="center"),
    **{f"band-{rank}": replace(_TEXT, fill=colour, align="center") for rank, colour in enumerate(BAND_COLOURS)},
    "band-other": replace(_TEXT, align="center"),
    "band-none": replace(_TEXT, fill="#E4E7EB", colour="#3E4C59", italic=True, align="center"),
}


def band_style(band: str | None, bands: Sequence[tuple[str, str]]) -> str:
    """The style of a band by its rank in the policy; None is the style of what is not computable."""
    if band is None:
        return "band-none"
    names = [name for _, name in bands]
    return f"band-{min(names.index(band), len(BAND_COLOURS) - 1)}" if band in names else "band-other"
