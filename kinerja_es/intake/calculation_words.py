"""What the documents' words for the type of calculation mean on the four axes; each reading is a suggestion."""

import re
from dataclasses import dataclass
from typing import Literal

from kinerja_es.indicator import Aggregation, Entry, Polarity, TargetEntry

Family = Literal["accumulation", "progress", "repetition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """The four answers of an indicator; None is unset."""

    polarity: Polarity | None = None
    aggregation: Aggregation | None = None
    entry: Entry | None = None
    target_entry: TargetEntry | None = None


UNSET = Axes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the documents: which question it answers, its axes, and its axes where the formula is a ratio."""

    family: Family
    axes: Axes
    ratio: Axes | None = None


_LAST = Axes(polarity="higher", aggregation="last", entry="level", target_entry="level")
_SUM = Axes(polarity="higher", aggregation="sum", entry="increment", target_entry="increment")
_RATIO = Axes(polarity="higher", aggregation="ratio", entry="increment", target_entry="level")
_RISING = Axes(polarity="higher", aggregation="last", entry="level", target_entry="running")
_FALLING = Axes(polarity="lower", aggregation="last", entry="level", target_entry="running")
_REPEATED = Axes(polarity="higher", aggregation="average", entry="level", target_entry="level")

# domain.md §3, "Reading the documents' words".
WORDS: dict[str, Word] = {
    "non kumulatif": Word(family="accumulation", axes=_LAST),
    "kumulatif": Word(family="accumulation", axes=_SUM, ratio=_RATIO),
    "akumulatif": Word(family="accumulation", axes=_SUM),
    "progres positif": Word(family="progress", axes=_RISING),
    "progres negatif": Word(family="progress", axes=_FALLING),
    "pengulangan": Word(family="repetition", axes=_REPEATED),
    "repetitif": Word(family="repetition", axes=_REPEATED),
}
_MISSPELT = {"kualitatif": "kumulatif", "komulatif": "kumulatif", "kumulatip": "kumulatif", "progresif": "progres"}
_OTHER_SPELLING = {"progress": "progres", "nonkumulatif": "non kumulatif"}


def recognise(printed: str | None) -> tuple[str | None, bool]:
    """The word of `WORDS` that a document printed, and whether it had to be read as a misspelling of it."""
    letters = re.sub(r"[^a-z]+", " ", (printed or "").casefold()).split()
    usual = [_OTHER_SPELLING.get(word, word) for word in letters]
    meant = [_MISSPELT.get(word, word) for word in usual]
    word = " ".join(meant)
    return (word, meant != usual) if word in WORDS else (None, False)


def axes(word: str, *, is_ratio: bool) -> Axes:
    """The axes that a word suggests, given whether the formula is a ratio."""
    known = WORDS[word]
    return known.ratio if is_ratio and known.ratio is not None else known.axes
