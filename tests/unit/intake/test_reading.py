"""Which documents are read, which are refused and how, and that nothing in between is lost or breaks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_es.catalogue import LANGUAGES, room, text
from kinerja_es.errors import BadInput
from kinerja_es.intake.document import Reading
from kinerja_es.intake.findings import SEVERITY, advice, message
from kinerja_es.intake.reading import MAX_BYTES, read_document

Read = Callable[..., Reading]
Codes = Callable[[Reading], list[str]]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.txt", "empty-document"),
        (b" \n\t\n", "a.txt", "empty-document"),
        (b"PERJANJIAN\x00KINERJA", "a.txt", "binary-document"),
        (b"PERJANJIAN KINERJA \xff", "a.txt", "undecodable-document"),
        (b"\xff\xfeP", "a.txt", "undecodable-document"),
        (b"Surat undangan rapat tahun 2024", "a.txt", "not-an-agreement"),
        (b"%PDF-1.7", "a.txt", "unsupported-format"),
        (b"PK\x03\x04", "a.md", "unsupported-format"),
        (b"PERJANJIAN KINERJA", "a.odt", "unsupported-format"),
        (b"x" * (MAX_BYTES + 1), "a.txt", "document-too-large"),
    ],
)
def test_what_is_no_readable_agreement_is_refused(content: bytes, name: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_document(content, name)

    assert (refused.value.code, refused.value.where) == (code, name)
    for language in LANGUAGES:
        assert text(f"errors.{code}", language, **refused.value.params)
        assert text(f"errors.{code}.hint", language, **refused.value.params)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for path, code in (
        (tmp_path / "none.txt", "document-missing"),
        (tmp_path, "document-unreadable"),
        (large, "document-too-large"),
        (Path("a\0.txt"), "document-unreadable"),
    ):
        with pytest.raises(BadInput) as refused:
            read_document(path)
        assert refused.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, line_end: str) -> None:
    lines = ["PERJANJIAN KINERJA TAHUN 2024", "No\tSasaran\tIndikator\tTarget", "1\tA\tPersentase “B”\t≤ 49%"]

    reading = read_document(line_end.join(lines).encode(encoding), "a.txt")

    (row,) = reading.indicators
    assert (reading.year, row.indicator.text, row.target.operator) == (2024, "Persentase “B”", "≤")


def test_a_title_without_a_table_is_read_as_far_as_it_goes(read: Read) -> None:
    reading = read(columns="")

    assert reading.indicators == ()
    assert (reading.first.position, reading.unit.name) == ("Camat Contoh", "Kecamatan Contoh")
    assert "no-indicator-table" in [finding.code for finding in reading.findings]


def test_a_table_without_a_statement_is_read_as_far_as_it_goes(read: Read) -> None:
    reading = read("1\tMeningkatnya A\tPersentase B\t90%\t", head="")

    codes = {finding.code for finding in reading.findings}
    assert [row.indicator.text for row in reading.indicators] == ["Persentase B"]
    assert {"title-missing", "year-missing", "date-missing", "unit-missing", "party-missing"} <= codes


def test_a_pipe_table_is_read_like_any_other(read: Read) -> None:
    reading = read(
        "|---|---|---|",
        "| Meningkatnya A | Persentase B | 90% |",
        columns="| Sasaran | Indikator | Target |",
    )

    assert [row.indicator.text for row in reading.indicators] == ["Persentase B"]


def test_a_table_of_something_else_is_named(read: Read, codes: Codes) -> None:
    reading = read("1\tA\tB\t90%\t", "", "Jadwal", "Hari\tJam", "Senin\t08.00")

    assert "table-not-recognised" in codes(reading)
    assert ("Senin", "08.00") in reading.raw


def test_markup_becomes_text_and_what_only_looks_like_it_stays(read: Read, codes: Codes) -> None:
    cell = '<p class="x">Formulasi = a &lt; b &amp; c<br/>d</p><p><b>Sumber Data</b> = x <b dan z > y</p>'

    reading = read(f"1\tA\tPersentase B\t90%\t{cell}")

    (row,) = reading.indicators
    assert (row.indicator.formula.raw, row.indicator.source) == ("a < b & c\nd", "x <b dan z > y")
    assert "markup-removed" in codes(reading)


def test_a_quoted_cell_may_hold_line_breaks_tabs_and_quotes(read: Read) -> None:
    reading = read('1\t"Meningkatnya\nA"\t"Persentase\t""B"" siap"\t90%\tx', '\t"C" saja\t" Data\t80%\tx')

    assert [row.indicator.text for row in reading.indicators] == ['Persentase "B" siap', '" Data']
    assert [row.indicator.outcome.text for row in reading.indicators] == ["Meningkatnya A", '"C" saja']


def test_a_cell_may_go_on_in_the_next_line_of_markup(read: Read) -> None:
    reading = read("1\tA\tPersentase B\t90%\t<p>Formulasi = x</p>", "<p>Sumber Data = y</p>", "\t\tPersentase C\t80%\t")

    assert [row.indicator.source for row in reading.indicators] == ["y", None]


def test_every_finding_has_its_sentence_and_its_advice_in_both_languages() -> None:
    texts = room("findings")

    for code in SEVERITY:
        assert len(texts[code]) == len(texts[f"{code}.do"]) == len(LANGUAGES)
    told = {key.removesuffix(".do") for key in texts if ":" not in key and not key.startswith("place-")}
    assert told == set(SEVERITY)
    assert set(SEVERITY.values()) == {"info", "warning", "error"}


PLAIN_CELLS = st.sampled_from(
    ["", "-", "1", "1.", "Persentase A", "100%", "3.000", "400%", "Jumlah", "BB", "٣", "≤ 49", "(", "Rp. 1.000", "(1)",
     "Formulasi = a dibagi b dikali 100%", "Type Perhitungan : Kumulatif", "50% capaian A + 50% capaian B", "\u2028",
     "1. A 2. B", "Pihak Kedua", "Nama : A", "NIP"]
)  # fmt: skip
CELLS = PLAIN_CELLS | st.sampled_from(
    ['"', "<p>", "</p>", "&amp;", "<b", "|", "Indikator", "Target", "Sasaran", "Anggaran", "Program", "TW I"]
)
HEADER = ["No", "Sasaran", "Indikator", "Target"]


def document(rows: list[list[str]]) -> bytes:
    return "\n".join(["PERJANJIAN KINERJA TAHUN 2024", *("\t".join(row) for row in [HEADER, *rows])]).encode()


@given(st.lists(st.lists(PLAIN_CELLS, min_size=2, max_size=7), max_size=8))
def test_every_row_is_kept_as_it_was_and_is_an_indicator_or_named(rows: list[list[str]]) -> None:
    filled = [tuple(row) for row in rows if "".join(row).strip()]

    reading = read_document(document(rows), "a.txt")

    assert reading.raw == (tuple(HEADER), *filled)
    indicators = [row for row in filled if len(row) > 2 and row[2] == "Persentase A"]
    assert [row.indicator.text for row in reading.indicators].count("Persentase A") == len(indicators)
    named = {finding.where.partition(",")[0] for finding in reading.findings}
    for number, row in enumerate(rows, start=3):
        if "".join(row).strip() and (len(row) < 3 or not any(c.isalpha() for c in row[2])):
            assert f"baris {number}" in named


@given(st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=8))
def test_no_table_breaks_the_reader_and_every_finding_can_be_said(rows: list[list[str]]) -> None:
    for finding in read_document(document(rows), "a.txt").findings:
        for language in LANGUAGES:
            assert message(finding, language)
            assert advice(finding, language)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    with pytest.raises(BadInput):
        read_document(content, "a.txt")
