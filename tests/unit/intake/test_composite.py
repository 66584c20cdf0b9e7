"""Weighted formulas over other indicators: recognised by their shape, matched by their words."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kinerja_es.intake.composite import Composite, Group, read_composite, words_of
from kinerja_es.intake.document import Reading

Read = Callable[..., Reading]

GROUPS = (
    Group(codes=("2",), words=words_of("Meningkatnya mutu layanan", "Persentase layanan tepat waktu")),
    Group(codes=("3", "4"), words=words_of("Meningkatnya keuangan desa", "Persentase desa", "Persentase laporan")),
    Group(codes=("5",), words=words_of("Meningkatnya layanan digital", "Indeks kematangan sistem layanan")),
)


def composite(formula: str) -> Composite:
    found = read_composite(formula, GROUPS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "formula",
    ["", "Hasil survei", "a dibagi b dikali 100%", "50% capaian layanan", "capaian layanan + capaian desa",
     "50% layanan + 50% desa"],
)  # fmt: skip
def test_other_formulas_are_no_composites(formula: str) -> None:
    assert read_composite(formula, GROUPS) is None


@pytest.mark.parametrize(
    "formula",
    [
        "(60% x capaian mutu layanan) + (40% x capaian keuangan desa)",
        "Nilai akhir = 60% × realisasi mutu layanan + 40% × realisasi keuangan desa",
        "60 persen dikali capaian mutu layanan ditambah 40 persen dikali capaian keuangan desa",
        "untuk semua kecamatan: (capaian mutu layanan X 60%)+(capaian program keuangan desa X 40%)",
    ],
)
def test_spellings_of_one_composite_give_one_proposal(formula: str) -> None:
    found = composite(formula)

    assert found.proposal == "60% * achievement[2] + 40% * mean(achievement[3], achievement[4])"
    assert (found.total, found.misplaced, found.bare_weight, found.unmatched) == (Decimal(100), False, False, ())


def test_a_weight_behind_its_term_goes_to_the_next_one() -> None:
    found = composite("70% capaian mutu layanan 30% + capaian keuangan desa")

    assert [term.weight for term in found.terms] == [Decimal(70), Decimal(30)]
    assert (found.misplaced, found.bare_weight) == (True, True)


def test_a_term_matches_only_with_all_its_words() -> None:
    found = composite("50% x capaian keuangan desa + 50% x capaian keuangan kelurahan")

    assert [term.codes for term in found.terms] == [("3", "4"), ()]
    assert [term.name for term in found.unmatched] == ["capaian keuangan kelurahan"]


def test_of_several_that_match_the_closest_is_taken_and_a_tie_is_left_open() -> None:
    groups = (
        Group(codes=("1",), words=frozenset({"layanan", "desa"})),
        Group(codes=("2",), words=frozenset({"layanan", "desa", "digital"})),
        Group(codes=("3",), words=frozenset({"layanan", "kota"})),
    )
    found = read_composite("50% x capaian layanan desa + 50% x capaian layanan", groups)

    assert found is not None
    assert [term.codes for term in found.terms] == [("1",), ()]


def test_a_term_of_common_words_alone_matches_nothing() -> None:
    assert composite("50% x capaian program + 50% x capaian keuangan desa").terms[0].codes == ()


def test_weights_that_are_missing_or_do_not_add_up_show_in_the_total() -> None:
    assert composite("50% x capaian keuangan desa + 40% x capaian mutu layanan").total == Decimal(90)
    assert composite("50% x capaian keuangan desa + capaian mutu layanan").total is None


@pytest.mark.parametrize(("weight", "total"), [("40% x ", "90"), ("", "?")])
def test_weights_that_do_not_add_to_a_hundred_are_a_finding(read: Read, weight: str, total: str) -> None:
    reading = read(
        f"1\tA\tPersentase B\t90%\t50% x capaian desa + {weight}capaian kota",
        "2\tMeningkatnya desa\tPersentase C\t90%\t",
    )

    assert [f.params["total"] for f in reading.findings if f.code == "weights-not-whole"] == [total]
    (recognised,) = [f for f in reading.findings if f.code == "composite-recognised"]
    assert (recognised.params["expression"], recognised.params["complete"]) == ("50% * achievement[2]", "no")


def test_nothing_is_proposed_where_nothing_matches(read: Read) -> None:
    reading = read("1\tA\tPersentase B\t90%\t50% x capaian desa + 50% x capaian kota")

    (recognised,) = [f for f in reading.findings if f.code == "composite-recognised"]
    assert recognised.params["expression"] == "-"
