"""A spreadsheet in memory with the promises and the dangers of the real one: a port, and hands to edit it with."""

from tests.twin.book import Tab, enter
from tests.twin.twin import Twin

__all__ = ["Tab", "Twin", "enter"]
