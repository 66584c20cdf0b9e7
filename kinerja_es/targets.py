"""Targets as documents and people write them: numbers, ranges, bounds, grades, and ways to say that there is none."""

import re

from kinerja_es.errors import BadInput
from kinerja_es.indicator import Operator, Target
from kinerja_es.quantity import Mark, Quantity, read_quantity, tidy

AKIP: tuple[str, ...] = ("D", "C", "CC", "B", "BB", "A", "AA")
"""The predicates of PermenPAN-RB 88/2021, worst first."""

AUDIT_OPINIONS: tuple[str, ...] = ("TMP", "TW", "WDP", "WTP")
"""The four opinions of the Badan Pemeriksa Keuangan (UU 15/2004), worst first."""

PRESENCE: tuple[str, ...] = ("Tidak Ada", "Ada")
"""For a thing that is to exist, such as a regulation or a plan."""

PERCENT_SCALE = 100

_LADDERS = (AKIP, AUDIT_OPINIONS, PRESENCE)
_SPELLED_OUT = {
    "wajar tanpa pengecualian": "WTP",
    "wajar dengan pengecualian": "WDP",
    "tidak wajar": "TW",
    "tidak memberikan pendapat": "TMP",
    "tidak menyatakan pendapat": "TMP",
    "disclaimer": "TMP",
}
_GRADE_WORDS = re.compile(r"^(?:predikat|opini|nilai|kategori|grade|tipe)\s+", re.IGNORECASE)
_GRADE_SCORE = re.compile(r"(?P<grade>[^\d(/]+?)\s*[(/]\s*(?P<score>\d[\d.,]*)\s*\)?")

_DASHES = {"-", "--", "---", "–", "—", "−"}
_NOT_APPLICABLE = {"n/a", "n.a.", "n.a", "na", "tidak berlaku", "t/a"}

_BOUND = re.compile(
    r"(?P<sign><=|=<|>=|=>|[<>≤≥]|(?:paling sedikit|minimal|minimum|min\.?|sekurang-kurangnya)(?=[\s\d])"
    r"|(?:paling banyak|paling lama|maksimal|maksimum|maks\.?|max\.?)(?=[\s\d]))\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_OPERATORS: dict[str, Operator] = {"<": "<", ">": ">", "≤": "≤", "<=": "≤", "=<": "≤", "≥": "≥", ">=": "≥", "=>": "≥"}
_LOWER_WORDS = ("paling sedikit", "min", "sekurang")
_RANGE = re.compile(
    r"(?P<low>[^\s].*?)\s*(?:(?<=[\d%])\s*[-–—−]|\bs\.?d\.?(?=[\s\d])|\bs/d\b|\bsampai(?: dengan)?\b|\bhingga\b)\s*"
    r"(?P<high>\d.*)",
    re.IGNORECASE,
)

# Spellings that documents really use for one unit; the raw text of the target keeps what was written.
_UNITS = {
    "indek": "indeks",
    "index": "indeks",
    "indexs": "indeks",
    "indks": "indeks",
    "persen": "%",
    "prosen": "%",
    "persentase": "%",
    "prosentase": "%",
    "pct": "%",
    "dokumem": "dokumen",
    "laporam": "laporan",
    "kegitan": "kegiatan",
}


def read_target(text: str, decimal_mark: Mark | None = None) -> tuple[Target, str | None, list[str]]:
    """Read one target cell, never raising: what cannot be read is kind `none` with its raw text and a finding.

    Returns:
        The target, the unit that stood with it, and the codes of findings: `no-target` (a dash), `target-blank`,
        `target-not-applicable`, `ambiguous-number`, `target-unreadable`, `range-reversed`, `beyond-scale`,
        `zero-target`, `unit-corrected`.
    """
    written = tidy(text).strip("\"'“”‘’").strip()
    if not written:
        return Target(kind="none", raw=text), None, ["target-blank"]
    if written in _DASHES:
        return Target(kind="none", raw=text), None, ["no-target"]
    if written.casefold() in _NOT_APPLICABLE:
        return Target(kind="none", raw=text), None, ["target-not-applicable"]
    graded = _grade(written, text)
    if graded is not None:
        return graded, None, []
    try:
        return _numeric(written, decimal_mark, text)
    except BadInput:
        return Target(kind="none", raw=text), None, ["target-unreadable"]


def correct_unit(unit: str | None) -> tuple[str | None, bool]:
    """A unit in its usual spelling, and whether that differs from the written one."""
    known = _UNITS.get((unit or "").casefold())
    return (unit, False) if known is None else (known, True)


def beyond_scale(target: Target, unit: str | None) -> bool:
    """Whether a percentage or an index lies above 100."""
    largest = target.high if target.kind == "range" else target.value
    return largest is not None and largest > PERCENT_SCALE and (unit or "").casefold() in {"%", "indeks"}


def _numeric(written: str, mark: Mark | None, text: str) -> tuple[Target, str | None, list[str]]:
    bound = _BOUND.fullmatch(written)
    if bound is not None:
        limit = read_quantity(bound["rest"], mark)
        if limit.number is None:
            return _quarantined(text, limit)
        target = Target(kind="bound", operator=_operator(bound["sign"]), value=limit.number, raw=text)
        return _finished(target, limit)
    try:
        single = read_quantity(written, mark)
    except BadInput:
        return _range(written, mark, text)
    if single.number is None:
        return _quarantined(text, single)
    return _finished(Target(kind="number", value=single.number, raw=text), single)


def _range(written: str, mark: Mark | None, text: str) -> tuple[Target, str | None, list[str]]:
    found = _RANGE.fullmatch(written)
    if found is None:
        raise BadInput("bad-number", where=text, text=text)
    low, high = read_quantity(found["low"], mark), read_quantity(found["high"], mark)
    if low.unit is not None and low.unit != high.unit:
        raise BadInput("bad-number", where=text, text=text)
    if low.number is None or high.number is None:
        return _quarantined(text, high)
    if low.number > high.number:
        return Target(kind="none", raw=text), high.unit, ["range-reversed"]
    return _finished(Target(kind="range", low=low.number, high=high.number, raw=text), high)


def _quarantined(text: str, quantity: Quantity) -> tuple[Target, str | None, list[str]]:
    return Target(kind="none", raw=text), correct_unit(quantity.unit)[0], ["ambiguous-number"]


def _finished(target: Target, quantity: Quantity) -> tuple[Target, str | None, list[str]]:
    unit, corrected = correct_unit(quantity.unit)
    codes = ["unit-corrected"] if corrected else []
    if beyond_scale(target, unit):
        codes.append("beyond-scale")
    if target.kind == "number" and target.value == 0:
        codes.append("zero-target")
    return target, unit, codes


def _operator(sign: str) -> Operator:
    return _OPERATORS.get(sign) or ("≥" if sign.casefold().startswith(_LOWER_WORDS) else "≤")


def _grade(written: str, text: str) -> Target | None:
    bare = _GRADE_WORDS.sub("", written)
    scored = _GRADE_SCORE.fullmatch(bare)
    score = None
    if scored is not None:
        bare = scored["grade"]
        try:
            score = read_quantity(scored["score"]).number
        except BadInput:
            return None
        if score is None:
            return None
    name = _SPELLED_OUT.get(bare.casefold(), bare)
    for ladder in _LADDERS:
        for step in ladder:
            if step.casefold() == name.casefold():
                return Target(kind="grade", grade=step, scale=ladder, value=score, raw=text)
    return None
