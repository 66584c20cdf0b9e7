"""The statement page and the letterhead: year, unit, the two parties, place and date."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from kinerja_es.intake.document import Line, Statement
from kinerja_es.intake.findings import Findings, place
from kinerja_es.intake.officials import is_elected, read_nip, read_position, read_rank, slug, titled
from kinerja_es.parties import Party, Unit

Side = Literal["first", "second"]

TITLE = re.compile(r"\bp(?:erjanjian|enetapan)\s+kinerja\b", re.IGNORECASE)
_YEAR = re.compile(r"\bp(?:erjanjian|enetapan)\s+kinerja\b.{0,80}?\b(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_BARE_YEAR = re.compile(r"^tahun(?:\s+anggaran)?\s*:?\s*(?P<year>(?:19|20)\d\d)$", re.IGNORECASE)
_FIELD = re.compile(
    r"^(?P<label>nama|jabatan|nip|pangkat(?:\s*/\s*gol\w*\.?(?:\s*ruang)?)?)\s*[:=]\s*(?P<value>.*)$", re.IGNORECASE
)
_NAMED = re.compile(r"disebut\s+(?:sebagai\s+)?\W*pihak\s+(?P<side>pertama|kesatu|kedua)", re.IGNORECASE)
_SIGNS = re.compile(r"^pihak\s+(?P<side>pertama|kesatu|kedua)\s*[,:;]?$", re.IGNORECASE)
_REGENCY = re.compile(r"^pemerintah\s+(?:daerah\s+)?(?P<name>(?:kabupaten|kota|provinsi)\s+.+)$", re.IGNORECASE)
_UNIT = re.compile(
    r"^(?:kecamatan|kelurahan|dinas|badan|kantor|sekretariat|inspektorat|rumah sakit|satuan polisi|bagian|rsud|uptd)\b",
    re.IGNORECASE,
)
_MONTHS = {
    name: number for number, name in enumerate(
        ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
         "november", "desember"), start=1)
} | {"pebruari": 2, "nopember": 11}  # fmt: skip
_DATE = rf"(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>(?:19|20)\d\d)"
_DATED = re.compile(
    rf"^(?:ditetapkan\s+di\s+)?(?P<place>[^\W\d][^\d,:]{{1,60}}),\s*(?:tanggal\s+)?{_DATE}\.?$", re.IGNORECASE
)
_DATE_ALONE = re.compile(rf"^(?:pada\s+)?tanggal\s*:?\s*{_DATE}\.?$", re.IGNORECASE)
_PLACE_ALONE = re.compile(r"^(?:ditetapkan|dibuat)\s+di\s*:?\s*(?P<place>[^\W\d][^\d:]{1,60})$", re.IGNORECASE)
# Whose post names the unit or the regency itself.
_OF_UNIT = re.compile(
    r"^(?:(?P<camat>camat)|(?P<lurah>lurah)|(?:kepala|sekretaris|direktur)(?=\s+\w+))\s+(?P<rest>.+)$", re.IGNORECASE
)
_OF_REGENCY = re.compile(
    r"^(?:(?P<kabupaten>bupati)|(?P<kota>wali ?kota)|(?P<provinsi>gubernur))\s+(?P<rest>.+)$", re.IGNORECASE
)


@dataclass(slots=True)
class _Signature:
    name: str = ""
    nip: str | None = None
    rank: str | None = None


def read_statement(lines: Sequence[Line], findings: Findings) -> Statement:
    """All that the running text says; what is missing or contradicts itself becomes a finding."""
    year = _year(lines, findings)
    first, second = _parties(lines, findings)
    where, date = _place_and_date(lines)
    if date is None:
        findings.add("date-missing")
    unit = _unit(lines, first, second)
    if not unit.name:
        findings.add("unit-missing")
    return Statement(unit=unit, year=year, place=where, date=date, first=first, second=second)


def _year(lines: Sequence[Line], findings: Findings) -> int | None:
    titles = [line for line in lines if TITLE.search(line.text) and line.text.isupper()]
    if not titles:
        titles = [line for line in lines if TITLE.search(line.text)][:1]
    if not titles:
        findings.add("title-missing")
    if any("PERUBAHAN" in line.text.upper() for line in titles):
        findings.add("amended-agreement", where=place(titles[0].number), raw=titles[0].text)
    years = [(line, found) for line in titles if (found := _YEAR.search(line.text))]
    years += [(line, found) for line in lines if (found := _BARE_YEAR.match(line.text))]
    if not years:
        findings.add("year-missing")
        return None
    year = years[0][1]["year"]
    for line, found in years:
        if found["year"] != year:
            findings.add("years-differ", where=place(line.number), raw=line.text, one=year, other=found["year"])
    return int(year)


def _parties(lines: Sequence[Line], findings: Findings) -> tuple[Party, Party]:
    printed: dict[Side, Party] = {}
    unnamed: list[Party] = []
    party = Party()
    for line in lines:
        named = _NAMED.search(line.text)
        field = _FIELD.match(line.text)
        if named is not None:
            printed.setdefault(_side(named["side"]), party)
            party = Party()
        elif field is not None:
            if field["label"].casefold() == "nama" and party.name:
                unnamed.append(party)
                party = Party()
            party = _with_field(party, field["label"].casefold(), field["value"].strip(), line, findings)
    unnamed += [party] if party.name else []
    for side in ("first", "second"):
        if side not in printed and unnamed:
            printed[side] = unnamed.pop(0)
    signed = _signatures(lines, findings)
    return _completed("first", printed, signed, findings), _completed("second", printed, signed, findings)


def _with_field(party: Party, label: str, value: str, line: Line, findings: Findings) -> Party:
    if label == "nama":
        return replace(party, name=value)
    if label == "jabatan":
        position, standing = read_position(value)
        return replace(party, position=position, standing=standing)
    if label == "nip":
        return replace(party, nip=_nip(f"NIP {value}", line, findings))
    return replace(party, rank=value if value.strip("- ") else None)


def _nip(text: str, line: Line, findings: Findings) -> str | None:
    read = read_nip(text)
    if read is not None and read[1]:
        findings.add("nip-malformed", where=place(line.number), raw=line.text)
    return None if read is None else read[0]


def _signatures(lines: Sequence[Line], findings: Findings) -> dict[Side, _Signature]:
    """The blocks under `Pihak Kedua` and `Pihak Pertama` at the end of the statement: post, name, rank, NIP."""
    found: dict[Side, _Signature] = {}
    current: _Signature | None = None
    lines_left = 0
    for line in lines:
        signs = _SIGNS.match(line.text)
        if signs is not None:
            current = found.setdefault(_side(signs["side"]), _Signature())
            lines_left = 5  # post on one or two lines, name, rank, NIP
        elif current is not None and lines_left > 0:
            lines_left -= 1
            if read_nip(line.text) is not None:
                current.nip, current = _nip(line.text, line, findings), None
            elif (rank := read_rank(line.text)) is not None:
                current.rank = rank
            elif _REGENCY.match(line.text) or _UNIT.match(line.text) or TITLE.search(line.text):
                current = None
            else:  # the last line before rank and NIP is the name; lines before it are the post
                current.name = line.text
    return found


def _completed(side: Side, printed: dict[Side, Party], signed: dict[Side, _Signature], findings: Findings) -> Party:
    party, signature = printed.get(side, Party()), signed.get(side, _Signature())
    if not party.name and not party.position:
        findings.add("party-missing", side=side)
        return Party(name=signature.name, nip=signature.nip, rank=signature.rank)
    if signature.name and not _same_name(party.name, signature.name):
        findings.add("names-differ", raw=signature.name, one=party.name, other=signature.name)
    party = replace(party, nip=party.nip or signature.nip, rank=party.rank or signature.rank)
    if party.nip is None:
        reason = "elected" if is_elected(party.position) else "not-printed"
        findings.add("nip-missing", raw=party.name, name=party.name, side=side, reason=reason)
    return party


def _same_name(one: str, other: str) -> bool:
    """Whether two printed names are one: degrees after the comma and blanks do not count."""
    bare = [re.sub(r"[^a-z]", "", name.partition(",")[0].casefold()) for name in (one, other)]
    return bare[0] == bare[1]


def _side(word: str) -> Side:
    return "second" if word.casefold() == "kedua" else "first"


def _place_and_date(lines: Sequence[Line]) -> tuple[str | None, datetime.date | None]:
    where: str | None = None
    for line in lines:
        alone = _PLACE_ALONE.match(line.text)
        where = where or (alone["place"].strip() if alone else None)
        found = _DATED.match(line.text) or _DATE_ALONE.match(line.text)
        if found is None:
            continue
        try:
            date = datetime.date(int(found["year"]), _MONTHS[found["month"].casefold()], int(found["day"]))
        except ValueError:  # 31 Februari
            continue
        return found.groupdict().get("place", where), date
    return where, None


def _unit(lines: Sequence[Line], first: Party, second: Party) -> Unit:
    regency = name = ""
    for line, following in pairwise([*lines, Line(number=0, text="")]):
        head = _REGENCY.match(line.text)
        if head is not None and not regency:
            regency = titled(head["name"])
            if _UNIT.match(following.text) and following.text.isupper():
                name = titled(following.text)
    of_unit, of_regency = _OF_UNIT.match(first.position), _OF_REGENCY.match(second.position)
    if not name and of_unit is not None:
        kind = "Kecamatan " if of_unit["camat"] else "Kelurahan " if of_unit["lurah"] else ""
        name = kind + of_unit["rest"]
    if not regency and of_regency is not None:
        kind = next(kind for kind in ("kabupaten", "kota", "provinsi") if of_regency[kind])
        regency = f"{kind.title()} {of_regency['rest']}"
    return Unit(slug=slug(name), name=name, regency=regency)
