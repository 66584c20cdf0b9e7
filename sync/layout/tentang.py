"""Tentang: what this workbook was built from, and how to read and fill it."""

from sync.data import BookData
from sync.layout.parts import Words, spread
from sync.model import Cell, Column, Sheet

READING = ("null", "zero", "none", "unset", "provisional", "rounding", "trail")
TYPING = ("cells", "protection")


def sheet(data: BookData, words: Words) -> Sheet:
    """The tab, a page to read."""
    columns = (Column(key="item", header="", width=28), Column(key="content", header="", width=92))
    quarters = [quarter for agreement in data.agreements for quarter in agreement.quarters]
    policies = {words("about.policy.text", **quarter["policy"]) for quarter in quarters}
    facts = (
        ("book", data.book),
        ("position", words("about.position.text", position=data.position)),
        ("as_of", words.moment(data.as_of)),
        ("policy", "; ".join(sorted(policies)) or words("unset")),
        ("agreements", ", ".join(agreement.ref for agreement in data.agreements) or words("unset")),
        ("checkpoint", words("about.checkpoint.text")),
    )
    rows = [spread(Cell(words("about.title"), "title"), 2)]
    rows += [(Cell(words(f"about.{key}"), "strong"), Cell(content)) for key, content in facts]
    for section, keys in (("read", READING), ("typing", TYPING)):
        rows += [spread(Cell(None, "plain"), 2), spread(Cell(words(f"about.{section}"), "section"), 2)]
        rows += [(Cell(words(f"about.{key}"), "strong"), Cell(words(f"about.{key}.text"))) for key in keys]
    return Sheet(key="tentang", name=words("tab.tentang"), columns=columns, cells=tuple(rows), heights={0: 24})
