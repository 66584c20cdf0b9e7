"""Labels inside the formula cell: formula, type of calculation, source of data and note, and ratios in words."""

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"(?:(?<=\n)|(?<=[\s;.])|^)(?:"
    r"(?P<formula>formulasi|formula|rumus)(?P<of>[^=:\n]{0,160}?)"
    r"|(?P<calculation>(?:type|tipe|jenis|metode)\s+(?:per|peng)?hitungan)"
    r"|(?P<source>sumber\s+data)"
    r"|(?P<note>keterangan|ket\.)"
    r")\s*[=:]\s*",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"\b(?:diisi|isikan|isilah|contoh pengisian|sebutkan|coret yang tidak perlu)\b|\.{5,}|…{2,}", re.IGNORECASE
)
_RATIO = re.compile(
    r"(?P<n>.+?)\s*(?:\bdibagi(?:\s+dengan)?\b|[/÷])\s*(?P<d>.+?)"
    r"(?P<times>\s*(?:\b(?:di)?kali(?:kan)?\b|[x×*])\s*100(?:\s*%|\s*persen)?)?\s*\.?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaCell:
    """The parts of a formula cell as printed; `labelled` says whether any label was there."""

    formula: str = ""
    calculation: str | None = None
    source: str | None = None
    note: str | None = None
    labelled: bool = False


def read_formula_cell(text: str) -> FormulaCell:
    """Split a cell (a line a paragraph) at its labels; text before the first one belongs to the formula."""
    parts: dict[str, list[str]] = {"formula": [], "calculation": [], "source": [], "note": []}
    labels = list(_LABEL.finditer(text))
    if not labels:
        return FormulaCell(formula=text)
    before = text[: labels[0].start()].strip()
    if before:
        parts["formula"].append(before)
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        content = text[label.end() : following.start() if following else None].strip(" ;\n")
        name = label.lastgroup if label.lastgroup != "of" else "formula"
        condition = (label["of"] or "").strip()
        if condition:  # such as "untuk kecamatan tanpa kelurahan": part of what the formula says
            content = f"{condition}: {content}"
        if content and name is not None:
            parts[name].append(content)
    joined = {name: "\n".join(found) or None for name, found in parts.items()}
    return FormulaCell(
        formula=joined["formula"] or "", calculation=joined["calculation"], source=joined["source"],
        note=joined["note"], labelled=True,
    )  # fmt: skip


def is_template(text: str) -> bool:
    """Whether a cell still holds the form's instruction instead of an answer."""
    return _TEMPLATE.search(text) is not None


def has_open_bracket(formula: str) -> bool:
    """Whether brackets do not pair up."""
    depth = 0
    for character in formula:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return depth != 0


def body(formula: str) -> str:
    """The right side: what follows `name =` or a condition ending in a colon, on one line."""
    line = " ".join(formula.split())
    for mark in ("=", ":"):
        left, found, right = line.partition(mark)
        if found and right.strip() and not re.search(r"[\d%+*×/]|\bdibagi\b|\bkali\b", left, re.IGNORECASE):
            line = right.strip()
    return line


def ratio(formula: str) -> tuple[str, str] | None:
    """The names of numerator and denominator in `A dibagi B dikali 100%`; None where it is no single ratio."""
    text = body(formula)
    found = _RATIO.fullmatch(text)
    if (
        found is None
        or len(re.findall(r"\bdibagi\b|÷", text, re.IGNORECASE)) > 1
        or re.search(r"[+]|\d\s*%\s*[x×*]", text)
    ):
        return None
    # A slash alone also stands between words (`sarana/prasarana`); `dibagi` or a closing `× 100` make it a division.
    if not found["times"] and not re.search(r"\bdibagi\b|÷", text, re.IGNORECASE):
        return None
    return _bare(found["n"], found["d"])


def _bare(numerator: str, denominator: str) -> tuple[str, str]:
    """Both names without the brackets that enclosed them or the whole fraction."""
    n, d = numerator.strip(), denominator.strip()
    if n.startswith("(") and n.count("(") > n.count(")"):
        n = n[1:]
    if d.endswith(")") and d.count(")") > d.count("("):
        d = d[:-1]
    return _unwrapped(n), _unwrapped(d)


def _unwrapped(name: str) -> str:
    name = name.strip()
    while name.startswith("(") and name.endswith(")") and not has_open_bracket(name[1:-1]):
        name = name[1:-1].strip()
    return name
