"""A document around the few rows that a test is about."""

from collections.abc import Callable

import pytest

from kinerja_es.intake.document import Reading
from kinerja_es.intake.reading import read_document

HEAD = """PERJANJIAN KINERJA TAHUN 2024

Nama : SARI CONTOH, S.STP, M.Si
Jabatan : CAMAT CONTOH
Selanjutnya disebut Pihak Pertama
Nama : BUDI CONTOH
Jabatan : BUPATI REKAAN
Selanjutnya disebut Pihak Kedua

Rekaan, 2 Januari 2024

"""
COLUMNS = "No\tSasaran\tIndikator\tTarget\tFormulasi"

Read = Callable[..., Reading]


@pytest.fixture
def read() -> Read:
    """Read a document with a head and these lines of an attachment."""

    def read(*lines: str, head: str = HEAD, columns: str = COLUMNS) -> Reading:
        return read_document("\n".join([head, columns, *lines]).encode(), "contoh.txt")

    return read


@pytest.fixture
def codes() -> Callable[[Reading], list[str]]:
    """The codes of all findings but those that every such document has."""

    def codes(reading: Reading) -> list[str]:
        usual = {"nip-missing", "no-budget-table"}
        return [finding.code for finding in reading.findings if finding.code not in usual]

    return codes
