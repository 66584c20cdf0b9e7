"""The statement page: parties, standing, NIP, rank, unit, year, place and date."""

import datetime
from collections.abc import Callable

import pytest

from kinerja_es.intake.document import Reading
from kinerja_es.intake.officials import read_nip, read_position, read_rank, slug, titled
from kinerja_es.parties import Party

Read = Callable[..., Reading]
Codes = Callable[[Reading], list[str]]

SIDE_BY_SIDE = """PERJANJIAN KINERJA PERUBAHAN
TAHUN 2025

Nama\t:\tIr. SARI CONTOH, M.M.
Jabatan\t:\tPlt. KEPALA DINAS PERTANIAN DAN PANGAN
Selanjutnya disebut sebagai "PIHAK KESATU"
Nama\t:\tBUDI CONTOH
Jabatan\t:\tBUPATI REKAAN
Selanjutnya disebut Pihak Kedua

Ditetapkan di Rekaan
pada tanggal 15 Agustus 2025

PIHAK KEDUA,\tPIHAK KESATU,
BUPATI REKAAN\tPlt. KEPALA DINAS
BUDI CONTOH\tIr. SARI CONTOH, M.M.
\tPembina Utama Muda, IV/c
\tNIP. 19700102 199503 2 999
"""


def test_two_signatures_side_by_side(read: Read, codes: Codes) -> None:
    reading = read("1\tA\tPersentase B\t90%\t", head=SIDE_BY_SIDE)

    assert reading.first == Party(
        name="Ir. SARI CONTOH, M.M.", position="Kepala Dinas Pertanian dan Pangan", nip="197001021995032999",
        rank="Pembina Utama Muda, IV/c", standing="Plt.",
    )  # fmt: skip
    assert reading.second == Party(name="BUDI CONTOH", position="Bupati Rekaan")
    assert (reading.unit.slug, reading.unit.regency) == ("dinas-pertanian-dan-pangan", "Kabupaten Rekaan")
    assert (reading.year, reading.place, reading.date) == (2025, "Rekaan", datetime.date(2025, 8, 15))
    assert "amended-agreement" in codes(reading)


def test_an_elected_head_without_a_nip_is_told_apart_from_an_official_without_one(read: Read) -> None:
    reading = read("1\tA\tPersentase B\t90%\t")

    missing = [(f.params["side"], f.params["reason"]) for f in reading.findings if f.code == "nip-missing"]
    assert missing == [("first", "not-printed"), ("second", "elected")]


@pytest.mark.parametrize("nip", ["19850101 200901 2 99", "198513012009012999", "1985", "198501012009012999 1"])
def test_a_malformed_nip_is_named_and_not_kept(read: Read, nip: str) -> None:
    head = f"PERJANJIAN KINERJA TAHUN 2024\nNama : SARI CONTOH\nJabatan : LURAH CONTOH\nNIP : {nip}\n"

    reading = read("1\tA\tPersentase B\t90%\t", head=head)

    assert reading.first.nip is None
    assert [(f.where, f.raw) for f in reading.findings if f.code == "nip-malformed"] == [("baris 4", f"NIP : {nip}")]


def test_rank_and_nip_as_fields_of_the_statement(read: Read) -> None:
    head = (
        "PERJANJIAN KINERJA TAHUN 2024\nNama : SARI\nNIP : 19850101 200901 2 999\nPangkat/Gol. Ruang : Pembina, IV/a\n"
        "Jabatan : LURAH CONTOH\nselanjutnya disebut PIHAK KESATU\nNama : BUDI\nPangkat : -\nJabatan : CAMAT REKAAN\n"
        "selanjutnya disebut PIHAK KEDUA\nPIHAK KEDUA\nBUDI\nNIP. 1985\n"
    )

    reading = read("1\tA\tPersentase B\t90%\t", head=head)

    assert (reading.first.rank, reading.first.nip) == ("Pembina, IV/a", "198501012009012999")
    assert (reading.second.rank, reading.second.nip) == (None, None)
    assert [(f.where, f.raw) for f in reading.findings if f.code == "nip-malformed"] == [("baris 13", "NIP. 1985")]


def test_parties_that_are_never_named_as_such_keep_their_order(read: Read) -> None:
    head = "PERJANJIAN KINERJA TAHUN 2024\nNama : SARI\nJabatan : LURAH CONTOH\nNama : BUDI\nJabatan : CAMAT REKAAN\n"

    reading = read("1\tA\tPersentase B\t90%\t", head=head)

    assert (reading.first.name, reading.second.name) == ("SARI", "BUDI")
    assert reading.unit.name == "Kelurahan Contoh"


