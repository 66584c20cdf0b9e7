"""Numbers as documents and people write them, read exactly, and written back for machines and for people."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kinerja_es.errors import BadInput

Mark = Literal[".", ","]

MAX_DIGITS = 40
EXACT_PLACES = MAX_DIGITS  # so that every number that is read is written back exactly
SIGNIFICANT = 16

_NUMBER = re.compile(r"(?P<sign>[-+]?) ?(?P<body>\d(?:[\d.,\x01]*\d)?)(?P<close>,-|\.-)?")
_CURRENCY = re.compile(r"(?P<sign>-?) ?rp(?:\. ?| )?(?=[-+\d])", re.IGNORECASE)
_UNIT = re.compile(r"[%‰°]|[^\W\d_][^\d<>=≤≥±*^]*")
# A digit belongs to a unit only in these spellings; elsewhere it is a second number, and `1e5` must not become 1.
_UNIT_DIGITS = re.compile(r"\b(?:[kcdm]?m[23²³])\b|\bper 1[0.]*0\b", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[.,\x01])\d{3}(?:(?P=mark)\d{3})*", re.ASCII)
_DIGITS_ONLY = re.compile(r"\D")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_GROUPING_BLANK = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
_MINUS = str.maketrans(dict.fromkeys("−–—‐‑‒", "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit; `number` is None exactly where the marks leave two readings open (`ambiguous`)."""

    number: Decimal | None
    unit: str | None
    ambiguous: bool
    raw: str


def tidy(text: str) -> str:
    """The text on one line, with single blanks and without surrounding ones; line breaks and NBSP are blanks."""
    return _BLANKS.sub(" ", text).strip()


def read_quantity(text: str, decimal_mark: Mark | None = None) -> Quantity:
    """Read a number with what stands around it: `Rp. 4.100.832.755,00`, `86 indek`, `1.500bh`, `-2,5 %`.

    Args:
        text: one number; a unit may follow it, glued or after a blank, or `Rp` precede it.
        decimal_mark: the mark that the same document proved to be the decimal one, if it did.

    Raises:
        BadInput: `bad-number`, `foreign-digits` or `number-too-long`; two open readings are `ambiguous`, no error.
    """
    if any(c.isdecimal() and not c.isascii() for c in text):
        raise BadInput("foreign-digits", where=text, text=_excerpt(text))
    cleaned = tidy(_GROUPING_BLANK.sub("\x01", text.replace("\x01", "?"))).translate(_MINUS)
    currency = _CURRENCY.match(cleaned)
    rest = cleaned if currency is None else currency["sign"] + cleaned[currency.end() :]
    found = _NUMBER.match(rest)
    if found is None:
        raise BadInput("bad-number", where=text, text=_excerpt(text))
    if sum(c.isdigit() for c in found["body"]) > MAX_DIGITS:
        raise BadInput("number-too-long", where=text, text=_excerpt(text), digits=MAX_DIGITS)
    unit = _unit(rest[found.end() :].strip(), text)
    if currency is not None or found["close"]:
        # Rupiah have at most two decimals, and `,-` closes a whole amount: three digits after a mark are then a group.
        decimal_mark = "," if "." in found["body"] else "."
    number, ambiguous = _value(found["body"], decimal_mark, text)
    if number is not None and found["sign"] == "-" and number:
        number = number.copy_negate()  # unlike `-number`, never rounded to the context's precision
    if currency is not None:
        unit = f"Rp {unit}" if unit else "Rp"
    return Quantity(number=number, unit=unit, ambiguous=ambiguous, raw=text)


def parse_number(text: str, decimal_mark: Mark | None = None) -> Decimal:
    """The number a person wrote, without a unit other than `%`, `‰` or `Rp`; `3.000` is `ambiguous-number`."""
    quantity = read_quantity(text, decimal_mark)
    if quantity.unit not in {None, "%", "‰", "Rp"}:
        raise BadInput("bad-number", where=text, text=_excerpt(text))
    if quantity.number is None:
        one, other = readings(text)
        raise BadInput("ambiguous-number", where=text, text=_excerpt(text), one=one, other=other)
    return quantity.number


def readings(text: str) -> tuple[str, str]:
    """Both readings of an ambiguous number, as decimal and as thousands, each in a spelling that reads one way."""
    dot, comma = (read_quantity(text, mark).number for mark in (".", ","))
    assert dot is not None  # a settled mark leaves nothing open
    assert comma is not None
    small, large = sorted((dot, comma), key=abs)
    decimal = plain(small).replace(".", ",")
    return decimal + "0" * (len(decimal.partition(",")[2]) == 3), plain(large)  # noqa: PLR2004 -- 1,2340 is no group


