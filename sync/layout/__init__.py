"""The tabs of a workbook, in order: each module turns data into one sheet and touches nothing else."""

from sync.data import BookData
from sync.layout import capaian, isian, jejak, konflik, perjanjian, ringkasan, sync_sheet, target, tentang
from sync.layout.fit import fitted
from sync.layout.parts import Words
from sync.layout.styles import STYLES
from sync.model import Workbook

TABS = (ringkasan, capaian, isian, target, perjanjian, jejak, konflik, tentang, sync_sheet)


def build(data: BookData) -> Workbook:
    """The whole workbook as of the data's event position; equal data give an equal workbook."""
    words = Words(data.language)
    return Workbook(
        name=data.book,
        title=words("title", book=data.book),
        as_of=data.as_of,
        footer=words("footer.state", position=data.position, moment=words.moment(data.as_of)),
        page=words("footer.page", page="{page}", pages="{pages}"),
        sheets=tuple(fitted(tab.sheet(data, words), STYLES) for tab in TABS),
        styles=STYLES,
    )
