"""The words of a row's state and how they are coloured, in both languages. Pure."""

from kinerja_es.catalogue import LANGUAGES, text

STYLES = ("accepted", "refused", "conflict")
WORDS = {text(f"workbook.status.{style}", language): style for style in STYLES for language in LANGUAGES}
"""Word → style."""
