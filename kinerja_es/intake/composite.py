"""Formulas over other indicators, as documents write them: recognised, matched by words, proposed and never applied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_es.intake.formula_cell import body
from kinerja_es.quantity import plain, read_quantity

_WEIGHT = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?:%|persen\b)", re.IGNORECASE)
_TERM_WORDS = re.compile(r"\b(?:capaian|realisasi|rata-rata|nilai|indikator)\b", re.IGNORECASE)
_TIMES = re.compile(r"(?<![^\W\d_])[x×*](?![^\W\d_])|\b(?:di)?kali(?:kan)?\b", re.IGNORECASE)
_PLUS = re.compile(r"\+|\bditambah\b", re.IGNORECASE)
# Words that name the kind of thing, not which one: they decide nothing in a comparison.
_COMMON = frozenset(
    [
        "capaian",
        "realisasi",
        "program",
        "sasaran",
        "tujuan",
        "kegiatan",
        "kinerja",
        "indikator",
        "persentase",
        "nilai",
        "rata",
        "rata-rata",
        "tingkat",
        "jumlah",
        "dan",
        "di",
        "ke",
        "yang",
        "untuk",
        "dari",
        "pada",
        "dengan",
        "terhadap",
        "atas",
        "serta",
        "meningkatnya",
        "meningkatkan",
        "menurunnya",
        "menurunkan",
        "terwujudnya",
        "mewujudkan",
        "terlaksananya",
    ]
)
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Indicators that share an outcome, with every word by which a formula may name them."""

    codes: tuple[str, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a weighted formula: the weight in percent, what it names, and the indicators that fit."""

    weight: Decimal | None
    name: str
    codes: tuple[str, ...] = ()

    @property
    def expression(self) -> str:
        """The term in the project's own notation."""
        parts = [f"achievement[{code}]" for code in self.codes]
        inner = parts[0] if len(parts) == 1 else f"mean({', '.join(parts)})"
        return inner if self.weight is None else f"{plain(self.weight)}% * {inner}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """A recognised weighted formula.

    `misplaced`: a weight stood behind a term instead of before the next one. `bare_weight`: no sign of multiplication
    stood between a weight and its term.
    """

    terms: tuple[Term, ...]
    misplaced: bool
    bare_weight: bool

    @property
    def matched(self) -> tuple[Term, ...]:
        """The terms with indicators that fit."""
        return tuple(term for term in self.terms if term.codes)

    @property
    def unmatched(self) -> tuple[Term, ...]:
        """The terms for which no indicator fits, or more than one group does."""
        return tuple(term for term in self.terms if not term.codes)

    @property
    def proposal(self) -> str:
        """An expression of the matched terms; empty where there are none."""
        return " + ".join(term.expression for term in self.matched)

    @property
    def total(self) -> Decimal | None:
        """The sum of the weights, None where a term has none."""
        weights = [term.weight for term in self.terms]
        return None if None in weights else sum((w for w in weights if w is not None), Decimal(0))


def words_of(*texts: str) -> frozenset[str]:
    """The telling words of texts: lower case, without those that any outcome or indicator has."""
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(texts).casefold())
    return frozenset(found) - _COMMON


def weighted_terms(formula: str) -> list[str]:
    """The terms of a weighted formula over other indicators, as written; none where a text is no such formula."""
    text = body(formula)
    pieces = [piece for piece in _PLUS.split(text) if piece.strip(" ()")]
    named = len(pieces) > 1 and len(_TERM_WORDS.findall(text)) > 1
    return pieces if named and _WEIGHT.search(text) is not None else []


def read_composite(formula: str, groups: Sequence[Group]) -> Composite | None:
    """The weighted formula over other indicators that a text holds, if it does.

    Args:
        formula: as printed.
        groups: what its terms may name; leave the formula's own indicator out.
    """
    pieces = weighted_terms(formula)
    if not pieces:
        return None
    split = [_split(piece) for piece in pieces]
    weights = [weights for weights, _ in split]
    misplaced = False
    for at in range(len(split) - 1):
        if len(weights[at]) > 1 and not weights[at + 1]:  # `50% A 50% + B` lost its order, not its meaning
            weights[at + 1] = [weights[at].pop()]
            misplaced = True
    terms = tuple(
        Term(weight=own[0] if len(own) == 1 else None, name=name, codes=_match(name, groups))
        for own, (_, name) in zip(weights, split, strict=True)
    )
    bare = re.search(r"(?:%|\bpersen)\s*(?![x×]\s|kali|dikali)[^\W\d_]", body(formula), re.IGNORECASE)
    return Composite(terms=terms, misplaced=misplaced, bare_weight=bare is not None)


def _split(piece: str) -> tuple[list[Decimal], str]:
    numbers = [read_quantity(found["number"]).number for found in _WEIGHT.finditer(piece)]
    name = _TIMES.sub(" ", _WEIGHT.sub(" ", piece))
    return [n for n in numbers if n is not None], " ".join(name.strip(" ().\n").split()).strip("() .")


def _match(name: str, groups: Sequence[Group]) -> tuple[str, ...]:
    """The group that has every telling word of a term; of several the one it describes most closely, if one alone."""
    words = words_of(name)
    fitting = [group for group in groups if words and words <= group.words]
    closest = min((len(group.words) for group in fitting), default=0)
    best = [group for group in fitting if len(group.words) == closest]
    return best[0].codes if len(best) == 1 else ()
