"""Officials as printed: standing, post, NIP and rank."""

import re
import unicodedata

from kinerja_es.parties import Standing

NIP_DIGITS = 18  # birth date 8 + appointment 6 + sex 1 + serial 3

_STANDING = re.compile(
    r"^(?P<standing>pj|plt|plh|penjabat|pelaksana tugas|pelaksana harian)(?:\.\s*|\s+)", re.IGNORECASE
)
_STANDINGS: dict[str, Standing] = {
    "pj": "Pj.", "penjabat": "Pj.", "plt": "Plt.", "pelaksana tugas": "Plt.", "plh": "Plh.", "pelaksana harian": "Plh.",
}  # fmt: skip
_ACRONYMS = frozenset(
    [
        "RSUD",
        "BPBD",
        "DPRD",
        "DPR",
        "BPKAD",
        "BKD",
        "BKPSDM",
        "DPMPTSP",
        "PUPR",
        "UPTD",
        "OPD",
        "KB",
        "II",
        "III",
        "IV",
        "VI",
    ]
)
_SMALL = frozenset(["dan", "di", "pada", "untuk", "serta", "ke", "dari"])
_NIP = re.compile(r"\bNIP\b\s*[.:]*\s*(?P<number>[\d\s.]*\d)?", re.IGNORECASE)
_RANK = re.compile(
    r"^(?:pangkat\b.*?:\s*)?(?P<rank>(?:pembina|penata|pengatur|juru)\b.*|(?:gol(?:ongan)?\.?\s*)?[IV]+\s*/\s*[a-e])$",
    re.IGNORECASE,
)
_ELECTED = re.compile(r"^(?:wakil )?(?:bupati|wali ?kota|gubernur)\b", re.IGNORECASE)


def titled(text: str) -> str:
    """A post or name of an office in title case where it was printed in capitals; acronyms stay."""
    words = text.split()
    if not text.isupper():
        return " ".join(words)
    small = [word if word in _ACRONYMS else word.lower() if word.lower() in _SMALL else word.title() for word in words]
    return " ".join(small)


def read_position(printed: str) -> tuple[str, Standing]:
    """The post without the mark of an acting holder, and the standing that the mark means."""
    cleaned = " ".join(printed.split()).strip(" ,;")
    found = _STANDING.match(cleaned)
    if found is None:
        return titled(cleaned), "definitif"
    return titled(cleaned[found.end() :]), _STANDINGS[found["standing"].casefold()]


def read_nip(line: str) -> tuple[str | None, bool] | None:
    """The NIP in a line: its 18 digits, or None with whether something malformed stood there; None without the word."""
    found = _NIP.search(line)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found["number"] or "")
    if len(digits) == NIP_DIGITS and 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:8]) <= 31:  # noqa: PLR2004
        return digits, False
    return None, bool(digits)


def read_rank(line: str) -> str | None:
    """The rank where a line is nothing else."""
    found = _RANK.match(line.strip())
    return None if found is None else " ".join(found["rank"].split())


def is_elected(position: str) -> bool:
    """Whether the post is that of an elected head, who has no NIP (an acting one may)."""
    return _ELECTED.match(position) is not None


def slug(name: str) -> str:
    """The unit's part of a reference: `Kecamatan Gumelar` is `gumelar`, `Dinas Kesehatan` `dinas-kesehatan`."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", ascii_name)
    return "-".join(words[1:] if len(words) > 1 and words[0] == "kecamatan" else words)