def parse_plain(text: str) -> Decimal:
    """The machine spelling of JSON and TOML: `4100832755`, `81.35`; a dot is the decimal mark, nothing is ambiguous."""
    if _PLAIN.fullmatch(text) is None:
        raise BadInput("bad-plain-number", where=text, text=_excerpt(text))
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        raise BadInput("number-too-long", where=text, text=_excerpt(text), digits=MAX_DIGITS)
    return Decimal(text) or Decimal(0)


def decimal_mark(texts: list[str]) -> Mark | None:
    """The decimal mark that the numbers of one document prove together; None where they are silent or disagree.

    `81,35` and `4.100.832.755` prove the comma. `81.35` alone proves nothing about `3.000`: Indonesian documents mix
    pasted decimals with their own thousands; `1,234.5` or `1,234,567` proves the dot. What is no number (a date
    `31.12.2024`, a numbering `2.1.4`) proves nothing.
    """
    bodies = [body for text in texts for body in re.findall(r"\d[\d.,]*\d", text, re.ASCII)]
    proofs = [proof for body in bodies if (proof := _proof(body)) is not None]
    if {mark for mark, _ in proofs} == {","}:
        return ","
    return "." if (".", True) in proofs and all(mark == "." for mark, _ in proofs) else None


def plain(value: Fraction | Decimal | int) -> str:
    """The machine spelling: exact where it ends within 40 decimals, else 16 significant digits, half up."""
    fraction = Fraction(value)
    places = _places(fraction.denominator)
    if places is not None:
        return _fixed(fraction, places)
    exponent = len(str(abs(fraction.numerator))) - len(str(fraction.denominator))
    return _fixed(fraction, max(0, SIGNIFICANT - exponent))


def indonesian(value: Fraction | Decimal | int, places: int = 2, language: str = "id") -> str:
    """The spelling for people, half up: `4.100.832.755,00`; with language `en` `4,100,832,755.00`."""
    whole, _, decimals = _fixed(Fraction(value), places).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    group, mark = (".", ",") if language == "id" else (",", ".")
    return sign + f"{int(digits):,}".replace(",", group) + (mark + decimals if places else "")


def _proof(body: str) -> tuple[Mark, bool] | None:
    """The decimal mark that one number proves, and whether its groups prove it; None of what reads no way or two."""
    marks = [c for c in body if c in ".,"]
    try:
        _, ambiguous = _value(body, None, body)
    except BadInput:
        return None
    if ambiguous or not marks:
        return None
    if len(marks) == 1:
        return ("." if marks[0] == "." else ","), False
    return ("," if marks[0] == "." else "."), True  # the first of several makes groups


def _fixed(value: Fraction, places: int) -> str:
    """A value with exactly so many decimals, rounded half up (away from zero)."""
    scaled = (2 * abs(value.numerator) * 10**places + value.denominator) // (2 * value.denominator)
    digits = str(scaled).zfill(places + 1)
    sign = "-" if value < 0 and scaled else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator needs; None where it does not end, or not in time."""
    if denominator == 1:
        return 0
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0 and count <= EXACT_PLACES:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 and max(counts) <= EXACT_PLACES else None


def _value(body: str, settled: Mark | None, text: str) -> tuple[Decimal | None, bool]:
    """The value of digits and marks, and whether two readings stay open."""
    marks = [c for c in body if not c.isdigit()]
    if not marks:
        return Decimal(body), False
    last = marks[-1]
    whole, _, tail = body.rpartition(last)
    if len(marks) == 1 and last != "\x01":
        if len(tail) != 3 or whole.startswith("0") or settled == last:  # noqa: PLR2004 -- a group has three digits
            return Decimal(f"{whole}.{tail}"), False
        if settled is None:
            return None, True
    if _GROUPED.fullmatch(body):
        return Decimal(_DIGITS_ONLY.sub("", body)), False
    if last in ".," and last not in marks[:-1] and _GROUPED.fullmatch(whole):
        return Decimal(f"{_DIGITS_ONLY.sub('', whole)}.{tail}"), False
    raise BadInput("bad-number", where=text, text=_excerpt(text))


def _unit(rest: str, text: str) -> str | None:
    if not rest:
        return None
    bare = _UNIT_DIGITS.sub("x", rest)
    if _UNIT.fullmatch(bare) is None or any(c.isnumeric() for c in bare):
        raise BadInput("bad-number", where=text, text=_excerpt(text))
    return rest


def _excerpt(text: str) -> str:
    shown = tidy(text)
    return shown if len(shown) <= MAX_DIGITS else shown[: MAX_DIGITS - 1] + "…"