def test_a_signature_by_somebody_else_is_a_finding_and_missing_degrees_are_none(read: Read, codes: Codes) -> None:
    head = (
        "PERJANJIAN KINERJA TAHUN 2024\nNama : SARI CONTOH, S.STP\nJabatan : CAMAT CONTOH\n"
        "Selanjutnya disebut Pihak Pertama\n\nRekaan, 2 Januari 2024\n\nPihak Pertama\nCAMAT CONTOH\n{}\n"
    )

    assert "names-differ" not in codes(read("1\tA\tPersentase B\t90%\t", head=head.format("SARI CONTOH")))
    assert "names-differ" in codes(read("1\tA\tPersentase B\t90%\t", head=head.format("TONO CONTOH")))


def test_a_letterhead_after_a_signature_is_no_name(read: Read, codes: Codes) -> None:
    head = (
        "PERJANJIAN KINERJA TAHUN 2024\nNama : BUDI\nJabatan : BUPATI REKAAN\nselanjutnya disebut Pihak Kedua\n"
        "Pihak Kedua\nBUPATI REKAAN\nBUDI\nPEMERINTAH KABUPATEN REKAAN\nKECAMATAN CONTOH\nJalan Contoh 1\n"
    )

    reading = read("1\tA\tPersentase B\t90%\t", head=head)

    assert "names-differ" not in codes(reading)
    assert (reading.unit.name, reading.unit.regency) == ("Kecamatan Contoh", "Kabupaten Rekaan")
    assert [f.params["side"] for f in reading.findings if f.code == "party-missing"] == ["first"]


def test_two_years_are_a_finding(read: Read, codes: Codes) -> None:
    reading = read("", "PERJANJIAN KINERJA TAHUN 2023", head="PERJANJIAN KINERJA TAHUN 2024\n", columns="")

    assert reading.year == 2024
    assert "years-differ" in codes(reading)


@pytest.mark.parametrize("line", ["Rekaan, 31 Februari 2024", "Rekaan, Januari 2024", "Rekaan, 2 Januari"])
def test_a_date_that_is_none_is_missing(read: Read, codes: Codes, line: str) -> None:
    reading = read("1\tA\tPersentase B\t90%\t", head=f"PERJANJIAN KINERJA TAHUN 2024\n{line}\n")

    assert reading.date is None
    assert "date-missing" in codes(reading)


@pytest.mark.parametrize(
    ("printed", "position", "standing"),
    [
        ("CAMAT GUMELAR", "Camat Gumelar", "definitif"),
        ("Pj. BUPATI BANYUMAS", "Bupati Banyumas", "Pj."),
        ("Plt Kepala Dinas Pangan", "Kepala Dinas Pangan", "Plt."),
        ("PLH. SEKRETARIS DAERAH", "Sekretaris Daerah", "Plh."),
        ("Penjabat Bupati Contoh", "Bupati Contoh", "Pj."),
        ("DIREKTUR RSUD CONTOH", "Direktur RSUD Contoh", "definitif"),
        ("Plato Contoh", "Plato Contoh", "definitif"),
    ],
)
def test_the_standing_is_taken_out_of_the_post(printed: str, position: str, standing: str) -> None:
    assert read_position(printed) == (position, standing)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("NIP. 198501012009012999", ("198501012009012999", False)),
        ("NIP : 19850101 200901 2 999", ("198501012009012999", False)),
        ("NIP.", (None, False)),
        ("NIP : -", (None, False)),
        ("SARI CONTOH", None),
    ],
)
def test_nips_with_and_without_blanks(line: str, read: tuple[str | None, bool] | None) -> None:
    assert read_nip(line) == read


def test_ranks_slugs_and_titles() -> None:
    assert read_rank("Pembina Tk. I (IV/b)") == "Pembina Tk. I (IV/b)"
    assert read_rank("IV/a") == "IV/a"
    assert read_rank("SARI CONTOH") is None
    assert (slug("Kecamatan Gumelar"), slug("Dinas Kesehatan"), slug("Kecamatan")) == (
        "gumelar", "dinas-kesehatan", "kecamatan",
    )  # fmt: skip
    assert titled("Dinas PUPR") == "Dinas PUPR"
